"""Answers carried into another questionnaire: `template --from` for the next year, `migrate` for a new version."""

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from carrying import answered
from earlier_forms import called, mapped, old_form, step
from filling import EVIDENCE, NOTE, REASON, cell_of, fill, found
from running import ROOT, convergence

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.question import Text
from convergence_cli.questionnaire.carry import carry, left_behind
from convergence_cli.questionnaire.layout import table_sheet
from convergence_cli.questionnaire.read import examine, read
from convergence_cli.questionnaire.template import write_template

EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*.xlsx") if path.stem != "broken")


def carried_into(path: Path, framework: Framework, language: Language, folder: Path, level: str) -> Path:
    old = examine(path, framework)
    target = folder / f"{path.stem}.{language}.xlsx"
    target.write_bytes(
        write_template(framework, language, {"level": level}, None, carry(old, framework, language, same_period=True))
    )
    return target


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_migrated_answers_are_the_same_answers(
    path: Path, language: Language, framework: Framework, tmp_path: Path
) -> None:
    """Every value, reason, piece of evidence, note and row, into either language, and nothing to remark."""
    old = read(path, framework)
    level = str(old.profile["level"].value)
    new, problems = found(carried_into(path, framework, language, tmp_path, level), framework)
    assert new is not None, problems
    assert answered(new) == answered(old)
    assert problems == ()


def test_migrate_writes_what_assess_scores_the_same(tmp_path: Path) -> None:
    """On the command line, with a report of what went along."""
    new = tmp_path / "new.xlsx"
    run = convergence("migrate", "examples/typical-city.xlsx", "-o", new, "--lang", "en", cwd=ROOT)
    assert run.returncode == 0, run.stderr
    assert "0 not, " in run.stdout.splitlines()[-1]
    assert run.stderr == f"wrote {new}\n"
    scores = [
        json.loads(convergence("assess", path, "--format", "json", cwd=ROOT).stdout)["stations"][0]["index"]
        for path in ("examples/typical-city.xlsx", new)
    ]
    assert scores[0] == scores[1]


def test_migrate_names_what_did_not_go_along(tmp_path: Path) -> None:
    """A form of two versions before, through both maps: what is asked elsewhere today is named with its cells.

    Of `M21.omnimedia-share` only the evidence: its value was computed. The own app and the website stood in the table
    of accounts, and whether an indicator is mobile first, yes or no, is one of four today.
    """
    old, new = ROOT / "tests/cases/accept/version-0.1.0.xlsx", tmp_path / "new.xlsx"
    told = json.loads(convergence("migrate", old, "-o", new, "--format", "json", "--lang", "en").stdout)
    assert [(item["code"], item["cell"]) for item in told["lost"]] == [
        ("id-retired", "E6"),
        ("id-retired", "E9"),
        ("id-retired", "E18"),
        ("id-retired", "F31"),
        ("id-retired", "E34"),
        ("option-retired", "A6"),
        ("option-retired", "A7"),
        ("id-retired", "D6"),
    ]
    assert [item["values"]["id"] for item in told["lost"][:5]] == [
        "M01.programme-exit",
        "M01.mobile-staff",
        "M10.smart-production",
        "M21.omnimedia-share",
        "M21.catalogue",
    ]
    assert {"older-version", "question-changed", "questions-new"} <= {item["code"] for item in told["remarks"]}
    assert told["carried"] > 50


def test_a_split_answer_stands_in_the_notes_of_the_new_questions(framework: Framework, tmp_path: Path) -> None:
    today = mapped(framework, step(split={"M16.all": ("M16.studios", "M16.command")}))
    path = old_form(framework, called("M16.all", "M09.honoured-works", 4))
    old = examine(path, today)
    carried = carry(old, today, "zh", same_period=True)
    workbook = openpyxl.load_workbook(io.BytesIO(write_template(today, "zh", {"level": "provincial"}, None, carried)))
    assert cell_of(workbook, "M16.studios", NOTE).value == "上次填报（M16.all）：4"
    assert cell_of(workbook, "M16.command", NOTE).value == "上次填报（M16.all）：4"
    assert [item.code for item in left_behind(old)] == ["id-split"]


def test_a_cell_at_fault_is_left_blank_and_named(framework: Framework) -> None:
    path = fill(framework, answers={"M16.studios": "十来个", "M09.honoured-works": 2})
    old = examine(path, framework)
    carried = carry(old, framework, "zh", same_period=True)
    assert (carried.answers["M16.studios"].value, carried.answers["M09.honoured-works"].value) == (None, 2)
    assert [item.code for item in left_behind(old)] == ["not-a-number"]


def test_next_years_form_asks_the_year_anew_and_shows_what_is_last_years(framework: Framework, tmp_path: Path) -> None:
    """Carried answers are blue, the rest of the form is as it always is."""
    last = fill(
        framework,
        answers={"M16.studios": 4, "M01.coordination": "无", "M16.appraisal-scheme": "是"},
        evidence={"M16.studios": "=名单.pdf"},
        reasons={"M17.financing": "本机构没有全资或控股企业"},
        edit=lambda workbook: setattr(cell_of(workbook, "M16.studios", EVIDENCE), "data_type", "s"),
    )
    new = tmp_path / "new.xlsx"
    run = convergence("template", new, "--from", last, "--lang", "zh")
    assert run.returncode == 0, run.stderr
    workbook = openpyxl.load_workbook(new)
    assert cell_of(workbook, "period").value is None
    assert cell_of(workbook, "level").value == "省级"
    assert cell_of(workbook, "M01.coordination").value == "无"
    assert cell_of(workbook, "M17.financing", REASON).value == "本机构没有全资或控股企业"
    studios, evidence = cell_of(workbook, "M16.studios"), cell_of(workbook, "M16.studios", EVIDENCE)
    assert (studios.value, evidence.value, evidence.data_type) == (4, "=名单.pdf", "s")
    assert {studios.font.color.rgb, evidence.font.color.rgb} == {"FF1F5FBF"}
    assert cell_of(workbook, "M09.honoured-works").font.color is None
    assert [item.code for item in found(new, framework)[1]] == ["profile-missing", "left-as-carried"]


def test_new_and_changed_questions_are_marked(framework: Framework) -> None:
    changed = Text(zh="含筹建", en="Planned ones count")
    today = mapped(framework, step(changed={"M16.studios": changed}, added=("M09.honoured-works",)))

    def without(workbook: Any) -> None:
        workbook["问卷"].delete_rows(cell_of(workbook, "M09.honoured-works", 1).row)

    old = examine(old_form(framework, without, answers={"M16.studios": 4}), today)
    carried = carry(old, today, "zh", same_period=False)
    workbook = openpyxl.load_workbook(io.BytesIO(write_template(today, "zh", {"level": "provincial"}, None, carried)))
    assert str(cell_of(workbook, "M09.honoured-works", 3).value).startswith("【新增】")
    assert str(cell_of(workbook, "M16.studios", 3).value).startswith("【有变化】")
    assert "与上次不同：含筹建" in str(cell_of(workbook, "M16.studios", 9).value)
    assert not str(cell_of(workbook, "M16.command", 3).value).startswith("【有变化】")


def test_what_the_new_form_does_not_ask_is_named(framework: Framework, tmp_path: Path) -> None:
    """A province's answers in a county's form, or in one chapter's."""
    last = fill(
        framework,
        answers={"M16.company-revenue": 100, "M09.honoured-works": 2},
        tables={"kpi": [["首发率", "共用", 80, 0.6, "首发", "是"]]},
    )
    run = convergence("template", tmp_path / "a.xlsx", "--from", last, "--level", "county", "--lang", "en")
    assert "does not ask M16.company-revenue; “100” was not carried over" in run.stdout
    chapter = next(item.id for item in framework.chapters if "M09" in item.measures)
    run = convergence("template", tmp_path / "b.xlsx", "--from", last, "--chapter", chapter, "--lang", "en")
    assert "does not ask M16.company-revenue" in run.stdout
    assert "does not ask kpi; “1” was not carried over" in run.stdout


def test_more_rows_than_the_form_draws_all_go_along(framework: Framework, tmp_path: Path) -> None:
    rows = [[f"指标{number}", "共用", 80, 0.001, "首发", "是"] for number in range(200)]
    path = fill(framework, tables={"kpi": rows})
    new, _ = found(carried_into(path, framework, "en", tmp_path, "provincial"), framework)
    assert new is not None
    assert len(new.tables["kpi"].rows) == 200


LONG: dict[str, list[Any]] = {
    "trainings": ["<培训> & “材料”", date(2025, 3, 11), 4, 312, "导向、法规与安全", "线下授课", "业务骨干"],
    "kpi": ["首发率", "共用", 80, 0.2, "首发", "是", " 两头有空格 \n第二行"],
    "channels": ["新闻综合频道", "电视", "综合、新闻", 38.5, 62, "是", "否", "保留精办"],
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_rows_beyond_those_that_are_drawn_are_as_those_that_are(
    framework: Framework, language: Language, tmp_path: Path
) -> None:
    """Of every kind of column: the same value, type and look, blank cells included, and rows enough for the totals."""
    lines = {name: [line[: -(at % 2) or None] for at in range(2_100)] for name, line in LONG.items()}
    lines["trainings"] = [LONG["trainings"]] * 2_100
    lines["channels"] = [LONG["channels"]] * 2_100
    path = fill(framework, tables=lines)
    target = carried_into(path, framework, language, tmp_path, "provincial")
    new, _ = found(target, framework)
    assert new is not None
    assert answered(new)["tables"] == answered(examine(path, framework))["tables"]
    book = openpyxl.load_workbook(target)
    for table in (each for each in framework.tables if each.id in LONG):
        sheet = book[table_sheet(table.title, language)]
        for column in range(1, len(table.columns) + 1):
            for row in (6, 7):
                here, there = sheet.cell(row, column), sheet.cell(2_100 + row - 2, column)
                assert (here.value, here.data_type) == (there.value, there.data_type)
                assert here.style_id == there.style_id or here.value is None
                assert there.protection.locked is False
        assert sheet.print_area.endswith("$2105")
    progress = book["完整度" if language == "zh" else "Progress"]
    assert any("$A$6:$A$2105" in str(cell.value) for row in progress.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["migrate", "gone.xlsx", "-o", "new.xlsx"], "file-not-found"),
        (["migrate", "old.xlsx", "-o", "new.ods"], "export-suffix"),
        (["migrate", "old.xlsx", "-o", "old.xlsx"], "export-is-input"),
        (["template", "old.xlsx", "--from", "old.xlsx"], "export-is-input"),
        (["template", "new.xlsx", "--from", "gone.xlsx"], "file-not-found"),
        (["migrate", "old.xlsx", "-o", "old.xlsx", "--overwrite"], "export-is-input"),
        (["migrate", "old.xlsx", "-o", "no/new.xlsx"], "export-no-folder"),
    ],
)
def test_what_cannot_be_is_2_and_writes_nothing(
    framework: Framework, tmp_path: Path, arguments: list[str], code: str
) -> None:
    old = fill(framework, path=tmp_path / "old.xlsx").read_bytes()
    run = convergence(*arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert f"[{code}]" in run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["old.xlsx"]
    assert (tmp_path / "old.xlsx").read_bytes() == old
