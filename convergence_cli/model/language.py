"""The languages of the program; a file of its own because the command line needs no more of the model to start."""

from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def one_of(offered: tuple[Language, ...], *wanted: Language | None) -> Language:
    """The first language wanted that is offered; where none is, the first one offered."""
    return next((language for language in wanted if language in offered), offered[0])
