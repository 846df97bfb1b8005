"""What a station earns that ticks everything, copies a rule, or meets every target and no more."""

import pytest
from answered import judged
from whole_stations import BEST_TABLES, LEVELS

from convergence_cli.model.framework import Framework
from convergence_cli.report.explanation.weights import weights_by_kind

TARGETS = {"must": 100.0, "should": 70.0, "may": 50.0}
TOLD: dict[str, float] = {
    "M10.uhd-hours": 60,
    "M11.rights-share": 50,
    "M16.mobile-kpi-weight": 100,  # the clause's own figure
    "M19.pay-system": 40,
    "M22.core-licences": 100,  # a red line
    "M28.local-plan": 60,
}
"""Targets off the rule, each with its reason in the indicator."""


def ticked(framework: Framework, level: str) -> dict[str, object]:
    """Every box ticked, the best option chosen, yes where that is best, and every number typed as 0."""
    found: dict[str, object] = {}
    for item in framework.indicators:
        if not item.in_scope({"level": level}) or item.ask.compute is not None:
            continue
        if item.score.checklist is not None:
            found[item.id] = tuple(item.score.checklist.items)
        elif item.ask.type == "one_of":
            found[item.id] = list(framework.options(item))[-1]
        elif item.ask.type == "yes_no":
            found[item.id] = True
        else:
            found[item.id] = 0.0
    return found


@pytest.mark.parametrize("level", LEVELS)
def test_boxes_without_evidence_are_a_beginning(framework: Framework, level: str) -> None:
    """All boxes, good tables, numbers of 0 and not one piece of evidence: below L2."""
    profile = {"population": 5000.0, "duties": ("emergency", "transmission"), "staff": 500.0}
    found = judged(
        framework, level, answers=ticked(framework, level), tables=BEST_TABLES, profile=profile, evidence=False
    )
    assert found.level in (None, "L1")


@pytest.mark.parametrize("level", LEVELS)
def test_boxes_with_evidence_and_no_lists_are_not_established(framework: Framework, level: str) -> None:
    """Whatever is attached: what a number or a list proves is not had by ticking."""
    profile = {"population": 5000.0, "duties": ("emergency", "transmission"), "staff": 500.0}
    found = judged(framework, level, answers=ticked(framework, level), profile=profile)
    assert found.level in (None, "L1")


def test_from_the_second_level_up_only_what_is_evidenced_counts(framework: Framework) -> None:
    first, *others = framework.levels
    assert (first.on, first.index) == ("score", 20)
    assert {level.on for level in others} == {"evidenced"}
    assert {level.coverage for level in others[1:]} == {0.9}


def test_a_target_is_100_70_or_50_by_what_the_clause_says(framework: Framework) -> None:
    """The rest is named here, and says why."""
    off = {
        item.id: item.target_for({})
        for item in framework.indicators
        if item.target_for({}) != TARGETS[str(item.obligation)]
    }
    assert off == TOLD


@pytest.mark.parametrize("level", LEVELS)
def test_every_target_met_is_worth_74_to_75_and_the_third_level(framework: Framework, level: str) -> None:
    """The same at each level of station; what lies beyond the targets earns the fourth."""
    weights, profile = weights_by_kind(framework)[level], {"level": level}
    asked = [item for item in framework.indicators if item.in_scope(profile)]
    index = sum(weights[item.id] * item.target_for(profile) for item in asked)
    third, fourth = (framework.levels[at].index or 0 for at in (2, 3))
    assert 74 < index < 75
    assert third <= index < fourth


@pytest.mark.parametrize(("level", "most"), [("county", 55), ("provincial", 100)])
def test_the_form_is_short(framework: Framework, level: str, most: int) -> None:
    """A whole table is one question; what is computed is none."""
    asked = [item for item in framework.indicators if item.in_scope({"level": level})]
    computed = " ".join(item.ask.compute for item in asked if item.ask.compute)
    tables = [table.id for table in framework.tables if f"{table.id}." in computed]
    assert sum(item.ask.compute is None for item in asked) + len(tables) <= most


@pytest.mark.parametrize("level", LEVELS)
def test_no_count_of_projects_is_more_than_a_hundredth(framework: Framework, level: str) -> None:
    weights = weights_by_kind(framework)[level]
    for item in framework.indicators:
        if item.id in weights and item.ask.compute and item.ask.compute.startswith("count(projects"):
            assert weights[item.id] <= 0.01, item.id


def test_no_red_line_hangs_on_a_tick(framework: Framework) -> None:
    """Each is a number, a share of a list, or what somebody else found."""
    red = [item for item in framework.indicators if item.red_line]
    assert {item.ask.type for item in red} <= {"percent", "integer"}


def test_what_asks_for_the_size_of_the_audience_is_not_asked_of_a_specialised_body(framework: Framework) -> None:
    profile = {"level": "central", "kind": "specialised"}
    asked = {item.id for item in framework.indicators if item.in_scope(profile)}
    assert not asked & {"M02.monthly-active", "M03.main-account", "M05.brands"}
    assert {"M02.control", "M02.services", "M03.flagship"} <= asked
