"""Targets that a station sets itself: read as answers are, held against them, and no number of a score is another."""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from earlier_forms import mapped, step
from filling import TARGETS, fill, found, row_of, template
from museums import framework as museums
from running import ROOT, convergence
from shown import as_text

from convergence_cli.compare.pair import compare
from convergence_cli.errors import ConfigError
from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.comparison import Comparison, Judged
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.own_target import OwnSum
from convergence_cli.model.question import Text
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.standing import Standing, pack
from convergence_cli.questionnaire.carry import carry
from convergence_cli.questionnaire.merge import merge
from convergence_cli.questionnaire.read import examine
from convergence_cli.questionnaire.template import write_template
from convergence_cli.report import rendered
from convergence_cli.report.figures import indicator_answer
from convergence_cli.report.own_targets import distance_words
from convergence_cli.saved.read import parse
from convergence_cli.saved.restore import restored
from convergence_cli.scoring.engine import assess
from convergence_cli.scoring.standing import stand

ANSWERS = {
    "level": "市级馆",
    "province": None,
    "A1.weeks": 48,
    "A2.ways": "AB",
    "A2.children": "试行：一个展厅",
    "B1.fire": "是",
    "B1.spent": 0.05,
    "B1.checked": "2024-05-06",
    "B1.shop": "外包",
}
SHOWS = {"shows": [["瓷器", "2025-03-01", 30, 0.4, "是", "艺术"], ["古画", "2025-03-01", 10, 0.6, "否", "艺术"]]}
RUBRICS = ROOT / "tests" / "frameworks" / "museums"
Aims = Mapping[str, tuple[Any, ...]]
Edit = Callable[[Any], object]


def form(aims: Aims, answers: Mapping[str, Any] = ANSWERS, **more: Any) -> Path:
    """A form with a sheet of targets, filled in."""
    return fill(museums(), level=None, answers=answers, aims=aims, **more)  # type: ignore[arg-type]


def read(aims: Aims, answers: Mapping[str, Any] = ANSWERS, **more: Any) -> Questionnaire:
    questionnaire, problems = found(form(aims, answers, **more), museums())
    assert questionnaire is not None, problems
    return questionnaire


def judged(aims: Aims, answers: Mapping[str, Any] = ANSWERS, **more: Any) -> Assessment:
    return assess(museums(), read(aims, answers, **{"tables": SHOWS, **more}))


def values(questionnaire: Questionnaire) -> dict[str, list[Any]]:
    return {name: [each.value for each in targets] for name, targets in questionnaire.own_targets.items()}


# --- the form -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_sheet_is_there_for_who_asks(language: Language) -> None:
    """A row for each question of the form; three open cells in each, and no other cell is open."""
    plain = openpyxl.load_workbook(io.BytesIO(write_template(museums(), language)))
    assert TARGETS[language] not in plain.sheetnames
    book = openpyxl.load_workbook(io.BytesIO(write_template(museums(), language, {"level": "city"}, targets=True)))
    assert [name for name in book.sheetnames if name not in plain.sheetnames] == [TARGETS[language]]
    sheet = book[TARGETS[language]]
    asked = [item.id for item in museums().indicators if item.in_scope({"level": "city"})]
    assert [cell for (cell,) in sheet.iter_rows(max_col=1, values_only=True) if cell and "." in cell[:4]] == asked
    opened = {cell.coordinate for line in sheet.iter_rows() for cell in line if not cell.protection.locked}
    assert opened == {f"{column}{row_of(sheet, name)}" for name in asked for column in "EFG"}


def test_the_frameworks_target_stands_beside_it_in_words() -> None:
    """What is known of the station decides; without it the points alone are said."""
    book = openpyxl.load_workbook(io.BytesIO(write_template(museums(), "zh", {"level": "county"}, targets=True)))
    sheet = book[TARGETS["zh"]]
    said = {name: sheet.cell(row_of(sheet, name), 4).value for name in ("A1.own", "A1.weeks", "A2.ways", "B1.fire")}
    assert said["A1.own"] == "不低于 50.01%（100 分）"
    assert said["A1.weeks"] == "不低于 40（100 分）"
    assert said["A2.ways"] == "AB（80 分）"
    assert said["B1.fire"] == "是（100 分）"
    unknown = openpyxl.load_workbook(io.BytesIO(template(museums(), level=None, targets=True)))[TARGETS["zh"]]
    assert unknown.cell(row_of(unknown, "A1.weeks"), 4).value == "100 分"


def test_a_blank_sheet_sets_nothing() -> None:
    station = judged({})
    assert (station.own_sum, station.questionnaire.own_targets) == (None, {})


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "typed", "read_as"),
    [
        ("A1.weeks", 50, 50.0),
        ("A1.weeks", "５０周", 50.0),
        ("B1.spent", 0.06, 0.06),
        ("B1.spent", "6％", 0.06),
        ("A1.own", "40%", 0.4),
        ("A2.children", "全馆实行", "whole"),
        ("A2.ways", "A、C", ("people", "signs")),
        ("A2.ways", 80, 80.0),
        ("A2.ways", "80分", 80.0),
        ("B1.fire", "√", True),
        ("B1.checked", "2025年1月1日", "2025-01-01"),
    ],
)
def test_targets_are_read_as_answers_are(name: str, typed: Any, read_as: Any) -> None:
    """With the same tolerance; of what is ticked items or points; of what is computed in its unit."""
    assert values(read({name: (typed, None, typed)})) == {name: [read_as, read_as]}
    assert [each.ahead for each in read({name: (typed, None, typed)}).own_targets[name]] == [0, 2]


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("A1.weeks", 60, "out-of-bounds"),
        ("A1.weeks", 4.5, "not-whole"),
        ("A1.weeks", "很多", "not-a-number"),
        ("A2.children", "大概", "unknown-option"),
        ("A2.ways", 120, "out-of-bounds"),
        ("A2.ways", "AX", "unknown-option"),
        ("B1.spent", "待定", "placeholder"),
        ("B1.fire", "#DIV/0!", "error-cell"),
        ("B1.checked", "明年", "not-a-date"),
    ],
)
def test_what_no_answer_could_be_no_target_is(name: str, typed: Any, code: str) -> None:
    """Refused with its cell, in whatever year it stands."""
    for ahead, column in enumerate("EFG"):
        cells = (None,) * ahead + (typed,)
        questionnaire, problems = found(form({name: cells}), museums())
        assert questionnaire is None
        errors = [item for item in problems if item.severity == "error"]
        assert [(item.code, item.location.sheet, item.location.cell[0]) for item in errors] == [
            (code, TARGETS["zh"], column)
        ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda sheet: sheet.cell(row_of(sheet, "A1.weeks"), 1, "A1.week"), "unknown-id"),
        (lambda sheet: sheet.cell(row_of(sheet, "B1.fire"), 1, "A1.weeks"), "duplicate-id"),
        (lambda sheet: sheet.cell(40, 5, 3), "answer-without-id"),
        (lambda sheet: sheet.cell(2, 6, "评估年度目标"), "column-twice"),
    ],
)
def test_rows_and_columns_have_the_same_problems_as_those_of_answers(change: Edit, code: str) -> None:
    path = form({"A1.weeks": (50,)}, edit=lambda workbook: change(workbook[TARGETS["zh"]]))
    questionnaire, problems = found(path, museums())
    assert questionnaire is None
    assert (code, TARGETS["zh"]) in {(item.code, item.location.sheet) for item in problems}


def test_the_sheet_is_found_by_another_name_and_another_order() -> None:
    """By its header, with a note; columns and rows may stand in any order."""

    def edit(workbook: Any) -> None:
        sheet = workbook[TARGETS["zh"]]
        sheet.move_range(f"E2:E{sheet.max_row}", cols=4)
        sheet.title = "工作表9"

    questionnaire, problems = found(form({"A1.weeks": (50, 51)}, edit=edit), museums())
    assert questionnaire is not None, problems
    assert values(questionnaire) == {"A1.weeks": [50.0, 51.0]}
    assert [item.code for item in problems] == ["sheet-misspelt"]


def test_a_target_for_what_is_not_asked_is_told_and_counts_nowhere() -> None:
    questionnaire, problems = found(form({"C1.boxes": (8,)}), museums())
    assert questionnaire is not None
    assert [item.code for item in problems] == ["target-out-of-scope"]
    assert assess(museums(), questionnaire).own_sum is None


# --- what came of it ------------------------------------------------------------------------------


@pytest.mark.says("4.8")
@pytest.mark.parametrize(
    ("name", "target", "answer", "state", "by", "points_by"),
    [
        ("A1.weeks", 48, 48, "reached", 0, 0),
        ("A1.weeks", 50, 48, "missed", -2, -4),
        # Full points for both, and yet short of its own target.
        ("A1.weeks", 52, 51, "missed", -1, 0),
        ("A1.weeks", 50, None, "unanswered", None, None),
        ("B1.spent", 0.06, 0.0799, "reached", 0.0199, 24.875),
        ("B1.checked", "2025-01-01", "2024-05-06", "missed", -240, -50),
        ("A2.children", "全馆实行", "试行：一个展厅", "missed", None, -50),
        ("A2.children", "没有开始", "试行：一个展厅", "reached", None, 50),
        ("B1.fire", "是", "否", "missed", None, -100),
        ("B1.fire", "否", "是", "reached", None, 100),
        ("A2.ways", "AC", "ABC", "reached", None, 60),
        ("A2.ways", "C", "AB", "missed", None, 500 / 6 - 100 / 6),
        ("A2.ways", 80, "AB", "reached", 500 / 6 - 80, 500 / 6 - 80),
        ("A2.ways", 90, "AB", "missed", 500 / 6 - 90, 500 / 6 - 90),
    ],
)
def test_a_target_is_held_against_the_answer(
    name: str, target: Any, answer: Any, state: str, by: float | None, points_by: float | None
) -> None:
    """In the answer's own unit, and in points by the same scoring function."""
    own = judged({name: (target,)}, {**ANSWERS, name: answer}).result[name].own
    assert own is not None
    assert own.state == state
    assert own.by == (None if by is None else pytest.approx(by))
    assert own.points_by == (None if points_by is None else pytest.approx(points_by))


@pytest.mark.parametrize(("target", "state"), [(0.03, "missed"), (0.07, "reached")])
def test_less_is_reached_where_less_is_better(framework: Framework, target: float, state: str) -> None:
    """By the function itself: of weak accounts 5% are better than 7%."""
    from convergence_cli.scoring.own_targets import own_outcome

    item = framework.indicator["M01.weak-accounts"]
    own = own_outcome(framework, item, {"level": "municipal"}, target, 0.05, 100.0)
    assert (own.state, own.by) == (state, pytest.approx(0.05 - target))


def test_a_target_below_the_frameworks_says_so() -> None:
    station = judged({"A1.weeks": (45,), "A2.ways": ("AB",), "B1.spent": (0.08,)})
    assert {name: station.result[name].own.below for name in ("A1.weeks", "A2.ways", "B1.spent")} == {  # type: ignore[union-attr]
        "A1.weeks": True,
        "A2.ways": False,
        "B1.spent": False,
    }


def test_what_is_computed_has_targets_too() -> None:
    own = judged({"A1.own": (0.5,)}).result["A1.own"].own
    assert own is not None
    assert (own.state, own.by) == ("missed", pytest.approx(-0.1))


ALL: Aims = {
    "A1.weeks": (50, 51, 52),
    "A2.ways": ("ABC", 80),
    "A2.children": ("全馆实行",),
    "B1.spent": (0.04, "8%"),
    "B1.checked": ("2025-01-01",),
    "B1.fire": ("是",),
    "A1.own": (0.4,),
    "B1.shop": ("自营", "自营"),
}


@pytest.mark.says("4.8")
def test_no_number_is_another_for_it() -> None:
    """Points, outcomes, scores, level, blockers, red lines and steps are those of a station that set nothing."""
    with_targets, without = judged(ALL), judged({})
    bare = replace(with_targets, results=tuple(replace(result, own=None) for result in with_targets.results))
    questionnaire = replace(with_targets.questionnaire, own_targets={})
    bare = replace(bare, questionnaire=questionnaire, problems=without.problems)
    kept = {name: getattr(without, name) for name in ("index", "chapters", "measures", "counts", "level", "blockers")}
    assert {name: getattr(bare, name) for name in kept} == kept
    plain = [replace(result, answer=None) for result in without.results]
    assert [replace(result, answer=None) for result in bare.results] == plain


def test_the_counts_are_of_what_is_in_play_and_add_up() -> None:
    station = judged(ALL, {**ANSWERS, "B1.checked": None, "B1.shop": None}, reasons={"B1.shop": "馆内没有商店"})
    assert station.own_sum == OwnSum(set=7, reached=3, unanswered=1)
    assert station.own_sum.missed == 3
    assert sum(result.own is not None for result in station.results) == 7


def test_a_batch_counts_as_one_station_does() -> None:
    questionnaire = judged(ALL).questionnaire
    packed = stand(museums(), questionnaire, "a.xlsx")
    assert packed == pack(assess(museums(), questionnaire), "a.xlsx")
    assert Standing(framework=museums(), packed=packed).own_sum == judged(ALL).own_sum


def test_a_distance_is_that_of_the_two_printed_numbers() -> None:
    """A computed 33.3333% is 33.3%, 16.7 percentage points short of 50%; what is printed alike differs by little."""
    station, chance = judged({"B1.spent": (0.06,)}), Random(5)
    item, result = museums().indicator["B1.spent"], station.result["B1.spent"]
    assert result.own is not None
    for _ in range(300):
        answer, target = (chance.choice([1 / 3, round(chance.random(), 2), chance.random()]) for _ in range(2))
        own = replace(result.own, target=target, by=answer - target)
        said = distance_words(museums(), item, replace(result, value=answer, own=own), "zh").removesuffix(" 个百分点")
        one, other = (indicator_answer(museums(), item, each, "zh").rstrip("%") for each in (answer, target))
        moved = Decimal(one) - Decimal(other)
        assert Decimal(said) == moved if moved or answer == target else said in ("<0.1", ">-0.1")


# --- reports --------------------------------------------------------------------------------------


def cohort(entry: Assessment, language: Language = "zh") -> Cohort:
    return Cohort(framework=museums(), language=language, entries=(entry,))


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "excel", "word", "csv"])
def test_every_report_says_target_result_and_difference(kind: str) -> None:
    told = as_text(kind, rendered(cohort(judged({"A1.weeks": (50,), "B1.spent": (0.04,)})), kind))
    plain = told.replace("\\", "").replace("\n", "")
    assert "50周" in plain
    assert "未达到" in plain
    assert "-2周" in plain
    assert "-4.0" in plain
    if kind != "csv":
        assert "自定目标：本年度 2 项，达到 1 项，未达到 1 项，未填报 0 项" in plain
        assert "低于指标体系的目标" in plain


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "excel", "word", "csv"])
def test_a_report_of_who_set_nothing_says_nothing_of_it(kind: str) -> None:
    assert "自定目标" not in as_text(kind, rendered(cohort(judged({})), kind))


def test_a_saved_report_keeps_them_and_is_scored_alike() -> None:
    station = judged(ALL)
    again = restored(parse(rendered(cohort(station), "json"), "r.json"), "r.json", museums())
    assert again.entries == (station,)


def altered(change: Callable[[Any], object]) -> bytes:
    document = json.loads(rendered(cohort(judged(ALL)), "json"))
    change(document["stations"][0])
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda station: station["own_targets"]["A1.weeks"][0].update(value=49.0),
        lambda station: station["own_targets"]["A1.weeks"][0].update(value=99.0),
        lambda station: station["own_targets"]["A1.weeks"][1].update(ahead=0),
        lambda station: station["own_targets"]["A1.weeks"][2].update(ahead=3),
        lambda station: station["own_targets"]["A2.ways"][1].update(value=101.0),
        lambda station: station["own_targets"].update({"A9.x": station["own_targets"]["A1.weeks"]}),
        lambda station: station["own_sum"].update(reached=8),
        lambda station: station.update(own_sum=None),
    ],
)
def test_a_report_that_was_altered_is_refused(change: Callable[[Any], object]) -> None:
    with pytest.raises(ConfigError):
        restored(parse(altered(change), "r.json"), "r.json", museums())


def test_a_batch_has_a_column_where_any_station_set_some(tmp_path: Path) -> None:
    form(ALL, path=tmp_path / "a.xlsx", tables=SHOWS)
    form({}, {**ANSWERS, "name": "乙馆"}, path=tmp_path / "b.xlsx", tables=SHOWS)
    run = convergence(
        "batch", tmp_path, "--rubrics", RUBRICS, "--lang", "zh", "-o", tmp_path / "b.json", "-o", tmp_path / "b.csv"
    )
    assert run.returncode == 0, run.stderr
    assert "自定目标" in run.stdout
    assert "3/8" in run.stdout
    assert "3/8" in (tmp_path / "b.csv").read_text("utf-8-sig")
    page = tmp_path / "b.html"
    assert convergence("report", tmp_path / "b.json", "--rubrics", RUBRICS, "-o", page, "-q").returncode == 0
    assert ">3/8<" in page.read_text("utf-8")
    again = convergence(
        "report", tmp_path / "b.json", "--rubrics", RUBRICS, "--lang", "zh", "-o", tmp_path / "c.csv", "-q"
    )
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "c.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


# --- years ----------------------------------------------------------------------------------------


def compared(aims: Aims, period: int, answers: Mapping[str, Any] = ANSWERS) -> Comparison:
    old, new = judged(aims), judged({"A1.weeks": (49,)}, {**answers, "period": period})
    sides = [Judged(framework=museums(), assessment=each, carried=each) for each in (old, new)]
    return compare(*sides)


@pytest.mark.parametrize(
    ("period", "promised"),
    [
        (2026, {"A1.weeks": 51.0, "A2.ways": 80.0, "B1.spent": 0.08, "B1.shop": "own"}),
        (2027, {"A1.weeks": 52.0}),
        (2025, {}),
        (2024, {}),
        (2028, {}),
    ],
)
def test_a_comparison_holds_todays_answers_against_what_was_promised(period: int, promised: dict[str, Any]) -> None:
    """Of the year that is assessed now, by the years that the two say they assess."""
    found_ = compared(ALL, period).promises
    assert {each.id: each.own.target for each in found_} == promised
    assert {each.id: each.today for each in found_ if each.today is not None} == (
        {"A1.weeks": 49.0} if promised else {}
    )


def test_a_promise_says_what_came_of_it_in_every_format(tmp_path: Path) -> None:
    old = form(ALL, path=tmp_path / "old.xlsx", tables=SHOWS)
    new = form({"A1.weeks": (49,)}, {**ANSWERS, "period": 2026}, path=tmp_path / "new.xlsx", tables=SHOWS)
    run = convergence("compare", old, new, "--rubrics", RUBRICS, "--lang", "zh", "-o", tmp_path / "c.json")
    assert run.returncode == 0, run.stderr
    assert "上次为这一年定的目标" in run.stdout
    assert "51周" in run.stdout.replace(" ", "")
    promise = json.loads((tmp_path / "c.json").read_text("utf-8"))["steps"][0]["promises"][0]
    assert (promise["id"], promise["own"]["state"], promise["own"]["by"], promise["today"]) == (
        "A1.weeks",
        "missed",
        -3.0,
        49.0,
    )


@pytest.mark.parametrize(
    ("same_period", "period", "kept"),
    [
        (True, None, {"A1.weeks": [(0, 50.0), (1, 51.0), (2, 52.0)], "B1.fire": [(0, True)]}),
        (False, None, {"A1.weeks": [(0, 51.0), (1, 52.0)]}),
        (False, 2027, {"A1.weeks": [(0, 52.0)]}),
        (False, 2025, {"A1.weeks": [(0, 50.0), (1, 51.0), (2, 52.0)], "B1.fire": [(0, True)]}),
        (False, 2030, {}),
    ],
)
def test_they_move_on_with_the_years(
    tmp_path: Path, same_period: bool, period: int | None, kept: dict[str, list[tuple[int, Any]]]
) -> None:
    """`migrate` leaves them where they are; `template --from` counts from the year of the new form."""
    old = read({"A1.weeks": (50, 51, 52), "B1.fire": ("是",)})
    path = tmp_path / "new.xlsx"
    carried = carry(old, museums(), "en", same_period=same_period, period=period)
    path.write_bytes(write_template(museums(), "en", {"level": "city"}, None, carried))
    new = examine(path, museums())
    assert {name: [(each.ahead, each.value) for each in targets] for name, targets in new.own_targets.items()} == kept
    assert (TARGETS["en"] in openpyxl.load_workbook(path).sheetnames) is bool(kept)


def test_every_kind_of_target_is_typed_as_it_is_read(tmp_path: Path) -> None:
    old = read(ALL)
    path = tmp_path / "new.xlsx"
    path.write_bytes(write_template(museums(), "zh", {}, None, carry(old, museums(), "zh", same_period=True)))
    assert values(examine(path, museums())) == values(old)


def test_copies_agree_or_are_in_conflict() -> None:
    """Year by year; what one copy alone sets is kept."""
    one, two = read({"A1.weeks": (50, 51), "B1.fire": ("是",)}), read({"A1.weeks": (50, 52, 53)})
    merged = merge((one, two), museums(), "zh")
    assert {n: [each.value for each in t] for n, t in merged.carried.own_targets.items()} == {
        "A1.weeks": [50.0, 51.0, 53.0],
        "B1.fire": [True],
    }
    told = [item for item in merged.problems if item.code.startswith("merge")]
    assert [(item.code, item.location.sheet) for item in told] == [("merge-conflict", TARGETS["zh"])]
    title = museums().indicator["A1.weeks"].title
    assert dict(told[0].values)["question"] == (f"“{title.zh}”的下一年目标", f"“{title.en}”, Target for the next year")


def test_an_earlier_id_keeps_its_targets_and_one_that_is_gone_is_told() -> None:
    def edit(workbook: Any) -> None:
        sheet = workbook[TARGETS["zh"]]
        sheet.cell(row_of(sheet, "A1.weeks"), 1).value = "A1.days"
        sheet.cell(row_of(sheet, "B1.fire"), 1).value = "B1.flood"
        for row in workbook["_convergence"].iter_rows():
            if row[0].value == "version":
                row[1].value = "1.1.0"

    change = step("1.1.0", "1.2.0", renamed={"A1.days": "A1.weeks"}, retired={"B1.flood": Text(zh="不再问", en="gone")})
    path = form({"A1.weeks": (50,), "B1.fire": ("是",)}, edit=edit)
    questionnaire, problems = found(path, mapped(museums(), change))
    assert questionnaire is not None, problems
    assert values(questionnaire) == {"A1.weeks": [50.0]}
    told = {item.code for item in problems if item.location.sheet == TARGETS["zh"]}
    assert told == {"id-renamed", "id-retired"}


def test_the_command_asks_for_the_sheet(tmp_path: Path) -> None:
    run = convergence("template", tmp_path / "a.xlsx", "--rubrics", RUBRICS, "--targets", "--lang", "en")
    assert run.returncode == 0, run.stderr
    assert TARGETS["en"] in openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
