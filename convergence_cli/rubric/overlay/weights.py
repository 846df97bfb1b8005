"""Whether weight comes to lie where a station may earn it without doing more.

Weights mean something only relative to each other. Siblings keep their proportions; a red line alone may come to
weigh more, because it is what nobody may miss, and never less. Scaling all of them changes nothing. What is added,
and what red lines gain, is then a part of its parent that some station may be good at: `rise.py` holds it to a
share. What says `relax` is taken as given, and left out of both.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from convergence_cli.model.framework import SHEETS, Chapter, Framework, Indicator, Measure
from convergence_cli.model.numbers import LAST_BITS
from convergence_cli.model.overlay import PartKind
from convergence_cli.rubric.lint.fault import is_weight
from convergence_cli.rubric.overlay.kinds import items
from convergence_cli.rubric.overlay.less import Less, asks_less
from convergence_cli.rubric.strict_yaml import Path
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

    def moved(self, name: str) -> Iterator[tuple[str, Path]]:
        """What was changed so that an item gains: itself, or the weights of those beside it that fell."""
        if name not in self.before:
            yield name, ()
        elif not _same(self.ratio(name), 1.0):
            yield name, ("weight",)
        else:
            yield from ((other, ("weight",)) for other in self.before if not _same(self.ratio(other), 1.0))


def families(
    base: Framework, framework: Framework, declared: Collection[tuple[str, str]], profile: Mapping[str, object]
) -> dict[str, Family]:
    """The children of the whole, of every chapter and of every measure, by the id of their parent.

    `declared` is what says `relax`, by kind and id; weights are those of a station with this profile.
    """
    measures = items(framework, "measures")

    def family(kind: PartKind, parent: Framework | Chapter | Measure, siblings: Collection[Any]) -> Family:
        marked = framework.how(parent) in SHEETS and parent.maximum is not None
        old = {name: item for name, item in items(base, kind).items() if getattr(item, "scored", True)}
        return _family(kind, siblings, old, declared, profile, marked=marked)

    found = {WHOLE: family("chapters", framework, framework.chapters)}
    for chapter in framework.chapters:
        found[chapter.id] = family("measures", chapter, [measures[name] for name in chapter.measures])
    for measure in framework.measures:
        found[measure.id] = family("indicators", measure, measure.scored)
    return found


def _family(
    kind: PartKind,
    siblings: Collection[Any],
    old: Mapping[str, Any],
    declared: Collection[tuple[str, str]],
    profile: Mapping[str, object],
    *,
    marked: bool,
) -> Family:
    """`marked`: weights are marks out of so many, and none may change but a red line's."""
    weights = {item.id: item.weight_for(profile) for item in siblings}
    now = {name: weight for name, weight in weights.items() if is_weight(weight)}  # else lint has refused it
    given = frozenset(name for name in now if (kind, name) in declared)
    before = {name: old[name].weight_for(profile) for name in now if name in old and name not in given}
    red = frozenset(item.id for item in siblings if item.id in before and _is_red(old[item.id]) and _is_red(item))
    factor = 1.0 if marked else _factor(before, now, red)
    return Family(kind=kind, before=before, now=now, red=red, declared=given, factor=factor)


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
