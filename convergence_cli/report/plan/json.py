"""A plan for programs: every number in full precision, every word in the report's language."""

from dataclasses import replace
from typing import Any

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Assessment, Node
from convergence_cli.model.framework import RedLineState
from convergence_cli.model.plan import Blank, Bounds, Goal, Move, NextMove, Outlook, Prospect, Supposed, Task, WhatIf
from convergence_cli.model.question import said
from convergence_cli.report.plan.sayings import move_words, new_problems, node_rows, side_effects
from convergence_cli.report.wording import FRAMEWORK, TITLE, scores, words_of
from convergence_cli.saved.mapping import Document, Shape, every_field, of
from convergence_cli.saved.shape import PROBLEM
from convergence_cli.value import value


def render(outlook: Outlook) -> str:
    """The plan, and what was supposed, as one JSON document."""
    framework, language = outlook.framework, outlook.language
    known = words_of(framework, language)

    def words(name: str, move: Move) -> str:
        return move_words(framework, known.items[name], move, outlook.plan.before, language)

    return PLAN.text(outlook, replace(known, answer=words))


@value
class _Row:
    """The whole, a chapter or a measure before and after."""

    title: str
    old: Node
    new: Node


def _nodes(what_if: WhatIf, told: Any) -> tuple[_Row, ...]:
    rows = node_rows(told.framework, what_if.before, what_if.after, told.language)
    return tuple(_Row(title=title, old=old, new=new) for _, title, old, new in rows)


def _computed_anew(what_if: WhatIf, _: object) -> tuple[str, ...]:
    return tuple(new.id for _, new in side_effects(what_if))


def _change(row: _Row, _: object) -> float | None:
    before, after = row.old.score, row.new.score
    return None if before is None or after is None else after - before


_MOVE = Shape(
    Move,
    *("id", TITLE, "have points answer"),
    ("words", str, "The answer to be reached, or what to add.", lambda move, told: told.answer(move.id, move)),
    "meets_target=meets effort gain",
)
_OWNER = ("owner", str, "Who has it to do.", lambda task, told: said(told.items[task.move.id].who, told.language))
_BY_ID = dict[str, float | None]
PLAN = Document(
    Shape(
        Outlook,
        "framework plan.before.station plan.before.questionnaire.file plan.before.sha256 plan.goal",
        "plan.before plan.after plan.effort plan.tasks plan.proved plan.prospects plan.stuck",
        "plan.blanks plan.between plan.unproven?? plan.at_most plan.problems what_if",
        name="Plan",
    ),
    FRAMEWORK,
    every_field(Supposed),
    Shape(Goal, "target level budget"),
    Shape(Blank, "id", TITLE, "low high red_line holds"),
    Shape(Bounds, "low high"),
    Shape(
        Assessment,
        "index=index.score withheld=index.withheld?? coverage=index.coverage level",
        ("red_lines", dict[str, RedLineState], "Not kept, by id.", lambda judged, _: judged.not_kept),
        ("chapters", _BY_ID, "Scores by id.", lambda judged, _: scores(judged.chapters)),
        ("measures", _BY_ID, "Scores by id.", lambda judged, _: scores(judged.measures)),
        name="State",
        meaning="The station's index, coverage, level, and scores, 0-100.",
    ),
    Shape(Task, *of("move", _MOVE), "phase red_line needs", _OWNER, "start_month=start end_month=end index_then=index"),
    Shape(Prospect, "id gain_per_team_month=rate next target"),
    Shape(NextMove, *of("move", _MOVE), ("with_needs", Shape(NextMove, "needs effort gain", name="WithNeeds"))),
    Shape(
        WhatIf,
        *("supposed", ("computed_anew", tuple[str, ...], "Changed, though nobody supposed it.", _computed_anew)),
        ("nodes", tuple[_Row, ...], "The whole, then each chapter with its measures.", _nodes),
        "before after",
        ("problems", tuple[Problem, ...], "Only then.", lambda what_if, _: tuple(new_problems(what_if))),
    ),
    Shape(
        _Row,
        "old.id title before=old.score after=new.score",
        ("change", float | None, "After less before; null where either is missing.", _change),
        name="SupposedChange",
    ),
    PROBLEM,
)
