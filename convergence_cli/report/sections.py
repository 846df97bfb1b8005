"""A report laid out as paragraphs and tables of words: Markdown, Word and the web page each print it in their way."""

from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from convergence_cli.model.assessment import Cohort

ON_STDOUT = ("text", "json", "markdown", "csv")
"""The formats of a report of sections, a plan or a comparison, that stdout takes."""
SUFFIXES = {
    ".xlsx": "workbook",
    ".html": "page",
    ".docx": "document",
    ".json": "json",
    ".md": "markdown",
    ".csv": "csv",
}
"""The format of its file, by the suffix."""
PRINTED = ("page", "document")
"""Formats that print any such report in one way."""


class Table(NamedTuple):
    """Rows of words under their heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    """Shares of the page, as many as heads."""


class Section(NamedTuple):
    """A heading and what stands under it."""

    title: str
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None


def printed(name: str, cohort: "Cohort", title: str, sections: Iterable[Section]) -> str | bytes:
    """The report in one of the formats PRINTED; `title` goes with the name of the cohort's one station."""
    made: str | bytes = import_module(f"convergence_cli.report.{name}.sections").render(cohort, title, sections)
    return made
