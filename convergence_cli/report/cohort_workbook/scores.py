"""Stations against measures and against chapters: scores under a scale of colours."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from convergence_cli.model.assessment import Assessment, Node
from convergence_cli.model.standing import Standing
from convergence_cli.report.book.draft import Cell, measure_label
from convergence_cli.report.book.listing import HEADER_ROW, Column
from convergence_cli.report.cohort_workbook.draft import CohortDraft

_FROZEN = 3
# Pale, so that black numbers stay readable on all three, in a grey print, too.
_LOW, _MIDDLE, _HIGH = "F4B8AE", "FFF2CC", "A9D3A0"
_TURNED_HEIGHT = 165.0

Nodes = Callable[[Assessment | Standing], Sequence[Node]]


def write_heat(draft: CohortDraft) -> None:
    """Every station and every measure."""
    fields = (Column(title=measure_label(draft, item), width=6.5, kind="score") for item in draft.framework.measures)
    _write(draft, "heat", tuple(fields), lambda entry: entry.measures, turned=True)


def write_chapters(draft: CohortDraft) -> None:
    """Every station and every chapter."""
    titles = (chapter.title.in_(draft.language) for chapter in draft.framework.chapters)
    fields = tuple(Column(title=title, width=16, kind="score") for title in titles)
    _write(draft, "chapters", fields, lambda entry: entry.chapters, turned=False)


def _write(draft: CohortDraft, key: str, fields: tuple[Column, ...], nodes: Nodes, *, turned: bool) -> None:
    head = draft.columns(("rank", 7, "count"), ("terms.station", 24, "text"), ("terms.index", 8, "score"))
    sheet, free = draft.listed(key, (*head, *fields), _rows(draft, nodes), _FROZEN, wide=turned)
    first, last = get_column_letter(len(head) + 1), get_column_letter(len(head) + len(fields))
    if free > HEADER_ROW + 1:
        rule = ColorScaleRule("num", 0, _LOW, "num", 50, _MIDDLE, "num", 100, _HIGH)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(f"{first}{HEADER_ROW + 1}:{last}{free - 1}", rule)
    if turned:
        for column in range(len(head) + 1, len(head) + len(fields) + 1):
            cell: Any = sheet.cell(HEADER_ROW, column)
            cell.alignment = Alignment(text_rotation=90, vertical="bottom", horizontal="center", wrap_text=True)
        sheet.row_dimensions[HEADER_ROW].height = _TURNED_HEIGHT


def _rows(draft: CohortDraft, nodes: Nodes) -> Iterator[tuple[Cell, ...]]:
    for place, entry in draft.by_rank():
        yield place.rank, entry.station, entry.index.score, *(node.score for node in nodes(entry))
