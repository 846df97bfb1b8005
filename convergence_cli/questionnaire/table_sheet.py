"""The sheet of one repeat table: title, hint, "nothing to list", totals, header, blank rows."""

from collections.abc import Callable, Iterable
from typing import Any

from openpyxl.utils import get_column_letter

from convergence_cli.model.language import Language
from convergence_cli.model.question import BLANK_ROWS, Column, Table
from convergence_cli.model.questionnaire import TableRead
from convergence_cli.questionnaire.carry import typed
from convergence_cli.questionnaire.cells import number_format, style_input, type_in, validate_list, validation_for
from convergence_cli.questionnaire.draft import Draft
from convergence_cli.questionnaire.layout import HEADER_ROW, TOTAL_ROW
from convergence_cli.questionnaire.long_table import Styles, rows_as_xml
from convergence_cli.questionnaire.look import (
    BODY,
    BOLD,
    CARRIED,
    GREY,
    UNLOCKED,
    head,
    page,
    protect,
    put,
    put_across,
    set_widths,
)
from convergence_cli.texts.width import display_width

CONFIRM_ROW = 3
# Rows that are unlocked and validated below those drawn, so that a long list can be pasted.
_SPARE_ROWS = 2000


def write_table(sheet: Any, table: Table, draft: Draft) -> Callable[[], Iterable[str]] | None:
    """Fill an empty sheet with one table, and with the rows that are carried into it.

    Rows beyond those that are drawn are not in the sheet yet: what gives their XML is returned.
    """
    language, carried = draft.language, draft.carried.tables.get(table.id)
    filled = carried.rows if carried else ()
    drawn, below = table.rows or BLANK_ROWS, open_rows(carried)
    widths = [column_width(column, language) for column in table.columns]
    set_widths(sheet, widths)
    put(sheet, 1, 1, table.title.in_(language), BOLD, wrap=False)
    last = max(2, len(table.columns))
    put_across(sheet, 2, table.hint.in_(language), last, sum(widths), 18)
    _confirm(sheet, draft, last)
    head(sheet, HEADER_ROW, [column_title(column, language) for column in table.columns])
    write_totals(sheet, table.columns, 1, below, draft)
    for position, column in enumerate(table.columns, 1):
        validate_column(sheet, position, column, below, draft)
        _column(sheet, drawn, column, position)
    styles = tuple(_styles(sheet, position) for position in range(1, len(table.columns) + 1))
    for number, row in enumerate(filled[:drawn], HEADER_ROW + 1):
        for position, column in enumerate(table.columns, 1):
            if column.id in row.values:
                given = typed(row.values[column.id], column, column.options, language)
                type_in(sheet.cell(number, position), given)
    if carried and carried.confirmed_empty:
        type_in(sheet.cell(CONFIRM_ROW, 2), draft.say("yes"))
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 1)
    page(sheet, f"{HEADER_ROW}:{HEADER_ROW}")
    sheet.print_area = f"A1:{sheet.cell(1, last).column_letter}{HEADER_ROW + max(drawn, len(filled))}"
    protect(sheet)
    if len(filled) <= drawn:
        return None
    return lambda: rows_as_xml(table, filled[drawn:], HEADER_ROW + 1 + drawn, styles, language)


def open_rows(carried: TableRead | None) -> int:
    """How many rows below the header can be typed in: more than are drawn, so that a long list can be pasted."""
    return max(_SPARE_ROWS, len(carried.rows) if carried else 0)


def _styles(sheet: Any, position: int) -> Styles:
    """The styles of a column's drawn cells, blank and filled."""
    below = sheet.cell(HEADER_ROW + 1, position)
    blank = below.style_id
    below.font = CARRIED
    filled = below.style_id
    below.font = BODY
    return Styles(blank=blank, filled=filled)


def column_width(column: Column, language: Language) -> int:
    longest = max((display_width(text.in_(language)) for text in column.options.values()), default=0)
    least = 32 if column.type == "text" else 14
    return max(least, min(40, longest + 4), min(24, display_width(column_title(column, language)) + 4))


def column_title(column: Column, language: Language) -> str:
    """The header: the column's title alone; the unit stands in the row's prompt and in the hint."""
    unit = f"（{column.unit.in_(language)}）" if column.unit and language == "zh" else ""
    unit = f" ({column.unit.in_(language)})" if column.unit and language == "en" else unit
    return column.title.in_(language) + unit


def _confirm(sheet: Any, draft: Draft, last: int) -> None:
    title = draft.say("confirm-empty")
    put(sheet, CONFIRM_ROW, 1, title, BODY)
    cell = sheet.cell(CONFIRM_ROW, 2)
    style_input(cell)
    validate_list(sheet, cell, [draft.say("yes")], draft.language, draft.lists, title)
    put(sheet, CONFIRM_ROW, 3, draft.say("confirm-hint"), BODY)
    if last > 3:
        sheet.merge_cells(start_row=CONFIRM_ROW, start_column=3, end_row=CONFIRM_ROW, end_column=last)
    sheet.row_dimensions[CONFIRM_ROW].height = 34


def write_totals(sheet: Any, columns: tuple[Column, ...], first: int, rows: int, draft: Draft) -> None:
    """Above the header, the sums of so many rows of the columns that have one; the columns begin at `first`."""
    if not any(column.total for column in columns):
        return
    put(sheet, TOTAL_ROW, 1, draft.say("total"), BODY)
    for position, column in enumerate(columns, first):
        cell = sheet.cell(TOTAL_ROW, position)
        cell.fill = GREY
        if column.total and position > 1:
            letter = cell.column_letter
            cell.value = f"=SUM({letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + rows})"
            cell.number_format, cell.font = number_format(column.type), BODY


def validate_column(sheet: Any, position: int, column: Column, rows: int, draft: Draft) -> None:
    """What may be typed into so many rows below the header."""
    title = column.title.in_(draft.language)
    validation = validation_for(column, column.options, draft.language, draft.lists, title)
    if validation is not None:
        letter = get_column_letter(position)
        validation.add(f"{letter}{HEADER_ROW + 1}:{letter}{HEADER_ROW + rows}")
        sheet.add_data_validation(validation)


def _column(sheet: Any, drawn: int, column: Column, position: int) -> None:
    for row in range(HEADER_ROW + 1, HEADER_ROW + drawn + 1):
        cell = sheet.cell(row, position)
        style_input(cell)
        cell.number_format = number_format(column.type)
    # Beyond the drawn rows the column's own style is unlocked, so that a long list can be pasted.
    dimension = sheet.column_dimensions[get_column_letter(position)]
    dimension.protection = UNLOCKED
    dimension.number_format = number_format(column.type)
