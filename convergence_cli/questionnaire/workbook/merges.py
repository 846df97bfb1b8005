"""Merged cells: only the first of them is seen, whatever stands in the others."""

from convergence_cli.questionnaire.workbook.sheet import Area, Sheet


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
                told = sheet.errors.pop(place, None) or sheet.unread.pop(place, None)
                if line[column] != "" or told:
                    sheet.covered[place] = line[column] if told is None else told
                    line[column] = ""
