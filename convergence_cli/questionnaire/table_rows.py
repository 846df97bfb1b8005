"""The repeat tables: one sheet each, columns by title, rows as they come."""

from collections.abc import Iterator
from functools import cache

from convergence_cli.errors import Location
from convergence_cli.model.question import Column, Table
from convergence_cli.model.questionnaire import Answer, Answered, Row, TableRead
from convergence_cli.questionnaire.cleaning import clean, folded, is_blank, show
from convergence_cli.questionnaire.fixed_rows import read_fixed
from convergence_cli.questionnaire.layout import spellings
from convergence_cli.questionnaire.match import texts_of
from convergence_cli.questionnaire.normalise import NO, TOTALS, YES
from convergence_cli.questionnaire.reader import HeaderUnclearError, Page, Reader
from convergence_cli.questionnaire.shortcut import Shortcut

_Sought = tuple[Column, int, Shortcut]
"""A column that a sheet has, its place, and its shortcut."""


def read_tables(
    reader: Reader, profile: dict[str, Answered | None], answers: dict[str, Answer]
) -> dict[str, TableRead]:
    """Every table of the framework; one whose sheet is not in the workbook is blank.

    Answers to the questions that are asked in a table are added to the others.
    """
    return {table.id: _read_table(reader, table, profile, answers) for table in reader.framework.tables}


def _read_table(
    reader: Reader, table: Table, profile: dict[str, Answered | None], answers: dict[str, Answer]
) -> TableRead:
    try:
        page = reader.open(reader.form.tables[table.id])
    except HeaderUnclearError:
        return TableRead(id=table.id, sheet="")
    if page is None:
        _explain_absence(reader, table, profile)
        return TableRead(id=table.id, sheet="")
    looks = [
        (column, page.header.columns[column.id], reader.shortcut(f"{table.id}.{column.id}", column, column.options))
        for column in table.columns
        if column.id in page.header.columns
    ]
    if table.fixed:
        read = read_fixed(reader, page, table, profile, answers)
        is_filled = any(answer.location.sheet == page.sheet and answer.raw for answer in answers.values())
    else:
        rows, confirmed = tuple(_rows(reader, page, table, looks)), _confirmed(reader, page)
        read = TableRead(id=table.id, sheet=page.sheet, rows=rows, confirmed_empty=confirmed)
        is_filled = False
    reader.look_over(page, reader.form.retired_columns[table.id])
    for column in table.columns:
        if column.id not in page.header.columns and not _is_new(reader, table, column):
            reader.tell("column-missing", page.whole, "warning", column=column.title.both)
    if read.confirmed_empty and read.rows:
        reader.tell("table-not-empty", page.whole, rows=str(len(read.rows)))
    why = reader.moves.changed.get(table.id)
    if why is not None and (read.rows or is_filled):
        reader.tell("question-changed", page.whole, "warning", id=table.id, why=why.both)
    return read


def _is_new(reader: Reader, table: Table, column: Column) -> bool:
    """Whether the workbook's version of the table did not have this column."""
    return f"{table.id}.{column.id}" in reader.moves.added


def _explain_absence(reader: Reader, table: Table, profile: dict[str, Answered | None]) -> None:
    """A sheet whose header cannot be found must not pass for a blank table, nor one that is wanted and is gone."""
    sheet, _ = reader.find(reader.form.tables[table.id])
    if sheet is not None and any(not is_blank(cell) for line in reader.book.grid(sheet) for cell in line):
        reader.tell("table-header-missing", Location(file=reader.book.file, sheet=sheet))
    elif not (reader.is_part or reader.moves.is_new(table.id)) and any(
        item.in_scope(profile) and reader.knows_scope(item, profile) for item in reader.form.uses[table.id]
    ):
        reader.tell("table-missing", reader.whole, "warning", table=table.title.both)


def _confirmed(reader: Reader, page: Page) -> bool:
    """Whether the station said that there is nothing to list: a yes beside the words, above the header."""
    labels = _labels()
    for row, line in enumerate(page.grid[: page.header.row]):
        for column, typed, _ in texts_of(line):
            if typed in labels:
                return _says_yes(reader, page, row, column + 1)
    return False


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(folded, spellings("confirm-empty")))


def _says_yes(reader: Reader, page: Page, row: int, column: int) -> bool:
    """Whether a cell beside the confirmation holds a yes; blank and no are none, anything else is a problem."""
    if reader.doubtful(page, row, column):
        return False
    typed = page.cell_at(row, column)
    if not is_blank(typed) and folded(show(typed)) not in YES | NO:
        reader.tell("not-yes-no", page.place(row, column), found=show(typed))
    return folded(show(typed)) in YES


def _rows(reader: Reader, page: Page, table: Table, looks: list[_Sought]) -> Iterator[Row]:
    """The rows that hold something; where too much is wrong, what is left is told in one line and not read."""
    dates = [(column, place) for column, place, _ in looks if column.type == "date"]
    below = page.rows
    for at, number in enumerate(below):
        if reader.has_enough:
            reader.tell("rows-not-read", page.place(number, looks[0][1]), count=f"{len(below) - at:,}")
            return
        row = _row(reader, page, table, number, looks)
        if row is not None:
            for column, place in dates:
                reader.tell_date(page, (number, place), row.values.get(column.id))
            yield row


def _row(reader: Reader, page: Page, table: Table, number: int, looks: list[_Sought]) -> Row | None:
    """One row, or None for a blank one. A required column left blank makes it half filled in: a problem."""
    line = page.grid[number]
    if _is_total(reader, page, number, looks[0][1]) or _is_retired(reader, page, table, number):
        return None
    values: dict[str, Answered] = {}
    rest: list[tuple[Column, int]] = []
    width, sight = len(line), page.sight
    plain = number not in sight.noted_rows and not sight.is_hidden(number, looks[0][1])
    for column, at, look in looks:
        cell = line[at] if at < width else ""
        given = look(cell) if cell != "" and plain else None
        if given is None:
            rest.append((column, at))
        else:
            values[column.id] = given
    filled = {column.id for column, at in rest if page.is_filled(number, at)}
    if not values and not filled:
        return None
    for column, at in rest:
        if column.id not in filled:
            if column.id in reader.form.tables[table.id].needed:
                reader.tell("row-incomplete", page.place(number, at), column=column.title.both)
        elif not reader.doubtful(page, number, at):
            _careful(reader, page, table, number, column, values)
    if filled:
        values = {column.id: values[column.id] for column in table.columns if column.id in values}
    return Row(number=number + 1, values=values)


def _is_retired(reader: Reader, page: Page, table: Table, number: int) -> bool:
    """Whether a row is of a kind that this table no longer lists, in an earlier form; then all that it says is told."""
    for column in table.columns if reader.moves.options else ():
        name, at = f"{table.id}.{column.id}", page.header.columns.get(column.id)
        if at is None or name not in reader.moves.options:
            continue
        reading = reader.reading(page.cell_at(number, at), name, column, column.options)
        if reading.retired and reading.value is None:
            said = (show(page.cell_at(number, place)) for place in page.header.columns.values())
            reader.say_retired(page, (number, at), name, " | ".join(word for word in said if word), reading.retired[0])
            return True
    return False


def _is_total(reader: Reader, page: Page, number: int, column: int) -> bool:
    """Whether a row begins with a word for a sum: it is no data."""
    first = page.cell_at(number, column)
    if not (isinstance(first, str) and TOTALS.has(first)):
        return False
    reader.tell("total-row", page.place(number, column), "note", found=clean(first))
    return True


def _careful(
    reader: Reader, page: Page, table: Table, number: int, column: Column, values: dict[str, Answered]
) -> None:
    at = page.header.columns[column.id]
    name = f"{table.id}.{column.id}"
    given = reader.judge(page, (number, at), page.cell_at(number, at), name, column, column.options)
    if given is not None:
        values[column.id] = given
