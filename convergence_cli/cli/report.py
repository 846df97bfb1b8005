"""`convergence report REPORT.json`: a saved report rendered again, without the workbook."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli.declaring import argument, check_choice, declared
from convergence_cli.cli.options import (
    BY_DEFAULT,
    All,
    Brief,
    Colour,
    CsvIds,
    Debug,
    Format,
    JunitDetail,
    Lang,
    LedgerPath,
    Overwrite,
    Quiet,
    ReportExport,
    Rubrics,
    Top,
)
from convergence_cli.cli.output import show_as
from convergence_cli.cli.rendering import LOG_WIDTH, detailed, pages_of, publish, tell_problems, text_of
from convergence_cli.report import BATCH_SUFFIXES, BRIEF_ON_STDOUT, BRIEF_SUFFIXES, SUFFIXES

if TYPE_CHECKING:
    from convergence_cli.imprint import FileKind
    from convergence_cli.model.assessment import Cohort
    from convergence_cli.model.framework import Framework
    from convergence_cli.saved.shape import SavedReport


def _show_schema(asked: bool) -> None:
    if asked:
        from convergence_cli.report.schema import json_schema

        show_as("json", json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
        raise typer.Exit


def report(
    saved: Annotated[Path, argument("report", "REPORT.json")],
    format_: Format = "text",
    export: ReportExport = None,
    brief: Brief = False,
    junit_detail: JunitDetail = False,
    csv_ids: CsvIds = False,
    ledger: LedgerPath = None,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    top: Top = 10,
    all_: All = False,
    schema: Annotated[bool, declared("schema", text="report-schema", is_eager=True, callback=_show_schema)] = False,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    color: Colour = "auto",
    debug: Debug = False,
) -> None:
    from functools import partial

    from convergence_cli.cli.export import check_none_with, check_suffixes, export_jobs
    from convergence_cli.cli.ledgers import ledger_of, ledger_path, with_entries
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.errors import ConfigError, Location, problem
    from convergence_cli.judging import with_sensitivity
    from convergence_cli.model.assessment import Assessment
    from convergence_cli.saved.read import read_report
    from convergence_cli.saved.restore import not_scored_again

    check_suffixes(export, SUFFIXES | BATCH_SUFFIXES)
    if brief:
        check_choice("--format", format_, BRIEF_ON_STDOUT)
        check_none_with("--brief", all_=all_)
    framework = framework_of(rubrics, lang)
    document = read_report(saved)
    cohort = load_whole(saved, framework, document)
    many = cohort.overview is not None
    if brief and not cohort.assessments:
        raise ConfigError(problem("report-of-many", Location(file=saved.name)))
    # A batch has no paper, a brief no ledger: what people wrote into one that stands in its place would be lost.
    suffixes = BRIEF_SUFFIXES if brief else BATCH_SUFFIXES if many else SUFFIXES
    goes_on = ledger if many or brief else ledger_path(ledger, export)
    kind: FileKind = "batch" if many else "report"
    carried = None if brief else goes_on
    jobs = export_jobs(export, kind, (saved,), overwrite=overwrite, suffixes=suffixes, ledger=carried)
    format_, jobs = detailed(format_, jobs, junit_detail=junit_detail, csv_ids=csv_ids)
    if document.sensitivity is not None:
        entries = (
            with_sensitivity(framework, entry) if isinstance(entry, Assessment) else entry for entry in cohort.entries
        )
        cohort = replace(cohort, entries=tuple(entries), with_sensitivity=True)
    language = language_of(lang, cohort.language, framework.languages)
    kept = ledger_of(goes_on, framework, cohort.assessments, ledger, overwrite=overwrite, quiet=quiet)
    cohort = with_entries(replace(cohort, language=language), kept)
    unread = () if many else tuple(item for failure in cohort.failures for item in failure.problems)
    tell_problems((*unread, *(() if quiet else not_scored_again(cohort.entries, saved.name))), language)
    text = partial(text_of, cohort, color, None if all_ else top, None)
    publish(
        format_, *pages_of(cohort, text, brief=brief), jobs, language, quiet=quiet, in_a_pipe=LOG_WIDTH if many else 80
    )


def load_cohort(path: Path, framework: "Framework") -> "Cohort":
    """The cohort of a saved report, in its own language; raises ConfigError."""
    from convergence_cli.saved.read import read_report
    from convergence_cli.saved.restore import restored

    return restored(read_report(path), path.name, framework)


def load_whole(path: Path, framework: "Framework", report: "SavedReport | None" = None) -> "Cohort":
    """The same with its gates held to its numbers, and its stations beside each other where they were.

    `report` is what the file holds, where that was read already. Raises ConfigError.
    """
    from convergence_cli.cohort.overview import overview
    from convergence_cli.gate.again import check_gates
    from convergence_cli.saved.read import read_report
    from convergence_cli.saved.restore import ranks_of, restored

    report = report or read_report(path)
    cohort = restored(report, path.name, framework)
    check_gates(cohort, path.name)
    if report.ranking is None:
        return cohort
    return replace(cohort, overview=overview(framework, cohort.stations, **ranks_of(report, path.name)))
