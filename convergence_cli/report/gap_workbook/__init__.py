"""The Excel gap report: a page to read and charts, the gaps, and everything that they rest on.

Computed values, never formulas. The same cohort gives the same bytes.
"""

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.book.draft import Draft
from convergence_cli.report.book.offers import put_lists_last
from convergence_cli.report.gap_workbook.answers import write_answers
from convergence_cli.report.gap_workbook.chapters import write_chapters
from convergence_cli.report.gap_workbook.gaps import write_evidence, write_gaps
from convergence_cli.report.gap_workbook.method import write_method
from convergence_cli.report.gap_workbook.problems import write_problems
from convergence_cli.report.gap_workbook.summary import write_summary
from convergence_cli.sheets import REPORT_CATEGORY, safe_text, to_bytes


def render(cohort: Cohort) -> bytes:
    """The report as an .xlsx file, in the cohort's language. Without a judged station, its problems only."""
    draft = Draft(cohort)
    if cohort.assessments:
        drawn = write_chapters(draft)
        for place, judged in enumerate(cohort.assessments):
            write_summary(draft, judged, drawn[place], place)
        write_gaps(draft)
        write_evidence(draft)
        write_answers(draft)
        write_method(draft)
    write_problems(draft)
    put_lists_last(draft)
    draft.book.active = 0
    _describe(draft)
    return to_bytes(draft.book)


def _describe(draft: Draft) -> None:
    stations = draft.cohort.assessments
    properties = draft.book.properties
    one = len(stations) == 1
    title = (
        draft.word("title", station=stations[0].station) if one else draft.word("title-several", count=len(stations))
    )
    properties.title = safe_text(title)
    properties.subject = safe_text(draft.cohort.framework.title.in_(draft.language))
    properties.creator = "convergence"
    properties.category = REPORT_CATEGORY
    properties.language = "zh-CN" if draft.language == "zh" else "en"
