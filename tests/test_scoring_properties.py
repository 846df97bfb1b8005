"""What holds for every framework and every station, as the rubric format promises."""

import math
from dataclasses import replace
from typing import Any

import pytest
from every_answer import better_points, every_answer
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from score_properties import LAST_BITS, every_node, in_bounds, on_a_slope, same, same_nodes
from small_frameworks import NA, answers, answers_to, filled, frameworks, judged

from convergence_cli.functions.by import function_for
from convergence_cli.model.framework import Framework, Measure
from convergence_cli.report.findings import red_lines_not_kept
from convergence_cli.scoring.points import points

MANY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
LEVELS = st.sampled_from(["city", "county"])


@pytest.mark.says("4.1")
@MANY
@given(st.data(), frameworks(), LEVELS)
def test_points_and_scores_stay_in_bounds_and_the_six_counts_add_up(
    data: st.DataObject, scored: Framework, level: str
) -> None:
    station = judged(scored, data.draw(filled(scored)), level=level)
    in_bounds(station, len(scored.indicators))


@pytest.mark.says("5.8", "5.10")
@MANY
@given(st.data(), frameworks(arithmetic=True), LEVELS)
def test_index_and_all_losses_are_a_hundred(data: st.DataObject, scored: Framework, level: str) -> None:
    """For arithmetic frameworks, with blanks as zero or redistributed, to 1e-9."""
    station = judged(scored, data.draw(filled(scored)), level=level)
    assume(station.index.score is not None)
    assert station.additive
    assert same((station.index.score or 0.0) + math.fsum(item.lost for item in station.results), 100.0)
    assert same(math.fsum(node.lost for node in station.chapters), station.index.lost)


@MANY
@given(st.data(), frameworks(), LEVELS)
def test_a_better_answer_never_lowers_any_score(data: st.DataObject, scored: Framework, level: str) -> None:
    """Two answers to one question, everything else the same: more points, no less score anywhere."""
    given_ = data.draw(filled(scored))
    item = data.draw(st.sampled_from(scored.indicators))
    two = [data.draw(answers_to(item, scored)) for _ in range(2)]
    worse, better = sorted(two, key=lambda one: points(function_for(item.score, {"level": level}), one, scored))
    before, after = (judged(scored, {**given_, item.id: one}, level=level) for one in (worse, better))
    for old, new in zip(every_node(before), every_node(after), strict=True):
        for name in ("score", "floor", "ceiling", "evidenced"):
            assert (getattr(new, name) or 0.0) >= (getattr(old, name) or 0.0) - LAST_BITS


@MANY
@given(st.data(), frameworks(), LEVELS)
def test_answering_never_lowers_the_score_and_never_raises_the_ceiling(
    data: st.DataObject, scored: Framework, level: str
) -> None:
    """Silence is never worth more than an answer. (With `redistribute` it may be: there the floor holds.)"""
    given_ = data.draw(filled(scored))
    item = data.draw(st.sampled_from(scored.indicators))
    blank = judged(scored, {**given_, item.id: None}, level=level)
    answered = judged(scored, {**given_, item.id: data.draw(answers_to(item, scored))}, level=level)
    names = ["floor", "coverage"] + (["score"] if scored.missing == "zero" else [])
    for old, new in zip(every_node(blank), every_node(answered), strict=True):
        for name in names:
            assert (getattr(new, name) or 0.0) >= (getattr(old, name) or 0.0) - LAST_BITS
        assert (new.ceiling or 0.0) <= (old.ceiling or 0.0) + LAST_BITS


@MANY
@given(st.data(), frameworks(), LEVELS, st.sampled_from([0.1, 1 / 3, 2.0, 7.0, 100.0]))
def test_scaling_all_weights_of_one_parent_changes_nothing(
    data: st.DataObject, scored: Framework, level: str, factor: float
) -> None:
    """Of a measure's indicators, of a chapter's measures, of the chapters: only ratios count."""

    def scaled(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(part, weight=part.weight * factor) for part in parts)

    which = data.draw(st.integers(0, 2))
    if which == 0:
        changed = replace(scored, chapters=scaled(scored.chapters))
    elif which == 1:
        inside = data.draw(st.sampled_from(scored.chapters)).measures
        measures = tuple(scaled((each,))[0] if each.id in inside else each for each in scored.measures)
        changed = replace(scored, measures=measures)
    else:
        chosen = data.draw(st.sampled_from(scored.measures)).id
        measures = tuple(
            replace(each, indicators=scaled(each.indicators)) if each.id == chosen else each for each in scored.measures
        )
        changed = replace(scored, measures=measures)
    given_ = data.draw(filled(scored))
    same_nodes(judged(scored, given_, level=level), judged(changed, given_, level=level))


@MANY
@given(st.data(), frameworks(), LEVELS)
def test_order_changes_nothing(data: st.DataObject, scored: Framework, level: str) -> None:
    """Of chapters, of measures within a chapter, of indicators within a measure, of the questionnaire's rows."""
    shuffled = replace(
        scored,
        chapters=tuple(
            replace(each, measures=tuple(data.draw(st.permutations(each.measures))))
            for each in data.draw(st.permutations(scored.chapters))
        ),
        measures=tuple(
            replace(each, indicators=tuple(data.draw(st.permutations(each.indicators))))
            for each in data.draw(st.permutations(scored.measures))
        ),
    )
    given_ = data.draw(filled(scored))
    one = judged(scored, given_, level=level)
    other = judged(shuffled, dict(reversed(given_.items())), level=level)
    same_nodes(one, other)
    results = {item.id: item for item in other.results}
    assert all(same(item.lost, results[item.id].lost) for item in one.results)
    assert one.counts == other.counts


@MANY
@given(st.data(), frameworks(), LEVELS)
def test_a_not_applicable_leaf_equals_a_framework_without_it(
    data: st.DataObject, scored: Framework, level: str
) -> None:
    given_ = data.draw(filled(scored))
    gone = data.draw(st.sampled_from(scored.indicators))

    def without(each: Measure) -> Measure:
        return replace(each, indicators=tuple(item for item in each.indicators if item.id != gone.id))

    smaller = replace(scored, measures=tuple(map(without, scored.measures)))
    one, other = judged(scored, {**given_, gone.id: NA}, level=level), judged(smaller, given_, level=level)
    same_nodes(one, other)
    results = {item.id: item for item in one.results}
    assert all(same(item.weight, results[item.id].weight) for item in other.results)


@MANY
@given(st.data(), frameworks(), LEVELS)
def test_next_step_and_gain_equal_a_full_run_of_the_engine(data: st.DataObject, scored: Framework, level: str) -> None:
    """The leaf is moved in earnest: the indicator is scored by a slope on which the answer is the points."""
    given_ = data.draw(filled(scored))
    before = judged(scored, given_, level=level)
    for item in before.results:
        for step in (item.next_step, item.to_target):
            if step is None:
                continue
            assert step.points > (item.points or 0.0)
            moved = judged(on_a_slope(scored, item.id), {**given_, item.id: step.points}, level=level)
            assert same((before.index.score or 0.0) + step.gain, moved.index.score)
        in_play = item.outcome not in ("not_applicable", "out_of_scope")
        asked = scored.indicator[item.id]
        earned = every_answer(asked.ask, function_for(asked.score, before.profile), scored.scales) if in_play else {}
        there = better_points(earned, item.value, item.points or 0.0)
        assert (item.next_step is not None) == bool(there)
        assert (item.to_target is not None) == (item.outcome != "met" and any(each >= item.target for each in there))


@MANY
@given(st.data(), frameworks())
def test_evidence_moves_only_the_evidenced_score(data: st.DataObject, scored: Framework) -> None:
    """Naming evidence never lowers the evidenced score, and with all of it named that is the floor."""
    given_ = data.draw(filled(scored))
    names = tuple(item.id for item in scored.indicators)
    some = tuple(data.draw(st.lists(st.sampled_from(names), unique=True)))
    none, part, every = (judged(scored, given_, evidence=named) for named in ((), some, names))
    for least, between, most in zip(*map(every_node, (none, part, every)), strict=True):
        assert (least.evidenced or 0) - LAST_BITS <= (between.evidenced or 0) <= (most.evidenced or 0) + LAST_BITS
        assert same(most.evidenced, most.floor)
        assert least.score == between.score == most.score


def test_the_strategies_reach_every_state() -> None:
    """Else the properties above would hold of little."""
    seen: set[str] = set()

    @settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data(), frameworks(), LEVELS)
    def look(data: st.DataObject, scored: Framework, level: str) -> None:
        station = judged(scored, data.draw(filled(scored)), level=level)
        seen.update(item.outcome for item in station.results)
        seen.update("red" for item in station.results if item.red_line)
        seen.update("null" for node in station.chapters if node.score is None)
        assert answers(scored, {}).tables

    look()
    assert seen == {"met", "partial", "unmet", "unanswered", "not_applicable", "out_of_scope", "red", "null"}


@MANY
@given(st.data(), frameworks(), LEVELS)
def test_every_red_line_that_is_not_kept_is_listed(data: st.DataObject, scored: Framework, level: str) -> None:
    """Each once, those that are missed before those that are unanswered, whatever order the lists of gaps have."""
    found = judged(scored, data.draw(filled(scored)), level=level)
    listed = red_lines_not_kept(found)
    assert sorted(each.id for each in listed) == sorted(found.not_kept)
    states = [each.red_line for each in listed]
    assert states == sorted(states, key=["missed", "unanswered"].index)
