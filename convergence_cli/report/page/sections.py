"""A report that is made of sections as one HTML file."""

import re
from collections.abc import Iterable

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.page.frame import fill
from convergence_cli.report.sections import Section

_NUMBER = re.compile(r"[-+]?[0-9.]+%?")


def render(cohort: Cohort, title: str, sections: Iterable[Section]) -> str:
    """The page, in the cohort's language, of its one station."""
    (station,) = cohort.assessments
    facts = {"title": title, "judged": station, "sections": (), **parts(sections)}
    return fill("sections.html.j2", cohort, facts)


def parts(sections: Iterable[Section]) -> dict[str, object]:
    """The facts of the template `parts.html.j2`."""
    return {"parts": tuple(sections), "is_number": _NUMBER.fullmatch}
