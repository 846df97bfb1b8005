"""Sections of a document on a page."""

from collections.abc import Iterable, Iterator

from convergence_cli.model.language import Language
from convergence_cli.report.document import (
    WORDS,
    Cell,
    Column,
    Content,
    Fact,
    Notice,
    Paragraph,
    Section,
    Table,
    content_of,
    shown,
)
from convergence_cli.report.page.charts import drawn
from convergence_cli.report.page.filters import Filter, plain_filter

# From what is most to be done to what is done.
_GRAVEST = ("error", "unmet", "warning", "unanswered", "partial", "note", "met", "plain")


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
        "filters": _filters,
        "sorts": lambda column: "r" if _is_toned(column) else "t" if column.kind in WORDS else "n",
        "order": _order,
        "tone": lambda cell, column: cell.tone if isinstance(cell, Cell) and _is_toned(column) else "",
    }


def _is_toned(column: Column) -> bool:
    """Whether it holds a few words whose colour says how grave they are."""
    return column.is_choice and column.kind == "middle"


def _filters(table: Table) -> Iterator[Filter]:
    """One for each column of few things: those that occur in it, the gravest first, else in their order."""
    for at, column in enumerate(table.columns):
        if column.is_choice:
            found = sorted((row.cells[at] for row in table.rows), key=_gravity)
            said = (shown(cell, column.kind) for cell in found)
            yield plain_filter(f"choice-{at}", column.title, filter(None, said))


def _gravity(cell: Content | Cell) -> int:
    tone = cell.tone if isinstance(cell, Cell) else "plain"
    return _GRAVEST.index(tone) if tone in _GRAVEST else len(_GRAVEST)


def _order(cell: Content | Cell, column: Column) -> str:
    """What a cell is sorted by, where that is not what is read in it."""
    if _is_toned(column):
        return str(_gravity(cell))
    content = content_of(cell)
    return "" if column.kind in WORDS or content is None else str(content)
