"""Finds sheets, header rows and columns, whatever a station moved, added or misspelt.

An exact name in either language or a known alias wins; a close one is taken with a note; nothing is taken
twice.
"""

from collections.abc import Iterable, Iterator, Mapping

from convergence_cli.errors import Location, Problem, problem
from convergence_cli.questionnaire.cleaning import folded, is_blank
from convergence_cli.questionnaire.workbook.sheet import Cell, Grid, reference
from convergence_cli.value import value

_CLOSE = 0.75
# A header row stands near the top; a title block of a few dozen lines may come before it.
_HEADER_ROWS = 60


@value
class Header:
    """A found header row: its row from 0, and key -> column from 0."""

    row: int
    columns: dict[str, int]
    problems: tuple[Problem, ...] = ()


@value
class Sought:
    """What a sheet is known by."""

    names: tuple[str, ...]
    """As the sheet may be called; a misspelt one is told by the first."""
    folded: frozenset[str]
    """The same, folded."""
    headers: dict[str, str]
    """Accepted spelling of a column's header, folded -> the column's key."""
    needed: frozenset[str]
    """Keys of the columns without which it is another sheet."""
    unread: frozenset[str]
    """Keys of the columns that hold what we wrote there ourselves, and that nobody reads."""
    ids: dict[str, str]
    """Id of a row, as it is written and folded -> as it is written; none for a sheet whose rows have no ids."""

    def id_of(self, typed: str) -> str | None:
        """The id that was typed."""
        return self.ids.get(typed) or self.ids.get(folded(typed))

    def columns_not_read(self, line: list[Cell]) -> frozenset[int] | None:
        """Columns (from 0) that nobody reads, if this row is the header, written as it should be."""
        keys = [self.headers.get(folded(cell)) if isinstance(cell, str) else None for cell in line]
        if not self.needed <= set(keys):
            return None
        return frozenset(at for at, key in enumerate(keys) if key in self.unread)


def sought(
    names: tuple[str, ...],
    headers: Mapping[str, Iterable[str]],
    needed: Iterable[str],
    ids: Iterable[str] = (),
    unread: Iterable[str] = (),
) -> Sought:
    """A sheet of one of these names; `headers` maps a column's key to its accepted spellings."""
    return Sought(
        names=names,
        folded=frozenset(map(folded, names)),
        headers={folded(word): key for key, words in headers.items() for word in words},
        needed=frozenset(needed),
        unread=frozenset(unread),
        ids={spelt: name for name in ids for spelt in (folded(name), name)},
    )


def find_sheet(
    sheets: tuple[str, ...], wanted: Sought, taken: set[str], file: str
) -> tuple[str | None, tuple[Problem, ...]]:
    """The sheet that is wanted by its name, or one whose name is close (with a note)."""
    free = [(folded(name), name) for name in sheets if name not in taken]
    for typed, name in free:
        if typed in wanted.folded:
            return name, ()
    close = [(max(_likeness(typed, other) for other in wanted.folded), name) for typed, name in free]
    best = max(close, default=(0.0, ""))
    if best[0] < _CLOSE:
        return None, ()
    return best[1], (problem("sheet-misspelt", Location(file=file, sheet=best[1]), "note", read=wanted.names[0]),)


def find_header(grid: Grid, wanted: Sought, place: Location) -> Header | None:
    """The first row that names every needed column; None where there is none.

    A column that stands twice is an error.
    """
    for row, line in _candidates(grid, wanted):
        header = _match_row(line, row, wanted.headers, place)
        if wanted.needed <= header.columns.keys():
            # The columns that are not needed may still be misspelt.
            return _match_closely(line, header, wanted.headers, place)
    for row, line in _candidates(grid, wanted):
        header = _match_closely(line, _match_row(line, row, wanted.headers, place), wanted.headers, place)
        if wanted.needed <= header.columns.keys():
            return header
    return None


def _candidates(grid: Grid, wanted: Sought) -> Iterator[tuple[int, list[Cell]]]:
    """The rows near the top with cells enough."""
    for row, line in enumerate(grid[:_HEADER_ROWS]):
        if len(line) - line.count("") >= len(wanted.needed):
            yield row, line


def _match_row(line: list[Cell], row: int, exact: dict[str, str], place: Location) -> Header:
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for column, cell in enumerate(line):
        key = exact.get(folded(cell)) if isinstance(cell, str) else None
        if key is None:
            continue
        if key in columns:
            problems.append(problem("column-twice", _at(place, row, column), found=str(cell)))
        else:
            columns[key] = column
    return Header(row=row, columns=columns, problems=tuple(problems))


def _match_closely(line: list[Cell], header: Header, exact: dict[str, str], place: Location) -> Header:
    """What `_match_row` gave, and headers that are left over go to the closest key that is, with a note."""
    columns, problems = dict(header.columns), list(header.problems)
    for column, cell in enumerate(line):
        if is_blank(cell) or not isinstance(cell, str) or column in columns.values():
            continue
        free = {name: key for name, key in exact.items() if key not in columns}
        likeness, name = max(((_likeness(folded(cell), name), name) for name in free), default=(0.0, ""))
        if likeness >= _CLOSE:
            columns[free[name]] = column
            problems.append(problem("header-misspelt", _at(place, header.row, column), "note", found=cell, read=name))
    return Header(row=header.row, columns=columns, problems=tuple(problems))


def _likeness(one: str, other: str) -> float:
    from difflib import SequenceMatcher  # only a sheet or header that is not spelt as written needs it

    return SequenceMatcher(None, one, other).ratio()


def _at(place: Location, row: int, column: int) -> Location:
    return Location(file=place.file, sheet=place.sheet, cell=reference(row, column))
