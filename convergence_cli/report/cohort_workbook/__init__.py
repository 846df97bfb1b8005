"""The Excel report of a batch: a page to read, the stations beside each other, and what they have in common.

Computed values, never formulas. The same cohort gives the same bytes, in time proportional to its stations.
"""

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.cohort_workbook.draft import CohortDraft
from convergence_cli.report.cohort_workbook.gaps import write_gaps, write_missed, write_red_lines
from convergence_cli.report.cohort_workbook.overview import write_overview
from convergence_cli.report.cohort_workbook.peers import write_peer_places, write_peers
from convergence_cli.report.cohort_workbook.quality import write_quality, write_remarks, write_unreadable
from convergence_cli.report.cohort_workbook.ranking import write_ranking
from convergence_cli.report.cohort_workbook.scores import write_chapters, write_heat


def render(cohort: Cohort) -> bytes:
    """The report of a compared cohort (`overview` is there) as an .xlsx file, in the cohort's language."""
    draft = CohortDraft(cohort)
    write_overview(draft)
    write_ranking(draft)
    write_heat(draft)
    write_chapters(draft)
    write_gaps(draft)
    write_red_lines(draft)
    write_missed(draft)
    write_peers(draft)
    write_peer_places(draft)
    write_unreadable(draft)
    write_quality(draft)
    write_remarks(draft)
    return draft.finished(draft.word("title", count=len(draft.stations)))
