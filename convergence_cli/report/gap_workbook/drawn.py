"""The numbers that the charts of a summary draw, below the list of chapters and measures."""

import textwrap

from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.assessment import Node
from convergence_cli.model.display import printed
from convergence_cli.report.book.charts import Drawn
from convergence_cli.report.book.draft import Cell, Draft
from convergence_cli.report.book.listing import Column, header, write_rows

_LABEL = 8


def write_drawn(draft: Draft, sheet: Worksheet) -> dict[int, Drawn]:
    """Labels and numbers as printed, below the printed area; gives where those of each station stand, by its place.

    What is not in play is not drawn.
    """
    row = sheet.max_row + 3
    framework, language = draft.cohort.framework, draft.language
    titles = {chapter.id: _folded(chapter.title.in_(language)) for chapter in framework.chapters}
    titles |= {
        item.id: draft.word("terms.labelled", id=item.id, title=item.title.in_(language)) for item in framework.measures
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
        (titles[node.id], printed(node.score), printed(node.ceiling))
        for node in nodes
        if node.score is not None and node.ceiling is not None
    ]


def _folded(title: str) -> str:
    """A title in short lines: around a radar a long one would leave no room for the radar."""
    if " " in title:
        return textwrap.fill(title, 2 * _LABEL, break_long_words=False)
    return "\n".join(title[at : at + _LABEL] for at in range(0, len(title), _LABEL))
