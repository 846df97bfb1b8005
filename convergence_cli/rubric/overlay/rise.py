"""How far a score may rise by what is added and what red lines gain, for whoever is good at exactly that.

An exact bound for means, where everything is applicable: what is neither new nor gained keeps its part k of a
parent, so that the parent is k times what it was, and the rest is at most full. What rises below comes on top by its
weight. Of a minimum nothing rises but with its children; below a geometric or a harmonic mean a small rise may be any
rise. Marks that are added to a sum may be any rise of it; to a deduction they are only more that can be taken off.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from itertools import chain, product

from convergence_cli.errors import Pair
from convergence_cli.model.framework import SHEETS, Aggregate, Chapter, Framework, Indicator, Measure, matches
from convergence_cli.model.numbers import LAST_BITS
from convergence_cli.model.overlay import PartKind
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.rubric.overlay.kinds import items
from convergence_cli.rubric.overlay.less import asks_less
from convergence_cli.rubric.overlay.weights import WHOLE, Family, Gain, families, out_of_proportion
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts import say_both
from convergence_cli.value import value

OF_A_PARENT = 25.0
"""Points by which a measure or a chapter may rise where everything is asked."""
OF_THE_WHOLE = 10.0
"""Points by which the index may rise, for every kind of station."""
_FULL = 100.0
_MOST_KINDS = 2000

_Station = Mapping[str, object] | None
"""What decides on `applies`; None: everything is asked."""


@value
class _Tree:
    families: Mapping[str, Family]
    aggregates: Mapping[str, Aggregate]
    names: Mapping[str, Pair]
    before: Mapping[str, Indicator]
    now: Mapping[str, Indicator]


@value
class _Part:
    """A child in play: whether it was before, and how many points it may rise by."""

    id: str
    old: bool
    rise: float = 0.0


def gains(base: Framework, framework: Framework, declared: Collection[tuple[str, str]]) -> Iterator[Gain]:
    """Every weight that shifts, and everything new or gained where it is too much of what holds it.

    `declared` is what says `relax`, by kind and id.
    """
    told: set[tuple[PartKind, str]] = set()  # once each, for the greatest branch
    shifted: set[tuple[PartKind, str]] = set()
    for profile in _weighed(base, framework):
        tree = _tree(base, framework, families(base, framework, declared, profile))
        for gain in chain.from_iterable(map(out_of_proportion, tree.families.values())):
            if (gain.kind, gain.id) not in shifted:
                shifted.add((gain.kind, gain.id))
                yield gain
        yield from _rises(tree, base, framework, profile, told)


def _weighed(base: Framework, framework: Framework) -> Iterator[Mapping[str, object]]:
    """A station of every kind that weights tell apart; one that says nothing, too."""
    names = dict.fromkeys((*base.weighed_by, *framework.weighed_by))
    questions = {**base.question, **framework.question}
    kinds = [(None, *questions[name].options) if name in questions else (None,) for name in names]
    yield from (dict(zip(names, kind, strict=True)) for kind in product(*kinds))


def _rises(
    tree: "_Tree", base: Framework, framework: Framework, profile: Mapping[str, object], told: set[tuple[PartKind, str]]
) -> Iterator[Gain]:
    """Everything new or gained where it is too much of what holds it, unless it is told already."""
    for name, named in tree.names.items():
        found = list(_gaining(tree, name))
        rise = _most(tree, name, base, framework, profile) if found else 0.0
        most = OF_A_PARENT if name != WHOLE else OF_THE_WHOLE
        facts = {"parent": named, "points": f"{rise:.1f}", "most": f"{most:g}"}
        for kind, item, path in found if rise > most + LAST_BITS else ():
            if (kind, item) not in told:
                told.add((kind, item))
                yield Gain(kind=kind, id=item, less=asks_less(path, "rise", **facts))


def _tree(base: Framework, framework: Framework, known: Mapping[str, Family]) -> _Tree:
    branches: tuple[Chapter | Measure, ...] = (*framework.chapters, *framework.measures)
    how = {item.id: _how(framework, item) for item in branches}
    return _Tree(
        families=known,
        aggregates={WHOLE: _how(framework, framework), **how},
        names={WHOLE: say_both("overlays.whole"), **{item.id: item.title.both for item in branches}},
        before=items(base, "indicators"),
        now=items(framework, "indicators"),
    )


def _how(framework: Framework, part: Framework | Chapter | Measure) -> Aggregate:
    """A sheet whose weights make up its full marks is a mean."""
    how = framework.how(part)
    return "arithmetic" if how in SHEETS and part.maximum is None else how


def _gaining(tree: _Tree, name: str) -> Iterator[tuple[PartKind, str, Path]]:
    """What is new or gained below a branch, and the key of it that says so; what is new is one thing."""
    family = tree.families[name]
    for child in family.now:
        if family.gains(child):
            yield from ((family.kind, name, path) for name, path in family.moved(child))
        if family.kind != "indicators" and (child in family.before or child in family.declared):
            yield from _gaining(tree, child)


def _most(tree: _Tree, name: str, base: Framework, framework: Framework, profile: Mapping[str, object]) -> float:
    """The most points that a branch may rise by; the index is looked at for every kind of station so weighed."""
    stations = _stations(base, framework) if name == WHOLE else [None]
    if stations is None:
        return _FULL
    parts = (_part(tree, name, station) for station in stations if _is_of(station, profile))
    return max((part.rise for part in parts if part and part.old), default=0.0)


def _part(tree: _Tree, name: str, station: _Station) -> _Part | None:
    """A branch as a station of some kind has it; None where nothing in it is asked."""
    family = tree.families[name]
    leaf = family.kind == "indicators"
    found = [_leaf(tree, child, station) if leaf else _part(tree, child, station) for child in family.now]
    parts = [part for part in found if part]
    if not parts:
        return None
    given = [part for part in parts if part.old or part.id in family.declared]
    if not given:
        return _Part(id=name, old=False)
    how = tree.aggregates[name]
    if how == "minimum":
        return _Part(id=name, old=True, rise=max(part.rise for part in given))
    if how in ("geometric", "harmonic", "deduction") and any(part.rise for part in given):
        return _Part(id=name, old=True, rise=_FULL)
    if how == "deduction":
        return _Part(id=name, old=True)
    if how == "sum":
        more = len(given) < len(parts) or any(part.rise or family.gains(part.id) for part in given)
        return _Part(id=name, old=True, rise=_FULL * more)
    whole = math.fsum(family.now[part.id] for part in parts)
    kept = math.fsum(family.kept(part.id) for part in given) / whole
    below = math.fsum(family.kept(part.id) * part.rise for part in given) / whole
    return _Part(id=name, old=True, rise=_FULL * (1 - kept) + below)


def _is_of(station: _Station, profile: Mapping[str, object]) -> bool:
    """Whether such a station may be weighed by this profile."""
    return station is None or all(name not in profile or profile[name] == answer for name, answer in station.items())


def _leaf(tree: _Tree, name: str, station: _Station) -> _Part | None:
    asked = station is None or tree.now[name].in_scope(station)
    return _Part(id=name, old=name in tree.before) if asked else None


def _stations(base: Framework, framework: Framework) -> list[_Station] | None:
    """A station of every kind that `applies` or weights tell apart; None where there are too many."""
    named: dict[str, set[tuple[str, ...]]] = {}
    for item in chain(base.indicators, framework.indicators):
        for name, options in item.applies.items():
            named.setdefault(name, set()).add(options)
    questions = {**base.question, **framework.question}
    weighed = {*base.weighed_by, *framework.weighed_by}
    kinds: list[list[object]] = []
    for name, scopes in named.items():
        answers: list[object] = _answers(questions[name]) if name in questions else [None]
        kinds.append(answers if name in weighed else _told_apart(answers, sorted(scopes)))
    if math.prod(map(len, kinds)) > _MOST_KINDS:
        return None
    return [dict(zip(named, kind, strict=True)) for kind in product(*kinds)]


def _answers(question: ProfileQuestion) -> list[object]:
    """Of several options none, one, or as good as all by leaving it blank."""
    if question.type == "many_of":
        return [None, (), *((option,) for option in question.options)]
    return [*([] if question.required else [None]), *question.options]


def _told_apart(answers: list[object], scopes: list[tuple[str, ...]]) -> list[object]:
    """One of all answers that bring a station into the same scopes."""
    kinds: dict[tuple[bool, ...], object] = {}
    for answer in answers:
        kinds.setdefault(tuple(matches(answer, options) for options in scopes), answer)
    return list(kinds.values())
