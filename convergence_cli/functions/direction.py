"""Which way an answer gets better, for questions whose answers have an order."""

from typing import Any

from convergence_cli.functions.function import Function
from convergence_cli.functions.typed import within
from convergence_cli.model.question import NUMERIC_TYPES, Ask
from convergence_cli.model.questionnaire import Answered

_ENDLESS = 1e300
_FIRST_DAY, _LAST_DAY = "1900-01-01", "2200-12-31"


def rises(function: Function[Any], ask: Ask) -> bool:
    """Whether more (of a date, later) earns more; points are monotone, so that the ends of what is permitted tell.

    Where nothing earns more than anything else, more is taken for better.
    """
    ends: tuple[Answered, Answered] = (_FIRST_DAY, _LAST_DAY)
    if ask.type in NUMERIC_TYPES:
        ends = within(ask, -_ENDLESS), within(ask, _ENDLESS)
    low, high = map(function.earned, ends)
    return low <= high
