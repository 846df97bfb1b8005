"""The word that was probably meant: the same as difflib finds, for a little of what difflib takes."""

from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.texts.nearest import Guesses, Known, nearest

WORDS = st.lists(st.text("abc表号", min_size=1, max_size=12), max_size=12)


@given(st.text("abc表号", max_size=16), WORDS, st.sampled_from([0.3, 0.6, 0.75]))
def test_what_is_ruled_out_by_letters_is_nothing_that_was_alike(word: str, known: list[str], likeness: float) -> None:
    assert nearest(word, known, likeness) == next(iter(get_close_matches(word, known, n=1, cutoff=likeness)), "")


@given(st.text("abc表号", min_size=1, max_size=16), WORDS)
def test_only_what_is_meant_is_found(word: str, known: list[str]) -> None:
    """`among` leaves the rest out of account."""
    among = set(known[::2])
    found = Guesses().nearest(word, Known(known, 0.5), among)
    assert found == next(iter(get_close_matches(word, sorted(among), n=1, cutoff=0.5)), "")


@pytest.mark.parametrize("length", [0, 5_000, 1_000_000])
def test_a_text_is_nobody_s_misspelling(length: int) -> None:
    assert nearest("题" * length, ["题号", "题" * 4_000 + "号", "题" * 5_000]) in ("", "题" * 4_000 + "号")


def test_guessing_ends() -> None:
    """Words that are all a little like all others: the first ones are guessed, and at some time no more."""
    known = Known([f"{'ab' * 20}{number:03}" for number in range(200)], 0.6)
    guesses = Guesses()
    found = [guesses.nearest(f"{'ba' * 20}{number}", known) for number in range(3_000)]
    assert found[0]
    assert not found[-1]


def test_a_word_that_costs_too_much_does_not_stop_cheap_ones() -> None:
    known = Known(["answer", "a" * 4_000], 0.6)
    guesses = Guesses()
    assert guesses.nearest("a" * 3_999, known) == ""
    assert guesses.nearest("anwser", known) == "answer"
