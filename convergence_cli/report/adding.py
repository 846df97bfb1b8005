"""Printed parts that add up: weights and shares to the whole's, points lost to what the index lacks of 100.

Rounded one by one, five chapters lose 51.5 where the index says 48.6 and all should be 100.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from convergence_cli.model.assessment import Assessment, Cohort, Node
from convergence_cli.model.display import printed
from convergence_cli.model.display import shown as scale
from convergence_cli.model.framework import Framework
from convergence_cli.model.numbers import parts_of

_FULL = 100.0
_NEAR = 1e-7
SHARES = 100_000
"""Shares, of which 1 is the whole, are printed in tenths of a per cent."""


def adding_up(cohort: Cohort) -> Cohort:
    """The same stations, the points lost and the weights of index, chapters and measures as they are printed.

    Only what adds up unrounded is made to add up rounded, by largest remainders: the chapters to the index, the
    measures to their chapter.
    """
    entries = (_adding(cohort.framework, entry) if isinstance(entry, Assessment) else entry for entry in cohort.entries)
    return replace(cohort, entries=tuple(entries))


def _adding(framework: Framework, judged: Assessment) -> Assessment:
    nodes = {node.id: node for node in (judged.index, *judged.chapters, *judged.measures)}
    inside = {judged.index.id: [chapter.id for chapter in framework.chapters]}
    inside |= {chapter.id: list(chapter.measures) for chapter in framework.chapters}
    losses, shares = ({name: getattr(node, key) for name, node in nodes.items()} for key in ("lost", "weight"))
    lost = printed_tree(losses, inside, _whole_loss(judged.index), scale().full)
    weights = printed_tree(shares, inside, round(judged.index.weight, 3), SHARES)

    def shown(found: Iterable[Node]) -> tuple[Node, ...]:
        return tuple(replace(node, lost=lost[node.id], weight=weights[node.id]) for node in found)

    (index,) = shown((judged.index,))
    return replace(judged, index=index, chapters=shown(judged.chapters), measures=shown(judged.measures))


def printed_shares(numbers: Sequence[float]) -> tuple[float, ...]:
    """Shares of a whole (0-1), in tenths of a per cent that add up to 100.0%; of nothing, nothing."""
    total = math.fsum(numbers)
    return parts_of(1.0, [number / total for number in numbers], SHARES) if total else tuple(0.0 for _ in numbers)


def _whole_loss(index: Node) -> float:
    """What the printed index lacks of 100, where the two make 100; else the loss as it is printed."""
    score = printed(index.score)
    if score is not None and index.score is not None and abs(index.score + index.lost - _FULL) < _NEAR:
        return _FULL - score
    return printed(index.lost) or 0.0


def printed_tree(
    exact: Mapping[str, float], inside: Mapping[str, list[str]], whole: float, full: int
) -> dict[str, float]:
    """Every part's number as printed, from the whole down; `inside` names a node's parts, the whole first, and 100 is
    `full` units of what is printed.
    """
    found = dict(zip(inside, (whole,), strict=False))
    for name, parts in inside.items():
        numbers = [exact[part] for part in parts]
        total = math.fsum(numbers)
        adds = abs(total - exact[name]) < _NEAR
        alone = round(total * full / _FULL) * _FULL / full
        found |= zip(parts, parts_of(found[name] if adds else alone, numbers, full), strict=True)
    return found
