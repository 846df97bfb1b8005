"""How much of a station's index is the station, and how much the framework's own choices.

Weights are judgements, so a report that hangs on them should say how far. Everything is scored again by the engine's
own tree: each weight alone, all weights at once at random, the chapters put together in another way, blanks at their
two extremes, and each answer alone at the best and the worst that it can be.

All weights in play (chapters, measures, indicators) are multiplied by factors of their own, drawn evenly from
1 - `SPREAD` to 1 + `SPREAD`, a thousand times over, from Python's Mersenne Twister started at `SEED`. Its `random()`
gives the same numbers on every machine and in every version of Python, so the same report does too. The interval is
the 5th to the 95th percentile of the index, interpolated between neighbours.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from convergence_cli.functions.by import function_for
from convergence_cli.functions.registry import function_of
from convergence_cli.model.assessment import Assessment, Blocker
from convergence_cli.model.framework import Aggregate, Framework, Missing
from convergence_cli.model.score import Score
from convergence_cli.model.sensitivity import Sensitivity, Turn, WeightBar
from convergence_cli.scoring.engine import reached_level, red_lines
from convergence_cli.scoring.rescore import leaves_in_play, scores, scores_of
from convergence_cli.scoring.tree import Branch, Leaf, Number, aggregate, branches, grow

SPREAD = 0.25
DRAWS = 1000
SEED = 79
"""The number of the policy."""
_LOW, _HIGH = 0.05, 0.95


def sensitivity(framework: Framework, judged: Assessment, draws: int = DRAWS) -> Sensitivity | None:
    """What moves this station's index and level; None where it has no index, because nothing is in play."""
    index, floor, ceiling = judged.index.score, judged.index.floor, judged.index.ceiling
    if index is None or floor is None or ceiling is None:
        return None
    leaves = leaves_in_play(framework, judged)
    tree = grow(framework, leaves)
    drawn = list(_drawn(framework, tree, draws))
    lines = _red_lines(framework, judged, leaves)
    levels = Counter(_level(framework, judged, found, lines) or "" for found in drawn)
    return Sensitivity(
        station=judged.station,
        index=index,
        level=judged.level,
        spread=SPREAD,
        weights=tuple(sorted(_bars(framework, tree), key=lambda bar: -bar.span)),
        aggregates=dict(_aggregates(framework, tree)),
        blank_as_zero=floor,
        blank_as_full=ceiling,
        draws=draws,
        seed=SEED,
        interval=_interval([found["index"] or 0.0 for found in drawn]),
        levels={name: levels[name] for name in ("", *framework.level) if name in levels},
        held=levels[judged.level or ""] / draws if framework.levels else None,
        turns=tuple(sorted(_turns(framework, judged, leaves), key=lambda turn: not turn.up)),
    )


# --- weights -------------------------------------------------------------------------------------


def reweighed(branch: Branch, missing: Missing, factor: Callable[[str], float]) -> dict[str, Number]:
    """The score of every branch if each weight below this one were multiplied by the factor of its id.

    The factors are asked for in the order of the tree, a part before what is in it.
    """
    found: dict[str, Number] = {}

    def number(branch: Branch) -> Number:
        children: list[tuple[float, Number]] = []
        for child in branch.children:
            weight = child.weight * factor(child.id)
            if isinstance(child, Branch):
                children.append((weight, number(child)))
            else:
                children.append((weight, 0.0 if child.points is None and missing == "zero" else child.points))
        found[branch.id] = aggregate(branch.aggregate, children)
        return found[branch.id]

    number(branch)
    return found


def _bars(framework: Framework, tree: Branch) -> Iterator[WeightBar]:
    def index(moved: str, by: float) -> float:
        return reweighed(tree, framework.missing, lambda name: by if name == moved else 1.0)["index"] or 0.0

    for branch in branches(tree)[1:]:
        yield WeightBar(
            kind="chapter" if branch.id in framework.chapter else "measure",
            id=branch.id,
            lighter=index(branch.id, 1 - SPREAD),
            heavier=index(branch.id, 1 + SPREAD),
        )


def _drawn(framework: Framework, tree: Branch, draws: int) -> Iterator[dict[str, Number]]:
    """The scores of every branch with all weights moved at random."""
    chance = random.Random(SEED)  # noqa: S311 - numbers that anybody can draw again
    for _ in range(draws):
        yield reweighed(tree, framework.missing, lambda _: 1 - SPREAD + 2 * SPREAD * chance.random())


def _interval(numbers: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(numbers)

    def percentile(share: float) -> float:
        place = share * (len(ordered) - 1)
        below = int(place)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (ordered[above] - ordered[below]) * (place - below)

    return percentile(_LOW), percentile(_HIGH)


# --- aggregates ----------------------------------------------------------------------------------


def _aggregates(framework: Framework, tree: Branch) -> Iterator[tuple[Aggregate, float]]:
    """Only the chapters are put together anew: deeper down one answer of 0 would make every index 0."""
    for how in get_args(Aggregate):
        yield how, scores(replace(tree, aggregate=how), framework.missing)["index"] or 0.0


# --- levels and single answers -------------------------------------------------------------------


def _level(framework: Framework, judged: Assessment, found: dict[str, Number], lines: Sequence[Blocker]) -> str | None:
    """The level that these scores and red lines reach."""
    nodes = {node.id: replace(node, score=found.get(node.id)) for node in (judged.index, *judged.chapters)}
    return reached_level(framework, nodes, lines)[0]


def _red_lines(framework: Framework, judged: Assessment, leaves: Mapping[str, Leaf]) -> list[Blocker]:
    return red_lines(framework, {name: leaf.points for name, leaf in leaves.items()}, judged.questionnaire.station)


def _turns(framework: Framework, judged: Assessment, leaves: dict[str, Leaf]) -> Iterator[Turn]:
    """Each answer that by itself would lift or lower the level."""
    ranks = {level.id: rank for rank, level in enumerate(framework.levels, 1)}
    profile = judged.questionnaire.station
    for item, result in zip(framework.indicators, judged.results, strict=True):
        if item.id not in leaves:
            continue
        worst, best = extremes(function_for(item.score, profile), framework)
        for to in (best, worst):
            moved = leaves | {item.id: replace(leaves[item.id], points=to)}
            lines = _red_lines(framework, judged, moved)
            level = _level(framework, judged, scores_of(framework, moved), lines)
            up = ranks.get(level or "", 0) > ranks.get(judged.level or "", 0)
            if level != judged.level:
                yield Turn(id=item.id, points=result.points, to=to, level=level, up=up)


def extremes(score: Score, framework: Framework) -> tuple[float, float]:
    """The worst and the best points that one function (not `by`) has for any answer."""
    return function_of(score, framework).extremes()
