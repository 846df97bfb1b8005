"""Two runs of many stations compared: put together by key, and what moved over all of them, by pandas."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING

from convergence_cli.compare.comparability import between, check_comparable
from convergence_cli.compare.stations import Link, link, station_change
from convergence_cli.compare.trend import group_of, known, median_of, middle_of, peers_trend, trend, twice_in
from convergence_cli.errors import Location, Problem, joined, problem
from convergence_cli.frames import Frames, frames
from convergence_cli.model.cohort_change import (
    CohortChange,
    IndicatorMoved,
    LevelMove,
    LineMoved,
    PartMoved,
    PeersMoved,
    StationChange,
)
from convergence_cli.model.comparison import Split
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.kind import PERIOD, differing
from convergence_cli.model.numbers import LAST_BITS
from convergence_cli.model.ranking import Place
from convergence_cli.model.run import Run
from convergence_cli.value import value

if TYPE_CHECKING:
    from pandas import DataFrame, Series

_NAMED = 10
Pair = tuple[int, int]
"""The places of a station in the two runs."""


@value
class _Both:
    """The tables of both runs, whole, and of the panel: its rows in the same order."""

    whole: tuple[Frames, Frames]
    panel: tuple[Frames, Frames]


Places = tuple[tuple[Place | None, ...], tuple[Place | None, ...]]
"""Of the stations of a panel in both runs."""


def compare_runs(old: Run, new: Run, places: Places | None = None, amid: Sequence[Run] = ()) -> CohortChange:
    """An earlier and a later run; raises ConfigError where their frameworks are no versions of one another.

    `places` are those of `panel`, in its order, among themselves; `amid` are runs that lie between the two.
    """
    every = (old, *amid, new) if amid else ()
    one, two = old.cohort.framework, new.cohort.framework
    check_comparable(one, two)
    linked = link(one, two)
    found = between(one, two, ("", ""), linked.new_questions)
    found_twice, shared = twice(old, new), panel(old, new)
    stations = tuple(_stations(old, new, places, linked))
    both = _tables(old, new, shared)
    known = {key for key, _ in shared} | found_twice
    splits = [each.split for each in stations if each.split is not None]
    return CohortChange(
        old=old,
        new=new,
        comparability=found,
        stations=tuple(sorted(stations, key=lambda each: (each.change is None, each.change or 0.0))),
        appeared=_alone(new, known),
        vanished=_alone(old, known),
        whole_before=middle_of(both.whole[0].nodes["score"]["index"]),
        whole_after=middle_of(both.whole[1].nodes["score"]["index"]),
        panel_before=middle_of(both.panel[0].nodes["score"]["index"]),
        panel_after=middle_of(both.panel[1].nodes["score"]["index"]),
        split=_mean_split(splits),
        split_of=len(splits),
        parts=tuple(_parts(both, two)),
        indicators=tuple(_indicators(both, linked, stations)),
        red_lines=tuple(_red_lines(old, new, linked, stations)),
        levels=tuple(_levels(stations, one, two)),
        peers=tuple(_peers(old, new)),
        trend=trend(every) if every else (),
        peers_trend=peers_trend(every) if every else (),
        problems=tuple(_doubts(old, stations, found_twice, two)),
    )


def twice(old: Run, new: Run) -> set[str]:
    """The keys that stand twice in one of the runs, by which nobody can tell which station is which."""
    return twice_in(old) | twice_in(new)


def panel(old: Run, new: Run) -> list[tuple[str, Pair]]:
    """The keys of both runs, in the order of the later one, each with its station's places in the two."""
    unsure = twice(old, new)
    places = {key: at for at, key in enumerate(old.keys)}
    return [(key, (places[key], at)) for at, key in enumerate(new.keys) if key in places and key not in unsure]


def _stations(old: Run, new: Run, places: Places | None, linked: Link) -> Iterator[StationChange]:
    stations, shared = (old.cohort.stations, new.cohort.stations), panel(old, new)
    ranked: Places = places or ((None,) * len(shared), (None,) * len(shared))
    for (key, (was, now)), *each in zip(shared, *ranked, strict=True):
        yield station_change(key, (stations[0][was], stations[1][now]), (each[0], each[1]), linked)


def _alone(run: Run, known: set[str]) -> tuple[tuple[str, Judged], ...]:
    return tuple((key, each) for key, each in zip(run.keys, run.cohort.stations, strict=True) if key not in known)


def _tables(old: Run, new: Run, shared: Sequence[tuple[str, Pair]]) -> _Both:
    whole = tuple(frames(run.cohort.framework, run.cohort.stations) for run in (old, new))
    rows = [[places[side] for _, places in shared] for side in (0, 1)]
    cut = [
        Frames(
            nodes=each.nodes.iloc[at].reset_index(drop=True),
            indicators=each.indicators.iloc[at].reset_index(drop=True),
        )
        for each, at in zip(whole, rows, strict=True)
    ]
    return _Both(whole=(whole[0], whole[1]), panel=(cut[0], cut[1]))


def _mean_split(splits: Sequence[Split]) -> Split | None:
    if not splits:
        return None
    names = ("answers", "scope", "framework", "rules", "questions")
    means = {name: math.fsum(getattr(each, name) for each in splits) / len(splits) for name in names}
    return Split(**means)


def _parts(both: _Both, framework: Framework) -> Iterator[PartMoved]:
    before, after = (each.nodes["score"] for each in both.panel)
    whole = tuple(each.nodes["score"].mean() for each in both.whole)
    units = framework.display.units
    for name in after.columns:
        if name not in before.columns:
            yield PartMoved(
                id=name,
                stations=0,
                before=None,
                after=None,
                rose=0,
                fell=0,
                whole_before=None,
                whole_after=known(whole[1][name]),
            )
            continue
        there = before[name].notna() & after[name].notna()
        was, now = before[name][there], after[name][there]
        moved = now.map(units) - was.map(units)
        yield PartMoved(
            id=name,
            stations=int(there.sum()),
            before=known(was.mean()),
            after=known(now.mean()),
            rose=int((moved > 0).sum()),
            fell=int((moved < 0).sum()),
            whole_before=known(whole[0][name]),
            whole_after=known(whole[1][name]),
        )


def _indicators(both: _Both, linked: Link, stations: Sequence[StationChange]) -> Iterator[IndicatorMoved]:
    before, after = (each.indicators for each in both.panel)
    effects = _effects(stations)
    for item in linked.new.scored:
        earlier = linked.earlier.get(item.id)
        if earlier is None or earlier not in before["points"].columns:
            continue
        there = before["in_play"][earlier] & after["in_play"][item.id]
        was, now = _points(before, earlier, there), _points(after, item.id, there)
        yield IndicatorMoved(
            id=item.id,
            stations=int(there.sum()),
            before=known(was.mean()),
            after=known(now.mean()),
            rose=int((now - was > LAST_BITS).sum()),
            fell=int((was - now > LAST_BITS).sum()),
            below_before=int(before["below"][earlier][there].sum()),
            below_after=int(after["below"][item.id][there].sum()),
            effect=None if effects is None else effects.get(item.id, 0.0),
        )


def _points(table: "DataFrame", name: str, there: "Series[bool]") -> "Series[float]":
    found: Series[float] = table["points"][name][there].fillna(0.0)
    return found


def _effects(stations: Sequence[StationChange]) -> dict[str, float] | None:
    """The mean effect of each indicator over the stations whose change is split: they add up to that of the answers.

    None where in one of these the answers' effect is not the sum of its indicators'.
    """
    split = [(each, each.split) for each in stations if each.split is not None]
    found: Counter[str] = Counter()
    for each, parts in split:
        total = math.fsum(effect for _, effect in each.effects)
        if not math.isclose(total, parts.answers, abs_tol=LAST_BITS):
            return None
        found.update(dict(each.effects))
    return {name: total / len(split) for name, total in found.items()} if split else None


def _red_lines(old: Run, new: Run, linked: Link, stations: Sequence[StationChange]) -> Iterator[LineMoved]:
    open_before = Counter(name for each in old.cohort.stations for name in each.not_kept)
    open_after = Counter(name for each in new.cohort.stations for name in each.not_kept)
    moved = {state: Counter(name for each in stations for name in getattr(each, state)) for state in _STATES}
    for item in linked.new.indicators:
        if item.red_line is not None:
            yield LineMoved(
                id=item.id,
                whole_before=open_before[linked.earlier.get(item.id, "")],
                whole_after=open_after[item.id],
                opened=moved["opened"][item.id],
                closed=moved["closed"][item.id],
                open=moved["open"][item.id],
            )


_STATES = ("opened", "closed", "open")


def _levels(stations: Sequence[StationChange], old: Framework, new: Framework) -> Iterator[LevelMove]:
    if not (old.levels and new.levels):
        return
    counts = Counter((each.before.level, each.after.level) for each in stations if each.change is not None)
    for before, after in product((None, *(each.id for each in old.levels)), (None, *(each.id for each in new.levels))):
        if counts[before, after]:
            yield LevelMove(before=before, after=after, stations=counts[before, after])


def _peers(old: Run, new: Run) -> Iterator[PeersMoved]:
    if old.cohort.overview is None or new.cohort.overview is None:
        return
    earlier = {group_of(group): group for group in old.cohort.overview.peers.groups}
    for group in new.cohort.overview.peers.groups:
        was = earlier.get(group_of(group))
        medians = (median_of(was) if was else None, median_of(group))
        if was is not None and medians[0] is not None and medians[1] is not None:
            yield PeersMoved(
                by=group.by,
                answers=group.answers,
                stations_before=was.ranked,
                stations_after=group.ranked,
                before=medians[0],
                after=medians[1],
            )


def _doubts(old: Run, stations: Sequence[StationChange], unsure: set[str], framework: Framework) -> Iterator[Problem]:
    """Stations that cannot be told apart, and those that are another kind of station now."""
    place = Location(file=old.label)
    if unsure:
        yield problem(
            "runs-key-twice", place, "warning", count=f"{len(unsure):,}", stations=joined(sorted(unsure), _NAMED)
        )
    if not stations:
        yield problem("runs-no-panel", place, "warning")
    moved: dict[str, list[str]] = {}
    for each in stations:
        for question, _, _ in differing(framework, each.before.profile, each.after.profile):
            if question.id != PERIOD:
                moved.setdefault(question.id, []).append(each.after.station)
    for name, names in moved.items():
        title = framework.question[name].title
        facts = {"count": f"{len(names):,}", "stations": joined(names, _NAMED)}
        yield problem("runs-profile-differs", place, "warning", question=title.both, **facts)
