"""Numbers as people read them: half up, to one decimal, and no full mark that was not reached."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_frameworks import WORDS, indicator

from convergence_cli.model.language import Language
from convergence_cli.model.question import Column, Text
from convergence_cli.report import figures


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
        (0.500001, "50.0001%"),  # the six digits that decide between 60 and 100 points are shown
        (0.0, "0%"),
        (1.0, "100%"),
        (10.0, "1,000%"),
        (0.29, "29%"),
        (0.0000001, "0.00001%"),
        (-0.05, "-5%"),
    ],
)
def test_percentages_show_the_digits_that_they_have(number: float, printed: str) -> None:
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
