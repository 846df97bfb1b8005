"""Holds what a saved report says of a station against what the engine arrives at again.

A number that is shown comes from the engine, never from the file; this only finds out whether somebody changed the
file, so that a report that says two things is refused and not half believed.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import RedLineState
from convergence_cli.model.numbers import same
from convergence_cli.model.standing import Standing
from convergence_cli.saved.shape import SavedStation

_SAME = ("station", "level", "next_level", "additive", "index")


def first_difference(saved: SavedStation, judged: Assessment | Standing) -> str:
    """Where a report says something else than its answers or points give; empty where it does not."""
    results = judged.results
    backing = judged.backing if isinstance(judged, Assessment) else None
    pairs: list[tuple[str, Any, Any]] = [(name, getattr(saved, name), getattr(judged, name)) for name in _SAME]
    pairs += (
        ("", saved.chapters, judged.chapters),
        ("", saved.measures, judged.measures),
        ("", saved.indicators, results),
        ("blockers", saved.blockers, judged.blockers),
        ("red_lines_missed", saved.red_lines_missed, _red_lines(judged, "missed")),
        ("red_lines_unanswered", saved.red_lines_unanswered, _red_lines(judged, "unanswered")),
        ("overdue", saved.overdue, tuple(item.id for item in results if item.overdue_since is not None)),
        ("own_sum", saved.own_sum, judged.own_sum),
        ("profile", saved.profile, dict(judged.profile)),
        ("counts", saved.counts, judged.counts),
        ("evidence_stages", saved.evidence_stages, backing.stages if backing else None),
    )
    return next((place for where, claimed, found in pairs for place in _differences(claimed, found, where)), "")


def _red_lines(judged: Assessment | Standing, state: RedLineState) -> tuple[str, ...]:
    return tuple(name for name, found in judged.not_kept.items() if found == state)


def _differences(claimed: Any, found: Any, where: str) -> Iterator[str]:
    """Every place where two values are not the same; parts of the whole are called by their ids."""
    if isinstance(claimed, tuple) and isinstance(found, tuple):
        for one, other in zip_longest(claimed, found):
            yield from _differences(one, other, ".".join(filter(None, (where, getattr(one, "id", "")))))
    elif type(claimed) is type(found) and hasattr(claimed, "__dataclass_fields__"):
        # What was typed is what is scored again.
        for name in claimed.__dataclass_fields__:
            if name != "answer":
                yield from _differences(getattr(claimed, name), getattr(found, name), f"{where}.{name}")
    elif isinstance(claimed, float) and isinstance(found, float):
        if not same(claimed, found):
            yield where
    elif claimed != found:
        yield where
