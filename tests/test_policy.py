"""The shipped framework against the policy's text, where that text is at hand."""

import re
from pathlib import Path

import pytest

from convergence_cli.model.framework import Framework

POLICY = Path(__file__).resolve().parent.parent.parent / "shared" / "policy"
pytestmark = pytest.mark.skipif(not POLICY.is_dir(), reason="the policy's text is not beside this checkout")

_WIDTHS = str.maketrans("，。；：、！？（）“”‘’", ",.;:,!?()\"\"''")


def _plain(text: str) -> str:
    """Without the width of punctuation, which editions of the text print differently."""
    return re.sub(r"\s", "", text.translate(_WIDTHS))


def _clauses() -> dict[str, str]:
    text = (POLICY / "clauses.md").read_text("utf-8")
    return {found[1]: found[2] for found in re.finditer(r"^- `(\d\d\.\d+)` (.*)$", text, re.MULTILINE)}


def test_every_quote_stands_in_one_of_its_clauses_to_the_letter(framework: Framework) -> None:
    clauses = _clauses()
    wrong = [
        item.id
        for item in framework.indicators
        if not any(_plain(item.quote) in _plain(clauses.get(clause, "")) for clause in item.clauses)
    ]
    assert wrong == []


def test_every_measure_lists_all_of_its_clauses_and_no_other(framework: Framework) -> None:
    clauses = _clauses()
    for measure in framework.measures:
        number = measure.id.removeprefix("M")
        assert list(measure.clauses) == [name for name in clauses if name.startswith(f"{number}.")]


def test_measures_carry_the_titles_of_the_policy(framework: Framework) -> None:
    titles = dict(re.findall(r"^### (M\d\d) (.+)$", (POLICY / "clauses.md").read_text("utf-8"), re.MULTILINE))
    assert {item.id: item.title.zh for item in framework.measures} == {
        item.id: titles[item.id] for item in framework.measures
    }
