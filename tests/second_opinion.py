"""What calamine, a reader of its own, makes of a workbook beside ours: where they differ, ours has to say why."""

import io
import math
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.workbook.sheet import Opened, Sheet, reference


def calamine(data: bytes) -> dict[str, list[list[Any]]] | None:
    """The sheets by name; None for a file that calamine cannot open."""
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
        }
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        return None


def silent_differences(opened: Opened, other: dict[str, list[list[Any]]]) -> Iterator[str]:
    """The cells that the two show differently although ours tells nothing of them."""
    for name in opened.names:
        try:
            sheet = opened.sheet(name)
        except RefusalError:
            continue
        yield from _cells(name, sheet, other.get(name, []))


def _cells(name: str, sheet: Sheet, grid: list[list[Any]]) -> Iterator[str]:
    for row in range(max(len(grid), len(sheet.grid))):
        ours = sheet.grid[row] if row < len(sheet.grid) else []
        theirs = grid[row] if row < len(grid) else []
        for column in range(max(len(ours), len(theirs))):
            mine = _alike(ours[column] if column < len(ours) else "")
            other = _alike(theirs[column] if column < len(theirs) else "")
            if mine != other and not _is_told(sheet, (row, column)):
                yield f"{name}!{reference(row, column)}: {mine!r}, calamine {other!r}"


def _is_told(sheet: Sheet, place: tuple[int, int]) -> bool:
    told = (sheet.errors, sheet.unread, sheet.covered, sheet.pictures)
    return any(place in kind for kind in told)


def _alike(value: Any) -> Any:
    """A value so that the same one of two programs is equal."""
    if isinstance(value, bool) or value is None:
        return ("truth", value) if value is not None else ""
    if isinstance(value, int | float):
        return ("number", value) if not math.isfinite(value) else float(f"{value:.12g}")
    if isinstance(value, datetime):
        moment = value.replace(microsecond=0)
        return moment.date() if moment.time() == time() else moment
    return value
