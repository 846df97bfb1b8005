"""Cells of a list that the reader fills in: yellow, with what they accept; a row that is done turns green."""

from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.report.book.draft import Draft
from convergence_cli.report.document import Entry, Table, content_of

_FIRST_DAY = "36526"  # 1 January 2000, as a serial number of the sheet
_DONE = "FFC6E0B4"


def fill_in(draft: Draft, sheet: Worksheet, table: Table, first: int) -> None:
    """Prepare the cells of a table whose rows begin at row `first`."""
    last = first + len(table.rows) - 1
    for at, column in enumerate(table.columns):
        entry = column.entry
        if entry is None:
            continue
        letter = get_column_letter(at + 1)
        for row, cells in enumerate(table.rows, first):
            draft.put(sheet, row, at + 1, content_of(cells.cells[at]) or "", column.kind, "entry")
        check = _check(entry, at, is_day=column.kind == "date", first=first)
        if check is not None:
            check.add(f"{letter}{first}:{letter}{last}")
            sheet.add_data_validation(check)
        if entry.closing:
            rule: Any = FormulaRule(  # type: ignore[no-untyped-call]
                formula=[f'${letter}{first}="{entry.closing}"'], fill=PatternFill("solid", bgColor=_DONE)
            )
            sheet.conditional_formatting.add(f"A{first}:{letter}{last}", rule)


def _check(entry: Entry, at: int, *, is_day: bool, first: int) -> DataValidation | None:
    if entry.choices:
        return DataValidation(type="list", formula1=f'"{",".join(entry.choices)}"', allow_blank=True)
    if not is_day:
        return None
    low = _FIRST_DAY
    if entry.not_before is not None:
        low = f"MAX({_FIRST_DAY},{get_column_letter(at + 1 + entry.not_before)}{first})"
    return DataValidation(type="date", operator="greaterThanOrEqual", formula1=low, allow_blank=True)
