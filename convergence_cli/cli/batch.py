"""`convergence batch DIR|GLOB|FILE…`: many stations scored side by side, listed, and each judged by the gates."""

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
from convergence_cli.cli.options import Debug, Lang, NoClobber, Quiet, Rubrics, words
from convergence_cli.cli.output import show, tell
from convergence_cli.rubric import SHIPPED

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from convergence_cli.cohort.discover import Found
    from convergence_cli.cohort.gather import Gathered
    from convergence_cli.cohort.pool import Crew
    from convergence_cli.cohort.run import Judge
    from convergence_cli.cohort.task import Done, Task
    from convergence_cli.gate import Gates
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.language import Language

GATE_FAILED, COULD_NOT_JUDGE, BUG = 1, 2, 3
REPORT_SUFFIX = ".gaps.xlsx"
_FEW = 5


def batch(
    places: Annotated[list[str] | None, typer.Argument(metavar="DIR|GLOB|FILE...", help=words("arg-places"))] = None,
    manifest: Annotated[Path | None, typer.Option("--manifest", metavar="LIST.csv", help=words("opt-manifest"))] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", metavar="PATTERN", help=words("opt-exclude"))
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help=words("opt-jobs"))] = None,
    dask: Annotated[str | None, typer.Option("--dask", metavar="ADDRESS", help=words("opt-dask"))] = None,
    format_: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help=words("opt-format"))] = "text",
    export_each: Annotated[
        Path | None, typer.Option("--export-each", metavar="DIR", help=words("opt-export-each"))
    ] = None,
    allow_unreadable: Annotated[bool, typer.Option("--allow-unreadable", help=words("opt-allow-unreadable"))] = False,
    fail_under: Annotated[
        float | None, typer.Option("--fail-under", metavar="N", min=0, max=100, help=words("opt-fail-under"))
    ] = None,
    fail_on: Annotated[str | None, typer.Option("--fail-on", metavar="red-line", help=words("opt-fail-on"))] = None,
    rubrics: Rubrics = SHIPPED,
    lang: Lang = None,
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
    debug: Debug = False,
) -> None:
    from functools import partial

    from convergence_cli.cli.environment import spoken_language
    from convergence_cli.cli.export import check_choice, write_gap_report
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cohort.run import Judge

    check_choice("--format", format_, ("text", "json"))
    gates = _gates(fail_under, fail_on)
    named = language_of(lang) if lang else None  # a wrong --lang is refused before any work
    bounds = bounds_of(
        {"size": max_size, "unpacked": max_unpacked, "part": max_part, "texts": max_texts},
        {"ratio": max_ratio, "parts": max_parts, "rows": max_rows, "columns": max_columns}
        | {"cells": max_cells, "text": max_text},
    )
    framework = framework_of(rubrics)
    found = _found(places or [], manifest, exclude or [], export_each, framework)
    tasks = found.tasks if export_each is None else _with_reports(found.tasks, export_each, no_clobber=no_clobber)
    deliver = None if export_each is None else partial(write_gap_report, named, spoken_language())
    judge = Judge(framework=framework, bounds=bounds, deliver=deliver)
    done = _done(tasks, _crew(judge, tasks, jobs, dask), named or spoken_language(), quiet=quiet)
    gathered = _gathered(framework, lang, tasks, done, gates)
    _present(gathered, format_)
    _finish(gathered, found, export_each, quiet=quiet, debug=debug, allow_unreadable=allow_unreadable)


def _gates(fail_under: float | None, fail_on: str | None) -> "Gates":
    from convergence_cli.cli.export import check_choice, check_number
    from convergence_cli.gate import Gates

    if fail_on is not None:
        check_choice("--fail-on", fail_on, ("red-line",))
    check_number("--fail-under", fail_under)
    return Gates(fail_under=fail_under, fail_on_red_line=fail_on == "red-line")


def _found(
    places: list[str], manifest: Path | None, exclude: list[str], besides: Path | None, framework: "Framework"
) -> "Found":
    """The workbooks; raises ConfigError where there are none."""
    from convergence_cli.cohort.discover import discover
    from convergence_cli.cohort.manifest import read_manifest
    from convergence_cli.errors import ConfigError, problem

    listed = read_manifest(manifest, framework) if manifest else ()
    found = discover(places, listed, exclude, besides)
    if not found.tasks:
        raise ConfigError(problem("batch-of-nothing"))
    return found


def _with_reports(tasks: "tuple[Task, ...]", folder: Path, *, no_clobber: bool) -> "tuple[Task, ...]":
    """The tasks, each with a place for its gap report; raises ConfigError for a place that cannot be right."""
    from dataclasses import replace

    from convergence_cli.cli.export import check_folder, check_target
    from convergence_cli.cohort.report_names import report_names
    from convergence_cli.errors import ConfigError, problem

    check_folder(folder)
    names = report_names([task.file for task in tasks], REPORT_SUFFIX)
    read = {Path(task.path).resolve() for task in tasks}
    for name in names:
        check_target(folder / name, no_clobber=no_clobber)
        if (folder / name).resolve() in read:
            raise ConfigError(problem("export-is-input", found=name))
    return tuple(replace(task, report=str(folder / name)) for task, name in zip(tasks, names, strict=True))


def _crew(
    judge: "Judge", tasks: "tuple[Task, ...]", jobs: int | None, dask: str | None
) -> "AbstractContextManager[Crew]":
    """Who judges: so many processes of this machine, or a cluster."""
    from contextlib import nullcontext

    from convergence_cli.cli.environment import processors

    if dask is not None:
        from convergence_cli.cohort.cluster import cluster

        return cluster(dask, judge)
    from convergence_cli.cohort.pool import Processes

    return nullcontext(Processes(judge, len(tasks), jobs or processors()))


def _done(
    tasks: "tuple[Task, ...]", crew: "AbstractContextManager[Crew]", language: "Language", *, quiet: bool
) -> "dict[int, Done]":
    """What came of each task, by its place."""
    from contextlib import closing

    from convergence_cli.cli.progress import watched
    from convergence_cli.cohort.pool import judge_all

    with crew as workers, closing(judge_all(tasks, workers)) as results:
        return dict(watched(results, len(tasks), language, quiet=quiet))


def _gathered(
    framework: "Framework", lang: str | None, tasks: "tuple[Task, ...]", done: "dict[int, Done]", gates: "Gates"
) -> "Gathered":
    """The cohort in the language asked for, else that of the first workbook, with the verdict of the gates."""
    from dataclasses import replace

    from convergence_cli.cli.loading import language_of
    from convergence_cli.cohort.gather import first_language, gather
    from convergence_cli.gate import judge

    gathered = gather(framework, language_of(lang, first_language(done)), tasks, done)
    return replace(gathered, cohort=replace(gathered.cohort, verdict=judge(gates, gathered.cohort.stations)))


def _present(gathered: "Gathered", format_: str) -> None:
    from convergence_cli.cli.environment import terminal_width

    if format_ == "json":
        from convergence_cli.report.json import render as render_json

        show(render_json(gathered.cohort))
    else:
        from convergence_cli.report.roster import render

        show(render(gathered.cohort, terminal_width()))


def _finish(
    gathered: "Gathered", found: "Found", folder: Path | None, *, quiet: bool, debug: bool, allow_unreadable: bool
) -> None:
    """What is to be said on stderr, and the exit code: the worst wins."""
    from convergence_cli.report.problems import blocks, printable
    from convergence_cli.texts import say

    cohort, language = gathered.cohort, gathered.cohort.language
    told = [item for item in found.notes if not (quiet and item.severity == "note")]
    tell_all = [*told, *gathered.faults]
    if tell_all:
        tell(blocks(tell_all, language))
    if gathered.reports and not quiet:
        some = ", ".join(gathered.reports[:_FEW])
        tell(say(language, "batch.reports-passed-over", count=len(gathered.reports), files=some))
    if folder is not None and not quiet:
        count = len(cohort.stations) - len(gathered.faults)
        tell(say(language, "batch.wrote-reports", count=f"{count:,}", folder=folder))
    for gate in cohort.verdict.gates:
        if not gate.passed:
            failed = say(language, "run.gate-failed", gate=gate.gate, have=gate.have, need=gate.need)
            tell(printable(say(language, "batch.gate-of", station=gate.station, gate=failed)))
    for bug in gathered.bugs if debug else ():
        tell(bug)
    unreadable = bool(cohort.failures) or any(item.severity == "error" for item in found.notes)
    if gathered.bugs:
        raise typer.Exit(BUG)
    if gathered.faults or not cohort.stations or (unreadable and not allow_unreadable):
        raise typer.Exit(COULD_NOT_JUDGE)
    if not cohort.verdict.passed:
        raise typer.Exit(GATE_FAILED)
