"""Sheets that are written the plain way, as Excel, WPS, LibreOffice and openpyxl write them, read in one pass.

calamine reads every way in which a sheet can be written; to open it and to hand its cells over takes longer than
all the rest of reading. Nearly every sheet is written in one way, and that one an expression takes apart while
the guard measures it. What is read here is what calamine would give, to the last cell, or nothing, and then
calamine has the word. So each bracket of a sheet must belong to a row or a cell as they are known here: a
comment, a prefix, formatting within a text, an odd entity, a time of day, two cells in one place are not.
"""

from convergence_cli.questionnaire.plain.book import plain_sheets, plain_texts, style_kinds
from convergence_cli.questionnaire.plain.grid import Cell, Grid, plain_grid
from convergence_cli.questionnaire.plain.memory import Memory
from convergence_cli.questionnaire.plain.sheet import Cells, plain_cells

__all__ = [
    "Cell",
    "Cells",
    "Grid",
    "Memory",
    "plain_cells",
    "plain_grid",
    "plain_sheets",
    "plain_texts",
    "style_kinds",
]
