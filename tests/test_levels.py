"""Levels with conditions of parts, of proof, of coverage and of their own: reached, told, linted, planned."""

from dataclasses import replace
from typing import Any

import pytest
from shown import on_terminal
from small_frameworks import NA, RED, WORDS, chapter, framework, indicator, judged, measure
from tiny_rubric import mutated, problems_of

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.framework import Evidence, Framework, Level
from convergence_cli.model.plan import Goal
from convergence_cli.model.question import Text
from convergence_cli.plan.plan import plan
from convergence_cli.report.findings import blocker_words
from convergence_cli.report.levels import condition_words
from convergence_cli.rubric.lint import lint
from convergence_cli.texts import message

A, B, C = "M01.a", "M01.b", "M02.kpi-weight"
F = "framework.yaml"
L1 = "index: 20, chapter: 10, red_lines: false"


def of(**level: Any) -> Framework:
    """Two chapters, `one` of M01 with a and b, `two` of M02; one level."""
    wanted = Evidence(required=True, hint=WORDS)
    level.setdefault("red_lines", False)
    return framework(
        (chapter("one", "M01"), chapter("two", "M02")),
        (
            measure("M01", indicator(A, evidence=wanted, red_line=RED), indicator(B)),
            measure("M02", indicator(C, not_applicable=("why",))),
        ),
        levels=(Level(id="L1", title=WORDS, **level),),
    )


def blockers(by: Framework, a: Any, b: Any, c: Any, **more: Any) -> list[tuple[str, str]]:
    station = judged(by, {A: a, B: b, C: c}, **more)
    assert (station.level == "L1") == (not station.blockers)
    return [(each.kind, each.id) for each in station.blockers]


# --- parts, proof, coverage --------------------------------------------------------------------------


@pytest.mark.says("6.2", "6.4")
@pytest.mark.parametrize(
    ("level", "points", "lacking"),
    [
        ({"chapters": {"one": 50.0}}, (40.0, 60.0, 0.0), []),
        ({"chapters": {"one": 50.0}}, (40.0, 59.9, 100.0), [("chapter", "one")]),
        ({"chapters": {"two": 50.0}}, (0.0, 0.0, NA), []),  # not in play: asked for nothing
        ({"chapters": {"two": 50.0}}, (100.0, 100.0, None), [("chapter", "two")]),
        ({"chapter": 20.0, "chapters": {"one": 50.0}}, (30.0, 30.0, 20.0), [("chapter", "one")]),
        ({"chapter": 20.0, "chapters": {"one": 50.0}}, (10.0, 10.0, 10.0), [("chapter", "one"), ("chapter", "two")]),
        ({"measures": {"M02": 30.0}}, (0.0, 0.0, 30.0), []),
        ({"measures": {"M02": 30.0}}, (100.0, 100.0, 29.9), [("measure", "M02")]),
        ({"indicators": {B: 30.0, C: 10.0}}, (0.0, 30.0, 10.0), []),
        ({"indicators": {B: 30.0, C: 10.0}}, (0.0, 29.9, None), [("indicator", B), ("indicator", C)]),
        ({"indicators": {C: 10.0}}, (0.0, 0.0, NA), []),
        ({"coverage": 0.75}, (0.0, 0.0, None), [("coverage", "index")]),
        ({"coverage": 0.75}, (0.0, None, 0.0), []),
    ],
)
def test_a_level_may_ask_for_parts_and_for_coverage(level: Any, points: Any, lacking: Any) -> None:
    assert blockers(of(**level), *points) == lacking


@pytest.mark.says("6.4")
def test_a_level_may_count_only_answers_with_evidence() -> None:
    """a needs evidence and names none: it counts 0, in the index, in its chapter, and by itself."""
    by = of(on="evidenced", index=40.0, chapters={"one": 40.0}, indicators={A: 50.0})
    assert blockers(by, 80.0, 60.0, 60.0, evidence=(A,)) == []
    lacking = [("chapter", "one"), ("indicator", A)]
    assert blockers(by, 80.0, 60.0, 60.0) == lacking
    assert blockers(replace(by, levels=(replace(by.levels[0], on="score"),)), 80.0, 60.0, 60.0) == []


# --- conditions of their own -------------------------------------------------------------------------


@pytest.mark.says("6.5")
@pytest.mark.parametrize(
    ("that", "points", "is_reached"),
    [
        ("M01.a.met and M02.kpi_weight.met", (100.0, 0.0, 100.0), True),
        ("M01.a.met and M02.kpi_weight.met", (100.0, 0.0, NA), True),  # what is not asked is not in the way
        ("M01.a.met and M02.kpi_weight.met", (99.0, 0.0, 100.0), False),
        ("index.partial <= 1", (50.0, 0.0, 99.0), False),
        ("index.partial <= 1", (50.0, 0.0, 100.0), True),
        ("one.partial + one.unmet + one.unanswered <= 1", (None, 0.0, 100.0), False),
        ("index.red_lines_missed == 0", (None, 0.0, 0.0), True),
        ("index.red_lines_missed == 0", (99.0, 0.0, 0.0), False),
        ("index.red_lines_unanswered == 0", (None, 0.0, 0.0), False),
        ("M01.a.points + M01.b.points >= 120", (60.0, 60.0, None), True),
        ("M01.a.points + M01.b.points >= 120", (None, 100.0, None), False),
        ("two.score >= 50", (100.0, 100.0, NA), False),  # not known: nothing is reached
        ("two.score >= 50 or two.in_play == 0", (100.0, 100.0, NA), True),
        ("min(one.score, M02.score) >= 30", (30.0, 30.0, 30.0), True),
        ("index.coverage >= 0.9", (30.0, None, 30.0), False),
        ("profile.level == 'city' and index.met >= 1", (0.0, 0.0, 100.0), True),
        ("profile.level == 'county' or index.met >= 2", (0.0, 0.0, 100.0), False),
    ],
)
def test_a_level_may_ask_for_whatever_can_be_worked_out(that: str, points: Any, is_reached: bool) -> None:
    by = of(that=that, because=WORDS)
    assert blockers(by, *points) == ([] if is_reached else [("that", "L1")])


def test_a_score_that_is_60_on_paper_is_60_in_an_expression() -> None:
    """(0.1 * 10 + 0.2 * 45 + 0.4 * 80) / 0.7 = 60; the machine says 59.99999999999999."""
    names = ("M01.a", "M01.b", "M01.c")
    items = map(indicator, names, (0.1, 0.2, 0.4))
    level = Level(id="L1", title=WORDS, that="M01.score >= 60", because=WORDS, red_lines=False)
    by = framework((chapter("one", "M01"),), (measure("M01", *items),), levels=(level,))
    assert judged(by, dict(zip(names, (10.0, 45.0, 80.0), strict=True))).level == "L1"


# --- told --------------------------------------------------------------------------------------------


def every_condition() -> Framework:
    return of(
        index=50.0,
        chapter=40.0,
        chapters={"one": 60.0},
        measures={"M02": 55.5},
        indicators={C: 70.0},
        on="evidenced",
        coverage=0.9,
        red_lines=True,
        that="index.partial <= 1",
        because=Text(zh="部分达标的不超过一项", en="at most one indicator is partial"),
    )


def test_conditions_and_blockers_are_told_in_words_of_both_languages() -> None:
    by = every_condition()
    assert condition_words(by, by.levels[0], "en") == (
        "index at least 50 (only answers with evidence count)",
        "every chapter at least 40 (only answers with evidence count)",
        "chapter “word” at least 60 (only answers with evidence count)",
        "measure “M02 word” at least 55.5 (only answers with evidence count)",
        "indicator “M02.kpi-weight word” at least 70 points (only answers with evidence count)",
        "coverage at least 90%",
        "no red line missed or unanswered",
        "at most one indicator is partial",
    )
    station = judged(by, {A: 50.0, B: None, C: 50.0})
    told = [blocker_words(by, each, "zh") for each in station.blockers]
    assert told == [
        "总分 25.0，要求 50.0（只计有佐证的填报）",
        "板块“字”0.0，要求 60.0（只计有佐证的填报）",
        "措施“M02 字”50.0，要求 55.5（只计有佐证的填报）",
        "指标“M02.kpi-weight 字”得 50.0 分，要求 70.0（只计有佐证的填报）",
        "完整度 75.0%，要求 90.0%",
        "红线未达标：M01.a 字",
        "未满足：部分达标的不超过一项",
    ]
    page = on_terminal(Cohort(framework=by, language="en", entries=(station,)))
    assert "not fulfilled: at most one indicator is partial" in " ".join(page.split())


# --- linted ------------------------------------------------------------------------------------------


def faults(level: str) -> list[str]:
    """The codes of a small framework's problems with this in place of its first level's conditions."""
    return [item.code for item in problems_of(mutated(F, L1, level)) if item.severity == "error"]


BECAUSE = "because: {zh: 因, en: Why}"


@pytest.mark.parametrize(
    ("level", "codes"),
    [
        ("index: 20, chapters: {one: 10}", []),
        ("index: 20, measures: {M01: 10}, indicators: {M02.rule: 100}, coverage: 90%", []),
        (f"that: index.partial <= 2 and M02.rule.met, {BECAUSE}", []),
        ("index: 20, chapters: {nine: 10}", ["level-unknown-part"]),
        ("index: 20, measures: {M09: 10}", ["level-unknown-part"]),
        ("index: 20, indicators: {M02.rules: 10}", ["level-unknown-part"]),
        ("index: 20, measures: {M01: 100.5}", ["level-unreachable"]),
        ("index: -1", ["level-unreachable"]),
        ("index: 20, coverage: 0%", ["level-coverage"]),
        ("index: 20, coverage: 101%", ["level-coverage"]),
        ("index: 20, coverage: 90", ["level-coverage"]),
        ("index: 20, that: index.partial <= 2", ["level-that-unsaid"]),
        (f"index: 20, {BECAUSE}", ["level-that-unsaid"]),
        (f"that: index.partial <= 200, {BECAUSE}", ["level-that-constant"]),
        (f"that: 1 < 2, {BECAUSE}", ["level-that-constant"]),
        (f"that: index.score > 100, {BECAUSE}", ["level-that-never"]),
        (f"that: M01.met >= 50, {BECAUSE}", ["level-that-never"]),
        (f"that: index.score >= 60 and one.red_lines_missed < 0, {BECAUSE}", ["level-that-never"]),
        (f"that: index.score, {BECAUSE}", ["compute-wrong-kind"]),
        (f"that: index.points >= 3, {BECAUSE}", ["compute-unknown-name"]),
        (f"that: M02.rule >= 3, {BECAUSE}", ["compute-unknown-name"]),
        (f"that: sum(kpi.weight) >= 3, {BECAUSE}", ["compute-unknown-name"]),
        (f"that: __import__('os'), {BECAUSE}", ["compute-unknown-function"]),
        (f"that: profile.level == 'town', {BECAUSE}", ["compute-unknown-option"]),
        (f"that: {' + '.join(['1'] * 90)} < index.score, {BECAUSE}", ["compute-too-deep"]),
    ],
)
def test_conditions_that_nobody_can_fulfil_or_read_are_refused(level: str, codes: list[str]) -> None:
    assert faults(f"{level}, red_lines: false") == codes


def test_each_level_asks_for_more_than_the_one_below() -> None:
    """Another part, proof, coverage or a condition is more; a lower number or the same again is not."""
    levels = "  - {id: L0, title: {zh: 零, en: Z}, %s, red_lines: false}\n"
    tail = "levels:\n"

    def with_first(first: str) -> list[str]:
        return [item.code for item in problems_of(mutated(F, tail, tail + levels % first)) if item.severity == "error"]

    assert with_first("index: 20") == []
    assert with_first("index: 20, chapter: 10") == ["level-not-rising"]
    assert with_first("index: 20, chapter: 11") == ["level-not-rising"]
    assert with_first("coverage: 90%") == []
    assert with_first("on: evidenced, index: 20") == []


# --- planned -----------------------------------------------------------------------------------------


def planned(by: Framework, a: Any, b: Any, c: Any) -> tuple[dict[str, float], list[str], Assessment]:
    found = plan(by, judged(by, {A: a, B: b, C: c}), Goal(level="L1"))
    assert all(message(language, item) for language in ("zh", "en") for item in found.problems)
    return {task.move.id: task.move.points for task in found.tasks}, [item.code for item in found.problems], found.after


def test_a_plan_lifts_what_the_level_asks_of_chapters_measures_and_indicators() -> None:
    """And nothing else, where that is the least effort."""
    for by in (of(chapters={"two": 60.0}), of(measures={"M02": 60.0})):
        moved, problems, after = planned(by, 50.0, 50.0, 20.0)
        assert (set(moved), problems, after.level) == ({C}, [], "L1")
    moved, problems, after = planned(of(indicators={B: 80.0}), 50.0, 50.0, 20.0)
    assert (set(moved), problems, after.level) == ({B}, [], "L1")
    assert moved[B] >= 80.0


def test_a_plan_for_a_level_that_counts_evidence_supposes_it_and_lists_what_has_none() -> None:
    """Steps are those to the same level without it; a level that asks for none lists nothing."""
    for index, moved in ((50.0, True), (30.0, False)):
        plans = [
            plan(by, judged(by, {A: 50.0, B: 50.0, C: 20.0}), Goal(level="L1"))
            for by in (of(index=index, on="evidenced"), of(index=index))
        ]
        assert plans[0].tasks == plans[1].tasks
        assert [each.unproven for each in plans] == [(A,), None]
        assert [each.after.level for each in plans] == ["L1", "L1"]
        assert (bool(plans[0].tasks), plans[0].before.level, plans[0].problems) == (moved, None, ())


def test_a_plan_says_what_it_cannot_plan_for() -> None:
    """Coverage and conditions of their own; what is unanswered has to be answered first."""
    assert planned(of(coverage=1.0), 50.0, None, 20.0)[1] == ["plan-level-beyond-steps"]
    assert planned(of(that="index.unmet == 0", because=WORDS), 0.0, 50.0, 20.0)[1] == ["plan-level-beyond-steps"]
    assert planned(of(index=10.0, that="index.unmet == 0", because=WORDS), 50.0, 50.0, 20.0)[1] == []
    assert planned(of(indicators={B: 50.0}), 50.0, None, 20.0)[1] == ["plan-indicator-unanswered"]
    bent = of(measures={"M02": 60.0})
    items = tuple(replace(item, ask=replace(item.ask, max=30.0)) for item in bent.measures[1].indicators)
    bent = replace(bent, measures=(bent.measures[0], replace(bent.measures[1], indicators=items)))
    assert planned(bent, 50.0, 50.0, 20.0)[1] == ["plan-measure-out-of-reach"]


def test_the_lint_of_levels_takes_a_framework_as_it_comes() -> None:
    """Objects as tests make them pass the same rules."""
    by = every_condition()
    stems = {f"{each.id}.yaml": each.id for each in by.measures}
    _, found = lint(by, stems, {F: "levels: []\n"})
    assert [item.code for item in found if item.code.startswith("level")] == []
