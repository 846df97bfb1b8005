"""Lists of thousands of rows: rows that a workbook keeps packed until it is written, and such as are made when they
are read.
"""

import io
from collections.abc import Iterator

import openpyxl
from small_frameworks import flat, indicator

from convergence_cli.report.document import Column, Document, Paragraph, Row, Rows, Section, Table
from convergence_cli.report.formats.excel import render

MANY = 501
TEXT = "a text that is longer than its column and needs three lines "
COLUMNS = (Column(title="name", width=20), Column(title="score", kind="score", width=8))


def rows() -> Iterator[Row]:
    for at in range(MANY):
        yield Row(cells=(f"={at} <&> {TEXT}", at / 10), tone="red" if at % 2 else "plain", where="files")


def test_packed_rows_are_the_same_cells() -> None:
    """Texts, numbers, colours and heights; what stands above them and below them stays where it is."""
    below = Table(columns=COLUMNS, rows=tuple(rows())[:3], title="once more")
    blocks = (Paragraph(text="about"), Table(columns=COLUMNS, rows=Rows(rows)), below)
    sections = (Section(title="list", blocks=blocks, own_sheet=True),)
    document = Document(framework=flat(indicator("M01.a")), language="en", sections=sections)
    sheet = openpyxl.load_workbook(io.BytesIO(render(document)))["list"]
    told = [(f"={at} <&> {TEXT}", at / 10) for at in range(MANY)]
    head = ("name", "score")
    assert list(sheet.iter_rows(values_only=True)) == [
        *(("list", None), ("about", None), head, *told),
        *((None, None), ("once more", None), head, *told[:3]),
    ]
    first, last = 4, 3 + MANY
    assert {sheet.cell(row, 1).data_type for row in range(first, last + 1)} == {"s"}
    plain, red, later = (sheet.cell(row, 1).fill.fgColor.rgb for row in (first, first + 1, first + 401))
    assert plain != red == later
    assert {sheet.row_dimensions[row].height for row in range(first, last + 1)} == {
        sheet.row_dimensions[last + 4].height
    }
    assert sheet.auto_filter.ref == f"A3:B{last}"


def test_rows_that_are_made_when_they_are_read_are_not_kept() -> None:
    """Whether there are any takes one, the first of them so many, and a place's own are made in the same way."""
    made = 0

    def counted() -> Iterator[Row]:
        nonlocal made
        for row in rows():
            made += 1
            yield row

    table = Table(columns=COLUMNS, rows=Rows(counted)).on("sheet")
    assert (bool(table.rows), made) == (True, 1)
    assert ([row.cells[1] for row in table.rows[:2]], made) == ([0.0, 0.1], 3)
    assert (len(table.rows), len(table.rows), made) == (MANY, MANY, MANY + 3)
    assert not Table(columns=COLUMNS, rows=Rows(counted)).on("screen").rows
