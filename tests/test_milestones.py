"""Targets by year: `target_by` with a question that is a whole number, such as the year assessed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_frameworks import indicator
from tiny_rubric import built, mutated, problems_of, write

from convergence_cli.model.framework import Framework
from convergence_cli.report.rules import target_in_words
from convergence_cli.trial.branches import branches
from convergence_cli.trial.run import run_trials

PLAN = "    target: 50\n    target_by: {year: {2024: 60, 2026: 100, 2025: 80}}\n    effort: 2"
"""Three years, in any order."""


@pytest.fixture(scope="module")
def planned() -> Framework:
    files = mutated("M01.yaml", "    effort: 2", PLAN)
    assert problems_of(files) == []
    return built(files)


@pytest.mark.parametrize(
    ("year", "target"),
    [(2020, 50), (2023, 50), (2024, 60), (2025, 80), (2025.0, 80), (2026, 100), (2027, 100), (2100, 100), (None, 50)],
)
def test_the_last_milestone_not_beyond_the_year_holds(planned: Framework, year: float | None, target: float) -> None:
    """Before the first one, and where the year is blank, the target without a year does."""
    (share, *_) = planned.indicators
    assert share.target_for({"year": year}) == target


@given(st.dictionaries(st.integers(2000, 2030), st.integers(1, 100), min_size=1), st.integers(1990, 2040))
def test_between_milestones_nothing_changes(targets: dict[int, int], year: int) -> None:
    """The target of a year without a milestone is the one of the year before."""
    item = indicator("M01.a", target_by={"year": {str(key): float(points) for key, points in targets.items()}})
    if year not in targets:
        assert item.target_for({"year": float(year)}) == item.target_for({"year": float(year - 1)})
    else:
        assert item.target_for({"year": float(year)}) == targets[year]


def test_a_milestone_decides_what_is_met(planned: Framework, tmp_path: Path) -> None:
    """60 points are met in 2024, and short of the target in 2025."""
    tests = """\
tests:
  - name: first year
    profile: {year: 2024}
    tables: {kpi: [{weight: 40%, mobile: true, kind: tv}, {weight: 60%, mobile: false, kind: tv}]}
    expect: {M01.share: {points: 60, outcome: met}}
  - name: second year
    like: first year
    profile: {year: 2025}
    expect: {M01.share: {points: 60, outcome: partial}}
  - name: a test that names no year has the earliest
    like: first year
    profile: {year: 2020}
    expect: {M01.share: {points: 60, outcome: met}}
  - name: the same without saying so
    tables: {kpi: [{weight: 40%, mobile: true, kind: tv}, {weight: 60%, mobile: false, kind: tv}]}
    expect: {M01.share: {points: 60, outcome: met}}
"""
    done = run_trials(planned, write(tmp_path, {"tests/M01.yaml": tests}))
    assert done.problems == ()
    reached = {branch for branch in branches(planned) if "target" in branch} - set(done.unreached)
    assert {branch for branch in reached if branch.startswith("M01.share")} == {
        "M01.share: target (met)",
        "M01.share: target_by.year.2024 (met)",
        "M01.share: target_by.year.2025 (short)",
    }


def test_milestones_in_words(planned: Framework) -> None:
    (share, *_) = planned.indicators
    assert target_in_words(planned, share, {"year": 2025.0}, "en") == "80"
    assert target_in_words(planned, share, None, "en") == "50\nfrom 2024: 60\nfrom 2026: 100\nfrom 2025: 80"
    assert target_in_words(planned, share, None, "zh").splitlines()[1] == "自 2024 起：60"


def test_a_milestone_out_of_bounds_is_placed_at_its_year() -> None:
    """Line and column lead to the key, which needs no quotes."""
    files = mutated("M01.yaml", "    effort: 2", "    target_by: {year: {2024: 60, 2200: 80}}\n    effort: 2")
    (found,) = problems_of(files)
    line = files["M01.yaml"].splitlines()[(found.location.line or 0) - 1]
    assert line[(found.location.column or 0) - 1 :].startswith("2200")
