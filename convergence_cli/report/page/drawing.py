"""Where the lines of a picture run: numbers to coordinates, and nothing that is read.

All pictures are inline SVG, so that they print sharp, follow the colours of the page and need no file beside it.
"""

import math
import textwrap
from collections.abc import Sequence
from typing import Literal

from convergence_cli.model.display import shown
from convergence_cli.model.gaps import Bin as Counted
from convergence_cli.model.numbers import FULL
from convergence_cli.report.figures import TENTHS, tenths
from convergence_cli.value import value

Anchor = Literal["start", "middle", "end"]

_DIAL = (170.0, 180.0, 118.0)
"""Centre and radius of the dial in its view box of 340 x 206."""
_TICK = (131.0, 139.0, 148.0)
"""Radii of the two ends of a tick and of its label."""
_RADAR = (220.0, 178.0, 104.0)
"""Centre and radius of the radar in its view box of 440 x 366."""
_RINGS = (20.0, 40.0, 60.0, 80.0, 100.0)
_LABEL_GAP = 13.0
_LINE = 17.0
_LEAST_AXES = 3
_BIN_WIDTH, _BIN_TOP, _BIN_BASE = 50.0, 30.0, 195.0
LETTERS = {"zh": 6, "en": 13}
"""How many letters of a title stand in one line beside a radar."""


@value
class Tick:
    """A mark on the dial."""

    label: str
    line: str
    x: float
    y: float
    anchor: Anchor


@value
class Dial:
    """A half circle from 0 to 100; each arc is the data of an SVG path, empty where it has no length."""

    track: str
    reach: str
    """From the floor to the ceiling, or from one quartile to another."""
    score: str
    ticks: tuple[Tick, ...]


@value
class Label:
    """The words at the end of a radar's axis, in short lines."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: Anchor


@value
class Radar:
    """Axes from a centre; rings and shapes are the points of SVG polygons."""

    rings: tuple[str, ...]
    spokes: str
    shapes: tuple[str, ...]
    labels: tuple[Label, ...]


@value
class Bin:
    """One bar of a histogram: `count` scores from `label`'s first number up to its second."""

    label: str
    start: str
    """The lower edge alone, for the axis."""
    count: int
    x: float
    y: float
    height: float


def at(number: float) -> str:
    """A coordinate; a hundredth of a unit is less than one can see."""
    return f"{round(number, 2) + 0.0:.10g}"


def dial(score: float | None, low: float | None, high: float | None, marks: Sequence[tuple[str, float]]) -> Dial:
    """A dial at `score`, with a band from `low` to `high` and a tick for each (label, number)."""
    reach = "" if low is None or high is None else _arc(low, high)
    return Dial(
        track=_arc(0.0, FULL),
        reach=reach,
        score="" if score is None else _arc(0.0, score),
        ticks=tuple(_tick(label, number) for label, number in marks),
    )


def _on_dial(number: float, radius: float) -> tuple[float, float]:
    x, y, _ = _DIAL
    angle = math.pi * (1.0 - number / FULL)
    return x + radius * math.cos(angle), y - radius * math.sin(angle)


def _arc(start: float, end: float) -> str:
    radius = _DIAL[2]
    if end <= start:
        return ""
    (x1, y1), (x2, y2) = _on_dial(start, radius), _on_dial(end, radius)
    return f"M{at(x1)} {at(y1)}A{at(radius)} {at(radius)} 0 0 1 {at(x2)} {at(y2)}"


def _tick(label: str, number: float) -> Tick:
    inner, outer, words = _TICK
    (x1, y1), (x2, y2), (x, y) = (_on_dial(number, radius) for radius in (inner, outer, words))
    line = f"M{at(x1)} {at(y1)}L{at(x2)} {at(y2)}"
    return Tick(label=label, line=line, x=x, y=y + 4.0, anchor=_anchor(x - _DIAL[0]))


def _anchor(offset: float) -> Anchor:
    if abs(offset) < 12.0:
        return "middle"
    return "start" if offset > 0 else "end"


def radar(axes: Sequence[tuple[str, str]], shapes: Sequence[Sequence[float]], *, letters: int) -> Radar | None:
    """A radar with an axis for each (title, number in words); None where there are too few axes to span a surface.

    Each of `shapes` has one number 0-100 for each axis; titles are folded into lines of `letters`.
    """
    count = len(axes)
    if count < _LEAST_AXES:
        return None
    x, y, radius = _RADAR
    spokes = [_on_radar(place, count, radius) for place in range(count)]
    return Radar(
        rings=tuple(_polygon([ring] * count) for ring in _RINGS),
        spokes="".join(f"M{at(x)} {at(y)}L{at(right)} {at(down)}" for right, down in spokes),
        shapes=tuple(_polygon(shape) for shape in shapes),
        labels=tuple(_label(place, count, title, number, letters) for place, (title, number) in enumerate(axes)),
    )


def _on_radar(place: int, count: int, distance: float) -> tuple[float, float]:
    x, y, _ = _RADAR
    angle = 2.0 * math.pi * place / count
    return x + distance * math.sin(angle), y - distance * math.cos(angle)


def _polygon(numbers: Sequence[float]) -> str:
    radius = _RADAR[2]
    points = (_on_radar(place, len(numbers), radius * number / FULL) for place, number in enumerate(numbers))
    return " ".join(f"{at(x)},{at(y)}" for x, y in points)


def _label(place: int, count: int, title: str, number: str, letters: int) -> Label:
    lines = (*folded(title, letters), number)
    x, y = _on_radar(place, count, _RADAR[2] + _LABEL_GAP)
    # Above the centre a label ends at its axis, below it begins there, beside it stands in the middle.
    up = (1.0 - (y - _RADAR[1]) / (_RADAR[2] + _LABEL_GAP)) / 2.0
    first = y - up * (len(lines) - 1) * _LINE + 5.0
    return Label(lines=lines, x=x, y=first, anchor=_anchor(x - _RADAR[0]))


def folded(title: str, letters: int) -> tuple[str, ...]:
    """A title in lines of at most so many letters: between words, or in Chinese in parts of about one length."""
    if " " in title:
        return tuple(textwrap.wrap(title, letters, break_long_words=False))
    if len(title) <= letters:
        return (title,)
    size = math.ceil(len(title) / math.ceil(len(title) / letters))
    return tuple(title[start : start + size] for start in range(0, len(title), size))


def bars(found: Sequence[Counted]) -> tuple[Bin, ...]:
    """The bins of a histogram as bars, the tallest to the top."""
    counts = [each.stations for each in found]
    tallest = max(1, *counts)
    bins = []
    for place, (count, (start, end)) in enumerate(zip(counts, tenths(), strict=True)):
        height = (_BIN_BASE - _BIN_TOP) * count / tallest
        bins.append(
            Bin(
                label=f"{start}–{end}",
                start=start,
                count=count,
                x=12.0 + _BIN_WIDTH * place,
                y=_BIN_BASE - height,
                height=height,
            )
        )
    return tuple(bins)


def tenth(score: float) -> int:
    """The tenth of the scale that a score lies in as it is printed, from 0."""
    return min(TENTHS - 1, shown().units(score) * TENTHS // shown().full)
