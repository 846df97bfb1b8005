"""A report laid out as paragraphs and tables of words: Markdown, Word and the web page each print it in their way."""

from typing import NamedTuple


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
