"""Chapters and their measures as a tree, and below it the numbers that the charts draw."""

import textwrap
from collections.abc import Iterator
from typing import Any

from openpyxl.formatting.rule import DataBarRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.assessment import Assessment, Node
from convergence_cli.report import figures
from convergence_cli.report.book.charts import Drawn
from convergence_cli.report.book.draft import Cell, Draft, Toned, measure_label, named
from convergence_cli.report.book.listing import Column, columns, header, list_sheet, write_rows
from convergence_cli.report.document import Kind

_NUMBERS: tuple[tuple[str, float, Kind], ...] = (
    ("terms.score", 11, "score"),
    ("terms.floor", 11, "score"),
    ("terms.ceiling", 11, "score"),
    ("terms.coverage", 11, "share"),
    ("terms.evidenced", 12, "score"),
    ("weight-share", 11, "share"),
    ("terms.lost", 11, "score"),
)

_LABEL = 8


def write_chapters(draft: Draft) -> dict[int, Drawn]:
    """The sheet; gives the chart data of each station by its place in the cohort."""
    fields = columns(draft, ("terms.chapter", 26, "text"), ("terms.measure", 44, "text"), *_NUMBERS)
    rows = [row for judged in draft.cohort.assessments for row in _tree(draft, judged)]
    sheet, free = list_sheet(draft, "chapters", fields, rows, frozen=2)
    sheet.print_area = f"A1:{get_column_letter(len(fields))}{free - 1}"
    score = get_column_letter(len(fields) - len(_NUMBERS) + 1)
    bar: Any = DataBarRule
    bars = bar(
        start_type="num", start_value=0, end_type="num", end_value=100, color="FFB4C2DC", minLength=0, maxLength=100
    )
    sheet.conditional_formatting.add(f"{score}4:{score}{free - 1}", bars)
    return _chart_data(draft, sheet, free + 2)


def _tree(draft: Draft, judged: Assessment) -> Iterator[tuple[Cell, ...]]:
    framework = draft.cohort.framework
    labels = {measure.id: measure_label(draft, measure) for measure in framework.measures}
    measures = {node.id: node for node in judged.measures}
    yield _strong(named(judged, draft, (draft.word("terms.index"), "", *numbers(judged.index))))
    for chapter, node in zip(framework.chapters, judged.chapters, strict=True):
        yield _strong(named(judged, draft, (chapter.title.in_(draft.language), "", *numbers(node))))
        for name in chapter.measures:
            yield named(judged, draft, ("", labels[name], *numbers(measures[name])))


def numbers(node: Node) -> tuple[float | None, ...]:
    """A node's numbers in the order of the columns."""
    return node.score, node.floor, node.ceiling, node.coverage, node.evidenced, node.weight, node.lost


def _strong(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(cell if isinstance(cell, Toned) else Toned(cell, "strong") for cell in row)


def _chart_data(draft: Draft, sheet: Worksheet, row: int) -> dict[int, Drawn]:
    """Labels and numbers as printed, below the printed area; what is not in play is not drawn."""
    framework, language = draft.cohort.framework, draft.language
    titles = {chapter.id: _folded(chapter.title.in_(language)) for chapter in framework.chapters}
    titles |= {
        item.id: draft.word("labelled", id=item.id, title=item.title.in_(language)) for item in framework.measures
    }
    draft.put(sheet, row, 1, draft.word("chart-data"), tone="heading")
    fields = (
        Column(title=draft.word("name"), width=26),
        Column(title=draft.word("terms.score"), width=44, kind="score"),
        Column(title=draft.word("terms.ceiling"), width=11, kind="score"),
    )
    found: dict[int, Drawn] = {}
    for place, judged in enumerate(draft.cohort.assessments):
        header(draft, sheet, row + 1, fields)
        middle = write_rows(draft, sheet, row + 2, fields, _drawn(judged.chapters, titles))
        end = write_rows(draft, sheet, middle, fields, _drawn(judged.measures, titles))
        found[place] = Drawn(sheet=sheet, chapters=(row + 2, middle - 1), measures=(middle, end - 1))
        row = end
    return found


def _drawn(nodes: tuple[Node, ...], titles: dict[str, str]) -> list[tuple[Cell, ...]]:
    return [
        (titles[node.id], float(figures.score(node.score)), float(figures.score(node.ceiling)))
        for node in nodes
        if node.score is not None and node.ceiling is not None
    ]


def _folded(title: str) -> str:
    """A title in short lines: around a radar a long one would leave no room for the radar."""
    if " " in title:
        return textwrap.fill(title, 2 * _LABEL, break_long_words=False)
    return "\n".join(title[at : at + _LABEL] for at in range(0, len(title), _LABEL))
