"""How an indicator is scored, in words: “above 50% → 100; from 30% → 60; otherwise 0”.

What stands here must say exactly what `scoring/points.py` does; a test holds the two together.
"""

import math
from collections.abc import Mapping, Sequence

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.score import Band, Checklist, Ramp, Score
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
    for question, functions in (indicator.score.by or {}).items():
        own = functions.get(str(profile.get(question))) if profile else None
        if own is not None:
            return _function(framework, indicator, own, language)
        rules = {option: _function(framework, indicator, score, language) for option, score in functions.items()}
        return _branches(framework, question, rules, language)
    return _function(framework, indicator, indicator.score, language)


def target_in_words(
    framework: Framework, indicator: Indicator, profile: Mapping[str, object] | None, language: Language
) -> str:
    """The points that count as met: those for this station, or all that there are."""
    if profile:
        return _points(indicator.target_for(profile))
    for question, targets in (indicator.target_by or {}).items():
        special = _branches(framework, question, {key: _points(each) for key, each in targets.items()}, language)
        return f"{_points(indicator.target)}\n{special}"
    return _points(indicator.target)


def _branches(framework: Framework, question: str, rules: dict[str, str], language: Language) -> str:
    asked = next((item for item in framework.profile if item.id == question), None)
    options = asked.options if asked else {}
    names = {key: options[key].in_(language) if key in options else key for key in rules}
    if asked and asked.type == "integer":
        names = {key: say(language, "rules.milestone", key=key) for key in rules}
    return "\n".join(say(language, "rules.branch", option=names[key], rule=rule) for key, rule in rules.items())


def _function(framework: Framework, indicator: Indicator, score: Score, language: Language) -> str:
    if score.bands is not None:
        return say(language, "rules.separator").join(_band(indicator, band, language) for band in score.bands)
    if score.ramp is not None:
        return _ramp(indicator, score.ramp, language)
    if score.capped is not None:
        return say(language, "rules.capped", at=_amount(indicator, score.capped.at, language))
    if score.choices is not None:
        return _choices(framework, indicator, score.choices, language)
    if score.scale is not None:
        scale = framework.scales[score.scale]
        steps = _choices(framework, indicator, {key: step.points for key, step in scale.steps.items()}, language)
        return say(language, "rules.scale", title=scale.title.in_(language), steps=_own_lines(steps, language))
    if score.checklist is not None:
        return _checklist(framework, indicator, score.checklist, language)
    words = [("yes", score.expect == "yes"), ("no", score.expect == "no")]
    best_first = sorted(words, key=lambda word: not word[1])
    return _listed(
        [_option(say(language, f"terms.{key}"), 100.0 * full, language) for key, full in best_first], language
    )


def _band(indicator: Indicator, band: Band, language: Language) -> str:
    if band.otherwise is not None:
        return say(language, "rules.otherwise", points=_points(band.otherwise))
    conditions = {"above": band.above, "from": band.from_, "below": band.below, "up-to": band.up_to}
    key, limit = next((key, limit) for key, limit in conditions.items() if limit is not None)
    dated = "-date" if isinstance(limit, str) else ""
    amount = _amount(indicator, limit, language)
    return say(language, f"rules.{key}{dated}", amount=amount, points=_points(band.points or 0.0))


def _ramp(indicator: Indicator, ramp: Ramp, language: Language) -> str:
    return say(
        language,
        "rules.rising" if ramp.from_ < ramp.to else "rules.falling",
        low=_amount(indicator, ramp.from_, language),
        high=_amount(indicator, ramp.to, language),
        between=say(language, "rules.logarithmic" if ramp.log else "rules.straight"),
    )


def _choices(framework: Framework, indicator: Indicator, choices: Mapping[str, float], language: Language) -> str:
    options = framework.options(indicator)
    best_first = sorted(choices.items(), key=lambda choice: -choice[1])
    return _listed([_option(options[key].in_(language), points, language) for key, points in best_first], language)


def _option(words: str, points: float, language: Language) -> str:
    return say(language, "rules.option", option=words, points=_points(points))


def _checklist(framework: Framework, indicator: Indicator, checklist: Checklist, language: Language) -> str:
    options = {key: text.in_(language) for key, text in framework.options(indicator).items()}
    total = math.fsum(checklist.items.values())
    items = [
        say(language, "rules.item", option=options[key], points=_points(100.0 * weight / total))
        for key, weight in checklist.items.items()
    ]
    words = say(language, "rules.checklist", items=_own_lines(_listed(items, language), language))
    if not checklist.must_have:
        return words
    needed = [say(language, "rules.quoted", option=option_name(options[key])) for key in checklist.must_have]
    limit = say(
        language,
        "rules.must-have" if len(needed) == 1 else "rules.must-have-all",
        items=say(language, "terms.list-separator").join(needed),
        cap=_points(checklist.cap),
    )
    return words + ("\n" if "\n" in words else say(language, "rules.separator")) + limit


def option_name(words: str) -> str:
    """An option by its name alone, where a colon divides the name from what it means."""
    return words.partition("：")[0].partition(": ")[0]


def _listed(parts: Sequence[str], language: Language) -> str:
    line = say(language, "rules.separator").join(parts)
    return line if len(line) <= _ONE_LINE else "\n".join(parts)


def _own_lines(block: str, language: Language) -> str:
    gap = "" if language == "zh" else " "
    return f"\n{block}" if "\n" in block else gap + block


def _amount(indicator: Indicator, limit: float | str, language: Language) -> str:
    return limit if isinstance(limit, str) else figures.limit(indicator, limit, language)


def _points(number: float) -> str:
    return figures.score(number).removesuffix(".0")
