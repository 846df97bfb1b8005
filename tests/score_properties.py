"""What holds of every score, however a station is made up."""

import math
from dataclasses import replace

from small_frameworks import RAMP

from convergence_cli.model.assessment import Assessment, Node
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import Ask

LAST_BITS = 1e-9


def every_node(station: Assessment) -> tuple[Node, ...]:
    return (station.index, *station.chapters, *station.measures)


def same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=0, abs_tol=LAST_BITS)


def same_nodes(one: Assessment, other: Assessment) -> None:
    """Every number of every node, by id."""
    others = {node.id: node for node in every_node(other)}
    for node in every_node(one):
        for name in ("score", "floor", "ceiling", "coverage", "evidenced", "weight", "lost"):
            assert same(getattr(node, name), getattr(others[node.id], name)), (node.id, name)


def in_bounds(station: Assessment, everything: int) -> None:
    """What holds of any assessment at all."""
    assert sum(station.counts.values()) == everything == len(station.results)
    for item in station.results:
        assert item.points is None or 0 <= item.points <= 100
        assert (item.outcome in ("met", "partial", "unmet")) == (item.points is not None)
        assert 0 <= item.weight <= 1 + LAST_BITS
        assert item.gap >= 0
    for node in every_node(station):
        if node.ceiling is None or node.floor is None or node.evidenced is None or node.coverage is None:
            assert node.score is node.floor is node.ceiling is node.evidenced is node.coverage is None
            continue
        assert 0 <= node.evidenced <= node.floor + LAST_BITS
        assert 0 <= node.floor <= node.ceiling <= 100
        assert -LAST_BITS <= node.coverage <= 1 + LAST_BITS
        if node.score is not None:
            assert node.floor - LAST_BITS <= node.score <= node.ceiling + LAST_BITS
    in_play = [item.weight for item in station.results if item.outcome not in ("not_applicable", "out_of_scope")]
    assert not in_play or same(math.fsum(in_play), 1.0)


def on_a_slope(scored: Framework, name: str) -> Framework:
    """The framework with one indicator whose points are its answer."""

    def changed(item: Indicator) -> Indicator:
        return (
            replace(item, score=RAMP, ask=Ask(type="number", question=item.ask.question)) if item.id == name else item
        )

    measures = (replace(each, indicators=tuple(map(changed, each.indicators))) for each in scored.measures)
    return replace(scored, measures=tuple(measures))
