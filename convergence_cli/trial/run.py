"""Runs a framework's unit tests: each answers a questionnaire and says what it should come to."""

from pathlib import Path

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.numbers import LAST_BITS
from convergence_cli.model.trial import Trial
from convergence_cli.rubric.lint import placed
from convergence_cli.rubric.lint.fault import Fault, fault
from convergence_cli.rubric.strict_yaml import Path as Steps
from convergence_cli.rubric.trial_faults import trial_faults
from convergence_cli.rubric.trials import load_trials, questionnaire
from convergence_cli.scoring.checks import FAILED
from convergence_cli.scoring.engine import assess
from convergence_cli.trial.branches import branches, taken
from convergence_cli.value import value


@value
class TrialRun:
    """How a framework's tests went."""

    tests: int
    expectations: int
    problems: tuple[Problem, ...]
    """What did not come out as expected."""
    branches: int
    """How many ways of scoring the framework has."""
    unreached: tuple[str, ...]
    """Those that no test takes, each spelt as its place in the YAML."""


def run_trials(framework: Framework, folder: Path) -> TrialRun:
    """Run every test of a framework.

    Raises RubricError where a test file has not the shape of one.
    """
    files, texts = load_trials(folder)
    faults: list[Fault] = []
    reached: set[str] = set()
    for file, trials in files.items():
        for at, trial in enumerate(trials):
            path: Steps = ("tests", at)
            faults += trial_faults(framework, trial, file, path) or _run(framework, trial, file, path, reached)
    every = [trial for trials in files.values() for trial in trials]
    wholes = [expected for trial in every for expected in (trial.index, trial.level, trial.checks)]
    expectations = sum(len(trial.expect) for trial in every) + sum(expected is not None for expected in wholes)
    known = _own(branches(framework), framework)
    return TrialRun(
        tests=len(every),
        expectations=expectations,
        problems=tuple(placed(faults, texts)),
        branches=len(known),
        unreached=tuple(branch for branch in known if branch not in reached),
    )


def _own(known: list[str], framework: Framework) -> list[str]:
    """Of a framework under an overlay only what the overlay set or added: the rest has the base's tests."""
    if not framework.extends:
        return known
    touched = framework.extends[0].touched

    def owner(branch: str) -> str:
        return branch.partition(": ")[0].removeprefix("levels.").removeprefix("checks.")

    return [branch for branch in known if owner(branch) in touched]


def _run(framework: Framework, trial: Trial, file: str, at: Steps, reached: set[str]) -> list[Fault]:
    judged = assess(framework, questionnaire(framework, trial), steps=False)
    reached |= taken(framework, judged)
    compared: list[tuple[Steps, object, object, float]] = []
    for name, expected in trial.expect.items():
        if expected.points is not None:
            compared.append((("expect", name, "points"), expected.points, judged.result[name].points, expected.within))
        if expected.outcome is not None:
            compared.append((("expect", name, "outcome"), expected.outcome, judged.result[name].outcome, 0.0))
        if expected.value is not None:
            compared.append((("expect", name, "value"), expected.value, judged.result[name].value, expected.within))
    if trial.checks is not None:
        failed = [value for item in judged.problems if item.code in FAILED for value in _check(item)]
        compared.append((("checks",), sorted(trial.checks), sorted(failed), 0.0))
    if trial.index is not None:
        index = "none" if judged.index.score is None else judged.index.score
        compared.append((("index",), trial.index, index, trial.within))
    if trial.level is not None:
        compared.append((("level",), trial.level, judged.level or "none", 0.0))
    return [
        fault(
            *(file, (*at, *key), "rubric-test-failed"),
            name=trial.name,
            id=_named(key),
            expected=_say(want),
            found=_say(have),
        )
        for key, want, have, within in compared
        if not _same(want, have, within)
    ]


def _named(key: Steps) -> str:
    """What a test expects something of: an indicator's points, the index."""
    return " ".join(str(step) for step in key if step != "expect")


def _check(item: Problem) -> list[str]:
    """The id of the check that a problem is about."""
    return [str(word) for name, word in item.values if name == "check"]


def _same(want: object, have: object, within: float) -> bool:
    """Numbers as near as that, on paper: 0.6666 is within 0.0001 of 2/3."""
    if isinstance(want, bool) or isinstance(have, bool):
        return want is have
    if isinstance(want, float) and isinstance(have, float):
        return abs(want - have) <= within + LAST_BITS
    return want == have


def _say(number: object) -> str:
    if isinstance(number, bool):
        return str(number).lower()
    return f"{number:.10g}" if isinstance(number, float) else str(number)
