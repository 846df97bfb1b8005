"""From an author's text to an `Expression`: a closed list of forms, checked against the framework.

The text is parsed as Python's syntax and every node that is not on the list is refused; nothing is ever
evaluated as Python. What a name means, what kind of thing it is and in which unit is settled here, once,
so that computing has nothing left to check.
"""

import ast
import warnings
from dataclasses import field
from typing import Literal

from convergence_cli.model.expression import Apply, Constant, Expression, Reference
from convergence_cli.model.keywords import LONGEST_EXPRESSION
from convergence_cli.model.question import NUMERIC_TYPES, AnswerType
from convergence_cli.value import value

MAX_NODES = 120
MAX_NUMBER = 1e15

ValueKind = Literal["number", "truth", "text", "list", "table"]


@value
class Shape:
    """What an expression gives: its kind, its unit (None: any), and the table whose rows it runs over."""

    kind: ValueKind
    unit: str | None = None
    table: str | None = None


@value
class Names:
    """Everything that an expression may refer to: the reference and the type of its value."""

    answers: dict[str, tuple[str, AnswerType]]
    """Indicator id as it is spelt in expressions (`-` as `_`) -> real id, answer type."""
    profile: dict[str, AnswerType]
    tables: dict[str, dict[str, AnswerType]]
    """Table id -> column id -> type."""
    options: dict[str, tuple[str, ...]]
    """Name of a one_of answer, profile question or column -> its option ids."""
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Table with fixed rows -> their ids."""


class ExpressionError(Exception):
    """The text is not an expression of the format; `code` and `values` say why."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


# Function -> (the kinds its first argument may have, the shape it gives).
_AGGREGATES: dict[str, tuple[tuple[ValueKind, ...], str | None]] = {
    "sum": (("number",), None),
    "min": (("number",), None),
    "max": (("number",), None),
    "mean": (("number",), None),
    "count": (("table",), "number"),
    "share": (("number", "table"), "percent"),
}
# Functions of plain values: the name in the parsed tree, and how many arguments they take.
_PLAIN: dict[str, tuple[str, int, int]] = {
    "sum": ("sum of", 1, 9),
    "min": ("min of", 1, 9),
    "max": ("max of", 1, 9),
    "mean": ("mean of", 1, 9),
    "ratio": ("ratio", 2, 2),
    "abs": ("abs", 1, 1),
    "round": ("round", 1, 2),
}
_ONE_CELL = "row"
FUNCTIONS = tuple(dict.fromkeys([*_AGGREGATES, *_PLAIN, _ONE_CELL]))
_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.And: "and",
    ast.Or: "or",
}


def parse(text: str, names: Names) -> tuple[Expression, Shape]:
    """The expression and what it gives.

    Raises ExpressionError: too long, not an expression of the format, an unknown name, units mixed.
    """
    if len(text) > LONGEST_EXPRESSION:
        raise ExpressionError("compute-too-long", bound=str(LONGEST_EXPRESSION))
    try:
        with warnings.catch_warnings(action="ignore"):  # Python's advice on style is not for authors of frameworks
            tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise ExpressionError("compute-syntax", found=text) from error
    if (count := sum(1 for _ in ast.walk(tree))) > MAX_NODES:
        raise ExpressionError("compute-too-deep", found=str(count), bound=str(MAX_NODES))
    return _Parser(names).read(tree)


class _Parser:
    """Reads one syntax tree; a class only because every form needs the names."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def read(self, node: ast.expr) -> tuple[Expression, Shape]:  # noqa: C901 - a case for each form
        match node:
            case ast.Constant(value=bool() as truth):
                return Constant(content=truth), Shape(kind="truth")
            case ast.Constant(value=int() | float() as number):
                return _number(number), Shape(kind="number")
            case ast.Constant(value=str() as text):
                return Constant(content=text), Shape(kind="text")
            case ast.Name() | ast.Attribute():
                return self._name(_spelt(node))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._operate("-", [ast.Constant(value=0), operand])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self._operate("not", [operand])
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
                return self._operate(_OPERATORS[type(operator)], [left, right])
            case ast.BoolOp(op=operator, values=operands):
                return self._operate(_OPERATORS[type(operator)], operands)
            case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in _OPERATORS:
                return self._operate(_OPERATORS[type(operator)], [left, right])
            case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
                return self._call(function, arguments)
        raise ExpressionError("compute-syntax", found=ast.unparse(node))

    def _name(self, name: str) -> tuple[Expression, Shape]:
        head, _, tail = name.partition(".")
        if head == "profile" and tail in self.names.profile:
            return Reference(kind="profile", id=tail), answer_shape(self.names.profile[tail])
        if name in self.names.answers:
            identity, kind = self.names.answers[name]
            return Reference(kind="answer", id=identity), answer_shape(kind)
        if name in self.names.tables:
            return Reference(kind="table", id=name), Shape(kind="table", table=name)
        if tail in self.names.tables.get(head, {}):
            return Reference(kind="column", id=head, column=tail), answer_shape(self.names.tables[head][tail], head)
        raise ExpressionError("compute-unknown-name", found=name, known=" ".join(self._known()))

    def _known(self) -> list[str]:
        columns = [f"{table}.{column}" for table, columns in self.names.tables.items() for column in columns]
        return [*self.names.tables, *columns, *self.names.answers, *(f"profile.{item}" for item in self.names.profile)]

    def _operate(self, operator: str, operands: list[ast.expr]) -> tuple[Expression, Shape]:
        read = [self.read(operand) for operand in operands]
        shapes = [shape for _, shape in read]
        result = Apply(function=operator, arguments=tuple(expression for expression, _ in read))
        table = _one_table(shapes)
        if operator in ("and", "or", "not"):
            _require(shapes, ("truth",), operator)
            return result, Shape(kind="truth", table=table)
        if operator in ("==", "!="):
            _require(shapes, (shapes[0].kind,), operator)
            _require(shapes, ("number", "truth", "text"), operator)
            self._check_option(operands)
        else:
            _require(shapes, ("number",), operator)
        if operator in ("*", "/"):
            return result, Shape(kind="number", table=table)
        units = {shape.unit for shape in shapes} - {None}
        if len(units) > 1:
            raise ExpressionError(
                "compute-mixes-units", found=operator, units=" / ".join(sorted(str(u) for u in units))
            )
        if operator in ("+", "-"):
            return result, Shape(kind="number", unit=units.pop() if units else None, table=table)
        return result, Shape(kind="truth", table=table)

    def _check_option(self, operands: list[ast.expr]) -> None:
        """A misspelt option would be unequal to every answer, and count nothing in silence."""
        options = [self.names.options.get(_spelt(operand), ()) for operand in operands]
        for operand, known in zip(operands, reversed(options), strict=True):
            if isinstance(operand, ast.Constant) and known and operand.value not in known:
                raise ExpressionError("compute-unknown-option", found=str(operand.value), known=" ".join(known))

    def _call(self, function: str, arguments: list[ast.expr]) -> tuple[Expression, Shape]:
        if function not in FUNCTIONS or not arguments:
            raise ExpressionError("compute-unknown-function", found=function, known=" ".join(FUNCTIONS))
        if function == _ONE_CELL:
            return self._cell(arguments)
        read = [self.read(argument) for argument in arguments]
        shapes = [shape for _, shape in read]
        first = shapes[0]
        inputs = tuple(expression for expression, _ in read)
        if first.table is None and function in _PLAIN:
            plain, fewest, most = _PLAIN[function]
            _require(shapes, ("number",), function)
            if not fewest <= len(shapes) <= most or any(shape.table for shape in shapes):
                raise ExpressionError("compute-arguments", found=function)
            unit = "percent" if function == "ratio" else first.unit
            return Apply(function=plain, arguments=inputs), Shape(kind="number", unit=unit)
        return self._over_rows(function, inputs, shapes)

    def _cell(self, arguments: list[ast.expr]) -> tuple[Expression, Shape]:
        """One cell: a column of a table with fixed rows, and the id of the row."""
        column, *rest = (self.read(argument)[0] for argument in arguments)
        match column, rest:
            case Reference(kind="column"), [Constant(content=str() as row)]:
                known = self.names.rows.get(column.id, ())
                if row not in known:
                    raise ExpressionError("compute-unknown-row", found=row, table=column.id, known=" ".join(known))
                kind = self.names.tables[column.id][column.column]
                return Reference(kind="cell", id=column.id, column=column.column, row=row), answer_shape(kind)
        raise ExpressionError("compute-arguments", found=_ONE_CELL)

    def _over_rows(
        self, function: str, inputs: tuple[Expression, ...], shapes: list[Shape]
    ) -> tuple[Expression, Shape]:
        first = shapes[0]
        if function not in _AGGREGATES or len(shapes) > 2 or (function == "share" and len(shapes) != 2):
            raise ExpressionError("compute-arguments", found=function)
        kinds, unit = _AGGREGATES[function]
        _require(shapes[:1], kinds, function)
        _require(shapes[1:], ("truth",), function)
        if first.table is None or any(shape.table != first.table for shape in shapes):
            raise ExpressionError("compute-arguments", found=function)
        return Apply(function=function, arguments=inputs), Shape(kind="number", unit=unit or first.unit)


def _spelt(node: ast.expr) -> str:
    """A name as the author wrote it, `kpi.weight`, of one row of it, too; whatever else it is, as Python writes it."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=head), attr=tail):
            return f"{head}.{tail}"
        case ast.Call(func=ast.Name(id="row"), args=[column, _]):
            return _spelt(column)
    return ast.unparse(node)


def answer_shape(kind: AnswerType, table: str | None = None) -> Shape:
    """What an answer (or, with a table, a column of it) of this type is in an expression."""
    if kind in NUMERIC_TYPES:
        return Shape(kind="number", unit="number" if kind == "integer" else kind, table=table)
    kinds: dict[AnswerType, ValueKind] = {"yes_no": "truth", "many_of": "list"}
    return Shape(kind=kinds.get(kind, "text"), table=table)


def _number(number: float) -> Constant:
    if abs(number) > MAX_NUMBER:  # an integer of 400 digits is no float, 1e999 is infinity
        raise ExpressionError("compute-syntax", found=f"{str(number)[:20]}…")
    return Constant(content=float(number))


def _one_table(shapes: list[Shape]) -> str | None:
    tables = {shape.table for shape in shapes} - {None}
    if len(tables) > 1:
        raise ExpressionError("compute-arguments", found=" / ".join(sorted(str(table) for table in tables)))
    return tables.pop() if tables else None


def _require(shapes: list[Shape], kinds: tuple[ValueKind, ...], where: str) -> None:
    for shape in shapes:
        if shape.kind not in kinds:
            raise ExpressionError("compute-wrong-kind", found=where, kind=shape.kind, expected=" / ".join(kinds))
