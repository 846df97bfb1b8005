"""A sheet that is read at once reads as calamine reads it, cell by cell, type by type; what might not is left to it."""

import io
import random
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from convergence_cli.questionnaire.details import sheet_parts
from convergence_cli.questionnaire.grid import Book, Grid
from convergence_cli.questionnaire.plain import Memory, style_kinds
from filling import fill
from fuzzing import bases, mutate
from hostile import book, deflated, sheet, strings, zipped
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from running import ROOT

from convergence_cli.errors import Problem, WorkbookError
from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.guard import Guarded, guard

STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="7">\
<numFmt numFmtId="170" formatCode="yyyy-mm-dd"/><numFmt numFmtId="171" formatCode="#,##0.##"/>\
<numFmt numFmtId="172" formatCode="0.0&quot; m&quot;"/><numFmt numFmtId="173" formatCode="yyyy\\-mm\\-dd"/>\
<numFmt numFmtId="174" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
<numFmt numFmtId="175" formatCode="[h]:mm"/><numFmt numFmtId="176" formatCode="0.00E+00"/></numFmts>\
<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/>\
<xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="174"/><xf numFmtId="175"/><xf numFmtId="176"/>\
<xf numFmtId="22"/><xf numFmtId="49"/></cellXfs></styleSheet>"""


MEMORY = Memory()
"""Of all workbooks of these tests, as a worker's is of a batch."""


def checked(data: bytes, folder: Path) -> Guarded | None:
    """The workbook, if the guard lets it pass; to a worker that has seen others, and this one, it is the same one."""
    path = folder / "book.xlsx"
    path.write_bytes(data)
    found, *again = (guarded(path, memory) for memory in (None, MEMORY, MEMORY))
    for other in again:
        assert type(found) is type(other)
        if isinstance(found, Guarded) and isinstance(other, Guarded):
            assert replace(found, cells={}, plain=frozenset()) == replace(other, cells={}, plain=frozenset())
            assert all(cells == found.cells.get(part, cells) for part, cells in other.cells.items())
            agree(other)
        else:
            assert found == other
    return found if isinstance(found, Guarded) else None


def guarded(path: Path, memory: Memory | None) -> Guarded | tuple[Problem, ...]:
    try:
        return guard(path, Bounds(), memory)
    except WorkbookError as error:
        return error.problems


def both(guarded: Guarded) -> list[tuple[str, Grid, object]]:
    """Of each sheet that was read at once: its name, its grid, and the grid or the error that calamine gives."""
    if guarded.kind != "xlsx" or guarded.texts is None or not guarded.cells:
        return []
    try:
        opened = Book("book.xlsx", guarded)
    except WorkbookError:
        return []
    pairs: list[tuple[str, Grid, object]] = []
    for name in opened.names:
        grid = opened._plain_grid(name)
        if grid is not None:
            pairs.append((name, grid, calamine(guarded.data, name)))
    return pairs


def calamine(data: bytes, name: str) -> object:
    try:
        opened = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return opened.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except BaseException as error:  # noqa: BLE001 - a panic of the runtime, too
        return error


def typed(grid: object) -> object:
    """Values with their types: 1.0 is not True."""
    return [[(type(cell), cell) for cell in line] for line in grid] if isinstance(grid, list) else grid


def agree(guarded: Guarded) -> int:
    """How many sheets were read at once; each of them as calamine reads it.

    What stands outside of the rows may be damaged so that calamine gives up; the rows are as they are.
    """
    pairs = both(guarded)
    for name, grid, other in pairs:
        mended = calamine(without_surroundings(guarded, name), name) if isinstance(other, BaseException) else other
        assert typed(grid) == typed(mended), name
    return len(pairs)


def without_surroundings(guarded: Guarded, name: str) -> bytes:
    """The workbook with nothing in one of its sheets but the rows."""
    part = sheet_parts(guarded)[name]
    rows = guarded.part(part).partition(b"<sheetData>")[2].rpartition(b"</sheetData>")[0]
    parts = {entry: sheet(rows) if entry == part else guarded.part(entry) for entry in guarded.names}
    return zipped([(entry, deflated(body)) for entry, body in parts.items()])


def made(rows: str, texts: str = "") -> bytes:
    parts = {"xl/styles.xml": STYLES.encode()}
    return zipped(book(sheet=sheet(rows.encode()), strings=strings(texts.encode()), **parts))


# --- what stations send --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.xlsx")), ids=lambda path: path.stem)
def test_our_own_questionnaires_are_read_at_once(path: Path) -> None:
    """Every sheet, and as calamine reads it: else all this would be for nothing."""
    guarded = guard(path, Bounds())
    assert agree(guarded) == len(CalamineWorkbook.from_path(str(path)).sheet_names)


def test_errors_formulas_and_percentages_are_those_of_the_closer_look(framework: Framework) -> None:
    """Both ways of looking give the same places and the same words."""
    answers = {"M01.mobile-budget": "#REF!", "M01.mobile-staff": "=0.1+0.2", "M16.studios": "=1/0"}
    kpi = [["甲", "乙", 0.5, "是"]]
    guarded = guard(fill(framework, answers=answers, tables={"kpi": kpi}), Bounds())
    scanned = replace(guarded, cells={}, texts=None)
    found = 0
    for name in Book("a", guarded).names:
        one, other, grid = (
            Book("a", guarded).details(name),
            Book("a", scanned).details(name),
            Book("a", guarded).grid(name),
        )
        assert one.doubtful == other.doubtful
        filled = {(row, column) for row, line in enumerate(grid) for column, cell in enumerate(line) if cell != ""}
        assert one.percent & filled == other.percent & filled
        found += len(one.doubtful) + len(one.percent & filled)
    assert found >= 4


def test_a_worker_sees_its_own_questionnaires_alike(tmp_path: Path) -> None:
    """Each read by a worker that has seen all of them: the same cells, and few rows that are new to it."""
    paths = sorted((ROOT / "examples").glob("*.xlsx"))
    memory = Memory()
    for path in paths:
        guard(path, Bounds(), memory)
    rows = len(memory.rows)
    for path in paths:
        assert guard(path, Bounds(), memory) == guard(path, Bounds())
    assert len(memory.rows) == rows > 100
    assert memory.frames
    assert memory.parts


def test_a_memory_forgets_before_it_is_too_much() -> None:
    """What does not fit is not kept; what was kept is forgotten when more comes."""
    memory = Memory()
    assert not memory.has_room(bytes(1 << 18))
    for number in range(1000):
        assert memory.has_room(bytes(1 << 16))
        memory.rows[bytes([number % 256]) * (1 << 16)] = None  # type: ignore[assignment]
    assert sum(map(len, memory.rows)) <= 4 << 20


@pytest.mark.parametrize("seed", range(4))
def test_of_mutated_workbooks(seed: int, tmp_path: Path) -> None:
    """Bytes, tags and texts changed at random: read alike, or left to calamine."""
    draw = random.Random(seed)
    contents = [content for _, content in bases() if content.startswith(b"PK")]
    alike = 0
    for _ in range(30):
        guarded = checked(mutate(draw.choice(contents), draw), tmp_path)
        alike += agree(guarded) if guarded else 0
    assert alike > 50


# --- sheets in every way -------------------------------------------------------------------------------

_NUMBERS = "0|5|-1.50|1E-3|1e309|45000|45000.5|60|0.1|007|+5| 5|5.|.5|nan|1_0|٣|"
_WORDS = "|甲| 甲|乙 |a&amp;b|&#20013;|a_x000D_b|&lt;&gt;&quot;&apos;|x\ny|x\r\ny|\u3000台|\u2003|1"
NUMBERS, WORDS = (st.sampled_from(joined.split("|")) for joined in (_NUMBERS, _WORDS))
STYLE = st.sampled_from(["", *(f' s="{number}"' for number in range(13))])


@st.composite
def cells(draw: st.DrawFn) -> str:
    """A cell without its place: `{}` stands for the reference."""
    style, number, word = draw(STYLE), draw(NUMBERS), draw(WORDS)
    index = draw(st.sampled_from(["0", "1", "2", "7", "-1", "01", "１"]))
    kind = draw(st.sampled_from([*("n", "s", "str", "b", "e", "inlineStr", "blank", "formula", "odd")] * 2))
    return {
        "n": f'<c r="{{}}"{style}><v>{number}</v></c>',
        "s": f'<c r="{{}}"{style} t="s"><v>{index}</v></c>',
        "str": f'<c r="{{}}"{style} t="str"><f>A1</f><v>{word}</v></c>',
        "b": f'<c r="{{}}"{style} t="b"><v>{draw(st.sampled_from("012"))}</v></c>',
        "e": f'<c r="{{}}"{style} t="e"><v>{draw(st.sampled_from(["#REF!", "#N/A", "#DIV/0!", "#FOO"]))}</v></c>',
        "inlineStr": f'<c r="{{}}"{style} t="inlineStr"><is><t>{word}</t></is></c>',
        "blank": draw(st.sampled_from([f'<c r="{{}}"{style}/>', f'<c r="{{}}"{style} />', f'<c r="{{}}"{style}></c>'])),
        "formula": f'<c r="{{}}"{style}><f>1+1</f>{draw(st.sampled_from(["", "<v></v>", "<v/>", "<v>2</v>"]))}</c>',
        "odd": draw(
            st.sampled_from(
                [
                    '<!-- <c r="A1"><v>1</v></c> -->',
                    "<c r='{}'><v>1</v></c>",
                    "<c><v>1</v></c>",
                    '<x:c r="{}"><v>1</v></x:c>',
                    '<c r="{}" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
                    '<c r="{}" t="d"><v>2025-01-01</v></c>',
                    '<c r="{}" t="shared"><v>1</v></c>',
                    '<c r="{}"><v>1</v><v>2</v></c>',
                    "text between",
                    '<c r="{}" t="str"><v/></c>',
                    '<c r="{}" t="s"/>',
                    '<row r="9" x="<c r="/>',
                ]
            )
        ),
    }[kind]


@st.composite
def sheets(draw: st.DrawFn) -> tuple[str, str]:
    """Rows of a sheet, and shared texts."""
    lines: list[str] = []
    row = 0
    for _ in range(draw(st.integers(0, 4))):
        row += draw(st.sampled_from([1, 1, 1, 2, 0, -1])) if row > 1 else draw(st.integers(1, 3))
        column = 0
        inside: list[str] = []
        for _ in range(draw(st.integers(0, 5))):
            column = max(1, column + draw(st.sampled_from([1, 1, 1, 1, 2, 26, 0])))
            letters = f"{'A' if column > 26 else ''}{chr(65 + (column - 1) % 26)}"
            inside.append(draw(cells()).replace("{}", f"{letters}{row}"))
        ends = draw(st.sampled_from(['<row r="%d">%s</row>', '<row r="%d" spans="1:9" ht="12.5">%s</row>\n']))
        lines.append(ends % (row, "".join(inside)))
    items = draw(st.lists(WORDS, max_size=3))
    ways = [
        "<si><t>%s</t></si>",
        '<si><t xml:space="preserve">%s</t></si>',
        '<si><t>%s</t><phoneticPr fontId="1"/></si>',
    ]
    ways += ["<si><r><t>%s</t></r></si>", "<si><t>%s</t><rPh><t>a</t></rPh></si>"]
    texts = "".join(draw(st.sampled_from(ways[:3] * 3 + ways)) % item for item in items)
    return "".join(lines), texts


@settings(max_examples=200, deadline=None)
@given(sheets())
@example(('<row r="1"><c r="A1"><v>5</v></c><c r="A1"><v>6</v></c></row>', ""))
@example(('<row r="2"><c r="A2"><v>5</v></c></row><row r="1"><c r="A1"><v>6</v></c></row>', ""))
@example(('<row r="1"><c r="XFD1"><v>5</v></c></row>', ""))
@example(('<row r="1"><c r="A1" s="3"><v>45000</v></c><c r="B1" s="7"><v>61</v></c></row>', ""))
def test_of_sheets_in_every_way(tmp_path_factory: pytest.TempPathFactory, written: tuple[str, str]) -> None:
    """Known ways and odd ones, in any order, alone and together."""
    guarded = checked(made(*written), tmp_path_factory.mktemp("plain"))
    if guarded is not None:
        agree(guarded)


def test_plain_ways_are_read_at_once(tmp_path: Path) -> None:
    """Else the test above would hold of nothing."""
    rows = (
        '<row r="1"><c r="A1"><v>5</v></c><c r="C1" t="s"><v>0</v></c><c r="AB1" s="3"><v>45000</v></c></row>'
        '<row r="3" spans="1:3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="str"><f>A1</f><v>a&amp;b</v></c>'
        '<c r="C3" s="1"/><c r="D3" t="e"><v>#REF!</v></c><c r="E3" t="inlineStr"><is><t>甲</t></is></c></row>'
    )
    guarded = checked(made(rows, '<si><t xml:space="preserve"> 台</t></si>'), tmp_path)
    assert guarded is not None
    ((_, grid, _),) = both(guarded)
    assert grid[0][:3] == [5.0, "", " 台"]
    assert grid[0][27] == date(2023, 3, 15)
    assert [len(line) for line in grid] == [28] * 3
    assert grid[2][:6] == [True, "a&b", "", "", "甲", ""]


def test_another_part_that_mentions_shared_texts_changes_nothing(tmp_path: Path) -> None:
    """The letters of their tag in a theme do not make it one, nor to a worker that has seen it before."""
    row = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    parts = {"xl/theme/theme1.xml": b"<theme><name>Messstelle</name></theme>"}
    guarded = checked(zipped(book(sheet=sheet(row), strings=strings("<si><t>甲</t></si>".encode()), **parts)), tmp_path)
    assert guarded is not None
    assert guarded.texts == {b"0": "甲"}


def test_number_formats() -> None:
    """Sure numbers, sure days, and what only calamine may say."""
    kinds = (
        "number",
        "number",
        "date",
        "date",
        "number",
        "number",
        "date",
        "date",
        "unsure",
        "number",
        "unsure",
        "number",
    )
    assert style_kinds(STYLES.encode()) == kinds
    assert style_kinds(STYLES.replace("<cellXfs>", "<!-- --><cellXfs>").encode()) == ()


@pytest.mark.parametrize(
    "change",
    [
        ('<sheet name="Q1"', '<sheet state="hidden" name="Q1"'),
        ('name="Q1"', "name='Q1'"),
        ('name="Q1"', 'name="&#81;1"'),
        ("<sheets>", '<workbookPr date1904="1"/><sheets>'),
        ("<sheets>", "<!-- --><sheets>"),
    ],
    ids=str,
)
def test_of_lists_of_sheets(tmp_path: Path, change: tuple[str, str]) -> None:
    """Names, quotes, the calendar of an old Macintosh: read alike, or left to calamine."""
    rows = b'<row r="1"><c r="A1" s="3"><v>45000</v></c></row>'
    parts = dict(book(sheet=sheet(rows), **{"xl/styles.xml": STYLES.encode()}))
    listed = zlib.decompress(parts["xl/workbook.xml"].packed, -15).decode()
    assert change[0] in listed
    parts["xl/workbook.xml"] = deflated(listed.replace(*change).encode())
    guarded = checked(zipped(list(parts.items())), tmp_path)
    assert guarded is not None
    names = CalamineWorkbook.from_filelike(io.BytesIO(guarded.data)).sheet_names
    assert list(Book("a", guarded).names) == names
    assert typed(Book("a", guarded).grid(names[0])) == typed(calamine(guarded.data, names[0]))
