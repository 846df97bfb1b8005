"""The guide to scoring: every statement has a test that names it; those that no other test holds have theirs here."""

import ast
import math
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from running import ROOT
from small_frameworks import (
    NA,
    RAMP,
    RED,
    WORDS,
    Given,
    answers,
    chapter,
    flat,
    framework,
    indicator,
    judged,
    measure,
)

from convergence_cli.functions.checklist import MOST_SUMS
from convergence_cli.gate.gates import Gates, Thresholds, judge
from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Evidence, Framework, Indicator, Level
from convergence_cli.model.plan import Goal
from convergence_cli.model.questionnaire import Answer, Answered
from convergence_cli.model.score import Band, Capped, Checklist, Ramp, Score
from convergence_cli.plan.effort import months
from convergence_cli.plan.plan import plan
from convergence_cli.questionnaire.normalise import read_cell
from convergence_cli.scoring.engine import assess

GUIDES = (ROOT / "docs" / "scoring.md", ROOT / "docs" / "scoring.zh.md")
A, B = "M01.a", "M01.b"
STEPS = Score(bands=(Band(above=0.5, points=100.0), Band(from_=0.3, points=60.0), Band(otherwise=0.0)))


# --- the guide and its tests ---------------------------------------------------------------------


def _stated(path: Any) -> list[str]:
    return re.findall(r"^- \*\*(\d+\.\d+)\*\* ", path.read_text("utf-8"), re.MULTILINE)


def _tested() -> Counter[str]:
    """The statements that tests name, in every file of tests."""
    found: Counter[str] = Counter()
    for path in sorted((ROOT / "tests").glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for mark in node.decorator_list if isinstance(node, ast.FunctionDef) else ():
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.says":
                    assert isinstance(node, ast.FunctionDef)
                    assert node.name.startswith("test_")
                    found.update(str(ast.literal_eval(each)) for each in mark.args)
    return found


def test_every_statement_has_a_test_and_every_test_a_statement() -> None:
    """In both languages the same statements in the same order, each number once, none left out."""
    stated, other = map(_stated, GUIDES)
    assert stated == other
    assert len(set(stated)) == len(stated) > 50
    parts = [tuple(map(int, each.split("."))) for each in stated]
    assert parts == [(part, at) for part in range(1, 10) for at in range(1, Counter(p for p, _ in parts)[part] + 1)]
    assert set(_tested()) == set(stated)


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_nothing_is_stated_without_a_number(path: Any) -> None:
    """Below a heading there are statements and nothing else."""
    _, *sections = re.split(r"^## .*\n", path.read_text("utf-8"), flags=re.MULTILINE)
    for section in sections:
        assert not [line for line in section.splitlines() if not re.match(r"$|  \S|- \*\*\d+\.\d+\*\* \S", line)]


# --- stations ------------------------------------------------------------------------------------


def asked(item: Indicator, **change: Any) -> Indicator:
    """The indicator with another type or other bounds of its question."""
    return replace(item, ask=replace(item.ask, **change))


def alone(score: Score, answer: Given, *, target: float = 100.0, **change: Any) -> Result:
    """What becomes of one answer."""
    item = asked(indicator(A, 1.0, score, target=target), **change)
    (found,) = judged(flat(item), {A: answer}).results
    return found


def steps(score: Score, answer: Given, target: float = 100.0, **change: Any) -> tuple[float | None, float | None]:
    """The points of the next step and of the one to the target."""
    found = alone(score, answer, target=target, **change)
    return tuple(None if step is None else step.points for step in (found.next_step, found.to_target))  # type: ignore[return-value]


def points(score: Score, answer: Answered, level: str = "city") -> float | None:
    (found,) = judged(flat(indicator(A, 1.0, score)), {A: answer}, level=level).results
    return found.points


def with_profile(rules: Framework, given: dict[str, Given], **profile: Answered | None) -> Assessment:
    """A station that says this about itself; None is blank."""
    read = answers(rules, given)
    place = read.profile["name"].location
    more = {name: Answer(id=name, location=place, value=value) for name, value in profile.items()}
    return assess(rules, replace(read, profile=read.profile | more))


# --- numbers and points --------------------------------------------------------------------------


@pytest.mark.says("1.1")
@pytest.mark.parametrize("typed", [0.1 + 0.2, "0.30000000000000004", "0.3000000000000000444", 0.3])
def test_a_number_is_tidied_as_it_is_read(typed: Any) -> None:
    """As a number and as a text; what differs in the fifteenth digit stays."""
    ask = asked(indicator(A), type="number").ask
    assert read_cell(typed, ask, {}).value == 0.3
    assert read_cell("0.300000000000001", ask, {}).value == 0.300000000000001


@pytest.mark.says("1.3")
def test_points_have_ten_decimals_and_meet_a_target_exactly() -> None:
    """(0.5 - 0.2) / 0.6 is a half; one more in the tenth decimal is enough, one less is not."""
    share = Score(ramp=Ramp(from_=0.2, to=0.8))
    assert points(share, 0.5) == 50.0
    assert points(Score(capped=Capped(at=3.0)), 1.0) == 33.3333333333
    assert alone(RAMP, 59.9999999999, target=60.0).outcome == "partial"
    assert alone(RAMP, 59.99999999999, target=60.0).outcome == "met"


@pytest.mark.says("3.1")
def test_bands_take_the_first_that_holds() -> None:
    falling = Score(bands=(Band(below=5.0, points=100.0), Band(up_to=10.0, points=50.0), Band(otherwise=5.0)))
    assert [points(STEPS, each) for each in (0.51, 0.5, 0.3, 0.29)] == [100.0, 60.0, 60.0, 0.0]
    assert [points(falling, each) for each in (4.9, 5.0, 10.0, 10.1)] == [100.0, 50.0, 50.0, 5.0]


@pytest.mark.says("3.2", "3.3", "3.4")
def test_slopes_are_cut_at_both_ends_and_a_logarithm_has_a_side_for_nought() -> None:
    rising, falling = Score(ramp=Ramp(from_=10.0, to=20.0)), Score(ramp=Ramp(from_=20.0, to=10.0))
    assert [points(rising, each) for each in (9.0, 12.5, 21.0)] == [0.0, 25.0, 100.0]
    assert [points(falling, each) for each in (21.0, 12.5, 9.0)] == [0.0, 75.0, 100.0]
    log, log_falling = (Score(ramp=Ramp(from_=low, to=high, log=True)) for low, high in ((1.0, 100.0), (100.0, 1.0)))
    assert [points(log, each) for each in (10.0, 0.0, -3.0)] == [50.0, 0.0, 0.0]
    assert [points(log_falling, each) for each in (10.0, 0.0, -3.0)] == [50.0, 100.0, 100.0]
    assert [points(Score(capped=Capped(at=4.0)), each) for each in (-1.0, 1.0, 4.0, 9.0)] == [0.0, 25.0, 100.0, 100.0]


@pytest.mark.says("3.5", "3.6", "3.7")
def test_what_is_chosen_and_ticked_earns_what_stands_there() -> None:
    duty = Score(checklist=Checklist(items={"a": 2.0, "b": 1.0, "c": 1.0}, must_have=("a",), cap=30.0))
    assert [points(duty, each) for each in ((), ("b",), ("b", "c"), ("a", "b"))] == [0.0, 25.0, 30.0, 75.0]
    assert [points(Score(expect="no"), each) for each in (True, False)] == [0.0, 100.0]
    assert points(Score(choices={"all": 100.0, "some": 40.0}), "some") == 40.0
    assert points(Score(scale="ladder"), "d") == 75.0
    by = Score(by={"level": {"city": Score(capped=Capped(at=4.0)), "county": Score(capped=Capped(at=2.0))}})
    assert [points(by, 1.0, level) for level in ("city", "county")] == [25.0, 50.0]


# --- scope and red lines -------------------------------------------------------------------------


@pytest.mark.says("4.2")
@pytest.mark.parametrize(
    ("year", "target"), [(2023.0, 60.0), (2024.0, 80.0), (2025.0, 80.0), (2026.0, 90.0), (2030.0, 90.0), (None, 60.0)]
)
def test_the_last_milestone_that_is_not_after_the_year_holds(year: float | None, target: float) -> None:
    rules = flat(indicator(A, target=60.0, target_by={"period": {"2024": 80.0, "2026": 90.0}}))
    assert with_profile(rules, {A: 70.0}, period=year).results[0].target == target


DUTY = {"duties": ("emergency",)}
LEVELS = (
    Level(id="L1", title=WORDS, index=20.0, red_lines=False),
    Level(id="L2", title=WORDS, index=30.0),
)


@pytest.mark.says("4.4", "4.5")
@pytest.mark.parametrize(
    ("duties", "outcome", "weight"),
    [
        (("emergency",), "partial", 0.5),
        (("other", "emergency"), "partial", 0.5),
        (("other",), "out_of_scope", 0.0),
        ((), "out_of_scope", 0.0),
        (None, "partial", 0.5),
    ],
)
def test_a_blank_profile_question_takes_nothing_out_of_scope(duties: Any, outcome: str, weight: float) -> None:
    """That nothing applies is said with an answer; a blank says nothing."""
    station = with_profile(flat(indicator(A, applies=DUTY), indicator(B)), {A: 50.0, B: 100.0}, duties=duties)
    assert (station.results[0].outcome, station.results[0].weight) == (outcome, weight)


@pytest.mark.says("4.6", "4.7")
@pytest.mark.parametrize("answer", [0.0, None])
@pytest.mark.parametrize(
    ("duties", "is_missed", "level", "blocker"),
    [
        (("emergency",), True, "L1", "red_line"),
        (("other",), False, "L2", None),
        (None, False, "L1", "open_red_line"),
    ],
)
def test_a_red_line_is_not_missed_on_an_unknown_and_no_level_is_reached_on_one(
    answer: float | None, duties: Any, is_missed: bool, level: str, blocker: str | None
) -> None:
    """Missed or unanswered where it holds; where that is unknown it only blocks."""
    rules = flat(indicator(A, red_line=RED, applies=DUTY), indicator(B), levels=LEVELS)
    station = with_profile(rules, {A: answer, B: 100.0}, duties=duties)
    state = "unanswered" if answer is None else "missed"
    assert station.results[0].red_line == (state if is_missed else None)
    assert station.not_kept == ({A: state} if is_missed else {})
    assert judge(Gates(fail_on="red-line"), (station,), rules).passed is not is_missed
    assert judge(Gates(fail_on="red-line-missed"), (station,), rules).passed is not (is_missed and answer is not None)
    kinds = ["unanswered_red_line" if blocker == "red_line" and answer is None else blocker] if blocker else []
    assert (station.level, [each.kind for each in station.blockers]) == (level, kinds)


@pytest.mark.says("4.7")
def test_a_plan_lifts_a_red_line_that_may_hold() -> None:
    """Else it would promise a level that the station does not reach."""
    rules = flat(indicator(A, red_line=RED, applies=DUTY, target=50.0), indicator(B), levels=LEVELS)
    found = plan(rules, with_profile(rules, {A: 0.0, B: 100.0}, duties=None), Goal(level="L2"))
    assert [task.move.id for task in found.tasks] == [A]
    assert found.after.level == "L2"


# --- blanks that leave the score -----------------------------------------------------------------


@pytest.mark.says("5.9")
def test_bounds_weights_and_coverage_are_those_of_all_that_is_in_play() -> None:
    """a (1) has 80 and can be shown, b (3) is blank."""
    wanted = Evidence(required=True, hint=WORDS)
    pair = [
        judged(
            flat(indicator(A, 1, evidence=wanted), indicator(B, 3, evidence=wanted), missing=how),  # type: ignore[arg-type]
            {A: 80.0},
            evidence=(A,),
        ).index
        for how in ("zero", "redistribute")
    ]
    names = ("floor", "ceiling", "evidenced", "coverage", "weight")
    zero, left_out = ([getattr(each, name) for name in names] for each in pair)
    assert zero == left_out == [20.0, 95.0, 20.0, 0.25, 1.0]
    assert [each.score for each in pair] == [20.0, 80.0]


CHAPTERS = framework(
    (chapter("one", "M01"), chapter("two", "M02")),
    (measure("M01", indicator(A)), measure("M02", indicator("M02.a"), indicator("M02.b", not_applicable=("why",)))),
    missing="redistribute",
    levels=(Level(id="L1", title=WORDS, index=20.0), Level(id="L2", title=WORDS, index=30.0, chapter=10.0)),
)


@pytest.mark.says("5.11")
@pytest.mark.parametrize(
    ("second", "level", "passed"),
    [(10.0, "L2", True), (9.0, "L1", False), (None, "L1", False), (NA, "L2", True)],
)
def test_a_chapter_in_play_without_an_answer_reaches_nothing(second: Given, level: str, passed: bool) -> None:
    """Silence is no way around a minimum; a chapter that does not apply is."""
    station = judged(CHAPTERS, {A: 90.0, "M02.a": second, "M02.b": NA})
    assert station.level == level
    assert judge(Gates(thresholds=Thresholds(fail_under_chapter=10.0)), (station,), CHAPTERS).passed is passed
    if second is None:
        two = station.chapters[1]
        assert (two.score, two.floor, two.ceiling, two.coverage) == (None, 0.0, 100.0, 0.0)
        assert [each.id for each in station.blockers] == ["two"]


@pytest.mark.says("5.11", "8.4")
@pytest.mark.parametrize("first", [90.0, None])
def test_a_plan_does_not_promise_what_only_an_answer_can_bring(first: float | None) -> None:
    station = judged(CHAPTERS, {A: first, "M02.a": None, "M02.b": NA})
    found = plan(CHAPTERS, station, Goal(level="L2"))
    assert found.tasks == ()
    assert "plan-chapter-out-of-reach" in [each.code for each in found.problems]


# --- next steps ----------------------------------------------------------------------------------


@pytest.mark.says("7.1", "7.2", "7.3")
@pytest.mark.parametrize(
    ("score", "answer", "target", "kind", "expected"),
    [
        (Score(choices={"none": 0.0, "some": 40.0, "all": 100.0}), "none", 60.0, "one_of", (40.0, 100.0)),
        (Score(expect="yes"), False, 60.0, "yes_no", (100.0, 100.0)),
        (STEPS, 0.1, 50.0, "percent", (60.0, 60.0)),
        (STEPS, 0.3, 50.0, "percent", (100.0, None)),
        (Score(capped=Capped(at=2.0)), 0.0, 60.0, "integer", (50.0, 100.0)),
        (Score(capped=Capped(at=7.0)), 1.0, 60.0, "integer", (28.5714285714, 71.4285714286)),
        (Score(ramp=Ramp(from_=7.0, to=0.0)), 7.0, 60.0, "integer", (14.2857142857, 71.4285714286)),
        (Score(checklist=Checklist(items={"a": 3.0, "b": 1.0, "c": 1.0})), ("b",), 70.0, "many_of", (40.0, 80.0)),
        (
            Score(checklist=Checklist(items={"a": 1.0, "b": 1.0, "c": 1.0}, must_have=("a", "b"), cap=0.0)),
            (),
            80.0,
            "many_of",
            (66.6666666667, 100.0),
        ),
    ],
)
def test_a_step_is_the_next_answer_that_can_be_given(
    score: Score, answer: Answered, target: float, kind: str, expected: tuple[float | None, float | None]
) -> None:
    assert steps(score, answer, target, type=kind) == expected


@pytest.mark.says("7.4", "7.5", "7.7")
@pytest.mark.parametrize(
    ("score", "answer", "bounds", "expected"),
    [
        (RAMP, 10.0, {}, (60.0, 60.0)),
        (RAMP, 60.0, {}, (100.0, None)),
        (RAMP, 10.0, {"max": 40.0}, (40.0, None)),
        (RAMP, 70.0, {"max": 90.0}, (90.0, None)),
        (RAMP, 40.0, {"max": 40.0}, (None, None)),
        # 1 * 100 ** 0.6 is 15.848…: 15.85 earns a little more
        (Score(ramp=Ramp(from_=1.0, to=100.0, log=True)), 2.0, {}, (60.0014633277, 60.0014633277)),
        # 100 * 0.01 ** 0.6 is 6.3095…: less is better, so 6.309
        (Score(ramp=Ramp(from_=100.0, to=1.0, log=True)), 50.0, {}, (60.0019736297, 60.0019736297)),
        # the way from 1000 to 1001 is 1, so four digits of that
        (Score(ramp=Ramp(from_=1000.0, to=1001.0)), 1000.0, {}, (60.0, 60.0)),
        (Score(capped=Capped(at=3.0)), 1.0, {}, (60.0, 60.0)),
    ],
)
def test_on_a_slope_the_target_comes_next_then_full_points_or_what_the_bounds_allow(
    score: Score, answer: float, bounds: dict[str, float], expected: tuple[float | None, float | None]
) -> None:
    assert steps(score, answer, 60.0, type="number", **bounds) == expected


@pytest.mark.says("7.3", "7.5")
@pytest.mark.parametrize("ends", [(0.0, 3.0), (4.0, 1.0)])
def test_a_target_that_ten_digits_meet_is_met(ends: tuple[float, float]) -> None:
    """Two thirds of the way earn 66.6666666667, which is that target: 2, and not a thousandth more."""
    score = Score(ramp=Ramp(from_=ends[0], to=ends[1]))
    assert steps(score, ends[0], 66.6666666667, type="number") == (66.6666666667, 66.6666666667)


@pytest.mark.says("7.6", "7.7")
def test_a_limit_that_is_not_included_is_passed_by_one_in_the_fourth_digit() -> None:
    """Where the bounds leave no such answer there is no step."""
    assert steps(STEPS, 0.4, 100.0, type="percent", max=0.5001) == (100.0, 100.0)
    assert steps(STEPS, 0.4, 100.0, type="percent", max=0.5) == (None, None)
    found = plan(flat(indicator(A, 1.0, STEPS)), judged(flat(indicator(A, 1.0, STEPS)), {A: 0.4}), Goal())
    assert [each.next.move.answer for each in found.prospects] == [0.5001]


@pytest.mark.says("7.8", "8.4")
@pytest.mark.parametrize(
    ("score", "expected", "worst"),
    [
        (STEPS, 60.0, 0.0),
        (Score(bands=(Band(from_=0.3, points=100.0), Band(otherwise=5.0))), 5.0, 5.0),
        (Score(choices={"all": 100.0, "least": 10.0}), 10.0, 10.0),
        (RAMP, 100.0, 0.0),
    ],
)
def test_unanswered_has_steps_from_nought_and_none_in_a_plan(score: Score, expected: float, worst: float) -> None:
    """Any answer that earns something is better than none; a plan says between what the index then lies."""
    assert steps(score, None)[0] == expected
    rules = flat(indicator(A, 1.0, score), indicator(B))
    found = plan(rules, judged(rules, {A: None, B: 50.0}), Goal())
    assert [each.id for each in found.prospects] == [B]
    assert [each.id for each in found.blanks] == [A]
    assert (found.between.low, found.between.high) == ((worst + 50) / 2, 75.0)


@pytest.mark.says("7.9")
def test_the_gain_is_the_index_with_one_indicator_moved_less_the_index() -> None:
    """a (3) 60 to 100 beside b (1): 3/4 of 40. Left blank and left out, b would bring (3 * 60 + 100) / 4 - 60."""
    rules = flat(indicator(A, 3), indicator(B, 1), missing="redistribute")
    first, second = judged(rules, {A: 60.0, B: 20.0}).results
    assert first.next_step is not None
    assert second.next_step is not None
    assert (first.next_step.gain, second.next_step.gain) == pytest.approx((30.0, 20.0))
    blank = judged(rules, {A: 60.0}).results[1].to_target
    nothing = judged(rules, {}).results[1].to_target
    assert blank is not None
    assert nothing is not None
    assert (blank.gain, nothing.gain) == pytest.approx((10.0, 100.0))


# --- plans ---------------------------------------------------------------------------------------


@pytest.mark.says("8.1")
@pytest.mark.parametrize(
    ("effort", "have", "to", "target", "cost"),
    [
        *((effort, 0.0, 60.0, 60.0, cost) for effort, cost in enumerate((1, 3, 6, 12, 18), 1)),
        (4, 30.0, 60.0, 60.0, 6),
        (4, 55.0, 60.0, 60.0, 1),
        (4, 54.0, 60.0, 60.0, 2),  # 1.2 months
        (4, 60.0, 100.0, 60.0, 8),
        (1, 59.0, 60.0, 60.0, 1),
    ],
)
def test_the_effort_of_a_step(effort: int, have: float, to: float, target: float, cost: int) -> None:
    assert months(effort, have, to, target) == cost


HALVES = Score(choices={"none": 0.0, "some": 50.0, "all": 100.0})


@pytest.mark.says("8.2", "8.3")
@pytest.mark.parametrize(
    ("goal", "moved", "effort"),
    [
        # a (1 month for all of it), b (6 months), c (6 months, and needs a); each a third of the index
        (Goal(target=30.0), {A: 100.0}, 1),
        (Goal(target=50.0), {A: 100.0, B: 50.0}, 4),
        (Goal(budget=4), {A: 100.0, B: 50.0}, 4),
        (Goal(budget=7), {A: 100.0, B: 100.0}, 7),
        (Goal(), {A: 100.0, B: 100.0, "M01.c": 100.0}, 13),
    ],
)
def test_a_plan_is_the_least_effort_or_the_most_gain(goal: Goal, moved: dict[str, float], effort: int) -> None:
    rules = flat(
        indicator(A, 1.0, HALVES, effort=1),
        indicator(B, 1.0, HALVES, effort=3),
        indicator("M01.c", 1.0, HALVES, effort=3, needs=(A,)),
    )
    found = plan(rules, judged(rules, dict.fromkeys((A, B, "M01.c"), "none")), goal)
    assert {task.move.id: task.move.points for task in found.tasks} == moved
    assert (found.effort, found.proved) == (effort, True)


@pytest.mark.says("8.2")
def test_a_plan_makes_no_step_before_what_it_needs() -> None:
    """c alone would be enough for 50, and cannot be had without a."""
    rules = flat(indicator(A, 1.0, HALVES, effort=5), indicator("M01.c", 9.0, HALVES, effort=1, needs=(A,)))
    found = plan(rules, judged(rules, {A: "none", "M01.c": "none"}), Goal(target=80.0))
    assert {task.move.id for task in found.tasks} == {A, "M01.c"}


@pytest.mark.says("8.5")
@pytest.mark.parametrize(("items", "proved"), [(10, True), (12, False)])
def test_a_checklist_of_too_many_sums_is_not_said_to_be_proved(items: int, proved: bool) -> None:
    """Powers of two: every set has a sum of its own. The step to the target may be found all the same."""
    assert 2**10 < MOST_SUMS == 2000 < 2**12
    score = Score(checklist=Checklist(items={f"o{at}": 2.0**-at for at in range(items)}))
    rules = flat(indicator(A, 1.0, score), indicator(B))
    found = plan(rules, judged(rules, {A: (), B: 0.0}), Goal(target=50.0))
    assert found.proved is proved
    assert math.isclose(found.after.index.score or 0.0, 50.0, abs_tol=1.0)
