"""`convergence batch DIR|GLOB|FILE…`: many stations scored side by side, listed, and each judged by the gates."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.gating import Asked, check_needed, check_not_held_to, gated_batch, gates_of
from convergence_cli.cli.keeping import Kept, check_kept, keep, keeping
from convergence_cli.cli.options import (
    BY_DEFAULT,
    All,
    BatchExport,
    CsvIds,
    Debug,
    Format,
    JunitDetail,
    Lang,
    Overwrite,
    Quiet,
    Rubrics,
    words,
)
from convergence_cli.cli.output import tell
from convergence_cli.cli.ranks import Ranks, ranked
from convergence_cli.cli.rendering import (
    LOG_WIDTH,
    detailed,
    end,
    of_stations,
    publish,
    tell_problems,
    tell_verdict,
    text_of,
)
from convergence_cli.report import BATCH_SUFFIXES, ON_STDOUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    from convergence_cli.cli.export import Job
    from convergence_cli.cohort.discover import Found
    from convergence_cli.cohort.gather import Gathered
    from convergence_cli.cohort.pool import Crew
    from convergence_cli.cohort.processes import Limits
    from convergence_cli.cohort.run import Judge
    from convergence_cli.cohort.submission import Done, Submission
    from convergence_cli.errors import Problem
    from convergence_cli.gate.gates import Gates
    from convergence_cli.model.assessment import Cohort
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.language import Language
    from convergence_cli.questionnaire.bounds import Bounds
    from convergence_cli.report.subjects.cohort.screen import Listing

_REPORT = ".gaps"
_FEW = 5


@bounded
@keeping
@ranked
@gated_batch
def batch(
    places: Annotated[list[str] | None, typer.Argument(metavar="DIR|GLOB|FILE...", help=words("arg-places"))] = None,
    manifest: Annotated[Path | None, typer.Option("--manifest", metavar="LIST.csv", help=words("opt-manifest"))] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", metavar="PATTERN", help=words("opt-exclude"))
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help=words("opt-jobs"))] = None,
    file_timeout: Annotated[
        int | None, typer.Option("--file-timeout", metavar="SECONDS", min=1, help=words("opt-file-timeout"))
    ] = None,
    file_memory: Annotated[
        int | None, typer.Option("--file-memory", metavar="MB", min=512, help=words("opt-file-memory"))
    ] = None,
    dask: Annotated[str | None, typer.Option("--dask", metavar="ADDRESS", help=words("opt-dask"))] = None,
    dask_timeout: Annotated[
        int | None, typer.Option("--dask-timeout", metavar="SECONDS", min=1, help=words("opt-dask-timeout"))
    ] = None,
    format_: Format = "text",
    sort: Annotated[str, typer.Option("--sort", metavar="KEY", help=words("opt-sort"))] = "index",
    only_failed: Annotated[bool, typer.Option("--only-failed", help=words("opt-only-failed"))] = False,
    top: Annotated[int, typer.Option("--top", metavar="N", min=0, help=words("opt-top-stations"))] = 20,
    all_: All = False,
    export: BatchExport = None,
    junit_detail: JunitDetail = False,
    csv_ids: CsvIds = False,
    export_each: Annotated[
        Path | None, typer.Option("--export-each", metavar="DIR", help=words("opt-export-each"))
    ] = None,
    each_format: Annotated[
        list[str] | None, typer.Option("--each-format", metavar="xlsx|html|docx|json|…", help=words("opt-each-format"))
    ] = None,
    resume: Annotated[Path | None, typer.Option("--resume", metavar="REPORT.json", help=words("opt-resume"))] = None,
    redact: Annotated[bool, typer.Option("--redact", help=words("opt-redact"))] = False,
    allow_unreadable: Annotated[bool, typer.Option("--allow-unreadable", help=words("opt-allow-unreadable"))] = False,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
    *,
    bounds: "Bounds",
    kept: Kept,
    ranks: Ranks,
    asked: "Asked",
) -> None:
    from dataclasses import replace
    from functools import partial

    from convergence_cli.cli.environment import spoken_language
    from convergence_cli.cli.export import check_choice, each_suffixes, export_jobs, write_gap_reports
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cohort.run import Judge
    from convergence_cli.errors import ConfigError, problem

    check_choice("--format", format_, ON_STDOUT)
    listing = _listing(sort, None if all_ else top, only_failed=only_failed)
    check_not_held_to(export, asked)
    named_stations = {"--export-each": export_each, "--write-baseline": asked["write_baseline"]}
    if redact and any(named_stations.values()):
        option = next(name for name, path in named_stations.items() if path)
        raise ConfigError(problem("redact-with-reports", option=option))
    check_needed("--each-format", each_format, "--export-each", export_each)
    suffixes = each_suffixes(each_format)
    language_of(lang)  # a wrong --lang is refused before any work
    check_kept(kept, redact=redact)
    framework = framework_of(rubrics, lang)
    named = language_of(lang, None, framework.languages) if lang else None
    if allow_unreadable:
        asked["max_unreadable"] = asked["max_unreadable"] or "100%"
    gates = gates_of(framework, **asked)
    if only_failed and not gates.of_stations:
        raise ConfigError(problem("option-needs", option="--only-failed", needed="--fail-under, --fail-on, …"))
    found = _found(places or [], manifest, exclude or [], export_each, framework)
    sources = [Path(submission.path) for submission in found.submissions]
    files = export_jobs(
        export, "batch", sources, overwrite=overwrite, suffixes=BATCH_SUFFIXES, baseline=asked["write_baseline"]
    )
    format_, files = detailed(format_, files, junit_detail=junit_detail, csv_ids=csv_ids)
    submissions = (
        found.submissions
        if export_each is None
        else _with_reports(found.submissions, export_each, suffixes, files, overwrite=overwrite)
    )
    deliver = None if export_each is None else partial(write_gap_reports, named, spoken_language(), overwrite)
    judge = Judge(framework=framework, bounds=bounds, deliver=deliver)
    language = language_of(lang, None, framework.languages)
    done = {} if resume is None else _resumed(submissions, resume, framework, bounds, language, quiet=quiet)
    crew = _crew(judge, submissions, jobs, dask, _limits(file_timeout, file_memory, dask), dask_timeout)
    done |= _done(_for_workers(submissions, dask), done, crew, language, quiet=quiet)
    gathered = _gathered(framework, lang, submissions, done, gates, ranks, redact=redact)
    cohort = gathered.cohort
    text = partial(text_of, cohort, "auto", None, None, listing=listing)
    written = of_stations(files, cohort)
    remembered = partial(_remembered, cohort, bounds)
    publish(format_, text, remembered, written, cohort.language, quiet=quiet, in_a_pipe=LOG_WIDTH)
    unkept = keep(kept, cohort, cohort.language, quiet=quiet)
    if redact:
        found = replace(found, notes=_given_away(cohort))
    _finish(gathered, found, export_each, len(suffixes), unkept, quiet=quiet, debug=debug)


def _listing(sort: str, top: int | None, *, only_failed: bool) -> "Listing":
    """Which stations the text lists; raises ConfigError."""
    from convergence_cli.cli.export import check_choice
    from convergence_cli.report.subjects.cohort.screen import SORTS, Listing

    check_choice("--sort", sort, SORTS)
    return Listing(sort=next(each for each in SORTS if each == sort), top=top, only_failed=only_failed)


def _found(
    places: list[str], manifest: Path | None, exclude: list[str], besides: Path | None, framework: "Framework"
) -> "Found":
    """The workbooks; raises ConfigError where there are none."""
    from convergence_cli.cohort.discover import discover
    from convergence_cli.cohort.manifest import read_manifest
    from convergence_cli.errors import ConfigError, problem

    listed = read_manifest(manifest, framework) if manifest else ()
    found = discover(places, listed, exclude, besides)
    if not found.submissions:
        raise ConfigError(problem("batch-of-nothing"))
    return found


def _with_reports(
    submissions: "tuple[Submission, ...]",
    folder: Path,
    suffixes: tuple[str, ...],
    files: "list[Job]",
    *,
    overwrite: bool,
) -> "tuple[Submission, ...]":
    """The submissions, each with places for its gap report; raises ConfigError for every place that cannot be right.

    `files` are those that are written besides.
    """
    from dataclasses import replace

    from convergence_cli.cli.export import check_folder, with_ledger
    from convergence_cli.cli.ledgers import ledger_path
    from convergence_cli.cli.targets import Target, check_targets
    from convergence_cli.cohort.report_names import report_names

    check_folder(folder)
    stems = report_names([submission.file for submission in submissions], _REPORT)
    reports = [[folder / f"{stem}{suffix}" for suffix in suffixes] for stem in stems]
    targets = [Target(path=path, kind="report", overwrite=overwrite) for paths in reports for path in paths]
    targets = [with_ledger(each, each.path) if ledger_path(None, (each.path,)) else each for each in targets]
    check_targets([*(job.target for job in files), *targets], [Path(submission.path) for submission in submissions])
    return tuple(
        replace(submission, reports=tuple(map(str, paths)))
        for submission, paths in zip(submissions, reports, strict=True)
    )


def _limits(seconds: int | None, megabytes: int | None, dask: str | None) -> "Limits":
    """What one file may cost; raises ConfigError where a limit was named that nobody holds to."""
    from convergence_cli.cohort.processes import Limits
    from convergence_cli.errors import ConfigError, problem
    from convergence_cli.files import MEGABYTE

    for option, named in (("--file-timeout", seconds), ("--file-memory", megabytes)):
        if dask is not None and named is not None:
            raise ConfigError(problem("dask-no-limits", option=option))
    usual = Limits()
    return Limits(seconds=seconds or usual.seconds, memory=(megabytes or 0) * MEGABYTE or usual.memory)


def _crew(
    judge: "Judge",
    submissions: "tuple[Submission, ...]",
    jobs: int | None,
    dask: str | None,
    limits: "Limits",
    patience: int | None,
) -> "AbstractContextManager[Crew]":
    """Who judges: so many processes of this machine, or a cluster; raises ConfigError for an option of the other."""
    from contextlib import nullcontext

    from convergence_cli.cli.environment import processors
    from convergence_cli.errors import ConfigError, problem

    if dask is not None:
        from convergence_cli.cohort.cluster import PATIENCE, cluster

        return cluster(dask, judge, patience or PATIENCE)
    if patience is not None:
        raise ConfigError(problem("option-needs", option="--dask-timeout", needed="--dask"))
    from convergence_cli.cohort.processes import Processes

    return nullcontext(Processes(judge, len(submissions), jobs or processors(), limits))


def _for_workers(submissions: "tuple[Submission, ...]", dask: str | None) -> "tuple[Submission, ...]":
    """The submissions as the workers are given them."""
    if dask is None:
        return submissions
    from convergence_cli.cohort.cluster import rooted

    return rooted(submissions)


def _resumed(
    submissions: "tuple[Submission, ...]",
    report: Path,
    framework: "Framework",
    bounds: "Bounds",
    language: "Language",
    *,
    quiet: bool,
) -> "dict[int, Done]":
    """What an earlier report says of unchanged workbooks, by the place of their submissions; raises ConfigError."""
    from convergence_cli.cli.environment import shelf
    from convergence_cli.cohort.resume import is_remembered, resumed
    from convergence_cli.errors import Location, problem
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


def _remembered(cohort: "Cohort", bounds: "Bounds", form: str) -> "Iterator[bytes]":
    """A report as it is written; one that a later run may be given to go on from is remembered."""
    from convergence_cli.cli.environment import shelf
    from convergence_cli.cohort.resume import remembering
    from convergence_cli.report import rendered_in_pieces

    pieces, kept = rendered_in_pieces(cohort, form), shelf() if form == "json" else None
    return pieces if kept is None else remembering(kept, pieces, bounds)


def _done(
    submissions: "tuple[Submission, ...]",
    known: "Mapping[int, Done]",
    crew: "AbstractContextManager[Crew]",
    language: "Language",
    *,
    quiet: bool,
) -> "dict[int, Done]":
    """What came of each submission that is not known yet, by its place."""
    from contextlib import closing

    from convergence_cli.cli.progress import watched
    from convergence_cli.cohort.pool import judge_all

    open_ = [at for at in range(len(submissions)) if at not in known]
    if not open_:
        return {}
    with crew as workers, closing(judge_all([submissions[at] for at in open_], workers)) as results:
        return {open_[at]: one for at, one in watched(results, len(open_), language, quiet=quiet)}


def _gathered(
    framework: "Framework",
    lang: str | None,
    submissions: "tuple[Submission, ...]",
    done: "dict[int, Done]",
    gates: "Gates",
    ranks: Ranks,
    *,
    redact: bool,
) -> "Gathered":
    """The cohort in the language asked for, else that of the first workbook; its verdict, and its stations compared."""
    from dataclasses import replace

    from convergence_cli.cli.loading import language_of
    from convergence_cli.cohort.gather import first_language, gather
    from convergence_cli.cohort.overview import overview
    from convergence_cli.cohort.redact import redacted
    from convergence_cli.gate.gates import judge

    gathered = gather(framework, language_of(lang, first_language(done), framework.languages), submissions, done)
    cohort = gathered.cohort
    cohort = replace(cohort, verdict=judge(gates, cohort.stations, framework, len(cohort.failures)))
    if redact:
        cohort = redacted(cohort)
        gathered = replace(gathered, reports=(), earlier=(), bugs=())
    return replace(gathered, cohort=replace(cohort, overview=overview(framework, cohort.stations, **ranks)))


def _given_away(cohort: "Cohort") -> "tuple[Problem, ...]":
    """What whoever passes a run on without names has to know."""
    from convergence_cli.cohort.redact import recognisable
    from convergence_cli.errors import problem

    count = recognisable(cohort)
    return (problem("redact-recognisable", None, "warning", count=f"{count:,}"),) if count else ()


def _finish(
    gathered: "Gathered",
    found: "Found",
    folder: Path | None,
    formats: int,
    unkept: "tuple[Problem, ...]",
    *,
    quiet: bool,
    debug: bool,
) -> None:
    """What is to be said on stderr, and the exit code: the worst wins. `formats`: of each station's report."""
    from convergence_cli.errors import problem
    from convergence_cli.report.verdict import unread_line
    from convergence_cli.texts import say

    cohort, language = gathered.cohort, gathered.cohort.language
    told = [item for item in found.notes if not (quiet and item.severity == "note")]
    tell_problems([*told, *gathered.faults, *unkept], language)
    for key, files in (("reports-passed-over", gathered.reports), ("earlier-years", gathered.earlier)):
        if files and not quiet:
            tell(say(language, f"batch.{key}", count=len(files), files=", ".join(files[:_FEW])))
    if folder is not None and not quiet:
        count = (len(cohort.stations) + len(gathered.earlier)) * formats - len(gathered.faults)
        tell(say(language, "batch.wrote-reports", count=f"{count:,}", folder=folder))
    if not cohort.entries:
        tell_problems([problem("nothing-found")], language)
    elif cohort.failures and not (quiet and cohort.verdict.unreadable_allowed):
        tell(unread_line(cohort))
    if cohort.stations:
        tell_verdict(cohort.verdict, language, quiet=quiet)
    for bug in gathered.bugs if debug else ():
        tell(bug)
    unreadable = bool(cohort.failures) or any(item.severity == "error" for item in found.notes)
    at_fault = bool(gathered.faults or unkept) or not (cohort.stations and cohort.verdict.judged)
    at_fault = at_fault or (unreadable and not cohort.verdict.unreadable_allowed)
    end(bug=bool(gathered.bugs), at_fault=at_fault, failed=not cohort.verdict.passed)
