"""Tables whose rows the framework lists: each row found by its id, or by its title where the id is gone.

What questions ask for in a row becomes their answers, each with its own cell; what else stands there is the row's. A
row that was added, changed or given twice is a problem: its answers would belong nowhere, or to another row.
"""

from collections.abc import Mapping

from convergence_cli.errors import Word
from convergence_cli.model.framework import Indicator, in_scope
from convergence_cli.model.question import Column, Table, TableCell
from convergence_cli.model.questionnaire import Answer, Answered, Row, TableRead
from convergence_cli.questionnaire.cleaning import clean, folded, show
from convergence_cli.questionnaire.normalise import TOTALS
from convergence_cli.questionnaire.reader import Page, Reader
from convergence_cli.questionnaire.rows import say_changed
from convergence_cli.questionnaire.workbook.sheet import Cell, reference
from convergence_cli.texts.nearest import known_words

Answers = dict[str, Answer]


def read_fixed(
    reader: Reader, page: Page, table: Table, profile: Mapping[str, Answered | None], answers: Answers
) -> TableRead:
    """The rows of one such sheet; the answers that stand in it are added to the others."""
    places, disputed = _places(reader, page, table)
    rows: list[Row] = []
    for name, row in table.fixed.items():
        items = reader.framework.cells.get((table.id, name), ())
        if name in places:
            values = _read(reader, page, places[name], table, items, profile, answers)
            over = {column.id for column in reader.framework.left_over(table, name)}
            left = {key: given for key, given in values.items() if key in over}
            if left:
                rows.append(Row(number=places[name] + 1, values=left, id=name))
            continue
        asked = [item for item in items if item.in_scope(profile)]
        if reader.is_part or name in disputed or not in_scope(row.applies, profile) or (items and not asked):
            continue
        if reader.moves.is_new(f"{table.id}.{name}") or (asked and all(reader.moves.is_new(item.id) for item in asked)):
            reader.new += [item.id for item in asked]
        elif all(profile.get(question) is not None for question in row.applies):
            reader.tell("row-missing", page.whole, "warning", id=name)
    return TableRead(id=table.id, sheet=page.sheet, rows=tuple(rows))


# --- which row is which --------------------------------------------------------------------------


def _places(reader: Reader, page: Page, table: Table) -> tuple[dict[str, int], set[str]]:
    """Id -> its row; and the ids of rows that say something else than their title, which are not read."""
    titles = _titles(reader, table)
    ids = {folded(name): name for name in table.fixed}
    earlier = _earlier(reader, table)
    inputs = [column.id for column in table.columns]
    found: dict[str, int] = {}
    disputed: set[str] = set()
    for number in page.rows:
        typed, told = (_text(page.cell(number, key)) for key in ("id", "row"))
        name = ids.get(folded(typed)) if typed else titles.get(folded(told))
        if name is None and folded(typed) in earlier:
            name = _renamed(reader, page, number, earlier[folded(typed)], inputs)
        elif name is None:
            _stray(reader, page, number, typed, told, inputs, table)
        if name is None:
            continue
        if told and titles.get(folded(told)) != name:
            title = table.fixed[name].title
            facts: dict[str, Word] = {"id": name, "found": told, "expected": title.both}
            reader.tell("row-title-changed", page.at(number, "row"), **facts)
            disputed.add(name)
        elif name in found:
            key = "id" if typed else "row"
            first = reference(found[name], page.header.columns[key])
            reader.tell("duplicate-id", page.at(number, key), id=name, first=first)
        else:
            found[name] = number
    return found, disputed


def _text(cell: Cell) -> str:
    """What stands in a cell, all of it; a number that was typed in place of an id as it is shown."""
    return clean(cell if isinstance(cell, str) else show(cell))


def _titles(reader: Reader, table: Table) -> dict[str, str]:
    """Title of a row in any language, today's or an earlier one, folded -> the row's id."""
    found: dict[str, str] = {}
    for name, row in table.fixed.items():
        for title in (*reader.moves.titles.get(f"{table.id}.{name}", ()), row.title):
            found |= {folded(title.zh): name, folded(title.en): name}
    return found


def _earlier(reader: Reader, table: Table) -> dict[str, str]:
    """Id that a row had, folded -> the name that the version map has for it."""
    moves = reader.moves.to
    tables = {table.id, *(old for old, now in moves.items() if now == (table.id,))}
    split = ((old, old.partition(".")) for old in moves)
    return {folded(row): old for old, (owner, dot, row) in split if dot and owner in tables}


def _renamed(reader: Reader, page: Page, number: int, old: str, inputs: list[str]) -> str | None:
    """The row that an earlier one is today; of one that is no longer listed, what was filled in is told."""
    today = reader.moves.to[old]
    found = old.partition(".")[2]
    if today:
        name = today[0].partition(".")[2]
        reader.tell("id-renamed", page.at(number, "id"), "note", found=found, id=name)
        return name
    filled = page.filled(number, inputs)
    if filled:
        said = " | ".join(show(page.cell(number, key)) for key in filled)
        reader.tell_gone(old, found, page.at(number, filled[0]), said)
    return None


def _stray(reader: Reader, page: Page, number: int, typed: str, told: str, inputs: list[str], table: Table) -> None:
    """A row that is none of the table's: words alone are nothing, an answer beside them must not be lost."""
    filled = page.filled(number, inputs)
    if TOTALS.has(typed) or TOTALS.has(told):
        key = "id" if TOTALS.has(typed) else "row"
        reader.tell("total-row", page.at(number, key), "note", found=typed if key == "id" else told)
    elif typed:
        near = reader.finder.guesses.nearest(typed, known_words(tuple(table.fixed), 0.6))
        reader.tell("unknown-id", page.at(number, "id"), found=typed, nearest=near)
    elif filled:
        found = show(page.cell(number, filled[0]))
        reader.tell("answer-without-id", page.at(number, filled[0]), found=found, id=told)


# --- one row -------------------------------------------------------------------------------------


def _read(
    reader: Reader,
    page: Page,
    number: int,
    table: Table,
    items: tuple[Indicator, ...],
    profile: Mapping[str, Answered | None],
    answers: Answers,
) -> dict[str, Answered]:
    """What stands in a row, by column. A required column left blank makes it half filled in: a problem."""
    cells = [(item, item.ask.cell) for item in items if item.ask.cell is not None]
    texts = {name for _, cell in cells for name in (cell.evidence, cell.note) if name is not None}
    values: dict[str, Answered] = {}
    for column in table.columns:
        if column.id in page.header.columns and column.id not in texts:
            name = f"{table.id}.{column.id}"
            given = reader.read(page, number, column.id, name, column, column.options)
            if given is not None:
                values[column.id] = given
                if column.type == "date":
                    reader.tell_date(page, (number, page.header.columns[column.id]), given)
    for item, cell in cells:
        if cell.column in page.header.columns:
            _keep(reader, _answer(reader, page, number, item, cell, values.get(cell.column)), answers)
            raw = answers[item.id].raw
            if raw and not item.in_scope(profile):
                reader.tell("answer-out-of-scope", page.at(number, cell.column), "note", id=item.id, found=raw)
    lapsed = any(values.get(cell.column) in cell.reasons for _, cell in cells)
    filled = page.filled(number, [column.id for column in table.columns])
    for column in table.columns if filled and not lapsed else ():
        if _is_wanted(reader, table, column) and column.id in page.header.columns and column.id not in filled:
            reader.tell("row-incomplete", page.at(number, column.id), column=column.title.both)
    return values


def _is_wanted(reader: Reader, table: Table, column: Column) -> bool:
    """Whether a row needs it: what the workbook's version did not have, nobody could fill in."""
    return column.required and f"{table.id}.{column.id}" not in reader.moves.added


def _answer(
    reader: Reader, page: Page, number: int, item: Indicator, cell: TableCell, given: Answered | None
) -> Answer:
    reason = cell.reasons.get(given) if isinstance(given, str) else None
    evidence = cell.evidence if cell.evidence in page.header.columns else None
    return Answer(
        id=item.id,
        location=page.at(number, cell.column),
        value=None if reason is not None else given,
        raw=show(page.cell(number, cell.column)),
        reason=reason,
        evidence=reader.evidence(page, number, evidence) if evidence else "",
        evidence_location=page.at(number, evidence) if evidence else None,
        note=reader.text(page, number, cell.note) if cell.note else "",
    )


def _keep(reader: Reader, answer: Answer, answers: Answers) -> None:
    """Take an answer, unless the sheet of questions has another: an earlier version may have asked there."""
    before = answers.get(answer.id)
    if before is not None and (before.value is not None or before.reason is not None):
        if answer.value is None and answer.reason is None:
            return
        if (before.value, before.reason) != (answer.value, answer.reason):
            reader.tell("duplicate-id", before.location, id=answer.id, first=answer.location.place)
    answers[answer.id] = answer
    say_changed(reader, answer)
