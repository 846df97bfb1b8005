"""A gate compares unrounded numbers; equal passes, and 100 means 100."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_frameworks import (
    FLOOR,
    NA,
    WORDS,
    chapter,
    filled,
    flat,
    framework,
    frameworks,
    indicator,
    judged,
    measure,
)

from convergence_cli.gate.allowance import Allowance, allowance, percent, share
from convergence_cli.gate.gates import Gates, Thresholds
from convergence_cli.gate.gates import judge as judge_by
from convergence_cli.model.assessment import Assessment, Verdict
from convergence_cli.model.framework import Framework, Level
from convergence_cli.report.verdict import lines

A, B = "M01.a", "M01.b"
FLAT = flat(indicator(A, red_line=FLOOR), indicator(B))


def judge(gates: Gates, entries: tuple[Assessment, ...], framework: Framework = FLAT) -> Verdict:
    """The verdict over these stations."""
    return judge_by(gates, entries, framework)


def station(first: float | None, second: float | None) -> Assessment:
    return judged(FLAT, {A: first, B: second})


@pytest.mark.says("1.4")
@pytest.mark.parametrize(
    ("first", "second", "threshold", "passed"),
    [
        # the index is the mean of the two
        (60.0, 60.0, 60.0, True),
        (60.0, 59.9998, 60.0, False),  # 59.9999, which prints as 60.0
        (60.0, 60.0002, 60.0, True),
        (59.9, 59.98, 59.94, True),
        (100.0, 100.0, 100.0, True),
        (100.0, 99.9999, 100.0, False),  # 99.99995: nobody's hundred
        (100.0, None, 50.0, True),
        (100.0, None, 50.0001, False),
        (0.0, 0.0, 0.0, True),
        (None, None, 0.0, True),
        (None, None, 1e-6, False),
    ],
)
def test_equal_passes_and_less_fails(first: float | None, second: float | None, threshold: float, passed: bool) -> None:
    verdict = judge(Gates(thresholds=Thresholds(fail_under=threshold)), (station(first, second),))
    assert [gate.gate for gate in verdict.gates] == ["fail-under"]
    assert verdict.passed is passed


def test_a_threshold_that_was_reached_on_paper_passes() -> None:
    """(0.1 * 10 + 0.2 * 45 + 0.4 * 80) / 0.7 = 42 / 0.7 = 60; the machine says 59.99999999999999."""
    names = ["M01.a", "M01.b", "M01.c"]
    scored = judged(flat(*map(indicator, names, (0.1, 0.2, 0.4))), dict(zip(names, (10.0, 45.0, 80.0), strict=True)))
    assert judge(Gates(thresholds=Thresholds(fail_under=60.0)), (scored,)).passed
    assert not judge(Gates(thresholds=Thresholds(fail_under=60.000001)), (scored,)).passed


def test_a_failed_gate_is_named_with_two_numbers_that_differ() -> None:
    """Not “failed (60, needs 60)”: the numbers are shown with the digits that made the difference."""
    (gate,) = judge(Gates(thresholds=Thresholds(fail_under=60.0)), (station(60.0, 59.99999998),)).gates
    assert (gate.passed, gate.have, gate.need, gate.station) == (False, "59.99999999", "60.00000000", "台")


def test_an_index_that_does_not_exist_passes_no_threshold() -> None:
    """With nothing in play there is nothing to be at least 0."""
    scored = judged(flat(indicator(A)), {A: NA})
    (gate,) = judge(Gates(thresholds=Thresholds(fail_under=0.0)), (scored,)).gates
    assert (gate.passed, gate.have) == (False, "—")


@pytest.mark.parametrize(
    ("first", "passed", "have"),
    [(None, False, f"1: {A}"), (0.0, False, f"1: {A}"), (0.5, True, "0"), (100.0, True, "0")],
)
def test_the_red_line_gate_fails_on_missed_and_on_silence(first: float | None, passed: bool, have: str) -> None:
    (gate,) = judge(Gates(fail_on="red-line"), (station(first, 100.0),)).gates
    assert (gate.gate, gate.passed, gate.have) == ("fail-on red-line", passed, have)


@pytest.mark.parametrize(("first", "passed", "have"), [(None, True, "0"), (0.0, False, f"1: {A}"), (0.5, True, "0")])
def test_the_gate_on_missed_red_lines_passes_over_silence(first: float | None, passed: bool, have: str) -> None:
    (gate,) = judge(Gates(fail_on="red-line-missed"), (station(first, 100.0),)).gates
    assert (gate.gate, gate.passed, gate.have) == ("fail-on red-line-missed", passed, have)


def test_all_gates_must_pass_for_all_stations() -> None:
    """Two gates, two stations: four answers, in order; one failure is enough."""
    good, bad = station(100.0, 100.0), station(0.0, 100.0)
    verdict = judge(Gates(thresholds=Thresholds(fail_under=50.0), fail_on="red-line"), (good, bad))
    assert [gate.passed for gate in verdict.gates] == [True, True, True, False]
    assert not verdict.passed
    assert judge(Gates(thresholds=Thresholds(fail_under=50.0), fail_on="red-line"), (good,)).passed


def test_no_gate_asked_for_is_no_failure() -> None:
    assert judge(Gates(), (station(0.0, 0.0),)).passed
    assert judge(Gates(thresholds=Thresholds(fail_under=100.0)), ()).gates == ()


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_raising_a_threshold_never_turns_a_failure_into_a_pass(
    first: float, second: float, one: float, other: float
) -> None:
    scored = (station(first, second),)
    lower, higher = (
        judge(Gates(thresholds=Thresholds(fail_under=threshold)), scored).passed for threshold in sorted((one, other))
    )
    assert lower or not higher


# --- chapters, coverage, levels -------------------------------------------------------------------

TWO = framework(
    (chapter("one", "M01"), chapter("two", "M02")),
    (measure("M01", indicator(A), indicator(B)), measure("M02", indicator("M02.a"))),
    levels=(Level(id="L1", title=WORDS, index=20.0), Level(id="L2", title=WORDS, index=50.0, chapter=40.0)),
)


def only(gates: Gates, given: dict[str, Any]) -> tuple[bool, str, str]:
    """The one answer of one gate over one station of two chapters."""
    (gate,) = judge(gates, (judged(TWO, given),), TWO).gates
    return gate.passed, gate.have, gate.need


@pytest.mark.parametrize(
    ("one", "two", "passed", "have"),
    [
        (60.0, 60.0, True, "one 60.0"),
        (60.0, 59.9999, False, "two 59.9999"),
        (59.0, 30.0, False, "one 59.0, two 30.0"),
        (100.0, 61.0, True, "two 61.0"),  # passed: the lowest is shown
        (60.0, NA, True, "one 60.0"),  # nothing in play in a chapter is no score, and not a score of 0
        (NA, NA, False, "—"),
        (60.0, None, False, "two 0.0"),
    ],
)
def test_every_chapter_in_play_must_reach_the_threshold(one: Any, two: Any, passed: bool, have: str) -> None:
    assert only(Gates(thresholds=Thresholds(fail_under_chapter=60.0)), {A: one, B: one, "M02.a": two}) == (
        passed,
        have,
        "60.0",
    )


@pytest.mark.parametrize(
    ("need", "given", "passed", "have"),
    [
        # M01.a and M01.b weigh a quarter each, M02.a a half.
        (75.0, {A: 1.0, "M02.a": 1.0}, True, "75.0%"),
        (75.0001, {A: 1.0, "M02.a": 1.0}, False, "75.0000%"),
        (100.0, {A: 1.0, B: 1.0, "M02.a": 0.0}, True, "100.0%"),
        (100.0, {A: 1.0, B: NA, "M02.a": 0.0}, True, "100.0%"),  # not applicable is not asked
        (0.0, {}, True, "0.0%"),
        (1e-6, {}, False, "0.000000%"),
        (0.0, {A: NA, B: NA, "M02.a": NA}, False, "—"),
    ],
)
def test_coverage_is_compared_in_percent(need: float, given: dict[str, Any], passed: bool, have: str) -> None:
    assert only(Gates(thresholds=Thresholds(min_coverage=need)), given)[:2] == (passed, have)


@pytest.mark.parametrize(
    ("points", "need", "passed", "have"),
    [
        (19.9, "L1", False, "—"),
        (20.0, "L1", True, "L1"),
        (20.0, "L2", False, "L1"),
        (50.0, "L2", True, "L2"),
        (50.0, "L1", True, "L2"),
    ],
)
def test_this_level_or_a_higher_one(points: float, need: str, passed: bool, have: str) -> None:
    given = dict.fromkeys((A, B, "M02.a"), points)
    assert only(Gates(thresholds=Thresholds(min_level=need)), given) == (passed, have, need)


# --- the whole run --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "failing", "total", "allowed"),
    [
        ("0", 0, 3, True),
        ("0", 1, 3, False),
        ("2", 2, 3, True),
        ("2", 3, 3, False),
        ("0%", 0, 3, True),
        ("0%", 1, 100000, False),
        ("50%", 1, 2, True),
        ("50%", 2, 3, False),
        ("33.3%", 1, 3, False),  # a third is 33.333…%
        ("33.333333333%", 1, 3, False),
        ("33.4%", 1, 3, True),
        ("0.1%", 1, 1000, True),  # 0.1 of a hundred is no number that a float has
        ("0.1%", 1, 999, False),
        ("100%", 3, 3, True),
        ("10%", 0, 0, True),
    ],
)
def test_a_share_is_compared_exactly_and_equal_is_allowed(text: str, failing: int, total: int, allowed: bool) -> None:
    found = allowance(text)
    assert found is not None
    assert found.allows(failing, total) is allowed


@pytest.mark.parametrize(
    "text", ["", "-1", "1.5", "101%", "５％", "5 %", "%", "nan", "1e2", "100.0000000001%", "1_0", "²"]
)
def test_what_is_no_number_of_stations_and_no_share_is_refused(text: str) -> None:
    assert allowance(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("90%", "90"),
        ("90", "90"),
        ("0", "0"),
        ("100", "100"),
        ("1%", "1"),
        ("0.9%", "0.9"),
        ("1.01", "1.01"),
        ("0.9", None),  # 90% or 0.9%?
        ("1", None),
        ("101", None),
        ("-1", None),
        ("九成", None),
    ],
)
def test_a_share_that_may_be_meant_in_two_ways_is_refused(text: str, found: str | None) -> None:
    assert share(text) == (None if found is None else Decimal(found))


def run_of(*firsts: float, **gates: Any) -> Verdict:
    """A run of stations, each with the same points twice, that need an index of 50."""
    entries = tuple(station(first, first) for first in firsts)
    return judge(Gates(thresholds=Thresholds(fail_under=50.0), **gates), entries)


def test_so_many_stations_may_fail() -> None:
    """The gates of the stations keep their answers; the gate over the run answers for them."""
    for allowed, passed in ((0, False), (1, False), (2, True), (3, True)):
        verdict = run_of(10.0, 90.0, 20.0, max_failing=Allowance(count=allowed))
        assert verdict.passed is passed
        assert [gate.passed for gate in verdict.gates] == [False, True, False]
        (gate,) = verdict.overall
        assert (gate.gate, gate.station, gate.have, gate.need) == ("max-failing", "", "2", str(allowed))
    assert not run_of(10.0, 90.0).passed


def test_where_too_many_failing_stations_are_a_warning_no_station_fails_the_run() -> None:
    """The gate over the run answers for the stations: as it stands it passes none, and with `--warn-on` all of them."""
    verdict = run_of(10.0, 90.0, 20.0, max_failing=Allowance(count=1), warn_on=frozenset({"max-failing"}))
    assert (verdict.passed, verdict.overall[0].passed, verdict.overall[0].soft) == (True, False, True)


def test_a_share_of_failing_stations_is_named_with_both_numbers() -> None:
    verdict = run_of(10.0, 90.0, 20.0, max_failing=Allowance(percent=percent("66.6%")))
    (gate,) = verdict.overall
    assert (gate.passed, gate.have, gate.need) == (False, "66.7% (2/3)", "66.6%")


def test_a_station_that_fails_two_gates_is_one_failing_station() -> None:
    gates = Gates(thresholds=Thresholds(fail_under=50.0), fail_on="red-line", max_failing=Allowance(count=1))
    assert judge(gates, (station(0.0, 0.0), station(90.0, 90.0))).passed


# --- in words -------------------------------------------------------------------------------------


def test_one_line_for_each_failing_station_with_both_numbers() -> None:
    """And the sum; stations that passed are counted and not listed."""
    entries = (named("甲台", 0.0), named("乙台", 90.0), named("丙台", 30.0))
    verdict = judge(
        Gates(thresholds=Thresholds(fail_under=50.0), fail_on="red-line", max_failing=Allowance(count=1)), entries
    )
    assert list(lines(verdict, "en")) == [
        f"gates failed: 甲台 (a.xlsx): fail-under 0.0, needs 50.0; fail-on red-line 1: {A}, needs 0",
        "gates failed: 丙台 (a.xlsx): fail-under 30.0, needs 50.0",
        "3 stations: 1 passed every gate, 2 did not",
        "gate max-failing: failed (2, needs 1)",
    ]
    assert list(lines(verdict, "zh"))[1] == "门槛未通过：丙台（a.xlsx）：fail-under 30.0，要求 50.0"


def test_one_station_has_a_line_for_each_gate() -> None:
    verdict = judge(Gates(thresholds=Thresholds(fail_under=50.0), fail_on="red-line"), (station(90.0, 0.0),))
    assert list(lines(verdict, "en")) == [
        "gate fail-under: failed (45.0, needs 50.0)",
        "gate fail-on red-line: passed (0, needs 0)",
    ]
    assert list(lines(verdict, "en", failed_only=True)) == ["gate fail-under: failed (45.0, needs 50.0)"]


def test_no_line_begins_with_words_of_a_workbook() -> None:
    """A station called ::error:: gives a CI service no command, and one with an escape drives no terminal."""
    entries = (named("::error::\n::set-output x\x1b[2J", 0.0), named("乙台", 90.0))
    for language in ("zh", "en"):
        for line in lines(judge(Gates(thresholds=Thresholds(fail_under=50.0)), entries), language):
            assert not line.startswith(":")
            assert "\n" not in line
            assert "\x1b" not in line


def named(name: str, points: float) -> Assessment:
    return replace(station(points, points), station=name)


# --- properties -----------------------------------------------------------------------------------

STATIONS = st.lists(st.tuples(st.floats(0, 100), st.none() | st.floats(0, 100)), min_size=1, max_size=4)
SHARES = st.integers(0, 10000).map(lambda hundredths: Decimal(hundredths) / 100)


@pytest.mark.parametrize("gate", ["fail_under", "fail_under_chapter", "min_coverage"])
@settings(max_examples=50, deadline=None)
@given(stations=STATIONS, thresholds=st.tuples(st.floats(0, 100), st.floats(0, 100)))
def test_raising_any_threshold_never_turns_a_failure_into_a_pass(
    gate: str, stations: list[tuple[float, float | None]], thresholds: tuple[float, float]
) -> None:
    """For each station and for the run."""
    scored = tuple(station(*pair) for pair in stations)
    lower, higher = (
        judge(Gates(thresholds=Thresholds(**{gate: threshold})), scored) for threshold in sorted(thresholds)
    )
    assert all(low.passed or not high.passed for low, high in zip(lower.gates, higher.gates, strict=True))
    assert lower.passed or not higher.passed


@settings(max_examples=50, deadline=None)
@given(failing=st.integers(0, 50), passing=st.integers(0, 50), shares=st.tuples(SHARES, SHARES))
def test_allowing_more_failures_never_turns_a_pass_into_a_failure(
    failing: int, passing: int, shares: tuple[Decimal, Decimal]
) -> None:
    """And a share allows exactly the number that it comes to, rounded down."""
    total = failing + passing
    less, more = (Allowance(percent=part) for part in sorted(shares))
    assert more.allows(failing, total) or not less.allows(failing, total)
    number = Allowance(count=int(less.percent * total / 100))  # type: ignore[operator]
    assert less.allows(failing, total) is number.allows(failing, total)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_station_s_answers_do_not_depend_on_the_others(data: st.DataObject) -> None:
    """Any framework, any answers: judged alone or with others, before them or after."""
    scored = data.draw(frameworks())
    entries = tuple(judged(scored, data.draw(filled(scored))) for _ in range(2))
    gates = Gates(
        thresholds=Thresholds(fail_under=50.0, fail_under_chapter=40.0, min_coverage=80.0), fail_on="red-line"
    )
    alone = [judge(gates, (entry,), scored).gates for entry in entries]
    assert judge(gates, entries, scored).gates == alone[0] + alone[1]
    assert judge(gates, entries[::-1], scored).gates == alone[1] + alone[0]
