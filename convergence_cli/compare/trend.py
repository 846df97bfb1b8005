"""Several runs in a row: where the whole stood each time, over the stations that are in all of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from convergence_cli.frames import frames
from convergence_cli.model.cohort_change import Middle, PeersOverTime, RunMean
from convergence_cli.model.kind import same_place
from convergence_cli.model.ranking import PeerGroup
from convergence_cli.model.run import Run

if TYPE_CHECKING:
    from pandas import Series

_FEWEST = 2
"""Runs that have figures of a group, for it to be followed."""


def trend(runs: Sequence[Run]) -> tuple[RunMean, ...]:
    """Each run in its order; the chapters are those of the last one's framework."""
    unsure = set().union(*(twice_in(run) for run in runs))
    shared = set(runs[0].keys).intersection(*(run.keys for run in runs)) - unsure
    names = ["index", *(chapter.id for chapter in runs[-1].cohort.framework.chapters)]
    return tuple(_mean(run, shared, names) for run in runs)


def _mean(run: Run, shared: set[str], names: Sequence[str]) -> RunMean:
    found = frames(run.cohort.framework, run.cohort.stations).nodes["score"]
    panel = found.iloc[[at for at, key in enumerate(run.keys) if key in shared]]
    means = panel.mean()
    return RunMean(
        label=run.label,
        whole=middle_of(found["index"]),
        panel=middle_of(panel["index"]),
        parts={name: known(means[name]) if name in means else None for name in names},
    )


def peers_trend(runs: Sequence[Run]) -> tuple[PeersOverTime, ...]:
    """The groups of the last run, in its order."""
    return tuple(_followed(runs))


def _followed(runs: Sequence[Run]) -> Iterator[PeersOverTime]:
    known = [{group_of(group): median_of(group) for group in _groups(run)} for run in runs]
    for group in _groups(runs[-1]):
        medians = tuple(each.get(group_of(group)) for each in known)
        if sum(median is not None for median in medians) >= _FEWEST:
            yield PeersOverTime(by=group.by, answers=group.answers, medians=medians)


def _groups(run: Run) -> tuple[PeerGroup, ...]:
    return run.cohort.overview.peers.groups if run.cohort.overview else ()


def group_of(group: PeerGroup) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a group is, however its answers are written."""
    return group.by, tuple(map(same_place, group.answers))


def median_of(group: PeerGroup) -> float | None:
    """Of the index; None in a group too small for figures."""
    return next((each.median for each in group.scores if each.id == "index"), None)


def middle_of(scores: "Series[float]") -> Middle:
    """Of the stations that have a score."""
    there = scores.dropna()
    return Middle(stations=len(there), mean=known(there.mean()), median=known(there.median()))


def known(number: float) -> float | None:
    """A number of pandas', which has not-a-number for none."""
    return None if number != number else float(number)


def twice_in(run: Run) -> set[str]:
    """The keys that stand twice in a run."""
    return {key for key, count in Counter(run.keys).items() if count > 1}
