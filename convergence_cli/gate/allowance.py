"""Shares as they are typed for an option, exactly: `2.5%` is twenty-five thousandths and no float near it."""

import re
from decimal import Decimal

from convergence_cli.model.numbers import decimals_of, side_by_side
from convergence_cli.value import value

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,9})?)%", re.ASCII)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
BARE = re.compile(r"\d{1,3}(?:\.\d{1,9})?", re.ASCII)


@value
class Allowance:
    """How many stations of a run may fail: a number, or a share in percent (0-100)."""

    count: int | None = None
    percent: Decimal | None = None

    def allows(self, failing: int, total: int) -> bool:
        """Whether so many of so many are not too many; equal passes, and nothing is rounded."""
        if self.percent is None:
            return failing <= (self.count or 0)
        return Decimal(failing) * 100 <= self.percent * total

    def found(self, failing: int, total: int) -> str:
        """What was found, in the terms of what is allowed."""
        if self.percent is None:
            return str(failing)
        need = float(self.percent)
        _, share = side_by_side(need, failing / total * 100 if total else 0.0, max(1, decimals_of(need)))
        return f"{share}% ({failing}/{total})"

    def __str__(self) -> str:
        return str(self.count) if self.percent is None else f"{self.percent:f}%"


def percent(text: str) -> Decimal | None:
    """The number before the sign of `90%`; None for what is no percentage from 0 to 100."""
    found = _PERCENT.fullmatch(text)
    number = Decimal(found[1]) if found else None
    return number if number is not None and number <= 100 else None


def share(text: str) -> Decimal | None:
    """`90%`, or `90` for the same; None for anything else.

    Above 0 and up to 1 the sign is needed: `0.9` may be meant as 90% or as 0.9%, and a gate must not guess.
    """
    if not BARE.fullmatch(text):
        return percent(text)
    return None if 0 < Decimal(text) <= 1 else percent(f"{text}%")


def allowance(text: str) -> Allowance | None:
    """`3` stations or `2.5%` of them; None for anything else."""
    if _COUNT.fullmatch(text):
        return Allowance(count=int(text))
    part = percent(text)
    return None if part is None else Allowance(percent=part)
