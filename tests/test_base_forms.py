"""Under an overlay the form of its base is read on: stations of a province may hold the national one."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from filling import fill, found
from overlaying import HEAD, WHY, made

from convergence_cli.errors import Problem
from convergence_cli.model.change import Change
from convergence_cli.model.framework import Framework
from convergence_cli.model.question import Text
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.questionnaire.read import examine, read
from convergence_cli.rubric.stack import load_stack
from convergence_cli.scoring.engine import assess

CHANGES = f"""\
set:
  indicators:
    - {{id: M16.studios, to: {{ask: {{criteria: {{zh: 含筹建, en: Planned ones count}}}}}}, relax: true, {WHY}}}
    - id: M16.workflow
      to: {{target: 100}}
      {WHY}
  scales:
    - {{id: maturity, to: {{steps: {{none: {{text: {{zh: 完全没有, en: None whatever}}}}}}}}, relax: true, {WHY}}}
  tables:
    - {{id: kpi, to: {{title: {{zh: 绩效表, en: Performance}}}}, {WHY}}}
  profile:
    - {{id: contact, to: {{hint: {{zh: 手机, en: Mobile}}}}, relax: true, {WHY}}}
hide:
  indicators:
    - {{id: M09.first-minutes, relax: true, {WHY}}}
add:
  indicators:
    - {WHY}
      indicator:
        id: M16.province-desk
        title: {{zh: 省级调度, en: Provincial desk}}
        clauses: ["16.1/workflow"]
        quote: 省里的要求
        obligation: should
        weight: 2
        who: {{zh: 总编室, en: Editor}}
        ask: {{type: yes_no, question: {{zh: 接入了吗？, en: Connected?}}}}
        score: {{expect: "yes"}}
        evidence: {{hint: {{zh: 协议, en: Agreement}}}}
        advice: [{{zh: 签协议, en: Sign}}]
        effort: 1
        basis: clause
"""


@pytest.fixture(scope="module")
def province(framework: Framework) -> Framework:
    """An overlay of the shipped framework that hides, adds, and asks differently."""
    return replace(made(CHANGES, framework, HEAD.replace("../tiny", framework.id)), sha256="1" * 64)


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [item.code for item in problems]


def values(problems: tuple[Problem, ...], code: str) -> dict[str, Any]:
    (item,) = [each for each in problems if each.code == code]
    return dict(item.values)


def identity(**facts: str) -> Callable[[Any], None]:
    """Rewrites what a form says of itself."""

    def edit(workbook: Any) -> None:
        sheet = workbook["_convergence"]
        for row in sheet.iter_rows(max_col=2):
            if row[0].value in facts:
                row[1].value = facts[row[0].value]

    return edit


def test_the_national_form_is_read_with_a_note_and_the_new_questions_named(
    framework: Framework, province: Framework
) -> None:
    questionnaire = read(fill(framework), province)
    assert told(questionnaire.problems)[:1] == ["base-form"]
    assert values(questionnaire.problems, "base-form") == {
        "found": f"{framework.id} {framework.version}",
        "expected": "prov 1.0.0",
    }
    assert values(questionnaire.problems, "questions-new")["ids"] == "M16.province-desk"
    assert not [item for item in questionnaire.problems if item.severity == "error"]


def test_its_answers_score_as_on_the_provincial_form(framework: Framework, province: Framework) -> None:
    """The same cells, the same points; what is new counts as unanswered on both."""
    answers = {"M16.studios": 4, "M16.workflow": "全部运行：应纳入的部门和业务都按制度运行，评估年度内记录连续"}
    kpi = {"kpi": [["移动端首发率", "共用", 80, 0.6, "首发", "是"], ["收视率", "共用", 80, 0.4, "否", "是"]]}
    national = assess(province, read(fill(framework, answers=answers, tables=kpi), province))
    own = assess(province, read(fill(province, answers=answers, tables=kpi), province))
    assert national.results == tuple(
        replace(mine, answer=theirs.answer) for mine, theirs in zip(own.results, national.results, strict=True)
    )
    assert national.index == own.index
    (workflow,) = [result for result in national.results if result.id == "M16.workflow"]
    assert (workflow.points, workflow.outcome) == (80, "partial")


def test_an_answer_to_what_the_overlay_hides_is_named_and_not_scored(framework: Framework, province: Framework) -> None:
    """With the overlay's reason; one that was left blank is not mentioned."""
    questionnaire = read(fill(framework, answers={"M09.first-minutes": 20}), province)
    assert values(questionnaire.problems, "id-retired") == {
        "id": "M09.first-minutes", "found": "20", "why": ("因", "Why"),
    }  # fmt: skip
    assert "id-retired" not in told(read(fill(framework), province).problems)


def test_a_question_that_the_overlay_asks_differently_has_to_be_checked(
    framework: Framework, province: Framework
) -> None:
    questionnaire = read(fill(framework, answers={"M16.studios": 4, "contact": "某人"}), province)
    changed = [dict(item.values)["id"] for item in questionnaire.problems if item.code == "question-changed"]
    assert changed == ["contact", "M16.studios"]
    assert questionnaire.answers["M16.studios"].value == 4


def test_words_of_options_and_titles_of_tables_are_known_in_the_base_s_form(
    framework: Framework, province: Framework
) -> None:
    """A drop-down of the national form holds the national words."""
    old = "没有：没有书面规定，也拿不出运行记录"
    rows = {"kpi": [["移动端首发率", "共用", 80, 1, "首发", "是"]]}
    questionnaire = read(fill(framework, answers={"M16.workflow": old}, tables=rows), province)
    assert questionnaire.answers["M16.workflow"].value == "none"
    assert len(questionnaire.tables["kpi"].rows) == 1


def test_an_option_that_the_overlay_does_not_offer_is_named_with_its_reason(framework: Framework) -> None:
    """The base's letters and words are read as the base meant them."""
    asked = "ask: {options: {full: {zh: 全部, en: All}, none: {zh: 没有, en: None}}}"
    to = f"{{{asked}, score: {{scale: null, choices: {{full: 100, none: 0}}}}}}"
    text = f"set:\n  indicators:\n    - {{id: M16.workflow, to: {to}, relax: true, {WHY}}}\n"
    narrow = replace(made(text, framework, HEAD.replace("../tiny", framework.id)), sha256="3" * 64)
    for typed, value, retired in (("D", "full", 0), ("没有", "none", 0), ("部分运行", None, 1)):
        questionnaire = read(fill(framework, answers={"M16.workflow": typed}), narrow)
        assert questionnaire.answers["M16.workflow"].value == value
        assert told(questionnaire.problems).count("option-retired") == retired


def test_the_provincial_form_is_its_own(province: Framework) -> None:
    """No note at all; the hidden sheet says what the framework was laid on."""
    questionnaire = read(fill(province, answers={"M16.province-desk": "是"}), province)
    assert [item.code for item in questionnaire.problems if item.severity != "warning"] == []
    assert questionnaire.answers["M16.province-desk"].value is True


def test_the_provincial_form_is_refused_by_the_base(framework: Framework, province: Framework) -> None:
    questionnaire, problems = found(fill(province), framework)
    assert questionnaire is None
    assert "other-framework" in told(problems)


GONE = Text(zh="不再问", en="No longer asked")


def updated(province: Framework, version: str, *changes: Change) -> Framework:
    """The overlay as it was, on a later version of its base."""
    (layer,) = province.extends
    return replace(province, sha256="2" * 64, extends=(replace(layer, version=version, changes=changes),))


def test_a_rename_in_the_base_carries_a_provincial_form_over(province: Framework) -> None:
    """The form says on which version of the base it was made; that base's map leads on."""

    def old(workbook: Any) -> None:
        sheet = workbook["问卷"]
        (cell,) = [row[0] for row in sheet.iter_rows(max_col=1) if row[0].value == "M16.studios"]
        cell.value = "M16.rooms"

    path = fill(province, answers={"M16.studios": 4}, edit=old)
    later = updated(province, "0.4.0", Change(earlier="0.3.0", version="0.4.0", renamed={"M16.rooms": "M16.studios"}))
    questionnaire = examine(path, later)
    assert questionnaire.answers["M16.studios"].value == 4
    assert values(questionnaire.problems, "older-version") == {
        "found": "nrta-2020-79 0.3.0", "expected": "nrta-2020-79 0.4.0",
    }  # fmt: skip


def test_a_base_without_a_way_refuses_by_its_name(province: Framework) -> None:
    _, problems = found(fill(province), updated(province, "0.9.0"))
    assert values(problems, "other-version") == {
        "found": "nrta-2020-79 0.3.0", "expected": "nrta-2020-79 0.9.0", "known": "0.9.0",
    }  # fmt: skip


def test_an_older_national_form_goes_through_the_national_map(framework: Framework, province: Framework) -> None:
    """And then on to the overlay."""
    questionnaire = examine(fill(framework, edit=identity(version="0.1.0")), province)
    assert told(questionnaire.problems)[:2] == ["base-form", "older-version"]
    assert "questions-new" in told(questionnaire.problems)


def test_an_older_provincial_form_goes_through_the_province_s_own_map(province: Framework) -> None:
    later = replace(
        province, version="2.0.0", changes=(Change(earlier="1.0.0", version="2.0.0", retired={"M16.fax": GONE}),)
    )
    assert "older-version" in told(examine(fill(province), later).problems)
    _, problems = found(fill(province), replace(province, version="2.0.0"))
    assert "other-version" in told(problems)


def test_a_form_of_the_lowest_framework_is_read_through_two_overlays(framework: Framework, province: Framework) -> None:
    """What either of them hides or adds is told."""
    hide = f"hide:\n  indicators: [{{id: M09.awards, relax: true, {WHY}}}]\n"
    head = HEAD.replace("id: prov", "id: city").replace("../tiny", "../prov")
    city = replace(made(hide, province, head), sha256="3" * 64)
    path = fill(framework, answers={"M09.first-minutes": 20, "M09.awards": 3})
    questionnaire = read(path, city)
    assert told(questionnaire.problems).count("id-retired") == 2
    assert values(questionnaire.problems, "base-form")["expected"] == "city 1.0.0"
    own = read(fill(province, answers={"M09.awards": 3}), city)
    assert told(own.problems).count("id-retired") == 1
    assert "questions-new" not in told(own.problems)


def test_migrate_makes_the_provincial_form_of_a_national_one(
    framework: Framework, province: Framework, tmp_path: Path
) -> None:
    """Answers go along, hidden ones are named, the new question stands blank and is marked."""
    from openpyxl import load_workbook

    from convergence_cli.questionnaire.carry import carry
    from convergence_cli.questionnaire.template import write_template

    old: Questionnaire = examine(fill(framework, answers={"M16.studios": 4}), province)
    target = tmp_path / "new.xlsx"
    target.write_bytes(
        write_template(province, "zh", {"level": "provincial"}, None, carry(old, province, "zh", same_period=True))
    )
    sheet = load_workbook(target)["问卷"]
    rows = {row[0].value: [cell.value for cell in row] for row in sheet.iter_rows()}
    assert rows["M16.studios"][4] == 4
    assert rows["M16.province-desk"][4] is None
    assert "新" in rows["M16.province-desk"][2]
    assert "M09.first-minutes" not in rows


def test_a_sheet_of_one_s_own_is_no_list_that_the_overlay_adds(framework: Framework) -> None:
    """Of a list that the base's form did not have nothing is known: its name finds it, not whatever is left over."""
    plan = load_stack([ROOT / "examples" / "overlays" / "lanjiang-2024-2026"])

    def own_sheet(workbook: Any) -> None:
        sheet = workbook.create_sheet("计算过程")
        for row in range(1, 9):
            sheet.append([f"项目{row}", row, "是"])

    questionnaire, problems = found(fill(framework, edit=own_sheet), plan)
    assert questionnaire is not None, problems
    assert questionnaire.tables["plan_tasks"].rows == ()
    told = [item for item in problems if item.code == "sheet-not-read"]
    assert [item.location.sheet for item in told] == ["计算过程"]


def test_the_guide_of_a_provincial_form_says_what_it_lies_on(province: Framework) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(fill(province))["填报说明"]
    words = [str(row[0].value) for row in sheet.iter_rows()]
    assert "叠加在 nrta-2020-79 0.3.0 之上" in words
    assert not [word for word in words if "广播电视机构" in word]
