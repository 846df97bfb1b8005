"""One workbook judged, and what is looked at besides it."""

from dataclasses import replace
from pathlib import Path

from convergence_cli.cohort.run import judge_workbook
from convergence_cli.errors import ConfigError, problem
from convergence_cli.model.assessment import Assessment, Failure
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.value import value


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

        bound = MAX_SIZE if extras.max_evidence is None else extras.max_evidence * MEGABYTE
        judged = check_evidence(judged, extras.evidence_dir, bound)
    return with_sensitivity(framework, judged) if extras.sensitivity else judged


def with_sensitivity(framework: Framework, judged: Assessment) -> Assessment:
    """The station with how firm its index and level are."""
    from convergence_cli.sensitivity import sensitivity

    return replace(judged, sensitivity=sensitivity(framework, judged))


def check_horizons(framework: Framework, as_of: str | None) -> None:
    """Refuse `--as-of` for a framework without horizons: nothing could be overdue; raises ConfigError."""
    if as_of is not None and not framework.horizons:
        raise ConfigError(problem("no-horizons", found=framework.id))
