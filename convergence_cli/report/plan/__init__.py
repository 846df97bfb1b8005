"""Outlook -> str | bytes: a plan on the terminal, for programs, as a roadmap workbook, and as papers and pages."""

from importlib import import_module
from typing import TYPE_CHECKING

from convergence_cli.report.sections import PRINTED, printed

if TYPE_CHECKING:
    from convergence_cli.model.plan import Outlook


def rendered(outlook: "Outlook", name: str) -> bytes:
    """The report in one format, as the bytes of a file. A format is imported when it is asked for."""
    if name not in PRINTED:
        document: str | bytes = import_module(f"{__name__}.{name}").render(outlook)
    else:
        from convergence_cli.model.assessment import Cohort
        from convergence_cli.report.plan.outline import outline
        from convergence_cli.texts import say

        language, entries = outlook.language, (outlook.plan.before,)
        cohort = Cohort(framework=outlook.framework, language=language, entries=entries)
        document = printed(name, cohort, say(language, "plan.document-title"), outline(outlook))
    return document if isinstance(document, bytes) else document.encode()
