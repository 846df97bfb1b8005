"""A parsed expression: a small closed tree of values, never code.

`rubric/expression.py` makes it from an author's text, `scoring/evaluate.py` computes it.
"""

from typing import Literal as OneOf

from convergence_cli.value import value


@value
class Constant:
    """A number, a text (an option id) or a truth value that stands in the expression."""

    content: float | str | bool


@value
class Reference:
    """An answer (`M21.training_hours`), a profile question, a table, a column of a table, or one cell of it."""

    kind: OneOf["answer", "profile", "table", "column", "cell"]
    id: str
    """Indicator id, profile question id or table id."""
    column: str = ""
    row: str = ""
    """Of a cell: the id of its row."""

    @property
    def of_table(self) -> bool:
        """Whether it is a table, or a column of one: a value for each row."""
        return self.kind in ("table", "column")

    @property
    def from_table(self) -> bool:
        """Whether it is anything in a table."""
        return self.of_table or self.kind == "cell"


@value
class Apply:
    """An operator or a function applied to its arguments."""

    function: str
    arguments: "tuple[Expression, ...]"


Expression = Constant | Reference | Apply


def references(expression: Expression) -> tuple[Reference, ...]:
    """Every reference in the expression, from left to right."""
    if isinstance(expression, Reference):
        return (expression,)
    if isinstance(expression, Apply):
        return tuple(found for argument in expression.arguments for found in references(argument))
    return ()
