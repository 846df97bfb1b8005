"""What is asked of a set of steps, and whether a set fulfils it: judged on the engine's tree, not on a formula."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Literal

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework, Level
from convergence_cli.model.plan import Goal, Move
from convergence_cli.plan.rescoring import Rescoring
from convergence_cli.plan.steps import Ladder
from convergence_cli.scoring.levels import red_lines
from convergence_cli.scoring.rescore import leaves_in_play
from convergence_cli.scoring.tree import Number, reaches
from convergence_cli.value import value

Picks = tuple[int, ...]
"""For each ladder how far it is climbed: 0 it stays, 1 its first move, and so on."""
Criterion = Literal["effort", "gain"]


@value
class Demand:
    """The conditions that a set of steps must fulfil, and what makes one set better than another.

    The first criterion decides, then the second: least effort, most gain. Of sets that are equal in both, the
    one that goes further on the earlier indicator of the framework is taken, so that there is one answer.
    """

    index: float | None = None
    chapter: float | None = None
    """Every chapter in play must score at least this."""
    parts: dict[str, float] = field(default_factory=dict)
    """Chapters and measures that must score at least this, if they are in play."""
    red_lines: dict[str, float] = field(default_factory=dict)
    """Red lines, and the points at least to which they must come; so it is with `indicators`."""
    indicators: dict[str, float] = field(default_factory=dict)
    budget: int | None = None
    criteria: tuple[Criterion, Criterion] = ("effort", "gain")


def demand_of(goal: Goal, framework: Framework, judged: Assessment) -> Demand:
    """What a goal asks for.

    A budget beside another goal is no condition: the least effort is sought, and then compared with it.
    """
    if goal.target is None and goal.level is None:
        return Demand(budget=goal.budget, criteria=("gain", "effort"))
    levels = _levels(goal, framework)
    least = framework.display.least
    index = [least(level.index) for level in levels if level.index is not None]
    index += [] if goal.target is None else [goal.target]
    chapter = [least(level.chapter) for level in levels if level.chapter is not None]
    parts = _most(asked for level in levels for asked in (level.chapters, level.measures))
    leaves = leaves_in_play(framework, judged)
    lines = red_lines(framework, leaves, judged.profile) if any(level.red_lines for level in levels) else ()
    points = {name: leaves[name].points for name in leaves}
    indicators = _most(level.indicators for level in levels)
    return Demand(
        index=max(index, default=None),
        chapter=max(chapter, default=None),
        parts={name: least(need) for name, need in parts.items()},
        indicators={
            name: need for name, need in indicators.items() if name in points and (points[name] or -1.0) < need
        },
        red_lines={line.id: framework.indicator[line.id].kept_from(judged.profile) for line in lines},
    )


def _most(asked: Iterable[Mapping[str, float]]) -> dict[str, float]:
    most: dict[str, float] = {}
    for each in asked:
        most |= {name: max(need, most.get(name, need)) for name, need in each.items()}
    return most


def beyond_steps(goal: Goal, framework: Framework) -> bool:
    """Whether a level, or one below it, asks for what no step is planned for: coverage, or its own `that`."""
    return any(level.coverage is not None or level.that is not None for level in _levels(goal, framework))


def counts_evidence(goal: Goal, framework: Framework) -> bool:
    """Whether a level, or one below it, counts only answers that have evidence."""
    return any(level.on == "evidenced" for level in _levels(goal, framework))


def _levels(goal: Goal, framework: Framework) -> tuple[Level, ...]:
    """A level is reached from the bottom up, so each level below it must be reached too."""
    return framework.levels[: list(framework.level).index(goal.level) + 1] if goal.level is not None else ()


def chosen(ladders: tuple[Ladder, ...], picks: Picks) -> tuple[Move, ...]:
    """The moves that are made."""
    return tuple(each.moves[pick - 1] for each, pick in zip(ladders, picks, strict=True) if pick)


def scores_reached(demand: Demand, rescoring: Rescoring, scores: dict[str, Number]) -> bool:
    """Whether the index and every chapter in play are where they have to be."""
    needed = needs_of(demand, rescoring, scores)
    return all((score := scores.get(name)) is not None and reaches(score, need) for name, need in needed.items())


def needs_of(demand: Demand, rescoring: Rescoring, scores: dict[str, Number]) -> dict[str, float]:
    """What the index and every part in play have to be, by id."""
    index = {} if demand.index is None else {"index": demand.index}
    chapters = [name for name in rescoring.chapters if name in scores]
    needs = index | ({} if demand.chapter is None else dict.fromkeys(chapters, demand.chapter))
    for name, need in demand.parts.items():
        if name in scores:
            needs[name] = max(need, needs.get(name, need))
    return needs


def order_kept(ladders: tuple[Ladder, ...], picks: tuple[int | None, ...]) -> bool:
    """Whether whatever moves has its prerequisites met; what is not decided yet (None) is no hindrance."""
    at = {each.id: place for place, each in enumerate(ladders)}

    def met(name: str) -> bool:
        pick, to_target = picks[at[name]], ladders[at[name]].to_target
        return pick is None or (to_target is not None and pick > to_target)

    pairs = zip(ladders, picks, strict=True)
    return all(met(name) for each, pick in pairs if pick for name in each.needs)


def indicators_lifted(demand: Demand, ladders: tuple[Ladder, ...], picks: Picks) -> bool:
    """Whether every red line and every other indicator that must be lifted is."""
    reached = {move.id: move.points for move in chosen(ladders, picks)}
    return all(reached.get(name, 0.0) >= need for name, need in lifts(demand).items())


def lifts(demand: Demand) -> dict[str, float]:
    """Every indicator that must be lifted, and the points at least to which it has to come."""
    return _most((demand.red_lines, demand.indicators))
