"""Who judges the workbooks of a batch, and what an earlier run has judged already."""

from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from convergence_cli.cli.environment import processors, shelf
from convergence_cli.cli.output import tell
from convergence_cli.cli.rendering import tell_problems
from convergence_cli.errors import ConfigError, Location, problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convergence_cli.cohort.pool import Crew
    from convergence_cli.cohort.processes import Limits
    from convergence_cli.cohort.run import Judge
    from convergence_cli.cohort.submission import Done, Submission
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.language import Language
    from convergence_cli.questionnaire.bounds import Bounds


def limits_of(seconds: int | None, megabytes: int | None, dask: str | None) -> "Limits":
    """What one file may cost; raises ConfigError where a limit was named that nobody holds to."""
    from convergence_cli.cohort.processes import Limits
    from convergence_cli.files import MEGABYTE

    for option, named in (("--file-timeout", seconds), ("--file-memory", megabytes)):
        if dask is not None and named is not None:
            raise ConfigError(problem("dask-no-limits", option=option))
    usual = Limits()
    return Limits(seconds=seconds or usual.seconds, memory=(megabytes or 0) * MEGABYTE or usual.memory)


def crew_of(
    judge: "Judge",
    submissions: "tuple[Submission, ...]",
    jobs: int | None,
    dask: str | None,
    limits: "Limits",
    patience: int | None,
) -> "AbstractContextManager[Crew]":
    """Who judges: so many processes of this machine, or a cluster; raises ConfigError for an option of the other."""
    if dask is not None:
        from convergence_cli.cohort.cluster import PATIENCE, cluster

        return cluster(dask, judge, patience or PATIENCE)
    if patience is not None:
        raise ConfigError(problem("option-needs", option="--dask-timeout", needed="--dask"))
    from convergence_cli.cohort.processes import Processes

    return nullcontext(Processes(judge, len(submissions), jobs or processors(), limits))


def for_workers(submissions: "tuple[Submission, ...]", dask: str | None) -> "tuple[Submission, ...]":
    """The submissions as the workers are given them."""
    if dask is None:
        return submissions
    from convergence_cli.cohort.cluster import rooted

    return rooted(submissions)


def resumed_from(
    submissions: "tuple[Submission, ...]",
    report: Path,
    framework: "Framework",
    bounds: "Bounds",
    language: "Language",
    *,
    quiet: bool,
) -> "dict[int, Done]":
    """What an earlier report says of unchanged workbooks, by the place of their submissions; raises ConfigError."""
    from convergence_cli.cohort.resume import is_remembered, resumed
    from convergence_cli.saved.read import parse, read_content
    from convergence_cli.texts import say

    content = read_content(report)
    earlier, kept = parse(content, report.name), shelf()
    ours = kept is not None and is_remembered(kept, content, bounds)
    found = resumed(submissions, earlier, report.name, framework, bounds) if ours else {}
    if not quiet:
        tell(say(language, "batch.resumed", count=f"{len(found):,}"))
    if not ours:
        tell_problems([problem("resume-not-ours", Location(file=report.name), "warning")], language)
    return found


def done_by(
    submissions: "tuple[Submission, ...]",
    known: "Mapping[int, Done]",
    crew: "AbstractContextManager[Crew]",
    language: "Language",
    *,
    quiet: bool,
) -> "dict[int, Done]":
    """What came of each submission that is not known yet, by its place."""
    from convergence_cli.cli.progress import watched
    from convergence_cli.cohort.pool import judge_all

    open_ = [at for at in range(len(submissions)) if at not in known]
    if not open_:
        return {}
    with crew as workers, closing(judge_all([submissions[at] for at in open_], workers)) as results:
        return {open_[at]: one for at, one in watched(results, len(open_), language, quiet=quiet)}
