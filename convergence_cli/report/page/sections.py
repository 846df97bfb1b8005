"""Sections of a document on a page."""

from collections.abc import Iterable

from convergence_cli.model.language import Language
from convergence_cli.report.document import Block, Document, Fact, Notice, Paragraph, Section, Table
from convergence_cli.report.page.charts import drawn
from convergence_cli.report.page.tables import PageTable


def head_of(document: Document) -> dict[str, object]:
    """The facts of the template `document.html.j2` that are none of `parts`."""
    named = {key: getattr(document, key) for key in ("title", "station", "heading", "sources")}
    return {**named, "sections": ()}


def parts(sections: Iterable[Section], language: Language) -> dict[str, object]:
    """The facts of the template `parts.html.j2`, of sections as they stand on a page."""
    return {
        "parts": tuple((section.id or f"part-{number}", section) for number, section in enumerate(sections, 1)),
        "is_paragraph": lambda block: isinstance(block, Paragraph),
        "is_notice": lambda block: isinstance(block, Notice),
        "facts": lambda block: block.lines(language) if isinstance(block, Fact) else (),
        "laid_out": lambda block, section: _laid_out(block, section, language),
        "drawn": drawn,
    }


def _laid_out(block: Block, section: str, language: Language) -> PageTable | None:
    return PageTable(block, section, language) if isinstance(block, Table) else None
