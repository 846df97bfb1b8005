"""How points follow from answers, as far as two functions have to be compared to see whether one earns more."""

import math
from collections.abc import Callable, Mapping

from convergence_cli.model.score import Checklist
from convergence_cli.value import value


@value
class Form:
    """Points between two cuts: a·ln x + s·x + c."""

    log: float = 0.0
    slope: float = 0.0
    constant: float = 0.0

    def at(self, x: float) -> float:
        """The points of an answer."""
        return (self.log * math.log(x) if self.log else 0.0) + self.slope * x + self.constant

    def minus(self, other: "Form") -> "Form":
        """The difference of two forms."""
        return Form(log=self.log - other.log, slope=self.slope - other.slope, constant=self.constant - other.constant)


@value
class Curve:
    """Points of a number, or of a date as its number of days."""

    cuts: tuple[float, ...]
    """Where the form changes."""
    form: Callable[[float], Form]
    """The form that holds at an answer and, unless that is a cut, around it."""


@value
class Options:
    """Points of each answer that there is."""

    points: Mapping[str, float] | Mapping[bool, float]


Shape = Curve | Options | Checklist
"""A checklist is its own shape: points of every sum that ticking can give."""
