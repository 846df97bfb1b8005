"""One station judged: answers to points, points up the tree, outcomes, losses, next steps, level."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from convergence_cli.errors import Problem, WorkbookError, problem
from convergence_cli.model.assessment import OUTCOMES, Assessment, Blocker, Node, Outcome, Result, Step
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.questionnaire import Answered, Questionnaire
from convergence_cli.scoring.checks import check_answers
from convergence_cli.scoring.evaluate import Facts, evaluate
from convergence_cli.scoring.nodes import Numbers, nodes, numbers
from convergence_cli.scoring.points import FULL, function_for, next_points, points
from convergence_cli.scoring.tree import Branch, Leaf, branches, grow, is_arithmetic, move, reaches
from convergence_cli.value import value


@value
class _Station:
    """One station on its way through the engine."""

    framework: Framework
    questionnaire: Questionnaire
    profile: Mapping[str, object]
    values: dict[str, Answered | None]
    """Indicator id -> what is scored: as read, or computed."""
    leaves: dict[str, Leaf]
    paths: dict[str, tuple[Branch, ...]]
    """Leaf id -> its measure, its chapter, the whole."""
    numbers: Numbers


def assess(framework: Framework, questionnaire: Questionnaire) -> Assessment:
    """Judge one station.

    The questionnaire's profile must answer every required profile question (the reader sees to it).
    Raises WorkbookError where an answer contradicts another in a way that cannot be scored.
    """
    facts = facts_of(questionnaire)
    values = {item.id: _value(framework, item, questionnaire, facts) for item in framework.indicators}
    checked = check_answers(framework, questionnaire, replace(facts, answers=facts.answers | values))
    problems = (*checked, *_contradictions(framework, questionnaire, values))
    if any(item.severity == "error" for item in problems):
        raise WorkbookError(*questionnaire.problems, *problems, language=questionnaire.language)
    leaves = {
        item.id: leaf for item in framework.indicators if (leaf := _leaf(framework, item, questionnaire, values, facts))
    }
    tree = grow(framework, leaves)
    known = numbers(tree, framework.missing)
    station = _Station(
        framework=framework,
        questionnaire=questionnaire,
        profile=facts.profile,
        values=values,
        leaves=leaves,
        paths=_paths(tree),
        numbers=known,
    )
    results = tuple(_result(station, item) for item in framework.indicators)
    by_id = nodes(framework, tree, known)
    counts = Counter(result.outcome for result in results)
    level, next_level, blockers = reached_level(framework, by_id, results)
    return Assessment(
        questionnaire=questionnaire,
        station=str(questionnaire.profile[framework.name_question].value),
        index=by_id["index"],
        chapters=tuple(by_id[chapter.id] for chapter in framework.chapters),
        measures=tuple(by_id[measure.id] for measure in framework.measures),
        results=results,
        counts={outcome: counts[outcome] for outcome in OUTCOMES},
        level=level,
        next_level=next_level,
        blockers=blockers,
        additive=is_arithmetic(tree),
        problems=questionnaire.problems + problems,
    )


def facts_of(questionnaire: Questionnaire) -> Facts:
    """What expressions see: an empty table that was not confirmed empty is unanswered."""
    return Facts(
        answers={name: answer.value for name, answer in questionnaire.answers.items()},
        profile=questionnaire.station,
        tables={
            name: [row.values for row in table.rows] if table.rows or table.confirmed_empty else None
            for name, table in questionnaire.tables.items()
        },
    )


def _value(framework: Framework, item: Indicator, questionnaire: Questionnaire, facts: Facts) -> Answered | None:
    if item.ask.compute is not None:
        return evaluate(framework.expressions[item.ask.compute], facts)
    answer = questionnaire.answers.get(item.id)
    return answer.value if answer else None


def _contradictions(
    framework: Framework, questionnaire: Questionnaire, values: Mapping[str, Answered | None]
) -> list[Problem]:
    """A computed value beside a not-applicable reason; for typed answers the reader has refused it already."""
    return [
        problem("answer-and-reason", answer.location, id=item.id)
        for item in framework.indicators
        if item.ask.compute is not None and values[item.id] is not None
        if (answer := questionnaire.answers.get(item.id)) and answer.reason is not None
    ]


def _leaf(
    framework: Framework,
    item: Indicator,
    questionnaire: Questionnaire,
    values: Mapping[str, Answered | None],
    facts: Facts,
) -> Leaf | None:
    """The indicator as a leaf, or None where it is out of scope or not applicable."""
    answer, given = questionnaire.answers.get(item.id), values[item.id]
    if not item.in_scope(facts.profile) or (answer is not None and answer.reason is not None):
        return None
    earned = None if given is None else points(function_for(item.score, facts.profile), given, framework)
    named = answer is not None and bool(answer.evidence)
    return Leaf(id=item.id, weight=item.weight, points=earned, evidenced=named or not item.evidence.required)


def _paths(tree: Branch) -> dict[str, tuple[Branch, ...]]:
    parents = {child.id: branch for branch in branches(tree) for child in branch.children}

    def upwards(name: str) -> tuple[Branch, ...]:
        parent = parents.get(name)
        return (parent, *upwards(parent.id)) if parent else ()

    return {name: upwards(name) for name in parents}


def _result(station: _Station, item: Indicator) -> Result:
    leaf = station.leaves.get(item.id)
    target = item.target_for(station.profile)
    outcome = _outcome(item, leaf, target, station.profile)
    earned = leaf.points if leaf else None
    next_step, to_target = _next_steps(station, item, leaf, target) if leaf else (None, None)
    return Result(
        id=item.id,
        measure=item.measure,
        chapter=station.paths[item.id][1].id if leaf else _chapter(station.framework, item),
        outcome=outcome,
        value=station.values[item.id] if leaf else None,
        points=earned,
        target=target,
        gap=max(0.0, target - (earned or 0.0)) if leaf else 0.0,
        weight=station.numbers.weights.get(item.id, 0.0),
        lost=station.numbers.lost.get(item.id, 0.0),
        red_line=item.is_red_line(station.profile) and outcome in ("unmet", "unanswered"),
        next_step=next_step,
        to_target=to_target,
        computed=item.ask.compute is not None,
        answer=station.questionnaire.answers.get(item.id),
        evidence_missing=bool(leaf and leaf.points is not None and not leaf.evidenced),
    )


def _chapter(framework: Framework, item: Indicator) -> str:
    return next(chapter.id for chapter in framework.chapters if item.measure in chapter.measures)


def _outcome(item: Indicator, leaf: Leaf | None, target: float, profile: Mapping[str, object]) -> Outcome:
    if not item.in_scope(profile):
        return "out_of_scope"
    if leaf is None:
        return "not_applicable"
    if leaf.points is None:
        return "unanswered"
    if leaf.points >= target:
        return "met"
    return "partial" if leaf.points > 0 else "unmet"


def _next_steps(station: _Station, item: Indicator, leaf: Leaf, target: float) -> tuple[Step | None, Step | None]:
    """The next better answer and the target, each with its gain: the aggregates run again with this leaf moved."""
    if leaf.points == FULL:
        return None, None
    scored = function_for(item.score, station.profile)
    onward = next_points(scored, station.values[item.id], station.framework, target)
    reach = target if (leaf.points or 0.0) < target else None
    return _step(station, leaf, onward), None if reach is None else _step(station, leaf, reach)


def _step(station: _Station, leaf: Leaf, to: float) -> Step:
    after = move(station.paths[leaf.id], leaf, to, station.numbers.score) or 0.0
    return Step(points=to, gain=after - (station.numbers.score["index"] or 0.0))


def reached_level(
    framework: Framework, by_id: Mapping[str, Node], results: tuple[Result, ...]
) -> tuple[str | None, str | None, tuple[Blocker, ...]]:
    """The level reached from the bottom up, the next one, and every condition of it that is not fulfilled."""
    reached: str | None = None
    for level in framework.levels:
        blockers: list[Blocker] = []
        index = by_id["index"].score
        if level.index is not None and (index is None or not reaches(index, level.index)):
            blockers.append(Blocker(kind="index", id="index", have=index, need=level.index))
        for chapter in framework.chapters:
            score = by_id[chapter.id].score
            if level.chapter is not None and score is not None and not reaches(score, level.chapter):
                blockers.append(Blocker(kind="chapter", id=chapter.id, have=score, need=level.chapter))
        if level.red_lines:
            red = (result for result in results if result.red_line)
            blockers.extend(Blocker(kind="red_line", id=result.id, have=result.points, need=None) for result in red)
        if blockers:
            return reached, level.id, tuple(blockers)
        reached = level.id
    return reached, None, ()
