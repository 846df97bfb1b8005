"""The question sheet and the station sheet: rows found by id, columns by header."""

import re

from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import Ask, Column, ProfileQuestion, Text
from convergence_cli.model.questionnaire import Answer, Answered
from convergence_cli.questionnaire.details import Details, UnreadableDetailsError
from convergence_cli.questionnaire.grid import Book, Cell, Grid, reference
from convergence_cli.questionnaire.layout import (
    IDENTITY_SHEET,
    LANGUAGES,
    LISTS_SHEET,
    QUESTION_COLUMNS,
    STATION_COLUMNS,
    is_computed_notice,
    spellings,
    table_sheet,
)
from convergence_cli.questionnaire.match import Header, find_header, find_sheet
from convergence_cli.questionnaire.normalise import Reading, clean, folded, is_blank, read_cell, show, text_of
from convergence_cli.texts.nearest import nearest
from convergence_cli.value import value

_ID = re.compile(r"^[A-Za-z][A-Za-z0-9]*\.\S+$")


@value
class Desk:
    """A workbook being read: what it is, what it is read against, and the problems gathered so far."""

    book: Book
    framework: Framework
    problems: list[Problem]
    taken: set[str]
    """Sheets that have been matched."""

    def reserved(self, names: tuple[str, ...]) -> set[str]:
        """Sheets of the workbook that are exactly some other sheet of the questionnaire, not one of `names`."""
        other = {word for key in ("station", "questions", "guide", "progress") for word in spellings(f"sheet-{key}")}
        other |= {table_sheet(table, language) for table in self.framework.tables for language in LANGUAGES}
        other |= {IDENTITY_SHEET, LISTS_SHEET}
        known = {folded(name) for name in other - set(names)}
        return {name for name in self.book.sheets if folded(name) in known}

    def place(self, sheet: str, row: int, column: int) -> Location:
        """A cell, row and column from 0."""
        return Location(file=self.book.file, sheet=sheet, cell=reference(row, column))

    def read(
        self, page: "Page", row: int, key: str, question: Ask | ProfileQuestion | Column, options: dict[str, Text]
    ) -> Answered | None:
        """The answer in one cell; its problems and notes are gathered."""
        cell, column = page.cell(row, key), page.header.columns.get(key)
        if column is None or self.doubtful(page, row, key):
            return None
        shown = (row, column) in page.details.percent if question.type == "percent" else None
        reading: Reading = read_cell(cell, question, options, self.place(page.sheet, row, column), percent=shown)
        self.problems.extend(reading.problems)
        return reading.value

    def text(self, page: "Page", row: int, key: str) -> str:
        """A free text in one cell."""
        column = page.header.columns.get(key)
        if column is None or self.doubtful(page, row, key):
            return ""
        text, problems = text_of(page.cell(row, key), self.place(page.sheet, row, column))
        self.problems.extend(problems)
        return text

    def doubtful(self, page: "Page", row: int, key: str) -> bool:
        """Whether the cell holds an error or an uncalculated formula; if so, that is a problem."""
        column = page.header.columns.get(key)
        return column is not None and self.doubtful_at(page, row, column)

    def doubtful_at(self, page: "Page", row: int, column: int) -> bool:
        """As `doubtful`, for a cell by its place."""
        shown = page.details.doubtful.get((row, column))
        if shown is None:
            return False
        code = "error-cell" if shown else "formula-not-calculated"
        self.problems.append(problem(code, self.place(page.sheet, row, column), found=shown))
        return True


@value
class Page:
    """A sheet whose header row was found."""

    sheet: str
    grid: Grid
    header: Header
    details: Details

    def cell(self, row: int, key: str) -> Cell:
        """The cell of a column by its key; blank where the sheet has no such column."""
        column = self.header.columns.get(key)
        line = self.grid[row]
        return line[column] if column is not None and column < len(line) else ""

    def filled(self, row: int, keys: tuple[str, ...]) -> list[str]:
        """Those of the columns that hold something in this row."""
        places = ((key, (row, self.header.columns[key])) for key in keys if key in self.header.columns)
        return [key for key, place in places if not is_blank(self.cell(row, key)) or place in self.details.doubtful]


def open_page(
    desk: Desk, names: tuple[str, ...], wanted: dict[str, tuple[str, ...]], needed: set[str], ids: tuple[str, ...] = ()
) -> Page | None:
    """Find a sheet and its header: by name or, where no name fits, by a header row that does.

    `ids` are ids of which a sheet found by its header must hold at least one.
    """
    sheet, notes = find_sheet(desk.book.sheets, names, desk.taken | desk.reserved(names), desk.book.file)
    header = None
    if sheet is not None:
        header = find_header(desk.book.sheets[sheet], wanted, needed, Location(file=desk.book.file, sheet=sheet))
    if header is None:
        by_header = _by_header(desk, names, wanted, needed, ids)
        if by_header is not None:
            sheet, header = by_header
            notes = (problem("sheet-misspelt", Location(file=desk.book.file, sheet=sheet), "note", read=names[0]),)
    if sheet is None or header is None:
        return None
    desk.taken.add(sheet)
    desk.problems.extend((*notes, *header.problems))
    try:
        details = desk.book.details(sheet)
    except UnreadableDetailsError as error:
        desk.problems.append(
            problem("sheet-unreadable", Location(file=desk.book.file, sheet=sheet), found=str(error)[:200])
        )
        details = Details(doubtful={}, percent=frozenset())
    # Rows of nothing but uncalculated formulas lie beyond what calamine takes for the end of the sheet.
    grid = desk.book.sheets[sheet]
    beyond = max((row + 1 for row, _ in details.doubtful), default=0) - len(grid)
    return Page(sheet=sheet, grid=grid + [[]] * beyond, header=header, details=details)


def _by_header(
    desk: Desk, names: tuple[str, ...], wanted: dict[str, tuple[str, ...]], needed: set[str], ids: tuple[str, ...]
) -> tuple[str, Header] | None:
    """The sheet that holds the most of the ids (or, without ids, names the most columns)."""
    found: list[tuple[int, str, Header]] = []
    excluded = desk.taken | desk.reserved(names)
    for name, grid in desk.book.sheets.items():
        if name in excluded:
            continue
        header = find_header(grid, wanted, needed, Location(file=desk.book.file, sheet=name))
        if header is None:
            continue
        column = header.columns.get("id", 0)
        held = sum(clean(str(line[column])) in ids for line in grid if column < len(line))
        if held or not ids:
            found.append((held or len(header.columns), name, header))
    best = max(found, key=lambda item: item[0], default=None)
    return (best[1], best[2]) if best else None


# --- the station ---------------------------------------------------------------------------------


def read_profile(desk: Desk) -> dict[str, Answer]:
    """The station's answers about itself; a required one that is blank is a problem."""
    questions = {question.id: question for question in desk.framework.profile}
    wanted = {key: spellings(key) for key in STATION_COLUMNS}
    page = open_page(desk, spellings("sheet-station"), wanted, {"id", "answer"}, tuple(questions))
    if page is None:
        desk.problems.append(problem("no-station-sheet", Location(file=desk.book.file)))
        return {}
    rows = _rows_by_id(desk, page, tuple(questions), ("answer",))
    answers: dict[str, Answer] = {}
    for name, question in questions.items():
        row = rows.get(name)
        if row is None:
            if question.required:
                place = Location(file=desk.book.file, sheet=page.sheet)
                desk.problems.append(problem("profile-missing", place, question=(question.title.zh, question.title.en)))
            continue
        place = desk.place(page.sheet, row, page.header.columns["answer"])
        blank = not page.filled(row, ("answer",))
        given = desk.read(page, row, "answer", question, question.options)
        if blank and question.required:
            desk.problems.append(problem("profile-missing", place, question=(question.title.zh, question.title.en)))
        answers[name] = Answer(id=name, location=place, value=given, raw=show(page.cell(row, "answer")))
    return answers


# --- the questions -------------------------------------------------------------------------------


def read_questions(desk: Desk, profile: dict[str, Answered | None]) -> dict[str, Answer]:
    """Every indicator's row: answer, evidence, reason, note."""
    wanted = {key: spellings(key) for key in QUESTION_COLUMNS}
    indicators = {item.id: item for item in desk.framework.indicators}
    page = open_page(desk, spellings("sheet-questions"), wanted, {"id", "answer"}, tuple(indicators))
    if page is None:
        desk.problems.append(problem("no-question-sheet", Location(file=desk.book.file)))
        return {}
    for key in ("evidence", "reason"):
        if key not in page.header.columns:
            words = spellings(key)
            place = Location(file=desk.book.file, sheet=page.sheet)
            desk.problems.append(problem("column-missing", place, "warning", column=(words[0], words[1])))
    rows = _rows_by_id(desk, page, tuple(indicators), ("answer", "evidence", "reason", "note"))
    answers: dict[str, Answer] = {}
    for name, item in indicators.items():
        if name in rows:
            answers[name] = _answer(desk, page, rows[name], item, in_scope=item.in_scope(profile))
        elif item.in_scope(profile):
            place = Location(file=desk.book.file, sheet=page.sheet)
            desk.problems.append(problem("row-missing", place, "warning", id=name))
    return answers


def _answer(desk: Desk, page: Page, row: int, item: Indicator, *, in_scope: bool) -> Answer:
    options = desk.framework.options(item)
    column = page.header.columns["answer"]
    place = desk.place(page.sheet, row, column)
    raw = show(page.cell(row, "answer")) if page.filled(row, ("answer",)) else ""
    if item.ask.compute is None:
        given = desk.read(page, row, "answer", item.ask, options)
    else:
        given, raw = None, _typed_over(desk, page, row, item, place)
    reason = _reason(desk, page, row, item)
    if reason is not None and raw and item.ask.compute is None:
        desk.problems.append(problem("answer-and-reason", place, id=item.id))
    if raw and not in_scope:
        desk.problems.append(problem("answer-out-of-scope", place, "note", id=item.id, found=raw))
    return Answer(
        id=item.id,
        location=place,
        value=given,
        raw=raw,
        reason=reason,
        evidence=desk.text(page, row, "evidence"),
        note=desk.text(page, row, "note"),
    )


def _typed_over(desk: Desk, page: Page, row: int, item: Indicator, place: Location) -> str:
    """A computed question's answer cell holds our own words; anything else was typed there and is not used."""
    cell = page.cell(row, "answer")
    if is_blank(cell) or (isinstance(cell, str) and is_computed_notice(clean(cell))):
        return ""
    desk.problems.append(problem("typed-over-computed", place, "warning", id=item.id, found=show(cell)))
    return show(cell)


def _reason(desk: Desk, page: Page, row: int, item: Indicator) -> str | None:
    """The id of the not-applicable reason, if this indicator permits it."""
    typed = desk.text(page, row, "reason")
    if not typed:
        return None
    place = desk.place(page.sheet, row, page.header.columns["reason"])
    known = {folded(word): name for name, text in desk.framework.reasons.items() for word in (text.zh, text.en, name)}
    name = known.get(folded(typed))
    permitted = [desk.framework.reasons[each] for each in item.not_applicable]
    shown = (" / ".join(text.zh for text in permitted), " / ".join(text.en for text in permitted))
    if name in item.not_applicable:
        return name
    code = "reason-not-permitted" if permitted else "reason-never"
    desk.problems.append(problem(code, place, id=item.id, found=typed, known=shown))
    return None


def _rows_by_id(desk: Desk, page: Page, known: tuple[str, ...], inputs: tuple[str, ...]) -> dict[str, int]:
    """Id -> row. A second row of an id, an unknown id, and answers beside no id at all are problems."""
    exact = {folded(name): name for name in known}
    rows: dict[str, int] = {}
    for row in range(page.header.row + 1, len(page.grid)):
        typed = clean(str(page.cell(row, "id")))
        name = exact.get(folded(typed))
        filled = page.filled(row, inputs)
        place = desk.place(page.sheet, row, page.header.columns["id"])
        if name is None:
            _stray(desk, page, row, typed, filled, known)
        elif name in rows:
            first = reference(rows[name], page.header.columns["id"])
            desk.problems.append(problem("duplicate-id", place, id=name, first=first))
        else:
            rows[name] = row
    return rows


def _stray(desk: Desk, page: Page, row: int, typed: str, filled: list[str], known: tuple[str, ...]) -> None:
    """A row that belongs to no question: a heading is nothing, an answer in it must not be lost."""
    place = desk.place(page.sheet, row, page.header.columns["id"])
    if _ID.match(typed):
        near = nearest(typed, known)
        desk.problems.append(problem("unknown-id", place, found=typed, nearest=near))
    elif filled:
        cell = desk.place(page.sheet, row, page.header.columns[filled[0]])
        found = show(page.cell(row, filled[0]))
        desk.problems.append(problem("answer-without-id", cell, found=found, id=typed))
