"""What the target asks of an answer, in a few words: above 50%, at least 3, “in daily use”, also two more items."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from convergence_cli.functions.by import function_for
from convergence_cli.functions.function import Function, ticked
from convergence_cli.functions.registry import function_of, turns_of
from convergence_cli.functions.words import Amount, Listed, Phrase, Points
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import LAST_BITS
from convergence_cli.model.questionnaire import Answered
from convergence_cli.report.figures import indicator_answer, limit, printed_number, printed_step
from convergence_cli.report.rules import option_name
from convergence_cli.texts import say

_NAMED = 2
"""How many items that are lacking are named, where they are more than one above it."""


def short_answer(framework: Framework, item: Indicator, given: Answered, language: Language) -> str:
    """An answer by the name of its option; of ticked ones how many they are."""
    if isinstance(given, tuple):
        return say(language, "brief.ticked", count=len(given))
    words = indicator_answer(framework, item, given, language)
    return say(language, "brief.option", option=option_name(words)) if given in framework.options(item) else words


def required(
    framework: Framework,
    item: Indicator,
    profile: Mapping[str, object],
    target: float,
    given: Answered,
    language: Language,
) -> str:
    """What an answer has to be that earns the target; of ticked items those that are lacking.

    Empty where no answer earns it, or any does, or nothing is lacking.
    """
    function = function_of(function_for(item.score, profile), framework)
    if function.extremes()[0] >= target:
        return ""
    if band := _band(function, item, target, language):
        return band
    rung = function.better(item.ask, given if isinstance(given, tuple) else None).first(target)
    if rung is None:
        return ""
    if isinstance(rung.answer, tuple):
        return _lacking(framework, item, [name for name in rung.answer if name not in ticked(given)], language)
    if isinstance(rung.answer, bool) or not isinstance(rung.answer, int | float):
        return say(
            language, "brief.reach", answer=option_name(indicator_answer(framework, item, rung.answer, language))
        )
    exact = 0.0 if abs(rung.answer) < LAST_BITS else rung.answer
    if _is_end(item, exact):
        return say(language, "brief.just", answer=limit(item, exact, language))
    # Whatever lies beyond the first answer at the target is on one side of it: points are monotone.
    is_falling = function.earned(exact + abs(exact) + 1) < target
    amount = _rounded(item, exact, given, is_falling=is_falling)
    return say(language, "brief.up-to" if is_falling else "brief.from", amount=limit(item, amount, language))


def _rounded(item: Indicator, amount: float, given: Answered, *, is_falling: bool) -> float:
    """An amount on a slope with the digits of an answer, on the side where it earns the target.

    The printed answer is to it as the answer is to the amount: where rounding would make an answer that is enough fall
    short, or one that is not reach it, the amount gives way by one digit. What is smaller than that keeps its own.
    """
    step, exact = printed_step(item.ask.type), Decimal(f"{amount:.15g}")
    found = exact.quantize(step, ROUND_FLOOR if is_falling else ROUND_CEILING)
    if not found or not isinstance(given, int | float):
        return float(found or exact)
    further = -step if is_falling else step
    have = printed_number(given, item.ask.type, turns_of(item.score))
    is_enough = given <= amount + LAST_BITS if is_falling else given >= amount - LAST_BITS
    seems_enough = have <= found if is_falling else have >= found
    return float(found if is_enough == seems_enough else found - further if is_enough else found + further)


def _band(function: Function[object], item: Indicator, target: float, language: Language) -> str:
    """The loosest condition of a band that earns the target; empty where the function has none."""
    words = function.words(item)
    for part in reversed(words.parts) if isinstance(words, Listed) else ():
        assert isinstance(part, Phrase)
        points, amount = part.values.get("points"), part.values.get("amount")
        if isinstance(points, Points) and isinstance(amount, Amount) and points.number >= target:
            at = amount.limit
            text = at if isinstance(at, str) else limit(item, at, language)
            key = (
                "just"
                if part.key in ("rules.up-to", "rules.from") and _is_end(item, at)
                else part.key.partition(".")[2]
            )
            return say(language, f"brief.{key}", amount=text, answer=text)
    return ""


def _is_end(item: Indicator, at: float | str) -> bool:
    """Whether there is nothing beyond an amount: none at all, or all of a whole."""
    return at == 0 or (at == 1 and item.ask.type == "percent")


def _lacking(framework: Framework, item: Indicator, names: list[str], language: Language) -> str:
    options = framework.options(item)
    said = [say(language, "brief.option", option=option_name(options[name].in_(language))) for name in names]
    key = "tick" if len(said) <= _NAMED + 1 else "tick-more"
    shown = said if key == "tick" else said[:_NAMED]
    items = say(language, "terms.list-separator").join(shown)
    return say(language, f"brief.{key}", items=items, count=len(said)) if said else ""
