"""What is wrong with a unit test itself: names that do not exist, answers that could not be given.

Such a test would guard nothing, or something else than it says, in silence.
"""

from collections.abc import Iterator

from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.question import NUMERIC_TYPES, AnswerType, Text
from convergence_cli.model.trial import Given, Trial
from convergence_cli.texts.nearest import nearest


def trial_faults(framework: Framework, trial: Trial, file: str) -> list[Problem]:
    """Every fault of one test; a test with a fault is not run."""
    place = Location(file=file)
    unknown = [
        problem("rubric-test-unknown", place, found=name, nearest=nearest(name, known))
        for name, known in _names(framework, trial)
        if name not in known
    ]
    return unknown or [
        problem("rubric-test-unfit", place, name=trial.name, id=name, found=str(given), expected=expected)
        for name, given, expected in _unfit(framework, trial)
    ]


def _names(framework: Framework, trial: Trial) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every name that a test uses, with the names that would be right there."""
    indicators, profile = framework.indicator, framework.question
    tables = {table.id: {column.id: column for column in table.columns} for table in framework.tables}
    for name in (*trial.answers, *trial.not_applicable, *trial.expect):
        yield name, tuple(indicators)
    for name in trial.blank:
        yield name, (*indicators, *framework.measure, *tables)
    yield from ((name, tuple(item.id for item in framework.checks)) for name in trial.checks or ())
    for name, reason in trial.not_applicable.items():
        yield reason, indicators[name].not_applicable if name in indicators else (reason,)
    for name, given in trial.answers.items():
        if name in indicators:
            yield from _options(given, framework.options(indicators[name]))
    for name, given in trial.profile.items():
        yield name, tuple(profile)
        yield from _options(given, profile[name].options if name in profile else {})
    for table, rows in trial.tables.items():
        yield table, tuple(tables)
        for column, given in (pair for row in rows for pair in row.items()):
            columns = tables.get(table, {})
            yield column, tuple(columns) if columns else (column,)
            yield from _options(given, columns[column].options if column in columns else {})


def _options(given: Given, options: dict[str, Text]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if options:
        yield from ((str(name), tuple(options)) for name in (given if isinstance(given, tuple) else (given,)))


def _unfit(framework: Framework, trial: Trial) -> Iterator[tuple[str, Given, str]]:
    """Answers of a kind that the question does not take, and answers to questions that are computed."""
    indicators = framework.indicator
    asked: list[tuple[str, Given, AnswerType]] = []
    for name, given in trial.answers.items():
        if indicators[name].ask.compute is not None:
            yield name, given, "compute"
        asked.append((name, given, indicators[name].ask.type))
    asked += [(name, given, framework.question[name].type) for name, given in trial.profile.items()]
    columns = {f"{table.id}.{column.id}": column.type for table in framework.tables for column in table.columns}
    for table, rows in trial.tables.items():
        asked += [(f"{table}.{name}", given, columns[f"{table}.{name}"]) for row in rows for name, given in row.items()]
    yield from ((name, given, kind) for name, given, kind in asked if not _fits(given, kind))


def _fits(given: Given, kind: AnswerType) -> bool:
    if kind in NUMERIC_TYPES:
        return isinstance(given, float) and (kind != "integer" or given.is_integer())
    if kind == "yes_no":
        return isinstance(given, bool)
    return isinstance(given, tuple if kind == "many_of" else str)
