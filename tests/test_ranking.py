"""Ranks, rank intervals and tiers: by hand, by a slow reference, and what holds for every run."""

import random
import subprocess
import sys
import tracemalloc
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ranked_runs import ranked, runs
from running import ROOT
from score_properties import LAST_BITS
from slow_ranking import slow_places
from small_frameworks import NA, RED, answers, chapter, filled, flat, indicator, judged, measure
from small_frameworks import framework as framework_of
from whole_stations import LEVELS, answers_of, best, silent

from convergence_cli.cohort import robustness
from convergence_cli.cohort.aggregates import indexes, kinds, leaves
from convergence_cli.cohort.marks import Marks, gather
from convergence_cli.cohort.ranking import competition, rank, tiers
from convergence_cli.cohort.robustness import bounds, factors_drawn, printed_units
from convergence_cli.functions.by import function_for
from convergence_cli.model import numbers
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.display import PLAIN
from convergence_cli.model.framework import Framework
from convergence_cli.model.numbers import FULL
from convergence_cli.model.ranking import SEED, Place
from convergence_cli.report import figures
from convergence_cli.scoring.engine import assess

SOME = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
SEEDS = st.integers(0, 2**32)


def mixed(framework: Framework, level: str, seed: int) -> Assessment:
    """A station of the shipped framework: its lists as good as can be, every asked question answered by lot."""
    chance = random.Random(seed)
    station = best(framework, level)
    given_ = dict(station.answers)
    for item in framework.indicators:
        if item.ask.compute is None and item.in_scope({"level": level}):
            options = answers_of(framework, item, function_for(item.score, {"level": level}))
            given_[item.id] = replace(given_[item.id], value=chance.choice([None, *options]))
    return assess(framework, replace(station, answers=given_))


def whole(framework: Framework) -> list[Assessment]:
    """Stations of every level: three by lot, and one that is silent."""
    by_lot = [mixed(framework, level, seed) for seed in range(3) for level in LEVELS]
    return [*by_lot, *(assess(framework, silent(framework, level)) for level in LEVELS)]


# --- ranks ---------------------------------------------------------------------------------------


@pytest.mark.says("9.1")
@pytest.mark.parametrize(
    ("scores", "ranks", "tied"),
    [
        ([], [], []),
        ([50.0], [1], [False]),
        ([90.0, 80.0, 80.0, 70.0], [1, 2, 2, 4], [False, True, True, False]),
        ([70.0, 80.0, 80.0, 90.0], [4, 2, 2, 1], [False, True, True, False]),
        ([80.04, 79.96, 80.0, 80.05], [2, 2, 2, 1], [True, True, True, False]),  # 80.0, 80.0, 80.0, 80.1
        ([59.95, 59.949999999999996, 59.94], [1, 1, 3], [True, True, False]),  # the last bit makes no rank
        ([100.0, 99.96, 99.9], [1, 2, 2], [False, True, True]),  # 99.96 prints as 99.9
        ([0.0, 0.0], [1, 1], [True, True]),
    ],
)
def test_competition_ranks_on_what_is_printed(scores: list[float], ranks: list[int], tied: list[bool]) -> None:
    assert competition(scores, PLAIN) == (ranks, tied)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(0, 100), max_size=12))
def test_stations_share_a_rank_exactly_when_they_share_the_printed_score(scores: list[float]) -> None:
    ranks, tied = competition(scores, PLAIN)
    printed = [figures.score(score) for score in scores]
    for place, mine in enumerate(printed):
        assert ranks[place] == 1 + sum(float(other) > float(mine) for other in printed)
        assert tied[place] == (printed.count(mine) > 1)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(st.floats(0, 100), st.integers(0, 2000).map(lambda half: half / 20)), min_size=1))
def test_scores_are_rounded_in_arrays_as_in_print(scores: list[float]) -> None:
    """Half-way cases included."""
    assert printed_units(np.array(scores), PLAIN.full).tolist() == [numbers.score_tenths(score) for score in scores]


# --- who is ranked -------------------------------------------------------------------------------

TWO = flat(indicator("M01.a", 2), indicator("M01.b", 1))


@pytest.mark.says("9.1")
def test_a_station_below_the_coverage_floor_has_a_score_and_no_rank() -> None:
    """Two thirds answered is enough at two thirds; one third is not, however good it is."""
    stations = [judged(TWO, {"M01.a": 40.0}), judged(TWO, {"M01.b": 100.0}), judged(TWO, {"M01.a": 1.0, "M01.b": 1.0})]
    places = ranked(TWO, stations).places
    assert [place.rank for place in places] == [1, None, 2]
    assert [place.reason for place in places] == [None, "coverage", None]
    assert (places[1].low, places[1].high, places[1].top_share, places[1].tier, places[1].tied) == (*[None] * 4, False)
    assert stations[1].index.score == pytest.approx(100 / 3)


def test_a_station_with_nothing_in_play_has_no_rank_and_says_why() -> None:
    places = ranked(TWO, [judged(TWO, {"M01.a": NA, "M01.b": NA}), judged(TWO, {"M01.a": 1.0})]).places
    assert [(place.rank, place.reason) for place in places] == [(None, "no-index"), (1, None)]


def test_with_redistribution_a_station_without_answers_has_no_index() -> None:
    """Even where any coverage will do."""
    scored = replace(TWO, missing="redistribute")
    places = ranked(scored, [judged(scored, {}), judged(scored, {"M01.a": 0.0})], coverage_floor=0.0).places
    assert [(place.rank, place.reason) for place in places] == [(None, "no-index"), (1, None)]


def test_nobody_ranked_and_nobody_there() -> None:
    assert [place.reason for place in ranked(TWO, [judged(TWO, {})] * 2).places] == ["coverage"] * 2
    assert ranked(TWO, []).places == ()
    assert ranked(TWO, [judged(TWO, {})]).ranked == 0


def test_one_station_is_first_in_every_draw() -> None:
    assert ranked(TWO, [judged(TWO, {"M01.a": 0.0})]).places == (
        Place(
            position=0, rank=1, tied=False, low=1, high=1, top_share=1.0, tier=1, reason=None, in_level=1, of_level=1
        ),
    )


# --- the reference -------------------------------------------------------------------------------


@pytest.mark.says("9.1", "9.2", "9.4")
@SOME
@given(runs(), SEEDS, st.integers(1, 12), st.integers(0, 3), st.sampled_from([0.0, 2 / 3]))
def test_places_agree_with_a_slow_and_obvious_reference(
    run: tuple[Framework, list[Assessment]], seed: int, draws: int, top: int, floor: float
) -> None:
    """Ranks, intervals, shares and tiers, exactly: every draw's framework is run through the engine."""
    options: dict[str, Any] = {"coverage_floor": floor, "draws": draws, "top": top, "seed": seed}
    assert ranked(*run, **options).places == slow_places(*run, **options)


@pytest.mark.parametrize("missing", ["zero", "redistribute"])
@pytest.mark.parametrize("where", ["measure", "chapter", "whole"])
@pytest.mark.parametrize("how", ["arithmetic", "geometric", "harmonic", "minimum"])
def test_places_agree_with_the_reference_where_weights_decide(how: Any, where: str, missing: Any) -> None:
    """Each aggregate at each height, by stations that are good at different things: draws turn their order."""
    items = [[indicator(f"M{at:02}.{letter}", weight) for letter, weight in (("a", 2), ("b", 1))] for at in range(1, 5)]
    at_measure, at_chapter = how if where == "measure" else None, how if where == "chapter" else None
    measures = tuple(measure(f"M{at:02}", *pair, aggregate=at_measure) for at, pair in enumerate(items, 1))
    parts = (chapter("one", "M01", "M02", aggregate=at_chapter), chapter("two", "M03", "M04", weight=1.5))
    if where == "whole":
        parts = tuple(replace(part, aggregate="arithmetic") for part in parts)
        measures = tuple(replace(each, aggregate="arithmetic") for each in measures)
    scored = framework_of(parts, measures, aggregate=how if where == "whole" else "arithmetic", missing=missing)
    stations = [judged(scored, {"M01.a": 70.0, "M02.b": 61.0, "M03.a": NA, "M04.a": 66.0, "M04.b": 60.0})]
    for row in range(7):
        points = {item.id: 60.0 + (row * 37 + at * 23) % 11 for at, item in enumerate(scored.indicators)}
        stations.append(judged(scored, points))
    options: dict[str, Any] = {"coverage_floor": 0.5, "draws": 40, "top": 3, "seed": SEED}
    found = ranked(scored, stations, **options)
    assert found.places == slow_places(scored, stations, **options)
    assert found.ranked == len(stations)
    assert sum(place.low != place.high for place in found.places) > (1 if how == "minimum" else 4)


def test_places_agree_with_the_reference_for_the_shipped_framework(framework: Framework) -> None:
    stations = whole(framework)
    options: dict[str, Any] = {"coverage_floor": 0.0, "draws": 5, "top": 4, "seed": SEED}
    assert ranked(framework, stations, **options).places == slow_places(framework, stations, **options)


def index_of(scored: Framework, marks: Any, profiles: Sequence[Any]) -> Any:
    """The index of every station by the framework's own weights."""
    found = np.empty(len(profiles))
    every = leaves(scored, *marks)
    for kind in kinds(scored, profiles):
        own = indexes(scored, every.of_stations(list(kind.members)), kind.weights, kind.stretch)
        found[list(kind.members)] = own[:, 0]
    return found


def same_indexes(scored: Framework, stations: Sequence[Assessment]) -> None:
    marks = gather(scored, stations)
    found = index_of(scored, (marks.points, marks.in_play), marks.profiles)
    for station, index in zip(stations, found.tolist(), strict=True):
        assert index == pytest.approx(station.index.score or 0.0, abs=LAST_BITS)


@settings(SOME, max_examples=50)
@given(runs(most=3))
def test_indexes_in_arrays_are_the_engine_s(run: tuple[Framework, list[Assessment]]) -> None:
    same_indexes(*run)


def test_indexes_in_arrays_are_the_engine_s_for_the_shipped_framework(framework: Framework) -> None:
    same_indexes(framework, whole(framework))


# --- intervals, shares, tiers --------------------------------------------------------------------


@pytest.mark.says("9.4")
@pytest.mark.parametrize("draws", [1, 2, 7, 19, 20, 21, 100, 1000])
def test_bounds_are_ranks_that_a_station_had(draws: int) -> None:
    """The inverse of the distribution at 5% and 95%; at least nine draws of ten lie between the two."""
    ranks = np.random.default_rng(draws).integers(1, 40, (30, draws)).astype(np.uint8)
    low, high = bounds(ranks)
    expected = np.quantile(ranks, [0.05, 0.95], axis=1, method="inverted_cdf")
    assert [low, high] == expected.tolist()
    for least, most, had in zip(low, high, ranks.tolist(), strict=True):
        assert {least, most} <= set(had)
        assert sum(least <= one <= most for one in had) >= 0.9 * draws


@pytest.mark.parametrize(
    ("ranks", "lows", "highs", "expected"),
    [
        ([], [], [], []),
        ([1], [1], [1], [1]),
        ([1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3]),  # each where it is in every draw
        ([1, 2, 3], [1, 2, 3], [2, 3, 3], [1, 1, 2]),  # the third overlaps the second, but not the leader
        ([3, 1, 2], [3, 1, 2], [3, 2, 3], [2, 1, 1]),  # in any order
        ([1, 2, 3, 4], [1, 3, 2, 4], [2, 3, 4, 4], [1, 2, 2, 3]),  # tiers are runs: the third cannot go back
        ([1, 1, 3], [1, 2, 3], [1, 3, 3], [1, 1, 1]),  # one of the two leaders meets the third
        ([1, 2, 2], [1, 2, 1], [1, 3, 2], [1, 1, 1]),  # one of the two that follow meets the leader
        ([1, 2, 2], [1, 2, 3], [1, 2, 3], [1, 2, 2]),  # one printed score, one tier
        ([1, 2, 3], [2, 1, 3], [2, 1, 3], [1, 1, 2]),  # the second was before the leader in every draw
    ],
)
def test_a_tier_begins_where_a_score_is_told_apart_from_the_leading_one(
    ranks: list[int], lows: list[int], highs: list[int], expected: list[int]
) -> None:
    assert tiers(ranks, lows, highs) == expected


EQUAL = flat(indicator("M01.a"), indicator("M01.b"))


def test_stations_that_are_good_at_different_things_share_a_tier() -> None:
    """All of a, all of b: equal on paper, each ahead in about half of the draws; a third is behind in all."""
    given_ = [{"M01.a": 100.0, "M01.b": 0.0}, {"M01.a": 0.0, "M01.b": 100.0}, {"M01.a": 20.0, "M01.b": 20.0}]
    found = ranked(EQUAL, [judged(EQUAL, each) for each in given_], draws=1000, top=1)
    one, other, last = found.places
    assert (one.rank, other.rank, last.rank, one.tied) == (1, 1, 3, True)
    assert {(place.low, place.high, place.tier) for place in (one, other)} == {(1, 2, 1)}
    assert (last.low, last.high, last.tier, last.top_share) == (3, 3, 2, 0.0)
    assert one.top_share == pytest.approx(0.5, abs=0.05)
    assert other.top_share == pytest.approx(0.5, abs=0.05)


@pytest.mark.says("9.2", "9.3")
def test_what_is_needed_to_do_it_again_is_said() -> None:
    found = rank(EQUAL, gather(EQUAL, [judged(EQUAL, {"M01.a": 1.0, "M01.b": 1.0})]))
    assert (found.draws, found.seed, found.spread, found.interval, found.top) == (1000, 20201113, 0.25, 90, 10)
    assert found.coverage_floor == pytest.approx(2 / 3)


# --- draws ---------------------------------------------------------------------------------------


@pytest.mark.says("9.3")
def test_draws_are_the_same_on_every_machine() -> None:
    """The first factors of the seed, to the last bit: another numpy must not change a report."""
    drawn = factors_drawn(EQUAL, 2, SEED)
    found = [drawn.chapters[0, 0], *drawn.indicators[:, 0], drawn.measures[0, 0]]
    assert found == [1.080035698249504, 1.211163375479817, 0.8237340646667592, 1.2378303918679272]


@pytest.mark.says("9.2")
def test_weights_move_by_a_quarter_at_most_each_by_itself() -> None:
    drawn = factors_drawn(TWO, 4000, 7)
    factors = np.concatenate([drawn.chapters, drawn.measures, drawn.indicators])
    assert factors.min() >= 0.75
    assert factors.max() <= 1.25
    assert np.allclose(factors.mean(axis=1), 1.0, atol=0.01)
    assert np.allclose(factors.std(axis=1), 0.5 / 12**0.5, atol=0.01)
    assert np.abs(np.corrcoef(factors) - np.eye(4)).max() < 0.06


@pytest.mark.says("9.3")
def test_the_first_draws_of_a_longer_run_are_those_of_a_shorter_one() -> None:
    few, many = factors_drawn(TWO, 3, SEED), factors_drawn(TWO, 8, SEED)
    assert np.array_equal(few.indicators, many.indicators[:, :3])
    assert np.array_equal(few.chapters, many.chapters[:, :3])


# --- what holds for every run --------------------------------------------------------------------


def without_position(places: Sequence[Place]) -> list[Place]:
    return [replace(place, position=0) for place in places]


@SOME
@given(st.data(), runs())
def test_the_order_of_stations_changes_nothing(data: st.DataObject, run: tuple[Framework, list[Assessment]]) -> None:
    scored, stations = run
    order = data.draw(st.permutations(range(len(stations))))
    one, other = ranked(scored, stations), ranked(scored, [stations[at] for at in order])
    assert without_position(other.places) == [without_position(one.places)[at] for at in order]
    assert [place.position for place in other.places] == list(range(len(stations)))


@SOME
@given(st.data(), runs())
def test_the_order_of_the_framework_changes_nothing(
    data: st.DataObject, run: tuple[Framework, list[Assessment]]
) -> None:
    """Files are read in some order; the draws go by ids."""
    scored, stations = run
    shuffled = replace(
        scored,
        chapters=tuple(
            replace(each, measures=tuple(data.draw(st.permutations(each.measures))))
            for each in data.draw(st.permutations(scored.chapters))
        ),
        measures=tuple(
            replace(each, indicators=tuple(data.draw(st.permutations(each.indicators))))
            for each in data.draw(st.permutations(scored.measures))
        ),
    )
    again = [assess(shuffled, station.questionnaire) for station in stations]
    assert ranked(shuffled, again) == ranked(scored, stations)


@SOME
@given(runs(), st.sampled_from([0.1, 1 / 3, 7.0, 100.0]))
def test_scaling_all_weights_changes_nothing(run: tuple[Framework, list[Assessment]], factor: float) -> None:
    scored, stations = run

    def scaled(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(part, weight=part.weight * factor) for part in parts)

    measures = tuple(replace(each, indicators=scaled(each.indicators)) for each in scaled(scored.measures))
    changed = replace(scored, chapters=scaled(scored.chapters), measures=measures)
    again = [assess(changed, station.questionnaire) for station in stations]
    assert ranked(changed, again) == ranked(scored, stations)


@SOME
@given(st.data(), runs())
def test_one_more_station_changes_no_score_and_moves_others_by_a_place_at_most(
    data: st.DataObject, run: tuple[Framework, list[Assessment]]
) -> None:
    """Everyone meets the same draws whoever else is there."""
    scored, stations = run
    more = [*stations, judged(scored, data.draw(filled(scored)))]
    before, after = gather(scored, stations), gather(scored, more)
    assert after.index[:-1] == before.index
    assert np.array_equal(after.points[:-1], before.points, equal_nan=True)
    for old, new in zip(ranked(scored, stations).places, ranked(scored, more).places, strict=False):
        assert old.reason == new.reason
        for name in ("rank", "low", "high") if old.rank is not None else ():
            assert getattr(new, name) - getattr(old, name) in (0, 1)
        assert old.top_share is None or (new.top_share or 0.0) <= old.top_share


@SOME
@given(runs())
def test_places_hang_together(run: tuple[Framework, list[Assessment]]) -> None:
    """Bounds in order and in range, shares between 0 and 1, tiers that rise with the rank and start at 1."""
    found = ranked(*run, coverage_floor=0.0)
    there = [place for place in found.places if place.rank is not None]
    assume(there)
    for place in there:
        assert 1 <= (place.low or 0) <= (place.high or 0) <= found.ranked == len(there)
        assert 0.0 <= (place.top_share or 0.0) <= 1.0
    in_order = sorted((place.rank or 0, place.tier or 0) for place in there)
    seen = [tier for _, tier in in_order]
    assert seen == sorted(seen)
    assert set(seen) == set(range(1, max(seen) + 1))


@pytest.mark.parametrize(("stations", "draws"), [(1, 1), (4, 50), (10**6, 10**6)])
def test_blocks_change_nothing(stations: int, draws: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many stations and draws are worked out at once."""
    found = [judged(EQUAL, {"M01.a": float(50 + at), "M01.b": float(60 - at)}) for at in range(9)]
    before = ranked(EQUAL, found, draws=70)
    monkeypatch.setattr(robustness, "_STATIONS_AT_ONCE", stations)
    monkeypatch.setattr(robustness, "_DRAWS_AT_ONCE", draws)
    assert ranked(EQUAL, found, draws=70) == before


def random_marks(framework: Framework, stations: int) -> Marks:
    """Many stations out of thin air: points, blanks and what is not in play, and the index of each."""
    chance = np.random.default_rng(1)
    shape = (stations, len(framework.indicators))
    in_play = chance.random(shape) > 0.1
    points = np.where(in_play & (chance.random(shape) > 0.1), chance.integers(0, 101, shape).astype(float), np.nan)
    index = index_of(framework, (points, in_play), [{}] * stations)
    return Marks(
        points=points,
        in_play=in_play,
        below=in_play & ~(points >= FULL),
        lost=np.zeros(shape),
        missed=np.zeros(shape, bool),
        unanswered=np.zeros(shape, bool),
        evidence_missing=np.zeros(shape, bool),
        outcomes=np.zeros(shape, np.int8),
        index=tuple(index.tolist()),
        coverage=(1.0,) * stations,
        chapters=((),) * stations,
        profiles=({},) * stations,
        problems=(),
    )


def test_ten_thousand_stations_fit_in_memory() -> None:
    """A number of eight bytes for each station, indicator and draw would be 128 MB; blocks of draws are not."""
    items = [[indicator(f"M{at:02}.{letter}") for letter in "abcd"] for at in range(1, 3)]
    measures = tuple(measure(f"M{at:02}", *four) for at, four in enumerate(items, 1))
    scored = framework_of((chapter("one", "M01", "M02"),), measures)
    marks = random_marks(scored, 10_000)
    tracemalloc.start()
    found = rank(scored, marks, draws=200)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.ranked == 10_000
    assert peak < 50e6


def test_comparing_stations_loads_numpy_only_when_it_computes() -> None:
    """A command that has these rooms at hand and judges one station does not pay for it."""
    rooms = ("marks", "aggregates", "robustness", "ranking", "peers", "gaps", "distribution", "overview")
    lines = [f"import convergence_cli.cohort.{room}" for room in rooms]
    child = ";".join([*lines, "import sys", "print('numpy' in sys.modules, 'pandas' in sys.modules)"])
    done = subprocess.run([sys.executable, "-c", child], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_columns_hold_what_the_assessments_say() -> None:
    """Four states apart: a value, zero included; not applicable; unanswered; out of scope."""
    scored = flat(
        indicator("M01.a", red_line=RED),
        indicator("M01.b"),
        indicator("M01.c", red_line=RED),
        indicator("M01.d", not_applicable=("why",)),
        indicator("M01.e", applies={"level": ("county",)}),
    )
    station = assess(scored, answers(scored, {"M01.a": 0.0, "M01.b": 100.0, "M01.d": NA, "M01.e": 5.0}))
    marks = gather(scored, [station])
    assert np.array_equal(marks.points, [[0.0, 100.0, np.nan, np.nan, np.nan]], equal_nan=True)
    assert marks.in_play.tolist() == [[True, True, True, False, False]]
    assert marks.below.tolist() == [[True, False, True, False, False]]
    assert marks.missed.tolist() == [[True, False, False, False, False]]
    assert marks.unanswered.tolist() == [[False, False, True, False, False]]
    assert marks.lost.tolist() == [[item.lost for item in station.results]]
    assert (marks.index, marks.coverage) == ((station.index.score,), (station.index.coverage,))
    assert marks.profiles == ({"name": "台", "level": "city"},)
    assert (marks.chapters, marks.problems, marks.stations) == (((station.chapters[0].score,),), (), 1)


@pytest.mark.says("9.2")
def test_weights_move_as_far_as_the_framework_says() -> None:
    """By a tenth or by nine: intervals are those of that noise, which the ranking names."""
    for noise in (0.1, 0.9):
        factors = factors_drawn(replace(TWO, noise=noise), 2000, 7).indicators
        assert 1 - noise <= factors.min() < 1 - 0.9 * noise
        assert 1 + 0.9 * noise < factors.max() <= 1 + noise
        assert ranked(replace(TWO, noise=noise), [judged(TWO, {"M01.a": 0.0})]) is not None
        assert rank(replace(TWO, noise=noise), gather(TWO, [])).spread == noise
