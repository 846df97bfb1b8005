"""Answers that a station could type: within the bounds of the question, and with no more digits than it needs."""

import math

from convergence_cli.model.question import Ask, limits

_DIGITS = 4


def grain(number: float) -> float:
    """The unit of the last significant digit."""
    # A power of ten that is negative is inexact; one over its inverse is the number that was meant.
    power = math.floor(math.log10(abs(number))) - _DIGITS + 1 if number else -_DIGITS
    return 10.0**power if power >= 0 else 1 / 10.0**-power


def within(ask: Ask, number: float) -> float:
    """The nearest number that the question accepts."""
    low, high = limits(ask)
    if ask.type == "integer":
        low, high = (None if low is None else math.ceil(low)), (None if high is None else math.floor(high))
    number = number if low is None else max(low, number)
    return float(number if high is None else min(high, number))
