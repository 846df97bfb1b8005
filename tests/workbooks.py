"""A workbook with every kind of cell that matters to a reader, and what each reader has to find in it."""

import io
from datetime import date, datetime

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font

from convergence_cli.questionnaire.workbook.formats import is_date, shown_otherwise, shows_percent
from convergence_cli.questionnaire.workbook.sheet import Opened

FORMATS = {
    "A2": "yyyy-mm-dd",
    "B2": "yyyy-mm-dd hh:mm",
    "C2": "0.0%",
    "D2": '#,##0.00"元"',
    "E2": '"否"',
    "G3": '[>5]"大";[<=5]"小"',
    "H3": "#,##0,",
    "A6": "aaaa",
    "D6": '0.00"%"',
    "F6": "0.00E+00",
    "G6": "000",
}


def many_kinds() -> bytes:
    """The workbook as openpyxl writes it; a sheet of a chart comes first, the last one is hidden."""
    workbook = openpyxl.Workbook()
    page = workbook.active
    assert page is not None
    page.title = "问卷"
    page.append(["是", 1, 2.5, '="q"&"r"', '=IF(1=1,"","x")', "=1/0", "=1+2", None])
    page.append([date(2025, 3, 18), datetime.fromisoformat("2025-03-18T12:30"), 0.345, 1234.5, 12, "文字", "=NA()", -7])
    page.append(["struck", "up", None, None, "  two  spaces\nand a line", 5, 7, 12345678])
    page["C3"] = CellRichText("35", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    page["D3"] = CellRichText(TextBlock(InlineFont(strike=True), "8"), "5")
    page["A3"].font = page["F3"].font = Font(strike=True)
    page["B3"].font = Font(vertAlign="superscript")
    page["A4"] = "m"
    page.merge_cells("A4:B5")
    page["C5"] = "微博:sina :si :c :row <!DOCTYPE"
    page.row_dimensions[5].hidden = page.column_dimensions["G"].hidden = True
    page["A6"], page["D6"], page["F6"], page["G6"] = 45000, 0.5, 1e20, 9
    for name, code in FORMATS.items():
        page[name].number_format = code
    hidden = workbook.create_sheet("附")
    hidden["A1"], hidden.sheet_state = 1, "hidden"
    chart = BarChart()
    chart.add_data(Reference(page, min_col=2, min_row=1, max_row=2))
    workbook.create_chartsheet("图", 0).add_chart(chart)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def check_kinds(book: Opened) -> None:
    """Hold what a reader found of that workbook against what was put in."""
    assert [name for name in book.names if name != "图"] == ["问卷", "附"]
    assert book.hidden == {"附"}
    assert not book.recalculates
    sheet = book.sheet("问卷")
    lines = [(*line, *[""] * (8 - len(line))) for line in sheet.grid]
    assert lines == [
        ("是", 1.0, 2.5, "qr", "", "", 3.0, ""),
        (date(2025, 3, 18), datetime.fromisoformat("2025-03-18T12:30"), 0.345, 1234.5, 12.0, "文字", "", -7.0),
        ("struck", "up", "351", "85", "  two  spaces\nand a line", 5.0, 7.0, 12345678.0),
        ("m", "", "", "", "", "", "", ""),
        ("", "", "微博:sina :si :c :row <!DOCTYPE", "", "", "", "", ""),
        (date(2023, 3, 15), "", "", 0.5, "", 1e20, 9.0, ""),
    ]
    assert sheet.errors == {(0, 5): "#DIV/0!", (1, 6): "#N/A"}
    assert {(0, 3), (0, 6)} <= sheet.formulas.keys() <= {(0, 3), (0, 4), (0, 6)}
    assert (sheet.unread, sheet.covered, sheet.pictures) == ({}, {}, frozenset())
    assert sheet.merged == ((3, 0, 4, 1),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({4}, {6})
    assert sheet.struck == {(2, 0): "struck", (2, 3): "8", (2, 5): "5"}
    assert sheet.raised == {(2, 1): "up", (2, 2): "1"}
    days = {place for place, code in sheet.formats.items() if is_date(code)}
    assert days == {(1, 0), (1, 1), (5, 0)}
    assert {place for place, code in sheet.formats.items() if shows_percent(code)} == {(1, 2)}
    told = {
        place
        for place, code in sheet.formats.items()
        if place not in days and shown_otherwise(code, sheet.grid[place[0]][place[1]])
    }  # type: ignore[arg-type]
    assert told == {(1, 4), (2, 6), (2, 7), (5, 3)}
