"""What is asked or offered beside the indicators: profile questions, tables, shared scales, and the ids of options."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from convergence_cli.model.framework import Framework
from convergence_cli.model.keywords import MOST_OPTIONS, MOST_ROWS, NAME, SNAKE, is_like
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import CLOSED_TYPES, Column, ProfileQuestion, Scale, Table
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, every_indicator, fault
from convergence_cli.rubric.lint.functions import bounds_faults
from convergence_cli.rubric.strict_yaml import Path


def lint_asked(framework: Framework) -> Iterator[Fault]:
    """Rules of `profile`, `tables` and `scales`, and of ids that stand as keys."""
    for place, question in enumerate(framework.profile):
        yield from _question(question, ("profile", place))
    for place, table in enumerate(framework.tables):
        yield from _table(table, ("tables", place))
    for name, scale in framework.scales.items():
        yield from _scale(name, scale, ("scales", name))
    for file, path, named in _named(framework):
        for name in named:
            if not is_like(NAME, name):
                yield fault(file, (*path, name), "id-malformed", found=name)


def _question(question: ProfileQuestion | Column, path: Path) -> Iterator[Fault]:
    if (question.type in CLOSED_TYPES) != bool(question.options):
        yield fault(FRAMEWORK_FILE, (*path, "id"), "options-missing", found=question.id)
    for code, at, values in bounds_faults(question):
        yield fault(FRAMEWORK_FILE, (*path, *at), code, **values)


def _table(table: Table, path: Path) -> Iterator[Fault]:
    if not table.columns:
        yield fault(FRAMEWORK_FILE, (*path, "columns"), "table-empty", found=table.id)
    if table.rows is not None and not 1 <= table.rows <= MOST_ROWS:
        yield fault(FRAMEWORK_FILE, (*path, "rows"), "table-rows", found=str(table.rows), bound=str(MOST_ROWS))
    names = [column.id for column in table.columns]
    for place, column in enumerate(table.columns):
        at: Path = (*path, "columns", place)
        if column.id in names[:place]:
            yield fault(FRAMEWORK_FILE, (*at, "id"), "id-not-unique", found=column.id)
        elif not is_like(SNAKE, column.id):
            yield fault(FRAMEWORK_FILE, (*at, "id"), "id-malformed", found=column.id)
        yield from _question(column, at)


def _scale(name: str, scale: Scale, path: Path) -> Iterator[Fault]:
    if len(scale.steps) < 2:
        yield fault(FRAMEWORK_FILE, (*path, "steps"), "options-missing", found=name)
    if len(scale.steps) > MOST_OPTIONS:
        facts = {"found": str(len(scale.steps)), "bound": str(MOST_OPTIONS)}
        yield fault(FRAMEWORK_FILE, (*path, "steps"), "options-too-many", **facts)
    for step, own in scale.steps.items():
        if not 0 <= own.points <= FULL:
            yield fault(
                FRAMEWORK_FILE, (*path, "steps", step, "points"), "points-out-of-range", found=f"{own.points:g}"
            )


def _named(framework: Framework) -> Iterable[tuple[str, Path, Mapping[str, Any]]]:
    """Every mapping whose keys are ids of the author's own."""
    yield FRAMEWORK_FILE, ("reasons",), framework.reasons
    yield FRAMEWORK_FILE, ("scales",), framework.scales
    for name, scale in framework.scales.items():
        yield FRAMEWORK_FILE, ("scales", name, "steps"), scale.steps
    for place, question in enumerate(framework.profile):
        yield FRAMEWORK_FILE, ("profile", place, "options"), question.options
    for at, table in enumerate(framework.tables):
        for place, column in enumerate(table.columns):
            yield FRAMEWORK_FILE, ("tables", at, "columns", place, "options"), column.options
    for file, path, item in every_indicator(framework):
        yield file, (*path, "ask", "options"), item.ask.options
