"""A gate compares the unrounded index; equal passes, and 100 means 100."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_frameworks import NA, flat, indicator, judged

from convergence_cli.gate import Gates, judge
from convergence_cli.model.assessment import Assessment

A, B = "M01.a", "M01.b"
FLAT = flat(indicator(A, required=True), indicator(B))


def station(first: float | None, second: float | None) -> Assessment:
    return judged(FLAT, {A: first, B: second})


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
    verdict = judge(Gates(fail_under=threshold), (station(first, second),))
    assert [gate.gate for gate in verdict.gates] == ["fail-under"]
    assert verdict.passed is passed


def test_a_threshold_that_was_reached_on_paper_passes() -> None:
    """(0.1 * 10 + 0.2 * 45 + 0.4 * 80) / 0.7 = 42 / 0.7 = 60; the machine says 59.99999999999999."""
    names = ["M01.a", "M01.b", "M01.c"]
    scored = judged(flat(*map(indicator, names, (0.1, 0.2, 0.4))), dict(zip(names, (10.0, 45.0, 80.0), strict=True)))
    assert judge(Gates(fail_under=60.0), (scored,)).passed
    assert not judge(Gates(fail_under=60.000001), (scored,)).passed


def test_a_failed_gate_is_named_with_two_numbers_that_differ() -> None:
    """Not “failed (60, needs 60)”: the numbers are shown with the digits that made the difference."""
    (gate,) = judge(Gates(fail_under=60.0), (station(60.0, 59.99999998),)).gates
    assert (gate.passed, gate.have, gate.need, gate.station) == (False, "59.99999999", "60", "台")


def test_an_index_that_does_not_exist_passes_no_threshold() -> None:
    """With nothing in play there is nothing to be at least 0."""
    scored = judged(flat(indicator(A)), {A: NA})
    (gate,) = judge(Gates(fail_under=0.0), (scored,)).gates
    assert (gate.passed, gate.have) == (False, "—")


@pytest.mark.parametrize(
    ("first", "passed", "have"),
    [(None, False, f"1: {A}"), (0.0, False, f"1: {A}"), (0.5, True, "0"), (100.0, True, "0")],
)
def test_the_red_line_gate_fails_on_zero_and_on_silence(first: float | None, passed: bool, have: str) -> None:
    (gate,) = judge(Gates(fail_on_red_line=True), (station(first, 100.0),)).gates
    assert (gate.gate, gate.passed, gate.have) == ("fail-on red-line", passed, have)


def test_all_gates_must_pass_for_all_stations() -> None:
    """Two gates, two stations: four answers, in order; one failure is enough."""
    good, bad = station(100.0, 100.0), station(0.0, 100.0)
    verdict = judge(Gates(fail_under=50.0, fail_on_red_line=True), (good, bad))
    assert [gate.passed for gate in verdict.gates] == [True, True, True, False]
    assert not verdict.passed
    assert judge(Gates(fail_under=50.0, fail_on_red_line=True), (good,)).passed


def test_no_gate_asked_for_is_no_failure() -> None:
    assert judge(Gates(), (station(0.0, 0.0),)).passed
    assert judge(Gates(fail_under=100.0), ()).gates == ()


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_raising_a_threshold_never_turns_a_failure_into_a_pass(
    first: float, second: float, one: float, other: float
) -> None:
    scored = (station(first, second),)
    lower, higher = (judge(Gates(fail_under=threshold), scored).passed for threshold in sorted((one, other)))
    assert lower or not higher
