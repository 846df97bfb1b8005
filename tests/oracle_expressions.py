"""Expressions of `compute` and checks, read and computed in exact fractions; by the guide's words, not by the package.

A value is a Fraction, a bool, a text (an option) or None: not answered. Nothing here comes from the package.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import cache
from typing import Any

Value = Fraction | bool | str | None
Tree = tuple[Any, ...]
"""("number", 1), ("text", "a"), ("truth", True), ("name", "a", "b"), ("call", "sum", (...)), (operator, (...))."""

_NUMBER, _TEXT, _WORD, _SIGN = (
    r"(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)",
    r"'([^']*)'|\"([^\"]*)\"",
    r"([A-Za-z]\w*)",
    r"([!=<>]=|[-+*/<>().,])",
)
_TOKEN = re.compile(rf"\s*(?:{_NUMBER}|{_TEXT}|{_WORD}|{_SIGN})")
_BEYOND = Fraction(2) ** 1024
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}


@cache
def exact(number: float | str | Fraction) -> Fraction:
    """A number as it was typed: 15 significant digits, a percentage as its fraction."""
    if isinstance(number, str):
        return Fraction(number[:-1]) / 100 if number.endswith("%") else Fraction(number)
    return number if isinstance(number, Fraction) else Fraction(format(number, ".15g"))


def tidied(number: Fraction) -> Fraction:
    """To 15 significant digits."""
    context = Context(prec=15, rounding=ROUND_HALF_EVEN, Emax=999_999, Emin=-999_999)
    return Fraction(context.divide(Decimal(number.numerator), Decimal(number.denominator)))


# --- reading -------------------------------------------------------------------------------------


def read(text: str) -> Tree:
    """The tree of an expression that the lint has passed."""
    tokens: list[tuple[str, str]] = []
    at = 0
    while text[at:].strip():
        found = _TOKEN.match(text, at)
        assert found, text[at:]
        at = found.end()
        kind = next(place for place, group in enumerate(found.groups()) if group is not None)
        tokens.append((("number", "text", "text", "word", "sign")[kind], found.groups()[kind] or ""))
    tree, rest = _either(tokens)
    assert not rest, rest
    return tree


Tokens = list[tuple[str, str]]


def _chain(tokens: Tokens, below: Callable[[Tokens], tuple[Tree, Tokens]], signs: Sequence[str]) -> tuple[Tree, Tokens]:
    """Operators of one rank, from left to right."""
    tree, tokens = below(tokens)
    while tokens and tokens[0][1] in signs and tokens[0][0] != "text":
        sign = tokens[0][1]
        right, tokens = below(tokens[1:])
        tree = (sign, (tree, right))
    return tree, tokens


def _either(tokens: Tokens) -> tuple[Tree, Tokens]:
    return _chain(tokens, _both, ["or"])


def _both(tokens: Tokens) -> tuple[Tree, Tokens]:
    return _chain(tokens, _negated, ["and"])


def _negated(tokens: Tokens) -> tuple[Tree, Tokens]:
    if tokens[0] == ("word", "not"):
        tree, rest = _negated(tokens[1:])
        return ("not", (tree,)), rest
    return _chain(tokens, _sum, list(_COMPARED))


def _sum(tokens: Tokens) -> tuple[Tree, Tokens]:
    return _chain(tokens, _product, ["+", "-"])


def _product(tokens: Tokens) -> tuple[Tree, Tokens]:
    return _chain(tokens, _single, ["*", "/"])


def _single(tokens: Tokens) -> tuple[Tree, Tokens]:
    (kind, text), rest = tokens[0], tokens[1:]
    if text == "-" and kind == "sign":
        tree, rest = _single(rest)
        return ("-", (("number", Fraction(0)), tree)), rest
    if text == "(" and kind == "sign":
        tree, rest = _either(rest)
        return tree, rest[1:]
    if kind == "number":
        return ("number", Fraction(text)), rest
    if kind == "text":
        return ("text", text), rest
    if text in ("True", "False"):
        return ("truth", text == "True"), rest
    if rest and rest[0] == ("sign", "."):
        parts: list[str] = []
        while rest and rest[0] == ("sign", "."):
            parts, rest = [*parts, rest[1][1]], rest[2:]
        return ("name", text, ".".join(parts)), rest
    if rest and rest[0] == ("sign", "("):
        arguments: list[Tree] = []
        while rest[0] != ("sign", ")"):
            tree, rest = _either(rest[1:])
            arguments.append(tree)
        return ("call", text, tuple(arguments)), rest[1:]
    return ("name", text, ""), rest


# --- computing -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """What a station said: answers by id, profile, and rows by table; None for a table that is not filled in."""

    answers: Mapping[str, Any]
    profile: Mapping[str, Any]
    tables: Mapping[str, Sequence[Mapping[str, Any]] | None]
    cells: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    """What stands in each row of a table that lists its rows."""
    nothing: frozenset[str] = frozenset()
    """Computed answers that have nothing to be computed from."""
    behind: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The tables that a computed answer comes from."""


def compute(tree: Tree, known: Known, row: Mapping[str, Any] | None = None) -> Value:
    """The value of an expression; within a row, of that row."""
    kind = tree[0]
    if kind in ("number", "text", "truth"):
        return tree[1]  # type: ignore[no-any-return]
    if kind == "name":
        return _named(tree, known, row)
    if _is_cell(tree):
        (_, table, column), (_, name) = tree[2]
        return _value(known.cells[table].get(name, {}).get(column))
    if kind == "call":
        return _called(tree[1], tree[2], known, row)
    found = [compute(each, known, row) for each in tree[1]]
    if kind in ("and", "or"):
        settled = kind == "or"
        return settled if settled in found else None if None in found else not settled
    if any(each is None for each in found):
        return None
    if kind == "not":
        return not found[0]
    if kind in _COMPARED:
        return _COMPARED[kind](found[0], found[1])
    return _calculated(kind, found[0], found[1])


def _is_cell(tree: Tree) -> bool:
    return tree[:2] == ("call", "row")


def _calculated(sign: str, left: Any, right: Any) -> Value:
    if sign == "/":
        return None if right == 0 else _bounded(left / right)
    return _bounded(left + right if sign == "+" else left - right if sign == "-" else left * right)


def _bounded(number: Fraction) -> Fraction | None:
    """A number that a computer can hold, to 15 digits; what is beyond is not answered."""
    return None if abs(number) >= _BEYOND else tidied(number)


def _value(raw: Any) -> Value:
    return raw if raw is None or isinstance(raw, bool | str) else exact(raw)


def _named(tree: Tree, known: Known, row: Mapping[str, Any] | None) -> Value:
    _, one, other = tree
    if one == "profile":
        return _value(known.profile.get(other))
    if one in known.tables:
        assert row is not None
        return _value(row.get(other))
    return _value(known.answers.get(f"{one}.{other}".replace("_", "-")))


def _table_of(tree: Tree, known: Known) -> str | None:
    """The table over whose rows an argument goes."""
    if tree[0] == "name":
        return tree[1] if tree[1] in known.tables else None
    parts = tree[1] if isinstance(tree[1], tuple) else ()
    return next((found for part in parts if (found := _table_of(part, known))), None)


def _called(name: str, arguments: tuple[Tree, ...], known: Known, row: Mapping[str, Any] | None) -> Value:
    table = _table_of(arguments[0], known)
    if table is not None and row is None:
        rows = known.tables[table]
        return None if rows is None else _over(name, arguments, known, rows)
    found = [compute(each, known, row) for each in arguments]
    if any(each is None for each in found):
        return None
    if name == "ratio":
        return _calculated("/", *found)
    if name == "round":
        return _rounded(*found)  # type: ignore[arg-type]
    if name == "abs":
        return abs(found[0])  # type: ignore[arg-type]
    return _summary(name, found)


def _rounded(number: Fraction, digits: Fraction = Fraction(0)) -> Fraction:
    unit = Fraction(10) ** int(digits)
    whole = (Decimal((number * unit).numerator) / Decimal((number * unit).denominator)).to_integral_value(ROUND_HALF_UP)
    return Fraction(whole) / unit


def _over(name: str, arguments: tuple[Tree, ...], known: Known, rows: Sequence[Mapping[str, Any]]) -> Value:
    """Over the rows of a table for which the condition is true; a row without a value is left out."""
    what = arguments[0]
    is_rows = what[0] == "name" and not what[2]
    chosen = [row for row in rows if len(arguments) == 1 or compute(arguments[1], known, row) is True]

    def values(of: Sequence[Mapping[str, Any]]) -> list[Value]:
        every = [Fraction(1) if is_rows else compute(what, known, row) for row in of]
        return [each for each in every if each is not None]

    if name == "share":
        return _divided(_total(values(chosen)), _total(values(rows)))
    return _summary("sum" if name == "count" else name, values(chosen))


def _divided(total: Fraction, by: Fraction) -> Value:
    """A mean or a share: one operation, so its sums are exact, and only what it gives is tidied."""
    return None if None in (_bounded(total), _bounded(by)) else _calculated("/", total, by)


def _summary(name: str, found: Sequence[Any]) -> Value:
    if name == "sum":
        return _bounded(sum(found, Fraction(0)))
    if not found:
        return None
    if name == "mean":
        return _divided(_total(found), Fraction(len(found)))
    return min(found) if name == "min" else max(found)


# --- nothing to compute from ---------------------------------------------------------------------


def has_nothing(tree: Tree, known: Known) -> bool:
    """Every table in it was confirmed empty; or all in it is filled in, and nothing is divided or no row is left."""
    tables = tables_in(tree, known)
    if not tables:
        return False
    if all(known.tables[name] is not None and not known.tables[name] for name in tables):
        return True
    return compute(tree, known) is None and _is_filled(tree, known) and _is_of_nothing(tree, known)


def answer_named(tree: Tree) -> str:
    """The id of the answer that a name stands for, if it is one."""
    return f"{tree[1]}.{tree[2]}".replace("_", "-")


def answers_in(tree: Tree) -> set[str]:
    """The names in it, as ids of answers."""
    if tree[0] == "name":
        return {answer_named(tree)} if tree[2] else set()
    return {name for part in _parts(tree) for name in answers_in(part)}


def tables_in(tree: Tree, known: Known) -> set[str]:
    """The tables in it, those behind its answers included."""
    return _tables(tree, known).union(*(known.behind.get(name, frozenset()) for name in answers_in(tree)))


def _tables(tree: Tree, known: Known) -> set[str]:
    if tree[0] == "name":
        return {tree[1]} & set(known.tables)
    return {name for part in _parts(tree) for name in _tables(part, known)}


def _parts(tree: Tree) -> tuple[Tree, ...]:
    if _is_cell(tree):
        return ()
    return tree[2] if tree[0] == "call" else tree[1] if isinstance(tree[1], tuple) else ()


def _is_empty(tree: Tree, known: Known) -> bool:
    tables = _tables(tree, known)
    return bool(tables) and not any(known.tables[name] is None or known.tables[name] for name in tables)


def _picked(tree: Tree, known: Known) -> list[tuple[Value, Value]] | None:
    """For each row of the table that a call goes over its value and whether it is picked; None where there is none."""
    table = _table_of(tree[2][0], known) if tree[0] == "call" and not _is_cell(tree) else None
    rows = None if table is None else known.tables[table]
    if rows is None:
        return None
    what, more = tree[2][0], tree[2][1:]
    is_rows = what[0] == "name" and not what[2]
    return [
        (Fraction(1) if is_rows else compute(what, known, row), compute(more[0], known, row) if more else True)
        for row in rows
    ]


def _is_filled(tree: Tree, known: Known) -> bool:
    if tree[0] in ("number", "text", "truth"):
        return True
    if _is_cell(tree):
        return compute(tree, known) is not None
    if tree[0] == "name":
        return _named(tree, known, None) is not None or answer_named(tree) in known.nothing
    if tree[0] == "call" and _table_of(tree[2][0], known) is not None:
        rows = _picked(tree, known)
        if rows is None:
            return False
        if tree[1] == "share":
            return all(value is not None and picked is not None for value, picked in rows)
        return all(picked is False or (picked is not None and value is not None) for value, picked in rows)
    return all(_is_filled(each, known) for each in _parts(tree))


def _is_of_nothing(tree: Tree, known: Known) -> bool:
    if tree[0] == "name":
        return answer_named(tree) in known.nothing
    rows = _picked(tree, known)
    if rows is not None and tree[1] in ("min", "max", "mean"):
        return not any(picked for _, picked in rows)
    if rows is not None and tree[1] == "share":
        return _total(value for value, _ in rows) == 0 == _total(value for value, picked in rows if picked)
    if rows is not None:
        return False
    if tree[0] == "/" or tree[:2] == ("call", "ratio"):
        what, by = _parts(tree)
        if compute(by, known) == 0:
            return compute(what, known) == 0 or _is_empty(by, known)
    return any(_is_of_nothing(each, known) for each in _parts(tree))


def _total(found: Iterable[Value]) -> Fraction:
    return sum((each for each in found if isinstance(each, Fraction)), Fraction(0))
