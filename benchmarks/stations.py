"""Writes any number of filled-in questionnaires that all differ: names, provinces, levels, answers, evidence, tables.

    python benchmarks/stations.py FOLDER [--count 3000] [--seed 0]

Each level's blank questionnaire is written once, by the program itself, and its XML cut at the cells that a
station fills in; a workbook is then the pieces with other cells between them, saved the way Excel and WPS save:
texts in one shared part, blanks as empty tags. Half of the stations leave a tenth of the questions blank. The
same seed gives the same bytes.
"""

import argparse
import io
import random
import re
import subprocess
import zipfile
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

from convergence_cli.model.framework import Framework
from convergence_cli.model.question import Ask, Column, ProfileQuestion, limits
from convergence_cli.questionnaire.layout import LETTERS, table_sheet
from convergence_cli.questionnaire.table_sheet import HEADER_ROW
from convergence_cli.questionnaire.template import write_template
from convergence_cli.rubric.load import find, load
from convergence_cli.texts import say

LEVELS = {"central": 1, "provincial": 9, "municipal": 40, "county": 50}
"""Level -> its share of the stations, in percent."""
PROVINCES = (
    "北京市", "天津市", "河北省", "山西省", "内蒙古自治区", "辽宁省", "吉林省", "黑龙江省", "上海市",
    "江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省", "广东省",
    "广西壮族自治区", "海南省", "重庆市", "四川省", "贵州省", "云南省", "西藏自治区", "陕西省", "甘肃省",
    "青海省", "宁夏回族自治区", "新疆维吾尔自治区",
)  # fmt: skip
_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?: t="(\w+)")?\s*(?:/>|>(.*?)</c>)', re.DOTALL)
_TEXT = re.compile(r"<t[^>]*>(.*?)</t>", re.DOTALL)
_DATE = (2020, 11, 13, 0, 0, 0)
_STRINGS = "xl/sharedStrings.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

Typed = str | float | None
Place = tuple[str, str]
"""A sheet's title and a cell of it."""


class Form:
    """The questionnaire of one level, cut at its input cells."""

    def __init__(self, framework: Framework, level: str) -> None:
        # Not before the program's own modules: they settle how openpyxl writes.
        from openpyxl import load_workbook

        blank = write_template(framework, "zh", {"level": level})
        workbook = load_workbook(io.BytesIO(blank))
        self.framework, self.level = framework, level
        self.asked = {str(cell.value): cell.row for cell in workbook[say("zh", "workbook.sheet-questions")]["A"]}
        self.profile = {str(cell.value): cell.row for cell in workbook[say("zh", "workbook.sheet-station")]["A"]}
        self.strings: dict[str, int] = {}
        """Texts in XML that every station of this level has -> their numbers."""
        self.sheets: dict[str, tuple[str, list[str]]] = {}
        """Part -> the sheet's title, and its XML cut before and after every cell that may be filled in."""
        with zipfile.ZipFile(io.BytesIO(blank)) as file:
            self.parts = {name: file.read(name).decode() for name in file.namelist()}
        for number, title in enumerate(workbook.sheetnames, 1):
            part = f"xl/worksheets/sheet{number}.xml"
            self.sheets[part] = (title, list(self._cut(self.parts.pop(part), title)))
        self._add_strings_part()

    def _cut(self, xml: str, title: str) -> Iterator[str]:
        """Fixed XML and cells in turn; a cell as `reference|style`, to be filled in."""
        at, fixed = 0, ""
        for cell in _CELL.finditer(xml):
            fixed += xml[at : cell.start()]
            at = cell.end()
            reference, style, kind, inside = cell[1], cell[2] or "", cell[3], cell[4]
            if self._is_input(title, reference):
                yield fixed
                yield f"{reference}|{style}"
                fixed = ""
            elif kind == "inlineStr" and inside:
                text = _TEXT.search(inside)
                # Whichever way openpyxl has written it, Chinese stands there as Chinese.
                plain = escape(unescape(text[1]), quote=False) if text else ""
                number = self.strings.setdefault(plain, len(self.strings))
                fixed += f'<c r="{reference}"{style} t="s"><v>{number}</v></c>'
            else:
                fixed += f'<c r="{reference}"{style}>{inside}</c>' if inside else f'<c r="{reference}"{style}/>'
        yield fixed + xml[at:]

    def _is_input(self, title: str, reference: str) -> bool:
        letter, row = reference.rstrip("0123456789"), int(reference.lstrip(LETTERS))
        if title == say("zh", "workbook.sheet-questions"):
            return letter in "EFGH" and row > 1
        if title == say("zh", "workbook.sheet-station"):
            return letter == "D" and row > 1
        return title.startswith(say("zh", "workbook.sheet-table", title="")) and row > HEADER_ROW

    def _add_strings_part(self) -> None:
        kind = "sharedStrings"
        self.parts["[Content_Types].xml"] = self.parts["[Content_Types].xml"].replace(
            "</Types>",
            f'<Override PartName="/{_STRINGS}" ContentType="application/vnd.openxmlformats-officedocument.'
            f'spreadsheetml.{kind}+xml"/></Types>',
        )
        relations = "xl/_rels/workbook.xml.rels"
        self.parts[relations] = self.parts[relations].replace(
            "</Relationships>",
            '<Relationship Id="rIdStrings" Target="sharedStrings.xml" Type="http://schemas.openxmlformats.org/'
            f'officeDocument/2006/relationships/{kind}"/></Relationships>',
        )

    def filled(self, cells: dict[Place, Typed]) -> bytes:
        """The workbook with these cells filled in, as an .xlsx file."""
        strings = dict(self.strings)
        parts = dict(self.parts)
        for part, (title, pieces) in self.sheets.items():
            parts[part] = "".join(
                _cell(piece, cells.get((title, piece.partition("|")[0])), strings) if at % 2 else piece
                for at, piece in enumerate(pieces)
            )
        items = "".join(f"<si><t>{text}</t></si>" for text in strings)
        parts[_STRINGS] = f'<sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">{items}</sst>'
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
            for name, text in parts.items():
                file.writestr(zipfile.ZipInfo(name, _DATE), text, zipfile.ZIP_DEFLATED)
        return target.getvalue()


def _cell(slot: str, typed: Typed, strings: dict[str, int]) -> str:
    reference, _, style = slot.partition("|")
    if typed is None:
        return f'<c r="{reference}"{style}/>'
    if isinstance(typed, str):
        number = strings.setdefault(escape(typed, quote=False), len(strings))
        return f'<c r="{reference}"{style} t="s"><v>{number}</v></c>'
    return f'<c r="{reference}"{style}><v>{typed!r}</v></c>'


class Station:
    """What one station fills in, drawn by chance."""

    def __init__(self, form: Form, number: int, seed: int) -> None:
        self.form, self.number = form, number
        self.chance = random.Random(seed * 1_000_003 + number)
        self.blanks = self.chance.choice((0.0, 0.1))
        self.cells: dict[Place, Typed] = {}
        self._profile()
        self._questions()
        self._tables()

    def _profile(self) -> None:
        sheet = say("zh", "workbook.sheet-station")
        level = next(item for item in self.form.framework.profile if item.id == "level").options[self.form.level]
        known: dict[str, Typed] = {
            "name": f"第{self.number}{self.chance.choice('江河湖海山川')}广播电视台",
            "level": level.zh,
            "province": self.chance.choice(PROVINCES),
            "period": 2025.0,
            "staff": float(self.chance.randint(80, 3000)),
            "contact": f"联系人{self.number}",
        }
        for question in self.form.framework.profile:
            typed = known.get(question.id) or self._typed(question, question.options)
            self.cells[sheet, f"D{self.form.profile[question.id]}"] = typed

    def _questions(self) -> None:
        framework, sheet = self.form.framework, say("zh", "workbook.sheet-questions")
        for item in framework.indicators:
            row = self.form.asked.get(item.id)
            if row is None:
                continue
            if item.ask.compute is not None:
                self.cells[sheet, f"E{row}"] = say(
                    "zh", "workbook.computed", table=framework.tables_of(item)[0].title.zh
                )
            elif self.chance.random() < self.blanks:
                continue
            elif item.not_applicable and self.chance.random() < 0.1:
                reason = framework.reasons[self.chance.choice(item.not_applicable)].zh
                self.cells[sheet, f"G{row}"] = reason
                continue
            else:
                self.cells[sheet, f"E{row}"] = self._typed(item.ask, framework.options(item))
            if self.chance.random() < 0.85:
                year, page = self.chance.randint(2021, 2025), self.chance.randint(1, 90)
                self.cells[sheet, f"F{row}"] = f"第{self.number}号〔{year}〕{page}号文件；附件{page}.pdf"
            if self.chance.random() < 0.1:
                self.cells[sheet, f"H{row}"] = f"统计口径见附件{self.chance.randint(1, 40)}"

    def _tables(self) -> None:
        for table in self.form.framework.tables:
            sheet = table_sheet(table.title, "zh")
            for row in range(HEADER_ROW + 1, HEADER_ROW + 1 + self.chance.randint(2, min(25, table.rows))):
                for position, column in enumerate(table.columns):
                    self.cells[sheet, f"{LETTERS[position]}{row}"] = self._typed(column, column.options, row)

    def _typed(self, question: Ask | ProfileQuestion | Column, options: dict[str, Any], row: int = 0) -> Typed:
        """An answer as it is typed into a cell of this kind."""
        chance, kind = self.chance, question.type
        low, high = limits(question)
        if kind == "percent":
            return round(chance.uniform(low or 0.0, 1.0 if high is None else high), 4)
        if kind in ("integer", "number", "money"):
            drawn = round(chance.lognormvariate(3, 1.2), 0 if kind == "integer" else 2)
            return float(min(max(drawn, low or 0.0), 1e9 if high is None else high))
        if kind == "yes_no":
            return say("zh", f"workbook.{chance.choice(('yes', 'no'))}")
        if kind == "one_of":
            return str(chance.choice(list(options.values())).zh)
        if kind == "many_of":
            letters = "".join(letter for letter in LETTERS[: len(options)] if chance.random() < 0.5)
            return letters or "无"
        if kind == "date":
            return float(chance.randint(45_658, 46_022))  # a day of 2025, as a sheet counts days
        return f"{question.title.zh if not isinstance(question, Ask) else ''}{self.number}-{row}"


def write_stations(folder: Path, count: int, seed: int = 0) -> list[Path]:
    """Write so many workbooks, a folder for each province as they come in; the paths written."""
    framework = load(find())
    forms = {level: Form(framework, level) for level in LEVELS}
    chance = random.Random(seed)
    written = []
    for number in range(count):
        form = forms[chance.choices(list(LEVELS), list(LEVELS.values()))[0]]
        path = folder / f"{number % len(PROVINCES) + 1:02}" / f"{form.level}-{number:05}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(form.filled(Station(form, number, seed).cells))
        written.append(path)
    return written


def saved_by(program: str, folder: Path, target: Path) -> list[str]:
    """The workbooks of a folder as another program saves them, in a folder of their own."""
    files = sorted(folder.rglob("*.xlsx"))
    if program == "template":
        return [str(path) for path in files]
    target.mkdir()
    if program == "openpyxl":
        from openpyxl import load_workbook

        for path in files:
            load_workbook(path).save(target / path.name)
    elif program == "libreoffice":
        # Many at once, because to start takes longer than to save; not all, because a command line has an end.
        for at in range(0, len(files), 100):
            command = ["soffice", f"-env:UserInstallation=file://{target}/profile", "--headless", "--convert-to"]
            command += ["xlsx:Calc MS Excel 2007 XML", "--outdir", str(target), *map(str, files[at : at + 100])]
            subprocess.run(command, check=True, capture_output=True)
    else:
        raise SystemExit(f"{program}: template, openpyxl or libreoffice")
    return sorted(map(str, target.glob("*.xlsx")))


def main() -> None:
    """Write them and say how many there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    written = write_stations(given.folder, given.count, given.seed)
    print(f"{len(written)} workbooks, {sum(path.stat().st_size for path in written):,} bytes")


if __name__ == "__main__":
    main()
