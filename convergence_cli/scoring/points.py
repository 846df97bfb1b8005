"""What an answer earns by the function that scores it, and the better answers that there are."""

from convergence_cli.functions.reach import Reach
from convergence_cli.functions.registry import function_of
from convergence_cli.functions.typed import within
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import NUMERIC_TYPES
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Score

_ENDLESS = 1e300


def points(score: Score, answer: Answered, framework: Framework) -> float:
    """Points of an answer by one function (not `by`), free of the last bit of arithmetic."""
    return function_of(score, framework).earned(answer)


def better(item: Indicator, score: Score, answer: Answered | None, framework: Framework) -> Reach:
    """The answers to an indicator that earn more than this one, or than none; `score` is the station's (not `by`).

    The one place from which next steps, targets and plans take their answers.
    """
    return function_of(score, framework).better(item.ask, answer)


def extremes(item: Indicator, score: Score, framework: Framework) -> tuple[float, float]:
    """The worst and the best points that a permitted answer to an indicator has."""
    function = function_of(score, framework)
    if item.ask.type not in NUMERIC_TYPES:
        return function.extremes()
    # Points are monotone along numbers, so that the ends of what is permitted are the worst and the best.
    ends = [function.earned(within(item.ask, end)) for end in (-_ENDLESS, _ENDLESS)]
    return min(ends), max(ends)
