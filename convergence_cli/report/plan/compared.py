"""Sheets of scores before and after: of the plan, and of what was supposed."""

from collections.abc import Iterator
from typing import Any

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.numbers import printed_change
from convergence_cli.model.plan import WhatIf
from convergence_cli.report.book.draft import Cell, Kind, Toned
from convergence_cli.report.book.listing import columns, header, list_sheet, write_rows
from convergence_cli.report.plan.draft import PlanDraft
from convergence_cli.report.plan.sayings import new_problems, node_rows, side_effects, value_words
from convergence_cli.texts import message

_ANSWERS: tuple[tuple[str, float, Kind], ...] = (
    ("terms.indicator", 44, "text"),
    ("before", 24, "text"),
    ("if", 24, "text"),
    ("change", 14, "gain"),
)
_INDENT = "\u3000"


def write_compared(draft: PlanDraft) -> None:
    """The scores before the first step and after the last."""
    _nodes(draft, "chapters", "when-done", draft.plan.before, draft.plan.after)


def write_supposed(draft: PlanDraft, what_if: WhatIf) -> None:
    """The scores as they are and as supposed, the supposed answers below, and the checks that fail then."""
    sheet, free = _nodes(draft, "what-if", "if", what_if.before, what_if.after, count=len(what_if.supposed))
    fields = columns(draft, *_ANSWERS)
    header(draft, sheet, free + 1, fields)
    end = write_rows(draft, sheet, free + 2, fields, _answers(draft, what_if))
    for row, item in enumerate(new_problems(what_if), end + 1):
        draft.put(sheet, row, 1, message(draft.language, item), tone="remark")


def _nodes(
    draft: PlanDraft, key: str, then: str, before: Assessment, after: Assessment, **values: object
) -> tuple[Any, int]:
    """The sheet `key`, whose column of new scores is called `then`; gives it back with its first free row."""
    spec: tuple[tuple[str, float, Kind], ...] = (("node", 44, "text"), ("before", 24, "score"), (then, 24, "score"))
    rows = (
        _node(depth, name, old.score, new.score)
        for depth, name, old, new in node_rows(draft.outlook.framework, before, after, draft.language)
    )
    sheet, free = list_sheet(draft, key, columns(draft, *spec, ("change", 14, "gain")), rows, 1, **values)
    return sheet, free


def _node(depth: int, name: str, old: float | None, new: float | None) -> tuple[Cell, ...]:
    contents = (_INDENT * depth + name, old, new, printed_change(old, new))
    return contents if depth == 2 else tuple(Toned(content, "strong") for content in contents)


def _answers(draft: PlanDraft, what_if: WhatIf) -> Iterator[tuple[Cell, ...]]:
    """Supposed answers in words, then the points of what was computed anew from them."""
    old, new = ({result.id: result for result in judged.results} for judged in (what_if.before, what_if.after))
    names = [*(each.id for each in what_if.supposed), *(result.id for _, result in side_effects(what_if))]
    for name in names:
        item = draft.items[name]
        words = [value_words(draft.outlook.framework, item, each[name], draft.language) for each in (old, new)]
        yield draft.indicator(name), *words, printed_change(old[name].points or 0.0, new[name].points or 0.0)
