"""What is wrong with a unit test itself: names that do not exist, answers that could not be given.

Such a test would guard nothing, or something else than it says, in silence.
"""

from collections.abc import Iterator

from convergence_cli.model.framework import Framework
from convergence_cli.model.keywords import MOST_TOLERANCE
from convergence_cli.model.question import NUMERIC_TYPES, AnswerType, Table, Text
from convergence_cli.model.trial import Given, Trial
from convergence_cli.rubric.lint.fault import Fault, fault, unknown
from convergence_cli.rubric.strict_yaml import Path


def trial_faults(framework: Framework, trial: Trial, file: str, at: Path) -> list[Fault]:
    """Every fault of one test, which stands at a path of its file; a test with a fault is not run."""
    strange = [
        unknown(file, (*at, *path), "rubric-test-unknown", name, known)
        for path, name, known in _names(framework, trial)
        if name not in known
    ]
    tolerances = [
        (("within",), trial.within),
        *((("expect", name, "within"), each.within) for name, each in trial.expect.items()),
    ]
    wide = [
        fault(file, (*at, *path), "tolerance-out-of-range", name=trial.name, found=f"{within:g}")
        for path, within in tolerances
        if not 0 <= within <= MOST_TOLERANCE
    ]
    return (
        strange
        or wide
        or [
            fault(
                file, (*at, *path), "rubric-test-unfit", name=trial.name, id=name, found=str(given), expected=expected
            )
            for path, name, given, expected in _unfit(framework, trial)
        ]
    )


def _names(framework: Framework, trial: Trial) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Every name that a test uses, where it stands in the test, and the names that would be right there."""
    indicators, profile = framework.indicator, framework.question
    for key in ("answers", "not_applicable", "expect"):
        yield from (((key, name), name, tuple(indicators)) for name in getattr(trial, key))
    for at, name in enumerate(trial.blank):
        yield ("blank", at), name, (*indicators, *framework.measure, *framework.table)
    for at, name in enumerate(trial.checks or ()):
        yield ("checks", at), name, tuple(item.id for item in framework.checks)
    for name, reason in trial.not_applicable.items():
        permitted = indicators[name].not_applicable if name in indicators else (reason,)
        yield ("not_applicable", name), reason, permitted
    for name, given in trial.answers.items():
        if name in indicators:
            yield from _options(("answers", name), given, framework.options(indicators[name]))
    for name, given in trial.profile.items():
        yield ("profile", name), name, tuple(profile)
        yield from _options(("profile", name), given, profile[name].options if name in profile else {})
    for table, rows in trial.tables.items():
        yield ("tables", table), table, tuple(framework.table)
        yield from _of_rows(framework, framework.table[table], rows) if table in framework.table else ()


def _of_rows(
    framework: Framework, table: Table, rows: tuple[dict[str, Given], ...]
) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    if table.fixed:
        yield from _fixed(framework, table, rows)
        return
    columns = {column.id: column for column in table.columns}
    for path, column, given in _cells(table.id, rows):
        yield path, column, tuple(columns)
        yield from _options(path, given, columns[column].options if column in columns else {})


def _fixed(
    framework: Framework, table: Table, rows: tuple[dict[str, Given], ...]
) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Each row says which one it is, once, and what no question asks there: that stands under `answers`."""
    left = list(table.fixed)
    for at, row in enumerate(rows):
        path: Path = ("tables", table.id, at)
        name = str(row.get("row", ""))
        yield (*path, "row"), name, tuple(left)
        columns = {column.id: column for column in framework.left_over(table, name)}
        left = [other for other in left if other != name]
        for column, given in row.items():
            if column != "row":
                yield (*path, column), column, ("row", *columns)
                yield from _options((*path, column), given, columns[column].options if column in columns else {})


def _cells(table: str, rows: tuple[dict[str, Given], ...]) -> Iterator[tuple[Path, str, Given]]:
    """Where each cell of a table stands in a test, its column and what it holds."""
    for at, row in enumerate(rows):
        yield from ((("tables", table, at, column), column, given) for column, given in row.items())


def _options(path: Path, given: Given, options: dict[str, Text]) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    if options:
        yield from ((path, str(name), tuple(options)) for name in (given if isinstance(given, tuple) else (given,)))


def _unfit(framework: Framework, trial: Trial) -> Iterator[tuple[Path, str, Given, str]]:
    """Answers of a kind that the question does not take, and answers to questions that are computed."""
    indicators = framework.indicator
    asked: list[tuple[Path, str, Given, AnswerType]] = []
    for name, given in trial.answers.items():
        path: Path = ("answers", name)
        if indicators[name].ask.compute is not None:
            yield path, name, given, "compute"
        asked.append((path, name, given, indicators[name].ask.type))
    for name, given in trial.profile.items():
        asked.append((("profile", name), name, given, framework.question[name].type))
    for table, rows in trial.tables.items():
        columns: dict[str, AnswerType] = {column.id: column.type for column in framework.table[table].columns}
        columns |= {"row": "text"} if framework.table[table].fixed else {}
        for path, name, given in _cells(table, rows):
            asked.append((path, f"{table}.{name}", given, columns[name]))
    yield from ((path, name, given, kind) for path, name, given, kind in asked if not _fits(given, kind))


def _fits(given: Given, kind: AnswerType) -> bool:
    if kind in NUMERIC_TYPES:
        return isinstance(given, float) and (kind != "integer" or given.is_integer())
    if kind == "yes_no":
        return isinstance(given, bool)
    return isinstance(given, tuple if kind == "many_of" else str)
