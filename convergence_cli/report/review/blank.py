"""The reviewer's workbook: one row for each answer, four columns to fill in, and a hidden sheet that says whose."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.assessment import Assessment, Cohort, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.review import RULINGS, Review, Ruled
from convergence_cli.questionnaire.cells import style_input
from convergence_cli.questionnaire.look import TEAL, protect
from convergence_cli.report.book.draft import Cell, Draft
from convergence_cli.report.book.listing import HEADER_ROW, Column
from convergence_cli.report.cells import Kind
from convergence_cli.report.evidence import evidence_words, file_words
from convergence_cli.report.findings import answer_words
from convergence_cli.report.review.table import FIRST_ROW, table
from convergence_cli.review.form import COLUMNS, IDENTITY_KEYS, IDENTITY_SHEET, INPUTS, claim, claimed
from convergence_cli.sheets import put_text

_WIDTHS: dict[str, tuple[float, Kind]] = {
    "id": (17, "text"),
    "measure": (14, "text"),
    "question": (34, "text"),
    "answer": (24, "text"),
    "where": (11, "text"),
    "points": (8, "points"),
    "evidence": (26, "text"),
    "evidence-required": (9, "middle"),
    "files": (26, "text"),
    "ruling": (10, "middle"),
    "reviewer": (11, "text"),
    "date": (12, "middle"),
    "remark": (22, "text"),
}
_FROZEN = 3
# 1 January 1990 to 31 December 2100, as serial numbers of the sheet: what is read as a date.
_FIRST_DAY, _LAST_DAY = "32874", "73415"


def blank_review(framework: Framework, judged: Assessment, language: Language, carried: Review | None = None) -> bytes:
    """The workbook as an .xlsx file; rulings of an earlier review that still stand are `carried` into it."""
    draft = Draft(Cohort(framework=framework, language=language, entries=(judged,)))
    keys = tuple(key for key in COLUMNS if key != "files" or judged.evidence is not None)
    fields = [Column(title=draft.word(f"review.{key}"), width=_WIDTHS[key][0], kind=_WIDTHS[key][1]) for key in keys]
    standing = {item.id: item for item in carried.ruled if not item.stale} if carried else {}
    rows = list(_rows(draft, judged, keys, standing))
    lines = (draft.word("review.title", station=judged.station), draft.word("review.about"))
    sheet = table(draft, draft.word("review.sheet"), lines, fields, rows, _FROZEN)
    _inputs(draft, sheet, keys, range(FIRST_ROW, FIRST_ROW + len(rows)))
    protect(sheet)
    _identity(draft, framework, judged)
    return draft.finished(draft.word("review.title", station=judged.station))


def _rows(
    draft: Draft, judged: Assessment, keys: tuple[str, ...], standing: Mapping[str, Ruled]
) -> Iterator[tuple[Cell, ...]]:
    framework = draft.cohort.framework
    for result in claimed(judged):
        item = framework.indicator[result.id]
        cells = {"id": item.id, "measure": draft.called[result.measure], **_claim(draft, judged, item, result)}
        cells |= _ruling(draft, standing.get(item.id))
        yield tuple(cells[key] for key in keys)


def _claim(draft: Draft, judged: Assessment, item: Indicator, result: Result) -> dict[str, Cell]:
    """What the station says and gives as evidence."""
    language, answer = draft.language, result.answer
    sources = [table.title.in_(language) for table in draft.cohort.framework.tables_of(item)]
    asked = answer.location.place if answer else ""
    return {
        "question": f"{item.title.in_(language)}\n{item.ask.question.in_(language)}",
        "answer": answer_words(draft.cohort.framework, item, result, draft.language),
        "where": draft.word("terms.list-separator").join(sources) if result.computed else asked,
        "points": result.points,
        "evidence": evidence_words(draft.cohort.framework, item, answer, language),
        "evidence-required": draft.word("terms.yes" if item.evidence.required else "terms.no"),
        "files": "\n".join(file_words(each, language) for each in judged.files.get(item.id, ())),
    }


def _ruling(draft: Draft, ruled: Ruled | None) -> dict[str, Cell]:
    said = draft.word(f"review.{ruled.said}") if ruled and ruled.said else ""
    facts = (said, ruled.reviewer, ruled.date, ruled.remark) if ruled else ("", "", "", "")
    return dict(zip(INPUTS, facts, strict=True))


def _inputs(draft: Draft, sheet: Worksheet, keys: tuple[str, ...], rows: range) -> None:
    """Four yellow, unlocked columns; the ruling from a list, the date a date."""
    for key in INPUTS:
        column = keys.index(key) + 1
        sheet.cell(HEADER_ROW, column).fill = TEAL
        for row in rows:
            cell: Any = sheet.cell(row, column)
            style_input(cell)
            # As text, because a sheet turns the words True and False into truth values.
            cell.number_format = "yyyy-mm-dd" if key == "date" else "@"
            if key == "date" and cell.value:
                cell.value = date.fromisoformat(cell.value)
        if key in ("ruling", "date") and rows:
            check = _validation(draft, key)
            check.add(f"{get_column_letter(column)}{rows[0]}:{get_column_letter(column)}{rows[-1]}")
            sheet.add_data_validation(check)


def _validation(draft: Draft, key: str) -> DataValidation:
    if key == "ruling":
        words = ",".join(draft.word(f"review.{ruling}") for ruling in RULINGS)
        check = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    else:
        check = DataValidation(
            type="date", operator="between", formula1=_FIRST_DAY, formula2=_LAST_DAY, allow_blank=True
        )
    check.showInputMessage, check.promptTitle = True, draft.word(f"review.{key}")
    check.prompt = draft.word(f"review.prompt-{key}")
    check.showErrorMessage, check.errorStyle = True, "stop"
    check.errorTitle, check.error = draft.word("review.error-title"), draft.word(f"review.error-{key}")
    return check


def _identity(draft: Draft, framework: Framework, judged: Assessment) -> None:
    """The hidden sheet: whose answers these are, and each of them as it is now."""
    sheet: Any = draft.book.create_sheet(IDENTITY_SHEET)
    workbook = judged.questionnaire.sha256
    facts = (framework.id, framework.version, framework.sha256, draft.language, judged.station, workbook)
    pairs = [*zip(IDENTITY_KEYS, facts, strict=True), *((result.id, claim(result)) for result in claimed(judged))]
    for row, pair in enumerate(pairs, 1):
        for column, text in enumerate(pair, 1):
            put_text(sheet.cell(row, column), text)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
