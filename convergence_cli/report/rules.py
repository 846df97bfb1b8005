"""How an indicator is scored, in words: “above 50% → 100; from 30% → 60; otherwise 0”.

Each function says what it does (`functions/`), and a test holds that to its points; here it is put into a language.
"""

from collections.abc import Mapping
from typing import Literal, assert_never

from convergence_cli.functions.by import own
from convergence_cli.functions.registry import function_of
from convergence_cli.functions.words import Amount, Below, Listed, Name, Phrase, Points, Words
from convergence_cli.model.framework import Chapter, Framework, Indicator, Measure
from convergence_cli.model.language import Language
from convergence_cli.model.question import Text
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Score
from convergence_cli.report import figures
from convergence_cli.texts import say

# Options are often whole sentences; beyond this many characters each gets a line of its own.
_ONE_LINE = 60


def rule_in_words(
    framework: Framework, indicator: Indicator, profile: Mapping[str, object] | None, language: Language
) -> str:
    """The scoring function of an indicator.

    Where it depends on the station (`by`), only what holds for `profile` (profile question id -> option id)
    is said; without a profile, or where it has no function for this station, every branch, one a line.
    """
    if not indicator.scored:
        return say(language, "terms.not_scored")
    for question, functions in (indicator.score.by or {}).items():
        holds = own(indicator.score, profile) if profile else None
        if holds is not None:
            return _function(framework, indicator, holds, language)
        rules = {option: _function(framework, indicator, score, language) for option, score in functions.items()}
        return _branches(framework, question, rules, language)
    return _function(framework, indicator, indicator.score, language)


def target_in_words(
    framework: Framework, indicator: Indicator, profile: Mapping[str, object] | None, language: Language
) -> str:
    """The points that count as met: those for this station, or all that there are."""
    if not indicator.scored:
        return figures.NOTHING
    if profile:
        return _points(indicator.target_for(profile))
    for question, targets in (indicator.target_by or {}).items():
        special = _branches(framework, question, {key: _points(each) for key, each in targets.items()}, language)
        return f"{_points(indicator.target_for({}))}\n{special}"
    return _points(indicator.target_for({}))


def _branches(framework: Framework, question: str, rules: dict[str, str], language: Language) -> str:
    asked = next((item for item in framework.profile if item.id == question), None)
    options = asked.options if asked else {}
    names = {key: options[key].in_(language) if key in options else key for key in rules}
    if asked and asked.type == "integer":
        names = {key: say(language, "rules.milestone", key=key) for key in rules}
    return "\n".join(say(language, "rules.branch", option=names[key], rule=rule) for key, rule in rules.items())


def _function(framework: Framework, indicator: Indicator, score: Score, language: Language) -> str:
    return _said(function_of(score, framework).words(indicator), indicator, language)


def _said(words: Words, indicator: Indicator, language: Language) -> str:
    match words:
        case Text():
            return words.in_(language)
        case Points():
            return _points(words.number)
        case Amount():
            limit = words.limit
            return limit if isinstance(limit, str) else figures.limit(indicator, limit, language)
        case Name():
            return option_name(words.text.in_(language))
        case Phrase():
            values = {name: _said(each, indicator, language) for name, each in words.values.items()}
            return say(language, words.key, **values)
        case Listed():
            return _listed(words.how, [_said(each, indicator, language) for each in words.parts], language)
        case Below():
            return _own_lines(_said(words.words, indicator, language), language)
        case _:
            assert_never(words)


def answer_past_limit(
    framework: Framework, indicator: Indicator, answer: Answered, profile: Mapping[str, object], language: Language
) -> str:
    """An answer that is the first one past a limit, said by the limit (“above 50%”); empty where it is none."""
    score = own(indicator.score, profile)
    past = None if score is None else function_of(score, framework).just_past(indicator.ask, answer)
    return "" if past is None else _said(past, indicator, language)


def weight_in_words(framework: Framework, part: Chapter | Measure | Indicator, language: Language) -> str:
    """The weight, and those of the kinds of station that have another; a dash where nothing is scored."""
    if isinstance(part, Indicator) and not part.scored:
        return figures.NOTHING
    own_weight = figures.plain(part.weight_for({}))
    others = [
        say(
            language,
            "rules.weight-of",
            option=framework.question[name].options[key].in_(language),
            weight=figures.plain(own),
        )
        for name, weights in (part.weight_by or {}).items()
        for key, own in weights.items()
    ]
    if not others:
        return own_weight
    return say(
        language,
        "rules.weight-by",
        weight=own_weight,
        others=say(language, "terms.list-separator").join(others),
    )


def aggregate_in_words(framework: Framework, part: Framework | Chapter | Measure, language: Language) -> str:
    """How what is inside is put together, and its full marks where they are declared."""
    how = say(language, f"terms.{framework.how(part)}")
    return how if part.maximum is None else say(language, "rules.out-of", how=how, maximum=figures.plain(part.maximum))


def option_name(words: str) -> str:
    """An option by its name alone, where a colon divides the name from what it means."""
    return words.partition("：")[0].partition(": ")[0]


def _listed(how: Literal["steps", "options", "names"], parts: list[str], language: Language) -> str:
    if how == "names":
        return say(language, "terms.list-separator").join(parts)
    line = say(language, "terms.clause-separator").join(parts)
    several = len(line) > _ONE_LINE if how == "options" else "\n" in line
    return "\n".join(parts) if several else line


def _own_lines(block: str, language: Language) -> str:
    gap = "" if language == "zh" else " "
    return f"\n{block}" if "\n" in block else gap + block


def _points(number: float) -> str:
    return figures.points(number).removesuffix(".0")
