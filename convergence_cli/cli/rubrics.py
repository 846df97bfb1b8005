"""`convergence rubrics …`: for authors of frameworks."""

from typing import Annotated

import typer

from convergence_cli.cli.options import Debug, FrameworkName, Lang, words
from convergence_cli.cli.output import show, tell
from convergence_cli.rubric import SHIPPED

rubrics = typer.Typer(no_args_is_help=True)


@rubrics.command("list", help=words("help-rubrics-list"))
def list_(name: FrameworkName = SHIPPED, lang: Lang = None, debug: Debug = False) -> None:
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.report.catalogue.lists import listing

    show(listing(framework_of(name), language_of(lang)))


@rubrics.command("check", help=words("help-rubrics-check"))
def check(name: FrameworkName = SHIPPED, lang: Lang = None, debug: Debug = False) -> None:
    from convergence_cli.cli.loading import language_of
    from convergence_cli.report.problems import blocks
    from convergence_cli.rubric.load import build, find, read_files
    from convergence_cli.texts import say

    language = language_of(lang)
    framework, problems = build(read_files(find(name)))
    if problems:
        tell(blocks(problems, language))
    errors = sum(item.severity == "error" for item in problems)
    counts = {"errors": errors, "warnings": len(problems) - errors}
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
    raise typer.Exit(2 if errors else 0)


@rubrics.command("test", help=words("help-rubrics-test"))
def run_tests(name: FrameworkName = SHIPPED, lang: Lang = None, debug: Debug = False) -> None:
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.report.problems import blocks
    from convergence_cli.rubric.load import find
    from convergence_cli.texts import say
    from convergence_cli.trial.run import run_trials

    language = language_of(lang)
    run = run_trials(framework_of(name), find(name))
    if run.problems:
        tell(blocks(run.problems, language))
    if run.unreached:
        tell("\n".join(say(language, "run.unreached", branch=branch) for branch in run.unreached))
    facts = {"tests": run.tests, "expectations": run.expectations, "failed": len(run.problems)}
    reached = {"reached": run.branches - len(run.unreached), "branches": run.branches}
    show(say(language, "run.tested", **facts) + "\n" + say(language, "run.reached", **reached) + "\n")
    raise typer.Exit(1 if run.problems else 0)


@rubrics.command("schema", help=words("help-rubrics-schema"))
def schema(
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help=words("arg-kind"))] = "measure",
) -> None:
    import json

    from convergence_cli.rubric.schema import SCHEMAS, json_schema

    if kind not in SCHEMAS:
        raise typer.BadParameter(" | ".join(SCHEMAS))
    show(json.dumps(json_schema(SCHEMAS[kind]), ensure_ascii=False, indent=2) + "\n")


@rubrics.command("coverage", help=words("help-rubrics-coverage"))
def coverage(name: FrameworkName = SHIPPED, lang: Lang = None, debug: Debug = False) -> None:
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.report.catalogue.lists import coverage_matrix

    show(coverage_matrix(framework_of(name), language_of(lang)))


@rubrics.command("catalogue", help=words("help-rubrics-catalogue"))
def catalogue(name: FrameworkName = SHIPPED, debug: Debug = False) -> None:
    from convergence_cli.cli.loading import framework_of
    from convergence_cli.report.catalogue.page import page

    show(page(framework_of(name)))
