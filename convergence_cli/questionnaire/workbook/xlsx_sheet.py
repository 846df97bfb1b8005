"""One sheet of an .xlsx, as Excel reads it; what could be read in two ways is told by its cell, or refused."""

from collections.abc import Callable
from contextlib import suppress
from itertools import compress, islice
from operator import lt
from typing import TYPE_CHECKING, Any

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.references import column_number
from convergence_cli.questionnaire.workbook.merges import cover, inside
from convergence_cli.questionnaire.workbook.sheet import Cell, Choose, Sheet, hide_zeros
from convergence_cli.questionnaire.workbook.xlsx_cells import Cells, number_at_once, written
from convergence_cli.questionnaire.workbook.xlsx_frame import LAST_COLUMN, LAST_ROW, REFERENCE, Frame, read_frame
from convergence_cli.questionnaire.workbook.xlsx_plain import Plain, literal, take_apart, text_of
from convergence_cli.questionnaire.workbook.xml import local, once_for_alike, parse

if TYPE_CHECKING:
    from convergence_cli.questionnaire.workbook.xlsx import Xlsx

_HEADER_ROWS = 60  # a header stands above
_BITS, _LAST, _MOST_KEYS = 14, (1 << 14) - 1, 100_000


def read_sheet(part: str, book: "Xlsx", choose: Choose | None = None) -> Sheet:
    """The cells of a sheet; raises RefusalError where rows or cells are not where they say."""
    body = book.package.part(part)
    plain = take_apart(body)
    if plain is not None:
        with suppress(_NotPlainError):
            frame = _frame_of_rest(part, plain.rest)
            return _read(_with_rows(frame, part, plain), part, book, choose, plain)
    return _read(read_frame(part, body), part, book, choose, None)


class _NotPlainError(Exception):
    """The cells that were cut out do not belong to the rows that are left."""


# What is left of a sheet is the same in many workbooks of one template.
_known = once_for_alike(128)(read_frame)


def _frame_of_rest(part: str, rest: bytes) -> Frame:
    """What is left of a sheet; broken XML is left to be told by its place in the whole."""
    try:
        return _known(part, rest)
    except RefusalError as refusal:
        if refusal.code == "file-damaged":
            raise _NotPlainError from None
        raise


def _with_rows(frame: Frame, part: str, plain: Plain) -> Frame:
    """The frame with the rows of those cells that were cut out as they are written; raises _NotPlainError."""
    if not plain.odd:
        return frame
    rows = "".join(f"<row>{cells}</row>" for cells in plain.odd.values())
    try:
        found = parse(part, f'<sheetData xmlns="{frame.space}">{rows}</sheetData>'.encode())
    except RefusalError:  # a prefix that is bound around the rows
        raise _NotPlainError from None
    return frame._replace(rows=dict(zip(plain.odd, found, strict=True)))


def _read(frame: Frame, part: str, book: "Xlsx", choose: Choose | None, plain: Plain | None) -> Sheet:
    if plain is not None and len(frame.numbers) != len(plain.counts):
        raise _NotPlainError
    rows = _Rows(frame, part, book, choose)
    rows.read(plain)
    sheet = rows.cells.sheet
    while sheet.grid and not sheet.grid[-1]:
        sheet.grid.pop()  # laid out for cells that turned out to be blank
    width = max(map(len, sheet.grid), default=0)
    book.tally.rectangle(part, len(sheet.grid), width)
    book.tally.text(part, sum([len(cell) for line in sheet.grid for cell in line if type(cell) is str]))
    sheet.hidden_rows = frame.hidden_rows
    sheet.hidden_columns = frozenset(
        column for first, last in frame.hidden_columns for column in range(first, min(last + 1, width))
    )
    if frame.merged:
        sheet.merged = frame.merged
        book.tally.cells(part, sum(map(inside, frame.merged)))
        cover(sheet)
    if frame.hides_zeros:
        hide_zeros(sheet)
    return sheet


class _Keys(dict[str, int]):
    """Place by name -> row and column from 0 in one number; the same names return in every sheet."""

    def __missing__(self, name: str) -> int:
        letters = name.rstrip("0123456789")
        column, row = column_number(letters.encode()), int(name[len(letters) :])
        if column > LAST_COLUMN or row > LAST_ROW:
            raise _NotPlainError
        if len(self) > _MOST_KEYS:
            self.clear()
        key = self[name] = (row - 1) << _BITS | (column - 1)
        return key


_KEYS = _Keys()


class _Rows:
    """Walks through the rows of a sheet once."""

    def __init__(self, frame: Frame, part: str, book: "Xlsx", choose: Choose | None) -> None:
        self.cells = Cells(frame.space, part, book)
        self.frame, self.part, self.tally, self.width = frame, part, book.tally, 0
        self._cell, self._more = f"{{{frame.space}}}c", f"{{{frame.space}}}extLst"
        self._choose, self._unread = choose, frozenset[int]()

    def read(self, plain: Plain | None) -> None:
        """Read every row; `plain` are the cells that were cut out of them, if they were."""
        if plain is not None:
            self._plain(plain)
        for at, row in self.frame.rows.items():
            number = self.frame.numbers[at]
            grid = self.cells.sheet.grid
            self._cells(row, number, grid[number - 1] if number <= len(grid) else [])

    def _reach(self, number: int, width: int) -> None:
        """Lay out rows up to a number; what nobody fills in is not counted."""
        grid = self.cells.sheet.grid
        self.width = max(self.width, width)
        self.tally.fit(self.part, max(number, len(grid)), self.width)
        if number > len(grid):
            grid += [[] for _ in range(number - len(grid))]

    def _lay(self, at: int, line: list[Cell]) -> None:
        """Put a row, from 0, into the grid, which reaches so far."""
        self.cells.sheet.grid[at] = line
        if self._choose is not None:
            unread = self._choose(line)
            if unread is not None or at >= _HEADER_ROWS:
                self._choose, self._unread = None, unread or self._unread

    def _cells(self, row: Any, number: int, line: list[Cell]) -> None:
        """Put the cells of a row into its line, in any order; a second one of a place is told."""
        column, held, seen = 0, 0, set[int]()
        for cell in row:
            if cell.tag != self._cell:
                if cell.tag == self._more:
                    continue
                raise self.cells.unusual(f"{number}:{number} <{local(cell.tag)}>")
            given = cell.get("r")
            column = column + 1 if given is None else self._column(given, number)
            place = (number - 1, column - 1)
            if column in seen:
                # Two cells of one place: whichever is taken, another program shows the other one.
                first = line[column - 1] if column <= len(line) else ""
                self.cells.put_unread(place, line, f"{first} / {written(cell)}")
                continue
            seen.add(column)
            if len(cell) or cell.text:
                held += 1
                if column - 1 not in self._unread:
                    self.cells.put_element(cell, place, line)
        self.tally.filled(self.part, held)
        if line:
            self._reach(number, len(line))
            self._lay(number - 1, line)

    def _plain(self, plain: Plain) -> None:
        """Put in the cells that were cut out; raises _NotPlainError where there might be two of one place."""
        # At once, because their places take longer than to cut them out; they are counted when they are put in.
        self.tally.may_fill(self.part, len(plain.texts) - plain.texts.count(None))
        keys = list(map(_KEYS.__getitem__, plain.places))
        if not all(map(lt, keys, islice(keys, 1, None))):
            raise _NotPlainError
        begin, rows = 0, self.frame.rows
        for at, (number, count) in enumerate(zip(self.frame.numbers, plain.counts, strict=True)):
            end = begin + count
            # In order, so that those between the first and the last are of their row, too.
            if count and not keys[begin] >> _BITS == keys[end - 1] >> _BITS == number - 1:
                raise _NotPlainError
            if at in rows and not {None, *plain.places[begin:end]}.isdisjoint(cell.get("r") for cell in rows[at]):
                raise _NotPlainError
            begin = end
        self._put_plain(plain, keys)

    def _put_plain(self, plain: Plain, keys: list[int]) -> None:
        """Put in the cells by their places: row and column from 0, the column in the last bits."""
        filled = [text is not None for text in plain.texts]
        places = list(compress(keys, filled))
        if not places:
            return
        self.tally.filled(self.part, len(places))
        self._reach((places[-1] >> _BITS) + 1, max([place & _LAST for place in places]) + 1)
        cells, calm, way_of = self.cells, self.cells.calm, self._easy(plain).get
        line: list[Cell] = []
        current, length, unread = -1, 0, self._unread
        fields = (compress(each, filled) for each in (plain.styles, plain.kinds, plain.own, plain.texts))
        for key, style, kind, own, text in zip(places, *fields, strict=True):
            if key >> _BITS != current:
                if line:
                    self._lay(current, line)
                    unread = self._unread
                line, length, current = [], 0, key >> _BITS
            column = key & _LAST
            if column in unread:
                continue
            way = way_of(kind) if style in calm else None
            given = way(text) if way else None
            if given is None:
                place, text = (current, column), text_of(text)
                cells.put_value(kind or "n", text, place, line, cells.style(style), is_inline=own is not None)
                length = len(line)
                continue
            if column > length:
                line += [""] * (column - length)
            line.append(given)
            length = column + 1
        if line:
            self._lay(current, line)

    def _easy(self, plain: Plain) -> dict[str | None, Callable[[str], Cell | None]]:
        """How the cells of a type are read that show what is written; a type that needs care has no such way."""
        cells = self.cells
        ways: dict[str | None, Callable[[str], Cell | None]] = {None: number_at_once, "n": number_at_once}
        if "inlineStr" in plain.kinds or plain.own.count(None) < len(plain.own):
            filled = zip(plain.kinds, plain.own, plain.texts, strict=True)
            if any((kind == "inlineStr") != (own is not None) for kind, own, text in filled if text is not None):
                return {}
            if max(map(len, filter(None, plain.texts)), default=0) <= cells.longest:
                ways["inlineStr"] = literal
        if "s" in plain.kinds and cells.book.texts.longest <= cells.longest:
            ways["s"] = cells.book.texts.__getitem__
        return ways

    def _column(self, given: str, number: int) -> int:
        """The column of a reference in this row; raises RefusalError for a cell that stands in another one."""
        found = REFERENCE.fullmatch(given)
        column = column_number(found[1].encode()) if found and int(found[2]) == number else 0
        if found is None or not 0 < column <= LAST_COLUMN:
            raise self.cells.unusual(f"{ascii(given)[1:-1][:20]} ({number}:{number})")
        return column
