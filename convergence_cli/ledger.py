"""Reads who mends which gap, by when and how far it is, from last year's gap report, to go into this year's.

A gap report is a workbook that people worked in for a year: rows were sorted, filtered and added, columns moved, and
the file comes back by mail. So it passes the same guard as a questionnaire, its sheet and columns are found by their
words in either language, and a row is known by the indicator's id alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from convergence_cli.errors import Location, Problem, WorkbookError, problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.ledger import Ledger, LedgerEntry, LedgerRow
from convergence_cli.model.versions import known_versions, moves_from
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.cleaning import clean, folded, show
from convergence_cli.questionnaire.guard import guard
from convergence_cli.questionnaire.match import Finder, Header, Sought, sought
from convergence_cli.questionnaire.workbook.book import Book
from convergence_cli.questionnaire.workbook.sheet import Cell, Grid, reference
from convergence_cli.texts import say

_KEPT = ("owner", "due", "status")
_SHEET, _BLANKS = "lists.sheet-gaps", "progress.sheet-blanks"
_WORDS = {
    "station": "terms.station",
    "indicator": "terms.indicator",
    **{key: f"lists.{key}" for key in _KEPT},
}


def read_ledger(path: Path, framework: Framework, bounds: Bounds | None = None) -> Ledger:
    """The ledger of an exported gap report (.xlsx), its ids as `framework` has them.

    Raises WorkbookError for a file that the guard refuses, and for one without the gaps sheet or without one of the
    ledger's columns. A row that belongs to no indicator of today is a warning, never an error.
    """
    bounds = bounds or Bounds()
    book = Book(path.name, guard(path, bounds), bounds)
    today, sheet = _today(framework), _sheet(book)
    # What was blank last time has a sheet of its own, where anything was.
    blank, _ = Finder(book.file).sheet(book.names, _sought(_BLANKS), {sheet})
    found = [_read(book, each, today) for each in (sheet, blank) if each is not None]
    rows, problems = (tuple(each for ledger in found for each in getattr(ledger, key)) for key in ("rows", "problems"))
    return Ledger(rows=rows, problems=problems)


def _read(book: Book, sheet: str, today: dict[str, tuple[str, ...]]) -> Ledger:
    grid, place = book.grid(sheet), Location(file=book.file, sheet=sheet)
    return _gathered(_header(grid, place), grid, place, today)


def _both(key: str) -> tuple[str, str]:
    return say("zh", key), say("en", key)


def _sheet(book: Book) -> str:
    sheet, _ = Finder(book.file).sheet(book.names, _sought(), set())
    if sheet is None:
        raise WorkbookError(problem("ledger-no-sheet", Location(file=book.file), sheet=_both(_SHEET)))
    return sheet


def _sought(key: str = _SHEET) -> Sought:
    return sought(_both(key), {key: _both(words) for key, words in _WORDS.items()}, {"indicator"})


def _header(grid: Grid, place: Location) -> Header:
    header = Finder(place.file).header(place.sheet, grid, _sought())
    if header is None or not header.columns.keys() & set(_KEPT):
        titles = [_both(_WORDS[key]) for key in _KEPT]
        columns = (" / ".join(title[0] for title in titles), " / ".join(title[1] for title in titles))
        raise WorkbookError(problem("ledger-no-columns", place, indicator=_both(_WORDS["indicator"]), columns=columns))
    errors = [item for item in header.problems if item.severity == "error"]
    if errors:
        raise WorkbookError(*errors)
    return header


def _today(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Folded id, of this version or an earlier one -> today's ids; none where the indicator was dropped."""
    found: dict[str, tuple[str, ...]] = {}
    for version in known_versions(framework):
        moves = moves_from(framework, version)
        found |= {folded(name): names for name, names in moves.to.items()} if moves else {}
    return found | {folded(name): (name,) for name in framework.indicator}


def _gathered(header: Header, grid: Grid, place: Location, today: dict[str, tuple[str, ...]]) -> Ledger:
    kept: dict[tuple[str, str], LedgerRow] = {}
    problems: list[Problem] = []
    for at, row in _rows(header, grid):
        spot = replace(place, cell=reference(at, header.columns["indicator"]))
        said = " / ".join(text for text in (row.entry.owner, row.entry.due, row.entry.status) if text)
        names = today.get(folded(row.id))
        if names is None:
            problems.append(problem("ledger-id-unknown", spot, "warning", found=row.id, content=said))
        elif not names:
            problems.append(problem("ledger-id-retired", spot, "warning", id=row.id, content=said))
        for name in names or ():
            known = kept.setdefault((row.station, name), replace(row, id=name))
            if known.entry != row.entry:
                problems.append(problem("ledger-twice", spot, "warning", id=name, content=said))
    return Ledger(rows=tuple(kept.values()), problems=tuple(problems))


def _rows(header: Header, grid: Grid) -> Iterator[tuple[int, LedgerRow]]:
    """Every row below the header in which someone wrote something, with its number from 0."""
    for at in range(header.row + 1, len(grid)):
        line = grid[at]
        cells = {key: line[column] for key, column in header.columns.items() if column < len(line)}
        entry = LedgerEntry(**{key: _written(cells[key]) for key in _KEPT if key in cells})
        if entry != LedgerEntry():
            # The cell holds the id and, on its next line, the title.
            words = _written(cells.get("indicator", "")).split()
            yield at, LedgerRow(station=_written(cells.get("station", "")), id=words[0] if words else "", entry=entry)


def _written(cell: Cell) -> str:
    """A cell's content as text: a date in ISO form, a text in full."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return clean(cell.replace("_x000D_", "")) if isinstance(cell, str) else show(cell)
