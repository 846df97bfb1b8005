"""A workbook's sheets as grids of plain values, read by calamine, with a closer look where one is needed.

calamine is fast and shows an error cell and a formula that was never calculated as blank, and it knows no
number formats. `Book` therefore answers two more questions about a cell: is its blankness doubtful, and is
it shown as a percentage?
"""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

from convergence_cli.errors import Location, WorkbookError, problem
from convergence_cli.questionnaire.details import CloserLook, Details
from convergence_cli.questionnaire.guard import Guarded
from convergence_cli.questionnaire.references import column_letters

Cell = int | float | str | bool | date | datetime | time | timedelta
Grid = list[list[Cell]]
"""Rows from A1; a blank cell is an empty string."""


class Book:
    """An opened workbook. A sheet is parsed when it is first asked for: option lists and guides never are."""

    def __init__(self, file: str, guarded: Guarded, workbook: Any) -> None:
        self.file, self._closer = file, CloserLook(guarded)
        self.names: tuple[str, ...] = tuple(workbook.sheet_names)
        self._workbook = workbook
        self._grids: dict[str, Grid] = {}

    def grid(self, sheet: str) -> Grid:
        """The cells of a sheet; raises WorkbookError where calamine cannot read it."""
        if sheet not in self._grids:
            try:
                self._grids[sheet] = self._workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            except BaseException as error:
                _tell_damage(error, self.file)
                raise
        return self._grids[sheet]

    def details(self, sheet: str) -> Details:
        """Errors, uncalculated formulas and percentage formats of one sheet."""
        return self._closer.at(sheet, self.names.index(sheet))


def open_book(guarded: Guarded, file: str) -> Book:
    """Open a workbook.

    Raises WorkbookError where the guard let a file pass that calamine cannot read.
    """
    from python_calamine import CalamineWorkbook

    try:
        return Book(file, guarded, CalamineWorkbook.from_filelike(io.BytesIO(guarded.for_parser)))
    except BaseException as error:
        _tell_damage(error, file)
        raise


def _tell_damage(error: BaseException, file: str) -> None:
    """Raise WorkbookError in place of an error that a damaged file causes; any other is not of the file's making."""
    from python_calamine import CalamineError

    # A damaged file can make calamine panic, which Python sees as a BaseException of the runtime's own.
    panicked = type(error).__name__ == "PanicException"
    if panicked or isinstance(error, CalamineError | ValueError | KeyError | OSError | OverflowError):
        found = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise WorkbookError(problem("file-damaged", Location(file=file), found=found)) from error


def reference(row: int, column: int) -> str:
    """The name of a cell, both counted from 0: (0, 0) is A1."""
    return f"{column_letters(column + 1)}{row + 1}"
