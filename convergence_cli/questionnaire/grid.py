"""A workbook's sheets as grids of plain values: at once where they are written plainly, else read by calamine.

Both show an error cell and a formula that was never calculated as blank, and no number formats. `Book` therefore
answers two more questions about a cell: is its blankness doubtful, and is it shown as a percentage?
"""

import io
from functools import cached_property
from typing import Any

from convergence_cli.errors import Location, WorkbookError, problem
from convergence_cli.questionnaire.details import STYLES, CloserLook, Details, sheet_parts
from convergence_cli.questionnaire.guard import Guarded
from convergence_cli.questionnaire.plain import Cell, Grid, plain_grid, style_kinds
from convergence_cli.questionnaire.references import column_letters
from convergence_cli.questionnaire.silence import panics_unheard

__all__ = ["Book", "Cell", "Grid", "reference"]


class Book:
    """An opened workbook. A sheet is laid out when it is first asked for: option lists and guides never are.

    Raises WorkbookError where the guard let a file pass that calamine cannot open.
    """

    def __init__(self, file: str, guarded: Guarded) -> None:
        self.file, self._guarded, self._closer = file, guarded, CloserLook(guarded)
        self._plain = sheet_parts(guarded) if guarded.texts is not None else {}
        self._grids: dict[str, Grid] = {}
        self.names: tuple[str, ...] = tuple(self._plain) or tuple(self._workbook.sheet_names)

    def grid(self, sheet: str) -> Grid:
        """The cells of a sheet; raises WorkbookError where calamine, too, cannot read it."""
        if sheet not in self._grids:
            plain = self._plain_grid(sheet)
            self._grids[sheet] = self._by_calamine(sheet) if plain is None else plain
        return self._grids[sheet]

    def _plain_grid(self, sheet: str) -> Grid | None:
        guarded = self._guarded
        cells = guarded.cells.get(self._plain.get(sheet, ""))
        if cells is None or guarded.texts is None:
            return None
        styles = style_kinds(guarded.part(STYLES)) if STYLES in guarded.names else ()
        return plain_grid(cells, guarded.texts, styles)

    @cached_property
    def _workbook(self) -> Any:
        from python_calamine import CalamineWorkbook

        try:
            with panics_unheard():
                return CalamineWorkbook.from_filelike(io.BytesIO(self._guarded.for_parser))
        except BaseException as error:
            _tell_damage(error, self.file)
            raise

    def _by_calamine(self, sheet: str) -> Grid:
        workbook = self._workbook
        try:
            with panics_unheard():
                grid: Grid = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except BaseException as error:
            _tell_damage(error, self.file)
            raise
        return grid

    def details(self, sheet: str) -> Details:
        """Errors, uncalculated formulas and percentage formats of one sheet."""
        return self._closer.at(sheet, self.names.index(sheet))


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
