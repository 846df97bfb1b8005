"""The Excel gap report: a page for who decides and one with charts, set by hand, and the lists that they rest on.

Computed values, never formulas. The same cohort gives the same bytes.
"""

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.adding import adding_up
from convergence_cli.report.book.draft import Draft
from convergence_cli.report.book.offers import put_lists_last
from convergence_cli.report.formats.excel import write_lists
from convergence_cli.report.gap_workbook.brief import write_brief
from convergence_cli.report.gap_workbook.drawn import write_drawn
from convergence_cli.report.gap_workbook.summary import write_summary
from convergence_cli.report.subjects.station import document


def render(cohort: Cohort) -> bytes:
    """The report as an .xlsx file, in the cohort's language. Without a judged station, its problems only."""
    draft, found = Draft(adding_up(cohort)), document(cohort)
    sheets = write_lists(draft, found.on("sheet"))
    if cohort.assessments:
        drawn = write_drawn(draft, sheets[draft.word("sheet-chapters")])
        for place, judged in enumerate(draft.cohort.assessments):
            write_summary(draft, judged, drawn[place], place)
        for place, judged in enumerate(draft.cohort.assessments):
            write_brief(draft, judged, place)
    put_lists_last(draft)
    return draft.finished(found.heading)
