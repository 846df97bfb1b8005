"""One station's plan: what it could do next, and the least or the best that leads to its goal."""

from collections.abc import Iterator
from dataclasses import replace

from convergence_cli.errors import ConfigError, Problem, problem
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.model.plan import Blank, Goal, Move, Plan
from convergence_cli.plan import branching, linear
from convergence_cli.plan.blanks import between, blanks_of, extremes_of
from convergence_cli.plan.demand import (
    Demand,
    beyond_steps,
    chosen,
    counts_evidence,
    demand_of,
    needs_of,
    scores_reached,
)
from convergence_cli.plan.phases import roadmap
from convergence_cli.plan.rescoring import Rescoring, rescoring_of
from convergence_cli.plan.steps import Ladder, ladders_of, prospects_of, thinned
from convergence_cli.scoring.engine import assess
from convergence_cli.scoring.tree import reaches


def plan(framework: Framework, judged: Assessment, goal: Goal) -> Plan:
    """The steps that an assessed station could take, and the roadmap to its goal.

    With a target or a level: the least effort, of equal ones the most gain. With a budget alone: the most
    gain, of equal ones the least effort. Without a goal: every answered indicator to its target, as far as it
    can get there. The level must be one of the framework's. What is unanswered is not climbed but listed;
    where the level asks for a red line that is unanswered, the plan is for all else, and a problem says so. Where the
    level counts what has evidence, the plan supposes evidence of every answer, and lists those that have none yet.

    A goal that is out of reach or over its budget is no exception: the plan says so. Raises ConfigError where
    the framework is not additive and has too many indicators for any answer.
    """
    rescoring = rescoring_of(framework, judged)
    ladders = ladders_of(framework, judged, rescoring)
    moves, problems, proved = _moves(framework, judged, goal, rescoring, ladders)
    proven = counts_evidence(goal, framework)
    after = _applied(framework, judged, moves, proven=proven)
    short = () if problems and not moves else _short_of(goal, framework, after)
    if goal != Goal() and (moves or not problems):
        _confirm(goal, framework, judged, rescoring, after, is_level=not problems and not short)
    problems, proved = (*problems, *short), proved and not short
    extremes = extremes_of(framework, judged)
    blanks = blanks_of(framework, judged, rescoring, extremes)
    best = {each.id: each.moves[-1].points for each in ladders}
    at_most = between(rescoring, extremes, best) if problems and not moves else None
    effort = sum(move.effort for move in moves)
    if goal.budget is not None and effort > goal.budget:
        problems = (*problems, problem("plan-over-budget", effort=str(effort), budget=str(goal.budget)))
    return Plan(
        goal=goal,
        before=judged,
        prospects=prospects_of(ladders, rescoring),
        stuck=_stuck(judged, ladders, blanks),
        blanks=blanks,
        between=between(rescoring, extremes, {}),
        unproven=_unproven(judged) if proven else None,
        tasks=roadmap(framework, judged, rescoring, moves),
        after=after,
        effort=effort,
        proved=proved,
        at_most=at_most,
        problems=problems,
    )


def _stuck(judged: Assessment, ladders: tuple[Ladder, ...], blanks: tuple[Blank, ...]) -> tuple[str, ...]:
    fine = {each.id for each in ladders if each.target is not None}.union(*(blank.holds for blank in blanks))
    below = (result for result in judged.results if result.gap > 0 and result.points is not None)
    return tuple(result.id for result in below if result.id not in fine)


def _moves(
    framework: Framework, judged: Assessment, goal: Goal, rescoring: Rescoring, ladders: tuple[Ladder, ...]
) -> tuple[tuple[Move, ...], tuple[Problem, ...], bool]:
    """The moves to be made, or what keeps the goal out of reach; and whether every answer was compared."""
    complete = all(each.complete for each in ladders)
    if goal == Goal():
        return tuple(each.target for each in ladders if each.target is not None), (), complete
    if judged.index.withheld is not None and (goal.target is not None or goal.level is not None):
        return (), (problem("plan-no-index"),), complete
    demand = demand_of(goal, framework, judged)
    demand, unanswered = _answered(demand, judged)
    now = rescoring.scores({})
    if any(now[name] is None for name in needs_of(demand, rescoring, now)):
        picks = None  # blanks leave the score, nothing is answered there, and no step answers anything
    elif rescoring.linear:
        picks = linear.best_set(rescoring, ladders, demand)
    else:
        try:
            picks = branching.best_set(rescoring, ladders, demand)
        except ConfigError:
            ladders, complete = thinned(ladders), False
            picks = branching.best_set(rescoring, ladders, demand)
    if picks is None:
        return (), (*_out_of_reach(framework, demand, rescoring, ladders), *unanswered), complete
    return chosen(ladders, picks), unanswered, complete


def _answered(demand: Demand, judged: Assessment) -> tuple[Demand, tuple[Problem, ...]]:
    """The demand without what is unanswered, which no step lifts; and what therefore has to be answered."""
    blank = {result.id for result in judged.results if result.points is None}
    unanswered = [problem("plan-red-line-unanswered", id=name) for name in demand.red_lines if name in blank]
    others = [name for name in demand.indicators if name in blank and name not in demand.red_lines]
    unanswered += [
        problem("plan-indicator-unanswered", id=name, need=f"{demand.indicators[name]:g}") for name in others
    ]
    left = {
        key: {name: need for name, need in getattr(demand, key).items() if name not in blank}
        for key in ("red_lines", "indicators")
    }
    return replace(demand, red_lines=left["red_lines"], indicators=left["indicators"]), tuple(unanswered)


def _unproven(judged: Assessment) -> tuple[str, ...]:
    """What earns points that do not count as evidenced."""
    return tuple(result.id for result in judged.results if (result.points or 0.0) > (result.proven or 0.0))


def _applied(framework: Framework, judged: Assessment, moves: tuple[Move, ...], *, proven: bool) -> Assessment:
    """The station judged again with these answers; all others stand as they are, computed ones too."""
    values = {result.id: result.value for result in judged.results if result.in_play}
    moved = {move.id: move.answer for move in moves}
    return assess(framework, judged.questionnaire, values | moved, proven=proven, steps=False)


def _confirm(
    goal: Goal, framework: Framework, judged: Assessment, rescoring: Rescoring, after: Assessment, *, is_level: bool
) -> None:
    """A plan that does not lead where it says is a bug and must not be shown.

    `is_level`: whether it says that the level is reached, and not that an unanswered red line is still in its way.
    """
    demand = demand_of(goal, framework, judged)
    parts = (after.index, *after.chapters, *after.measures)
    scores = {node.id: node.score for node in parts if node.ceiling is not None}
    names = [None, *framework.level]
    level = goal.level is None or not is_level or names.index(after.level) >= names.index(goal.level)
    if not level or not scores_reached(demand, rescoring, scores):
        raise RuntimeError(f"the steps do not reach {goal}")


def _short_of(goal: Goal, framework: Framework, after: Assessment) -> tuple[Problem, ...]:
    """That the level takes what no step is planned for, where it is not there with every step done."""
    names = [None, *framework.level]
    if goal.level is None or names.index(after.level) >= names.index(goal.level) or not beyond_steps(goal, framework):
        return ()
    # That a red line is unanswered is said by itself.
    if after.next_level == goal.level and {each.kind for each in after.blockers} == {"unanswered_red_line"}:
        return ()
    return (problem("plan-level-beyond-steps", level=goal.level, reached=after.level or "—"),)


def _out_of_reach(
    framework: Framework, demand: Demand, rescoring: Rescoring, ladders: tuple[Ladder, ...]
) -> Iterator[Problem]:
    """Each condition that is out of reach, and how far every step together would lead."""
    most = {each.id: each.moves[-1].points for each in ladders}
    best = rescoring.scores(most)
    index, side_by_side = best.get("index") or 0.0, framework.display.side_by_side
    if demand.index is not None and not reaches(index, demand.index):
        most_of_all, asked_for = side_by_side(index, demand.index)
        yield problem("plan-index-out-of-reach", most=most_of_all, need=asked_for)
    for name, need in needs_of(demand, rescoring, best).items():
        score = best[name]
        if name != "index" and (score is None or not reaches(score, need)):
            kind = "chapter" if name in framework.chapter else "measure"
            title = (framework.chapter[name] if kind == "chapter" else framework.measure[name]).title
            there, asked_for = side_by_side(score or 0.0, need)
            facts = {"most": "—" if score is None else there, "need": asked_for}
            code = "plan-chapter-out-of-reach" if kind == "chapter" else "plan-measure-out-of-reach"
            yield problem(code, **{kind: title.both}, **facts)
    for code, asked in (("plan-red-line-stuck", demand.red_lines), ("plan-indicator-stuck", demand.indicators)):
        for name, need in asked.items():
            if name not in most or most[name] < need:
                yield problem(code, id=name, need=f"{need:g}")
