"""How much of a station's index is the station, and how much the framework's own choices.

Weights are judgements, so a report that hangs on them should say how far. Everything is scored again by the engine's
own tree: each weight alone, all weights at once at random, the chapters put together in another way, blanks at their
two extremes, and each answer alone at the best and the worst that it can be.

All weights in play (chapters, measures, indicators) are multiplied by factors of their own, drawn evenly from
1 - `noise` to 1 + `noise` of the framework, a thousand times over, from Python's Mersenne Twister started at `SEED`.
Its `random()` gives the same numbers on every machine and in every version of Python, so the same report does too.
The interval is the 5th to the 95th percentile of the index, interpolated between neighbours.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from convergence_cli.functions.by import function_for
from convergence_cli.functions.registry import function_of
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Aggregate, Framework
from convergence_cli.model.score import Score
from convergence_cli.model.sensitivity import Sensitivity, Turn, WeightBar
from convergence_cli.scoring.levels import Standpoint, reached_level
from convergence_cli.scoring.nodes import nodes, numbers
from convergence_cli.scoring.rescore import leaves_in_play, scores
from convergence_cli.scoring.tree import Branch, Leaf, Number, branches, grow

DRAWS = 1000
SEED = 79
"""Of the draws; any number would do, as long as it stays."""
_LOW, _HIGH = 0.05, 0.95
_MEANS: tuple[Aggregate, ...] = ("arithmetic", "geometric", "harmonic", "minimum")


def sensitivity(framework: Framework, judged: Assessment, draws: int = DRAWS) -> Sensitivity | None:
    """What moves this station's index and level; None where it has no index."""
    index, floor, ceiling = judged.index.score, judged.index.floor, judged.index.ceiling
    if index is None or floor is None or ceiling is None:
        return None
    leaves = leaves_in_play(framework, judged)
    tree = grow(framework, leaves, judged.profile)
    found = list(_drawn(framework, judged, tree, leaves, draws))
    levels = Counter(level or "" for _, level in found)
    return Sensitivity(
        station=judged.station,
        index=index,
        level=judged.level,
        spread=framework.noise,
        weights=tuple(sorted(_bars(framework, tree), key=lambda bar: -bar.span)),
        aggregates=dict(_aggregates(framework, tree)),
        blank_as_zero=floor,
        blank_as_full=ceiling,
        draws=draws,
        seed=SEED,
        interval=_interval([number or 0.0 for number, _ in found]),
        levels={name: levels[name] for name in ("", *framework.level) if name in levels},
        held=levels[judged.level or ""] / draws if framework.levels else None,
        turns=tuple(sorted(_turns(framework, judged, leaves), key=lambda turn: not turn.up)),
    )


# --- weights -------------------------------------------------------------------------------------


def reweighed(branch: Branch, factor: Callable[[str], float]) -> Branch:
    """The tree with each weight below this branch multiplied by the factor of its id.

    The factors are asked for in the order of the tree, a part before what is in it.
    """
    children: list[Branch | Leaf] = []
    for child in branch.children:
        heavier = replace(child, weight=child.weight * factor(child.id))
        children.append(reweighed(heavier, factor) if isinstance(heavier, Branch) else heavier)
    return replace(branch, children=tuple(children))


def _bars(framework: Framework, tree: Branch) -> Iterator[WeightBar]:
    def index(moved: str, by: float) -> float:
        return scores(tree, framework.missing, lambda name: by if name == moved else 1.0)["index"] or 0.0

    for branch in branches(tree)[1:]:
        yield WeightBar(
            kind="chapter" if branch.id in framework.chapter else "measure",
            id=branch.id,
            lighter=index(branch.id, 1 - framework.noise),
            heavier=index(branch.id, 1 + framework.noise),
        )


def _drawn(
    framework: Framework, judged: Assessment, tree: Branch, leaves: Mapping[str, Leaf], draws: int
) -> Iterator[tuple[Number, str | None]]:
    """The index and the level with all weights moved at random, once for each draw."""
    chance, noise = random.Random(SEED), framework.noise  # noqa: S311 - numbers that anybody can draw again

    def factor(_: str) -> float:
        return 1 - noise + 2 * noise * chance.random()

    for _ in range(draws):
        yield _reached(framework, judged, tree, leaves, factor)


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
    """Only the chapters are put together anew: deeper down one answer of 0 would make every index 0.

    A sheet beside its own way has none but means: full marks are not those of another sheet.
    """
    for how in dict.fromkeys((*_MEANS, tree.aggregate)):
        yield how, scores(replace(tree, aggregate=how), framework.missing)["index"] or 0.0


# --- levels and single answers -------------------------------------------------------------------


def _reached(
    framework: Framework,
    judged: Assessment,
    tree: Branch,
    leaves: Mapping[str, Leaf],
    factor: Callable[[str], float] | None = None,
) -> tuple[Number, str | None]:
    """The index and the level of a station with this tree, each weight multiplied by its factor."""
    profile = judged.questionnaire.station
    asked = framework.scores_of_levels
    if asked is None:
        moved = tree if factor is None else reweighed(tree, factor)
        found = nodes(framework, moved, numbers(moved, framework.missing), profile)
    else:
        # Where levels ask for scores alone, these alone are worked out: all else would be nine tenths of the time.
        score = scores(tree, framework.missing, factor)
        standing = (judged.index, *judged.chapters, *judged.measures)
        found = {node.id: replace(node, score=score.get(node.id)) for node in standing if node.id in asked}
    answers = {name: judged.result[name].value for name in framework.read_by_levels}
    at = Standpoint(framework=framework, profile=profile, nodes=found, leaves=leaves, answers=answers)
    return found["index"].score, reached_level(at)[0]


def _turns(framework: Framework, judged: Assessment, leaves: dict[str, Leaf]) -> Iterator[Turn]:
    """Each answer that by itself would lift or lower the level."""
    ranks = {level.id: rank for rank, level in enumerate(framework.levels, 1)}
    profile = judged.questionnaire.station
    for item, result in zip(framework.indicators, judged.results, strict=True):
        if item.id not in leaves or result.is_lapsed:
            continue
        worst, best = extremes(function_for(item.score, profile), framework)
        for to in (best, worst):
            moved = leaves | {item.id: replace(leaves[item.id], points=to)}
            level = _reached(framework, judged, grow(framework, moved, judged.profile), moved)[1]
            up = ranks.get(level or "", 0) > ranks.get(judged.level or "", 0)
            if level != judged.level:
                yield Turn(id=item.id, points=result.points, to=to, level=level, up=up)


def extremes(score: Score, framework: Framework) -> tuple[float, float]:
    """The worst and the best points that one function (not `by`) has for any answer."""
    return function_of(score, framework).extremes()
