"""Numbers and answers as people read them, the same in every report.

Only here is anything rounded: half up, scores and percentages to one decimal and measures to two, and never up to
a full 100, a threshold or a zero that was not reached. The tenths come from `model/numbers.py`: ranks are given by
what is printed, and what is printed as a difference is the difference of what is printed (`change`).
"""

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from convergence_cli.functions.registry import turns_of
from convergence_cli.model.assessment import Node
from convergence_cli.model.display import printed_change, shown
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import FULL, score_tenths
from convergence_cli.model.question import Column, ProfileQuestion, Text
from convergence_cli.model.questionnaire import Answered
from convergence_cli.texts import say

TENTHS = 10
NOTHING = "—"
"""In the place of a number that there is not."""
_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")


def score(number: float | None) -> str:
    """A score of the whole, a chapter or a measure, or what is lost of it, on the framework's scale; a dash where
    nothing is in play.
    """
    return NOTHING if number is None else shown().text(number)


def loss(number: float | None) -> str:
    """Points of a score, on the framework's scale, which may not begin at zero."""
    return NOTHING if number is None else f"{abs(shown().gain(number)):.{shown().decimals}f}"


def points(number: float | None) -> str:
    """Points of an indicator (0-100), one decimal; a dash where there are none."""
    return NOTHING if number is None else _one_decimal(score_tenths(number))


def threshold(number: float) -> str:
    """The score that a level needs, on the framework's scale, with all the digits that the framework gives it."""
    return plain(shown().scaled(number))


def scale() -> dict[str, Any]:
    """The framework's scale for words that speak of it: its ends, its middle, and by what a loss of 0-100 becomes one
    on it (` × 0.04`; empty on a scale that is as long as that).
    """
    each = shown().stretched(1.0)
    per = "" if each == 1.0 else f" × {plain(each)}"
    return {"least": threshold(0.0), "middle": threshold(FULL / 2), "most": threshold(FULL), "per": per}


def tenths() -> tuple[tuple[str, str], ...]:
    """Where each tenth of the framework's scale begins and ends."""
    return tuple(pairwise(threshold(FULL / TENTHS * edge) for edge in range(TENTHS + 1)))


def share(number: float | None) -> str:
    """A coverage or weight (0-1) as a percentage with one decimal."""
    return NOTHING if number is None else f"{_one_decimal(score_tenths(number * 100))}%"


def marks(node: Node) -> str:
    """What a sheet of marks comes to, of all that count; a dash where it is none."""
    if node.marks is None or node.full_marks is None:
        return NOTHING
    return f"{measured(node.marks, 'number', (node.full_marks,))} / {measured(node.full_marks, 'number')}"


def gain(number: float) -> str:
    """A difference of scores with its sign."""
    return shown().gain_text(number)


def change(before: float | None, after: float | None) -> str:
    """How far a score moved, with its sign: the difference of the two as printed; nothing where either is missing."""
    moved = printed_change(before, after)
    return "" if moved is None else gain(moved)


def fine_gain(number: float) -> str:
    """A difference of scores with its sign and one more decimal, for one step of many."""
    return shown().gain_text(number, 1)


def _one_decimal(rounded: int) -> str:
    return f"{rounded // 10}.{rounded % 10}"


def _as_typed(number: float) -> Decimal:
    """Fifteen digits, as spreadsheets keep them: without the last bits of arithmetic, and with all that was typed."""
    return Decimal(f"{number:.15g}")


def plain(number: float) -> str:
    """A number that a rubric declares, thousands separated, at most four decimals (or four significant digits)."""
    exact = _as_typed(number)
    # Four decimals, and more where a small number would be lost: 0.0000321 keeps its digits.
    decimals = max(4, 3 - exact.adjusted()) if exact else 0
    text = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percentage(number: float) -> str:
    """A fraction that a rubric declares as a percentage, by the same rule: 0.625 is 62.5%."""
    return f"{plain(float(_as_typed(number) * 100))}%"


def measured(number: float, kind: str, limits: Iterable[float] = ()) -> str:
    """A number that a station gives: a percentage with at most one decimal, any other with at most two.

    Rounding takes it neither up to a limit, 100% among them, nor back to one that it passed; what is not
    zero does not look like zero.
    """
    step, shown = printed_step(kind), printed_number(number, kind, limits)
    times, sign = (100, "%") if kind == "percent" else (1, "")
    if number and not shown:
        return f"{'<' if number > 0 else '>-'}{(times * step).normalize()}{sign}"
    text = f"{times * shown + 0:,f}"
    return text.rstrip("0").rstrip(".") + sign


def printed_step(kind: str) -> Decimal:
    """The last digit that is printed of a number that a station gives: a tenth of a per cent, a hundredth of others."""
    return _TENTH / 100 if kind == "percent" else _HUNDREDTH


def printed_number(number: float, kind: str, limits: Iterable[float] = ()) -> Decimal:
    """The number that `measured` prints; nothing of what is less than half of its last digit."""
    exact, edges = _as_typed(number), [_as_typed(limit) for limit in limits]
    if kind == "percent":
        edges.append(Decimal(1))
    step = printed_step(kind)
    shown = exact.quantize(step, ROUND_HALF_UP)
    for edge in edges:
        if exact < edge <= shown:
            shown = exact.quantize(step, ROUND_FLOOR)
        elif shown <= edge < exact:
            shown = exact.quantize(step, ROUND_CEILING)
    return shown


def answer(
    question: Indicator | ProfileQuestion | Column,
    given: Answered | None,
    options: dict[str, Text],
    language: Language,
) -> str:
    """A value in words: options by their text, a percentage with its sign, a number with its unit.

    A whole number that a station says about itself may be a year, and has no thousands separators.
    """
    kind = question.ask.type if isinstance(question, Indicator) else question.type
    if given is None:
        return ""
    if isinstance(given, bool):
        return say(language, "terms.yes" if given else "terms.no")
    if isinstance(given, tuple):
        words = [options[item].in_(language) if item in options else item for item in given]
        return say(language, "terms.clause-separator").join(words) or say(language, "terms.none")
    if isinstance(given, str):
        return options[given].in_(language) if given in options else given
    if kind == "integer" and isinstance(question, ProfileQuestion):
        return f"{given:.0f}"
    limits = turns_of(question.score) if isinstance(question, Indicator) else ()
    return _with_unit(question, measured(given, kind, limits), language)


def limit(indicator: Indicator, number: float, language: Language) -> str:
    """A threshold of an indicator in the indicator's unit, with all the digits that its rubric gives it."""
    percent = indicator.ask.type == "percent"
    return _with_unit(indicator, percentage(number) if percent else plain(number), language)


def _with_unit(question: Indicator | ProfileQuestion | Column, number: str, language: Language) -> str:
    asked = question.ask if isinstance(question, Indicator) else question
    unit = None if asked.type == "percent" else getattr(asked, "unit", None)
    gap = "" if language == "zh" else " "
    return number + (f"{gap}{unit.in_(language)}" if unit else "")


def indicator_answer(framework: Framework, item: Indicator, given: Answered | None, language: Language) -> str:
    """An indicator's value in words."""
    return answer(item, given, framework.options(item), language)
