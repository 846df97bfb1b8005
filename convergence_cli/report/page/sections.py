"""Sections of a document on a page."""

from collections.abc import Iterable

from convergence_cli.model.language import Language
from convergence_cli.report.document import WORDS, Fact, Notice, Paragraph, Section, Table, shown
from convergence_cli.report.page.charts import drawn


def parts(sections: Iterable[Section], language: Language) -> dict[str, object]:
    """The facts of the template `parts.html.j2`, of sections as they stand on paper."""
    return {
        "parts": tuple(sections),
        "is_paragraph": lambda block: isinstance(block, Paragraph),
        "is_notice": lambda block: isinstance(block, Notice),
        "facts": lambda block: block.lines(language) if isinstance(block, Fact) else (),
        "is_table": lambda block: isinstance(block, Table),
        "is_words": lambda column: column.kind in WORDS,
        "shown": shown,
        "drawn": drawn,
    }
