"""`expect`: yes or no, whichever is the right one."""

from collections.abc import Iterator
from typing import Literal

from convergence_cli.functions.function import Case, Found, Function, Working
from convergence_cli.functions.reach import Reach, Several
from convergence_cli.functions.shape import Options, Shape
from convergence_cli.functions.words import Listed, Words, option, phrase
from convergence_cli.model.framework import Indicator
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import Ask
from convergence_cli.model.questionnaire import Answered

Word = Literal["yes", "no"]


class Expect(Function[Word]):
    """All or nothing."""

    fits = frozenset({"yes_no"})

    def points(self, answer: Answered) -> float:
        return FULL if answer is (self.part == "yes") else 0.0

    def better(self, ask: Ask, answer: Answered | None) -> Reach:
        return Several(self.earned, answer, (self.part == "yes",))

    def extremes(self) -> tuple[float, float]:
        return 0.0, FULL

    def branches(self) -> Iterator[str]:
        yield from (" (yes)", " (no)")

    def taken(self, answer: Answered) -> Iterator[str]:
        yield f" ({'yes' if answer is True else 'no'})"

    def lint(self, item: Indicator) -> Iterator[Found]:
        yield from ()

    def shape(self) -> Shape:
        return Options(points={True: FULL if self.part == "yes" else 0.0, False: 0.0 if self.part == "yes" else FULL})

    def words(self, item: Indicator) -> Words:
        order = ("yes", "no") if self.part == "yes" else ("no", "yes")
        return Listed(
            how="options", parts=tuple(option(phrase(f"terms.{word}"), FULL * (word == self.part)) for word in order)
        )

    def example(self, item: Indicator) -> tuple[Answered, Working]:
        return self.part == "no", ("", {})

    @classmethod
    def cases(cls) -> tuple[Case, ...]:
        return (
            Case(type="yes_no", part="yes", earned=((True, 100), (False, 0))),
            Case(type="yes_no", part="no", earned=((True, 0), (False, 100))),
        )
