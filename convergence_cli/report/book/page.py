"""A sheet that is read like a page: texts across it, one below the other."""

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.report.book.draft import Draft
from convergence_cli.report.book.listing import print_setup
from convergence_cli.report.cells import Tone

LINE = 17.0
# Small print: more of it fits in a line than of the body text.
_SMALL = 1.22


class Page:
    """A page written from the top down; `row` is the next free row."""

    def __init__(self, draft: Draft, sheet: Worksheet, widths: tuple[float, ...]) -> None:
        self.draft, self.sheet, self.widths, self.row = draft, sheet, widths, 1
        for column, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(column)].width = width

    def line(self, text: str, tone: Tone = "line", least: float = LINE, first: int = 1) -> None:
        """One text from its first column to the end of the page."""
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=len(self.widths))
        self.draft.put(self.sheet, self.row, first, text, tone=tone)
        room = sum(self.widths[first - 1 :]) * (_SMALL if tone == "small" else 1.0)
        self.draft.height(self.sheet, self.row, [(text, room)], least)
        self.row += 1

    def gap(self) -> None:
        """A little room."""
        self.sheet.row_dimensions[self.row].height = 7
        self.row += 1

    def finish(self) -> None:
        """It is printed on one sheet of A4, upright."""
        print_setup(self.draft, self.sheet, landscape=False)
        self.sheet.print_area = f"A1:{get_column_letter(len(self.widths))}{self.row - 1}"
