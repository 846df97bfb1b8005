"""The better answers that a station could give next, each with what it would earn: the rungs of a ladder.

Steps (bands, choices, a scale, yes or no) have one rung each. A checklist is climbed one more item at a time,
the least one first, from what is ticked and once more from there with every must-have. A slope has no steps:
its rungs are the target and full points. The answers are such as a station could type: whole numbers where
whole numbers are asked for, within the bounds of the question, and on a slope with four significant digits,
rounded to the better side.
"""

import math
from collections.abc import Iterator
from datetime import date, timedelta

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.numbers import tidy
from convergence_cli.model.question import Ask, limits
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Band, Checklist, Score
from convergence_cli.scoring.points import FULL, points
from convergence_cli.value import value

_DIGITS = 4
_LAST_BITS = 1e-9


@value
class Rung:
    """A better answer."""

    points: float
    answer: Answered


def ladder(
    item: Indicator, score: Score, answer: Answered | None, framework: Framework, target: float
) -> tuple[Rung, ...]:
    """Every rung above an answer, lowest first, no two of the same points; nothing answered stands at 0 points.

    `score` is the function that holds for the station (not `by`). Empty at full points, and where the bounds
    of the question leave no better answer.
    """
    have = 0.0 if answer is None else points(score, answer, framework)
    rungs: dict[float, Rung] = {}
    for better in _answers(item, score, answer, framework, target):
        earned = points(score, better, framework)
        if earned > have:
            rungs.setdefault(earned, Rung(points=earned, answer=better))
    return tuple(rungs[earned] for earned in sorted(rungs))


def _answers(
    item: Indicator, score: Score, answer: Answered | None, framework: Framework, target: float
) -> Iterator[Answered]:
    if score.bands is not None:
        yield from (_edge(item.ask, band) for band in score.bands if band.otherwise is None)
    elif score.ramp is not None:
        low, high = score.ramp.from_, score.ramp.to
        for share in (target / FULL, 1.0):
            at = low * (high / low) ** share if score.ramp.log else low + (high - low) * share
            yield _rounded(item.ask, at, rising=low < high)
    elif score.capped is not None:
        yield from (_rounded(item.ask, score.capped.at * share, rising=True) for share in (target / FULL, 1.0))
    elif score.choices is not None:
        yield from score.choices
    elif score.scale is not None:
        yield from framework.scales[score.scale].steps
    elif score.checklist is not None:
        ticked = answer if isinstance(answer, tuple) else ()
        yield from _ticks(score, score.checklist, ticked, framework)
    else:
        yield score.expect == "yes"


def _ticks(
    score: Score, checklist: Checklist, ticked: tuple[str, ...], framework: Framework
) -> Iterator[tuple[str, ...]]:
    yield from _one_more(score, checklist, ticked, framework)
    complete = tuple(name for name in checklist.items if name in ticked or name in checklist.must_have)
    if len(complete) > len(ticked):
        yield complete
        yield from _one_more(score, checklist, complete, framework)


def _one_more(
    score: Score, checklist: Checklist, ticked: tuple[str, ...], framework: Framework
) -> Iterator[tuple[str, ...]]:
    """One more item again and again, each time the one that adds least; it ends where no item alone adds anything."""
    while True:
        have = points(score, ticked, framework)
        longer = [
            tuple(name for name in checklist.items if name in ticked or name == more)
            for more in checklist.items
            if more not in ticked
        ]
        better = [(earned, ticks) for ticks in longer if (earned := points(score, ticks, framework)) > have]
        if not better:
            return
        _, ticked = min(better, key=lambda pair: pair[0])
        yield ticked


def _edge(ask: Ask, band: Band) -> Answered:
    """The first answer that falls into a band, coming from the worse side."""
    rising = band.above is not None or band.from_ is not None
    limit = next(each for each in (band.above, band.from_, band.below, band.up_to) if each is not None)
    strict = band.above is not None or band.below is not None
    if isinstance(limit, str):
        return (date.fromisoformat(limit) + timedelta(days=(1 if rising else -1) * strict)).isoformat()
    if ask.type == "integer":
        beyond = math.floor(limit) + 1 if rising else math.ceil(limit) - 1
        at: float = beyond if strict else math.ceil(limit) if rising else math.floor(limit)
    else:
        at = tidy(limit + (1 if rising else -1) * strict * _grain(limit))
    return _within(ask, at)


def _rounded(ask: Ask, at: float, *, rising: bool) -> float:
    """A place on a slope as an answer that can be typed, no worse than the place itself."""
    grain = 1.0 if ask.type == "integer" else _grain(at)
    grains = at / grain
    whole = math.ceil(grains - _LAST_BITS) if rising else math.floor(grains + _LAST_BITS)
    return _within(ask, tidy(whole * grain))


def _grain(number: float) -> float:
    """The unit of the last significant digit."""
    # A power of ten that is negative is inexact; one over its inverse is the number that was meant.
    power = math.floor(math.log10(abs(number))) - _DIGITS + 1 if number else -_DIGITS
    return 10.0**power if power >= 0 else 1 / 10.0**-power


def _within(ask: Ask, number: float) -> float:
    low, high = limits(ask)
    number = number if low is None else max(low, number)
    return float(number if high is None else min(high, number))
