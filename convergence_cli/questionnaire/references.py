"""Columns by letter and by number, both from A = 1."""

from functools import lru_cache


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """1 -> A, 16384 -> XFD."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: bytes) -> int:
    """A -> 1, XFD -> 16384; of a name that is no column's, only the beginning is read."""
    number = 0
    for letter in letters.upper()[:12]:
        number = number * 26 + letter - 64
    return number
