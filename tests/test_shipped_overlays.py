"""The two dated overlays that ship beside the base: the law after 2020, and the sector's later tasks.

They only tighten, they rest on dated documents that reports name, they leave the scores of the base's measures as they
are, and they go the whole way from template to batch, each by itself and both together.
"""

import json
import shutil
import sys
from functools import cache
from pathlib import Path
from subprocess import run as process
from typing import Any

import pytest
from conftest import ROOT
from filling import fill
from running import convergence

from convergence_cli.errors import RubricError
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import Citation
from convergence_cli.questionnaire.read import read
from convergence_cli.rubric.load import find
from convergence_cli.rubric.stack import load_stack
from convergence_cli.rubric.strict_yaml import parse
from convergence_cli.scoring.engine import assess
from convergence_cli.trial.run import run_trials

BASE, LAW, WORK = "nrta-2020-79", "nrta-law-2026", "nrta-2025-work"
MEASURE = {LAW: "L01", WORK: "W01"}
STACKS = ((BASE, LAW), (BASE, WORK), (BASE, LAW, WORK), (BASE, WORK, LAW))
CITY = ROOT / "examples" / "typical-city.xlsx"
DECISIONS = ROOT / "docs" / "decisions" / "nrta-2020-79-0.3.0-later-law.md"
TIGHTENED = {LAW: set(), WORK: {"M25.responsibility"}}
"""What of the base each holds to more."""
LIGHT = 0.0125
"""The part of the index that all of one overlay may be, for any kind of station."""


def named(names: tuple[str, ...]) -> list[str]:
    return [word for name in names for word in ("--rubrics", name)]


@cache
def laid(*names: str) -> Framework:
    return load_stack([find(name) for name in names])


def added(framework: Framework, name: str) -> tuple[Indicator, ...]:
    return framework.measure[MEASURE[name]].indicators


def tree(name: str) -> Any:
    return parse((ROOT / "rubrics" / name / "overlay.yaml").read_text("utf-8"), name)[0]


@pytest.mark.parametrize("name", [LAW, WORK])
def test_each_is_found_by_its_name_and_checks_clean(name: str, tmp_path: Path) -> None:
    """Wherever the command is run; nothing is loosened, and no note says so."""
    run = convergence("rubrics", "check", name, "--lang", "en", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.endswith("0 errors, 0 warnings\n")


@pytest.mark.parametrize("names", STACKS[2:], ids=" ".join)
def test_both_lie_on_each_other_in_either_order(names: tuple[str, ...]) -> None:
    run = convergence("rubrics", "check", *names, "--lang", "en")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.endswith("0 errors, 0 warnings\n")
    assert {"L01", "W01"} <= set(laid(*names).measure)


def test_an_installed_program_has_them(tmp_path: Path) -> None:
    """The rubrics folder is put into the wheel as a whole; so it is laid out here."""
    target = tmp_path / "convergence_cli"
    shutil.copytree(ROOT / "convergence_cli", target, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "rubrics", target / "rubrics")
    assert 'rubrics = "convergence_cli/rubrics"' in (ROOT / "pyproject.toml").read_text("utf-8")
    for name in (LAW, WORK):
        words = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); "]
        words[-1] += f"sys.argv = ['convergence', 'rubrics', 'check', {name!r}, '--lang', 'en']; "
        words[-1] += "from convergence_cli.cli.main import main; main()"
        run = process(words, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, check=False)
        assert run.stdout.endswith("0 errors, 0 warnings\n"), run.stderr


def test_a_name_that_is_none_is_answered_with_all_that_ship() -> None:
    """Overlays, too."""
    with pytest.raises(RubricError) as caught:
        find("nrta-law")
    assert dict(caught.value.problems[0].values)["known"] == ", ".join(sorted((BASE, LAW, WORK)))


@pytest.mark.parametrize("name", [LAW, WORK])
def test_each_is_for_the_base_from_0_3_on_and_says_relax_nowhere(name: str) -> None:
    read = tree(name)
    assert (read["extends"], read["since"]) == (BASE, "0.3.0")
    assert "hide" not in read
    assert "relax" not in (ROOT / "rubrics" / name / "overlay.yaml").read_text("utf-8")
    assert laid(name).extends[0].relaxed == ()


@pytest.mark.parametrize("name", [LAW, WORK])
def test_their_own_tests_reach_every_branch(name: str) -> None:
    done = run_trials(laid(name), find(name))
    assert done.problems == ()
    assert done.unreached == ()
    assert done.tests > 10


# --- what they rest on -------------------------------------------------------------------------------


def citations(item: Indicator) -> list[Citation]:
    bands = [band.source for band in item.score.bands or ()]
    return [each for each in (item.source, *bands) if each is not None]


@pytest.mark.parametrize("name", [LAW, WORK])
def test_whatever_is_added_rests_on_a_document_later_than_the_policy(name: str, framework: Framework) -> None:
    """With its day; a law or a rule with its number or article, too."""
    for item in added(laid(name), name):
        assert item.source is not None, item.id
        assert all(each.date > framework.source.date for each in citations(item)), item.id
        assert name == WORK or item.source.number, item.id


@pytest.mark.parametrize("name", [LAW, WORK])
def test_every_document_stands_among_those_confirmed(name: str) -> None:
    """The page of decisions says where each was found; what stands there as unconfirmed is not shipped."""
    confirmed, _, unconfirmed = DECISIONS.read_text("utf-8").partition("## 未确认")
    for cited in (each for item in added(laid(name), name) for each in citations(item)):
        assert cited.title.zh.removeprefix("中华人民共和国") in confirmed, cited.title.zh
        assert cited.date in confirmed, cited.title.zh
    shipped = {each.title.zh for item in added(laid(name), name) for each in citations(item)}
    assert shipped.isdisjoint(line.split("|")[1].strip() for line in unconfirmed.splitlines() if line.startswith("| "))


def test_explain_marks_them_as_later_than_the_policy() -> None:
    run = convergence("explain", "L01.algorithm-filing", "--rubrics", LAW, "--lang", "en")
    assert "later than the policy, which is of" in " ".join(run.stdout.split())
    assert "2020-11-13" in run.stdout


def test_red_lines_ask_for_facts_from_outside() -> None:
    """A count of decisions, findings or missing numbers; never a box that the station ticks itself."""
    both = laid(*STACKS[2])
    lines = [item for name in (LAW, WORK) for item in added(both, name) if item.red_line is not None]
    assert len(lines) == 8
    assert {item.ask.type for item in lines} == {"integer"}
    assert all(item.score.bands and item.score.bands[0].up_to == 0 for item in lines)


# --- what they leave alone ---------------------------------------------------------------------------


@pytest.mark.parametrize("names", STACKS, ids=" ".join)
def test_the_base_is_as_it_was_but_for_what_is_named(names: tuple[str, ...], framework: Framework) -> None:
    """Every measure, weight, target and question of it; levels too."""
    over = laid(*names)
    changed = {name for name in framework.indicator if framework.indicator[name] != over.indicator[name]}
    assert changed == set().union(*(TIGHTENED[name] for name in names[1:]))
    assert over.levels == framework.levels
    assert [item.weight for item in framework.measures] == [over.measure[item.id].weight for item in framework.measures]


@pytest.mark.parametrize("level", ["central", "provincial", "municipal", "county"])
@pytest.mark.parametrize("name", [LAW, WORK])
def test_what_is_added_is_light(name: str, level: str) -> None:
    """All of it together moves the index by little more than a point at most; red lines do the work."""
    over = laid(name)
    profile = {"level": level}
    chapter = over.chapter_of[MEASURE[name]]
    whole = sum(item.weight_for(profile) for item in over.chapters)
    inside = sum(over.measure[each].weight_for(profile) for each in chapter.measures)
    share = chapter.weight_for(profile) / whole * over.measure[MEASURE[name]].weight_for(profile) / inside
    assert 0 < share < LIGHT


@pytest.mark.parametrize("names", STACKS[:3], ids=" ".join)
def test_a_form_of_the_base_keeps_the_scores_of_its_measures(names: tuple[str, ...], framework: Framework) -> None:
    """What is added is unanswered there; the index moves by less than a point and never up."""
    over = laid(*names)
    before, now = (assess(each, read(CITY, each)) for each in (framework, over))
    held = {each.partition(".")[0] for name in names[1:] for each in TIGHTENED[name]}
    scores = [{node.id: node.score for node in each.measures} for each in (before, now)]
    assert {name for name in scores[0] if scores[0][name] != scores[1][name]} <= held
    assert -1 < now.index.score - before.index.score <= 0


# --- the whole way ----------------------------------------------------------------------------------

CLEAN: dict[str, dict[str, Any]] = {
    LAW: {
        "operates": "电视频道；自有客户端",
        "duties": "应急广播的平台建设、运维或信息播发",
        "algorithms": "有",
        "L01.captions": "95%",
        "L01.access-uncorrected": 0,
        "L01.minors-findings": 0,
        "L01.label-findings": 1,
        "L01.emergency-misuse": 0,
    },
    WORK: {"micro_dramas": "有", "W01.drama-numbers": 0, "W01.effect-weight": "25%"},
}
SERVICES = [["首页推荐", "算法推荐", "应备案，没有备案", None, "有"]]


@pytest.mark.parametrize("names", STACKS[:3], ids=" ".join)
def test_template_check_assess_and_batch(names: tuple[str, ...], tmp_path: Path) -> None:
    """A filled-in form goes the whole way; what is missed and what is kept comes out by its id."""
    over = laid(*names)
    blank = tmp_path / "blank.xlsx"
    assert convergence("template", blank, *named(names), "--level", "municipal").returncode == 0
    blank.unlink()
    form = tmp_path / "filled.xlsx"
    answers = {key: text for name in names[1:] for key, text in CLEAN[name].items()}
    tables = {"algorithm_services": SERVICES} if LAW in names else {}
    fill(over, level="municipal", answers=answers, tables=tables, path=form)
    run = convergence("check", form, *named(names), "--lang", "en")
    assert run.returncode == 0, run.stderr
    outcomes: dict[str, str] = {}
    for command in (["assess", form], ["batch", tmp_path]):
        run = convergence(*command, *named(names), "--format", "json", "--lang", "en")
        assert run.returncode == 0, run.stderr
        (station,) = json.loads(run.stdout)["stations"]
        outcomes = {item["id"]: item["outcome"] for item in station["indicators"]}
        if LAW in names:
            assert {"L01.algorithm-filing", "L01.label-findings"} <= set(station["red_lines_missed"])
            assert outcomes["L01.captions"] == outcomes["L01.algorithm-switch"] == "met"
        if WORK in names:
            assert outcomes["W01.drama-numbers"] == outcomes["W01.effect-weight"] == "met"
            assert outcomes["W01.fee-packages"] == "unanswered"
    assert {item.id for name in names[1:] for item in added(over, name)} <= set(outcomes)


def test_a_station_without_the_business_is_not_hit() -> None:
    """A county radio that says so is asked of the law what binds everybody, and of the tasks its appraisal."""
    profile: dict[str, object] = {"level": "county", "operates": ("radio", "social"), "duties": ()}
    profile |= {"algorithms": "none", "pay_tv": "none", "micro_dramas": "none"}
    both = laid(*STACKS[2])
    asked = {item.id for name in (LAW, WORK) for item in added(both, name) if item.in_scope(profile)}
    excused = {name for name in asked if both.indicator[name].not_applicable}
    binding = {"L01.access-uncorrected", "L01.minors-findings", "L01.label-findings", "W01.effect-weight"}
    assert asked - excused == binding
