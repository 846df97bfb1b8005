"""Loads a framework's unit tests and turns each into the questionnaire that it describes."""

import json
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from convergence_cli.errors import Location, Problem, RubricError, problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Answer, Answered, Questionnaire, Row, TableRead
from convergence_cli.model.trial import Trial, TrialFile
from convergence_cli.rubric.faults import explain
from convergence_cli.rubric.schema import TEST
from convergence_cli.rubric.strict_yaml import parse


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
            file: TrialFile = TEST.type.validate_json(json.dumps(tree, ensure_ascii=False))
            found[name] = tuple(replace(trial, profile=file.profile | trial.profile) for trial in file.tests)
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
    # A required question that the test does not answer has to have some answer: its first option, or the name.
    required = [question for question in framework.profile if question.required]
    profile: dict[str, Answered] = {item.id: next(iter(item.options), trial.name) for item in required}
    profile |= trial.profile
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
