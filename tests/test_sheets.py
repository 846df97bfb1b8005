"""Sheets of marks as they are published: deductions from full marks, sums, and what becomes of weights and scores.

By hand, and one 110-point sheet through every command and format.
"""

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from filling import cell_of
from running import Run, convergence
from small_frameworks import NA, RAMP, Given, chapter, flat, framework, indicator, judged, measure
from tiny_rubric import built, mutated, write

from convergence_cli.model.assessment import Node
from convergence_cli.model.plan import Goal
from convergence_cli.model.score import Deduct, Score
from convergence_cli.plan.plan import plan
from convergence_cli.scoring.points import points
from convergence_cli.sensitivity import sensitivity

A, B, C = "M01.a", "M01.b", "M01.c"


def sheet(how: Any, maximum: float | None, weights: tuple[float, ...], given: tuple[Given, ...], **more: Any) -> Node:
    """The index of a station where one measure of these weights is a sheet."""
    names = (A, B, C)[: len(weights)]
    items = [indicator(name, weight, not_applicable=("why",)) for name, weight in zip(names, weights, strict=True)]
    scored = framework(
        (chapter("one", "M01"),), (replace(measure("M01", *items, aggregate=how), maximum=maximum),), **more
    )
    station = judged(scored, dict(zip(names, given, strict=True)))
    assert station.additive == (maximum is None or maximum == sum(weights))
    return station.measures[0]


@pytest.mark.says("3.8")
def test_a_deduction_takes_off_in_proportion_down_to_what_is_left() -> None:
    each = Score(deduct=Deduct(per=1.0, points=25.0))
    assert [points(each, found, flat(indicator(A))) for found in (-2.0, 0.0, 1.0, 1.5, 4.0, 9.0)] == [
        100,
        100,
        75,
        62.5,
        0,
        0,
    ]
    left = Score(deduct=Deduct(per=10.0, points=5.0, down_to=60.0))
    assert [points(left, found, flat(indicator(A))) for found in (0.0, 40.0, 80.0, 500.0)] == [100, 80, 60, 60]


@pytest.mark.says("5.14", "5.15")
@pytest.mark.parametrize(
    ("how", "maximum", "weights", "given", "marks", "full", "score"),
    [
        # a 1,000-point sheet: 600 x 50% + 400 x 100%
        ("sum", 1000, (600, 400), (50.0, 100.0), 700, 1000, 70),
        ("sum", None, (600, 400), (50.0, 100.0), 700, 1000, 70),
        # 50 marks of bonus: no more than full
        ("sum", 100, (100, 50), (100.0, 100.0), 100, 100, 100),
        ("sum", 100, (100, 50), (60.0, 40.0), 80, 100, 80),
        # 110 less 5 and 3 of the 9 that can be lost
        ("deduction", 110, (5, 3, 1), (0.0, 0.0, 100.0), 102, 110, 100 * 102 / 110),
        ("deduction", 110, (150, 3, 1), (0.0, 0.0, 100.0), -43, 110, 0),
        ("deduction", 110, (5, 3, 1), (None, 100.0, 100.0), 105, 110, 100 * 105 / 110),
        # what is not applicable takes its part of the full marks along: 100 of 150 weigh, so 100 of 150 are full
        ("sum", 150, (100, 50), (60.0, NA), 60, 100, 60),
        ("deduction", 60, (100, 50), (90.0, NA), 30, 40, 75),
    ],
)  # fmt: skip
def test_sheets_by_hand(
    how: str, maximum: float | None, weights: Any, given: Any, marks: float, full: float, score: float
) -> None:
    """Marks as they are published, and the score in hundredths of the full ones."""
    found = sheet(how, maximum, weights, given)
    assert (found.marks, found.full_marks) == (pytest.approx(marks), pytest.approx(full))
    assert found.score == pytest.approx(score)


@pytest.mark.says("5.14", "5.15")
def test_what_is_asked_of_others_alone_is_no_part_of_the_full_marks() -> None:
    """A city and a county have other items; for either they add up to 100 marks."""
    items = (
        indicator(A, 60),
        indicator(B, 40, applies={"level": ("city",)}),
        indicator(C, 40, applies={"level": ("county",)}),
    )
    scored = replace(flat(*items), measures=(replace(flat(*items).measures[0], aggregate="sum", maximum=100.0),))
    for level, other in (("city", B), ("county", C)):
        node = judged(scored, {A: 50.0, other: 100.0}, level=level).measures[0]
        assert (node.marks, node.full_marks, node.score) == (70, 100, 70)


@pytest.mark.says("5.15")
def test_what_is_left_out_of_the_score_takes_its_full_marks_along() -> None:
    """Half of a deduction is blank, and blanks are left out."""
    node = sheet("deduction", 50, (60, 40), (90.0, None), missing="redistribute")
    assert (node.marks, node.full_marks, node.score) == (24, 30, 80)
    assert node.floor == 8  # 50 less 6 and 40: 4 of 50
    assert node.ceiling == 88


@pytest.mark.says("5.16")
def test_losses_add_up_where_full_marks_are_the_weights_and_not_else() -> None:
    for maximum, adds in ((100.0, True), (None, True), (80.0, False)):
        items = (indicator(A, 60), indicator(B, 40))
        scored = replace(
            flat(*items), measures=(replace(flat(*items).measures[0], aggregate="deduction", maximum=maximum),)
        )
        station = judged(scored, {A: 50.0, B: 100.0})
        assert station.additive == adds
        assert station.index.lost == pytest.approx(30 if adds else 37.5)
        assert (station.index.score or 0) + station.index.lost == pytest.approx(100)


def test_steps_plans_and_sensitivity_go_by_the_sheet() -> None:
    """What a step brings is what the sheet gives for it: 5 marks of 110, and not 5 of the 9 that can be lost."""
    items = (indicator(A, 5, RAMP), indicator(B, 3), indicator(C, 1))
    scored = replace(flat(*items), aggregate="deduction", maximum=None)
    scored = replace(scored, measures=(replace(scored.measures[0], maximum=110.0),))
    station = judged(scored, {A: 0.0, B: 0.0, C: 100.0})
    first = station.results[0].to_target
    assert first is not None
    assert first.gain == pytest.approx(500 / 110)
    made = plan(scored, station, Goal(target=95.0))
    assert [task.move.id for task in made.tasks] == [A]
    firm = sensitivity(scored, station, 20)
    assert firm is not None
    assert firm.aggregates["deduction"] == pytest.approx(station.index.score)
    assert firm.aggregates["arithmetic"] == pytest.approx(station.index.score)  # there is one chapter


@pytest.mark.says("5.13")
def test_weights_are_those_of_the_station_s_own_kind() -> None:
    """At each height; who says another level has the other weight, who has none of the options the common one."""
    items = (indicator(A, 1, weight_by={"level": {"county": 3.0}}), indicator(B, 1))
    two = indicator("M02.a", 1)
    parts = (
        replace(chapter("one", "M01"), weight_by={"level": {"county": 1.0}}, weight=3.0),
        chapter("two", "M02"),
    )
    scored = framework(parts, (measure("M01", *items), measure("M02", two)))
    given = {A: 100.0, B: 0.0, "M02.a": 0.0}
    city, county = (judged(scored, given, level=level) for level in ("city", "county"))
    assert [result.weight for result in city.results] == [0.375, 0.375, 0.25]
    assert [result.weight for result in county.results] == [0.375, 0.125, 0.5]
    assert (city.index.score, county.index.score) == (37.5, 37.5)
    assert (city.measures[0].score, county.measures[0].score) == (50, 75)


@pytest.mark.says("5.17")
def test_how_far_it_is_to_the_targets() -> None:
    """Weights 1 and 3, targets 50 and 100: 150 at 20 is all of the first, and 60 of 300 of the other."""
    scored = flat(indicator(A, 1, target=50.0), indicator(B, 3))
    assert judged(scored, {A: 90.0, B: 20.0}).index.to_target == pytest.approx((50 + 60) / 350)
    assert judged(scored, {A: 90.0, B: 100.0}).index.to_target == 1
    assert judged(scored, {A: 90.0}).index.to_target == pytest.approx(50 / 350)
    assert judged(scored, {A: NA, B: NA}).index.to_target is None


# --- through every command -----------------------------------------------------------------------

WHY = ", because: {zh: 因, en: Why}, measures: "
TWO = "{by: {level: {city: {capped: {at: 6}}, county: {ramp: {from: 0, to: 2}}}}}"


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet of 110 marks, of which more can be lost than there are."""
    files = mutated("framework.yaml", "chapters:\n", "aggregate: deduction\nmaximum: 110\nchapters:\n")
    for name, weight in (("M01", 200), ("M02", 5)):
        files = mutated("framework.yaml", f"weight: 1{WHY}[{name}]", f"weight: {weight}{WHY}[{name}]", files)
    files = mutated("M01.yaml", TWO, "{deduct: {per: 1, points: 25}}", files)
    built(files)
    return write(tmp_path_factory.mktemp("sheet") / "sheet", files)


@pytest.fixture(scope="module")
def station(rubric: Path) -> Path:
    """A station that loses more than there is: blank but for two rooms, of which each takes off a quarter."""
    form = rubric.parent / "station.xlsx"
    done = convergence("template", form, "--rubrics", rubric, "--lang", "en")
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(form)
    for name, answer in {"name": "Hall", "level": "City", "year": 2025, "M01.studios": 2}.items():
        cell_of(book, name).value = answer
    book.save(form)
    return form


def run(*arguments: str | Path) -> Run:
    done = convergence(*arguments, "--lang", "en")
    assert done.returncode == 0, done.stderr
    return done


def test_the_sheet_is_told_in_every_format(rubric: Path, station: Path) -> None:
    """110 less 200 x 87.5% less 5: the marks are below none, and the score is 0."""
    (told,) = json.loads(run("assess", station, "--rubrics", rubric, "--format", "json").stdout)["stations"]
    assert (told["index"]["marks"], told["index"]["full_marks"], told["index"]["score"]) == (-70, 110, 0)
    assert told["index"]["floor"] == 0
    for name in ("text", "markdown"):
        assert "-70 / 110" in run("assess", station, "--rubrics", rubric, "--format", name).stdout
    for name in ("html", "xlsx", "docx"):
        run("assess", station, "--rubrics", rubric, "-o", station.with_name(f"report.{name}"))
    assert "-70 / 110" in station.with_name("report.html").read_text("utf-8")
    sheets = openpyxl.load_workbook(station.with_name("report.xlsx"))
    assert "-70 / 110" in {cell.value for page in sheets for row in page.iter_rows() for cell in row}
    with zipfile.ZipFile(station.with_name("report.docx")) as paper:
        assert "-70 / 110" in paper.read("word/document.xml").decode()


def test_the_sheet_goes_through_every_command(rubric: Path, station: Path) -> None:
    report = station.with_name("report.json")
    run("assess", station, "--rubrics", rubric, "--format", "json", "-o", report)
    assert "-70 / 110" in run("report", report, "--rubrics", rubric).stdout
    run("plan", station, "--rubrics", rubric)
    run("compare", station, station, "--rubrics", rubric)
    run("batch", station, "--rubrics", rubric)
    assert "25 off for every 1 in proportion" in run("explain", "M01.studios", "--rubrics", rubric).stdout
    one = own_sheet(
        {path.name: path.read_text("utf-8") for path in rubric.iterdir()},
    )
    said = convergence("rubrics", "catalogue", write(rubric.parent / "other", one)).stdout
    assert "汇总方式：满分倒扣，满分 9。" in said
    assert "2（县 7） / 2 (County 7)" in said


def own_sheet(files: dict[str, str]) -> dict[str, str]:
    """The first measure as a sheet of its own, its first indicator heavier in a county."""
    files = mutated("M01.yaml", "horizon: progress", "horizon: progress\naggregate: deduction\nmaximum: 9", files)
    return mutated("M01.yaml", "weight: 3", "weight: 2\n    weight_by: {level: {county: 7}}", files)


@pytest.mark.says("4.1", "8.1")
def test_a_target_of_nothing_is_met_by_any_answer() -> None:
    """It is asked all the same: a blank is unanswered, and a step from it is paid as part of the way to 100."""
    scored = flat(indicator(A, target=0.0, effort=4), indicator(B, effort=1))
    none = judged(scored, {A: 0.0, B: 100.0})
    assert [result.outcome for result in none.results] == ["met", "met"]
    assert none.index.to_target == 1
    assert judged(scored, {B: 50.0}).results[0].outcome == "unanswered"
    assert judged(flat(indicator(A, target=0.0)), {}).index.to_target == 1
    made = plan(scored, none, Goal(target=75.0))
    assert [(task.move.id, task.move.effort) for task in made.tasks] == [(A, 6)]
