"""Loads a framework's unit tests and turns each into the questionnaire that it describes."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from convergence_cli.errors import Location, Problem, RubricError, problem
from convergence_cli.model.framework import Framework, Text
from convergence_cli.model.questionnaire import Answer, Answered, Questionnaire, Row, TableRead
from convergence_cli.model.trial import Given, Trial, TrialFile
from convergence_cli.rubric.faults import explain
from convergence_cli.rubric.schema import TEST
from convergence_cli.rubric.strict_yaml import parse
from convergence_cli.texts.nearest import nearest

_DEFAULT_PROFILE: dict[str, Answered] = {"level": "provincial"}


def load_trials(folder: Path) -> dict[str, tuple[Trial, ...]]:
    """File name -> its tests, for every `tests/*.yaml` of a framework.

    Raises RubricError with every fault of every file.
    """
    found: dict[str, tuple[Trial, ...]] = {}
    problems: list[Problem] = []
    for path in sorted((folder / "tests").glob("*.yaml")):
        name = f"tests/{path.name}"
        try:
            text = path.read_text("utf-8").removeprefix("\ufeff")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(problem("yaml-unreadable", Location(file=name), found=type(error).__name__))
            continue
        tree, faults = parse(text, name)
        problems.extend(faults)
        try:
            found[name] = TEST.type.validate_json(json.dumps(tree, ensure_ascii=False)).tests
        except ValidationError as error:
            problems.extend([] if tree is None and faults else explain(error, TrialFile, text, name))
    if problems:
        raise RubricError(*problems)
    return found


def questionnaire(framework: Framework, trial: Trial) -> Questionnaire:
    """The questionnaire that a test describes; what it does not name is blank."""
    answers = {item.id: Answer(id=item.id, location=Location()) for item in framework.indicators}
    answers |= {name: Answer(id=name, location=Location(), value=given) for name, given in trial.answers.items()}
    answers |= {name: Answer(id=name, location=Location(), reason=why) for name, why in trial.not_applicable.items()}
    profile: dict[str, Answered] = {
        **{question.id: trial.name for question in framework.profile if question.required and not question.options},
        **{
            question.id: next(iter(question.options))
            for question in framework.profile
            if question.required and question.options
        },
        **{name: given for name, given in _DEFAULT_PROFILE.items() if name in {item.id for item in framework.profile}},
        **trial.profile,
    }
    return Questionnaire(
        file=trial.name,
        sha256="",
        language=None,
        profile={name: Answer(id=name, location=Location(), value=given) for name, given in profile.items()},
        answers=answers,
        tables={
            table.id: TableRead(
                id=table.id,
                sheet=table.id,
                rows=tuple(
                    Row(number=at, values=dict(row)) for at, row in enumerate(trial.tables.get(table.id, ()), 1)
                ),
                confirmed_empty=trial.tables.get(table.id) == (),
            )
            for table in framework.tables
        },
    )


def unknown_names(framework: Framework, trial: Trial, file: str) -> list[Problem]:
    """Names in a test that the framework does not have: they would test nothing in silence."""
    return [
        problem("rubric-test-unknown", Location(file=file), found=name, nearest=nearest(name, list(known)))
        for name, known in _used(framework, trial)
        if name not in known
    ]


def _used(framework: Framework, trial: Trial) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every name that a test uses, with the names that would be right there."""
    indicators = {item.id: item for item in framework.indicators}
    profile = {question.id: question for question in framework.profile}
    tables = {table.id: {column.id: column for column in table.columns} for table in framework.tables}
    for name in (*trial.answers, *trial.not_applicable, *trial.expect):
        yield name, tuple(indicators)
    yield from ((name, tuple(item.id for item in framework.checks)) for name in trial.checks or ())
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
