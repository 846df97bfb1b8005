"""`convergence compare OLD NEW`: what changed between assessments of a station, two or a whole series."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

from convergence_cli.cli.between_runs import Pair, Runs, compared, of_runs, reports_of_runs
from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.declaring import argument, declared, formatted
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, LedgerPath, Overwrite, Quiet, Rubrics
from convergence_cli.cli.rendering import publish
from convergence_cli.errors import ConfigError, Location, WorkbookError, problem
from convergence_cli.report.formats import ON_STDOUT, SUFFIXES
from convergence_cli.report.subjects import laid_out, report

if TYPE_CHECKING:
    from convergence_cli.model.assessment import Assessment
    from convergence_cli.model.comparison import Series
    from convergence_cli.model.framework import Framework
    from convergence_cli.questionnaire.bounds import Bounds


@bounded
@of_runs
def compare(
    files: Annotated[list[Path] | None, argument("series", "OLD NEW...")] = None,
    format_: Annotated[str, formatted(ON_STDOUT)] = "text",
    export: Annotated[list[Path] | None, declared("export", "PATH", short="-o", text="export-six")] = None,
    ledger: LedgerPath = None,
    rubrics: Rubrics = BY_DEFAULT,
    old_rubrics: Annotated[str | None, declared("old-rubrics", "NAME|PATH")] = None,
    lang: Lang = None,
    top: Annotated[int, declared("top", "N", text="top-moved", min=0)] = 10,
    all_: Annotated[bool, declared("all", text="all-moved")] = False,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
    *,
    bounds: "Bounds",
    runs: Runs,
) -> None:
    from dataclasses import replace
    from functools import partial

    from convergence_cli.cli.export import export_jobs
    from convergence_cli.cli.ledgers import ledger_of, ledger_path
    from convergence_cli.cli.loading import framework_of, language_of

    files = files or []
    found_runs = reports_of_runs(files, runs, ledger)
    if found_runs is not None:
        both = Pair(framework_of([old_rubrics] if old_rubrics else rubrics, lang), framework_of(rubrics, lang))
        jobs = export_jobs(export, "comparison", files, overwrite=overwrite, suffixes=SUFFIXES)
        change = compared(found_runs, runs, both)
        spoken = change.new.cohort.language if files else None
        language = language_of(lang, spoken, change.framework.languages)
        of_all = change, language, runs.over or 0.0
        text = partial(laid_out, "cohort_change", of_all, top=None if all_ else top)
        publish(format_, text, partial(report, "cohort_change", of_all), jobs, language, quiet=quiet)
        return
    if len(files) < 2:
        raise ConfigError(problem("compare-one-file"))
    goes_on = ledger_path(ledger, export)
    jobs = export_jobs(export, "comparison", files, overwrite=overwrite, suffixes=SUFFIXES, ledger=goes_on)
    framework = framework_of(rubrics, lang)
    found = _series(files, framework, framework_of([old_rubrics]) if old_rubrics else framework, bounds)
    language = language_of(lang, found.moments[-1].assessment.questionnaire.language, framework.languages)
    latest = (found.moments[-1].assessment,)
    kept = ledger_of(goes_on, framework, latest, ledger, overwrite=overwrite, quiet=quiet)
    about = replace(found, ledger=kept), language
    text = partial(laid_out, "comparison", about, top=None if all_ else top)
    render = partial(report, "comparison", about)
    publish(format_, text, render, jobs, language, quiet=quiet)


def _series(files: list[Path], latest: "Framework", earlier: "Framework", bounds: "Bounds") -> "Series":
    """The files in order, all but the last scored by `earlier`, each step compared by `latest`."""
    from convergence_cli.compare.comparability import check_comparable
    from convergence_cli.compare.pair import in_order, series
    from convergence_cli.model.comparison import Judged

    check_comparable(earlier, latest)
    carried = assessments(files, latest, bounds)
    places, by_period = in_order(carried)
    before, last = places[:-1], places[-1]
    scored = [carried[place] for place in before]
    if earlier.sha256 != latest.sha256:
        scored = list(assessments([files[place] for place in before], earlier, bounds))
    moments = [
        Judged(framework=earlier, assessment=judged, carried=carried[place])
        for place, judged in zip(before, scored, strict=True)
    ]
    moments.append(Judged(framework=latest, assessment=carried[last], carried=carried[last]))
    return series(tuple(moments), by_period=by_period)


def assessments(files: list[Path], framework: "Framework", bounds: "Bounds") -> "tuple[Assessment, ...]":
    """Every file as an assessment by this framework; raises WorkbookError with the errors of all that are none."""
    from convergence_cli.cli.report import load_cohort
    from convergence_cli.judging import judge_workbook
    from convergence_cli.model.assessment import Assessment, Failure
    from convergence_cli.saved.read import is_saved

    judged: list[Assessment | Failure] = []
    for file in files:
        if is_saved(file):
            # Of a batch only those that were saved in full can be compared answer by answer.
            judged += load_cohort(file, framework).assessments or _none_in_full(file)
        else:
            judged.append(judge_workbook(file, framework, bounds)[0])
    faults = [item for entry in judged if not isinstance(entry, Assessment) for item in entry.problems]
    if faults:
        raise WorkbookError(*(item for item in faults if item.severity == "error"))
    return tuple(entry for entry in judged if isinstance(entry, Assessment))


def _none_in_full(file: Path) -> "NoReturn":
    raise ConfigError(problem("report-of-many", Location(file=file.name)))
