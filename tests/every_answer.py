"""Every answer that a question permits and the points that it earns, counted out by an arithmetic of its own.

Proofs compare the program with this: nothing here asks a scoring function of the program. Numbers of any fineness
are counted out on a grid, all else is complete.
"""

import itertools
import math
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from convergence_cli.model.question import Ask, Scale
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Band, Checklist, Ramp, Score

Earned = dict[Answered, float]
MONTHS = {1: 1, 2: 3, 3: 6, 4: 12, 5: 18}
LAST_BITS = 1e-9
GRID = 1000
"""So many numbers from one end of a slope to the other, where any number may be given."""


def every_answer(ask: Ask, score: Score, scales: Mapping[str, Scale]) -> Earned:
    """What each permitted answer earns, by the function of the station (not `by`)."""
    if score.choices is not None:
        return dict(score.choices)
    if score.scale is not None:
        return {name: step.points for name, step in scales[score.scale].steps.items()}
    if score.expect is not None:
        return {True: 100.0 * (score.expect == "yes"), False: 100.0 * (score.expect == "no")}
    if score.checklist is not None:
        return {ticks: of_ticks(score.checklist, ticks) for ticks in _sets(tuple(score.checklist.items))}
    if ask.type == "date":
        assert score.bands is not None
        return {day: of_date(score.bands, day) for day in _days(score.bands)}
    return {at: of_number(score, at) for at in _numbers(ask, score)}


def better_points(earned: Earned, before: Answered | None, have: float) -> list[float]:
    """What the answers earn that a step may lead to and that earn more than so much; least first, none twice."""
    return sorted({points for answer, points in earned.items() if keeps(before, answer) and points > have})


def keeps(before: Answered | None, after: Answered) -> bool:
    """A step adds to what is ticked and takes nothing back; every other answer takes the place of the old one."""
    return not isinstance(after, tuple) or set(before if isinstance(before, tuple) else ()) <= set(after)


def months(effort: int, have: float, points: float, target: float) -> int:
    """Team-months of a step, by the formula that is printed."""
    return max(1, math.ceil(MONTHS[effort] * (points - have) / target - LAST_BITS))


# --- what an answer earns --------------------------------------------------------------------------


def of_ticks(part: Checklist, ticks: tuple[str, ...]) -> float:
    earned = 100 * sum(part.items[name] for name in ticks) / sum(part.items.values())
    return _ten_digits(earned if all(name in ticks for name in part.must_have) else min(earned, part.cap))


def of_number(score: Score, at: float) -> float:
    if score.capped is not None:
        return _ten_digits(min(100.0, max(0.0, 100 * at / score.capped.at)))
    if score.deduct is not None:
        taken = score.deduct.points * max(0.0, at) / score.deduct.per
        return _ten_digits(max(score.deduct.down_to, 100 - taken))
    if score.ramp is not None:
        return _ten_digits(_of_ramp(score.ramp, at))
    assert score.bands is not None
    for band in score.bands:
        over = (band.above is None or at > float(band.above)) and (band.from_ is None or at >= float(band.from_))
        under = (band.below is None or at < float(band.below)) and (band.up_to is None or at <= float(band.up_to))
        if band.otherwise is not None or (over and under):
            return float(band.points if band.otherwise is None else band.otherwise)
    raise AssertionError(at)


def _of_ramp(ramp: Ramp, at: float) -> float:
    worst, best = min(ramp.from_, ramp.to), max(ramp.from_, ramp.to)
    at = min(best, max(worst, at))
    if ramp.log:
        return 100 * math.log(at / ramp.from_) / math.log(ramp.to / ramp.from_)
    return 100 * (at - ramp.from_) / (ramp.to - ramp.from_)


def of_date(bands: tuple[Band, ...], day: str) -> float:
    for band in bands:
        over = (band.above is None or day > str(band.above)) and (band.from_ is None or day >= str(band.from_))
        under = (band.below is None or day < str(band.below)) and (band.up_to is None or day <= str(band.up_to))
        if band.otherwise is not None or (over and under):
            return float(band.points if band.otherwise is None else band.otherwise)
    raise AssertionError(day)


def _ten_digits(points: float) -> float:
    return round(points, 10)


# --- which answers there are -----------------------------------------------------------------------


def _sets(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return itertools.chain.from_iterable(itertools.combinations(names, count) for count in range(len(names) + 1))


def _days(bands: tuple[Band, ...]) -> Iterator[str]:
    """Every day from one before the first limit to one after the last."""
    limits = [date.fromisoformat(str(limit)) for band in bands for limit in _limits(band)]
    for at in range((max(limits) - min(limits)).days + 3):
        yield (min(limits) + timedelta(days=at - 1)).isoformat()


def _limits(band: Band) -> list[float | str]:
    return [each for each in (band.above, band.from_, band.below, band.up_to) if each is not None]


def _numbers(ask: Ask, score: Score) -> Iterator[float]:
    low, high = (0.0, 1.0) if ask.type == "percent" else (None, None)
    low, high = low if ask.min is None else ask.min, high if ask.max is None else ask.max
    ends = [each for each in (low, high) if each is not None]
    marks = _marks(score)
    first, last = min(marks), max(marks)
    if ask.type == "integer":
        candidates: Iterator[float] = map(float, range(math.floor(first) - 1, math.ceil(last) + 2))
    else:
        way = last - first or 1.0
        grid = (first + way * at / GRID for at in range(-1, GRID + 2))
        candidates = itertools.chain(grid, (mark + way * by for mark in marks for by in (-1e-3, 0.0, 1e-3)))
    for at in sorted({round(each, 10) for each in (*candidates, *ends)}):
        if (low is None or at >= low) and (high is None or at <= high):
            yield at


def _marks(score: Score) -> list[float]:
    if score.capped is not None:
        return [0.0, score.capped.at]
    if score.deduct is not None:
        return [0.0, score.deduct.per * (100 - score.deduct.down_to) / score.deduct.points]
    if score.ramp is not None:
        return [score.ramp.from_, score.ramp.to]
    return [float(limit) for band in score.bands or () for limit in _limits(band)]
