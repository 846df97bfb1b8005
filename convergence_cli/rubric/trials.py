"""Loads a framework's unit tests and turns each into the questionnaire that it describes."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from convergence_cli.errors import Location, RubricError
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import NUMERIC_TYPES, ProfileQuestion, Table
from convergence_cli.model.questionnaire import Answer, Answered, OptionEvidence, Questionnaire, Row, TableRead
from convergence_cli.model.trial import Given, Trial, TrialFile
from convergence_cli.rubric.lint import placed
from convergence_cli.rubric.lint.fault import Fault, fault, unknown
from convergence_cli.rubric.load import texts_of, validated
from convergence_cli.rubric.schema import TEST


def load_trials(folder: Path) -> tuple[dict[str, tuple[Trial, ...]], dict[str, str]]:
    """File name -> its tests, for every `tests/*.yaml` of a framework; and file name -> its text.

    Raises RubricError with every fault of every file.
    """
    found: dict[str, tuple[Trial, ...]] = {}
    texts, problems = texts_of({f"tests/{path.name}": path for path in sorted((folder / "tests").glob("*.yaml"))})
    for name, text in texts.items():
        file: TrialFile | None = validated(text, name, TEST, problems)
        if file is not None:
            faults: list[Fault] = []
            found[name] = _resolved(file, name, faults)
            problems.extend(placed(faults, {name: text}))
    if problems:
        raise RubricError(*problems)
    return found, texts


def _resolved(file: TrialFile, name: str, faults: list[Fault]) -> tuple[Trial, ...]:
    """The tests with what they take over: the file's station, and the answers of the test that they are like."""
    done: dict[str, Trial] = {}
    for at, trial in enumerate(file.tests):
        if trial.name in done:
            faults.append(fault(name, ("tests", at, "name"), "id-not-unique", found=trial.name))
        if trial.like is not None and trial.like not in done:
            faults.append(unknown(name, ("tests", at, "like"), "rubric-test-unknown", trial.like, done))
            continue
        full = replace(trial, profile=file.profile | trial.profile)
        done[trial.name] = _like(done[trial.like], full, trial.profile) if trial.like is not None else full
    return tuple(done.values())


def _like(other: Trial, trial: Trial, own_profile: dict[str, Given]) -> Trial:
    def kept(answers: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: given
            for name, given in answers.items()
            if not {name, name.partition(".")[0]} & {*trial.blank, *trial.answers, *trial.not_applicable}
        }

    return replace(
        trial,
        profile=other.profile | own_profile,
        answers=kept(other.answers) | trial.answers,
        not_applicable=kept(other.not_applicable) | trial.not_applicable,
        tables=kept(other.tables) | trial.tables,
        evidence=other.evidence or trial.evidence,
    )


def _some(question: ProfileQuestion, trial: Trial) -> Answered:
    """An answer to a question about the station: the least number, the first option, or the test's name."""
    return question.min or 0.0 if question.type in NUMERIC_TYPES else next(iter(question.options), trial.name)


def questionnaire(framework: Framework, trial: Trial) -> Questionnaire:
    """The questionnaire that a test describes; what it does not name is blank."""
    answers = {name: Answer(id=name, location=Location()) for name in framework.indicator}
    answers |= {name: Answer(id=name, location=Location(), value=given) for name, given in trial.answers.items()}
    answers |= {name: Answer(id=name, location=Location(), reason=why) for name, why in trial.not_applicable.items()}
    if trial.evidence:
        answers = {
            name: with_evidence(framework.indicator[name], answer, trial.name) for name, answer in answers.items()
        }
    # A required question that the test does not answer has to have some answer.
    profile = {item.id: _some(item, trial) for item in framework.profile if item.required} | trial.profile
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
                rows=tuple(_row(at, row, table) for at, row in enumerate(trial.tables.get(table.id, ()), 1)),
                confirmed_empty=trial.tables.get(table.id) == () and not table.fixed,
            )
            for table in framework.tables
        },
    )


def with_evidence(item: Indicator, answer: Answer, text: str) -> Answer:
    """The answer with evidence: where each option takes its own, with that of every ticked one."""
    if not item.evidence.per_option:
        return replace(answer, evidence=text)
    ticked = answer.value if isinstance(answer.value, tuple) else ()
    named = tuple(OptionEvidence(option=option, evidence=text, location=answer.location) for option in ticked)
    return replace(answer, option_evidence=named)


def _row(number: int, given: Mapping[str, Given], table: Table) -> Row:
    """A row of a table; of one with fixed rows `row` says which."""
    if not table.fixed:
        return Row(number=number, values=dict(given))
    values = {key: content for key, content in given.items() if key != "row"}
    return Row(number=number, values=values, id=str(given["row"]))
