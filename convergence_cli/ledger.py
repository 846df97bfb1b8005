"""Reads the ledger of a workbook that this program wrote and people worked in, to go into the next one.

Rows were sorted, filtered and added, columns moved and added, cells merged, and the file comes back by mail. So it
passes the same guard as a questionnaire, its sheets and columns are found by their words in either language, a row is
known by the indicator's id, and whatever else stands there goes along as it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from convergence_cli.errors import Location, Problem, WorkbookError, problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.ledger import KEYS, STATUSES, Ledger, LedgerEntry, LedgerRow, OwnColumn
from convergence_cli.model.versions import known_versions, moves_from
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.cleaning import clean, folded, show
from convergence_cli.questionnaire.guard import Guarded, guard
from convergence_cli.questionnaire.match import Finder, Header, Sought, sought
from convergence_cli.questionnaire.normalise import read_day
from convergence_cli.questionnaire.workbook.book import Book
from convergence_cli.questionnaire.workbook.sheet import Cell, Sheet, reference
from convergence_cli.questionnaire.workbook.xlsx import column_widths
from convergence_cli.texts import say, say_both
from convergence_cli.value import value

_OPEN, _CLOSED = "ledger.sheet", "ledger.closed-sheet"
_WORDS = {
    "station": "terms.station",
    "number": "ledger.number",
    "indicator": "terms.indicator",
    "found": "ledger.found",
    "outcome": "ledger.outcome",
    "closed": "ledger.closed",
    **{key: f"ledger.{key}" for key in KEYS},
}
_SAID_BY_US = ("number", "indicator", "found", "outcome")
_WIDTH = 12.0


def read_ledger(path: Path, framework: Framework, bounds: Bounds | None = None) -> Ledger:
    """The ledger of a workbook, its ids as `framework` has them.

    Raises WorkbookError for a file that the guard refuses, and for one without the ledger's sheet or without one of
    its columns. A cell that cannot be carried over is a warning.
    """
    bounds = bounds or Bounds()
    guarded = guard(path, bounds)
    book, today = Book(path.name, guarded, bounds), _today(framework)
    open_ = _sheet(book, _OPEN)
    if open_ is None:
        raise WorkbookError(problem("ledger-no-sheet", Location(file=book.file), sheet=say_both(_OPEN)))
    read = [_Read(book, guarded, open_, today, is_closed=False)]
    closed = _sheet(book, _CLOSED)
    if closed is not None:
        read.append(_Read(book, guarded, closed, today, is_closed=True))
    own: dict[str, OwnColumn] = {}
    for each in read:
        own |= {column.title: column for column in each.own.values() if column.title not in own}
    return Ledger(
        rows=tuple(row for each in read for row in each.rows()),
        own=tuple(own.values()),
        about=read[0].about,
        problems=tuple(item for each in read for item in each.problems()),
    )


def has_ledger(path: Path, bounds: Bounds | None = None) -> bool:
    """Whether a file is a workbook with the sheet of a ledger, exactly so called."""
    bounds = bounds or Bounds()
    try:
        names = Book(path.name, guard(path, bounds), bounds).names
    except WorkbookError:
        return False
    return any(word in names for word in say_both(_OPEN))


def is_of(ledger: Ledger, stations: Iterable[str]) -> bool:
    """Whether a ledger is about these stations: it names one of them, above its header or in its column of stations."""
    named = {folded(row.station) for row in ledger.rows if row.station}
    # The name up to the colon behind it: one station's name may begin another's.
    lines = [folded(line) for line in ledger.about.split("\n")]
    ends = tuple(folded(say(language, "ledger.of", station="", about="")) for language in ("zh", "en"))
    names = [folded(name) for name in stations]
    return any(
        name in named or (not named and any(line.startswith(name + end) for line in lines for end in ends))
        for name in names
    )


def _sheet(book: Book, key: str) -> str | None:
    # Two names that are alike are told apart: each is taken as it is written, or else the nearest one.
    exact = next((name for name in book.names if name in say_both(key)), None)
    others = {name for name in book.names for other in (_OPEN, _CLOSED) if other != key and name in say_both(other)}
    return exact or Finder(book.file).close_sheet(book.names, _sought(key), others)[0]


def _sought(key: str) -> Sought:
    return sought(say_both(key), {name: say_both(words) for name, words in _WORDS.items()}, {"indicator"})


def _header(book: Book, sheet: str, grid: list[list[Cell]], key: str) -> Header:
    place = Location(file=book.file, sheet=sheet)
    header = Finder(book.file).header(sheet, grid, _sought(key))
    if header is None or not header.columns.keys() & set(KEYS):
        titles = [say_both(_WORDS[name]) for name in KEYS]
        columns = (" / ".join(title[0] for title in titles), " / ".join(title[1] for title in titles))
        raise WorkbookError(
            problem("ledger-no-columns", place, indicator=say_both(_WORDS["indicator"]), columns=columns)
        )
    errors = [item for item in header.problems if item.severity == "error"]
    if errors:
        raise WorkbookError(*errors)
    return header


def _today(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Folded id, of this version or an earlier one -> today's ids; its own where the indicator was dropped."""
    found: dict[str, tuple[str, ...]] = {}
    for version in known_versions(framework):
        moves = moves_from(framework, version)
        found |= {folded(name): names or (name,) for name, names in moves.to.items()} if moves else {}
    return found | {folded(name): (name,) for name in framework.indicator}


@value
class _Line:
    """One row of the sheet in words."""

    at: int
    station: str
    first: str
    """The first word of the indicator's cell."""
    about: str
    """What stands in the columns that the program filled in."""
    entry: LedgerEntry
    closed: str


class _Read:
    """One sheet of a ledger."""

    def __init__(
        self, book: Book, guarded: Guarded, name: str, today: dict[str, tuple[str, ...]], *, is_closed: bool
    ) -> None:
        self.sheet: Sheet = book.sheet(name)
        self.place, self.today, self.is_closed = Location(file=book.file, sheet=name), today, is_closed
        self.header = _header(book, name, self.sheet.grid, _CLOSED if is_closed else _OPEN)
        self.spread = dict(_spread(self.sheet))
        above = (cell for line in self.sheet.grid[: self.header.row] for cell in line if isinstance(cell, str))
        self.about = "\n".join(text for cell in above if (text := _written(cell)))
        self.own = dict(self._own(column_widths(guarded.package, name) if guarded.kind == "xlsx" else {}))

    def _own(self, widths: dict[int, float]) -> Iterator[tuple[int, OwnColumn]]:
        """The columns that the station added, by their place."""
        known, after, taken = {at: key for key, at in self.header.columns.items()}, "", set[str]()
        for at, cell in enumerate(self.sheet.grid[self.header.row]):
            title = _written(cell)
            if at in known:
                after = known[at] if known[at] in KEYS else after
            elif title and title not in taken:
                taken.add(title)
                yield at, OwnColumn(title=title, after=after, width=widths.get(at, _WIDTH))

    def rows(self) -> Iterator[LedgerRow]:
        """Every row; of two about one indicator the second goes along as a row that the station added."""
        taken: set[tuple[str, str]] = set()
        for line in self._lines():
            names = self.today.get(folded(line.first), ("",))
            if not self.is_closed and any((line.station, name) in taken for name in names):
                names = ("",)
            for name in names:
                taken |= {(line.station, name)} if name else set()
                closed = line.closed if self.is_closed else None
                yield LedgerRow(station=line.station, id=name, words=line.about, entry=line.entry, closed=closed)

    def _lines(self) -> Iterator[_Line]:
        columns = self.header.columns
        for at in range(self.header.row + 1, len(self.sheet.grid)):
            entry = LedgerEntry(
                **{key: _meant(key, self._text(at, columns[key])) for key in KEYS if key in columns},
                own=tuple((own.title, text) for column, own in self.own.items() if (text := self._text(at, column))),
            )
            said = [self._text(at, columns[key]) for key in _SAID_BY_US if key in columns]
            about = "\n".join(text for text in said if text and not text.isdecimal())
            indicator = self._text(at, columns["indicator"])
            first = indicator.split()[0] if indicator else ""
            if entry.said or (about and folded(first) not in self.today):
                yield _Line(
                    at=at,
                    station=self._text(at, columns["station"]) if "station" in columns else "",
                    first=first,
                    about=_without_mark(about),
                    entry=entry,
                    closed=self._text(at, columns["closed"]) if "closed" in columns else "",
                )

    def _text(self, row: int, column: int) -> str:
        line = self.sheet.grid[row]
        cell = self.spread.get((row, column), line[column] if column < len(line) else "")
        return _written(cell)

    def problems(self) -> Iterator[Problem]:
        """Cells whose content no text can hold: pictures, errors, what cannot be read."""
        columns = {*self.own, *(at for key, at in self.header.columns.items() if key in KEYS)}
        lost = {*self.sheet.pictures, *self.sheet.errors, *self.sheet.unread}
        for row, column in sorted(lost):
            if row > self.header.row and column in columns:
                yield problem("ledger-cell-lost", replace(self.place, cell=reference(row, column)), "warning")


def _spread(sheet: Sheet) -> Iterator[tuple[tuple[int, int], Cell]]:
    """Every cell of a merged area that goes over several rows, with what stands in the area."""
    for top, left, bottom, _ in sheet.merged:
        line = sheet.grid[top] if top < len(sheet.grid) else []
        if bottom > top and left < len(line):
            yield from (((row, left), line[left]) for row in range(top, min(bottom + 1, len(sheet.grid))))


def _meant(key: str, written: str) -> str:
    """What stands in a column, a status by its key and a day in ISO form, however it was typed."""
    if key == "status":
        return next((name for name in STATUSES if written in say_both(f"ledger.status-{name}")), written)
    return (read_day(written) or written) if key in ("start", "due") else written


def _without_mark(about: str) -> str:
    """What a row is about, without the words by which the program marks a row that the station added."""
    return "\n".join(line for line in about.split("\n") if line not in say_both("ledger.added"))


def _written(cell: Cell) -> str:
    """A cell's content as text: a date in ISO form, a text in full."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return clean(cell.replace("_x000D_", "")) if isinstance(cell, str) else show(cell)
