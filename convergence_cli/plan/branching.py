"""The best set of steps where the index is no sum: every set is looked at, but for those that cannot be better.

Indicators are decided one after the other. A better answer never lowers a score, so what the undecided ones
could reach at their best is a bound: where even that does not reach what is asked, or is no better than the
best set found, nothing below is looked at. Exact, and only for as many indicators as the bound on the number
of sets allows.
"""

from dataclasses import dataclass

from convergence_cli.errors import ConfigError, problem
from convergence_cli.model.numbers import LAST_BITS
from convergence_cli.plan.demand import (
    Demand,
    Picks,
    indicators_lifted,
    order_kept,
    scores_reached,
)
from convergence_cli.plan.rescoring import Rescoring
from convergence_cli.plan.steps import Ladder

MOST_SETS = 30_000


@dataclass(kw_only=True)
class _Found:
    """The best set so far."""

    picks: Picks
    effort: int
    index: float


@dataclass(kw_only=True)
class _Search:
    rescoring: Rescoring
    ladders: tuple[Ladder, ...]
    demand: Demand
    order: tuple[int, ...]
    """Places of ladders in the order in which they are decided."""
    sets: int = 0
    best: _Found | None = None


def best_set(rescoring: Rescoring, ladders: tuple[Ladder, ...], demand: Demand) -> Picks | None:
    """The best set of steps that fulfils the demand, or None where none does.

    Raises ConfigError where there are too many sets to be looked at.
    """
    # Those that matter most first: the bound falls early.
    order = sorted(range(len(ladders)), key=lambda place: -ladders[place].moves[-1].gain)
    search = _Search(rescoring=rescoring, ladders=ladders, demand=demand, order=tuple(order))
    _visit(search, 0, [None] * len(ladders), 0)
    return search.best.picks if search.best else None


def _visit(search: _Search, depth: int, picks: list[int | None], effort: int) -> None:
    search.sets += 1
    if search.sets > MOST_SETS:
        raise ConfigError(problem("plan-too-large", count=str(len(search.ladders)), bound=f"{MOST_SETS:,}"))
    budget = search.demand.budget
    if (budget is not None and effort > budget) or not order_kept(search.ladders, tuple(picks)):
        return
    scores = search.rescoring.scores(_at_best(search, picks))
    index = scores.get("index") or 0.0
    if not scores_reached(search.demand, search.rescoring, scores) or _no_better(search, effort, index):
        return
    if depth == len(search.order):
        _consider(search, tuple(pick or 0 for pick in picks), effort, index)
        return
    place = search.order[depth]
    for pick in range(len(search.ladders[place].moves) + 1):
        picks[place] = pick
        own = search.ladders[place].moves[pick - 1].effort if pick else 0
        _visit(search, depth + 1, picks, effort + own)
    picks[place] = None


def _at_best(search: _Search, picks: list[int | None]) -> dict[str, float]:
    """Points no less than any choice among the undecided can have."""
    points: dict[str, float] = {}
    for each, pick in zip(search.ladders, picks, strict=True):
        if pick is None:
            points[each.id] = each.moves[-1].points
        elif pick:
            points[each.id] = each.moves[pick - 1].points
    return points


def _no_better(search: _Search, effort: int, index: float) -> bool:
    """Whether nothing with at least this effort and at most this index can beat the best set."""
    best = search.best
    if best is None:
        return False
    if search.demand.criteria[0] == "effort":
        return effort > best.effort or (effort == best.effort and index < best.index - LAST_BITS)
    return index < best.index - LAST_BITS or (index <= best.index + LAST_BITS and effort > best.effort)


def _consider(search: _Search, picks: Picks, effort: int, index: float) -> None:
    if not indicators_lifted(search.demand, search.ladders, picks):
        return
    found, best = _Found(picks=picks, effort=effort, index=index), search.best
    if best is None or _is_better(search.demand, found, best):
        search.best = found


def _is_better(demand: Demand, one: _Found, other: _Found) -> bool:
    gains = one.index - other.index
    by_gain = 0 if abs(gains) <= LAST_BITS else 1 if gains > 0 else -1
    by_effort = (other.effort > one.effort) - (other.effort < one.effort)
    first, second = (by_effort, by_gain) if demand.criteria[0] == "effort" else (by_gain, by_effort)
    return (first, second) > (0, 0) or ((first, second) == (0, 0) and one.picks > other.picks)
