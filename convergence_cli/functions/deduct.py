"""`deduct`: full points for none, and so many taken off for each, as deduction sheets have it."""

import math
from collections.abc import Iterable, Iterator

from convergence_cli.functions.function import Case, Found, Function, Working, number
from convergence_cli.functions.reach import Reach, along
from convergence_cli.functions.shape import Curve, Form, Shape
from convergence_cli.functions.words import Amount, Points, Words, phrase
from convergence_cli.model.framework import Indicator
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import NUMERIC_TYPES, Ask
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Deduct


class Deductions(Function[Deduct]):
    """The fewer the better, down to what is left at the worst."""

    fits = NUMERIC_TYPES

    @property
    def _worst(self) -> float:
        """The answer from which on no more is taken off."""
        return self.part.per * (FULL - self.part.down_to) / self.part.points

    @classmethod
    def turns(cls, part: Deduct) -> Iterable[object]:
        """None, and where no more is taken off."""
        return (0.0, part.per * (FULL - part.down_to) / part.points)

    def points(self, answer: Answered) -> float:
        left = FULL - self.part.points * number(answer) / self.part.per
        return max(self.part.down_to, min(FULL, left))

    def better(self, ask: Ask, answer: Answered | None) -> Reach:
        def at(points: float) -> float:
            return self.part.per * (FULL - max(points, self.part.down_to)) / self.part.points

        return along(self.earned, ask, answer, (self._worst, 0.0), at)

    def extremes(self) -> tuple[float, float]:
        return self.part.down_to, FULL

    def branches(self) -> Iterator[str]:
        yield from (" (full)", " (between)", " (least)")

    def taken(self, answer: Answered) -> Iterator[str]:
        earned = self.earned(answer)
        yield f" ({'full' if earned == FULL else 'least' if earned == self.part.down_to else 'between'})"

    def lint(self, item: Indicator) -> Iterator[Found]:
        per, points, least = self.part.per, self.part.points, self.part.down_to
        if not 0 < points <= FULL:
            yield "points-out-of-range", ("points",), {"found": f"{points:g}"}
        elif not 0 <= least < FULL:
            yield "points-out-of-range", ("down_to",), {"found": f"{least:g}"}
        elif not 0 < per < math.inf or not 0 < self._worst < math.inf:
            yield "bounds-crossed", ("per",), {"found": f"{per:g}"}

    def shape(self) -> Shape:
        return Curve(cuts=(0.0, self._worst), form=lambda x: _form(self.part, x, self._worst))

    def words(self, item: Indicator) -> Words:
        per, points = Amount(limit=self.part.per), Points(number=self.part.points)
        return phrase("rules.deduct", per=per, points=points, least=Points(number=self.part.down_to))

    def example(self, item: Indicator) -> tuple[Answered, Working]:
        half = float(max(1, int(self._worst // 2))) if item.ask.type == "integer" else float(f"{self._worst / 2:.3g}")
        return half, (f"100 − {self.part.points:g} × {{x}} ÷ {{per}}", {"x": half, "per": self.part.per})

    @classmethod
    def cases(cls) -> tuple[Case, ...]:
        return (
            Case(
                type="integer",
                part=Deduct(per=1.0, points=25.0),
                earned=((0.0, 100), (1.0, 75), (4.0, 0), (9.0, 0), (-1.0, 100)),
            ),
            Case(
                type="percent",
                part=Deduct(per=0.01, points=5.0, down_to=40.0),
                earned=((0.0, 100), (0.02, 90), (0.12, 40), (0.5, 40)),
            ),
        )


def _form(part: Deduct, x: float, worst: float) -> Form:
    if 0 < x < worst:
        return Form(slope=-part.points / part.per, constant=FULL)
    return Form(constant=FULL if x <= 0 else part.down_to)
