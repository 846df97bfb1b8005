"""Whether a red line comes to weigh less: the one thing that a weight can loosen.

Weights mean something only relative to each other, so a red line's weight is compared with the sum of its
siblings' that carry none; likewise the weight of a measure, and of a chapter, that holds one. Scaling all of them
changes nothing, and of two red lines one may rise without the other falling. What the overlay adds or hides is
left out: that is judged by itself.
"""

import math
from collections.abc import Iterator, Mapping

from convergence_cli.model.framework import Framework
from convergence_cli.model.overlay import Kind
from convergence_cli.value import value

_LAST_BIT = 1e-9


@value
class Lighter:
    """A changed weight by which a red line, or what holds one, comes to weigh less among its siblings."""

    kind: Kind
    id: str
    red: str
    """What comes to weigh less."""


@value
class _Family:
    kind: Kind
    before: Mapping[str, float]
    now: Mapping[str, float]
    red: frozenset[str]


def lighter(base: Framework, framework: Framework) -> Iterator[Lighter]:
    """Every changed weight that makes a red line of the base weigh less."""
    for family in _families(base, framework):
        was, is_ = (_against_the_rest(weights, family.red) for weights in (family.before, family.now))
        fallen = [name for name in is_ if is_[name] < was[name] * (1 - _LAST_BIT)]
        for name, weight in family.now.items() if fallen else ():
            before = family.before[name]
            if (name in fallen and weight < before) or (name not in family.red and weight > before):
                yield Lighter(kind=family.kind, id=name, red=name if name in fallen else fallen[0])


def _against_the_rest(weights: Mapping[str, float], red: frozenset[str]) -> dict[str, float]:
    """Each red line's weight over the sum of what carries none (over 1 where nothing does)."""
    rest = math.fsum(weight for name, weight in weights.items() if name not in red) or 1.0
    return {name: weight / rest for name, weight in weights.items() if name in red}


def _families(base: Framework, framework: Framework) -> Iterator[_Family]:
    """Siblings that are there before and now, with their weights."""
    now = {chapter.id: chapter.weight for chapter in framework.chapters}
    now |= {measure.id: measure.weight for measure in framework.measures}
    now |= {item.id: item.weight for item in framework.indicators}
    lines = {item.id for item in base.indicators if item.required}
    measures = {measure.id: measure for measure in base.measures}
    holding = {measure.id for measure in base.measures if any(item.id in lines for item in measure.indicators)}
    above = {chapter.id for chapter in base.chapters if holding & set(chapter.measures)}

    def family(kind: Kind, before: dict[str, float], red: set[str]) -> _Family:
        kept = {name: weight for name, weight in before.items() if name in now}
        return _Family(kind=kind, before=kept, now={name: now[name] for name in kept}, red=frozenset(red & set(kept)))

    yield family("chapters", {chapter.id: chapter.weight for chapter in base.chapters}, above)
    for chapter in base.chapters:
        yield family("measures", {name: measures[name].weight for name in chapter.measures}, holding)
    for measure in base.measures:
        yield family("indicators", {item.id: item.weight for item in measure.indicators}, lines)
