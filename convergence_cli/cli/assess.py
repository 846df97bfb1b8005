"""`convergence assess ORG.xlsx`: score one station, print the gap report, judge the gates."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli.bounds import (
    MaxCells,
    MaxColumns,
    MaxPart,
    MaxParts,
    MaxRatio,
    MaxRows,
    MaxSize,
    MaxText,
    MaxTexts,
    MaxUnpacked,
    bounds_of,
)
from convergence_cli.cli.options import BY_DEFAULT, Colour, Debug, Lang, NoClobber, Quiet, Rubrics, Workbook, words
from convergence_cli.cli.output import show, tell

if TYPE_CHECKING:
    from convergence_cli.cli.export import Job
    from convergence_cli.gate import Gates
    from convergence_cli.model.assessment import Cohort, Verdict
    from convergence_cli.questionnaire.bounds import Bounds

GATE_FAILED, COULD_NOT_JUDGE = 1, 2


def assess(
    workbook: Workbook,
    format_: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help=words("opt-format"))] = "text",
    export: Annotated[
        list[Path] | None, typer.Option("--export", "-o", metavar="PATH", help=words("opt-export"))
    ] = None,
    fail_under: Annotated[
        float | None, typer.Option("--fail-under", metavar="N", min=0, max=100, help=words("opt-fail-under"))
    ] = None,
    fail_on: Annotated[str | None, typer.Option("--fail-on", metavar="red-line", help=words("opt-fail-on"))] = None,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    top: Annotated[int, typer.Option("--top", min=0, help=words("opt-top"))] = 10,
    all_: Annotated[bool, typer.Option("--all", help=words("opt-all"))] = False,
    no_clobber: NoClobber = False,
    max_size: MaxSize = None,
    max_unpacked: MaxUnpacked = None,
    max_part: MaxPart = None,
    max_texts: MaxTexts = None,
    max_ratio: MaxRatio = None,
    max_parts: MaxParts = None,
    max_rows: MaxRows = None,
    max_columns: MaxColumns = None,
    max_cells: MaxCells = None,
    max_text: MaxText = None,
    quiet: Quiet = False,
    color: Colour = "auto",
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.export import check_choice, export_jobs

    check_choice("--format", format_, ("text", "json"))
    check_choice("--color", color, ("auto", "always", "never"))
    if fail_on is not None:
        check_choice("--fail-on", fail_on, ("red-line",))
    jobs = export_jobs(export or [], workbook, no_clobber=no_clobber)
    bounds = bounds_of(
        {"size": max_size, "unpacked": max_unpacked, "part": max_part, "texts": max_texts},
        {"ratio": max_ratio, "parts": max_parts, "rows": max_rows, "columns": max_columns}
        | {"cells": max_cells, "text": max_text},
    )
    cohort = _judged(workbook, rubrics, lang, bounds, _gates(fail_under, fail_on))
    _present(cohort, format_, top=None if all_ else top, color=color)
    _finish(cohort, jobs, quiet=quiet)


def _gates(fail_under: float | None, fail_on: str | None) -> "Gates":
    from convergence_cli.cli.export import check_number
    from convergence_cli.gate import Gates

    check_number("--fail-under", fail_under)
    return Gates(fail_under=fail_under, fail_on_red_line=fail_on == "red-line")


def _judged(workbook: Path, rubrics: list[str], lang: str | None, bounds: "Bounds", gates: "Gates") -> "Cohort":
    """The cohort of this one station; a workbook that cannot be judged is an entry too."""
    from convergence_cli.cli.judging import judge_workbook
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.gate import judge
    from convergence_cli.model.assessment import Assessment, Cohort

    language_of(lang)  # a wrong --lang is refused before any work
    framework = framework_of(rubrics)
    entry, spoken = judge_workbook(workbook, framework, bounds)
    judged = (entry,) if isinstance(entry, Assessment) else ()
    verdict: Verdict = judge(gates, judged)
    return Cohort(framework=framework, language=language_of(lang, spoken), entries=(entry,), verdict=verdict)


def _present(cohort: "Cohort", format_: str, *, top: int | None, color: str) -> None:
    from convergence_cli.cli.environment import terminal_width, wants_colour

    if format_ == "json":
        from convergence_cli.report.json import render as render_json

        show(render_json(cohort))
    elif cohort.assessments:
        from convergence_cli.report.text import Look, render

        show(render(cohort, Look(width=terminal_width(), colour=wants_colour(color), top=top)))


def _finish(cohort: "Cohort", jobs: "list[Job]", *, quiet: bool) -> None:
    """Files, the verdict on stderr, and the exit code."""
    from convergence_cli.cli.export import write_exports
    from convergence_cli.report.problems import blocks
    from convergence_cli.texts import say

    for failure in cohort.failures:
        # How cells were read is for `check`; here it would hide what has to be mended.
        tell(blocks((item for item in failure.problems if item.severity != "note"), cohort.language))
    if cohort.assessments:
        write_exports(cohort, jobs, quiet=quiet)
    for gate in cohort.verdict.gates:
        if not (quiet and gate.passed):
            key = "gate-passed" if gate.passed else "gate-failed"
            tell(say(cohort.language, f"run.{key}", gate=gate.gate, have=gate.have, need=gate.need))
    if cohort.failures:
        raise typer.Exit(COULD_NOT_JUDGE)
    if not cohort.verdict.passed:
        raise typer.Exit(GATE_FAILED)
