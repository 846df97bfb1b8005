"""What a changed item asks less of a station than it did; the rules stand in this folder's `__init__.py`.

Each rule compares one key before and now. What cannot be compared counts as less: nobody has shown that it is not.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

from convergence_cli.model.framework import Aggregate, Chapter, Check, Framework, Indicator, Level, Measure
from convergence_cli.model.overlay import Kind
from convergence_cli.model.question import Column, ProfileQuestion, Scale, Table
from convergence_cli.model.score import Score
from convergence_cli.rubric.overlay.functions import Better, more_points
from convergence_cli.rubric.overlay.said import Pair, listed, pair, said
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts import say
from convergence_cli.value import value

_LAST_BIT = 1e-9
_OBLIGATIONS = ("may", "should", "must")
_HORIZONS = ("long-term", "breakthrough", "progress")
_AGGREGATES = ("arithmetic", "geometric", "minimum")

Both = tuple[Framework, Framework]
"""The framework before and now."""


@value
class Less:
    """One way in which less is asked: the key that says so, and what it comes to."""

    path: Path
    how: Pair


def less(kind: Kind, old: Any, new: Any, both: Both) -> Iterator[Less]:
    """Everything that is asked less of a station by the new form of an item."""
    rule = _RULES.get(kind)
    return rule(old, new, both) if rule else iter(())


def _less(path: Path, key: str, /, **values: Any) -> Less:
    return Less(path=path, how=said(key, **values))


# --- indicators ----------------------------------------------------------------------------------


def _indicator(old: Indicator, new: Indicator, both: Both) -> Iterator[Less]:
    if old.required and not new.required:
        yield _less(("required",), "not-required")
    elif old.required:
        yield from _fewer(old.required_for, new.required_for, "required_for", both[0])
    yield from _fewer(old.applies, new.applies, "applies", both[0])
    reasons = [pair(both[1].reasons[name]) for name in new.not_applicable if name not in old.not_applicable]
    if reasons:
        yield _less(("not_applicable",), "more-reasons", reasons=listed(reasons))
    if _OBLIGATIONS.index(new.obligation) < _OBLIGATIONS.index(old.obligation):
        yield _less(("obligation",), "falls", old=_term(old.obligation), new=_term(new.obligation))
    if old.evidence.required and not new.evidence.required:
        yield _less(("evidence", "required"), "no-evidence")
    yield from _targets(old, new, both)
    other = [key for key in ("type", "compute", "unit") if getattr(old.ask, key) != getattr(new.ask, key)]
    yield from (_less(("ask", key), "unlike") for key in other)
    yield from () if other else _points(old, new, both)


def _fewer(
    old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]], key: str, base: Framework
) -> Iterator[Less]:
    """Stations that `applies` or `required_for` included, by one profile question, and includes no more."""
    questions = {question.id: question for question in base.profile}
    for name, options in new.items():
        question = questions.get(name)
        included = old.get(name, tuple(question.options) if question else ())
        lost = [pair(question.options[each]) for each in included if question and each not in options]
        # Who ticked nothing among several is left out by any list at all.
        if lost or (name not in old and (question is None or question.type == "many_of")):
            yield _less((key, name), key.replace("_", "-"), options=listed(lost) if lost else name)


def _targets(old: Indicator, new: Indicator, both: Both) -> Iterator[Less]:
    for station in _stations(old, new, both[1]):
        before, now = old.target_for(station), new.target_for(station)
        if now < before - _LAST_BIT:
            entry = new.milestone(station)
            path: Path = ("target",) if entry is None else ("target_by", *entry)
            yield _less(path, "target", old=f"{before:g}", new=f"{now:g}", station=_named(station, both[1]))
            return


def _points(old: Indicator, new: Indicator, both: Both) -> Iterator[Less]:
    for station in _stations(old, new, both[1]):
        was, now = _function(old.score, station), _function(new.score, station)
        found = more_points(was, now, (old, new), both) if was and now else None
        if found is None:
            continue
        path: Path = ("score",)
        if found.answer is None:
            yield _less(path, "unlike")
        else:
            facts = {"old": f"{found.before:.10g}", "new": f"{found.now:.10g}"}
            yield _less(
                path, "points", answer=_answered(found, new, both[1]), station=_named(station, both[1]), **facts
            )
        return


def _function(score: Score, station: Mapping[str, object]) -> Score | None:
    for question, functions in (score.by or {}).items():
        return functions.get(str(station.get(question)))
    return score


def _stations(old: Indicator, new: Indicator, framework: Framework) -> Iterator[dict[str, object]]:
    """A station of every kind that decides on a target or on a function, among those that were asked before."""
    questions = {question.id: question for question in framework.profile}
    names = [name for item in (old, new) for by in (item.score.by, item.target_by) for name in by or {}]
    kinds: dict[str, list[object]] = {}
    for name in dict.fromkeys(names):
        if name in questions and questions[name].options:
            asked = old.applies.get(name, tuple(questions[name].options))
            kinds[name] = [option for option in questions[name].options if option in asked]
        else:
            years = sorted({int(key) for item in (old, new) for key in (item.target_by or {}).get(name, ())})
            kinds[name] = [float(year) for year in ([years[0] - 1, *years] if years else [])]
    yield from (dict(zip(kinds, kind, strict=True)) for kind in product(*kinds.values()))


def _named(station: Mapping[str, object], framework: Framework) -> Pair:
    """A kind of station in brackets; nothing where there is only one."""
    questions = {question.id: question for question in framework.profile}
    words = [
        pair(questions[name].options[answer])
        if isinstance(answer, str) and answer in questions[name].options
        else (f"{answer:g}", f"{answer:g}")
        for name, answer in station.items()
    ]
    return said("station", station=listed(words)) if words else ("", "")


def _answered(found: Better, item: Indicator, framework: Framework) -> Pair:
    options = framework.options(item)
    answer = found.answer
    if isinstance(answer, bool):
        word = "terms.yes" if answer else "terms.no"
        return say("zh", word), say("en", word)
    if isinstance(answer, tuple):
        return listed([pair(options[name]) if name in options else (name, name) for name in answer])
    if isinstance(answer, float):
        shown = f"{answer * 100:.6g}%" if item.ask.type == "percent" else f"{answer:.10g}"
        return shown, shown
    name = str(answer)
    return pair(options[name]) if name in options else (name, name)


# --- everything else -----------------------------------------------------------------------------


def _measure(old: Measure, new: Measure, both: Both) -> Iterator[Less]:
    if _HORIZONS.index(new.horizon) < _HORIZONS.index(old.horizon):
        yield _less(("horizon",), "falls", old=_term(old.horizon), new=_term(new.horizon))
    yield from _aggregate(old.aggregate, new.aggregate, both)


def _chapter(old: Chapter, new: Chapter, both: Both) -> Iterator[Less]:
    yield from _aggregate(old.aggregate, new.aggregate, both)


def _aggregate(old: Aggregate | None, new: Aggregate | None, both: Both) -> Iterator[Less]:
    """The minimum is never above the geometric mean, nor that above the arithmetic one."""
    before, now = old or both[0].aggregate, new or both[1].aggregate
    if _AGGREGATES.index(now) < _AGGREGATES.index(before):
        yield _less(("aggregate",), "falls", old=_term(before), new=_term(now))


def _level(old: Level, new: Level, _: Both) -> Iterator[Less]:
    for key, before, now in (("index", old.index, new.index), ("chapter", old.chapter, new.chapter)):
        if before is not None and (now is None or now < before - _LAST_BIT):
            yield _less((key,), "level", old=f"{before:g}", new="—" if now is None else f"{now:g}")
    if old.red_lines and not new.red_lines:
        yield _less(("red_lines",), "level-red-lines")


def _check(old: Check, new: Check, _: Both) -> Iterator[Less]:
    if old.severity == "error" and new.severity == "warning":
        yield _less(("severity",), "falls", old=_term("error"), new=_term("warning"))
    if old.that != new.that:
        yield _less(("that",), "unlike")


def _question(old: ProfileQuestion, new: ProfileQuestion, _: Both) -> Iterator[Less]:
    if old.required and not new.required:
        yield _less(("required",), "may-be-blank")
    if old.type != new.type:
        yield _less(("type",), "unlike")


def _table(old: Table, new: Table, _: Both) -> Iterator[Less]:
    now = {column.id: column for column in new.columns}
    for column in old.columns:
        same = now.get(column.id)
        if same is None or _measured(same) != _measured(column):
            yield _less(("columns",), "column-unlike", column=pair(column.title))
        elif column.required and not same.required:
            yield _less(("columns",), "column-blank", column=pair(column.title))


def _measured(column: Column) -> tuple[object, ...]:
    return column.type, column.unit, tuple(column.options)


def _scale(old: Scale, new: Scale, _: Both) -> Iterator[Less]:
    if set(old.steps) != set(new.steps):
        yield _less(("steps",), "unlike")
        return
    for name, step in new.steps.items():
        before, now = old.steps[name].points, step.points
        if now > before + _LAST_BIT:
            facts = {"old": f"{before:g}", "new": f"{now:g}"}
            yield _less(("steps", name), "points", answer=pair(step.text), station="", **facts)


def _term(name: str) -> Pair:
    return say("zh", f"terms.{name}"), say("en", f"terms.{name}")


_RULES: dict[Kind, Callable[[Any, Any, Both], Iterator[Less]]] = {
    "indicators": _indicator,
    "measures": _measure,
    "chapters": _chapter,
    "levels": _level,
    "checks": _check,
    "profile": _question,
    "tables": _table,
    "scales": _scale,
}
