"""Finds sheets, header rows and columns, whatever a station moved, added or misspelt.

An exact name in either language or a known alias wins; a close one is taken with a note; nothing is taken
twice. Most sheets are somebody else's, so each cell is looked at once, however many sheets are sought, and only
what could be a header is looked at closely.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from convergence_cli.errors import Location, Problem, problem
from convergence_cli.questionnaire.cleaning import folded
from convergence_cli.questionnaire.workbook.sheet import Cell, Grid, reference
from convergence_cli.texts.nearest import Guesses, Known, known_words
from convergence_cli.value import value

_CLOSE = 0.75
# A header row stands near the top; a title block of a few dozen lines may come before it.
_HEADER_ROWS = 60
# A header has less, spaces and all; a cell with more holds text.
_LONGEST_HEADER = 500
# Texts near the top of sheets: a questionnaire with all that stations add has some thousands.
_ENOUGH = 200_000
_WIDEST_KEPT = 40


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
    vocabulary: tuple[str, ...]
    """The headers of all sheets that are sought in a workbook, folded: what is like none of them is no header."""
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
    known = {folded(word): key for key, words in headers.items() for word in words}
    return Sought(
        names=names,
        folded=frozenset(map(folded, names)),
        headers=known,
        vocabulary=tuple(known),
        needed=frozenset(needed),
        unread=frozenset(unread),
        ids={spelt: name for name in ids for spelt in (folded(name), name)},
    )


class Finder:
    """Finds the sheets and headers of one workbook."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.guesses = Guesses()
        self._lines: dict[str, list[_Line]] = {}
        """Of each sheet so many of the first rows as have been looked at: most headers stand above most rows."""
        self._seen = 0

    @property
    def has_seen_enough(self) -> bool:
        """Whether it is time to give up looking for a header in sheets whose names say nothing."""
        return self._seen > _ENOUGH

    def close_sheet(
        self, sheets: tuple[str, ...], wanted: Sought, taken: set[str]
    ) -> tuple[str | None, tuple[Problem, ...]]:
        """The sheet whose name is close to the one that is wanted, with a note."""
        free = [(folded(name), name) for name in sheets if name not in taken]
        known = known_words(tuple(sorted(wanted.folded)), _CLOSE)
        close = ((self.guesses.closest(typed, known), name) for typed, name in free)
        likeness, best = max(((likeness, name) for (likeness, word), name in close if word), default=(0.0, ""))
        if not likeness:
            return None, ()
        return best, (problem("sheet-misspelt", Location(file=self._file, sheet=best), "note", read=wanted.names[0]),)

    def header(self, sheet: str, grid: Grid, wanted: Sought) -> Header | None:
        """The first row of a sheet that names every needed column; None where there is none.

        A column that stands twice is an error.
        """
        place = Location(file=self._file, sheet=sheet)
        for line in self._lines_of(sheet, grid, wanted):
            header = _match_row(line, wanted, place)
            if wanted.needed <= header.columns.keys():
                # The columns that are not needed may still be misspelt.
                return self._match_closely(line, header, wanted, place)
        for line in self._lines_of(sheet, grid, wanted):
            if self._is_hopeful(line, wanted):
                header = self._match_closely(line, _match_row(line, wanted, place), wanted, place)
                if wanted.needed <= header.columns.keys():
                    return header
        return None

    def _lines_of(self, sheet: str, grid: Grid, wanted: Sought) -> "Iterator[_Line]":
        """The first rows of a sheet with enough texts, one by one, and none looked at twice."""
        lines = self._lines.setdefault(sheet, [])
        for row in range(min(len(grid), _HEADER_ROWS)):
            if row == len(lines):
                lines.append(_Line(row, texts_of(grid[row])))
                self._seen += len(lines[row])
            if len(lines[row]) >= len(wanted.needed):
                yield lines[row]

    def _is_hopeful(self, line: "_Line", wanted: Sought) -> bool:
        """Whether so many cells are like any header at all that the needed ones could be among them."""
        if line.hopes is None:
            known = _known(wanted)
            line.hopes = sum(bool(self.guesses.candidates(text, known)) for _, text, _ in line.texts)
        return line.hopes >= len(wanted.needed)

    def _match_closely(self, line: "_Line", header: Header, wanted: Sought, place: Location) -> Header:
        """What `_match_row` gave, and headers left over go to the closest key that is left over, with a note."""
        columns, problems, known = dict(header.columns), list(header.problems), _known(wanted)
        taken = set(columns.values())
        free = {name for name, key in wanted.headers.items() if key not in columns}
        for column, text, cell in line.texts:
            if column in taken:
                continue
            name = self.guesses.nearest(text, known, free)
            if name:
                columns[wanted.headers[name]] = column
                free -= {other for other, key in wanted.headers.items() if key == wanted.headers[name]}
                at = _at(place, header.row, column)
                problems.append(problem("header-misspelt", at, "note", found=cell, read=name))
        return Header(row=header.row, columns=columns, problems=tuple(problems))


class _Line:
    """A row in which a header may stand: its texts, each with its column, folded and as typed."""

    __slots__ = ("hopes", "row", "texts")

    def __init__(self, row: int, texts: tuple[tuple[int, str, str], ...]) -> None:
        self.row, self.texts = row, texts
        self.hopes: int | None = None
        """How many of the texts are like a header; None while nobody has asked."""

    def __len__(self) -> int:
        return len(self.texts)


def texts_of(line: list[Cell]) -> tuple[tuple[int, str, str], ...]:
    """What of a row may be a header: its column, folded and as typed."""
    texts = tuple(cell if isinstance(cell, str) and len(cell) <= _LONGEST_HEADER else "" for cell in line)
    return _folded_once(texts) if len(texts) <= _WIDEST_KEPT else _folded(texts)


def _folded(texts: tuple[str, ...]) -> tuple[tuple[int, str, str], ...]:
    typed = ((column, folded(cell), cell) for column, cell in enumerate(texts) if cell)
    return tuple(each for each in typed if each[1])


# The first rows of a sheet are the same in all workbooks of a form.
_folded_once = lru_cache(maxsize=256)(_folded)


def _known(wanted: Sought) -> Known:
    return known_words(wanted.vocabulary, _CLOSE)


def _match_row(line: _Line, wanted: Sought, place: Location) -> Header:
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for column, text, cell in line.texts:
        key = wanted.headers.get(text)
        if key is None:
            continue
        if key in columns:
            problems.append(problem("column-twice", _at(place, line.row, column), found=cell))
        else:
            columns[key] = column
    return Header(row=line.row, columns=columns, problems=tuple(problems))


def _at(place: Location, row: int, column: int) -> Location:
    return Location(file=place.file, sheet=place.sheet, cell=reference(row, column))
