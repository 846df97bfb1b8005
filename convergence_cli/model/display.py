"""The scale on which scores are printed: 0-100 with one decimal, or one that the framework declares.

Points, targets and thresholds of a framework are 0-100 whatever is printed. What is printed is what ranks go by, what
is printed as a difference is the difference of what is printed, and what is printed as parts adds up.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

from convergence_cli.model.keywords import Decimals
from convergence_cli.model.numbers import FINEST, FULL, LAST_BITS, decimals_of, parts_of
from convergence_cli.value import value

_TENS = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000)
_TELLING = 9
"""So many decimals tell apart whatever is not the same but for the last bits."""


@value
class Display:
    """How scores are printed: `from` for a score of 0, `to` for a full one."""

    from_: float = 0.0
    to: float = FULL
    decimals: Decimals = 1
    """0-6; from, to and what lies between them are counted in the last of these decimals."""
    to_target: bool = False
    """Whether percent to target is printed beside each chapter's score wherever chapters are listed, and in a batch."""
    levels: Literal["exact", "printed"] = "exact"
    """Whether a level's threshold is held against the score itself, or against the score as it is printed."""

    @property
    def full(self) -> int:
        """A full score in units of the last decimal, above a score of 0."""
        return round((self.to - self.from_) * _TENS[self.decimals])

    def units(self, score: float) -> int:
        """A score (0-100) in units: half up, but never up to a full score that was not reached.

        Ten decimals first: 59.949999999999996 is 59.95 with the last bit of arithmetic on it. Two stations with the
        same units have the same score on paper and share a rank.
        """
        exact, whole = round(score * FINEST), FINEST * round(FULL)
        found = (2 * exact * self.full + whole) // (2 * whole)
        return self.full - 1 if found == self.full and exact < whole else found

    def printed(self, score: float) -> float:
        """A score as it is printed, still 0-100."""
        return self.units(score) * FULL / self.full

    def printed_gain(self, gain: float, more: int = 0) -> float:
        """A difference of scores as it is printed, half up on either side of nothing; `more` decimals are added."""
        full, whole = self.full * _TENS[more], FINEST * round(FULL)
        size = (2 * round(abs(gain) * FINEST) * full + whole) // (2 * whole)
        return (-size if gain < 0 else size) * FULL / full

    def number(self, score: float) -> float:
        """A score on the scale, as it is printed."""
        return (round(self.from_ * _TENS[self.decimals]) + self.units(score)) / _TENS[self.decimals]

    def scaled(self, score: float) -> float:
        """A score on the scale, unrounded."""
        return self.from_ + self.stretched(score)

    def stretched(self, points: float) -> float:
        """A difference of scores on the scale, unrounded."""
        return points * (self.to - self.from_) / FULL

    def least(self, need: float) -> float:
        """The least score (0-100) that reaches what a level needs."""
        if self.levels == "exact":
            return need
        units = math.ceil(need * self.full / FULL - LAST_BITS)
        return FULL if units >= self.full else max(0.0, (units - 0.5) * FULL / self.full)

    def text(self, score: float) -> str:
        """A score in words."""
        return f"{self.number(score):.{self.decimals}f}"

    def gain(self, gain: float, more: int = 0) -> float:
        """A difference of scores on the scale, as it is printed."""
        return round(self.stretched(self.printed_gain(gain, more)), self.decimals + more)

    def gain_text(self, gain: float, more: int = 0) -> str:
        """A difference of scores in words, with its sign."""
        return f"{self.gain(gain, more) + 0.0:+.{self.decimals + more}f}"

    def side_by_side(self, have: float, need: float) -> tuple[str, str]:
        """A score (0-100) and what it is held to, as printed: with as few more decimals as tell the two apart.

        The two texts are to each other as the two numbers are: the one is below the other where it falls short by more
        than the last bits of arithmetic, and not otherwise.
        """
        short = have < need - LAST_BITS
        for places in range(max(self.decimals, decimals_of(self.scaled(need))), _TELLING + 1):
            finer = Display(from_=self.from_, to=self.to, decimals=places)
            one, other = finer.text(have), finer.text(need)
            if (float(one) < float(other)) == short:
                break
        return one, other


PLAIN = Display()
_SHOWN: ContextVar[Display] = ContextVar("display", default=PLAIN)


def shown() -> Display:
    """The scale of the framework at hand."""
    return _SHOWN.get()


def show_on(display: Display) -> None:
    """From now on, in this process, scores are printed on this scale."""
    _SHOWN.set(display)


@contextmanager
def showing(display: Display) -> Iterator[None]:
    """Scores are printed on this scale meanwhile."""
    token = _SHOWN.set(display)
    try:
        yield
    finally:
        _SHOWN.reset(token)


def printed(number: float | None) -> float | None:
    """A score (0-100) as every report prints it, still 0-100; None stays None."""
    return None if number is None else shown().printed(number)


def printed_change(before: float | None, after: float | None) -> float | None:
    """After less before, both as printed, so that a reader who subtracts finds it; None where either is missing."""
    if before is None or after is None:
        return None
    return (shown().units(after) - shown().units(before)) * FULL / shown().full


def printed_parts(total: float, numbers: Sequence[float], more: int = 0) -> tuple[float, ...]:
    """The parts of a printed score or change (0-100), as printed: they add up to it."""
    return parts_of(total, numbers, shown().full * _TENS[more])
