"""Thresholds that follow from how answers lie, rounded to figures that one can argue with."""

import math
from collections.abc import Iterable, Mapping
from typing import Literal

from convergence_cli.calibration.answers import Answers
from convergence_cli.functions.by import own
from convergence_cli.functions.cited import citations
from convergence_cli.functions.registry import function_of, named
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import Ask, limits
from convergence_cli.model.score import Score
from convergence_cli.value import value

_TARGETS = 5
"""Points of a target are a multiple of it."""
_LEAST_TARGET, _MOST_TARGET = 20.0, 95.0

Why = Literal["clause", "must", "source", "few", "together"]
"""Why nothing is proposed: the policy's own figure, a duty, a figure of a document, too few answers, or answers that
lie too close together."""


@value
class Shares:
    """At which percentiles of the answers points begin, the target is met, and full points are earned."""

    zero: int
    met: int
    full: int


@value
class Proposal:
    """What is proposed for one indicator."""

    answers: Answers
    zero: float | None
    """The answer at which points begin; None where they begin at nothing, whatever is answered."""
    met: float
    full: float
    """Answers at the percentiles, rounded."""
    score: Score
    target: float
    """Points."""


@value
class Kept:
    """An indicator that stays as it is, and why."""

    answers: Answers
    why: Why


def propose(
    framework: Framework, found: Iterable[Answers], shares: Shares, kind: Mapping[str, object]
) -> tuple[Proposal | Kept, ...]:
    """For every indicator of numbers the thresholds that its answers suggest, or why it keeps its own."""
    return tuple(_of(framework, each, shares, kind) for each in found)


def _of(framework: Framework, found: Answers, shares: Shares, kind: Mapping[str, object]) -> Proposal | Kept:
    why = _fixed(found.item)
    if why is None and not found.is_enough:
        why = "few"
    if why is not None:
        return Kept(answers=found, why=why)
    ask = found.item.ask
    zero, met, full = (rounded(found.percentile(share), ask) for share in (shares.zero, shares.met, shares.full))
    score = own(found.item.score, kind)
    assert score is not None  # it has a function for stations of this kind
    target = found.item.target_for(kind)
    part = function_of(score, framework).laid_through(zero, met, full, target)
    if part is None:
        return Kept(answers=found, why="together")
    new = Score(**{named(score)[0]: part})
    function = function_of(new, framework)
    points = function.earned(met)
    if points != target:
        target = min(_MOST_TARGET, max(_LEAST_TARGET, math.floor(points / _TARGETS) * float(_TARGETS)))
    return Proposal(
        answers=found,
        zero=None if function.earned(zero) else zero,
        met=met,
        full=full,
        score=_with(found.item, new, kind, framework),
        target=target,
    )


def _fixed(item: Indicator) -> Why | None:
    """Why the thresholds of an indicator are not ours to move, if they are not."""
    if item.basis == "clause":
        return "clause"
    if item.obligation == "must" or item.red_line is not None:
        return "must"
    return "source" if citations(item) else None


def _with(item: Indicator, new: Score, kind: Mapping[str, object], framework: Framework) -> Score:
    """The indicator's score with this function for stations of a kind; other kinds keep theirs."""
    for question, functions in (item.score.by or {}).items():
        return Score(by={question: functions | {str(kind[question]): new}})
    for question, answer in kind.items():
        options = item.applies.get(question) or tuple(framework.question[question].options)
        if len(options) > 1:
            return Score(by={question: dict.fromkeys(options, item.score) | {str(answer): new}})
    return new


def rounded(number: float, ask: Ask) -> float:
    """A figure that one can argue with: of a percentage whole points, fives from 20% on; else two digits."""
    if ask.type == "percent":
        step = 0.05 if abs(number) >= 0.2 else 0.01
        found = round(round(number / step) * step, 4)
    elif number == 0:
        found = 0.0
    else:
        step = 10.0 ** (math.floor(math.log10(abs(number))) - 1)
        found = float(f"{round(number / step) * step:.12g}")
        if ask.type == "integer":
            found = float(round(found))
    low, high = limits(ask)
    found = found if low is None else max(found, low)
    return found if high is None else min(found, high)
