"""What changed between assessments: on the terminal, for programs, as a workbook, as papers and pages.

The formats share what the sentences say (`sayings`), not how they are set.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from convergence_cli.report.sections import PRINTED, printed

if TYPE_CHECKING:
    from convergence_cli.model.comparison import Series
    from convergence_cli.model.language import Language


def rendered(series: "Series", language: "Language", name: str) -> bytes:
    """The report in one format, as the bytes of a file. A format is imported when it is asked for."""
    if name not in PRINTED:
        document: str | bytes = import_module(f"{__name__}.{name}").render(series, language)
    else:
        from convergence_cli.model.assessment import Cohort
        from convergence_cli.report.compare.outline import outline
        from convergence_cli.texts import say

        entries = (series.moments[-1].assessment,)
        cohort = Cohort(framework=series.framework, language=language, entries=entries)
        document = printed(name, cohort, say(language, "compare.document-title"), outline(series, language))
    return document if isinstance(document, bytes) else document.encode()
