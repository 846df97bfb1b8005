"""The better answers that a station could give next, each with what it would earn: the rungs of a ladder.

Steps (bands, choices, a scale, yes or no) have one rung each. A checklist is climbed one more item at a time,
the least one first, from what is ticked and once more from there with every must-have. A slope has no steps:
its rungs are the target and full points. The answers are such as a station could type: whole numbers where
whole numbers are asked for, within the bounds of the question, and on a slope with four significant digits,
rounded to the better side.
"""

from convergence_cli.functions.registry import function_of
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Score
from convergence_cli.value import value


@value
class Rung:
    """A better answer."""

    points: float
    answer: Answered


def ladder(
    item: Indicator, score: Score, answer: Answered | None, framework: Framework, target: float
) -> tuple[Rung, ...]:
    """Every rung above an answer, lowest first, no two of the same points; nothing answered stands at 0 points.

    `score` is the function that holds for the station (not `by`). Empty at full points, and where the bounds
    of the question leave no better answer.
    """
    function = function_of(score, framework)
    have = 0.0 if answer is None else function.earned(answer)
    rungs: dict[float, Rung] = {}
    for better in function.better(item.ask, answer, target):
        earned = function.earned(better)
        if earned > have:
            rungs.setdefault(earned, Rung(points=earned, answer=better))
    return tuple(rungs[earned] for earned in sorted(rungs))
