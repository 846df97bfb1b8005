"""An answer becomes points 0-100, and what the next better answer would bring.

`values` are as read: numbers, a percentage as a fraction, an option id, ticked option ids, a truth value,
an ISO date. Lint has proved that the function fits the question.
"""

import math
from collections.abc import Mapping

from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Band, Checklist, Ramp, Score

FULL = 100.0
# Binary fractions and logarithms leave a last bit: 1000 stands half way from 100 to 10000 on paper and at
# 49.99999999999998 in the machine. A station that earned its target on paper must not miss it by that bit.
_DIGITS = 10


def function_for(score: Score, profile: Mapping[str, object]) -> Score:
    """The function that holds for this station: `by` resolved."""
    for question, functions in (score.by or {}).items():
        return functions[str(profile[question])]
    return score


def points(score: Score, answer: Answered, framework: Framework) -> float:
    """Points of an answer by one function (not `by`), free of the last bit of arithmetic."""
    return round(_points(score, answer, framework), _DIGITS)


def _points(score: Score, answer: Answered, framework: Framework) -> float:
    if score.bands is not None:
        return _earned(band_of(score.bands, answer))
    if score.ramp is not None:
        return _ramp(score.ramp, _number(answer))
    if score.capped is not None:
        return FULL * max(0.0, min(_number(answer), score.capped.at)) / score.capped.at
    if score.choices is not None:
        return score.choices[str(answer)]
    if score.scale is not None:
        return framework.scales[score.scale].steps[str(answer)].points
    if score.checklist is not None:
        return _checklist(score.checklist, answer if isinstance(answer, tuple) else ())
    return FULL if answer is (score.expect == "yes") else 0.0


def band_of(bands: tuple[Band, ...], answer: Answered) -> Band:
    """The band that an answer falls in: the first that holds, best first; the last one always does."""
    return next(band for band in bands if _holds(band, answer))


def next_points(score: Score, answer: Answered | None, framework: Framework, target: float) -> float:
    """The points of the next better answer; unanswered counts as the worst one.

    Steps (bands, choices, a scale, one more item of a checklist) have a next one; a slope has none, so its
    next step is the target, or full points once the target is reached.
    """
    have = 0.0 if answer is None else points(score, answer, framework)
    return min((step for step in _steps(score, answer, framework) if step > have), default=_ahead(have, target))


def _ahead(have: float, target: float) -> float:
    return target if have < target else FULL


def _steps(score: Score, answer: Answered | None, framework: Framework) -> list[float]:
    if score.bands is not None:
        return [_earned(band) for band in score.bands]
    if score.choices is not None:
        return list(score.choices.values())
    if score.scale is not None:
        return [step.points for step in framework.scales[score.scale].steps.values()]
    if score.checklist is not None:
        ticked = answer if isinstance(answer, tuple) else ()
        more = [(*ticked, item) for item in score.checklist.items if item not in ticked]
        return [points(score, longer, framework) for longer in more]
    return [FULL] if score.expect is not None else []


def _earned(band: Band) -> float:
    earned = band.points if band.otherwise is None else band.otherwise
    assert earned is not None  # lint: every band has points, the last one `otherwise`
    return earned


def _holds(band: Band, answer: Answered) -> bool:
    # A date is an ISO text and its thresholds are too; both compare as dates do.
    if band.above is not None:
        return answer > band.above  # type: ignore[operator]
    if band.from_ is not None:
        return answer >= band.from_  # type: ignore[operator]
    if band.below is not None:
        return answer < band.below  # type: ignore[operator]
    if band.up_to is not None:
        return answer <= band.up_to  # type: ignore[operator]
    return True


def _ramp(ramp: Ramp, answer: float) -> float:
    low, high = ramp.from_, ramp.to
    if ramp.log:
        if answer <= 0:
            return 0.0 if low < high else FULL
        low, high, answer = math.log(low), math.log(high), math.log(answer)
    return min(FULL, max(0.0, FULL * (answer - low) / (high - low)))


def _checklist(checklist: Checklist, ticked: tuple[str, ...]) -> float:
    earned = FULL * math.fsum([weight for item, weight in checklist.items.items() if item in ticked])
    earned /= math.fsum(checklist.items.values())
    return earned if set(checklist.must_have) <= set(ticked) else min(earned, checklist.cap)


def _number(answer: Answered) -> float:
    assert isinstance(answer, int | float)  # the reader gives numbers for numeric questions
    return float(answer)
