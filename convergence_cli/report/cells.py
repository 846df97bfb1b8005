"""What stands in one cell of a report, and how it is printed in words."""

from typing import Literal

from convergence_cli.report import figures
from convergence_cli.value import value

Kind = Literal[
    "text",
    "middle",
    "score",
    "heat",
    "points",
    "loss",
    "share",
    "gain",
    "fine",
    "count",
    "percent",
    "number",
    "date",
    "bar",
    "strip",
]
"""What stands in a cell.

text, middle (a short text in the middle of its column), date (ISO) and bar (a mark whose tone is its meaning) are
words, and so is what stands in place of a strip where there is nothing to draw. score: 0-100, printed on the
framework's scale; heat: the same, under a scale of colours where there are any.
points: of an indicator, 0-100, one decimal. loss: points of a score, printed on the framework's scale. share: 0-1, a
percentage. gain, fine: a difference of scores, fine with one more decimal. percent and number: what a station gave.
"""
WORDS: frozenset[Kind] = frozenset({"text", "middle", "date", "bar", "strip"})
SCORES: frozenset[Kind] = frozenset({"score", "heat"})
Tone = str
"""What a colour may say beside the words: plain, strong, tile (a key figure), an outcome, red (a red line), a phase."""
Content = str | float | None


@value
class Band:
    """A part of a strip, from `start` to `end`, 0-100."""

    tone: Tone
    start: float
    end: float


@value
class Strip:
    """A drawing in one cell of a page: bands over each other, from the left to the right."""

    bands: tuple[Band, ...]
    says: str
    """The same in words."""


@value
class Cell:
    """A content with what a format may do with it beside printing it."""

    content: Content
    tone: Tone = ""
    """Its own; empty: that of its row."""
    note: str = ""
    """Small, below it, on a page."""
    mark: str = ""
    """What is not to be overlooked, beside it, on a page."""
    order: float | None = None
    """By what a page sorts it, where that is not what is read in it."""
    to: str = ""
    """The key of the row of another table that a page leads to."""
    strip: Strip | None = None
    """What a page draws in place of the content."""


@value
class Entry:
    """Cells that the reader fills in."""

    name: str = ""
    """Of the choices, where there are any: the same for the same ones."""
    choices: tuple[str, ...] = ()
    """The words to choose from; none: a text, or by the column's kind a date."""
    prompt: str = ""
    """What is wanted."""
    closing: str = ""
    """The choice by which a row is done."""
    not_before: int | None = None
    """How many columns from here stands a date that this one does not precede: -1 is the one before."""


def tone_of(cell: Content | Cell) -> Tone:
    """The tone of a cell of its own; empty: that of its row."""
    return cell.tone if isinstance(cell, Cell) else ""


def content_of(cell: Content | Cell) -> Content:
    """What stands in a cell."""
    return cell.content if isinstance(cell, Cell) else cell


def shown(cell: Content | Cell, kind: Kind) -> str:
    """A cell in words, as every format that prints words has it."""
    content = content_of(cell)
    if content is None:
        return "" if kind in WORDS else figures.NOTHING
    if isinstance(content, str):
        return content
    if kind in SCORES:
        return figures.score(content)
    if kind == "points":
        return figures.points(content)
    if kind == "loss":
        return figures.loss(content)
    if kind == "share":
        return figures.share(content)
    if kind == "gain":
        return figures.gain(content)
    if kind == "fine":
        return figures.fine_gain(content)
    return figures.measured(content, kind)
