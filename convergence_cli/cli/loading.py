"""What every command does first: settle the language, load the framework."""

from pathlib import Path
from typing import cast

from convergence_cli.cli.environment import shelf, spoken_language
from convergence_cli.errors import ConfigError, problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import LANGUAGES, Language, one_of
from convergence_cli.policy import speak


def framework_of(names: list[str], named: str | None = None) -> Framework:
    """The framework of that name or folder, with the overlays that follow laid on it.

    `named` is the language that was asked for, if any.
    Raises RubricError with every fault, ConfigError for a language that the framework does not have.
    """
    import gc

    from convergence_cli.rubric.stack import load_stack

    framework = load_stack(paths_of(names), shelf())
    if named in LANGUAGES and named not in framework.languages:
        known = ", ".join(framework.languages)
        raise ConfigError(problem("language-not-offered", found=named, framework=framework.id, known=known))
    speak(framework)
    # It stays as long as the process does: the collector, looking through it again and again, was a quarter of the
    # time that a workbook takes to read.
    gc.freeze()
    return framework


def paths_of(names: list[str]) -> list[Path]:
    """Where the frameworks and overlays of these names are; raises RubricError."""
    from convergence_cli.rubric.load import find

    return [find(name) for name in names]


def language_of(
    named: str | None, workbook: Language | None = None, offered: tuple[Language, ...] = LANGUAGES
) -> Language:
    """`--lang`, else the workbook's language, else the surroundings'; of those that are offered."""
    if named is None:
        return one_of(offered, workbook, spoken_language())
    return one_of(offered, cast("Language", named))
