"""The numbers of a station's tree: scores, bounds, coverage, weights and losses of every branch and leaf."""

import math
from collections.abc import Callable, Mapping

from convergence_cli.model.assessment import Node, Withheld
from convergence_cli.model.framework import Framework, Missing
from convergence_cli.model.numbers import FULL
from convergence_cli.scoring.tree import (
    Branch,
    Leaf,
    Number,
    branches,
    effective_weights,
    in_score,
    is_arithmetic,
    leaves_below,
    lift,
    marks,
    move,
    paths,
)
from convergence_cli.value import value


@value
class Numbers:
    """What one walk through the tree gives; keys are ids of branches and leaves in play."""

    score: dict[str, Number]
    """Points of leaves and scores of branches; None leaves its parent's denominator."""
    weights: dict[str, float]
    """Effective weight among what is in play."""
    lost: dict[str, float]
    """Points of the index lost at each leaf and branch."""
    below: dict[str, list[Leaf]]
    """The leaves below each branch."""


def numbers(tree: Branch, missing: Missing) -> Numbers:
    """Scores, weights and losses.

    Lost at a leaf of an arithmetic tree = its effective weight in the score x (100 - points): with weights that add up
    to 1, index + all losses = 100. With `redistribute` an unanswered leaf has no weight in the score and loses nothing
    there. In any other tree what is lost is lost at the margin: what the index would be with this part alone at 100,
    less what it is.
    """
    leaf_score = in_score(missing)
    below = leaves_below(tree)
    points = {leaf.id: leaf_score(leaf) for leaf in below[tree.id]}
    score = dict(points)
    lift(tree, leaf_score, score)
    weights = effective_weights(tree, 1.0, lambda _: True)
    counted = weights if missing == "zero" else effective_weights(tree, 1.0, lambda leaf: leaf.points is not None)
    if is_arithmetic(tree):
        lost = {name: counted[name] * (FULL - earned) for name, earned in points.items() if earned is not None}
        lost |= {name: math.fsum(lost.get(leaf.id, 0.0) for leaf in leaves) for name, leaves in below.items()}
    else:
        lost = _lost_at_the_margin(tree, score)
    return Numbers(score=score, weights=weights, lost=lost, below=below)


def _lost_at_the_margin(tree: Branch, score: Mapping[str, Number]) -> dict[str, float]:
    whole = score[tree.id]
    if whole is None:
        return {}
    lost = {tree.id: FULL - whole}
    for part, path in paths(tree).items():
        if path and score[part] is not None:
            lost[part] = max(0.0, (move(path, part, FULL, score) or 0.0) - whole)
    return lost


def nodes(
    framework: Framework, tree: Branch, known: Numbers, profile: Mapping[str, object], *, voided: bool = False
) -> dict[str, Node]:
    """The Node of the whole, of every chapter and of every measure, those with nothing in play included.

    `profile` decides on the targets. `voided`: a check says that there is no index. What is lost, and what a step would
    gain, goes by the score that there would be.
    """
    below, lost = known.below, known.lost
    leaves = below[tree.id]
    targets = {leaf.id: framework.indicator[leaf.id].target_for(profile) for leaf in leaves if not leaf.lapsed}
    complete = all(leaf.points is not None for leaf in leaves)
    # Where nothing is blank both bounds are the score; where blanks count 0, the score is the lower bound.
    floor = known.score if complete or framework.missing == "zero" else _lifted(tree, lambda leaf: leaf.points or 0.0)
    ceiling = known.score if complete else _lifted(tree, lambda leaf: FULL if leaf.points is None else leaf.points)
    proven = all(leaf.evidenced == leaf.points for leaf in leaves)
    evidenced = floor if proven else _lifted(tree, lambda leaf: leaf.evidenced or 0.0)
    sheets = {branch.id: found for branch in branches(tree) if (found := marks(branch, known.score))}
    names = ["index", *framework.chapter, *framework.measure]
    withheld = {} if complete else incomplete(framework, tree, below)
    if voided and leaves:
        withheld["index"] = "voided"
        floor, ceiling = ({**bound, "index": None} for bound in (floor, ceiling))
    for name in withheld:
        sheets.pop(name, None)
    return {
        name: Node(
            id=name,
            score=None if name in withheld else known.score.get(name),
            floor=floor.get(name),
            ceiling=ceiling.get(name),
            evidenced=None if name in withheld else evidenced.get(name),
            withheld=withheld.get(name),
            coverage=_coverage(below.get(name, []), known.weights, complete=complete),
            weight=known.weights.get(name, 0.0) if name in below else 0.0,
            lost=lost.get(name, 0.0),
            to_target=_to_target(below.get(name, []), known.weights, targets),
            marks=sheets[name].earned if name in sheets else None,
            full_marks=sheets[name].full if name in sheets else None,
        )
        for name in names
    }


def incomplete(framework: Framework, tree: Branch, below: Mapping[str, list[Leaf]]) -> dict[str, Withheld]:
    """The parts in play that have no score because they, or a part of them, need everything inside answered."""
    found: dict[str, Withheld] = {}
    for branch in reversed(branches(tree)):
        own = framework.needs_all if branch is tree else framework.part(branch.id).needs_all
        is_inside = any(child.id in found for child in branch.children)
        if is_inside or (own and any(leaf.points is None for leaf in below[branch.id])):
            found[branch.id] = "incomplete"
    return found


def _lifted(tree: Branch, leaf_number: Callable[[Leaf], Number]) -> dict[str, Number]:
    """The number of every branch, from those of its leaves."""
    numbers: dict[str, Number] = {}
    lift(tree, leaf_number, numbers)
    return numbers


def _to_target(leaves: list[Leaf], weights: Mapping[str, float], targets: Mapping[str, float]) -> Number:
    """Of the points that the targets ask for, by weight, the part that is there; above a target nothing counts.

    What is not applicable has no target, even where it counts.
    """
    leaves = [leaf for leaf in leaves if not leaf.lapsed]
    if not leaves:
        return None
    asked = math.fsum([weights[leaf.id] * targets[leaf.id] for leaf in leaves])
    open_ = math.fsum([weights[leaf.id] * max(0.0, targets[leaf.id] - (leaf.points or 0.0)) for leaf in leaves])
    return 1.0 - open_ / asked if asked else 1.0


def _coverage(leaves: list[Leaf], weights: dict[str, float], *, complete: bool) -> Number:
    """Effective weight answered / effective weight in play; `complete`: all of it is answered.

    Where all that counts is not applicable, nothing is left to be answered.
    """
    asked = [leaf for leaf in leaves if not leaf.lapsed]
    if not asked or complete:
        return 1.0 if leaves else None
    every = math.fsum([weights[leaf.id] for leaf in asked])
    return math.fsum([weights[leaf.id] for leaf in asked if leaf.points is not None]) / every
