"""Every answer as it was read: the station, the indicators, the rows of the repeat tables."""

from collections.abc import Iterator

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Indicator
from convergence_cli.model.question import Column as TableColumn
from convergence_cli.model.question import Table
from convergence_cli.model.questionnaire import Answer, Answered, Row, TableRead
from convergence_cli.report import figures
from convergence_cli.report.book.draft import Cell, Draft, named
from convergence_cli.report.book.listing import Column, columns, header, list_sheet, write_rows
from convergence_cli.report.document import Kind
from convergence_cli.report.findings import answer_words
from convergence_cli.report.gap_workbook.gaps import outcome_cell
from convergence_cli.report.profile import profile_answer

_COLUMNS: tuple[tuple[str, float, Kind], ...] = (
    ("id", 24, "text"),
    ("terms.question", 44, "text"),
    ("raw", 18, "text"),
    ("terms.answer", 26, "text"),
    ("unit", 10, "middle"),
    ("terms.outcome", 12, "middle"),
    ("terms.points", 8, "score"),
    ("effective-weight", 10, "share"),
    ("terms.lost", 8, "score"),
    ("reason", 16, "text"),
    ("terms.evidence", 26, "text"),
    ("remark", 20, "text"),
    ("where", 13, "text"),
)
_NARROWEST = 10.0


def write_answers(draft: Draft) -> None:
    """The sheet of answers; the tables follow below the list."""
    fields = columns(draft, *_COLUMNS)
    rows = [row for judged in draft.cohort.assessments for row in _rows(draft, judged)]
    additive = all(judged.additive for judged in draft.cohort.assessments)
    sheet, row = list_sheet(draft, "answers", fields, rows, frozen=2)
    if not additive or draft.cohort.framework.missing != "zero":
        draft.put(sheet, 2, 1, draft.word("about-answers-bounded"), tone="remark")
    for judged in draft.cohort.assessments:
        for table in draft.cohort.framework.tables:
            row = _table(draft, sheet, row + 1, judged, table)


def _rows(draft: Draft, judged: Assessment) -> Iterator[tuple[Cell, ...]]:
    read, language = judged.questionnaire, draft.language
    for question in draft.cohort.framework.profile:
        answer = read.profile.get(question.id)
        words = profile_answer(question, answer, language) if answer else ""
        blank: tuple[Cell, ...] = ("", "", "", "", "", "")
        cells = (question.id, question.title.in_(language), _raw(answer), words, *blank, *_remarks(answer))
        yield named(judged, draft, cells)
    for item, result in zip(draft.cohort.framework.indicators, judged.results, strict=True):
        yield named(judged, draft, _indicator(draft, item, result))


def _indicator(draft: Draft, item: Indicator, result: Result) -> tuple[Cell, ...]:
    language, reasons = draft.language, draft.cohort.framework.reasons
    reason = result.answer.reason if result.answer else None
    in_play = result.weight > 0
    return (
        item.id,
        item.ask.question.in_(language),
        _raw(result.answer),
        "" if result.value is None else answer_words(draft.cohort.framework, item, result, draft.language),
        item.ask.unit.in_(language) if item.ask.unit else "",
        outcome_cell(draft, result),
        result.points,
        result.weight if in_play else None,
        result.lost if in_play else None,
        (reasons[reason].in_(language) if reason in reasons else reason) if reason else "",
        *_remarks(result.answer),
    )


def _raw(answer: Answer | None) -> str:
    return answer.raw if answer else ""


def _remarks(answer: Answer | None) -> tuple[str, str, str]:
    return (answer.evidence, answer.note, answer.location.place) if answer else ("", "", "")


def _table(draft: Draft, sheet: Worksheet, row: int, judged: Assessment, table: Table) -> int:
    """One repeat table from `row` on: its title, its columns, its rows; gives the first free row."""
    read = judged.questionnaire.tables.get(table.id)
    title = table.title.in_(draft.language)
    key = "table-of" if draft.several else "table"
    draft.put(sheet, row, 1, draft.word(key, title=title, station=judged.station), tone="heading")
    if read is None or not read.rows:
        empty = read is not None and read.confirmed_empty
        draft.put(sheet, row + 1, 1, draft.word("table-empty" if empty else "table-blank"), tone="remark")
        return row + 2
    fields = (Column(title=draft.word("where"), width=_width(sheet, 1)), *_fields(draft, sheet, table))
    header(draft, sheet, row + 1, fields)
    return write_rows(draft, sheet, row + 2, fields, [_row(draft, table, read, one) for one in read.rows])


def _fields(draft: Draft, sheet: Worksheet, table: Table) -> list[Column]:
    kinds: dict[str, Kind] = {"percent": "percent", "number": "number", "integer": "number", "money": "number"}
    return [
        Column(title=_title(draft, column), width=_width(sheet, at), kind=kinds.get(column.type, "text"))
        for at, column in enumerate(table.columns, 2)
    ]


def _title(draft: Draft, column: TableColumn) -> str:
    title = column.title.in_(draft.language)
    return f"{title}\n({column.unit.in_(draft.language)})" if column.unit else title


def _width(sheet: Worksheet, at: int) -> float:
    letter = get_column_letter(at)
    # A table with more columns than the list goes on beyond it, in columns that have no width yet.
    if letter not in sheet.column_dimensions:
        sheet.column_dimensions[letter].width = _NARROWEST * 1.5
    return float(sheet.column_dimensions[letter].width)


def _row(draft: Draft, table: Table, read: TableRead, row: Row) -> tuple[Cell, ...]:
    where = f"{read.sheet}!{row.number}"
    return (where, *(_cell(draft, column, row.values.get(column.id)) for column in table.columns))


def _cell(draft: Draft, column: TableColumn, given: Answered | None) -> Cell:
    if given is None:
        return ""
    if isinstance(given, int | float) and not isinstance(given, bool):
        return float(given)
    return figures.answer(column, given, column.options, draft.language)
