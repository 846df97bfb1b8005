"""What is said of steps, goals and suppositions, the same on the terminal and in the workbook."""

from collections.abc import Iterator

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Assessment, Node, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.plan import Blank, Bounds, Goal, Move, Outlook, Plan, Prospect, WhatIf
from convergence_cli.report.figures import fine_gain, indicator_answer, points, score, share, threshold
from convergence_cli.report.findings import level_names, scored_words
from convergence_cli.report.rules import answer_past_limit, option_name
from convergence_cli.texts import say


def goal_words(outlook: Outlook) -> str:
    """What the plan is for."""
    goal, language = outlook.plan.goal, outlook.language
    if goal == Goal():
        return say(language, "plan.goal-every-target")
    parts = []
    if goal.target is not None:
        parts.append(say(language, "plan.goal-target", target=threshold(goal.target)))
    if goal.level is not None:
        level = level_names(outlook.framework, language)[goal.level]
        parts.append(say(language, "plan.goal-level", level=level))
    if goal.budget is not None:
        parts.append(say(language, "plan.goal-budget", budget=goal.budget))
    return say(language, "plan.goal-separator").join(parts)


def leads_words(outlook: Outlook) -> str:
    """From which index and level to which."""
    plan, language = outlook.plan, outlook.language
    scores = {"before": score(plan.before.index.score), "after": score(plan.after.index.score)}
    if not outlook.framework.levels:
        return say(language, "plan.leads-without-levels", **scores)
    levels = {"level": level_word(plan.before, language), "next": level_word(plan.after, language)}
    return say(language, "plan.leads", **scores, **levels)


def level_word(judged: Assessment, language: Language) -> str:
    """The level that a station has reached, by its id."""
    if judged.index.withheld is not None:
        return say(language, "station.level-withheld")
    return judged.level or say(language, "terms.no-level")


def costs_words(plan: Plan, language: Language) -> str:
    """How many steps, what they cost and when they are done; or why there is none."""
    if plan.tasks:
        last = max(task.end for task in plan.tasks)
        return say(language, "plan.costs", steps=len(plan.tasks), effort=plan.effort, month=last)
    return say(language, f"plan.{_why_nothing(plan)}")


def _why_nothing(plan: Plan) -> str:
    if not any(result.points is not None for result in plan.before.results):
        return "fill-in-first"
    if plan.problems:
        return "out-of-reach"
    if plan.goal == Goal() and plan.blanks:
        return "only-blanks"
    only_budget = plan.goal.target is None and plan.goal.level is None and plan.goal.budget is not None
    if only_budget and plan.prospects:
        return "nothing-affordable"
    return "only-evidence" if plan.unproven and plan.after.level != plan.before.level else "reached-already"


def span_words(start: int, end: int, language: Language) -> str:
    """The months from one to another."""
    return say(language, "plan.months" if end > start else "plan.month", start=start, end=end)


def blanks_words(plan: Plan, language: Language) -> Iterator[str]:
    """At which coverage the plan was made, how many blanks there are, and how far one gets with them."""
    coverage = plan.before.index.coverage
    yield say(language, "plan.coverage", coverage=share(coverage))
    if plan.blanks:
        yield say(language, "plan.answer-first", count=len(plan.blanks), **_bounds(plan.between))
        if plan.at_most is not None:
            yield say(language, "plan.at-most-with-blanks", **_bounds(plan.at_most))


def evidence_words(plan: Plan, language: Language) -> Iterator[str]:
    """What has to be proved before the goal's level counts it."""
    if plan.unproven is None:
        return
    if plan.unproven:
        ids = say(language, "terms.list-separator").join(plan.unproven)
        yield say(language, "plan.name-evidence", count=len(plan.unproven), ids=ids)
    yield say(language, "plan.evidence-of-steps")


def _bounds(bounds: Bounds) -> dict[str, str]:
    return {"low": score(bounds.low), "high": score(bounds.high)}


def blank_words(plan: Plan, blank: Blank, language: Language) -> str:
    """Between which gains the answer to a blank lies, and what waits for it."""
    now = plan.before.index.score or 0.0
    said = [say(language, "plan.blank", low=fine_gain(blank.low - now), high=fine_gain(blank.high - now))]
    if blank.holds:
        said.append(say(language, "plan.blank-holds", ids=say(language, "terms.list-separator").join(blank.holds)))
    return say(language, "terms.clause-separator").join(said)


def points_now(have: float | None, language: Language) -> str:
    """Points as they stand, or that nothing is answered."""
    return say(language, "plan.unanswered") if have is None else points(have)


def move_words(framework: Framework, item: Indicator, move: Move, judged: Assessment, language: Language) -> str:
    """What a move comes to for a station: the answer to be reached, or the items that have to be added."""
    options, result = framework.options(item), judged.result[item.id]
    if isinstance(move.answer, tuple):
        ticked = result.value if isinstance(result.value, tuple) else ()
        added = [name for name in move.answer if name not in ticked]
        return say(language, "plan.tick", items=_listed([options[name].in_(language) for name in added], language))
    if isinstance(move.answer, str) and move.answer in options:
        return say(language, "plan.reach", answer=option_name(options[move.answer].in_(language)))
    past = answer_past_limit(framework, item, move.answer, judged.questionnaire.station, language)
    if past:
        return past
    words = indicator_answer(framework, item, move.answer, language)
    lower = isinstance(move.answer, float) and isinstance(result.value, int | float) and move.answer < result.value
    return say(language, "plan.lower" if lower else "plan.reach", answer=words)


def from_to_words(framework: Framework, item: Indicator, move: Move, judged: Assessment, language: Language) -> str:
    """From which points to which, and what that comes to."""
    facts = {"have": points(move.have), "points": points(move.points)}
    return say(language, "plan.from-to", answer=move_words(framework, item, move, judged, language), **facts)


def onward_words(
    framework: Framework, item: Indicator, prospect: Prospect, judged: Assessment, language: Language
) -> Iterator[str]:
    """What an indicator has to offer: its next step; its target, where that is another step; what they need first."""
    for key, onward in (("next", prospect.next), ("to-target", prospect.target)):
        if onward is not None:
            move = onward.move
            facts = {"have": points(move.have), "points": points(move.points)}
            costs = {"gain": fine_gain(move.gain), "effort": move.effort}
            answer = move_words(framework, item, move, judged, language)
            yield say(language, f"plan.{key}", answer=answer, **facts, **costs)
    last = prospect.target or prospect.next
    if last.needs:
        needs = say(language, "terms.list-separator").join(last.needs)
        yield say(language, "plan.counted", needs=needs, gain=fine_gain(last.gain), effort=last.effort)


def _listed(options: list[str], language: Language) -> str:
    """Options by the names before their colons, as far as these tell them apart."""
    names = [option_name(words) for words in options]
    said = [words if names.count(name) > 1 else name for words, name in zip(options, names, strict=True)]
    long = any(mark in each for each in said for mark in ("，", "、", ", "))
    return say(language, f"terms.{'clause' if long else 'list'}-separator").join(said)


def value_words(framework: Framework, item: Indicator, result: Result, language: Language) -> str:
    """An answer as it stands, in words; where there is none, why."""
    if result.value is not None or result.when_empty is not None:
        return scored_words(framework, item, result, language)
    key = "not-applicable" if result.outcome == "not_applicable" else "unanswered"
    return say(language, f"plan.{key}")


def node_rows(
    framework: Framework, before: Assessment, after: Assessment, language: Language
) -> Iterator[tuple[int, str, Node, Node]]:
    """Every node before and after: (depth, name, before, after); the whole, then each chapter with its measures."""
    chapters = {node.id: node for node in after.chapters}
    old, new = ({node.id: node for node in judged.measures} for judged in (before, after))
    titles = {measure.id: measure.title.in_(language) for measure in framework.measures}
    yield 0, say(language, "terms.index"), before.index, after.index
    for chapter, node in zip(framework.chapters, before.chapters, strict=True):
        yield 1, chapter.title.in_(language), node, chapters[chapter.id]
        for name in chapter.measures:
            yield 2, f"{name} {titles[name]}", old[name], new[name]


def proof_words(plan: Plan, language: Language) -> str:
    """In what sense the steps are the best ones."""
    if not plan.proved:
        return say(language, "plan.best-within")
    by_budget = plan.goal.target is None and plan.goal.level is None
    return say(language, "plan.most-gain" if by_budget else "plan.least-effort")


def verdict_lines(framework: Framework, what_if: WhatIf, language: Language) -> Iterator[str]:
    """Level and red lines as they are and as supposed."""
    sides = (what_if.before, what_if.after)
    if framework.levels:
        before, after = (level_word(judged, language) for judged in sides)
        yield say(language, "plan.levels", before=before, after=after)
    for state in ("missed", "unanswered"):
        was, is_now = (list(judged.not_kept.values()).count(state) for judged in sides)
        if state == "missed" or was or is_now:
            yield say(language, f"plan.red-lines-{state}", before=was, after=is_now)


def side_effects(what_if: WhatIf) -> list[tuple[Result, Result]]:
    """Indicators that nobody supposed and that changed all the same: computed from what was supposed."""
    named = {each.id for each in what_if.supposed}
    pairs = zip(what_if.before.results, what_if.after.results, strict=True)
    return [(old, new) for old, new in pairs if old.id not in named and old.points != new.points]


def new_problems(what_if: WhatIf) -> list[Problem]:
    """Cross-checks that fail only with the supposed answers."""
    known = set(what_if.before.problems)
    return [item for item in what_if.after.problems if item not in known]
