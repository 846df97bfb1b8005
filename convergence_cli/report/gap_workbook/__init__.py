"""The Excel gap report: a page to read and charts, the gaps, and everything that they rest on.

Computed values, never formulas. The same cohort gives the same bytes.
"""

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.adding import adding_up
from convergence_cli.report.book.draft import Draft
from convergence_cli.report.book.offers import put_lists_last
from convergence_cli.report.gap_workbook.answers import write_answers
from convergence_cli.report.gap_workbook.chapters import write_chapters
from convergence_cli.report.gap_workbook.gaps import write_evidence, write_gaps
from convergence_cli.report.gap_workbook.method import write_method
from convergence_cli.report.gap_workbook.problems import write_problems
from convergence_cli.report.gap_workbook.sensitivity import write_sensitivity
from convergence_cli.report.gap_workbook.summary import write_summary


def render(cohort: Cohort) -> bytes:
    """The report as an .xlsx file, in the cohort's language. Without a judged station, its problems only."""
    draft = Draft(adding_up(cohort))
    if cohort.assessments:
        drawn = write_chapters(draft)
        for place, judged in enumerate(cohort.assessments):
            write_summary(draft, judged, drawn[place], place)
        write_gaps(draft)
        write_evidence(draft)
        write_sensitivity(draft)
        write_answers(draft)
        write_method(draft)
    write_problems(draft)
    put_lists_last(draft)
    return draft.finished(_title(draft))


def _title(draft: Draft) -> str:
    stations = draft.cohort.assessments
    if len(stations) == 1:
        return draft.word("title", station=stations[0].station)
    return draft.word("title-several", count=len(stations))
