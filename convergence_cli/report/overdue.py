"""What horizons make overdue, in words."""

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.policy import horizon
from convergence_cli.texts import say


def overdue_count(judged: Assessment) -> int:
    """How many indicators of a station are marked as overdue."""
    return sum(result.overdue_since is not None for result in judged.results)


def overdue_words(framework: Framework, result: Result, language: Language) -> str:
    """Since when an indicator that is marked as overdue is so, and by which horizon."""
    facts = {"day": result.overdue_since, "horizon": horizon(framework, result.measure, language)}
    return say(language, "overdue.gap", **facts)
