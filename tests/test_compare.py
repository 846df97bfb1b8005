"""What changed between two assessments, and through what: the split by hand, for any pair, and across versions."""

import math
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from small_frameworks import (
    BANDS,
    NA,
    RAMP,
    RED,
    WORDS,
    Given,
    answers,
    chapter,
    filled,
    flat,
    framework,
    frameworks,
    indicator,
    indicators,
    judged,
    measure,
)

from convergence_cli.compare.comparability import unasked
from convergence_cli.compare.pair import compare, in_order, series
from convergence_cli.errors import ConfigError
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.change import Change
from convergence_cli.model.comparison import Comparison, Judged, Split
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Moved
from convergence_cli.model.score import Capped, Score
from convergence_cli.scoring.engine import assess

LAST_BITS = 1e-9
MANY = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
LEVELS = st.sampled_from(["city", "county"])


def scored(by: Framework, assessment: Assessment, carried: Assessment | None = None) -> Judged:
    return Judged(framework=by, assessment=assessment, carried=carried or assessment)


def pair(by: Framework, before: dict[str, Given], after: dict[str, Given], **levels: str) -> Comparison:
    """Two years of one station, judged by one framework."""
    old = judged(by, before, level=levels.get("was", "city"))
    new = judged(by, after, level=levels.get("now", "city"))
    return compare(scored(by, old), scored(by, new))


def parts(split: Split | None) -> tuple[float, float, float]:
    assert split is not None
    return split.answers, split.scope, split.framework


def adds_up(found: Comparison) -> None:
    """The three effects are the change; the framework's two parts are the framework's; and, where they may, the
    indicators' effects are the answers'."""
    assert found.split is not None
    assert found.change is not None
    assert math.isclose(math.fsum(parts(found.split)), found.change, rel_tol=0, abs_tol=LAST_BITS)
    assert math.isclose(found.split.rules + found.split.questions, found.split.framework, rel_tol=0, abs_tol=LAST_BITS)
    effects = [shift.effect for shift in found.shifts if shift.effect is not None]
    if found.additive:
        assert math.isclose(math.fsum(effects), found.split.answers, rel_tol=0, abs_tol=LAST_BITS)
    else:
        assert effects == []


# --- by hand -------------------------------------------------------------------------------------

TWO = flat(indicator("M01.a", not_applicable=("why",)), indicator("M01.b", not_applicable=("why",)))
BY_HAND: dict[str, tuple[dict[str, Given], dict[str, Given], tuple[float, float, float]]] = {
    "only an answer": ({"M01.a": 40.0, "M01.b": 60.0}, {"M01.a": 80.0, "M01.b": 60.0}, (20.0, 0.0, 0.0)),
    "a blank filled in": ({"M01.a": None, "M01.b": 60.0}, {"M01.a": 80.0, "M01.b": 60.0}, (40.0, 0.0, 0.0)),
    "an answer withdrawn": ({"M01.a": 80.0, "M01.b": 60.0}, {"M01.a": None, "M01.b": 60.0}, (-40.0, 0.0, 0.0)),
    "one comes into play": ({"M01.a": 40.0, "M01.b": NA}, {"M01.a": 40.0, "M01.b": 100.0}, (0.0, 30.0, 0.0)),
    "one leaves play": ({"M01.a": 40.0, "M01.b": 100.0}, {"M01.a": 40.0, "M01.b": NA}, (0.0, -30.0, 0.0)),
    # 50 alone; 100 with the answer; 25 with the scope; 50 with both: each has half of both ways.
    "one rises and one comes": ({"M01.a": 50.0, "M01.b": NA}, {"M01.a": 100.0, "M01.b": 0.0}, (37.5, -37.5, 0.0)),
    "nothing": ({"M01.a": 50.0, "M01.b": NA}, {"M01.a": 50.0, "M01.b": NA}, (0.0, 0.0, 0.0)),
}


@pytest.mark.parametrize("case", BY_HAND)
def test_the_split_by_hand(case: str) -> None:
    before, after, expected = BY_HAND[case]
    found = pair(TWO, before, after)
    assert parts(found.split) == pytest.approx(expected, abs=LAST_BITS)
    assert found.comparability.kind == "same"
    adds_up(found)


def test_three_causes_share_by_all_six_orders() -> None:
    """a 50 to 100; b comes into play with 0; c is asked only now and has 100. Worked out on paper:

    nothing 50, a 100, b 25, c 75, ab 50, ac 100, bc 50, all 200/3. As printed the earlier index is 25, because its
    form did not ask c and a blank counts 0: the 25 that c's absence gives back are of the questions.
    """
    three = flat(*(indicator(f"M01.{name}", not_applicable=("why",)) for name in "abc"))
    three = replace(three, version="2.0.0", changes=(Change(earlier="1.0.0", version="2.0.0", added=("M01.c",)),))
    form = answers(three, {"M01.a": 50.0, "M01.b": NA})
    form = replace(form, version="1.0.0", answers={name: it for name, it in form.answers.items() if name != "M01.c"})
    old, new = assess(three, form), judged(three, {"M01.a": 100.0, "M01.b": 0.0, "M01.c": 100.0})
    found = compare(scored(three, old), scored(three, new))
    assert found.split is not None
    assert found.change == pytest.approx(200 / 3 - 25)
    assert found.split.answers == pytest.approx(50 / 3 + 25 / 6 + 25 / 6 + 50 / 9)
    assert found.split.scope == pytest.approx(-25 / 3 - 50 / 6 - 25 / 6 - 100 / 9)
    assert found.split.questions == pytest.approx(25 + 25 / 3 + 25 / 6 + 50 / 9)
    assert found.split.rules == 0.0
    assert found.comparability.new_questions == ("M01.c",)
    assert [shift.movement for shift in found.shifts] == ["rose", "entered", "new_question"]
    assert [shift.effect for shift in found.shifts] == [pytest.approx(found.split.answers), None, None]
    adds_up(found)


def test_another_weight_is_the_frameworks_effect() -> None:
    """The same answers 100 and 0, weighed 1:1 and then 3:1: from 50 to 75."""
    heavier = replace(flat(indicator("M01.a", 3.0), indicator("M01.b")), version="2.0.0", sha256="1" * 64)
    given_: dict[str, Given] = {"M01.a": 100.0, "M01.b": 0.0}
    old, new = judged(TWO, given_), judged(heavier, given_)
    found = compare(scored(TWO, old, new), scored(heavier, new))
    assert parts(found.split) == pytest.approx((0.0, 0.0, 25.0))
    assert found.comparability.kind == "versions"
    assert found.comparability.reweighed == ("M01.a",)
    assert (found.index.before, found.index.carried, found.index.after) == pytest.approx((50.0, 75.0, 75.0))
    adds_up(found)


def test_a_dropped_question_is_none_of_the_rules() -> None:
    """a 100, b 0, weighed 1:1; then b is dropped, and c comes with 40: 50, 100 without b, (100 + 40) / 2 with c."""
    change = Change(earlier="1.0.0", version="2.0.0", retired={"M01.b": WORDS}, added=("M01.c",))
    later = replace(flat(indicator("M01.a"), indicator("M01.c")), version="2.0.0", sha256="1" * 64, changes=(change,))
    old = judged(TWO, {"M01.a": 100.0, "M01.b": 0.0})
    carried = on_the_old_form(later, TWO, {"M01.a": 100.0}, "city")
    found = compare(scored(TWO, old, carried), scored(later, judged(later, {"M01.a": 100.0, "M01.c": 40.0})))
    assert found.split == Split(answers=0.0, scope=0.0, framework=20.0, rules=0.0, questions=20.0)
    assert found.comparability.gone_questions == ("M01.b",)


def test_a_new_question_that_no_form_asked_yet_is_none_of_the_rules() -> None:
    """a 40 and b 60 twice, on the old form twice; the later version has c as well, and it counts 0: 50 to 100 / 3."""
    change = Change(earlier="1.0.0", version="2.0.0", added=("M01.c",))
    later = flat(*(indicator(f"M01.{name}") for name in "abc"), changes=(change,))
    later = replace(later, version="2.0.0", sha256="1" * 64)
    given_: dict[str, Given] = {"M01.a": 40.0, "M01.b": 60.0}
    carried = on_the_old_form(later, TWO, given_, "city")
    found = compare(scored(TWO, judged(TWO, given_), carried), scored(later, carried))
    assert parts(found.split) == pytest.approx((0.0, 0.0, 100 / 3 - 50))
    assert found.split is not None
    assert found.split.rules == 0.0


def test_a_standard_that_goes_with_the_profile_is_scope() -> None:
    """Five studios: full marks for a county, half for a city that should have ten."""
    by_level = Score(by={"level": {"city": Score(capped=Capped(at=10)), "county": Score(capped=Capped(at=5))}})
    one = flat(indicator("M01.a", score=by_level))
    found = pair(one, {"M01.a": 5.0}, {"M01.a": 5.0}, was="county", now="city")
    assert parts(found.split) == pytest.approx((0.0, -50.0, 0.0))
    # And with 8 afterwards: 100, then 50 or 100, then 80; the answer has half of 0 and half of 30.
    found = pair(one, {"M01.a": 5.0}, {"M01.a": 8.0}, was="county", now="city")
    assert parts(found.split) == pytest.approx((15.0, -35.0, 0.0))
    adds_up(found)


def test_what_neither_form_asks_is_no_difference() -> None:
    """Both years on a form of the version before: the new question is blank on both sides, and weighs on both."""
    newer = replace(TWO, version="2.0.0", changes=(Change(earlier="1.0.0", version="2.0.0", added=("M01.b",)),))
    forms = [
        replace(found, version="1.0.0", answers={"M01.a": found.answers["M01.a"]})
        for found in (answers(newer, {"M01.a": 40.0}), answers(newer, {"M01.a": 60.0}))
    ]
    old, new = (assess(newer, form) for form in forms)
    found = compare(scored(newer, old), scored(newer, new))
    assert (old.index.score, new.index.score) == (20.0, 30.0)
    assert parts(found.split) == pytest.approx((10.0, 0.0, 0.0))
    assert found.counts["blank"] == 1
    assert found.comparability.new_questions == ()


def test_an_older_form_afterwards_takes_questions_away() -> None:
    newer = replace(TWO, version="2.0.0", changes=(Change(earlier="1.0.0", version="2.0.0", added=("M01.b",)),))
    form = answers(newer, {"M01.a": 40.0})
    new = assess(newer, replace(form, version="1.0.0", answers={"M01.a": form.answers["M01.a"]}))
    found = compare(scored(newer, judged(newer, {"M01.a": 40.0, "M01.b": 80.0})), scored(newer, new))
    assert found.comparability.gone_questions == ("M01.b",)
    assert [shift.movement for shift in found.shifts] == ["same", "gone_question"]
    # 60 falls to 40 when the question goes, and to 20 because a blank counts 0 in the printed index.
    assert found.split == Split(answers=0.0, scope=0.0, framework=-40.0, rules=0.0, questions=-40.0)


def test_without_anything_in_play_nothing_is_split() -> None:
    """No index, no change; and a way that leads through an empty framework has no scores on it."""
    found = pair(TWO, {"M01.a": NA, "M01.b": NA}, {"M01.a": 40.0, "M01.b": NA})
    assert (found.change, found.split) == (None, None)
    aside = replace(TWO, missing="redistribute")
    found = pair(aside, {"M01.a": 40.0, "M01.b": NA}, {"M01.a": None, "M01.b": 80.0})
    assert (found.change, found.split) == (40.0, None)
    assert all(shift.effect is None for shift in found.shifts)


@pytest.mark.parametrize(
    ("before", "after", "movement"),
    [
        (40.0, 50.0, "rose"),
        (50.0, 40.0, "fell"),
        (50.0, 50.0, "same"),
        (None, 0.0, "answered"),
        (0.0, None, "emptied"),
        (None, None, "blank"),
        (NA, 0.0, "entered"),
        (NA, None, "entered"),
        (0.0, NA, "left"),
        (NA, NA, "out"),
    ],
)
def test_what_became_of_an_indicator(before: Given, after: Given, movement: str) -> None:
    found = pair(TWO, {"M01.a": before, "M01.b": 10.0}, {"M01.a": after, "M01.b": 10.0})
    assert found.shifts[0].movement == movement
    assert found.counts[movement] == 1 + (movement == "same")  # type: ignore[index]
    assert sum(found.counts.values()) == 2


@pytest.mark.parametrize(
    "by",
    [
        replace(TWO, aggregate="geometric"),
        framework((chapter("one", "M01"),), (measure("M01", *TWO.indicators, aggregate="minimum"),)),
        replace(TWO, missing="redistribute"),
    ],
    ids=["geometric", "minimum", "redistribute"],
)
def test_where_effects_would_not_add_up_none_is_given(by: Framework) -> None:
    found = pair(by, {"M01.a": 40.0, "M01.b": 50.0}, {"M01.a": 80.0, "M01.b": 60.0})
    assert not found.additive
    adds_up(found)


def test_red_lines_before_and_afterwards() -> None:
    """Missed and unanswered are two things on both sides."""
    two = flat(indicator("M01.a", red_line=RED), indicator("M01.b", red_line=RED))
    found = pair(two, {"M01.a": 0.0, "M01.b": 100.0}, {"M01.a": 100.0, "M01.b": None})
    assert (found.red_lines_before, found.red_lines_after) == ({"M01.a": "missed"}, {"M01.b": "unanswered"})


# --- any pair ------------------------------------------------------------------------------------


@MANY
@given(st.data(), frameworks(), LEVELS, LEVELS)
def test_the_split_adds_up_for_any_pair(data: st.DataObject, by: Framework, was: str, now: str) -> None:
    """Any framework, any answers, any reasons, the level changed or not: to 1e-9."""
    found = pair(by, data.draw(filled(by)), data.draw(filled(by)), was=was, now=now)
    assume(found.split is not None)
    adds_up(found)
    assert found.split is not None
    assert found.split.framework == 0.0


@MANY
@given(st.data(), frameworks(), LEVELS, LEVELS)
def test_backwards_is_the_same_with_the_other_sign(data: st.DataObject, by: Framework, was: str, now: str) -> None:
    """No direction is preferred: what the way there brings the way back takes."""
    one, two = data.draw(filled(by)), data.draw(filled(by))
    there, back = pair(by, one, two, was=was, now=now), pair(by, two, one, was=now, now=was)
    assume(there.split is not None)
    assert parts(there.split) == pytest.approx([-each for each in parts(back.split)], abs=LAST_BITS)


@MANY
@given(st.data(), frameworks(), LEVELS, LEVELS)
def test_the_split_is_the_average_over_all_orders_of_full_runs_of_the_engine(
    data: st.DataObject, by: Framework, was: str, now: str
) -> None:
    """The slow and obvious way: whole questionnaires with one thing changed after the other, judged by the engine."""
    before, after = data.draw(filled(by)), data.draw(filled(by))
    found = pair(by, before, after, was=was, now=now)
    assume(found.split is not None)
    there, here = ({item.id for item in each.results if _in_play(item.outcome)} for each in _sides(found))

    def index(changed: frozenset[str]) -> float:
        hybrid: dict[str, Given] = {}
        for item in by.indicators:
            name = item.id
            if name in there and name in here:
                hybrid[name] = (after if "answers" in changed else before).get(name)
            elif name in here and "scope" in changed:
                hybrid[name] = after.get(name)
            elif name in there and "scope" not in changed:
                hybrid[name] = before.get(name)
            else:
                hybrid[name] = NA
        return judged(by, hybrid, level=now if "scope" in changed else was).index.score or 0.0

    gains: dict[str, list[float]] = {"answers": [], "scope": []}
    for order in permutations(gains):
        for at, cause in enumerate(order):
            gains[cause].append(index(frozenset(order[: at + 1])) - index(frozenset(order[:at])))
    assert found.split is not None
    assert found.split.answers == pytest.approx(math.fsum(gains["answers"]) / 2, abs=LAST_BITS)
    assert found.split.scope == pytest.approx(math.fsum(gains["scope"]) / 2, abs=LAST_BITS)


def _in_play(outcome: str) -> bool:
    return outcome not in ("not_applicable", "out_of_scope")


def _sides(found: Comparison) -> tuple[Assessment, Assessment]:
    return found.old.assessment, found.new.assessment


# --- across versions -----------------------------------------------------------------------------


@st.composite
def next_versions(draw: st.DrawFn, old: Framework) -> Framework:
    """The next version of a framework: weights changed, thresholds changed, questions dropped and added."""
    added: list[str] = []
    measures = []
    for each in old.measures:
        kept = [item for item in each.indicators if draw(st.integers(0, 3))] or list(each.indicators[:1])
        items = [_revised(draw, item) for item in kept]
        if draw(st.booleans()):
            items.append(draw(indicators(f"{each.id}.new")))
            added.append(f"{each.id}.new")
        measures.append(replace(each, weight=draw(st.floats(0.1, 9)), indicators=tuple(items)))
    return replace(
        old,
        version="2.0.0",
        sha256="2" * 64,
        missing=draw(st.sampled_from(["zero", "redistribute"])),
        measures=tuple(measures),
        changes=(Change(earlier="1.0.0", version="2.0.0", added=tuple(added)),),
    )


def _revised(draw: st.DrawFn, item: Any) -> Any:
    numeric = item.ask.type in ("number", "percent")
    score = draw(st.sampled_from([BANDS, RAMP, Score(capped=Capped(at=30))])) if numeric else item.score
    return replace(item, weight=draw(st.floats(0.1, 9)), score=draw(st.sampled_from([item.score, score])))


def on_the_old_form(by: Framework, old: Framework, given_: dict[str, Given], level: str) -> Assessment:
    """Answers on a form of the version before, judged by `by`: what that form did not ask has no row."""
    form = answers(by, given_, level=level)
    asked = {item.id for item in old.indicators}
    rows = {name: answer for name, answer in form.answers.items() if name in asked}
    return assess(by, replace(form, version=old.version, answers=rows))


@MANY
@given(st.data(), frameworks(), LEVELS, LEVELS)
def test_the_split_adds_up_across_versions(data: st.DataObject, one: Framework, was: str, now: str) -> None:
    two = data.draw(next_versions(one))
    given_ = data.draw(filled(one))
    old = judged(one, given_, level=was)
    carried = on_the_old_form(two, one, given_, was)
    new = judged(two, data.draw(filled(two)), level=now)
    found = compare(scored(one, old, carried), scored(two, new))
    ids = {item.id for item in one.indicators}
    for shift in found.shifts:
        assert (shift.id not in ids) == (shift.movement == "new_question") or shift.movement == "out"
    assume(found.split is not None)
    adds_up(found)
    assert found.change == (new.index.score or 0.0) - (old.index.score or 0.0)


@MANY
@given(st.data(), frameworks(), LEVELS)
def test_the_same_answers_in_another_version_change_by_the_framework_alone(
    data: st.DataObject, one: Framework, level: str
) -> None:
    two = data.draw(next_versions(one))
    given_ = data.draw(filled(one))
    old, carried = judged(one, given_, level=level), on_the_old_form(two, one, given_, level)
    found = compare(scored(one, old, carried), scored(two, carried))
    assume(found.split is not None)
    assert found.split is not None
    assert (found.split.answers, found.split.scope) == (0.0, 0.0)
    assert found.split.framework == pytest.approx(found.change, abs=LAST_BITS)


@MANY
@given(st.data(), frameworks(), LEVELS, LEVELS)
def test_within_one_framework_no_rule_has_changed(data: st.DataObject, by: Framework, was: str, now: str) -> None:
    """Whatever forms the two sides were filled in on."""
    added = tuple(data.draw(st.lists(st.sampled_from([item.id for item in by.indicators]), unique=True)))
    by = replace(by, version="2.0.0", changes=(Change(earlier="1.0.0", version="2.0.0", added=added),))
    smaller = replace(by, version="1.0.0", measures=tuple(_without(each, added) for each in by.measures))
    older = on_the_old_form(by, smaller, data.draw(filled(by)), was)
    newer = judged(by, data.draw(filled(by)), level=now)
    for one, two in ((older, newer), (newer, older)):
        found = compare(scored(by, one), scored(by, two))
        if found.split is not None:
            assert found.split.rules == 0.0
            adds_up(found)


def _without(part: Any, names: tuple[str, ...]) -> Any:
    return replace(part, indicators=tuple(item for item in part.indicators if item.id not in names))


# --- comparability -------------------------------------------------------------------------------


def test_two_frameworks_are_not_comparable() -> None:
    other = replace(TWO, id="other")
    here, there = judged(TWO, {"M01.a": 1.0}), judged(other, {"M01.a": 1.0})
    with pytest.raises(ConfigError, match="frameworks-differ"):
        compare(scored(TWO, here, there), scored(other, there))


def test_what_differs_between_versions_is_named() -> None:
    """A scale, a target, a weight, an aggregate; what was renamed, merged, asked differently, dropped."""
    ladder = indicator("M01.a", score=Score(scale="ladder"))
    one = framework(
        (chapter("one", "M01"), chapter("two", "M02")),
        (
            measure("M01", ladder, indicator("M01.b"), indicator("M01.gone")),
            measure("M02", *(indicator(f"M02.{name}") for name in "abc")),
        ),
    )
    step = one.scales["ladder"].steps["b"]
    steps = {**one.scales["ladder"].steps, "b": replace(step, points=step.points + 5)}
    two = framework(
        (chapter("one", "M01"), chapter("two", "M02", aggregate="minimum")),
        (
            measure("M01", ladder, indicator("M01.b", target=60.0), weight=2.0),
            measure("M02", indicator("M02.a", 2.0), indicator("M02.bc")),
        ),
    )
    change = Change(
        earlier="1.0.0",
        version="2.0.0",
        merged={"M02.bc": ("M02.b", "M02.c")},
        retired={"M01.gone": WORDS},
        changed={"M01.b": WORDS},
    )
    scales = {"ladder": replace(one.scales["ladder"], steps=steps)}
    two = replace(two, version="2.0.0", sha256="2" * 64, scales=scales, changes=(change,), missing="redistribute")
    old, new = judged(one, {}), judged(two, {})
    found = compare(scored(one, old, new), scored(two, new)).comparability
    assert (found.kind, found.old_version, found.new_version) == ("versions", "1.0.0", "2.0.0")
    assert found.moved == (("M02.b", ("M02.bc",)), ("M02.c", ("M02.bc",)))
    assert found.gone_questions == ("M01.gone",)
    assert found.asked_differently == ("M01.b",)
    assert found.rescored == ("M01.a", "M01.b")
    assert found.reweighed == ("index", "two", "M01", "M02.a")


def test_the_same_version_with_other_content_is_no_clean_comparison() -> None:
    edited = replace(TWO, sha256="1" * 64)
    old = judged(TWO, {"M01.a": 1.0})
    found = compare(scored(TWO, old), scored(edited, judged(edited, {"M01.a": 1.0})))
    assert found.comparability.kind == "edited"


def test_a_form_could_not_answer_what_it_did_not_ask() -> None:
    """New ones, those split from an old one, those whose old answer fits nowhere, those computed from a new table."""
    by = flat(
        *(indicator(f"M01.{name}") for name in ("kept", "new", "half", "unsure")),
        indicator("M01.sum", compute="sum(kpi.weight)"),
        changes=(
            Change(
                earlier="0.9.0", version="1.0.0", added=("M01.new", "kpi"), split={"M01.old": ("M01.half", "M01.new")}
            ),
        ),
    )
    form = answers(by, {"M01.kept": 1.0})
    rows = {name: each for name, each in form.answers.items() if name in ("M01.kept", "M01.unsure", "M01.sum")}
    lost = Moved(id="M01.unsure", to=("M01.unsure",), location=form.answers["M01.kept"].location, raw="1")
    older = replace(form, version="0.9.0", answers=rows, moved=(lost,))
    assert unasked(by, older) == {"M01.new", "M01.half", "M01.unsure", "M01.sum"}
    assert unasked(by, replace(form, version="1.0.0")) == frozenset()
    assert unasked(by, form) == frozenset()


def named(name: str, year: float | None) -> Assessment:
    """A station of this name and year."""
    found = judged(TWO, {"M01.a": 50.0, "M01.b": 50.0})
    place = found.questionnaire.profile["name"]
    profile = {**found.questionnaire.profile, "period": replace(place, id="period", value=year)}
    return replace(found, station=name, questionnaire=replace(found.questionnaire, profile=profile))


def test_another_name_and_a_reversed_order_are_said() -> None:
    for old, new, codes in (
        (named("甲", 2024.0), named("甲", 2025.0), []),
        (named("甲", 2024.0), named("乙", 2024.0), ["stations-differ"]),
        (named("甲", 2025.0), named("甲", 2024.0), ["years-reversed"]),
        (named("甲", 2025.0), named("甲", None), []),
    ):
        found = compare(scored(TWO, old), scored(TWO, new))
        assert [item.code for item in found.problems] == codes


def test_a_series_stands_in_the_order_of_its_years_and_two_as_they_were_named() -> None:
    three = [named("甲", year) for year in (2025.0, 2023.0, 2024.0)]
    assert in_order(three) == ((1, 2, 0), True)
    assert in_order([three[0], named("甲", None), three[1]]) == ((0, 1, 2), False)
    assert in_order(three[:2]) == ((0, 1), False)


def test_the_steps_of_a_series_go_from_the_first_to_the_last() -> None:
    years = [judged(TWO, {"M01.a": points, "M01.b": 50.0}) for points in (10.0, 30.0, 70.0)]
    found = series(tuple(scored(TWO, each) for each in years))
    assert [step.change for step in found.steps] == [10.0, 20.0]
    assert math.fsum(step.change or 0.0 for step in found.steps) == 30.0
