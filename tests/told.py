"""Where two readings of a workbook differ in an answer, and whether one of them says so."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from convergence_cli.errors import Problem
from convergence_cli.model.questionnaire import Questionnaire

# What is gathered over a column is told by the first cell of it.
_OF_THE_COLUMN = {"read-formula", "formula-stale", "answer-hidden"}
# Which columns are read, and which are not, is told once for a sheet.
_OF_THE_SHEET = {"column-not-read", "header-misspelt", "column-twice", "cell-unplaced"}


@dataclass(frozen=True)
class Difference:
    """An answer that two readers give differently."""

    name: str
    where: tuple[str, str]
    """Sheet and cell (or row) in ours."""
    ours: Any
    theirs: Any
    is_silent: bool

    def __str__(self) -> str:
        return f"{self.name} at {'!'.join(self.where)}: ours {self.ours!r}, theirs {self.theirs!r}"


Place = tuple[str, str]
Said = tuple[tuple[Place, ...], dict[str, Any]]


def silent(before: Questionnaire, ours: Questionnaire, theirs: Questionnaire | None) -> Iterator[Difference]:
    """Every answer that differs; what was told of the workbook `before` it was changed, tells nothing of the change."""
    left = Counter(before.problems)
    problems: list[Problem] = []
    for item in ours.problems:
        if left[item] > 0:
            left[item] -= 1
        else:
            problems.append(item)
    missing = frozenset(name for name, table in ours.tables.items() if not table.sheet)
    mine, other = _said(ours), _said(theirs) if theirs else {}
    for name in mine.keys() | other.keys():
        places, said = mine.get(name, ((), {}))
        elsewhere, told = other.get(name, ((), {}))
        for key in sorted(said.keys() | told.keys()):
            one, two = said.get(key), told.get(key)
            if _alike(one, two):
                continue
            named = any(_names(item, name, {*places, *elsewhere}, missing) for item in problems)
            where = (places or elsewhere)[0]
            yield Difference(name=f"{name}.{key}", where=where, ours=one, theirs=two, is_silent=not named)


def _alike(one: Any, two: Any) -> bool:
    """Whether two answers are the same one: 1 is 1.0 but no yes, and an empty text is none."""
    pair = [None if each == "" else each for each in (one, two)]
    are_numbers = [isinstance(each, int | float) and not isinstance(each, bool) for each in pair]
    return pair[0] == pair[1] and (all(are_numbers) or type(pair[0]) is type(pair[1]))


def _said(read: Questionnaire) -> dict[str, Said]:
    """Name -> places and what is said there."""
    found: dict[str, Said] = {}
    for group in (read.profile, read.answers):
        for name, answer in group.items():
            place = answer.location.sheet, answer.location.cell
            said = {key: getattr(answer, key) for key in ("value", "reason", "evidence", "note")}
            found[name] = (place,), said
    for name, table in read.tables.items():
        found[f"{name} confirmed"] = ((table.sheet, "3"),), {"": table.confirmed_empty}
        for row in table.rows:
            found[f"{name}[{row.number}]"] = ((table.sheet, str(row.number)),), dict(row.values)
    return found


def _names(item: Problem, name: str, places: set[Place], missing: frozenset[str]) -> bool:
    """Whether a problem names the cell's row or column or its whole sheet, or the question itself.

    `missing` are the tables that have no sheet in ours.
    """
    sheet, cell, about = item.location.sheet, item.location.cell, dict(item.values).get("id")
    if about is not None and not cell:
        return about == name
    if not sheet:
        return name.partition("[")[0] in missing if item.code == "table-missing" else item.code == "no-station-sheet"
    here = [at for where, at in places if where == sheet]
    if not cell or item.code in _OF_THE_SHEET:
        return bool(here)
    of_column = item.code in _OF_THE_COLUMN and _column(cell) in map(_column, here)
    # A row of a table has many columns, of which one is told.
    return of_column or _row(cell) in map(_row, here) or (item.code in _OF_THE_COLUMN and "" in map(_column, here))


def _row(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _column(cell: str) -> str:
    return cell.rstrip("0123456789")
