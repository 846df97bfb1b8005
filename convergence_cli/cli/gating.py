"""Options that are gates, declared once for every command that judges."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from convergence_cli.cli.options import words
from convergence_cli.cli.output import tell

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from convergence_cli.gate.allowance import Allowance
    from convergence_cli.gate.gates import Gates
    from convergence_cli.model.assessment import Verdict
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.language import Language

_PANEL = words("panel-gates")


def _gate(name: str, metavar: str, **bounds: Any) -> Any:
    return typer.Option(f"--{name}", metavar=metavar, help=words(f"opt-{name}"), rich_help_panel=_PANEL, **bounds)


FailUnder = Annotated[float | None, _gate("fail-under", "N", min=0, max=100)]
FailUnderChapter = Annotated[float | None, _gate("fail-under-chapter", "N", min=0, max=100)]
MinCoverage = Annotated[str | None, _gate("min-coverage", "P%")]
MinLevel = Annotated[str | None, _gate("min-level", "LEVEL")]
FailOn = Annotated[str | None, _gate("fail-on", "red-line")]
NoRegress = Annotated[Path | None, _gate("no-regress", "BASELINE.json")]
Tolerance = Annotated[float | None, _gate("tolerance", "N", min=0, max=100)]
WaiverPath = Annotated[Path | None, _gate("waivers", "FILE.yaml")]
Today = Annotated[str | None, _gate("today", "YYYY-MM-DD")]
MaxFailing = Annotated[str | None, _gate("max-failing", "N|P%")]


def gates_of(
    framework: "Framework",
    *,
    fail_under: float | None = None,
    fail_under_chapter: float | None = None,
    min_coverage: str | None = None,
    min_level: str | None = None,
    fail_on: str | None = None,
    no_regress: Path | None = None,
    tolerance: float | None = None,
    waivers: Path | None = None,
    today: str | None = None,
    max_failing: str | None = None,
) -> "Gates":
    """The gates of a command's options, their files read.

    Raises ConfigError for a value that an option does not have, and for every fault of the files.
    """
    from convergence_cli.cli.export import check_choice, check_number
    from convergence_cli.gate.baseline import load_baseline
    from convergence_cli.gate.gates import Gates
    from convergence_cli.gate.waivers import load_waivers

    numbers = {"--fail-under": fail_under, "--fail-under-chapter": fail_under_chapter, "--tolerance": tolerance}
    for option, number in numbers.items():
        check_number(option, number)
    if fail_on is not None:
        check_choice("--fail-on", fail_on, ("red-line",))
    if min_level is not None:
        check_choice("--min-level", min_level, tuple(level.id for level in framework.levels))
    _check_needed("--tolerance", tolerance, "--no-regress", no_regress)
    _check_needed("--today", today, "--waivers", waivers)
    day = _day(today) if waivers else None
    share, allowed = _share(min_coverage), _allowance(max_failing)
    return Gates(
        fail_under=fail_under,
        fail_under_chapter=fail_under_chapter,
        min_coverage=None if share is None else float(share),
        min_level=min_level,
        fail_on_red_line=fail_on == "red-line",
        baseline=load_baseline(no_regress, framework) if no_regress else None,
        tolerance=tolerance or 0.0,
        waivers=load_waivers(waivers, framework, day) if waivers and day else None,
        max_failing=allowed,
    )


def tell_verdict(verdict: "Verdict", language: "Language", *, quiet: bool) -> None:
    """What is to be known of waivers and baseline, then each gate, on stderr; `quiet` leaves what is in order out."""
    from convergence_cli.report.problems import blocks
    from convergence_cli.report.verdict import lines

    notes = [item for item in verdict.notes if not (quiet and item.severity == "note")]
    for line in (*([blocks(notes, language)] if notes else []), *lines(verdict, language, failed_only=quiet)):
        tell(line)


def _check_needed(option: str, given: object, needed: str, there: object) -> None:
    """Refuse an option that would have no effect; raises ConfigError."""
    from convergence_cli.errors import ConfigError, problem

    if given is not None and there is None:
        raise ConfigError(problem("option-needs", option=option, needed=needed))


def _day(typed: str | None) -> "date":
    """The day that was named, else today's, the one thing here that no input says."""
    import re
    from datetime import date

    from convergence_cli.cli.environment import today

    if typed is None:
        return today()
    try:
        # Python from 3.11 on would take 20261231 and 2026-W53-4 too.
        return date.fromisoformat(typed if re.fullmatch(r"\d{4}-\d\d-\d\d", typed, re.ASCII) else "")
    except ValueError:
        raise _refused("--today", typed, "YYYY-MM-DD") from None


def _share(typed: str | None) -> "Decimal | None":
    from convergence_cli.gate.allowance import share

    found = None if typed is None else share(typed)
    if typed is not None and found is None:
        raise _refused("--min-coverage", typed, "0%-100%")
    return found


def _allowance(typed: str | None) -> "Allowance | None":
    from convergence_cli.gate.allowance import allowance

    found = None if typed is None else allowance(typed)
    if typed is not None and found is None:
        raise _refused("--max-failing", typed, "0, 1, 2, …, 0%-100%")
    return found


def _refused(option: str, found: str, known: str) -> Exception:
    from convergence_cli.errors import ConfigError, problem

    return ConfigError(problem("option-value", option=option, found=found, known=known))
