"""Lint of a question and of what scores it: one function, which fits it and has no fault of its own."""

import math
from collections.abc import Iterator

from convergence_cli.functions import by
from convergence_cli.functions.function import Found
from convergence_cli.functions.registry import function_of, named
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.keywords import MOST_OPTIONS
from convergence_cli.model.question import CLOSED_TYPES, COMPUTED_TYPES, Ask, Column, ProfileQuestion, limits
from convergence_cli.model.score import Score
from convergence_cli.rubric.strict_yaml import Path


def lint_score(framework: Framework, item: Indicator) -> Iterator[Found]:
    """Faults of one indicator's answer and scoring: code, path within the indicator, values."""
    yield from _question(item)
    if item.scored:
        yield from _function(framework, item, item.score, ("score",))


def _question(item: Indicator) -> Iterator[Found]:
    closed, options = item.ask.type in CLOSED_TYPES, item.ask.options
    of_own = item.ask.compute is None and item.ask.cell is None and item.score.scale is None
    if closed and of_own and len(options) < 2:
        yield "options-missing", ("ask",), {"found": item.id}
    if len(options) > MOST_OPTIONS:
        yield "options-too-many", ("ask", "options"), {"found": str(len(options)), "bound": str(MOST_OPTIONS)}
    if not closed and options:
        yield "options-not-asked", ("ask", "options"), {"found": item.ask.type}
    if item.ask.compute is not None and item.ask.type not in COMPUTED_TYPES:
        yield "compute-not-numeric", ("ask", "type"), {"found": item.ask.type}
    yield from _below(("ask",), bounds_faults(item.ask))
    if item.score.scale is not None and options:
        yield "options-twice", ("ask", "options"), {"found": item.score.scale}


def bounds_faults(question: Ask | ProfileQuestion | Column) -> Iterator[Found]:
    """Bounds between which there is no choice."""
    low, high = limits(question)
    if low is not None and high is not None and _is_narrow(question.type, low, high):
        yield "bounds-crossed", ("max" if question.min is None else "min",), {"found": f"{low:g} / {high:g}"}


def _is_narrow(kind: str, low: float, high: float) -> bool:
    """Whether bounds leave one answer at most; of whole numbers only those between them count."""
    return math.ceil(low) >= math.floor(high) if kind == "integer" and math.isfinite(high - low) else low >= high


def _function(framework: Framework, item: Indicator, score: Score, path: Path) -> Iterator[Found]:
    names = named(score)
    if len(names) != 1:
        yield "score-not-one", path, {"found": ", ".join(names) or "-"}
        return
    here: Path = (*path, *names)
    if score.by is not None:
        yield from _below(here, by.lint(score.by))
        for place, own in by.each(score) if len(score.by) == 1 else ():
            if own.by is None:
                yield from _function(framework, item, own, (*path, *place))
        return
    function = function_of(score, framework)
    if item.ask.type in function.fits:
        yield from _below(here, function.lint(item))
    else:
        known = ", ".join(sorted(function.fits))
        yield "score-wrong-type", here, {"found": names[0], "type": item.ask.type, "known": known}


def _below(path: Path, found: Iterator[Found]) -> Iterator[Found]:
    """What a function found below its key, from the indicator's own path."""
    yield from ((code, (*path, *place), values) for code, place, values in found)
