"""Whether one scoring function earns more than another for some answer, and for which.

Decided and not sampled: every function of a number is, between finitely many cuts, a·ln x + s·x + c, so that
the difference of two has its greatest value at a cut or where its slope is zero. Options are compared one by one,
checklists for every sum that ticking can give. What stands here must earn what `scoring/points.py` does (rooms
on one floor do not know each other); a test holds the two together.
"""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import NUMERIC_TYPES, limits
from convergence_cli.model.score import Band, Checklist, Ramp, Score
from convergence_cli.value import value

_LAST_BIT = 1e-9
_FULL = 100.0
# Where between two cuts a witness is looked for, from plain to close to the cut.
_WITHIN = (0.5, 0.1, 0.9, 0.01, 0.99, 1e-4, 1 - 1e-4, 1e-7, 1 - 1e-7)
_MOST_SUMS = 100_000


@value
class Better:
    """An answer that earns more than before. `answer` None: the functions cannot be compared."""

    answer: float | str | tuple[str, ...] | bool | None
    before: float = 0.0
    now: float = 0.0


@value
class _Form:
    """Points between two cuts: a·ln x + s·x + c."""

    log: float = 0.0
    slope: float = 0.0
    constant: float = 0.0

    def at(self, x: float) -> float:
        """The points of an answer."""
        return (self.log * math.log(x) if self.log else 0.0) + self.slope * x + self.constant

    def minus(self, other: "_Form") -> "_Form":
        """The difference of two forms."""
        return _Form(log=self.log - other.log, slope=self.slope - other.slope, constant=self.constant - other.constant)


def more_points(
    old: Score, new: Score, asked: tuple[Indicator, Indicator], both: tuple[Framework, Framework]
) -> Better | None:
    """An answer for which `new` earns more than `old` (neither a `by`), or None where there is none.

    `asked` and `both` are the indicator and the framework before and now: bounds, options and shared scales.
    """
    ask = asked[1].ask
    kind = ask.type
    if kind in NUMERIC_TYPES:
        return _of_numbers(old, new, _limits(asked), whole=kind == "integer" and ask.compute is None)
    if kind == "date":
        return _of_dates(old.bands or (), new.bands or ())
    if old.checklist is not None and new.checklist is not None:
        return _of_checklists(old.checklist, new.checklist)
    if old.expect is not None and new.expect is not None:
        return None if old.expect == new.expect else Better(answer=new.expect == "yes", before=0.0, now=_FULL)
    return _of_options(_choices(old, both[0]), _choices(new, both[1]))


def _choices(score: Score, framework: Framework) -> Mapping[str, float]:
    if score.scale is not None:
        return {name: step.points for name, step in framework.scales[score.scale].steps.items()}
    return score.choices or {}


def _of_options(old: Mapping[str, float], new: Mapping[str, float]) -> Better | None:
    if set(old) != set(new):
        return Better(answer=None)
    better = (name for name in new if new[name] > old[name] + _LAST_BIT)
    return next((Better(answer=name, before=old[name], now=new[name]) for name in better), None)


# --- checklists ----------------------------------------------------------------------------------


def _of_checklists(old: Checklist, new: Checklist) -> Better | None:
    """What is ticked is compared with the same ticks where an item is new or gone: it earned nothing, or earns none."""
    sums: dict[tuple[float, float, bool, bool], tuple[str, ...]] = {(0.0, 0.0, True, True): ()}
    for name in dict.fromkeys((*old.items, *new.items)):
        more: dict[tuple[float, float, bool, bool], tuple[str, ...]] = {}
        for (before, now, whole, still), ticked in sums.items():
            left = (before, now, whole and name not in old.must_have, still and name not in new.must_have)
            taken = (before + old.items.get(name, 0.0), now + new.items.get(name, 0.0), whole, still)
            more.setdefault(left, ticked)
            more.setdefault(taken, (*ticked, name))
        sums = more
        if len(sums) > _MOST_SUMS:
            return Better(answer=None)
    for (before, now, whole, still), ticked in sums.items():
        was, earns = _earned(old, before, whole=whole), _earned(new, now, whole=still)
        if earns > was + _LAST_BIT:
            return Better(answer=ticked, before=was, now=earns)
    return None


def _earned(checklist: Checklist, ticked: float, *, whole: bool) -> float:
    points = _FULL * ticked / math.fsum(checklist.items.values())
    return points if whole else min(points, checklist.cap)


# --- numbers and dates ---------------------------------------------------------------------------


def _limits(asked: tuple[Indicator, Indicator]) -> tuple[float, float]:
    """Numbers that the question accepts, before or now; what is computed is held to none."""
    if any(item.ask.compute is not None for item in asked):
        return -math.inf, math.inf
    (low, high), (least, most) = (limits(item.ask) for item in asked)
    return (
        -math.inf if low is None or least is None else min(low, least),
        math.inf if high is None or most is None else max(high, most),
    )


def _of_dates(old: tuple[Band, ...], new: tuple[Band, ...]) -> Better | None:
    """Dates are compared as whole numbers of days."""
    try:
        days = [Score(bands=tuple(_in_days(band) for band in bands)) for bands in (old, new)]
    except ValueError:
        return Better(answer=None)
    found = _of_numbers(days[0], days[1], (1.0, float(date.max.toordinal())), whole=True)
    if found is None or not isinstance(found.answer, float):
        return found
    return Better(answer=date.fromordinal(int(found.answer)).isoformat(), before=found.before, now=found.now)


def _in_days(band: Band) -> Band:
    def day(limit: float | str | None) -> float | None:
        return None if limit is None else float(date.fromisoformat(str(limit)).toordinal())

    return Band(
        points=band.points,
        above=day(band.above),
        from_=day(band.from_),
        below=day(band.below),
        up_to=day(band.up_to),
        otherwise=band.otherwise,
    )


def _of_numbers(old: Score, new: Score, limits: tuple[float, float], *, whole: bool) -> Better | None:
    for answer, was, earns in _candidates(old, new, limits, whole=whole):
        before, now = was.at(answer), earns.at(answer)
        if now > before + _LAST_BIT:
            return Better(answer=answer, before=before, now=now)
    return None


_Candidate = tuple[float, _Form, _Form]


def _candidates(old: Score, new: Score, limits: tuple[float, float], *, whole: bool) -> Iterator[_Candidate]:
    """Answers among which there is a better one if there is any at all, plain ones first."""
    low, high = limits
    inside = {cut for score in (old, new) for cut in _cuts(score) if low < cut < high}
    cuts = sorted({*inside, *(end for end in limits if math.isfinite(end))}) or [0.0]
    # Beyond the last cut on either side nothing changes any more: one answer stands for all. Of numbers so large
    # that one more is the same number, it is the next that there is.
    below = min(math.floor(cuts[0]) - 1.0, math.nextafter(cuts[0], -math.inf))
    above = max(math.ceil(cuts[-1]) + 1.0, math.nextafter(cuts[-1], math.inf))
    beyond = ([below] if low == -math.inf else []) + ([above] if high == math.inf else [])
    exact = [cut for cut in cuts if not whole or cut.is_integer()]
    yield from ((answer, _form(old, answer), _form(new, answer)) for answer in (*exact, *beyond))
    for left, right in pairwise(cuts):
        yield from _between(old, new, left, right, whole=whole)


def _between(old: Score, new: Score, left: float, right: float, *, whole: bool) -> Iterator[_Candidate]:
    """Answers between two cuts: where the difference is greatest, and towards both ends."""
    middle = (left + right) / 2
    was, earns = _form(old, middle), _form(new, middle)
    difference = earns.minus(was)
    flat = -difference.log / difference.slope if difference.log and difference.slope else middle
    if whole:
        first, last = math.floor(left) + 1, math.ceil(right) - 1
        near = (min(max(number, first), last) for number in (math.floor(flat), math.floor(flat) + 1))
        answers = [float(number) for number in dict.fromkeys((first, last, *near)) if first <= last]
    else:
        # The ends themselves come last: they stand for what lies so close to them that it prints the same.
        answers = [left + (right - left) * part for part in _WITHIN]
        answers = [*([flat] if left < flat < right else []), *answers, left, right]
    yield from ((answer, was, earns) for answer in answers)


def _cuts(score: Score) -> list[float]:
    """Where the form of the points changes."""
    if score.bands is not None:
        limits = (limit for band in score.bands for limit in (band.above, band.from_, band.below, band.up_to))
        return [limit for limit in limits if isinstance(limit, float)]
    if score.ramp is not None:
        return [score.ramp.from_, score.ramp.to, *([0.0] if score.ramp.log else [])]
    return [0.0, score.capped.at] if score.capped is not None else []


def _form(score: Score, x: float) -> _Form:
    """The form that holds at an answer and, unless that is a cut, around it."""
    if score.bands is not None:
        return _Form(constant=next(_points(band) for band in score.bands if _holds(band, x)))
    if score.ramp is not None:
        return _slope(score.ramp, x)
    assert score.capped is not None  # lint: the function fits its question
    if 0 < x < score.capped.at:
        return _Form(slope=_FULL / score.capped.at)
    return _Form(constant=0.0 if x <= 0 else _FULL)


def _points(band: Band) -> float:
    return (band.points if band.otherwise is None else band.otherwise) or 0.0


def _holds(band: Band, x: float) -> bool:
    above, least, below, most = band.above, band.from_, band.below, band.up_to
    return (
        (not isinstance(above, float) or x > above)
        and (not isinstance(least, float) or x >= least)
        and (not isinstance(below, float) or x < below)
        and (not isinstance(most, float) or x <= most)
    )


def _slope(ramp: Ramp, x: float) -> _Form:
    low, high = sorted((ramp.from_, ramp.to))
    if x <= low or x >= high:
        full = (x >= high) == (ramp.from_ < ramp.to)
        return _Form(constant=_FULL if full else 0.0)
    if not ramp.log:
        per = _FULL / (ramp.to - ramp.from_)
        return _Form(slope=per, constant=-per * ramp.from_)
    per = _FULL / (math.log(ramp.to) - math.log(ramp.from_))
    return _Form(log=per, constant=-per * math.log(ramp.from_))
