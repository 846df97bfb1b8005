"""What horizons and due dates make overdue, in words."""

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.ledger import LedgerEntry
from convergence_cli.policy import horizon
from convergence_cli.texts import say


def overdue_count(judged: Assessment) -> int:
    """How many indicators of a station are marked as overdue."""
    return sum(result.overdue_since is not None for result in judged.results)


def overdue_words(framework: Framework, result: Result, language: Language, entry: LedgerEntry | None = None) -> str:
    """Since when an indicator that is marked as overdue is so, and by which horizon, or by the station's ledger."""
    if entry is not None and entry.due == result.overdue_since:
        return say(language, "ledger.overdue", day=entry.due)
    facts = {"day": result.overdue_since, "horizon": horizon(framework, result.measure, language)}
    return say(language, "overdue.gap", **facts)
