"""A worked example for an indicator: one answer, the arithmetic on the way, and what it costs in the index.

The points are those of the engine; only the arithmetic is written out here, and a test works it out again.
"""

from collections.abc import Mapping

from convergence_cli.functions.by import function_for
from convergence_cli.functions.registry import function_of
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.questionnaire import Answered
from convergence_cli.report import figures
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
    function = function_of(function_for(item.score, profile), framework)
    given, (formula, amounts) = function.example(item)
    arithmetic = formula.format(**{name: _written(item, number) for name, number in amounts.items()})
    earned = function.earned(given)
    return Example(kind=kind, answer=given, arithmetic=arithmetic, points=earned, weight=weight)


def _written(item: Indicator, number: float) -> str:
    return figures.percentage(number) if item.ask.type == "percent" else figures.plain(number)
