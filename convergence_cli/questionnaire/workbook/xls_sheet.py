"""The cells of one sheet of an .xls ([MS-XLS], section 2.4)."""

import struct
from typing import TYPE_CHECKING

from convergence_cli.questionnaire.workbook.binary import ERRORS, SHOWS_ZEROS, packed_number, pieces, whole
from convergence_cli.questionnaire.workbook.laying import Laying, damaged
from convergence_cli.questionnaire.workbook.looks import Look
from convergence_cli.questionnaire.workbook.sheet import Area, Place, Sheet
from convergence_cli.questionnaire.workbook.xls_texts import Blocks, Runs

if TYPE_CHECKING:
    from convergence_cli.questionnaire.workbook.xls import Xls

FORMULA = frozenset({0x06, 0x206, 0x406})
SHEET = 0x10
_NUMBER, _RK, _MANY_RK, _TRUTH_OR_ERROR = 0x203, 0x27E, 0xBD, 0x205
_TEXT, _RICH_TEXT, _SHARED_TEXT, _RESULT = 0x204, 0xD6, 0xFD, 0x207
_ONE_CELL = frozenset({_NUMBER, _RK, _TRUTH_OR_ERROR, _TEXT, _RICH_TEXT, _SHARED_TEXT, *FORMULA})
_ROW, _COLUMN, _MERGED, _VIEW = 0x208, 0x7D, 0xE5, 0x23E
_KINDS = _ONE_CELL | {_MANY_RK, _RESULT, _ROW, _COLUMN, _MERGED, _VIEW}
_EMPTY_TEXT, _LAST_COLUMN = 3, 256


def read_sheet(book: "Xls", name: str, begin: int) -> Sheet:
    """The sheet whose records begin there; raises RefusalError."""
    return _Reader(book, name).read(begin)


class _Reader:
    """Walks through the records of one sheet."""

    def __init__(self, book: "Xls", name: str) -> None:
        self.book, self.name = book, name
        self.laying = Laying(name, book.tally, from_1904=book.from_1904)
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.open: tuple[Place, Look] | None = None
        """The formula whose result is a text that follows in a record of its own."""
        self.before = 0
        """What kind of cell the last one was."""
        self.is_second = False
        """Whether the last cell was not the first one of its place."""

    def read(self, begin: int) -> Sheet:
        """The sheet that begins there."""
        hides_zeros = False
        with whole(self.name):
            for kind, blocks in self.book.records(begin, SHEET, _KINDS):
                if kind in _ONE_CELL:
                    self._cell(kind, blocks)
                    self.before = kind
                elif kind == _MANY_RK:
                    self._many(blocks[0])
                    self.before = kind
                elif kind == _RESULT:
                    self._result(blocks)
                elif kind == _MERGED:
                    self._merge(blocks[0])
                elif kind == _ROW and struct.unpack_from("<H", blocks[0], 12)[0] & 0x20:
                    self.hidden_rows.add(struct.unpack_from("<H", blocks[0])[0])
                elif kind == _COLUMN:
                    self._note_width(blocks[0])
                elif kind == _VIEW:
                    hides_zeros = not struct.unpack_from("<H", blocks[0])[0] & SHOWS_ZEROS
        self._close()
        sheet = self.laying.finish(tuple(self.merged), hides_zeros=hides_zeros)
        sheet.hidden_rows = frozenset(self.hidden_rows)
        sheet.hidden_columns = frozenset(column for column in self.hidden_columns if column < self.laying.width)
        return sheet

    def _note_width(self, fields: bytes) -> None:
        first, last, width, _, options = struct.unpack_from("<5H", fields)
        if options & 1 or not width:
            columns = range(first, min(last + 1, _LAST_COLUMN))
            self.book.walk(len(columns))
            self.hidden_columns.update(columns)

    def _merge(self, fields: bytes) -> None:
        (count,) = struct.unpack_from("<H", fields)
        self.book.walk(count)
        for number in range(count):
            top, bottom, left, right = struct.unpack_from("<4H", fields, 2 + 8 * number)
            if top > bottom or left > right:
                raise damaged(self.name, (top, left, bottom, right))
            self.merged.append((top, left, bottom, right))

    def _claim(self, row: int, column: int) -> bool:
        """Whether a cell is the first of its place; it is counted."""
        if column >= _LAST_COLUMN:
            raise damaged(self.name, (row, column))
        self._close()
        self.book.tally.filled(self.name, 1)
        return self.laying.claim((row, column), "…")

    def _close(self) -> None:
        """A formula whose result did not follow was never calculated."""
        if self.open is not None:
            self.laying.error(self.open[0], "")
            self.open = None

    def _many(self, fields: bytes) -> None:
        """Packed numbers side by side."""
        row, first = struct.unpack_from("<HH", fields)
        (last,) = struct.unpack_from("<H", fields, len(fields) - 2)
        if len(fields) != 6 + 6 * (last - first + 1):
            raise damaged(self.name, (row, first))
        for number in range(last - first + 1):
            style, packed = struct.unpack_from("<Hi", fields, 4 + 6 * number)
            if self._claim(row, first + number):
                self.laying.number((row, first + number), packed_number(packed), self._look(style))

    def _look(self, style: int) -> Look:
        return self.book.styles.look(style, self.name)

    def _cell(self, kind: int, blocks: list[bytes]) -> None:
        fields = blocks[0]
        row, column, style = struct.unpack_from("<3H", fields)
        self.is_second = not self._claim(row, column)
        if self.is_second:
            return
        place, at, laying = (row, column), self._look(style), self.laying
        if kind == _NUMBER:
            laying.number(place, struct.unpack_from("<d", fields, 6)[0], at)
        elif kind == _RK:
            laying.number(place, packed_number(struct.unpack_from("<i", fields, 6)[0]), at)
        elif kind == _TRUTH_OR_ERROR:
            self._truth_or_error(place, fields[6], at, is_error=bool(fields[7]))
        elif kind == _SHARED_TEXT:
            (number,) = struct.unpack_from("<I", fields, 6)
            if number < len(self.book.texts):
                text, runs = self.book.texts[number]
                self._text(place, text, runs, at)
            else:
                laying.unread(place, f"#{number}")
        elif kind in FORMULA:
            # What the formula says is compiled: only that there is one is known.
            laying.formula(place, "…")
            self._calculated(place, fields[6:14], at)
        else:
            reader = Blocks(blocks, self.book.codec, 6)
            text, runs = reader.text("<H")
            self._text(place, text, self._runs(reader) if kind == _RICH_TEXT else runs, at)

    def _runs(self, reader: Blocks) -> Runs:
        """The pieces of a text of Excel 95, after it."""
        count, piece = ("<B", "<BB") if self.book.codec is not None else ("<H", "<HH")
        return [reader.numbers(piece) for _ in range(reader.numbers(count)[0])]

    def _truth_or_error(self, place: Place, given: int, at: Look, *, is_error: bool) -> None:
        if is_error:
            self.laying.error(place, ERRORS.get(given, "#?"))
        else:
            self.laying.value(place, bool(given), at)

    def _calculated(self, place: Place, result: bytes, at: Look) -> None:
        """The result of a formula: a number, or what the first byte says where the last two are set."""
        kind = result[0]
        if result[6:] != b"\xff\xff":
            self.laying.number(place, struct.unpack("<d", result)[0], at)
        elif kind == 0:
            self.open = place, at
        elif kind in (1, 2):
            self._truth_or_error(place, result[2], at, is_error=kind == 2)
        elif kind != _EMPTY_TEXT:
            self.laying.unread(place, f"#{kind}")
        elif not self.book.is_calculated:
            # What programs write that calculate nothing.
            self.laying.error(place, "")

    def _result(self, blocks: list[bytes]) -> None:
        """The text that is the result of the formula before it."""
        text, runs = Blocks(blocks, self.book.codec).text("<H")
        if self.open is not None:
            place, at = self.open
            self.open = None
            self._text(place, text, runs, at)
        elif not self.is_second and (text or self.before not in FORMULA):
            raise damaged(self.name, text[:20])

    def _text(self, place: Place, text: str, runs: Runs, at: Look) -> None:
        self.laying.text(place, text, at, *pieces(text, runs, self.book.styles.fonts))
