"""`convergence rubrics …`: for authors of frameworks."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli.calibrate import calibrate
from convergence_cli.cli.declaring import argument, check_choice, formatted, words
from convergence_cli.cli.environment import shelf
from convergence_cli.cli.help import Command, Group
from convergence_cli.cli.options import BY_DEFAULT, Debug, FrameworkNames, Lang
from convergence_cli.cli.output import show, show_as, tell
from convergence_cli.cli.overlays import diff, new, resolve
from convergence_cli.cli.rendering import end, tell_problems
from convergence_cli.texts import say

if TYPE_CHECKING:
    from convergence_cli.errors import Problem

_FORMATS = ("text", "sarif")

rubrics = typer.Typer(no_args_is_help=True, cls=Group)


@rubrics.command("list", cls=Command, help=words("help-rubrics-list"))
def list_(names: FrameworkNames = BY_DEFAULT, lang: Lang = None, debug: Debug = False) -> None:
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.report.formats.text import Look, render
    from convergence_cli.report.subjects.listing import parts

    framework = framework_of(names, lang)
    show(render(parts(framework, language_of(lang, None, framework.languages)), Look(width=None)))


@rubrics.command("check", cls=Command, help=words("help-rubrics-check"))
def check(
    names: FrameworkNames = BY_DEFAULT,
    format_: Annotated[str, formatted(_FORMATS)] = "text",
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.loading import language_of, paths_of
    from convergence_cli.rubric.records import record_problems
    from convergence_cli.rubric.stack import examine_stack, folder_of

    language, paths = language_of(lang), paths_of(names)
    framework, problems = examine_stack(paths, shelf())
    if framework is not None:
        problems = [*problems, *record_problems(framework, folder_of(paths[-1]))]
    if format_ == "sarif":
        from convergence_cli.report.sarif import log

        show_as("sarif", log(((_path_of(item, folder_of(paths[-1])), item) for item in problems), language))
    else:
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
        said = say(language, "run.checked", **facts, **counts)
        show(f"{said}\n") if format_ == "text" else tell(said)
    end(at_fault=counts["errors"] > 0)


def _path_of(item: "Problem", folder: Path) -> str:
    """The file that a problem is in, from where the program was started where it lies below; else its name alone."""
    import os

    path = folder / item.location.file
    found = os.path.relpath(path) if item.location.file and path.exists() else ""
    return Path(found).as_posix() if found and not found.startswith("..") else item.location.file


@rubrics.command("test", cls=Command, help=words("help-rubrics-test"))
def run_tests(names: FrameworkNames = BY_DEFAULT, lang: Lang = None, debug: Debug = False) -> None:
    from convergence_cli.cli.loading import language_of, paths_of
    from convergence_cli.rubric.stack import folder_of, load_stack
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
    kind: Annotated[str, argument("kind", "[KIND]")] = "measure",
) -> None:
    import json

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
