"""The ledger of an earlier workbook: what people wrote into it goes into the next one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from convergence_cli.cli.environment import spoken_language
from convergence_cli.cli.output import tell
from convergence_cli.cli.rendering import tell_problems
from convergence_cli.errors import ConfigError, Location, Problem, WorkbookError, problem
from convergence_cli.texts import say

if TYPE_CHECKING:
    from convergence_cli.cli.export import Job
    from convergence_cli.imprint import FileKind
    from convergence_cli.model.assessment import Assessment, Cohort
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.ledger import Ledger


_UNTOUCHED: "tuple[FileKind, ...]" = ("report", "batch", "plan", "comparison")
"""As they were written, without a word of a person's in them: they give way to their own command alone."""


def ledger_path(given: Path | None, exports: Sequence[Path] | None) -> Path | None:
    """The ledger that goes on: the one that was named, else the one that stands where a workbook is to be written."""
    if given is not None:
        return given
    return next((path for path in exports or () if _holds_one(path)), None)


def _holds_one(path: Path) -> bool:
    """Whether a file is a workbook with a ledger in which people may have written."""
    if path.suffix.lower() != ".xlsx" or path.is_symlink() or not path.is_file():
        return False
    from convergence_cli.files import read_bytes
    from convergence_cli.imprint import is_untouched
    from convergence_cli.ledger import has_ledger
    from convergence_cli.questionnaire.bounds import Bounds

    try:
        content = read_bytes(path, WorkbookError, Bounds().max_size)
    except WorkbookError:
        return False
    return not any(is_untouched(content, kind, ".xlsx") for kind in _UNTOUCHED) and has_ledger(path)


def ledger_of(
    path: Path | None,
    framework: "Framework",
    stations: "Iterable[Assessment]",
    named: Path | None = None,
    *,
    overwrite: bool,
    quiet: bool = False,
) -> "Ledger | None":
    """What stands in the ledger, its warnings told; None without a path. Raises WorkbookError.

    One that nobody `named` was found, which is said; where it is none of these stations', it does not go on, and gives
    way only to `overwrite`: else ConfigError is raised.
    """
    names = [each.station for each in stations]
    if path is None or not names:
        return None
    from convergence_cli.ledger import is_of, read_ledger

    found = read_ledger(path, framework)
    if named is None and not is_of(found, names):
        if not overwrite:
            raise ConfigError(problem("export-exists", found=path.name))
        return None
    if named is None and not quiet:
        tell(say(spoken_language(), "ledger.carried", file=path.name, count=len(found.rows)))
    tell_problems(found.problems, spoken_language())
    return found


def stays(path: Path) -> Problem | None:
    """Why a file is left as it is where its station could not be judged; None where it may be written.

    A report without stations would end a ledger that stands there, and what people wrote into it would go on no more.
    """
    return problem("ledger-left", Location(file=path.name), "warning") if _holds_one(path) else None


def spared(jobs: "Sequence[Job]") -> "list[Job]":
    """The files to be written of a station that could not be judged: none that stays, which is said."""
    from convergence_cli.cli.targets import Target

    left = {job.target.path: stays(job.target.path) for job in jobs}
    tell_problems(filter(None, left.values()), spoken_language())
    return [
        job._replace(target=Target(path=job.target.path, kind="report", overwrite=job.target.overwrite))
        for job in jobs
        if left[job.target.path] is None
    ]


def with_entries(cohort: "Cohort", ledger: "Ledger | None") -> "Cohort":
    """The cohort with what stands in a ledger; where a day was given, what is past its due date is overdue, too."""
    from convergence_cli.model.assessment import Assessment

    if ledger is None:
        return cohort
    entries = cohort.entries
    if cohort.as_of is not None:
        day = cohort.as_of
        entries = tuple(_dated(each, ledger, day) if isinstance(each, Assessment) else each for each in entries)
    return replace(cohort, ledger=ledger, entries=entries)


def _dated(judged: "Assessment", ledger: "Ledger", day: str) -> "Assessment":
    from convergence_cli.model.assessment import BELOW_TARGET

    entries = ledger.of(judged.station)
    late = {name: entry.due for name, entry in entries.items() if entry.is_late(day)}
    results = tuple(
        replace(each, overdue_since=min(late[each.id], each.overdue_since or late[each.id]))
        if each.id in late and each.outcome in BELOW_TARGET
        else each
        for each in judged.results
    )
    return replace(judged, results=results)
