"""The sheet of a table whose rows the framework lists: locked ids and titles, and yellow cells beside them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.question import Column, Table
from convergence_cli.model.questionnaire import Answered, in_cells
from convergence_cli.questionnaire.carry import Carried, typed
from convergence_cli.questionnaire.cells import Lists, number_format, style_input, type_in, validation_for
from convergence_cli.questionnaire.layout import FIXED_COLUMNS, HEADER_ROW, TOTAL_ROW, hints
from convergence_cli.questionnaire.look import BODY, BOLD, BOX, GREY, NAVY, TEAL, head, page, protect, put, set_widths
from convergence_cli.questionnaire.table_sheet import column_title, column_width
from convergence_cli.sheets import row_height
from convergence_cli.texts import say
from convergence_cli.texts.width import display_width
from convergence_cli.value import value

_HINT_ROW = 3
_BEFORE = len(FIXED_COLUMNS) - 1
FIRST_INPUT = _BEFORE + 1
"""The sheet's first column that is filled in."""


@value
class FixedForm:
    """What the sheet is made of."""

    framework: Framework
    language: Language
    lists: Lists
    asked: tuple[Indicator, ...]
    """The questions of the questionnaire."""
    profile: Mapping[str, Answered]
    carried: Carried


def write_fixed(sheet: Any, table: Table, form: FixedForm) -> int:
    """Fill an empty sheet with one table; how many rows it has."""
    language, columns = form.language, table.columns
    rows = form.framework.rows_asked(table, form.asked, form.profile)
    hints = [_hint(form, table, name) for name in rows]
    titles = [say(language, "workbook.id"), say(language, "workbook.row")]
    titles += [column_title(column, language) for column in columns]
    widths = [_id_width(rows, titles[0]), 44, *(column_width(column, language) for column in columns)]
    if any(hints):
        titles, widths = [*titles, say(language, "workbook.hint")], [*widths, 44]
    set_widths(sheet, widths)
    last = len(titles)
    put(sheet, 1, 1, table.title.in_(language), BOLD, wrap=False)
    for number, text in ((2, table.hint.in_(language)), (_HINT_ROW, say(language, "workbook.fixed-hint"))):
        put(sheet, number, 1, text, BODY)
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=last)
        sheet.row_dimensions[number].height = row_height([(text, float(sum(widths)))], 18, font=10)
    head(sheet, HEADER_ROW, titles)
    for position in range(1, last + 1):
        is_input = _BEFORE < position <= _BEFORE + len(columns)
        sheet.cell(HEADER_ROW, position).fill = TEAL if is_input else NAVY
    _validate(sheet, form, columns, len(rows))
    for number, (name, hint) in enumerate(zip(rows, hints, strict=True), HEADER_ROW + 1):
        _row(sheet, form, table, name, number)
        if any(hints):
            put(sheet, number, last, hint, BODY).border = BOX
        texts = [(table.fixed[name].title.in_(language), 44.0), (hint, 44.0)]
        texts += [(str(sheet.cell(number, at).value or ""), float(widths[at - 1])) for at in range(FIRST_INPUT, last)]
        sheet.row_dimensions[number].height = row_height(texts, 20, font=10)
    _totals(sheet, columns, len(rows), language)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, FIRST_INPUT)
    page(sheet, f"{HEADER_ROW}:{HEADER_ROW}")
    protect(sheet)
    return len(rows)


def _id_width(rows: Iterable[str], title: str) -> int:
    return min(24, max(display_width(text) for text in (*rows, title)) + 3)


def _hint(form: FixedForm, table: Table, name: str) -> str:
    """What belongs in a row, and what is to be known of the question that stands in it."""
    language, row = form.language, table.fixed[name]
    items = [item for item in form.framework.cells.get((table.id, name), ()) if item in form.asked]
    marks = ""
    if any(item.id in form.carried.new for item in items):
        marks += say(language, "workbook.new")
    elif any(item.id in form.carried.changed for item in items):
        marks += say(language, "workbook.changed")
    if any(item.can_be_red_line(form.profile) for item in items):
        marks += say(language, "workbook.red-line")
    parts = [marks.strip(), row.hint.in_(language) if row.hint else ""]
    parts += (hint for item in items for hint in (*hints(form.framework, item, language), *_who(item, language)))
    return "\n".join(part for part in dict.fromkeys(parts) if part)


def _who(item: Indicator, language: Language) -> Iterator[str]:
    """The department, which has no column here."""
    if item.who:
        yield say(language, "workbook.who-answers", who=item.who.in_(language))


def _validate(sheet: Any, form: FixedForm, columns: tuple[Column, ...], rows: int) -> None:
    for position, column in enumerate(columns, FIRST_INPUT):
        title = column.title.in_(form.language)
        validation = validation_for(column, column.options, form.language, form.lists, title)
        if validation is not None:
            letter = sheet.cell(1, position).column_letter
            validation.add(f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + rows}")
            sheet.add_data_validation(validation)


def _row(sheet: Any, form: FixedForm, table: Table, name: str, number: int) -> None:
    for position, text in enumerate((name, table.fixed[name].title.in_(form.language)), 1):
        cell = put(sheet, number, position, text, BODY)
        cell.fill, cell.border, cell.number_format = GREY, BOX, "@"
    given = _given(form, table, name)
    for position, column in enumerate(table.columns, FIRST_INPUT):
        cell = sheet.cell(number, position)
        style_input(cell)
        cell.number_format = number_format(column.type)
        if column.id in given:
            type_in(cell, typed(given[column.id], column, column.options, form.language))


def _given(form: FixedForm, table: Table, name: str) -> dict[str, Answered]:
    """What is carried into a row, by column."""
    read = form.carried.tables.get(table.id)
    found = {key: given for row in (read.rows if read else ()) if row.id == name for key, given in row.values.items()}
    for item in form.framework.cells.get((table.id, name), ()):
        cell, answer = item.ask.cell, form.carried.answers.get(item.id)
        if cell is not None and answer is not None:
            found |= in_cells(cell, answer, answer.value)
    return found


def _totals(sheet: Any, columns: tuple[Column, ...], rows: int, language: Language) -> None:
    if not any(column.total for column in columns):
        return
    put(sheet, TOTAL_ROW, 1, say(language, "workbook.total"), BODY)
    for position, column in enumerate(columns, FIRST_INPUT):
        cell = sheet.cell(TOTAL_ROW, position)
        cell.fill = GREY
        if column.total:
            letter = cell.column_letter
            cell.value = f"=SUM({letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + rows})"
            cell.number_format, cell.font = number_format(column.type), BODY
