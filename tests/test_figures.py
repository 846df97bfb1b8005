"""Numbers as people read them: half up, to one decimal, and no full mark that was not reached."""

import math
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_frameworks import WORDS, indicator

from convergence_cli.model.display import printed_change
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import decimals_of, parts_of, side_by_side
from convergence_cli.model.question import Column, Text
from convergence_cli.model.score import Band, Score
from convergence_cli.report import figures


@pytest.mark.says("1.6")
@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (None, "—"),
        (0.0, "0.0"),
        (0.04, "0.0"),
        (0.05, "0.1"),
        (0.25, "0.3"),  # half up; half to even would be 0.2
        (0.35, "0.4"),
        (59.94, "59.9"),
        (59.95, "60.0"),  # 59.95 is 59.9500000000000028 in the machine
        (2.675, "2.7"),
        (1.05, "1.1"),  # 1.05000000000000004
        (1.15, "1.2"),  # 1.14999999999999991 in the machine, 1.15 on paper
        (59.949999999999996, "60.0"),  # 59.95 with the last bit of arithmetic on it
        (99.9, "99.9"),
        (99.94, "99.9"),
        (99.95, "99.9"),  # half up would say 100.0
        (99.96, "99.9"),
        (99.99999, "99.9"),
        (100.0, "100.0"),
    ],
)
def test_scores_round_half_up_and_never_up_to_a_hundred(number: float | None, printed: str) -> None:
    assert figures.score(number) == printed


@pytest.mark.parametrize(
    ("number", "printed"),
    [(None, "—"), (0.0, "0.0%"), (0.5, "50.0%"), (0.29, "29.0%"), (0.9996, "99.9%"), (1.0, "100.0%"), (1 / 3, "33.3%")],
)
def test_shares_are_percentages_with_the_same_rule(number: float | None, printed: str) -> None:
    """A coverage of 99.96% has a question open: it is not complete."""
    assert figures.share(number) == printed


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0.0, "+0.0"),
        (0.05, "+0.1"),
        (3.25, "+3.3"),
        (-3.25, "-3.3"),
        (-0.04, "+0.0"),
        (-0.05, "-0.1"),
        (99.96, "+100.0"),
    ],
)
def test_gains_carry_their_sign(number: float, printed: str) -> None:
    """Half away from zero on both sides, and no minus before nothing."""
    assert figures.gain(number) == printed


@settings(max_examples=200, deadline=None)
@given(st.floats(0, 100))
def test_a_printed_score_is_within_a_tenth_and_reads_as_full_only_when_it_is(number: float) -> None:
    printed = figures.score(number)
    assert abs(float(printed) - number) <= 0.1
    assert (printed == "100.0") == (f"{number:.12g}" == "100")


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 100), st.floats(0, 100))
def test_printing_keeps_the_order(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert float(figures.score(low)) <= float(figures.score(high))


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0.0, "0"),
        (5.0, "5"),
        (0.5, "0.5"),
        (1234567.0, "1,234,567"),
        (1234.5, "1,234.5"),
        (0.1 + 0.2, "0.3"),
        (0.00001, "0.00001"),
        (1e15, "1,000,000,000,000,000"),
        (9_999_999_999.9, "9,999,999,999.9"),
        (-3.0, "-3"),
    ],
)
def test_plain_numbers_have_no_exponent_and_no_trailing_zeros(number: float, printed: str) -> None:
    assert figures.plain(number) == printed


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (0.5, "50%"),
        (0.500001, "50.0001%"),
        (0.0, "0%"),
        (1.0, "100%"),
        (10.0, "1,000%"),
        (0.29, "29%"),
        (0.0000001, "0.00001%"),
        (-0.05, "-5%"),
    ],
)
def test_percentages_of_a_rubric_show_the_digits_that_they_have(number: float, printed: str) -> None:
    assert figures.percentage(number) == printed


UNIT = Text(zh="万元", en="10 000 yuan")
OPTIONS = {"a": Text(zh="甲", en="A"), "b": Text(zh="乙", en="B")}


@pytest.mark.parametrize(
    ("kind", "answered", "language", "printed"),
    [
        ("money", 1500.0, "zh", "1,500万元"),
        ("money", 1500.0, "en", "1,500 10 000 yuan"),
        ("percent", 0.5, "zh", "50%"),
        ("yes_no", True, "zh", "是"),
        ("yes_no", False, "en", "No"),
        ("one_of", "a", "zh", "甲"),
        ("many_of", ("a", "b"), "zh", "甲；乙"),
        ("many_of", ("a", "b"), "en", "A; B"),
        ("many_of", (), "zh", "无"),  # nothing ticked is an answer
        ("number", 0.0, "zh", "0万元"),  # zero is an answer
        ("number", None, "zh", ""),
    ],
)
def test_answers_in_words(kind: Any, answered: Any, language: Language, printed: str) -> None:
    """Zero, none and no are said; only a blank says nothing."""
    column = Column(id="c", title=WORDS, type=kind, unit=UNIT)
    assert figures.answer(column, answered, OPTIONS, language) == printed


def test_an_indicator_is_answered_in_its_own_kind() -> None:
    """A number in a plain question has no unit where none is declared."""
    assert figures.answer(indicator("M01.a"), 5.0, {}, "zh") == "5"


@pytest.mark.parametrize(
    ("number", "kind", "limits", "printed"),
    [
        (0.705882, "percent", (), "70.6%"),
        (29.8333333, "number", (), "29.83"),
        (1234.5, "money", (), "1,234.5"),
        (0.9996, "percent", (), "99.9%"),  # not all of them
        (1.0, "percent", (), "100%"),
        (0.500001, "percent", (0.5,), "50.1%"),  # more than a half, which may decide
        (0.499999, "percent", (0.5,), "49.9%"),
        (0.5, "percent", (0.5,), "50%"),
        (2.999, "number", (3.0,), "2.99"),
        (0.00004, "percent", (), "<0.1%"),
        (-0.004, "number", (), ">-0.01"),
        (0.0, "number", (), "0"),
        (100.0, "number", (), "100"),
    ],
)
def test_an_answer_has_one_decimal_of_a_percentage_or_two_of_a_measure(
    number: float, kind: str, limits: tuple[float, ...], printed: str
) -> None:
    """And is never rounded up to a limit, back to one that it passed, or down to nothing."""
    assert figures.measured(number, kind, limits) == printed


def test_an_answer_is_rounded_on_its_own_side_of_its_indicators_thresholds() -> None:
    """Those of the bands, the ramp and the cap, for every kind of station."""
    banded = indicator("M01.a", score=Score(bands=(Band(points=100.0, from_=0.5), Band(otherwise=0.0))))
    assert figures.answer(banded, 0.4999, {}, "zh") == "49.9%"
    assert figures.limit(banded, 0.49995, "zh") == "49.995%"


@pytest.mark.says("1.7")
def test_printed_differences_subtract_in_a_thousand_pairs() -> None:
    """A reader with a calculator finds the difference of the two numbers that stand before it."""
    drawn = Random(14)
    for _ in range(1000):
        before, after = drawn.uniform(0, 100), drawn.uniform(0, 100)
        shown = Decimal(figures.score(after)) - Decimal(figures.score(before))
        assert Decimal(figures.change(before, after)) == shown
        assert printed_change(before, after) == float(shown)
    assert figures.change(None, 5.0) == figures.change(5.0, None) == ""


@pytest.mark.says("1.7")
@pytest.mark.parametrize("decimals", [1, 2, 3])
def test_printed_parts_add_up_in_a_thousand_sums(decimals: int) -> None:
    """Each is at most one step away from its own number where the total is that of them all; nothing stays nothing."""
    drawn = Random(14)
    for _ in range(1000):
        numbers = [drawn.choice((0.0, drawn.uniform(-40, 40))) for _ in range(drawn.randint(1, 30))]
        total = round(math.fsum(numbers), decimals)
        if not any(numbers):
            continue
        parts = parts_of(total, numbers, 100 * 10**decimals)
        assert round(math.fsum(parts), 9) == pytest.approx(total, abs=1e-9)
        assert all(abs(part - number) <= 10**-decimals for part, number in zip(parts, numbers, strict=True))
        assert all(part == 0 for part, number in zip(parts, numbers, strict=True) if number == 0)
        order = sorted(range(len(numbers)), key=numbers.__getitem__)
        assert [parts[at] for at in order] == sorted(parts)


def test_parts_reach_a_total_that_is_not_quite_theirs() -> None:
    """The difference of two printed numbers is up to a tenth away from that of the numbers."""
    assert parts_of(16.5, (16.5669, 0.0, 0.0)) == (16.5, 0.0, 0.0)
    assert parts_of(1.0, (0.34, 0.33, 0.33)) == (0.4, 0.3, 0.3)
    assert parts_of(0.0, ()) == ()
    assert parts_of(0.1, (0.0, 0.0)) == (0.1, 0.0)


def test_two_numbers_side_by_side_are_told_apart_as_they_are() -> None:
    """In as few decimals as show on which side of its limit a number is; equal but for the last bits reads as equal."""
    assert side_by_side(40.5481904762, 50.0) == ("40.5", "50.0")
    assert side_by_side(49.96, 50.0) == ("49.96", "50.00")
    assert side_by_side(49.9999999999, 50.0) == ("50.0", "50.0")
    assert side_by_side(99.96, 100.0) == ("99.9", "100.0")
    assert side_by_side(50.04, 50.02, 2) == ("50.04", "50.02")
    drawn = Random(15)
    for _ in range(1000):
        need = drawn.choice((50.0, round(drawn.uniform(0, 100), drawn.randint(0, 4))))
        have = drawn.choice((drawn.uniform(0, 100), need + drawn.choice((0.0, 1e-10, 1e-8, 1e-4, 0.04)), need - 0.04))
        have = min(100.0, max(0.0, have))
        one, other = side_by_side(have, need, max(1, decimals_of(need)))
        assert (Decimal(one) < Decimal(other)) == (have < need - 1e-9)
        assert Decimal(other) == Decimal(repr(need))
