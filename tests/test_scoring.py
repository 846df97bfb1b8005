"""What a score means, by hand: four states, weights, bounds, red lines, levels, aggregates."""

import math
from dataclasses import replace
from typing import Any

import pytest
from small_frameworks import (
    BANDS,
    FLOOR,
    NA,
    RED,
    WORDS,
    Given,
    chapter,
    flat,
    framework,
    indicator,
    judged,
    measure,
)

from convergence_cli.errors import WorkbookError
from convergence_cli.model.assessment import Assessment, Blocker, Node, Result
from convergence_cli.model.framework import Check, Evidence, Framework, Level, RedLine

A, B = "M01.a", "M01.b"
EMPTY: tuple[list[dict[str, Any]] | None, ...] = (None, [])
CITY = {"level": ("city",)}
SHARE = flat(indicator(A, score=BANDS, compute="sum(kpi.weight, kpi.mobile)", not_applicable=("why",)))


def result(station: Assessment, name: str = A) -> Result:
    return next(item for item in station.results if item.id == name)


def numbers(node: Node) -> tuple[float | None, ...]:
    return node.score, node.floor, node.ceiling, node.coverage


def rows(*weights: float) -> list[dict[str, Any]]:
    """Rows marked mobile-first, and one that is not and must not count."""
    return [*({"weight": weight, "mobile": True} for weight in weights), {"weight": 0.9, "mobile": False}]


@pytest.mark.parametrize(
    ("weights", "points", "outcome"),
    [
        ([0.5], 60.0, "partial"),
        ([0.500001], 100.0, "met"),
        ([0.15, 0.35], 60.0, "partial"),
        ([0.05] * 10, 60.0, "partial"),
        ([0.1, 0.2, 0.2], 60.0, "partial"),
        ([0.15, 0.350001], 100.0, "met"),
        ([0.1, 0.2], 60.0, "partial"),  # exactly 30% is from 30%
        ([0.1, 0.199999], 0.0, "unmet"),
        ([], 0.0, "unmet"),  # rows, but none of them mobile-first: 0%
    ],
)
def test_fifty_percent_exactly_is_not_above_fifty_percent(weights: list[float], points: float, outcome: str) -> None:
    """The policy's one figure, in every way in which a table can add up to it."""
    found = result(judged(SHARE, {}, rows=rows(*weights)))
    assert (found.points, found.outcome) == (points, outcome)


def test_an_empty_table_is_unanswered_and_a_confirmed_one_is_zero() -> None:
    blank, confirmed = (result(judged(SHARE, {}, rows=given)) for given in EMPTY)
    assert (blank.outcome, blank.value, blank.points) == ("unanswered", None, None)
    assert (confirmed.outcome, confirmed.value, confirmed.points) == ("unmet", 0.0, 0.0)


@pytest.mark.says("2.8")
def test_a_computed_value_beside_a_reason_is_refused() -> None:
    """The table says 60%, the row says not applicable: one of them is wrong, and nobody guesses which."""
    with pytest.raises(WorkbookError) as caught:
        judged(SHARE, {A: NA}, rows=rows(0.6))
    assert [item.code for item in caught.value.problems] == ["answer-and-reason"]
    assert result(judged(SHARE, {A: NA})).outcome == "not_applicable"


@pytest.mark.says("5.4", "5.6")
@pytest.mark.parametrize(
    ("given", "outcome", "expected", "weight", "lost"),
    [
        # a weighs 3 and has 100 points; b weighs 1
        (None, "unanswered", (75.0, 75.0, 100.0, 0.75), 0.25, 25.0),
        (0.0, "unmet", (75.0, 75.0, 75.0, 1.0), 0.25, 25.0),
        (40.0, "partial", (85.0, 85.0, 85.0, 1.0), 0.25, 15.0),
        (100.0, "met", (100.0, 100.0, 100.0, 1.0), 0.25, 0.0),
        (NA, "not_applicable", (100.0, 100.0, 100.0, 1.0), 0.0, 0.0),
    ],
)
def test_blank_zero_value_and_not_applicable_are_kept_apart(
    given: Given, outcome: str, expected: tuple[float, ...], weight: float, lost: float
) -> None:
    station = judged(flat(indicator(A, 3), indicator(B, 1, not_applicable=("why",))), {A: 100.0, B: given})
    found = result(station, B)
    assert numbers(station.index) == expected
    assert (found.outcome, found.weight, found.lost) == (outcome, weight, lost)


@pytest.mark.says("4.4")
def test_out_of_scope_leaves_the_denominator_even_if_it_was_answered() -> None:
    """A county is not asked b; its zero there costs nothing and is not shown as scored."""
    scored = flat(indicator(A, 3), indicator(B, 1, applies=CITY))
    county = judged(scored, {A: 100.0, B: 0.0}, level="county")
    found = result(county, B)
    assert (found.outcome, found.points, found.value, found.weight, found.gap) == ("out_of_scope", None, None, 0.0, 0.0)
    assert county.index.score == 100.0
    assert judged(scored, {A: 100.0, B: 0.0}, level="city").index.score == 75.0


@pytest.mark.says("5.2")
def test_a_chapter_with_nothing_in_play_is_null_and_leaves_the_denominator() -> None:
    """Not 0: the other chapter alone is the index, whatever the weights."""
    scored = framework(
        (chapter("one", "M01"), chapter("two", "M02", weight=9)),
        (
            measure("M01", indicator(A)),
            measure("M02", indicator("M02.a"), indicator("M02.b", applies={"level": ("county",)})),
        ),
    )
    station = judged(scored, {A: 70.0, "M02.a": NA})
    for node in (station.chapters[1], station.measures[1]):
        assert numbers(node) == (None, None, None, None)
        assert (node.evidenced, node.weight, node.lost) == (None, 0.0, 0.0)
    assert station.index.score == 70.0
    assert station.chapters[0].weight == 1.0


def test_a_station_with_nothing_in_play_has_no_index() -> None:
    station = judged(flat(indicator(A), levels=(Level(id="L1", title=WORDS, index=0.0),)), {A: NA})
    assert numbers(station.index) == (None, None, None, None)
    assert (station.level, station.next_level) == (None, "L1")
    assert station.counts["not_applicable"] == 1


@pytest.mark.says("5.1", "5.5", "5.8")
def test_the_tree_by_hand() -> None:
    """c0 weighs 3: M01 (1) 100, M02 (2) 40 -> 180/3 = 60. c1 weighs 1: 20. Index (3*60 + 20)/4 = 50."""
    scored = framework(
        (chapter("c0", "M01", "M02", weight=3), chapter("c1", "M03")),
        (
            measure("M01", indicator(A)),
            measure("M02", indicator("M02.a"), weight=2),
            measure("M03", indicator("M03.a")),
        ),
    )
    station = judged(scored, {A: 100.0, "M02.a": 40.0, "M03.a": 20.0})
    assert [node.score for node in station.chapters] == [60.0, 20.0]
    assert station.index.score == 50.0
    # 3/4 * 1/3, 3/4 * 2/3, 1/4; lost 0, 0.5 * 60, 0.25 * 80
    assert [item.weight for item in station.results] == pytest.approx([0.25, 0.5, 0.25], abs=1e-15)
    assert [item.lost for item in station.results] == pytest.approx([0.0, 30.0, 20.0], abs=1e-12)
    assert [node.lost for node in station.chapters] == pytest.approx([30.0, 20.0], abs=1e-12)
    assert [item.chapter for item in station.results] == ["c0", "c0", "c1"]


@pytest.mark.says("5.9", "5.10")
def test_redistribute_leaves_blanks_out_and_bounds_them() -> None:
    """a (1) has 80, b (3) is blank: 80; blank as 0: 80/4 = 20; as 100: 380/4 = 95; a quarter is answered."""
    scored = flat(indicator(A, 1), indicator(B, 3), missing="redistribute")
    station = judged(scored, {A: 80.0})
    assert numbers(station.index) == (80.0, 20.0, 95.0, 0.25)
    assert [item.lost for item in station.results] == [pytest.approx(20.0), 0.0]
    # answering b in full: 95, so +15
    step = result(station, B).to_target
    assert step is not None
    assert step.gain == pytest.approx(15.0, abs=1e-12)


@pytest.mark.says("5.11")
def test_redistribute_with_no_answer_has_bounds_and_no_score() -> None:
    assert numbers(judged(flat(indicator(A), missing="redistribute"), {}).index) == (None, 0.0, 100.0, 0.0)


@pytest.mark.says("5.3")
@pytest.mark.parametrize(
    ("how", "weights", "points", "expected"),
    [
        ("geometric", (1, 1), (100.0, 25.0), 50.0),  # sqrt(2500)
        ("geometric", (1, 3), (16.0, 81.0), 54.0),  # 2 * 27
        ("geometric", (1, 1), (100.0, 0.0), 0.0),
        ("geometric", (1, 9), (100.0, None), 0.0),  # blank is 0 here
        ("geometric", (1, 9), (64.0, NA), 64.0),
        ("harmonic", (1, 1), (100.0, 25.0), 40.0),  # 2 / (1/100 + 1/25)
        ("harmonic", (3, 1), (60.0, 20.0), 40.0),
        ("harmonic", (1, 9), (100.0, 0.0), 0.0),
        ("harmonic", (1, 9), (64.0, NA), 64.0),
        ("minimum", (9, 1), (100.0, 25.0), 25.0),
        ("minimum", (1, 1), (100.0, None), 0.0),
        ("minimum", (1, 1), (70.0, NA), 70.0),
        ("arithmetic", (1, 3), (100.0, 20.0), 40.0),
    ],
)
@pytest.mark.parametrize("where", ["measure", "chapter", "framework"])
def test_aggregates_by_hand(
    how: Any, weights: tuple[float, float], points: tuple[Given, Given], expected: float, where: str
) -> None:
    """Where it is declared: within the measure, within the chapter, or over the chapters."""
    one, two = (
        indicator(name, weight if where == "measure" else 1) for name, weight in zip((A, "M02.a"), weights, strict=True)
    )
    if where == "measure":
        two = indicator(B, weights[1])
        scored = framework((chapter("one", "M01"),), (measure("M01", one, two, aggregate=how),))
    else:
        measures = (measure("M01", one, weight=weights[0]), measure("M02", two, weight=weights[1]))
        if where == "chapter":
            scored = framework((chapter("one", "M01", "M02", aggregate=how),), measures)
        else:
            chapters = (chapter("one", "M01", weight=weights[0]), chapter("two", "M02", weight=weights[1]))
            scored = framework(chapters, measures, aggregate=how)
    station = judged(scored, {one.id: points[0], two.id: points[1]})
    assert station.index.score == pytest.approx(expected, abs=1e-12)
    assert station.additive == (how == "arithmetic")


@pytest.mark.says("1.5")
def test_full_marks_are_a_hundred_to_the_last_bit() -> None:
    """A mean of hundreds with awkward weights is 100, not 99.99999999999999: 100 means 100."""
    for weights in ((0.1, 0.2, 0.7), (1 / 3, 1 / 7, 1 / 11), (1e-3, 999.0, 0.3)):
        for how in ("arithmetic", "geometric", "harmonic", "minimum", "sum", "deduction"):
            names = [f"M01.i{at}" for at in range(3)]
            scored = flat(*map(indicator, names, weights), aggregate=how)
            assert judged(scored, dict.fromkeys(names, 100.0)).index.score == 100.0


@pytest.mark.says("5.7")
def test_evidenced_counts_only_what_can_be_shown() -> None:
    """(100 shown + 100 not shown + 50 that needs none) / 3 = 50; the score itself is 250/3."""
    wanted = Evidence(required=True, hint=WORDS)
    scored = flat(indicator(A, evidence=wanted), indicator(B, evidence=wanted), indicator("M01.c"))
    station = judged(scored, {A: 100.0, B: 100.0, "M01.c": 50.0}, evidence=(A,))
    assert station.index.evidenced == pytest.approx(50.0, abs=1e-12)
    assert station.index.score == pytest.approx(250 / 3, abs=1e-12)
    assert [item.evidence_missing for item in station.results] == [False, True, False]


@pytest.mark.says("4.6")
@pytest.mark.parametrize(
    ("given", "unless_met", "below_40"),
    [
        (None, "unanswered", "unanswered"),
        (0.0, "missed", "missed"),
        (39.9, "missed", "missed"),
        (40.0, "missed", None),
        (59.9, "missed", None),
        (60.0, None, None),
        (100.0, None, None),
        (NA, None, None),
    ],
)
def test_a_red_line_is_missed_or_unanswered_and_changes_no_number(given: Given, unless_met: Any, below_40: Any) -> None:
    """The target is 60: one is missed unless it is met, the other below 40 points."""
    for line, state in ((RED, unless_met), (RedLine(below=40.0), below_40), (None, None)):
        station = judged(flat(indicator(A, red_line=line, target=60.0), indicator(B)), {A: given, B: 50.0})
        plain = judged(flat(indicator(A, target=60.0), indicator(B)), {A: given, B: 50.0})
        assert result(station).red_line == state
        assert station.not_kept == ({A: state} if state else {})
        assert replace(result(station), red_line=None) == result(plain)
        assert numbers(station.index) == numbers(plain.index)


def test_the_target_of_the_station_decides_whether_a_red_line_is_missed() -> None:
    """50 points: a city's target is 40, a county's 60."""
    by = flat(indicator(A, red_line=RED, target=60.0, target_by={"level": {"city": 40.0}}))
    assert [judged(by, {A: 50.0}, level=level).not_kept for level in ("city", "county")] == [{}, {A: "missed"}]


@pytest.mark.says("4.1", "4.2", "4.3")
@pytest.mark.parametrize(
    ("level", "points", "outcome", "gap"),
    [
        ("city", 45.0, "met", 0.0),
        ("city", 40.0, "met", 0.0),
        ("city", 39.0, "partial", 1.0),
        ("county", 45.0, "partial", 15.0),
        ("county", 60.0, "met", 0.0),
        ("county", 0.0, "unmet", 60.0),
        ("county", None, "unanswered", 60.0),
        ("county", NA, "not_applicable", 0.0),
    ],
)
def test_the_target_of_the_level_decides_what_is_met(level: str, points: Given, outcome: str, gap: float) -> None:
    """40 points in a city, else 60; an unanswered indicator has the whole target before it."""
    scored = flat(indicator(A, target=60.0, target_by={"level": {"city": 40.0}}))
    found = result(judged(scored, {A: points}, level=level))
    assert (found.outcome, found.gap) == (outcome, gap)


LEVELS = (
    Level(id="L1", title=WORDS, index=20.0, red_lines=False),
    Level(id="L2", title=WORDS, index=60.0),
    Level(id="L3", title=WORDS, index=80.0, chapter=50.0, red_lines=False),
)
TWO = framework(
    (chapter("one", "M01", weight=4), chapter("two", "M02")),
    (measure("M01", indicator(A, red_line=FLOOR)), measure("M02", indicator("M02.a"))),
    levels=LEVELS,
)


def blocker(kind: Any, name: str, have: float | None, need: float | None) -> Blocker:
    return Blocker(kind=kind, id=name, have=have, need=need)


@pytest.mark.says("6.1", "6.2", "6.3")
@pytest.mark.parametrize(
    ("points", "level", "following", "blockers"),
    [
        # index = (4a + b) / 5
        ((10.0, 10.0), None, "L1", [blocker("index", "index", 10.0, 20.0)]),
        ((20.0, 20.0), "L1", "L2", [blocker("index", "index", 20.0, 60.0)]),
        ((60.0, 60.0), "L2", "L3", [blocker("index", "index", 60.0, 80.0)]),
        ((95.0, 40.0), "L2", "L3", [blocker("chapter", "two", 40.0, 50.0)]),  # index 84
        ((80.0, 50.0), "L2", "L3", [blocker("index", "index", 74.0, 80.0)]),
        ((90.0, 50.0), "L3", None, []),  # index 82
        # a red line at 0: index 20, L1 does not ask for it, L2 does
        ((0.0, 100.0), "L1", "L2", [blocker("index", "index", 20.0, 60.0), blocker("red_line", A, 0.0, None)]),
        (
            (None, 100.0),
            "L1",
            "L2",
            [blocker("index", "index", 20.0, 60.0), blocker("unanswered_red_line", A, None, None)],
        ),
        # the chapter that is not in play asks for nothing
        ((90.0, NA), "L3", None, []),
    ],
)
def test_levels_are_reached_from_the_bottom_up(
    points: tuple[Given, Given], level: str | None, following: str | None, blockers: list[Blocker]
) -> None:
    station = judged(TWO, {A: points[0], "M02.a": points[1]})
    assert (station.level, station.next_level, list(station.blockers)) == (level, following, blockers)


@pytest.mark.says("6.1")
def test_no_level_is_reached_over_one_that_is_not() -> None:
    """L2 asks for no missed red line and L3 does not: a station that misses it stays at L1 with any index."""
    scored = flat(indicator(A, 1, red_line=RED), indicator(B, 99), levels=LEVELS)
    station = judged(scored, {A: 0.0, B: 100.0})
    assert station.index.score == 99.0
    assert (station.level, station.blockers) == ("L1", (blocker("red_line", A, 0.0, None),))


@pytest.mark.says("1.4")
def test_a_level_reached_on_paper_is_reached() -> None:
    """(0.1 * 10 + 0.2 * 45 + 0.4 * 80) / 0.7 = 42 / 0.7 = 60; the machine says 59.99999999999999."""
    scored = flat(*map(indicator, (A, B, "M01.c"), (0.1, 0.2, 0.4)), levels=LEVELS[:2])
    station = judged(scored, {A: 10.0, B: 45.0, "M01.c": 80.0})
    assert (station.level, station.next_level) == ("L2", None)
    assert judged(scored, {A: 10.0, B: 45.0, "M01.c": 79.9999}).level == "L1"


def test_next_step_and_target_by_hand() -> None:
    """a weighs 3 of 4 and stands at 60: the band above is 100, which is the target too: 3/4 * 40 = 30."""
    station = judged(flat(indicator(A, 3, BANDS), indicator(B)), {A: 0.4, B: 100.0})
    first, second = station.results
    assert first.next_step is not None
    assert first.to_target == first.next_step
    assert first.next_step.points == 100.0
    assert first.next_step.gain == pytest.approx(30.0, abs=1e-12)
    assert (second.next_step, second.to_target) == (None, None)


@pytest.mark.says("2.7")
def test_checks_point_at_cells_and_a_blank_checks_nothing() -> None:
    """80% is not 100%: a warning at the table; a table that nobody filled in is no mistake."""
    check = Check(id="adds-up", that="sum(kpi.weight) == 1", message=WORDS)
    scored = flat(indicator(A), checks=(check,))
    (found,) = judged(scored, {}, rows=[{"weight": 0.3}, {"weight": 0.5}]).problems
    assert (found.code, found.severity, found.location.sheet) == ("check-failed", "warning", "表")
    assert judged(scored, {}, rows=[{"weight": 0.3}, {"weight": 0.7}]).problems == ()
    assert judged(scored, {}).problems == ()


@pytest.mark.says("2.7")
def test_a_check_of_severity_error_stops_the_judging() -> None:
    check = Check(id="adds-up", that="sum(kpi.weight) == 1", message=WORDS, severity="error")
    scored: Framework = flat(indicator(A), checks=(check,))
    with pytest.raises(WorkbookError) as caught:
        judged(scored, {}, rows=[{"weight": 0.3}])
    assert [item.code for item in caught.value.problems] == ["check-failed"]


def test_index_and_losses_are_finite_whatever_is_blank() -> None:
    """No answer at all is 0 of 100, with everything lost."""
    station = judged(flat(indicator(A, 2), indicator(B, 7)), {})
    assert numbers(station.index) == (0.0, 0.0, 100.0, 0.0)
    assert math.fsum(item.lost for item in station.results) == pytest.approx(100.0, abs=1e-12)
