"""What the view of a sheet hides is not scored in silence: zeros that look blank, columns hidden from the start."""

import struct
from pathlib import Path

import pytest
import xls_records
import xlsb_parts
from changing import COUNT, QUESTIONS, SHARE, WORDS, answer_in, packed, parts, replaced, seen, told_of, with_cell
from differential import same_both_ways
from hostile import record
from ods_parts import SPACES, content
from xlsb import record as binary_record

from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.sight import Sight
from convergence_cli.questionnaire.workbook.ods import open_ods
from convergence_cli.questionnaire.workbook.sheet import Sheet

VIEW = "<sheetView "
ZERO, ONE = '<c r="{r}" s="{s}"><v>0</v></c>', '<c r="{r}" s="{s}"><v>1</v></c>'


@pytest.mark.parametrize(("zeros", "told"), [("0", {"shown-otherwise"}), ("false", {"shown-otherwise"}), ("1", set())])
def test_a_zero_that_looks_blank_is_told(zeros: str, told: set[str], framework: Framework, tmp_path: Path) -> None:
    for name, cell, expected in ((COUNT, ZERO, told), (SHARE, ONE, set())):
        book = with_cell(parts(), name, cell)
        book[QUESTIONS] = replaced(book[QUESTIONS], VIEW, f'{VIEW}showZeros="{zeros}" ')
        same_both_ways(packed(book), tmp_path)
        questionnaire, problems = seen(book, framework, tmp_path)
        assert (answer_in(questionnaire, name), told_of(problems, name)) == (int(cell is ONE), expected)


def _xls(shows: bool) -> Sheet:
    cells = record(0x203, xls_records.place(0, 0, 0) + struct.pack("<d", 0.0))
    view = record(0x23E, struct.pack("<H", 0x6B6 if shows else 0x6A6) + bytes(16))
    return xls_records.opened(xls_records.stream(("Q", cells + view))).sheet("Q")


def _xlsb(shows: bool) -> Sheet:
    view = binary_record(137, struct.pack("<H", 0x3DC if shows else 0x3CC), bytes(28))
    page = xlsb_parts.page(xlsb_parts.row(0), xlsb_parts.cell(5, 0, struct.pack("<d", 0.0)), before=view)
    return xlsb_parts.opened(xlsb_parts.parts({"Q": page})).sheet("Q")


def _ods(shows: bool) -> Sheet:
    cell = '<table:table-cell office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>'
    body = content(f'<table:table table:name="Q"><table:table-row>{cell}</table:table-row></table:table>')
    space = SPACES.replace('xmlns:x="urn:x"', 'xmlns:c="urn:oasis:names:tc:opendocument:xmlns:config:1.0"')
    item = f'<c:config-item c:name="ShowZeroValues" c:type="boolean">{str(shows).lower()}</c:config-item>'
    settings = f"<office:document-settings{space}><office:settings>{item}</office:settings></office:document-settings>"
    return open_ods({"content.xml": body, "settings.xml": settings.encode()}.__getitem__, Bounds()).sheet("Q")


@pytest.mark.parametrize("opened", [_xls, _xlsb, _ods])
def test_a_zero_that_looks_blank_is_known_in_every_format(opened: type[Sheet]) -> None:
    assert Sight(opened(True)).held == {}
    assert Sight(opened(False)).held == {(0, 0): ""}


def test_columns_that_a_sheet_hides_unless_they_say_otherwise_are_hidden(framework: Framework, tmp_path: Path) -> None:
    """Those that have a width of their own are seen."""
    book = parts()
    text = replaced(book[QUESTIONS], "<sheetFormatPr ", '<sheetFormatPr defaultColWidth="0" ')
    begin, _, rest = text.partition("<cols>")
    book[QUESTIONS] = f'{begin}<cols><col min="1" max="4" width="9"/></cols>{rest.partition("</cols>")[2]}'
    same_both_ways(packed(book), tmp_path)
    _, problems = seen(book, framework, tmp_path)
    assert {str(item.location.cell)[:1] for item in problems if item.code == "answer-hidden"} >= {"E", "F"}
    assert not [item for item in problems if item.code == "answer-hidden" and str(item.location.cell)[:1] in "ABCD"]


def test_a_formula_that_was_never_calculated_is_told_under_a_merged_cell_too(
    framework: Framework, tmp_path: Path
) -> None:
    book = with_cell(parts(), COUNT, '<c r="{r}" s="{s}"><f>1+1</f></c>')
    text = replaced(book[QUESTIONS], "</sheetData>", "</sheetData>\0")
    above = f"E{int(COUNT[1:]) - 1}"
    merges = f'<mergeCells count="1"><mergeCell ref="{above}:{COUNT}"/></mergeCells>'
    assert "<mergeCells" not in text
    after = next(mark for mark in ("<conditionalFormatting", "<dataValidations", "<printOptions") if f"{mark} " in text)
    book[QUESTIONS] = replaced(text.replace("\0", ""), f"{after} ", f"{merges}{after} ")
    _, problems = seen(book, framework, tmp_path)
    assert "cell-covered" in told_of(problems, COUNT)


def test_the_end_of_a_cdata_in_a_text_is_the_same_both_ways(tmp_path: Path) -> None:
    """It is no XML outside of one: whoever parses it refuses, and so what cuts texts out must not pass it."""
    book = with_cell(parts(), WORDS, '<c r="{r}" s="{s}" t="inlineStr"><is><t>a]]>b</t></is></c>')
    assert "file-damaged" in str(same_both_ways(packed(book), tmp_path))
