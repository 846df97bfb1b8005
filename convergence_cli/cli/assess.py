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
from convergence_cli.cli.gating import (
    FailOn,
    FailUnder,
    FailUnderChapter,
    MinCoverage,
    MinLevel,
    NoRegress,
    Today,
    Tolerance,
    WaiverPath,
    check_not_held_to,
    gates_of,
    tell_verdict,
)
from convergence_cli.cli.options import Colour, Debug, Lang, NoClobber, Quiet, Rubrics, Workbook, words
from convergence_cli.cli.output import show, tell
from convergence_cli.rubric import SHIPPED

if TYPE_CHECKING:
    from convergence_cli.cli.export import Job
    from convergence_cli.gate.gates import Gates
    from convergence_cli.model.assessment import Cohort
    from convergence_cli.model.framework import Framework
    from convergence_cli.questionnaire.bounds import Bounds

GATE_FAILED, COULD_NOT_JUDGE = 1, 2


def assess(
    workbook: Workbook,
    format_: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help=words("opt-format"))] = "text",
    export: Annotated[
        list[Path] | None, typer.Option("--export", "-o", metavar="PATH", help=words("opt-export"))
    ] = None,
    rubrics: Rubrics = SHIPPED,
    lang: Lang = None,
    top: Annotated[int, typer.Option("--top", min=0, help=words("opt-top"))] = 10,
    all_: Annotated[bool, typer.Option("--all", help=words("opt-all"))] = False,
    no_clobber: NoClobber = False,
    fail_under: FailUnder = None,
    fail_under_chapter: FailUnderChapter = None,
    min_coverage: MinCoverage = None,
    min_level: MinLevel = None,
    fail_on: FailOn = None,
    no_regress: NoRegress = None,
    tolerance: Tolerance = None,
    waivers: WaiverPath = None,
    today: Today = None,
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
    from convergence_cli.cli.loading import framework_of, language_of

    check_choice("--format", format_, ("text", "json"))
    check_choice("--color", color, ("auto", "always", "never"))
    jobs = export_jobs(export or [], workbook, no_clobber=no_clobber)
    check_not_held_to(export, no_regress, waivers)
    bounds = bounds_of(
        {"size": max_size, "unpacked": max_unpacked, "part": max_part, "texts": max_texts},
        {"ratio": max_ratio, "parts": max_parts, "rows": max_rows, "columns": max_columns}
        | {"cells": max_cells, "text": max_text},
    )
    language_of(lang)  # a wrong --lang is refused before any work
    framework = framework_of(rubrics)
    gates = gates_of(
        framework,
        fail_under=fail_under,
        fail_under_chapter=fail_under_chapter,
        min_coverage=min_coverage,
        min_level=min_level,
        fail_on=fail_on,
        no_regress=no_regress,
        tolerance=tolerance,
        waivers=waivers,
        today=today,
    )
    cohort = _judged(workbook, framework, lang, bounds, gates)
    _present(cohort, format_, top=None if all_ else top, color=color)
    _finish(cohort, jobs, quiet=quiet)


def _judged(workbook: Path, framework: "Framework", lang: str | None, bounds: "Bounds", gates: "Gates") -> "Cohort":
    """The cohort of this one station; a workbook that cannot be judged is an entry too."""
    from convergence_cli.cli.judging import judge_workbook
    from convergence_cli.cli.loading import language_of
    from convergence_cli.gate.gates import judge
    from convergence_cli.model.assessment import Assessment, Cohort

    entry, spoken = judge_workbook(workbook, framework, bounds)
    judged = (entry,) if isinstance(entry, Assessment) else ()
    verdict = judge(gates, judged, framework)
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
