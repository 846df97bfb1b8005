"""Maturity levels: which one a station has reached from the bottom up, and what keeps it from the next.

A condition that asks for a number of a part asks nothing where the part is not in play. A `that` has to be true: what
is not known, because nothing is in play or answered there, reaches nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from convergence_cli.model.assessment import Blocker, Node
from convergence_cli.model.expression import references
from convergence_cli.model.framework import Framework, Indicator, Level
from convergence_cli.scoring.evaluate import Facts, Scalar, evaluate
from convergence_cli.scoring.tree import Leaf, Number, reaches
from convergence_cli.value import value

# In an expression a score that stands at 60 on paper is 60, and not one bit less.
_DECIMALS = 9
_RedLine = Literal["red_line", "unanswered_red_line", "open_red_line"]


@value
class Standpoint:
    """What levels look at: the numbers of one station."""

    framework: Framework
    profile: Mapping[str, object]
    nodes: Mapping[str, Node]
    leaves: Mapping[str, Leaf]
    """Those that count."""
    answers: Mapping[str, Scalar]
    """Of indicators that are not scored."""


def reached_level(at: Standpoint) -> tuple[str | None, str | None, tuple[Blocker, ...]]:
    """The level reached, the next one, and every condition of it that is not fulfilled.

    While the index is withheld nothing is said of levels.
    """
    if at.nodes["index"].withheld is not None:
        return None, None, ()
    lines = red_lines(at.framework, at.leaves, at.profile)
    reached: str | None = None
    for level in at.framework.levels:
        blockers = tuple(_blockers(at, level, lines))
        if blockers:
            return reached, level.id, blockers
        reached = level.id
    return reached, None, ()


def red_lines(framework: Framework, leaves: Mapping[str, Leaf], profile: Mapping[str, object]) -> list[Blocker]:
    """The red lines that hold, or could hold, and are not kept, as what blocks a level.

    Nobody rises by leaving a profile question blank.
    """
    found: list[Blocker] = []
    for item in framework.indicators:
        if item.id in leaves and not leaves[item.id].lapsed and item.can_be_red_line(profile):
            points = leaves[item.id].points
            state = item.falls_short(points, profile)
            if state is not None:
                known: _RedLine = "red_line" if state == "missed" else "unanswered_red_line"
                kind = known if item.is_red_line(profile) else "open_red_line"
                found.append(Blocker(kind=kind, id=item.id, have=points, need=None))
    return found


def _blockers(at: Standpoint, level: Level, lines: list[Blocker]) -> Iterator[Blocker]:
    index = at.nodes["index"]
    if level.index is not None:
        yield from _short(at, level, "index", index, level.index)
    for chapter in at.framework.chapters:
        need = max((each for each in (level.chapter, level.chapters.get(chapter.id)) if each is not None), default=None)
        yield from _short(at, level, "chapter", at.nodes[chapter.id], need)
    for name, least in level.measures.items():
        yield from _short(at, level, "measure", at.nodes[name], least)
    for name, least in level.indicators.items():
        if name in at.leaves and not at.leaves[name].lapsed:
            points = _counted(level, at.leaves[name])
            if points is None or points < least:
                yield Blocker(kind="indicator", id=name, have=points, need=least, on=_on(level))
    if level.coverage is not None and (index.coverage is None or not reaches(index.coverage, level.coverage)):
        yield Blocker(kind="coverage", id="index", have=index.coverage, need=level.coverage)
    if level.red_lines:
        yield from lines
    if level.that is not None and evaluate(at.framework.expressions[level.key], _facts(at, level, lines)) is not True:
        yield Blocker(kind="that", id=level.id, have=None, need=None)


def _short(
    at: Standpoint, level: Level, kind: Literal["index", "chapter", "measure"], node: Node, need: float | None
) -> Iterator[Blocker]:
    """A part that does not reach what it has to; with nothing in play only the whole is asked for something."""
    if need is None or (node.ceiling is None and kind != "index"):
        return
    # In play and not answered at all, where blanks leave the score, it has none: silence reaches nothing.
    have = node.score if level.on == "score" else node.evidenced
    if have is None or not reaches(have, at.framework.display.least(need)):
        yield Blocker(kind=kind, id=node.id, have=have, need=need, on=_on(level))


def _on(level: Level) -> Literal["evidenced"] | None:
    return "evidenced" if level.on == "evidenced" else None


def _counted(level: Level, leaf: Leaf) -> Number:
    return leaf.evidenced if level.on == "evidenced" else leaf.points


# --- what a `that` is computed from ------------------------------------------------------------------


def _facts(at: Standpoint, level: Level, lines: list[Blocker]) -> Facts:
    """What a level's expression reads, by `id.quantity`."""
    asked = dict.fromkeys(found.id for found in references(at.framework.expressions[level.key]))
    read = {name: _quantity(at, lines, *name.rpartition(".")[::2]) for name in asked if "." in name}
    profile: dict[str, Scalar] = dict(at.profile)  # type: ignore[arg-type]
    return Facts(answers=read, profile=profile, tables={})


def _quantity(at: Standpoint, lines: list[Blocker], name: str, quantity: str) -> Scalar:
    item = at.framework.indicator.get(name)
    if item is not None:
        return _of_indicator(at, item, quantity)
    node = at.nodes[name]
    if quantity in ("score", "evidenced", "coverage"):
        found: Number = getattr(node, quantity)
        return None if found is None else round(found, _DECIMALS)
    inside = _inside(at, name)
    if quantity.startswith("red_lines"):
        wanted = quantity.removeprefix("red_lines_")
        states = ("unanswered" if line.have is None else "missed" for line in lines if line.id in inside)
        return float(sum(state == wanted for state in states))
    if quantity == "in_play":
        return float(len(inside))
    outcomes = [leaf.outcome(item.target_for(at.profile)) for item, leaf in inside.values()]
    return float(sum(outcome == quantity for outcome in outcomes))


def _of_indicator(at: Standpoint, item: Indicator, quantity: str) -> Scalar:
    if quantity == "answer":
        return at.answers.get(item.id)
    leaf = at.leaves.get(item.id)
    if leaf is not None and leaf.lapsed:
        leaf = None
    if quantity == "in_play":
        return leaf is not None
    if quantity == "met":
        return leaf is None or leaf.outcome(item.target_for(at.profile)) == "met"
    return None if leaf is None else leaf.points or 0.0


def _inside(at: Standpoint, name: str) -> dict[str, tuple[Indicator, Leaf]]:
    """The indicators in play of a part, or of the whole."""
    chapters = at.framework.chapter_of
    return {
        item.id: (item, at.leaves[item.id])
        for item in at.framework.indicators
        if item.id in at.leaves
        and not at.leaves[item.id].lapsed
        and name in ("index", item.measure, chapters[item.measure].id)
    }
