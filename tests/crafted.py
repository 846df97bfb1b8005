"""Small files that could cost much, made anew: strangers' workbooks, and forms filled in by somebody with ill will."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
from filling import fill, template

from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.layout import QUESTION_COLUMNS, spellings

Lines = Iterable[Iterable[object]]
ROWS = 8_400
"""As many as a table of eight columns may have, the rest of a form filled in as well."""
_PHRASES = "system policy requirement data incident access security review control process owner plan risk record"


def foreign(sheets: dict[str, Lines]) -> bytes:
    """Somebody else's workbook."""
    book = openpyxl.Workbook(write_only=True)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(list(line))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def phrases(count: int, words: int, seed: int = 1) -> Iterator[str]:
    """Ordinary English, never twice the same."""
    chance = random.Random(seed)
    return (" ".join(chance.choices(_PHRASES.split(), k=words)) + f" {number}" for number in range(count))


def _lines(texts: Iterator[str], columns: int) -> Lines:
    return zip(*[texts] * columns, strict=False)


def controls(_: Framework) -> bytes:
    """A list of 1,200 controls with long texts."""
    head = ("ref", "name", "description", "implementation", "evidence", "annotation", "typical", "level")
    return foreign({"controls": [head, *_lines(phrases(1200 * 8, 45), 8)]})


def short_chinese(_: Framework) -> bytes:
    """Twelve sheets of short texts, each as long as a header."""
    sheets = range(12)
    return foreign(
        {
            f"Sheet{sheet + 1}": [[f"项目说明 {sheet} {row} {at} 由部门填写" for at in range(20)] for row in range(60)]
            for sheet in sheets
        }
    )


def short_english(_: Framework) -> bytes:
    """The same in the letters of English headers."""
    return foreign({f"Sheet{sheet}": _lines(phrases(60 * 20, 3, sheet), 20) for sheet in range(12)})


def many_sheets(_: Framework) -> bytes:
    """Two hundred sheets, named a little like ours."""
    names = (f"机构信息汇总{number}" for number in range(200))
    return foreign({name: _lines(phrases(200, 2, at), 10) for at, name in enumerate(names)})


def own_sheets(framework: Framework) -> bytes:
    """A true questionnaire, one of its tables deleted and ten sheets of the station's own added."""

    def edit(book: openpyxl.Workbook) -> None:
        del book["表-账号表"]
        for number in range(10):
            sheet = book.create_sheet(f"台账{number}")
            for line in _lines(phrases(60 * 20, 3, number), 20):
                sheet.append(list(line))

    return fill(framework, edit=edit).read_bytes()


def long_headers(framework: Framework) -> bytes:
    """Sixty rows of thirty long texts where a header should be."""
    texts = phrases(60 * 30, 30)
    return _respelt(framework, "问卷", [[next(texts) for _ in range(30)] for _ in range(60)])


def jumbled_headers(framework: Framework) -> bytes:
    """Sixty rows of headers whose letters are in disorder: by their letters each is like one of ours."""
    chance = random.Random(1)
    words = [word for key in QUESTION_COLUMNS for word in spellings(key)]

    def jumbled() -> str:
        word = chance.choice(words)
        return "".join(chance.sample(word, len(word)))

    return _respelt(framework, "问卷", [[jumbled() for _ in range(500)] for _ in range(60)])


def _respelt(framework: Framework, name: str, lines: list[list[str]]) -> bytes:
    """A form with these rows in one of its sheets, and nothing else there."""

    def edit(book: openpyxl.Workbook) -> None:
        sheet = book[name]
        sheet.delete_rows(1, sheet.max_row)
        for line in lines:
            sheet.append(line)

    return fill(framework, edit=edit).read_bytes()


def unknown_ids(framework: Framework) -> bytes:
    """Ids that are each a letter off."""
    ids = [item.id for item in framework.indicators]
    return longer(framework, "问卷", ([f"{ids[at % len(ids)]}x{at}"] for at in range(ROWS)), 400)


def jumbled_ids(framework: Framework) -> bytes:
    """Ids whose letters are in disorder: all of them are a little like all others."""
    chance, ids = random.Random(1), [item.id for item in framework.indicators]
    lines = ([f"M{at % 28}.{''.join(chance.sample(ids[at % len(ids)] * 3, 20))}"] for at in range(ROWS))
    return longer(framework, "问卷", lines, 400)


def unknown_options(framework: Framework) -> bytes:
    """Options that are each a little off, in a column of a long table."""
    kinds = [text.zh for text in framework.tables[0].columns[1].options.values()]
    lines = (
        [f"频道{at}", f"{kinds[at % len(kinds)]}（{at}）", "综合、新闻", 1, 2, "是", "否", f"保留{at}"]
        for at in range(ROWS)
    )
    return longer(framework, "表-频率频道表", lines)


def long_options(framework: Framework) -> bytes:
    """Options that are as long as a cell may be."""
    lines = (
        [f"频道{at}", f"{at}" + "电视广播" * 800, "综合、新闻", 1, 2, "是", "否", "保留精办"] for at in range(1_500)
    )
    return longer(framework, "表-频率频道表", lines)


def text_for_numbers(framework: Framework) -> bytes:
    """A long table with a word in every cell."""
    return longer(framework, "表-频率频道表", ([f"约{at}"] * 7 for at in range(ROWS)))


def long_table(framework: Framework) -> bytes:
    """Nothing wrong with it: a table of many rows."""
    lines = ([f"频道{at}", "电视", "综合、新闻", 38.5, at % 90, "是", "否", "保留精办"] for at in range(ROWS))
    return longer(framework, "表-频率频道表", lines)


def noted_values(framework: Framework) -> bytes:
    """Nothing wrong, and a note on most cells, no two alike."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    lines = (
        [f"频道{at}", "电视", "综合、新闻", f"{at}．5".translate(wide), f"{at % 90}.0", "√", "无", "保留精办"]
        for at in range(ROWS)
    )
    return longer(framework, "表-频率频道表", lines)


def one_name(framework: Framework) -> bytes:
    """The same row many times."""
    return longer(framework, "表-频率频道表", (["频道", "电视", 38.5, 62, "是", "否", "保留精办"] for _ in range(ROWS)))


def longer(framework: Framework, name: str, lines: Lines, first: int = 6) -> bytes:
    """A form with many rows in one sheet from the row `first` on: as text, because openpyxl takes minutes.

    A cell is a text, a number, or what is written in its tag and between its tags.
    """
    blank = fill(framework).read_bytes()
    place = openpyxl.load_workbook(io.BytesIO(template(framework)), read_only=True).sheetnames.index(name) + 1
    part = f"xl/worksheets/sheet{place}.xml"
    source, target = zipfile.ZipFile(io.BytesIO(blank)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.namelist():
            body = source.read(entry)
            archive.writestr(entry, _with_rows(body.decode(), lines, first) if entry == part else body)
    return target.getvalue()


def _with_rows(sheet: str, lines: Lines, first: int) -> str:
    before, _, after = sheet.partition("</sheetData>")
    kept = re.sub(rf'<row r="({first}|{first + 1}|[0-9]{{{len(str(first)) + 1},}})".*', "", before, flags=re.DOTALL)
    rows = "".join(
        f'<row r="{number}">{"".join(_cell(content, "ABCDEFGHI"[at], number) for at, content in enumerate(line))}</row>'
        for number, line in enumerate(lines, first)
    )
    return f"{kept}{rows}</sheetData>{after}"


def _cell(content: object, column: str, row: int) -> str:
    if isinstance(content, tuple):
        return f'<c r="{column}{row}"{content[0]}>{content[1]}</c>'
    if isinstance(content, str):
        return f'<c r="{column}{row}" t="inlineStr"><is><t>{escape(content)}</t></is></c>'
    return f'<c r="{column}{row}"><v>{content}</v></c>'


Make = Callable[[Framework], bytes]
ORDINARY: tuple[Make, ...] = (controls, short_chinese, short_english, many_sheets)
"""Nobody's questionnaire."""
STATIONS_OWN: tuple[Make, ...] = (own_sheets,)
DEAR: tuple[Make, ...] = (
    *(long_headers, jumbled_headers, unknown_ids, jumbled_ids, unknown_options, long_options),
    *(text_for_numbers, noted_values, long_table, one_name),
)
"""Made to cost much, or simply long."""


def write(make: Make, framework: Framework, folder: Path) -> Path:
    """The file, called after what made it."""
    path = folder / f"{make.__name__}.xlsx"
    path.write_bytes(make(framework))
    return path
