"""What a run has in common: gaps, red lines, data quality, and how its numbers are spread."""

import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_frameworks import NA, RED, filled, flat, frameworks, indicator, judged

from convergence_cli.cohort.distribution import histogram, spreads
from convergence_cli.cohort.gaps import common_gaps, quality, red_lines
from convergence_cli.cohort.marks import gather
from convergence_cli.cohort.overview import overview
from convergence_cli.cohort.peers import peers
from convergence_cli.cohort.ranking import rank
from convergence_cli.errors import problem
from convergence_cli.frames import frames
from convergence_cli.model.assessment import OUTCOMES, Assessment
from convergence_cli.model.framework import Evidence, Framework, RedLine
from convergence_cli.model.gaps import NAMED, ProblemCount, RedLineCount
from convergence_cli.model.overview import Overview

SCORED = flat(
    indicator("M01.a", red_line=RedLine(unless="met", for_={"level": ("city",)}), target=60.0),
    indicator("M01.b", 2, red_line=RED, not_applicable=("why",)),
    indicator("M01.c", applies={"level": ("county",)}),
    indicator("M01.d", evidence=Evidence(required=True, hint=None)),
)
FOUR = [
    judged(SCORED, {"M01.a": 60.0, "M01.b": 0.0, "M01.d": 100.0}, evidence=("M01.d",)),
    judged(SCORED, {"M01.a": 59.0, "M01.b": NA, "M01.d": 100.0}),
    judged(SCORED, {"M01.b": 100.0, "M01.d": 0.0}),
    judged(SCORED, {"M01.a": 0.0, "M01.b": 50.0, "M01.c": 100.0}, level="county"),
]


def test_a_common_gap_is_a_share_of_the_stations_for_which_the_indicator_counts() -> None:
    """By hand. Unanswered is below target; not applicable and out of scope are not in play."""
    found = {gap.id: gap for gap in common_gaps(SCORED, gather(SCORED, FOUR))}
    lost = [[item.lost for item in station.results] for station in FOUR]
    assert {name: (gap.in_play, gap.below, gap.unanswered, gap.lost) for name, gap in found.items()} == {
        "M01.a": (4, 3, 1, math.fsum(row[0] for row in lost) / 4),
        "M01.b": (3, 2, 0, math.fsum(row[1] for row in lost) / 3),
        "M01.c": (1, 0, 0, 0.0),
        "M01.d": (4, 2, 1, math.fsum(row[3] for row in lost) / 4),
    }
    assert all(list(gap.outcomes) == list(OUTCOMES) and sum(gap.outcomes.values()) == 4 for gap in found.values())
    assert [found["M01.b"].outcomes[outcome] for outcome in ("met", "partial", "unmet", "not_applicable")] == [
        1,
        1,
        1,
        1,
    ]
    assert {name: gap.evidence_missing for name, gap in found.items() if gap.evidence_missing} == {"M01.d": 2}
    assert found["M01.b"].lost == pytest.approx((2 / 4 * 100 + 0 + 2 / 5 * 50) / 3)
    assert found["M01.a"].share == 0.75


def test_the_most_common_gap_comes_first_then_the_dearer_one_then_the_framework_s_order() -> None:
    scored = flat(indicator("M01.a"), indicator("M01.b"), indicator("M01.c", 3), indicator("M01.d"))
    worst = judged(scored, dict.fromkeys(["M01.a", "M01.b", "M01.c", "M01.d"], 0.0))
    better = judged(scored, {"M01.a": 100.0, "M01.b": 100.0, "M01.c": 100.0, "M01.d": 0.0})
    order = [gap.id for gap in common_gaps(scored, gather(scored, [worst, better]))]
    assert order == ["M01.d", "M01.c", "M01.a", "M01.b"]


def test_red_lines_are_counted_among_those_who_must_not_miss_them() -> None:
    """M01.a binds cities only; M01.b does not bind the station for which it is not applicable."""
    assert red_lines(SCORED, gather(SCORED, FOUR)) == (
        RedLineCount(id="M01.b", asked=3, missed=2, unanswered=0, who={"missed": (0, 3), "unanswered": ()}),
        RedLineCount(id="M01.a", asked=3, missed=1, unanswered=1, who={"missed": (1,), "unanswered": (2,)}),
    )
    first = red_lines(SCORED, gather(SCORED, FOUR[2:3]))[0]
    assert (first.id, first.share, first.unanswered) == ("M01.a", 0.0, 1)
    assert red_lines(flat(indicator("M01.a")), gather(SCORED, [])) == ()


def test_the_stations_that_lose_most_are_named_and_no_more_than_ten() -> None:
    """Heaviest first, equal ones as they came; of red lines the first ten, as they came."""
    many = [FOUR[at % len(FOUR)] for at in range(30)]
    marks = gather(SCORED, many)
    for gap in common_gaps(SCORED, marks):
        place = [item.id for item in SCORED.indicators].index(gap.id)
        losses = [
            (at, one.results[place].lost) for at, one in enumerate(many)
            if one.results[place].outcome in ("partial", "unmet", "unanswered")
        ]  # fmt: skip
        assert list(gap.worst) == sorted(losses, key=lambda pair: -pair[1])[:NAMED]
    for line in red_lines(SCORED, marks):
        found = {state: [at for at, one in enumerate(many) if one.not_kept.get(line.id) == state] for state in line.who}
        assert line.who == {state: tuple(positions[:NAMED]) for state, positions in found.items()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data(), frameworks())
def test_counts_are_those_of_the_assessments(data: st.DataObject, scored: Framework) -> None:
    stations = [
        judged(scored, data.draw(filled(scored)), level=level)
        for level in data.draw(st.lists(st.sampled_from(["city", "county"]), max_size=3))
    ]
    marks = gather(scored, stations)
    found, lines = common_gaps(scored, marks), red_lines(scored, marks)
    results = [item for station in stations for item in station.results]
    assert sum(gap.in_play for gap in found) == sum(_counts(stations, "met", "partial", "unmet", "unanswered"))
    assert sum(gap.below for gap in found) == sum(_counts(stations, "partial", "unmet", "unanswered"))
    assert sum(gap.unanswered for gap in found) == sum(_counts(stations, "unanswered"))
    assert sum(gap.lost * gap.in_play for gap in found) == pytest.approx(math.fsum(item.lost for item in results))
    states = [item.red_line for item in results]
    assert sum(line.missed for line in lines) == states.count("missed")
    assert sum(line.unanswered for line in lines) == states.count("unanswered")
    assert all(line.missed + line.unanswered <= line.asked for line in lines)
    assert quality(scored, marks).evidence_missing == sum(item.evidence_missing for item in results)


def _counts(stations: list[Assessment], *outcomes: str) -> list[int]:
    return [station.counts[outcome] for station in stations for outcome in outcomes]  # type: ignore[index]


def test_quality_counts_answers_that_need_evidence_and_those_without() -> None:
    """M01.d alone needs it; three stations answered, one named it."""
    found = quality(SCORED, gather(SCORED, FOUR))
    assert (found.answered, found.evidence_missing) == (3, 2)
    assert [bin_.stations for bin_ in found.coverage] == [0, 0, 0, 0, 0, 0, 0, 1, 1, 2]  # 3/4, 4/5, all, all


def test_problems_are_counted_by_code_and_by_station() -> None:
    """The most frequent first, then by name; the same code may be a warning here and a note there."""
    some, more = problem("check-failed", None, "warning"), problem("number-from-text", None, "note")
    noticed = (some, more, more), (), (more, some, problem("check-failed", None, "note"))
    stations = [replace(station, problems=found) for station, found in zip(FOUR, noticed, strict=False)]
    assert quality(SCORED, gather(SCORED, stations)).problems == (
        ProblemCount(code="number-from-text", severity="note", times=3, stations=2, first=(0, more)),
        ProblemCount(code="check-failed", severity="warning", times=2, stations=2, first=(0, some)),
        ProblemCount(code="check-failed", severity="note", times=1, stations=1, first=(2, noticed[2][2])),
    )


def test_an_empty_run_has_nothing_in_common() -> None:
    marks = gather(SCORED, [])
    assert (common_gaps(SCORED, marks), red_lines(SCORED, marks)) == ((), ())
    assert sum(bin_.stations for bin_ in quality(SCORED, marks).coverage) == 0


def test_bins_go_by_what_is_printed() -> None:
    """69.96 prints as 70.0; 99.96 prints as 99.9 and 100 is in the last bin, too."""
    found = histogram([0.0, 9.94, 9.95, 69.96, 69.94, 99.96, 100.0, None])
    assert [(bin_.from_, bin_.to) for bin_ in found] == [(at, at + 10) for at in range(0, 100, 10)]
    assert [bin_.stations for bin_ in found] == [2, 1, 0, 0, 0, 0, 1, 1, 0, 2]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.none(), st.floats(0, 100))))
def test_every_number_stands_in_one_bin(found: list[float | None]) -> None:
    assert sum(bin_.stations for bin_ in histogram(found)) == sum(number is not None for number in found)


def test_an_overview_is_all_of_it_and_changes_no_station() -> None:
    """What a report is made of, from the assessments alone."""
    found = overview(SCORED, FOUR, draws=5, top=2, coverage_floor=0.8, seed=3)
    marks, scores = gather(SCORED, FOUR), frames(SCORED, FOUR).nodes["score"]
    ranking = rank(SCORED, marks, draws=5, top=2, coverage_floor=0.8, seed=3)
    assert found == Overview(
        ranking=ranking,
        peers=peers(SCORED, marks, ranking),
        indexes=histogram(station.index.score for station in FOUR),
        spreads=dict(zip(scores, spreads(scores), strict=True)),
        coverage=found.coverage,
        gaps=common_gaps(SCORED, marks),
        red_lines=red_lines(SCORED, marks),
        quality=quality(SCORED, marks),
    )
    assert (found.ranking.ranked, found.ranking.seed, found.ranking.draws, found.ranking.top) == (3, 3, 5, 2)
