"""Random overlays that pass without `relax` never make a station better; `overlay_trials.py` says what that means.

Here are a few hundred; `python tests/overlay_trials.py` tries thousands.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from overlay_trials import trials

from convergence_cli.rubric.overlay import resolve

OVERLAYS, STATIONS = 200, 12


def test_an_overlay_that_passes_never_makes_a_station_better() -> None:
    """And many of each group of changes do pass, so that something is shown by it."""
    done = list(trials(OVERLAYS, STATIONS, seed=1))
    assert [tried for tried in done if tried.raised] == []
    passed = Counter(" ".join(kind.split()[:2]) for tried in done if tried.passed for kind in tried.kinds)
    for kind in ("add indicators", "add measures", "set indicators", "set levels", "set measures"):
        assert passed[kind] >= 5, kind
    assert not [kind for kind in passed if kind.startswith("hide")]


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if overlays might do anything."""

    def nothing(*_: Any) -> Iterator[Any]:
        return iter(())

    monkeypatch.setattr(resolve, "strictness", nothing)


@pytest.mark.usefixtures("unguarded")
def test_the_trials_find_every_kind_of_loosening_where_nothing_stops_it() -> None:
    """Else their silence would mean nothing: each thing that may get better does, and by each group of changes."""
    wanted = {"score of the index", "evidenced of the index", "level", "red line", "outcome", "evidence"}
    wanted |= {"more than 10 points", "more than 25 points"}
    changes = {"add indicators", "set indicators", "set levels"}
    for tried in (each for seed in (7, 8) for each in trials(300, STATIONS, seed=seed)):
        wanted -= set(tried.raised)
        if tried.raised and len(tried.kinds) == 1:
            changes -= {" ".join(tried.kinds[0].split()[:2])}
        if not wanted | changes:
            return
    assert wanted | changes == set()
