"""The best set of steps where the index is a sum over the indicators: an integer programme, solved by HiGHS.

One variable of 0 or 1 for each move of each indicator. Rows: at most one move of an indicator; a move only
where one that meets each prerequisite is made; every red line that must be lifted is; index and chapters
reach what they have to; effort within the budget. The criteria are optimised one after the other, each kept
as a row for the next; what is equal even then is settled in the framework's order.

The solver computes in floats with tolerances of its own. So rows on scores are a little looser than what is
asked, every solution is judged again on the engine's tree, and one that falls short is ruled out together
with all that climb nowhere higher (their scores are no higher either). So what is returned is reached, and
nothing that is reached was cut off.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from convergence_cli.errors import ConfigError, problem
from convergence_cli.model.numbers import LAST_BITS
from convergence_cli.model.plan import Move
from convergence_cli.plan.demand import Criterion, Demand, Picks, chosen, lifts, needs_of, scores_reached
from convergence_cli.plan.rescoring import Rescoring
from convergence_cli.plan.steps import Ladder
from convergence_cli.scoring.tree import Number
from convergence_cli.value import value

# In thousandths of a point the solver's absolute tolerance of 1e-6 is the last bits of an index.
_SCALE = 1000.0
_SLACK = 2 * LAST_BITS * _SCALE
# So many variables are put in order at once by powers of two without losing sight of the last of them.
_BLOCK = 16
# So many equally good sets are looked at one by one.
_FEW = 8
_MOST_ROUNDS = 200
_OPTIMAL, _INFEASIBLE = 0, 2
_ENDLESS = float("inf")


@value
class _Row:
    """Least and greatest value of a sum of variables, each with its coefficient."""

    sum: Mapping[int, float]
    low: float = 0.0
    high: float = _ENDLESS


@dataclass(kw_only=True)
class _Programme:
    """The programme as it stands: it grows row by row while it is solved."""

    rescoring: Rescoring
    ladders: tuple[Ladder, ...]
    demand: Demand
    variables: tuple[tuple[int, int], ...]
    moves: tuple[Move, ...]
    """One for each variable."""
    rows: list[_Row]
    fixed: dict[int, int] = field(default_factory=dict)
    """Variables that are decided."""
    least: float = 0.0
    """The index that a solution must have: that of the best one, once gain was a criterion."""


def best_set(rescoring: Rescoring, ladders: tuple[Ladder, ...], demand: Demand) -> Picks | None:
    """The best set of steps that fulfils the demand, or None where none does.

    Raises ConfigError where rounding keeps the solver from an answer.
    """
    programme = _programme(rescoring, ladders, demand)
    picks: Picks | None = None
    for criterion in demand.criteria:
        picks = _solved(programme, _objective(programme, criterion))
        if picks is None:
            return None
        _keep(programme, criterion, picks)
    return _first(programme, picks) if picks else picks


def _programme(rescoring: Rescoring, ladders: tuple[Ladder, ...], demand: Demand) -> _Programme:
    variables = _variables(ladders)
    moves = tuple(ladders[place].moves[rung] for place, rung in variables)
    number = {variable: at for at, variable in enumerate(variables)}
    own = {each.id: [number[place, rung] for rung in range(len(each.moves))] for place, each in enumerate(ladders)}
    rows = [*_order(ladders, own, moves), *_scores(rescoring, demand, moves)]
    for name, need in lifts(demand).items():
        lifting = [at for at in own.get(name, ()) if moves[at].points >= need]
        rows.append(_Row(sum=dict.fromkeys(lifting, 1.0), low=1.0))
    if demand.budget is not None:
        rows.append(_Row(sum=_efforts(moves), high=demand.budget + 0.5))
    return _Programme(rescoring=rescoring, ladders=ladders, demand=demand, variables=variables, moves=moves, rows=rows)


def _variables(ladders: tuple[Ladder, ...]) -> tuple[tuple[int, int], ...]:
    """(place of the ladder, rung of it from 0); their order decides nothing."""
    return tuple((place, rung) for place, each in enumerate(ladders) for rung in range(len(each.moves)))


# --- rows ------------------------------------------------------------------------------------------


def _order(ladders: tuple[Ladder, ...], own: Mapping[str, list[int]], moves: tuple[Move, ...]) -> Iterator[_Row]:
    """At most one move of an indicator, and none without its prerequisites."""
    for each in ladders:
        moving = dict.fromkeys(own[each.id], 1.0)
        yield _Row(sum=moving, high=1.0)
        for need in each.needs:
            yield _Row(sum=moving | {at: -1.0 for at in own[need] if moves[at].meets}, low=-_ENDLESS, high=0.0)


def _scores(rescoring: Rescoring, demand: Demand, moves: tuple[Move, ...]) -> Iterator[_Row]:
    """What each move adds to the index and to the chapters must make up for what they lack."""
    now = rescoring.scores({})
    needs = needs_of(demand, rescoring, now)
    moved = [rescoring.scores({move.id: move.points}) for move in moves] if set(needs) - {"index"} else []
    for name, need in needs.items():
        have = now[name]
        assert have is not None  # `plan.py`: where nothing is answered, no set is looked for
        added = _gains(moves) if name == "index" else _added(moved, name, have)
        yield _Row(sum=added, low=(need - have) * _SCALE - _SLACK)


def _added(moved: list[dict[str, Number]], name: str, have: float) -> dict[int, float]:
    return {at: ((scores[name] or 0.0) - have) * _SCALE for at, scores in enumerate(moved) if scores[name] != have}


def _efforts(moves: tuple[Move, ...]) -> dict[int, float]:
    return {at: float(move.effort) for at, move in enumerate(moves)}


def _gains(moves: tuple[Move, ...]) -> dict[int, float]:
    return {at: move.gain * _SCALE for at, move in enumerate(moves)}


def _above(programme: _Programme, picks: Picks) -> _Row:
    """Somewhere higher than these."""
    higher = [at for at, (place, rung) in enumerate(programme.variables) if rung >= picks[place]]
    return _Row(sum=dict.fromkeys(higher, 1.0), low=1.0)


# --- solving ---------------------------------------------------------------------------------------


def _objective(programme: _Programme, criterion: Criterion) -> dict[int, float]:
    """What is made least."""
    if criterion == "effort":
        return _efforts(programme.moves)
    return {at: -gain for at, gain in _gains(programme.moves).items()}


def _keep(programme: _Programme, criterion: Criterion, picks: Picks) -> None:
    """From now on nothing is worse in this criterion."""
    made = chosen(programme.ladders, picks)
    if criterion == "effort":
        programme.rows.append(_Row(sum=_efforts(programme.moves), high=sum(move.effort for move in made) + 0.5))
        return
    now = programme.rescoring.index({})
    programme.least = programme.rescoring.index({move.id: move.points for move in made})
    programme.rows.append(_Row(sum=_gains(programme.moves), low=(programme.least - now) * _SCALE - _SLACK))


def _first(programme: _Programme, picks: Picks) -> Picks:
    """Of sets that are equally good, the one that goes furthest on the first indicator, then on the second, …"""
    equals = [picks]
    count = len(programme.rows)
    found: Picks | None = picks
    while found is not None and len(equals) <= _FEW:
        # Another one climbs somewhere higher: else it would gain less.
        programme.rows.append(_above(programme, found))
        found = _solved(programme, {})
        equals += [found] if found is not None else []
    del programme.rows[count:]
    return max(equals) if found is None else _first_of_many(programme, picks)


def _first_of_many(programme: _Programme, picks: Picks) -> Picks:
    """The same without looking at each of them: variable by variable, in blocks."""
    variables = programme.variables
    order = sorted(range(len(variables)), key=lambda at: (variables[at][0], -variables[at][1]))
    for start in range(0, len(order), _BLOCK):
        block = order[start : start + _BLOCK]
        picks = _solved(programme, {at: -(2.0 ** (_BLOCK - place)) for place, at in enumerate(block)}) or picks
        for at in block:
            place, rung = variables[at]
            programme.fixed[at] = int(picks[place] == rung + 1)
    return picks


def _solved(programme: _Programme, objective: Mapping[int, float]) -> Picks | None:
    """The best solution that holds on the engine's tree, too; None where there is none."""
    for _ in range(_MOST_ROUNDS):
        picks = _minimised(programme, objective)
        if picks is None or _holds(programme, picks):
            return picks
        programme.rows.append(_above(programme, picks))
    raise ConfigError(problem("plan-too-close"))


def _holds(programme: _Programme, picks: Picks) -> bool:
    moved = {move.id: move.points for move in chosen(programme.ladders, picks)}
    scores = programme.rescoring.scores(moved)
    enough = (scores.get("index") or 0.0) >= programme.least - LAST_BITS
    return enough and scores_reached(programme.demand, programme.rescoring, scores)


def _minimised(programme: _Programme, objective: Mapping[int, float]) -> Picks | None:
    """One run of the solver."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    count = len(programme.variables)
    if not count:
        return () if all(row.low <= 0 <= row.high for row in programme.rows) else None
    matrix = np.zeros((len(programme.rows), count))
    for at, row in enumerate(programme.rows):
        matrix[at, list(row.sum)] = list(row.sum.values())
    costs = np.zeros(count)
    costs[list(objective)] = list(objective.values())
    low = np.array([programme.fixed.get(at, 0) for at in range(count)])
    high = np.array([programme.fixed.get(at, 1) for at in range(count)])
    limits = LinearConstraint(matrix, [row.low for row in programme.rows], [row.high for row in programme.rows])
    # The gap is 0 because the best is wanted, and not one within a ten-thousandth of it, as by default.
    found = milp(costs, integrality=1, bounds=Bounds(low, high), constraints=limits, options={"mip_rel_gap": 0.0})
    if found.status == _INFEASIBLE:
        return None
    if found.status != _OPTIMAL:
        raise RuntimeError(f"the solver stopped: {found.message}")
    picks = [0] * len(programme.ladders)
    for (place, rung), taken in zip(programme.variables, found.x, strict=True):
        if taken > 0.5:
            picks[place] = rung + 1
    return tuple(picks)
