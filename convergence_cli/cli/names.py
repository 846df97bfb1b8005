"""Options that take a name: what was typed becomes the id that is meant, and a guess is told."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from convergence_cli.cli.environment import spoken_language
from convergence_cli.cli.rendering import tell_problems
from convergence_cli.errors import ConfigError, Word, problem

if TYPE_CHECKING:
    from convergence_cli.model.framework import Framework
    from convergence_cli.questionnaire.names import Names

_FEW = 12


def named(option: str, typed: str, names: "Names", *, guesses: bool = True) -> str:
    """The id of what is meant; raises ConfigError with what is nearest. Without `guesses` it has to be spelt right."""
    from convergence_cli.questionnaire.names import meant, shown

    found = meant(typed, names)
    if not found.id or (found.guessed and not guesses):
        known: Word = shown(names, names) if len(names) <= _FEW else ""
        near = shown(names, (found.id,) if found.id else found.near)
        raise ConfigError(problem("name-unknown", option=option, found=typed, nearest=near, known=known))
    if found.guessed:
        tell_guess(option, typed, names, found.id)
    return found.id


def tell_guess(option: str, typed: str, names: "Names", guess: str) -> None:
    """Say how a name was read that was not written as it stands."""
    from convergence_cli.questionnaire.names import shown

    taken = problem("name-guessed", None, "note", option=option, found=typed, read=shown(names, [guess]))
    tell_problems([taken], spoken_language())


def assigned(option: str, texts: Iterable[str], names: "Names") -> list[str]:
    """`NAME=VALUE` with the ids of what the names mean; a name that nobody can read is left to whoever reads it."""
    from convergence_cli.questionnaire.names import meant

    read = []
    for text in texts:
        name, sign, typed = text.partition("=")
        found = meant(name.strip(), names) if sign and name.strip() else None
        if found and found.guessed:
            tell_guess(option, name.strip(), names, found.id)
        read.append(f"{found.id}={typed}" if found and found.id else text)
    return read


def profile_of(framework: "Framework", level: str | None, profile: Sequence[str] | None) -> list[str]:
    """What is known of a station, as `QUESTION=VALUE` by ids; raises ConfigError for a level that there is not."""
    known = assigned("--profile", profile or (), {each.id: each.title for each in framework.profile})
    question = framework.question.get("level")
    if level is not None and question is not None and question.options:
        level = named("--level", level, question.options)
    return known if level is None else [*known, f"level={level}"]


def day_of(option: str, typed: str | None) -> str | None:
    """A day in any of the ways in which a form takes one, as YYYY-MM-DD; raises ConfigError."""
    from convergence_cli.questionnaire.normalise import read_day

    day = None if typed is None else read_day(typed)
    if typed is not None and day is None:
        raise ConfigError(problem("option-value", option=option, found=typed, known="2026-11-25"))
    return day
