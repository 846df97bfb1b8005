"""`check`: every problem of every workbook with its place, no score, and an exit code that says whether to mend."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from filling import fill, page_of
from running import ROOT, convergence

from convergence_cli.errors import Location, problem
from convergence_cli.judging import judge_workbook, look_at
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.guard import guard
from convergence_cli.questionnaire.mark import mark
from convergence_cli.questionnaire.template import write_template
from convergence_cli.report.check import Checked, counts
from convergence_cli.report.check.standing import standing_lines
from convergence_cli.report.progress import share_words
from convergence_cli.report.subjects import laid_out, report
from convergence_cli.scoring.progress import progress
from convergence_cli.texts import say

EXAMPLES = ROOT / "examples"
BROKEN, CITY, STRONG = (f"examples/{name}.xlsx" for name in ("broken", "typical-city", "strong-province"))


def found(*paths: str) -> list[dict[str, Any]]:
    run = convergence("check", *paths, "--format", "json", "--lang", "en", cwd=ROOT)
    return list(json.loads(run.stdout)["files"])


@pytest.fixture(scope="module")
def doubtful(framework: Framework, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city with fewer registered users than active ones; their number earns nothing, so its score is the same."""
    workbook = openpyxl.load_workbook(ROOT / CITY)
    page_of(workbook, framework, "platforms")["C6"] = 0
    path = tmp_path_factory.mktemp("check") / "doubtful.xlsx"
    workbook.save(path)
    return path


def test_a_sound_workbook_is_0_and_one_at_fault_is_2(doubtful: Path) -> None:
    """Notes and warnings alone are no fault: the second city has both."""
    (city,) = found(str(doubtful))
    assert {item["severity"] for item in city["problems"]} == {"note", "warning"}
    assert convergence("check", STRONG, cwd=ROOT).returncode == 0
    assert convergence("check", CITY, cwd=ROOT).returncode == 0
    assert convergence("check", doubtful, cwd=ROOT).returncode == 0
    assert convergence("check", STRONG, BROKEN, CITY, cwd=ROOT).returncode == 2


def test_every_file_is_told_apart_and_summed() -> None:
    """A bad file hides nothing of the next one."""
    shown = convergence("check", BROKEN, STRONG, CITY, "--lang", "en", cwd=ROOT).stdout
    parts = [shown.index(f"{path}\n") for path in (BROKEN, STRONG, CITY)]
    assert parts == sorted(parts)
    assert f"{STRONG}\nno faults; 116 of 117 questions answered (99.1%)\n" in shown
    last = shown.strip().splitlines()[-1]
    files = found(BROKEN, STRONG, CITY)
    sums = [
        sum(item["severity"] == kind for file in files for item in file["problems"])
        for kind in ("error", "warning", "note")
    ]
    assert list(map(int, re.findall(r"\d+", last))) == [3, *sums]
    assert all(sums)


def test_what_assess_names_check_names_too_and_the_notes_besides() -> None:
    """The broken workbook's cells are typed by hand like the city's: how they were read is told as well."""
    (broken,) = found(BROKEN)
    assess = json.loads(convergence("assess", BROKEN, "--format", "json", "--lang", "en", cwd=ROOT).stdout)
    assert broken["problems"] == assess["failures"][0]["problems"]
    kinds = {item["severity"] for item in broken["problems"]}
    assert kinds == {"error", "warning", "note"}


def test_failed_cross_checks_are_among_the_problems(doubtful: Path) -> None:
    """They need every answer, so they come from scoring; no score is shown, and it would be 48.2."""
    (city,) = found(str(doubtful))
    (failed,) = [item["message"] for item in city["problems"] if item["code"] == "check-failed"]
    assert failed.startswith("A platform has more monthly active than registered users")
    assert "48" not in convergence("check", doubtful, "--lang", "en", cwd=ROOT).stdout.splitlines()[-1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_blank_is_told_by_department_in_every_format(
    framework: Framework, tmp_path: Path, language: Language
) -> None:
    """An empty form is never called clean, and the blanks of a sound one are those that an assessment counts."""
    blank, sheet = tmp_path / "blank.xlsx", tmp_path / "sheet.xlsx"
    blank.write_bytes(write_template(framework, language, {"level": "county"}))
    workbook = openpyxl.load_workbook(blank)
    for cell, typed in zip(("D2", "D4", "D5"), ("X", "Y", 2025), strict=True):
        workbook[say(language, "workbook.sheet-station")][cell] = typed
    workbook.save(blank)
    for path in (blank, ROOT / "examples/county-centre.xlsx"):
        looked = look_at(path, framework, Bounds())
        file = Checked(path="form", problems=looked.problems, questionnaire=looked.questionnaire)
        about = ((file,), framework, language)
        judged, _ = judge_workbook(path, framework, Bounds(), steps=False)
        assert isinstance(judged, Assessment)
        open_ = [each.id for each in judged.results if each.outcome == "unanswered"]
        (told,) = json.loads(report("check", about, "json"))["files"]
        departments = told["progress"]["departments"]
        assert sorted(name for each in departments for name in each["blank"]) == sorted(open_) != []
        assert told["progress"]["asked"] - told["progress"]["answered"] == len(open_)
        assert all(each["asked"] - each["answered"] == len(each["blank"]) for each in departments)
        first = say(
            language, "progress.no-faults", said=share_words(progress(framework, judged.questionnaire), language)
        )
        sheet.write_bytes(
            mark(guard(path, Bounds()), (), language, ".xlsx", Bounds(), standing_lines(*about[0], *about[1:]))
        )
        listed = openpyxl.load_workbook(sheet)[say(language, "workbook.sheet-check")].iter_rows(values_only=True)
        formats = [
            laid_out("check", about, 400),
            *(report("check", about, name).decode() for name in ("markdown", "github")),
        ]
        formats.append("\n".join(str(row[3]) for row in listed))
        for shown in formats:
            assert unquote(first) in unquote(shown)
            assert all(name in shown for name in open_)
            assert all(each["who"] in shown for each in departments)


def test_a_sheet_that_cannot_be_read_has_no_progress() -> None:
    """Nobody knows then what was filled in; a number would be a wrong one."""
    looked = found("gone.xlsx")[0]
    assert "progress" not in looked


def test_a_workbook_that_is_not_there_is_one_problem_and_the_others_are_checked(tmp_path: Path) -> None:
    files = found("gone.xlsx", STRONG)
    assert [item["code"] for item in files[0]["problems"]] == ["file-not-found"]
    assert files[1]["problems"] == []


def test_annotations_name_the_file_as_it_was_named_and_put_errors_first() -> None:
    """A GitHub step shows ten, and links by the path in the repository; the tenth sums up the rest."""
    lines = convergence("check", CITY, BROKEN, "--format", "github", "--lang", "en", cwd=ROOT).stdout.splitlines()
    kinds = [re.match(r"::(\w+) file=([^,]+),title=([a-z-]+)::(.+)", line) for line in lines[:-1]]
    assert len(lines) == 10
    assert lines[-1].startswith("::error::")
    assert all(kinds)
    order = [match[1] for match in kinds if match]
    assert order == sorted(order, key=("error", "warning", "notice").index)
    assert {match[2] for match in kinds if match} == {BROKEN}
    few = convergence("check", CITY, "--format", "github", "--lang", "en", cwd=ROOT).stdout.splitlines()
    assert all(f" file={CITY}," in line for line in few)


HOSTILE = problem("not-a-number", Location(file="a.xlsx", sheet="问卷", cell="E8"), found="5%\r\n::error::,x")


def test_a_cell_cannot_write_a_workflow_command(framework: Framework) -> None:
    """What would end the line, or begin another command, is written by its code."""
    shown = report("check", ((Checked(path="a,b:c%.xlsx", problems=(HOSTILE,)),), framework, "en"), "github").decode()
    assert shown.count("\n") == 1
    assert shown.startswith("::error file=a%2Cb%3Ac%25.xlsx,title=not-a-number::问卷!E8: ")
    assert "5%25%0D%0A::error::" in shown


def test_a_path_cannot_drive_the_terminal(framework: Framework) -> None:
    shown = laid_out("check", ((Checked(path="\x1b[2J.xlsx", problems=()),), framework, "en"), 80)
    assert "\x1b" not in shown


def test_counts_and_json_agree(framework: Framework) -> None:
    files = (Checked(path="a.xlsx", problems=(HOSTILE, HOSTILE)), Checked(path="b.xlsx", problems=()))
    assert counts(files) == {"errors": 2, "warnings": 0, "notes": 0}
    assert json.loads(report("check", (files, framework, "en"), "json"))["counts"] == counts(files)


@pytest.mark.parametrize("option", [["--format", "xml"], ["--lang", "fr"], ["--max-rows", "0"]])
def test_wrong_options_are_2_before_any_work(option: list[str]) -> None:
    run = convergence("check", STRONG, *option, cwd=ROOT)
    assert (run.returncode, run.stdout) == (2, "")


def test_the_language_is_that_of_the_first_workbook_that_has_one(framework: Framework, tmp_path: Path) -> None:
    """A report has one language from first to last."""
    english = fill(framework, "en", path=tmp_path / "en.xlsx")
    shown = convergence("check", english, EXAMPLES / "strong-province.xlsx", CONVERGENCE_LANG="zh").stdout
    assert "2 files: 0 errors" in shown
