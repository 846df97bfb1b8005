"""What every command does at its end: the report on stdout, files, what is to be known on stderr, the exit code."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import typer

from convergence_cli.cli.codes import ExitCode
from convergence_cli.cli.environment import terminal_width, wants_colour
from convergence_cli.cli.output import show, show_pieces, tell
from convergence_cli.errors import ConfigError, ExportError, Problem, problem
from convergence_cli.model.language import Language

if TYPE_CHECKING:
    from convergence_cli.cli.export import Job
    from convergence_cli.cli.writing import Content
    from convergence_cli.model.assessment import Cohort, Failure, Verdict
    from convergence_cli.report.subjects.cohort.screen import Listing

LOG_WIDTH = 120
"""Columns of a list of many stations where there is no terminal: a log is read on a screen that is wider."""
Render = Callable[[str], "Content"]
"""A report in the format of this name."""


def publish(
    format_: str,
    text: Callable[[int], str],
    render: Render,
    jobs: "Sequence[Job]",
    language: Language,
    *,
    quiet: bool,
    in_a_pipe: int = 80,
) -> None:
    """The report on stdout, then in every file; raises ExportError for what failed, after trying all.

    `text` lays it out for a terminal of so many columns (`in_a_pipe`: where there is none); `render` makes it in every
    other format. No file depends on stdout: a full disk behind it, or none at all, costs what is printed and nothing
    else.
    """
    faults: list[Problem] = []
    for part in (
        partial(present, format_, text, render, in_a_pipe),
        partial(write_jobs, jobs, render, language, quiet=quiet),
    ):
        try:
            part()
        except ExportError as error:
            faults += error.problems
    if faults:
        raise ExportError(*faults)


def detailed(format_: str, jobs: "Sequence[Job]", *, junit_detail: bool, csv_ids: bool) -> "tuple[str, list[Job]]":
    """The format on stdout and the files, in the way that was asked for; raises ConfigError where none is of that kind.

    JUnit in detail, CSV under names for programs.
    """
    there = {format_, *(job.format for job in jobs)}
    finer: dict[str, str] = {}
    for asked, option, plain, suffix in (
        (junit_detail, "--junit-detail", "junit", ".xml"),
        (csv_ids, "--csv-ids", "csv", ".csv"),
    ):
        if asked and plain not in there:
            raise ConfigError(problem("option-needs", option=option, needed=f"--format {plain}, --export X{suffix}"))
        finer |= {plain: option.removeprefix("--")} if asked else {}
    return finer.get(format_, format_), [job._replace(format=finer.get(job.format, job.format)) for job in jobs]


def present(format_: str, text: Callable[[int], str], render: Render, in_a_pipe: int = 80) -> None:
    """The report on stdout, as text as wide as the terminal."""
    if format_ == "text":
        show(text(terminal_width(in_a_pipe)))
    else:
        content = render(format_)
        show_pieces(format_, (content,) if isinstance(content, bytes) else content)


def pages_of(cohort: "Cohort", text: Callable[[int], str], *, brief: bool) -> tuple[Callable[[int], str], Render]:
    """How a report is laid out for a terminal, and how in every other format: whole, or its briefs alone."""
    from convergence_cli.report import rendered, rendered_brief
    from convergence_cli.report.subjects import laid_out

    if brief and cohort.assessments:
        return partial(laid_out, "brief", (cohort,)), partial(rendered_brief, cohort)
    return text, partial(rendered, cohort)


def text_of(
    cohort: "Cohort", color: str, top: int | None, chapter: str | None, width: int, *, listing: "Listing | None" = None
) -> str:
    """Stations for the terminal, each in full or, of many, as the listing has them; nothing for those that could not be
    judged.
    """
    from convergence_cli.report.subjects import laid_out

    if cohort.overview is not None:
        from convergence_cli.report.subjects.cohort.screen import Listing

        return laid_out("cohort", (cohort, listing or Listing(top=top)), width)
    if not cohort.assessments:
        return ""
    from convergence_cli.report.subjects.station.gaps import Excerpt

    about = cohort, Excerpt(top=top, chapter=chapter)
    return laid_out("station", about, width, top, colour=wants_colour(color))


def of_stations(jobs: "Sequence[Job]", cohort: "Cohort") -> "list[Job]":
    """The files to be written: a baseline of no station would hold nobody to anything."""
    return [job for job in jobs if cohort.stations or job.format != "baseline"]


def write_jobs(jobs: "Sequence[Job]", render: Render, language: Language, *, quiet: bool) -> None:
    """Write every file, its content by its format; raises ExportError for the failed ones, after trying all."""
    from convergence_cli.cli.writing import write_all

    write_all(((job.target, partial(render, job.format)) for job in jobs), language, quiet=quiet)


def tell_problems(problems: Iterable[Problem], language: Language, *, notes: bool = True) -> None:
    """Problems on stderr, mere notes among them or not."""
    from convergence_cli.report.problems import blocks

    told = [item for item in problems if notes or item.severity != "note"]
    if told:
        tell(blocks(told, language))


def tell_failure(failure: "Failure", language: Language) -> None:
    """What stopped a workbook. How cells were read is for `check`; here it would hide what has to be mended."""
    tell_problems(failure.problems, language, notes=False)


def tell_verdict(verdict: "Verdict", language: Language, *, quiet: bool) -> None:
    """What is to be known of waivers and baseline, then each gate, on stderr; `quiet` leaves what is in order out."""
    from convergence_cli.report.verdict import lines

    tell_problems(verdict.notes, language, notes=not quiet)
    for line in lines(verdict, language, failed_only=quiet):
        tell(line)


def end(*, bug: bool = False, at_fault: bool = False, failed: bool = False) -> None:
    """End the command by its exit code, the worst of what holds; the reports are there all the same."""
    holds = {ExitCode.BUG: bug, ExitCode.COULD_NOT_JUDGE: at_fault, ExitCode.FAILED: failed}
    for code in sorted(holds, reverse=True):
        if holds[code]:
            raise typer.Exit(code)
