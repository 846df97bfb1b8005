"""The example city station with one thing changed in its parts, and what reading makes of it.

The example is what the template writes and openpyxl saves: texts stand in the cells. Of the questions `SHARE` is the
cell of a percentage, in the row `ROW`, `WORDS` that of its evidence, `COUNT` that of a whole number,
`TRUTH` of a yes or no.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from filling import found
from running import ROOT

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Answer, Questionnaire

QUESTIONS, BOOK, STYLES = "xl/worksheets/sheet3.xml", "xl/workbook.xml", "xl/styles.xml"
LINKS, TYPES, ROOT_LINKS, TEXTS = (
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
    "_rels/.rels",
    "xl/sharedStrings.xml",
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
Parts = dict[str, str | bytes]
Seen = tuple[Questionnaire | None, tuple[Problem, ...]]


@cache
def _base() -> Mapping[str, bytes]:
    with zipfile.ZipFile(ROOT / "examples" / "typical-city.xlsx") as file:
        return {name: file.read(name) for name in file.namelist()}


def row_of(name: str) -> int:
    """The row of a question, or of one option of it."""
    sheet = _base()[QUESTIONS].decode()
    (row,) = re.findall(rf'<c r="A(\d+)"[^>]*><is><t>{re.escape(name)}</t>', sheet)
    return int(row)


def parts() -> Parts:
    """The parts of the example, texts as texts."""
    return {name: body.decode() for name, body in _base().items()}


ROW, _COUNTED = row_of("M08.satisfaction"), row_of("M16.studios")
SHARE, WORDS, COUNT = f"E{ROW}", f"F{ROW}", f"E{_COUNTED}"
TRUTH = f"E{row_of('M16.appraisal-scheme')}"
IDS = {SHARE: "M08.satisfaction", WORDS: "M08.satisfaction", COUNT: "M16.studios", TRUTH: "M16.appraisal-scheme"}


def replaced(text: str | bytes, old: str, new: str) -> str:
    """A text with the one place changed that is meant; it has to be there."""
    assert isinstance(text, str)
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def cell_of(text: str | bytes, name: str) -> str:
    """A cell as it is written."""
    assert isinstance(text, str)
    (cell,) = re.findall(rf'<c r="{name}"[^>]*?(?:/>|>.*?</c>)', text, re.DOTALL)
    return str(cell)


def style_of(text: str | bytes, name: str) -> str:
    """The number of a cell's style."""
    given = re.search(r' s="(\d+)"', cell_of(text, name))
    assert given
    return given[1]


def with_cell(book: Parts, name: str, xml: str, sheet: str = QUESTIONS) -> Parts:
    """Another cell in place of one; `{s}` stands for its style."""
    text = book[sheet]
    new = xml.replace("{s}", style_of(text, name)).replace("{r}", name)
    return book | {sheet: replaced(text, cell_of(text, name), new)}


def with_style(book: Parts, name: str, code: str, font: str = "") -> Parts:
    """A cell in a number format of its own (or a built-in one, by number) and a font."""
    text = book[STYLES]
    assert isinstance(text, str)
    number = code if code.isdigit() else "200"
    escaped = code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    if number == "200":
        text = replaced(text, "</numFmts>", f'<numFmt numFmtId="200" formatCode="{escaped}"/></numFmts>')
    fonts = len(re.findall(r"<font>", text.partition("</fonts>")[0]))
    text = replaced(text, "</fonts>", f"<font>{font}</font></fonts>")
    count = len(re.findall(r"<xf ", text.partition("<cellXfs")[2].partition("</cellXfs>")[0]))
    text = replaced(text, "</cellXfs>", f'<xf numFmtId="{number}" fontId="{fonts}"/></cellXfs>')
    sheet = book[QUESTIONS]
    old = cell_of(sheet, name)
    new = re.sub(r' s="\d+"', f' s="{count}"', old, count=1)
    return book | {STYLES: text, QUESTIONS: replaced(sheet, old, new)}


def with_texts(book: Parts, items: str, part: str = TEXTS) -> Parts:
    """Shared texts, found by relation and content type as they should be."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    return with_part(book, part, f'<sst xmlns="{MAIN}">{items}</sst>', "sharedStrings", kind)


def with_part(book: Parts, part: str, body: str | bytes, kind: str, content_type: str) -> Parts:
    """One part more, that the workbook refers to."""
    relation = f'<Relationship Id="more{len(book)}" Type="{OFFICE}/{kind}" Target="/{part}"/></Relationships>'
    override = f'<Override PartName="/{part}" ContentType="{content_type}"/></Types>'
    return book | {
        part: body,
        LINKS: replaced(book[LINKS], "</Relationships>", relation),
        TYPES: replaced(book[TYPES], "</Types>", override),
    }


def packed(book: Parts) -> bytes:
    """The parts as a file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, body in book.items():
            file.writestr(name, body)
    return target.getvalue()


def seen(book: Parts | bytes, framework: Framework, folder: Path) -> Seen:
    """What reading gives: the answers and the notes, or None and what stopped it."""
    path = folder / "typical-city.xlsx"
    path.write_bytes(book if isinstance(book, bytes) else packed(book))
    return found(path, framework)


REFUSED = "refused"
"""In place of an answer: the file was not scored."""


def answer_in(questionnaire: Questionnaire | None, cell: str) -> object:
    """What was read from a cell: an answer, or the words of evidence."""
    if questionnaire is None:
        return REFUSED
    answer = questionnaire.answers[IDS[cell]]
    return answer.evidence if cell.startswith("F") else answer.value


def told_of(problems: tuple[Problem, ...], cell: str) -> set[str]:
    """The codes that name a cell, its sheet or the file, but for how ordinary words were read."""
    known = ("", cell)
    return {item.code for item in problems if item.location.cell in known and not item.code.startswith("read-")}


def _said(answer: Answer, named: set[str | None]) -> tuple[object, ...]:
    """What an answer says, the evidence of options whose cells are named apart."""
    own = [(each.option, each.evidence) for each in answer.option_evidence if each.location.cell not in named]
    return answer.value, answer.reason, answer.evidence, own


def lost(was: Questionnaire, now: Questionnaire, problems: tuple[Problem, ...], cell: str) -> list[str]:
    """Answers and rows of tables that are not as they were although nothing names them, the one in `cell` apart."""
    named = {item.location.cell for item in problems}
    answers = [
        name
        for name, answer in was.answers.items()
        if name != IDS.get(cell)
        and not {answer.location.cell, f"F{answer.location.cell[1:]}"} & named
        and _said(answer, named) != _said(now.answers[name], named)
    ]
    return answers + [name for name, table in was.tables.items() if table.rows != now.tables[name].rows]
