"""The better answers that a station could give: what a next step, a target and a plan choose from.

Every function is monotone along its answers, so that two questions are enough for all of them: which answer has
the least points that are enough, and which the most that are not too many. Every answer is one that can be typed
or ticked, within the bounds of its question, and its points are those that it earns.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

from convergence_cli.functions.typed import grain, within
from convergence_cli.model.numbers import FULL, LAST_BITS, tidy
from convergence_cli.model.question import Ask
from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value

Earned = Callable[[Answered], float]
_NOUGHT = 1e-6
"""What is nearer to nought than this part of a slope's grain has no digits of its own."""


@value
class Rung:
    """An answer, and the points that it earns."""

    points: float
    answer: Answered


class Reach(ABC):
    """All answers that earn more than an answer does; nothing answered stands at 0 points."""

    complete: bool = True
    """No answer was left out for there being too many."""

    @abstractmethod
    def first(self, points: float) -> Rung | None:
        """The answer of least points among those of at least so many, more than now; None where none has them."""

    @abstractmethod
    def last(self, points: float) -> Rung | None:
        """The answer of most points among those of at most so many; None where all better ones have more."""

    @abstractmethod
    def onward(self, target: float) -> Rung | None:
        """The next step; None where there is no better answer."""


class Several(Reach):
    """Answers that can be counted out: options, bands, what can be ticked."""

    def __init__(
        self, earned: Earned, answer: Answered | None, better: Iterable[Answered], *, complete: bool = True
    ) -> None:
        self.complete = complete
        have = 0.0 if answer is None else earned(answer)
        rungs: dict[float, Rung] = {}
        for each in better:
            points = earned(each)
            if points > have:
                rungs.setdefault(points, Rung(points=points, answer=each))
        self.rungs = tuple(rungs[points] for points in sorted(rungs))
        """Least first, no two of the same points; of answers of the same points the first."""

    def first(self, points: float) -> Rung | None:
        return next((rung for rung in self.rungs if rung.points >= points), None)

    def last(self, points: float) -> Rung | None:
        return next((rung for rung in reversed(self.rungs) if rung.points <= points), None)

    def onward(self, target: float) -> Rung | None:
        return self.rungs[0] if self.rungs else None


class Whole(Reach):
    """Whole numbers from an answer to the best one, however many, by halving."""

    def __init__(self, earned: Earned, ask: Ask, answer: float | None, ends: tuple[float, float]) -> None:
        """`ends`: the answers between which points rise, worst first."""
        worst, best = ends
        rising = best > worst
        self._sign = 1 if rising else -1
        toward_best, toward_worst = (math.ceil, math.floor) if rising else (math.floor, math.ceil)
        self._start = int(within(ask, toward_worst(worst if answer is None else answer)))
        self._count = max(0, (int(within(ask, toward_best(best))) - self._start) * self._sign)
        self._earned = earned
        self._have = 0.0 if answer is None else earned(answer)

    def _rung(self, steps: int) -> Rung:
        answer = float(self._start + self._sign * steps)
        return Rung(points=self._earned(answer), answer=answer)

    def _least(self, enough: Callable[[float], bool]) -> int | None:
        """How many steps it takes until points are enough."""
        low, high = 0, self._count
        if not enough(self._rung(high).points):
            return None
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if enough(self._rung(middle).points) else (middle + 1, high)
        return high

    def first(self, points: float) -> Rung | None:
        steps = self._least(lambda earned: earned >= points and earned > self._have)
        return None if steps is None else self._rung(steps)

    def last(self, points: float) -> Rung | None:
        too_many = self._least(lambda earned: earned > points)
        if too_many == 0:
            return None
        rung = self._rung(self._count if too_many is None else too_many - 1)
        if rung.points <= self._have:
            return None
        # The least of the numbers that earn as much.
        return self.first(rung.points)

    def onward(self, target: float) -> Rung | None:
        return self.first(self._have)


class Slope(Reach):
    """Numbers of any fineness, as they are typed: with four digits of themselves and of the way between the ends.

    There is no next number on it: the next step is the target, then full points, or as far as the bounds allow.
    """

    def __init__(
        self, earned: Earned, ask: Ask, answer: float | None, ends: tuple[float, float], at: Callable[[float], float]
    ) -> None:
        """`ends`: the answers between which points rise, worst first; `at`: the answer that earns so many points."""
        self._earned, self._ask, self._at = earned, ask, at
        self._rising = ends[1] > ends[0]
        self._way = grain(ends[1] - ends[0])
        self._have = 0.0 if answer is None else earned(answer)

    def _typed(self, at: float, *, better: bool) -> Iterable[Rung]:
        """The number itself, between those one grain before and after it, towards that side.

        Points have ten digits: a target of 66.6666666667 is met by the number before, or only by the one after.
        """
        unit = min(grain(max(abs(at), _NOUGHT * self._way)), self._way)
        up = better is self._rising
        whole = math.ceil(at / unit - LAST_BITS) if up else math.floor(at / unit + LAST_BITS)
        for more in (-1, 0, 1) if up else (1, 0, -1):
            answer = within(self._ask, tidy((whole + more) * unit))
            yield Rung(points=self._earned(answer), answer=answer)

    def first(self, points: float) -> Rung | None:
        found = self._typed(self._at(points), better=True)
        return next((rung for rung in found if rung.points >= points and rung.points > self._have), None)

    def last(self, points: float) -> Rung | None:
        top = self._top()
        if top.points <= points:
            return top if top.points > self._have else None
        found = self._typed(self._at(max(points, 0.0)), better=False)
        return next((rung for rung in found if self._have < rung.points <= points), None)

    def onward(self, target: float) -> Rung | None:
        aim = self.first(target if self._have < target else FULL)
        if aim is not None:
            return aim
        top = self._top()
        return top if top.points > self._have else None

    def _top(self) -> Rung:
        return max(self._typed(self._at(FULL), better=True), key=lambda rung: rung.points)


def along(
    earned: Earned,
    ask: Ask,
    answer: Answered | None,
    ends: tuple[float, float],
    at: Callable[[float], float],
) -> Reach:
    """The better numbers on a slope, whole ones where whole ones are asked for."""
    have = float(answer) if isinstance(answer, int | float) else None
    return Whole(earned, ask, have, ends) if ask.type == "integer" else Slope(earned, ask, have, ends, at)
