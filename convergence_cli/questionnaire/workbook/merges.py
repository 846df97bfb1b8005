"""Merged cells: only the first of them is seen, whatever stands in the others."""

from convergence_cli.questionnaire.workbook.sheet import Area, Sheet

_NOT_CALCULATED = "=…"


def inside(area: Area) -> int:
    """How many cells an area has."""
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1)


def cover(sheet: Sheet) -> None:
    """Take out of the grid what lies under a merged neighbour, and keep it in `covered`."""
    for top, left, bottom, right in sheet.merged:
        for row in range(top, min(bottom + 1, len(sheet.grid))):
            line = sheet.grid[row]
            for column in range(left, min(right + 1, len(line))):
                place = row, column
                if place == (top, left):
                    continue
                error, unread = sheet.errors.pop(place, None), sheet.unread.pop(place, None)
                hidden = line[column] if error is None and unread is None else error or unread or _NOT_CALCULATED
                if hidden != "":
                    sheet.covered[place] = hidden
                    line[column] = ""
