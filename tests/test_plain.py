"""What is cut out of a plainly written sheet reads as the same sheet does when it is parsed whole.

Cell by cell, type by type, and all that is known beside the values. calamine, a reader of its own, says the same or
ours tells why not.
"""

import random
from datetime import date
from pathlib import Path

import pytest
from fuzzing import bases, mutate
from hostile import LINKS, OFFICE, book, sheet, strings, zipped
from hypothesis import example, given, settings
from hypothesis import strategies as st
from running import ROOT
from second_opinion import calamine, silent_differences

from convergence_cli.errors import WorkbookError
from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.guard import Guarded, guard
from convergence_cli.questionnaire.workbook import xlsx_sheet, xlsx_texts
from convergence_cli.questionnaire.workbook.sheet import Sheet
from convergence_cli.questionnaire.workbook.xlsx import Xlsx
from convergence_cli.questionnaire.workbook.xlsx_plain import take_apart

STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="7">\
<numFmt numFmtId="170" formatCode="yyyy-mm-dd"/><numFmt numFmtId="171" formatCode="#,##0.##"/>\
<numFmt numFmtId="172" formatCode="0.0&quot; m&quot;"/><numFmt numFmtId="173" formatCode="yyyy\\-mm\\-dd"/>\
<numFmt numFmtId="174" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>\
<numFmt numFmtId="175" formatCode="[h]:mm"/><numFmt numFmtId="176" formatCode="0.00E+00"/></numFmts>\
<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/>\
<xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="174"/><xf numFmtId="175"/><xf numFmtId="176"/>\
<xf numFmtId="22"/><xf numFmtId="49"/></cellXfs></styleSheet>"""


def checked(data: bytes, folder: Path) -> Guarded | None:
    """The workbook, if the guard lets it pass."""
    path = folder / "book.xlsx"
    path.write_bytes(data)
    try:
        return guard(path, Bounds())
    except WorkbookError:
        return None


def outcome(guarded: Guarded, name: str) -> tuple[object, ...] | str:
    """All that is read of a sheet, values with their types (1.0 is not True), or the code of its refusal."""
    try:
        found: Sheet = Xlsx(guarded.package, Bounds()).sheet(name)
    except RefusalError as error:
        return error.code
    grid = [[(type(cell), cell) for cell in line] for line in found.grid]
    about = (found.errors, found.unread, found.formulas, found.formats, found.covered, found.merged)
    return grid, *about, found.hidden_rows, found.hidden_columns, found.pictures, found.struck, found.raised


def agree(guarded: Guarded) -> int:
    """How many sheets were taken apart; each of them reads as it does when it is parsed whole, or neither is read.

    A file with two faults may be refused for either.
    """
    try:
        opened = Xlsx(guarded.package, Bounds())
    except RefusalError:
        return 0
    alike = 0
    for name in opened.names:
        if _is_plain(guarded, opened.parts[name]):
            one = outcome(guarded, name)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(xlsx_sheet, "take_apart", lambda _: None)
                patch.setattr(xlsx_texts, "_take_apart", lambda *_: None)
                whole = outcome(guarded, name)
            assert one == whole or (isinstance(one, str) and isinstance(whole, str)), name
            alike += 1
    return alike


def _is_plain(guarded: Guarded, part: str) -> bool:
    try:
        return take_apart(guarded.part(part)) is not None
    except RefusalError:
        return False


def made(rows: str, texts: str = "") -> bytes:
    styles = b'<Relationship Id="rId3" Type="%s/styles" Target="styles.xml"/></Relationships>' % OFFICE
    links = LINKS.replace(b"</Relationships>", styles)
    parts = {"xl/styles.xml": STYLES.encode(), "xl/_rels/workbook.xml.rels": links}
    return zipped(book(sheet=sheet(rows.encode()), strings=strings(texts.encode()), **parts))


# --- what stations send --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.xlsx")), ids=lambda path: path.stem)
def test_our_own_questionnaires_are_taken_apart(path: Path) -> None:
    """Every sheet: else all this would be for nothing. calamine reads them alike."""
    guarded = guard(path, Bounds())
    opened = Xlsx(guarded.package, Bounds())
    assert agree(guarded) == len(opened.names)
    assert list(silent_differences(opened, calamine(guarded.data) or {})) == []


@pytest.mark.parametrize("seed", range(4))
def test_of_mutated_workbooks(seed: int, tmp_path: Path) -> None:
    """Bytes, tags and texts changed at random: read alike, or refused alike."""
    draw = random.Random(seed)
    contents = [content for _, content in bases() if content.startswith(b"PK")]
    alike = 0
    for _ in range(30):
        guarded = checked(mutate(draw.choice(contents), draw), tmp_path)
        alike += agree(guarded) if guarded else 0
    assert alike > 50


# --- sheets in every way -------------------------------------------------------------------------------

_NUMBERS = "0|5|-1.50|1E-3|1e309|45000|45000.5|60|0.1|007|+5| 5|5.|.5|nan|1_0|٣|"
_BY_NUMBER = "&#21488;&amp;#233;|&#55300;|&#65500;|&#65535;|&#9;|&#39;|&#x4E2D;|=image(1)|"
_WORDS = f"|甲| 甲|乙 |a&amp;b|&#20013;|{_BY_NUMBER}a_x000D_b|&lt;&gt;&quot;&apos;|x\ny|x\r\ny|\u3000台|\u2003|1"
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
@example(('<row r="1"><c r="A1" t="s"><v>001</v></c></row>', "<si><t>a</t></si><si><t>b</t></si>"))
@example(('<row r="1"><c r="A1" s="3"><v>45000</v></c><c r="B1" s="7"><v>61</v></c></row>', ""))
def test_of_sheets_in_every_way(tmp_path_factory: pytest.TempPathFactory, written: tuple[str, str]) -> None:
    """Known ways and odd ones, in any order, alone and together."""
    guarded = checked(made(*written), tmp_path_factory.mktemp("plain"))
    if guarded is not None:
        agree(guarded)


FILLED = '<row r="1"><c r="A1"><v>5</v></c></row>'
BLANK_ROWS = {
    "as a form has it": '<row r="2" ht="20"><c r="A2" s="1"/><c r="C2" s="2" /><c r="AA2"/></row>',
    "as openpyxl has it": '<row r="2"><c r="A2" s="1" t="n" /><c r="C2" t="n" /></row>',
    "a cell of another row": '<row r="2"><c r="A2" s="1"/><c r="B3" s="1"/></row>',
    "a cell of the row above": '<row r="2"><c r="A1" s="1"/></row>',
    "a place twice": '<row r="2"><c r="A2"/><c r="A2"/></row>',
    "backwards": '<row r="2"><c r="B2"/><c r="A2"/></row>',
    "beyond the last column": '<row r="2"><c r="XFE2"/></row>',
    "a row twice": '<row r="1"><c r="B1"/></row>',
    "without a number": '<row><c r="A2"/></row>',
    "closed at once": '<row r="2"/><c r="A2"/></row>',
    "in a comment": '<!-- <row r="2"><c r="A2"/></row> --><row r="2"><c r="A2"><v>7</v></c></row>',
    "begun in a comment": '<!-- </row><row r="2"><c r="A2"/></row> -->',
    "with a style that there is not": '<row r="2"><c r="A2" s="99"/></row>',
}


@pytest.mark.parametrize("row", BLANK_ROWS.values(), ids=BLANK_ROWS)
def test_rows_of_blank_cells(row: str, tmp_path: Path) -> None:
    """They are not taken apart cell by cell, and what is wrong with one is seen all the same."""
    guarded = checked(made(FILLED + row), tmp_path)
    if guarded is not None:
        agree(guarded)
        whole = outcome(guarded, "问卷")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(xlsx_sheet, "take_apart", lambda _: None)
            assert outcome(guarded, "问卷") == whole


def test_letters_by_number_are_taken_apart_and_are_those_letters(tmp_path: Path) -> None:
    """As lxml writes them in ASCII, every letter but those that are rare, and no letter of XML by accident."""
    letters = [chr(number) for number in range(160, 65_536, 7) if not 0xD800 <= number < 0xE000]
    text = "".join(f"&#{ord(letter)};" for letter in letters if not 55_000 <= ord(letter) < 60_000)
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}&#10;&amp;#21488;</t></is></c></row>'
    guarded = checked(made(rows.replace("&#655", "&#645")), tmp_path)
    assert guarded is not None
    assert agree(guarded) == 1
    (cell,) = Xlsx(guarded.package, Bounds()).sheet("问卷").grid[0]
    assert isinstance(cell, str)
    assert cell.endswith("\n&#21488;")
    assert len(cell) > 8_000


def test_plain_ways_are_taken_apart(tmp_path: Path) -> None:
    """Else the test above would hold of nothing."""
    rows = (
        '<row r="1"><c r="A1"><v>5</v></c><c r="C1" t="s"><v>0</v></c><c r="AB1" s="3"><v>45000</v></c></row>'
        '<row r="3" spans="1:3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="str"><f>A1</f><v>a&amp;b</v></c>'
        '<c r="C3" s="1"/><c r="D3" t="e"><v>#REF!</v></c><c r="E3" t="inlineStr"><is><t>甲</t></is></c></row>'
    )
    guarded = checked(made(rows, '<si><t xml:space="preserve"> 台</t></si>'), tmp_path)
    assert guarded is not None
    assert agree(guarded) == 1
    found = Xlsx(guarded.package, Bounds()).sheet("问卷")
    assert found.grid[0][:3] == [5.0, "", " 台"]
    assert found.grid[0][27] == date(2023, 3, 15)
    assert found.grid[2] == [True, "a&b", "", "", "甲"]
    assert found.errors == {(2, 3): "#REF!"}
    assert found.formulas == {(2, 1): "A1"}
