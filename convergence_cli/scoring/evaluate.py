"""Computes an `Expression` over a station's facts.

`None` is *unanswered* and spreads: what needs an unanswered value is unanswered, never 0. Division by zero
is unanswered too. A column is the list of its rows' values; an aggregate leaves out rows where the value
is blank or the condition is not true.
"""

import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import field
from itertools import count, repeat
from typing import Any

from convergence_cli.model.expression import Apply, Constant, Expression, Reference, references
from convergence_cli.model.numbers import tidy
from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value

_MOST_DIGITS, _ALL_WHOLE = 15, 1e15

_NUMBERS = (int, float)

Scalar = Answered | None
Evaluated = Scalar | list[Scalar]


@value
class Facts:
    """What expressions refer to. A table that is None is unanswered; an empty one was confirmed empty."""

    answers: dict[str, Scalar]
    profile: dict[str, Scalar]
    tables: dict[str, list[dict[str, Answered]] | None]
    cells: dict[str, dict[str, dict[str, Answered]]] = field(default_factory=dict)
    """Of tables with fixed rows what stands in each row, by its id; such a table is unanswered while a row is blank."""
    rows: dict[int, Evaluated] = field(default_factory=dict, repr=False)
    """What was asked for of the tables alone: most expressions ask for the same few columns and conditions."""


Compiled = Callable[[Facts], Evaluated]

# A framework has some fifty expressions, and each is computed for every station: it is taken apart once. By
# identity, because to compare two trees costs as much as to compute them; what is kept here stays itself.
_COMPILED: dict[int, tuple[Expression, Compiled]] = {}
_MOST_KEPT = 1000
_KEYS: dict[Expression, int] = {}
_NEXT_KEY = count()


def evaluate(expression: Expression, facts: Facts) -> Scalar:
    """The value of an expression that gives one value (not a column); None is unanswered."""
    result = computed(expression, facts)
    if isinstance(result, list):
        raise TypeError("an expression over rows needs an aggregate; the parser lets none other through")
    return result


def computed(expression: Expression, facts: Facts) -> Evaluated:
    """The value of an expression, or of a part of one: that may give a value for each row of a table."""
    known = _COMPILED.get(id(expression))
    if known is None:
        if len(_COMPILED) >= _MOST_KEPT:
            _COMPILED.clear()
            _KEYS.clear()
        known = _COMPILED[id(expression)] = (expression, _compiled(expression))
    return known[1](facts)


def _compiled(expression: Expression) -> Compiled:
    if isinstance(expression, Constant):
        content = expression.content
        return lambda _: content
    if isinstance(expression, Reference):
        return _look_up(expression)
    name, arguments = expression.function, tuple(map(_compiled, expression.arguments))
    if name in _OVER_ROWS:
        return lambda facts: _over_rows(name, [argument(facts) for argument in arguments])
    if _gives_rows(expression):
        return _once(expression, _rows(expression, arguments))
    operation = _OPERATIONS[name]
    if len(arguments) == 2:  # as most have: two calls are half the work of a list of two
        left, right = arguments
        return lambda facts: operation(left(facts), right(facts))
    return lambda facts: operation(*[argument(facts) for argument in arguments])


def _rows(expression: Apply, arguments: tuple[Compiled, ...]) -> Compiled:
    name, last = expression.function, expression.arguments[-1]
    if name in _COMPARISONS and isinstance(last, Constant):
        return _compare_rows(_COMPARISONS[name], arguments[0], last.content)
    operation = _OPERATIONS[name]
    return lambda facts: _by_row(operation, [argument(facts) for argument in arguments])


def _once(expression: Expression, compute: Compiled) -> Compiled:
    """Computed once for a station, if it is of tables alone: answers may be supposed, tables are as they are."""
    if not all(found.of_table for found in references(expression)):
        return compute
    # The same condition in two expressions is one key. No key is given twice: facts may outlive what is kept here.
    key = _KEYS.setdefault(expression, next(_NEXT_KEY))

    def known(facts: Facts) -> Evaluated:
        if key not in facts.rows:
            facts.rows[key] = compute(facts)
        return facts.rows[key]

    return known


def _compare_rows(compare: Callable[[Any, Any], Any], rows: Compiled, to: Scalar) -> Compiled:
    """Each row compared with a constant, as most conditions do."""

    def compared(facts: Facts) -> Evaluated:
        column = rows(facts)
        return [None if cell is None else compare(cell, to) for cell in column] if isinstance(column, list) else None

    return compared


def _gives_rows(expression: Expression) -> bool:
    """Whether an expression gives a value for each row of a table, and not one."""
    if isinstance(expression, Reference):
        return expression.of_table
    if isinstance(expression, Constant) or expression.function in _OVER_ROWS:
        return False
    return any(map(_gives_rows, expression.arguments))


def _look_up(reference: Reference) -> Compiled:
    name, column = reference.id, reference.column
    if reference.kind == "answer":
        return lambda facts: facts.answers.get(name)
    if reference.kind == "profile":
        return lambda facts: facts.profile.get(name)
    if reference.kind == "cell":
        row = reference.row
        return lambda facts: facts.cells.get(name, {}).get(row, {}).get(column)

    def read(facts: Facts) -> Evaluated:
        rows = facts.tables.get(name)
        if rows is None:
            return None
        return [row.get(column) for row in rows] if column else [1.0] * len(rows)

    return _once(reference, read)


def _by_row(function: Callable[..., Scalar], arguments: list[Evaluated]) -> Evaluated:
    lengths = {len(argument) for argument in arguments if type(argument) is list}
    if not lengths:
        return function(*arguments)
    (length,) = lengths
    columns = (argument if type(argument) is list else repeat(argument, length) for argument in arguments)
    return list(map(function, *columns))


def _over_rows(function: str, arguments: list[Evaluated]) -> Scalar:
    column, *rest = arguments
    if type(column) is not list:
        return None
    where = rest[0] if rest else True
    if type(where) is list:
        picked = [item for item, true in zip(column, where, strict=True) if true is True]
    else:
        picked = column if where is None or where is True else []
    chosen = [float(item) for item in picked if isinstance(item, _NUMBERS)]
    if function == "share":
        return _divide(_sum(chosen), _sum([float(item) for item in column if isinstance(item, _NUMBERS)]))
    return _finite(_OVER_ROWS[function](chosen))


def _sum(numbers: Sequence[float]) -> float | None:
    """The exact sum, rounded once; None where it is beyond every number."""
    try:
        return math.fsum(numbers)
    except OverflowError:
        return None


def _mean(numbers: Sequence[float]) -> float | None:
    total = _sum(numbers)
    return None if total is None or not numbers else total / len(numbers)


_OVER_ROWS: dict[str, Callable[[Sequence[float]], float | None]] = {
    "sum": _sum,
    "count": _sum,
    "min": lambda numbers: min(numbers, default=None),
    "max": lambda numbers: max(numbers, default=None),
    "mean": _mean,
    "share": _sum,
}


def _finite(number: float | None) -> float | None:
    return tidy(number) if number is not None and math.isfinite(number) else None


def _divide(above: float | None, below: float | None) -> float | None:
    return None if above is None or not below else _finite(above / below)


def _number(function: Callable[..., float | None]) -> Callable[..., Scalar]:
    return lambda *numbers: None if None in numbers else _finite(function(*map(float, numbers)))


def _comparison(function: Callable[[Any, Any], Any]) -> Callable[..., Scalar]:
    return lambda left, right: None if left is None or right is None else function(left, right)


def _and(*truths: Scalar) -> Scalar:
    return False if False in truths else None if None in truths else True


def _or(*truths: Scalar) -> Scalar:
    return True if True in truths else None if None in truths else False


def _half_up(number: float, digits: float = 0.0) -> float:
    """Rounded half up, away from zero; on paper: 1.005 to two digits is 1.01."""
    if abs(digits) > _MOST_DIGITS or abs(number) >= _ALL_WHOLE:
        return number
    shift = 10.0 ** int(digits)
    return math.copysign(math.floor(tidy(abs(number) * shift) + 0.5) / shift, number)


_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_OPERATIONS: dict[str, Callable[..., Scalar]] = {
    "+": _number(operator.add),
    "-": _number(operator.sub),
    "*": _number(operator.mul),
    "/": _number(_divide),
    "ratio": _number(_divide),
    "sum of": _number(lambda *numbers: _sum(numbers)),
    "mean of": _number(lambda *numbers: _mean(numbers)),
    "min of": _number(min),
    "max of": _number(max),
    "abs": _number(abs),
    "round": _number(_half_up),
    **{name: _comparison(function) for name, function in _COMPARISONS.items()},
    "and": _and,
    "or": _or,
    "not": lambda truth: None if truth is None else not truth,
}
