"""Whether weight comes to lie where a station may earn it without doing more.

Weights mean something only relative to each other. Siblings keep their proportions; a red line alone may come to
weigh more, because it is what nobody may miss, and never less. Scaling all of them changes nothing. What is added,
and what red lines gain, is then a part of its parent that some station may be good at: `rise.py` holds it to a
share. What says `relax` is taken as given, and left out of both.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.numbers import LAST_BITS
from convergence_cli.model.overlay import PartKind
from convergence_cli.rubric.lint.fault import is_weight
from convergence_cli.rubric.overlay.kinds import items
from convergence_cli.rubric.overlay.less import Less, asks_less
from convergence_cli.value import value

WHOLE = ""
"""Stands for the whole where chapters and measures have an id."""


@value
class Gain:
    """A change by which weight comes to lie elsewhere."""

    kind: PartKind
    id: str
    less: Less


@value
class Family:
    """Siblings: what they weighed, and what they weigh."""

    kind: PartKind
    before: Mapping[str, float]
    """Without what is new, hidden or declared."""
    now: Mapping[str, float]
    red: frozenset[str]
    """Red lines before and now, be it for some stations alone."""
    declared: frozenset[str]
    """What says `relax`."""
    factor: float
    """What siblings that keep their proportions are multiplied with."""

    def ratio(self, name: str) -> float:
        """How many times its weight an item has now."""
        return self.now[name] / self.before[name]

    def kept(self, name: str) -> float:
        """The part of a weight that is neither new nor gained."""
        if name in self.declared:
            return self.now[name]
        return min(self.factor * self.before[name], self.now[name]) if name in self.before else 0.0

    def gains(self, name: str) -> bool:
        """Whether an item is new, or weighs more than in proportion."""
        return self.kept(name) < self.now[name] * (1 - LAST_BITS)


def families(base: Framework, framework: Framework, declared: Collection[tuple[str, str]]) -> dict[str, Family]:
    """The children of the whole, of every chapter and of every measure, by the id of their parent.

    `declared` is what says `relax`, by kind and id.
    """
    measures = items(framework, "measures")
    found = {WHOLE: _family("chapters", framework.chapters, base, declared)}
    for chapter in framework.chapters:
        found[chapter.id] = _family("measures", [measures[name] for name in chapter.measures], base, declared)
    for measure in framework.measures:
        found[measure.id] = _family("indicators", measure.indicators, base, declared)
    return found


def _family(
    kind: PartKind, siblings: Collection[Any], base: Framework, declared: Collection[tuple[str, str]]
) -> Family:
    old = items(base, kind)
    now = {item.id: item.weight for item in siblings if is_weight(item.weight)}  # else lint has refused it
    given = frozenset(name for name in now if (kind, name) in declared)
    before = {name: old[name].weight for name in now if name in old and name not in given}
    red = frozenset(item.id for item in siblings if item.id in before and _is_red(old[item.id]) and _is_red(item))
    return Family(kind=kind, before=before, now=now, red=red, declared=given, factor=_factor(before, now, red))


def _is_red(item: Any) -> bool:
    return isinstance(item, Indicator) and item.red_line is not None


def _factor(before: Mapping[str, float], now: Mapping[str, float], red: Collection[str]) -> float:
    """What most siblings that are no red lines are multiplied with; where there are none, the least of all."""
    plain = [now[name] / before[name] for name in before if name not in red]
    if not plain:
        return min((now[name] / before[name] for name in before), default=1.0)
    return max(plain, key=lambda ratio: (sum(_same(ratio, other) for other in plain), _same(ratio, 1.0), -ratio))


def _same(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=LAST_BITS)


def out_of_proportion(family: Family) -> Iterator[Gain]:
    """Every changed weight that shifts what its siblings weigh against each other, a red line's gain excepted."""
    shifted = [
        name
        for name in family.before
        if not _same(family.ratio(name), family.factor)
        and not (name in family.red and family.ratio(name) > family.factor)
    ]
    if any(_same(family.ratio(name), 1.0) for name in shifted):
        # What stayed as it was is not what moved.
        shifted = [name for name in family.before if not _same(family.ratio(name), 1.0)]
    for name in shifted:
        less = asks_less(("weight",), "lighter" if name in family.red else "moved")
        yield Gain(kind=family.kind, id=name, less=less)
