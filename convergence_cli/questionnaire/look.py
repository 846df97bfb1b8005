"""How the questionnaire looks: fonts, fills, pages, protection."""

from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter

from convergence_cli.sheets import put_text, row_height

FONT = "Microsoft YaHei"
BODY = Font(name=FONT, size=10)
SMALL = Font(name=FONT, size=8)
CARRIED = Font(name=FONT, size=10, color="FF1F5FBF")
BOLD = Font(name=FONT, size=11, bold=True)
HEADING = Font(name=FONT, size=12, bold=True, color="FF1F3864")
WHITE = Font(name=FONT, size=10, bold=True, color="FFFFFFFF")
YELLOW = PatternFill("solid", fgColor="FFFFF8DC")
GREY = PatternFill("solid", fgColor="FFEFEFEF")
NAVY = PatternFill("solid", fgColor="FF1F3864")
TEAL = PatternFill("solid", fgColor="FF7F6000")
THIN = Side(style="thin", color="FFBFBFBF")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
LOCKED, UNLOCKED = Protection(locked=True), Protection(locked=False)


def put(sheet: Any, row: int, column: int, text: str, font: Font, *, wrap: bool = True) -> Any:
    """Write text into a cell, as text."""
    cell = sheet.cell(row, column)
    put_text(cell, text)
    cell.font = font
    cell.alignment = Alignment(wrap_text=wrap, vertical="center" if not wrap else "top")
    return cell


def put_across(sheet: Any, row: int, text: str, last: int, width: float, least: float) -> None:
    """Write text across the columns up to the last, so wide in all, as high as it takes and at least so high."""
    put(sheet, row, 1, text, BODY)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    sheet.row_dimensions[row].height = row_height([(text, float(width))], least, font=10)


def head(sheet: Any, row: int, titles: list[str], keys: tuple[str, ...] = ()) -> None:
    """A header row; the columns that a station fills in stand out."""
    from convergence_cli.questionnaire.layout import INPUT_COLUMNS

    for column, title in enumerate(titles, 1):
        cell = put(sheet, row, column, title, WHITE)
        cell.fill = TEAL if keys and keys[column - 1] in INPUT_COLUMNS else NAVY
        cell.border = BOX
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    widths = [sheet.column_dimensions[get_column_letter(column)].width for column in range(1, len(titles) + 1)]
    sheet.row_dimensions[row].height = row_height(list(zip(titles, widths, strict=True)), 34, font=10)


def set_widths(sheet: Any, widths: list[int]) -> None:
    """Column widths from A on."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def page(sheet: Any, titles: str | None, *, landscape: bool = True) -> None:
    """A4, one page wide, header rows repeated, page numbers."""
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.oddFooter.center.text = "&P / &N"
    sheet.oddHeader.right.text = "&A"
    if titles:
        sheet.print_title_rows = titles


def protect(sheet: Any) -> None:
    """Only unlocked cells can be typed in; filtering, sizing and inserting rows stay allowed. No password."""
    protection = sheet.protection
    protection.sheet = True
    for allowed in ("autoFilter", "formatColumns", "formatRows", "formatCells", "insertRows", "insertColumns", "sort"):
        setattr(protection, allowed, False)
