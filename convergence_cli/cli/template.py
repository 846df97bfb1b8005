"""`convergence template OUT.xlsx`: a blank questionnaire."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, Overwrite, Quiet, Rubrics, words
from convergence_cli.cli.output import show, tell_next

if TYPE_CHECKING:
    from convergence_cli.questionnaire.bounds import Bounds


@bounded
def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help=words("arg-out"))],
    level: Annotated[str | None, typer.Option("--level", metavar="LEVEL", help=words("opt-level"))] = None,
    profile: Annotated[
        list[str] | None, typer.Option("--profile", metavar="QUESTION=VALUE", help=words("opt-profile"))
    ] = None,
    last: Annotated[Path | None, typer.Option("--from", metavar="LAST.xlsx", help=words("opt-from"))] = None,
    chapter: Annotated[str | None, typer.Option("--chapter", metavar="ID", help=words("opt-chapter"))] = None,
    targets: Annotated[bool, typer.Option("--targets", help=words("opt-targets"))] = False,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
    *,
    bounds: "Bounds",
) -> None:
    from functools import partial

    from convergence_cli.cli.export import check_workbook_out
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.names import named, profile_of
    from convergence_cli.cli.targets import Target
    from convergence_cli.cli.writing import write_all
    from convergence_cli.questionnaire.known import known_profile
    from convergence_cli.questionnaire.template import write_template

    language_of(lang)  # a wrong --lang is refused before any work
    target = Target(path=out, kind="carried" if last else "blank", overwrite=overwrite)
    check_workbook_out(target, (last,) if last else ())
    framework = framework_of(rubrics, lang)
    known = known_profile(profile_of(framework, level, profile), framework)
    if chapter is not None:
        chapter = named("--chapter", chapter, {each.id: each.title for each in framework.chapters})
    if last is None:
        language = language_of(lang, None, framework.languages)
        form = partial(write_template, framework, language, known, chapter, targets=targets)
        write_all([(target, form)], language, quiet=quiet)
        tell_next(language, "fill", out, quiet=quiet)
    else:
        from convergence_cli.cli.migrate import carried_form
        from convergence_cli.questionnaire.read import examine
        from convergence_cli.report.carried import as_text

        old = examine(last, framework, bounds)
        language = language_of(lang, old.language, framework.languages)
        journey, carried = carried_form(
            framework, old, language, known=known, chapter=chapter, same_period=False, targets=targets
        )
        show(as_text(journey, language))
        write_all([(target, carried)], language, quiet=quiet)
        tell_next(language, "carried", out, quiet=quiet)
