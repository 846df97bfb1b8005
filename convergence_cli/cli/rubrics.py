"""`convergence rubrics …`: for authors of frameworks."""

from typing import Annotated

import typer

from convergence_cli.cli.calibrate import calibrate
from convergence_cli.cli.help import Command, Group
from convergence_cli.cli.options import BY_DEFAULT, Debug, FrameworkNames, Lang, words
from convergence_cli.cli.output import show, show_as, tell
from convergence_cli.cli.overlays import diff, new, resolve
from convergence_cli.cli.rendering import end, tell_problems

rubrics = typer.Typer(no_args_is_help=True, cls=Group)


@rubrics.command("list", cls=Command, help=words("help-rubrics-list"))
def list_(names: FrameworkNames = BY_DEFAULT, lang: Lang = None, debug: Debug = False) -> None:
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.report.formats.text import Look, render
    from convergence_cli.report.subjects.listing import parts

    framework = framework_of(names, lang)
    show(render(parts(framework, language_of(lang, None, framework.languages)), Look(width=None)))


@rubrics.command("check", cls=Command, help=words("help-rubrics-check"))
def check(names: FrameworkNames = BY_DEFAULT, lang: Lang = None, debug: Debug = False) -> None:
    from convergence_cli.cli.environment import shelf
    from convergence_cli.cli.loading import language_of, paths_of
    from convergence_cli.rubric.records import record_problems
    from convergence_cli.rubric.stack import examine_stack, folder_of
    from convergence_cli.texts import say

    language, paths = language_of(lang), paths_of(names)
    framework, problems = examine_stack(paths, shelf())
    if framework is not None:
        problems = [*problems, *record_problems(framework, folder_of(paths[-1]))]
    tell_problems(problems, language)
    severities = [item.severity for item in problems]
    counts = {"errors": severities.count("error"), "warnings": severities.count("warning")}
    if framework is None:
        tell(say(language, "run.counted", **counts))
    else:
        facts = {
            "id": framework.id,
            "version": framework.version,
            "measures": len(framework.measures),
            "indicators": len(framework.indicators),
        }
        show(say(language, "run.checked", **facts, **counts) + "\n")
    end(at_fault=counts["errors"] > 0)


@rubrics.command("test", cls=Command, help=words("help-rubrics-test"))
def run_tests(names: FrameworkNames = BY_DEFAULT, lang: Lang = None, debug: Debug = False) -> None:
    from convergence_cli.cli.environment import shelf
    from convergence_cli.cli.loading import language_of, paths_of
    from convergence_cli.rubric.stack import folder_of, load_stack
    from convergence_cli.texts import say
    from convergence_cli.trial.run import run_trials

    language = language_of(lang)
    paths = paths_of(names)
    run = run_trials(load_stack(paths, shelf()), folder_of(paths[-1]))
    tell_problems(run.problems, language)
    if run.unreached:
        tell("\n".join(say(language, "run.unreached", branch=branch) for branch in run.unreached))
    facts = {"tests": run.tests, "expectations": run.expectations, "failed": len(run.problems)}
    reached = {"reached": run.branches - len(run.unreached), "branches": run.branches}
    show(say(language, "run.tested", **facts) + "\n" + say(language, "run.reached", **reached) + "\n")
    end(failed=bool(run.problems))


@rubrics.command("schema", cls=Command, help=words("help-rubrics-schema"))
def schema(
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help=words("arg-kind"))] = "measure",
) -> None:
    import json

    from convergence_cli.cli.export import check_choice
    from convergence_cli.rubric.schema import SCHEMAS, json_schema

    check_choice("KIND", kind, tuple(SCHEMAS))
    show_as("json", json.dumps(json_schema(SCHEMAS[kind]), ensure_ascii=False, indent=2) + "\n")


@rubrics.command("coverage", cls=Command, help=words("help-rubrics-coverage"))
def coverage(names: FrameworkNames = BY_DEFAULT, lang: Lang = None, debug: Debug = False) -> None:
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.report.formats.text import Look, render
    from convergence_cli.report.subjects.listing import coverage as clauses

    framework = framework_of(names, lang)
    show(render(clauses(framework, language_of(lang, None, framework.languages)), Look(width=None)))


@rubrics.command("catalogue", cls=Command, help=words("help-rubrics-catalogue"))
def catalogue(names: FrameworkNames = BY_DEFAULT, debug: Debug = False) -> None:
    from convergence_cli.cli.loading import framework_of
    from convergence_cli.report.formats.markdown import render
    from convergence_cli.report.subjects.catalogue import document

    show_as("markdown", render(document(framework_of(names)), longest=None))


@rubrics.command("record", cls=Command, help=words("help-rubrics-record"))
def record(names: FrameworkNames = BY_DEFAULT, debug: Debug = False) -> None:
    from convergence_cli.cli.loading import framework_of
    from convergence_cli.rubric.records import as_text

    show(as_text(framework_of(names)))


rubrics.command("calibrate", cls=Command, help=words("help-rubrics-calibrate"))(calibrate)
rubrics.command("resolve", cls=Command, help=words("help-rubrics-resolve"))(resolve)
rubrics.command("diff", cls=Command, help=words("help-rubrics-diff"))(diff)
rubrics.command("new", cls=Command, help=words("help-rubrics-new"))(new)
