"""Tables whose rows the framework lists: one question for each row, whatever happens to the sheet on the way."""

import io
import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from conftest import ROOT
from running import convergence
from xlsb import xlsb

from convergence_cli.errors import Problem, WorkbookError
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.trial import Trial
from convergence_cli.questionnaire.read import examine, read
from convergence_cli.questionnaire.template import write_template
from convergence_cli.rubric.load import build, load
from convergence_cli.rubric.stack import examine_stack
from convergence_cli.rubric.trials import questionnaire
from convergence_cli.rubric.write import files_of
from convergence_cli.scoring.engine import assess, score

CATALOGUE = ROOT / "examples" / "frameworks" / "control-catalogue"
HEADER = 5
STATE, PROOF, OWNER, DUE = "C", "D", "E", "F"
ROWS = ("ac-1", "ac-2", "ac-3", "ac-4", "pl-1", "pl-2", "pl-3", "pl-4", "in-1", "in-2")
AT = {name: number for number, name in enumerate(ROWS, HEADER + 1)}
"""The row of the sheet of each row of a municipal form."""


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load(CATALOGUE)


@pytest.fixture(scope="module")
def blank(framework: Framework) -> bytes:
    return write_template(framework, "zh", {"level": "municipal"})


def item(row: str) -> str:
    return f"{'access' if row.startswith('ac') else 'playout'}.control-{row}"


Cells = dict[tuple[str, str], Any]


def filled(blank: bytes, path: Path, cells: Cells, edit: Any = None) -> Path:
    """A form with these cells, by row id and column letter; `edit` has the last word on the sheet."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    book["机构信息"]["D2"] = "星河台"
    for (row, column), content in cells.items():
        book["表-控制项"][f"{column}{AT[row]}"] = content
    if edit is not None:
        edit(book["表-控制项"])
    book.save(path)
    return path


def every(state: str = "已落实") -> Cells:
    return {(row, column): content for row in ROWS for column, content in ((STATE, state), (OWNER, "技术部"))}


def told(questionnaire: Questionnaire) -> list[tuple[str, str]]:
    return [(found.code, found.location.cell) for found in questionnaire.problems if found.code != "total-row"]


def values(questionnaire: Questionnaire) -> dict[str, Any]:
    return {name: answer.value for name, answer in questionnaire.answers.items()}


# --- in the framework ----------------------------------------------------------------------------


def test_each_row_is_an_indicator_with_the_row_s_title_weight_and_scope(framework: Framework) -> None:
    made = framework.indicator["playout.control-pl-4"]
    assert (made.title.zh, made.weight, made.applies) == ("县级分发链路有备份", 5, {"level": ("municipal",)})
    assert made.ask.question.en == "Is it in place: The link to the counties has a spare?"
    assert made.not_applicable == ("no-such-system",)
    assert list(framework.options(made)) == ["met", "part", "open"]
    assert [each.id for each in framework.indicators] == [item(row) for row in ROWS]


def test_written_out_it_is_the_same_framework(framework: Framework) -> None:
    again, problems = build(files_of(framework))
    assert problems == []
    assert again is not None
    assert replace(again, sha256=framework.sha256) == framework


def test_a_fault_of_many_rows_is_said_once_where_it_was_written() -> None:
    files = {path.name: path.read_text("utf-8") for path in CATALOGUE.glob("*.yaml")}
    files["access.yaml"] = files["access.yaml"].replace("open: 0}", "closed: 0}")
    files = {"framework.yaml": files.pop("framework.yaml"), **files}
    _, problems = build(files)
    assert [(found.code, found.location.file) for found in problems] == [("choices-not-options", "access.yaml")]
    assert (
        problems[0].location.line
        == files["access.yaml"].splitlines().index("    score: {choices: {met: 100, part: 50, closed: 0}}") + 1
    )


def test_rows_cannot_blow_up(framework: Framework) -> None:
    """A few lines of YAML may not become a million questions."""
    rows = {f"r{at}": {"title": {"zh": f"行{at}", "en": f"Row {at}"}} for at in range(1000)}
    columns = [{"id": f"c{at}", "title": {"zh": f"列{at}", "en": f"Column {at}"}, "type": "yes_no"} for at in range(9)]
    whole = json.loads(json.dumps({
        "id": "many", "version": "1.0.0", "title": {"zh": "多", "en": "Many"},
        "source": {"title": {"zh": "文", "en": "Doc"}},
        "profile": [{"id": "name", "title": {"zh": "名", "en": "Name"}, "required": True}],
        "tables": [{"id": "t", "title": {"zh": "表", "en": "Table"}, "hint": {"zh": "提", "en": "Hint"},
                    "columns": columns, "fixed": rows}],
        "chapters": [{"id": "one", "title": {"zh": "一", "en": "One"}, "measures": ["M"]}],
    }))  # fmt: skip
    items = [
        {"id": f"M.c{at}", "title": {"zh": "{row}" + str(at), "en": "{row} " + str(at)}, "score": {"expect": "yes"},
         "ask": {"type": "yes_no", "question": {"zh": "问", "en": "Asked"}, "cell": {"table": "t", "column": f"c{at}"}}}
        for at in range(9)
    ]  # fmt: skip
    measure = {"id": "M", "title": {"zh": "措", "en": "Measure"}, "indicators": items}
    _, problems = build({"framework.yaml": json.dumps(whole), "M.yaml": json.dumps(measure)})
    assert {found.code for found in problems} == {"questions-too-many"}


# --- the sheet -----------------------------------------------------------------------------------


def test_the_form_lists_the_rows_of_those_who_are_asked(framework: Framework, blank: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(blank))["表-控制项"]
    assert [sheet.cell(number, 1).value for number in range(HEADER + 1, HEADER + 11)] == list(ROWS)
    assert sheet.cell(AT["ac-1"], 2).protection.locked
    assert not sheet.cell(AT["ac-1"], 3).protection.locked
    assert all("control" not in str(line[0]) for line in openpyxl.load_workbook(io.BytesIO(blank))["问卷"].values)
    county = openpyxl.load_workbook(io.BytesIO(write_template(framework, "en", {"level": "county"})))["Table-Controls"]
    assert "pl-4" not in [line[0] for line in county.values]


def test_every_row_comes_back_as_it_was_filled_in(framework: Framework, blank: bytes, tmp_path: Path) -> None:
    cells = every() | {
        ("ac-2", STATE): "部分落实",
        ("ac-2", PROOF): "截图.png",
        ("pl-1", STATE): "不适用",
        ("in-2", DUE): "2026-05-01",
        ("in-1", STATE): None,
        ("in-1", OWNER): None,
    }
    found = read(filled(blank, tmp_path / "a.xlsx", cells), framework)
    assert told(found) == []
    assert values(found) == {item(row): "met" for row in ROWS} | {
        item("ac-2"): "part",
        item("pl-1"): None,
        item("in-1"): None,
    }
    assert found.answers[item("pl-1")].reason == "no-such-system"
    assert (found.answers[item("ac-2")].evidence, found.answers[item("ac-2")].location.cell) == ("截图.png", "C7")
    left = {row.id: row.values for row in found.tables["controls"].rows}
    assert left["in-2"] == {"owner": "技术部", "due": "2026-05-01"}
    assert "in-1" not in left


@pytest.mark.parametrize("column", ["id", "title"])
def test_order_is_free_and_either_id_or_title_is_enough(
    framework: Framework, blank: bytes, tmp_path: Path, column: str
) -> None:
    """Rows are found by what is left, in any order, in either language."""

    def edit(sheet: Any) -> None:
        lines = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=HEADER + 1, max_row=HEADER + 10)]
        Random(7).shuffle(lines)
        for number, line in enumerate(lines, HEADER + 1):
            for at, content in enumerate(line, 1):
                sheet.cell(number, at).value = None if at == (2 if column == "id" else 1) else content

    states = {(row, STATE): state for row, state in zip(ROWS, ("已落实", "部分落实", "未落实") * 4, strict=False)}
    plain = read(filled(blank, tmp_path / "a.xlsx", every() | states), framework)
    moved = read(filled(blank, tmp_path / "b.xlsx", every() | states, edit), framework)
    assert values(moved) == values(plain)
    assert told(moved) == []


def _set(cell: str, content: object) -> Any:
    return lambda sheet: sheet.__setitem__(cell, content)


def _added(sheet: Any) -> None:
    for column, content in ((1, "ac-9"), (2, "自己加的"), (3, "已落实"), (5, "技术部")):
        sheet.cell(HEADER + 11, column).value = content


def _nameless(sheet: Any) -> None:
    sheet.cell(HEADER + 11, 2).value = "自己加的"
    sheet.cell(HEADER + 11, 3).value = "已落实"


@pytest.mark.parametrize(
    ("edit", "code", "cell"),
    [
        (_added, "unknown-id", "A16"),
        (_nameless, "answer-without-id", "C16"),
        (_set("A7", "ac-1"), "row-title-changed", "B7"),
        (_set("B7", "账号实名，离职当日停用"), "row-title-changed", "B7"),
        (_set("B7", "我们自己的说法"), "row-title-changed", "B7"),
        (_set("A7", "ac-22"), "unknown-id", "A7"),
        (_set("E7", None), "row-incomplete", "E7"),
        (_set("C7", "大概"), "unknown-option", "C7"),
    ],
)
def test_a_row_that_was_added_or_changed_is_a_problem_at_its_cell(
    framework: Framework, blank: bytes, tmp_path: Path, edit: Any, code: str, cell: str
) -> None:
    found = examine(filled(blank, tmp_path / "a.xlsx", every(), edit), framework)
    assert (code, cell) in told(found)
    with pytest.raises(WorkbookError):
        read(tmp_path / "a.xlsx", framework)


def test_ids_of_digits_and_long_titles_are_what_they_are(blank: bytes, tmp_path: Path) -> None:
    """An id that was typed again is a number to the program; a title may be longer than what messages show."""
    files = {path.name: path.read_text("utf-8") for path in CATALOGUE.glob("*.yaml")}
    long = "账号实名，" * 30
    files["framework.yaml"] = files["framework.yaml"].replace("账号实名，离职当日停用", long).replace("ac-2: ", "7: ")
    files["access.yaml"] = files["access.yaml"].replace("ac-2", '"7"')
    made, problems = build({"framework.yaml": files.pop("framework.yaml"), **files})
    assert problems == []
    assert made is not None
    form = write_template(made, "zh", {"level": "municipal"})
    found = read(filled(form, tmp_path / "a.xlsx", every(), _set("A7", 7)), made)
    assert told(found) == []
    assert values(found)["access.control-7"] == "met"


def test_a_row_that_stands_twice_is_refused(framework: Framework, blank: bytes, tmp_path: Path) -> None:
    def again(sheet: Any) -> None:
        for column in range(1, 7):
            sheet.cell(HEADER + 11, column).value = sheet.cell(AT["ac-1"], column).value

    found = examine(filled(blank, tmp_path / "a.xlsx", every(), again), framework)
    assert told(found) == [("duplicate-id", "A16")]


def test_a_row_that_is_gone_is_told_and_unanswered(framework: Framework, blank: bytes, tmp_path: Path) -> None:
    found = read(filled(blank, tmp_path / "a.xlsx", every(), lambda sheet: sheet.delete_rows(AT["pl-2"])), framework)
    assert [(each.code, dict(each.values)["id"]) for each in found.problems] == [("row-missing", "pl-2")]
    judged = assess(framework, found)
    assert judged.result[item("pl-2")].outcome == "unanswered"


# --- what it scores ------------------------------------------------------------------------------


def plain(framework: Framework) -> Framework:
    """The same questions on the sheet of questions."""
    measures = tuple(
        replace(
            measure,
            indicators=tuple(
                replace(each, ask=replace(each.ask, cell=None, options=framework.options(each)))
                for each in measure.indicators
            ),
        )
        for measure in framework.measures
    )
    return replace(framework, measures=measures, checks=())


def numbers(judged: Assessment) -> Any:
    return (
        judged.index,
        judged.measures,
        [(each.points, each.outcome, each.lost, each.next_step) for each in judged.results],
    )


@pytest.mark.says("2.10")
@pytest.mark.parametrize("seed", range(8))
def test_a_row_scores_as_a_question_on_the_sheet_would(
    framework: Framework, blank: bytes, tmp_path: Path, seed: int
) -> None:
    """Blank it is nothing in the score and all in the ceiling, by its own weight; so it is of its losses and steps."""
    draw = Random(seed)
    states = [draw.choice(["已落实", "部分落实", "未落实", "不适用", None]) for _ in ROWS]
    cells = {(row, STATE): state for row, state in zip(ROWS, states, strict=True)}
    cells |= {(row, OWNER): "技术部" for row, state in zip(ROWS, states, strict=True) if state}
    found = read(filled(blank, tmp_path / "a.xlsx", cells), framework)
    assert numbers(assess(replace(framework, checks=()), found)) == numbers(assess(plain(framework), found))


def computed(compute: str, kind: str = "number") -> Framework:
    """The catalogue with one more indicator."""
    files = {path.name: path.read_text("utf-8") for path in CATALOGUE.glob("*.yaml")}
    when = "when_empty: unanswered, " if "row(" not in compute else ""
    scored = "expect: yes" if kind == "yes_no" else "capped: {at: 10}"
    files["access.yaml"] += f"""\
  - id: access.more
    title: {{zh: 算, en: Computed}}
    ask: {{type: {kind}, {when}question: {{zh: 算, en: Computed}}, compute: "{compute}"}}
    score: {{{scored}}}
"""
    made, problems = build({"framework.yaml": files.pop("framework.yaml"), **files})
    assert [found for found in problems if found.severity == "error"] == []
    assert made is not None
    return made


@pytest.mark.says("2.10")
@pytest.mark.parametrize(
    ("compute", "kind", "whole", "part"),
    [
        ("count(controls, controls.state == 'met')", "number", 9, None),
        ("count(controls)", "number", 10, None),
        ("row(controls.state, 'ac-2') == 'part'", "yes_no", True, True),
        ("row(controls.state, 'in-1') == 'met'", "yes_no", True, None),
    ],
)
def test_over_rows_nothing_is_known_before_each_is_answered_and_one_cell_is_known_by_itself(
    blank: bytes, tmp_path: Path, compute: str, kind: str, whole: object, part: object
) -> None:
    made = computed(compute, kind)
    form = write_template(made, "zh", {"level": "municipal"})
    cells = every() | {("ac-2", STATE): "部分落实"}
    assert score(made, read(filled(form, tmp_path / "a.xlsx", cells), made)).values["access.more"] == whole
    cells |= {("in-1", STATE): None, ("in-1", OWNER): None}
    assert score(made, read(filled(form, tmp_path / "b.xlsx", cells), made)).values["access.more"] == part


def test_what_is_supposed_of_a_row_is_so_for_what_is_computed_over_it(blank: bytes, tmp_path: Path) -> None:
    """A plan moves one row, and a share of rows moves with it."""
    made = computed("count(controls, controls.state == 'met')")
    form = write_template(made, "zh", {"level": "municipal"})
    found = read(filled(form, tmp_path / "a.xlsx", every("未落实")), made)
    assert score(made, found).values["access.more"] == 0
    assert score(made, found, {item("pl-1"): "met"}).values["access.more"] == 1


def test_a_failing_check_names_the_cell(framework: Framework, blank: bytes, tmp_path: Path) -> None:
    found = read(filled(blank, tmp_path / "a.xlsx", every() | {("in-2", STATE): "未落实"}), framework)
    (failed,) = [each for each in assess(framework, found).problems if each.code == "check-failed"]
    assert failed.location.cell == f"C{AT['in-1']}"


def test_a_sheet_of_110_controls_goes_from_110_to_minus_203() -> None:
    """One table in place of as many questions: 44 of five points, 14 of three, 51 of one."""
    weights = [5] * 44 + [3] * 14 + [1] * 51
    fixed = {f"r{at}": {"title": {"en": f"Requirement {at}"}, "weight": weight} for at, weight in enumerate(weights)}
    state = {"id": "state", "title": {"en": "In place"}, "type": "yes_no"}
    whole = {
        "id": "sheet", "version": "1.0.0", "title": {"en": "Sheet"},
        "source": {"title": {"en": "Doc"}}, "languages": ["en"],
        "profile": [{"id": "name", "title": {"en": "Contractor"}, "required": True}],
        "tables": [{"id": "t", "title": {"en": "Controls"}, "hint": {"en": "All"}, "columns": [state], "fixed": fixed}],
        "chapters": [{"id": "one", "title": {"en": "One"}, "measures": ["M"]}],
    }  # fmt: skip
    asked = {"type": "yes_no", "question": {"en": "{row}?"}, "cell": {"table": "t", "column": "state"}}
    items = [{"id": "M.r", "title": {"en": "{row}"}, "ask": asked, "score": {"expect": "yes"}}]
    measure = {"id": "M", "title": {"en": "Controls"}, "aggregate": "deduction", "maximum": 110, "indicators": items}
    made, problems = build({"framework.yaml": json.dumps(whole), "M.yaml": json.dumps(measure)})
    assert problems == []
    assert made is not None
    for answer, marks in ((True, 110), (False, -203)):
        trial = Trial(name="a", profile={"name": "a"}, answers={each.id: answer for each in made.indicators})
        assert score(made, questionnaire(made, trial)).nodes["M"].marks == marks


# --- on the way ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["xlsb", "ods", "xls"])
def test_other_programs_files_of_it_are_read_alike(
    framework: Framework, blank: bytes, tmp_path: Path, kind: str
) -> None:
    book = filled(blank, tmp_path / "a.xlsx", every() | {("ac-2", STATE): "部分落实", ("in-2", DUE): "2026-05-01"})
    program = shutil.which("soffice")
    if kind == "xlsb":
        (tmp_path / "a.xlsb").write_bytes(xlsb(book.read_bytes()))
    elif program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    else:
        home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
        words = [program, home, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(book)]
        subprocess.run(words, check=True, capture_output=True, timeout=300)
    one, other = read(book, framework), read(tmp_path / f"a.{kind}", framework)
    assert values(other) == values(one)
    assert [row.values for row in other.tables["controls"].rows] == [row.values for row in one.tables["controls"].rows]


def test_every_report_names_the_rows(blank: bytes, tmp_path: Path) -> None:
    """By the title of the row, with what was answered and where; the office that is responsible beside the answers."""
    book = filled(blank, tmp_path / "a.xlsx", every() | {("pl-1", STATE): "未落实"})
    names = ("o.md", "o.csv", "o.html", "o.xlsx")
    exports = [word for name in names for word in ("--export", name)]
    done = convergence("assess", book, "--rubrics", CATALOGUE, "--lang", "zh", *exports, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for text in (done.stdout, *((tmp_path / name).read_text("utf-8-sig") for name in names[:3])):
        assert "播出网与办公网隔离" in text
    assert "表-控制项!C10" in done.stdout
    cells = [
        str(cell) for sheet in openpyxl.load_workbook(tmp_path / "o.xlsx") for line in sheet.values for cell in line
    ]
    assert {"playout.control-pl-1", "播出网与办公网隔离", "技术部"} <= set(cells)


def test_two_departments_fill_in_different_rows_and_columns(framework: Framework, blank: bytes, tmp_path: Path) -> None:
    """Merged by row; where both say something else, both cells are named."""
    one = {(row, STATE): "已落实" for row in ROWS[:4]} | {(row, OWNER): "技术部" for row in ROWS[:4]}
    other = {(row, STATE): "未落实" for row in ROWS[4:]} | {(row, OWNER): "播出部" for row in ROWS[4:]}
    filled(blank, tmp_path / "a.xlsx", one | {("ac-1", DUE): "2026-01-01"})
    filled(blank, tmp_path / "b.xlsx", other | {("ac-1", STATE): "已落实", ("ac-1", OWNER): "技术部"})
    words = ("merge", "a.xlsx", "b.xlsx", "-o", "c.xlsx", "--rubrics", CATALOGUE)
    done = convergence(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    merged = read(tmp_path / "c.xlsx", framework)
    assert [values(merged)[item(row)] for row in ROWS] == ["met"] * 4 + ["open"] * 6
    left = {row.id: row.values for row in merged.tables["controls"].rows}
    assert (left["ac-1"], left["in-2"]) == ({"owner": "技术部", "due": "2026-01-01"}, {"owner": "播出部"})
    filled(blank, tmp_path / "b.xlsx", other | {("ac-1", STATE): "未落实", ("ac-1", OWNER): "办公室"})
    again = convergence(*words, "--overwrite", "--lang", "en", cwd=tmp_path)
    assert again.returncode == 1
    (table,) = framework.tables
    (owner,) = (column.title.en for column in table.columns if column.id == "owner")
    assert f"{table.title.en}, “{table.fixed['ac-1'].title.en}”, {owner}: a.xlsx" in again.stdout
    assert f"({item('ac-1')}): a.xlsx" in again.stdout


def renamed(framework: Framework) -> Framework:
    """A later version: one row has another id and title, one is retired, one is new."""
    files = files_of(framework)
    whole, measure = files["framework.yaml"], files["access.yaml"]
    whole = whole.replace("version: 0.1.0", "version: 0.2.0").replace("ac-2:", "ac-7:")
    whole = whole.replace("管理员双因素登录", "管理员双重认证登录")
    whole = whole.replace("    ac-3:", "    ac-9:").replace("权限每年复核", "特权账号逐月复核")
    whole = whole.replace("Rights are reviewed each year", "Administrators' rights are reviewed each month")
    for old, new in (("ac-2", "ac-7"), ("ac-3", "ac-9")):
        measure = measure.replace(f"control-{old}", f"control-{new}").replace(f"row: {old}", f"row: {new}")
    change = {
        "earlier": "0.1.0", "version": "0.2.0",
        "renamed": {"controls.ac-2": "controls.ac-7", "access.control-ac-2": "access.control-ac-7"},
        "retired": {key: {"zh": "合并了", "en": "Merged"} for key in ("controls.ac-3", "access.control-ac-3")},
        "added": ["controls.ac-9", "access.control-ac-9"],
        "titles": {"controls.ac-7": {"zh": "管理员双因素登录", "en": "Administrators log in with two factors"}},
    }  # fmt: skip
    whole += "changes: " + json.dumps([change], ensure_ascii=False) + "\n"
    made, problems = build({**files, "framework.yaml": whole, "access.yaml": measure})
    assert [found for found in problems if found.severity == "error"] == []
    assert made is not None
    return made


def test_an_earlier_form_s_rows_are_read_by_the_version_map(framework: Framework, blank: bytes, tmp_path: Path) -> None:
    """A renamed row keeps its answer, a retired one is told with what it said, a new one is new and not missing."""
    later = renamed(framework)
    found = read(filled(blank, tmp_path / "a.xlsx", every() | {("ac-2", STATE): "部分落实"}), later)
    assert values(found)["access.control-ac-7"] == "part"
    assert "access.control-ac-9" in found.new
    codes = [(each.code, each.location.cell) for each in found.problems]
    assert ("id-renamed", "A7") in codes
    assert ("id-retired", "C8") in codes
    assert "row-missing" not in dict(codes)


def test_last_year_s_rows_stand_in_this_year_s_form(framework: Framework, blank: bytes, tmp_path: Path) -> None:
    cells = every() | {("ac-2", STATE): "不适用", ("ac-1", PROOF): "制度.pdf", ("in-2", DUE): "2026-05-01"}
    old = filled(blank, tmp_path / "a.xlsx", cells)
    done = convergence("template", "b.xlsx", "--from", old, "--rubrics", CATALOGUE, "--lang", "zh", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    before, after = read(old, framework), read(tmp_path / "b.xlsx", framework)

    def said(found: Questionnaire) -> Any:
        rows = {row.id: row.values for row in found.tables["controls"].rows}
        return {name: (each.value, each.reason, each.evidence) for name, each in found.answers.items()}, rows

    assert said(after) == said(before)


def test_what_a_county_s_form_does_not_ask_is_named(framework: Framework, blank: bytes, tmp_path: Path) -> None:
    """Nothing that stands in a row is left behind in silence."""
    old = filled(blank, tmp_path / "a.xlsx", every())
    words = ("template", "b.xlsx", "--from", old, "--level", "county", "--rubrics", CATALOGUE, "--lang", "en")
    done = convergence(*words, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("answer-not-asked") == 2  # the answer, and the office that is responsible


def test_a_saved_report_is_scored_again_and_refused_where_a_row_was_made_up(
    framework: Framework, blank: bytes, tmp_path: Path
) -> None:
    book = filled(blank, tmp_path / "a.xlsx", every() | {("pl-1", STATE): None, ("pl-1", OWNER): None})
    saved = tmp_path / "a.json"
    run = convergence("assess", book, "--rubrics", CATALOGUE, "--format", "json")
    saved.write_text(run.stdout, "utf-8")
    assert convergence("report", saved, "--rubrics", CATALOGUE).returncode == 0
    for old, new in (('"id": "ac-1"', '"id": "ac-9"'), ('"id": "ac-1"', '"id": "ac-2"'), ('"owner"', '"state"')):
        assert old in run.stdout
        saved.write_text(run.stdout.replace(old, new, 1), "utf-8")
        refused = convergence("report", saved, "--rubrics", CATALOGUE)
        assert refused.returncode == 2
        assert "tables.controls.rows" in refused.stderr


# --- overlays ------------------------------------------------------------------------------------

ROW = "{title: {zh: 日志留存半年, en: Logs are kept for half a year}}"
ASKED = """\
  indicators:
    - because: {zh: 上级要求, en: Asked of us}
      indicator:
        id: access.logs
        title: {zh: 日志留存半年, en: Logs are kept for half a year}
        weight: 1
        not_applicable: [no-such-system]
        ask:
          type: one_of
          question: {zh: 日志留存半年了吗？, en: Are logs kept for half a year?}
          cell: {table: controls, column: state, row: ac-5, reasons: {na: no-such-system}}
        score: {choices: {met: 100, part: 50, open: 0}}
"""


def laid(folder: Path, changes: str) -> tuple[Framework | None, list[Problem]]:
    """An overlay of the catalogue, its marks being weights: on a sheet of marks nothing is added in silence."""
    base = folder / "base"
    base.mkdir(exist_ok=True)
    for path in CATALOGUE.glob("*.yaml"):
        text = path.read_text("utf-8").replace("aggregate: deduction\nmaximum: 100\n", "")
        (base / path.name).write_text(text, "utf-8")
    (folder / "overlay.yaml").write_text(
        "id: province\nversion: 1.0.0\ntitle: {zh: 省, en: Province}\nsource: {title: {zh: 文, en: Doc}}\n"
        f"extends: base\n{changes}",
        "utf-8",
    )
    return examine_stack([folder])


def test_an_overlay_may_add_a_row(framework: Framework, blank: bytes, tmp_path: Path) -> None:
    """It is asked in the base's table; in the base's own form it is new, and all else is read."""
    to = f"{{fixed: {{ac-5: {ROW}}}}}"
    changes = f"set:\n  tables:\n    - {{id: controls, because: {{zh: 上级, en: Asked}}, to: {to}}}\n"
    made, problems = laid(tmp_path, f"{changes}add:\n{ASKED}")
    assert [found.code for found in problems if found.severity == "error"] == []
    assert made is not None
    assert list(made.table["controls"].fixed)[-1] == "ac-5"
    sheet = openpyxl.load_workbook(io.BytesIO(write_template(made, "zh", {"level": "municipal"})))["表-控制项"]
    assert sheet.cell(HEADER + 11, 1).value == "ac-5"
    found = read(filled(blank, tmp_path / "a.xlsx", every()), made)
    assert found.new == {"access.logs"}
    assert values(found)[item("ac-1")] == "met"


SOFTER = {
    "indicators": "{id: access.control-ac-1, because: {zh: 宽, en: Less}, to: {score: {choices: {part: 90}}}",
    "tables": "{id: controls, because: {zh: 宽, en: Less}, to: {fixed: {ac-1: {title: {zh: 甲, en: A}}}}",
}


@pytest.mark.parametrize(
    "changes",
    [
        f"set:\n  indicators:\n    - {SOFTER['indicators']}",
        f"set:\n  tables:\n    - {SOFTER['tables']}",
        "hide:\n  indicators:\n    - {id: access.control-ac-1, because: {zh: 宽, en: Less}",
    ],
)
def test_points_and_rows_are_not_loosened_in_silence(tmp_path: Path, changes: str) -> None:
    _, problems = laid(tmp_path, changes + "}\n")
    assert [found.code for found in problems if found.severity == "error"] == ["overlay-loosens"]
    _, problems = laid(tmp_path, changes + ", relax: true}\n")
    assert [found.code for found in problems if found.severity == "error"] == []


def test_an_overlay_names_its_rows_one_by_one(tmp_path: Path) -> None:
    _, problems = laid(tmp_path, "add:\n" + ASKED.replace("row: ac-5, ", ""))
    assert "cell-no-row" in {found.code for found in problems}
