"""The cells of a plain sheet laid out as rows, each as calamine would give it."""

import re
from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from convergence_cli.questionnaire.plain.book import StyleKind
from convergence_cli.questionnaire.plain.marks import unescaped
from convergence_cli.questionnaire.plain.sheet import BITS, LAST, Cells

Cell = int | float | str | bool | date | datetime | time | timedelta
Grid = list[list[Cell]]
"""Rows from A1; a blank cell is an empty string."""

_NUMBER = re.compile(rb"-?[0-9]++(?:\.[0-9]++)?+(?:[eE][-+]?+[0-9]++)?+")
_ERRORS = frozenset({b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"})
_DAY_ZERO = date(1899, 12, 30)
# Before March 1900 sheets count a day that there was not.
_SOUND_DAY, _LAST_DAY = 61, 2_958_465


def plain_grid(cells: Cells, texts: Mapping[bytes, str], styles: tuple[StyleKind, ...]) -> Grid | None:
    """The rows of a sheet from A1 to the last cell that holds something, a blank as ""; None where one is not plain.

    `texts` are the shared texts by number, the number as a cell writes it.
    """
    # A number, too, may be looked up as if it were that of a text: it is put right below.
    given: list[Cell | None] = list(map(texts.get, cells.values))  # type: ignore[arg-type]
    blanks = 0
    numbers = _number_styles(styles)
    try:
        for place, style, kind, _, inline in cells.odd:
            at = bisect_left(cells.places, place)
            shown = cells.values[at]
            if kind is None and shown and style in numbers and _NUMBER.fullmatch(shown):  # as almost all are
                given[at] = float(shown)
            else:
                given[at] = read = _value(kind, shown, inline, style, styles)
                blanks += read is None
    except (_NotPlainError, LookupError, UnicodeDecodeError):
        return None
    filled = [(place, cell) for place, cell in zip(cells.places, given, strict=True) if cell is not None]
    if len(filled) + blanks != len(given):
        return None  # a text that is not there
    height = (filled[-1][0] >> BITS) + 1 if filled else 0
    width = max([place & LAST for place, _ in filled], default=-1) + 1
    blank: list[Cell] = [""] * width
    grid = [blank.copy() for _ in range(height)]
    for place, cell in filled:
        grid[place >> BITS][place & LAST] = cell
    return grid


@lru_cache(maxsize=8)
def _number_styles(styles: tuple[StyleKind, ...]) -> frozenset[bytes | None]:
    """Styles, as cells name them, in which a number is a number."""
    return frozenset((None, *(b"%d" % at for at, kind in enumerate(styles) if kind == "number")))


class _NotPlainError(Exception):
    """A cell that is read in ways of its own."""


def _value(
    kind: bytes | None, shown: bytes | None, inline: bytes | None, style: bytes | None, styles: tuple[StyleKind, ...]
) -> Cell | None:
    """What a cell holds, None for nothing; an error holds a blank."""
    if kind in (None, b"n"):
        if not shown and inline is None:
            return None
        return _number(shown or b"", "number" if style is None else styles[int(style)])
    if kind == b"inlineStr" and inline is not None:
        text = inline.decode()
        if text == text.strip():
            return unescaped(text)
    if kind == b"str" and shown is not None:
        return unescaped(shown.decode())
    if kind == b"b" and shown in (b"0", b"1"):
        return shown == b"1"
    if kind == b"e" and shown in _ERRORS:
        return ""
    raise _NotPlainError


def _number(shown: bytes, how: StyleKind) -> Cell:
    """A number, or the day that it stands for."""
    if _NUMBER.fullmatch(shown):
        number = float(shown)
        if how == "number":
            return number
        if how == "date" and number.is_integer() and _SOUND_DAY <= number <= _LAST_DAY:
            return _DAY_ZERO + timedelta(days=number)
    raise _NotPlainError
