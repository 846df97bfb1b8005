"""Rows that are done with, as the XML of their sheet: to openpyxl a cell is 300 bytes, and packed it is a few.

openpyxl writes them as it writes any other row, only sooner: cells of thousands of stations are never there at once.
"""

import io
import zlib
from collections import deque
from collections.abc import Iterator
from typing import Any

from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet

_BEGUN, _DONE = b"<sheetData>", b"</sheetData>"


def packed(sheet: Worksheet, rows: range, width: int) -> bytes:
    """Rows of so many columns that nobody reads or changes any more; the sheet forgets them."""
    cells, xml = sheet._cells, io.BytesIO()  # noqa: SLF001
    writer = _Writer(sheet, xml)
    writer.chosen = [(row, [cells.pop((row, column)) for column in range(1, width + 1)]) for row in rows]
    writer.write_rows()
    writer.close()
    for row in rows:
        sheet.row_dimensions.pop(row, None)
    return zlib.compress(xml.getvalue().partition(_BEGUN)[2].rpartition(_DONE)[0])


def unpacked(parts: "deque[bytes]") -> Iterator[str]:
    """Packed rows as the XML of a sheet, part by part; each is gone when the next one comes."""
    while parts:
        yield zlib.decompress(parts.popleft()).decode()


class _Writer(WorksheetWriter):
    """openpyxl's, of some rows alone."""

    chosen: list[tuple[int, list[Any]]]

    def rows(self) -> list[tuple[int, list[Any]]]:
        """Number and cells of each row."""
        return self.chosen
