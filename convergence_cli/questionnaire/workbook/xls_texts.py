"""Texts in the records of an .xls, which may run on into the records that follow ([MS-XLS], sections 2.5.293, 2.5.294).

A file of Excel 97 and later is in Unicode, in two bytes for each letter or in one; an earlier one is in the code page
that it names.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

_WIDE, _WITH_EXTRA, _WITH_RUNS = 1, 4, 8
# Numbers that are no names of a codec; 936 is what every Chinese edition of Excel writes.
_CODECS = {367: "ascii", 936: "gb18030", 10000: "mac_roman", 10008: "gb18030", 1200: "utf-16-le", 32768: "mac_roman",
           32769: "cp1252"}  # fmt: skip

Runs = list[tuple[int, ...]]
"""First letter and font of each piece of a text."""


def codec_of(number: int) -> str:
    """The codec of a code page; Western European for one that Python does not know."""
    import codecs

    name = _CODECS.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


@dataclass(slots=True)
class Blocks:
    """The fields of a record and of those that continue it, read from one end to the other.

    Every method raises IndexError or struct.error beyond the end.
    """

    blocks: Sequence[bytes]
    codec: str | None = None
    """Of texts that are not in Unicode."""
    at: int = 0
    number: int = 0

    def numbers(self, form: str) -> tuple[int, ...]:
        """Numbers that lie in one block."""
        if self.at >= len(self.blocks[self.number]):
            self._next()
        found = struct.unpack_from(form, self.blocks[self.number], self.at)
        self.at += struct.calcsize(form)
        return found

    def _next(self) -> None:
        self.number, self.at = self.number + 1, 0

    def text(self, form: str) -> tuple[str, Runs]:
        """A text with its length before it, in the form "<B" or "<H", and its pieces."""
        (count,) = self.numbers(form)
        if self.codec is not None:
            return self._bytes(count).decode(self.codec, "replace"), []
        (flags,) = self.numbers("<B")
        runs = self.numbers("<H")[0] if flags & _WITH_RUNS else 0
        extra = self.numbers("<I")[0] if flags & _WITH_EXTRA else 0
        text = self._letters(count, wide=bool(flags & _WIDE))
        pieces = [struct.unpack("<HH", self._bytes(4)) for _ in range(runs)]
        self._bytes(extra)
        return text, pieces

    def _letters(self, count: int, *, wide: bool) -> str:
        """So many letters; each block after the first says anew how wide they are."""
        pieces: list[str] = []
        while count:
            block = self.blocks[self.number]
            taken = min(count, (len(block) - self.at) >> wide)
            end = self.at + (taken << wide)
            pieces.append(block[self.at : end].decode("utf-16-le" if wide else "latin-1", "replace"))
            self.at, count = end, count - taken
            if count:
                self._next()
                wide = bool(self.numbers("<B")[0] & _WIDE)
        return "".join(pieces)

    def _bytes(self, count: int) -> bytes:
        found: list[bytes] = []
        while count:
            block = self.blocks[self.number]
            taken = block[self.at : self.at + count]
            found.append(taken)
            self.at, count = self.at + len(taken), count - len(taken)
            if count:
                self._next()
        return b"".join(found)
