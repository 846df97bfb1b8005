"""A document as a Word file, on the paper of the self-assessment report."""

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.document import Document
from convergence_cli.report.word.paper import Paper
from convergence_cli.report.word.sections import write_sections


def render(document: Document) -> bytes:
    """The .docx file."""
    cohort = Cohort(framework=document.framework, language=document.language, entries=())
    paper = Paper(cohort, document.title)
    paper.begin(document.station)
    write_sections(paper, document.on("paper"))
    paper.sign(document.station)
    return paper.to_bytes(document.station)
