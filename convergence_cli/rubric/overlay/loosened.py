"""What a changed item asks less of a station than it did; the rules stand in this folder's `__init__.py`.

Every key of every kind of item that differs is judged: by a rule of its own, which proves that it tightens or says
how it does not; as neutral, where it is named so here; and else it cannot be compared, which counts as less. So a key
that the model gains later is refused until somebody has thought about it.
"""

from collections.abc import Callable, Iterator
from typing import Any

from convergence_cli.model.expression import Apply, Expression, references
from convergence_cli.model.framework import Aggregate, Chapter, Check, Framework, Indicator, Level, Measure
from convergence_cli.model.question import Column, ProfileQuestion, Scale, Table
from convergence_cli.rubric.overlay import indicators
from convergence_cli.rubric.overlay.less import Both, Less, asks_less, term, unlike
from convergence_cli.rubric.strict_yaml import Path

_HORIZONS = (None, "long-term", "breakthrough", "progress")
_CHECKED = ("warning", "voids", "error")
_AGGREGATES = ("arithmetic", "geometric", "harmonic", "minimum")

Rule = Callable[[Any, Any, Both], Iterator[Less]]


def less(old: Any, new: Any, both: Both) -> Iterator[Less]:
    """Everything that is asked less of a station by the new form of an item."""
    rules, neutral = _RULES.get(type(old), {}), _NEUTRAL.get(type(old), frozenset())
    changed = [name for name in old.__dataclass_fields__ if getattr(old, name) != getattr(new, name)]
    for rule in dict.fromkeys(rules[name] for name in changed if name in rules):
        yield from rule(old, new, both)
    yield from (unlike(name) for name in changed if name not in rules and name not in neutral)


def _horizon(old: Measure, new: Measure, _: Both) -> Iterator[Less]:
    if _HORIZONS.index(new.horizon) < _HORIZONS.index(old.horizon):
        yield asks_less(("horizon",), "falls", old=term(old.horizon), new=term(new.horizon))


def _aggregate(old: Measure | Chapter, new: Measure | Chapter, both: Both) -> Iterator[Less]:
    """The minimum is never above the harmonic mean, that never above the geometric, nor that above the arithmetic one.

    A sheet of marks compares with nothing but itself.
    """
    before: Aggregate = old.aggregate or both[0].aggregate
    now: Aggregate = new.aggregate or both[1].aggregate
    if now != before and not {now, before} <= set(_AGGREGATES):
        yield unlike("aggregate")
    elif now != before and _AGGREGATES.index(now) < _AGGREGATES.index(before):
        yield asks_less(("aggregate",), "falls", old=term(before), new=term(now))


def _maximum(old: Measure | Chapter, new: Measure | Chapter, both: Both) -> Iterator[Less]:
    """The more full marks, the harder a sum is to fill, and the less a deduction takes off."""
    how = new.aggregate or both[1].aggregate
    if old.maximum is None or new.maximum is None:
        yield unlike("maximum")
    elif (new.maximum < old.maximum) is (how == "sum"):
        yield asks_less(("maximum",), "maximum", old=f"{old.maximum:g}", new=f"{new.maximum:g}")


def _level(old: Level, new: Level, _both: Both) -> Iterator[Less]:
    """A number falls or goes; evidence, red lines or a part of `that` counts no more."""
    for key in ("index", "chapter", "coverage"):
        yield from _least((key,), getattr(old, key), getattr(new, key))
    for key in ("chapters", "measures", "indicators"):
        for name, before in getattr(old, key).items():
            yield from _least((key, name), before, getattr(new, key).get(name))
    if old.on == "evidenced" and new.on == "score":
        yield asks_less(("on",), "level-evidenced")
    if old.red_lines and not new.red_lines:
        yield asks_less(("red_lines",), "level-red-lines")


def _least(path: Path, before: float | None, now: float | None) -> Iterator[Less]:
    if before is not None and (now is None or now < before):
        yield asks_less(path, "level", old=f"{before:g}", new="—" if now is None else f"{now:g}")


def _that(old: Level, new: Level, both: Both) -> Iterator[Less]:
    """More may be asked for beside what there was; in any other form nobody has shown that it asks for as much."""
    if old.that is not None and not _parts(both[0], old) <= _parts(both[1], new):
        yield unlike("that")


def _parts(framework: Framework, level: Level) -> set[Expression]:
    """What has to be true, joined by `and`."""
    expression = framework.expressions.get(level.key)
    if isinstance(expression, Apply) and expression.function == "and":
        return set(expression.arguments)
    return {expression} if expression is not None else set()


def _severity(old: Check, new: Check, _: Both) -> Iterator[Less]:
    """From not being judged to having no index, and to being told."""
    before, now = _weight_of(old), _weight_of(new)
    if _CHECKED.index(now) < _CHECKED.index(before):
        key = "voids" if before == "voids" else "severity"
        yield asks_less((key,), "falls", old=term(before), new=term(now))


def _weight_of(check: Check) -> str:
    return "voids" if check.voids else check.severity or "warning"


def _needs_all(old: Measure | Chapter, new: Measure | Chapter, _: Both) -> Iterator[Less]:
    if old.needs_all and not new.needs_all:
        yield asks_less(("needs_all",), "needs-all")


def _required(old: ProfileQuestion, _new: ProfileQuestion, _: Both) -> Iterator[Less]:
    if old.required:
        yield asks_less(("required",), "may-be-blank")


def _columns(old: Table, new: Table, _: Both) -> Iterator[Less]:
    now = {column.id: column for column in new.columns}
    for column in old.columns:
        same = now.get(column.id)
        if same is None or _measured(same) != _measured(column):
            yield asks_less(("columns",), "column-unlike", column=column.title.both)
        elif column.required and not same.required:
            yield asks_less(("columns",), "column-blank", column=column.title.both)


def _fixed(old: Table, new: Table, both: Both) -> Iterator[Less]:
    """A row may be added where nothing is computed over all of them; what one asks for, and of whom, stays.

    Its weight is that of a question that is made of it, and weights are judged there.
    """
    read = (found for expression in both[0].expressions.values() for found in references(expression))
    if any(found.of_table and found.id == old.id for found in read):
        yield from (unlike("fixed", name) for name in new.fixed if name not in old.fixed)
    for name, row in old.fixed.items():
        now = new.fixed.get(name)
        if now is None:
            yield asks_less(("fixed", name), "row-gone", row=row.title.both)
            continue
        yield from (unlike("fixed", name, key) for key in ("title", "hint") if getattr(now, key) != getattr(row, key))
        if now.applies != row.applies:
            yield unlike("fixed", name, "applies")


def _measured(column: Column) -> tuple[object, ...]:
    """All of a column but what changes no answer in it."""
    return tuple(getattr(column, name) for name in column.__dataclass_fields__ if name not in ("required", "total"))


def _steps(old: Scale, new: Scale, _: Both) -> Iterator[Less]:
    if set(old.steps) != set(new.steps):
        yield unlike("steps")
        return
    for name, step in new.steps.items():
        before, now = old.steps[name].points, step.points
        if old.steps[name].text != step.text:
            yield unlike("steps", name, "text")
        if now > before:
            facts = {"old": f"{before:g}", "new": f"{now:g}"}
            yield asks_less(("steps", name), "points", answer=step.text.both, station="", **facts)


# Weights are judged by `weights.py`, all of a parent at once; what a measure or a chapter holds, by itself.
_NEUTRAL: dict[type, frozenset[str]] = {
    Indicator: frozenset(
        {
            "title",
            "clauses",
            "quote",
            "weight",
            "weight_by",
            "advice",
            "effort",
            "basis",
            "because",
            "source",
            "who",
            "needs",
        }
    ),
    Measure: frozenset({"title", "weight", "weight_by", "because", "clauses", "parts", "not_scored", "indicators"}),
    Chapter: frozenset({"title", "weight", "weight_by", "because", "measures"}),
    Check: frozenset({"message"}),
    Level: frozenset({"because"}),
    ProfileQuestion: frozenset({"carried"}),
    Table: frozenset({"title", "rows"}),
    Scale: frozenset({"title"}),
}
_RULES: dict[type, dict[str, Rule]] = {
    Indicator: indicators.RULES,
    Measure: {"horizon": _horizon, "aggregate": _aggregate, "maximum": _maximum, "needs_all": _needs_all},
    Chapter: {"aggregate": _aggregate, "maximum": _maximum, "needs_all": _needs_all},
    Level: {
        **dict.fromkeys(
            ("index", "chapter", "chapters", "measures", "indicators", "coverage", "on", "red_lines"), _level
        ),
        "that": _that,
    },
    Check: {"severity": _severity, "voids": _severity},
    ProfileQuestion: {"required": _required},
    Table: {"columns": _columns, "fixed": _fixed},
    Scale: {"steps": _steps},
}
