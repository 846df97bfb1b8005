"""How options and arguments are declared: by name, with the texts of that name for a help."""

from typing import Any

import typer

from convergence_cli.cli.environment import spoken_language
from convergence_cli.errors import ConfigError, problem
from convergence_cli.texts import say

SPOKEN = spoken_language()


def words(key: str, **values: object) -> str:
    """A help text in the language of the surroundings."""
    return say(SPOKEN, f"run.{key}", **values)


def declared(
    name: str, metavar: str | None = None, *, short: str = "", text: str = "", panel: str | None = None, **rules: Any
) -> Any:
    """The option `--name`, with its text `opt-name`, or the one that is named, for a help."""
    names = (f"--{name}", *((short,) if short else ()))
    return typer.Option(*names, metavar=metavar, help=words(f"opt-{text or name}"), rich_help_panel=panel, **rules)


def argument(text: str, metavar: str, **rules: Any) -> Any:
    """An argument, with its text `arg-…` for a help."""
    return typer.Argument(metavar=metavar, help=words(f"arg-{text}"), **rules)


def check_choice(option: str, found: str, known: tuple[str, ...]) -> None:
    """Refuse a value that an option does not have; raises ConfigError."""
    if found not in known:
        raise ConfigError(problem("option-value", option=option, found=found, known=", ".join(known)))


def choice(name: str, known: tuple[str, ...], **more: Any) -> Any:
    """The option `--name` that takes one of these words."""

    def checked(found: str) -> str:
        check_choice(f"--{name}", found, known)
        return found

    return declared(name, "|".join(known), callback=checked, **more)


def formatted(known: tuple[str, ...]) -> Any:
    """The option `--format` that takes one of these."""
    return choice("format", known, short="-f")
