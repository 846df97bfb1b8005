"""The version map: what an earlier form's answers are today, through any number of steps."""

from pathlib import Path
from typing import Any

import pytest
from earlier_forms import called, mapped, old_form, step
from filling import EVIDENCE, cell_of, found, place

from convergence_cli.errors import WorkbookError
from convergence_cli.model.framework import Framework
from convergence_cli.model.question import Text
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.versions import known_versions, moves_from, series
from convergence_cli.questionnaire.read import examine, read

GONE = Text(zh="不再问", en="No longer asked")


def codes(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    return [(item.code, place(item)) for item in questionnaire.problems]


def test_a_renamed_question_keeps_its_answer(framework: Framework) -> None:
    today = mapped(framework, step(renamed={"M16.rooms": "M16.studios"}))
    path = old_form(framework, called("M16.rooms", "M16.studios", 4, "工作室"))
    questionnaire = read(path, today)
    assert questionnaire.answers["M16.studios"].value == 4
    assert questionnaire.answers["M16.studios"].note == "工作室"
    assert [code for code, _ in codes(questionnaire)] == ["older-version", "id-renamed"]


def test_a_split_question_is_named_with_its_answer_and_scores_nothing(framework: Framework) -> None:
    today = mapped(framework, step(split={"M16.all": ("M16.studios", "M16.command")}))
    path = old_form(framework, called("M16.all", "M16.studios", 4))
    questionnaire = read(path, today)
    assert questionnaire.answers.get("M16.studios") is None
    (moved,) = questionnaire.moved
    assert (moved.id, moved.to, moved.raw) == ("M16.all", ("M16.studios", "M16.command"), "4")
    assert ("id-split", place_of(moved)) in codes(questionnaire)


def test_all_that_stands_beside_a_retired_question_is_told(framework: Framework) -> None:
    """Its answer, evidence and note; what is no text there, such as a picture, by itself."""
    today = mapped(framework, step(retired={"M16.fax": GONE}))

    def beside(workbook: Any) -> None:
        row = next(cell.row for cell in workbook["问卷"]["A"] if cell.value == "M16.fax")
        workbook["问卷"].cell(row, EVIDENCE).value = '=DISPIMG("ID_1",1)'

    path = old_form(framework, called("M16.fax", "M16.studios", 4, "三台"), beside)
    problems = examine(path, today).problems
    (told,) = [item for item in problems if item.code == "id-retired"]
    assert dict(told.values)["found"] == "4 | 三台"
    assert [item.location.cell[0] for item in problems if item.location.cell and item.code != "id-retired"] == ["F"]


def place_of(moved: Any) -> str:
    return f"{moved.location.sheet}!{moved.location.cell}"


def test_a_retired_question_is_named_with_its_answer_and_the_reason(framework: Framework) -> None:
    today = mapped(framework, step(retired={"M16.fax": GONE}))
    questionnaire = read(old_form(framework, called("M16.fax", "M16.studios", 4)), today)
    (told,) = [item for item in questionnaire.problems if item.code == "id-retired"]
    assert dict(told.values) == {"id": "M16.fax", "found": "4", "why": ("不再问", "No longer asked")}


def test_a_retired_question_that_was_not_answered_is_not_mentioned(framework: Framework) -> None:
    today = mapped(framework, step(retired={"M16.fax": GONE}))
    questionnaire = read(old_form(framework, called("M16.fax", "M16.studios", None)), today)
    assert "id-retired" not in {code for code, _ in codes(questionnaire)}


@pytest.mark.parametrize(("one", "other", "value"), [(4, 4, 4.0), (4, None, 4.0), (None, 5, 5.0), (4, 5, None)])
def test_merged_questions_are_answered_where_they_agree(
    framework: Framework, one: Any, other: Any, value: float | None
) -> None:
    """Where they differ nothing is chosen, and both answers are named."""
    today = mapped(framework, step(merged={"M16.studios": ("M16.rooms", "M16.teams")}))
    path = old_form(
        framework, called("M16.rooms", "M16.studios", one), called("M16.teams", "M09.honoured-works", other)
    )
    questionnaire = read(path, today)
    assert questionnaire.answers["M16.studios"].value == value
    assert ([code for code, _ in codes(questionnaire)].count("ids-differ") == 2) == (value is None)
    assert (len(questionnaire.moved) == 2) == (value is None)


def test_a_changed_question_keeps_its_answer_and_has_to_be_checked(framework: Framework) -> None:
    today = mapped(framework, step(changed={"M16.studios": Text(zh="含筹建", en="Planned ones count")}))
    questionnaire = read(old_form(framework, answers={"M16.studios": 4}), today)
    assert questionnaire.answers["M16.studios"].value == 4
    (told,) = [item for item in questionnaire.problems if item.code == "question-changed"]
    assert (told.severity, dict(told.values)["why"]) == ("warning", ("含筹建", "Planned ones count"))


def test_new_questions_are_one_note_and_not_a_warning_each(framework: Framework) -> None:
    today = mapped(framework, step(added=("M09", "M16.studios")))

    def without(workbook: Any) -> None:
        for name in ("M09.honoured-works", "M09.verticals", "M16.studios"):
            sheet = workbook["问卷"]
            sheet.delete_rows(cell_of(workbook, name, 1).row)

    questionnaire = read(old_form(framework, without), today)
    assert questionnaire.new == {"M09.honoured-works", "M09.verticals", "M16.studios"}
    assert [code for code, _ in codes(questionnaire)] == ["older-version", "questions-new"]


WORKFLOW = {"mostly": Text(zh="大致运行：多数照办", en="Mostly: as a rule"), "never": Text(zh="从不", en="Never")}
COMMAND = {
    "duty-roster": Text(zh="值班表", en="A roster"),
    "fax": Text(zh="传真、电报调度", en="By fax, by wire"),
    "single-authority": Text(zh="一个中枢", en="One authority"),
}
EARLIER = step(
    options={"M16.workflow": WORKFLOW, "M16.command": COMMAND},
    renamed={"M16.workflow.mostly": "M16.workflow.partial"},
    retired={"M16.workflow.never": GONE, "M16.command.fax": GONE},
)


@pytest.mark.parametrize(
    "typed", ["大致运行：多数照办", "Mostly: as a rule", "大致运行", "mostly", "A", "A. 大致运行：多数照办"]
)
def test_an_earlier_option_is_read_in_every_way_in_which_todays_are(framework: Framework, typed: str) -> None:
    """By its words in either language, its label, its id, its letter of then."""
    questionnaire = read(old_form(framework, answers={"M16.workflow": typed}), mapped(framework, EARLIER))
    assert questionnaire.answers["M16.workflow"].value == "partial"
    (told,) = [item for item in questionnaire.problems if item.code == "read-option"]
    assert dict(told.values)["found"] == typed


@pytest.mark.parametrize("typed", ["从不", "never", "B", "B. 从不"])
def test_a_retired_option_is_named_and_not_read(framework: Framework, typed: str) -> None:
    questionnaire = read(old_form(framework, answers={"M16.workflow": typed}), mapped(framework, EARLIER))
    assert questionnaire.answers["M16.workflow"].value is None
    (told,) = [item for item in questionnaire.problems if item.code == "option-retired"]
    assert dict(told.values) == {"id": "M16.workflow", "found": typed, "why": ("不再问", "No longer asked")}
    assert [(item.id, item.to, item.raw) for item in questionnaire.moved] == [("M16.workflow", (), typed)]


@pytest.mark.parametrize(
    ("typed", "value", "retired"),
    [
        ("AC", ("single-authority", "duty-roster"), 0),  # in today's order
        ("C、A", ("single-authority", "duty-roster"), 0),
        ("值班表；一个中枢", ("single-authority", "duty-roster"), 0),
        ("A；传真、电报调度", ("duty-roster",), 1),
        ("ABC", ("single-authority", "duty-roster"), 1),
        ("B", None, 1),
        ("无", (), 0),
    ],
)
def test_of_several_earlier_options_those_that_are_left_count(
    framework: Framework, typed: str, value: Any, retired: int
) -> None:
    """Where none is left the question is unanswered, and not answered by none of them."""
    questionnaire = examine(old_form(framework, answers={"M16.command": typed}), mapped(framework, EARLIER))
    assert questionnaire.answers["M16.command"].value == value
    assert [code for code, _ in codes(questionnaire)].count("option-retired") == retired
    assert not [item for item in questionnaire.problems if item.severity == "error"]


def test_options_of_then_go_through_every_step(framework: Framework) -> None:
    """The list is the earliest one; what became of an id is said step by step, the question renamed on the way."""
    first = step(
        version="0.1.5",
        renamed={"M16.flow": "M16.work"},
        options={"M16.work": {"yes": WORKFLOW["mostly"], "no": WORKFLOW["never"], "so": Text(zh="丙", en="So")}},
    )
    second = step(
        "0.1.5",
        renamed={"M16.work": "M16.workflow", "M16.workflow.yes": "M16.workflow.full"},
        options={"M16.workflow": {"no": WORKFLOW["never"], "yes": WORKFLOW["mostly"]}},
        retired={"M16.workflow.no": GONE, "M16.workflow.so": GONE},
    )
    today = mapped(framework, first, second)
    for typed, value in (("A", "full"), ("B", None), ("C", None)):
        questionnaire = read(old_form(framework, called("M16.flow", "M16.workflow", typed)), today)
        assert questionnaire.answers["M16.workflow"].value == value
    later = read(old_form(framework, called("M16.work", "M16.workflow", "B"), version="0.1.5"), today)
    assert later.answers["M16.workflow"].value == "full"


@pytest.mark.parametrize(
    ("typed", "reason", "code"), [("停办", "radio-only", "read-option"), ("没钱", None, "option-retired")]
)
def test_earlier_reasons_are_read_as_todays_or_named(
    framework: Framework, typed: str, reason: str | None, code: str
) -> None:
    was = {"closed": Text(zh="停办", en="Closed"), "poor": Text(zh="没钱", en="No money")}
    today = mapped(
        framework,
        step(
            options={"reasons": was}, renamed={"reasons.closed": "reasons.radio-only"}, retired={"reasons.poor": GONE}
        ),
    )
    questionnaire = read(old_form(framework, reasons={"M10.uhd-hours": typed}), today)
    assert questionnaire.answers["M10.uhd-hours"].reason == reason
    assert code in {item.code for item in questionnaire.problems if place(item).startswith("问卷!G")}


def test_a_row_of_a_retired_kind_is_named_with_all_that_it_says(framework: Framework) -> None:
    was = {"fax": Text(zh="传真", en="Fax"), "other": Text(zh="其他", en="Other")}
    today = mapped(
        framework, step(options={"accounts.platform": was}, retired={"accounts.platform.fax": GONE}, added=("M09",))
    )
    rows = [[kind, kind, 3, 5, 900, "保留", "是"] for kind in ("传真", "A", "fax", "其他", "B")]
    questionnaire = read(old_form(framework, tables={"accounts": rows}), today)
    assert [row.values["platform"] for row in questionnaire.tables["accounts"].rows] == ["other", "other"]
    found = [dict(item.values)["found"] for item in questionnaire.problems if item.code == "option-retired"]
    assert found == [f"{kind} | {kind} | 3 | 5 | 900 | 保留 | 是" for kind in ("传真", "A", "fax")]


def test_tables_are_found_by_the_titles_that_they_had(framework: Framework) -> None:
    titles = {"kpi": Text(zh="考核表", en="Appraisal"), "kpi.weight": Text(zh="分值", en="Value")}
    today = mapped(framework, step(titles=titles))

    def earlier(workbook: Any) -> None:
        sheet = workbook["表-考核指标表"]
        sheet.title = "考核表"
        sheet["D5"] = "分值"

    path = old_form(framework, earlier, tables={"kpi": [["首发率", "共用", 80, 0.6, "首发", "是"]]})
    (row,) = read(path, today).tables["kpi"].rows
    assert row.values["weight"] == 0.6


def test_steps_are_put_one_behind_the_other(framework: Framework) -> None:
    """A question that was renamed twice, and one that was renamed and then retired."""
    steps = (
        step("0.0.1", "0.1.0", renamed={"M16.old": "M16.rooms", "M16.telex": "M16.fax"}, added=("M09.honoured-works",)),
        step("0.1.0", "0.2.0", renamed={"M16.rooms": "M16.studios"}, retired={"M16.fax": GONE}, added=("M08",)),
    )
    moves = moves_from(mapped(framework, *steps), "0.0.1")
    assert moves is not None
    assert moves.to == {"M16.old": ("M16.studios",), "M16.telex": ()}
    assert set(moves.because) == {"M16.telex"}
    assert moves.is_new("M09.honoured-works")
    assert moves.is_new("M08.satisfaction")
    assert not moves.is_new("M16.studios")
    assert known_versions(mapped(framework, *steps)) == ("0.0.1", "0.1.0", "0.2.0")


def test_where_no_way_leads_the_workbook_is_refused_by_name(framework: Framework) -> None:
    """Neither an unknown earlier version nor a later one is read by guesswork."""
    for version in ("0.0.1", "3.0.0"):
        with pytest.raises(WorkbookError) as refused:
            examine(old_form(framework, version=version), framework)
        (told,) = refused.value.problems
        facts = {
            "found": version,
            "expected": framework.version,
            "known": ", ".join(known_versions(framework)),
        }
        assert (told.code, dict(told.values)) == ("other-version", facts)


@pytest.mark.parametrize(("version", "expected"), [("0.2.9", "0.2"), ("1.4.2", "1"), ("2.0.0", "2")])
def test_a_series_is_where_answers_carry_over(version: str, expected: str) -> None:
    """Before 1.0 every minor version breaks."""
    assert series(version) == expected


def test_another_version_of_the_same_series_is_read_with_a_note(framework: Framework) -> None:
    _, problems = found(old_form(framework, version=f"{series(framework.version)}.7"), framework)
    assert [(item.severity, item.code) for item in problems] == [("note", "newer-version")]


def test_the_shipped_map_names_all_that_is_new(framework: Framework) -> None:
    """A real form of 0.1.0 reads without a single warning about rows that it could not have."""
    path = Path(__file__).parent / "cases" / "accept" / "version-0.1.0.xlsx"
    questionnaire = examine(path, framework)
    assert not {"row-missing", "table-missing", "column-missing"} & {item.code for item in questionnaire.problems}
    in_scope = {item.id for item in framework.indicators if item.in_scope(questionnaire.station)}
    assert questionnaire.new & in_scope == in_scope - set(questionnaire.answers)
