"""One workbook judged, and what is looked at besides it; one that cannot be judged is an answer too.

`assess`, `check`, `compare`, `plan`, `review` and every worker of a batch come here.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from convergence_cli.errors import Problem, WorkbookError
from convergence_cli.files import MEGABYTE, name_of
from convergence_cli.model.assessment import Assessment, Failure
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.read import examine, read
from convergence_cli.scoring.engine import assess
from convergence_cli.value import value

T = TypeVar("T")


@value
class Looked:
    """What was found in a workbook that nobody scores."""

    problems: tuple[Problem, ...]
    questionnaire: Questionnaire | None
    """None where a sheet as a whole is at fault: nobody knows then what was filled in."""
    language: Language | None


def look_at(workbook: Path, framework: Framework, bounds: Bounds, *, strict: bool = False) -> Looked:
    """All that is wrong with a workbook, its cross-checks included where its cells are in order.

    `strict`: a warning is an error.
    """
    try:
        questionnaire = examine(workbook, framework, bounds)
    except WorkbookError as error:
        return Looked(problems=error.problems, questionnaire=None, language=error.language)
    problems = questionnaire.problems
    errors = [item for item in problems if item.severity == "error"]
    if not errors:
        try:
            problems = assess(framework, questionnaire, steps=False).problems
        except WorkbookError as error:
            problems = error.problems
    known = questionnaire if all(item.location.cell for item in errors) else None
    problems = as_errors(problems) if strict else problems
    return Looked(problems=problems, questionnaire=known, language=questionnaire.language)


def judge_workbook(
    workbook: Path, framework: Framework, bounds: Bounds, *, steps: bool = True
) -> tuple[Assessment | Failure, Language | None]:
    """The station judged, or every problem that stopped it; and the workbook's language, where it is known.

    `steps`: whether the next steps of every indicator are worked out, which is half of scoring.
    """
    judge = partial(assess, framework, steps=steps)
    return judged_by(judge, workbook, framework, bounds)


def judged_by(
    judge: Callable[[Questionnaire], T],
    workbook: Path,
    framework: Framework,
    bounds: Bounds,
) -> tuple[T | Failure, Language | None]:
    """What `judge` makes of the questionnaire that a workbook holds, or every problem of reading or judging it."""
    spoken: Language | None = None
    try:
        questionnaire = read(workbook, framework, bounds)
        spoken = questionnaire.language
        return judge(questionnaire), spoken
    except WorkbookError as error:
        return Failure(file=name_of(workbook), problems=error.problems), error.language or spoken


@value
class Extras:
    """What is looked at besides the workbook, where the user asks for it."""

    evidence_dir: Path | None = None
    max_evidence: int | None = None
    """Megabytes."""
    as_of: str | None = None
    """A day, YYYY-MM-DD."""
    sensitivity: bool = False
    strict: bool = False
    """Whether a warning stops a station as an error does."""


def judge_with(
    workbook: Path, framework: Framework, bounds: Bounds, extras: Extras
) -> tuple[Assessment | Failure, Language | None]:
    """The station judged and looked at, or every problem that stopped it; and the workbook's language, if known.

    Raises ConfigError where the folder of evidence cannot be walked.
    """
    judged, spoken = judge_workbook(workbook, framework, bounds)
    if isinstance(judged, Assessment):
        judged = _with_extras(framework, judged, extras)
    strict = as_errors(judged.problems) if extras.strict else judged.problems
    return (judged if strict == judged.problems else Failure(file=judged.file, problems=strict)), spoken


def as_errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The same where every warning is an error."""
    return tuple(replace(item, severity="error") if item.severity == "warning" else item for item in problems)


def _with_extras(framework: Framework, judged: Assessment, extras: Extras) -> Assessment:
    if extras.as_of is not None:
        from convergence_cli.scoring.overdue import mark_overdue

        judged = mark_overdue(framework, judged, extras.as_of)
    if extras.evidence_dir is not None:
        from convergence_cli.evidence.check import MAX_SIZE, check_evidence
        from convergence_cli.scoring.backing import with_backing

        bound = MAX_SIZE if extras.max_evidence is None else extras.max_evidence * MEGABYTE
        judged = with_backing(framework, check_evidence(judged, extras.evidence_dir, bound))
    return with_sensitivity(framework, judged) if extras.sensitivity else judged


def with_sensitivity(framework: Framework, judged: Assessment) -> Assessment:
    """The station with how firm its index and level are."""
    from convergence_cli.sensitivity import sensitivity

    return replace(judged, sensitivity=sensitivity(framework, judged))
