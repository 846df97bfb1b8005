"""Published models in our YAML come to the numbers that were published for them.

`examples/frameworks/` has one folder for each, with what it rests on and with published figures.
"""

import csv
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from conftest import ROOT
from running import convergence

from convergence_cli.model.framework import Framework
from convergence_cli.model.trial import Trial
from convergence_cli.rubric.load import load
from convergence_cli.rubric.trials import questionnaire
from convergence_cli.scoring.engine import Scored, score
from convergence_cli.trial.run import run_trials

FRAMEWORKS = ROOT / "examples" / "frameworks"
FOLDERS = sorted(path for path in FRAMEWORKS.iterdir() if path.is_dir())
PUBLISHED = Path(__file__).resolve().parent.parent.parent / "shared" / "cases" / "method"
HDI = FRAMEWORKS / "human-development"
INPUTS = {
    "health.life-expectancy": "life_expectancy",
    "education.expected": "expected_schooling",
    "education.mean": "mean_schooling",
    "income.per-head": "income_per_head_ppp",
}


def scored(framework: Framework, country: str, answers: Mapping[str, float | str]) -> Scored:
    """A country with these answers."""
    profile = {framework.name_question: country}
    return score(framework, questionnaire(framework, Trial(name=country, profile=profile, answers=dict(answers))))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_each_is_sound_and_short_and_says_what_it_rests_on(folder: Path) -> None:
    done = convergence("rubrics", "check", folder, "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "0 errors, 0 warnings" in done.stdout
    assert sum(len(path.read_text("utf-8").splitlines()) for path in folder.glob("*.yaml")) < 150
    assert folder.name in (FRAMEWORKS / "README.md").read_text("utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_worked_figures_of_each_come_out(folder: Path) -> None:
    run = run_trials(load(folder), folder)
    assert run.tests > 1
    assert run.problems == ()


def test_human_development_is_what_was_published() -> None:
    """To the third decimal, and by the groups of the report, which go by the rounded index."""
    framework, found = load(HDI), rows(HDI / "published.csv")
    assert len(found) > 10
    for row in found:
        judged = scored(framework, row["country"], {name: float(row[name]) for name in INPUTS})
        assert framework.display.text(judged.nodes["index"].score or 0.0) == row["index"], row
        assert judged.level == row["level"], row


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published tables do not lie beside the project")
def test_human_development_of_every_country() -> None:
    """Index, group and rank of all 193; equal printed numbers share a rank, as in the report."""
    framework, found = load(HDI), rows(PUBLISHED / "hdi-2022.csv")
    judged = [
        scored(framework, row["country"], {name: float(row[key]) for name, key in INPUTS.items()}) for row in found
    ]
    printed = [framework.display.units(each.nodes["index"].score or 0.0) for each in judged]
    assert len(found) == 193
    assert printed == [round(float(row["hdi"]) * 1000) for row in found]
    assert [each.level for each in judged] == [row["group"].lower().replace(" ", "-") for row in found]
    assert [1 + sum(other > own for other in printed) for own in printed] == [int(row["rank"]) for row in found]


E_GOVERNMENT = """id: e-government
version: 2014.0.0
title: {en: E-government index}
source: {title: {en: Three parts alike}, issuer: {en: An index}, date: 2014-01-01}
languages: [en]
display: {from: 0, to: 1, decimals: 5}
name_question: country
profile: [{id: country, title: {en: Country}, required: true}]
chapters: [{id: all, title: {en: All}, measures: [parts]}]
levels: []
"""
PART = """
  - id: parts.%s
    title: {en: A part}
    ask: {type: number, question: {en: How much?}, min: 0, max: 1}
    score: {ramp: {from: 0, to: 1}}"""
PARTS = ("online_services", "human_capital", "telecommunication")


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published tables do not lie beside the project")
def test_ranks_of_every_country_with_the_precision_that_is_declared(tmp_path: Path) -> None:
    """193 indices of e-government, which at one decimal of a hundred have 166 of these ranks."""
    (tmp_path / "framework.yaml").write_text(E_GOVERNMENT, "utf-8")
    made = "".join(PART % name.replace("_", "-") for name in PARTS)
    (tmp_path / "parts.yaml").write_text(f"id: parts\ntitle: {{en: Parts}}\nindicators:{made}\n", "utf-8")
    framework, found = load(tmp_path), rows(PUBLISHED / "egdi-2014.csv")
    printed = []
    for row in found:
        answers = {f"parts.{name.replace('_', '-')}": float(row[name]) for name in PARTS}
        node = scored(framework, row["country"], answers).nodes["index"]
        printed.append(framework.display.units(node.score or 0.0))
        # The parts are published rounded, so that the mean of them is, too.
        assert (node.score or 0.0) / 100 == pytest.approx(float(row["egdi"]), abs=2.5e-5), row
    assert [1 + sum(other > own for other in printed) for own in printed] == [int(row["rank"]) for row in found]


@pytest.mark.parametrize(
    ("missing", "marks"), [((0, 0, 0), 110), ((44, 14, 51), -203), ((3, 2, 10), 79), ((0, 0, 51), 59)]
)
def test_a_sheet_of_110_points_goes_down_to_minus_203(missing: tuple[int, ...], marks: int) -> None:
    """The most and the least that the methodology names, and two in between."""
    names = ("requirements.five", "requirements.three", "requirements.one")
    framework = load(FRAMEWORKS / "control-deductions")
    node = scored(framework, "Works", dict(zip(names, map(float, missing), strict=True))).nodes["requirements"]
    assert node.marks == pytest.approx(marks)
    assert node.full_marks == 110


@pytest.mark.parametrize(
    ("defined", "managed", "level"),
    [((), ("managing",), "ML2"), (("managing",), (), "ML2"), (("managing", "defining"), (), "ML3")],
)
def test_a_stage_asks_for_every_area_of_its_own_and_of_those_below(
    defined: tuple[str, ...], managed: tuple[str, ...], level: str
) -> None:
    framework = load(FRAMEWORKS / "staged-processes")
    answers = {item.id: "managed" for item in framework.indicators if item.measure in managed}
    answers |= {item.id: "defined" for item in framework.indicators if item.measure in defined}
    assert scored(framework, "Works", answers).level == level


def test_reports_speak_and_print_as_the_framework_says(tmp_path: Path) -> None:
    """A country, not a station; an index of 0.966, not of 96.6; in one language, and the other is refused."""
    form, filled = tmp_path / "form.xlsx", tmp_path / "Norway.xlsx"
    assert convergence("template", form, "--rubrics", HDI, "--profile", "country=Norway").returncode == 0
    book = openpyxl.load_workbook(form)
    assert "Country" in book.sheetnames
    given = {"health.life-expectancy": 83.393, "education.expected": 18.63846016, "education.mean": 13.06234279}
    for line in book["Questions"].iter_rows():
        line[4].value = {**given, "income.per-head": 69189.76165}.get(line[0].value, line[4].value)
    book.save(filled)
    done = convergence("assess", filled, "--rubrics", HDI, "--all")
    assert done.returncode == 0, done.stderr
    assert "Index 0.966" in done.stdout
    listed = convergence("assess", filled, "--rubrics", HDI, "--format", "csv").stdout
    assert "Points lost at the margin" in listed.splitlines()[0]
    assert "Group very-high Very high human development" not in done.stdout
    assert "station" not in done.stdout.lower()
    refused = convergence("assess", filled, "--rubrics", HDI, "--lang", "zh")
    assert refused.returncode == 2
    assert "language-not-offered" in refused.stderr
