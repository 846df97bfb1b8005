"""What an answer earns by the function that scores it, and what the next better answer would bring."""

from convergence_cli.functions.function import FULL
from convergence_cli.functions.registry import function_of
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Score


def points(score: Score, answer: Answered, framework: Framework) -> float:
    """Points of an answer by one function (not `by`), free of the last bit of arithmetic."""
    return function_of(score, framework).earned(answer)


def next_points(score: Score, answer: Answered | None, framework: Framework, target: float) -> float:
    """The points of the next better answer; unanswered counts as the worst one.

    Steps (bands, choices, a scale, one more item of a checklist) have a next one; a slope has none, so its
    next step is the target, or full points once the target is reached.
    """
    function = function_of(score, framework)
    have = 0.0 if answer is None else function.earned(answer)
    ahead = target if have < target else FULL
    return min((step for step in function.steps(answer) if step > have), default=ahead)
