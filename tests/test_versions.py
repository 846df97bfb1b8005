"""The version map: what an earlier form's answers are today, through any number of steps."""

from pathlib import Path
from typing import Any

import pytest
from earlier_forms import called, mapped, old_form, step
from filling import cell_of, found, place

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
    path = old_form(framework, called("M16.rooms", "M16.studios", one), called("M16.teams", "M09.awards", other))
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
        for name in ("M09.awards", "M09.verticals", "M16.studios"):
            sheet = workbook["问卷"]
            sheet.delete_rows(cell_of(workbook, name, 1).row)

    questionnaire = read(old_form(framework, without), today)
    assert questionnaire.new == {"M09.awards", "M09.verticals", "M16.studios"}
    assert [code for code, _ in codes(questionnaire)] == ["older-version", "questions-new"]


def test_earlier_words_of_options_are_read_as_todays(framework: Framework) -> None:
    """Letters too: AC by the order that the options had then."""
    words = {"M16.workflow": {"大致运行": "partial"}, "M16.command": {"A": "duty-roster", "B": "single-authority"}}
    today = mapped(framework, step(options=words))
    questionnaire = read(old_form(framework, answers={"M16.workflow": "大致运行", "M16.command": "A、B"}), today)
    assert questionnaire.answers["M16.workflow"].value == "partial"
    assert questionnaire.answers["M16.command"].value == ("single-authority", "duty-roster")
    assert [code for code, _ in codes(questionnaire)].count("read-option") == 2


def test_tables_are_found_by_the_titles_that_they_had(framework: Framework) -> None:
    titles = {"kpi": Text(zh="考核表", en="Appraisal"), "kpi.weight": Text(zh="分值", en="Value")}
    today = mapped(framework, step(titles=titles))

    def earlier(workbook: Any) -> None:
        sheet = workbook["表-考核指标表"]
        sheet.title = "考核表"
        sheet["C5"] = "分值"

    path = old_form(framework, earlier, tables={"kpi": [["首发率", "共用", 0.6, "是"]]})
    (row,) = read(path, today).tables["kpi"].rows
    assert row.values["weight"] == 0.6


def test_steps_are_put_one_behind_the_other(framework: Framework) -> None:
    """A question that was renamed twice, and one that was renamed and then retired."""
    steps = (
        step("0.0.1", "0.1.0", renamed={"M16.old": "M16.rooms", "M16.telex": "M16.fax"}, added=("M09.awards",)),
        step("0.1.0", "0.2.0", renamed={"M16.rooms": "M16.studios"}, retired={"M16.fax": GONE}, added=("M08",)),
    )
    moves = moves_from(mapped(framework, *steps), "0.0.1")
    assert moves is not None
    assert moves.to == {"M16.old": ("M16.studios",), "M16.telex": ()}
    assert set(moves.because) == {"M16.telex"}
    assert moves.is_new("M09.awards")
    assert moves.is_new("M08.satisfaction")
    assert not moves.is_new("M16.studios")
    assert known_versions(mapped(framework, *steps)) == ("0.0.1", "0.1.0", "0.2.0")


def test_where_no_way_leads_the_workbook_is_refused_by_name(framework: Framework) -> None:
    """Neither an unknown earlier version nor a later one is read by guesswork."""
    for version in ("0.0.1", "3.0.0"):
        with pytest.raises(WorkbookError) as refused:
            examine(old_form(framework, version=version), framework)
        (told,) = refused.value.problems
        facts = {"found": version, "expected": "0.2.0", "known": "0.1.0, 0.2.0"}
        assert (told.code, dict(told.values)) == ("other-version", facts)


@pytest.mark.parametrize(("version", "expected"), [("0.2.9", "0.2"), ("1.4.2", "1"), ("2.0.0", "2")])
def test_a_series_is_where_answers_carry_over(version: str, expected: str) -> None:
    """Before 1.0 every minor version breaks."""
    assert series(version) == expected


def test_another_version_of_the_same_series_is_read_with_a_note(framework: Framework) -> None:
    _, problems = found(old_form(framework, version="0.2.7"), framework)
    assert [(item.severity, item.code) for item in problems] == [("note", "newer-version")]


def test_the_shipped_map_names_all_that_is_new(framework: Framework) -> None:
    """A real form of 0.1.0 reads without a single warning about rows that it could not have."""
    path = Path(__file__).parent / "cases" / "reject" / "version-0.1.0.xlsx"
    questionnaire = examine(path, framework)
    assert not {"row-missing", "table-missing", "column-missing"} & {item.code for item in questionnaire.problems}
    in_scope = {item.id for item in framework.indicators if item.in_scope(questionnaire.station)}
    assert questionnaire.new & in_scope == in_scope - set(questionnaire.answers)
