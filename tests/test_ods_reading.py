"""An .ods is read as LibreOffice shows it; what it contradicts itself about is told by its cell, never guessed."""

import io
import random
import re
import shutil
import subprocess
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from ods_parts import SPACES, content, opened
from second_opinion import calamine, silent_differences

from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.workbook.ods import Ods, open_ods
from convergence_cli.questionnaire.workbook.sheet import Sheet

TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def named_styles(styles: str) -> bytes:
    """A styles.xml of these styles."""
    return f"<office:document-styles{SPACES}><office:styles>{styles}</office:styles></office:document-styles>".encode()


def rows(*given: str, styles: str = "", named: str = "", bounds: Bounds | None = None, before: str = "") -> Sheet:
    """The sheet of a table of these rows, each the XML of its cells."""
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in given)
    body = content(f'<table:table table:name="Q">{before}{lines}</table:table>', styles)
    return opened(body, named_styles(named), bounds).sheet("Q")


def cell(attributes: str, inside: str = "", **options: Any) -> Sheet:
    """The sheet of one cell."""
    return rows(f"<table:table-cell {attributes}>{inside}</table:table-cell>", **options)


def refusal(body: bytes, bounds: Bounds | None = None) -> RefusalError:
    with pytest.raises(RefusalError) as caught:
        opened(body, bounds=bounds).sheet("Q")
    return caught.value


@pytest.mark.parametrize(
    ("attributes", "text", "value"),
    [
        ('office:value-type="float" office:value="0.1"', "10%", 0.1),
        ('office:value-type="currency" office:value="12"', "¥12.00", 12.0),
        ('office:value-type="percentage" office:value="0.31"', "31%", 0.31),
        ('office:value-type="boolean" office:boolean-value="true"', "TRUE", True),
        ('office:value-type="boolean" office:boolean-value="false"', "", False),
        ('office:value-type="float" office:value="1" calcext:value-type="float"', "TRUE", True),
        ('office:value-type="date" office:date-value="2025-03-18"', "3/18", date(2025, 3, 18)),
        ('office:value-type="date" office:date-value="2025-03-18T00:00:00.000Z"', "", date(2025, 3, 18)),
        (
            'office:value-type="date" office:date-value="2025-03-18T12:30:00"',
            "",
            datetime.fromisoformat("2025-03-18T12:30"),
        ),
        ('office:value-type="time" office:time-value="PT12H30M00S"', "", time(12, 30)),
        ('office:value-type="time" office:time-value="PT36H00M00S"', "", timedelta(hours=36)),
        ('office:value-type="string" office:string-value="是"', "是", "是"),
        ('office:value-type="string"', "是", "是"),
        ("", "没有类型", "没有类型"),
    ],
)
def test_the_value_is_the_one_of_its_type(attributes: str, text: str, value: Any) -> None:
    """What is shown beside it is a rendering, and only a text of the value where there is nothing else."""
    found = cell(attributes, f"<text:p>{text}</text:p>" if text else "")
    assert found.grid == [[value]]
    assert type(found.grid[0][0]) is type(value)
    assert not found.unread


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        ('office:value-type="float" office:value="NaN"', "<text:p>0.95</text:p>"),
        ('office:value-type="float" office:value="INF"', "<text:p>0.95</text:p>"),
        ('office:value-type="float" office:value="1e999"', "<text:p>0.95</text:p>"),
        ('office:value-type="float" office:value="0,95"', "<text:p>0.95</text:p>"),
        ('office:value-type="float" office:value="１"', "<text:p>1</text:p>"),
        ('office:value-type="float" office:value="1_0"', "<text:p>10</text:p>"),
        ('office:value-type="float"', "<text:p>0.95</text:p>"),
        ('office:value="0.1"', "<text:p>0.95</text:p>"),
        ('office:value-type="void" office:value="0.1"', "<text:p>0.95</text:p>"),
        ('office:value-type="odd" office:value="0.1"', "<text:p>0.95</text:p>"),
        ('office:value-type="string" office:string-value="是"', "<text:p>否</text:p>"),
        ('office:value-type="string" office:string-value=""', "<text:p>否</text:p>"),
        ('office:value-type="string" office:value="0.1"', "<text:p>0.95</text:p>"),
        ('office:value-type="float" office:value="0.1" office:date-value="2025-01-01"', ""),
        ('office:value-type="float" office:value="0.1" calcext:value-type="string"', "<text:p>0.95</text:p>"),
        ('office:value-type="boolean" office:boolean-value="1"', ""),
        ('office:value-type="date" office:date-value="2025-02-30"', "<text:p>2025-02-28</text:p>"),
        ('office:value-type="time" office:time-value="12:30"', ""),
        ('office:value-type="string"', "否"),
        ('office:value-type="string"', "<text:p>是<x:y>否</x:y></text:p>"),
        ('office:value-type="string"', "<x:y><text:p>否</text:p></x:y>"),
        ('office:value-type="string"', "<text:list><text:list-item><text:p>否</text:p></text:list-item></text:list>"),
        ('office:value-type="string"', "<text:p>是</text:p>否"),
    ],
)
def test_a_cell_that_says_two_things_or_none_is_told(attributes: str, inside: str) -> None:
    """Programs choose differently between them: whichever was scored, somebody would see another answer."""
    found = cell(attributes, inside)
    assert found.grid == [[""]]
    assert list(found.unread) == [(0, 0)]
    assert found.unread[0, 0]


@pytest.mark.parametrize(
    ("attributes", "inside", "shown"),
    [
        (
            'table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"',
            "<text:p>#DIV/0!</text:p>",
            "#DIV/0!",
        ),
        ('table:formula="of:=X()" office:value-type="float" office:value="0" calcext:value-type="error"', "", "#?"),
        ('table:formula="of:=1/0" office:value-type="float" office:value="0"', "<text:p>#DIV/0!</text:p>", "#DIV/0!"),
        ('table:formula="of:=[.A1" office:value-type="string"', "<text:p>Err:510</text:p>", "Err:510"),
        ('table:formula="of:=[.A1" office:value-type="string"', "<text:p>错误:510</text:p>", "错误:510"),
        ('table:formula="of:=1+1"', "", ""),
        ('table:formula="of:=&quot;q&quot;" office:value-type="string"', "", ""),
    ],
)
def test_errors_and_formulas_without_a_value_are_told(attributes: str, inside: str, shown: str) -> None:
    """Neither is a blank; "" stands for a formula that was never calculated."""
    found = cell(attributes, inside)
    assert found.errors == {(0, 0): shown}
    assert found.grid == [[""]]


def test_an_empty_text_that_was_calculated_is_a_blank() -> None:
    """LibreOffice gives it no type, but an empty paragraph."""
    found = cell('table:formula="of:=IF(1;&quot;&quot;)"', "<text:p/>")
    assert not found.errors
    assert not found.unread


def test_a_text_that_looks_like_an_error_is_a_text() -> None:
    """Only a formula has errors: somebody may have typed #1."""
    assert cell('office:value-type="string"', "<text:p>#1</text:p>").grid == [["#1"]]


def test_formulas_are_known_with_their_text() -> None:
    """Without the name of their language; a matrix formula is the formula of all of its cells."""
    found = rows(
        '<table:table-cell table:formula="of:=[.B1]*2" office:value-type="float" office:value="2"/>'
        '<table:table-cell table:number-matrix-columns-spanned="2" table:number-matrix-rows-spanned="1" '
        'table:formula="msoxl:=A1:B1" office:value-type="float" office:value="1"/>'
        '<table:table-cell office:value-type="float" office:value="3"/>'
    )
    assert found.formulas == {(0, 0): "[.B1]*2", (0, 1): "A1:B1", (0, 2): "A1:B1"}


def test_texts_are_joined_as_they_are_shown() -> None:
    """Spaces by number, tabs, line breaks, parts and links; remarks, shapes and footnotes are no part of it."""
    found = cell(
        'office:value-type="string"',
        '<office:annotation><text:p>批注</text:p></office:annotation><text:p>a<text:s text:c="3"/>b<text:tab/>c'
        "<text:line-break/><text:span>d<text:a>e</text:a></text:span><text:note><text:note-body><text:p>x</text:p>"
        "</text:note-body></text:note>f</text:p><text:p/><text:p><![CDATA[<!DOCTYPE]]> :si &lt;</text:p>"
        "<draw:frame><draw:text-box><text:p>y</text:p></draw:text-box></draw:frame>",
    )
    assert found.grid == [["a   b\tc\ndef\n\n<!DOCTYPE :si <"]]
    assert not found.unread


def test_a_picture_in_place_of_a_value_is_told() -> None:
    """Be it fixed to the cell, or WPS's formula; a chart or a picture beside a value is none."""
    picture = "<draw:frame><draw:image/></draw:frame>"
    found = rows(
        f"<table:table-cell>{picture}</table:table-cell>"
        f'<table:table-cell office:value-type="string"><text:p>有</text:p>{picture}</table:table-cell>'
        "<table:table-cell><draw:frame><draw:object/><draw:image/></draw:frame></table:table-cell>"
        '<table:table-cell table:formula="of:=DISPIMG(&quot;ID_1&quot;;1)" office:value-type="string" '
        'calcext:value-type="error"><text:p>#NAME?</text:p></table:table-cell>'
        + TEXT.format("=DISPIMG(&quot;ID_1&quot;,1)")
    )
    assert found.pictures == {(0, 0), (0, 3), (0, 4)}
    assert found.grid == [["", "有", "", "", ""]]
    assert not found.formulas


def test_any_prefix_will_do_and_white_space_between_cells_is_nothing() -> None:
    """As pretty-printing programs and those with other prefixes write it."""
    row = f"<table:table-row>{TEXT.format('a')}{TEXT.format('b')}</table:table-row>"
    body = content(f'<table:table table:name="Q">{row}</table:table>')
    renamed = re.sub(rb"(</?|\s)table:", rb"\1t:", body).replace(b"xmlns:table=", b"xmlns:t=")
    assert b"<t:table-cell" in renamed
    pretty = body.replace(b"><table:", b">\n  <table:").replace(b"></table:", b">\n  </table:")
    for written in (body, renamed, pretty):
        assert opened(written).sheet("Q").grid == [["a", "b"]]


def test_rows_and_columns_may_be_grouped() -> None:
    """Header rows, groups within groups; one that is folded is hidden, as are rows and columns that say so."""
    row = f"<table:table-row>{TEXT.format('{}')}</table:table-row>"
    filtered = row.format(3).replace("-row>", '-row table:visibility="filter">', 1)
    body = content(
        '<table:table table:name="Q"><table:table-column table:visibility="collapse"/><table:table-header-columns>'
        '<table:table-column table:number-columns-repeated="1000000" table:visibility="filter"/>'
        "</table:table-header-columns>"
        f"<table:table-header-rows>{row.format(0)}</table:table-header-rows>"
        f'<table:table-row-group table:display="false"><table:table-row-group>{row.format(1)}</table:table-row-group>'
        f"</table:table-row-group><table:table-rows>{row.format(2)}</table:table-rows>"
        f"{filtered}{row.format(4)}"
        "<table:shapes><table:table><table:table-row/></table:table></table:shapes></table:table>"
    )
    found = opened(body).sheet("Q")
    assert found.grid == [["0"], ["1"], ["2"], ["3"], ["4"]]
    assert found.hidden_rows == {1, 3}
    assert found.hidden_columns == {0}


def test_cells_in_an_element_of_nobodys_are_refused() -> None:
    """LibreOffice looks into it, other programs pass over it."""
    row = f"<table:table-row>{TEXT.format('a')}</table:table-row>"
    for inside in (f"<x:y>{row}</x:y>", f"<table:table-row><x:y>{TEXT.format('a')}</x:y></table:table-row>"):
        assert refusal(content(f'<table:table table:name="Q">{inside}</table:table>')).code == "xml-unusual"
    assert refusal(content(f'<x:y><table:table table:name="Q">{row}</table:table></x:y>')).code == "xml-unusual"
    harmless = f'<x:y/><table:table table:name="Q"><x:y><x:z/></x:y>{row}</table:table>'
    assert opened(content(harmless)).sheet("Q").grid == [["a"]]


def test_tables_that_are_no_sheets_are_none() -> None:
    """Those of tracked changes, links and drawings; hidden sheets are known."""
    row = f"<table:table-row>{TEXT.format('a')}</table:table-row>"
    body = content(
        f"<table:tracked-changes><table:table table:name='T'>{row}</table:table></table:tracked-changes>"
        f'<table:table table:name="Q" table:style-name="ta1">{row}</table:table>'
        f'<table:table table:name="H" table:style-name="ta2">{row}</table:table>'
        f"<table:dde-links><table:dde-link><table:table>{row}</table:table></table:dde-link></table:dde-links>",
        '<style:style style:name="ta1" style:family="table"/><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>',
    )
    book = opened(body)
    assert (book.names, book.hidden, book.recalculates) == (("Q", "H"), {"H"}, False)


def test_two_sheets_of_one_name_are_refused() -> None:
    """Whichever was read, another program would show the other."""
    table = '<table:table table:name="{}"/>'
    assert refusal(content(table.format("Q") + table.format("q"))).code == "part-ambiguous"


# --- merged and covered cells --------------------------------------------------------------------


def test_what_lies_under_a_merged_cell_is_told_and_not_read() -> None:
    """Whether it is written as a covered cell or as any other."""
    found = rows(
        '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"/>'
        '<table:covered-table-cell office:value-type="float" office:value="0.95"/>',
        f"{TEXT.format('x')}<table:covered-table-cell/>{TEXT.format('seen')}",
        '<table:covered-table-cell office:value-type="float" office:value="NaN"/>',
    )
    assert found.merged == ((0, 0, 1, 1),)
    assert found.covered == {(0, 1): 0.95, (1, 0): "x", (2, 0): "NaN"}
    assert [line for line in found.grid if any(line)] == [["", "", "seen"]]


# --- looks ---------------------------------------------------------------------------------------

STYLES = {
    "percent": '<number:percentage-style style:name="{}"><number:number number:decimal-places="1" '
    'number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>',
    "painted": '<number:number-style style:name="{}"><number:number number:decimal-places="2" '
    'number:min-integer-digits="1"/><number:text>%</number:text></number:number-style>',
    "literal": '<number:number-style style:name="{}"><number:text>否</number:text></number:number-style>',
    "thousands": '<number:number-style style:name="{}"><number:number number:decimal-places="0" '
    'number:min-integer-digits="1" number:display-factor="1000"/></number:number-style>',
    "embedded": '<number:number-style style:name="{}"><number:number number:decimal-places="0" '
    'number:min-integer-digits="1"><number:embedded-text number:position="1">5</number:embedded-text>'
    "</number:number></number:number-style>",
    "general": '<number:number-style style:name="{}"><number:number number:min-integer-digits="1"/>'
    "</number:number-style>",
    "weekday": '<number:date-style style:name="{}"><number:day-of-week number:style="long"/></number:date-style>',
    "texts": '<number:text-style style:name="{}"><number:text>否</number:text></number:text-style>',
    "plain text": '<number:text-style style:name="{}"><number:text-content/></number:text-style>',
}
CODES = {
    "percent": "0.0%",
    "painted": '0.00"%"',
    "literal": '"否"',
    "thousands": "0,",
    "embedded": '"5"0',
    "plain text": "@",
}
STYLE = '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
NUMBER = 'table:style-name="ce1" office:value-type="float" office:value="45000"'


@pytest.mark.parametrize("name", CODES)
def test_number_formats_are_known_as_codes(name: str) -> None:
    """So that what a cell shows can be compared with what is in it."""
    found = cell(NUMBER, styles=STYLES[name].format("N1") + STYLE)
    assert found.formats == {(0, 0): CODES[name]}
    assert found.grid == [[45000.0]]


def test_a_number_in_a_format_of_days_is_a_day() -> None:
    """A weekday too; counted from the day that the file names, and told where no other program counts from it."""
    styles = STYLES["weekday"].format("N1") + STYLE
    assert cell(NUMBER, styles=styles).grid == [[date(2023, 3, 15)]]
    table = f'<table:table table:name="Q"><table:table-row><table:table-cell {NUMBER}/></table:table-row></table:table>'
    zero = '<table:calculation-settings><table:null-date table:date-value="{}"/></table:calculation-settings>'
    from_1904 = opened(content(zero.format("1904-01-01") + table, styles)).sheet("Q")
    assert from_1904.grid == [[date(2027, 3, 16)]]
    assert list(opened(content(zero.format("1900-01-01") + table, styles)).sheet("Q").unread) == [(0, 0)]


def test_a_general_number_has_no_format() -> None:
    assert not cell(NUMBER, styles=STYLES["general"].format("N1") + STYLE).formats


def test_formats_under_a_condition_come_first() -> None:
    """Whole numbers above 5 are shown as a word here."""
    condition = '<style:map style:condition="value()&gt;5" style:apply-style-name="N1P0"/>'
    data = STYLES["literal"].format("N1P0") + STYLES["percent"].format("N1").replace(
        "</number:p", f"{condition}</number:p"
    )
    assert cell(NUMBER, styles=data + STYLE).formats == {(0, 0): '[>5]"否";0.0%'}


def test_a_text_that_its_format_hides_is_told() -> None:
    found = cell(
        'table:style-name="ce1" office:value-type="string" office:string-value="是"',
        styles=STYLES["texts"].format("N1") + STYLE,
    )
    assert found.formats == {(0, 0): 'General;General;General;"否"'}


def test_a_percentage_is_shown_as_one_whatever_its_style() -> None:
    assert cell('office:value-type="percentage" office:value="0.5"').formats == {(0, 0): "0.00%"}


def test_looks_come_from_the_cell_its_row_or_its_column_and_from_parents() -> None:
    """A named style lies in styles.xml, and an automatic one may only name it."""
    named = (
        STYLES["percent"].format("N1")
        + STYLE.replace("ce1", "Percent")
        + '<style:style style:name="Struck" style:family="table-cell"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
    )
    automatic = '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Percent"/>'
    column = '<table:table-column table:default-cell-style-name="Struck" table:number-columns-repeated="2"/>'
    plain = '<table:table-cell office:value-type="float" office:value="5"/>'
    found = rows(
        plain + plain.replace("-cell ", '-cell table:style-name="ce1" ') + plain,
        styles=automatic,
        named=named,
        before=column,
    )
    assert found.struck == {(0, 0): "5"}
    assert found.formats == {(0, 1): "0.0%"}


def test_parts_that_are_struck_through_or_raised_are_known() -> None:
    """An 8 struck through before a 5 is no 85, a footnote's number no digit."""
    made = '<style:style style:name="{}" style:family="{}"><style:text-properties style:text-{}/></style:style>'
    styles = (
        made.format("T1", "text", 'line-through-style="solid"')
        + made.format("T2", "text", 'position="super 58%"')
        + made.format("T3", "text", 'line-through-style="none" style:text-position="0% 100%"')
        + made.format("P1", "paragraph", 'position="-33% 58%"')
    )
    span = '<text:span text:style-name="{}">{}</text:span>'
    found = rows(
        TEXT.format(span.format("T1", "8") + "5"),
        TEXT.format("35" + span.format("T2", "1" + span.format("T1", "2"))),
        TEXT.format(span.format("T3", "35")),
        TEXT.format("2").replace("<text:p", '<text:p text:style-name="P1"'),
        styles=styles,
    )
    assert found.grid == [["85"], ["3512"], ["35"], ["2"]]
    assert found.struck == {(0, 0): "8", (1, 0): "2"}
    assert found.raised == {(1, 0): "12", (3, 0): "2"}


def test_styles_that_are_their_own_parents_end() -> None:
    loop = "".join(
        f'<style:style style:name="ce{at}" style:family="table-cell" style:parent-style-name="ce{1 - at}"/>'
        for at in (0, 1)
    )
    assert cell(NUMBER, styles=loop).grid == [[45000.0]]


def test_two_styles_of_one_name_are_refused() -> None:
    """One could strike a value through and the other not."""
    body = content('<table:table table:name="Q"/>', STYLE + STYLE)
    assert refusal(body).code == "xml-unusual"


# --- bounds --------------------------------------------------------------------------------------


def test_trailing_blanks_are_nothing() -> None:
    """LibreOffice fills every sheet up to its last row and column."""
    blank = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16000"/>'
    body = content(
        f'<table:table table:name="Q"><table:table-row>{TEXT.format("a")}{blank}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="1048575">{blank}</table:table-row></table:table>'
    )
    assert opened(body).sheet("Q").grid == [["a"]]


@pytest.mark.parametrize(
    ("row", "filled", "option"),
    [
        ("", 'table:number-columns-repeated="10000000"', "max-columns"),
        ('table:number-rows-repeated="10000000"', "", "max-rows"),
        ('table:number-rows-repeated="20000"', 'table:number-columns-repeated="500"', "max-cells"),
        ('table:number-rows-repeated="20000"', 'table:number-columns-repeated="50"', "max-filled"),
    ],
)
def test_repetitions_are_counted_before_anything_is_laid_out(row: str, filled: str, option: str) -> None:
    """A few bytes can ask for terabytes, also where only the type of a value is repeated and no value."""
    for attributes in (f'office:value-type="float" office:value="1" {filled}', f'office:value-type="float" {filled}'):
        inside = f"<table:table-row {row}><table:table-cell {attributes}/></table:table-row>"
        found = refusal(content(f'<table:table table:name="Q">{inside}</table:table>'))
        assert (found.code, found.values["option"]) == ("sheet-too-large", option)


def test_blanks_between_cells_count_once_something_follows() -> None:
    far = f'<table:table-row table:number-rows-repeated="30000"/><table:table-row>{TEXT.format("a")}</table:table-row>'
    assert refusal(content(f'<table:table table:name="Q">{far}</table:table>')).values["option"] == "max-rows"


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<text:s text:c="999999999"/>', "text-too-long"),
        ('<text:s text:c="20000"/><text:s text:c="20000"/>', "text-too-long"),
        ("a" * 32_768, "text-too-long"),
        ('<text:s text:c="1e9"/>', "xml-unusual"),
        ('<text:s text:c="9999999999999999999"/>', "text-too-long"),
    ],
)
def test_a_text_has_a_bound_and_spaces_by_number_belong_to_it(inside: str, code: str) -> None:
    body = content(
        f'<table:table table:name="Q"><table:table-row>{TEXT.format(inside)}</table:table-row></table:table>'
    )
    assert refusal(body).code == code


def test_all_texts_together_have_a_bound() -> None:
    cells = TEXT.replace("table-cell ", 'table-cell table:number-columns-repeated="400" ').format(
        '<text:s text:c="30000"/>'
    )
    rows_of_it = f'<table:table-row table:number-rows-repeated="20">{cells}</table:table-row>'
    assert refusal(content(f'<table:table table:name="Q">{rows_of_it}</table:table>')).code == "texts-too-large"


def test_merged_areas_have_a_bound() -> None:
    cells = '<table:table-cell table:number-columns-spanned="16384" table:number-rows-spanned="1048576"/>'
    body = content(f'<table:table table:name="Q"><table:table-row>{cells}</table:table-row></table:table>')
    assert refusal(body).code == "sheet-too-large"


@pytest.mark.parametrize("given", ["-1", "0", "x", "1.5", "12345678901", "１"])
def test_a_number_of_repetitions_is_a_number(given: str) -> None:
    table = f'<table:table-row><table:table-cell table:number-columns-repeated="{given}"/></table:table-row>'
    assert refusal(content(f'<table:table table:name="Q">{table}</table:table>')).code == "xml-unusual"


@pytest.mark.parametrize(
    "body",
    [
        content('<table:table table:name="Q">')[:-80],
        content('<table:table table:name="Q"/>').replace(b"</office:body>", b"</office:body><office:body/>"),
        content('<table:table table:name="Q"/>').replace(b"office:spreadsheet", b"office:text"),
        b'<!DOCTYPE x [<!ENTITY e "1">]>' + content('<table:table table:name="Q"/>')[38:],
        content('<table:table table:name="Q"/>').replace(b"UTF-8", b"GBK"),
    ],
)
def test_what_is_no_content_is_refused(body: bytes) -> None:
    """Cut off, two bodies, no sheets, definitions of its own, another encoding."""
    assert refusal(body).code in {"file-damaged", "xml-unusual", "xml-entity", "xml-encoding"}


# --- other programs ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook of many kinds of cells as LibreOffice saves it."""
    from workbooks import many_kinds

    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("ods")
    (folder / "kinds.xlsx").write_bytes(many_kinds())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "ods",
        "--outdir",
        str(folder),
        str(folder / "kinds.xlsx"),
    ]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    return (folder / "kinds.ods").read_bytes()


def read(data: bytes) -> Ods:
    return open_ods(zipfile.ZipFile(io.BytesIO(data)).read, Bounds())


def test_what_libreoffice_saves_is_read_in_full(saved: bytes) -> None:
    """Values, errors, formulas, formats, looks, merged and hidden cells: as they were typed."""
    from workbooks import check_kinds

    book = read(saved)
    check_kinds(book)
    other = calamine(saved)
    assert other is not None
    assert [line for line in silent_differences(book, other) if "PT36H" not in line] == []


MUTATIONS = (
    (
        rb'office:value="[^"]*"',
        (b'office:value="0.95"', b'office:value="NaN"', b'office:value=""', b'office:value="1e5"'),
    ),
    (rb'office:value-type="[^"]*"', (b'office:value-type="string"', b'office:value-type="float"', b"")),
    (rb'calcext:value-type="[^"]*"', (b'calcext:value-type="error"', b'calcext:value-type="string"', b"")),
    (rb"<text:p>[^<]*</text:p>", (b"<text:p>9</text:p>", b"<text:p/>", b"", b"<text:p>1</text:p><text:p>2</text:p>")),
    (rb"<table:table-cell", (b"<table:covered-table-cell", b'<table:table-cell office:string-value="7"')),
    (rb'-repeated="[^"]*"', (b'-repeated="2"', b'-repeated="0"', b'-repeated="99999"', b'-repeated="x"')),
    (rb'office:date-value="[^"]*"', (b'office:date-value="2024-02-29"', b'office:date-value="2025-02-29"')),
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """One or two things in it written otherwise."""
    for _ in range(chance.randint(1, 2)):
        pattern, others = chance.choice(MUTATIONS)
        places = list(re.finditer(pattern, content))
        if places:
            place = chance.choice(places)
            content = content[: place.start()] + chance.choice(others) + content[place.end() :]
    return content


def test_no_mutant_is_read_differently_in_silence(saved: bytes) -> None:
    """Calamine is the second opinion: where it sees another value, ours tells of the cell or refuses the file."""
    chance = random.Random(13)
    parts = {
        name: zipfile.ZipFile(io.BytesIO(saved)).read(name) for name in zipfile.ZipFile(io.BytesIO(saved)).namelist()
    }
    body = parts["content.xml"]
    for _ in range(150):
        parts["content.xml"] = mutated(body, chance)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as file:
            for name, part in parts.items():
                file.writestr(name, part)
        try:
            book = open_ods(parts.__getitem__, Bounds())
            book.sheet(book.names[0])
        except RefusalError:
            continue
        other = calamine(target.getvalue())
        if other is not None:
            assert list(silent_differences(book, other)) == []


def test_a_blank_that_lies_over_itself_alone_is_a_blank() -> None:
    """Some programs say of every cell that it is one row and one column wide."""
    blank = '<table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="1" {}/>'
    found = rows(TEXT.format("a") + blank.format('table:number-columns-repeated="16383"'))
    assert (found.grid, found.merged) == ([["a"]], ())
