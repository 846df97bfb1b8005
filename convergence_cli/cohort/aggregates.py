"""The engine's aggregates for all stations and many sets of weights at once.

`scoring/tree.py` says what an aggregate is; this says the same in arrays, measure by measure, so that a
thousand sets of weights are matrix products and not a thousand runs. A test holds the two together.

n stations, d draws. What is absent (not counted, or unanswered with `missing: redistribute`) leaves its
parent's denominator; an array of numbers holds 0 there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from convergence_cli.model.framework import SHEETS, Aggregate, Framework
from convergence_cli.model.numbers import FULL
from convergence_cli.scoring.tree import stretch
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

    def times(self, own: "Weights") -> "Weights":
        """Each by its own of one column."""
        return Weights(
            chapters=self.chapters * own.chapters,
            measures=self.measures * own.measures,
            indicators=self.indicators * own.indicators,
        )


@value
class Kind:
    """Stations to which the same weights and the same full marks hold."""

    weights: Weights
    """The framework's own, in one column."""
    stretch: Mapping[str, float]
    """`scoring.tree.stretch` of every measure, chapter and the whole (`index`), by id."""
    members: tuple[int, ...]
    """Which stations they are, by their places."""


def kinds(framework: Framework, profiles: Sequence[Mapping[str, object]]) -> tuple[Kind, ...]:
    """The kinds of station that weights and full marks tell apart; one for most frameworks."""
    alike: dict[tuple[object, ...], list[int]] = {}
    questions = _deciding(framework)
    for place, profile in enumerate(profiles):
        alike.setdefault(tuple(profile.get(name) for name in questions), []).append(place)
    return tuple(_kind(framework, profiles[places[0]], tuple(places)) for places in alike.values())


def _deciding(framework: Framework) -> tuple[str, ...]:
    """The profile questions that decide on weights, and on what is asked in a sheet."""
    names = list(framework.weighed_by)
    if framework.maximum is not None or any(part.maximum is not None for part in framework.branches):
        names += [name for item in framework.scored for name in item.applies]
    return tuple(dict.fromkeys(names))


def _kind(framework: Framework, profile: Mapping[str, object], members: tuple[int, ...]) -> Kind:
    import numpy as np

    def column(parts: Sequence[Any]) -> "Numbers":
        return np.array([[part.weight_for(profile)] for part in parts])

    parts = {"index": framework.aggregate, **{part.id: framework.how(part) for part in framework.branches}}
    return Kind(
        weights=Weights(
            chapters=column(framework.chapters),
            measures=column(framework.measures),
            indicators=column(framework.scored),
        ),
        stretch={name: stretch(framework, name, how, (), profile) for name, how in parts.items()},
        members=members,
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
    """The points that count: an unanswered indicator (NaN) is 0 points, or absent with `missing: redistribute`.

    What has points counts, in play or not.
    """
    import numpy as np

    answered = ~np.isnan(points)
    present = answered if framework.missing == "redistribute" else in_play | answered
    return Leaves(numbers=np.where(answered, points, 0.0), present=present)


def indexes(framework: Framework, found: Leaves, weights: Weights, stretch: Mapping[str, float]) -> "Numbers":
    """The index of every station in every draw, n x d, to the last bits; 0 where a station has nothing present.

    The stations are of one kind; `stretch` is that of the kind.
    """
    import numpy as np

    places = {measure.id: place for place, measure in enumerate(framework.measures)}
    columns = _columns(framework)
    chapters, chapters_present = [], []
    for chapter in framework.chapters:
        inside = [places[name] for name in chapter.measures]
        present = np.stack([found.present[:, columns[place]].any(axis=1) for place in inside], axis=1)
        scores = (_measure(framework, place, columns[place], found, weights, stretch) for place in inside)
        how = framework.how(chapter)
        score = _branch(how, scores, present, weights.measures[inside])
        chapters.append(_sheet(how, score, present, stretch[chapter.id]))
        chapters_present.append(present.any(axis=1))
    how, present = framework.aggregate, np.stack(chapters_present, axis=1)
    return _sheet(how, _branch(how, chapters, present, weights.chapters), present, stretch["index"])


def _columns(framework: Framework) -> list[slice]:
    """Where each measure's indicators stand."""
    ends, end = [], 0
    for measure in framework.measures:
        ends.append(slice(end, end + len(measure.scored)))
        end += len(measure.scored)
    return ends


def _measure(
    framework: Framework, place: int, cut: slice, found: Leaves, weights: Weights, stretch: Mapping[str, float]
) -> "Numbers":
    measure, present = framework.measures[place], found.present[:, cut]
    how = framework.how(measure)
    scores = _leaf_level(how, found.numbers[:, cut], present, weights.indicators[cut])
    return _sheet(how, scores, present, stretch[measure.id])


def _sheet(how: Aggregate, means: "Numbers", present: "Truths", stretch: float) -> "Numbers":
    """What the mean of a sheet comes to of its full marks; every other number stays."""
    import numpy as np

    if how not in SHEETS or stretch == 1:
        return means
    scores = np.minimum(FULL, means / stretch) if how == "sum" else np.maximum(0.0, FULL - (FULL - means) / stretch)
    scores[~present.any(axis=1)] = 0.0
    return scores


def _leaf_level(how: Aggregate, numbers: "Numbers", present: "Truths", weights: "Numbers") -> "Numbers":
    """A measure's scores, n x d (n x 1 for a minimum, which no weight moves): a product of matrices."""
    import numpy as np

    if how == "minimum":
        least = np.where(present, numbers, np.inf).min(axis=1, keepdims=True, initial=np.inf)
        return np.where(np.isfinite(least), least, 0.0)
    if how in ("arithmetic", *SHEETS):
        scores: Numbers = numbers @ weights
        scores /= _denominators(present, weights)
        return scores
    positive = present & (numbers > 0)
    if how == "harmonic":
        parts = np.where(positive, 1.0 / np.where(positive, numbers, 1.0), 0.0) @ weights
        parts[~positive.any(axis=1)] = 1.0
        scores = _denominators(present, weights) / parts
    else:
        scores = np.log(np.where(positive, numbers, 1.0)) @ weights
        scores /= _denominators(present, weights)
        np.exp(scores, out=scores)
    scores[(present != positive).any(axis=1) | ~present.any(axis=1)] = 0.0
    return scores


def _branch(how: Aggregate, children: Iterable["Numbers"], present: "Truths", weights: "Numbers") -> "Numbers":
    """A chapter's or the whole's scores, n x d, from those of its children, taken up one at a time."""
    if how == "minimum":
        return _least(children, present, weights)
    if how in ("geometric", "harmonic"):
        return _without_zeros(how, children, present, weights)
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


def _without_zeros(how: Aggregate, children: Iterable["Numbers"], present: "Truths", weights: "Numbers") -> "Numbers":
    """The geometric or the harmonic mean, zero where one child is.

    Whether a child is zero is the same in every draw, for all weights are positive.
    """
    import numpy as np

    zero: Truths = np.logical_not(present.any(axis=1))

    def turned() -> Iterator["Numbers"]:
        """Logarithms or reciprocals; of an absent child 0."""
        for place, scores in enumerate(children):
            nothing = scores <= 0
            zero[present[:, place] & nothing.any(axis=1)] = True
            safe = np.where(nothing, 1.0, scores)
            yield np.log(safe) if how == "geometric" else np.where(present[:, place, None], 1.0 / safe, 0.0)

    total = _sum(turned(), present, weights)
    if how == "geometric":
        total /= _denominators(present, weights)
        np.exp(total, out=total)
    else:
        total[~present.any(axis=1)] = 1.0
        total = _denominators(present, weights) / total
    total[zero] = 0.0
    return total


def _sum(children: Iterable["Numbers"], present: "Truths", weights: "Numbers") -> "Numbers":
    """Children times weights; an absent child is 0."""
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
