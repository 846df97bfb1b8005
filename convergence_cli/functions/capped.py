"""`capped`: points in proportion to the answer, full from a number up."""

import math
from collections.abc import Iterable, Iterator

from convergence_cli.functions.function import Case, Found, Function, Working, number
from convergence_cli.functions.reach import Reach, along
from convergence_cli.functions.shape import Curve, Form, Shape
from convergence_cli.functions.words import Amount, Words, phrase
from convergence_cli.model.framework import Indicator
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import NUMERIC_TYPES, Ask
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Capped


class Caps(Function[Capped]):
    """In proportion, up to a cap."""

    fits = NUMERIC_TYPES

    @classmethod
    def turns(cls, part: Capped) -> Iterable[object]:
        """The cap."""
        return (part.at,)

    def points(self, answer: Answered) -> float:
        return FULL * max(0.0, min(number(answer), self.part.at)) / self.part.at

    def better(self, ask: Ask, answer: Answered | None) -> Reach:
        return along(self.earned, ask, answer, (0.0, self.part.at), lambda points: self.part.at * points / FULL)

    def laid_through(self, zero: float, met: float, full: float, target: float) -> Capped | None:
        return Capped(at=full) if full > 0 else None

    def extremes(self) -> tuple[float, float]:
        return 0.0, FULL

    def branches(self) -> Iterator[str]:
        yield from (" (below)", " (full)")

    def taken(self, answer: Answered) -> Iterator[str]:
        yield f" ({'full' if self.earned(answer) == FULL else 'below'})"

    def lint(self, item: Indicator) -> Iterator[Found]:
        if not 0 < self.part.at < math.inf:  # a number of 400 digits is read as infinite
            yield "bounds-crossed", ("at",), {"found": f"{self.part.at:g}"}

    def shape(self) -> Shape:
        return Curve(cuts=(0.0, self.part.at), form=lambda x: _form(self.part, x))

    def words(self, item: Indicator) -> Words:
        return phrase("rules.capped", at=Amount(limit=self.part.at))

    def example(self, item: Indicator) -> tuple[Answered, Working]:
        half = float(max(1, int(self.part.at // 2))) if item.ask.type == "integer" else self.part.at / 2
        return half, ("100 × {x} ÷ {at}", {"x": half, "at": self.part.at})

    @classmethod
    def cases(cls) -> tuple[Case, ...]:
        return (
            Case(type="integer", part=Capped(at=8.0), earned=((-1.0, 0), (0.0, 0), (2.0, 25), (8.0, 100), (9.0, 100))),
            Case(type="percent", part=Capped(at=0.5), earned=((0.0, 0), (0.2, 40), (0.5, 100), (1.0, 100))),
        )


def _form(part: Capped, x: float) -> Form:
    if 0 < x < part.at:
        return Form(slope=FULL / part.at)
    return Form(constant=0.0 if x <= 0 else FULL)
