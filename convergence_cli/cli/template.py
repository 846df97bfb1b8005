"""`convergence template OUT.xlsx`: a blank questionnaire."""

from pathlib import Path
from typing import Annotated

import typer

from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, NoClobber, Quiet, Rubrics, words
from convergence_cli.cli.output import show, tell


def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help=words("arg-out"))],
    level: Annotated[str | None, typer.Option("--level", metavar="LEVEL", help=words("opt-level"))] = None,
    last: Annotated[Path | None, typer.Option("--from", metavar="LAST.xlsx", help=words("opt-from"))] = None,
    chapter: Annotated[str | None, typer.Option("--chapter", metavar="ID", help=words("opt-chapter"))] = None,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    no_clobber: NoClobber = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    from functools import partial

    from convergence_cli.cli.export import check_choice, check_workbook_out, write_file
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.questionnaire.template import write_template
    from convergence_cli.texts import say

    language = language_of(lang)
    check_workbook_out(out, (last,) if last else (), no_clobber=no_clobber)
    framework = framework_of(rubrics)
    levels = next((tuple(question.options) for question in framework.profile if question.id == "level"), ())
    if level is not None:
        check_choice("--level", level, levels)
    if chapter is not None:
        check_choice("--chapter", chapter, tuple(item.id for item in framework.chapters))
    if last is None:
        write_file(out, partial(write_template, framework, language, level, chapter))
    else:
        from convergence_cli.cli.migrate import write_carried
        from convergence_cli.questionnaire.read import examine
        from convergence_cli.report.carried import as_text

        old = examine(last, framework)
        language = language_of(lang, old.language)
        journey = write_carried(out, framework, old, language, level=level, chapter=chapter, same_period=False)
        show(as_text(journey, language))
    if not quiet:
        tell(say(language, "run.wrote", file=out))
