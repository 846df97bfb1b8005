"""What was filled in and has nothing to compute from: found, and said of what.

A blank and a nothing look alike, for both give no value; but a blank may be filled in still, and a table that was
confirmed empty is all that there will ever be. So what an expression reads is looked at cell by cell, and only where
no blank is left does the framework's `when_empty` hold.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping

from convergence_cli.errors import Location, Problem, listed, problem
from convergence_cli.model.expression import Apply, Constant, Expression, Reference, references
from convergence_cli.model.framework import Framework
from convergence_cli.model.question import WhenEmpty
from convergence_cli.model.questionnaire import Answered, Questionnaire
from convergence_cli.scoring.evaluate import Facts, Scalar, computed, evaluate
from convergence_cli.texts import say_both

_DIVISIONS = ("/", "ratio")
_NEED_A_ROW = ("min", "max", "mean")
_OF_ROWS = (*_NEED_A_ROW, "sum", "count")


def empties(
    framework: Framework,
    facts: Facts,
    supposed: Mapping[str, Answered | None],
    asked: Facts,
) -> dict[str, WhenEmpty]:
    """Indicator id -> what holds, for each one that has nothing to compute from.

    A `supposed` value stands in place of what the tables say; one that is supposed to have none stands as it does by
    what was `asked`, without suppositions.
    """
    none_listed = any(rows is not None and not rows for rows in facts.tables.values())
    nothing: set[str] = set()
    for item in framework.computed:
        given = facts.answers[item.id]
        if given is not None and not none_listed:
            continue  # as nearly all do: what has a value, and tables with rows, has something to compute from
        if supposed.get(item.id) is None:
            known = asked if item.id in supposed else facts
            tables = framework.run_over[item.id]
            if tables and has_nothing(framework.expressions[item.ask.compute or ""], known, tables, nothing):
                nothing.add(item.id)
    said = {name: framework.indicator[name].ask.when_empty for name in framework.indicator if name in nothing}
    return {name: what for name, what in said.items() if what is not None}


def notes(framework: Framework, questionnaire: Questionnaire, found: Mapping[str, WhenEmpty]) -> Iterator[Problem]:
    """One for each indicator, so that nobody has to guess where its points come from, or why it has none."""
    for name in found:
        item = framework.indicator[name]
        tables, comes_to = framework.tables_of(item), framework.emptied(item)
        answer, read = questionnaire.answers.get(name), questionnaire.tables.get(tables[0].id)
        place = answer.location if answer else Location(file=questionnaire.file, sheet=read.sheet if read else "")
        named = listed(say_both("findings.table", title=table.title.both) for table in tables)
        what = say_both(f"findings.empty-{comes_to}")
        yield problem("nothing-to-compute", place, "note", id=name, tables=named, what=what)


def has_nothing(expression: Expression, facts: Facts, tables: Collection[str], nothing: Collection[str]) -> bool:
    """Whether an expression over `tables`, be it by way of other answers, has nothing to compute from.

    `nothing`: the answers of which that is known. They are filled in, and there is nothing.
    So it is where all its tables were confirmed empty; and where all that it reads is filled in and it has no value,
    because nothing is divided by nothing, or by a table that was confirmed empty, or no row is left of which to take
    the least, the greatest or the mean. What else has no value stays unanswered: something divided by nothing, which
    is a contradiction, and what is beyond every number.
    """
    if all(facts.tables.get(name) == [] for name in tables):
        return True
    if evaluate(expression, facts) is not None:
        return False
    return _is_filled(expression, facts, nothing) and _is_of_nothing(expression, facts, nothing)


def _all_empty(expressions: Iterable[Expression], facts: Facts) -> bool:
    """Whether there are tables in it, and each was confirmed empty."""
    used = {found.id for each in expressions for found in references(each) if found.of_table}
    return bool(used) and all(facts.tables.get(name) == [] for name in used)


def _is_filled(expression: Expression, facts: Facts, nothing: Collection[str]) -> bool:
    """Whether no blank is in what an expression reads; rows that a condition leaves out for certain are not read."""
    if isinstance(expression, Constant):
        return True
    if isinstance(expression, Reference):
        return computed(expression, facts) is not None or _is_known(expression, nothing)
    if expression.function == "share":
        rows = _rows(expression, facts)
        return rows is not None and all(None not in row for row in rows)
    if expression.function in _OF_ROWS:
        rows = _rows(expression, facts)
        return rows is not None and all(
            picked is False or (picked is not None and cell is not None) for cell, picked in rows
        )
    return all(_is_filled(each, facts, nothing) for each in expression.arguments)


def _is_of_nothing(expression: Expression, facts: Facts, nothing: Collection[str]) -> bool:
    """Whether that is why an expression in which all is filled in has no value."""
    if not isinstance(expression, Apply):
        return isinstance(expression, Reference) and _is_known(expression, nothing)
    arguments, function = expression.arguments, expression.function
    if function in _NEED_A_ROW:
        return not any(picked for _, picked in _rows(expression, facts) or ())
    if function == "share":
        rows = _rows(expression, facts) or []
        return _sum(cell for cell, _ in rows) == 0 and _sum(cell for cell, picked in rows if picked) == 0
    if function in _DIVISIONS and evaluate(arguments[1], facts) == 0:
        return evaluate(arguments[0], facts) == 0 or _all_empty(arguments[1:], facts)
    return any(_is_of_nothing(each, facts, nothing) for each in arguments)


def _is_known(expression: Reference, nothing: Collection[str]) -> bool:
    """Whether it reads an answer of which it is known that there is nothing to compute it from."""
    return expression.kind == "answer" and expression.id in nothing


def _rows(expression: Apply, facts: Facts) -> list[tuple[Scalar, Scalar]] | None:
    """What an aggregate runs over: the cell of each row, and whether its condition picks it; None for a blank table."""
    cells = computed(expression.arguments[0], facts)
    if not isinstance(cells, list):
        return None
    picked = computed(expression.arguments[1], facts) if len(expression.arguments) > 1 else True
    return list(zip(cells, picked if isinstance(picked, list) else [picked] * len(cells), strict=True))


def _sum(cells: Iterable[Scalar]) -> float:
    return math.fsum(float(cell) for cell in cells if isinstance(cell, int | float))
