"""A worked example for an indicator: one answer, the arithmetic on the way, and what it costs in the index.

The points are those of the engine; only the arithmetic is written out here, and a test works it out again.
"""

import math
from collections.abc import Mapping

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Band, Checklist, Ramp, Score
from convergence_cli.report import figures
from convergence_cli.scoring.points import function_for, points
from convergence_cli.value import value


@value
class Example:
    """One answer scored."""

    kind: str
    """The kind of station that gives it."""
    answer: Answered
    arithmetic: str
    """What is worked out on the way, such as `100 × (2 + 1) ÷ 6`; empty where a rule is only looked up."""
    points: float
    weight: float
    """Effective weight in the index, 0-1."""

    @property
    def lost(self) -> float:
        """Points of the index that this answer costs."""
        return self.weight * (100.0 - self.points)


def example(framework: Framework, item: Indicator, kind: str, profile: Mapping[str, object], weight: float) -> Example:
    """An answer short of the best, where the rule shows: a step below it, half of a slope or list, the wrong word."""
    score = function_for(item.score, profile)
    given, arithmetic = _choose(framework, item, score)
    earned = points(score, given, framework)
    return Example(kind=kind, answer=given, arithmetic=arithmetic, points=earned, weight=weight)


def _choose(framework: Framework, item: Indicator, score: Score) -> tuple[Answered, str]:
    whole = item.ask.type == "integer"
    if score.bands is not None:
        return _threshold(score.bands), ""
    if score.ramp is not None:
        return _half_way(item, score.ramp, whole)
    if score.capped is not None:
        at = score.capped.at
        half = float(max(1, int(at // 2))) if whole else at / 2
        return half, f"100 × {_written(item, half)} ÷ {_written(item, at)}"
    if score.checklist is not None:
        return _half_ticked(score.checklist)
    if score.expect is not None:
        return score.expect == "no", ""
    steps = score.choices or {key: step.points for key, step in framework.scales[score.scale or ""].steps.items()}
    worst_first = sorted(steps, key=lambda option: steps[option])
    return worst_first[len(worst_first) // 2], ""


def _threshold(bands: tuple[Band, ...]) -> Answered:
    """The best threshold itself where it is strict, and so not reached; else that of the second band."""
    best, second = bands[0], bands[1]
    strict = best.above if best.above is not None else best.below
    if strict is not None:
        return strict
    limits = (second.above, second.from_, second.below, second.up_to, best.from_, best.up_to)
    return next(limit for limit in limits if limit is not None)


def _half_way(item: Indicator, ramp: Ramp, whole: bool) -> tuple[float, str]:
    low, high = ramp.from_, ramp.to
    middle = math.sqrt(low * high) if ramp.log else (low + high) / 2
    middle = float(round(middle)) if whole else float(f"{middle:.3g}")
    x, start, end = (_written(item, number) for number in (middle, low, high))
    if ramp.log:
        return middle, f"100 × ln({x} ÷ {start}) ÷ ln({end} ÷ {start})"
    return middle, f"100 × ({x} − {start}) ÷ ({end} − {start})"


def _half_ticked(checklist: Checklist) -> tuple[tuple[str, ...], str]:
    """What must be there, and then from the top of the list until half of the weight is reached."""
    total = math.fsum(checklist.items.values())
    ticked = set(checklist.must_have)
    for item in checklist.items:
        if math.fsum(checklist.items[name] for name in ticked) * 2 < total:
            ticked.add(item)
    chosen = tuple(item for item in checklist.items if item in ticked)
    terms = " + ".join(f"{checklist.items[item]:g}" for item in chosen)
    return chosen, f"100 × ({terms}) ÷ {total:g}"


def _written(item: Indicator, number: float) -> str:
    return figures.percentage(number) if item.ask.type == "percent" else figures.plain(number)
