"""Workbooks of .xlsb: records in the parts of an Office file, each part found by relation ([MS-XLSB])."""

import struct
from collections.abc import Iterator
from functools import cached_property

from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.extent import Tally, too_large
from convergence_cli.questionnaire.workbook.binary import ERRORS, SHOWS_ZEROS, Styles, packed_number, whole
from convergence_cli.questionnaire.workbook.laying import Laying, damaged
from convergence_cli.questionnaire.workbook.looks import Look
from convergence_cli.questionnaire.workbook.package import Package
from convergence_cli.questionnaire.workbook.sheet import Area, Place, Sheet
from convergence_cli.questionnaire.workbook.xlsb_records import Walk, rich_text, unusual, wide_text

_ROW, _BLANK, _RK, _ERROR, _TRUTH, _REAL, _TEXT, _SHARED, _RICH = 0, 1, 2, 3, 4, 5, 6, 7, 62
_FORMULA_TEXT, _FORMULA_REAL, _FORMULA_TRUTH, _FORMULA_ERROR = 8, 9, 10, 11
_FORMULAS = {_FORMULA_TEXT: _TEXT, _FORMULA_REAL: _REAL, _FORMULA_TRUTH: _TRUTH, _FORMULA_ERROR: _ERROR}
# Cells that follow directly on the one to their left, without a column of their own.
_SHORT = {12: _BLANK, 13: _RK, 14: _ERROR, 15: _TRUTH, 16: _REAL, 17: _TEXT, 18: _SHARED}
# Of what has one size only: a short cell taken for another one, or the other way round, has another.
_SIZES = {_RK: 4, _REAL: 8, _SHARED: 4}
_CELLS = frozenset({*range(_BLANK, 19), _RICH})
_CELL_EXTRA, _VALUE_EXTRA = 49, 50
_DATA, _DATA_END, _COLUMN, _MERGED, _VIEW = 145, 146, 60, 176, 137
_LISTED, _BOOK_FACTS, _CALCULATION = 156, 153, 157
_SHARED_ITEM = 19
_FORMAT, _FONT, _STYLE, _STYLES, _STYLES_END = 44, 43, 47, 617, 618
# The first and the last record of each kind of part.
_BOOK, _SHEET, _TEXTS, _STYLE_PART = (131, 132), (129, 130), (159, 160), (278, 279)
_OTHER_SHEETS = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def open_xlsb(package: Package, bounds: Bounds) -> "Xlsb":
    """The workbook that a file's main part is; raises RefusalError."""
    return Xlsb(package, bounds)


class Xlsb:
    """An opened workbook."""

    def __init__(self, package: Package, bounds: Bounds) -> None:
        self.package, self.tally, self.walk = package, Tally(bounds), Walk(bounds)
        self.from_1904 = self.recalculates = False
        self._parts: dict[str, str] = {}
        self._listed: set[str] = set()
        """The names of sheets, folded, and after a slash the names of their parts."""
        hidden: list[str] = []
        part = package.main
        with whole(part):
            for kind, fields in self.walk.records(part, package.part(part), _BOOK):
                if kind == _BOOK_FACTS:
                    self.from_1904 = bool(fields[0] & 1)
                elif kind == _CALCULATION and len(fields) >= 26:
                    self.recalculates = bool(fields[24] & 1)
                elif kind == _LISTED:
                    relation, end = wide_text(fields, 8)
                    name, _ = wide_text(fields, end)
                    if self._list(name, relation) and fields[0] & 3:
                        hidden.append(name)
        self.names, self.hidden = tuple(self._parts), frozenset(hidden)

    def _list(self, name: str, given: str) -> bool:
        """Take in one sheet of the list; whether it has cells."""
        relation = self.package.relations(self.package.main).get(given)
        if relation is not None and relation.kind in _OTHER_SHEETS:
            return False
        is_sheet = relation is not None and relation.kind == "worksheet" and relation.target
        if relation is None or not is_sheet or not self._listed.isdisjoint((name.casefold(), f"/{relation.target}")):
            raise RefusalError("part-ambiguous", part=self.package.main, found=name)
        self._listed |= {name.casefold(), f"/{relation.target}"}
        self._parts[name] = relation.target
        return True

    def sheet(self, name: str) -> Sheet:
        """The cells of one sheet; raises RefusalError."""
        return _Reader(self, name).read(self._parts[name])

    # --- what the sheets share ---------------------------------------------------------------------

    @cached_property
    def texts(self) -> list[tuple[str, str, str]]:
        """The shared texts, each with what of it is struck through and what is raised."""
        part = self.package.one(self.package.main, "sharedStrings")
        found: list[tuple[str, str, str]] = []
        bound = self.tally.bounds.max_filled
        for kind, fields in self._records(part, _TEXTS):
            if kind == _SHARED_ITEM:
                with whole(part):
                    found.append(rich_text(fields, 0, self.styles.fonts))
                if len(found) > bound:
                    raise too_large(part, f"{len(found):,}", f"{bound:,}", "max-filled")
        return found

    @cached_property
    def styles(self) -> Styles:
        """The cell styles."""
        part = self.package.one(self.package.main, "styles")
        found = Styles()
        inside = False
        with whole(part):
            for kind, fields in self._records(part, _STYLE_PART):
                if kind == _FORMAT:
                    found.formats[struct.unpack_from("<H", fields)[0]] = wide_text(fields, 2)[0]
                elif kind == _FONT:
                    found.fonts.append((bool(fields[2] & 8), fields[6] in (1, 2)))
                elif kind in (_STYLES, _STYLES_END):
                    inside = kind == _STYLES
                elif kind == _STYLE and inside:
                    found.cells.append(struct.unpack_from("<HH", fields, 2))
        return found

    def _records(self, part: str, ends: tuple[int, int]) -> Iterator[tuple[int, bytes]]:
        """The records of a part, none where there is no such part."""
        return self.walk.records(part, self.package.part(part), ends) if part else iter(())


class _Reader:
    """Walks through the records of one sheet."""

    def __init__(self, book: Xlsb, name: str) -> None:
        self.book, self.name = book, name
        self.laying = Laying(name, book.tally, from_1904=book.from_1904)
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.row = self.column = -1
        self.unplaced: set[Place] = set()
        self.is_rich_value = False

    def read(self, part: str) -> Sheet:
        """The sheet that a part is."""
        inside = has_data = hides_zeros = False
        with whole(part):
            for kind, fields in self.book.walk.records(part, self.book.package.part(part), _SHEET):
                if kind in (_DATA, _DATA_END):
                    inside, has_data = kind == _DATA, True
                elif kind in _CELLS or kind == _ROW:
                    if not inside:
                        raise unusual(part, kind)
                    self._cell(kind, fields, part) if kind else self._row(fields, part)
                elif kind in (_CELL_EXTRA, _VALUE_EXTRA):
                    self.is_rich_value = self.is_rich_value or kind == _VALUE_EXTRA
                elif kind == _MERGED:
                    self._merge(fields, part)
                elif kind == _COLUMN:
                    self._note_width(fields)
                elif kind == _VIEW and not struct.unpack_from("<H", fields)[0] & SHOWS_ZEROS:
                    hides_zeros = True
        if not has_data:
            raise damaged(part, _DATA)
        sheet = self.laying.finish(tuple(self.merged), hides_zeros=hides_zeros)
        sheet.unplaced = self.unplaced
        sheet.hidden_rows = frozenset(self.hidden_rows)
        sheet.hidden_columns = frozenset(column for column in self.hidden_columns if column < self.laying.width)
        return sheet

    def _merge(self, fields: bytes, part: str) -> None:
        top, bottom, left, right = struct.unpack_from("<4I", fields)
        if not (top <= bottom < _LAST_ROW and left <= right < _LAST_COLUMN):
            raise damaged(part, (top, left, bottom, right))
        self.merged.append((top, left, bottom, right))

    def _note_width(self, fields: bytes) -> None:
        first, last, width = struct.unpack_from("<3I", fields)
        if fields[16] & 1 or not width:
            columns = range(first, min(last + 1, self.book.tally.bounds.max_columns))
            self.book.walk.add(self.name, len(columns))
            self.hidden_columns.update(columns)

    def _row(self, fields: bytes, part: str) -> None:
        (self.row,) = struct.unpack_from("<I", fields)
        self.column = -1
        if self.row >= _LAST_ROW:
            raise damaged(part, self.row)
        if fields[11] & 0x10:
            self.hidden_rows.add(self.row)

    def _cell(self, kind: int, fields: bytes, part: str) -> None:
        """Take in a cell: its column (if it is not the next one), its style, its value."""
        is_rich_value, self.is_rich_value = self.is_rich_value, False
        begin = 4 if kind in _SHORT else 8
        kind = _SHORT.get(kind, kind)
        self.column = self.column + 1 if begin == 4 else struct.unpack_from("<I", fields)[0]
        if not (self.row >= 0 and self.column < _LAST_COLUMN):
            raise damaged(part, (self.row, self.column))
        style = struct.unpack_from("<I", fields, begin - 4)[0] & 0xFFFFFF
        if kind == _BLANK:
            return
        if len(fields) - begin != _SIZES.get(kind, len(fields) - begin):
            raise damaged(part, (self.row, self.column))
        place = self.row, self.column
        self.book.tally.filled(self.name, 1)
        if not self.laying.claim(place, "…"):
            return
        if begin == 4:
            self.unplaced.add(place)
        if kind in _FORMULAS:
            # What the formula says is compiled: only that there is one is known.
            self.laying.formula(place, "…")
            kind = _FORMULAS[kind]
        if kind == _ERROR and is_rich_value:
            self.laying.picture(place)
            return
        self._value(kind, fields[begin:], place, self.book.styles.look(style, part))

    def _value(self, kind: int, fields: bytes, place: Place, at: Look) -> None:
        laying = self.laying
        if kind == _RK:
            laying.number(place, packed_number(struct.unpack_from("<i", fields)[0]), at)
        elif kind == _REAL:
            laying.number(place, struct.unpack_from("<d", fields)[0], at)
        elif kind == _TRUTH:
            laying.value(place, bool(fields[0]), at)
        elif kind == _ERROR:
            laying.error(place, ERRORS.get(fields[0], "#?"))
        elif kind == _SHARED:
            (number,) = struct.unpack_from("<I", fields)
            texts = self.book.texts
            if number >= len(texts):
                laying.unread(place, f"#{number}")
            else:
                text, struck, raised = texts[number]
                laying.text(place, text, at, struck, raised)
        elif kind == _RICH:
            text, struck, raised = rich_text(fields, 0, self.book.styles.fonts)
            laying.text(place, text, at, struck, raised)
        else:
            laying.text(place, wide_text(fields, 0)[0], at)
