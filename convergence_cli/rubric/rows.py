"""One question for each row: an indicator whose `ask.cell` names no row stands for as many as its table lists.

They are made before lint, which so judges what will be scored, and whatever comes after knows of single questions
only. A fault in one of them is shown where the indicator was written.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from convergence_cli.model.framework import Framework, Indicator, Measure
from convergence_cli.model.question import UNSAID, Column, FixedRow, Table, TableCell, Text
from convergence_cli.rubric.lint.fault import Fault, measure_file
from convergence_cli.rubric.wording import with_texts
from convergence_cli.value import value

ROW = "{row}"
"""Stands in an indicator's texts for the title of the row."""
MOST_QUESTIONS = 5_000
"""Of a framework, those made of rows among them; whatever comes after looks at each."""


@value
class Made:
    """A framework with a question for each row."""

    framework: Framework
    origins: Mapping[str, tuple[int, ...]]
    """File of a measure -> of each of its indicators the place of the one that it was written as."""

    def written(self, faults: list[Fault]) -> list[Fault]:
        """Faults where they were written: what is wrong with many rows alike is said once."""
        found: dict[tuple[Any, ...], Fault] = {}
        for item in faults:
            origins = self.origins.get(item.file)
            if origins is None or len(item.path) < 2 or item.path[0] != "indicators":
                found[item.file, item.path, item.code, item.values] = item
            else:
                path = ("indicators", origins[int(item.path[1])], *item.path[2:])
                found.setdefault((item.file, path, item.code), replace(item, path=path))
        return list(found.values())


def with_rows(framework: Framework) -> Made:
    """The framework with a question for each row. What names no table with fixed rows stays, for lint to find."""
    tables = {table.id: table for table in framework.tables if table.fixed}
    origins: dict[str, tuple[int, ...]] = {}
    measures: list[Measure] = []
    room = MOST_QUESTIONS
    for measure in framework.measures:
        made: list[Indicator] = []
        places: list[int] = []
        for place, item in enumerate(measure.indicators):
            each = _each(item, tables)
            each = each if len(each) <= room else (item,)
            room -= len(each)
            made += each
            places += [place] * len(each)
        if len(made) > len(measure.indicators) or any(item.ask.cell for item in made):
            measure = replace(measure, indicators=tuple(made))
            origins[measure_file(measure)] = tuple(places)
        measures.append(measure)
    return Made(framework=replace(framework, measures=tuple(measures)) if origins else framework, origins=origins)


def _each(item: Indicator, tables: Mapping[str, Table]) -> tuple[Indicator, ...]:
    cell = item.ask.cell
    table = tables.get(cell.table) if cell is not None and cell.row is None else None
    column = table.column(cell.column) if table and cell else None
    if cell is None or table is None or column is None or not set(cell.only) <= table.fixed.keys():
        return (item,)
    rows = {name: row for name, row in table.fixed.items() if not cell.only or name in cell.only}
    return tuple(_of_row(item, cell, column, name, row) for name, row in rows.items()) or (item,)


def _of_row(item: Indicator, cell: TableCell, column: Column, name: str, row: FixedRow) -> Indicator:
    """The question of one row; what its column says of the answer need not be said again."""
    ask = item.ask
    own: Indicator = with_texts(item, lambda text: _titled(text, row.title))
    return replace(
        own,
        id=f"{item.id}-{name}",
        clauses=row.clauses or item.clauses,
        weight=_weight(item, row),
        weight_by=item.weight_by
        and {
            question: {option: weight * row.weight for option, weight in weights.items()}
            for question, weights in item.weight_by.items()
        },
        ask=replace(
            own.ask,
            cell=replace(cell, row=name, only=()),
            unit=ask.unit or column.unit,
            min=column.min if ask.min is None else ask.min,
            max=column.max if ask.max is None else ask.max,
        ),
        applies=_both(item.applies, row.applies),
        not_applicable=item.not_applicable or tuple(dict.fromkeys(cell.reasons.values())),
    )


def _weight(item: Indicator, row: FixedRow) -> float | None:
    """That of the question, times that of the row; what is not scored has none."""
    if not item.scored or (item.weight is None and row.weight == 1):
        return item.weight
    return (1.0 if item.weight is None else item.weight) * row.weight


def _both(one: dict[str, tuple[str, ...]], other: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The stations that both apply to."""
    return {
        question: tuple(option for option in one.get(question, other.get(question, ())) if option in options)
        for question, options in (one | other).items()
    }


def _titled(text: Text, title: Text) -> Text:
    """A text with the title of its row in it."""
    return Text(zh=_filled(text.zh, title.zh), en=_filled(text.en, title.en))


def _filled(words: str, title: str) -> str:
    return words if title == UNSAID else words.replace(ROW, title)
