"""One workbook judged, and what is looked at besides it; one that cannot be judged is an answer too.

`assess`, `check`, `compare`, `plan`, `review` and every worker of a batch come here.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from convergence_cli.errors import WorkbookError
from convergence_cli.files import name_of
from convergence_cli.model.assessment import Assessment, Failure
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.read import read
from convergence_cli.scoring.engine import assess
from convergence_cli.value import value

T = TypeVar("T")


def judge_workbook(
    workbook: Path, framework: Framework, bounds: Bounds, *, steps: bool = True, takes_part: bool = False
) -> tuple[Assessment | Failure, Language | None]:
    """The station judged, or every problem that stopped it; and the workbook's language, where it is known.

    `steps`: whether the next steps of every indicator are worked out, which is half of scoring.
    `takes_part`: whether one department's part is judged, as far as its own answers go.
    """
    judge = partial(assess, framework, steps=steps)
    return judged_by(judge, workbook, framework, bounds, takes_part=takes_part)


def judged_by(
    judge: Callable[[Questionnaire], T],
    workbook: Path,
    framework: Framework,
    bounds: Bounds,
    *,
    takes_part: bool = False,
) -> tuple[T | Failure, Language | None]:
    """What `judge` makes of the questionnaire that a workbook holds, or every problem of reading or judging it."""
    spoken: Language | None = None
    try:
        questionnaire = read(workbook, framework, bounds, takes_part=takes_part)
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


def judge_with(
    workbook: Path, framework: Framework, bounds: Bounds, extras: Extras
) -> tuple[Assessment | Failure, Language | None]:
    """The station judged and looked at, or every problem that stopped it; and the workbook's language, if known.

    Raises ConfigError where the folder of evidence cannot be walked.
    """
    judged, spoken = judge_workbook(workbook, framework, bounds)
    return judged if isinstance(judged, Failure) else _with_extras(framework, judged, extras), spoken


def _with_extras(framework: Framework, judged: Assessment, extras: Extras) -> Assessment:
    if extras.as_of is not None:
        from convergence_cli.scoring.overdue import mark_overdue

        judged = mark_overdue(framework, judged, extras.as_of)
    if extras.evidence_dir is not None:
        from convergence_cli.evidence.check import MAX_SIZE, check_evidence
        from convergence_cli.files import MEGABYTE
        from convergence_cli.scoring.backing import with_backing

        bound = MAX_SIZE if extras.max_evidence is None else extras.max_evidence * MEGABYTE
        judged = with_backing(framework, check_evidence(judged, extras.evidence_dir, bound))
    return with_sensitivity(framework, judged) if extras.sensitivity else judged


def with_sensitivity(framework: Framework, judged: Assessment) -> Assessment:
    """The station with how firm its index and level are."""
    from convergence_cli.sensitivity import sensitivity

    return replace(judged, sensitivity=sensitivity(framework, judged))
