"""What a sheet of an .xlsx says around its cells: rows and their heights, columns, merged areas."""

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.references import column_number
from convergence_cli.questionnaire.workbook.sheet import Area
from convergence_cli.questionnaire.workbook.xml import child, main_namespace, only, parse, truth

REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_MOST_ALIKE = 100
_LEAST_HEIGHT, _LEAST_WIDTH = 3, 0.4  # in points and in letters; nobody reads what is smaller


class Frame(NamedTuple):
    """A sheet around its cells."""

    space: str
    """The namespace of its elements."""
    numbers: list[int]
    """Of the rows as they stand, from 1; none twice."""
    rows: dict[int, Any]
    """Position of a row in `numbers` -> its element, of those that have cells."""
    hidden_rows: frozenset[int]
    """From 0."""
    hidden_columns: list[tuple[int, int]]
    """The first and the last of each group, from 0."""
    hides_zeros: bool
    """Whether cells of the number 0 look blank, in any of the views that the workbook has of the sheet."""
    merged: tuple[Area, ...]


def read_frame(part: str, body: bytes) -> Frame:
    """Read a sheet around its cells; raises RefusalError where that can be read in two ways."""
    root = parse(part, body)
    space = main_namespace(root, "worksheet", part)
    data, merges, defaults, columns, views = (
        child(root, f"{{{space}}}{name}", part)
        for name in ("sheetData", "mergeCells", "sheetFormatPr", "cols", "sheetViews")
    )
    elements = only(data, f"{{{space}}}row", part)
    numbers = _numbers(elements, part)
    hides = defaults is not None and (
        truth(defaults.get("zeroHeight")) or _is_tiny(defaults.get("defaultRowHeight"), _LEAST_HEIGHT)
    )
    return Frame(
        space=space,
        numbers=numbers,
        rows={at: row for at, row in enumerate(elements) if len(row)},
        hidden_rows=frozenset(
            number - 1 for number, row in zip(numbers, elements, strict=True) if _is_hidden(row, by_default=hides)
        ),
        hidden_columns=_hidden_columns(
            only(columns, f"{{{space}}}col", part), None if defaults is None else defaults.get("defaultColWidth")
        ),
        hides_zeros=views is not None
        and any(not truth(view.get("showZeros", "1")) for view in views.iterchildren(f"{{{space}}}sheetView")),
        merged=tuple(_area(item.get("ref", ""), part) for item in only(merges, f"{{{space}}}mergeCell", part)),
    )


def read_widths(part: str, body: bytes) -> dict[int, float]:
    """The widths that a sheet gives its columns, in letters, by their place from 0; raises RefusalError."""
    root = parse(part, body)
    space = main_namespace(root, "worksheet", part)
    widths: dict[int, float] = {}
    for item in only(child(root, f"{{{space}}}cols", part), f"{{{space}}}col", part):
        ends, width = _ends(item), item.get("width", "")
        if ends is not None and re.fullmatch(r"\d{1,3}(\.\d*)?", width, re.ASCII):
            # A group that goes on to the last column of all is about what is not there.
            widths |= dict.fromkeys(range(ends[0], min(ends[1], ends[0] + _MOST_ALIKE) + 1), float(width))
    return widths


def _numbers(rows: list[Any], part: str) -> list[int]:
    numbers: list[int] = []
    last = 0
    for row in rows:
        given = row.get("r")
        if given is not None and not (given.isascii() and given.isdigit() and 0 < int(given[:9]) <= LAST_ROW):
            raise RefusalError("xml-unusual", part=f"{part} r={ascii(given)[:40]}")
        last = last + 1 if given is None else int(given)
        numbers.append(last)
    if len(set(numbers)) < len(numbers):
        twice = next(number for number, count in Counter(numbers).items() if count > 1)
        raise RefusalError("xml-unusual", part=f"{part} {twice}:{twice}")
    return numbers


def _is_hidden(row: Any, *, by_default: bool) -> bool:
    """Whether a row is hidden by itself, or because the sheet hides all that do not say otherwise."""
    height = row.get("ht")
    return truth(row.get("hidden")) or _is_tiny(height, _LEAST_HEIGHT) or (by_default and height is None)


@lru_cache(maxsize=256)
def _is_tiny(size: str | None, least: float) -> bool:
    try:
        return size is not None and float(size) < least
    except ValueError:
        return False


def _hidden_columns(columns: list[Any], default: str | None) -> list[tuple[int, int]]:
    """The groups of hidden columns; where the sheet hides all that do not say otherwise, with those between them."""
    groups = [(*ends, item) for item in columns if (ends := _ends(item)) is not None]
    hidden = [
        (first, last)
        for first, last, item in groups
        if truth(item.get("hidden")) or _is_tiny(item.get("width", default), _LEAST_WIDTH)
    ]
    if not _is_tiny(default, _LEAST_WIDTH):
        return hidden
    edges = [(-1, -1), *sorted((first, last) for first, last, _ in groups), (LAST_COLUMN, LAST_COLUMN)]
    return hidden + [(last + 1, first - 1) for (_, last), (first, _) in pairwise(edges) if last + 1 < first]


def _ends(column: Any) -> tuple[int, int] | None:
    """The first and the last of a group of columns, from 0; None where it does not say."""
    first, last = column.get("min", ""), column.get("max", "")
    if not all(end.isascii() and end.isdigit() for end in (first, last)):
        return None
    return int(first[:9]) - 1, min(int(last[:9]), LAST_COLUMN) - 1


def _area(reference: str, part: str) -> Area:
    """First row, first column, last row, last column of a range, from 0."""
    ends = [REFERENCE.fullmatch(end) for end in reference.replace("$", "").split(":")]
    if not 1 <= len(ends) <= 2 or not all(ends):
        raise RefusalError("xml-unusual", part=f"{part} {ascii(reference)[:40]}")
    places = [(int(end[2]) - 1, column_number(end[1].encode()) - 1) for end in ends if end]
    rows, columns = zip(*places, strict=True)
    return min(rows), min(columns), max(rows), max(columns)
