"""`convergence explain WHAT`: a measure, an indicator, a clause, a term or an error code in words."""

from typing import TYPE_CHECKING, Annotated

from convergence_cli.cli.declaring import argument, formatted
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, Rubrics
from convergence_cli.cli.rendering import present

if TYPE_CHECKING:
    from convergence_cli.questionnaire.names import Names

_FORMATS = ("text", "markdown", "json")


def explain(
    what: Annotated[str, argument("what", "WHAT")],
    format_: Annotated[str, formatted(_FORMATS)] = "text",
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    from functools import partial

    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.report.explanation.cards import cards, known_names
    from convergence_cli.report.subjects import laid_out, report

    framework = framework_of(rubrics, lang)
    language = language_of(lang, None, framework.languages)
    found = cards(framework, what, language) or cards(framework, _meant(what, known_names(framework)), language)
    about = found, framework, language
    present(format_, partial(laid_out, "explanation", about), partial(report, "explanation", about))


def _meant(what: str, names: "Names") -> str:
    """The id of what is to be explained; raises ConfigError with what is nearest."""
    from convergence_cli.cli.names import tell_guess
    from convergence_cli.errors import ConfigError, problem
    from convergence_cli.questionnaire.names import meant, shown

    found = meant(what, names)
    if not found.id:
        raise ConfigError(problem("nothing-to-explain", found=what, nearest=shown(names, found.near)))
    if found.guessed:
        tell_guess("explain", what, names, found.id)
    return found.id
