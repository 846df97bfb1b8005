"""One filled-in questionnaire as several programs save it."""

import io
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl
from mutants import MAIN, Parts, packed, unpacked
from offices import FORMATS

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.questionnaire.carry import carry
from convergence_cli.questionnaire.read import examine
from convergence_cli.questionnaire.template import write_template

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr" '
    'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
    'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
    'xr:uid="{00000000-0001-0000-0000-000000000000}"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def bases(framework: Framework, folder: Path) -> None:
    """Write the workbooks that are changed: by our template, openpyxl, LibreOffice (where it is), in Excel's habits."""
    form = _form(framework, "zh", "mainstream-media", "typical-city")
    (folder / "template.xlsx").write_bytes(form)
    (folder / "openpyxl.xlsx").write_bytes(_by_openpyxl(_form(framework, "en", "talent", "strong-province")))
    (folder / "excel.xlsx").write_bytes(
        as_excel(_by_openpyxl(_form(framework, "zh", "content-supply", "typical-city")))
    )
    shutil.copy(EXAMPLES / "strong-province.xlsx", folder / "whole.xlsx")
    if has_libreoffice():
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "libreoffice.xlsx"
            path.write_bytes(_form(framework, "zh", "mechanisms", "typical-city"))
            shutil.copy(convert([path], Path(place) / "out")[path.name], folder)


def has_libreoffice() -> bool:
    """Whether LibreOffice is there."""
    return shutil.which("soffice") is not None


def _form(framework: Framework, language: Language, chapter: str, example: str) -> bytes:
    """One chapter of an example, so that a case costs little."""
    answered = examine(EXAMPLES / f"{example}.xlsx", framework)
    carried = carry(answered, framework, language, same_period=True)
    level = answered.profile["level"].value
    return write_template(framework, language, {"level": str(level)}, chapter, carried)


def _by_openpyxl(data: bytes) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def as_excel(data: bytes) -> bytes:
    """A workbook that openpyxl saved, in Excel's habits: shared texts, in pieces, spans, its own namespaces."""
    parts = unpacked(data)
    shared: dict[str, int] = {}
    for name in [name for name in parts if name.startswith("xl/") and name.endswith(".xml")]:
        text = parts[name].decode()
        if "worksheets/sheet" in name:
            text = _sheet_of_excel(text, shared)
        elif name == "xl/workbook.xml":
            text = text.replace(' state="visible"', "")
        parts[name] = f"{_HEAD}{text}".encode()
    items = "".join(map(_item_of_excel, shared))
    parts["xl/sharedStrings.xml"] = f'{_HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(shared)}">{items}</sst>'.encode()
    _add(parts, "xl/_rels/workbook.xml.rels", f'<Relationship Id="rId999" Type="{_KIND}" Target="sharedStrings.xml"/>')
    _add(parts, "[Content_Types].xml", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_CONTENT}"/>')
    return packed(parts)


def _add(parts: Parts, name: str, entry: str) -> None:
    """One entry more at the end of a list."""
    body, end, rest = parts[name].decode().rpartition("</")
    parts[name] = f"{body}{entry}{end}{rest}".encode()


def _sheet_of_excel(text: str, shared: dict[str, int]) -> str:
    text = text.replace("<worksheet ", f"<worksheet {_SPACES} ", 1)
    text = re.sub(r"<row ([^<>]*?)>", r'<row \1 spans="1:9" x14ac:dyDescent="0.25">', text)
    # Excel names no type that is the usual one, and no value where there is none.
    text = text.replace(' t="n"', "").replace(" />", "/>").replace("<v/>", "").replace("<v></v>", "")
    text = re.sub(r"<c ([^<>]*)></c>", r"<c \1/>", text)
    return re.sub(
        r' t="inlineStr"><is><t(?: [^<>]*)?>([^<]*)</t></is>',
        lambda found: f' t="s"><v>{shared.setdefault(found[1], len(shared))}</v>',
        text,
    )


def _item_of_excel(text: str) -> str:
    """A shared text: one in three of two looks, one in three with the way in which it is spoken."""
    kept = ' xml:space="preserve"' if text.strip() != text else ""
    if len(text) % 3 == 1 and len(text) > 4 and "&" not in text:
        looks = '<rPr><sz val="10"/><color theme="1"/><rFont val="等线"/><family val="2"/><charset val="134"/></rPr>'
        return f"<si><r><t>{text[:3]}</t></r><r>{looks}<t{kept}>{text[3:]}</t></r></si>"
    about = '<phoneticPr fontId="1" type="noConversion"/>' if len(text) % 3 == 2 else ""
    return f"<si><t{kept}>{text}</t>{about}</si>"


def convert(paths: list[Path], folder: Path, suffix: str = "xlsx") -> dict[str, Path]:
    """What LibreOffice makes of some files, by their names; those that it does not open are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        start = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to"]
        for at in range(0, len(paths), 20):
            command = [*start, FORMATS[suffix], "--outdir", str(folder), *map(str, paths[at : at + 20])]
            subprocess.run(command, check=True, capture_output=True, timeout=600)
    made = {path.name: folder / f"{path.stem}.{suffix}" for path in paths}
    return {name: path for name, path in made.items() if path.exists()}
