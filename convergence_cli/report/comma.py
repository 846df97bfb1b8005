"""A CSV file for a spreadsheet: with the byte order mark by which Excel knows Chinese, and formula-safe."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
# Spreadsheets look past leading blanks; a leading tab is itself a way around the apostrophe.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|\t")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?")
"""What a spreadsheet takes for the number that it is."""
Cell = str | float | None


def csv_file(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The file. Numbers are as they are printed elsewhere; an empty cell is a number that there is not."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([_cell(title) for title in header])
    writer.writerows([_cell(content) for content in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _cell(content: Cell) -> Cell:
    """Text as a spreadsheet keeps it: what would be a formula begins with an apostrophe; no number as 5e-05."""
    if isinstance(content, float):
        return f"{Decimal(repr(content)):f}"
    if not isinstance(content, str):
        return content
    text = _CONTROL.sub("\ufffd", content)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
