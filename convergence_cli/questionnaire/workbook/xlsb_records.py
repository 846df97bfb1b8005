"""The records that the parts of an .xlsb consist of: a number, a size, fields.

Source of the numbers and fields, here and in `xlsb.py`: [MS-XLSB], sections 2.1.4 (records), 2.3 and 2.5.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.extent import too_large
from convergence_cli.questionnaire.workbook.binary import Fonts, pieces, whole
from convergence_cli.questionnaire.workbook.laying import damaged

# What only some versions of Excel look into: content of later versions, and what stands in for it elsewhere.
_BEGINS, _ENDS = frozenset({35, 37}), frozenset({36, 38})
# Rows, cells, texts, formats, styles, columns, sheets, merged cells: never there in a file of Excel's.
_PLAIN = frozenset({*range(20), 43, 44, 47, 60, 62, 145, 146, 153, 156, 176, 617, 618})


@dataclass(slots=True)
class Walk:
    """How many records of a workbook were walked through: each takes time, whatever it holds."""

    bounds: Bounds
    count: int = 0

    def add(self, part: str, count: int) -> None:
        """Count what takes as much time as so many records."""
        self.count += count
        if self.count > self.bounds.max_cells:
            raise too_large(part, f"{self.count:,}", f"{self.bounds.max_cells:,}", "max-cells")

    def records(self, part: str, body: bytes, ends: tuple[int, int]) -> Iterator[tuple[int, bytes]]:
        """Number and fields of each record of a part, which begins and ends with those of these numbers.

        Those that only some versions of Excel look into are left out. Raises RefusalError for a part that is another
        thing or is cut short, or has more records than there may be cells.
        """
        first: int | None
        first, last = ends
        at, end, depth, kind = 0, len(body), 0, -1
        with whole(part):
            while kind != last:
                self.add(part, 1)
                kind, size, at = _head(body, at)
                if at + size > end or first not in (kind, None):
                    raise damaged(part, at)
                first = None
                if kind in _BEGINS:
                    depth += 1
                elif kind in _ENDS and depth:
                    depth -= 1
                elif kind in _ENDS or (depth and kind in _PLAIN):
                    raise unusual(part, kind)
                elif not depth:
                    yield kind, body[at : at + size]
                at += size


def _head(body: bytes, at: int) -> tuple[int, int, int]:
    """Number and size of a record, and where its fields begin."""
    kind = body[at]
    at += 1
    if kind & 0x80:
        more = body[at]
        if more & 0x80:
            raise IndexError
        kind = kind & 0x7F | more << 7
        at += 1
    size = shift = 0
    while True:
        byte = body[at]
        at += 1
        size |= (byte & 0x7F) << shift
        if byte < 0x80:
            return kind, size, at
        shift += 7
        if shift > 21:
            raise IndexError


def wide_text(fields: bytes, at: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends; raises IndexError beyond the record."""
    (length,) = struct.unpack_from("<I", fields, at)
    end = at + 4 + 2 * length
    if end > len(fields):
        raise IndexError
    return fields[at + 4 : end].decode("utf-16-le", "replace"), end


def rich_text(fields: bytes, at: int, fonts: Fonts) -> tuple[str, str, str]:
    """A text that may be in pieces of their own fonts: the whole, what is struck through, what is raised."""
    is_rich = fields[at] & 1
    text, end = wide_text(fields, at + 1)
    if not is_rich:
        return text, "", ""
    (count,) = struct.unpack_from("<I", fields, end)
    if end + 4 + 4 * count > len(fields):
        raise IndexError
    runs = [struct.unpack_from("<HH", fields, end + 4 + 4 * number) for number in range(count)]
    return text, *pieces(text, runs, fonts)


def unusual(part: str, kind: int) -> RefusalError:
    """The refusal of a record where Excel never writes it."""
    return RefusalError("xml-unusual", part=f"{part} ({kind})")
