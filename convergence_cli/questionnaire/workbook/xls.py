"""Workbooks of .xls and .et: one stream of records in a compound file ([MS-XLS], sections 2.3 and 2.4).

Both the files of Excel 97 and later and those of Excel 5 and 95 are read; the records of cells are the same.
"""

import struct
from collections.abc import Iterator
from functools import cached_property

from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.extent import Tally, too_large
from convergence_cli.questionnaire.workbook.binary import Styles, whole
from convergence_cli.questionnaire.workbook.compound import Compound
from convergence_cli.questionnaire.workbook.laying import damaged, too_many
from convergence_cli.questionnaire.workbook.sheet import Sheet
from convergence_cli.questionnaire.workbook.xls_sheet import FORMULA, SHEET, read_sheet
from convergence_cli.questionnaire.workbook.xls_texts import Blocks, Runs, codec_of

_PART = "Workbook"
_BEGINS, _END, _CONTINUES = frozenset({0x809, 0x409, 0x209, 0x9}), 0x0A, b"\x3c\0"
_UNICODE, _BOOK = 0x600, 5
_PASSWORD, _CODE_PAGE, _DAY_ZERO, _LISTED = 0x2F, 0x42, 0x22, 0x85
_FONT, _FORMAT, _STYLE, _SHARED_TEXTS = (0x31, 0x231), 0x41E, 0xE0, 0xFC
_OPEN_RESULTS = 0x5E
_CALCULATED, _ON_LOAD = 0x1C1, 2
_SHARED = frozenset({_PASSWORD, _CODE_PAGE, _DAY_ZERO, _LISTED, *_FONT, _FORMAT, _STYLE, _SHARED_TEXTS, _CALCULATED})
_FORMULAS = FORMULA | {_OPEN_RESULTS}
_HEAD = struct.Struct("<HH").unpack_from
_WORKSHEET, _HIDDEN_STATES, _NO_FONT = 0, 3, 4


def open_xls(data: bytes, bounds: Bounds) -> "Xls":
    """The workbook in a compound file; raises RefusalError."""
    return Xls(data, bounds)


class Xls:
    """An opened workbook."""

    def __init__(self, data: bytes, bounds: Bounds) -> None:
        self.tally = Tally(bounds)
        self.stream = Compound(data).book()
        self.walked, self.most = 0, 2 * bounds.max_cells
        self.styles = Styles()
        self.texts: list[tuple[str, Runs]] = []
        self.from_1904 = False
        self.codec: str | None = "cp1252"
        self.is_calculated = True
        """Whether a program says which version of it calculated the workbook; before Excel 97 none did."""
        self._begins: dict[str, int] = {}
        self._listed: set[str | int] = set()
        hidden: list[str] = []
        with whole(_PART):
            for kind, blocks in self.records(0, _BOOK, _SHARED):
                if kind == _LISTED:
                    hidden += self._list(blocks)
                else:
                    self._take(kind, blocks)
        self.names, self.hidden = tuple(self._begins), frozenset(hidden)

    def records(self, begin: int, substream: int, wanted: frozenset[int]) -> Iterator[tuple[int, list[bytes]]]:
        """Number and fields of each record wanted of a substream, with those of the records that continue it.

        What is embedded in it, such as the charts of a sheet, is passed over. Raises RefusalError for one that is of
        another kind, that is cut short, or that has more records than there may be cells.
        """
        stream, at, depth = self.stream, begin, 0
        with whole(_PART):
            while True:
                kind, size = _HEAD(stream, at)
                fields, at = at + 4, at + 4 + size
                self.walk(1)
                if kind in _BEGINS:
                    depth += 1
                    if depth == 1:
                        self._check_beginning(stream[fields:at], substream)
                elif not depth or at > len(stream):
                    raise damaged(_PART, at)
                elif kind == _END:
                    depth -= 1
                    if not depth:
                        return
                elif depth == 1 and kind in wanted:
                    blocks = [stream[fields:at]]
                    while stream[at : at + 2] == _CONTINUES:
                        (size,) = struct.unpack_from("<H", stream, at + 2)
                        blocks.append(stream[at + 4 : at + 4 + size])
                        at += 4 + size
                    self.walk(len(blocks) - 1)
                    yield kind, blocks

    def walk(self, count: int) -> None:
        """Count so many records: each takes time, whatever it holds."""
        self.walked += count
        if self.walked > self.most:
            raise too_large(_PART, f"{self.walked:,}", f"{self.most:,}", "max-cells")

    def _check_beginning(self, fields: bytes, substream: int) -> None:
        version, kind = struct.unpack_from("<HH", fields)
        if kind != substream:
            raise damaged(_PART, f"{kind:#x}")
        if substream == _BOOK:
            if version not in (_UNICODE, 0x500):
                raise damaged(_PART, f"BIFF {version:#x}")
            if version == _UNICODE:
                self.codec, self.is_calculated = None, False

    def _take(self, kind: int, blocks: list[bytes]) -> None:
        """Take in what the sheets share."""
        fields = blocks[0]
        if kind == _PASSWORD:
            raise RefusalError("file-encrypted")
        if kind == _CODE_PAGE and self.codec is not None:
            self.codec = codec_of(struct.unpack_from("<H", fields)[0])
        elif kind == _DAY_ZERO:
            self.from_1904 = struct.unpack_from("<H", fields)[0] == 1
        elif kind == _CALCULATED:
            self.is_calculated = True
        elif kind in _FONT:
            options, escapement = struct.unpack_from("<H4xH", fields, 2)
            # No font has the number 4.
            self.styles.fonts += [(False, False)] if len(self.styles.fonts) == _NO_FONT else []
            self.styles.fonts.append((bool(options & 8), escapement in (1, 2)))
        elif kind == _FORMAT:
            self.styles.formats[struct.unpack_from("<H", fields)[0]] = self._words(
                blocks, 2, "<H" if self.codec is None else "<B"
            )[0]
        elif kind == _STYLE:
            font, number_format = struct.unpack_from("<HH", fields)
            self.styles.cells.append((number_format, font))
        elif kind == _SHARED_TEXTS:
            self._take_texts(blocks)

    def _words(self, blocks: list[bytes], at: int, form: str) -> tuple[str, Runs]:
        return Blocks(blocks, self.codec, at).text(form)

    def _take_texts(self, blocks: list[bytes]) -> None:
        reader = Blocks(blocks, self.codec)
        _, count = reader.numbers("<II")
        bound = self.tally.bounds.max_filled
        for _ in range(count):
            try:
                self.texts.append(reader.text("<H"))
            except (IndexError, struct.error):
                # Cells that refer to a text beyond the end say so themselves.
                return
            if len(self.texts) > bound:
                raise too_large(_PART, f"{len(self.texts):,}", f"{bound:,}", "max-filled")

    def _list(self, blocks: list[bytes]) -> list[str]:
        """Take in one sheet of the list, if it has cells; its name, if it is hidden."""
        begin, state, kind = struct.unpack_from("<IBB", blocks[0])
        name = self._words(blocks, 6, "<B")[0]
        if kind != _WORKSHEET:
            return []
        if not self._listed.isdisjoint((name.casefold(), begin)):
            raise RefusalError("part-ambiguous", part=_PART, found=name)
        self._listed |= {name.casefold(), begin}
        if len(self._begins) == self.tally.bounds.max_parts:
            raise too_many(len(self._begins) + 1, self.tally.bounds)
        self._begins[name] = begin
        return [name] if state & _HIDDEN_STATES else []

    @cached_property
    def recalculates(self) -> bool:
        """Whether no program says that it calculated the workbook, or a sheet that not all of it was calculated."""
        return not self.is_calculated or any(map(self._has_open_results, self._begins.values()))

    def _has_open_results(self, begin: int) -> bool:
        try:
            with whole(_PART):
                for kind, blocks in self.records(begin, SHEET, _FORMULAS):
                    if kind == _OPEN_RESULTS or struct.unpack_from("<H", blocks[0], 14)[0] & _ON_LOAD:
                        return True
        except RefusalError:
            # Whoever reads the sheet is told; others need not read it.
            pass
        return False

    def sheet(self, name: str) -> Sheet:
        """The cells of one sheet; raises RefusalError."""
        return read_sheet(self, name, self._begins[name])
