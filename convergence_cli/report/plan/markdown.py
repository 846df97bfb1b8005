"""A plan as Markdown: for an issue, a pull request, or the summary of a CI job."""

from collections.abc import Iterator

from convergence_cli.model.plan import Outlook
from convergence_cli.report.marked import safe, section_blocks
from convergence_cli.report.plan.outline import outline
from convergence_cli.texts import say


def render(outlook: Outlook) -> str:
    """The plan, each section under its heading."""
    return "\n\n".join(_blocks(outlook)) + "\n"


def _blocks(outlook: Outlook) -> Iterator[str]:
    yield f"# {safe(say(outlook.language, 'plan.title', station=outlook.plan.before.station))}"
    for section in outline(outlook):
        yield from section_blocks(section, "##")
