"""What is unanswered, in a plan: to be answered first, which takes no effort and brings nobody knows how much.

A blank is no failure: a station may have done long ago what it did not fill in. So no effort is planned for it, and
what its answer would do is said as two bounds, by the worst and by the best answer that its question permits. What
needs a blank first is not planned either: whether the need is met is not known.
"""

from collections.abc import Mapping

from convergence_cli.functions.by import function_for
from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.numbers import FULL
from convergence_cli.model.plan import Blank, Bounds
from convergence_cli.plan.rescoring import Rescoring
from convergence_cli.scoring.points import extremes

Extremes = tuple[dict[str, float], dict[str, float]]
"""The worst and the best points that each unanswered indicator can come to."""


def blanks_of(framework: Framework, judged: Assessment, rescoring: Rescoring, ends: Extremes) -> tuple[Blank, ...]:
    """Every unanswered indicator in play: red lines first, then by how far apart its bounds are."""
    worst, best = ends
    held = _held(framework, judged.result)
    found = [
        Blank(
            id=name,
            low=rescoring.index({name: worst[name]}),
            high=rescoring.index({name: best[name]}),
            red_line=judged.result[name].red_line is not None,
            holds=held.get(name, ()),
        )
        for name in worst
    ]
    return tuple(sorted(found, key=lambda each: (not each.red_line, -round(each.high - each.low, 9))))


def extremes_of(framework: Framework, judged: Assessment) -> Extremes:
    """The worst and the best points of what is unanswered, as its questions permit."""
    bounds = {
        item.id: extremes(item, function_for(item.score, judged.profile), framework)
        for item in framework.indicators
        if judged.result[item.id].outcome == "unanswered"
    }
    return {name: low for name, (low, _) in bounds.items()}, {name: high for name, (_, high) in bounds.items()}


def between(rescoring: Rescoring, ends: Extremes, moved: Mapping[str, float]) -> Bounds:
    """The index with every blank at its worst, and at its best, answer, and these leaves at other points."""
    low, high = (rescoring.index({**moved, **blank}) for blank in ends)
    return Bounds(low=low, high=high)


def _held(framework: Framework, results: Mapping[str, Result]) -> dict[str, tuple[str, ...]]:
    """What each blank holds back, directly or through what stands between."""
    items = framework.indicator

    def blank_needs(item: Indicator) -> set[str]:
        found: set[str] = set()
        for name in item.needs:
            if results[name].outcome == "unanswered":
                found.add(name)
            if results[name].gap > 0:
                found |= blank_needs(items[name])
        return found

    held: dict[str, tuple[str, ...]] = {}
    for item in framework.indicators:
        points = results[item.id].points
        for name in sorted(blank_needs(item)) if points is not None and points < FULL else ():
            held[name] = (*held.get(name, ()), item.id)
    return held
