"""A workbook being read: its sheets found, its cells read one by one, the problems gathered on the way."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from convergence_cli.errors import Location, Problem, Severity, Word, problem
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.question import Text
from convergence_cli.model.questionnaire import Answered, Moved
from convergence_cli.model.versions import Moves, Options
from convergence_cli.questionnaire.cleaning import clean, folded, is_blank, show
from convergence_cli.questionnaire.form import form_of
from convergence_cli.questionnaire.layout import HEADER_ROW
from convergence_cli.questionnaire.match import Finder, Header, Sought
from convergence_cli.questionnaire.normalise import Reading, read_cell, read_evidence, spoken, text_of
from convergence_cli.questionnaire.numerals import Question
from convergence_cli.questionnaire.personal import personal_in
from convergence_cli.questionnaire.shortcut import Shortcut
from convergence_cli.questionnaire.sight import Sight, tell_blank, tell_gathered, tell_value
from convergence_cli.questionnaire.workbook.book import Book
from convergence_cli.questionnaire.workbook.sheet import Cell, Grid, reference
from convergence_cli.questionnaire.years import earlier_year
from convergence_cli.value import value

MOST_OF_A_KIND = 2_000
"""Problems of one code that are told one by one: nobody reads the next, and a file may hold a million."""
MOST_FAULTS = 10_000
"""Errors after which no further row of a table is read, but that there are such rows: the workbook is refused anyway,
and to look closely at a cell takes ten times as long as to lay it out."""
# Behind the title of a column.
_UNIT = re.compile(r"[（(][^（(]*[)）]$")
# What is typed in many cells is typed alike; this many that differ are kept.
_MOST_READINGS = 20_000


class HeaderUnclearError(Exception):
    """A sheet whose columns cannot be told apart: to read it all the same would be a flood of false problems."""


@value
class Page:
    """A sheet whose header row was found."""

    file: str
    sheet: str
    grid: Grid
    header: Header
    sight: Sight

    def cell(self, row: int, key: str) -> Cell:
        """The cell of a column by its key; blank where the sheet has no such column."""
        column = self.header.columns.get(key)
        return "" if column is None else self.cell_at(row, column)

    def cell_at(self, row: int, column: int) -> Cell:
        """The cell at a place, from 0."""
        line = self.grid[row]
        return line[column] if column < len(line) else ""

    def filled(self, row: int, keys: Iterable[str]) -> list[str]:
        """Those of the columns that hold something in this row."""
        columns = self.header.columns
        return [key for key in keys if key in columns and self.is_filled(row, columns[key])]

    def is_filled(self, row: int, column: int) -> bool:
        """Whether a cell holds something, an error or an uncalculated formula included."""
        line = self.grid[row]
        cell = line[column] if column < len(line) else ""
        return (cell != "" and not is_blank(cell)) or (row, column) in self.sight.blank

    @property
    def rows(self) -> list[int]:
        """The rows below the header that do not plainly hold nothing at all."""
        odd, begin = self.sight.blank_rows, self.header.row + 1
        below = enumerate(self.grid[begin:], begin)
        return [row for row, line in below if line.count("") < len(line) or row in odd]

    def at(self, row: int, key: str) -> Location:
        """The place of a cell in a column that the sheet has."""
        return self.place(row, self.header.columns[key])

    def place(self, row: int, column: int) -> Location:
        """The place of a cell, row and column from 0."""
        return Location(file=self.file, sheet=self.sheet, cell=reference(row, column))

    @property
    def whole(self) -> Location:
        """The sheet itself."""
        return Location(file=self.file, sheet=self.sheet)


class Reader:
    """A workbook being read: what it is, what it is read against, and what was found so far."""

    def __init__(
        self, book: Book, framework: Framework, moves: Moves, language: Language | None, *, is_part: bool = False
    ) -> None:
        self.book, self.framework, self.moves, self.language = book, framework, moves, language
        self.is_part = is_part
        """Whether it is one department's part: what is not there, others are asked."""
        self.problems: list[Problem] = []
        self._readings: dict[tuple[int, type, Cell, bool], Reading] = {}
        self._told: Counter[tuple[str, Severity]] = Counter()
        self.faults = 0
        """Errors so far, those that are only counted among them."""
        self.moved: list[Moved] = []
        """Answers to what is no longer asked as it was."""
        self.year: int | None = None
        """The year that is assessed, once it is known."""
        self.new: list[str] = []
        """Questions that the workbook's version did not have."""
        self.taken: set[str] = set()
        """Sheets that have been matched."""
        self.form = form_of(framework, moves)
        self._pages: list[Page] = []
        self.finder = Finder(book.file)
        self._folded = [(name, folded(name)) for name in book.names]

    def tell(self, code: str, place: Location, severity: Severity = "error", /, **values: Word) -> None:
        """Gather a problem; of many of a kind the first ones, and how many they are."""
        if self._counts(code, severity):
            self.problems.append(problem(code, place, severity, **values))

    def _counts(self, code: str, severity: Severity) -> bool:
        """Count a problem; whether it is one of the first of its kind."""
        self.faults += severity == "error"
        self._told[code, severity] += 1
        return self._told[code, severity] <= MOST_OF_A_KIND

    @property
    def has_enough(self) -> bool:
        """Whether so much is wrong that there is no use in looking closely at more."""
        return self.faults >= MOST_FAULTS

    @property
    def gathered(self) -> tuple[Problem, ...]:
        """All problems, and a count of those that are not among them."""
        rest = {kind: count - MOST_OF_A_KIND for kind, count in self._told.items() if count > MOST_OF_A_KIND}
        more = (
            problem("more-of-the-same", self.whole, severity, code=code, count=f"{count:,}")
            for (code, severity), count in rest.items()
        )
        return (*self.problems, *more)

    @property
    def whole(self) -> Location:
        """The workbook itself."""
        return Location(file=self.book.file)

    def find(self, wanted: Sought) -> tuple[str | None, tuple[Problem, ...]]:
        """The sheet that is wanted, or one whose name is close (with a note), among those that are nothing else."""
        exact = (name for name, typed in self._folded if typed in wanted.folded and name not in self.taken)
        found = next(exact, None)
        return (found, ()) if found else self.finder.close_sheet(self.book.names, wanted, self._excluded(wanted))

    def _excluded(self, wanted: Sought) -> set[str]:
        """Sheets that have been matched, or are exactly some other sheet of the questionnaire."""
        other = self.form.ours - wanted.folded
        return self.taken | {name for name, typed in self._folded if typed in other}

    def read(
        self, page: Page, row: int, key: str, name: str, question: Question, options: dict[str, Text]
    ) -> Answered | None:
        """The answer in one cell of the question `name`; its problems and notes are gathered."""
        column = page.header.columns.get(key)
        if column is None:
            return None
        cell = page.cell_at(row, column)
        if cell == "":
            self.doubtful(page, row, column)
            return None
        return self.judge(page, (row, column), cell, name, question, options)

    def judge(
        self, page: Page, place: tuple[int, int], cell: Cell, name: str, question: Question, options: dict[str, Text]
    ) -> Answered | None:
        """As `read`, for what stands at a place: first what a person sees of it, then what it says."""
        if tell_value(self, page, place, is_text=question.type == "text"):
            return None
        percent = place in page.sight.percents
        given = None if percent else self.shortcut(name, question, options)(cell)
        return given if given is not None else self._carefully(page, place, cell, name, question, options)

    def shortcut(self, name: str, question: Question, options: dict[str, Text]) -> Shortcut:
        """The shortcut for cells of the question `name`."""
        return self.form.shortcut(name, question, options, self.language)

    def _carefully(
        self, page: Page, place: tuple[int, int], cell: Cell, name: str, question: Question, options: dict[str, Text]
    ) -> Answered | None:
        percent = not isinstance(cell, str) and place in page.sight.percents
        reading = self.reading(cell, name, question, options, percent=percent)
        if reading.code:
            severity: Severity = "error" if reading.refused else "note"
            if self._counts(reading.code, severity):
                self.problems.append(problem(reading.code, page.place(*place), severity, **reading.words))
        for why in reading.retired:
            self.say_retired(page, place, name, show(cell), why)
        return reading.value

    def say_retired(self, page: Page, place: tuple[int, int], name: str, found: str, why: Text) -> None:
        """Tell an answer, or the row of a table, that is not read because its option is no longer there."""
        where = page.place(*place)
        self.tell("option-retired", where, "warning", id=name, found=found, why=why.both)
        self.moved.append(Moved(id=name, to=(), location=where, raw=found))

    def reading(
        self, cell: Cell, name: str, question: Question, options: dict[str, Text], *, percent: bool = False
    ) -> Reading:
        """A cell of the question `name` read, by the options that it had then; nothing is told."""
        # By identity: a question is the framework's, or a constant. 1, 1.0 and True are read differently.
        key = (id(question), type(cell), cell, percent)
        reading = self._readings.get(key)
        if reading is None:
            earlier = self.moves.options.get(name)
            asked = earlier.was if earlier else options
            guesses = self.finder.guesses
            reading = read_cell(cell, question, asked, percent=percent, language=self.language, guesses=guesses)
            if earlier:
                reading = _today(reading, show(cell), question, earlier, options)
            if len(self._readings) < _MOST_READINGS:
                self._readings[key] = reading
        return reading

    def text(self, page: Page, row: int, key: str) -> str:
        """A free text in one cell."""
        column = page.header.columns.get(key)
        if column is None:
            return ""
        cell = page.cell_at(row, column)
        if cell == "":
            self.doubtful(page, row, column, is_answer=False)
            return ""
        tell_value(self, page, (row, column), is_text=True)
        text, cut = text_of(cell)
        if cut:
            self.tell("control-characters", page.place(row, column), "note", found=show(text))
        self._tell_personal(page, row, column, text)
        return text

    def _tell_personal(self, page: Page, row: int, column: int, text: str) -> None:
        found = personal_in(text)
        if found is not None:
            self.tell(found.code, page.place(row, column), "warning", found=found.shown)

    def evidence(self, page: Page, row: int, key: str = "evidence") -> str:
        """What was named as evidence, in this column; a word for nothing is none."""
        typed = self.text(page, row, key)
        if not typed:
            return ""
        text, empty = read_evidence(typed)
        if empty:
            self.tell("evidence-none", page.at(row, key), "note", found=typed)
        named = "" if self.year is None else earlier_year(text, self.year)
        if named:
            self.tell("evidence-earlier-year", page.at(row, key), "warning", found=named, year=str(self.year))
        return text

    def tell_date(
        self, page: Page, place: tuple[int, int], given: Answered | None, *, may_be_earlier: bool = False
    ) -> None:
        """Warn of a date outside the year that is assessed."""
        if self.year is None or not isinstance(given, str):
            return
        year = int(given[:4])
        if year > self.year or (year < self.year and not may_be_earlier):
            self.tell("date-outside-year", page.place(*place), "warning", found=given, year=str(self.year))

    def doubtful(self, page: Page, row: int, column: int, *, is_answer: bool = True) -> bool:
        """Whether a cell that looks blank is not: an error, an uncalculated formula, a picture; that is told."""
        return tell_blank(self, page, (row, column), is_answer=is_answer)

    def open(self, wanted: Sought) -> Page | None:
        """Find a sheet and its header: by name or, where no name fits, by a header row that does.

        A sheet found by its header must hold at least one of the wanted ids, if there are any. Raises
        HeaderUnclearError, its reason told, where nobody can say which column holds what.
        """
        file = self.book.file
        self._check_twins(wanted)
        sheet, notes = self.find(wanted)
        header = None
        if sheet is not None:
            grid = self.book.sheet(sheet, wanted.columns_not_read if wanted.unread else None).grid
            header = self.finder.header(sheet, grid, wanted)
        if header is None:
            by_header = self._by_header(wanted)
            if by_header is not None:
                sheet, header = by_header
                notes = (problem("sheet-misspelt", Location(file=file, sheet=sheet), "note", read=wanted.names[0]),)
        if sheet is None or header is None:
            return None
        self.taken.add(sheet)
        self.problems.extend((*notes, *header.problems))
        if any(item.severity == "error" for item in header.problems):
            raise HeaderUnclearError
        found = self.book.sheet(sheet)
        sight = Sight(found, hidden=sheet in self.book.hidden)
        page = Page(file=file, sheet=sheet, grid=found.grid, header=header, sight=sight)
        self._pages.append(page)
        return page

    def _check_twins(self, wanted: Sought) -> None:
        """Refuse two sheets that could both be the one that is wanted: one may be a copy that was filled in."""
        twins = [name for name, typed in self._folded if typed in wanted.folded]
        if len(twins) < 2:
            return
        twins = [name for name in twins if self.finder.header(name, self.book.peek(name), wanted) is not None]
        if len(twins) > 1:
            self.taken.update(twins)
            found = " ".join(f"“{name}”" for name in twins)
            place = Location(file=self.book.file, sheet=twins[1])
            self.tell("sheet-ambiguous", place, found=found, read=wanted.names[0])
            raise HeaderUnclearError

    def _by_header(self, wanted: Sought) -> tuple[str, Header] | None:
        """The sheet that holds the most of the ids (or, without ids, names the most columns)."""
        found: list[tuple[int, str, Header]] = []
        excluded = self._excluded(wanted)
        for name in self.book.names:
            if name in excluded or self.finder.has_seen_enough:
                continue
            grid = self.book.peek(name)
            header = self.finder.header(name, grid, wanted)
            if header is None:
                continue
            if not wanted.ids:
                found.append((len(header.columns), name, header))
            elif held := _held(grid, header, wanted):
                found.append((held, name, header))
        best = max(found, key=lambda item: item[0], default=None)
        return (best[1], best[2]) if best else None

    def knows_scope(self, item: Indicator, profile: Mapping[str, Answered | None]) -> bool:
        """Whether all that decides on the scope of an indicator was answered."""
        return all(profile.get(question) is not None for question in item.applies)

    def look_over(self, page: Page, retired: Mapping[str, str] = MappingProxyType({})) -> None:
        """Say which columns of a sheet hold something and were not read: added ones are welcome, lost ones not.

        `retired`: the folded titles of those that an earlier version read, with what its map calls them.
        """
        known = set(page.header.columns.values())
        width = max(map(len, page.grid[page.header.row :]), default=0)
        for column in (column for column in range(width) if column not in known):
            rows = range(page.header.row + 1, len(page.grid))
            first = next((row for row in rows if page.is_filled(row, column)), None)
            if first is not None:
                titled = show(page.cell_at(page.header.row, column))
                name = retired.get(folded(_UNIT.sub("", titled)))
                if name is None:
                    self.tell("column-not-read", page.place(first, column), "note", column=titled)
                else:
                    self.tell_gone(name, titled, page.place(first, column), show(page.cell_at(first, column)))

    def look_around(self) -> None:
        """Once all was read: say what was gathered on the way, and which sheets hold something and were not read."""
        for page in self._pages:
            tell_gathered(self, page)
        for name, typed in self._folded:
            if name in self.taken or typed in self.form.ours:
                continue
            if typed in self.form.retired:
                self._tell_retired(name, self.form.retired[typed])
                continue
            is_filled = any(not is_blank(cell) for line in self.book.peek(name) for cell in line)
            if is_filled or name in self.book.unreadable:
                self.tell("sheet-not-read", Location(file=self.book.file, sheet=name), "note")

    def _tell_retired(self, sheet: str, table: str) -> None:
        """What a station listed in a table that is no longer asked; the blank sheet is nothing."""
        rows = [
            (number, line)
            for number, line in enumerate(self.book.grid(sheet)[HEADER_ROW:], HEADER_ROW)
            if not all(map(is_blank, line))
        ]
        if not rows:
            return
        number, line = rows[0]
        column = next(at for at, cell in enumerate(line) if not is_blank(cell))
        said = " | ".join(show(cell) for cell in line if not is_blank(cell)) + ("…" if len(rows) > 1 else "")
        self.tell_gone(table, sheet, Location(file=self.book.file, sheet=sheet, cell=reference(number, column)), said)

    def tell_gone(self, name: str, titled: str, place: Location, said: str) -> None:
        """What was filled in where nothing is asked any more, and what became of it."""
        why = self.moves.because[name]
        self.tell("id-retired", place, "warning", id=titled, found=said, why=why.both)
        self.moved.append(Moved(id=name, to=(), location=place, raw=said))


def _held(grid: Grid, header: Header, wanted: Sought) -> int:
    """How many of the wanted ids stand in a sheet's column of ids."""
    column = header.columns.get("id", 0)
    return sum(wanted.id_of(clean(str(line[column]))) is not None for line in grid if column < len(line))


def _today(reading: Reading, found: str, question: Question, earlier: Options, options: dict[str, Text]) -> Reading:
    """A reading by the options of an earlier version, by today's; a note where their words differ."""
    if reading.value is None:
        return reading
    chosen = reading.value if isinstance(reading.value, tuple) else (str(reading.value),)
    kept = {earlier.now[name] for name in chosen if name in earlier.now}
    retired = tuple({why: None for name, why in earlier.because.items() if name in chosen})
    if chosen and not kept:
        return Reading(retired=retired)
    many = isinstance(reading.value, tuple)
    value: Answered = tuple(name for name in options if name in kept) if many else kept.pop()
    read = spoken(value, question, options)
    if read == spoken(reading.value, question, earlier.was):
        return replace(reading, value=value, retired=retired)
    return Reading(value=value, code="read-option", words={"found": found, "read": read}, retired=retired)
