"""The binary workbooks: .xls and .et (records in a compound file) and .xlsb (records in a zip).

Neither format keeps cells near: calamine believes 65,536 columns in an .xls and four billion in an .xlsb, and
reserves memory for whatever extent is announced. Records are walked as the reader walks them, which is from
where the workbook says that a sheet begins: records that only a reader who starts elsewhere would see are
how an extent is hidden.
"""

import re
import struct
from collections.abc import Callable, Iterator

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.extent import Tally
from convergence_cli.value import value

COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_NO_SECTOR = 0xFFFFFFFA

_FORMULA, _LABEL_SST, _MUL_RK, _DIMENSIONS = 0x06, 0xFD, 0xBD, 0x200
_CELLS = {_FORMULA, _LABEL_SST, _MUL_RK, 0x203, 0x204, 0x205, 0x27E}
# Of an .xlsb: row, number, error, truth, real, text, shared text, and the four kinds of formula; bytes needed.
_SHORTEST = {0: 4, 2: 12, 3: 9, 4: 9, 5: 16, 6: 12, 7: 12, 8: 12, 9: 16, 10: 9, 11: 9}
_SHEET_FOLDERS = {"worksheets", "chartsheets", "dialogsheets", "macrosheets"}
_LISTED = re.compile(rb"\x9c[\x01\x81]")
_FILEPASS, _BOUNDSHEET, _SST, _CONTINUE, _EOF = 0x2F, 0x85, 0xFC, 0x3C, 0x0A


@value
class Stream:
    """One stream of a compound file: its name, first sector and length."""

    name: str
    start: int
    size: int


class Compound:
    """The directory of a compound file; no chain of sectors in it runs in a circle."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or data[30:32] not in (b"\x09\0", b"\x0c\0"):
            raise RefusalError("file-inconsistent")
        self._sector = 1 << data[30]
        self._data = data
        (first_directory,) = struct.unpack_from("<I", data, 48)
        first_mini, _, first_difat = struct.unpack_from("<3I", data, 60)
        self._fat: list[int] = []
        for sector in self._fat_sectors(first_difat):
            self._fat += self._numbers(sector)
        directory = b"".join(map(self._at, self._chain(first_directory, self._fat)))
        self.streams = tuple(_streams(directory, version_4=self._sector == 4096))
        self._minifat = [number for sector in self._chain(first_mini, self._fat) for number in self._numbers(sector)]
        root = self.streams[0] if self.streams else None
        self._mini = b"".join(map(self._at, self._chain(root.start, self._fat))) if root and self._minifat else b""

    def read(self, stream: Stream) -> bytes:
        """The bytes of a stream."""
        if stream.size >= 4096:
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


def _streams(directory: bytes, version_4: bool) -> Iterator[Stream]:
    for at in range(0, len(directory) - 127, 128):
        name = directory[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
        start, low, high = struct.unpack_from("<3I", directory, at + 116)
        yield Stream(name=name, start=start, size=low | high << 32 if version_4 else low)


def check_xls(records: bytes, tally: Tally) -> None:
    """Count the sheets of a Workbook stream against the bounds; raises RefusalError, file-encrypted among others."""
    begins: list[int] = []
    lengths: list[int] = []
    walked = 0
    for kind, at, size in _records(records, 0):
        walked += 1
        _check_time(tally, walked)
        if kind == _FILEPASS:
            raise RefusalError("file-encrypted")
        if kind == _BOUNDSHEET and size >= 4:
            begins += struct.unpack_from("<I", records, at)
        if kind == _SST:
            lengths = _shared(records, at, size)
    for begin in begins:
        walked = _check_sheet(records, begin, tally, lengths, walked)


def _check_time(tally: Tally, walked: int) -> None:
    """Records that hold no cell take time all the same, and sheets may begin in the same place many times."""
    if walked > 2 * tally.bounds.max_cells:
        tally.cells("Workbook", walked)


def _records(records: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of each record up to the end of the substream."""
    kind = -1
    while at + 4 <= len(records) and kind != _EOF:
        kind, size = struct.unpack_from("<HH", records, at)
        at += 4
        if at + size > len(records):
            raise RefusalError("file-inconsistent")
        yield kind, at, size
        at += size


def _check_sheet(records: bytes, begin: int, tally: Tally, lengths: list[int], walked: int) -> int:
    rows = columns = bytes_of_text = 0
    name = "Workbook"
    for kind, at, size in _records(records, begin):
        walked += 1
        bytes_of_text += size
        _check_time(tally, walked)
        if kind == _DIMENSIONS:
            _check_dimensions(records[at : at + size])
        if kind not in _CELLS or size < 6:
            continue
        row, column = struct.unpack_from("<HH", records, at)
        if kind == _MUL_RK:
            column += max(size - 6, 6) // 6 - 1
        elif kind == _LABEL_SST and size >= 10:
            (place,) = struct.unpack_from("<I", records, at + 6)
            bytes_of_text += lengths[place] if place < len(lengths) else 0
        rows, columns = max(rows, row + 1), max(columns, column + 1)
    tally.rectangle(name, rows, columns)
    tally.text(name, bytes_of_text)
    return walked


def _check_dimensions(record: bytes) -> None:
    """The announced extent, for which memory is reserved: no more than the format has."""
    if len(record) not in (10, 14):
        return
    top, bottom, left, right = struct.unpack("<4H" if len(record) == 10 else "<IIHH", record[: len(record) - 2][:12])
    if bottom and right and (top >= bottom or left >= right or bottom > 65_536 or right > 256):
        raise RefusalError("file-inconsistent")


def _shared(records: bytes, at: int, size: int) -> list[int]:
    """Sizes of the shared texts by index, as UTF-8 at most; they run on into the records that follow."""
    blocks = [(at, at + size)]
    end = at + size
    while end + 4 <= len(records) and struct.unpack_from("<H", records, end)[0] == _CONTINUE:
        begin = end + 4
        end = begin + struct.unpack_from("<H", records, end + 2)[0]
        blocks.append((begin, min(end, len(records))))
    blocks.reverse()
    here, stop = blocks.pop()
    here += 8
    lengths: list[int] = []
    try:
        while here < stop or blocks:
            if here >= stop:
                here, stop = blocks.pop()
            count, flags = struct.unpack_from("<HB", records, here)
            here += 3
            runs = struct.unpack_from("<H", records, here)[0] if flags & 8 else 0
            here += 2 if flags & 8 else 0
            extra = struct.unpack_from("<I", records, here)[0] if flags & 4 else 0
            here += 4 if flags & 4 else 0
            lengths.append(3 * count)
            wide, left = flags & 1, count
            while left:
                taken = min(left, (stop - here) >> wide)
                here, left = here + (taken << wide), left - taken
                if left:
                    here, stop = blocks.pop()
                    wide, here = records[here] & 1, here + 1
            skip = 4 * runs + extra
            while skip > stop - here:
                skip -= stop - here
                here, stop = blocks.pop()
            here += skip
    except (struct.error, IndexError):
        # The reader gives up here too: the texts so far are all that there are.
        pass
    return lengths


def check_xlsb(names: tuple[str, ...], part: Callable[[str], bytes], tally: Tally) -> None:
    """Count the sheets of an .xlsb against the bounds: every part where the reader accepts a sheet."""
    lengths: list[int] = []
    listed = largest = walked = 0
    for name in names:
        low = name.replace("\\", "/").casefold()
        if low == "xl/sharedstrings.bin":
            body = part(name)
            lengths = [_long_text(body, at + 1, size - 1) for kind, at, size in long_records(body) if kind == 0x13]
        elif low == "xl/workbook.bin":
            # The reader does not step over records that it does not know, so it may see a sheet in any of them.
            listed = len(_LISTED.findall(part(name)))
    for name in names:
        if _SHEET_FOLDERS & set(name.replace("\\", "/").casefold().split("/")):
            before = tally.area
            walked = _check_long_sheet(name, part(name), tally, lengths, walked)
            largest = max(largest, tally.area - before)
    tally.sheets(listed, largest)


def _check_long_sheet(name: str, body: bytes, tally: Tally, lengths: list[int], walked: int) -> int:
    row = rows = columns = shared = 0
    for kind, at, size in long_records(body):
        walked += 1
        _check_time(tally, walked)
        # The reader keeps its buffer: what a short record lacks, it takes from an earlier one.
        if size < _SHORTEST.get(kind, 0):
            raise RefusalError("file-inconsistent")
        if kind == 0:
            (row,) = struct.unpack_from("<I", body, at)
        elif kind in _SHORTEST:
            (column,) = struct.unpack_from("<I", body, at)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if kind == 7:
                (place,) = struct.unpack_from("<I", body, at + 8)
                shared += lengths[place] if place < len(lengths) else 0
            elif kind in (6, 8):
                _long_text(body, at + 8, size - 8)
    tally.rectangle(name, rows, columns)
    tally.text(name, len(body) + shared)
    return walked


def _long_text(body: bytes, at: int, room: int) -> int:
    """Bytes of a text as UTF-8 at most; it must lie within its record."""
    count = struct.unpack_from("<I", body, at)[0] if room >= 4 else room
    if 4 + 2 * count > room:
        raise RefusalError("file-inconsistent")
    return 3 * int(count)


def long_records(body: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and size of each .xlsb record, up to the first that is cut short."""
    at, end = 0, len(body)
    while at < end:
        kind = body[at]
        at += 1
        if kind & 0x80 and at < end:
            kind = kind & 0x7F | (body[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while at < end and shift < 28:
            byte = body[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        if at + size > end:
            return
        yield kind, at, size
        at += size
