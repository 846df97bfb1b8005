"""Every step that a station could take, and what each brings for its effort."""

from collections.abc import Mapping

from convergence_cli.functions.by import function_for
from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.plan import Move, NextMove, Prospect
from convergence_cli.plan.effort import months
from convergence_cli.plan.rescoring import Rescoring
from convergence_cli.scoring.ladder import ladder
from convergence_cli.value import value

_DIGITS = 9


@value
class Ladder:
    """The moves that one indicator allows, least first; at most one of them is made."""

    id: str
    needs: tuple[str, ...]
    """Indicators that must be met before any of the moves, and are not."""
    moves: tuple[Move, ...]

    @property
    def to_target(self) -> int | None:
        """The place of the first move that reaches the target, from 0."""
        return next((place for place, move in enumerate(self.moves) if move.meets), None)


def ladders_of(framework: Framework, judged: Assessment, rescoring: Rescoring) -> tuple[Ladder, ...]:
    """The ladders of all indicators in play that can move, in the framework's order.

    One whose prerequisites cannot be met by any move is left out: it cannot move either.
    """
    results = {name: result for name, result in judged.result.items() if result.in_play}
    index = rescoring.index({})
    found = [
        _ladder(framework, item, judged, results, rescoring, index)
        for item in framework.indicators
        if item.id in results
    ]
    free = {each.id: each for each in found if each.moves}
    while blocked := [each.id for each in free.values() if not all(_can_be_met(free, need) for need in each.needs)]:
        for name in blocked:
            del free[name]
    return tuple(free.values())


def _can_be_met(free: Mapping[str, Ladder], name: str) -> bool:
    return name in free and free[name].to_target is not None


def _ladder(
    framework: Framework,
    item: Indicator,
    judged: Assessment,
    results: Mapping[str, Result],
    rescoring: Rescoring,
    index: float,
) -> Ladder:
    result = results[item.id]
    score = function_for(item.score, judged.profile)
    moves = tuple(
        Move(
            id=item.id,
            have=result.points,
            points=rung.points,
            answer=rung.answer,
            meets=rung.points >= result.target,
            effort=months(item.effort, result.points, rung.points, result.target),
            gain=rescoring.index({item.id: rung.points}) - index,
        )
        for rung in ladder(item, score, result.value, framework, result.target)
        if result.points is None or rung.points > result.points  # met with nothing to compute from
    )
    needs = tuple(name for name in item.needs if name in results and results[name].gap > 0)
    return Ladder(id=item.id, needs=needs, moves=moves)


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
    before = tuple(by_id[name] for name in _before(own, by_id))
    needed = tuple(each.moves[each.to_target or 0] for each in before)
    index = rescoring.index({})

    def with_needs(move: Move) -> NextMove:
        together = {each.id: each.points for each in (*needed, move)}
        return NextMove(
            move=move,
            needs=tuple(each.id for each in needed),
            effort=sum(each.effort for each in (*needed, move)),
            gain=rescoring.index(together) - index,
        )

    at = own.to_target
    onward = with_needs(own.moves[0])
    target = with_needs(own.moves[at]) if at else None
    return Prospect(id=own.id, next=onward, target=target, rate=max(each.rate for each in (onward, target) if each))


def _before(own: Ladder, by_id: Mapping[str, Ladder]) -> list[str]:
    """All that a ladder needs, and what that needs, each after its own needs (lint: there is no circle)."""
    found: dict[str, None] = {}
    for name in own.needs:
        found |= dict.fromkeys([*_before(by_id[name], by_id), name])
    return list(found)
