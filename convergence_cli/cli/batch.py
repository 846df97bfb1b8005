"""`convergence batch DIR|GLOB|FILE…`: many stations scored side by side, listed, and each judged by the gates."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.declaring import argument, check_choice, declared
from convergence_cli.cli.environment import shelf, spoken_language
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
from convergence_cli.errors import ConfigError, Problem, problem
from convergence_cli.report import BATCH_SUFFIXES, rendered_in_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convergence_cli.cohort.discover import Found
    from convergence_cli.cohort.gather import Gathered
    from convergence_cli.cohort.submission import Done, Submission
    from convergence_cli.gate.gates import Gates
    from convergence_cli.model.assessment import Cohort
    from convergence_cli.model.framework import Framework
    from convergence_cli.questionnaire.bounds import Bounds
    from convergence_cli.report.subjects.cohort.screen import Listing

_FEW = 5


@bounded
@keeping
@ranked
@gated_batch
def batch(
    places: Annotated[list[str] | None, argument("places", "DIR|GLOB|FILE...")] = None,
    manifest: Annotated[Path | None, declared("manifest", "LIST.csv")] = None,
    exclude: Annotated[list[str] | None, declared("exclude", "PATTERN")] = None,
    jobs: Annotated[int | None, declared("jobs", "N", short="-j", min=1)] = None,
    file_timeout: Annotated[int | None, declared("file-timeout", "SECONDS", min=1)] = None,
    file_memory: Annotated[int | None, declared("file-memory", "MB", min=512)] = None,
    dask: Annotated[str | None, declared("dask", "ADDRESS")] = None,
    dask_timeout: Annotated[int | None, declared("dask-timeout", "SECONDS", min=1)] = None,
    format_: Format = "text",
    sort: Annotated[str, declared("sort", "KEY")] = "index",
    only_failed: Annotated[bool, declared("only-failed")] = False,
    top: Annotated[int, declared("top", "N", text="top-stations", min=0)] = 20,
    all_: All = False,
    export: BatchExport = None,
    junit_detail: JunitDetail = False,
    csv_ids: CsvIds = False,
    export_each: Annotated[Path | None, declared("export-each", "DIR")] = None,
    each_format: Annotated[list[str] | None, declared("each-format", "FORMAT")] = None,
    resume: Annotated[Path | None, declared("resume", "REPORT.json")] = None,
    redact: Annotated[bool, declared("redact")] = False,
    allow_unreadable: Annotated[bool, declared("allow-unreadable")] = False,
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
    from functools import partial

    from convergence_cli.cli.export import each_suffixes, export_jobs, write_gap_reports
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.submissions import found_in, with_reports
    from convergence_cli.cli.workers import crew_of, done_by, for_workers, limits_of, resumed_from
    from convergence_cli.cohort.redact import without_words
    from convergence_cli.cohort.run import Judge

    listing = _listing(sort, None if all_ else top, only_failed=only_failed)
    check_not_held_to(export, asked)
    named_stations = {"--export-each": export_each, "--write-baseline": asked["write_baseline"]}
    if redact and any(named_stations.values()):
        option = next(name for name, path in named_stations.items() if path)
        raise ConfigError(problem("redact-with-reports", option=option))
    check_needed("--each-format", each_format, "--export-each", export_each)
    suffixes = each_suffixes(each_format)
    check_kept(kept, redact=redact)
    framework = framework_of(rubrics, lang)
    named = language_of(lang, None, framework.languages) if lang else None
    if allow_unreadable:
        asked["max_unreadable"] = asked["max_unreadable"] or "100%"
    gates = gates_of(framework, **asked)
    if only_failed and not gates.of_stations:
        raise ConfigError(problem("option-needs", option="--only-failed", needed="--fail-under, --fail-on, …"))
    found = found_in(places or [], manifest, exclude or [], export_each, framework)
    sources = [Path(submission.path) for submission in found.submissions]
    files = export_jobs(
        export, "batch", sources, overwrite=overwrite, suffixes=BATCH_SUFFIXES, baseline=asked["write_baseline"]
    )
    format_, files = detailed(format_, files, junit_detail=junit_detail, csv_ids=csv_ids)
    submissions = (
        found.submissions
        if export_each is None
        else with_reports(found.submissions, export_each, suffixes, files, overwrite=overwrite)
    )
    deliver = None if export_each is None else partial(write_gap_reports, named, spoken_language(), overwrite)
    judge = Judge(framework=framework, bounds=bounds, deliver=deliver)
    language = language_of(lang, None, framework.languages)
    done = {} if resume is None else resumed_from(submissions, resume, framework, bounds, language, quiet=quiet)
    crew = crew_of(judge, submissions, jobs, dask, limits_of(file_timeout, file_memory, dask), dask_timeout)
    done |= done_by(for_workers(submissions, dask), done, crew, language, quiet=quiet)
    gathered = _gathered(framework, lang, submissions, done, gates, ranks, redact=redact)
    cohort = gathered.cohort
    text = partial(text_of, cohort, "auto", None, None, listing=listing)
    written = of_stations(files, cohort)
    remembered = partial(_remembered, cohort, bounds)
    publish(format_, text, remembered, written, cohort.language, quiet=quiet, in_a_pipe=LOG_WIDTH)
    unkept = keep(kept, cohort, cohort.language, quiet=quiet)
    if redact:
        found = replace(found, notes=(*without_words(found.notes), *_given_away(cohort)))
    _finish(gathered, found, export_each, unkept, quiet=quiet, debug=debug)


def _listing(sort: str, top: int | None, *, only_failed: bool) -> "Listing":
    """Which stations the text lists; raises ConfigError."""
    from convergence_cli.report.subjects.cohort.screen import SORTS, Listing

    check_choice("--sort", sort, SORTS)
    return Listing(sort=next(each for each in SORTS if each == sort), top=top, only_failed=only_failed)


def _remembered(cohort: "Cohort", bounds: "Bounds", form: str) -> "Iterator[bytes]":
    """A report as it is written; one that a later run may be given to go on from is remembered."""
    from convergence_cli.cohort.resume import remembering

    pieces, kept = rendered_in_pieces(cohort, form), shelf() if form == "json" else None
    return pieces if kept is None else remembering(kept, pieces, bounds)


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


def _given_away(cohort: "Cohort") -> tuple[Problem, ...]:
    """What whoever passes a run on without names has to know."""
    from convergence_cli.cohort.redact import recognisable

    count = recognisable(cohort)
    return (problem("redact-recognisable", None, "warning", count=f"{count:,}"),) if count else ()


def _finish(
    gathered: "Gathered",
    found: "Found",
    folder: Path | None,
    unkept: tuple[Problem, ...],
    *,
    quiet: bool,
    debug: bool,
) -> None:
    """What is to be said on stderr, and the exit code: the worst wins."""
    from convergence_cli.report.verdict import unread_line
    from convergence_cli.texts import say

    cohort, language = gathered.cohort, gathered.cohort.language
    told = [item for item in found.notes if not (quiet and item.severity == "note")]
    tell_problems([*told, *gathered.faults, *unkept], language)
    for key, files in (("reports-passed-over", gathered.reports), ("earlier-years", gathered.earlier)):
        if files and not quiet:
            tell(
                say(
                    language,
                    f"batch.{key}",
                    count=len(files),
                    files=say(language, "terms.list-separator").join(files[:_FEW]),
                )
            )
    if folder is not None and not quiet:
        tell(say(language, "batch.wrote-reports", count=f"{gathered.written:,}", folder=folder))
    if not cohort.entries:
        tell_problems([problem("nothing-found")], language)
    elif cohort.failures and not (quiet and cohort.verdict.unreadable_allowed):
        tell(unread_line(cohort))
    if cohort.stations:
        tell_verdict(cohort.verdict, language, quiet=quiet)
    for bug in gathered.bugs if debug else ():
        tell(bug)
    unreadable = bool(cohort.failures) or any(item.severity == "error" for item in found.notes)
    at_fault = any(item.severity == "error" for item in (*gathered.faults, *unkept)) or not (
        cohort.stations and cohort.verdict.judged
    )
    at_fault = at_fault or (unreadable and not cohort.verdict.unreadable_allowed)
    end(bug=bool(gathered.bugs), at_fault=at_fault, failed=not cohort.verdict.passed)
