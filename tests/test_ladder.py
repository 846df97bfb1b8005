"""The better answers that a station could give next: each a real answer, each worth what is said of it."""

from typing import Any

import pytest
from convergence_cli.scoring.ladder import Rung, ladder
from hypothesis import given, settings
from hypothesis import strategies as st
from small_frameworks import SCORES, answers_to, flat, frameworks, indicator

from convergence_cli.functions.by import function_for
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import limits
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Band, Capped, Checklist, Ramp, Score
from convergence_cli.scoring.points import next_points, points

A = "M01.a"


def rungs(score: Score, answer: Answered | None, target: float = 60.0, **ask: Any) -> list[tuple[float, Answered]]:
    """The ladder of one indicator as (points, answer); `ask` changes the question."""
    item = indicator(A, 1.0, score)
    item = Indicator(**{name: getattr(item, name) for name in item.__dataclass_fields__} | {"ask": asked(item, **ask)})
    found = ladder(item, score, answer, flat(item), target)
    return [(rung.points, rung.answer) for rung in found]


def asked(item: Indicator, **change: Any) -> Any:
    return type(item.ask)(**{name: getattr(item.ask, name) for name in item.ask.__dataclass_fields__} | change)


STEPS = Score(bands=(Band(above=0.5, points=100.0), Band(from_=0.3, points=60.0), Band(otherwise=0.0)))
FALLING = Score(bands=(Band(below=0.1, points=100.0), Band(up_to=0.2, points=50.0), Band(otherwise=0.0)))
DATED = Score(
    bands=(Band(below="2024-03-01", points=100.0), Band(up_to="2024-12-31", points=50.0), Band(otherwise=0.0))
)
DUTY = Checklist(items={"a": 2.0, "b": 1.0, "c": 1.0}, must_have=("a",), cap=20.0)


@pytest.mark.parametrize(
    ("score", "answer", "found"),
    [
        (STEPS, 0.1, [(60.0, 0.3), (100.0, 0.5001)]),
        (STEPS, 0.3, [(100.0, 0.5001)]),
        (STEPS, 0.6, []),
        (STEPS, None, [(60.0, 0.3), (100.0, 0.5001)]),
        (FALLING, 0.3, [(50.0, 0.2), (100.0, 0.0999)]),
        (DATED, "2025-06-01", [(50.0, "2024-12-31"), (100.0, "2024-02-29")]),
        (Score(choices={"full": 100.0, "some": 40.0, "none": 0.0}), "none", [(40.0, "some"), (100.0, "full")]),
        (Score(scale="ladder"), "c", [(75.0, "d"), (100.0, "e")]),
        (Score(expect="yes"), False, [(100.0, True)]),
        (Score(expect="no"), True, [(100.0, False)]),
        (Score(expect="no"), False, []),
        (Score(expect="yes"), None, [(100.0, True)]),
        (Score(capped=Capped(at=10.0)), 2.0, [(60.0, 6.0), (100.0, 10.0)]),
        (Score(capped=Capped(at=10.0)), 7.0, [(100.0, 10.0)]),
        (Score(ramp=Ramp(from_=10.0, to=0.0)), 9.0, [(60.0, 4.0), (100.0, 0.0)]),
        (Score(ramp=Ramp(from_=1.0, to=100.0, log=True)), 1.0, [(60.0014633277, 15.85), (100.0, 100.0)]),
    ],
)  # fmt: skip
def test_the_rungs_of_each_function(score: Score, answer: Answered | None, found: list[tuple[float, Answered]]) -> None:
    """Steps one by one; a slope has the target and full points; `above 50%` is first reached a little above it."""
    assert rungs(score, answer) == found


def test_a_checklist_is_climbed_one_item_at_a_time_and_from_its_must_haves() -> None:
    """From nothing: the least item first, up to the cap; and once more from the item that must be there."""
    assert rungs(Score(checklist=DUTY), ()) == [
        (20.0, ("b",)),
        (50.0, ("a",)),
        (75.0, ("a", "b")),
        (100.0, ("a", "b", "c")),
    ]
    assert rungs(Score(checklist=DUTY), ("b", "c")) == [(100.0, ("a", "b", "c"))]


def test_whole_numbers_stay_whole_on_the_better_side() -> None:
    """60 of 100 on a slope to 7 is 4.2, so five are needed; where less is better, fewer."""
    assert rungs(Score(capped=Capped(at=7.0)), 1.0, type="integer") == [(71.4285714286, 5.0), (100.0, 7.0)]
    assert rungs(Score(ramp=Ramp(from_=7.0, to=0.0)), 7.0, type="integer") == [(71.4285714286, 2.0), (100.0, 0.0)]
    assert rungs(STEPS, 0.0, type="integer") == [(100.0, 1.0)]


def test_no_answer_is_beyond_the_bounds_of_its_question() -> None:
    """Points that no permitted answer earns are no rung."""
    assert rungs(Score(ramp=Ramp(from_=0.0, to=100.0)), 10.0, max=70.0) == [(60.0, 60.0), (70.0, 70.0)]
    assert rungs(Score(ramp=Ramp(from_=0.0, to=100.0)), 10.0, max=5.0) == []
    assert rungs(Score(capped=Capped(at=2.0)), 0.0, type="percent") == [(50.0, 1.0)]


@settings(max_examples=300, deadline=None)
@given(st.data(), SCORES, st.integers(1, 100).map(float))
def test_every_rung_is_an_answer_worth_its_points(data: st.DataObject, score: Score, target: float) -> None:
    """Strictly better ones, lowest first, within bounds; the first is what `next_points` calls the next step."""
    item = indicator(A, 1.0, score, target=target)
    framework = flat(item)
    profile = {"level": data.draw(st.sampled_from(["city", "county"]))}
    own = function_for(score, profile)
    answer = data.draw(st.none() | answers_to(item, framework))
    have = 0.0 if answer is None else points(own, answer, framework)
    found = ladder(item, own, answer, framework, target)
    assert all(points(own, rung.answer, framework) == rung.points for rung in found)
    climbed = [have, *(rung.points for rung in found)]
    assert climbed == sorted(set(climbed))
    assert all(_within(item, rung.answer) for rung in found)
    _agrees(own, found, next_points(own, answer, framework, target), have)


def _within(item: Indicator, answer: Answered) -> bool:
    low, high = limits(item.ask)
    if isinstance(answer, bool | str | tuple):
        return True
    return (low is None or answer >= low) and (high is None or answer <= high)


def _agrees(score: Score, found: tuple[Rung, ...], onward: float, have: float) -> None:
    """With bounds that stop nothing: full points are on the ladder, and the next step is its first rung."""
    if score.bands is None and have < 100:
        assert found[-1].points == 100
    if (score.choices or score.scale or score.expect) and have < 100:
        assert found[0].points == onward
    if score.checklist and any(rung.points == onward for rung in found):
        # Where one item more brings nothing (a cap), the next step is no rung: what must be there comes at once.
        assert found[0].points <= onward


@settings(max_examples=50, deadline=None)
@given(st.data(), frameworks())
def test_the_target_of_a_slope_is_on_its_ladder(data: st.DataObject, framework: Framework) -> None:
    """Rounded to what can be typed, and never short of it."""
    for item in framework.indicators:
        own = function_for(item.score, {"level": "city"})
        if own.ramp is None and own.capped is None:
            continue
        found = ladder(item, own, None, framework, item.target)
        assert min(rung.points for rung in found if rung.points >= item.target) < item.target + 1
