"""The better answers that a station could give next: each a real answer, each worth what is said of it."""

import math
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import random_stations
from every_answer import GRID, better_points, every_answer, of_number
from hypothesis import given, settings
from hypothesis import strategies as st
from proving import EXAMPLES, steps_of, typed_fault
from running import ROOT
from small_frameworks import SCORES, answers_to, flat, indicator, judged

from convergence_cli.functions.by import function_for
from convergence_cli.model.assessment import Assessment, Result, Step
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import limits
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Band, Capped, Checklist, Ramp, Score
from convergence_cli.questionnaire.read import read
from convergence_cli.scoring.engine import assess
from convergence_cli.scoring.points import better, points

A = "M01.a"
Shown = tuple[float, Answered] | None


def steps(score: Score, answer: Answered | None, target: float = 60.0, **ask: Any) -> tuple[Shown, Shown, Shown]:
    """The next step, the first answer at the target, the best one, as (points, answer); `ask` changes what is asked."""
    item = indicator(A, 1.0, score)
    item = Indicator(**{name: getattr(item, name) for name in item.__dataclass_fields__} | {"ask": asked(item, **ask)})
    reach = better(item, score, answer, flat(item))
    found = (reach.onward(target), reach.first(target), reach.last(100.0))
    return tuple(rung and (rung.points, rung.answer) for rung in found)  # type: ignore[return-value]


def asked(item: Indicator, **change: Any) -> Any:
    return type(item.ask)(**{name: getattr(item.ask, name) for name in item.ask.__dataclass_fields__} | change)


STEPS = Score(bands=(Band(above=0.5, points=100.0), Band(from_=0.3, points=60.0), Band(otherwise=0.0)))
FALLING = Score(bands=(Band(below=0.1, points=100.0), Band(up_to=0.2, points=50.0), Band(otherwise=0.0)))
DATED = Score(
    bands=(Band(below="2024-03-01", points=100.0), Band(up_to="2024-12-31", points=50.0), Band(otherwise=0.0))
)
CHOICES = Score(choices={"full": 100.0, "some": 40.0, "none": 0.0})
LOG = Score(ramp=Ramp(from_=1.0, to=100.0, log=True))
DUTY = Score(checklist=Checklist(items={"a": 2.0, "b": 1.0, "c": 1.0}, must_have=("a",), cap=20.0))
STRICT = Score(checklist=Checklist(items={"a": 1.0, "b": 1.0, "c": 1.0}, must_have=("a", "b"), cap=0.0))


@pytest.mark.parametrize(
    ("score", "answer", "found"),
    [
        (STEPS, 0.1, [(60.0, 0.3), (60.0, 0.3), (100.0, 0.5001)]),
        (STEPS, 0.3, [(100.0, 0.5001), (100.0, 0.5001), (100.0, 0.5001)]),
        (STEPS, 0.6, [None, None, None]),
        (STEPS, None, [(60.0, 0.3), (60.0, 0.3), (100.0, 0.5001)]),
        (FALLING, 0.3, [(50.0, 0.2), (100.0, 0.0999), (100.0, 0.0999)]),
        (DATED, "2025-06-01", [(50.0, "2024-12-31"), (100.0, "2024-02-29"), (100.0, "2024-02-29")]),
        (CHOICES, "none", [(40.0, "some"), (100.0, "full"), (100.0, "full")]),
        (Score(scale="ladder"), "c", [(75.0, "d"), (75.0, "d"), (100.0, "e")]),
        (Score(expect="yes"), False, [(100.0, True), (100.0, True), (100.0, True)]),
        (Score(expect="no"), True, [(100.0, False), (100.0, False), (100.0, False)]),
        (Score(expect="no"), False, [None, None, None]),
        (Score(expect="yes"), None, [(100.0, True), (100.0, True), (100.0, True)]),
        (Score(capped=Capped(at=10.0)), 2.0, [(60.0, 6.0), (60.0, 6.0), (100.0, 10.0)]),
        (Score(capped=Capped(at=10.0)), 7.0, [(100.0, 10.0), None, (100.0, 10.0)]),
        (Score(ramp=Ramp(from_=10.0, to=0.0)), 9.0, [(60.0, 4.0), (60.0, 4.0), (100.0, 0.0)]),
        (LOG, 1.0, [(60.0014633277, 15.85), (60.0014633277, 15.85), (100.0, 100.0)]),
        (DUTY, (), [(20.0, ("b",)), (75.0, ("a", "b")), (100.0, ("a", "b", "c"))]),
        (DUTY, ("b", "c"), [(100.0, ("a", "b", "c"))] * 3),
        (STRICT, (), [(200 / 3, ("a", "b")), (200 / 3, ("a", "b")), (100.0, ("a", "b", "c"))]),
        (STRICT, ("a",), [(200 / 3, ("a", "b")), (200 / 3, ("a", "b")), (100.0, ("a", "b", "c"))]),
    ],
)  # fmt: skip
def test_the_steps_of_each_function(score: Score, answer: Answered | None, found: list[Shown]) -> None:
    """One by one where answers can be counted, the target and full points on a slope; `above 50%` a little above it.

    A checklist takes the sum that comes next, by as few items as give it: below a cap nothing comes of one item more.
    """
    assert list(steps(score, answer)) == [each and (pytest.approx(each[0], abs=1e-9), each[1]) for each in found]


def test_whole_numbers_come_one_by_one() -> None:
    """One more is the next step, whatever the target; 60 of 100 on a slope to 7 is 4.2, so five are needed."""
    one, two, five = 100 / 7, 200 / 7, 500 / 7
    assert _near(steps(Score(capped=Capped(at=7.0)), 1.0, type="integer")) == [(two, 2.0), (five, 5.0), (100.0, 7.0)]
    assert _near(steps(Score(ramp=Ramp(from_=7.0, to=0.0)), 7.0, type="integer")) == [
        (one, 6.0),
        (five, 2.0),
        (100.0, 0.0),
    ]
    assert _near(steps(STEPS, 0.0, type="integer")) == [(100.0, 1.0)] * 3
    assert _near(steps(Score(capped=Capped(at=2.0)), 0.0, type="integer")) == [(50.0, 1.0), (100.0, 2.0), (100.0, 2.0)]
    # Half of something is no whole number: the first that earns more, not the first number.
    first, target = 100 * math.log(2) / math.log(100), 100 * math.log(16) / math.log(100)
    found = _near(steps(LOG, None, type="integer", min=0.0))
    assert found == [(first, 2.0), (target, 16.0), (100.0, 100.0)]


def _near(found: tuple[Shown, ...]) -> list[Any]:
    return [each and (pytest.approx(each[0], abs=1e-9), each[1]) for each in found]


def test_no_answer_is_beyond_the_bounds_of_its_question() -> None:
    """Points that no permitted answer earns are no step; on a slope one goes as far as the bounds allow."""
    slope = Score(ramp=Ramp(from_=0.0, to=100.0))
    assert steps(slope, 10.0, max=70.0) == ((60.0, 60.0), (60.0, 60.0), (70.0, 70.0))
    assert steps(slope, 10.0, max=50.0) == ((50.0, 50.0), None, (50.0, 50.0))
    assert steps(slope, 10.0, max=5.0) == (None, None, None)
    assert steps(Score(capped=Capped(at=2.0)), 0.0, type="percent") == ((50.0, 1.0), None, (50.0, 1.0))
    assert steps(Score(capped=Capped(at=9.0)), 0.0, type="integer", max=2.5)[2] == (pytest.approx(200 / 9), 2.0)


@settings(max_examples=300, deadline=None)
@given(st.data(), SCORES, st.integers(1, 100).map(float))
def test_every_step_is_an_answer_worth_its_points(data: st.DataObject, score: Score, target: float) -> None:
    """Better than the answer, within its bounds; and of steps the least, of the best ones the best."""
    item = indicator(A, 1.0, score, target=target)
    framework = flat(item)
    own = function_for(score, {"level": data.draw(st.sampled_from(["city", "county"]))})
    answer = data.draw(st.none() | answers_to(item, framework))
    have = 0.0 if answer is None else points(own, answer, framework)
    reach = better(item, own, answer, framework)
    wanted = data.draw(st.floats(0, 100))
    for rung in filter(None, (reach.onward(target), reach.first(wanted), reach.last(wanted))):
        assert points(own, rung.answer, framework) == rung.points > have
        assert _within(item, rung.answer)
    up, down = reach.first(wanted), reach.last(wanted)
    assert up is None or up.points >= wanted
    assert down is None or down.points <= wanted
    assert (reach.last(100.0) is None) is (reach.onward(target) is None)


def _within(item: Indicator, answer: Answered) -> bool:
    low, high = limits(item.ask)
    if isinstance(answer, bool | str | tuple):
        return True
    return (low is None or answer >= low) and (high is None or answer <= high)


# --- what is listed exists -------------------------------------------------------------------------


def test_for_every_listed_step_of_random_stations_an_answer_exists(framework: Framework) -> None:
    """It earns exactly those points, and no answer earns fewer: more than now, and for the target no less than that.

    Answers are counted out and scored by another arithmetic. On a slope where any number can be given the step is the
    target, not the next number, and at most one number of the grid lies between the target and the step to it.
    """
    framework = replace(framework, checks=())
    seen = 0
    for seed in range(30):
        judged_ = random_stations.judged(Random(seed), framework)
        for result in judged_.results:
            for step, least in ((result.next_step, result.points or 0.0), (result.to_target, result.target)):
                if step is not None:
                    seen += 1
                    _exists(framework, judged_, result, step, least)
    assert seen > 1500


def _exists(framework: Framework, judged_: Assessment, result: Result, step: Step, least: float) -> None:
    item = framework.indicator[result.id]
    score = function_for(item.score, judged_.profile)
    earned = every_answer(item.ask, score, framework.scales)
    there = better_points(earned, result.value, result.points or 0.0)
    if item.ask.type != "integer" and (score.ramp or score.capped):
        rung = better(item, score, result.value, framework).first(step.points)
        assert rung is not None, result.id
        assert isinstance(rung.answer, float)
        assert _within(item, rung.answer), result.id
        assert of_number(score, rung.answer) == pytest.approx(step.points, abs=1e-9), result.id
        grain = 2 * 100.0 / GRID
        assert min(abs(step.points - aim) for aim in (result.target, 100.0, there[-1])) <= grain, result.id
        return
    assert step.points == pytest.approx(next(worth for worth in there if worth >= least), abs=1e-9), result.id


@pytest.mark.parametrize("name", ["typical-city", "county-centre"])
def test_a_step_of_the_examples_brings_what_it_says_when_it_is_typed(
    framework: Framework, name: str, tmp_path: Path
) -> None:
    """A twelfth of them, typed into the workbook, which is read and judged anew; `proving.py --steps` does all."""
    judged_ = assess(framework, read(ROOT / "examples" / f"{name}.xlsx", framework))
    found = list(steps_of(framework, judged_))
    assert len(found) > 20
    for step in found[EXAMPLES.index(name) :: 12]:
        assert typed_fault(framework, judged_, tmp_path / f"{name}.xlsx", step) == ""


def test_a_step_to_the_target_that_no_answer_takes_is_none() -> None:
    """The bounds of the question end below it: there is a next step, and nothing is promised at the target."""
    item = indicator(A, 1.0, Score(ramp=Ramp(from_=0.0, to=100.0)), target=60.0)
    scored = flat(replace(item, ask=replace(item.ask, max=50.0)))
    (result,) = judged(scored, {A: 10.0}).results
    assert (result.next_step, result.to_target) == (Step(points=50.0, gain=40.0), None)
