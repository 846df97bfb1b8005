"""The sheet of a table whose rows the framework lists: locked ids and titles, and yellow cells beside them."""

from collections.abc import Iterable, Iterator
from typing import Any

from convergence_cli.model.framework import Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.question import Table
from convergence_cli.model.questionnaire import Answered, in_cells
from convergence_cli.questionnaire.carry import typed
from convergence_cli.questionnaire.cells import number_format, style_input, type_in
from convergence_cli.questionnaire.draft import Draft
from convergence_cli.questionnaire.layout import FIXED_COLUMNS, HEADER_ROW, hints
from convergence_cli.questionnaire.look import (
    BODY,
    BOLD,
    BOX,
    GREY,
    NAVY,
    TEAL,
    head,
    page,
    protect,
    put,
    put_across,
    set_widths,
)
from convergence_cli.questionnaire.table_sheet import column_title, column_width, validate_column, write_totals
from convergence_cli.sheets import row_height
from convergence_cli.texts import say
from convergence_cli.texts.width import display_width

_HINT_ROW = 3
_BEFORE = len(FIXED_COLUMNS) - 1
FIRST_INPUT = _BEFORE + 1
"""The sheet's first column that is filled in."""


def write_fixed(sheet: Any, table: Table, draft: Draft) -> int:
    """Fill an empty sheet with one table; how many rows it has."""
    language, columns = draft.language, table.columns
    rows = draft.framework.rows_asked(table, draft.asked, draft.profile)
    hints = [_hint(draft, table, name) for name in rows]
    titles = [draft.say("id"), draft.say("row")]
    titles += [column_title(column, language) for column in columns]
    widths = [_id_width(rows, titles[0]), 44, *(column_width(column, language) for column in columns)]
    if any(hints):
        titles, widths = [*titles, draft.say("hint")], [*widths, 44]
    set_widths(sheet, widths)
    last = len(titles)
    put(sheet, 1, 1, table.title.in_(language), BOLD, wrap=False)
    for number, text in ((2, table.hint.in_(language)), (_HINT_ROW, draft.say("fixed-hint"))):
        put_across(sheet, number, text, last, sum(widths), 18)
    head(sheet, HEADER_ROW, titles)
    for position in range(1, last + 1):
        is_input = _BEFORE < position <= _BEFORE + len(columns)
        sheet.cell(HEADER_ROW, position).fill = TEAL if is_input else NAVY
    for position, column in enumerate(columns, FIRST_INPUT):
        validate_column(sheet, position, column, len(rows), draft)
    for number, (name, hint) in enumerate(zip(rows, hints, strict=True), HEADER_ROW + 1):
        _row(sheet, draft, table, name, number)
        if any(hints):
            put(sheet, number, last, hint, BODY).border = BOX
        texts = [(table.fixed[name].title.in_(language), 44.0), (hint, 44.0)]
        texts += [(str(sheet.cell(number, at).value or ""), float(widths[at - 1])) for at in range(FIRST_INPUT, last)]
        sheet.row_dimensions[number].height = row_height(texts, 20, font=10)
    write_totals(sheet, columns, FIRST_INPUT, len(rows), draft)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, FIRST_INPUT)
    page(sheet, f"{HEADER_ROW}:{HEADER_ROW}")
    protect(sheet)
    return len(rows)


def _id_width(rows: Iterable[str], title: str) -> int:
    return min(24, max(display_width(text) for text in (*rows, title)) + 3)


def _hint(draft: Draft, table: Table, name: str) -> str:
    """What belongs in a row, and what is to be known of the question that stands in it."""
    language, row = draft.language, table.fixed[name]
    items = [item for item in draft.framework.cells.get((table.id, name), ()) if item in draft.asked]
    marks = ""
    if any(item.id in draft.carried.new for item in items):
        marks += draft.say("new")
    elif any(item.id in draft.carried.changed for item in items):
        marks += draft.say("changed")
    if any(item.can_be_red_line(draft.profile) for item in items):
        marks += draft.say("red-line")
    parts = [marks.strip(), row.hint.in_(language) if row.hint else ""]
    parts += (hint for item in items for hint in (*hints(draft.framework, item, language), *_who(item, language)))
    return "\n".join(part for part in dict.fromkeys(parts) if part)


def _who(item: Indicator, language: Language) -> Iterator[str]:
    """The department, which has no column here."""
    if item.who:
        yield say(language, "workbook.who-answers", who=item.who.in_(language))


def _row(sheet: Any, draft: Draft, table: Table, name: str, number: int) -> None:
    for position, text in enumerate((name, table.fixed[name].title.in_(draft.language)), 1):
        cell = put(sheet, number, position, text, BODY)
        cell.fill, cell.border, cell.number_format = GREY, BOX, "@"
    given = _given(draft, table, name)
    for position, column in enumerate(table.columns, FIRST_INPUT):
        cell = sheet.cell(number, position)
        style_input(cell)
        cell.number_format = number_format(column.type)
        if column.id in given:
            type_in(cell, typed(given[column.id], column, column.options, draft.language))


def _given(draft: Draft, table: Table, name: str) -> dict[str, Answered]:
    """What is carried into a row, by column."""
    read = draft.carried.tables.get(table.id)
    found = {key: given for row in (read.rows if read else ()) if row.id == name for key, given in row.values.items()}
    for item in draft.framework.cells.get((table.id, name), ()):
        cell, answer = item.ask.cell, draft.carried.answers.get(item.id)
        if cell is not None and answer is not None:
            found |= in_cells(cell, answer, answer.value)
    return found
