"""A planning office at its work: forms filled in department by department, each in a way of its own, and the ledger."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
from filling import ANSWER, EVIDENCE, NOTE, QUESTIONS, STATION, TABLE_HEADER, row_of
from saved_by import convert

from convergence_cli.model.questionnaire import Questionnaire

TYPICAL = Path(__file__).resolve().parent.parent / "examples" / "typical-city.xlsx"
LEDGER, CLOSED = "整改台账", "已销号"
_LEDGER_HEADER = 3
_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")


def contents(questionnaire: Questionnaire) -> dict[str, Any]:
    """All that a station typed."""
    answers = {
        name: (each.value, each.reason, each.evidence, each.option_evidence and each.options_proven, each.note)
        for name, each in questionnaire.answers.items()
    }
    tables = {name: [row.values for row in table.rows] for name, table in questionnaire.tables.items()}
    return {"profile": questionnaire.station, "answers": answers, "tables": tables}


# --- forms ----------------------------------------------------------------------------------------


def rows_of(book: Any) -> Iterator[Any]:
    """The rows of the questions and of their options."""
    return (row for row in book[QUESTIONS["zh"]].iter_rows(min_row=2) if "." in str(row[0].value))


def fill_in(path: Path, source: Any) -> None:
    """A department types what it knows: what another workbook holds where its own form asks; in its own habit."""
    book = openpyxl.load_workbook(path)
    known = {row[0].value: row for row in rows_of(source)}
    for row in rows_of(book):
        for column in range(ANSWER - 1, NOTE):
            if row[column].value is None:
                row[column].value = known[row[0].value][column].value
    for sheet in book:
        given = source[sheet.title]
        if sheet.title.startswith("表-"):
            sheet["B3"].value = given["B3"].value
            for line in given.iter_rows(min_row=TABLE_HEADER + 1):
                for cell in line:
                    sheet[cell.coordinate].value = cell.value
        if sheet.title == STATION["zh"]:
            for row in sheet.iter_rows(min_row=2):
                row[3].value = given.cell(row_of(given, str(row[0].value)), 4).value
    HABITS[path.stem](book)
    book.save(path)


def _wide_and_spaced(book: Any) -> None:
    """Digits of an East Asian keyboard, and blanks around words."""
    for row in rows_of(book):
        answer = row[ANSWER - 1]
        if isinstance(answer.value, int | float) and "%" not in answer.number_format:
            answer.value = f" {answer.value}".translate(_WIDE)
        elif isinstance(answer.value, str):
            answer.value = f"{answer.value}　"


def _as_words(book: Any) -> None:
    """Numbers typed as texts, with their units."""
    for row in rows_of(book):
        unit, answer = str(row[3].value), row[ANSWER - 1]
        if isinstance(answer.value, int | float):
            number = round(answer.value * 100, 6) if unit == "%" else answer.value
            answer.value = f"{number:g}{unit if '/' not in unit else ''}"


def _loose_letters(book: Any) -> None:
    """Options in small letters, with commas between."""
    for row in rows_of(book):
        answer = row[ANSWER - 1]
        if isinstance(answer.value, str) and answer.value.isascii() and answer.value.isalpha():
            answer.value = "、".join(answer.value.lower())


def _with_a_draft(book: Any) -> None:
    """A sheet of one's own beside those of the form, and a wider column."""
    book.create_sheet("草稿")["B2"].value = "初稿由小陈整理"
    book[QUESTIONS["zh"]].column_dimensions["E"].width = 60


def _in_colours(book: Any) -> None:
    """Filled cells, and rows that were made higher."""
    for row in rows_of(book):
        row[EVIDENCE - 1].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
        book[QUESTIONS["zh"]].row_dimensions[row[0].row].height = 90


def _as_it_is(_: Any) -> None:
    """Saved by another program, which the test has it do."""


HABITS: dict[str, Callable[[Any], None]] = {
    "总编室": _wide_and_spaced,
    "新媒体部": _with_a_draft,
    "财务部": _as_words,
    "人力资源部": _as_it_is,
    "技术部": _as_it_is,
    "战略发展部": _in_colours,
    "法务部（版权部门）": _as_words,
    "党委办公室": _loose_letters,
}
"""What each department's people do."""


def saved_by_libreoffice(path: Path, suffix: str) -> Path:
    """A workbook opened and saved again, in the place of the old one."""
    with tempfile.TemporaryDirectory() as place:
        saved = convert([path], Path(place), suffix)[path.name]
        path.unlink()
        return Path(shutil.move(saved, path.with_suffix(f".{suffix}")))


# --- the ledger -----------------------------------------------------------------------------------


def ledger_cells(path: Path) -> dict[tuple[str, str], str]:
    """What stands in the ledger of a workbook, by the id of the indicator and the title of the column."""
    book, cells = openpyxl.load_workbook(path), {}
    for name in (LEDGER, CLOSED):
        if name in book.sheetnames:
            titles = [cell.value for cell in book[name][_LEDGER_HEADER]]
            at = titles.index("指标")
            for row in book[name].iter_rows(min_row=_LEDGER_HEADER + 1, values_only=True):
                item = str(row[at]).split("\n")[0]
                for title, content in zip(titles, row, strict=True):
                    if content is not None:
                        shown = content.date().isoformat() if hasattr(content, "date") else str(content)
                        cells[item, str(title)] = shown
    return cells


def write_ledger(path: Path, typed: dict[str, dict[str, Any]], own: dict[str, int]) -> None:
    """People fill in rows, and put columns of their own beside that of the owner; `own`: title and width."""
    book = openpyxl.load_workbook(path)
    sheet = book[LEDGER]
    titles = [cell.value for cell in sheet[_LEDGER_HEADER]]
    for title, width in own.items():
        if title not in titles:
            titles.append(title)
            sheet.cell(_LEDGER_HEADER, len(titles)).value = title
            sheet.column_dimensions[openpyxl.utils.get_column_letter(len(titles))].width = width
    for row in sheet.iter_rows(min_row=_LEDGER_HEADER + 1):
        item = str(row[titles.index("指标")].value).split("\n")[0]
        for title, content in typed.get(item, {}).items():
            sheet.cell(row[0].row, titles.index(title) + 1).value = content
    book.save(path)
