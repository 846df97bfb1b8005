"""Numbers and percentages as people type them: 3.2万, 1,234, 12人, ５０％, 百分之50.

A number that could mean two things, or nothing, is refused.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from convergence_cli.model.numbers import tidy
from convergence_cli.model.question import Ask, Column, ProfileQuestion, Text, limits
from convergence_cli.questionnaire.cleaning import clean, folded
from convergence_cli.questionnaire.said import RefusedError, Said
from convergence_cli.questionnaire.workbook.sheet import Cell

Question = Ask | ProfileQuestion | Column

_MULTIPLES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_NUMBER = re.compile(r"^(百分之)?([+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d*)(?:\.\d+)?)(万|亿)?(%)?$")
_LONGEST = 40
_NONE = frozenset({"无", "没有", "none"})
_MARKS = ("No", "Nl")  # digits in circles, raised or lowered, fractions; Roman numerals
GREATEST = 1e15  # beyond it a sheet no longer holds every whole number


def read_number(cell: Cell, question: Question, *, shown_as_percent: bool = False) -> Said:
    """A number in the unit of its question; raises RefusedError."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise RefusedError("not-a-number")
    if isinstance(cell, int | float):
        if shown_as_percent and cell:
            # 0.5 that shows 50%: half of one, or fifty?
            raise RefusedError("percent-in-number")
        return Said(value=tidy(cell))
    if question.type == "integer" and folded(cell) in _NONE:
        return Said(value=0, note="read-none-as-zero")
    unit = None if isinstance(question, ProfileQuestion) else question.unit
    number, suffix = _typed(_without_unit(cell, unit), _ones(unit))
    if suffix == "%":
        raise RefusedError("percent-in-number")
    return Said(value=number, note="read-number-text")


def read_percent(cell: Cell, *, shown_as_percent: bool) -> Said:
    """A percentage as a fraction. Above 1 without a sign it was meant as points: 55 is 55%."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise RefusedError("not-a-number")
    if isinstance(cell, str):
        number, suffix = _typed(cell)
        if suffix == "%":
            return Said(value=tidy(float(Decimal(repr(number)) / 100)), note="read-percent-text")
        return Said(value=_points(number), note="read-percent-points" if number > 1 else "read-percent-ambiguous")
    number = tidy(cell)
    if shown_as_percent or number == 0:
        return Said(value=number)
    if number > 1:
        return Said(value=_points(number), note="read-percent-points")
    return Said(value=number, note="read-percent-ambiguous")


def check_bounds(number: float, question: Question) -> None:
    """Refuse what the question does not accept; raises RefusedError."""
    low, high = limits(question)
    if (low is not None and number < low) or (high is not None and number > high) or abs(number) > GREATEST:
        raise RefusedError("out-of-bounds", low=_bound(low, question, "-∞"), high=_bound(high, question, "∞"))


def _ones(unit: Text | None) -> Decimal:
    """How many ones the unit of a question counts: 3.2万 typed where 万 is the unit means 3.2."""
    return _MULTIPLES.get(unit.zh[:1], Decimal(1)) if unit else Decimal(1)


def _without_unit(text: str, unit: Text | None) -> str:
    """`12人` where 人 is asked for is 12; another unit stays, and is refused as words in a number."""
    plain = folded(text)
    # A unit of digits, `10 000`, could be the end of the number itself.
    words = [folded(name) for name in unit.both] if unit else []
    return next((plain.removesuffix(name) for name in words if not name[0].isdigit() and plain.endswith(name)), text)


def _points(number: float) -> float:
    return float(Decimal(repr(number)) / 100) if number > 1 else number


def _typed(text: str, ones: Decimal = Decimal(1)) -> tuple[float, str]:
    """A number typed as text, and `%` if it carries the sign; 万 and 亿 are turned into the unit asked for."""
    # 5² is not 52, nor 35① 351: such digits are marks beside a number.
    if any(unicodedata.category(letter) in _MARKS for letter in text):
        raise RefusedError("not-a-number")
    plain = unicodedata.normalize("NFKC", clean(text)).replace(" ", "").replace("−", "-")
    match = _NUMBER.match(plain)
    if not match or len(plain) > _LONGEST or not any(letter.isdigit() for letter in plain) or (match[1] and match[4]):
        raise RefusedError("not-a-number")
    try:
        number = Decimal(match[2].replace(",", "")) * (_MULTIPLES[match[3]] / ones if match[3] else 1)
    except InvalidOperation:
        raise RefusedError("not-a-number") from None
    return tidy(float(number)), "%" if match[1] or match[4] else ""


def _bound(bound: float | None, question: Question, none: str) -> str:
    if bound is None:
        return none
    return f"{bound:.4%}".replace(".0000", "") if question.type == "percent" else f"{bound:.10g}"
