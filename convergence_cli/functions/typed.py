"""Answers that a station could type: within the bounds of the question, and with no more digits than it needs."""

import math

from convergence_cli.model.numbers import LAST_BITS, tidy
from convergence_cli.model.question import Ask, limits

_DIGITS = 4


def rounded(ask: Ask, at: float, *, rising: bool) -> float:
    """A place on a slope as an answer that can be typed, no worse than the place itself."""
    unit = 1.0 if ask.type == "integer" else grain(at)
    grains = at / unit
    whole = math.ceil(grains - LAST_BITS) if rising else math.floor(grains + LAST_BITS)
    return within(ask, tidy(whole * unit))


def grain(number: float) -> float:
    """The unit of the last significant digit."""
    # A power of ten that is negative is inexact; one over its inverse is the number that was meant.
    power = math.floor(math.log10(abs(number))) - _DIGITS + 1 if number else -_DIGITS
    return 10.0**power if power >= 0 else 1 / 10.0**-power


def within(ask: Ask, number: float) -> float:
    """The nearest number that the question accepts."""
    low, high = limits(ask)
    number = number if low is None else max(low, number)
    return float(number if high is None else min(high, number))
