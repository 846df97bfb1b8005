"""`convergence explain WHAT`: a measure, an indicator, a clause or an error code in words."""

from typing import Annotated

import typer

from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, Rubrics, words
from convergence_cli.cli.output import show_as


def explain(
    what: Annotated[str, typer.Argument(metavar="WHAT", help=words("arg-what"))],
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="text|markdown|json", help=words("opt-format"))
    ] = "text",
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.environment import terminal_width
    from convergence_cli.cli.export import check_choice
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.errors import ConfigError, problem
    from convergence_cli.report.catalogue.cards import cards, known_names
    from convergence_cli.report.catalogue.formats import FORMATS
    from convergence_cli.texts.nearest import nearest

    language_of(lang)  # a wrong --lang is refused before any work
    check_choice("--format", format_, tuple(FORMATS))
    framework = framework_of(rubrics, lang)
    language = language_of(lang, None, framework.languages)
    found = cards(framework, what, language)
    if not found:
        raise ConfigError(problem("nothing-to-explain", found=what, nearest=nearest(what, known_names(framework))))
    document = FORMATS[format_](found, language)
    if format_ == "text":
        document = (
            "\n".join(piece for line in document.splitlines() for piece in _hanging(line, terminal_width())) + "\n"
        )
    show_as(format_, document)


def _hanging(line: str, width: int) -> list[str]:
    """A long line wrapped, its continuation as deep as its beginning."""
    from convergence_cli.texts.width import wrap

    depth = len(line) - len(line.lstrip())
    return [" " * depth + piece for piece in wrap(line.lstrip(), width - depth)]
