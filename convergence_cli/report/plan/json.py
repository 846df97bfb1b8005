"""A plan for programs: every number in full precision, every word in the report's language."""

import json
from typing import Any

from convergence_cli import __version__
from convergence_cli.model.assessment import Assessment, Node
from convergence_cli.model.plan import Move, NextMove, Outlook, Prospect, Task, WhatIf
from convergence_cli.report.plan.sayings import move_words, new_problems, node_rows, side_effects
from convergence_cli.report.problems import data

SCHEMA = 1


def render(outlook: Outlook) -> str:
    """The plan, and what was supposed, as one JSON document."""
    framework, language, plan = outlook.framework, outlook.language, outlook.plan
    document = {
        "schema": SCHEMA,
        "tool": {"name": "convergence", "version": __version__},
        "language": language,
        "framework": {"id": framework.id, "version": framework.version, "sha256": framework.sha256},
        "station": plan.before.station,
        "file": plan.before.file,
        "sha256": plan.before.sha256,
        "goal": {"target": plan.goal.target, "level": plan.goal.level, "budget": plan.goal.budget},
        "before": _state(plan.before),
        "after": _state(plan.after),
        "effort": plan.effort,
        "tasks": [_task(outlook, task) for task in plan.tasks],
        "prospects": [_prospect(outlook, each) for each in plan.prospects],
        "stuck": list(plan.stuck),
        "problems": [data(item, language) for item in plan.problems],
        "what_if": _what_if(outlook, outlook.what_if) if outlook.what_if else None,
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _state(judged: Assessment) -> dict[str, Any]:
    return {
        "index": judged.index.score,
        "level": judged.level,
        "red_lines": [result.id for result in judged.results if result.red_line],
        "chapters": {node.id: node.score for node in judged.chapters},
        "measures": {node.id: node.score for node in judged.measures},
    }


def _move(outlook: Outlook, move: Move) -> dict[str, Any]:
    item = next(each for each in outlook.framework.indicators if each.id == move.id)
    result = next(each for each in outlook.plan.before.results if each.id == move.id)
    return {
        "id": move.id,
        "title": item.title.in_(outlook.language),
        "have": move.have,
        "points": move.points,
        "answer": list(move.answer) if isinstance(move.answer, tuple) else move.answer,
        "words": move_words(outlook.framework, item, move, result, outlook.language),
        "meets_target": move.meets,
        "effort": move.effort,
        "gain": move.gain,
    }


def _task(outlook: Outlook, task: Task) -> dict[str, Any]:
    item = next(each for each in outlook.framework.indicators if each.id == task.move.id)
    return {
        **_move(outlook, task.move),
        "phase": task.phase,
        "red_line": task.red_line,
        "needs": list(task.needs),
        "owner": item.who.in_(outlook.language),
        "start_month": task.start,
        "end_month": task.end,
        "index_then": task.index,
    }


def _prospect(outlook: Outlook, prospect: Prospect) -> dict[str, Any]:
    return {
        "id": prospect.id,
        "gain_per_team_month": prospect.rate,
        "next": _next(outlook, prospect.next),
        "target": _next(outlook, prospect.target) if prospect.target else None,
    }


def _next(outlook: Outlook, onward: NextMove) -> dict[str, Any]:
    together = {"needs": list(onward.needs), "effort": onward.effort, "gain": onward.gain}
    return {**_move(outlook, onward.move), "with_needs": together}


def _what_if(outlook: Outlook, what_if: WhatIf) -> dict[str, Any]:
    rows = node_rows(outlook.framework, what_if.before, what_if.after, outlook.language)
    return {
        "supposed": [
            {"id": each.id, "value": list(each.value) if isinstance(each.value, tuple) else each.value}
            for each in what_if.supposed
        ],
        "computed_anew": [new.id for _, new in side_effects(what_if)],
        "nodes": [{"id": old.id, "title": name, **_change(old, new)} for _, name, old, new in rows],
        "before": _state(what_if.before),
        "after": _state(what_if.after),
        "problems": [data(item, outlook.language) for item in new_problems(what_if)],
    }


def _change(old: Node, new: Node) -> dict[str, float | None]:
    change = None if old.score is None or new.score is None else new.score - old.score
    return {"before": old.score, "after": new.score, "change": change}
