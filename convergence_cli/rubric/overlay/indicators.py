"""What a changed indicator asks less of a station than it did, key by key."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

from convergence_cli.errors import Pair, listed
from convergence_cli.functions.by import own
from convergence_cli.model.expression import Apply, Constant, Expression, Reference
from convergence_cli.model.framework import Framework, Indicator, Lapsed
from convergence_cli.model.question import WhenEmpty, limits
from convergence_cli.rubric.overlay.functions import Better, more_points
from convergence_cli.rubric.overlay.less import Both, Less, asks_less, term, unlike
from convergence_cli.rubric.strict_yaml import Path
from convergence_cli.texts import say_both

# What having nothing to compute from may come to mean. No other change is sure to ask for more: 0 points are an answer,
# which raises the coverage, and what does not apply asks nothing any more.
_EMPTIER: dict[WhenEmpty, tuple[WhenEmpty, ...]] = {"met": ("unanswered", 0), "not_applicable": ("unanswered", 0)}
_LAPSED: tuple[Lapsed, ...] = ("zero", "excluded", "full")
_OBLIGATIONS = (None, "may", "should", "must")
# Any other operation over something unanswered is unanswered; `scoring/evaluate.py` says so.
_DECIDED_BY_ONE = frozenset({"and", "or"})
_OVER_ROWS = frozenset({"sum", "count", "share", "min", "max", "mean"})


def given_already(item: Indicator, framework: Framework, base: Framework) -> bool:
    """Whether an indicator may have an answer by what the base asks: then it earns, and nobody has done more."""
    if item.ask.compute is None or not item.scored:
        return False
    expression = framework.expressions.get(item.ask.compute)
    return expression is not None and not _blank(expression, framework, base, {item.id})


def _blank(expression: Expression, framework: Framework, base: Framework, passed: set[str]) -> bool:
    """Whether an expression is unanswered for certain where everything is that the base does not ask.

    What is computed from other answers that are computed is what these are; `passed` are those on the way here.
    """
    if isinstance(expression, Apply):
        blank = [_blank(argument, framework, base, passed) for argument in expression.arguments]
        if expression.function in _OVER_ROWS:
            return blank[0]
        return all(blank) if expression.function in _DECIDED_BY_ONE else any(blank)
    if isinstance(expression, Constant):
        return False
    item = framework.indicator.get(expression.id) if expression.kind == "answer" else None
    if item is not None and item.ask.compute in framework.expressions and item.id not in (*passed, *base.indicator):
        return _blank(framework.expressions[item.ask.compute or ""], framework, base, {*passed, item.id})
    return not _asks(base, expression)


def _asks(base: Framework, reference: Reference) -> bool:
    """A new column of a table that there was counts as asked: its rows are there."""
    if reference.kind == "answer":
        return reference.id in base.indicator
    return any(item.id == reference.id for item in (base.profile if reference.kind == "profile" else base.tables))


# --- who is asked, and what is let pass ----------------------------------------------------------


def _red_line(old: Indicator, new: Indicator, both: Both) -> Iterator[Less]:
    """It goes, holds for fewer stations, or is kept by fewer points for some kind of station."""
    if old.red_line is None:
        return
    if new.red_line is None:
        yield asks_less(("red_line",), "no-red-line")
        return
    yield from _fewer(old.red_line.for_, new.red_line.for_, ("red_line", "for"), both[0])
    for station in _stations(old, new, both[1]):
        before, now = old.kept_from(station), new.kept_from(station)
        if now < before:
            facts = {"old": f"{before:g}", "new": f"{now:g}", "station": _named(station, both[1])}
            yield asks_less(("red_line",), "red-line-kept-from", **facts)
            return


def _scope(old: Indicator, new: Indicator, both: Both) -> Iterator[Less]:
    """Fewer stations are asked for less; more of them may have answered already, in a form that has every question."""
    yield from _fewer(old.applies, new.applies, ("applies",), both[0])
    if any(True for _ in _fewer(new.applies, old.applies, ("applies",), both[0])):
        yield asks_less(("applies",), "asked-anew")


def _fewer(
    old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]], path: Path, base: Framework
) -> Iterator[Less]:
    """Stations that `applies` or the `for` of a red line included, by one profile question, and includes no more."""
    for name, options in new.items():
        question = base.question.get(name)
        included = old.get(name, tuple(question.options) if question else ())
        lost = [question.options[each].both for each in included if question and each not in options]
        # Who ticked nothing among several is left out by any list at all.
        if lost or (name not in old and (question is None or question.type == "many_of")):
            key = "applies" if path == ("applies",) else "red-line-for"
            yield asks_less((*path, name), key, options=listed(lost) if lost else name)


def _reasons(old: Indicator, new: Indicator, both: Both) -> Iterator[Less]:
    more = [both[1].reasons[name].both for name in new.not_applicable if name not in old.not_applicable]
    if more:
        yield asks_less(("not_applicable",), "more-reasons", reasons=listed(more))
    yield from _withdrawn(old, new, both)


def _withdrawn(old: Indicator, new: Indicator, _: Both) -> Iterator[Less]:
    """Who called an empty list not applicable has it judged now, and earns where to have none is the aim."""
    if set(old.not_applicable) - set(new.not_applicable) and new.ask.when_empty == "met":
        yield asks_less(("not_applicable",), "given-already")


def _lapsed(old: Indicator, new: Indicator, both: Both) -> Iterator[Less]:
    """What is not applicable counts for more than it did.

    A part of which nothing counts leaves the whole, and what is left may be better: a mean that is full is never the
    worse of them, nor one of nought the better, but a sheet with full marks of its own may be either.
    """
    before, now = both[0].lapsed(old), both[1].lapsed(new)
    if before != now and "excluded" in (before, now) and any(map(_in_sheet, (old, new), both)):
        yield unlike("not_applicable_counts")
    elif _LAPSED.index(now) > _LAPSED.index(before):
        yield asks_less(("not_applicable_counts",), "falls", old=term(f"lapsed-{before}"), new=term(f"lapsed-{now}"))


def _in_sheet(item: Indicator, framework: Framework) -> bool:
    """Whether what holds it is a sheet with full marks of its own."""
    measure = framework.measure[item.measure]
    return any(part.maximum is not None for part in (measure, framework.chapter_of[measure.id]))


def _scored(old: Indicator, new: Indicator, _: Both) -> Iterator[Less]:
    """It counts no more; or it counts now, and may have been answered already."""
    if old.scored != new.scored:
        yield asks_less(("scored",), "given-already" if new.scored else "not-scored")


def _obligation(old: Indicator, new: Indicator, _: Both) -> Iterator[Less]:
    if _OBLIGATIONS.index(new.obligation) < _OBLIGATIONS.index(old.obligation):
        yield asks_less(("obligation",), "falls", old=term(old.obligation), new=term(new.obligation))


def _evidence(old: Indicator, new: Indicator, _: Both) -> Iterator[Less]:
    if old.evidence.required and not new.evidence.required:
        yield asks_less(("evidence", "required"), "no-evidence")
    if old.evidence.per_option and not new.evidence.per_option:
        yield asks_less(("evidence", "per_option"), "evidence-of-all")


def _targets(old: Indicator, new: Indicator, both: Both) -> Iterator[Less]:
    for station in _stations(old, new, both[1]):
        before, now = old.target_for(station), new.target_for(station)
        if now < before:
            entry = new.milestone(station)
            path: Path = ("target",) if entry is None else ("target_by", *entry)
            yield asks_less(path, "target", old=f"{before:g}", new=f"{now:g}", station=_named(station, both[1]))
            return


# --- what is asked, and what it earns ------------------------------------------------------------


def _ask(old: Indicator, new: Indicator, both: Both) -> Iterator[Less]:
    """Each key by itself; bounds by what they come to, because a percentage has some that nobody writes."""
    bounds = [
        name for name, was, now in zip(("min", "max"), limits(old.ask), limits(new.ask), strict=True) if was != now
    ]
    for name in old.ask.__dataclass_fields__:
        was, now = getattr(old.ask, name), getattr(new.ask, name)
        if name == "options":
            yield from (unlike("ask", name, each) for each in now if each in was and was[each] != now[each])
        elif name == "when_empty" and None not in (was, now):
            if was != now and now not in _EMPTIER.get(was, ()):
                before, after = (
                    say_both(f"findings.empty-{where.emptied(item)}")
                    for where, item in zip(both, (old, new), strict=True)
                )
                yield asks_less(("ask", name), "when-empty", old=before, new=after)
        elif was != now and name != "sources" and (name not in ("min", "max") or name in bounds):
            yield unlike("ask", name)


def _points(old: Indicator, new: Indicator, both: Both) -> Iterator[Less]:
    """Points for every answer; of another type, unit or `compute` there is nothing that could be compared."""
    if not (old.scored and new.scored) or any(
        getattr(old.ask, key) != getattr(new.ask, key) for key in ("type", "compute", "unit")
    ):
        return
    if old.score.scale != new.score.scale and both[0].options(old) != both[1].options(new):
        yield unlike("score")
        return
    for station in _stations(old, new, both[1]):
        was, now = own(old.score, station), own(new.score, station)
        found = more_points(was, now, (old, new), both) if was and now else Better(answer=None)
        if found is None:
            continue
        if found.answer is None:
            yield unlike("score")
        else:
            facts = {"old": f"{found.before:.10g}", "new": f"{found.now:.10g}"}
            answer, named = _answered(found, new, both[1]), _named(station, both[1])
            yield asks_less(("score",), "points", answer=answer, station=named, **facts)
        return


def _stations(old: Indicator, new: Indicator, framework: Framework) -> Iterator[dict[str, object]]:
    """A station of every kind that decides on a target or on a function, among those that were asked before."""
    questions = framework.question
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
    words = [
        framework.question[name].options[answer].both
        if isinstance(answer, str) and answer in framework.question[name].options
        else (f"{answer:g}", f"{answer:g}")
        for name, answer in station.items()
    ]
    return say_both("overlays.station", station=listed(words)) if words else ("", "")


def _answered(found: Better, item: Indicator, framework: Framework) -> Pair:
    options = framework.options(item)
    answer = found.answer
    if isinstance(answer, bool):
        return term("yes" if answer else "no")
    if isinstance(answer, tuple):
        return listed([options[name].both if name in options else (name, name) for name in answer])
    if isinstance(answer, float):
        shown = f"{answer * 100:.6g}%" if item.ask.type == "percent" else f"{answer:.10g}"
        return shown, shown
    name = str(answer)
    return options[name].both if name in options else (name, name)


RULES: dict[str, Callable[[Any, Any, Both], Iterator[Less]]] = {
    "red_line": _red_line,
    "applies": _scope,
    "not_applicable": _reasons,
    "not_applicable_counts": _lapsed,
    "scored": _scored,
    "obligation": _obligation,
    "evidence": _evidence,
    "target": _targets,
    "target_by": _targets,
    "ask": _ask,
    "score": _points,
}
