"""Targets that a station set itself, held against its answers.

Reached is what the answer says in its own unit: 52% falls short of 55%, even where both earn full points. Points are
those of the same scoring function, and nothing of this changes a score.
"""

from collections.abc import Mapping
from datetime import date

from convergence_cli.functions.by import function_for
from convergence_cli.functions.direction import rises
from convergence_cli.functions.registry import function_of
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.numbers import LAST_BITS, tidy
from convergence_cli.model.own_target import OwnOutcome, OwnState
from convergence_cli.model.questionnaire import Answered, Questionnaire


def own_outcome(
    framework: Framework, item: Indicator, profile: Mapping[str, object], target: Answered, answer: Answered | None,
    points: float | None,
) -> OwnOutcome:  # fmt: skip
    """What came of a target: `answer` earned `points`, both None where it is unanswered.

    Of a computed indicator whose tables have nothing to compute from there may be points and no answer.
    """
    function = function_of(function_for(item.score, profile), framework)
    is_points = item.ask.type == "many_of" and isinstance(target, float)
    aimed = float(target) if is_points and isinstance(target, float) else function.earned(target)
    by = None if answer is None else _by(points if is_points else answer, target)
    state: OwnState
    if points is None:
        state = "unanswered"
    elif answer is None or is_points:
        state = "reached" if points >= aimed - LAST_BITS else "missed"
    elif isinstance(answer, tuple) and isinstance(target, tuple):
        state = "reached" if set(target) <= set(answer) else "missed"
    elif by is None:
        state = "reached" if points >= aimed else "missed"
    else:
        state = "reached" if (by if rises(function, item.ask) else -by) >= -LAST_BITS else "missed"
    return OwnOutcome(
        target=target,
        points=aimed,
        state=state,
        by=by,
        points_by=None if points is None else points - aimed,
        below=aimed < item.target_for(profile) - LAST_BITS,
    )


def own_target_now(questionnaire: Questionnaire, name: str) -> Answered | None:
    """The target that a station set itself for the year assessed."""
    return next((each.value for each in questionnaire.own_targets.get(name, ()) if each.ahead == 0), None)


def _by(answer: Answered | None, target: Answered) -> float | None:
    """The answer less the target; None where the two have no distance."""
    if isinstance(answer, bool) or isinstance(target, bool):
        return None
    if isinstance(answer, int | float) and isinstance(target, int | float):
        return tidy(answer - target)
    try:
        return float((date.fromisoformat(str(answer)) - date.fromisoformat(str(target))).days)
    except ValueError:
        return None
