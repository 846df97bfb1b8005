"""Tricks that used to pay in M16 to M28, and what must not come of them."""

import re
from typing import Any

import pytest
from answered import failed_checks, judged, points, red_lines
from score_properties import every_node
from whole_stations import LEVELS, best

from convergence_cli.model.framework import Framework
from convergence_cli.report.explanation.weights import weights_by_kind
from convergence_cli.scoring.engine import assess

WEIGHT, COVERAGE = "M16.mobile-kpi-weight", "M16.appraisal-coverage"
CONTENT = [{"post": "content", "people": 100, "all_media": 60, "chief": 1, "mobile_main": 40}]


def appraisal(*departments: tuple[str, int, float, bool]) -> list[dict[str, Any]]:
    """Two rows for each department: (name, staff, mobile-first weight, applied)."""
    return [
        {"name": kind, "department": name, "staff": staff, "weight": part, "mobile": mobile, "applied": applied}
        for name, staff, weight, applied in departments
        for kind, mobile, part in (("移动端首发率", "first", weight), ("收视率", "no", 1 - weight))
    ]


# --- M16: what the appraisal says, what is applied, what comes of it ---


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("weight", [0.31, 0.45, 0.5])
def test_half_of_the_weight_or_less_misses_the_red_line_whatever_points_it_keeps(
    framework: Framework, level: str, weight: float
) -> None:
    """“高于50%” is strict; in a county the weight is scored and no red line."""
    tables = {"kpi": appraisal(("共用", 100, weight, True)), "personnel": CONTENT}
    found = judged(framework, level, tables=tables)
    assert (WEIGHT in red_lines(found)) == (level != "county")
    assert points(found, WEIGHT) < 100


def test_leaving_out_the_departments_without_mobile_indicators_gains_nothing(framework: Framework) -> None:
    """Content staff that is not listed counts as without: 20 of 100 with a full weight are 20%."""
    whole = appraisal(("新媒体", 20, 1, True), ("电视", 80, 0.0, True))
    few = appraisal(("新媒体", 20, 1, True))
    for rows in (whole, few):
        found = judged(framework, tables={"kpi": rows, "personnel": CONTENT})
        assert points(found, WEIGHT) == 0
        assert WEIGHT in red_lines(found)


def test_a_small_department_with_a_high_weight_does_not_carry_a_large_one(framework: Framework) -> None:
    rows = appraisal(("新媒体", 10, 1, True), ("电视", 90, 0.1, True))
    assert points(judged(framework, tables={"kpi": rows, "personnel": CONTENT}), WEIGHT) == 0


def test_a_scheme_that_is_not_in_force_counts_nothing(framework: Framework) -> None:
    """Issued, under consultation, or not paid by: neither the weight nor the coverage earns a point."""
    rows = appraisal(("共用", 100, 0.8, False))
    found = judged(framework, tables={"kpi": rows, "personnel": CONTENT})
    assert (points(found, WEIGHT), points(found, COVERAGE)) == (0, 0)
    assert WEIGHT in red_lines(found)


def test_a_scheme_said_to_be_applied_of_which_nothing_shows_is_asked_about(framework: Framework) -> None:
    tables = {"kpi": appraisal(("共用", 100, 0.8, True)), "personnel": CONTENT}
    answers = {"M16.appraisal-scheme": False, "M16.mobile-pay-share": 0.0, "M16.first-published-share": 0.0}
    asked = failed_checks(judged(framework, answers=answers, tables=tables))
    assert {"scheme-not-in-force", "first-weight-without-first-results"} <= asked


@pytest.mark.parametrize("level", LEVELS)
def test_weights_on_paper_are_less_than_half_of_the_measure(framework: Framework, level: str) -> None:
    """A full weight, applied to everybody and published, while nothing is first on mobile and nothing is paid by it."""
    typed = {
        item.id: 0.0
        for item in framework.indicators
        if item.measure == "M16" and item.ask.compute is None and item.ask.type in ("percent", "integer", "money")
    }
    tables = {"kpi": appraisal(("共用", 100, 1, True)), "personnel": CONTENT}
    found = judged(framework, level, answers={**typed, "M16.appraisal-scheme": True}, tables=tables)
    (score,) = (node.score for node in found.measures if node.id == "M16")
    assert score is not None
    assert score < 50


def test_numbers_of_products_in_place_of_priority_are_asked_about(framework: Framework) -> None:
    rows = [
        {"name": "产品数", "department": "共用", "staff": 100, "weight": 0.6, "mobile": "output", "applied": True},
        {"name": "收视率", "department": "共用", "staff": 100, "weight": 0.4, "mobile": "no", "applied": True},
    ]
    asked = failed_checks(judged(framework, tables={"kpi": rows, "personnel": CONTENT}))
    assert "mobile-weight-mostly-output" in asked


def test_the_week_of_first_publication_is_fixed(framework: Framework) -> None:
    """A station that may choose chooses its best week."""
    question = framework.indicator["M16.first-published-share"].ask.question
    assert "11月第二个完整周" in question.zh


# --- M17, M18, M23, M26: money and projects ---


def test_falling_advertising_does_not_raise_diversified_revenue(framework: Framework) -> None:
    """It is set against expenditure: revenue, which falls with advertising, is nowhere in the whole."""
    ask = framework.indicator["M17.diversified-revenue"].ask
    assert ask.criteria is not None
    whole = ask.criteria.zh.partition("分子")[0]
    assert "总支出" in whole
    assert "收入" not in whole


@pytest.mark.parametrize("level", LEVELS)
def test_no_count_of_projects_cases_or_activities_is_more_than_one_per_cent(framework: Framework, level: str) -> None:
    counted = {
        item.id
        for item in framework.indicators
        if item.ask.type == "integer" and re.search("项目数|示范项目|案例|成果数|活动|场次", item.title.zh)
    }
    own = weights_by_kind(framework)[level]
    assert counted
    assert {name: own[name] for name in counted if own.get(name, 0) > 0.01} == {}


def project(field: str, funds: float, **said: Any) -> dict[str, Any]:
    row = {"name": field, "field": field, "approved_by": "provincial", "stage": "running", "young_lead": False}
    return {**row, "funds": funds, "fiscal": funds, **said}


def test_splitting_a_project_is_not_two(framework: Framework) -> None:
    """One row or five of the same money: nothing that is computed from projects earns more."""
    rest = [project("platform", 300), project("data", 100)]
    whole = judged(framework, tables={"projects": [*rest, project("base", 100, young_lead=True)]})
    split = judged(framework, tables={"projects": [*rest, *[project("base", 20, young_lead=True)] * 5]})
    for name in ("M23.pilot-projects", "M21.young-leads", "M26.fiscal-support"):
        assert points(split, name) == pytest.approx(points(whole, name))


def test_the_same_projects_do_not_pay_in_two_measures(framework: Framework) -> None:
    """Networks, high-tech production and data are M12's: pilots and centres of M23 are others."""
    rows = [project(field, 100) for field in ("network", "audiovisual", "data")]
    assert points(judged(framework, tables={"projects": rows}), "M23.pilot-projects") == 0


def test_a_large_station_earns_no_more_for_the_same_public_money_by_staff(framework: Framework) -> None:
    small = judged(framework, tables={"projects": [project("platform", 100)]}, profile={"staff": 100.0})
    large = judged(framework, tables={"projects": [project("platform", 1000)]}, profile={"staff": 1000.0})
    assert points(small, "M26.fiscal-support") == pytest.approx(points(large, "M26.fiscal-support"))


def test_money_spent_in_a_rush_at_the_end_of_the_year_earns_nothing_more(framework: Framework) -> None:
    """What falls due later is left in peace: four fifths are full."""
    found = [
        points(judged(framework, answers={"M26.earmarked-use": share}), "M26.earmarked-use") for share in (0.8, 1.0)
    ]
    assert found == [100, 100]


def test_more_than_a_steady_source_of_cases_earns_nothing(framework: Framework) -> None:
    """Three in three years are full for a province, where the whole country names a few dozen."""
    found = [points(judged(framework, answers={"M23.cases": count}), "M23.cases") for count in (3.0, 8.0)]
    assert found == [100, 100]


# --- M19 to M21: people ---


def test_nobody_is_scored_by_age_and_projects_are_led_not_owned_by_the_young(framework: Framework) -> None:
    """The clause names no age: no column of personnel asks for it, and no question counts people by it."""
    (personnel,) = (table for table in framework.tables if table.id == "personnel")
    assert [column.id for column in personnel.columns if "周岁" in column.title.zh] == []
    aged = {item.id for item in framework.indicators if "周岁" in item.ask.question.zh}
    assert aged == {"M21.young-leads"}


def training(kind: str, hours: float, participants: int, mode: str = "classroom") -> dict[str, Any]:
    row = {"name": kind, "date": "2025-03-01", "kind": kind, "mode": mode, "audience": "everybody"}
    return {**row, "hours": hours, "participants": participants}


@pytest.mark.parametrize("added", ["regulation", "management", "technology", "operation", "other", "production"])
def test_more_training_of_any_kind_lowers_nothing(framework: Framework, added: str) -> None:
    """Eight hours of law for everybody once lowered the index, by lowering the share of the other kinds."""
    base = [
        training("production", 16, 100, "hands_on"),
        training("four_skills", 8, 60),
        training("technology", 8, 40, "online"),
    ]
    before = judged(framework, tables={"trainings": base, "personnel": CONTENT})
    after = judged(framework, tables={"trainings": [*base, training(added, 8, 100)], "personnel": CONTENT})
    for old, new in zip(every_node(before), every_node(after), strict=True):
        assert (new.score or 0.0) >= (old.score or 0.0)
    assert points(after, "M21.training-hours") > points(before, "M21.training-hours")


def test_a_course_for_a_handful_is_no_method_of_training(framework: Framework) -> None:
    rows = [training("technology", 8, 3, mode) for mode in ("classroom", "online", "hands_on", "contest")]
    assert points(judged(framework, tables={"trainings": rows}), "M21.training-methods") == 0


def test_outside_creators_are_counted_in_one_place(framework: Framework) -> None:
    """Clause 20.3 is left to M10, which counts them: M20 counts those brought in by a special procedure."""
    assert [item.id for item in framework.indicators if "20.3" in item.clauses] == []
    criteria = framework.indicator["M20.special-talent"].ask.criteria
    assert criteria is not None
    assert "M10.outside-creators" in criteria.zh


def test_a_few_months_of_help_are_no_large_part_of_a_county_s_index(framework: Framework) -> None:
    assert weights_by_kind(framework)["county"]["M20.grassroots-help"] <= 0.01
    assert points(judged(framework, "county", answers={"M20.grassroots-help": 4.0}), "M20.grassroots-help") < 40


# --- M22: findings, incidents, licences ---


@pytest.mark.parametrize("name", ["M22.severe-incidents", "M22.findings"])
def test_a_station_that_holds_itself_to_account_does_not_lose_by_it(framework: Framework, name: str) -> None:
    """Only findings from outside are asked for, and the question says that one's own notices are none."""
    ask = framework.indicator[name].ask
    assert "认定" in ask.question.zh
    assert ask.criteria is not None
    assert re.search("本机构(自己通报|自查自纠)", ask.criteria.zh)


@pytest.mark.parametrize("level", LEVELS)
def test_one_severe_incident_holds_the_best_station_below_established(framework: Framework, level: str) -> None:
    from dataclasses import replace

    station = best(framework, level)
    name = "M22.severe-incidents"
    worse = replace(station, answers=station.answers | {name: replace(station.answers[name], value=1.0)})
    found = assess(framework, worse)
    assert red_lines(found) == {name}
    assert found.level == "L2"


def test_lesser_findings_are_no_red_line_and_are_judged_by_the_size_of_the_station(framework: Framework) -> None:
    found = {level: judged(framework, level, answers={"M22.findings": 2.0}) for level in LEVELS}
    earned = [points(found[level], "M22.findings") for level in LEVELS]
    assert earned == sorted(earned, reverse=True)
    assert all(red_lines(each) == set() for each in found.values())


LICENCES = [{"service": "全部频道", "kind": "broadcast", "state": "valid"}]


@pytest.mark.parametrize("kind", ["broadcast", "audiovisual", "news"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_running_service_without_its_core_licence_is_a_red_line(framework: Framework, level: str, kind: str) -> None:
    """However many other licences are in order, so that it is a small part of all."""
    many = [{"service": f"端{n}", "kind": "filing", "state": "valid"} for n in range(40)]
    rows = [*LICENCES, *many, {"service": "客户端", "kind": kind, "state": "missing"}]
    found = judged(framework, level, tables={"licences": rows})
    assert "M22.core-licences" in red_lines(found)


def test_what_is_not_filed_cannot_be_left_out_of_the_list_in_silence(framework: Framework) -> None:
    own = {"owned": True, "data": True, "code": True, "admin": True, "targeted": False}
    platforms = [
        {"name": name, "kind": "app", "registered": 5, "monthly_active": 1, **own} for name in ("爱江州", "爱江州极速")
    ]
    channel = {"name": "综合", "kind": "tv", "reach": 9, "first_run": 90, "assessed": True, "weak": False}
    filed = [{"service": "爱江州", "kind": "filing", "state": "valid"}]
    tables = {"platforms": platforms, "licences": filed, "channels": [{**channel, "decision": "kept"}]}
    asked = failed_checks(judged(framework, tables=tables))
    assert {"filing-for-every-platform", "broadcasting-without-licence-row"} <= asked


# --- M24 to M28: leadership, support, papers ---


def test_no_red_line_hangs_on_a_tick(framework: Framework) -> None:
    """What anybody can tick keeps nobody from a level: red lines are numbers, most of them from lists."""
    ticked = {
        item.id for item in framework.indicators if item.red_line and item.ask.type in ("many_of", "one_of", "yes_no")
    }
    assert ticked == set()


def test_no_hint_asks_for_instructions_internal_reports_or_names(framework: Framework) -> None:
    """Evidence is a number and a date where the paper itself must not travel."""
    asked = {
        item.id: found
        for item in framework.indicators
        if item.evidence.hint is not None
        and (found := re.findall("(?<!不附)(批示|内参|花名册|身份证|领导讲话|会议纪要|发放表)", item.evidence.hint.zh))
    }
    assert asked == {}


def test_instructions_meetings_and_reports_are_not_counted(framework: Framework) -> None:
    """The more paper, the more points: none of the questions on leadership and support is a number of papers."""
    counted = {
        item.id
        for item in framework.indicators
        if item.measure in ("M25", "M27", "M28") and item.ask.type in ("integer", "number", "money")
    }
    assert counted == set()


def test_a_station_in_which_nothing_failed_can_meet_the_target_on_tolerance(framework: Framework) -> None:
    """A case of failure is not needed, and need not be of this year."""
    ticks = ("tolerance-rule", "growth-period", "stage-goals", "stop-loss")
    found = judged(framework, answers={"M24.fault-tolerance": ticks})
    assert found.result["M24.fault-tolerance"].outcome == "met"


def test_the_ledger_holds_what_others_found_and_not_what_the_station_set_itself(framework: Framework) -> None:
    criteria = framework.indicator["M27.ledger"].ask.criteria
    assert criteria is not None
    assert "不计自己另列的事项" in criteria.zh
