"""Costly workbooks of .ods, .xls and .xlsb, made anew each time from what their own formats are written with.

Forms that were filled in by somebody with ill will, and workbooks as large as may be read, or a little larger.
"""

import io
import struct
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

import openpyxl
import xlsb_parts
from crafted import longer, noted_values, text_for_numbers
from hostile import compound, deflated, record, stored, zipped
from ods_parts import content
from xls_records import CALCULATED, formula, place, stream, words
from xlsb import xlsb

from convergence_cli.model.framework import Framework

Sheets = dict[str, list[tuple[object, ...]]]


def _sheets(form: bytes) -> Sheets:
    book = openpyxl.load_workbook(io.BytesIO(form), data_only=True)
    return {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


# --- .ods ----------------------------------------------------------------------------------------


def _ods(tables: str, styles: str = "") -> bytes:
    kind = stored(b"application/vnd.oasis.opendocument.spreadsheet")
    return zipped([("mimetype", kind), ("content.xml", deflated(content(tables, styles)))])


def _table(name: str, rows: str) -> str:
    return f'<table:table table:name="{name}">{rows}</table:table>'


def _ods_cell(given: object) -> str:
    if given is None:
        return "<table:table-cell/>"
    kind = f'"float" office:value="{given}"' if isinstance(given, int | float) else '"string"'
    return f"<table:table-cell office:value-type={kind}><text:p>{escape(str(given))}</text:p></table:table-cell>"


def _ods_form(framework: Framework, rows: str = "", form: bytes | None = None) -> bytes:
    """A form, and these rows after those of a table."""
    tables = []
    for name, lines in _sheets(form or longer(framework, "表-频率频道表", [])).items():
        body = "".join(f"<table:table-row>{''.join(map(_ods_cell, line))}</table:table-row>" for line in lines)
        tables.append(_table(name, body + (rows if name == "表-频率频道表" else "")))
    return _ods("".join(tables))


def wrong_ods(framework: Framework) -> bytes:
    return _ods_form(framework, form=text_for_numbers(framework))


def noted_ods(framework: Framework) -> bytes:
    return _ods_form(framework, form=noted_values(framework))


def repeated_form_ods(framework: Framework) -> bytes:
    """One wrong row that stands for as many as there may be."""
    cells = "".join(map(_ods_cell, ["约"] * 7))
    return _ods_form(framework, f'<table:table-row table:number-rows-repeated="9600">{cells}</table:table-row>')


def repeated_right_ods(framework: Framework) -> bytes:
    cells = "".join(map(_ods_cell, ["频道", "电视", 38.5, 62, "是", "否", "保留精办"]))
    return _ods_form(framework, f'<table:table-row table:number-rows-repeated="9600">{cells}</table:table-row>')


def filled_ods(_: Framework) -> bytes:
    """As many cells of every attribute as may be parsed."""
    attributes = 'table:style-name="ce1" office:value-type="float" office:value="1.5" calcext:value-type="float"'
    cells = f"<table:table-cell {attributes}><text:p>1.5</text:p></table:table-cell>" * 20
    return _ods(_table("Q", f"<table:table-row>{cells}</table:table-row>" * 3_450))


def repeated_ods(_: Framework) -> bytes:
    """One cell that stands for as many as may be filled."""
    cell = '<table:table-cell office:value-type="percentage" office:value="1" table:number-columns-repeated="3"/>'
    row = f'<table:table-row table:number-rows-repeated="20000">{cell}</table:table-row>'
    return _ods(_table("Q", row))


def spans_ods(_: Framework) -> bytes:
    """Merged cells, and each lies over others."""
    cell = (
        '<table:table-cell table:number-rows-spanned="9" table:number-columns-spanned="9"'
        ' office:value-type="float" office:value="1"/>'
    )
    return _ods(_table("Q", f"<table:table-row>{cell * 10}</table:table-row>" * 2_400))


def matrices_ods(_: Framework) -> bytes:
    cell = (
        '<table:table-cell table:formula="of:=1" table:number-matrix-rows-spanned="9" '
        'table:number-matrix-columns-spanned="9" office:value-type="float" office:value="1"/>'
    )
    return _ods(_table("Q", f"<table:table-row>{cell * 10}</table:table-row>" * 2_400))


def styles_ods(_: Framework) -> bytes:
    """A style and a format for each cell, each the child of the one before."""
    made = "".join(
        f'<number:number-style style:name="N{at}"><number:text>{at}</number:text></number:number-style>'
        f'<style:style style:name="c{at}" style:family="table-cell" style:data-style-name="N{at}"'
        f' style:parent-style-name="c{at - 1}"/>'
        for at in range(60_000)
    )
    number = 'office:value-type="float" office:value="1"'
    cells = (
        "".join(f'<table:table-cell table:style-name="c{59_999 - 20 * row - at}" {number}/>' for at in range(20))
        for row in range(2_900)
    )
    return _ods(_table("Q", "".join(f"<table:table-row>{line}</table:table-row>" for line in cells)), made)


def columns_ods(_: Framework) -> bytes:
    column = '<table:table-column table:number-columns-repeated="500" table:visibility="collapse"/>' * 100_000
    return _ods(_table("Q", column + f"<table:table-row>{_ods_cell(1)}</table:table-row>"))


def hidden_rows_ods(_: Framework) -> bytes:
    about = 'table:visibility="collapse" table:number-rows-repeated="20000"'
    return _ods(_table("Q", f"<table:table-row {about}>{_ods_cell(None)}</table:table-row>" * 50_000))


def groups_ods(_: Framework) -> bytes:
    """Groups of rows in groups, as deep as the parser goes, many times."""
    deep = 200
    inside = "<table:table-row-group>" * deep + f"<table:table-row>{_ods_cell(1)}</table:table-row>"
    return _ods(_table("Q", (inside + "</table:table-row-group>" * deep) * 2_000))


def pieces_ods(_: Framework) -> bytes:
    """A text in as many pieces as may be."""
    words = "<text:span>a</text:span>" * 30_000
    cell = f'<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>'
    return _ods(_table("Q", f"<table:table-row>{cell * 20}</table:table-row>"))


def tables_ods(_: Framework) -> bytes:
    return _ods(
        "".join(_table(f"Q{at}", f"<table:table-row>{_ods_cell(at)}</table:table-row>") for at in range(60_000))
    )


# --- .xls ----------------------------------------------------------------------------------------


def _xls(*sheets: tuple[str, bytes], front: bytes = CALCULATED) -> bytes:
    return compound({"Workbook": stream(*sheets, front=front)})


def _xls_cells(lines: list[tuple[object, ...]]) -> Iterator[bytes]:
    for row, line in enumerate(lines):
        for column, given in enumerate(line):
            if isinstance(given, int | float):
                yield record(0x203, place(row, column) + struct.pack("<d", given))
            elif given is not None:
                yield record(0x204, place(row, column) + words(str(given)))


def _xls_form(form: bytes) -> bytes:
    return _xls(*((name, b"".join(_xls_cells(lines))) for name, lines in _sheets(form).items()))


def wrong_xls(framework: Framework) -> bytes:
    return _xls_form(text_for_numbers(framework))


def noted_xls(framework: Framework) -> bytes:
    return _xls_form(noted_values(framework))


def _formulas(count: int) -> bytes:
    texts = (formula(at // 20, at % 20, b"\0") + record(0x207, words("ab")) for at in range(count))
    return b"".join(texts)


def formulas_xls(_: Framework) -> bytes:
    """Formulas whose results are texts in records of their own."""
    return _xls(("Q", _formulas(69_000)))


def more_formulas_xls(_: Framework) -> bytes:
    """One more than may be filled, or a few."""
    return _xls(("Q", b"".join(formula(at // 20, at % 20, 1.0) for at in range(71_000))))


def blanks_xls(_: Framework) -> bytes:
    """Blank cells side by side."""
    blank = b"".join(
        record(0xBE, struct.pack("<HH", row % 20_000, 0) + bytes(2 * 250) + struct.pack("<H", 249))
        for row in range(12_000)
    )
    return _xls(("Q", blank))


def merges_xls(_: Framework) -> bytes:
    areas = record(0xE5, struct.pack("<H", 1000) + struct.pack("<4H", 0, 0, 0, 1) * 1000)
    return _xls(("Q", areas * 800))


def fonts_xls(_: Framework) -> bytes:
    """Texts in pieces of their own fonts."""
    fonts = record(0x31, struct.pack("<HHHH", 200, 8, 0, 0) + bytes(8)) * 20
    runs = tuple((at, 5 + at % 9) for at in range(40))
    cell = words("长" * 41, runs=runs)
    return _xls(
        ("Q", b"".join(record(0x204, place(at // 20, at % 20) + cell) for at in range(24_000))),
        front=fonts + CALCULATED,
    )


def texts_xls(_: Framework) -> bytes:
    """Shared texts in records that are continued."""
    texts = [words(f"{at}" * 30) for at in range(8_000)]
    front = record(0xFC, struct.pack("<II", 8_000, 8_000)) + b"".join(record(0x3C, text) for text in texts)
    uses = b"".join(record(0xFD, place(at // 20, at % 20) + struct.pack("<I", at % 8_000)) for at in range(69_000))
    return _xls(("Q", uses), front=front + CALCULATED)


def columns_xls(_: Framework) -> bytes:
    return _xls(("Q", record(0x7D, struct.pack("<6H", 0, 255, 0, 0, 1, 0)) * 300_000))


# --- .xlsb ---------------------------------------------------------------------------------------


def _xlsb(parts: dict[str, bytes]) -> bytes:
    kinds = {"book/main.bin": "sheet.binary.macroEnabled.main", "book/words.bin": "sharedStrings"}
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.ms-excel.{kinds.get(name, "worksheet")}"/>'
        for name in parts
        if name.endswith(".bin")
    )
    types = (
        f'<Types xmlns="{xlsb_parts.PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
        f'vnd.openxmlformats-package.relationships+xml"/>{listed}</Types>'
    )
    return zipped(
        [("[Content_Types].xml", deflated(types.encode())), *((name, deflated(body)) for name, body in parts.items())]
    )


def wrong_xlsb(framework: Framework) -> bytes:
    return xlsb(text_for_numbers(framework))


def noted_xlsb(framework: Framework) -> bytes:
    return xlsb(noted_values(framework))


def _shared(count: int) -> bytes:
    lines = (
        xlsb_parts.row(at) + b"".join(xlsb_parts.cell(7, to, struct.pack("<I", 20 * at + to)) for to in range(20))
        for at in range(count // 20)
    )
    texts = xlsb_parts.strings(*(xlsb_parts.rich(f"{at:08}") for at in range(count)))
    return _xlsb(xlsb_parts.parts({"Q": xlsb_parts.page(*lines)}, strings=texts))


def texts_xlsb(_: Framework) -> bytes:
    """A shared text for each of as many cells as may be filled."""
    return _shared(69_000)


def more_texts_xlsb(_: Framework) -> bytes:
    return _shared(71_000)


def rows_xlsb(_: Framework) -> bytes:
    body = xlsb_parts.page(*(xlsb_parts.row(at % 19_000) for at in range(900_000)))
    return _xlsb(xlsb_parts.parts({"Q": body}))


def merges_xlsb(_: Framework) -> bytes:
    areas = b"".join(xlsb_parts.record(176, struct.pack("<4I", 0, 0, 0, 1)) for _ in range(900_000))
    return _xlsb(xlsb_parts.parts({"Q": xlsb_parts.page(after=areas)}))


def columns_xlsb(_: Framework) -> bytes:
    column = xlsb_parts.record(60, struct.pack("<4IH", 0, 16383, 0, 0, 1)) * 100
    return _xlsb(xlsb_parts.parts({"Q": xlsb_parts.page(before=column)}))


Make = Callable[[Framework], bytes]
ODS: tuple[Make, ...] = (
    *(wrong_ods, noted_ods, repeated_form_ods, repeated_right_ods, filled_ods, repeated_ods, spans_ods, matrices_ods),
    *(styles_ods, columns_ods, hidden_rows_ods, groups_ods, pieces_ods, tables_ods),
)
XLS: tuple[Make, ...] = (
    *(wrong_xls, noted_xls, formulas_xls, more_formulas_xls, blanks_xls, merges_xls, fonts_xls, texts_xls, columns_xls),
)
XLSB: tuple[Make, ...] = (wrong_xlsb, noted_xlsb, texts_xlsb, more_texts_xlsb, rows_xlsb, merges_xlsb, columns_xlsb)
