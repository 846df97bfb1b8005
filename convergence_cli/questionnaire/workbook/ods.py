"""Workbooks of .ods: the tables of content.xml and the styles of styles.xml (OASIS OpenDocument 1.3, part 3).

Rows, columns and cells are written once, with a number of repetitions: LibreOffice fills each sheet up to its last
row and column with one repeated blank. So nothing is laid out before it is known that something stands in it and how
often, and blanks count only once something follows them.
"""

from collections.abc import Callable
from typing import Any

from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.extent import Tally
from convergence_cli.questionnaire.workbook.laying import Laying, too_many
from convergence_cli.questionnaire.workbook.looks import Look, look
from convergence_cli.questionnaire.workbook.merges import inside
from convergence_cli.questionnaire.workbook.ods_cells import SPANS, Seen, is_bare, seen
from convergence_cli.questionnaire.workbook.ods_names import CELL, CONFIG, COVERED, OFFICE, ROW, TABLE, is_foreign
from convergence_cli.questionnaire.workbook.ods_styles import Styles
from convergence_cli.questionnaire.workbook.sheet import Area, Place, Sheet, reference
from convergence_cli.questionnaire.workbook.xml import local, parse

_CONTENT, _NAMED_STYLES, _SETTINGS = "content.xml", "styles.xml", "settings.xml"
_TABLE, _COLUMN, _GROUP = f"{TABLE}table", f"{TABLE}table-column", f"{TABLE}table-row-group"
_ROWS = frozenset({_GROUP, *(f"{TABLE}table-{name}" for name in ("rows", "header-rows"))})
_COLUMNS = frozenset(f"{TABLE}table-{name}" for name in ("columns", "header-columns", "column-group"))
_NUMBER_OF, _STYLE = f"{TABLE}number-", f"{TABLE}style-name"
_VISIBILITY = f"{TABLE}visibility"
_DEFAULT_STYLE = f"{TABLE}default-cell-style-name"
_HIDDEN = ("collapse", "filter")
_PERCENTAGE = look("0.00%")
_DAY_ZERO, _DAY_ZERO_1904 = "1899-12-30", "1904-01-01"


def open_ods(part: Callable[[str], bytes], bounds: Bounds) -> "Ods":
    """The workbook of these parts (by name; KeyError for none); raises RefusalError."""
    return Ods(part, bounds)


class Ods:
    """An opened workbook; a file of this format cannot ask to be calculated anew."""

    recalculates = False

    def __init__(self, part: Callable[[str], bytes], bounds: Bounds) -> None:
        self.tally = Tally(bounds)
        content = parse(_CONTENT, part(_CONTENT))
        try:
            named = parse(_NAMED_STYLES, part(_NAMED_STYLES))
        except KeyError:
            named = None
        self.styles = Styles(content, named)
        self.tally.filled(_CONTENT, self.styles.count)
        book = _only(_only(content, f"{OFFICE}body"), f"{OFFICE}spreadsheet")
        self.from_1904, self.counts_days = _day_zero(book)
        self.hides_zeros = _hides_zeros(part)
        self._tables: dict[str, Any] = {}
        self._folded: set[str] = set()
        for item in book:
            if item.tag == _TABLE:
                self._list(item)
            else:
                _check_foreign(item)
        self.names = tuple(self._tables)
        self.hidden = frozenset(
            name for name, table in self._tables.items() if not self.styles.is_shown(table.get(_STYLE))
        )

    def _list(self, table: Any) -> None:
        name = table.get(f"{TABLE}name", "")
        if name.casefold() in self._folded:
            raise RefusalError("part-ambiguous", part=_CONTENT, found=name)
        self._folded.add(name.casefold())
        if len(self._tables) == self.tally.bounds.max_parts:
            raise too_many(len(self._tables) + 1, self.tally.bounds)
        self._tables[name] = table

    def sheet(self, name: str) -> Sheet:
        """The cells of one sheet; raises RefusalError."""
        return _Reader(self, name).read(self._tables[name])


def _only(parent: Any, tag: str) -> Any:
    found = list(parent.iterchildren(tag))
    if len(found) != 1:
        raise RefusalError("xml-unusual", part=f"{_CONTENT} <{local(tag)}>")
    return found[0]


def _check_foreign(item: Any) -> None:
    """Refuse cells within an element of nobody's namespace: some programs show them, others pass over them."""
    if is_foreign(item.tag) and next(item.iter(_TABLE, ROW, CELL, COVERED), None) is not None:
        raise RefusalError("xml-unusual", part=f"{_CONTENT} <{local(item.tag)}>")


def _day_zero(book: Any) -> tuple[bool, bool]:
    """Whether days are counted from 1904, and whether they are counted from a day that other programs know."""
    zero = book.find(f"{TABLE}calculation-settings/{TABLE}null-date")
    given = _DAY_ZERO if zero is None else zero.get(f"{TABLE}date-value", _DAY_ZERO)
    return given == _DAY_ZERO_1904, given in (_DAY_ZERO, _DAY_ZERO_1904)


def _hides_zeros(part: Callable[[str], bytes]) -> bool:
    """Whether cells of the number 0 look blank, in all sheets; settings that nobody can read are as none."""
    try:
        settings = parse(_SETTINGS, part(_SETTINGS))
    except (KeyError, RefusalError):
        return False
    items = settings.iter(f"{CONFIG}config-item")
    return any(item.get(f"{CONFIG}name") == "ShowZeroValues" and item.text == "false" for item in items)


class _Reader:
    """Walks through the rows of one table."""

    def __init__(self, book: Ods, name: str) -> None:
        self.book, self.name = book, name
        self.laying = Laying(name, book.tally, from_1904=book.from_1904)
        self.merged: list[Area] = []
        self.calculated: list[tuple[Area, str]] = []
        self.column_styles: list[str | None] = []
        self.hidden_columns: set[int] = set()
        self.hidden_rows: set[int] = set()
        self.row = 0

    def read(self, table: Any) -> Sheet:
        """The sheet that a table is."""
        self._columns(table, is_hidden=False)
        self._rows(table, is_hidden=False)
        self._spread_formulas()
        sheet = self.laying.finish(tuple(self.merged), hides_zeros=self.book.hides_zeros)
        sheet.hidden_rows = frozenset(self.hidden_rows)
        sheet.hidden_columns = frozenset(column for column in self.hidden_columns if column < self.laying.width)
        return sheet

    def _columns(self, parent: Any, *, is_hidden: bool) -> None:
        for item in parent:
            if item.tag in _COLUMNS:
                self._columns(item, is_hidden=is_hidden or item.get(f"{TABLE}display") == "false")
            elif item.tag == _COLUMN:
                first, most = len(self.column_styles), self.book.tally.bounds.max_columns
                last = min(first + _repeats(item, "columns-repeated"), most)
                self.column_styles += [item.get(_DEFAULT_STYLE)] * (last - first)
                if is_hidden or item.get(_VISIBILITY) in _HIDDEN:
                    self.hidden_columns.update(range(first, last))

    def _rows(self, parent: Any, *, is_hidden: bool) -> None:
        for item in parent:
            tag = item.tag
            if tag == ROW:
                down = _repeats(item, "rows-repeated")
                if is_hidden or item.get(_VISIBILITY) in _HIDDEN:
                    self.hidden_rows.update(range(self.row, min(self.row + down, self.book.tally.bounds.max_rows)))
                if len(item):
                    self._cells(item, down)
                self.row += down
            elif tag in _ROWS:
                self._rows(item, is_hidden=is_hidden or item.get(f"{TABLE}display") == "false")
            elif tag != _COLUMN and tag not in _COLUMNS:
                _check_foreign(item)

    def _cells(self, row: Any, down: int) -> None:
        column = 0
        default = row.get(_DEFAULT_STYLE)
        for cell in row:
            if cell.tag not in (CELL, COVERED):
                _check_foreign(cell)
                continue
            about = dict(cell.items())
            across = _repeats(about, "columns-repeated")
            if not is_bare(cell, about):
                self.laying.reach(self.row + down, column + across)
                self.book.tally.filled(self.name, down * across)
                places = [(self.row + y, column + x) for y in range(down) for x in range(across)]
                self._filled(cell, about, about.get(_STYLE) or default, places)
            column += across

    def _filled(self, cell: Any, about: dict[str, str], given: str | None, places: list[Place]) -> None:
        """Lay out a cell in all of its places."""
        styles = self.book.styles
        found = seen(cell, about, styles, self.book.tally, f"{self.name} {reference(*places[0])}")
        self._note_areas(about, found.formula, places)
        if cell.tag == COVERED:
            told = found.unread or found.error or found.value
            if told != "":
                self.laying.sheet.covered.update(dict.fromkeys(places, told))
            return
        for place in places:
            by_column = self.column_styles[place[1]] if place[1] < len(self.column_styles) else None
            self._put(place, found, styles.look("table-cell", given or by_column))

    def _note_areas(self, about: dict[str, str], formula: str | None, places: list[Place]) -> None:
        """The cells that a merged cell lies over, and those that a matrix formula fills."""
        if SPANS.isdisjoint(about):
            return
        for place in places:
            merged, filled = (
                (_repeats(about, f"{kind}rows-spanned"), _repeats(about, f"{kind}columns-spanned"))
                for kind in ("", "matrix-")
            )
            if merged != (1, 1):
                self.merged.append(_area(place, merged))
            if filled != (1, 1) and formula is not None:
                self.calculated.append((_area(place, filled), formula))

    def _put(self, place: Place, found: Seen, at: Look) -> None:
        laying, value = self.laying, found.value
        if found.formula is not None and not laying.formula(place, found.formula):
            return
        if found.error is not None:
            laying.error(place, found.error)
        elif found.unread is not None:
            laying.unread(place, found.unread)
        elif found.is_picture:
            laying.picture(place)
        elif isinstance(value, str):
            laying.text(place, value, at, found.struck, found.raised)
        elif isinstance(value, float):
            # A percentage is shown as one, whatever its style says.
            shown = _PERCENTAGE if found.is_percentage and "%" not in at.format else at
            if shown.is_date and not self.book.counts_days:
                laying.unread(place, f"{value:.15g}")
            else:
                laying.number(place, value, shown)
        else:
            laying.value(place, value, at)

    def _spread_formulas(self) -> None:
        """The results of a matrix formula stand in cells that do not say so."""
        self.book.tally.cells(self.name, sum(inside(area) for area, _ in self.calculated))
        sheet = self.laying.sheet
        for (top, left, bottom, right), formula in self.calculated:
            for row in range(top, min(bottom + 1, len(sheet.grid))):
                for column in range(left, min(right + 1, len(sheet.grid[row]))):
                    if sheet.grid[row][column] != "":
                        sheet.formulas.setdefault((row, column), formula)


def _repeats(item: Any, name: str) -> int:
    """How often something is repeated, or over how many rows or columns it is spread."""
    given = item.get(_NUMBER_OF + name)
    if given is None:
        return 1
    given = given.strip()
    if not (given.isascii() and given.isdigit() and len(given) < 10 and int(given)):
        raise RefusalError("xml-unusual", part=f"{_CONTENT} {name}={ascii(given)[:40]}")
    return int(given)


def _area(place: Place, spread: tuple[int, int]) -> Area:
    return place[0], place[1], place[0] + spread[0] - 1, place[1] + spread[1] - 1
