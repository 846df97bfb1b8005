"""`convergence template OUT.xlsx`: a blank questionnaire."""

from pathlib import Path
from typing import Annotated

import typer

from convergence_cli.cli.options import Debug, Lang, NoClobber, Quiet, Rubrics, words
from convergence_cli.cli.output import tell
from convergence_cli.rubric import SHIPPED


def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help=words("arg-out"))],
    level: Annotated[str | None, typer.Option("--level", metavar="LEVEL", help=words("opt-level"))] = None,
    chapter: Annotated[str | None, typer.Option("--chapter", metavar="ID", help=words("opt-chapter"))] = None,
    rubrics: Rubrics = SHIPPED,
    lang: Lang = None,
    no_clobber: NoClobber = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    from functools import partial

    from convergence_cli.cli.export import check_choice, check_target, write_file
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.questionnaire.template import write_template
    from convergence_cli.texts import say

    language = language_of(lang)
    check_choice("OUT", out.suffix.lower(), (".xlsx",))
    check_target(out, no_clobber=no_clobber)
    framework = framework_of(rubrics)
    levels = next((tuple(question.options) for question in framework.profile if question.id == "level"), ())
    if level is not None:
        check_choice("--level", level, levels)
    if chapter is not None:
        check_choice("--chapter", chapter, tuple(item.id for item in framework.chapters))
    write_file(out, partial(write_template, framework, language, level, chapter))
    if not quiet:
        tell(say(language, "run.wrote", file=out))
