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
from convergence_cli.cli.environment import spoken_language
from convergence_cli.cli.options import (
    All,
    Colour,
    Debug,
    EvidenceDir,
    Export,
    Format,
    Lang,
    MaxEvidence,
    NoClobber,
    Quiet,
    Rubrics,
    Top,
    Workbook,
    words,
)
from convergence_cli.cli.output import waiting
from convergence_cli.cli.presenting import present, write_and_judge
from convergence_cli.report import ON_STDOUT
from convergence_cli.rubric import SHIPPED
from convergence_cli.texts import say

if TYPE_CHECKING:
    from convergence_cli.cli.judging import Extras
    from convergence_cli.gate import Gates
    from convergence_cli.model.assessment import Cohort, Verdict
    from convergence_cli.questionnaire.bounds import Bounds


def assess(
    workbook: Workbook,
    format_: Format = "text",
    export: Export = None,
    fail_under: Annotated[
        float | None, typer.Option("--fail-under", metavar="N", min=0, max=100, help=words("opt-fail-under"))
    ] = None,
    fail_on: Annotated[str | None, typer.Option("--fail-on", metavar="red-line", help=words("opt-fail-on"))] = None,
    evidence_dir: EvidenceDir = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("opt-as-of"))] = None,
    rubrics: Rubrics = SHIPPED,
    lang: Lang = None,
    top: Top = 10,
    all_: All = False,
    chapter: Annotated[str | None, typer.Option("--chapter", metavar="CHAPTER", help=words("opt-gaps-of"))] = None,
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
    max_evidence: MaxEvidence = None,
    quiet: Quiet = False,
    color: Colour = "auto",
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.export import check_choice, check_day, export_jobs
    from convergence_cli.cli.judging import Extras

    check_choice("--format", format_, ON_STDOUT)
    check_choice("--color", color, ("auto", "always", "never"))
    if fail_on is not None:
        check_choice("--fail-on", fail_on, ("red-line",))
    jobs = export_jobs(export or [], workbook, no_clobber=no_clobber)
    bounds = bounds_of(
        {"size": max_size, "unpacked": max_unpacked, "part": max_part, "texts": max_texts},
        {"ratio": max_ratio, "parts": max_parts, "rows": max_rows, "columns": max_columns}
        | {"cells": max_cells, "text": max_text},
    )
    check_day("--as-of", as_of)
    extras = Extras(evidence_dir=evidence_dir, max_evidence=max_evidence, as_of=as_of)
    with waiting(say(spoken_language(), "run.reading", file=workbook), quiet=quiet):
        cohort = _judged(workbook, rubrics, lang, bounds, _gates(fail_under, fail_on), extras)
    if chapter is not None:
        check_choice("--chapter", chapter, tuple(each.id for each in cohort.framework.chapters))
    present(cohort, format_, color=color, top=None if all_ else top, chapter=chapter)
    write_and_judge(cohort, jobs, quiet=quiet)


def _gates(fail_under: float | None, fail_on: str | None) -> "Gates":
    from convergence_cli.cli.export import check_number
    from convergence_cli.gate import Gates

    check_number("--fail-under", fail_under)
    return Gates(fail_under=fail_under, fail_on_red_line=fail_on == "red-line")


def _judged(
    workbook: Path, rubrics: str, lang: str | None, bounds: "Bounds", gates: "Gates", extras: "Extras"
) -> "Cohort":
    """The cohort of this one station; a workbook that cannot be judged is an entry too."""
    from convergence_cli.cli.judging import check_horizons, judge_workbook
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.gate import judge
    from convergence_cli.model.assessment import Assessment, Cohort

    language_of(lang)  # a wrong --lang is refused before any work
    framework = framework_of(rubrics)
    check_horizons(framework, extras.as_of)
    entry, spoken = judge_workbook(workbook, framework, bounds, extras)
    judged = (entry,) if isinstance(entry, Assessment) else ()
    verdict: Verdict = judge(gates, judged)
    language = language_of(lang, spoken)
    return Cohort(framework=framework, language=language, entries=(entry,), verdict=verdict, as_of=extras.as_of)
