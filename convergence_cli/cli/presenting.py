"""What every judging command does last: the report on stdout, files, the verdict on stderr, the exit code."""

from typing import TYPE_CHECKING

import typer

from convergence_cli.cli.gating import tell_verdict
from convergence_cli.cli.output import show, tell
from convergence_cli.report import rendered

if TYPE_CHECKING:
    from collections.abc import Callable

    from convergence_cli.cli.export import Job
    from convergence_cli.model.assessment import Cohort

GATE_FAILED, COULD_NOT_JUDGE = 1, 2


def present(
    cohort: "Cohort",
    format_: str,
    *,
    color: str = "auto",
    top: int | None = None,
    chapter: str | None = None,
    render: "Callable[[Cohort, str], bytes]" = rendered,
) -> None:
    """The report on stdout; as text only for stations that could be judged, what stopped the others is an error.

    `render` makes a report of any other format.
    """
    if format_ == "text" and cohort.overview is not None:
        from convergence_cli.cli.environment import terminal_width
        from convergence_cli.report.cohort.text import render as render_list

        show(render_list(cohort, terminal_width()))
    elif format_ != "text":
        show(render(cohort, format_).decode(), for_runner=format_ == "github")
    elif cohort.assessments:
        from convergence_cli.cli.environment import terminal_width, wants_colour
        from convergence_cli.report.text import Look
        from convergence_cli.report.text import render as as_text

        text = as_text(cohort, Look(width=terminal_width(), colour=wants_colour(color), top=top, chapter=chapter))
        show(text + (_sensitivity_text(cohort, top) if cohort.with_sensitivity else ""))


def _sensitivity_text(cohort: "Cohort", top: int | None) -> str:
    """A section for each station, after an empty line."""
    from convergence_cli.cli.environment import terminal_width
    from convergence_cli.report.sensitivity import nothing, render

    width, language = terminal_width(), cohort.language
    sections = []
    for judged in cohort.assessments:
        found = judged.sensitivity
        whole = nothing(language) if found is None else render(cohort.framework, found, language, width=width, top=top)
        sections.append("\n" + whole)
    return "".join(sections)


def write_and_judge(cohort: "Cohort", jobs: "list[Job]", *, quiet: bool) -> None:
    """Files, the verdict on stderr, and the exit code."""
    from convergence_cli.cli.export import write_exports
    from convergence_cli.report.problems import blocks

    for failure in cohort.failures:
        # How cells were read is for `check`; here it would hide what has to be mended.
        tell(blocks((item for item in failure.problems if item.severity != "note"), cohort.language))
    if cohort.assessments:
        write_exports(cohort, jobs, quiet=quiet)
        tell_verdict(cohort.verdict, cohort.language, quiet=quiet)
    if cohort.failures:
        raise typer.Exit(COULD_NOT_JUDGE)
    if not cohort.verdict.passed:
        raise typer.Exit(GATE_FAILED)
