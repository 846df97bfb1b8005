"""Questions that are not scored, scores that are withheld, what not applicable counts, computed of computed."""

from dataclasses import replace
from typing import Any

import pytest
from running import convergence
from small_frameworks import NA, RED, WORDS, answers, chapter, flat, framework, indicator, judged, measure
from tiny_rubric import FILES, M01, built, mutated, problems_of, write

from convergence_cli.gate.gates import Gates, Thresholds, judge
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Check, Framework, Indicator, Level
from convergence_cli.model.plan import Goal
from convergence_cli.model.question import Ask
from convergence_cli.model.standing import Standing, pack
from convergence_cli.plan.plan import plan
from convergence_cli.report.withheld import why_none
from convergence_cli.scoring.standing import stand
from convergence_cli.sensitivity import sensitivity

A, B, C = "M01.a", "M01.b", "M02.c"
MORE = """\
  - id: M01.more
    title: {zh: 多, en: More}
    scored: false
    ask: {type: text, question: {zh: 问, en: Q}}
"""
NOT_SCORED = """\
id: m
title: {en: M}
indicators: [{id: m.a, title: {en: A}, scored: false, ask: {type: text, question: {en: Q}}}]
"""


def asked(name: str, kind: Any = "number", **more: Any) -> Indicator:
    """A question that is not scored."""
    return Indicator(id=name, title=WORDS, scored=False, ask=Ask(type=kind, question=WORDS, **more))


def two(*inside: Indicator, **more: Any) -> Framework:
    """Measure M01 with these, M02 with one of its own; each in a chapter."""
    second = measure("M02", indicator(C))
    return framework((chapter("one", "M01"), chapter("two", "M02")), (measure("M01", *inside), second), **more)


# --- asked, not scored ---------------------------------------------------------------------------


@pytest.mark.says("4.9")
def test_a_question_that_is_not_scored_changes_no_number_and_is_in_no_count() -> None:
    """The station without it has the same numbers, whatever is answered."""
    with_it = judged(two(indicator(A), asked(B)), {A: 30.0, B: 5.0, C: 70.0})
    without = judged(two(indicator(A)), {A: 30.0, C: 70.0})
    assert (with_it.index, with_it.chapters, with_it.measures) == (without.index, without.chapters, without.measures)
    assert with_it.counts == without.counts
    found = with_it.result[B]
    assert (found.outcome, found.value, found.points, found.weight, found.gap) == ("not_scored", 5.0, None, 0.0, 0.0)
    assert found.next_step is found.to_target is found.red_line is None


@pytest.mark.says("4.9")
def test_levels_and_checks_read_the_answer_to_a_question_that_is_not_scored() -> None:
    level = Level(id="L1", title=WORDS, red_lines=False, that="M01.b.answer > 3", because=WORDS)
    check = Check(id="few", that="M01.b < 9", message=WORDS)
    law = two(indicator(A), asked(B), levels=(level,), checks=(check,))
    assert judged(law, {A: 0.0, B: 4.0, C: 0.0}).level == "L1"
    for given in (3.0, None, NA):
        station = judged(law, {A: 0.0, B: given, C: 0.0})
        assert (station.level, [each.kind for each in station.blockers]) == (None, ["that"])
    assert [each.code for each in judged(law, {B: 9.0}).problems] == ["check-failed"]


def test_a_packed_station_keeps_the_answers_that_levels_read_and_no_other() -> None:
    level = Level(id="L1", title=WORDS, red_lines=False, that="M01.b.answer > 3", because=WORDS)
    law = two(indicator(A), asked(B), asked("M01.d", "text"), levels=(level,))
    given = answers(law, {A: 1.0, B: 4.0, "M01.d": "secret", C: 2.0})
    packed = stand(law, given, "a.xlsx")
    assert packed == pack(judged(law, {A: 1.0, B: 4.0, "M01.d": "secret", C: 2.0}), "a.xlsx", law.read_by_levels)
    results = {each.id: each for each in Standing(framework=law, packed=packed).results}
    assert (results[B].value, results["M01.d"].value) == (4.0, None)
    assert {each.outcome for each in results.values()} == {"unmet", "partial", "not_scored"} - {"unmet"}


@pytest.mark.parametrize(
    "key",
    [
        *("weight: 1", "weight_by: {level: {city: 2}}", "score: {capped: {at: 6}}", "target: 100"),
        *("red_line: {unless: met}", "target_by: {level: {city: 2}}", "not_applicable_counts: full"),
        *("needs: [M01.share]", "effort: 2", "basis: clause", "advice: [{zh: 做, en: Do}]"),
    ],
)  # fmt: skip
def test_a_key_of_scoring_is_refused_where_nothing_is_scored(key: str) -> None:
    """Also where it says what holds without it."""
    plain = MORE
    assert problems_of({**FILES, "M01.yaml": M01 + plain}) == []
    (found,) = problems_of({**FILES, "M01.yaml": f"{M01}{plain}    {key}\n"})
    assert (found.code, dict(found.values)["key"]) == ("key-of-scored", key.partition(":")[0])
    assert found.location.line == (M01 + plain).count("\n") + 1


def test_a_weight_of_nought_is_refused_by_the_way_that_there_is() -> None:
    """One way, not two: the hint names it."""
    done = convergence("explain", "weight-not-positive", "--lang", "en")
    assert "scored: false" in done.stdout


def test_a_framework_in_which_nothing_is_scored_is_refused() -> None:
    files = {"framework.yaml": """\
id: a
version: 1.0.0
title: {en: A}
languages: [en]
source: {title: {en: D}}
profile: [{id: name, title: {en: N}, required: true}]
chapters: [{id: c, title: {en: C}, measures: [m]}]
""", "m.yaml": NOT_SCORED}  # fmt: skip
    assert [item.code for item in problems_of(files)] == ["nothing-scored"]


def test_a_question_that_is_not_scored_covers_no_clause() -> None:
    """The clause has to be excused, and may be though the question names it."""
    files = mutated("M01.yaml", 'clauses: ["01.1"]', 'clauses: ["01.2"]')
    assert {item.code for item in problems_of(files)} == {"clause-covered-and-excused"}
    more = "  - id: M01.more\n    title: {zh: 多, en: More}\n    scored: false\n    clauses: ['01.2']\n"
    assert (
        problems_of({**FILES, "M01.yaml": f"{M01}{more}    ask: {{type: text, question: {{zh: 问, en: Q}}}}\n"}) == []
    )


# --- computed of computed ------------------------------------------------------------------------


def chained(*texts: str, when_empty: Any = None) -> Framework:
    """One indicator computed from what the others are, that stand after it."""
    below = (asked(f"M01.x{at}", compute=text) for at, text in enumerate(texts))
    return flat(indicator(A, compute="M01.x0 * 10", when_empty=when_empty), *below, asked(B))


@pytest.mark.says("2.11")
def test_what_is_computed_is_computed_from_what_is_computed_in_any_order() -> None:
    law = chained("M01.x1 + 1", "M01.x2 + 1", "M01.b * 2")
    station = judged(law, {B: 2.0})
    assert [station.result[name].value for name in (A, "M01.x0", "M01.x1", "M01.x2")] == [60.0, 6.0, 5.0, 4.0]
    assert judged(law, {}).result[A].outcome == judged(law, {B: NA}).result[A].outcome == "unanswered"


@pytest.mark.says("2.11")
def test_a_long_chain_is_no_deep_recursion() -> None:
    many = 1500
    law = chained(*(f"M01.x{at + 1} + 1" for at in range(many)), "M01.b")
    assert judged(law, {B: 0.0}).result["M01.x0"].value == many


@pytest.mark.says("2.11")
def test_nothing_to_compute_from_is_handed_on() -> None:
    """A table that was confirmed empty lies behind the answer that is computed from another one."""
    law = chained("count(kpi) + M01.x1", "M01.b", when_empty="met")
    assert judged(law, {B: 1.0}, rows=[]).result[A].points == 100.0
    assert judged(law, {B: 1.0}, rows=[{"mobile": True}]).result[A].value == 20.0
    assert judged(law, {B: 1.0}).result[A].outcome == "unanswered"
    divided = chained("M01.x1 / M01.x2", "count(kpi, kpi.mobile)", "sum(kpi.weight) - sum(kpi.weight)", when_empty=0)
    assert judged(divided, {}, rows=[{"mobile": False, "weight": 0.5}]).result[A].points == 0.0


def test_a_circle_of_computed_answers_is_named() -> None:
    files = mutated("M01.yaml", "sum(kpi.weight, kpi.mobile)", "M01.studios * sum(kpi.weight)")
    files = mutated("M01.yaml", "type: integer, question: {zh: 问, en: Asked}, min: 0, max: 1000",
                    'type: percent, question: {zh: 问, en: Asked}, compute: "M01.share"', files)  # fmt: skip
    codes = {item.code: dict(item.values).get("found") for item in problems_of(files)}
    assert codes.get("compute-circle") in (
        "M01.share → M01.studios → M01.share",
        "M01.studios → M01.share → M01.studios",
    ), codes


def test_when_empty_is_demanded_of_what_comes_from_a_table_in_the_end() -> None:
    files = mutated("M01.yaml", "type: integer, question: {zh: 问, en: Asked}, min: 0, max: 1000",
                    'type: percent, question: {zh: 问, en: Asked}, compute: "M01.share"')  # fmt: skip
    assert [item.code for item in problems_of(files)] == ["when-empty-missing"]
    made = built(
        {
            name: text.replace('compute: "M01.share"', 'compute: "M01.share", when_empty: met')
            for name, text in files.items()
        }
    )
    assert [table.id for table in made.tables_of(made.indicator["M01.studios"])] == ["kpi"]


# --- what not applicable counts ------------------------------------------------------------------


@pytest.mark.says("4.10")
@pytest.mark.parametrize(("counts", "index"), [("excluded", 30.0), ("full", 65.0), ("zero", 15.0)])
@pytest.mark.parametrize("own", [True, False], ids=["indicator", "framework"])
def test_what_is_not_applicable_counts_as_is_said(counts: Any, index: float, *, own: bool) -> None:
    """In the score alone: it stays not applicable."""
    item = indicator(B, not_applicable=("why",), not_applicable_counts=counts if own else None, red_line=RED)
    other = {} if own else {"not_applicable_counts": counts}
    station = judged(flat(indicator(A), item, **other), {A: 30.0, B: NA})
    found = station.result[B]
    assert (station.index.score, station.index.floor, station.index.ceiling) == (index, index, index)
    assert station.index.score + station.index.lost == pytest.approx(100)
    assert (station.index.coverage, station.index.to_target) == (1.0, pytest.approx(0.3))
    assert (found.outcome, found.gap, found.red_line, found.next_step) == ("not_applicable", 0.0, None, None)
    assert found.weight == (0.0 if counts == "excluded" else 0.5)
    assert station.counts["not_applicable"] == 1


@pytest.mark.says("5.6", "4.10")
def test_where_all_that_counts_is_not_applicable_nothing_is_left_to_be_answered() -> None:
    item = indicator(B, not_applicable=("why",), not_applicable_counts="full")
    law = framework((chapter("one", "M01"),), (measure("M01", item),))
    index = judged(law, {B: NA}).index
    assert (index.score, index.coverage, index.to_target) == (100.0, 1.0, None)


# --- withheld scores -----------------------------------------------------------------------------

LEVELS = (Level(id="L1", title=WORDS, coverage=0.1, red_lines=False), Level(id="L2", title=WORDS, index=50.0))


def needing(where: str) -> Framework:
    """A framework that needs all in the whole, in its first chapter or in its first measure."""
    law = two(indicator(A), indicator(B), levels=LEVELS, needs_all=where == "index")
    first, rest = law.chapters[0], law.chapters[1:]
    measures = (replace(law.measures[0], needs_all=where == "M01"), *law.measures[1:])
    return replace(law, chapters=(replace(first, needs_all=where == "one"), *rest), measures=measures)


@pytest.mark.says("5.18")
@pytest.mark.parametrize("where", ["index", "one", "M01"])
def test_a_part_that_needs_all_has_no_score_and_neither_has_what_holds_it(where: str) -> None:
    """The bounds stand, and what is beside it has its score."""
    law = needing(where)
    station = judged(law, {A: 40.0, C: 80.0})
    held_back = {"index": {"index"}, "one": {"index", "one"}, "M01": {"index", "one", "M01"}}[where]
    for node in (station.index, *station.chapters, *station.measures):
        assert (node.withheld, node.score is None) == (("incomplete", True) if node.id in held_back else (None, False))
        assert node.floor is not None
        assert node.ceiling is not None
    assert (station.index.floor, station.index.ceiling) == (50.0, 75.0)
    whole = judged(law, {A: 40.0, B: 60.0, C: 80.0})
    assert (whole.index.score, whole.level) == (65.0, "L2")
    assert judged(law, {A: 40.0, B: NA, C: 80.0}).index.score == 60.0
    assert why_none(law, station, station.index, "en").startswith("no score until all is answered")


def voided(given: float = 9.0) -> Assessment:
    law = two(
        indicator(A),
        indicator(B),
        levels=LEVELS,
        checks=(Check(id="fits", that="M01.a <= M01.b", message=WORDS, voids=True),),
    )
    return judged(law, {A: given, B: 5.0, C: 80.0})


@pytest.mark.says("2.12", "5.19")
def test_a_check_that_voids_leaves_no_index_no_bounds_and_no_level() -> None:
    """What is below has its numbers; where an answer is blank nothing is checked."""
    station = voided()
    index = station.index
    assert (index.score, index.floor, index.ceiling, index.evidenced, index.withheld) == (
        None,
        None,
        None,
        None,
        "voided",
    )
    assert (station.level, station.next_level, station.blockers) == (None, None, ())
    assert [node.score for node in station.chapters] == [7.0, 80.0]
    assert [each.code for each in station.problems] == ["index-voided"]
    assert voided(4.0).level == "L1"


@pytest.mark.says("6.6")
@pytest.mark.parametrize(
    "station", [voided(), judged(needing("M01"), {A: 40.0, C: 80.0})], ids=["voided", "incomplete"]
)
def test_gates_that_need_an_index_fail_and_say_why(station: Assessment) -> None:
    law = needing("M01") if station.index.withheld == "incomplete" else two(indicator(A), indicator(B), levels=LEVELS)
    verdict = judge(
        Gates(thresholds=Thresholds(fail_under=0.0, min_level="L1", fail_under_chapter=0.0)), [station], law
    )
    found = {gate.gate: (gate.passed, gate.have) for gate in verdict.gates}
    why = "— voids: fits" if station.index.withheld == "voided" else "— needs_all: M01"
    assert found["fail-under"] == found["min-level"] == (False, why)
    chapters = (True, "one 7.0") if station.index.withheld == "voided" else (False, "one — needs_all: M01")
    assert found["fail-under-chapter"] == chapters


@pytest.mark.parametrize("goal", [Goal(), Goal(target=60.0), Goal(level="L2"), Goal(budget=3)])
@pytest.mark.parametrize("where", ["index", "void"])
def test_plans_and_sensitivity_live_without_an_index(where: str, goal: Goal) -> None:
    law = needing("index")
    if where == "void":
        law = replace(
            law, needs_all=False, checks=(check := Check(id="f", that="M01.a > 90", message=WORDS, voids=True),)
        )
        law = two(indicator(A), indicator(B), levels=LEVELS, checks=(check,))
    station = judged(law, {A: 40.0, C: 80.0})
    assert station.index.score is None
    assert sensitivity(law, station, draws=3) is None
    made = plan(law, station, goal)
    codes = [item.code for item in made.problems]
    assert ("plan-no-index" in codes) is (goal.target is not None or goal.level is not None)


def test_what_others_suppose_voids_nobody() -> None:
    """A plan moves one answer of two that belong together."""
    law = two(
        indicator(A),
        indicator(B),
        levels=LEVELS,
        checks=(Check(id="f", that="M01.a <= M01.b", message=WORDS, voids=True),),
    )
    made = plan(law, judged(law, {A: 5.0, B: 5.0, C: 5.0}), Goal(target=20.0))
    assert made.after.index.score is not None
    assert made.after.index.score >= 20.0


def test_a_framework_with_all_of_it_goes_through_every_command(tmp_path: Any) -> None:
    """Check, form, catalogue, explain: nothing stumbles over a question without a score."""
    more = MORE
    whole = mutated("framework.yaml", "profile:\n", "needs_all: true\nnot_applicable_counts: zero\nprofile:\n")
    folder = write(tmp_path / "f", {**whole, "M01.yaml": M01 + more})
    for command in (("rubrics", "check", folder), ("rubrics", "catalogue", folder), ("rubrics", "list", folder),
                    ("rubrics", "coverage", folder), ("rubrics", "resolve", folder),
                    ("rubrics", "diff", folder, folder),
                    ("explain", "M01", "--rubrics", folder), ("explain", "M02.step", "--rubrics", folder),
                    ("template", tmp_path / "t.xlsx", "--rubrics", folder)):  # fmt: skip
        done = convergence(*map(str, command))
        assert done.returncode == 0, (command, done.stdout, done.stderr)
