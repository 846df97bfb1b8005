"""What every scoring function says of itself.

All of it is abstract: a function that leaves a part out is refused by the type check, and cannot be made either.
Lint has proved that what stands in the YAML fits the question. Answers are as read: numbers, a percentage as a
fraction, an option id, ticked option ids, a truth value, an ISO date.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from dataclasses import field
from typing import Any, Generic, TypeVar

from convergence_cli.functions.reach import Reach
from convergence_cli.functions.shape import Shape
from convergence_cli.functions.words import Words
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import AnswerType, Ask, Scale
from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value

# Binary fractions and logarithms leave a last bit: 1000 stands half way from 100 to 10000 on paper and at
# 49.99999999999998 in the machine. A station that earned its target on paper must not miss it by that bit.
_DIGITS = 10

P = TypeVar("P")
Found = tuple[str, tuple[str | int, ...], dict[str, str]]
"""A broken rule: its code, its path below the function's key, its values."""
Working = tuple[str, dict[str, float]]
"""A formula such as `100 × {x} ÷ {at}` and its amounts, in the question's unit; empty where a rule is looked up."""


@value
class Case:
    """A function as it may stand in YAML, and what answers to such a question earn: every branch is among them."""

    type: AnswerType
    part: Any
    earned: tuple[tuple[Answered, float], ...]
    options: tuple[str, ...] = ()
    scales: dict[str, Scale] = field(default_factory=dict)


class Function(ABC, Generic[P]):
    """One way in which an answer becomes points 0-100, with what stands under its key and the framework that has it."""

    def __init__(self, part: P, framework: Framework) -> None:
        self.part, self.framework = part, framework

    @property
    @abstractmethod
    def fits(self) -> frozenset[str]:
        """The answer types that it can score."""

    @abstractmethod
    def points(self, answer: Answered) -> float:
        """The points of an answer, as the arithmetic leaves them."""

    @abstractmethod
    def better(self, ask: Ask, answer: Answered | None) -> Reach:
        """The answers that a station could give and that earn more than this one, or than none."""

    @abstractmethod
    def extremes(self) -> tuple[float, float]:
        """The worst and the best points that any answer has."""

    @abstractmethod
    def branches(self) -> Iterator[str]:
        """Every way in which an answer can be scored, as what follows the function's key: `[0]`, ` (full)`."""

    @abstractmethod
    def taken(self, answer: Answered) -> Iterator[str]:
        """Those of the branches that an answer takes."""

    @abstractmethod
    def lint(self, item: Indicator) -> Iterator[Found]:
        """What the types cannot say; the answer type fits already."""

    @abstractmethod
    def shape(self) -> Shape | None:
        """How points follow from answers, so that an overlay can compare; None where that cannot be decided."""

    @abstractmethod
    def words(self, item: Indicator) -> Words:
        """The rule in words."""

    @abstractmethod
    def example(self, item: Indicator) -> tuple[Answered, Working]:
        """An answer short of the best, where the rule shows, and what is worked out on the way to its points."""

    @classmethod
    @abstractmethod
    def cases(cls) -> tuple[Case, ...]:
        """What the function is held to."""

    @classmethod
    def turns(cls, part: P) -> Iterable[object]:  # noqa: ARG003 - answers that are no numbers have none
        """The numbers at which points change their course, and what is no number: no answer is printed past one."""
        return ()

    def laid_through(self, zero: float, met: float, full: float, target: float) -> P | None:
        """What stands under the key for other answers: points begin at `zero`, are full at `full`, `target` at `met`.

        A course that two of the answers fix leaves out `met`. None where no such function can be made of them.
        """
        return None

    def just_past(self, ask: Ask, answer: Answered) -> Words | None:
        """The limit that an answer is the first one past and that itself earns less: “above 50%”, not 50.01%."""
        return None

    def earned(self, answer: Answered) -> float:
        """The points of an answer, free of the last bit of arithmetic."""
        return round(self.points(answer), _DIGITS)


def points_fault(points: Collection[float]) -> Iterator[Found]:
    """Points beyond 0-100, and full points that no answer earns."""
    for number in points:
        if not 0 <= number <= FULL:
            yield "points-out-of-range", (), {"found": f"{number:g}"}
    yield from never_full(points)


def never_full(points: Collection[float]) -> Iterator[Found]:
    """Full points that no answer earns."""
    best = max(points, default=0.0)
    if best < FULL:
        yield "points-never-full", (), {"found": f"{best:g}"}


def number(answer: Answered) -> float:
    """The answer to a numeric question."""
    assert isinstance(answer, int | float)  # the reader gives numbers for numeric questions
    return float(answer)


def ticked(answer: Answered | None) -> tuple[str, ...]:
    """The options ticked; none where nothing is answered."""
    return answer if isinstance(answer, tuple) else ()
