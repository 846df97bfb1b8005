"""Lint of the scoring functions: each fits its question, is ordered, and stays within 0-100 points."""

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import NUMERIC_TYPES
from convergence_cli.model.score import Band, Checklist, Ramp, Score
from convergence_cli.rubric.strict_yaml import Path

Found = tuple[str, Path, dict[str, str]]

_FITS: dict[str, frozenset[str]] = {
    "bands": NUMERIC_TYPES | {"date"},
    "ramp": NUMERIC_TYPES,
    "capped": NUMERIC_TYPES,
    "choices": frozenset({"one_of"}),
    "scale": frozenset({"one_of"}),
    "checklist": frozenset({"many_of"}),
    "expect": frozenset({"yes_no"}),
}
_DATE = re.compile(r"^\d{4}-\d\d-\d\d$")
# Options are offered by letter.
MAX_OPTIONS = 26
CONDITIONS = ("above", "from_", "below", "up_to")


def lint_score(framework: Framework, item: Indicator) -> Iterator[Found]:
    """Faults of one indicator's answer and scoring: code, path within the indicator, values."""
    yield from _question(framework, item)
    yield from _function(framework, item, item.score, ("score",))


def named(score: Score) -> list[str]:
    """The functions that a score names; sound when it is exactly one."""
    return [name for name in (*_FITS, "by") if getattr(score, name) is not None]


def _question(framework: Framework, item: Indicator) -> Iterator[Found]:
    closed = item.ask.type in ("one_of", "many_of")
    options = framework.options(item)
    if closed and item.ask.compute is None and len(options) < 2:
        yield "options-missing", ("ask",), {"found": item.id}
    if len(options) > MAX_OPTIONS:
        yield "options-too-many", ("ask", "options"), {"found": str(len(options)), "bound": str(MAX_OPTIONS)}
    if not closed and item.ask.options:
        yield "options-not-asked", ("ask", "options"), {"found": item.ask.type}
    if item.ask.compute is not None and item.ask.type not in (*NUMERIC_TYPES, "yes_no"):
        yield "compute-not-numeric", ("ask", "type"), {"found": item.ask.type}
    if item.ask.min is not None and item.ask.max is not None and item.ask.min >= item.ask.max:
        yield "bounds-crossed", ("ask", "min"), {"found": f"{item.ask.min:g} / {item.ask.max:g}"}
    if item.score.scale is not None and item.ask.options:
        yield "options-twice", ("ask", "options"), {"found": item.score.scale}


def _function(framework: Framework, item: Indicator, score: Score, path: Path) -> Iterator[Found]:
    names = named(score)
    if len(names) != 1:
        yield "score-not-one", path, {"found": ", ".join(names) or "-"}
        return
    (name,) = names
    here: Path = (*path, name)
    if name == "by":
        yield from _by(framework, item, score, here)
        return
    if item.ask.type not in _FITS[name]:
        yield "score-wrong-type", here, {"found": name, "type": item.ask.type, "known": ", ".join(sorted(_FITS[name]))}
        return
    if score.bands is not None:
        yield from _bands(score.bands, item.ask.type == "date", here)
    if score.ramp is not None:
        yield from _ramp(score.ramp, here)
    if score.capped is not None and not score.capped.at > 0:
        yield "bounds-crossed", (*here, "at"), {"found": f"{score.capped.at:g}"}
    if score.choices is not None:
        yield from _choices(set(item.ask.options), score.choices, here)
    if score.scale is not None:
        yield from _scale(framework, score.scale, here)
    if score.checklist is not None:
        yield from _checklist(set(item.ask.options), score.checklist, here)


def _by(framework: Framework, item: Indicator, score: Score, path: Path) -> Iterator[Found]:
    if score.by is None or len(score.by) != 1:
        yield "by-not-one", path, {"found": ", ".join(score.by or ())}
        return
    for question, functions in score.by.items():
        for option, function in functions.items():
            if function.by is not None:
                yield "by-not-one", (*path, question, option), {"found": "by"}
            else:
                yield from _function(framework, item, function, (*path, question, option))


def _bands(bands: tuple[Band, ...], dated: bool, path: Path) -> Iterator[Found]:
    """Best first; conditions of one direction, each looser than the one before; points fall; last `otherwise`."""
    if len(bands) < 2 or bands[-1].otherwise is None:
        yield "bands-no-otherwise", path, {}
        return
    points: list[float] = []
    limits: list[tuple[Any, int]] = []
    rising: set[bool] = set()
    for place, band in enumerate(bands):
        set_ = [name for name in CONDITIONS if getattr(band, name) is not None]
        last = place == len(bands) - 1
        if last != (band.otherwise is not None) or len(set_) != (0 if last else 1) or (band.points is None) != last:
            yield "band-malformed", (*path, place), {}
            return
        points.append((band.points if band.otherwise is None else band.otherwise) or 0.0)
        if not last:
            limit = getattr(band, set_[0])
            if isinstance(limit, str) != dated or (dated and not _DATE.match(str(limit))):
                yield "band-wrong-unit", (*path, place), {"found": str(limit)}
                return
            rising.add(set_[0] in ("above", "from_"))
            # At one threshold, `above` is stricter than `from` and `below` stricter than `up_to`.
            limits.append((limit, 1 if set_[0] in ("above", "below") else 0))
    yield from _in_order(points, limits, rising, path)


def _in_order(points: list[float], limits: list[tuple[Any, int]], rising: set[bool], path: Path) -> Iterator[Found]:
    yield from _points(points, path)
    if any(worse >= better for better, worse in pairwise(points)):
        yield "bands-not-monotone", path, {}
    if len(rising) > 1:
        yield "bands-two-directions", path, {}
        return
    for (limit, strict), (next_limit, next_strict) in pairwise(limits):
        looser = next_limit < limit if True in rising else next_limit > limit
        if not looser and not (next_limit == limit and next_strict < strict):
            yield "bands-not-ordered", path, {"found": str(next_limit)}


def _points(points: list[float], path: Path) -> Iterator[Found]:
    for number in points:
        if not 0 <= number <= 100:
            yield "points-out-of-range", path, {"found": f"{number:g}"}
    if points and max(points) < 100:
        yield "points-never-full", path, {"found": f"{max(points):g}"}


def _ramp(ramp: Ramp, path: Path) -> Iterator[Found]:
    if ramp.from_ == ramp.to or (ramp.log and not (ramp.from_ > 0 and ramp.to > 0)):
        yield "bounds-crossed", path, {"found": f"{ramp.from_:g} / {ramp.to:g}"}
    if not all(math.isfinite(end) for end in (ramp.from_, ramp.to)):
        yield "bounds-crossed", path, {"found": f"{ramp.from_:g} / {ramp.to:g}"}


def _choices(options: set[str], choices: dict[str, float], path: Path) -> Iterator[Found]:
    for option in sorted(options ^ set(choices)):
        yield "choices-not-options", path, {"found": option}
    yield from _points(list(choices.values()), path)


def _scale(framework: Framework, name: str, path: Path) -> Iterator[Found]:
    scale = framework.scales.get(name)
    if scale is None:
        yield "scale-unknown", path, {"found": name, "known": ", ".join(framework.scales)}
    else:
        yield from _points([step.points for step in scale.steps.values()], path)


def _checklist(options: set[str], checklist: Checklist, path: Path) -> Iterator[Found]:
    for option in sorted(options ^ set(checklist.items)):
        yield "choices-not-options", (*path, "items"), {"found": option}
    for option, weight in checklist.items.items():
        if not 0 < weight <= 1000:
            yield "weight-not-positive", (*path, "items", option), {"found": f"{weight:g}"}
    for option in checklist.must_have:
        if option not in checklist.items:
            yield "choices-not-options", (*path, "must_have"), {"found": option}
    if not 0 <= checklist.cap <= 100:
        yield "points-out-of-range", (*path, "cap"), {"found": f"{checklist.cap:g}"}
