"""The worked overlay: an invented province's three-year plan lies on the shipped framework as its README says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from running import convergence

from convergence_cli.model.framework import Framework
from convergence_cli.rubric.load import read_files
from convergence_cli.rubric.overlay.resolve import resolve
from convergence_cli.rubric.stack import load_stack
from convergence_cli.trial.run import run_trials

FOLDER = ROOT / "examples" / "overlays" / "lanjiang-2024-2026"
CITY = ROOT / "examples" / "typical-city.xlsx"
RELAXED = {"M16.integrated-newsroom", "M21.joint-training"}


@pytest.fixture(scope="module")
def plan() -> Framework:
    return load_stack([FOLDER])


def test_it_passes_check_and_says_what_it_relaxes() -> None:
    run = convergence("rubrics", "check", FOLDER, "--lang", "en")
    assert run.returncode == 0
    assert run.stdout.endswith("0 errors, 0 warnings\n")
    assert set(re.findall(r"note\[overlay-relaxes\]: “(\S+)” is loosened", run.stderr)) == RELAXED
    assert run.stderr.count("note[") == len(RELAXED)
    assert "[overlay-loosens]" not in run.stderr


def test_without_its_word_what_it_relaxes_is_refused_with_the_line(framework: Framework) -> None:
    """Each of the two, at the year and at the entry that loosen."""
    text = (FOLDER / "overlay.yaml").read_text("utf-8")
    silent = re.sub(r"\n +relax: true", "", text)
    _, problems = resolve(framework, "overlay.yaml", silent)
    found = {dict(item.values)["id"]: item for item in problems if item.code == "overlay-loosens"}
    assert set(found) == RELAXED
    lines = silent.splitlines()
    places = {str(name): lines[(item.location.line or 0) - 1].strip() for name, item in found.items()}
    assert places == {
        "M16.integrated-newsroom": "target_by: {period: {2024: 40, 2025: 60, 2026: 70}}",
        "M21.joint-training": "- id: M21.joint-training",
    }


def test_its_tests_reach_every_branch_that_it_touches(plan: Framework) -> None:
    """But for the level, which takes a whole questionnaire: that is tested below."""
    done = run_trials(plan, FOLDER)
    assert done.problems == ()
    assert done.unreached == ("levels.L4",)
    assert done.tests > 40


@pytest.mark.parametrize(("year", "targets"), [
    (2023, (70, 70, 70)), (2024, (80, 40, 70)), (2025, (90, 60, 80)), (2026, (100, 70, 90)), (2027, (100, 70, 90)),
])  # fmt: skip
def test_the_milestones_of_each_year(plan: Framework, year: int, targets: tuple[float, ...]) -> None:
    items = {item.id: item for item in plan.indicators}
    names = ("M16.command", "M16.integrated-newsroom", "M12.cloud-share")
    assert tuple(items[name].target_for({"period": float(year), "level": "municipal"}) for name in names) == targets


@pytest.fixture(scope="module")
def stations() -> tuple[dict[str, Any], dict[str, Any]]:
    """The example's city by the national framework, and its national form by the plan."""
    runs = [
        convergence("assess", CITY, "--format", "json", "--lang", "en", *more) for more in ((), ("--rubrics", FOLDER))
    ]
    assert [run.returncode for run in runs] == [0, 0], runs[1].stderr
    national, provincial = (json.loads(run.stdout)["stations"][0] for run in runs)
    return national, provincial


def test_a_national_form_is_judged_by_the_plan(stations: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """What the plan adds is unanswered, what it hides is out; every other answer has its points, but for one band."""
    national, provincial = ({item["id"]: item for item in each["indicators"]} for each in stations)
    added = {"P01.own-plan", "P01.tasks-done", "M12.provincial-platform", "M16.pilot-practice"}
    assert set(provincial) - set(national) == added
    assert set(national) - set(provincial) == {"M21.joint-training"}
    assert {provincial[name]["outcome"] for name in added} == {"unanswered"}
    changed = {
        name for name in national if name in provincial and national[name]["points"] != provincial[name]["points"]
    }
    assert changed == {"M16.mobile-kpi-weight"}
    assert (national["M16.mobile-kpi-weight"]["points"], provincial["M16.mobile-kpi-weight"]["points"]) == (60, 50)
    codes = {item["code"] for item in stations[1]["problems"]}
    assert {"base-form", "questions-new"} <= codes
    assert "P01.own-plan" in stations[1]["red_lines_unanswered"]
    assert "M22.one-standard" in stations[1]["red_lines_missed"]


def test_no_target_of_the_plan_is_lower_but_the_one_it_says(stations: tuple[dict[str, Any], dict[str, Any]]) -> None:
    national, provincial = ({item["id"]: item["target"] for item in each["indicators"]} for each in stations)
    lower = {name for name in national if name in provincial and provincial[name] < national[name]}
    assert lower == {"M16.integrated-newsroom"}


def test_the_report_says_what_it_lies_on(tmp_path: Path) -> None:
    """On the terminal, as JSON, in the workbook of gaps, in the form."""
    from words_of_a_framework import words_of

    target = tmp_path / "gaps.xlsx"
    run = convergence("assess", CITY, "--rubrics", FOLDER, "--export", target, "--lang", "en")
    assert "\nlaid on nrta-2020-79 0.3.0\n" in run.stdout
    assert "laid on nrta-2020-79 0.3.0" in words_of(target)
    form = tmp_path / "form.xlsx"
    assert convergence("template", form, "--rubrics", FOLDER, "--level", "county", "--lang", "zh").returncode == 0
    words = words_of(form)
    assert "叠加在 nrta-2020-79 0.3.0 之上" in words
    assert "三年行动任务表" in words


def test_the_plan_s_level_asks_for_more(plan: Framework, framework: Framework) -> None:
    """78 in place of 75; the others are as they were."""
    before, now = ({level.id: level.index for level in each.levels} for each in (framework, plan))
    assert {name for name in before if before[name] != now[name]} == {"L4"}
    assert (before["L4"], now["L4"]) == (75, 78)


def test_the_readme_s_commands_work(tmp_path: Path) -> None:
    text = (FOLDER / "README.md").read_text("utf-8")
    commands = re.search(r"```sh\n(.*?)```", text, re.DOTALL)
    assert commands
    for line in commands[1].splitlines():
        words = [str(ROOT / word) if word.startswith("examples/") else word for word in line.split()[1:]]
        run = convergence(*words, cwd=tmp_path)
        assert run.returncode == 0, (line, run.stderr)


def test_the_shipped_framework_is_not_changed_by_lying_below(framework: Framework, plan: Framework) -> None:
    """Its sha256 is the one that its own files have."""
    (layer,) = plan.extends
    assert (layer.id, layer.version, layer.sha256) == (framework.id, framework.version, framework.sha256)
    assert framework.extends == ()
    assert len(read_files(FOLDER.parent.parent.parent / "rubrics" / "nrta-2020-79")) == 29
