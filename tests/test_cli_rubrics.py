"""The commands for authors: what they say, and what their exit codes mean."""

import json
from pathlib import Path

import pytest
from running import ROOT, convergence
from tiny_rubric import FILES, mutated, write

from convergence_cli.model.framework import Framework
from convergence_cli.rubric.load import find

M01 = "M01.yaml"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_list_names_every_measure_and_indicator(framework: Framework, language: str) -> None:
    shown = convergence("rubrics", "list", "--lang", language).stdout
    assert all(item.id in shown for item in (*framework.measures, *framework.indicators))
    assert all((item.title.zh if language == "zh" else item.title.en) in shown for item in framework.indicators)


def test_check_of_a_sound_framework_is_silent_on_stderr() -> None:
    run = convergence("rubrics", "check", "--lang", "en")
    assert (run.returncode, run.stderr) == (0, "")
    assert "0 errors, 0 warnings" in run.stdout


def test_check_names_every_fault_with_its_place_and_exits_2(tmp_path: Path) -> None:
    files = mutated(M01, "quote: 原文", "qoute: 原文")
    run = convergence("rubrics", "check", write(tmp_path, files), "--lang", "en")
    assert run.returncode == 2
    assert "error[yaml-unknown-key]: unknown key “qoute”" in run.stderr
    assert "nearest: “quote”" in run.stderr
    assert "--> M01.yaml:" in run.stderr


def test_check_with_warnings_alone_passes(tmp_path: Path) -> None:
    """A warning is said and blocks nothing."""
    path = write(tmp_path, mutated("framework.yaml", "title: {zh: 小, en: Tiny}", "title: {zh: 小 小, en: Tiny}"))
    run = convergence("rubrics", "check", path, "--lang", "en")
    assert run.returncode == 0
    assert "warning[text-broken]" in run.stderr


def test_test_runs_the_tests_of_a_framework(tmp_path: Path) -> None:
    """0 where all hold, 1 where one does not."""
    good = "tests: [{name: blank, expect: {M02.rule: {outcome: unanswered}}}]\n"
    path = write(tmp_path, {**FILES, "tests/a.yaml": good})
    assert convergence("rubrics", "test", path).returncode == 0
    write(tmp_path, {**FILES, "tests/a.yaml": good.replace("unanswered", "met")})
    run = convergence("rubrics", "test", path, "--lang", "en")
    assert run.returncode == 1
    assert "should be met, got unanswered" in run.stderr


@pytest.mark.parametrize("kind", ["framework", "measure", "overlay", "test"])
def test_schema_prints_the_published_schema(kind: str) -> None:
    published = find().parent / "schema" / f"{kind}.schema.json"
    assert json.loads(convergence("rubrics", "schema", kind).stdout) == json.loads(published.read_text("utf-8"))


def test_schema_of_another_kind_is_a_fault_of_usage() -> None:
    assert convergence("rubrics", "schema", "station").returncode == 2


def test_coverage_accounts_for_every_clause(framework: Framework) -> None:
    """102 clauses under the 28 measures, in parts: each is covered by an indicator of whatever measure, or excused."""
    shown = convergence("rubrics", "coverage", "--lang", "en").stdout
    assert all(
        f"\n  {unit}  " in shown or f"\n  {unit} " in shown for measure in framework.measures for unit in measure.units
    )
    parts = sum(len(measure.units) for measure in framework.measures)
    excused = sum(len(measure.not_scored) for measure in framework.measures)
    covered = f"{parts - excused} covered by indicators + {excused} not scored with a reason"
    assert f"102 clauses, {parts} requirements: {covered}" in shown
    assert "not scored: \n" not in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explain_an_indicator(framework: Framework, language: str) -> None:
    """What, why, who, how it is scored, evidence, advice."""
    item = next(item for item in framework.indicators if item.id == "M16.mobile-kpi-weight")
    shown = convergence("explain", item.id, "--lang", language, COLUMNS="160").stdout
    flat = "".join(shown.split())
    texts = [item.ask.question, item.who, item.evidence.hint, *item.advice, item.because]
    words = [(text.zh if language == "zh" else text.en) for text in texts if text]
    assert all("".join(word.split()) in flat for word in [item.quote, *words])
    assert "50%" in flat


@pytest.mark.parametrize("what", ["M16", "16.2", "clause 16.2"])
def test_explain_a_measure_or_a_clause_shows_its_indicators(what: str) -> None:
    assert "M16.mobile-kpi-weight" in convergence("explain", what, "--lang", "en").stdout


def test_explain_an_error_code() -> None:
    shown = convergence("explain", "error-cell", "--lang", "en").stdout
    assert shown.startswith("error-cell  An error cell\n")
    assert all(f"\n  {label}: " in shown for label in ("It says", "What it means", "What to do"))


def test_explain_what_is_not_there_names_the_nearest() -> None:
    run = convergence("explain", "M16.mobile", "--lang", "en")
    assert run.returncode == 2
    assert "M16.mobile-kpi-weight" in run.stderr


def test_the_catalogue_beside_the_rubrics_is_the_current_one() -> None:
    """Made by `convergence rubrics catalogue > rubrics/README.md`."""
    printed = convergence("rubrics", "catalogue").stdout
    assert printed == (ROOT / "rubrics" / "README.md").read_text("utf-8")
