"""A sheet whose XML is not written the plain way is parsed whole, and says the same."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from filling import errors, fill, found, rewrite

from convergence_cli.model.framework import Framework

QUESTIONS = "xl/worksheets/sheet3.xml"


def single_quotes(text: str) -> str:
    return re.sub(r'<c r="([A-Z]+\d+)"', r"<c r='\1'", text)


def style_first(text: str) -> str:
    return re.sub(r'<c r="([A-Z]+\d+)" s="(\d+)"', r'<c s="\2" r="\1"', text)


def prefixed(text: str) -> str:
    inside = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text)
    return inside.replace('xmlns="http', 'xmlns:x="http', 1)


def broken_over_lines(text: str) -> str:
    return text.replace("<c r=", "<c\n r=")


UNUSUAL = [single_quotes, style_first, prefixed, broken_over_lines]


def rewritten(path: Path, how: Callable[[str], str]) -> Path:
    return rewrite(path, lambda part, text: how(text) if part == QUESTIONS else text)


@pytest.mark.parametrize("how", UNUSUAL, ids=lambda how: how.__name__)
def test_percentages_are_told_apart_however_the_sheet_is_written(
    framework: Framework, how: Callable[[str], str]
) -> None:
    """1 in a cell shown as a percentage is 100% without a note."""
    answers = {"M01.mobile-budget": 1, "M08.satisfaction": 0.31}
    path = rewritten(fill(framework, answers=answers), how)
    questionnaire, notes = found(path, framework)
    assert questionnaire is not None
    assert [questionnaire.answers[name].value for name in answers] == [1.0, 0.31]
    assert [item for item in notes if item.code == "read-percent-ambiguous"] == []


@pytest.mark.parametrize("how", UNUSUAL, ids=lambda how: how.__name__)
def test_error_cells_and_open_formulas_are_found_however_the_sheet_is_written(
    framework: Framework, how: Callable[[str], str]
) -> None:
    """They are no blanks, and refused by their cells."""
    path = fill(framework, answers={"M01.mobile-budget": "#REF!", "M08.satisfaction": "=0.1+0.2"})
    plain = errors(path, framework)
    assert [code for code, _ in plain] == ["error-cell", "formula-not-calculated"]
    assert errors(rewritten(path, how), framework) == plain
