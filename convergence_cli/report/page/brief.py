"""The page for who decides as an HTML file of its own: each station a printed page."""

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.page.frame import fill
from convergence_cli.report.page.sections import head_of, parts
from convergence_cli.report.subjects.brief import document


def render(cohort: Cohort) -> str:
    """The file, in the cohort's language."""
    found = document(cohort)
    facts = {**head_of(found), **parts((), cohort.language), "briefs": tuple(found.on("page"))}
    return fill("brief.html.j2", cohort, facts)
