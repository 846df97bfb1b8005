"""How the answers of some stations lie, each with the evidence that it needs."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeGuard

from convergence_cli.functions.by import own
from convergence_cli.functions.direction import rises
from convergence_cli.functions.function import Function
from convergence_cli.functions.registry import function_of
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import NUMERIC_TYPES
from convergence_cli.model.questionnaire import Answered
from convergence_cli.scoring.engine import Scored
from convergence_cli.value import value

LEAST = 8
"""Of fewer stations no threshold is proposed."""
_FLAT = 0.7


@value
class Answers:
    """What stations of one kind answered to an indicator of numbers."""

    item: Indicator
    numbers: tuple[float, ...]
    """With the evidence that is asked for, in order."""
    unproven: int
    """Answers without it, which are left out."""
    at_nothing: float
    """The share of the answers that earn 0 points today, 0-1."""
    at_full: float
    """The share that earns full points."""
    rises: bool
    """Whether more is better."""

    @property
    def is_flat(self) -> bool:
        """Whether more than seven in ten stand at one end: the indicator does not tell stations apart."""
        return max(self.at_nothing, self.at_full) > _FLAT

    @property
    def is_enough(self) -> bool:
        """Whether there are as many as a threshold takes."""
        return len(self.numbers) >= LEAST

    def percentile(self, share: int) -> float:
        """The answer that so many in a hundred do no better than; between two answers in proportion.

        From the worst to the best: where less is better the tenth percentile is a high number. As a spreadsheet's
        PERCENTILE.INC.
        """
        from pandas import Series

        return float(Series(self.numbers).quantile((share if self.rises else 100 - share) / 100))


def answers(framework: Framework, stations: Iterable[Scored], kind: Mapping[str, object]) -> tuple[Answers, ...]:
    """How answers lie, of every indicator of numbers that stations of this kind are asked, in the framework's order.

    `kind` is what is known of all of them: by it, a function of several is chosen.
    """
    given = tuple(stations)
    found = []
    for item in framework.scored:
        score = own(item.score, kind)
        if score is not None and item.in_scope(kind) and item.ask.type in NUMERIC_TYPES:
            found.append(_of(item, function_of(score, framework), given))
    return tuple(found)


def _of(item: Indicator, function: Function[Any], stations: tuple[Scored, ...]) -> Answers:
    in_play = [
        (station.values.get(item.id), station.leaves[item.id]) for station in stations if item.id in station.leaves
    ]
    numbers = sorted(value for value, leaf in in_play if _is_number(value) and not leaf.lacks_evidence)
    points = [function.earned(value) for value in numbers]
    count = max(1, len(points))
    return Answers(
        item=item,
        numbers=tuple(numbers),
        unproven=sum(_is_number(value) and leaf.lacks_evidence for value, leaf in in_play),
        at_nothing=points.count(0.0) / count,
        at_full=points.count(FULL) / count,
        rises=rises(function, item.ask),
    )


def _is_number(given: Answered | None) -> TypeGuard[float]:
    return isinstance(given, int | float) and not isinstance(given, bool)
