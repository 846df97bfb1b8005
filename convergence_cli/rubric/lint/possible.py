"""What an expression can come to, where of each number only is known between what it lies.

By intervals: what comes out may be more than can happen, never less. So an expression that cannot be true by this
cannot be true at all; one that can be true by this may still never be.
"""

import math
from collections.abc import Mapping

from convergence_cli.model.expression import Apply, Constant, Expression, Reference

Interval = tuple[float, float]
Truths = frozenset[bool]
Possible = Interval | Truths
_BOTH: Truths = frozenset({True, False})
_ANY: Interval = (-math.inf, math.inf)


def possible(expression: Expression, bounds: Mapping[str, Possible]) -> Possible:
    """The truths or the interval of numbers that an expression may have; what is not bounded may be anything."""
    if isinstance(expression, Constant):
        content = expression.content
        if isinstance(content, bool):
            return frozenset({content})
        return (content, content) if isinstance(content, float) else _BOTH
    if isinstance(expression, Reference):
        return bounds.get(expression.id, _BOTH)
    arguments = [possible(each, bounds) for each in expression.arguments]
    truths = [each for each in arguments if isinstance(each, frozenset)]
    if expression.function in ("and", "or", "not"):
        return _logic(expression.function, truths)
    intervals = [each for each in arguments if isinstance(each, tuple)]
    if len(intervals) < len(arguments):  # a text or a truth compared: it may be either
        return _BOTH
    return _compared(expression, intervals) or _calculated(expression.function, intervals)


def _logic(function: str, truths: list[Truths]) -> Truths:
    if function == "not":
        return frozenset(not each for each in truths[0])
    decided = function == "or"
    if any(each == {decided} for each in truths):
        return frozenset({decided})
    return _BOTH if any(decided in each for each in truths) else frozenset({not decided})


def _compared(expression: Apply, intervals: list[Interval]) -> Truths | None:
    if len(intervals) != 2:
        return None
    (low, high), (least, most) = intervals
    found = {
        "<": (low < most, high >= least),
        "<=": (low <= most, high > least),
        ">": (high > least, low <= most),
        ">=": (high >= least, low < most),
        "==": (low <= most and high >= least, not low == high == least == most),
        "!=": (not low == high == least == most, low <= most and high >= least),
    }.get(expression.function)
    return None if found is None else frozenset(truth for truth, can in zip((True, False), found, strict=True) if can)


def _calculated(function: str, intervals: list[Interval]) -> Interval:
    lows, highs = [low for low, _ in intervals], [high for _, high in intervals]
    if function in ("+", "sum of"):
        return sum(lows), sum(highs)
    if function == "-":
        return lows[0] - highs[1], highs[0] - lows[1]
    if function == "*":
        products = [one * other for one in intervals[0] for other in intervals[1]]
        return (min(products), max(products)) if all(map(math.isfinite, products)) else _ANY
    if function in ("min of", "max of"):
        choose = min if function == "min of" else max
        return choose(lows), choose(highs)
    if function == "mean of":
        return sum(lows) / len(lows), sum(highs) / len(highs)
    return _ANY  # a quotient, a rounded number: not worth the care
