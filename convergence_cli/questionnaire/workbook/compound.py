"""Compound files, which are what an .xls or .et is: streams in chains of sectors, named by a directory ([MS-CFB]).

Only the streams of the topmost storage are seen: a workbook that is embedded in another one has streams of the same
names further down.
"""

import struct

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.value import value

_NO_SECTOR = 0xFFFFFFFA
_NO_ENTRY = 0xFFFFFFFF
_ENTRY, _STREAM = 128, 2
_SMALL = 4096


@value
class Stream:
    """One stream of a compound file: its name, first sector and length."""

    name: str
    start: int
    size: int


class Compound:
    """The directory of a compound file; nothing in it runs in a circle. Raises RefusalError for one that is damaged."""

    def __init__(self, data: bytes) -> None:
        # Sectors of 512 or 4,096 bytes, small ones of 64; streams of less than 4,096 bytes lie in small ones.
        if len(data) < 512 or data[30:34] not in (b"\x09\0\x06\0", b"\x0c\0\x06\0") or data[56:60] != b"\0\x10\0\0":
            raise RefusalError("file-inconsistent")
        self._sector = 1 << data[30]
        self._data = data
        (first_directory,) = struct.unpack_from("<I", data, 48)
        first_mini, _, first_difat = struct.unpack_from("<3I", data, 60)
        self._fat: list[int] = []
        for sector in self._fat_sectors(first_difat):
            self._fat += self._numbers(sector)
        directory = b"".join(map(self._at, self._chain(first_directory, self._fat)))
        if len(directory) < _ENTRY:
            raise RefusalError("file-inconsistent")
        self.streams = self._named(directory)
        self._minifat = [number for sector in self._chain(first_mini, self._fat) for number in self._numbers(sector)]
        (start,) = struct.unpack_from("<I", directory, 116)
        self._mini = b"".join(map(self._at, self._chain(start, self._fat))) if self._minifat else b""

    def read(self, stream: Stream) -> bytes:
        """The bytes of a stream."""
        if stream.size >= _SMALL:
            return b"".join(map(self._at, self._chain(stream.start, self._fat)))[: stream.size]
        places = self._chain(stream.start, self._minifat)
        return b"".join(self._mini[64 * place : 64 * place + 64] for place in places)[: stream.size]

    def _fat_sectors(self, sector: int) -> list[int]:
        found = list(struct.unpack_from("<109I", self._data, 76))
        seen: set[int] = set()
        while sector < _NO_SECTOR:
            if sector in seen:
                raise RefusalError("file-inconsistent")
            seen.add(sector)
            *more, sector = self._numbers(sector)
            found += more
        return [number for number in found if number < _NO_SECTOR]

    def _at(self, sector: int) -> bytes:
        begin = (sector + 1) * self._sector
        if begin >= len(self._data):
            raise RefusalError("file-inconsistent")
        return self._data[begin : begin + self._sector]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        block = self._at(sector)
        return struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])

    def _chain(self, sector: int, table: list[int]) -> list[int]:
        found: list[int] = []
        while sector < _NO_SECTOR:
            if sector >= len(table) or len(found) > len(table):
                raise RefusalError("file-inconsistent")
            found.append(sector)
            sector = table[sector]
        return found

    def _named(self, directory: bytes) -> tuple[Stream, ...]:
        """The streams of the topmost storage: its entries are a tree."""
        found: list[Stream] = []
        seen: set[int] = set()
        waiting = [struct.unpack_from("<I", directory, 76)[0]]
        while waiting:
            number = waiting.pop()
            if number == _NO_ENTRY:
                continue
            at = number * _ENTRY
            if number in seen or at + _ENTRY > len(directory):
                raise RefusalError("file-inconsistent")
            seen.add(number)
            waiting += struct.unpack_from("<2I", directory, at + 68)
            if directory[at + 66] == _STREAM:
                name = directory[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
                start, low, high = struct.unpack_from("<3I", directory, at + 116)
                size = low | high << 32 if self._sector == 4096 else low
                found.append(Stream(name=name, start=start, size=size))
        return tuple(sorted(found, key=lambda stream: stream.name))

    def book(self) -> bytes:
        """The stream of the workbook: that of Excel 97 and later, where there is one for Excel 95 as well."""
        for wanted in ("workbook", "book"):
            streams = [stream for stream in self.streams if stream.name.casefold() == wanted]
            if len(streams) > 1:
                raise RefusalError("part-ambiguous", part="OLE", found=wanted)
            if streams:
                return self.read(streams[0])
        raise RefusalError("file-not-workbook", found="OLE")
