"""A document as a Word file, on the paper of the self-assessment report."""

from convergence_cli.report.document import Document
from convergence_cli.report.paper.sections import document_paper
from convergence_cli.report.paper.word import drawn


def render(document: Document) -> bytes:
    """The .docx file."""
    return drawn(document_paper(document))
