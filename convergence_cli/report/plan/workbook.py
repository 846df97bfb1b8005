"""The roadmap as a workbook: the steps to the goal in time, every step there is, scores before and after.

Computed values, never formulas; yellow cells are the station's to fill in. The same plan gives the same bytes.
"""

from convergence_cli.model.plan import Outlook
from convergence_cli.report.plan.compared import write_compared, write_supposed
from convergence_cli.report.plan.draft import PlanDraft
from convergence_cli.report.plan.roadmap import write_roadmap
from convergence_cli.report.plan.steps import write_steps


def render(outlook: Outlook) -> bytes:
    """The roadmap as an .xlsx file, in the outlook's language."""
    draft = PlanDraft(outlook)
    write_roadmap(draft)
    write_steps(draft)
    write_compared(draft)
    if outlook.what_if is not None:
        write_supposed(draft, outlook.what_if)
    return draft.finished(draft.word("title", station=draft.plan.before.station))
