"""`convergence template OUT.xlsx`: a blank questionnaire."""

from pathlib import Path
from typing import Annotated

import typer

from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, Overwrite, Quiet, Rubrics, words
from convergence_cli.cli.output import show


def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help=words("arg-out"))],
    level: Annotated[str | None, typer.Option("--level", metavar="LEVEL", help=words("opt-level"))] = None,
    last: Annotated[Path | None, typer.Option("--from", metavar="LAST.xlsx", help=words("opt-from"))] = None,
    chapter: Annotated[str | None, typer.Option("--chapter", metavar="ID", help=words("opt-chapter"))] = None,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    from functools import partial

    from convergence_cli.cli.export import check_choice, check_workbook_out
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.targets import Target
    from convergence_cli.cli.writing import write_all
    from convergence_cli.questionnaire.template import write_template

    language = language_of(lang)
    target = Target(path=out, kind="carried" if last else "blank", overwrite=overwrite)
    check_workbook_out(target, (last,) if last else ())
    framework = framework_of(rubrics)
    asked = framework.question.get("level")
    if level is not None:
        check_choice("--level", level, tuple(asked.options) if asked else ())
    if chapter is not None:
        check_choice("--chapter", chapter, tuple(framework.chapter))
    if last is None:
        write_all([(target, partial(write_template, framework, language, level, chapter))], language, quiet=quiet)
    else:
        from convergence_cli.cli.migrate import carried_form
        from convergence_cli.questionnaire.read import examine
        from convergence_cli.report.carried import as_text

        old = examine(last, framework)
        language = language_of(lang, old.language)
        journey, form = carried_form(framework, old, language, level=level, chapter=chapter, same_period=False)
        show(as_text(journey, language))
        write_all([(target, form)], language, quiet=quiet)
