"""The repeat tables: one sheet each, columns by title, rows as they come."""

from convergence_cli.errors import Location, problem
from convergence_cli.model.question import Column, Table
from convergence_cli.model.questionnaire import Answered, Row, TableRead
from convergence_cli.questionnaire.layout import spellings, table_sheet
from convergence_cli.questionnaire.match import find_sheet
from convergence_cli.questionnaire.normalise import NO, YES, clean, folded, is_blank, show
from convergence_cli.questionnaire.rows import Desk, Page, open_page

_TOTALS = frozenset({"合计", "总计", "小计", "共计", "total", "sum", "subtotal"})


def read_tables(desk: Desk, profile: dict[str, Answered | None]) -> dict[str, TableRead]:
    """Every table of the framework; one whose sheet is not in the workbook is blank."""
    asked = [item for item in desk.framework.indicators if item.in_scope(profile)]
    wanted = {table.id for item in asked for table in desk.framework.tables_of(item)}
    return {table.id: _read_table(desk, table, wanted=table.id in wanted) for table in desk.framework.tables}


def _read_table(desk: Desk, table: Table, *, wanted: bool) -> TableRead:
    names = (table_sheet(table, "zh"), table_sheet(table, "en"), table.title.zh, table.title.en, table.id)
    headers = {column.id: _spellings(column) for column in table.columns}
    required = {column.id for column in table.columns if column.required}
    page = open_page(desk, names, headers, required)
    if page is None:
        _explain_absence(desk, table, names, wanted=wanted)
        return TableRead(id=table.id, sheet="")
    rows = tuple(
        row for number in range(page.header.row + 1, len(page.grid)) if (row := _row(desk, page, table, number))
    )
    confirmed = _confirmed(desk, page)
    if confirmed and rows:
        place = Location(file=desk.book.file, sheet=page.sheet)
        desk.problems.append(problem("table-not-empty", place, rows=str(len(rows))))
    return TableRead(id=table.id, sheet=page.sheet, rows=rows, confirmed_empty=confirmed)


def _explain_absence(desk: Desk, table: Table, names: tuple[str, ...], *, wanted: bool) -> None:
    """A sheet whose header cannot be found must not pass for a blank table, nor one that is wanted and is gone."""
    sheet, _ = find_sheet(desk.book.sheets, names, desk.taken | desk.reserved(names), desk.book.file)
    if sheet is not None and any(not is_blank(cell) for line in desk.book.sheets[sheet] for cell in line):
        desk.problems.append(problem("table-header-missing", Location(file=desk.book.file, sheet=sheet)))
    elif wanted:
        title = (table.title.zh, table.title.en)
        desk.problems.append(problem("table-missing", Location(file=desk.book.file), "warning", table=title))


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
        for column, cell in enumerate(line):
            if isinstance(cell, str) and folded(cell) in labels:
                return _says_yes(desk, page, row, column + 1)
    return False


def _says_yes(desk: Desk, page: Page, row: int, column: int) -> bool:
    """Whether a cell beside the confirmation holds a yes; blank and no are none, anything else is a problem."""
    if desk.doubtful_at(page, row, column):
        return False
    line = page.grid[row]
    typed = line[column] if column < len(line) else ""
    if not is_blank(typed) and folded(show(typed)) not in YES | NO:
        desk.problems.append(problem("not-yes-no", desk.place(page.sheet, row, column), found=show(typed)))
    return folded(show(typed)) in YES


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
