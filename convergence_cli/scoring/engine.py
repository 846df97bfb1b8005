"""One station judged: answers to points, points up the tree, outcomes, losses, next steps, level."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from convergence_cli.errors import Problem, WorkbookError, problem
from convergence_cli.functions.by import function_for
from convergence_cli.functions.reach import Rung
from convergence_cli.model.assessment import IN_PLAY, OUTCOMES, Assessment, Blocker, Node, Outcome, Result, Step
from convergence_cli.model.framework import Framework, Indicator, Lapsed
from convergence_cli.model.numbers import FULL
from convergence_cli.model.own_target import OwnOutcome
from convergence_cli.model.question import WhenEmpty
from convergence_cli.model.questionnaire import Answered, Questionnaire
from convergence_cli.scoring.checks import FAILED, VOIDS, check_answers
from convergence_cli.scoring.empty import empties, notes
from convergence_cli.scoring.facts import facts_of, supposing, with_computed
from convergence_cli.scoring.levels import Standpoint, reached_level
from convergence_cli.scoring.nodes import Numbers, nodes, numbers
from convergence_cli.scoring.own_targets import own_outcome, own_target_now
from convergence_cli.scoring.points import better, points
from convergence_cli.scoring.tree import Branch, Leaf, Paths, grow, is_arithmetic, move, paths
from convergence_cli.value import value

SAYS = FAILED | {"nothing-to-compute"}
"""The codes that scoring adds to the problems of reading; whoever scores again has them again."""


@value
class Scored:
    """One station's numbers: what a batch keeps of it, and what an assessment is made of."""

    framework: Framework
    questionnaire: Questionnaire
    profile: Mapping[str, object]
    values: dict[str, Answered | None]
    """Indicator id -> what is scored: as read, or computed; None where there is nothing to compute from."""
    read: dict[str, Answered | None]
    """Those that levels read, of indicators that are not scored."""
    empty: Mapping[str, WhenEmpty]
    """Indicator id -> what the framework says of having nothing to compute from, where that is so."""
    leaves: dict[str, Leaf]
    """Those that count."""
    tree: Branch
    numbers: Numbers
    nodes: dict[str, Node]
    """The whole (`index`), every chapter and every measure."""
    targets: list[float]
    """The points that count as met, of every indicator in the framework's order."""
    outcomes: list[Outcome]
    level: str | None
    next_level: str | None
    blockers: tuple[Blocker, ...]
    problems: tuple[Problem, ...]
    """Of reading, and of cross-checks."""

    @property
    def station(self) -> str:
        """The station's name."""
        return str(self.questionnaire.profile[self.framework.name_question].value)

    @property
    def additive(self) -> bool:
        """Every aggregate is arithmetic."""
        return is_arithmetic(self.tree)

    def nodes_of(self, part: Literal["chapters", "measures"]) -> tuple[Node, ...]:
        """In the framework's order."""
        return tuple(self.nodes[item.id] for item in getattr(self.framework, part))


def score(
    framework: Framework,
    questionnaire: Questionnaire,
    supposed: Mapping[str, Answered | None] | None = None,
    *,
    proven: bool = False,
) -> Scored:
    """Score one station.

    The questionnaire's profile must answer every required profile question (the reader sees to it).
    Raises WorkbookError where an answer contradicts another in a way that cannot be scored.

    `supposed` values stand in place of those that were read or computed, by indicator id; what is computed
    from a supposed answer is computed anew. Nobody typed them, so a cross-check that fails then is listed and
    raises nothing. `proven` supposes that every answer has its evidence.
    """
    supposed = dict(supposed or {})
    asked = with_computed(framework, facts_of(framework, questionnaire))
    facts = asked
    if supposed:
        facts = with_computed(framework, supposing(framework, questionnaire, asked, supposed), supposed)
    indicators = framework.indicators
    values = {item.id: facts.answers.get(item.id) for item in indicators}
    empty = empties(framework, facts, supposed, asked)
    problems = (
        *check_answers(framework, questionnaire, facts, asked),
        *_contradictions(framework, questionnaire, values, empty),
    )
    if not supposed and any(item.severity == "error" for item in problems):
        raise WorkbookError(*questionnaire.problems, *problems, language=questionnaire.language)
    empty = {name: said for name, said in empty.items() if _counts(framework, questionnaire, name)}
    values |= dict.fromkeys(empty)
    profile = questionnaire.station
    leaves = {
        item.id: leaf
        for item in indicators
        if item.scored and item.in_scope(profile)
        if (leaf := _leaf(framework, item, questionnaire, profile, values[item.id], empty.get(item.id)))
    }
    if proven:
        leaves = {name: replace(leaf, evidenced=leaf.points, lacks_evidence=False) for name, leaf in leaves.items()}
    told = (*problems, *notes(framework, questionnaire, empty))
    return summed(framework, questionnaire, values, leaves, told, empty)


def summed(
    framework: Framework,
    questionnaire: Questionnaire,
    values: dict[str, Answered | None],
    leaves: dict[str, Leaf],
    problems: tuple[Problem, ...],
    empty: Mapping[str, WhenEmpty] = MappingProxyType({}),
) -> Scored:
    """The numbers that leaves with their points give, up the tree; `problems` are added to those of reading.

    A check that voids the index is one of them, or was one of those of reading.
    """
    indicators, profile = framework.indicators, questionnaire.station
    tree = grow(framework, leaves, profile)
    known = numbers(tree, framework.missing)
    targets = [item.target_for(profile) for item in indicators]
    every = questionnaire.problems + problems
    by_id = nodes(framework, tree, known, profile, voided=any(item.code == VOIDS for item in every))
    outcomes = [
        _outcome(item, leaves.get(item.id), target, profile) for item, target in zip(indicators, targets, strict=True)
    ]
    read = {
        name: values.get(name) if framework.indicator[name].in_scope(profile) else None
        for name in framework.read_by_levels
    }
    standpoint = Standpoint(framework=framework, profile=profile, nodes=by_id, leaves=leaves, answers=read)
    level, next_level, blockers = reached_level(standpoint)
    return Scored(
        framework=framework,
        questionnaire=questionnaire,
        profile=profile,
        values=values,
        read=read,
        empty=empty,
        leaves=leaves,
        tree=tree,
        numbers=known,
        nodes=by_id,
        targets=targets,
        outcomes=outcomes,
        level=level,
        next_level=next_level,
        blockers=blockers,
        problems=every,
    )


def assess(
    framework: Framework,
    questionnaire: Questionnaire,
    supposed: Mapping[str, Answered | None] | None = None,
    *,
    proven: bool = False,
    steps: bool = True,
) -> Assessment:
    """Judge one station, as `score` does, each indicator with its answer and what a next step would bring.

    Without `steps` nobody asks for the latter, and half of the time is saved.
    """
    scored = score(framework, questionnaire, supposed, proven=proven)
    above = paths(scored.tree) if steps else None
    counts = Counter(scored.outcomes)
    return Assessment(
        questionnaire=questionnaire,
        station=scored.station,
        index=scored.nodes["index"],
        chapters=scored.nodes_of("chapters"),
        measures=scored.nodes_of("measures"),
        results=_results(scored, above),
        counts={outcome: counts[outcome] for outcome in OUTCOMES},
        level=scored.level,
        next_level=scored.next_level,
        blockers=scored.blockers,
        additive=scored.additive,
        problems=scored.problems,
    )


def _contradictions(
    framework: Framework,
    questionnaire: Questionnaire,
    values: Mapping[str, Answered | None],
    empty: Mapping[str, WhenEmpty],
) -> list[Problem]:
    """A computed value beside a not-applicable reason; for typed answers the reader has refused it already.

    That there is nothing to list is what the reason says, too.
    """
    return [
        problem("answer-and-reason", questionnaire.answers[item.id].location, id=item.id)
        for item in framework.indicators
        if item.ask.compute is not None and values[item.id] is not None and item.id not in empty
        if _lapses(questionnaire, item.id)
    ]


def _counts(framework: Framework, questionnaire: Questionnaire, name: str) -> bool:
    """Whether an indicator is asked of the station, and the station gave no reason why it is not applicable."""
    return framework.indicator[name].in_scope(questionnaire.station) and not _lapses(questionnaire, name)


def _lapses(questionnaire: Questionnaire, name: str) -> bool:
    """Whether the station gave a reason for which the indicator is not applicable."""
    answer = questionnaire.answers.get(name)
    return answer is not None and answer.reason is not None


_EARNED: dict[WhenEmpty, float | None] = {"met": FULL, 0: 0.0, "unanswered": None}
_COUNTED: dict[Lapsed, float | None] = {"excluded": None, "full": FULL, "zero": 0.0}


def lapsed_points(framework: Framework, item: Indicator) -> float | None:
    """The points as which a not-applicable answer counts; None where it leaves the denominator."""
    return _COUNTED[framework.lapsed(item)]


def _leaf(
    framework: Framework,
    item: Indicator,
    questionnaire: Questionnaire,
    profile: Mapping[str, object],
    given: Answered | None,
    empty: WhenEmpty | None,
) -> Leaf | None:
    """A scored indicator of the station's scope as a leaf, or None where nothing of it counts."""
    if empty == "not_applicable" or _lapses(questionnaire, item.id):
        counted = lapsed_points(framework, item)
        if counted is None:
            return None
        weight = item.weight_for(profile)
        return Leaf(id=item.id, weight=weight, points=counted, evidenced=counted, lapsed=True)
    if empty is not None:
        earned = _EARNED[empty]
    else:
        earned = None if given is None else points(function_for(item.score, profile), given, framework)
    weight, answer = item.weight_for(profile), questionnaire.answers.get(item.id)
    if earned is None or not item.evidence.required:
        return Leaf(id=item.id, weight=weight, points=earned, evidenced=earned)
    if item.evidence.per_option and isinstance(given, tuple):
        proven = answer.options_proven if answer else frozenset[str]()
        shown = tuple(option for option in given if option in proven)
        evidenced = points(function_for(item.score, profile), shown, framework)
        return Leaf(id=item.id, weight=weight, points=earned, evidenced=evidenced, lacks_evidence=shown != given)
    named = answer is not None and bool(answer.evidence)
    return Leaf(id=item.id, weight=weight, points=earned, evidenced=earned if named else 0.0, lacks_evidence=not named)


def _results(scored: Scored, above: Paths | None) -> tuple[Result, ...]:
    chapters = scored.framework.chapter_of
    found: list[Result] = []
    for item, target, outcome in zip(scored.framework.indicators, scored.targets, scored.outcomes, strict=True):
        name, measure, leaf, known = item.id, item.measure, scored.leaves.get(item.id), scored.numbers
        earned, in_play = leaf.points if leaf else None, outcome in IN_PLAY
        next_step, to_target = (None, None) if above is None else _next_steps(scored, above, item, leaf, target)
        found.append(
            Result(
                id=name,
                measure=measure,
                chapter=chapters[measure].id,
                outcome=outcome,
                value=scored.values.get(name) if in_play or _is_shown(scored, item, outcome) else None,
                points=earned,
                target=target,
                gap=max(0.0, target - (earned or 0.0)) if in_play else 0.0,
                weight=known.weights.get(name, 0.0),
                lost=known.lost.get(name, 0.0),
                red_line=item.not_kept(earned, scored.profile) if in_play else None,
                next_step=next_step,
                to_target=to_target,
                computed=item.ask.compute is not None,
                when_empty=scored.empty.get(name),
                answer=scored.questionnaire.answers.get(name),
                own=own_of(scored, item),
                evidence_missing=bool(leaf and leaf.lacks_evidence),
                evidenced=leaf.partly if leaf else None,
            )
        )
    return tuple(found)


def _is_shown(scored: Scored, item: Indicator, outcome: Outcome) -> bool:
    """Whether an answer is there that nothing is earned by."""
    return outcome == "not_scored" and item.in_scope(scored.profile)


def own_of(scored: Scored, item: Indicator) -> OwnOutcome | None:
    """What came of the target that the station set itself for an indicator in play."""
    leaf = scored.leaves.get(item.id)
    target = own_target_now(scored.questionnaire, item.id)
    if leaf is None or leaf.lapsed or target is None:
        return None
    return own_outcome(scored.framework, item, scored.profile, target, scored.values[item.id], leaf.points)


def _outcome(item: Indicator, leaf: Leaf | None, target: float, profile: Mapping[str, object]) -> Outcome:
    if not item.scored:
        return "not_scored"
    if leaf is None or leaf.lapsed:
        return "not_applicable" if item.in_scope(profile) else "out_of_scope"
    return leaf.outcome(target)


def _next_steps(
    station: Scored, above: Paths, item: Indicator, leaf: Leaf | None, target: float
) -> tuple[Step | None, Step | None]:
    """The next better answer, and the first one at the target or above, each with its gain: this leaf moved.

    Where no permitted answer is better, or reaches the target, there is no such step.
    """
    if leaf is None or leaf.lapsed or leaf.points == FULL:
        return None, None
    scored = function_for(item.score, station.profile)
    reach = better(item, scored, station.values[item.id], station.framework)
    onward, at_target = reach.onward(target), reach.first(target) if (leaf.points or 0.0) < target else None
    path = above[leaf.id]
    step = _step(station, path, leaf, onward)
    # Often they are one.
    return step, step if onward == at_target else _step(station, path, leaf, at_target)


def _step(station: Scored, path: tuple[Branch, ...], leaf: Leaf, to: Rung | None) -> Step | None:
    if to is None:
        return None
    after = move(path, leaf.id, to.points, station.numbers.score) or 0.0
    return Step(points=to.points, gain=after - (station.numbers.score["index"] or 0.0))
