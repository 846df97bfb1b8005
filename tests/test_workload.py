"""The first sheet of a questionnaire tells each department what it fills in, and how long that takes."""

from io import BytesIO

import openpyxl
import pytest

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answered
from convergence_cli.questionnaire.template import write_template
from tests.tiny_rubric import FILES, WITH_ROWS, built, mutated

ESTIMATE = (
    "Estimated at 10 minutes a question and 61 minutes a table, evidence included; "
    "what is computed from tables is not typed, and not counted."
)


def _first_sheet(framework: Framework, language: Language = "en", level: Answered = "city") -> list[str]:
    book = openpyxl.load_workbook(BytesIO(write_template(framework, language, {"level": level})))
    return [str(row[0]) for row in book.worksheets[0].iter_rows(values_only=True) if row[0]]


def _of_two(files: dict[str, str] = FILES) -> dict[str, str]:
    """The second question of the first measure is another department's."""
    m01 = files["M01.yaml"]
    at = m01.rindex("who: {zh: 室, en: Office}")
    return {**files, "M01.yaml": m01[:at] + m01[at:].replace("{zh: 室, en: Office}", "{zh: 台, en: Studio}")}


def _timed(files: dict[str, str]) -> dict[str, str]:
    return mutated("framework.yaml", "profile:\n", "minutes: {question: 10, table: 61}\nprofile:\n", files)


def test_each_department_is_told_its_questions_tables_and_begun_hours() -> None:
    """Most work first; the hours of all are the sum of those printed; what is computed is not typed."""
    lines = _first_sheet(built(_timed(_of_two())))
    at = lines.index("Who fills it in, and how long it takes")
    assert lines[at + 1 : at + 5] == [
        "Office: 5 questions, 1 table, about 2 hours",
        "Studio: 1 question, 0 tables, about 1 hour",
        "In all: 6 questions, 1 table, about 3 hours",
        ESTIMATE,
    ]


def test_a_framework_that_names_no_time_has_the_numbers_alone() -> None:
    """As many questions and tables, and no hour is made up."""
    lines = _first_sheet(built(_of_two()))
    at = lines.index("Who fills it in, and how long it takes")
    assert lines[at + 1 : at + 4] == [
        "Office: 5 questions, 1 table",
        "Studio: 1 question, 0 tables",
        "In all: 6 questions, 1 table",
    ]
    assert lines[at + 4] == "Wanted back by the day at the right:"


@pytest.mark.parametrize("due", [None, "2026-01-31"])
def test_the_first_sheet_says_when_it_is_wanted_back_or_has_room_for_it(due: str | None) -> None:
    """In a cell that is not locked: who hands the forms out may not know it yet."""
    book = openpyxl.load_workbook(BytesIO(write_template(built(FILES), "en", {"level": "city"}, due=due)))
    (row,) = (row for row in book.worksheets[0].iter_rows() if str(row[0].value).startswith("Wanted back"))
    assert (row[1].value, row[1].protection.locked) == (due, False)


def test_questions_in_the_cells_of_a_table_are_not_counted_as_a_table_too() -> None:
    """Two rows and a number beside one of them: three questions more, and no table more."""
    lines = _first_sheet(built(WITH_ROWS))
    assert "In all: 9 questions, 1 table" in lines


def test_the_shipped_framework_tells_every_department(framework: Framework) -> None:
    """In its own words, with its own estimate."""
    lines = _first_sheet(framework, "zh", "provincial")
    told = [line for line in lines if "个问题" in line and "约" in line]
    assert {line.split("：")[0] for line in told} == {item.who.zh for item in framework.indicators if item.who} | {
        "合计"
    }
