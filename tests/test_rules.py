"""Scoring functions in words: each says what the arithmetic does, in both languages."""

import re
from dataclasses import replace

import pytest

from convergence_cli import policy
from convergence_cli.model.framework import Chapter, Evidence, Framework, Indicator, Measure, Source
from convergence_cli.model.question import Ask, Citation, ProfileQuestion, Scale, ScaleStep, Text
from convergence_cli.model.score import Band, Capped, Checklist, Ramp, Score
from convergence_cli.report.rules import aggregate_in_words, rule_in_words, target_in_words, weight_in_words
from convergence_cli.rubric.load import find, load
from convergence_cli.scoring.points import points

CJK = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def text(zh: str, en: str) -> Text:
    return Text(zh=zh, en=en)


LEVEL = ProfileQuestion(
    id="level",
    title=text("层级", "Level"),
    type="one_of",
    options={"county": text("县级", "County"), "central": text("中央级", "Central")},
    required=True,
)
OPTIONS = {"all": text("全部", "All"), "some": text("部分", "Some"), "none": text("无", "None")}


def indicator(score: Score, ask: Ask, **more: object) -> Indicator:
    settings: dict[str, object] = {
        "id": "M01.x",
        "title": text("题", "Title"),
        "clauses": ("01.1",),
        "quote": "原文",
        "obligation": "should",
        "weight": 1.0,
        "ask": ask,
        "score": score,
        "evidence": Evidence(),
        "advice": (text("做", "Do"),),
        "effort": 1,
        "basis": "clause",
        "who": text("台", "Station"),
    }
    return Indicator(**(settings | more))  # type: ignore[arg-type]


def framework(item: Indicator) -> Framework:
    worst_first = {
        "low": ScaleStep(text=text("没有", "Not"), points=0.0),
        "high": ScaleStep(text=text("全面", "Full"), points=100.0),
    }
    return Framework(
        id="t",
        version="1.0.0",
        title=text("体系", "Framework"),
        source=Source(title=text("文", "Paper"), number="1号", issuer=text("局", "Office"), date="2020-01-01"),
        profile=(LEVEL,),
        scales={"depth": Scale(title=text("深度", "Depth"), steps=worst_first)},
        chapters=(Chapter(id="c", title=text("块", "C"), weight=1, because=text("因", "B"), measures=("M01",)),),
        measures=(
            Measure(
                id="M01",
                title=text("措施", "Measure"),
                weight=1,
                because=text("因", "B"),
                horizon="progress",
                clauses=("01.1",),
                indicators=(item,),
            ),
        ),
        sha256="0",
        expressions={},
    )


def ask(kind: str, unit: Text | None = None, options: dict[str, Text] | None = None) -> Ask:
    return Ask(type=kind, question=text("问", "Q"), unit=unit, options=options or {})  # type: ignore[arg-type]


def both(item: Indicator, profile: dict[str, object] | None = None) -> tuple[str, str]:
    whole = framework(item)
    return rule_in_words(whole, item, profile, "zh"), rule_in_words(whole, item, profile, "en")


HOURS = text("小时", "hours")
MOBILE = (Band(above=0.5, points=100), Band(from_=0.3, points=60), Band(otherwise=0))
COSTS = (Band(below=5.0, points=100), Band(up_to=10.0, points=40.5), Band(otherwise=0))
SINCE = (Band(from_="2024-01-01", points=100), Band(above="2020-06-30", points=50), Band(otherwise=0))
UNTIL = (Band(up_to="2021-12-31", points=100), Band(below="2023-01-01", points=50), Band(otherwise=0))


@pytest.mark.parametrize(
    ("score", "question", "zh", "en"),
    [
        (
            Score(bands=MOBILE),
            ask("percent"),
            "高于50% → 100 分；30%及以上 → 60 分；其余 0 分",
            "above 50% → 100; from 30% → 60; otherwise 0",
        ),
        (
            Score(bands=COSTS),
            ask("number", HOURS),
            "低于5小时 → 100 分；10小时及以下 → 40.5 分；其余 0 分",
            "below 5 hours → 100; up to 10 hours → 40.5; otherwise 0",
        ),
        (
            Score(bands=SINCE),
            ask("date"),
            "2024-01-01及以后 → 100 分；晚于2020-06-30 → 50 分；其余 0 分",
            "on 2024-01-01 or later → 100; after 2020-06-30 → 50; otherwise 0",
        ),
        (
            Score(bands=UNTIL),
            ask("date"),
            "2021-12-31及以前 → 100 分；早于2023-01-01 → 50 分；其余 0 分",
            "on 2021-12-31 or earlier → 100; before 2023-01-01 → 50; otherwise 0",
        ),
        (
            Score(ramp=Ramp(from_=0.1, to=0.5)),
            ask("percent"),
            "10%及以下 0 分，50%及以上 100 分，其间按比例",
            "0 at 10% or less, 100 at 50% or more, in proportion between",
        ),
        (
            Score(ramp=Ramp(from_=0.3, to=0.05)),
            ask("percent"),
            "5%及以下 100 分，30%及以上 0 分，其间按比例（越低越好）",
            "100 at 5% or less, 0 at 30% or more, in proportion between (lower is better)",
        ),
        (
            Score(ramp=Ramp(from_=3, to=300, log=True)),
            ask("number", HOURS),
            "3小时及以下 0 分，300小时及以上 100 分，其间按对数（同样的倍数，同样的分差）",
            "0 at 3 hours or less, 100 at 300 hours or more, by the logarithm between (an equal ratio, an equal step)",
        ),
        (
            Score(capped=Capped(at=200)),
            ask("integer", HOURS),
            "与填报值成正比，达到200小时即 100 分",
            "in proportion to the answer, 100 from 200 hours up",
        ),
        (
            Score(choices={"none": 0, "some": 33.4, "all": 100}),
            ask("one_of", options=OPTIONS),
            "全部 → 100 分；部分 → 33.4 分；无 → 0 分",
            "All → 100; Some → 33.4; None → 0",
        ),
        (
            Score(scale="depth"),
            ask("one_of"),
            "量表“深度”：全面 → 100 分；没有 → 0 分",
            "scale “Depth”: Full → 100; Not → 0",
        ),
        (Score(expect="yes"), ask("yes_no"), "是 → 100 分；否 → 0 分", "Yes → 100; No → 0"),
        (Score(expect="no"), ask("yes_no"), "否 → 100 分；是 → 0 分", "No → 100; Yes → 0"),
        (
            Score(checklist=Checklist(items={"all": 2, "some": 1})),
            ask("many_of", options=OPTIONS),
            "各项相加：全部 +66.7 分；部分 +33.3 分",
            "ticked items add up: All +66.7; Some +33.3",
        ),
        (
            Score(checklist=Checklist(items={"all": 1, "some": 1}, must_have=("all",), cap=40)),
            ask("many_of", options=OPTIONS),
            "各项相加：全部 +50 分；部分 +50 分；不选“全部”时最高 40 分",
            "ticked items add up: All +50; Some +50; at most 40 unless “All” is ticked",
        ),
        (
            Score(checklist=Checklist(items={"all": 1, "some": 1}, must_have=("all", "some"), cap=30)),
            ask("many_of", options=OPTIONS),
            "各项相加：全部 +50 分；部分 +50 分；没有全选“全部”、“部分”时最高 30 分",
            "ticked items add up: All +50; Some +50; at most 30 unless “All”, “Some” are all ticked",
        ),
    ],
)
def test_every_function_has_its_sentence(score: Score, question: Ask, zh: str, en: str) -> None:
    assert both(indicator(score, question)) == (zh, en)


def test_long_options_stand_one_to_a_line() -> None:
    options = {name: text(f"{name}的很长很长的选项说明" * 4, f"a long description of option {name}") for name in "abc"}
    score = Score(checklist=Checklist(items=dict.fromkeys("abc", 1.0), must_have=("a",), cap=10))
    zh, en = both(indicator(score, ask("many_of", options=options)))
    assert len(zh.split("\n")) == 5
    assert en.split("\n")[0] == "ticked items add up:"
    assert en.split("\n")[-1] == "at most 10 unless “a long description of option a” is ticked"


BY_LEVEL = Score(by={"level": {"county": Score(capped=Capped(at=5)), "central": Score(capped=Capped(at=200))}})


def test_by_says_what_holds_for_this_station() -> None:
    words = both(indicator(BY_LEVEL, ask("number", HOURS)), {"level": "county"})
    assert words == ("与填报值成正比，达到5小时即 100 分", "in proportion to the answer, 100 from 5 hours up")


@pytest.mark.parametrize("profile", [None, {"level": "municipal"}, {}])
def test_by_says_every_branch_where_no_station_or_no_branch_is_given(profile: dict[str, object] | None) -> None:
    zh, en = both(indicator(BY_LEVEL, ask("number", HOURS)), profile)
    assert zh == "县级：与填报值成正比，达到5小时即 100 分\n中央级：与填报值成正比，达到200小时即 100 分"
    assert en.split("\n")[0] == "County: in proportion to the answer, 100 from 5 hours up"


def test_targets_by_level_are_said_for_one_station_or_for_all() -> None:
    item = indicator(Score(expect="yes"), ask("yes_no"), target=80.0, target_by={"level": {"county": 50.0}})
    whole = framework(item)
    assert target_in_words(whole, item, {"level": "county"}, "en") == "50"
    assert target_in_words(whole, item, {"level": "central"}, "en") == "80"
    assert target_in_words(whole, item, None, "en") == "80\nCounty: 50"
    assert target_in_words(whole, indicator(Score(expect="yes"), ask("yes_no")), None, "zh") == "100"


def test_boundaries_in_words_are_those_of_the_arithmetic() -> None:
    """“above 50%” leaves 50% itself out, “from 30%” takes 30% in, “up to” and “below” likewise."""
    item = indicator(Score(bands=MOBILE), ask("percent"))
    earned = [points(item.score, share, framework(item)) for share in (0.500001, 0.5, 0.3, 0.299999)]
    assert earned == [100, 60, 60, 0]
    falling = indicator(Score(bands=COSTS), ask("number"))
    assert [points(falling.score, cost, framework(falling)) for cost in (4.9, 5.0, 10.0, 10.1)] == [100, 40.5, 40.5, 0]


def test_weights_and_full_marks_have_no_exponents() -> None:
    """As marks are printed."""
    item = indicator(Score(expect="yes"), ask("yes_no"), weight=1234567.0)
    whole = framework(item)
    marked = replace(whole.measures[0], aggregate="sum", maximum=2500000.0)
    assert weight_in_words(whole, item, "en") == "1,234,567"
    assert "2,500,000" in aggregate_in_words(whole, marked, "en")


def test_a_cited_step_bears_the_points_of_its_rule() -> None:
    citation = Citation(title=text("令", "Order"), number="5", date="2019-01-01", url="")
    bands = (Band(above=0.5, points=100), Band(from_=0.3, points=66.67, source=citation), Band(otherwise=0))
    item = indicator(Score(bands=bands), ask("percent"))
    (cited,) = policy.sources(framework(item), item, "en")
    assert "66.7" in cited
    assert "66.7" in both(item)[1]


def test_the_shipped_framework_can_be_said_in_both_languages() -> None:
    whole = load(find())
    for item in whole.indicators:
        for profile in (None, {"level": "county"}):
            zh, en = (rule_in_words(whole, item, profile, language) for language in ("zh", "en"))
            assert zh
            assert not CJK.search(en)
            assert "{" not in zh + en
