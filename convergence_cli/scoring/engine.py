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
    chapters: dict[str, str]
    """Measure id -> its chapter's."""
    numbers: Numbers
    paths: dict[str, tuple[Branch, ...]] | None
    """Leaf id -> its measure, its chapter, the whole; None where no steps are asked for."""


def assess(
    framework: Framework,
    questionnaire: Questionnaire,
    supposed: Mapping[str, Answered | None] | None = None,
    *,
    steps: bool = True,
) -> Assessment:
    """Judge one station; without `steps` nobody asks what a next step would bring, and half of the time is saved.

    The questionnaire's profile must answer every required profile question (the reader sees to it).
    Raises WorkbookError where an answer contradicts another in a way that cannot be scored.

    `supposed` values stand in place of those that were read or computed, by indicator id; what is computed
    from a supposed answer is computed anew. Nobody typed them, so a cross-check that fails then is listed and
    raises nothing.
    """
    supposed = dict(supposed or {})
    facts = facts_of(questionnaire)
    facts = replace(facts, answers=facts.answers | supposed) if supposed else facts
    indicators = framework.indicators
    values = {
        item.id: supposed[item.id] if item.id in supposed else _value(framework, item, facts) for item in indicators
    }
    checked = check_answers(framework, questionnaire, replace(facts, answers=facts.answers | values))
    problems = (*checked, *_contradictions(framework, questionnaire, values))
    if not supposed and any(item.severity == "error" for item in problems):
        raise WorkbookError(*questionnaire.problems, *problems, language=questionnaire.language)
    leaves = {item.id: leaf for item in indicators if (leaf := _leaf(framework, item, questionnaire, values, facts))}
    tree = grow(framework, leaves)
    known = numbers(tree, framework.missing)
    station = _Station(
        framework=framework,
        questionnaire=questionnaire,
        profile=facts.profile,
        values=values,
        leaves=leaves,
        chapters={name: chapter.id for chapter in framework.chapters for name in chapter.measures},
        numbers=known,
        paths=_paths(tree) if steps else None,
    )
    results = tuple([_result(station, item) for item in indicators])
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


def _value(framework: Framework, item: Indicator, facts: Facts) -> Answered | None:
    if item.ask.compute is not None:
        return evaluate(framework.expressions[item.ask.compute], facts)
    return facts.answers.get(item.id)


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
    name, measure, leaf, known = item.id, item.measure, station.leaves.get(item.id), station.numbers
    target = item.target_for(station.profile)
    outcome = _outcome(item, leaf, target, station.profile)
    steps = _next_steps(station, item, leaf, target) if station.paths is not None else (None, None)
    if leaf is None:
        return Result(
            id=name,
            measure=measure,
            chapter=station.chapters[measure],
            outcome=outcome,
            value=None,
            points=None,
            target=target,
            gap=0.0,
            weight=0.0,
            lost=0.0,
            red_line=False,
            computed=item.ask.compute is not None,
            answer=station.questionnaire.answers.get(name),
        )
    return Result(
        id=name,
        measure=measure,
        chapter=station.chapters[measure],
        outcome=outcome,
        value=station.values[name],
        points=leaf.points,
        target=target,
        gap=max(0.0, target - (leaf.points or 0.0)),
        weight=known.weights[name],
        lost=known.lost.get(name, 0.0),
        red_line=item.required and outcome in ("unmet", "unanswered") and item.is_red_line(station.profile),
        next_step=steps[0],
        to_target=steps[1],
        computed=item.ask.compute is not None,
        answer=station.questionnaire.answers.get(name),
        evidence_missing=leaf.points is not None and not leaf.evidenced,
    )


def _outcome(item: Indicator, leaf: Leaf | None, target: float, profile: Mapping[str, object]) -> Outcome:
    if leaf is None:
        return "not_applicable" if item.in_scope(profile) else "out_of_scope"
    if leaf.points is None:
        return "unanswered"
    if leaf.points >= target:
        return "met"
    return "partial" if leaf.points > 0 else "unmet"


def _next_steps(
    station: _Station, item: Indicator, leaf: Leaf | None, target: float
) -> tuple[Step | None, Step | None]:
    """The next better answer and the target, each with its gain: the aggregates run again with this leaf moved."""
    if station.paths is None or leaf is None or leaf.points == FULL:
        return None, None
    scored = function_for(item.score, station.profile)
    onward = next_points(scored, station.values[item.id], station.framework, target)
    reach = target if (leaf.points or 0.0) < target else None
    path = station.paths[leaf.id]
    return _step(station, path, leaf, onward), None if reach is None else _step(station, path, leaf, reach)


def _step(station: _Station, path: tuple[Branch, ...], leaf: Leaf, to: float) -> Step:
    after = move(path, leaf, to, station.numbers.score) or 0.0
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
