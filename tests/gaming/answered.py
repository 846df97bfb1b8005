"""Small sets of answers through the engine: what a trick would earn is told by the score and not by the prose."""

from collections.abc import Mapping, Sequence
from typing import Any

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.model.trial import Given, Trial
from convergence_cli.rubric.trials import questionnaire
from convergence_cli.scoring.engine import assess

Rows = Sequence[Mapping[str, Given]]


def judged(
    framework: Framework,
    level: str = "provincial",
    *,
    answers: Mapping[str, Given] | None = None,
    tables: Mapping[str, Rows] | None = None,
    profile: Mapping[str, Given] | None = None,
    evidence: bool = True,
) -> Assessment:
    """A station of this level with these answers, all else blank; a percentage is a fraction."""
    trial = Trial(
        name="answered",
        profile={"level": level, "staff": 400.0, **(profile or {})},
        answers=dict(answers or {}),
        tables={name: tuple(dict(row) for row in rows) for name, rows in (tables or {}).items()},
        evidence=evidence,
    )
    return assess(framework, questionnaire(framework, trial))


def points(found: Assessment, name: str) -> float:
    """The points of an indicator that has been answered."""
    earned = found.result[name].points
    assert earned is not None, name
    return earned


def red_lines(found: Assessment) -> set[str]:
    """The red lines that are missed."""
    return {result.id for result in found.results if result.red_line == "missed"}


def failed_checks(found: Assessment) -> set[Any]:
    """The cross-checks that told the station to look again."""
    return {dict(item.values)["check"] for item in found.problems if item.code == "check-failed"}
