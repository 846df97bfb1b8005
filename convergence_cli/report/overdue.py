"""Horizons and what they make overdue, in words."""

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Framework, Horizon
from convergence_cli.model.language import Language
from convergence_cli.texts import say


def overdue_count(judged: Assessment) -> int:
    """How many indicators of a station are marked as overdue."""
    return sum(result.overdue_since is not None for result in judged.results)


def overdue_words(framework: Framework, result: Result, language: Language) -> str:
    """Since when an indicator that is marked as overdue is so, and by which horizon."""
    horizon = next(measure.horizon for measure in framework.measures if measure.id == result.measure)
    facts = {"day": result.overdue_since, "horizon": horizon_words(framework, horizon, language)}
    return say(language, "overdue.gap", **facts)


def horizon_words(framework: Framework, horizon: Horizon, language: Language) -> str:
    """A horizon with its years, where the framework gives it any."""
    word, years = say(language, f"terms.{horizon}"), framework.horizons.get(horizon)
    return say(language, "overdue.horizon", horizon=word, years=years) if years else word
