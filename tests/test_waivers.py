"""A waiver says what is accepted, for whom, why, by whom and until when; it never makes a gap look met."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import ROOT
from shown import on_terminal
from small_frameworks import FLOOR, filled, flat, frameworks, indicator, judged

from convergence_cli.errors import ConfigError, Location, Problem
from convergence_cli.files import MOST_TEXT
from convergence_cli.gate.allowance import Allowance
from convergence_cli.gate.gates import Gates, Thresholds, judge
from convergence_cli.gate.waivers import load_waivers
from convergence_cli.model.assessment import Assessment, Cohort, Verdict
from convergence_cli.model.framework import Framework
from convergence_cli.model.waiver import Waiver, Waivers
from convergence_cli.report import rendered
from convergence_cli.texts import hint, message

A, B, C = "M01.a", "M01.b", "M01.c"
FLAT = flat(indicator(A, red_line=FLOOR), indicator(B, red_line=FLOOR), indicator(C))
LAST = date(2026, 12, 31)


def waiver(name: str, station: str = "台", expires: date = LAST) -> Waiver:
    return Waiver(id=name, station=station, reason="二期上线前人工审核", approved_by="处", expires=expires)


def waivers(*items: Waiver, today: date = LAST) -> Waivers:
    places = tuple(Location(file="w.yaml", line=at, column=5) for at in range(2, 2 + len(items)))
    return Waivers(items=items, places=places, today=today)


def station(name: str = "台", **points: float | None) -> Assessment:
    """A station with these points for a, b, c; else full marks."""
    given_: dict[str, Any] = {f"M01.{key}": points.get(key, 100.0) for key in "abc"}
    return replace(judged(FLAT, given_), station=name)


def verdict(found: Waivers | None, *entries: Assessment, **gates: Any) -> Verdict:
    return judge(Gates(fail_on="red-line", waivers=found, **gates), entries, FLAT)


def codes(found: Verdict) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for item in found.notes]


# --- what a waiver does ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("named", "points", "passed", "have"),
    [
        # which red lines are waived, what a and b earn
        ((), {"a": 0.0}, False, f"1: {A}"),
        ((A,), {"a": 0.0}, True, "0"),
        ((A,), {"a": None}, True, "0"),
        ((A,), {"a": 0.0, "b": 0.0}, False, f"1: {B}"),
        ((A, B), {"a": 0.0, "b": None}, True, "0"),
        ((B,), {"a": 0.0}, False, f"1: {A}"),
    ],
)
def test_the_red_line_gate_passes_over_what_is_waived(
    named: tuple[str, ...], points: dict[str, float | None], passed: bool, have: str
) -> None:
    found = verdict(waivers(*map(waiver, named)), station(**points))
    assert (found.gates[0].passed, found.gates[0].have) == (passed, have)


@pytest.mark.parametrize(
    ("days", "passed", "state"), [(-1, True, "used"), (0, True, "used"), (1, False, "expired"), (400, False, "expired")]
)
def test_a_waiver_holds_through_its_last_day(days: int, passed: bool, state: str) -> None:
    """From the next day on the gap counts again, the gate “waivers” fails, and an error says so."""
    found = verdict(waivers(waiver(A), today=LAST + timedelta(days=days)), station(a=0.0))
    assert [gate.passed for gate in (*found.gates, *found.overall)] == [passed, passed]
    assert found.passed is passed
    assert found.waivers[0].state == state
    assert codes(found) == [("waiver-expiring", "warning") if passed else ("waiver-expired", "error")]
    assert str(found.notes[0].location) == "w.yaml:2:5" if found.notes else True


def test_an_expired_waiver_fails_though_the_gap_is_closed() -> None:
    """A file of stale approvals is put in order, and not waited for."""
    found = verdict(waivers(waiver(A, expires=date(2025, 1, 1))), station())
    assert not found.passed
    assert [gate.passed for gate in found.gates] == [True]
    assert (found.overall[0].gate, found.overall[0].have, found.overall[0].need) == ("waivers", f"1: {A}", "0")


def test_an_expired_waiver_is_not_forgiven_by_max_failing() -> None:
    """That gate counts stations; a stale approval is the run's own fault."""
    found = verdict(waivers(waiver(A, expires=date(2025, 1, 1))), station(), max_failing=Allowance(count=9))
    assert not found.passed


def test_an_unused_waiver_is_a_note_and_no_failure() -> None:
    found = verdict(waivers(waiver(A), waiver(C), today=LAST - timedelta(days=100)), station(c=50.0))
    assert found.passed
    assert codes(found) == [("waiver-unused", "note")]
    assert [use.state for use in found.waivers] == ["unused", "used"]


def test_a_waiver_of_a_station_that_is_not_in_the_run_is_told_once() -> None:
    """A province's file serves every station's run: neither expired nor unused, but named, with the nearest name."""
    absent = [waiver(name, "江州市广播电视合", date(2020, 1, 1)) for name in (A, B)]
    found = verdict(waivers(*absent), station("江州市广播电视台"))
    assert found.passed
    assert codes(found) == [("waivers-elsewhere", "note")]
    assert "江州市广播电视合 → 江州市广播电视台" in hint("zh", found.notes[0])
    assert "nearest" not in hint("en", verdict(waivers(waiver(A, "云桥县融媒体中心")), station("甲台")).notes[0])


def test_one_for_every_station_and_one_by_name() -> None:
    """The one by name comes first; the other covers the rest."""
    found = verdict(waivers(waiver(A, "*"), waiver(A, "甲")), station("甲", a=0.0), station("乙", a=0.0), station("丙"))
    assert found.passed
    assert [use.findings for use in found.waivers] == [(("乙", "a.xlsx"),), (("甲", "a.xlsx"),)]


def test_where_the_one_by_name_has_expired_the_other_still_holds() -> None:
    """And the expired one fails all the same."""
    found = verdict(waivers(waiver(A, "*"), waiver(A, "甲", date(2026, 1, 1))), station("甲", a=0.0))
    assert found.gates[0].passed
    assert not found.passed


def test_a_waiver_for_one_station_is_none_for_another() -> None:
    found = verdict(waivers(waiver(A, "甲")), station("甲", a=0.0), station("乙", a=0.0))
    assert [gate.passed for gate in found.gates] == [True, False]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_waiver_changes_no_number_and_no_other_gate(data: st.DataObject) -> None:
    """Whatever is waived: thresholds answer as before, and the red-line gate passes at least as often."""
    scored = data.draw(frameworks())
    entry = judged(scored, data.draw(filled(scored)))
    names = data.draw(st.lists(st.sampled_from([item.id for item in scored.indicators]), unique=True))
    gates = Gates(
        thresholds=Thresholds(fail_under=50.0, fail_under_chapter=30.0, min_coverage=80.0), fail_on="red-line"
    )
    without = judge(gates, (entry,), scored)
    with_them = judge(replace(gates, waivers=waivers(*map(waiver, names))), (entry,), scored)
    assert with_them.gates[:3] == without.gates[:3]
    assert with_them.gates[3].passed or not without.gates[3].passed
    used = {use.waiver.id for use in with_them.waivers if use.state == "used"}
    assert used == {result.id for result in entry.results if result.gap > 0} & set(names)


# --- how it is shown ------------------------------------------------------------------------------


def shown(found: Verdict, entry: Assessment, *, colour: bool = False) -> str:
    cohort = Cohort(framework=FLAT, language="en", entries=(entry,), verdict=found)
    return on_terminal(cohort, colour=colour)


def test_a_waived_gap_is_shown_as_waived_and_never_as_met() -> None:
    """Who, why, until when; the counts, the index and the blockers are as they were."""
    entry = station(a=0.0, c=50.0)
    plain, waived = shown(Verdict(), entry), shown(verdict(waivers(waiver(A), waiver(C)), entry), entry)
    assert "Red lines: 1 missed, 0 unanswered, of 2, 1 of them waived" in waived
    assert f"  Red line missed: {A}" in waived
    said = " ".join(waived.split())
    assert said.count("Waived until 2026-12-31, approved by 处: 二期上线前人工审核") == 2
    assert "Met 1 + Partial 1 + Unmet 1" in waived
    kept = [line for line in plain.splitlines() if "Index" in line or "Met " in line or "re-add" in line]
    assert kept
    assert all(line in waived.splitlines() for line in kept)
    assert "aived" not in plain


def test_a_waived_red_line_says_so_in_markdown_as_well() -> None:
    entry = station(a=0.0)
    cohort = Cohort(framework=FLAT, language="en", entries=(entry,), verdict=verdict(waivers(waiver(A)), entry))
    said = rendered(cohort, "markdown").decode()
    assert "of 2, 1 of them waived" in said
    assert said.count("Waived until 2026-12-31, approved by 处: 二期上线前人工审核") == 1


def test_what_is_waived_is_not_red() -> None:
    entry = station(a=0.0)
    assert "\x1b[31m" in shown(Verdict(), entry, colour=True)
    assert "\x1b[31m" not in shown(verdict(waivers(waiver(A)), entry), entry, colour=True)
    both = station(a=0.0, b=0.0)
    assert "\x1b[31m" in shown(verdict(waivers(waiver(A)), both), both, colour=True)


def test_the_words_of_a_waiver_drive_no_terminal() -> None:
    """They come from a file that somebody may have sent."""
    evil = replace(waiver(A), reason="\x1b[2J[red]x\n\x9b", approved_by="\u202e")
    entry = station(a=0.0)
    text = shown(verdict(waivers(evil), entry), entry)
    assert not [letter for letter in text if not letter.isprintable() and letter != "\n"]
    assert "[red]x" in text


# --- reading the file -----------------------------------------------------------------------------

GOOD = """
waivers:
  - id: M01.a
    station: 台
    reason: 理由
    approved_by: 处
    expires: 2026-12-31
"""


def read(folder: Path, text: str | bytes, framework: Framework = FLAT) -> Waivers:
    path = folder / "w.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return load_waivers(path, framework, LAST)


def faults(folder: Path, text: str | bytes) -> list[str]:
    """Code and place of every fault, each said in both languages."""
    with pytest.raises(ConfigError) as raised:
        read(folder, text)
    for item in raised.value.problems:
        assert all(message(language, item) + hint(language, item) for language in ("zh", "en"))
    return [f"{item.code} {item.location}" for item in raised.value.problems]


def test_a_file_is_read_with_the_place_of_each_waiver(tmp_path: Path) -> None:
    found = read(tmp_path, "\ufeff" + GOOD)
    assert found.items == (replace(waiver("M01.a"), reason="理由"),)
    assert [str(place) for place in found.places] == ["w.yaml:3:5"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("reason: 理由", "raeson: 理由", ["yaml-missing-key w.yaml:3:5", "yaml-unknown-key w.yaml:5:5"]),
        ("    approved_by: 处\n", "", ["yaml-missing-key w.yaml:3:5"]),
        ("expires: 2026-12-31", "expires: 2026-02-30", ["yaml-wrong-type w.yaml:7:5"]),
        ("expires: 2026-12-31", "expires: 20261231", ["yaml-wrong-type w.yaml:7:5"]),
        ("expires: 2026-12-31", "expires: never", ["yaml-wrong-type w.yaml:7:5"]),
        ("expires: 2026-12-31", "expires: 2026-12-31T00:00:00", ["yaml-wrong-type w.yaml:7:5"]),
        ("expires: 2026-12-31", "expires:", ["yaml-wrong-type w.yaml:7:5"]),
        ("reason: 理由", "reason: 12", ["yaml-wrong-type w.yaml:5:5"]),
        ("reason: 理由", 'reason: "  "', ["waiver-empty w.yaml:3:5"]),
        ("station: 台", 'station: ""', ["waiver-empty w.yaml:3:5"]),
        ("station: 台", "station: *", ["yaml-syntax w.yaml:4:15"]),
        ("station: 台", "station: *all", ["yaml-alias w.yaml:4:14"]),
        ("id: M01.a", "id: M01.z", ["waiver-unknown-id w.yaml:3:5"]),
        ("id: M01.a", "id: M01", ["waiver-unknown-id w.yaml:3:5"]),
        ("id: M01.a", "id: !!python/name:os.system x", ["yaml-tag w.yaml:3:9"]),
        ("    station: 台\n", "    station: 台\n    station: 别\n", ["yaml-duplicate-key w.yaml:5:5"]),
        ("waivers:\n", "waiver:\n", ["yaml-missing-key w.yaml:2:1", "yaml-unknown-key w.yaml:2:1"]),
        ("waivers:\n", "", ["yaml-wrong-type w.yaml:2:3"]),
    ],
)
def test_every_fault_of_a_file_has_its_place(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    assert GOOD.count(old) == 1
    assert sorted(faults(tmp_path, GOOD.replace(old, new))) == expected


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """Three waivers, four faults, one run."""
    again = GOOD.removeprefix("\nwaivers:\n")
    text = GOOD + again + again.replace("M01.a", "M01.zz").replace("理由", '""')
    assert faults(tmp_path, text) == [
        "waiver-twice w.yaml:8:5",
        "waiver-empty w.yaml:13:5",
        "waiver-unknown-id w.yaml:13:5",
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "yaml-wrong-type"),
        (b"waivers: 3", "yaml-wrong-type"),
        (b"waivers: [3]", "yaml-wrong-type"),
        (b"\xff\xfew\x00", "file-not-utf-8"),
        (b"waivers: [" * 100, "yaml-too-deep"),
        (b"waivers: [\x00]", "yaml-syntax"),
        (b"#" * 1_000_001, "yaml-too-large"),
        (b"#" * (MOST_TEXT + 1), "input-too-large"),
        (b"a: &a [x]\nb: [*a, *a]", "yaml-alias"),
        (b"--- {}\n--- {}", "yaml-syntax"),
    ],
)
def test_what_is_no_file_of_waivers_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert {fault.partition(" ")[0] for fault in faults(tmp_path, content)} == {code}


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    """And so is a folder: a gate must not go on without the file that it was given."""
    for path, code in ((tmp_path / "none.yaml", "file-not-found"), (tmp_path, "file-is-directory")):
        with pytest.raises(ConfigError) as raised:
            load_waivers(path, FLAT, LAST)
        assert [item.code for item in raised.value.problems] == [code]


def test_no_waivers_at_all_is_no_fault(tmp_path: Path) -> None:
    assert read(tmp_path, "waivers: []").items == ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_mutilated_file_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    """Whatever a file holds, there is an answer that names it, and never another exception."""
    content = bytearray(GOOD.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    refused: tuple[Problem, ...] | None = None
    try:
        read(tmp_path, bytes(content))
    except ConfigError as error:
        refused = error.problems
    assert refused is None or [message("zh", item) for item in refused]


def test_the_example_is_a_file_of_waivers(framework: Framework) -> None:
    """For stations of the examples."""
    found = load_waivers(ROOT / "examples" / "ci" / "waivers.yaml", framework, LAST)
    assert {item.station for item in found.items} == {"江州市广播电视台", "*"}
    assert all(found.holds(item) for item in found.items)
