"""What an answer earns, and which better answers there are: by the guide's words, in exact fractions."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from oracle_expressions import exact

Function = tuple[str, Any]
"""Its name and what the rubric says of it."""
_DAY = timedelta(days=1)
_KEYS = {"above": 1, "from": 1, "below": -1, "up_to": -1}


def points_of(function: Function, answer: Any) -> Fraction:
    """0-100, to ten digits after the point."""
    name, how = function
    if name == "expect":
        earned = Fraction(100 if answer is (how == "yes") else 0)
    elif name == "choices":
        earned = exact(how[answer])
    elif name == "bands":
        met = (points for condition, points in _bands(how) if condition is None or _holds(condition, answer))
        earned = exact(next(met))
    elif name == "checklist":
        weights = {option: exact(weight) for option, weight in how["items"].items()}
        earned = 100 * sum(weights[option] for option in answer) / sum(weights.values())
        if set(how.get("must_have") or ()) - set(answer):
            earned = min(earned, exact(how.get("cap", "0")))
    else:
        earned = min(Fraction(100), max(Fraction(0), _slope(function, answer)))
    return round(earned, 10)


def _bands(how: Sequence[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, Any] | None, Any]]:
    for band in how:
        key = next((key for key in _KEYS if key in band), None)
        yield ((key, band[key]), band["points"]) if key else (None, band["otherwise"])


def _limit(raw: Any, answer: Any) -> Any:
    return raw if isinstance(answer, str) else exact(raw)


def _holds(condition: tuple[str, Any], answer: Any) -> bool:
    key, limit = condition[0], _limit(condition[1], answer)
    if key == "above":
        return bool(answer > limit)
    if key == "from":
        return bool(answer >= limit)
    return bool(answer < limit if key == "below" else answer <= limit)


def _ends(function: Function) -> tuple[Fraction, Fraction, bool]:
    """Where a slope begins and ends, and whether it goes by logarithms."""
    name, how = function
    if name == "capped":
        return Fraction(0), exact(how["at"]), False
    if name == "deduct":
        return exact(how["per"]) * (100 - _least(function)) / exact(how["points"]), Fraction(0), False
    return exact(how["from"]), exact(how["to"]), how.get("log") in (True, "true")


def _least(function: Function) -> Fraction:
    """The points at the worse end of a slope."""
    name, how = function
    return exact(how.get("down_to", "0")) if name == "deduct" else Fraction(0)


def _slope(function: Function, answer: Fraction) -> Fraction:
    start, end, is_log = _ends(function)
    if not is_log:
        least = _least(function)
        return max(least, least + (100 - least) * (answer - start) / (end - start))
    if answer <= 0:
        # The logarithm of nought or less is below every number.
        return Fraction(0 if start < end else 100)
    return Fraction(100 * (math.log(answer) - math.log(start)) / (math.log(end) - math.log(start)))


# --- better answers ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """What kind of answer a question takes: its type, its bounds, its options."""

    type: str
    low: Fraction | None
    high: Fraction | None
    options: tuple[str, ...]


@dataclass(frozen=True)
class Better:
    """The points of the next better answer, and of the first one at the target or above; None where there is none."""

    onward: Fraction | None
    to_target: Fraction | None


def reachable(function: Function, asked: Asked, answer: Any, have: Fraction, target: Fraction) -> Better:
    """From an answer, or from none, which counts as 0 points."""
    earned = sorted({points_of(function, each) for each in _answers(function, asked, answer, have, target)})
    return Better(
        onward=next((points for points in earned if points > have), None),
        to_target=next((points for points in earned if points > have and points >= target), None),
    )


def _answers(function: Function, asked: Asked, answer: Any, have: Fraction, target: Fraction) -> Iterator[Any]:
    name = function[0]
    if name == "expect":
        yield from (True, False)
    elif name == "choices":
        yield from asked.options
    elif name == "checklist":
        yield from _ticked(function[1], tuple(answer or ()))
    elif name == "bands":
        yield from _at_bands(function, asked)
    else:
        yield from _on_slope(function, asked, answer, have, target)


def _ticked(how: Mapping[str, Any], held: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """One set for each weight that can be had and each part of what must be there. What is ticked stays ticked."""
    must = set(how.get("must_have") or ())
    sets = {(Fraction(0), frozenset[str]()): held}
    for option in (each for each in how["items"] if each not in held):
        weight, needed = exact(how["items"][option]), must & {option}
        sets |= {(total + weight, there | needed): (*chosen, option) for (total, there), chosen in sets.items()}
    yield from sets.values()


def _at_bands(function: Function, asked: Asked) -> Iterator[Any]:
    """One answer on each side of every limit, and the outermost ones."""
    for condition, _ in _bands(function[1]):
        if condition is None:
            continue
        if asked.type == "date":
            day = date.fromisoformat(condition[1])
            yield from ((day + step * _DAY).isoformat() for step in (-1, 0, 1))
            continue
        limit = exact(condition[1])
        for each in (limit, limit + _unit(limit), limit - _unit(limit)):
            yield from _within(asked, each)
        if asked.type == "integer":
            for step in (-1, 0, 1):
                yield from _within(asked, Fraction(math.floor(limit) + step))
    if asked.type != "date":
        yield from _outermost(asked)


def _outermost(asked: Asked) -> Iterator[Fraction]:
    is_whole = asked.type == "integer"
    if asked.low is not None:
        yield from _within(asked, Fraction(math.ceil(asked.low)) if is_whole else asked.low)
    if asked.high is not None:
        yield from _within(asked, Fraction(math.floor(asked.high)) if is_whole else asked.high)


def _within(asked: Asked, number: Fraction) -> Iterator[Fraction]:
    """The number, if the question takes it."""
    is_inside = (asked.low is None or number >= asked.low) and (asked.high is None or number <= asked.high)
    if is_inside and (asked.type != "integer" or number.denominator == 1):
        yield number


def _unit(number: Fraction) -> Fraction:
    """One in the fourth significant digit."""
    return Fraction(10) ** (math.floor(math.log10(abs(number))) - 3) if number else Fraction(1, 10_000)


def _rounded(number: Fraction, unit: Fraction, *, is_up: bool) -> Fraction:
    """To whole units, up or down; what is whole but for the last bits of a logarithm is whole."""
    nearest = round(number / unit)
    if abs(number / unit - nearest) < Fraction(1, 10**9):
        return nearest * unit
    return (math.ceil if is_up else math.floor)(number / unit) * unit


def _on_slope(function: Function, asked: Asked, answer: Any, have: Fraction, target: Fraction) -> Iterator[Fraction]:
    start, end, is_log = _ends(function)
    is_up = end > start
    least = _least(function)
    exactly = start + (end - start) * max(Fraction(0), target - least) / (100 - least)
    if is_log:
        exactly = Fraction(float(start) * (float(end) / float(start)) ** float(target / 100))
    if asked.type != "integer":
        # The target, then full points.
        goals = ((target, exactly), (Fraction(100), end)) if have < target else ((Fraction(100), end),)
        for goal, at in goals:
            unit = min(_unit(at), _unit(end - start))
            number = _rounded(at, unit, is_up=is_up)
            # A target such as 66.6666666667 may be met, to ten digits, by the number before.
            short = number - unit if is_up else number + unit
            number = short if points_of(function, short) >= goal else number
            low = number if asked.low is None else max(asked.low, number)
            yield low if asked.high is None else min(asked.high, low)
        return
    step = 1 if is_up else -1
    rounded = math.floor if is_up else math.ceil
    nearest = [rounded(start) if answer is None else rounded(answer), rounded(start), rounded(exactly), rounded(end)]
    for number in nearest:
        for more in range(-2, 4):
            yield from _within(asked, Fraction(number + more * step))
    yield from _outermost(asked)
