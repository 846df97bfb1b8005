"""What the policy's own horizons make overdue on a given day. No clock: the day is always given."""

from dataclasses import replace
from datetime import date

from convergence_cli.model.assessment import BELOW_TARGET, Assessment, Outcome
from convergence_cli.model.day import months_on
from convergence_cli.model.framework import Framework, Horizon


def mark_overdue(framework: Framework, judged: Assessment, as_of: str) -> Assessment:
    """The assessment with `overdue_since` on every indicator below target whose measure is past its due day.

    `as_of` is an ISO date. The due day itself is still in time; a measure whose horizon has no number of years
    is never overdue.
    """
    days = due_days(framework)

    def since(measure: str, outcome: Outcome) -> str | None:
        horizon = framework.measure[measure].horizon
        due = days.get(horizon) if horizon else None
        late = due is not None and date.fromisoformat(as_of) > due and outcome in BELOW_TARGET
        return due.isoformat() if due and late else None

    results = tuple(replace(item, overdue_since=since(item.measure, item.outcome)) for item in judged.results)
    return replace(judged, results=results)


def due_days(framework: Framework) -> dict[Horizon, date]:
    """The last day in time of each horizon that has a number of years."""
    return {
        horizon: date.fromisoformat(months_on(framework.issued, 12 * years))
        for horizon, years in framework.horizons.items()
    }
