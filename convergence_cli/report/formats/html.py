"""A document as one HTML file."""

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.document import Document
from convergence_cli.report.page.frame import fill
from convergence_cli.report.page.sections import head_of, parts


def render(document: Document) -> str:
    """The page, in the document's language."""
    cohort = Cohort(framework=document.framework, language=document.language, entries=())
    facts = {**head_of(document), **parts(document.on("page"), document.language)}
    return fill("document.html.j2", cohort, facts)
