"""A report that is made of sections as a Word document, on the paper of the self-assessment report."""

from collections.abc import Iterable

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.document.paper import Paper
from convergence_cli.report.sections import Section


def render(cohort: Cohort, title: str, sections: Iterable[Section]) -> bytes:
    """The .docx file; `title` stands below the name of the cohort's one station."""
    paper = Paper(cohort, title)
    (station,) = cohort.assessments
    paper.begin(station.station)
    write_sections(paper, sections)
    paper.sign(station.station)
    return paper.to_bytes()


def write_sections(paper: Paper, sections: Iterable[Section]) -> None:
    """Each under a heading of the first order."""
    for section in sections:
        paper.heading(section.title)
        for text in section.paragraphs:
            paper.text(text)
        if section.table is not None:
            paper.table(section.table.heads, section.table.rows, section.table.widths)
