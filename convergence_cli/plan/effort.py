"""What a step costs, in team-months: the work of one team for one month.

An indicator's `effort` says how long stations took from nothing to its target. Months are used, and not the
numbers 1-5, because months can be added: two steps of a quarter are half a year's work. A step that goes a
part of the way costs that part, one that goes beyond the target costs more in the same proportion; every
step costs whole months and at least one. Where the target is 0, effort says how long full points took. Where a
framework does not say it, every step costs one, however long.

    effort of a step = months of the indicator x (points after - points now) / target, rounded up
"""

import math

from convergence_cli.model.numbers import FULL, LAST_BITS

MONTHS = {1: 1, 2: 3, 3: 6, 4: 12, 5: 18}
"""Effort 1-5 (weeks, a quarter, half a year, a year, longer) in months."""


def months(effort: int | None, have: float, points: float, target: float) -> int:
    """Team-months from the points that a station has to better ones."""
    if effort is None:
        return 1
    way = (points - have) / (target or FULL)
    return max(1, math.ceil(MONTHS[effort] * way - LAST_BITS))


def affordable(effort: int | None, have: float, target: float, months_: int) -> float:
    """The most points that a step of so many team-months leads to: the same formula the other way round."""
    if effort is None:
        return FULL
    return have + (months_ + LAST_BITS) * (target or FULL) / MONTHS[effort]
