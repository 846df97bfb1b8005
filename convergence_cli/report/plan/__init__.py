"""Outlook -> str | bytes: a plan on the terminal, for programs, as a roadmap workbook, and as papers and pages."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from convergence_cli.model.plan import Outlook

ON_STDOUT = ("text", "json", "markdown", "csv")
SUFFIXES: dict[str, str] = {
    ".xlsx": "workbook",
    ".html": "page",
    ".docx": "document",
    ".json": "json",
    ".md": "markdown",
    ".csv": "csv",
}
"""The format of a file, by its suffix."""
_OF_SECTIONS = ("page", "document")
"""Formats that print any report of sections."""


def rendered(outlook: "Outlook", name: str) -> bytes:
    """The report in one format, as the bytes of a file. A format is imported when it is asked for."""
    if name in _OF_SECTIONS:
        document = _of_sections(outlook, name)
    else:
        document = import_module(f"{__name__}.{name}").render(outlook)
    return document if isinstance(document, bytes) else document.encode()


def _of_sections(outlook: "Outlook", name: str) -> str | bytes:
    from convergence_cli.model.assessment import Cohort
    from convergence_cli.report.plan.outline import outline
    from convergence_cli.texts import say

    before, language = outlook.plan.before, outlook.language
    cohort = Cohort(framework=outlook.framework, language=language, entries=(before,))
    render = import_module(f"convergence_cli.report.{name}.sections").render
    made: str | bytes = render(cohort, say(language, "plan.document-title"), outline(outlook))
    return made
