"""The framework that ships, as a whole: its size, its red lines, and scores that move as they should."""

import re
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from score_properties import LAST_BITS, every_node
from shipped_stations import shipped_station
from whole_stations import LEVELS, answers_of, best, silent, worst

from convergence_cli.functions.by import function_for
from convergence_cli.model.expression import references
from convergence_cli.model.framework import Framework
from convergence_cli.report.explanation.weights import weights_by_kind
from convergence_cli.scoring.engine import assess
from convergence_cli.scoring.points import points

MOST_ASKED = {"central": 100, "provincial": 100, "municipal": 100, "county": 55}


def test_28_measures_and_between_110_and_140_indicators(framework: Framework) -> None:
    assert [measure.id for measure in framework.measures] == [f"M{number:02}" for number in range(1, 29)]
    assert 110 <= len(framework.indicators) <= 140


@pytest.mark.parametrize("level", list(MOST_ASKED))
def test_a_questionnaire_is_a_day_s_work(framework: Framework, level: str) -> None:
    """What is computed is not asked; a whole list counts as one question."""
    scope = [item for item in framework.indicators if item.in_scope({"level": level})]
    asked = [item for item in scope if item.ask.compute is None]
    lists = {
        reference.id
        for item in scope
        if item.ask.compute is not None
        for reference in references(framework.expressions[item.ask.compute])
        if reference.of_table
    }
    assert len(asked) + len(lists) <= MOST_ASKED[level]


def test_no_two_indicators_ask_the_same_fact(framework: Framework) -> None:
    """Not the same words, not the same computation, and no two questions that share most of their words."""
    for texts in (
        [item.title.zh for item in framework.indicators],
        [item.title.en for item in framework.indicators],
        [item.ask.question.zh for item in framework.indicators],
        [re.sub(r"\s", "", item.ask.compute) for item in framework.indicators if item.ask.compute],
    ):
        assert [text for text, times in Counter(texts).items() if times > 1] == []
    pairs = {item.id: _pairs(item.ask.question.zh) for item in framework.indicators}
    alike = [
        (one, other)
        for one, other in combinations(pairs, 2)
        if len(pairs[one] & pairs[other]) > 0.5 * len(pairs[one] | pairs[other])
    ]
    assert alike == []


def _pairs(question: str) -> set[str]:
    """Neighbouring characters of a question, without what most questions begin with."""
    text = re.sub("评估年度[内末]?|本机构|[，、。？“”（）]|多少|哪些|下列", "", question)
    return {text[at : at + 2] for at in range(len(text) - 1)}


def test_no_top_answer_is_free_of_evidence(framework: Framework) -> None:
    assert [item.id for item in framework.indicators if not item.evidence.required or item.evidence.hint is None] == []


def test_only_the_policy_s_own_figure_rests_on_a_clause(framework: Framework) -> None:
    """All other thresholds are calibrated, and say why."""
    assert [item.id for item in framework.indicators if item.basis == "clause"] == ["M16.mobile-kpi-weight"]
    assert [item.id for item in framework.indicators if item.because is None] == []


def test_what_is_encouraged_weighs_least_and_is_no_red_line(framework: Framework) -> None:
    for item in framework.indicators:
        if item.obligation == "may":
            assert item.weight <= 2, item.id
            assert item.red_line is None, item.id
        if item.obligation == "must":
            assert item.weight >= 4, item.id


@pytest.mark.parametrize("level", LEVELS)
def test_every_unconditional_clause_weighs_more_than_any_encouraged_one(framework: Framework, level: str) -> None:
    """In the index, for every kind of station: weights in a measure say nothing about another measure."""
    own = weights_by_kind(framework)[level]
    weights: dict[str, list[float]] = {"must": [], "should": [], "may": []}
    for item in framework.indicators:
        if item.id in own:
            weights[item.obligation].append(own[item.id])
    assert min(weights["must"]) > max(weights["may"])


def test_no_advice_is_overtaken_by_the_answer(framework: Framework) -> None:
    """A station at 50% is not told to reach 40%: a share that advice names earns the target."""
    for item in framework.indicators:
        named = [float(each) / 100 for step in item.advice for each in re.findall(r"(\d+(?:\.\d+)?)%", step.zh)]
        if item.ask.type == "percent" and named:
            for level in LEVELS:
                facts = {"level": level}
                if item.in_scope(facts):
                    score = function_for(item.score, facts)
                    for share in named:
                        earned = (points(score, share + nudge, framework) for nudge in (1e-4, -1e-4))
                        assert max(earned) >= item.target_for(facts), (item.id, share)


def test_five_to_ten_red_lines_and_none_that_may_be_not_applicable(framework: Framework) -> None:
    red = [item for item in framework.indicators if item.red_line]
    assert 5 <= len(red) <= 10
    assert [item.id for item in red if item.not_applicable] == []


def test_at_least_twenty_cross_checks(framework: Framework) -> None:
    assert len(framework.checks) >= 20


@pytest.mark.parametrize("level", LEVELS)
def test_from_all_worst_to_all_best_every_chapter_goes_from_0_to_100(framework: Framework, level: str) -> None:
    """At every level, and with every red line missed or none."""
    low, high = assess(framework, worst(framework, level)), assess(framework, best(framework, level))
    assert {result.id: result.points for result in low.results if result.points not in (None, 0)} == {}
    assert {result.id: result.points for result in high.results if result.points not in (None, 100)} == {}
    assert [node.score for node in low.chapters] == [0.0] * len(framework.chapters)
    assert [node.score for node in high.chapters] == [100.0] * len(framework.chapters)
    assert (low.level, high.level) == (None, framework.levels[-1].id)
    red = {
        item.id
        for item in framework.indicators
        if item.in_scope({"level": level}) and item.can_be_red_line({"level": level})
    }
    assert {result.id for result in low.results if result.red_line} == red
    assert [result.id for result in high.results if result.red_line] == []


@pytest.mark.parametrize("level", LEVELS)
def test_no_red_line_is_met_by_leaving_it_blank(framework: Framework, level: str) -> None:
    nothing = assess(framework, silent(framework, level))
    profile = nothing.profile
    red = [item.id for item in framework.indicators if item.in_scope(profile) and item.is_red_line(profile)]
    assert [result.id for result in nothing.results if result.red_line] == red
    assert len(red) >= 4


def test_raising_any_single_answer_never_lowers_anything(framework: Framework) -> None:
    """Two answers to one question, everything else the same: no node scores less with the better one."""

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        from dataclasses import replace

        station = data.draw(shipped_station(framework))
        profile = station.station
        asked = [item for item in framework.indicators if item.in_scope(profile) and item.ask.compute is None]
        item = data.draw(st.sampled_from(asked))
        score = function_for(item.score, profile)
        known = answers_of(framework, item, score)
        two = [data.draw(st.sampled_from(known)) for _ in range(2)]
        worse, better = sorted(two, key=lambda given: points(score, given, framework))
        before, after = (
            assess(
                framework,
                replace(
                    station,
                    answers=station.answers | {item.id: replace(station.answers[item.id], value=given, reason=None)},
                ),
            )
            for given in (worse, better)
        )
        for old, new in zip(every_node(before), every_node(after), strict=True):
            for name in ("score", "floor", "ceiling", "evidenced"):
                assert (getattr(new, name) or 0.0) >= (getattr(old, name) or 0.0) - LAST_BITS
        order = [None, *(level.id for level in framework.levels)]
        assert order.index(after.level) >= order.index(before.level)

    holds()
