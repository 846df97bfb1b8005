"""`ramp`: points rise from 0 at one end to 100 at the other, in a straight line or by the logarithm."""

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
from convergence_cli.model.score import Ramp


class Ramps(Function[Ramp]):
    """A slope between two ends; where the first is the higher one, lower is better."""

    fits = NUMERIC_TYPES

    @classmethod
    def turns(cls, part: Ramp) -> Iterable[object]:
        """Both ends."""
        return (part.from_, part.to)

    def points(self, answer: Answered) -> float:
        """The share of the way from one end to the other."""
        low, high, at = self.part.from_, self.part.to, number(answer)
        if self.part.log:
            if at <= 0:
                return 0.0 if low < high else FULL
            low, high, at = math.log(low), math.log(high), math.log(at)
        return min(FULL, max(0.0, FULL * (at - low) / (high - low)))

    def better(self, ask: Ask, answer: Answered | None) -> Reach:
        low, high = self.part.from_, self.part.to

        def at(points: float) -> float:
            share = points / FULL
            return low * (high / low) ** share if self.part.log else low + (high - low) * share

        return along(self.earned, ask, answer, (low, high), at)

    def laid_through(self, zero: float, met: float, full: float, target: float) -> Ramp | None:
        rises = self.part.from_ < self.part.to
        if zero == full or (zero < full) != rises or (self.part.log and min(zero, full) <= 0):
            return None
        return Ramp(from_=zero, to=full, log=self.part.log)

    def extremes(self) -> tuple[float, float]:
        return 0.0, FULL

    def branches(self) -> Iterator[str]:
        yield from (" (0)", " (between)", " (100)")

    def taken(self, answer: Answered) -> Iterator[str]:
        earned = self.earned(answer)
        yield f" ({'0' if earned == 0 else '100' if earned == FULL else 'between'})"

    def lint(self, item: Indicator) -> Iterator[Found]:
        low, high = self.part.from_, self.part.to
        # Two numbers of 300 digits can be so far apart that the way between them is infinite.
        if low == high or not math.isfinite(high - low) or (self.part.log and min(low, high) <= 0):
            yield "bounds-crossed", (), {"found": f"{low:g} / {high:g}"}

    def shape(self) -> Shape:
        """Level, slope, level; a logarithm has no place for what is not above 0."""
        return Curve(
            cuts=(self.part.from_, self.part.to, *([0.0] if self.part.log else [])), form=lambda x: _form(self.part, x)
        )

    def words(self, item: Indicator) -> Words:
        return phrase(
            "rules.rising" if self.part.from_ < self.part.to else "rules.falling",
            low=Amount(limit=self.part.from_),
            high=Amount(limit=self.part.to),
            between=phrase("rules.logarithmic" if self.part.log else "rules.straight"),
        )

    def example(self, item: Indicator) -> tuple[Answered, Working]:
        """Half of the way."""
        low, high = self.part.from_, self.part.to
        middle = math.sqrt(low * high) if self.part.log else (low + high) / 2
        middle = float(round(middle)) if item.ask.type == "integer" else float(f"{middle:.3g}")
        log, straight = "100 × ln({x} ÷ {start}) ÷ ln({end} ÷ {start})", "100 × ({x} − {start}) ÷ ({end} − {start})"
        return middle, (log if self.part.log else straight, {"x": middle, "start": low, "end": high})

    @classmethod
    def cases(cls) -> tuple[Case, ...]:
        by_hand = ((50.0, 0), (100.0, 0), (1000.0, 50), (10000.0, 100), (0.0, 0))
        return (
            Case(
                type="number", part=Ramp(from_=10.0, to=30.0), earned=((10.0, 0), (15.0, 25), (30.0, 100), (31.0, 100))
            ),
            Case(
                type="integer", part=Ramp(from_=30.0, to=10.0), earned=((30.0, 0), (15.0, 75), (10.0, 100), (9.0, 100))
            ),
            Case(type="money", part=Ramp(from_=100.0, to=10000.0, log=True), earned=by_hand),
        )


def _form(part: Ramp, x: float) -> Form:
    low, high = sorted((part.from_, part.to))
    if x <= low or x >= high:
        full = (x >= high) == (part.from_ < part.to)
        return Form(constant=FULL if full else 0.0)
    if not part.log:
        per = FULL / (part.to - part.from_)
        return Form(slope=per, constant=-per * part.from_)
    per = FULL / (math.log(part.to) - math.log(part.from_))
    return Form(log=per, constant=-per * math.log(part.from_))
