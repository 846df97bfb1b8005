"""The official paper as a PDF file, page by page as Word has it."""

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.official import station_paper
from convergence_cli.report.official.brief import brief_paper
from convergence_cli.report.paper.pdf import drawn


def render(cohort: Cohort) -> bytes:
    """The document as a .pdf file, in the cohort's language."""
    return drawn(station_paper(cohort))


def render_brief(cohort: Cohort) -> bytes:
    """The pages for who decides alone."""
    return drawn(brief_paper(cohort))
