"""Numbers and answers as people read them, the same in every report.

Only here is anything rounded: half up, to one decimal (the weight of one indicator to two), and never up to a
full 100 that was not reached. The tenths come from `model/numbers.py`: ranks are given by what is printed.
"""

from decimal import ROUND_HALF_UP, Decimal

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import score_tenths, tenths
from convergence_cli.model.question import Column, ProfileQuestion, Text
from convergence_cli.model.questionnaire import Answered
from convergence_cli.texts import say

_HUNDREDTH = Decimal("0.01")


def score(number: float | None) -> str:
    """A score or points, one decimal; a dash where nothing is in play."""
    return "—" if number is None else _one_decimal(score_tenths(number))


def short_of(have: float | None, need: float | None) -> str:
    """A score that falls short of another: with all its digits where rounding would make the two look equal."""
    shown = score(have)
    return f"{have:.10g}" if have is not None and shown == score(need) else shown


def share(number: float | None) -> str:
    """A coverage or weight (0-1) as a percentage with one decimal."""
    return "—" if number is None else f"{_one_decimal(score_tenths(number * 100))}%"


def fine_share(number: float) -> str:
    """A weight (0-1) as a percentage with two decimals, for one indicator of many."""
    return f"{Decimal(f'{number * 100:.12g}').quantize(_HUNDREDTH, ROUND_HALF_UP)}%"


def gain(number: float) -> str:
    """A difference of scores with its sign."""
    rounded = tenths(abs(number))
    return f"{'-' if number < 0 and rounded else '+'}{_one_decimal(rounded)}"


def fine_gain(number: float) -> str:
    """A difference of scores with its sign and two decimals, for one step of many."""
    shown = Decimal(f"{abs(number):.12g}").quantize(_HUNDREDTH, ROUND_HALF_UP)
    return f"{'-' if number < 0 and shown else '+'}{shown}"


def _one_decimal(rounded: int) -> str:
    return f"{rounded // 10}.{rounded % 10}"


def plain(number: float) -> str:
    """A number as one would write it: thousands separated, at most four decimals (or four significant digits)."""
    return _written(number)


def percentage(number: float) -> str:
    """A fraction as a percentage, with at most four decimals: 0.500001 is 50.0001%, 2/3 is 66.6667%."""
    return f"{_written(float(Decimal(f'{number:.12g}') * 100))}%"


def _written(number: float) -> str:
    exact = Decimal(f"{number:.12g}")
    # Four decimals, and more where a small number would be lost: 0.0000321 keeps its digits.
    decimals = max(4, 3 - exact.adjusted()) if exact else 0
    text = f"{exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


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
    if kind == "percent":
        return percentage(given)
    if kind == "integer" and isinstance(question, ProfileQuestion):
        return f"{given:.0f}"
    unit = question.ask.unit if isinstance(question, Indicator) else getattr(question, "unit", None)
    gap = "" if language == "zh" else " "
    return plain(given) + (f"{gap}{unit.in_(language)}" if unit else "")


def indicator_answer(framework: Framework, item: Indicator, given: Answered | None, language: Language) -> str:
    """An indicator's value in words."""
    return answer(item, given, framework.options(item), language)
