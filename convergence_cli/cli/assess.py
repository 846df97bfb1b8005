"""`convergence assess ORG.xlsx`: score one station, print the gap report, judge the gates."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.declaring import check_choice, declared
from convergence_cli.cli.environment import spoken_language
from convergence_cli.cli.gating import Asked, check_not_held_to, gated, gates_of
from convergence_cli.cli.options import (
    BY_DEFAULT,
    All,
    Brief,
    Colour,
    CsvIds,
    Debug,
    EvidenceDir,
    Export,
    Format,
    JunitDetail,
    Lang,
    LedgerPath,
    MaxEvidence,
    Overwrite,
    Quiet,
    Rubrics,
    Strict,
    Top,
    Workbook,
)
from convergence_cli.cli.output import waiting
from convergence_cli.cli.rendering import (
    detailed,
    end,
    of_stations,
    pages_of,
    publish,
    tell_failure,
    tell_verdict,
    text_of,
)
from convergence_cli.report import BRIEF_ON_STDOUT, BRIEF_SUFFIXES, SUFFIXES
from convergence_cli.texts import say

if TYPE_CHECKING:
    from convergence_cli.gate.gates import Gates
    from convergence_cli.judging import Extras
    from convergence_cli.model.assessment import Cohort
    from convergence_cli.model.framework import Framework
    from convergence_cli.questionnaire.bounds import Bounds


@bounded
@gated
def assess(
    workbook: Workbook,
    format_: Format = "text",
    export: Export = None,
    brief: Brief = False,
    junit_detail: JunitDetail = False,
    csv_ids: CsvIds = False,
    evidence_dir: EvidenceDir = None,
    as_of: Annotated[str | None, declared("as-of", "DATE")] = None,
    ledger: LedgerPath = None,
    strict: Strict = False,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    top: Top = 10,
    all_: All = False,
    chapter: Annotated[str | None, declared("chapter", "CHAPTER", text="gaps-of")] = None,
    with_sensitivity: Annotated[bool, declared("sensitivity")] = False,
    overwrite: Overwrite = False,
    max_evidence: MaxEvidence = None,
    quiet: Quiet = False,
    color: Colour = "auto",
    debug: Debug = False,
    *,
    bounds: "Bounds",
    asked: "Asked",
) -> None:
    from functools import partial

    from convergence_cli.cli.export import check_horizons, check_none_with, export_jobs
    from convergence_cli.cli.ledgers import ledger_of, ledger_path, spared, with_entries
    from convergence_cli.cli.loading import framework_of
    from convergence_cli.cli.names import day_of, named
    from convergence_cli.judging import Extras

    if brief:
        check_choice("--format", format_, BRIEF_ON_STDOUT)
        check_none_with("--brief", all_=all_, chapter=chapter, with_sensitivity=with_sensitivity)
    # A brief has no ledger: what people wrote into one that stands in its place would be lost.
    goes_on = ledger if brief else ledger_path(ledger, export)
    suffixes, carried = (BRIEF_SUFFIXES, None) if brief else (SUFFIXES, goes_on)
    jobs = export_jobs(
        export, "report", (workbook,), overwrite=overwrite, suffixes=suffixes, ledger=carried,
        baseline=asked["write_baseline"],
    )  # fmt: skip
    format_, jobs = detailed(format_, jobs, junit_detail=junit_detail, csv_ids=csv_ids)
    check_not_held_to(export, asked)
    as_of = day_of("--as-of", as_of)
    extras = Extras(
        evidence_dir=evidence_dir, max_evidence=max_evidence, as_of=as_of, sensitivity=with_sensitivity, strict=strict
    )
    framework = framework_of(rubrics, lang)
    check_horizons(framework, as_of, has_ledger=goes_on is not None)
    if chapter is not None:
        chapter = named("--chapter", chapter, {each.id: each.title for each in framework.chapters})
    gates = gates_of(framework, **asked)
    with waiting(say(spoken_language(), "run.reading", file=workbook), quiet=quiet):
        cohort = _judged(workbook, framework, lang, bounds, gates, extras)
    cohort = with_entries(
        cohort, ledger_of(goes_on, framework, cohort.assessments, ledger, overwrite=overwrite, quiet=quiet)
    )
    text = partial(text_of, cohort, color, None if all_ else top, chapter)
    files = of_stations(jobs if cohort.assessments else spared(jobs), cohort)
    publish(format_, *pages_of(cohort, text, brief=brief), files, cohort.language, quiet=quiet)
    for failure in cohort.failures:
        tell_failure(failure, cohort.language)
    if cohort.assessments:
        tell_verdict(cohort.verdict, cohort.language, quiet=quiet)
    end(at_fault=bool(cohort.failures) or not cohort.verdict.judged, failed=not cohort.verdict.passed)


def _judged(
    workbook: Path, framework: "Framework", lang: str | None, bounds: "Bounds", gates: "Gates", extras: "Extras"
) -> "Cohort":
    """The cohort of this one station; a workbook that cannot be judged is an entry too."""
    from convergence_cli.cli.loading import language_of
    from convergence_cli.gate.gates import judge
    from convergence_cli.judging import judge_with
    from convergence_cli.model.assessment import Assessment, Cohort

    entry, spoken = judge_with(workbook, framework, bounds, extras)
    judged = (entry,) if isinstance(entry, Assessment) else ()
    verdict = judge(gates, judged, framework)
    language = language_of(lang, spoken, framework.languages)
    return Cohort(
        framework=framework,
        language=language,
        entries=(entry,),
        verdict=verdict,
        as_of=extras.as_of,
        with_sensitivity=extras.sensitivity,
    )
