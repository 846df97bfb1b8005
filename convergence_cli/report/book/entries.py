"""Cells of a list that the reader fills in: yellow, with what they accept; a row that is done turns green."""

from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.report.book.draft import Draft
from convergence_cli.report.book.offers import offer_dates, offer_list
from convergence_cli.report.cells import content_of
from convergence_cli.report.document import Table

_DONE = "FFC6E0B4"


def fill_in(draft: Draft, sheet: Worksheet, table: Table, first: int) -> None:
    """Prepare the cells of a table whose rows begin at row `first`."""
    last = first + len(table.rows) - 1
    for at, column in enumerate(table.columns):
        entry = column.entry
        if entry is None or not table.rows:
            continue
        letter = get_column_letter(at + 1)
        for row, cells in enumerate(table.rows, first):
            draft.put(sheet, row, at + 1, content_of(cells.cells[at]) or "", column.kind, "entry")
        where = f"{letter}{first}:{letter}{last}"
        if entry.choices:
            offer_list(draft, sheet, where, entry.name, entry.choices)
        elif column.kind == "date":
            before = "" if entry.not_before is None else f"{get_column_letter(at + 1 + entry.not_before)}{first}"
            offer_dates(sheet, where, entry.prompt, before)
        if entry.closing:
            rule: Any = FormulaRule(  # type: ignore[no-untyped-call]
                formula=[f'${letter}{first}="{entry.closing}"'], fill=PatternFill("solid", bgColor=_DONE)
            )
            sheet.conditional_formatting.add(f"A{first}:{letter}{last}", rule)
