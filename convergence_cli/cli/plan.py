"""`convergence plan ORG.xlsx`: every next step, the least effort to a goal, what if."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.declaring import declared, formatted
from convergence_cli.cli.environment import spoken_language
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, LedgerPath, Overwrite, Quiet, Rubrics, Workbook
from convergence_cli.cli.output import waiting
from convergence_cli.cli.rendering import end, publish, tell_problems
from convergence_cli.report.formats import ON_STDOUT, SUFFIXES
from convergence_cli.report.subjects import laid_out, report
from convergence_cli.texts import say

if TYPE_CHECKING:
    from convergence_cli.model.assessment import Assessment
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.language import Language
    from convergence_cli.model.plan import Goal, Outlook
    from convergence_cli.questionnaire.bounds import Bounds


@bounded
def plan(
    workbook: Workbook,
    target: Annotated[float | None, declared("target", "N", text="plan-target", min=0, max=100)] = None,
    level: Annotated[str | None, declared("level", "LEVEL", text="plan-level")] = None,
    budget: Annotated[int | None, declared("budget", "MONTHS", text="plan-budget", min=0)] = None,
    set_: Annotated[list[str] | None, declared("set", "ID=VALUE", text="plan-set")] = None,
    format_: Annotated[str, formatted(ON_STDOUT)] = "text",
    export: Annotated[list[Path] | None, declared("export", "PATH", short="-o", text="export-six")] = None,
    as_of: Annotated[str | None, declared("as-of", "DATE", text="plan-as-of")] = None,
    ledger: LedgerPath = None,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    top: Annotated[int, declared("top", "N", text="plan-top", min=0)] = 10,
    all_: Annotated[bool, declared("all", text="plan-all")] = False,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
    *,
    bounds: "Bounds",
) -> None:
    from dataclasses import replace
    from functools import partial

    from convergence_cli.cli.export import check_number, export_jobs
    from convergence_cli.cli.ledgers import ledger_of, ledger_path
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.names import assigned, day_of, named
    from convergence_cli.model.plan import Goal

    check_number("--target", target)
    as_of = day_of("--as-of", as_of)
    goes_on = ledger_path(ledger, export)
    jobs = export_jobs(export, "plan", (workbook,), overwrite=overwrite, suffixes=SUFFIXES, ledger=goes_on)
    framework = framework_of(rubrics, lang)
    if level is not None:
        level = named("--level", level, {each.id: each.title for each in framework.levels})
    with waiting(say(spoken_language(), "run.reading", file=workbook), quiet=quiet):
        judged, spoken = _judged(workbook, framework, bounds)
        language = language_of(lang, spoken, framework.languages)
        goal = Goal(target=target, level=level, budget=budget)
        supposed = assigned("--set", set_ or (), {each.id: each.title for each in framework.indicators})
        outlook = _outlook(framework, judged, goal, tuple(supposed), language)
    kept = ledger_of(goes_on, framework, (judged,), ledger, overwrite=overwrite, quiet=quiet)
    outlook = replace(outlook, first_day=as_of, ledger=kept)
    text = partial(laid_out, "plan", (outlook,), top=None if all_ else top)
    render = partial(report, "plan", (outlook,))
    publish(format_, text, render, jobs, language, quiet=quiet)
    tell_problems(outlook.plan.problems, language)
    end(failed=bool(outlook.plan.problems))


def _judged(workbook: Path, framework: "Framework", bounds: "Bounds") -> "tuple[Assessment, Language | None]":
    """The station, and its workbook's language; raises WorkbookError with what has to be mended."""
    from convergence_cli.errors import WorkbookError
    from convergence_cli.judging import judge_workbook
    from convergence_cli.model.assessment import Failure

    entry, spoken = judge_workbook(workbook, framework, bounds)
    if isinstance(entry, Failure):
        raise WorkbookError(*(item for item in entry.problems if item.severity != "note"), language=spoken)
    return entry, spoken


def _outlook(
    framework: "Framework", judged: "Assessment", goal: "Goal", texts: tuple[str, ...], language: "Language"
) -> "Outlook":
    from convergence_cli.model.plan import Outlook
    from convergence_cli.plan.plan import plan as make_plan
    from convergence_cli.plan.whatif import read_supposed, suppose

    supposed = read_supposed(texts, framework, judged)
    what_if = suppose(framework, judged, supposed) if supposed else None
    start = what_if.after if what_if else judged
    return Outlook(framework=framework, language=language, plan=make_plan(framework, start, goal), what_if=what_if)
