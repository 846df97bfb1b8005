"""Whether one scoring function earns more than another for some answer, and for which.

Decided and not sampled: every function of a number is, between finitely many cuts, a·ln x + s·x + c, so that
the difference of two has its greatest value at a cut or where its slope is zero. Options are compared one by one,
checklists for every sum that ticking can give. Functions say which shape they have (`functions/shape.py`); two of
different shapes count as not comparable, and so as looser.
"""

import math
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from convergence_cli.functions.registry import function_of
from convergence_cli.functions.shape import Curve, Form, Options
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.numbers import FULL, LAST_BITS
from convergence_cli.model.question import limits
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Checklist, Score
from convergence_cli.value import value

# Where between two cuts a witness is looked for, from plain to close to the cut.
_WITHIN = (0.5, 0.1, 0.9, 0.01, 0.99, 1e-4, 1 - 1e-4, 1e-7, 1 - 1e-7)
_MOST_SUMS = 100_000


@value
class Better:
    """An answer that earns more than before. `answer` None: the functions cannot be compared."""

    answer: Answered | None
    before: float = 0.0
    now: float = 0.0


def more_points(
    old: Score, new: Score, asked: tuple[Indicator, Indicator], both: tuple[Framework, Framework]
) -> Better | None:
    """An answer for which `new` earns more than `old` (neither a `by`), or None where there is none.

    `asked` and `both` are the indicator and the framework before and now: bounds, options and shared scales.
    """
    match function_of(old, both[0]).shape(), function_of(new, both[1]).shape():
        case Curve() as before, Curve() as after:
            return _of_dates(before, after) if asked[1].ask.type == "date" else _of_asked(before, after, asked)
        case Options() as before, Options() as after:
            return _of_options(before.points, after.points)
        case Checklist() as before, Checklist() as after:
            return _of_checklists(before, after)
        case _:
            return Better(answer=None)


def _of_options(old: Mapping[Any, float], new: Mapping[Any, float]) -> Better | None:
    if set(old) != set(new):
        return Better(answer=None)
    better = (name for name in new if new[name] > old[name] + LAST_BITS)
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
        if earns > was + LAST_BITS:
            return Better(answer=ticked, before=was, now=earns)
    return None


def _earned(checklist: Checklist, ticked: float, *, whole: bool) -> float:
    points = FULL * ticked / math.fsum(checklist.items.values())
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


def _of_asked(old: Curve, new: Curve, asked: tuple[Indicator, Indicator]) -> Better | None:
    ask = asked[1].ask
    return _of_numbers(old, new, _limits(asked), whole=ask.type == "integer" and ask.compute is None)


def _of_dates(old: Curve, new: Curve) -> Better | None:
    """Dates are compared as whole numbers of days."""
    found = _of_numbers(old, new, (1.0, float(date.max.toordinal())), whole=True)
    if found is None or not isinstance(found.answer, float):
        return found
    return Better(answer=date.fromordinal(int(found.answer)).isoformat(), before=found.before, now=found.now)


def _of_numbers(old: Curve, new: Curve, limits: tuple[float, float], *, whole: bool) -> Better | None:
    for answer, was, earns in _candidates(old, new, limits, whole=whole):
        before, now = was.at(answer), earns.at(answer)
        if now > before + LAST_BITS:
            return Better(answer=answer, before=before, now=now)
    return None


_Candidate = tuple[float, Form, Form]


def _candidates(old: Curve, new: Curve, limits: tuple[float, float], *, whole: bool) -> Iterator[_Candidate]:
    """Answers among which there is a better one if there is any at all, plain ones first."""
    low, high = limits
    inside = {cut for curve in (old, new) for cut in curve.cuts if low < cut < high}
    cuts = sorted({*inside, *(end for end in limits if math.isfinite(end))}) or [0.0]
    # Beyond the last cut on either side nothing changes any more: one answer stands for all. Of numbers so large
    # that one more is the same number, it is the next that there is.
    below = min(math.floor(cuts[0]) - 1.0, math.nextafter(cuts[0], -math.inf))
    above = max(math.ceil(cuts[-1]) + 1.0, math.nextafter(cuts[-1], math.inf))
    beyond = ([below] if low == -math.inf else []) + ([above] if high == math.inf else [])
    exact = [cut for cut in cuts if not whole or cut.is_integer()]
    yield from ((answer, old.form(answer), new.form(answer)) for answer in (*exact, *beyond))
    for left, right in pairwise(cuts):
        yield from _between(old, new, left, right, whole=whole)


def _between(old: Curve, new: Curve, left: float, right: float, *, whole: bool) -> Iterator[_Candidate]:
    """Answers between two cuts: where the difference is greatest, and towards both ends."""
    middle = (left + right) / 2
    was, earns = old.form(middle), new.form(middle)
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
