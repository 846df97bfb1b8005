"""Times: horizons that do not fall from the near one to the far one, counted from a real date; minutes of a day."""

from collections.abc import Iterator
from typing import get_args

from convergence_cli.model.day import is_day
from convergence_cli.model.framework import Framework, Horizon
from convergence_cli.model.keywords import MOST_MINUTES, MOST_YEARS
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, fault


def lint_horizons(framework: Framework) -> Iterator[Fault]:
    """Rules of `horizons`; without any, the source's date may be written in any way."""
    if framework.horizons and not is_day(framework.source.date):
        yield fault(FRAMEWORK_FILE, ("source", "date"), "source-date", found=framework.source.date)
    nearer = 0
    for horizon in get_args(Horizon):
        years = framework.horizons.get(horizon)
        if years is None:
            continue
        if not 1 <= years <= MOST_YEARS:
            found = {"found": str(years), "bound": str(MOST_YEARS)}
            yield fault(FRAMEWORK_FILE, ("horizons", horizon), "horizon-years", **found)
        elif years < nearer:
            yield fault(FRAMEWORK_FILE, ("horizons", horizon), "horizons-not-rising", found=horizon)
        nearer = years


def lint_minutes(framework: Framework) -> Iterator[Fault]:
    """Rules of `minutes`: nothing takes no time, and nothing more than a day."""
    filling = framework.minutes
    for key, minutes in (("question", filling.question), ("table", filling.table)) if filling else ():
        if not 1 <= minutes <= MOST_MINUTES:
            found = {"found": str(minutes), "bound": str(MOST_MINUTES)}
            yield fault(FRAMEWORK_FILE, ("minutes", key), "minutes-out-of-range", **found)
