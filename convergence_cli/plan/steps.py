"""Every step that a station could take, and what each brings for its effort.

A plan chooses among all answers, and yet a few moves of an indicator are enough: effort is whole months, so for
each number of months only the answer of most points can be part of a best set. Whatever costs the same and earns
less brings no more to any score, meets no more targets and lifts no more red lines. On a slope, answers are as
fine as they are typed (`functions/reach.py`).

What is unanswered has no step: nobody knows where it stands (`blanks.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from convergence_cli.functions.by import function_for
from convergence_cli.functions.reach import Reach, Rung
from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.numbers import FULL
from convergence_cli.model.plan import Move, NextMove, Prospect
from convergence_cli.plan.effort import affordable, months
from convergence_cli.plan.rescoring import Rescoring
from convergence_cli.scoring.points import better
from convergence_cli.value import value

_DIGITS = 9


@value
class Ladder:
    """The moves that one indicator allows; at most one of them is made."""

    id: str
    needs: tuple[str, ...]
    """Indicators that must be met before any of the moves, and are not."""
    moves: tuple[Move, ...]
    """The most points for each number of team-months, least first."""
    next: Move
    """The next better answer."""
    target: Move | None
    """The first answer at the target or above; None where it is met, or no answer reaches it."""
    complete: bool
    """No answer was left out for there being too many."""

    @property
    def to_target(self) -> int | None:
        """The place of the first move that reaches the target, from 0."""
        return next((place for place, move in enumerate(self.moves) if move.meets), None)


def ladders_of(framework: Framework, judged: Assessment, rescoring: Rescoring) -> tuple[Ladder, ...]:
    """The ladders of all indicators that are answered and can move, in the framework's order.

    One whose prerequisites cannot be met by any move is left out: it cannot move either.
    """
    results = {name: result for name, result in judged.result.items() if result.in_play}
    index = rescoring.index({})
    found = [
        _ladder(framework, item, judged, results, rescoring, index)
        for item in framework.indicators
        if item.id in results and results[item.id].points is not None
    ]
    free = {each.id: each for each in found if each is not None}
    while blocked := [each.id for each in free.values() if not all(_can_be_met(free, need) for need in each.needs)]:
        for name in blocked:
            del free[name]
    return tuple(free.values())


def thinned(ladders: tuple[Ladder, ...]) -> tuple[Ladder, ...]:
    """Of each indicator only the next step, the target and the best answer, for where all of them are too many."""

    def few(each: Ladder) -> tuple[Move, ...]:
        named = {move.points: move for move in (each.next, each.target, each.moves[-1]) if move is not None}
        return tuple(named[points] for points in sorted(named))

    return tuple(replace(each, moves=few(each), complete=False) for each in ladders)


def _can_be_met(free: Mapping[str, Ladder], name: str) -> bool:
    return name in free and free[name].target is not None


def _ladder(
    framework: Framework,
    item: Indicator,
    judged: Assessment,
    results: Mapping[str, Result],
    rescoring: Rescoring,
    index: float,
) -> Ladder | None:
    result = results[item.id]
    if result.points == FULL:  # by an answer, or met with nothing to compute from
        return None
    reach = better(item, function_for(item.score, judged.profile), result.value, framework)
    onward = reach.onward(result.target)
    if onward is None:
        return None
    have = result.points or 0.0

    def move(rung: Rung) -> Move:
        return Move(
            id=item.id,
            have=have,
            points=rung.points,
            answer=rung.answer,
            meets=rung.points >= result.target,
            effort=months(item.effort, have, rung.points, result.target),
            gain=rescoring.index({item.id: rung.points}) - index,
        )

    at_target = reach.first(result.target) if result.gap > 0 else None
    return Ladder(
        id=item.id,
        needs=tuple(name for name in item.needs if name in results and results[name].gap > 0),
        moves=tuple(map(move, _best_for_effort(reach, item.effort, have, result.target))),
        next=move(onward),
        target=None if at_target is None else move(at_target),
        complete=reach.complete,
    )


def _best_for_effort(reach: Reach, effort: int | None, have: float, target: float) -> Iterator[Rung]:
    """For each number of months the answer of most points, where one month less does not lead as far."""
    top = reach.last(FULL)
    assert top is not None  # there is a next step
    before = have
    for number in range(1, months(effort, have, top.points, target)):
        rung = reach.last(affordable(effort, have, target, number))
        if rung is not None and rung.points > before:
            yield rung
            before = rung.points
    yield top


def prospects_of(ladders: tuple[Ladder, ...], rescoring: Rescoring) -> tuple[Prospect, ...]:
    """The next step and the step to the target of every indicator, by gain for effort, best first.

    What a step needs is counted with it: its effort and its gain are those of the whole. Equal ones stand in
    the framework's order.
    """
    by_id = {each.id: each for each in ladders}
    found = [_prospect(each, by_id, rescoring) for each in ladders]
    # The last bits of a division do not decide who is first.
    return tuple(sorted(found, key=lambda each: -round(each.rate, _DIGITS)))


def _prospect(own: Ladder, by_id: Mapping[str, Ladder], rescoring: Rescoring) -> Prospect:
    needed = tuple(move for name in _before(own, by_id) if (move := by_id[name].target) is not None)
    index = rescoring.index({})

    def with_needs(move: Move) -> NextMove:
        together = {each.id: each.points for each in (*needed, move)}
        return NextMove(
            move=move,
            needs=tuple(each.id for each in needed),
            effort=sum(each.effort for each in (*needed, move)),
            gain=rescoring.index(together) - index,
        )

    onward = with_needs(own.next)
    further = own.target if own.target is not None and own.target.points > own.next.points else None
    target = None if further is None else with_needs(further)
    return Prospect(id=own.id, next=onward, target=target, rate=max(each.rate for each in (onward, target) if each))


def _before(own: Ladder, by_id: Mapping[str, Ladder]) -> list[str]:
    """All that a ladder needs, and what that needs, each after its own needs (lint: there is no circle)."""
    found: dict[str, None] = {}
    for name in own.needs:
        found |= dict.fromkeys([*_before(by_id[name], by_id), name])
    return list(found)
