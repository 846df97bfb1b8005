"""Lines on a screen: a Chinese character takes two columns, and no line is longer than asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convergence_cli.texts.width import cut, display_width, wrap


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("总分", 4), ("总 a", 4), ("％", 2), ("e\u0301", 1), ("—…", 2)]
)
def test_width_counts_columns(text: str, columns: int) -> None:
    assert display_width(text) == columns


def test_a_cut_keeps_the_width() -> None:
    assert cut("总分总分", 5) == "总分…"
    assert cut("总分", 4) == "总分"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("总分得分失分", 4, ["总分", "得分", "失分"]),
        # A comma does not begin a line: the character before it goes along.
        ("甲乙丙丁，戊", 8, ["甲乙丙", "丁，戊"]),
        # An opening quotation mark does not end one.
        ("甲乙丙“丁”", 8, ["甲乙丙", "“丁”"]),
        # What stands in brackets behind a title stays together.
        ("名次 （区间）", 10, ["名次", "（区间）"]),
        ("甲（一二三四五）", 8, ["甲（一二", "三四五）"]),
        ("甲\n乙", 8, ["甲", "乙"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 8, [""]),
    ],
)
def test_wrap_breaks_where_a_typesetter_would(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(alphabet="甲乙，。“”（）ab c%", max_size=60), st.integers(min_value=4, max_value=30))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
