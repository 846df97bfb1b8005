"""A questionnaire handed out department by department, and put together again: nothing twice, nothing lost."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from clerks import contents
from filling import QUESTIONS, cell_of, fill, found, page_of
from running import ROOT, convergence

from convergence_cli.cli.forms import Form, write_parts
from convergence_cli.cli.targets import Target
from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.departments import keepers, parts, pending
from convergence_cli.questionnaire.read import examine
from tests.tiny_rubric import FILES, WITH_ROWS, built

TYPICAL = ROOT / "examples" / "typical-city.xlsx"
WHO = 10
"""The column of the department."""
TECHNICAL = "技术部.xlsx"


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms of all departments, with an example's answers in them."""
    folder = tmp_path_factory.mktemp("split") / "江州台"
    run = convergence("template", "--split-by", "who", "-o", folder, "--from", TYPICAL, "--targets", "--lang", "zh")
    assert run.returncode == 0, run.stderr
    first = openpyxl.load_workbook(folder / "总编室.xlsx")
    cell_of(first, "period").value = 2025
    first.save(folder / "总编室.xlsx")
    return folder


def test_every_question_and_table_is_one_departments(framework: Framework, handed_out: Path) -> None:
    """Each in one form, under the department that the row names; the station's facts are asked in the first form."""
    asked = [item for item in framework.indicators if item.in_scope({"level": "municipal"})]
    assert {path.stem for path in handed_out.iterdir()} == {item.who.zh for item in asked if item.who}
    rows: list[tuple[Any, Any]] = []
    tables: list[str] = []
    for path in handed_out.iterdir():
        book = openpyxl.load_workbook(path)
        sheet = book[QUESTIONS["zh"]]
        own = [(row[0].value, row[WHO - 1].value) for row in sheet.iter_rows(min_row=2) if "." in str(row[0].value)]
        assert {who for _, who in own} == {path.stem}
        assert sheet.auto_filter.ref == f"A1:J{sheet.max_row}"
        assert sheet.cell(1, WHO).value == "填报部门"
        rows += [(name, who) for name, who in own if "/" not in str(name)]
        tables += [sheet.title for sheet in book if sheet.title.startswith("表-")]
        about = [row[0].value for row in book["机构信息"].iter_rows(min_row=2)]
        assert about == ([each.id for each in framework.profile] if path.stem == "总编室" else ["level"])
    assert sorted(rows) == sorted((item.id, item.who.zh) for item in asked if item.who)
    used = {table.id for item in asked for table in framework.tables_of(item)}
    whole = openpyxl.load_workbook(TYPICAL)
    assert sorted(tables) == sorted(page_of(whole, framework, name).title for name in used)


def test_the_parts_make_the_whole_and_no_cell_is_lost(framework: Framework, handed_out: Path, tmp_path: Path) -> None:
    """The whole may stand in the folder of the parts, and is no part when they are put together once more."""
    whole = handed_out / "汇总.xlsx"
    for _ in range(2):
        run = convergence("merge", handed_out, "-o", whole, "--format", "json")
        assert (run.returncode, json.loads(run.stdout)["pending"], json.loads(run.stdout)["lost"]) == (0, [], [])
    merged, problems = found(whole, framework)
    before, _ = found(TYPICAL, framework)
    whole.unlink()
    assert merged is not None, problems
    assert before is not None
    assert contents(merged) == contents(before)
    assert merged.part == ""


def test_who_has_not_answered_is_told(framework: Framework, handed_out: Path, tmp_path: Path) -> None:
    """A department whose form is not there, and one whose form has blanks, in questions and in tables."""
    for path in handed_out.iterdir():
        if path.stem != "财务部":
            (tmp_path / path.name).write_bytes(path.read_bytes())
    book = openpyxl.load_workbook(tmp_path / TECHNICAL)
    sheet = page_of(book, framework, "tools")
    sheet.delete_rows(6, sheet.max_row)
    cell_of(
        book, "M15.risk-assessment" if "M15.risk-assessment" in framework.indicator else _typed(framework)
    ).value = None
    book.save(tmp_path / TECHNICAL)
    run = convergence("merge", tmp_path, "-o", tmp_path / "whole.xlsx", "--lang", "zh")
    assert run.returncode == 0
    assert "财务部：还没有交来（" in run.stdout
    assert "技术部：还有 1 题、1 张表没有填" in run.stdout
    assert run.stdout.count("：还") == 2


def _typed(framework: Framework) -> str:
    """A question of the technical department that is typed and was answered."""
    read = examine(TYPICAL, framework)
    return next(
        item.id
        for item in framework.indicators
        if item.who and item.who.zh == "技术部" and item.ask.compute is None and read.answers[item.id].value is not None
    )


def test_a_part_is_checked_and_never_judged(framework: Framework, handed_out: Path) -> None:
    """What is asked of others is no blank of this department; alone it is no station and has no score."""
    path = handed_out / TECHNICAL
    told = {(item.code, item.severity) for item in examine(path, framework).problems}
    assert told == {("form-is-part", "note"), ("left-as-carried", "note")}
    check = convergence("check", path, "--lang", "zh")
    assert (check.returncode, "这是“技术部”填报的一册" in check.stdout) == (0, True)
    assess = convergence("assess", path, "--lang", "zh")
    assert (assess.returncode, "convergence merge" in assess.stderr) == (2, True)
    assert "[form-is-part]" in assess.stderr


def test_an_earlier_part_becomes_the_same_departments(framework: Framework, handed_out: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.xlsx"
    assert convergence("migrate", handed_out / TECHNICAL, "-o", new).returncode == 0
    old, carried = examine(handed_out / TECHNICAL, framework), examine(new, framework)
    assert carried.part == "技术部"
    assert contents(carried) == contents(old)


def test_what_a_copy_holds_beside_its_answers_is_told(framework: Framework, tmp_path: Path) -> None:
    """Columns and sheets of one's own do not go along, nor does what is typed over a computed answer; nor is it told
    only of one copy how a cell was read: the whole no longer shows what was typed."""

    def edit(book: Any) -> None:
        sheet = book[QUESTIONS["zh"]]
        sheet.cell(1, WHO + 1).value, sheet.cell(5, WHO + 1).value = "经办人", "某某"
        book.create_sheet("备查")["A1"] = "记录"

    computed = next(item.id for item in framework.indicators if item.ask.compute is not None)
    fill(framework, answers={"M01.mobile-budget": "0.5", computed: 3}, edit=edit, path=tmp_path / "a.xlsx")
    fill(framework, path=tmp_path / "b.xlsx")
    run = convergence("merge", "a.xlsx", "b.xlsx", "-o", "out.xlsx", "--format", "json", cwd=tmp_path)
    told = json.loads(run.stdout)
    assert {item["code"] for item in told["lost"]} == {"column-not-read", "sheet-not-read", "typed-over-computed"}
    assert "read-percent-ambiguous" in {item["code"] for item in told["remarks"]}


def test_names_of_files_are_fit_for_windows(tmp_path: Path) -> None:
    """No sign that it forbids, no device, no two names that it takes for one, and none leads out of the folder."""
    m01 = FILES["M01.yaml"]
    names = ["../A: b*?", "con", "Con", "a.b", "室/台."]
    for name in names[: m01.count("who: {zh: 室, en: Office}")]:
        m01 = m01.replace("who: {zh: 室, en: Office}", f"who: {{zh: '{name}', en: '{name}'}}", 1)
    framework = built({**FILES, "M01.yaml": m01})
    form = Form(framework=framework, language="zh", known={"level": "city"})
    write_parts(Target(path=tmp_path, kind="blank"), form, (), quiet=True)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert len(files) == len(form.parts)
    assert not any(set(name) & set('<>:"/\\|?*') or name.casefold().startswith(("con.", ".")) for name in files)
    assert len({name.casefold() for name in files}) == len(files)


def test_a_table_of_questions_goes_with_them_and_another_to_the_first_that_needs_it() -> None:
    """As the first sheet says, which tells each department its tables."""
    framework = built(WITH_ROWS)
    for table in framework.tables:
        uses = [item for item in framework.indicators if table in framework.tables_of(item)]
        inside = {item.who for item in uses if item.ask.cell is not None}
        assert set(keepers(framework, table, framework.indicators)) == (inside or {uses[0].who})


def test_a_framework_that_names_no_department_has_no_column_and_nobody_to_wait_for(tmp_path: Path) -> None:
    whole = built()
    measures = (
        replace(each, indicators=tuple(replace(item, who=None) for item in each.indicators)) for each in whole.measures
    )
    framework = replace(whole, measures=tuple(measures))
    form = Form(framework=framework, language="en", known={})
    path = tmp_path / "a.xlsx"
    path.write_bytes(form.made())
    assert "Who answers" not in [cell.value for cell in openpyxl.load_workbook(path)["Questions"][1]]
    assert pending(framework, framework.indicators, {}, {}, {}, frozenset()) == ()
    assert len(parts(framework, framework.indicators)) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], "template-out"),
        (["a.xlsx", "-o", "parts"], "template-out"),
        (["a.xlsx", "--split-by", "who"], "template-out"),
        (["--split-by", "chapter", "-o", "parts"], "option-value"),
        (["--split-by", "who", "-o", "gone/parts"], "export-no-folder"),
        (["--split-by", "who", "-o", "full"], "export-exists"),
    ],
)
def test_wrong_options_are_2_and_nothing_is_written(tmp_path: Path, arguments: list[str], code: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / TECHNICAL).write_text("mine")
    run = convergence("template", *arguments, "--lang", "zh", cwd=tmp_path)
    assert (run.returncode, f"[{code}]" in run.stderr) == (2, True), run.stderr
    assert [path.name for path in tmp_path.rglob("*.xlsx")] == [TECHNICAL]
