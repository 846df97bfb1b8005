"""A sheet of a review: title, one line on what it holds, header, rows; filtered, frozen, ready to print."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.report.book.draft import Cell, Draft
from convergence_cli.report.book.listing import HEADER_ROW, Column, header, print_setup, write_rows

FIRST_ROW = HEADER_ROW + 1


def table(
    draft: Draft,
    name: str,
    lines: tuple[str, str],
    fields: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    frozen: int,
) -> Worksheet:
    """Write a sheet of this name; `lines` are its title and what stands below, `frozen` columns stay in sight."""
    sheet: Worksheet = draft.book.create_sheet(draft.name(name))
    draft.put(sheet, 1, 1, lines[0], tone="title")
    draft.put(sheet, 2, 1, lines[1], tone="remark")
    sheet.row_dimensions[1].height = 26
    for at, field in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(at)].width = field.width
    header(draft, sheet, HEADER_ROW, fields)
    write_rows(draft, sheet, FIRST_ROW, fields, rows)
    if rows:
        sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(fields))}{HEADER_ROW + len(rows)}"
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{FIRST_ROW}"
    print_setup(draft, sheet, landscape=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    return sheet
