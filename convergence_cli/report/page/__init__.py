"""The gap report as one HTML file: for one station its whole assessment, for many what they have in common.

The file is complete in itself: no request leaves it, its content security policy permits none, and it reads in
full without JavaScript, which only adds filters, sorting and paging. The same cohort gives the same bytes.
"""

from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.report.adding import adding_up
from convergence_cli.report.page.frame import filled
from convergence_cli.report.page.group import group_facts
from convergence_cli.report.page.station import station_facts


def pieces(cohort: Cohort) -> Iterator[str]:
    """The page in the cohort's language, piece by piece: of its one station, or of all its entries together."""
    cohort = adding_up(cohort)
    (*others, last) = cohort.entries or (None,)
    if isinstance(last, Assessment) and not others and cohort.overview is None:
        return filled("station.html.j2", cohort, station_facts(cohort, last))
    return filled("group.html.j2", cohort, group_facts(cohort))


def render(cohort: Cohort) -> str:
    """The whole page."""
    return "".join(pieces(cohort))
