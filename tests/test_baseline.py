"""An earlier report holds a station to what it had; a report that is not comparable is refused and not half read."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_frameworks import FLOOR, NA, WORDS, filled, flat, frameworks, indicator, judged, unbounded
from small_frameworks import answers as given_answers

from convergence_cli.errors import ConfigError, Location, Problem
from convergence_cli.gate.baseline import load_baseline
from convergence_cli.gate.gates import Gates, judge
from convergence_cli.gate.pairing import pair
from convergence_cli.gate.past import Baseline, Past
from convergence_cli.model.assessment import Assessment, Cohort, Verdict
from convergence_cli.model.framework import Framework
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.model.questionnaire import Answer
from convergence_cli.model.waiver import Waiver, Waivers
from convergence_cli.report.json import render
from convergence_cli.scoring.engine import assess
from convergence_cli.texts import hint, message

A, B, C = "M01.a", "M01.b", "M01.c"
WHY = ("why",)
PROVINCE = ProfileQuestion(id="province", title=WORDS)
_FLAT = flat(
    indicator(A, red_line=FLOOR, not_applicable=WHY),
    indicator(B, not_applicable=WHY),
    indicator(C, target=60.0, not_applicable=WHY),
    reasons={"why": WORDS},
)
FLAT = replace(_FLAT, profile=(*_FLAT.profile, PROVINCE))


def station(name: str = "台", file: str = "a.xlsx", level: str = "city", **points: Any) -> Assessment:
    """A station that earns these points for a, b, c; else full marks."""
    read = given_answers(FLAT, {f"M01.{key}": points.get(key, 100.0) for key in "abc"}, level=level)
    said = {"name": name, "province": points.get("province", "澜江省")}
    own = {key: Answer(id=key, location=Location(), value=word) for key, word in said.items()}
    return assess(FLAT, replace(read, file=file, profile={**read.profile, **own}))


def document(*entries: Assessment, framework: Framework = FLAT) -> Any:
    return json.loads(render(Cohort(framework=framework, language="zh", entries=entries)))


def read(folder: Path, content: Any, framework: Framework = FLAT) -> Baseline:
    path = folder / "last.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return load_baseline(path, framework)


def earlier(folder: Path, *entries: Assessment) -> Baseline:
    """The report of an earlier run, written and read."""
    return read(folder, document(*entries))


def answers(
    folder: Path, then: Assessment, now: Assessment, tolerance: float = 0.0, waivers: Waivers | None = None
) -> dict[str, tuple[bool, str, str]]:
    gates = Gates(baseline=earlier(folder, then), tolerance=tolerance, waivers=waivers)
    found = judge(gates, (now,), FLAT).gates
    return {gate.gate.removeprefix("no-regress "): (gate.passed, gate.have, gate.need) for gate in found}


# --- what is worse --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "now", "tolerance", "passed", "have", "need"),
    [
        # a, b and c weigh a third each; b alone moves
        (60.0, 60.0, 0.0, True, "86.7", "86.7"),
        (60.0, 90.0, 0.0, True, "96.7", "86.7"),
        (60.0, 59.997, 0.0, False, "86.666", "86.667"),
        (60.0, 30.0, 10.0, True, "76.7", "76.7"),  # equal passes
        (60.0, 29.997, 10.0, False, "76.666", "76.667"),
        (60.0, None, 10.0, False, "66.7", "76.7"),
        (60.0, NA, 0.0, True, "100.0", "86.7"),
    ],
)
def test_the_index_may_fall_by_the_tolerance_and_no_more(
    tmp_path: Path, then: Any, now: Any, tolerance: float, passed: bool, have: str, need: str
) -> None:
    found = answers(tmp_path, station(b=then), station(b=now), tolerance)
    assert found["index"] == (passed, have, need)


@pytest.mark.parametrize(
    ("then", "now", "red", "met"),
    [
        # a is a red line; the target of c is 60
        ({"a": 0.0}, {"a": 0.0}, "0", "0"),  # missed already
        ({"a": 50.0}, {"a": 0.0}, f"1: {A}", "0"),
        ({"a": 50.0}, {"a": None}, f"1: {A}", "0"),
        ({"a": 100.0}, {"a": 0.0}, f"1: {A}", "0"),  # once, where it weighs more
        ({"a": 100.0}, {"a": 50.0}, "0", f"1: {A}"),
        ({"c": 100.0}, {"c": 60.0}, "0", "0"),  # still met
        ({"c": 60.0}, {"c": 59.0}, "0", f"1: {C}"),
        ({"c": 60.0}, {"c": None}, "0", f"1: {C}"),
        ({"c": 59.0}, {"c": 0.0}, "0", "0"),  # was not met
        ({"b": 100.0}, {"b": NA}, "0", "0"),  # is not asked any more
        ({"b": NA}, {"b": 0.0}, "0", "0"),
        ({}, {"a": 0.0, "b": 0.0, "c": 0.0}, f"1: {A}", f"2: {B}, {C}"),
    ],
)
def test_no_red_line_is_newly_missed_and_nothing_met_is_lost(
    tmp_path: Path, then: dict[str, Any], now: dict[str, Any], red: str, met: str
) -> None:
    found = answers(tmp_path, station(**then), station(**now), tolerance=100.0)
    assert found == {"index": found["index"], "red-line": (red == "0", red, "0"), "met": (met == "0", met, "0")}


def test_an_index_that_is_gone_has_fallen(tmp_path: Path) -> None:
    """And one that was not there cannot fall."""
    nothing = {"a": NA, "b": NA, "c": NA}
    assert answers(tmp_path, station(), station(**nothing))["index"] == (False, "—", "100.0")
    assert "index" not in answers(tmp_path, station(**nothing), station())


def test_a_waived_gap_is_not_held_against_the_station_but_the_index_is(tmp_path: Path) -> None:
    item = Waiver(id=A, station="台", reason="因", approved_by="处", expires=date(2026, 12, 31))
    waivers = Waivers(items=(item,), places=(Location(),), today=date(2026, 12, 31))
    found = answers(tmp_path, station(), station(a=0.0), waivers=waivers)
    assert [passed for passed, _, _ in found.values()] == [False, True, True]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_station_has_fallen_behind_its_own_report(tmp_path: Path, data: st.DataObject) -> None:
    """Any framework, any answers, written as JSON and read again."""
    scored = unbounded(data.draw(frameworks()))
    entry = judged(scored, data.draw(filled(scored)))
    baseline = read(tmp_path, document(entry, framework=scored), scored)
    verdict = judge(Gates(baseline=baseline), (entry,), scored)
    assert verdict.passed
    assert verdict.notes == ()
    assert len(verdict.gates) == (3 if entry.index.score is not None else 2)


@settings(max_examples=60, deadline=None)
@given(
    then=st.floats(0, 100), now=st.floats(0, 100), tolerances=st.tuples(st.floats(0, 100), st.floats(0, 100))
)  # fmt: skip
def test_a_larger_tolerance_never_turns_a_pass_into_a_failure(
    then: float, now: float, tolerances: tuple[float, float]
) -> None:
    past = Past(station="台", file="a.xlsx", profile={}, index=then, outcomes={}, red_lines=frozenset())
    entry = station(a=now, b=now, c=now)
    less, more = (
        judge(Gates(baseline=Baseline(file="x", stations=(past,)), tolerance=part), (entry,), FLAT).passed
        for part in sorted(tolerances)
    )
    assert more or not less


# --- which station is which -----------------------------------------------------------------------


def paired(folder: Path, then: list[Assessment], now: list[Assessment]) -> list[Any]:
    """The index that each station had, `new`, or how many may be meant."""
    found = pair(earlier(folder, *then), now, FLAT).past
    return ["new" if item is None else item.index if isinstance(item, Past) else f"{item.count}?" for item in found]


def test_a_station_is_found_by_its_name(tmp_path: Path) -> None:
    """Whatever became of its file, its level or its province."""
    then = [station("甲", a=70.0), station("乙", a=40.0)]
    now = [station("乙", "b.xlsx", "county", province="x"), station("丙"), station("甲")]
    assert paired(tmp_path, then, now) == [80.0, "new", 90.0]


def test_stations_of_one_name_are_told_apart_by_level_and_province(tmp_path: Path) -> None:
    then = [
        station("台", level="city", a=70.0),
        station("台", level="county", a=40.0),
        station("台", level="county", province="x", a=10.0),
    ]
    now = [station("台", level="county", province="x"), station("台", level="county"), station("台", province="y")]
    assert paired(tmp_path, then, now) == [70.0, 80.0, "new"]


def test_one_station_in_two_years_is_told_apart_by_its_files(tmp_path: Path) -> None:
    then = [station("台", "2024.xlsx", a=40.0), station("台", "2025.xlsx", a=70.0)]
    assert paired(tmp_path, then, then[::-1]) == [90.0, 80.0]
    assert paired(tmp_path, then, [station("台", "2025.xlsx"), station("台", "2026.xlsx")]) == [90.0, "new"]
    assert paired(tmp_path, then[:1], then) == [80.0, "new"]


def test_what_cannot_be_told_apart_fails_and_is_named(tmp_path: Path) -> None:
    """A comparison that would be a guess is no pass."""
    twins = [station("台", a=40.0), station("台", a=70.0)]
    assert paired(tmp_path, twins, twins[:1]) == ["2?"]
    assert paired(tmp_path, twins[:1], twins) == ["2?", "2?"]
    verdict = judge(Gates(baseline=earlier(tmp_path, *twins)), twins[:1], FLAT)
    assert [(gate.gate, gate.passed, gate.have, gate.need) for gate in verdict.gates] == [
        ("no-regress", False, "2", "1")
    ]
    assert [(item.code, item.severity) for item in verdict.notes] == [("baseline-ambiguous", "error")]


def test_a_new_station_is_a_note_and_so_is_one_that_may_be_gone(tmp_path: Path) -> None:
    then = earlier(tmp_path, station("甲"), station("乙", "b.xlsx"))
    verdict = judge(Gates(baseline=then, may_vanish=True), (station("甲"), station("丙")), FLAT)
    assert verdict.passed
    assert [(item.code, item.severity, dict(item.values)["stations"]) for item in verdict.notes] == [
        ("baseline-new", "note", "丙"),
        ("baseline-gone", "note", "乙"),
    ]


def test_one_station_says_nothing_of_the_others_of_its_baseline(tmp_path: Path) -> None:
    """A province's report serves the run of one of its stations."""
    many = earlier(tmp_path, *(station(f"台{at}") for at in range(30)))
    assert judge(Gates(baseline=many, is_whole=False), (station("台3"),), FLAT).notes == ()


def test_a_long_list_of_stations_is_cut(tmp_path: Path) -> None:
    many = [station(f"台{at}") for at in range(30)]
    (note,) = judge(Gates(baseline=earlier(tmp_path, station("台0"))), many, FLAT).notes
    assert dict(note.values)["count"] == "29"
    zh, en = dict(note.values)["stations"]
    assert (zh.endswith("台10、…"), en.endswith("台10, …")) == (True, True)


# --- reading the file -----------------------------------------------------------------------------


def refused(folder: Path, content: Any, framework: Framework = FLAT) -> tuple[str, str]:
    """The code, and where it is or what was found."""
    with pytest.raises(ConfigError) as raised:
        read(folder, content, framework)
    found = raised.value.problems[0]
    said(found)
    values = dict(found.values)
    return found.code, str(values.get("at") or values.get("found") or "")


def said(item: Problem) -> None:
    for language in ("zh", "en"):
        assert message(language, item)
        assert "{" not in message(language, item) + hint(language, item)


def put(*path: Any, content: Any) -> Callable[[Any], None]:
    """Replace what stands at a path; None removes it."""

    def edit(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        if content is None:
            del tree[path[-1]]
        else:
            tree[path[-1]] = content

    return edit


FIRST = ("stations", 0)


@pytest.mark.parametrize(
    ("edit", "code", "at"),
    [
        (put("schema", content=2), "report-schema", "2"),
        (put("schema", content=None), "report-shape", "schema"),
        (put("tool", content=None), "report-shape", "tool"),
        (put("tool", "name", content="another"), "report-shape", "tool.name"),
        (put("framework", content=[]), "report-shape", "framework"),
        (put("framework", "version", content=1), "report-shape", "framework.version"),
        (put("stations", content={}), "report-shape", "stations"),
        (put("stations", content=["x"]), "report-shape", "stations.0"),
        (put(*FIRST, "station", content=None), "report-shape", "stations.0.station"),
        (put(*FIRST, "station", content="乙"), "report-altered", "station"),
        (put(*FIRST, "file", content=1), "report-shape", "stations.0.file"),
        (put(*FIRST, "order", content=1), "report-shape", "stations.order"),
        (put(*FIRST, "profile", content="x"), "report-shape", "stations.0.profile"),
        (put(*FIRST, "profile", "level", content="county"), "report-altered", "profile"),
        (put(*FIRST, "about", content=None), "report-shape", "stations.0.about"),
        (put(*FIRST, "about", "level", "value", content="x"), "report-shape", "stations.0.about.level"),
        (put(*FIRST, "index", content=None), "report-shape", "stations.0.index"),
        (put(*FIRST, "index", "score", content="48"), "report-shape", "stations.0.index.score"),
        (put(*FIRST, "index", "score", content=True), "report-shape", "stations.0.index.score"),
        (put(*FIRST, "index", "score", content=-0.1), "report-altered", "index.score"),
        (put(*FIRST, "index", "score", content=10**400), "report-number", "1" + "0" * 39),
        (put(*FIRST, "index", "floor", content=1.0), "report-altered", "index.floor"),
        (put(*FIRST, "indicators", content=None), "report-shape", "stations.0.indicators"),
        (put(*FIRST, "indicators", 1, content=3), "report-shape", "stations.0.indicators.1"),
        (put(*FIRST, "indicators", 1, "id", content=A), "report-shape", "stations.0.indicators"),
        (put(*FIRST, "indicators", 2, content=None), "report-shape", "stations.0.indicators"),
        (put(*FIRST, "indicators", 2, "outcome", content="fine"), "report-shape", "stations.0.indicators.2.outcome"),
        (put(*FIRST, "indicators", 2, "outcome", content="unmet"), "report-altered", f"{C}.outcome"),
        (put(*FIRST, "red_lines_missed", content="x"), "report-shape", "stations.0.red_lines_missed"),
        (put(*FIRST, "red_lines_unanswered", content=["M99.x"]), "report-altered", "red_lines_unanswered"),
        (put(*FIRST, "red_lines_missed", content=[[]]), "report-shape", "stations.0.red_lines_missed.0"),
    ],
)
def test_a_report_that_was_edited_or_cut_is_refused_with_the_place(
    tmp_path: Path, edit: Callable[[Any], None], code: str, at: str
) -> None:
    content = document(station(), station("乙"))
    edit(content)
    assert refused(tmp_path, content) == (code, at)


def raw(old: bytes, new: bytes) -> bytes:
    content = json.dumps(document(station(c=50.0))).encode()
    assert content.count(old)
    return content.replace(old, new, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "report-not-json"),
        (b"\n\n{", "report-not-json"),
        (b"null", "report-shape"),
        (b"[]", "report-shape"),
        (b"[" * 100_000, "report-not-json"),
        (b'{"a":' * 100_000, "report-not-json"),
        (b"9" * 5000, "report-number"),
        (raw(b'"score": 83.3', b'"score": NaN, "x": 83.3'), "report-number"),
        (raw(b'"score": 83.3', b'"score": 1e999, "x": 83.3'), "report-number"),
        (raw(b'"schema": 1', b'"schema": 1, "schema": 1'), "report-key-twice"),
        (raw(b'"outcome": "partial"', b'"outcome": "met", "outcome": "partial"'), "report-key-twice"),
        ('{"schema": 1}'.encode("utf-16"), "file-not-utf-8"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    """Depth, digits, infinities and keys that stand twice included."""
    assert refused(tmp_path, content)[0] == code


def test_a_report_with_a_byte_order_mark_is_a_report(tmp_path: Path) -> None:
    """As Windows tools save it."""
    assert read(tmp_path, b"\xef\xbb\xbf" + json.dumps(document(station())).encode()).stations


def test_a_report_without_stations_is_refused(tmp_path: Path) -> None:
    """It would pass everything."""
    assert refused(tmp_path, document()) == ("baseline-no-stations", "")


def test_another_framework_is_refused_by_name(tmp_path: Path) -> None:
    assert refused(tmp_path, document(station()), replace(FLAT, id="big")) == ("baseline-other-framework", "small")


@pytest.mark.parametrize(
    ("then", "now", "comparable"),
    [
        ("1.0.0", "1.0.0", True),
        ("1.0.0", "1.4.2", True),
        ("1.4.0", "1.0.0", True),
        ("1.0.0", "2.0.0", False),
        ("0.2.0", "0.2.9", True),
        ("0.2.0", "0.3.0", False),  # before 1.0 every minor version may change scores
        ("0.9.0", "1.0.0", False),
        ("", "1.0.0", False),
        ("1", "1.0.0", True),
    ],
)
def test_a_version_whose_scores_mean_something_else_is_refused(
    tmp_path: Path, then: str, now: str, comparable: bool
) -> None:
    content = document(station())
    content["framework"]["version"] = then
    if comparable:
        assert read(tmp_path, content, replace(FLAT, version=now)).stations
    else:
        assert refused(tmp_path, content, replace(FLAT, version=now)) == ("baseline-other-version", then)


def test_another_text_of_the_same_framework_is_a_warning(tmp_path: Path) -> None:
    """It is compared all the same."""
    baseline = read(tmp_path, document(station()), replace(FLAT, sha256="1" * 64))
    verdict: Verdict = judge(Gates(baseline=baseline), (station(),), FLAT)
    assert verdict.passed
    assert [(item.code, item.severity) for item in verdict.notes] == [("baseline-changed", "warning")]
    said(verdict.notes[0])


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_mutilated_report_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """Never another exception."""
    content = bytearray(json.dumps(document(station(c=50.0))).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    refusal: tuple[Problem, ...] | None = None
    try:
        read(tmp_path, bytes(content))
    except ConfigError as error:
        refusal = error.problems
    assert refusal is None or refusal


def test_another_kind_of_station_or_year_than_in_the_baseline_is_a_warning(tmp_path: Path) -> None:
    """One for each question, with the stations; the gate judges all the same."""
    baseline = earlier(tmp_path, station(), station(level="county", name="乙台"))
    now = (station(level="county"), station(level="county", name="乙台"))
    verdict = judge(Gates(baseline=baseline), now, FLAT)
    (warning,) = (item for item in verdict.notes if item.code == "baseline-differs")
    assert warning.severity == "warning"
    assert dict(warning.values)["stations"] == "台"
    assert dict(warning.values)["count"] == "1"
    same = judge(Gates(baseline=baseline, is_whole=False), now[1:], FLAT)
    assert [item.code for item in same.notes] == []
