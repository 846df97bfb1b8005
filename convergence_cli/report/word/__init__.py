"""The self-assessment report as a Word document, in the layout in which Chinese institutions hand papers in.

What only the station can say (causes, people, dates, the seal) stands there as a marked field to be filled in.
"""

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.report.adding import adding_up
from convergence_cli.report.own_targets import own_sections
from convergence_cli.report.progress import blank_sections
from convergence_cli.report.sensitivity import sections as sensitivity_sections
from convergence_cli.report.word.brief import write_brief
from convergence_cli.report.word.paper import Paper
from convergence_cli.report.word.problems import write_failures, write_measures_and_dates, write_problems
from convergence_cli.report.word.results import write_overview, write_results
from convergence_cli.report.word.sections import write_sections
from convergence_cli.report.word.sources import write_evidence, write_sources


def render(cohort: Cohort) -> bytes:
    """The document as a .docx file, in the cohort's language; the same cohort gives the same bytes."""
    cohort = adding_up(cohort)
    paper = Paper(cohort)
    for place, entry in enumerate(cohort.assessments):
        if place:
            paper.page_break()
        _station(paper, entry)
    write_failures(paper)
    first = cohort.assessments[0].station if cohort.assessments else ""
    return paper.to_bytes(first)


def _station(paper: Paper, entry: Assessment) -> None:
    write_brief(paper, entry)
    paper.page_break()
    paper.begin(entry.station)
    write_overview(paper, entry)
    write_results(paper, entry)
    write_problems(paper, entry)
    write_measures_and_dates(paper, entry)
    write_sections(paper, blank_sections(paper.cohort.framework, entry, paper.language))
    write_sections(paper, own_sections(paper.cohort.framework, entry, paper.language))
    if entry.sensitivity is not None:
        write_sections(paper, sensitivity_sections(paper.cohort.framework, entry.sensitivity, paper.language))
    write_evidence(paper, entry)
    write_sources(paper, entry)
    paper.sign(entry.station)
