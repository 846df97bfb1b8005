"""The repeat tables: one sheet each, columns by title, rows as they come."""

from convergence_cli.errors import Location, problem
from convergence_cli.model.framework import Column, Table
from convergence_cli.model.questionnaire import Answered, Row, TableRead
from convergence_cli.questionnaire.layout import spellings, table_sheet
from convergence_cli.questionnaire.normalise import YES, clean, folded, is_blank, show
from convergence_cli.questionnaire.rows import Desk, Page, open_page

_TOTALS = frozenset({"合计", "总计", "小计", "共计", "total", "sum", "subtotal"})


def read_tables(desk: Desk) -> dict[str, TableRead]:
    """Every table of the framework; one whose sheet is not in the workbook is blank."""
    return {table.id: _read_table(desk, table) for table in desk.framework.tables}


def _read_table(desk: Desk, table: Table) -> TableRead:
    names = (table_sheet(table, "zh"), table_sheet(table, "en"), table.title.zh, table.title.en, table.id)
    wanted = {column.id: _spellings(column) for column in table.columns}
    required = {column.id for column in table.columns if column.required}
    page = open_page(desk, names, wanted, required)
    if page is None:
        _explain_absence(desk, names)
        return TableRead(id=table.id, sheet="")
    rows = tuple(
        row for number in range(page.header.row + 1, len(page.grid)) if (row := _row(desk, page, table, number))
    )
    confirmed = _confirmed(desk, page)
    if confirmed and rows:
        place = Location(file=desk.book.file, sheet=page.sheet)
        desk.problems.append(problem("table-not-empty", place, rows=str(len(rows))))
    return TableRead(id=table.id, sheet=page.sheet, rows=rows, confirmed_empty=confirmed)


def _explain_absence(desk: Desk, names: tuple[str, ...]) -> None:
    """A sheet of that name whose header cannot be found must not pass for a blank table."""
    wanted = {folded(name) for name in names}
    for name, grid in desk.book.sheets.items():
        if folded(name) in wanted and any(not is_blank(cell) for line in grid for cell in line):
            desk.problems.append(problem("table-header-missing", Location(file=desk.book.file, sheet=name)))


def _spellings(column: Column) -> tuple[str, ...]:
    """A column's title in both languages, with and without its unit, and its id."""
    titles = [column.title.zh, column.title.en, column.id]
    if column.unit:
        titles += [f"{column.title.zh}({column.unit.zh})", f"{column.title.en}({column.unit.en})"]
    return tuple(titles)


def _confirmed(desk: Desk, page: Page) -> bool:
    """Whether the station said that there is nothing to list: a yes beside the words, above the header."""
    labels = {folded(word) for word in spellings("confirm-empty")}
    for row, line in enumerate(page.grid[: page.header.row]):
        for column, cell in enumerate(line[:-1]):
            if isinstance(cell, str) and folded(cell) in labels and not is_blank(line[column + 1]):
                typed = line[column + 1]
                if folded(show(typed)) in YES:
                    return True
                place = desk.place(page.sheet, row, column + 1)
                desk.problems.append(problem("not-yes-no", place, found=show(typed)))
    return False


def _row(desk: Desk, page: Page, table: Table, number: int) -> Row | None:
    """One row, or None for a blank one. A required column left blank makes it half filled in: a problem."""
    names = tuple(column.id for column in table.columns)
    filled = page.filled(number, names)
    if not filled:
        return None
    first = page.cell(number, names[0])
    if isinstance(first, str) and folded(first) in _TOTALS:
        place = desk.place(page.sheet, number, page.header.columns[names[0]])
        desk.problems.append(problem("total-row", place, "note", found=clean(first)))
        return None
    values: dict[str, Answered] = {}
    for column in table.columns:
        given = desk.read(page, number, column.id, column, column.options)
        if given is not None:
            values[column.id] = given
    for column in table.columns:
        if column.required and column.id not in filled:
            place = desk.place(page.sheet, number, page.header.columns[column.id])
            desk.problems.append(problem("row-incomplete", place, column=(column.title.zh, column.title.en)))
    return Row(number=number + 1, values=values)
