"""Scores under a scale of colours, and the long titles of many narrow columns."""

from typing import Any

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.display import shown
from convergence_cli.model.numbers import FULL
from convergence_cli.report.document import Column

# Pale, so that black numbers stay readable on all three, in a grey print, too.
_LOW, _MIDDLE, _HIGH = "F4B8AE", "FFF2CC", "A9D3A0"
_TURNED_HEIGHT = 165.0


def colour(sheet: Worksheet, columns: tuple[Column, ...], top: int, last: int) -> None:
    """Lay the scale over the columns of kind `heat`, below the header row `top` and down to the row `last`."""
    letters = [get_column_letter(at) for at, column in enumerate(columns, 1) if column.kind == "heat"]
    if letters and last > top:
        low, middle, high = (shown().scaled(score) for score in (0.0, FULL / 2, FULL))
        rule = ColorScaleRule("num", low, _LOW, "num", middle, _MIDDLE, "num", high, _HIGH)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(f"{letters[0]}{top + 1}:{letters[-1]}{last}", rule)


def turn(sheet: Worksheet, columns: tuple[Column, ...], top: int) -> None:
    """Let titles in the header row `top` run upwards, where their columns want it."""
    for at, column in enumerate(columns, 1):
        if column.turned:
            cell: Any = sheet.cell(top, at)
            cell.alignment = Alignment(text_rotation=90, vertical="bottom", horizontal="center", wrap_text=True)
            sheet.row_dimensions[top].height = _TURNED_HEIGHT
