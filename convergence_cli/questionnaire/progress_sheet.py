"""The sheet that counts what is filled in while a station fills in its form: by chapter, by department, in all.

A line for each question says whether it is filled in, and every sum counts these lines. A question is found by its
id, so that the rows of the other sheets may be sorted; one that is computed is filled in as soon as all that it is
computed from is, and one that is not asked of such a station is not counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl.utils import get_column_letter

from convergence_cli.model.expression import Reference, references
from convergence_cli.model.framework import Indicator
from convergence_cli.model.question import ProfileQuestion, Table
from convergence_cli.questionnaire import layout
from convergence_cli.questionnaire.draft import Draft
from convergence_cli.questionnaire.fixed_sheet import FIRST_INPUT
from convergence_cli.questionnaire.look import BODY, BOLD, head, page, protect, put, set_widths
from convergence_cli.questionnaire.normalise import NONE_OF_THEM
from convergence_cli.questionnaire.table_sheet import CONFIRM_ROW, open_rows

_WIDTHS = [44, 14, 24, 14]
_FIRST = 4
_TO_FULL_WIDTH = 0xFEE0
"""From a letter to the same one as wide as a Chinese character."""


def write_progress(sheet: Any, draft: Draft, questions: int, fixed: Mapping[str, int]) -> None:
    """Fill an empty sheet; these are the only formulas beside the tables' totals.

    `questions` is the last row of the sheet of questions, `fixed` how many rows a table has that lists them.
    """
    _Progress(sheet, draft, questions, fixed).write()


class _Progress:
    """The sheet under way, written from the top down; the rows that formulas point to are known before."""

    def __init__(self, sheet: Any, draft: Draft, last: int, fixed: Mapping[str, int]) -> None:
        self.sheet, self.framework, self.language, self.say = sheet, draft.framework, draft.language, draft.say
        self.last, self.tables = last, draft.tables
        self.profile = {each.id: each for each in draft.profile_asked}
        self.rows = {
            each.id: fixed.get(each.id) or open_rows(draft.carried.tables.get(each.id)) for each in draft.tables
        }
        """How many rows of each table there are to be filled in."""
        order = {name: at for at, name in enumerate(self.framework.chapter_of)}
        there = {each.id for each in draft.tables}
        told = (item for item in draft.asked if draft.part is None or self.framework.is_told_by(item, there))
        self.asked = sorted(told, key=lambda item: order[item.measure])
        titles = {name: chapter.title.in_(self.language) for name, chapter in self.framework.chapter_of.items()}
        self.chapters = _grouped((titles[item.measure], item) for item in self.asked)
        rest = self.say("guide-work-rest")
        named = ((item.who.in_(self.language) if item.who else rest, item) for item in self.asked)
        self.departments = _grouped(named) if any(item.who for item in self.asked) else {}
        # A heading above each block and a blank row behind it; the total closes the chapters.
        departments = _FIRST + len(self.chapters) + 3
        tables = departments + (len(self.departments) + 2 if self.departments else 0)
        questions = tables + (len(self.tables) + 2 if self.tables else 0)
        self.heads = {"departments": departments, "tables": tables, "questions": questions}
        self.row_of = {item.id: row for row, item in enumerate(self.asked, questions + 1)}
        self.table_rows = {table.id: row for row, table in enumerate(self.tables, tables + 1)}

    def write(self) -> None:
        set_widths(self.sheet, _WIDTHS)
        put(self.sheet, 1, 1, self.say("progress-title"), BOLD, wrap=False)
        put(self.sheet, 2, 1, self.say("progress-note"), BODY, wrap=False)
        self.sums(_FIRST, "progress-chapter", self.chapters)
        self.total(_FIRST + len(self.chapters) + 1)
        if self.departments:
            self.sums(self.heads["departments"], "progress-department", self.departments)
        if self.tables:
            keys = "progress-tables", "progress-rows", "progress-filled"
            head(self.sheet, self.heads["tables"], [self.say(key) for key in keys])
            for table in self.tables:
                self.table(table, self.table_rows[table.id])
        keys = "progress-question", "progress-filled", "progress-department"
        head(self.sheet, self.heads["questions"], [self.say(key) for key in keys if self.departments or key != keys[2]])
        for item in self.asked:
            self.question(item, self.row_of[item.id])
        page(self.sheet, None, landscape=False)
        protect(self.sheet)

    def sums(self, row: int, title: str, groups: Mapping[str, Sequence[Indicator]]) -> None:
        """A block of lines, each of some questions."""
        keys = title, "progress-asked", "progress-answered", "progress-share"
        head(self.sheet, row, [self.say(key) for key in keys])
        for at, (name, items) in enumerate(groups.items(), row + 1):
            self.line(at, name, *("+".join(self.counts(items, state)) for state in ('">=0"', "1")))

    def counts(self, items: Sequence[Indicator], state: str) -> list[str]:
        """How many of these questions are in a state, a count for those whose lines follow each other."""
        rows = [self.row_of[item.id] for item in items]
        firsts = [row for row in rows if row - 1 not in rows]
        lasts = [row for row in rows if row + 1 not in rows]
        return [f"COUNTIF($B${first}:$B${last},{state})" for first, last in zip(firsts, lasts, strict=True)]

    def line(self, row: int, name: str, asked: str, filled: str, font: Any = BODY) -> None:
        put(self.sheet, row, 1, name, font)
        self.sheet.cell(row, 2).value = f"={asked}"
        self.sheet.cell(row, 3).value = f"={filled}"
        self.sheet.cell(row, 4).value = f"=IF(B{row}=0,1,C{row}/B{row})"
        self.sheet.cell(row, 4).number_format = "0.0%"
        for column in (2, 3, 4):
            self.sheet.cell(row, column).font = font

    def total(self, row: int) -> None:
        asked, filled = (f"SUM({column}{_FIRST + 1}:{column}{row - 1})" for column in "BC")
        self.line(row, self.say("total"), asked, filled, BOLD)

    def table(self, table: Table, row: int) -> None:
        """How many rows are filled in, and whether the table is: with any row, or confirmed empty; fixed rows, all."""
        put(self.sheet, row, 1, table.title.in_(self.language), BODY)
        count = self.rows[table.id]
        if table.fixed:
            spans = (
                f'({_span(self.sheet_of(table), column, count)}<>"")'
                for column in range(FIRST_INPUT, FIRST_INPUT + len(table.columns))
            )
            self.sheet.cell(row, 2).value = f"=SUMPRODUCT(--({'+'.join(spans)}>0))"
            self.flag(row, 3, f"B{row}>={count}")
        else:
            self.sheet.cell(row, 2).value = f"=COUNTA({_span(self.sheet_of(table), 1, count)})"
            self.flag(row, 3, f'OR(B{row}>0,{self.sheet_of(table)}!$B${CONFIRM_ROW}<>"")')

    def question(self, item: Indicator, row: int) -> None:
        put(self.sheet, row, 1, f"{item.id} {item.title.in_(self.language)}", BODY)
        if self.departments:
            put(self.sheet, row, 3, item.who.in_(self.language) if item.who else self.say("guide-work-rest"), BODY)
        self.flag(row, 2, self.filled(item), self.excluded(item))

    def flag(self, row: int, column: int, condition: str, excluded: str = "") -> None:
        """1 or 0, shown as a yes or a dash; -1 where it is excluded."""
        cell = self.sheet.cell(row, column)
        state = f"IF({condition},1,0)"
        cell.value = f"=IF({excluded},-1,{state})" if excluded else f"={state}"
        cell.number_format = f'"{self.say("yes")}";"{self.say("progress-excluded")}";"—"'

    def excluded(self, item: Indicator) -> str:
        """The condition that what is typed about the station excludes a question; empty where nothing can."""
        asked = self.profile
        conditions = (
            self.denies(asked[name], options)
            for name, options in item.applies.items()
            if name in asked and asked[name].options.keys() - {*options}
        )
        return f"OR({','.join(found)})" if (found := [*conditions]) else ""

    def denies(self, question: ProfileQuestion, wanted: Sequence[str]) -> str:
        """The condition that the station is none of these: where what is typed is not understood, it may be."""
        ids, answers = self.of_station("id"), self.of_station("answer")
        if question.type == "many_of":
            letters = layout.letters_of(question.options)
            signs = (sign for name in wanted for sign in self.signs(question, name, letters[name]))
            missing = "*".join(f'ISERROR(SEARCH("{sign}",{answers}))' for sign in signs)
            none = "+".join(f'({answers}="{word}")' for word in sorted(NONE_OF_THEM))
            denied = f'({answers}<>"")*(({none}+{missing})>0)'
        else:
            others = (self.word(question, name) for name in question.options if name not in wanted)
            denied = "(" + "+".join(f'({answers}="{word}")' for word in others) + ")"
        return f'SUMPRODUCT(({ids}="{question.id}")*{denied})>0'

    def signs(self, question: ProfileQuestion, name: str, letter: str) -> Iterator[str]:
        """By what an option may be ticked: its letter, as wide as a Chinese one, too, and its words."""
        yield from (letter, chr(ord(letter) + _TO_FULL_WIDTH), self.word(question, name))

    def word(self, question: ProfileQuestion, name: str) -> str:
        return question.options[name].in_(self.language).replace('"', '""')

    def filled(self, item: Indicator) -> str:
        """The condition that a question is filled in."""
        if item.ask.cell is not None:
            table = next(each for each in self.tables if item.ask.cell.table == each.id)
            at = next(at for at, column in enumerate(table.columns, FIRST_INPUT) if column.id == item.ask.cell.column)
            sheet, count = self.sheet_of(table), self.rows[table.id]
            return _has(_span(sheet, 1, count), item.ask.cell.row or "", _span(sheet, at, count))
        ids, answers, reasons = (self.of_questions(key) for key in ("id", "answer", "reason"))
        if item.ask.compute is None:
            return f"OR({_has(ids, item.id, answers)},{_has(ids, item.id, reasons)})"
        read = references(self.framework.expressions[item.ask.compute])
        parts = dict.fromkeys(self.has_read(reference) for reference in read)
        return f"OR(AND({','.join(parts) or 'TRUE'}),{_has(ids, item.id, reasons)})"

    def has_read(self, reference: Reference) -> str:
        """The condition that what an expression reads is filled in; what the form does not ask is not."""
        if reference.from_table:
            return f"$C${self.table_rows[reference.id]}=1"
        if reference.kind == "answer":
            return f"$B${self.row_of[reference.id]}=1" if reference.id in self.row_of else "FALSE"
        return _has(self.of_station("id"), reference.id, self.of_station("answer"))

    def of_station(self, key: str) -> str:
        letter = get_column_letter(layout.STATION_COLUMNS.index(key) + 1)
        return f"{_quoted(self.say('sheet-station'))}!${letter}$2:${letter}${len(self.framework.profile) + 1}"

    def of_questions(self, key: str) -> str:
        letter = get_column_letter(layout.QUESTION_COLUMNS.index(key) + 1)
        return f"{_quoted(self.say('sheet-questions'))}!${letter}$2:${letter}${self.last}"

    def sheet_of(self, table: Table) -> str:
        return _quoted(layout.table_sheet(table.title, self.language))


def _grouped(named: Iterable[tuple[str, Indicator]]) -> dict[str, list[Indicator]]:
    found: dict[str, list[Indicator]] = {}
    for name, item in named:
        found.setdefault(name, []).append(item)
    return found


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _span(sheet: str, column: int, rows: int) -> str:
    """The cells of a column below the header of a table's sheet."""
    letter = get_column_letter(column)
    return f"{sheet}!${letter}${layout.HEADER_ROW + 1}:${letter}${layout.HEADER_ROW + rows}"


def _has(ids: str, name: str, cells: str) -> str:
    """The condition that a cell beside an id holds something."""
    return f'SUMPRODUCT(({ids}="{name}")*({cells}<>""))>0'
