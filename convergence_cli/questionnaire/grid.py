"""A workbook's sheets as grids of plain values, read by calamine, with a closer look where one is needed.

calamine is fast and shows an error cell and a formula that was never calculated as blank, and it knows no
number formats. `Book` therefore answers two more questions about a cell: is its blankness doubtful, and is
it shown as a percentage?
"""

import io
from datetime import date, datetime, time, timedelta

from convergence_cli.errors import Location, WorkbookError, problem
from convergence_cli.questionnaire.details import Details, details_of
from convergence_cli.questionnaire.guard import Guarded
from convergence_cli.questionnaire.references import column_letters
from convergence_cli.value import value

Cell = int | float | str | bool | date | datetime | time | timedelta
Grid = list[list[Cell]]


@value
class Book:
    """An opened workbook."""

    file: str
    guarded: Guarded
    sheets: dict[str, Grid]
    """Sheet name -> rows from A1; a blank cell is an empty string."""

    def details(self, sheet: str) -> Details:
        """Errors, uncalculated formulas and percentage formats of one sheet."""
        return details_of(self.guarded, sheet, list(self.sheets).index(sheet))


def open_book(guarded: Guarded, file: str) -> Book:
    """Read every sheet.

    Raises WorkbookError where the guard let a file pass that calamine cannot read.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(guarded.data))
        sheets = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
        }
    except BaseException as error:
        # A damaged file can make calamine panic, which Python sees as a BaseException of the runtime's own.
        panicked = type(error).__name__ == "PanicException"
        if not (panicked or isinstance(error, CalamineError | ValueError | KeyError | OSError | OverflowError)):
            raise
        found = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise WorkbookError(problem("file-damaged", Location(file=file), found=found)) from error
    return Book(file=file, guarded=guarded, sheets=sheets)


def reference(row: int, column: int) -> str:
    """The name of a cell, both counted from 0: (0, 0) is A1."""
    return f"{column_letters(column + 1)}{row + 1}"
