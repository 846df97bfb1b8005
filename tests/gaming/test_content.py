"""M09 to M11: what others see in content decides; honesty costs nothing, bulk and thin works earn nothing."""

import pytest
from answered import failed_checks, judged, points, red_lines

from convergence_cli.model.framework import Framework
from convergence_cli.model.trial import Given


@pytest.mark.parametrize(("found", "corrected"), [(1, 1), (50, 50)])
def test_a_station_that_finds_more_of_its_own_errors_loses_nothing(
    framework: Framework, found: int, corrected: int
) -> None:
    """C068: correctness is how soon errors are corrected and not how many were admitted."""
    earned = judged(framework, answers={"M09.corrections": corrected / found})
    assert points(earned, "M09.corrections") == 100


def test_being_a_source_for_others_earns_where_it_earned_nothing(framework: Framework) -> None:
    """C068: items that higher media took over count, and full points grow with the level."""
    full = {"provincial": 600.0, "municipal": 120.0, "county": 24.0}
    for level, items in full.items():
        assert points(judged(framework, level, answers={"M09.reprints": items}), "M09.reprints") == 100
        assert points(judged(framework, level, answers={"M09.reprints": items / 2}), "M09.reprints") == 50


def test_speed_is_no_reason_to_pass_over_the_three_reviews(framework: Framework) -> None:
    """C069, C070: time runs from the authority's notice, and no advice says to publish without approval."""
    item = framework.indicator["M09.first-minutes"]
    assert "主管部门首次公开发布" in item.ask.question.zh
    assert "三审" in item.advice[0].zh
    assert not any("不等" in step.zh for step in item.advice)
    early = judged(framework, answers={"M09.first-minutes": 0.0})
    in_time = judged(framework, answers={"M09.first-minutes": 20.0})
    assert points(early, "M09.first-minutes") == points(in_time, "M09.first-minutes")


def test_features_and_advertising_do_not_fill_up_real_life(framework: Framework) -> None:
    """C073, C074: six in ten are no longer full, and what is nearly always real life is left out of the whole."""
    item = framework.indicator["M09.real-life-works"]
    assert item.ask.criteria is not None
    assert "公益广告几乎都写现实，不计入" in item.ask.criteria.zh
    assert "新中国成立以来" in item.ask.criteria.zh
    assert points(judged(framework, answers={"M09.real-life-works": 0.6}), "M09.real-life-works") == 30


TOOLS: list[dict[str, Given]] = [
    {"stage": "production", "kind": "cloud", "assessed": True, "output": "none"},
    {"stage": "production", "kind": "cloud", "assessed": True, "output": "none"},
]


def test_a_station_without_ai_is_not_capped(framework: Framework) -> None:
    """C078: by cloud tools alone a county has full points for tools, and for control of them too."""
    found = judged(framework, "county", tables={"tools": TOOLS})
    assert points(found, "M10.production-tools") == 100
    assert points(found, "M15.technology-control") == 100


def test_ai_without_review_is_worse_than_no_ai(framework: Framework) -> None:
    """C078: what is published without review costs more in control than it earns in tools."""
    more: list[dict[str, Given]] = [
        *TOOLS,
        {"stage": "production", "kind": "ai", "assessed": True, "output": "unreviewed"},
    ]
    without, with_it = (judged(framework, "municipal", tables={"tools": rows}) for rows in (TOOLS, more))
    assert points(with_it, "M15.technology-control") < points(without, "M15.technology-control")
    assert with_it.index.score is not None
    assert without.index.score is not None
    assert with_it.index.score < without.index.score


def test_works_that_nobody_watches_are_no_supply(framework: Framework) -> None:
    """C080, C081: ten immersive works without an audience earn nothing, and the station is told to look again."""
    rows: list[dict[str, Given]] = [
        {"form": "interactive", "items": 1.0, "hours": 0.1, "mobile_native": True, "plays": 0.01}
    ] * 10
    found = judged(framework, tables={"works": rows})
    assert points(found, "M10.immersive-works") == 0
    assert "works-too-small" in failed_checks(found)


def test_posts_that_stand_in_no_list_of_works_are_told(framework: Framework) -> None:
    """C084: a year of posts on Douyin cannot be more than all short and vertical videos."""
    found = judged(
        framework,
        tables={
            "accounts": [{"platform": "douyin", "name": "甲", "posts_week": 663.0}],
            "works": [{"form": "short_video", "items": 23330.0, "hours": 400.0, "mobile_native": True, "plays": 900.0}],
        },
    )
    assert "posts-against-works" in failed_checks(found)


def test_the_red_line_of_rights_is_a_finding_that_was_not_put_right(framework: Framework) -> None:
    """C086: no tick keeps it and no missing tick misses it."""
    nothing = judged(framework, answers={"M11.rights-rules": (), "M11.rights-findings": 0.0})
    everything = judged(
        framework,
        answers={
            "M11.rights-rules": tuple(framework.options(framework.indicator["M11.rights-rules"])),
            "M11.rights-findings": 1.0,
        },
    )
    assert red_lines(nothing) == set()
    assert red_lines(everything) == {"M11.rights-findings"}


def test_a_short_list_of_key_works_is_no_advantage(framework: Framework) -> None:
    """C087, C088: the whole has a floor in the criteria for every level, and bulk deposit is left out."""
    item = framework.indicator["M11.key-works-registered"]
    assert item.ask.criteria is not None
    assert "不足中央级30件、省级15件、市级5件的，按30、15、5件计" in item.ask.criteria.zh
    assert "批量存证不在此列" in item.ask.criteria.zh


def test_rights_income_is_judged_by_the_size_of_the_station(framework: Framework) -> None:
    """C089: a share of operating revenue; no sum of money is asked in M06 to M15."""
    money = [item.id for item in framework.indicators if item.ask.type == "money" and "M06" <= item.measure <= "M15"]
    assert money == []
