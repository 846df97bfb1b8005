"""M12 to M15: dividing, renaming and leaving out earn nothing; only what others found is held against a station."""

import pytest
from answered import judged, points, red_lines

from convergence_cli.model.framework import Framework
from convergence_cli.model.trial import Given

RUNNING: dict[str, Given] = {"stage": "running", "funds": 10.0, "fiscal": 0.0}


def test_splitting_a_project_is_not_two(framework: Framework) -> None:
    """C093: five projects of one field are one kind."""
    one = judged(framework, tables={"projects": [{"field": "data", **RUNNING}]})
    five = judged(framework, tables={"projects": [{"field": "data", **RUNNING}] * 5})
    assert points(one, "M12.application-projects") == points(five, "M12.application-projects")


@pytest.mark.parametrize("level", ["central", "provincial", "municipal"])
def test_projects_are_no_heavy_part_of_any_index(framework: Framework, level: str) -> None:
    """C093, A04: the best in projects, works with awards and results are each at most 1% of the index."""
    counted = {
        "M12.application-projects",
        "M09.awards",
        "M09.verticals",
        "M10.immersive-works",
        "M14.innovation-results",
    }
    found = judged(framework, level, profile={"duties": ("emergency", "transmission")})
    weights = {name: found.result[name].weight for name in counted}
    assert {name: weight for name, weight in weights.items() if weight > 0.01} == {}


def test_a_project_of_earlier_years_that_still_runs_is_listed(framework: Framework) -> None:
    """C094: the table says so, up to five years, so that the count does not depend on who fills it in."""
    hint = framework.table["projects"].hint
    assert hint is not None
    assert "以前年度建成、年末仍在运行" in hint.zh


def test_a_legacy_station_full_of_transmitter_staff_has_no_technical_team(framework: Framework) -> None:
    """C102: playout and transmission staff count neither way."""
    rows: list[dict[str, Given]] = [
        {"post": "operation", "people": 300.0},
        {"post": "content", "people": 600.0},
        {"post": "business", "people": 100.0},
    ]
    assert points(judged(framework, tables={"personnel": rows}), "M14.tech-team") == 0
    retrained: list[dict[str, Given]] = [
        {"post": "development", "people": 120.0},
        {"post": "operation", "people": 180.0},
        *rows[1:],
    ]
    assert points(judged(framework, tables={"personnel": retrained}), "M14.tech-team") == 100


def test_what_a_station_finds_out_about_itself_is_no_finding(framework: Framework) -> None:
    """C098: the question counts decisions of authorities only, and says that own checks do not count."""
    item = framework.indicator["M13.data-findings"]
    assert item.ask.criteria is not None
    assert "自查发现、主动报告后没有被通报的不算" in item.ask.criteria.zh
    assert red_lines(judged(framework, answers={"M13.data-findings": 0.0, "M13.data-protection": ()})) == set()


def test_all_rules_ticked_do_not_make_up_for_a_finding(framework: Framework) -> None:
    """C098: the red line hangs on the finding, whatever is ticked."""
    ticks = tuple(framework.options(framework.indicator["M13.data-protection"]))
    found = judged(framework, answers={"M13.data-findings": 1.0, "M13.data-protection": ticks})
    assert red_lines(found) == {"M13.data-findings"}


@pytest.mark.parametrize("level", ["central", "provincial", "municipal", "county"])
@pytest.mark.parametrize("output", ["none", "unreviewed"])
def test_an_emptied_list_of_new_technology_never_earns_more_than_the_poorest(
    framework: Framework, level: str, output: str
) -> None:
    """C106: a single system that nobody assessed is better listed than hidden, whatever else the station has."""
    others = {"M13.data-findings": 0.0, "M13.data-integration": 0.8, "M14.rd-spending": 0.03}
    rows: list[dict[str, Given]] = [{"stage": "review", "kind": "ai", "assessed": False, "output": output}]
    asked = {name: given for name, given in others.items() if framework.indicator[name].in_scope({"level": level})}
    listed = judged(framework, level, answers=asked, tables={"tools": rows}).index.score
    empty = judged(framework, level, answers=asked, tables={"tools": []}).index.score
    assert listed is not None
    assert empty is not None
    assert listed >= empty


def test_several_rows_of_one_system_make_no_new_stage(framework: Framework) -> None:
    """Functions listed apart are one stage still."""
    row: dict[str, Given] = {"stage": "review", "kind": "ai", "assessed": True, "output": "none"}
    found = [judged(framework, tables={"tools": [row] * times}) for times in (1, 6)]
    assert points(found[0], "M15.stages-served") == points(found[1], "M15.stages-served")


def test_software_copyrights_in_bulk_do_not_outweigh_inventions(framework: Framework) -> None:
    """C105: three to one, and so it stands in the criteria."""
    criteria = framework.indicator["M14.innovation-results"].ask.criteria
    assert criteria is not None
    assert "每项3分" in criteria.zh
    assert "每项1分" in criteria.zh


def test_every_ticked_list_that_is_left_is_light(framework: Framework) -> None:
    """A02: all lists of M06 to M15 ticked and everything else 0 or blank is less than a tenth of the index."""
    ticks = {
        item.id: tuple(framework.options(item))
        for item in framework.indicators
        if item.ask.type == "many_of" and "M06" <= item.measure <= "M15"
    }
    for level in ("central", "provincial", "municipal", "county"):
        asked = {name: given for name, given in ticks.items() if framework.indicator[name].in_scope({"level": level})}
        found = judged(framework, level, answers=asked, profile={"duties": ("emergency", "transmission")})
        assert found.index.score is not None
        assert found.index.score < 10, level
