"""What a plan says besides which steps are best: gains, prerequisites counted, phases in time, what if."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from planned import random_goal, random_station
from running import ROOT
from small_frameworks import NA, RAMP, RED, WORDS, answers, chapter, flat, framework, indicator, judged, measure

from convergence_cli.errors import ConfigError
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Check, Framework, Level
from convergence_cli.model.plan import PHASES, Bounds, Goal, Plan, Task
from convergence_cli.model.question import Text
from convergence_cli.model.score import Checklist, Score
from convergence_cli.plan.effort import months
from convergence_cli.plan.phases import IN_HAND, LATEST
from convergence_cli.plan.plan import plan
from convergence_cli.plan.whatif import read_supposed, suppose
from convergence_cli.questionnaire.read import read
from convergence_cli.rubric.trials import with_evidence
from convergence_cli.scoring.engine import assess

A, B, C, D = "M01.a", "M01.b", "M01.c", "M01.d"
BITS = 1e-9
STEPS = Score(choices={"none": 0.0, "some": 50.0, "all": 100.0})
EXAMPLES = ("typical-city", "county-centre", "strong-province")


@pytest.fixture(scope="module")
def stations(framework: Framework) -> dict[str, Assessment]:
    """The example stations, judged."""
    return {name: assess(framework, read(ROOT / "examples" / f"{name}.xlsx", framework)) for name in EXAMPLES}


def lowest(scored: Framework, *blank: str) -> Assessment:
    """The station that answers everything with none, but for these."""
    return judged(scored, {item.id: None if item.id in blank else "none" for item in scored.indicators})


# --- effort ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effort", "have", "points", "target", "cost"),
    [
        (1, 0.0, 100.0, 100.0, 1),
        (2, 0.0, 100.0, 100.0, 3),
        (3, 0.0, 60.0, 60.0, 6),
        (4, 0.0, 60.0, 60.0, 12),
        (5, 0.0, 60.0, 60.0, 18),
        (4, 30.0, 60.0, 60.0, 6),
        (4, 0.0, 30.0, 60.0, 6),
        (4, 60.0, 100.0, 60.0, 8),
        (4, 55.0, 60.0, 60.0, 1),
        (4, 54.0, 60.0, 60.0, 2),
        (5, 59.9, 60.0, 60.0, 1),
        (3, 0.0, 70.0, 70.0, 6),
        (3, 0.0, 50.0, 0.0, 3),
    ],
)
def test_a_step_costs_its_part_of_the_way_to_the_target(
    effort: int, have: float, points: float, target: float, cost: int
) -> None:
    """Weeks 1, a quarter 3, half a year 6, a year 12, longer 18; whole months, rounded up, and never none.

    Where the target is 0, the way leads to full points.
    """
    assert months(effort, have, points, target) == cost


# --- every next step -------------------------------------------------------------------------------


def test_gains_are_those_of_the_engine_on_the_whole_framework(
    framework: Framework, stations: dict[str, Assessment]
) -> None:
    """Each gain is what comes out when this one answer is judged anew; and that of the step that `assess` shows."""
    for station in stations.values():
        found = plan(framework, station, Goal())
        results = {result.id: result for result in station.results}
        for prospect in found.prospects[::11]:
            for onward in filter(None, (prospect.next, prospect.target)):
                move = onward.move
                after = assess(framework, station.questionnaire, {move.id: move.answer})
                gain = (after.index.score or 0.0) - (station.index.score or 0.0)
                assert math.isclose(gain, move.gain, abs_tol=BITS)
            shown = results[prospect.id].next_step
            assert shown is not None
            if prospect.next.move.points == shown.points:
                assert math.isclose(prospect.next.move.gain, shown.gain, abs_tol=BITS)


def test_steps_are_ranked_by_gain_for_effort_with_what_they_need() -> None:
    """`b` alone would be the best step by far; with the year that `a` takes it comes after `c`."""
    scored = flat(
        indicator(A, 1.0, STEPS, effort=4),
        indicator(B, 3.0, STEPS, effort=1, needs=(A,)),
        indicator(C, 1.0, STEPS, effort=2),
        indicator(D, 1.0, STEPS, effort=5, needs=(B,)),
    )
    found = plan(scored, judged(scored, dict.fromkeys((A, B, C, D), "none")), Goal())
    assert [each.id for each in found.prospects] == [C, B, D, A]
    chained = next(each for each in found.prospects if each.id == D)
    assert chained.target is not None
    assert chained.target.needs == (A, B)
    assert chained.target.effort == 12 + 1 + 18
    assert chained.target.gain == pytest.approx(100 * (1 + 3 + 1) / 6)
    half_way = 100 * (1 + 3 + 0.5) / 6
    assert chained.rate == pytest.approx(half_way / (12 + 1 + 9))


def test_equal_steps_stand_in_the_frameworks_order() -> None:
    scored = flat(*(indicator(f"M01.i{number}", 1.0, STEPS) for number in range(9)))
    found = plan(scored, lowest(scored), Goal())
    assert [each.id for each in found.prospects] == [f"M01.i{number}" for number in range(9)]


def test_an_unanswered_indicator_has_no_step_and_is_answered_first() -> None:
    """Nobody knows where it stands: between nothing and everything it could bring, for no effort."""
    scored = flat(indicator(A, 1.0, STEPS), indicator(B, 3.0, STEPS))
    found = plan(scored, lowest(scored, B), Goal())
    assert [each.id for each in found.prospects] == [task.move.id for task in found.tasks] == [A]
    (blank,) = found.blanks
    assert (blank.id, blank.low, blank.high, blank.red_line, blank.holds) == (B, 0.0, 75.0, False, ())
    assert (found.between.low, found.between.high) == (0.0, 75.0)
    assert found.before.index.coverage == 0.25


def test_the_bounds_of_a_blank_are_those_of_its_question() -> None:
    """The worst and the best answer that it permits, not 0 and 100."""
    scored = flat(indicator(A, 1.0, RAMP), indicator(B, 1.0, RAMP))
    (own, other) = scored.indicators
    bounded = replace(own, ask=replace(own.ask, min=20.0, max=70.0))
    scored = flat(bounded, other)
    (blank,) = plan(scored, judged(scored, {A: None, B: 0.0}), Goal()).blanks
    assert (blank.low, blank.high) == (10.0, 35.0)


def test_what_waits_for_a_blank_is_said_and_not_planned() -> None:
    """Whether the need is met is not known; what needs that in turn waits, too."""
    scored = flat(indicator(A, 1.0, STEPS), indicator(B, 1.0, STEPS, needs=(A,)), indicator(C, 1.0, STEPS, needs=(B,)))
    found = plan(scored, lowest(scored, A), Goal(target=100.0))
    assert [(blank.id, blank.holds) for blank in found.blanks] == [(A, (B, C))]
    assert found.tasks == found.prospects == found.stuck == ()
    assert [item.code for item in found.problems] == ["plan-index-out-of-reach"]
    assert found.at_most == Bounds(low=0.0, high=pytest.approx(100 / 3))


def test_a_red_line_that_is_unanswered_is_a_condition_and_no_hindrance() -> None:
    """The level's plan is for all else that it asks for, and says what has to be answered, and not missed."""
    levels = (Level(id="L1", title=WORDS, index=30.0, red_lines=True),)
    scored = flat(indicator(A, 1.0, STEPS, red_line=RED), indicator(B, 1.0, STEPS), levels=levels)
    found = plan(scored, lowest(scored, A), Goal(level="L1"))
    assert [task.move.id for task in found.tasks] == [B]
    assert [(item.code, dict(item.values)) for item in found.problems] == [("plan-red-line-unanswered", {"id": A})]
    assert (found.blanks[0].id, found.blanks[0].red_line, found.after.level) == (A, True, None)
    over = plan(scored, lowest(scored, A), Goal(level="L1", budget=0))
    assert [item.code for item in over.problems] == ["plan-red-line-unanswered", "plan-over-budget"]


def test_what_does_not_count_or_is_full_has_no_step() -> None:
    scored = flat(
        indicator(A, 1.0, STEPS),
        indicator(B, 1.0, STEPS, not_applicable=("why",)),
        indicator(C, 1.0, STEPS, applies={"level": ("county",)}),
    )
    assert plan(scored, judged(scored, {A: "all", B: NA, C: "none"}), Goal()).prospects == ()


def test_without_a_goal_everything_goes_to_its_target_and_no_further() -> None:
    """Half the points are met here; what is met already stays."""
    scored = flat(
        indicator(A, 1.0, STEPS, target=50.0), indicator(B, 1.0, STEPS), indicator(C, 1.0, STEPS, target=50.0)
    )
    found = plan(scored, judged(scored, {A: "none", B: "some", C: "some"}), Goal())
    assert {task.move.id: task.move.points for task in found.tasks} == {A: 50.0, B: 100.0}
    assert found.after.counts["met"] == 3


# --- phases ----------------------------------------------------------------------------------------


def scheduled(found: Plan) -> dict[str, Task]:
    return {task.move.id: task for task in found.tasks}


def departments() -> Framework:
    """A red line that takes a year and needs half a year's work; a quick step; one of each horizon."""
    whos = [Text(zh=name, en=name) for name in "甲乙丙丁戊己"]
    return framework(
        (chapter("one", "M01", "M02", "M03"),),
        (
            measure(
                "M01",
                indicator("M01.red", 1.0, STEPS, effort=4, red_line=RED, needs=("M03.need",), who=whos[0]),
                indicator("M01.quick", 1.0, STEPS, effort=2, who=whos[1]),
                indicator("M01.slow", 1.0, STEPS, effort=3, who=whos[2]),
            ),
            measure(
                "M02",
                indicator("M02.early", 9.0, STEPS, effort=3, who=whos[3]),
                indicator("M02.late", 1.0, STEPS, effort=1, needs=("M02.early",), who=whos[4]),
                horizon="breakthrough",
            ),
            measure("M03", indicator("M03.need", 1.0, STEPS, effort=3, who=whos[5]), horizon="long-term"),
        ),
    )


def test_red_lines_come_first_with_what_they_need_then_quick_steps_then_horizons() -> None:
    """What a red line needs is hurried; what needs a slow step waits for it, however quick it is itself."""
    scored = departments()
    found = plan(scored, lowest(scored), Goal())
    assert [(task.move.id, task.phase) for task in found.tasks] == [
        ("M03.need", "red-lines"),
        ("M01.red", "red-lines"),
        ("M01.quick", "quick"),
        ("M01.slow", "progress"),
        ("M02.early", "breakthrough"),
        ("M02.late", "breakthrough"),
    ]
    spans = {name: (task.start, task.end) for name, task in scheduled(found).items()}
    assert spans == {
        "M03.need": (1, 6),
        "M01.red": (7, 18),
        "M01.quick": (1, 3),
        "M01.slow": (4, 9),
        "M02.early": (13, 18),
        "M02.late": (19, 19),
    }
    assert [task.red_line for task in found.tasks] == [False, True, False, False, False, False]


def test_a_phase_does_not_wait_for_its_horizon_when_all_before_it_is_done() -> None:
    """Nothing but a step for the long term: it begins at once."""
    scored = framework(
        (chapter("one", "M01"),),
        (measure("M01", indicator(A, 1.0, STEPS, effort=4), horizon="long-term"),),
    )
    (task,) = plan(scored, lowest(scored), Goal()).tasks
    assert (task.phase, task.start, task.end) == ("long-term", 1, 12)


def test_a_department_has_three_steps_in_hand() -> None:
    """Seven quarters' work for one department: three, three and one."""
    scored = flat(*(indicator(f"M01.i{number}", 1.0, STEPS, effort=2) for number in range(7)))
    found = plan(scored, lowest(scored), Goal())
    assert [task.start for task in found.tasks] == [1, 1, 1, 4, 4, 4, 7]


def test_every_roadmap_keeps_order_and_adds_up(framework: Framework, stations: dict[str, Assessment]) -> None:
    """On small random stations and on whole ones."""
    cases: list[tuple[Framework, Assessment, Goal]] = []
    for seed in range(25):
        some = random_station(seed)
        made = some.framework()
        cases.append((made, assess(made, answers(made, some.given())), random_goal(seed, some)))
    cases += [(framework, station, Goal(target=90.0)) for station in stations.values()]
    for made, station, goal in cases:
        in_order(made, plan(made, station, goal))


def in_order(made: Framework, found: Plan) -> None:
    """Needs before what needs them, phases in their order, three in hand, the last index that of the plan."""
    tasks = scheduled(found)
    places = [PHASES.index(task.phase) for task in found.tasks]
    assert places == sorted(places)
    owners = {item.id: item.who.zh for item in made.indicators}
    for task in found.tasks:
        assert task.start >= 1
        assert all(tasks[need].end < task.start for need in task.needs)
        at_work = [each for each in found.tasks if each.start <= task.start <= each.end]
        assert sum(owners[each.move.id] == owners[task.move.id] for each in at_work) <= IN_HAND
        ready = max([LATEST[task.phase], *(tasks[need].end + 1 for need in task.needs)])
        assert (
            task.start <= ready or sum(owners[each.move.id] == owners[task.move.id] for each in found.tasks) > IN_HAND
        )
    if found.tasks:
        assert math.isclose(found.tasks[-1].index, found.after.index.score or 0.0, abs_tol=BITS)
        assert [task.index for task in found.tasks] == sorted(task.index for task in found.tasks)
    assert found.effort == sum(task.move.effort for task in found.tasks)


# --- the whole framework ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "goal",
    [Goal(target=80.0), Goal(target=99.5), Goal(level="L3"), Goal(level="L5"), Goal(target=66.6, level="L3")],
    ids=str,
)
def test_a_plan_for_a_whole_station_reaches_its_goal_when_applied(
    framework: Framework, stations: dict[str, Assessment], goal: Goal
) -> None:
    """The answers are put into the station's questionnaire, and the engine judges it as if they had been typed.

    Only what a station left unanswered may keep a goal out of reach: answered as well as can be it is within reach, or
    its coverage is below what the level asks.
    """
    levels = [None, *(level.id for level in framework.levels)]
    for station in stations.values():
        found = plan(framework, station, goal)
        if found.problems:
            assert found.blanks
            if [item.code for item in found.problems] == ["plan-level-beyond-steps"]:
                asked = framework.levels[levels.index(goal.level) - 1].coverage
                assert asked is not None
                assert found.after.index.coverage is not None
                assert found.after.index.coverage < asked
                continue
            assert found.at_most is not None
            assert found.at_most.low < 99.5 <= found.at_most.high
            continue
        after = applied(framework, station, found)
        assert (after.index.score or 0.0) >= (goal.target or 0.0) - BITS
        assert levels.index(after.level) >= levels.index(goal.level)
        assert after.index.score == pytest.approx(found.after.index.score, abs=BITS)


def applied(framework: Framework, station: Assessment, found: Plan) -> Assessment:
    """The station's questionnaire with the new answers in it; what is computed from tables is supposed.

    Where the goal's level counts evidence alone, it is named for what the plan says has none, and for its steps.
    """
    computed = {item.id for item in framework.indicators if item.ask.compute is not None}
    moved = {task.move.id: task.move.answer for task in found.tasks}
    read_ = station.questionnaire
    typed = {
        name: replace(answer, value=moved[name]) if name in moved and name not in computed else answer
        for name, answer in read_.answers.items()
    }
    if found.unproven is not None:
        lacking = {*moved, *found.unproven}
        typed |= {name: with_evidence(framework.indicator[name], typed[name], "附件.pdf") for name in lacking}
    return assess(framework, replace(read_, answers=typed), {name: moved[name] for name in moved if name in computed})


def test_no_cheaper_neighbour_reaches_the_goal_either(framework: Framework, stations: dict[str, Assessment]) -> None:
    """Of the plan for a whole station no single step can be left out."""
    station = stations["typical-city"]
    found = plan(framework, station, Goal(target=75.0))
    answers_ = {task.move.id: task.move.answer for task in found.tasks}
    for left_out in found.tasks[::5]:
        fewer = {name: answer for name, answer in answers_.items() if name != left_out.move.id}
        assert (assess(framework, station.questionnaire, fewer).index.score or 0.0) < 75.0


def test_a_budget_is_kept_and_more_of_it_never_gains_less(
    framework: Framework, stations: dict[str, Assessment]
) -> None:
    before = 0.0
    for budget in (0, 5, 20, 40, 80):
        found = plan(framework, stations["county-centre"], Goal(budget=budget))
        assert found.effort <= budget
        assert (found.after.index.score or 0.0) >= before
        before = found.after.index.score or 0.0


def test_the_least_effort_to_what_a_budget_reaches_is_within_the_budget(
    framework: Framework, stations: dict[str, Assessment]
) -> None:
    """The two questions are one."""
    for budget in (7, 30):
        best = plan(framework, stations["typical-city"], Goal(budget=budget)).after.index.score
        assert plan(framework, stations["typical-city"], Goal(target=best)).effort <= budget


# --- what if ---------------------------------------------------------------------------------------


def what_if(scored: Framework, given: dict[str, object], *texts: str, **more: object) -> Assessment:
    before = judged(scored, given, **more)  # type: ignore[arg-type]
    return suppose(scored, before, read_supposed(texts, scored, before)).after


def test_a_supposed_answer_is_judged_as_if_it_had_been_typed() -> None:
    scored = flat(indicator(A, 1.0, STEPS), indicator(B, 3.0, RAMP))
    after = what_if(scored, {A: "none", B: 20.0}, f"{A}=all", f"{B} = 60")
    assert after.index.score == judged(scored, {A: "all", B: 60.0}).index.score == 70.0


def test_the_last_one_of_an_id_counts() -> None:
    scored = flat(indicator(A, 1.0, RAMP))
    assert what_if(scored, {A: 1.0}, f"{A}=20", f"{A}=30").index.score == 30.0


@pytest.mark.parametrize(
    ("typed", "value"),
    [("55%", 0.55), ("５５％", 0.55), ("百分之55", 0.55), ("55", 0.55), ("0%", 0.0)],
)
def test_a_percentage_is_read_as_in_a_cell(framework: Framework, typed: str, value: float) -> None:
    station = assess(framework, read(ROOT / "examples" / "typical-city.xlsx", framework))
    (supposed,) = read_supposed((f"M16.mobile-kpi-weight={typed}",), framework, station)
    assert supposed.value == value


def test_options_are_read_by_words_letters_and_ids() -> None:
    ticks = Score(checklist=Checklist(items={"o0": 1.0, "o1": 1.0}))
    scored = flat(indicator(A, 1.0, STEPS), indicator(B, 1.0, ticks))
    before = lowest(scored)
    read_ = read_supposed((f"{A}=some", f"{B}=AB", f"{B}=无", f"{B}=b"), scored, before)
    assert [(each.id, each.value) for each in read_] == [(A, "some"), (B, ("o1",))]


def test_a_computed_indicator_can_be_supposed_and_its_table_stays() -> None:
    scored = flat(indicator(A, 1.0, RAMP, compute="count(kpi)"))
    rows = [{"weight": 1.0, "mobile": True}] * 3
    before = judged(scored, {}, rows=rows)
    assert before.index.score == 3.0
    after = suppose(scored, before, read_supposed((f"{A}=50",), scored, before)).after
    assert (after.index.score, after.results[0].value, after.results[0].computed) == (50.0, 50.0, True)


def test_an_indicator_that_did_not_apply_applies_when_it_is_supposed() -> None:
    """A business that the station does not run yet."""
    scored = flat(indicator(A, 1.0, RAMP), indicator(B, 1.0, RAMP, not_applicable=("why",)))
    after = what_if(scored, {A: 40.0, B: NA}, f"{B}=80")
    assert (after.index.score, after.counts["not_applicable"]) == (60.0, 0)


def test_a_cross_check_that_fails_only_then_is_listed_and_stops_nothing() -> None:
    """Not even one whose severity is an error: nobody typed the answer."""
    scored = flat(
        indicator(A, 1.0, RAMP, compute="count(kpi)"),
        checks=(Check(id="few", that="count(kpi) <= 5", message=WORDS, severity="error"),),
    )
    before = judged(scored, {}, rows=[])
    assert before.problems == ()
    worse = replace(before, questionnaire=answers(scored, {}, rows=[{"weight": 1.0, "mobile": True}] * 6))
    after = suppose(scored, worse, read_supposed((f"{A}=9",), scored, worse)).after
    assert [item.code for item in after.problems] == ["check-failed"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("M16.studios", "set-malformed"),
        ("=5", "set-malformed"),
        ("M16.studios=", "set-malformed"),
        ("M16.studios=\u200b", "set-malformed"),
        ("M16.studio=5", "set-unknown-id"),
        ("M16.studios=许多", "set-refused"),
        ("M16.studios=-1", "set-refused"),
        ("M16.mobile-kpi-weight=130%", "set-refused"),
        ("M16.studios=待定", "set-refused"),
    ],
)
def test_what_is_no_supposition_is_refused_by_name(framework: Framework, text: str, code: str) -> None:
    station = assess(framework, read(ROOT / "examples" / "typical-city.xlsx", framework))
    with pytest.raises(ConfigError) as refused:
        read_supposed((text,), framework, station)
    assert [item.code for item in refused.value.problems] == [code]


def test_every_wrong_supposition_is_told_in_one_run(framework: Framework) -> None:
    """With the nearest id, and with what is wrong with a value in words."""
    station = assess(framework, read(ROOT / "examples" / "county-centre.xlsx", framework))
    out = next(result.id for result in station.results if result.outcome == "out_of_scope")
    with pytest.raises(ConfigError) as refused:
        read_supposed(("M16.mobile=5", f"{out}=1", "M16.studios=x"), framework, station)
    found = refused.value.problems
    assert [item.code for item in found] == ["set-unknown-id", "set-out-of-scope", "set-refused"]
    assert "M16.mobile-kpi-weight" in str(dict(found[0].values)["nearest"])


def test_a_plan_starts_from_what_is_supposed(framework: Framework) -> None:
    """The steps of a supposed answer are no longer needed."""
    station = assess(framework, read(Path(ROOT / "examples" / "typical-city.xlsx"), framework))
    then = suppose(framework, station, read_supposed(("M22.content-review=100%",), framework, station)).after
    assert "M22.content-review" in {task.move.id for task in plan(framework, station, Goal(level="L3")).tasks}
    found = plan(framework, then, Goal(level="L3"))
    assert "M22.content-review" not in {task.move.id for task in found.tasks}
    assert found.before.index.score == then.index.score
    assert found.after.level == "L3"
