"""Holds what a saved report says of a station against what the engine arrives at again.

A number that is shown comes from the engine, never from the file; this only finds out whether somebody changed the
file, so that a report that says two things is refused and not half believed.
"""

import math
from collections.abc import Iterator
from itertools import zip_longest

from convergence_cli.model.assessment import Assessment, Node, Result
from convergence_cli.model.standing import Standing
from convergence_cli.saved.shape import SavedNode, SavedResult, SavedStation

# Powers and logarithms differ in their last bit from one machine to the next.
_LAST_BIT = 1e-9
_NODE = ("id", "score", "floor", "ceiling", "coverage", "evidenced", "weight", "lost")
_RESULT = (
    *("id", "measure", "chapter", "outcome", "value", "computed", "evidence_missing", "points", "target", "gap"),
    *("weight", "lost", "red_line", "overdue_since"),
)
_STEP = ("points", "gain")
_STATION = ("station", "level", "next_level", "additive")
_Claim = tuple[str, object]


def first_difference(saved: SavedStation, judged: Assessment | Standing) -> str:
    """Where a report says something else than its answers or points give; empty where it does not."""
    results, again = saved.indicators, judged.results
    pairs = zip_longest(_claims(saved, results), _claims(judged, again), fillvalue=("", None))
    for (where, claimed), (_, found) in pairs:
        if not _same(claimed, found):
            return where
    listed = (
        ("red_lines", saved.red_lines, tuple(item.id for item in again if item.red_line)),
        ("overdue", saved.overdue, tuple(item.id for item in again if item.overdue_since is not None)),
        ("profile", saved.profile, dict(judged.profile)),
        ("counts", saved.counts, dict(judged.counts)),
    )
    return next((where for where, claimed, found in listed if claimed != found), "")


def _claims(
    entry: SavedStation | Assessment | Standing, results: tuple[SavedResult, ...] | tuple[Result, ...]
) -> Iterator[_Claim]:
    """Every number and word of a station that scoring settles, by its place."""
    yield from ((name, getattr(entry, name)) for name in _STATION)
    nodes: tuple[SavedNode | Node, ...] = (entry.index, *entry.chapters, *entry.measures)
    for node in nodes:
        yield from ((f"{node.id}.{name}", getattr(node, name)) for name in _NODE)
    for result in results:
        yield from ((f"{result.id}.{name}", getattr(result, name)) for name in _RESULT)
        for step in ("next_step", "to_target"):
            moved = getattr(result, step)
            yield f"{result.id}.{step}", moved is None
            if moved is not None:
                yield from ((f"{result.id}.{step}.{name}", getattr(moved, name)) for name in _STEP)
    yield "blockers", len(entry.blockers)
    for blocker in entry.blockers:
        yield from ((f"blockers.{blocker.id}", given) for given in (blocker.kind, blocker.have, blocker.need))


def _same(claimed: object, found: object) -> bool:
    if isinstance(claimed, float) and isinstance(found, float):
        return math.isclose(claimed, found, rel_tol=_LAST_BIT, abs_tol=_LAST_BIT)
    return claimed == found
