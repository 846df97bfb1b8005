"""One sheet as a person sees it: what every reader of a workbook gives, whatever the format."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from convergence_cli.questionnaire.extent import Tally
from convergence_cli.questionnaire.references import column_letters

Cell = int | float | str | bool | date | datetime | time | timedelta
Grid = list[list[Cell]]
"""Rows from A1; a blank cell is an empty string. Rows may differ in length: what is missing is blank."""

Place = tuple[int, int]
"""Row and column, both from 0."""

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, all from 0."""


@dataclass(slots=True)
class Sheet:
    """The cells of a sheet and what must be known beside their values.

    A place that is told of in `errors`, `unread`, `pictures` or `covered` is blank in the grid: nothing can be scored
    from it by mistake.
    """

    grid: Grid
    errors: dict[Place, str] = field(default_factory=dict)
    """Cell -> the error that it shows (#REF!), or "" for a formula that was never calculated."""
    unread: dict[Place, str] = field(default_factory=dict)
    """Cell -> what is written in it, where it is no value that a person could see: NaN, a number of a text that is
    not there, two values at once."""
    formulas: dict[Place, str] = field(default_factory=dict)
    """Cell -> the formula (without "=") whose result, as it was last calculated, is the cell's value; "…" where only
    its place is known, because it is compiled."""
    formats: dict[Place, str] = field(default_factory=dict)
    """Cell -> its number format, where that is not General: of numbers, days and times all but, in an .xlsx, those
    that show every value as it is; of texts those that have a section for texts."""
    covered: dict[Place, Cell] = field(default_factory=dict)
    """Cell -> the value in it that nobody sees, because a merged neighbour lies over it."""
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    """Columns that are hidden, as far as the sheet reaches."""
    pictures: set[Place] = field(default_factory=set)
    """Cells that hold a picture (or another object that no reader of texts can see) in place of a value."""
    struck: dict[Place, str] = field(default_factory=dict)
    """Cell -> the part of its text that is struck through; the whole text where the cell is."""
    raised: dict[Place, str] = field(default_factory=dict)
    """Cell -> the part of its text that is set as superscript or subscript, such as a footnote's number."""
    unplaced: set[Place] = field(default_factory=set)
    """Cells of an .xlsb that are stored without a column of their own: Excel and LibreOffice show them, other readers
    take them for blank."""


_NO_ZEROS = "General;-General;"

Choose = Callable[[list[Cell]], frozenset[int] | None]
"""Given the rows of a sheet one by one, the header is known by it: then it names the columns (from 0) below that
nobody reads, None for any other row. Those need not be laid out, whatever stands there."""


def hide_zeros(sheet: Sheet) -> None:
    """Take in that a sheet's view shows cells of the number 0 as blank, as a format with nothing for it does."""
    for row, line in enumerate(sheet.grid):
        for column, cell in enumerate(line):
            if cell == 0 and isinstance(cell, int | float) and not isinstance(cell, bool):
                sheet.formats[row, column] = _NO_ZEROS


class Opened(Protocol):
    """An opened workbook; a sheet is read when it is first asked for."""

    tally: Tally
    """What the sheets that are read from now on are counted in."""

    @property
    def names(self) -> tuple[str, ...]:
        """The sheets that have cells, in the workbook's order, no name twice; those of charts and macros have none."""
        ...

    @property
    def hidden(self) -> frozenset[str]:
        """Those that a person does not see."""
        ...

    @property
    def recalculates(self) -> bool:
        """Whether the workbook asks to be calculated anew when it is opened: results may be out of date."""
        ...

    def sheet(self, name: str) -> Sheet:
        """The cells of one sheet; raises RefusalError where it cannot be read in one way only."""
        ...


def reference(row: int, column: int) -> str:
    """The name of a cell, both counted from 0: (0, 0) is A1."""
    return f"{column_letters(column + 1)}{row + 1}"


def place_of(cells: Mapping[Place, object]) -> str:
    """The first of some cells, by row and column, as a reference."""
    return reference(*min(cells))
