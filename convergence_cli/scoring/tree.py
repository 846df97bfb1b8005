"""The tree of weights: leaves with points, parents as aggregates of their children in play.

Everything that a node carries (score, floor, ceiling, coverage, evidenced) is the same walk with another
number at each leaf; `lift` is that walk.
"""

import math
from collections.abc import Callable, Iterable
from operator import mul

from convergence_cli.model.framework import Aggregate, Framework
from convergence_cli.model.numbers import LAST_BITS
from convergence_cli.value import value

Number = float | None
Children = list[tuple[float, Number]]


@value
class Leaf:
    """One indicator in play. `points` None: unanswered."""

    id: str
    weight: float
    points: Number
    evidenced: bool


@value
class Branch:
    """The whole, a chapter or a measure, with what is in play below it."""

    id: str
    weight: float
    aggregate: Aggregate
    children: "tuple[Branch | Leaf, ...]"


def grow(framework: Framework, leaves: dict[str, Leaf]) -> Branch:
    """The tree of a station: branches without a leaf in play are not there."""
    chapters: list[Branch | Leaf] = []
    for chapter in framework.chapters:
        measures: list[Branch | Leaf] = []
        for measure in (framework.measure[name] for name in chapter.measures):
            inside = tuple(leaves[item.id] for item in measure.indicators if item.id in leaves)
            if inside:
                how = measure.aggregate or framework.aggregate
                measures.append(Branch(id=measure.id, weight=measure.weight, aggregate=how, children=inside))
        if measures:
            how = chapter.aggregate or framework.aggregate
            chapters.append(Branch(id=chapter.id, weight=chapter.weight, aggregate=how, children=tuple(measures)))
    return Branch(id="index", weight=1.0, aggregate=framework.aggregate, children=tuple(chapters))


def lift(branch: Branch, leaf_number: Callable[[Leaf], Number], into: dict[str, Number] | None = None) -> Number:
    """The branch's number, aggregated from its leaves' numbers; None leaves its parent's denominator.

    `into`, if given, receives the number of every branch by id.
    """
    numbers: Children = [
        (child.weight, leaf_number(child) if isinstance(child, Leaf) else lift(child, leaf_number, into))
        for child in branch.children
    ]
    result = aggregate(branch.aggregate, numbers)
    if into is not None:
        into[branch.id] = result
    return result


def aggregate(how: Aggregate, numbers: Iterable[tuple[float, Number]]) -> Number:
    """Weighted arithmetic mean, weighted geometric mean or minimum of the numbers that are not None.

    A mean lies between the least and the greatest of its numbers; it is held there against the last bit of
    rounding, so that full marks everywhere are 100 and not 100.00000000000001.
    """
    weights: list[float] = []
    present: list[float] = []
    for weight, number in numbers:
        if number is not None:
            weights.append(weight)
            present.append(number)
    if not present:
        return None
    least, greatest = min(present), max(present)
    if how == "minimum":
        return least
    if how == "geometric":
        if least <= 0:
            return 0.0
        mean = math.exp(math.fsum(map(mul, weights, map(math.log, present))) / math.fsum(weights))
    elif least == greatest:
        return least
    else:
        mean = math.fsum(map(mul, weights, present)) / math.fsum(weights)
    return min(greatest, max(least, mean))


def reaches(number: float, threshold: float) -> bool:
    """Whether a score is at least a threshold; equal reaches it.

    A score is exact to some fourteen digits: one that stands at 60 on paper must not miss 60 on the last bit.
    """
    return number >= threshold - LAST_BITS


def effective_weights(branch: Branch, share: float, counts: Callable[[Leaf], bool]) -> dict[str, float]:
    """Id -> product of normalised weights up the tree, for every branch and leaf with a leaf that counts.

    `share` is the branch's own effective weight (1 for the whole). The leaves add up to it.
    """
    weights: dict[str, float] = {}

    def share_out(branch: Branch, share: float) -> None:
        weights[branch.id] = share
        living = [child for child in branch.children if _lives(child, counts)]
        total = math.fsum([child.weight for child in living])
        for child in living:
            part = share * child.weight / total
            if isinstance(child, Leaf):
                weights[child.id] = part
            else:
                share_out(child, part)

    share_out(branch, share)
    return weights


def _lives(child: Branch | Leaf, counts: Callable[[Leaf], bool]) -> bool:
    return counts(child) if isinstance(child, Leaf) else any(_lives(below, counts) for below in child.children)


def is_arithmetic(branch: Branch) -> bool:
    """Every aggregate in the tree is a weighted mean, so that losses add up."""
    below = (child for child in branch.children if isinstance(child, Branch))
    return branch.aggregate == "arithmetic" and all(is_arithmetic(child) for child in below)


def branches(tree: Branch) -> list[Branch]:
    """The branch itself and every branch below it, parents first."""
    return [tree, *(below for child in tree.children if isinstance(child, Branch) for below in branches(child))]


def leaves_below(tree: Branch) -> dict[str, list[Leaf]]:
    """Id of the branch and of every branch below it -> all leaves below that one, in order."""
    found: dict[str, list[Leaf]] = {}

    def gather(branch: Branch) -> list[Leaf]:
        leaves: list[Leaf] = []
        for child in branch.children:
            if isinstance(child, Leaf):
                leaves.append(child)
            else:
                leaves += gather(child)
        found[branch.id] = leaves
        return leaves

    gather(tree)
    return found


def move(path: tuple[Branch, ...], leaf: Leaf, to: float, numbers: dict[str, Number]) -> Number:
    """The whole's number if this one leaf had `to` and everything else stayed.

    `path` leads from the leaf's parent up to the whole; `numbers` holds every leaf and branch as it stands.
    Only the aggregates on that path change, so only they are run again.
    """
    name, number = leaf.id, to
    result: Number = to
    for branch in path:
        result = aggregate(
            branch.aggregate,
            [(child.weight, number if child.id == name else numbers[child.id]) for child in branch.children],
        )
        name, number = branch.id, result if result is not None else 0.0
    return result
