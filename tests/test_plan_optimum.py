"""The set of steps is the best there is: the same as by looking at every set, whatever the order of anything."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from planned import Question, Station, of_choices, random_goal, random_station
from proving import small_fault, whole_case, whole_fault
from small_frameworks import RAMP, RED, WORDS, answers, flat, indicator

from convergence_cli.errors import ConfigError
from convergence_cli.functions import checklist
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework, Level
from convergence_cli.model.plan import Goal, Plan
from convergence_cli.model.score import Capped, Checklist, Score
from convergence_cli.plan import branching, linear
from convergence_cli.plan.demand import demand_of
from convergence_cli.plan.plan import plan
from convergence_cli.plan.rescoring import rescoring_of
from convergence_cli.plan.steps import ladders_of
from convergence_cli.scoring.engine import assess
from convergence_cli.texts import message

BITS = 1e-9
CHUNKS = 10


def judged(station: Station) -> tuple[Framework, Assessment]:
    framework = station.framework()
    return framework, assess(framework, answers(framework, station.given()))


def planned(station: Station, goal: Goal) -> Plan:
    return plan(*judged(station), goal)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_optimum_equals_brute_force_on_500_small_frameworks(chunk: int) -> None:
    """Targets, levels, both and budgets; prerequisites, red lines, blanks and not-applicable ones; ties too."""
    for seed in range(chunk, 500, CHUNKS):
        assert small_fault(seed) == ""


@pytest.mark.parametrize(
    ("aggregate", "missing"),
    [("geometric", "zero"), ("minimum", "zero"), ("arithmetic", "redistribute"), ("geometric", "redistribute")],
)
def test_the_optimum_equals_brute_force_where_the_index_is_no_sum(aggregate: str, missing: str) -> None:
    """By looking at sets, without a solver."""
    for seed in range(40):
        assert small_fault(seed, 5, aggregate=aggregate, missing=missing) == ""


def test_no_other_solver_finds_a_better_plan_for_a_whole_station(framework: Framework) -> None:
    """It is given every answer of the framework that ships; `proving.py --goals` does as many as are wanted."""
    unchecked = replace(framework, checks=())
    proved = 0
    for seed in range(8):
        fault, found = whole_fault(unchecked, *whole_case(unchecked, seed))
        assert fault == ""
        proved += found.proved
        # Coverage is no step's to raise: where the level asks for more of it, the plan says so, and claims no proof.
        assert found.proved is not any(item.code == "plan-level-beyond-steps" for item in found.problems)
    assert proved >= 4


def test_what_was_not_compared_is_not_called_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A checklist of more sums than are told apart, and more sets than are compared: the best within what was."""
    monkeypatch.setattr(checklist, "MOST_SUMS", 3)
    names = "abcdefgh"
    part = Checklist(items={name: 2.0**at for at, name in enumerate(names)})
    scored = flat(indicator("M01.a", 1.0, Score(checklist=part)), indicator("M01.b", 1.0, RAMP))
    found = plan(scored, assess(scored, answers(scored, {"M01.a": (), "M01.b": 0.0})), Goal(target=60.0))
    assert found.tasks
    assert not found.proved
    monkeypatch.undo()
    assert plan(scored, found.before, Goal(target=60.0)).proved
    monkeypatch.setattr(branching, "MOST_SETS", 500)
    twelve = Score(capped=Capped(at=12.0))
    items = [indicator(f"M01.i{at}", 1.0 + at / 7, twelve, effort=4, target=60.0) for at in range(5)]
    large = flat(*(replace(item, ask=replace(item.ask, type="integer")) for item in items), aggregate="geometric")
    station = assess(large, answers(large, {item.id: 1.0 for item in items}))
    thin = plan(large, station, Goal(target=55.0))
    assert (thin.after.index.score or 0.0) >= 55.0
    assert not thin.proved


def test_both_searches_agree_on_additive_frameworks() -> None:
    """The solver and the comparison of sets are two programs; they give one answer."""
    for seed in range(1000, 1040):
        station = random_station(seed, 7)
        goal = random_goal(seed, station)
        framework, assessment = judged(station)
        rescoring = rescoring_of(framework, assessment)
        ladders = ladders_of(framework, assessment, rescoring)
        demand = demand_of(goal, framework, assessment)
        assert linear.best_set(rescoring, ladders, demand) == branching.best_set(rescoring, ladders, demand)


def test_the_order_of_variables_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The solver is given the same programme with its columns shuffled: the very same moves come back, ties too."""
    straight = linear._variables
    alike = station(*(question(f"M01.i{number}") for number in range(10)))
    cases = [(random_station(seed, 7), seed) for seed in range(15)]
    cases += [(alike, 0)]
    for some, seed in cases:
        goal = Goal(target=50.0) if some is alike else random_goal(seed, some)
        expected = moves(planned(some, goal))
        for shuffle in range(2):
            order = Random(shuffle)
            monkeypatch.setattr(linear, "_variables", lambda own, order=order: _shuffled(straight(own), order))
            assert moves(planned(some, goal)) == expected
        monkeypatch.setattr(linear, "_variables", straight)


def _shuffled(variables: tuple[tuple[int, int], ...], order: Random) -> tuple[tuple[int, int], ...]:
    return tuple(order.sample(variables, len(variables)))


# --- single rules ----------------------------------------------------------------------------------


def question(name: str, have: float | None = 0.0, **more: object) -> Question:
    """A question worth 0, 50 or 100 points whose target of 100 takes a quarter."""
    settings: dict[str, Any] = {"weight": 1.0, "effort": 2, "target": 100.0, "red_line": None}
    return Question(id=name, **of_choices((0.0, 50.0, 100.0), have), **(settings | more))


def station(*questions: Question, levels: tuple[Level, ...] = ()) -> Station:
    return Station(chapters=[(1.0, [(1.0, list(questions))])], levels=levels)


def moves(found: Plan) -> dict[str, float]:
    return {task.move.id: task.move.points for task in found.tasks}


def test_the_least_effort_is_taken() -> None:
    """Two ways to 50: weeks or a year."""
    two = station(question("M01.a", effort=4), question("M01.b", effort=1))
    assert moves(planned(two, Goal(target=50.0))) == {"M01.b": 100.0}


def test_of_equal_effort_the_most_gain_is_taken() -> None:
    """Both cost a month; half the points would do, all of them cost the same."""
    assert moves(planned(station(question("M01.a", effort=1)), Goal(target=50.0))) == {"M01.a": 100.0}


def test_of_equal_effort_and_gain_the_first_of_the_framework_is_taken() -> None:
    """Ten alike, five are enough: the first five, and no other of the 252 sets."""
    alike = station(*(question(f"M01.i{number}") for number in range(10)))
    assert sorted(moves(planned(alike, Goal(target=50.0)))) == [f"M01.i{number}" for number in range(5)]


def test_a_few_equal_sets_are_compared_one_by_one() -> None:
    """Three alike, one is enough."""
    alike = station(*(question(f"M01.i{number}") for number in range(3)))
    assert moves(planned(alike, Goal(target=100 / 3))) == {"M01.i0": 100.0}


def test_what_is_needed_first_comes_along() -> None:
    """The cheap step needs a dear one, so the other way is cheaper."""
    need = question("M01.a", effort=5, weight=0.001)
    cheap = question("M01.b", effort=1, needs=("M01.a",))
    other = question("M01.c", effort=3)
    assert moves(planned(station(need, cheap, other), Goal(target=45.0))) == {"M01.c": 100.0}
    alone = planned(station(need, cheap), Goal(target=90.0))
    assert moves(alone) == {"M01.a": 100.0, "M01.b": 100.0}
    assert [task.move.id for task in alone.tasks] == ["M01.a", "M01.b"]
    assert alone.tasks[1].needs == ("M01.a",)


def test_a_prerequisite_that_is_met_or_does_not_apply_is_no_hindrance() -> None:
    """Met: at its target, though not at full points."""
    met = question("M01.a", have=50.0, target=50.0)
    gone = question("M01.b", counts=False)
    wanted = question("M01.c", effort=1, needs=("M01.a", "M01.b"))
    assert moves(planned(station(met, gone, wanted), Goal(target=75.0))) == {"M01.c": 100.0}


LEVELS = (
    Level(id="L1", title=WORDS, index=10.0, red_lines=True),
    Level(id="L2", title=WORDS, index=20.0, red_lines=False),
)


def test_a_level_asks_for_its_red_lines_and_for_those_of_the_levels_below() -> None:
    """The index is there already; the red line of the lower level is not."""
    red = question("M01.a", weight=0.001, effort=5, red_line=RED)
    done = question("M01.b", have=100.0)
    for level in ("L1", "L2"):
        found = planned(station(red, done, levels=LEVELS), Goal(level=level))
        assert moves(found) == {"M01.a": 100.0}
        assert found.after.level == "L2"
    assert planned(station(red, done, levels=LEVELS), Goal(target=50.0)).tasks == ()


def test_a_level_asks_the_least_of_every_chapter() -> None:
    """The cheap chapter alone would do for the index."""
    level = Level(id="L1", title=WORDS, index=50.0, chapter=40.0)
    dear, cheap = question("M01.a", effort=5), question("M02.a", effort=1)
    two = Station(chapters=[(1.0, [(1.0, [dear])]), (1.0, [(1.0, [cheap])])], levels=(level,))
    assert moves(planned(two, Goal(target=50.0))) == {"M02.a": 100.0}
    assert moves(planned(two, Goal(level="L1"))) == {"M01.a": 50.0, "M02.a": 100.0}


def test_a_budget_buys_the_most_gain_and_no_more_effort_than_it_takes() -> None:
    """Three months: one of two quarters; the heavier one. A month buys half of it or less."""
    light, heavy = question("M01.a"), question("M01.b", weight=2.0)
    assert moves(planned(station(light, heavy), Goal(budget=3))) == {"M01.b": 100.0}
    assert moves(planned(station(light, heavy), Goal(budget=6))) == {"M01.a": 100.0, "M01.b": 100.0}
    assert planned(station(light, heavy), Goal(budget=1000)).effort == 6
    assert planned(station(light, heavy), Goal(budget=0)).tasks == ()


def test_a_budget_beside_a_goal_is_compared_with_the_least_effort() -> None:
    """The steps are shown all the same; within the budget there is no problem."""
    one = station(question("M01.a"))
    over = planned(one, Goal(target=100.0, budget=2))
    assert ([item.code for item in over.problems], over.effort) == (["plan-over-budget"], 3)
    assert planned(one, Goal(target=100.0, budget=3)).problems == ()


def test_a_target_is_reached_to_the_last_bit_and_not_missed_by_it() -> None:
    """0.1 + 0.2 is more than 0.3 in floats; on paper the two sets reach the same, and a hair more is not reached."""
    three = station(*(question(f"M01.i{number}", weight=weight) for number, weight in enumerate((0.1, 0.2, 0.3))))
    reached = three.scores({"M01.i0": 100.0, "M01.i1": 100.0})[0]
    assert reached is not None
    assert moves(planned(three, Goal(target=reached))) == {"M01.i2": 100.0}
    assert planned(three, Goal(target=reached + 1e-7)).effort == 5


def test_a_goal_that_is_out_of_reach_says_how_far_one_gets() -> None:
    """A prerequisite that can never be met keeps the other one back."""
    framework, assessment = judged(station(question("M01.a"), question("M01.b", needs=("M01.a",))))
    (measure,) = framework.measures
    first, second = measure.indicators
    bounded = replace(first, ask=replace(first.ask, type="number", max=40.0), score=RAMP)
    framework = replace(framework, measures=(replace(measure, indicators=(bounded, second)),))
    assessment = assess(framework, answers(framework, {"M01.a": 10.0, "M01.b": "p0"}))
    found = plan(framework, assessment, Goal(target=60.0))
    (problem,) = found.problems
    assert (problem.code, dict(problem.values)) == ("plan-index-out-of-reach", {"most": "20.0", "need": "60.0"})
    assert found.tasks == ()
    assert found.after.index.score == assessment.index.score
    assert found.stuck == ("M01.a", "M01.b")


def test_a_chapter_and_a_red_line_out_of_reach_are_named() -> None:
    """Each condition of the level with how far it gets; every code has its words."""
    level = Level(id="L1", title=WORDS, index=10.0, chapter=40.0)
    framework, _ = judged(station(question("M01.a", red_line=RED), levels=(level,)))
    (measure,) = framework.measures
    (item,) = measure.indicators
    for most, codes in ((30.0, _EVERYTHING[1:]), (0.0, _EVERYTHING)):
        bounded = replace(item, ask=replace(item.ask, type="number", max=most), score=RAMP)
        bent = replace(framework, measures=(replace(measure, indicators=(bounded,)),))
        found = plan(bent, assess(bent, answers(bent, {"M01.a": 0.0})), Goal(level="L1"))
        assert [each.code for each in found.problems] == codes
        assert all(message(language, each) for language in ("zh", "en") for each in found.problems)


_EVERYTHING = ["plan-index-out-of-reach", "plan-chapter-out-of-reach", "plan-red-line-stuck"]


def test_a_set_that_falls_short_within_the_solvers_tolerance_is_ruled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target a billionth above what a set reaches: the solver takes the set, the engine does not.

    The next one is found; and where there is no room for another try the refusal has a name.
    """
    two = station(question("M01.a"), question("M01.b", effort=3, weight=1.001))
    reached = two.scores({"M01.a": 100.0})[0]
    assert reached is not None
    assert moves(planned(two, Goal(target=reached + 1.5e-9))) == {"M01.a": 50.0, "M01.b": 50.0}
    monkeypatch.setattr(linear, "_MOST_ROUNDS", 1)
    with pytest.raises(ConfigError) as refused:
        planned(two, Goal(target=reached + 1.5e-9))
    assert [item.code for item in refused.value.problems] == ["plan-too-close"]


def test_a_goal_that_is_reached_already_takes_nothing() -> None:
    done = station(question("M01.a", have=100.0))
    found = planned(done, Goal(target=100.0))
    assert (found.tasks, found.effort, found.problems) == ((), 0, ())


def test_nothing_in_play_reaches_no_target() -> None:
    """There is no index to be raised."""
    nothing = station(question("M01.a", counts=False))
    assert [item.code for item in planned(nothing, Goal(target=50.0)).problems] == ["plan-index-out-of-reach"]


def test_too_many_sets_are_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """No approximate answer is given."""
    monkeypatch.setattr(branching, "MOST_SETS", 500)
    many = [question(f"M01.i{number}", have=50.0, weight=1.0 + number / 7) for number in range(40)]
    large = Station(chapters=[(1.0, [(1.0, many)])], aggregate="geometric")
    with pytest.raises(ConfigError) as refused:
        planned(large, Goal(target=80.0))
    assert [item.code for item in refused.value.problems] == ["plan-too-large"]
    assert planned(large, Goal()).effort == 80  # without a goal nothing is searched
