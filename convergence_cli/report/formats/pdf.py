"""A document as a PDF file, on the paper of the self-assessment report."""

from convergence_cli.report.document import Document
from convergence_cli.report.paper.pdf import drawn
from convergence_cli.report.paper.sections import document_paper


def render(document: Document) -> bytes:
    """The .pdf file."""
    return drawn(document_paper(document))
