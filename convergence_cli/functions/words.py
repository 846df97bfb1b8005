"""A rule in words that are not chosen yet: keys of the catalogue with their values, for any language."""

from typing import Literal

from convergence_cli.model.question import Text
from convergence_cli.value import value


@value
class Points:
    """Points, written without a decimal that says nothing."""

    number: float


@value
class Amount:
    """A limit in the unit of its question, or a date."""

    limit: float | str


@value
class Name:
    """An option by its name alone, without what it means."""

    text: Text


@value
class Phrase:
    """An entry of the catalogue."""

    key: str
    values: "dict[str, Words]"


@value
class Listed:
    """Several pieces: `steps` on one line, `options` on one if they are short, `names` within a sentence."""

    how: Literal["steps", "options", "names"]
    parts: "tuple[Words, ...]"


@value
class Below:
    """A list after a colon; it begins on a line of its own where it takes several."""

    words: "Words"


Words = Text | Points | Amount | Name | Phrase | Listed | Below


def phrase(key: str, /, **values: Words) -> Phrase:
    """Make a Phrase."""
    return Phrase(key=key, values=values)


def option(words: Words, points: float) -> Phrase:
    """An option and what it earns."""
    return phrase("rules.option", option=words, points=Points(number=points))
