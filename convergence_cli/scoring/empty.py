"""What was filled in and has nothing to compute from: found, and said of what.

A blank and a nothing look alike, for both give no value; but a blank may be filled in still, and a table that was
confirmed empty is all that there will ever be. So what an expression reads is looked at cell by cell, and only where
no blank is left does the framework's `when_empty` hold.
"""

import math
from collections.abc import Iterable, Iterator, Mapping

from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.expression import Apply, Constant, Expression, Reference, references
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.question import Table, WhenEmpty
from convergence_cli.model.questionnaire import Answered, Questionnaire
from convergence_cli.scoring.evaluate import Facts, Scalar, computed, evaluate
from convergence_cli.texts import say

_DIVISIONS = ("/", "ratio")
_NEED_A_ROW = ("min", "max", "mean")
_OF_ROWS = (*_NEED_A_ROW, "sum", "count")


def empties(
    framework: Framework,
    values: Mapping[str, Answered | None],
    facts: Facts,
    supposed: Mapping[str, Answered | None],
    asked: Facts,
) -> dict[str, WhenEmpty]:
    """Indicator id -> what holds, for each one in scope that has nothing to compute from.

    A `supposed` value stands in place of what the tables say; one that is supposed to have none stands as it does by
    what was `asked`, without suppositions.
    """
    none_listed = any(rows is not None and not rows for rows in facts.tables.values())
    found: dict[str, WhenEmpty] = {}
    for item in framework.indicators:
        said, given = item.ask.when_empty, values[item.id]
        if said is None or item.ask.compute is None or (given is not None and not none_listed):
            continue  # as nearly all do: what has a value, and tables with rows, has something to compute from
        if supposed.get(item.id) is None:
            known = asked if item.id in supposed else facts
            if has_nothing(framework.expressions[item.ask.compute], known):
                found[item.id] = said
    return found


def notes(framework: Framework, questionnaire: Questionnaire, found: Mapping[str, WhenEmpty]) -> Iterator[Problem]:
    """One for each indicator, so that nobody has to guess where its points come from, or why it has none."""
    for name, said in found.items():
        tables = framework.tables_of(framework.indicator[name])
        answer, read = questionnaire.answers.get(name), questionnaire.tables[tables[0].id]
        place = answer.location if answer else Location(file=questionnaire.file, sheet=read.sheet)
        named = (_named("zh", tables), _named("en", tables))
        what = (say("zh", f"findings.empty-{said}"), say("en", f"findings.empty-{said}"))
        yield problem("nothing-to-compute", place, "note", id=name, tables=named, what=what)


def _named(language: Language, tables: Iterable[Table]) -> str:
    titles = (say(language, "findings.table", title=table.title.in_(language)) for table in tables)
    return say(language, "terms.list-separator").join(titles)


def has_nothing(expression: Expression, facts: Facts) -> bool:
    """Whether an expression over tables has nothing to compute from.

    So it is where all its tables were confirmed empty; and where all that it reads is filled in and it has no value,
    because nothing is divided by nothing, or by a table that was confirmed empty, or no row is left of which to take
    the least, the greatest or the mean. What else has no value stays unanswered: something divided by nothing, which
    is a contradiction, and what is beyond every number.
    """
    if _all_empty((expression,), facts):
        return True
    return evaluate(expression, facts) is None and _is_filled(expression, facts) and _is_of_nothing(expression, facts)


def _all_empty(expressions: Iterable[Expression], facts: Facts) -> bool:
    """Whether there are tables in it, and each was confirmed empty."""
    used = {found.id for each in expressions for found in references(each) if found.of_table}
    return bool(used) and all(facts.tables.get(name) == [] for name in used)


def _is_filled(expression: Expression, facts: Facts) -> bool:
    """Whether no blank is in what an expression reads; rows that a condition leaves out for certain are not read."""
    if isinstance(expression, Constant):
        return True
    if isinstance(expression, Reference):
        return computed(expression, facts) is not None
    if expression.function == "share":
        rows = _rows(expression, facts)
        return rows is not None and all(None not in row for row in rows)
    if expression.function in _OF_ROWS:
        rows = _rows(expression, facts)
        return rows is not None and all(
            picked is False or (picked is not None and cell is not None) for cell, picked in rows
        )
    return all(_is_filled(each, facts) for each in expression.arguments)


def _is_of_nothing(expression: Expression, facts: Facts) -> bool:
    """Whether that is why an expression in which all is filled in has no value."""
    if not isinstance(expression, Apply):
        return False
    arguments, function = expression.arguments, expression.function
    if function in _NEED_A_ROW:
        return not any(picked for _, picked in _rows(expression, facts) or ())
    if function == "share":
        rows = _rows(expression, facts) or []
        return _sum(cell for cell, _ in rows) == 0 and _sum(cell for cell, picked in rows if picked) == 0
    if function in _DIVISIONS and evaluate(arguments[1], facts) == 0:
        return evaluate(arguments[0], facts) == 0 or _all_empty(arguments[1:], facts)
    return any(_is_of_nothing(each, facts) for each in arguments)


def _rows(expression: Apply, facts: Facts) -> list[tuple[Scalar, Scalar]] | None:
    """What an aggregate runs over: the cell of each row, and whether its condition picks it; None for a blank table."""
    cells = computed(expression.arguments[0], facts)
    if not isinstance(cells, list):
        return None
    picked = computed(expression.arguments[1], facts) if len(expression.arguments) > 1 else True
    return list(zip(cells, picked if isinstance(picked, list) else [picked] * len(cells), strict=True))


def _sum(cells: Iterable[Scalar]) -> float:
    return math.fsum(float(cell) for cell in cells if isinstance(cell, int | float))
