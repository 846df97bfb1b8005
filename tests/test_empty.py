"""A table that was confirmed empty: what the framework says of it holds, is told to the station, and is no blank.

The museums' `A1.own` is a red line, the sum of a percentage over the rows of the table `shows`.
"""

import html
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import ROOT
from filling import LEVELS, errors, fill, found, row_of
from overlaying import HEAD, codes, laid, line_of, setting
from running import convergence
from shown import as_text
from small_frameworks import BANDS, NA, RAMP, RED, flat, indicator, judged
from tiny_rubric import built, mutated, write

from convergence_cli.compare.comparability import comparability
from convergence_cli.model.assessment import Assessment, Cohort, Result
from convergence_cli.model.comparison import Judged
from convergence_cli.model.expression import Expression
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.plan import Goal
from convergence_cli.model.question import WhenEmpty
from convergence_cli.plan.plan import plan
from convergence_cli.plan.whatif import read_supposed, suppose
from convergence_cli.questionnaire.read import read
from convergence_cli.report import rendered
from convergence_cli.review.form import claim, claimed
from convergence_cli.rubric.load import build
from convergence_cli.scoring import empty, facts
from convergence_cli.scoring.engine import assess, score
from convergence_cli.scoring.evaluate import Facts, Scalar, evaluate
from convergence_cli.trial.branches import branches, taken

LANGUAGES: tuple[Language, ...] = ("zh", "en")
MEANINGS: tuple[WhenEmpty, ...] = ("met", "not_applicable", 0, "unanswered")
OWN = "A1.own"
FILES = {path.name: path.read_text("utf-8") for path in (ROOT / "tests" / "frameworks" / "museums").glob("*.yaml")}


def museums(meaning: WhenEmpty) -> Framework:
    """The museums' framework in which an empty list of shows means this for `A1.own`."""
    made, problems = build(mutated("A1.yaml", "when_empty: 0", f"when_empty: {meaning}", FILES))
    assert made is not None
    assert not [item for item in problems if item.severity == "error"], problems
    return made


def museum(framework: Framework, path: Path | None = None, **given: Any) -> Path:
    """A workbook of a museum of the city, filled in as far as the profile needs, as a station fills it in."""
    return fill(framework, level=None, answers={"level": "市级馆", **given.pop("answers", {})}, path=path, **given)


def assessed(framework: Framework, **given: Any) -> Assessment:
    """The same, read and judged."""
    questionnaire, problems = found(museum(framework, **given), framework)
    assert questionnaire is not None, problems
    return assess(framework, questionnaire)


def own(station: Assessment) -> Result:
    return station.result[OWN]


def told(station: Assessment) -> list[tuple[str, str]]:
    """The notes of tables with nothing in them: the indicator, and the sheet and cell."""
    noted = [item for item in station.problems if item.code == "nothing-to-compute"]
    return [(str(dict(item.values)["id"]), f"{item.location.sheet}!{item.location.cell}") for item in noted]


# --- the four meanings, through the real reader --------------------------------------------------


@pytest.mark.parametrize(
    ("meaning", "outcome", "points"),
    [
        ("met", "met", 100.0),
        ("not_applicable", "not_applicable", None),
        (0, "unmet", 0.0),
        ("unanswered", "unanswered", None),
    ],
)
def test_a_confirmed_empty_table_means_what_the_framework_says(
    meaning: WhenEmpty, outcome: str, points: float | None
) -> None:
    """The sum is 0, which earns 0 points; only the meaning decides. Nothing is shown as a value."""
    station = assessed(museums(meaning), confirmed=["shows"])
    result = own(station)
    assert (result.outcome, result.points, result.value, result.when_empty) == (outcome, points, None, meaning)
    assert sum(station.counts.values()) == len(station.results)


@pytest.mark.parametrize(
    ("meaning", "state"), [("met", None), ("not_applicable", None), (0, "missed"), ("unanswered", "unanswered")]
)
def test_the_red_line_of_an_empty_table_is_not_kept_where_it_has_no_points(meaning: WhenEmpty, state: str) -> None:
    """One that is not applicable is not missed, and blocks no level; one that is unanswered does, as every one."""
    station = assessed(museums(meaning), confirmed=["shows"])
    assert own(station).red_line == state
    scored = score(museums(meaning), station.questionnaire)
    kinds = {item.kind for item in scored.blockers if item.id == OWN}
    assert kinds <= {{"missed": "red_line", "unanswered": "unanswered_red_line"}.get(state)}


def test_index_coverage_and_ceiling_are_those_of_the_same_outcome_got_otherwise() -> None:
    """Beside a question answered at 40 points, of equal weight: by hand."""
    expected = {"met": (70.0, 70.0, 1.0), "not_applicable": (40.0, 40.0, 1.0), 0: (20.0, 20.0, 1.0),
                "unanswered": (20.0, 70.0, 0.5)}  # fmt: skip
    for meaning in MEANINGS:
        index = judged(small(meaning), {"M01.b": 40.0}, rows=[]).index
        assert (index.score, index.ceiling, index.coverage) == expected[meaning], meaning


def small(meaning: WhenEmpty | None, compute: str = "sum(kpi.weight, kpi.mobile)", **more: Any) -> Framework:
    """Two indicators of equal weight: `M01.a` from the table, `M01.b` asked."""
    return flat(
        indicator("M01.a", 1.0, BANDS, compute=compute, when_empty=meaning, **more), indicator("M01.b", 1.0, RAMP)
    )


@pytest.mark.parametrize("meaning", MEANINGS)
def test_a_blank_table_is_unanswered_whatever_an_empty_one_means(meaning: WhenEmpty) -> None:
    station = assessed(museums(meaning))
    result = own(station)
    assert (result.outcome, result.when_empty) == ("unanswered", None)
    assert told(station) == []


@pytest.mark.parametrize("meaning", MEANINGS)
def test_a_table_with_rows_is_computed_whatever_an_empty_one_means(meaning: WhenEmpty) -> None:
    station = assessed(museums(meaning), tables={"shows": [("展", date(2025, 3, 1), 18.5, 0.4, "是", "艺术")]})
    result = own(station)
    assert (result.value, result.points, result.when_empty) == (0.4, 60.0, None)
    assert OWN not in dict(told(station))


def test_a_table_cannot_be_confirmed_empty_and_have_rows() -> None:
    """Else emptying would be a word and not a fact."""
    framework = museums("met")
    path = museum(framework, confirmed=["shows"], tables={"shows": [("展", date(2025, 3, 1), 18.5, 0.4, "否", "艺术")]})
    assert [code for code, _ in errors(path, framework)] == ["table-not-empty"]


def test_a_permitted_reason_goes_first_and_is_no_contradiction() -> None:
    """That there is nothing to list is what the reason says; a reason beside rows that count is one."""
    framework = small(0, not_applicable=("why",))
    result = judged(framework, {"M01.a": NA}, rows=[]).results[0]
    assert (result.outcome, result.when_empty, result.answer and result.answer.reason) == (
        "not_applicable",
        None,
        "why",
    )


def test_out_of_scope_is_out_of_scope() -> None:
    station = judged(small("met", applies={"level": ("county",)}), {}, rows=[])
    assert (station.results[0].outcome, station.results[0].when_empty) == ("out_of_scope", None)
    assert told(station) == []


# --- what else has nothing to compute from, and what has not -------------------------------------

ROW, NOT_MOBILE = {"weight": 0.4, "mobile": True}, {"weight": 0.4, "mobile": False}
ZERO: dict[str, Any] = {"weight": 0.0, "mobile": True}
NOTHING: list[tuple[str, list[dict[str, Any]]]] = [
    # nothing divided by nothing
    ("ratio(sum(kpi.weight, kpi.mobile), sum(kpi.weight))", [ZERO]),
    ("sum(kpi.weight) / count(kpi, kpi.mobile and not kpi.mobile)", [ZERO]),
    ("share(kpi.weight, kpi.mobile)", [ZERO, ZERO]),
    # no row is left
    ("mean(kpi.weight, kpi.mobile)", [NOT_MOBILE]),
    ("min(kpi.weight, kpi.mobile)", [NOT_MOBILE]),
    ("1 - max(kpi.weight, kpi.mobile)", [NOT_MOBILE]),
    # a blank in a row that does not count is not read
    ("mean(kpi.weight, kpi.mobile)", [{"mobile": False}]),
    # whatever else is blank, an empty table has nothing
    ("sum(kpi.weight) / M01.b", []),
    ("share(kpi.weight, kpi.mobile)", []),
    ("ratio(M01.b, count(kpi))", []),
]
NOT_NOTHING: list[tuple[str, list[dict[str, Any]]]] = [
    # blanks: in a value, in a condition, in the whole of a share, in an answer
    ("ratio(sum(kpi.weight, kpi.mobile), sum(kpi.weight))", [{"mobile": True}]),
    ("mean(kpi.weight, kpi.mobile)", [{"mobile": True}]),
    ("mean(kpi.weight, kpi.mobile)", [{"weight": 0.4}, NOT_MOBILE]),
    ("share(kpi.weight, kpi.mobile)", [{"mobile": False}]),
    ("ratio(M01.b, count(kpi, not kpi.mobile))", [ROW]),
    # something divided by nothing is a contradiction
    ("ratio(sum(kpi.weight), count(kpi, not kpi.mobile))", [ROW]),
    ("sum(kpi.weight) / sum(kpi.weight, not kpi.mobile)", [ROW]),
    # a value is a value, also 0
    ("sum(kpi.weight, kpi.mobile)", [NOT_MOBILE]),
    ("mean(kpi.weight, kpi.mobile)", [ZERO]),
]


@pytest.mark.says("2.9")
@pytest.mark.parametrize(("compute", "rows"), NOTHING)
def test_nothing_to_compute_from_means_what_the_framework_says(compute: str, rows: list[dict[str, Any]]) -> None:
    for meaning in MEANINGS:
        assert from_rows(compute, rows, meaning).when_empty == meaning


@pytest.mark.parametrize(("compute", "rows"), NOT_NOTHING)
def test_what_is_blank_contradicts_itself_or_has_a_value_means_nothing_else(
    compute: str, rows: list[dict[str, Any]]
) -> None:
    """With `met` as without: the same value, the same points, the same outcome."""
    result, without = from_rows(compute, rows, "met"), from_rows(compute, rows, None)
    assert result.when_empty is None
    assert (result.value, result.points, result.outcome) == (without.value, without.points, without.outcome)


def from_rows(compute: str, rows: list[dict[str, Any]], meaning: WhenEmpty | None) -> Result:
    return judged(small(meaning, compute), {}, rows=rows).results[0]


# --- what the station is told --------------------------------------------------------------------

SAID = {
    "met": ("视为达标，得 100 分", "counts as met, 100 points"),
    "not_applicable": ("不适用，不计入总分", "not applicable, left out of the score"),
    0: ("得 0 分", "0 points"),
    "unanswered": ("视为未填报", "counts as unanswered"),
}


@pytest.mark.parametrize("meaning", MEANINGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_report_for_people_says_so_with_the_table_and_what_it_means(
    meaning: WhenEmpty, language: Language
) -> None:
    framework = museums(meaning)
    cohort = Cohort(framework=framework, language=language, entries=(assessed(framework, confirmed=["shows"]),))
    table, said = framework.tables[0].title.in_(language), SAID[meaning][LANGUAGES.index(language)]
    reports = {form: as_text(form, rendered(cohort, form)) for form in ("text", "html", "excel", "csv")}
    for form, report in reports.items():
        whole = "".join(html.unescape(report).split())
        assert "".join(said.split()) in whole, form
        assert f"“{table}”" in whole, form


@pytest.mark.parametrize("meaning", MEANINGS)
def test_each_indicator_is_noted_once_at_its_own_row(meaning: WhenEmpty) -> None:
    """`A1.own` and `A1.cost` are computed from the empty table; `C1.boxes` from another one, which is blank."""
    framework = museums(meaning)
    path = museum(framework, confirmed=["shows"])
    sheet = openpyxl.load_workbook(path)["问卷"]
    questionnaire, _ = found(path, framework)
    assert questionnaire is not None
    station = assess(framework, questionnaire)
    assert told(station) == [(name, f"问卷!E{row_of(sheet, name)}") for name in (OWN, "A1.cost")]
    assert {item.severity for item in station.problems if item.code == "nothing-to-compute"} == {"note"}


def test_the_command_says_it_on_the_terminal_and_in_json(tmp_path: Path) -> None:
    """And a saved report is scored again to the same, by the tables that it holds."""
    rules, book, saved = tmp_path / "museums", tmp_path / "a.xlsx", tmp_path / "a.json"
    write(rules, mutated("A1.yaml", "when_empty: 0", "when_empty: not_applicable", FILES))
    museum(museums("not_applicable"), book, confirmed=["shows"])
    run = convergence("assess", book, "--rubrics", rules, "--export", saved, "--lang", "en")
    assert run.returncode == 0, run.stderr
    assert "not applicable, left out of the score" in " ".join(run.stdout.split())
    assert "nothing to compute A1.own from" in " ".join(
        convergence("check", book, "--rubrics", rules, "--lang", "en").stdout.split()
    )
    (station,) = json.loads(saved.read_text("utf-8"))["stations"]
    (result,) = [item for item in station["indicators"] if item["id"] == OWN]
    assert (result["outcome"], result["when_empty"], result.get("value")) == ("not_applicable", "not_applicable", None)
    again = convergence("report", saved, "--rubrics", rules, "--lang", "en")
    assert again.returncode == 0, again.stderr
    assert "not applicable, left out of the score" in " ".join(again.stdout.split())
    for forged in ("met", 0, None):
        result["when_empty"] = forged
        forgery = tmp_path / "forged.json"
        forgery.write_text(json.dumps({**json.loads(saved.read_text("utf-8")), "stations": [station]}), "utf-8")
        assert convergence("report", forgery, "--rubrics", rules).returncode == 2


# --- plans, suppositions, reviews ----------------------------------------------------------------


def test_what_is_met_with_nothing_to_compute_from_has_no_step_and_what_has_no_points_begins_at_none() -> None:
    for meaning, steps in (("met", []), ("not_applicable", []), (0, [60.0, 100.0]), ("unanswered", [60.0, 100.0])):
        station = judged(small(meaning), {"M01.b": 100.0}, rows=[])  # type: ignore[arg-type]
        result = station.results[0]
        assert [step.points for step in (result.next_step, result.to_target) if step] == steps, meaning


@pytest.mark.parametrize("meaning", MEANINGS)
def test_a_plan_leaves_what_the_tables_say_as_it_is(meaning: WhenEmpty) -> None:
    """Its last scoring takes every value as it stands; having none must not turn what is met into a blank."""
    framework = small(meaning, red_line=RED)
    station = judged(framework, {"M01.b": 10.0}, rows=[])
    made = plan(framework, station, Goal(target=100.0 if meaning in ("met", "not_applicable") else 90.0))
    assert made.after is not None
    moved = {task.move.id for task in made.tasks}
    assert ("M01.a" in moved) is (meaning == 0)
    assert [blank.id for blank in made.blanks] == (["M01.a"] if meaning == "unanswered" else [])
    if "M01.a" not in moved:
        assert made.after.results[0].outcome == station.results[0].outcome


@pytest.mark.parametrize("meaning", MEANINGS)
def test_a_supposed_answer_stands_in_place_of_an_empty_table(meaning: WhenEmpty) -> None:
    framework = small(meaning)
    station = judged(framework, {"M01.b": 100.0}, rows=[])
    after = suppose(framework, station, read_supposed(("M01.a=40%",), framework, station)).after
    assert (after.results[0].points, after.results[0].when_empty, after.index.score) == (60.0, None, 80.0)


def test_a_ruling_is_of_what_an_empty_table_meant() -> None:
    """A reviewer who upheld “met” has not upheld “0 points”; what does not apply is not ruled on."""
    claims = {meaning: [*map(claim, claimed(judged(small(meaning), {}, rows=[])))] for meaning in MEANINGS}
    assert len({*claims["met"], *claims[0]}) == 2
    assert claims["not_applicable"] == claims["unanswered"] == []


def test_a_comparison_names_what_an_empty_table_means_otherwise() -> None:
    """Else a change of the framework would pass for one of the station."""
    old, new = small(0), replace(small("met"), sha256="1" * 64)
    stations = [judged(each, {}, rows=[]) for each in (old, new)]
    sides = [
        Judged(framework=each, assessment=station, carried=stations[1])
        for each, station in zip((old, new), stations, strict=True)
    ]
    assert comparability(sides[0], sides[1], frozenset(), frozenset()).rescored == ("M01.a",)


# --- overlays ------------------------------------------------------------------------------------

TIGHTER = {("met", 0), ("met", "unanswered"), ("not_applicable", 0), ("not_applicable", "unanswered")}


@pytest.mark.parametrize("old", MEANINGS)
@pytest.mark.parametrize("new", MEANINGS)
def test_an_overlay_changes_the_meaning_only_to_what_asks_for_more(old: WhenEmpty, new: WhenEmpty) -> None:
    """All else needs `relax`: 0 points count as answered where `unanswered` did not, and what lapses asks nothing."""
    base = built(mutated("M01.yaml", "when_empty: 0", f"when_empty: {old}"))
    to = f"{{ask: {{when_empty: {new}}}}}"
    _, problems = laid(setting("indicators", "M01.share", to), base)
    allowed = old == new or (old, new) in TIGHTER
    assert ("overlay-loosens" not in codes(problems)) is allowed, problems
    if not allowed:
        relaxed = setting("indicators", "M01.share", to, "      relax: true\n")
        assert "overlay-loosens" not in codes(laid(relaxed, base)[1])


@pytest.mark.parametrize("score", ["{from: 50%, to: 90%}", "{from: 0, to: 1%}"])
def test_a_stricter_function_does_not_hide_another_meaning(score: str) -> None:
    """Changed together, each is looked at by itself: with an empty table the function decides nothing."""
    base = built(mutated("M01.yaml", "when_empty: 0", "when_empty: not_applicable"))
    changes = setting("indicators", "M01.share", f"{{ask: {{when_empty: met}}, score: {{ramp: {score}}}}}")
    _, problems = laid(changes, base)
    found = [item for item in problems if item.code == "overlay-loosens"]
    assert any(line_of(item, HEAD + changes).startswith("when_empty") for item in found), problems


def test_a_meaning_does_not_come_or_go_without_a_table() -> None:
    """An overlay can neither drop it nor give it to what is asked."""
    for name, to, code in (
        ("M01.share", "{ask: {when_empty: null}}", "when-empty-missing"),
        ("M01.studios", "{ask: {when_empty: met}}", "when-empty-for-nothing"),
    ):
        assert code in codes(laid(setting("indicators", name, to))[1])


# --- authors -------------------------------------------------------------------------------------


def test_each_meaning_is_a_branch_that_a_test_has_to_reach() -> None:
    framework = small("met")
    assert "M01.a: ask.when_empty.met" in branches(framework)
    reached = taken(framework, judged(framework, {}, rows=[]))
    assert {branch for branch in reached if branch.startswith("M01.a")} == {"M01.a: ask.when_empty.met"}


# --- the shipped framework -----------------------------------------------------------------------

# Whoever lists nothing has none of what these ask about; that there be some is asked elsewhere, or permitted anyhow.
MAY_LAPSE = {"M01.channels-settled", "M01.first-run", "M01.weak-accounts", "M22.content-review"}
# Relays and bought programmes are not listed: without programmes of one's own none is to be put in order or online.
MAY_LAPSE |= {"M01.programmes-settled", "M05.programme-products"}


def test_an_emptied_table_earns_nothing_in_the_shipped_framework(framework: Framework) -> None:
    """Or an emptied table would earn more than a poor one: nothing is met, and few things lapse."""
    said = {item.id: item.ask.when_empty for item in framework.indicators if item.ask.when_empty is not None}
    assert "met" not in said.values()
    assert {name for name, meaning in said.items() if meaning == "not_applicable"} == MAY_LAPSE


@pytest.mark.parametrize("level", ["central", "provincial", "municipal", "county"])
def test_every_table_confirmed_empty_leaves_open_only_what_there_cannot_be_none_of(
    framework: Framework, level: str
) -> None:
    """No accounts at all is no red line missed for want of reviewers; no appraisal indicators is one."""
    asked = {
        table.id
        for item in framework.indicators
        if item.in_scope({"level": level})
        for table in framework.tables_of(item)
    }
    path = fill(framework, level=level, answers={"level": LEVELS[level]}, confirmed=sorted(asked))
    questionnaire, problems = found(path, framework)
    assert questionnaire is not None, problems
    station = assess(framework, questionnaire)
    computed = [result for result in station.results if result.computed and result.outcome != "out_of_scope"]
    unanswered = {result.id for result in computed if result.outcome == "unanswered"}
    assert unanswered <= {item.id for item in framework.indicators if item.ask.when_empty == "unanswered"}
    assert all(result.when_empty is not None for result in computed)
    assert station.result["M22.content-review"].red_line is None
    assert station.result["M16.mobile-kpi-weight"].red_line == ("missed" if level != "county" else None)


def test_no_expression_is_computed_twice(framework: Framework, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a station whose tables have rows: what it means to have none costs nothing where there are some."""
    count: Counter[int] = Counter()

    def counted(expression: Expression, facts: Facts) -> Scalar:
        count[id(expression)] += 1
        return evaluate(expression, facts)

    for room in (facts, empty):
        monkeypatch.setattr(room, "evaluate", counted)
    assess(framework, read(ROOT / "examples" / "typical-city.xlsx", framework))
    assert count
    assert max(count.values()) == 1
