"""The tree of weights: leaves with points, parents as aggregates of their children in play.

Everything that a node carries (score, floor, ceiling, coverage, evidenced) is the same walk with another
number at each leaf; `lift` is that walk.
"""

import math
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from operator import mul, truediv

from convergence_cli.model.assessment import Outcome
from convergence_cli.model.framework import SHEETS, Aggregate, Chapter, Framework, Measure, Missing
from convergence_cli.model.numbers import FULL, LAST_BITS
from convergence_cli.value import value

Number = float | None
Children = list[tuple[float, Number]]


@value
class Leaf:
    """One indicator that counts. `points` None: unanswered."""

    id: str
    weight: float
    points: Number
    evidenced: Number
    """Of the points those that count where evidence is asked for."""
    lacks_evidence: bool = False
    """Evidence is asked for, there is an answer, and of all of it or of some of it none was named."""
    lapsed: bool = False
    """It is not applicable, and counts all the same with these points."""

    @property
    def partly(self) -> Number:
        """The points that count as evidenced where only a part of the answer has evidence, and that part earns some."""
        return (self.evidenced or None) if self.lacks_evidence else None

    def outcome(self, target: float) -> Outcome:
        """What comes of it, in play, where so many points are asked for."""
        if self.points is None:
            return "unanswered"
        if self.points >= target:
            return "met"
        return "partial" if self.points > 0 else "unmet"


@value
class Branch:
    """The whole, a chapter or a measure, with what is in play below it."""

    id: str
    weight: float
    aggregate: Aggregate
    children: "tuple[Branch | Leaf, ...]"
    stretch: float = 1.0
    """Of a sheet: its full marks for each unit of weight that is asked."""


def grow(framework: Framework, leaves: Mapping[str, Leaf], profile: Mapping[str, object]) -> Branch:
    """The tree of a station with this profile: branches without a leaf in play are not there."""
    chapters: list[Branch | Leaf] = []
    for chapter in framework.chapters:
        measures: list[Branch | Leaf] = []
        for measure in (framework.measure[name] for name in chapter.measures):
            inside = tuple(leaves[item.id] for item in measure.scored if item.id in leaves)
            if inside:
                how = framework.how(measure)
                measures.append(
                    Branch(
                        id=measure.id,
                        weight=measure.weight_for(profile),
                        aggregate=how,
                        children=inside,
                        stretch=stretch(framework, measure.id, how, leaves, profile),
                    )
                )
        if measures:
            how = framework.how(chapter)
            chapters.append(
                Branch(
                    id=chapter.id,
                    weight=chapter.weight_for(profile),
                    aggregate=how,
                    children=tuple(measures),
                    stretch=stretch(framework, chapter.id, how, leaves, profile),
                )
            )
    how = framework.aggregate
    whole = stretch(framework, "index", how, leaves, profile)
    return Branch(id="index", weight=1.0, aggregate=how, children=tuple(chapters), stretch=whole)


def stretch(
    framework: Framework, name: str, how: Aggregate, leaves: Container[str], profile: Mapping[str, object]
) -> float:
    """Full marks of a sheet / the weight of all that is asked of such a station in it, applicable or not.

    `leaves` are asked, whatever the profile says.
    """
    part = framework.chapter.get(name) or framework.measure.get(name) or framework
    if how not in SHEETS or part.maximum is None:
        return 1.0

    def is_asked(measure: Measure) -> bool:
        return any(item.id in leaves or item.in_scope(profile) for item in measure.scored)

    asked: list[float]
    if isinstance(part, Measure):
        asked = [i.weight_for(profile) for i in part.scored if i.id in leaves or i.in_scope(profile)]
    elif isinstance(part, Chapter):
        inside = [framework.measure[each] for each in part.measures]
        asked = [each.weight_for(profile) for each in inside if is_asked(each)]
    else:
        asked = [
            each.weight_for(profile)
            for each in framework.chapters
            if any(is_asked(framework.measure[name]) for name in each.measures)
        ]
    return part.maximum / math.fsum(asked) if asked else 1.0


def lift(
    branch: Branch,
    leaf_number: Callable[[Leaf], Number],
    into: dict[str, Number] | None = None,
    factor: Callable[[str], float] | None = None,
) -> Number:
    """The branch's number, aggregated from its leaves' numbers; None leaves its parent's denominator.

    `into`, if given, receives the number of every branch by id. `factor`, if given, multiplies each weight below this
    branch by that of its id; factors are asked for in the order of the tree, a part before what is in it.
    """
    numbers: Children = [
        (
            child.weight if factor is None else child.weight * factor(child.id),
            leaf_number(child) if isinstance(child, Leaf) else lift(child, leaf_number, into, factor),
        )
        for child in branch.children
    ]
    result = aggregate(branch.aggregate, numbers, branch.stretch)
    if into is not None:
        into[branch.id] = result
    return result


def aggregate(how: Aggregate, numbers: Iterable[tuple[float, Number]], stretch: float = 1.0) -> Number:
    """What the numbers that are not None come to, 0-100.

    A weighted mean (arithmetic, geometric or harmonic), the minimum, or a sheet: of its full marks, `stretch` times
    the weights, the part that is earned, or that is left when what is missing was taken off. What is None leaves
    the full marks in proportion.

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
    if how in ("geometric", "harmonic") and least <= 0:
        return 0.0
    if how == "harmonic":
        mean = math.fsum(weights) / math.fsum(map(truediv, weights, present))
    elif how == "geometric":
        mean = math.exp(math.fsum(map(mul, weights, map(math.log, present))) / math.fsum(weights))
    elif least == greatest:
        mean = least
    else:
        mean = math.fsum(map(mul, weights, present)) / math.fsum(weights)
    mean = min(greatest, max(least, mean))
    if how == "sum":
        return min(FULL, mean / stretch)
    return max(0.0, FULL - (FULL - mean) / stretch) if how == "deduction" else mean


def in_score(missing: Missing) -> Callable[[Leaf], Number]:
    """What a leaf counts in the score: an unanswered one nothing at all, or 0."""
    blank = 0.0 if missing == "zero" else None
    return lambda leaf: blank if leaf.points is None else leaf.points


@value
class Marks:
    """What a sheet comes to in its own marks."""

    earned: float
    """Below 0 where more was taken off than there was."""
    full: float
    """Those that there are for what counts."""


def marks(branch: Branch, numbers: Mapping[str, Number]) -> Marks | None:
    """The marks of a branch with these numbers of its children; None where it is no sheet or nothing counts."""
    weighed = [(child.weight, number) for child in branch.children if (number := numbers[child.id]) is not None]
    if branch.aggregate not in SHEETS or not weighed:
        return None
    full = branch.stretch * math.fsum(weight for weight, _ in weighed)
    if branch.aggregate == "sum":
        return Marks(earned=min(full, math.fsum(weight * number / FULL for weight, number in weighed)), full=full)
    return Marks(earned=full - math.fsum(weight * (FULL - number) / FULL for weight, number in weighed), full=full)


def reaches(number: float, threshold: float) -> bool:
    """Whether a score is at least a threshold; equal reaches it.

    A score is exact to some fourteen digits: one that stands at 60 on paper must not miss 60 on the last bit.
    """
    return number >= threshold - LAST_BITS


def effective_weights(branch: Branch, share: float, counts: Callable[[Leaf], bool]) -> dict[str, float]:
    """Id -> product of normalised weights up the tree, for every branch and leaf with a leaf that counts.

    `share` is the branch's own effective weight (1 for the whole). The leaves add up to it.
    """
    return dict(_shares(branch, share, counts))


def _shares(branch: Branch, share: float, counts: Callable[[Leaf], bool]) -> Iterator[tuple[str, float]]:
    yield branch.id, share
    living = [child for child in branch.children if _lives(child, counts)]
    total = math.fsum([child.weight for child in living])
    for child in living:
        part = share * child.weight / total
        if isinstance(child, Leaf):
            yield child.id, part
        else:
            yield from _shares(child, part, counts)


def _lives(child: Branch | Leaf, counts: Callable[[Leaf], bool]) -> bool:
    return counts(child) if isinstance(child, Leaf) else any(_lives(below, counts) for below in child.children)


def is_arithmetic(branch: Branch) -> bool:
    """Every aggregate in the tree is a weighted mean, or comes to one, so that losses add up."""
    below = (child for child in branch.children if isinstance(child, Branch))
    plain = branch.aggregate == "arithmetic" or (branch.aggregate in SHEETS and branch.stretch == 1)
    return plain and all(is_arithmetic(child) for child in below)


def branches(tree: Branch) -> list[Branch]:
    """The branch itself and every branch below it, parents first."""
    return [tree, *(below for child in tree.children if isinstance(child, Branch) for below in branches(child))]


Paths = dict[str, tuple[Branch, ...]]
"""Id of a leaf or branch -> what it is part of, up to the whole: its measure, its chapter, the whole."""


def paths(tree: Branch) -> Paths:
    """Of every leaf and branch."""
    found: Paths = {tree.id: ()}
    for branch in branches(tree):
        found |= {child.id: (branch, *found[branch.id]) for child in branch.children}
    return found


def leaves_below(tree: Branch) -> dict[str, list[Leaf]]:
    """Id of the branch and of every branch below it -> all leaves below that one, in order."""
    found: dict[str, list[Leaf]] = {}
    for branch in reversed(branches(tree)):
        inside = ([child] if isinstance(child, Leaf) else found[child.id] for child in branch.children)
        found[branch.id] = [leaf for leaves in inside for leaf in leaves]
    return found


def move(path: tuple[Branch, ...], part: str, to: float, numbers: Mapping[str, Number]) -> Number:
    """The whole's number if this one leaf or branch had `to` and everything else stayed.

    `path` leads from its parent up to the whole; `numbers` holds every leaf and branch as it stands.
    Only the aggregates on that path change, so only they are run again.
    """
    name, number = part, to
    result: Number = to
    for branch in path:
        result = aggregate(
            branch.aggregate,
            [(child.weight, number if child.id == name else numbers[child.id]) for child in branch.children],
            branch.stretch,
        )
        name, number = branch.id, result if result is not None else 0.0
    return result
