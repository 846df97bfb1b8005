"""`convergence review ORG.xlsx`: a reviewer's workbook written, or read back beside the scores it leaves."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.codes import ExitCode
from convergence_cli.cli.declaring import declared, formatted
from convergence_cli.cli.options import (
    BY_DEFAULT,
    Debug,
    EvidenceDir,
    Lang,
    MaxEvidence,
    Overwrite,
    Quiet,
    Rubrics,
    Workbook,
)
from convergence_cli.cli.rendering import publish, tell_failure
from convergence_cli.report.formats import ON_STDOUT, SUFFIXES
from convergence_cli.report.subjects import laid_out, report

if TYPE_CHECKING:
    from convergence_cli.cli.export import Job
    from convergence_cli.cli.targets import Target
    from convergence_cli.model.assessment import Assessment
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.language import Language
    from convergence_cli.model.review import Review
    from convergence_cli.questionnaire.bounds import Bounds


@bounded
def review(
    workbook: Workbook,
    out: Annotated[Path | None, declared("output", "REVIEW.xlsx", short="-o", text="review-output")] = None,
    completed: Annotated[Path | None, declared("read", "REVIEW.xlsx", text="review-read")] = None,
    format_: Annotated[str, formatted(ON_STDOUT)] = "text",
    export: Annotated[list[Path] | None, declared("export", "PATH", text="export-six")] = None,
    evidence_dir: EvidenceDir = None,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    overwrite: Overwrite = False,
    max_evidence: MaxEvidence = None,
    quiet: Quiet = False,
    debug: Debug = False,
    *,
    bounds: "Bounds",
) -> None:
    from functools import partial

    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.writing import write_all
    from convergence_cli.judging import Extras, judge_with
    from convergence_cli.model.assessment import Failure
    from convergence_cli.review.read import read_review
    from convergence_cli.review.standing import reviewed

    target, jobs = _checked(workbook, out, completed, export, overwrite=overwrite)
    framework = framework_of(rubrics, lang)
    judged, spoken = judge_with(
        workbook, framework, bounds, Extras(evidence_dir=evidence_dir, max_evidence=max_evidence)
    )
    language = language_of(lang, spoken, framework.languages)
    if isinstance(judged, Failure):
        tell_failure(judged, language)
        raise typer.Exit(ExitCode.COULD_NOT_JUDGE)
    read = None if completed is None else read_review(completed, framework, judged, bounds)
    if read is not None:
        made = reviewed(framework, judged, read)
        about = (made, framework, language)
        text, render = partial(laid_out, "review", about), partial(report, "review", about)
        publish(format_, text, render, jobs, language, quiet=quiet)
    if target is not None:
        write_all([(target, partial(_blank, framework, judged, language, read))], language, quiet=quiet)


def _checked(
    workbook: Path, out: Path | None, completed: Path | None, export: list[Path] | None, *, overwrite: bool
) -> "tuple[Target | None, list[Job]]":
    """Refuse before any work what cannot be done, and say what is to be written; raises ConfigError."""
    from convergence_cli.cli.export import check_workbook_out, export_jobs
    from convergence_cli.cli.targets import Target, check_targets
    from convergence_cli.errors import ConfigError, problem

    if out is None and completed is None:
        raise ConfigError(problem("review-nothing-to-do"))
    if export and completed is None:
        raise ConfigError(problem("review-export-of-nothing"))
    sources = (workbook,) if completed is None else (workbook, completed)
    jobs = export_jobs(export, "reviewed", sources, overwrite=overwrite, suffixes=SUFFIXES)
    if out is None:
        return None, jobs
    target = Target(path=out, kind="review", overwrite=overwrite)
    check_workbook_out(target, sources)
    check_targets([target, *(job.target for job in jobs)])
    return target, jobs


def _blank(framework: "Framework", judged: "Assessment", language: "Language", carried: "Review | None") -> bytes:
    from convergence_cli.report.review.blank import blank_review

    return blank_review(framework, judged, language, carried)
