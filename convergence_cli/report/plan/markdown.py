"""A plan as Markdown: for an issue, a pull request, or the summary of a CI job."""

from convergence_cli.model.plan import Outlook
from convergence_cli.report.marked import document
from convergence_cli.report.plan.outline import outline
from convergence_cli.texts import say


def render(outlook: Outlook) -> str:
    """The plan, each section under its heading."""
    return document(say(outlook.language, "plan.title", station=outlook.plan.before.station), outline(outlook))
