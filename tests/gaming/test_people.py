"""M06 to M08: what people get decides, and neither meetings, papers nor fans."""

import pytest
from answered import judged, points, red_lines

from convergence_cli.model.framework import Framework
from convergence_cli.model.trial import Given

DUTY = {"duties": ("emergency",)}


def test_an_unattended_platform_that_broadcasts_by_itself_is_not_punished(framework: Framework) -> None:
    """C054: orders broadcast in time are full points, whoever or whatever carried them out."""
    found = judged(framework, "county", answers={"M07.emergency-orders": 0.96}, profile=DUTY)
    assert points(found, "M07.emergency-orders") == 100
    assert red_lines(found) == set()


@pytest.mark.parametrize(("share", "missed"), [(0.89, True), (0.9, False), (0.0, True)])
def test_the_red_line_of_emergency_broadcasting_hangs_on_orders(
    framework: Framework, share: float, missed: bool
) -> None:
    """A station that never tested answers 0 and misses it: rules and rosters on paper make up for nothing."""
    found = judged(framework, "county", answers={"M07.emergency-orders": share}, profile=DUTY)
    assert ("M07.emergency-orders" in red_lines(found)) is missed


def test_emergency_broadcasting_is_no_list_to_tick(framework: Framework) -> None:
    """Red lines of M06 to M15 are numbers, never lists."""
    lines = {
        item.id: item.ask.type for item in framework.indicators if item.red_line and "M06" <= item.measure <= "M15"
    }
    assert lines == {
        "M07.emergency-orders": "percent",
        "M11.rights-findings": "integer",
        "M13.data-findings": "integer",
    }


def test_a_survey_among_fans_alone_does_not_fill_satisfaction(framework: Framework) -> None:
    """C064: the station's own survey at its best earns three fifths of what both surveys can earn."""
    own = judged(framework, "municipal", answers={"M08.satisfaction": 1.0, "M08.independent-survey": 0.0})
    weights = {item.id: item.weight for item in framework.measure["M08"].indicators}
    both = weights["M08.satisfaction"] + weights["M08.independent-survey"]
    assert points(own, "M08.independent-survey") == 0
    assert weights["M08.satisfaction"] / both == pytest.approx(0.6)


def test_more_events_with_the_same_people_served_earn_nothing(framework: Framework) -> None:
    """C061: two events of 300 served are one of 600."""
    once: list[dict[str, Given]] = [{"field": "practice", "cases": 600.0}]
    twice: list[dict[str, Given]] = [{"field": "practice", "cases": 300.0}] * 2
    found = [
        judged(framework, "county", tables={"services": rows}, profile={"population": 30.0}) for rows in (once, twice)
    ]
    assert points(found[0], "M07.strategy-services") == points(found[1], "M07.strategy-services")


def test_dividing_a_service_makes_no_new_field(framework: Framework) -> None:
    """Ten services of one field are one field."""
    one = judged(framework, tables={"services": [{"field": "city", "cases": 5000.0}]})
    ten = judged(framework, tables={"services": [{"field": "city", "cases": 500.0}] * 10})
    assert points(one, "M07.fields-served") == points(ten, "M07.fields-served") == 25


def test_the_same_service_for_each_resident_earns_the_same_in_a_small_place(framework: Framework) -> None:
    """Services are measured by residents, so that the size of the place decides nothing."""
    small = judged(
        framework, "county", tables={"services": [{"field": "rural", "cases": 1000.0}]}, profile={"population": 10.0}
    )
    large = judged(
        framework, "county", tables={"services": [{"field": "rural", "cases": 9000.0}]}, profile={"population": 90.0}
    )
    assert points(small, "M07.strategy-services") == points(large, "M07.strategy-services")


def test_who_runs_no_consultation_is_not_better_off_than_who_answers_badly(framework: Framework) -> None:
    """C049: there is no reason for not applicable, with or without a hotline beside it."""
    assert framework.indicator["M06.answered"].not_applicable == ()


def test_neither_reports_nor_proposals_nor_events_are_counted(framework: Framework) -> None:
    """C048, C051, C061: no unit of a question in M06 to M08 is a paper or an event."""
    units = {
        item.ask.unit.zh
        for item in framework.indicators
        if "M06" <= item.measure <= "M08" and item.ask.unit is not None
    }
    assert units.isdisjoint({"份", "条", "场"})


def test_no_hint_asks_for_instructions_internal_reports_or_lists_of_names(framework: Framework) -> None:
    """C047, C053: evidence in M06 to M15 is a number, a date or a public page."""
    hints = [
        item.evidence.hint.zh for item in framework.indicators if item.evidence.hint and "M06" <= item.measure <= "M15"
    ]
    asked = [hint.replace("不附花名册", "") for hint in hints]
    assert [hint for hint in asked if any(word in hint for word in ("批示", "内参", "花名册", "身份证"))] == []
