"""The engine's aggregates for all stations and many sets of weights at once.

`scoring/tree.py` says what an aggregate is; this says the same in arrays, measure by measure, so that a
thousand sets of weights are matrix products and not a thousand runs. A test holds the two together.

n stations, d draws. What is absent (not in play, or unanswered with `missing: redistribute`) leaves its
parent's denominator; an array of numbers holds 0 there.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from convergence_cli.model.framework import Aggregate, Framework
from convergence_cli.value import value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Truths = NDArray[np.bool_]


@value
class Weights:
    """One column for each draw; one row for each chapter, measure and indicator, in the framework's order."""

    chapters: "Numbers"
    measures: "Numbers"
    indicators: "Numbers"

    def of_draws(self, some: slice) -> "Weights":
        """Those of some of the draws."""
        return Weights(
            chapters=self.chapters[:, some], measures=self.measures[:, some], indicators=self.indicators[:, some]
        )


@value
class Leaves:
    """What the stations earned, n x k: `numbers` where `present`, else 0."""

    numbers: "Numbers"
    present: "Truths"

    def of_stations(self, some: slice | list[int]) -> "Leaves":
        """Those of some of the stations."""
        return Leaves(numbers=self.numbers[some], present=self.present[some])


def leaves(framework: Framework, points: "Numbers", in_play: "Truths") -> Leaves:
    """The points that count: an unanswered indicator (NaN) is 0 points, or absent with `missing: redistribute`."""
    import numpy as np

    answered = in_play & ~np.isnan(points)
    present = answered if framework.missing == "redistribute" else in_play
    return Leaves(numbers=np.where(answered, points, 0.0), present=present)


def indexes(framework: Framework, found: Leaves, weights: Weights) -> "Numbers":
    """The index of every station in every draw, n x d, to the last bits; 0 where a station has nothing present."""
    import numpy as np

    places = {measure.id: place for place, measure in enumerate(framework.measures)}
    columns = _columns(framework)
    chapters, chapters_present = [], []
    for chapter in framework.chapters:
        inside = [places[name] for name in chapter.measures]
        present = np.stack([found.present[:, columns[place]].any(axis=1) for place in inside], axis=1)
        scores = (_measure(framework, place, columns[place], found, weights) for place in inside)
        how = chapter.aggregate or framework.aggregate
        chapters.append(_branch(how, scores, present, weights.measures[inside]))
        chapters_present.append(present.any(axis=1))
    return _branch(framework.aggregate, chapters, np.stack(chapters_present, axis=1), weights.chapters)


def _columns(framework: Framework) -> list[slice]:
    """Where each measure's indicators stand."""
    ends, end = [], 0
    for measure in framework.measures:
        ends.append(slice(end, end + len(measure.indicators)))
        end += len(measure.indicators)
    return ends


def _measure(framework: Framework, place: int, cut: slice, found: Leaves, weights: Weights) -> "Numbers":
    how = framework.measures[place].aggregate or framework.aggregate
    return _leaf_level(how, found.numbers[:, cut], found.present[:, cut], weights.indicators[cut])


def _leaf_level(how: Aggregate, numbers: "Numbers", present: "Truths", weights: "Numbers") -> "Numbers":
    """A measure's scores, n x d (n x 1 for a minimum, which no weight moves): a product of matrices."""
    import numpy as np

    if how == "minimum":
        least = np.where(present, numbers, np.inf).min(axis=1, keepdims=True)
        return np.where(np.isfinite(least), least, 0.0)
    if how == "arithmetic":
        scores: Numbers = numbers @ weights
        scores /= _denominators(present, weights)
        return scores
    positive = present & (numbers > 0)
    scores = np.log(np.where(positive, numbers, 1.0)) @ weights
    scores /= _denominators(present, weights)
    np.exp(scores, out=scores)
    scores[(present != positive).any(axis=1) | ~present.any(axis=1)] = 0.0
    return scores


def _branch(how: Aggregate, children: Iterable["Numbers"], present: "Truths", weights: "Numbers") -> "Numbers":
    """A chapter's or the whole's scores, n x d, from those of its children, taken up one at a time."""
    if how == "minimum":
        return _least(children, present, weights)
    if how == "geometric":
        return _geometric(children, present, weights)
    total = _sum(children, present, weights)
    total /= _denominators(present, weights)
    return total


def _least(children: Iterable["Numbers"], present: "Truths", weights: "Numbers") -> "Numbers":
    import numpy as np

    least = np.full((len(present), weights.shape[1]), np.inf)
    for place, scores in enumerate(children):
        np.minimum(least, scores, out=least, where=present[:, place, None])
    least[~present.any(axis=1)] = 0.0
    return least


def _geometric(children: Iterable["Numbers"], present: "Truths", weights: "Numbers") -> "Numbers":
    """Zero where one child is: whether a child is zero is the same in every draw, for all weights are positive."""
    import numpy as np

    zero: Truths = np.logical_not(present.any(axis=1))

    def logarithms() -> Iterator["Numbers"]:
        for place, scores in enumerate(children):
            nothing = scores <= 0
            zero[present[:, place] & nothing.any(axis=1)] = True
            yield np.log(np.where(nothing, 1.0, scores))

    total = _sum(logarithms(), present, weights)
    total /= _denominators(present, weights)
    np.exp(total, out=total)
    total[zero] = 0.0
    return total


def _sum(children: Iterable["Numbers"], present: "Truths", weights: "Numbers") -> "Numbers":
    """Children times weights; an absent child is 0, or the logarithm of 1."""
    import numpy as np

    total = np.zeros((len(present), weights.shape[1]))
    for scores, weight in zip(children, weights, strict=True):
        total += scores * weight
    return total


def _denominators(present: "Truths", weights: "Numbers") -> "Numbers":
    """The weight of what is present, n x d; 1 where nothing is, so that 0 stays 0."""
    total: Numbers = present.astype(float) @ weights
    total[~present.any(axis=1)] = 1.0
    return total
