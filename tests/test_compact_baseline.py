"""A compact baseline: a line a station, as far as it can be checked, and no way around the gate that reads it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from batches import NAMES, called, compared, packed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import example
from small_frameworks import filled, frameworks, judged, unbounded

from convergence_cli.errors import ConfigError
from convergence_cli.gate.baseline import load_baseline
from convergence_cli.gate.gates import Gates, judge
from convergence_cli.gate.past import Baseline
from convergence_cli.imprint import imprinted
from convergence_cli.model.assessment import Assessment, Cohort, Verdict
from convergence_cli.model.framework import Framework
from convergence_cli.model.standing import Standing
from convergence_cli.report import rendered
from convergence_cli.saved.read import parse, read_content

CITY = NAMES.index("typical-city")


def run(*entries: Standing | Assessment) -> Cohort:
    return replace(example("central-body"), entries=entries)


def stations() -> list[Standing]:
    return [packed(name) for name in NAMES]


def written(cohort: Cohort) -> str:
    return imprinted(rendered(cohort, "baseline"), "baseline", ".json").decode()


def read(folder: Path, text: str, framework: Framework) -> Baseline:
    path = folder / "baseline.json"
    path.write_text(text, encoding="utf-8")
    return load_baseline(path, framework)


def held(folder: Path, then: str, *now: Standing, **gates: Any) -> Verdict:
    cohort = run(*now)
    baseline = read(folder, then, cohort.framework)
    return judge(Gates(baseline=baseline, **gates), cohort.stations, cohort.framework)


def codes(verdict: Verdict) -> list[tuple[str, str]]:
    return [(note.severity, note.code) for note in verdict.notes]


# --- what is written ------------------------------------------------------------------------------


def test_each_station_has_one_line_of_less_than_two_kilobytes_sorted_by_name() -> None:
    """So that a diff shows which stations changed, and in which measure, whatever the order of the run."""
    text = written(run(*stations()))
    assert text == written(run(*reversed(stations())))
    lines = [line for line in text.splitlines() if line.startswith('{"station"')]
    assert len(lines) == len(NAMES)
    assert max(len(line.encode()) for line in lines) < 2_000
    found = [json.loads(line.rstrip(",")) for line in lines]
    assert [each["station"] for each in found] == sorted(packed(name).station for name in NAMES)
    changed = [packed(name) for name in NAMES]
    outcomes = changed[CITY].packed.outcomes
    worse = replace(changed[CITY].packed, outcomes=outcomes.replace("M", "P", 1))
    changed[CITY] = replace(changed[CITY], packed=worse)
    after = [line for line in written(run(*changed)).splitlines() if line.startswith('{"station"')]
    different = [(one, other) for one, other in zip(lines, after, strict=True) if one != other]
    assert len(different) == 1
    one, other = (json.loads(line.rstrip(",")) for line in different[0])
    assert [name for name in one["outcomes"] if one["outcomes"][name] != other["outcomes"][name]] == ["M01"]
    assert {**one, "outcomes": 0} == {**other, "outcomes": 0}


def test_it_says_of_a_station_what_its_report_says(tmp_path: Path) -> None:
    """Read from either, a station is held to the same."""
    cohort = run(*stations())
    report = tmp_path / "report.json"
    report.write_bytes(rendered(example("typical-city"), "json"))
    (full,) = load_baseline(report, cohort.framework).stations
    short = next(
        each for each in read(tmp_path, written(cohort), cohort.framework).stations if each.station == full.station
    )
    assert (short.index, short.outcomes, short.red_lines) == (full.index, full.outcomes, full.red_lines)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_was_judged_can_be_written_and_read_again(tmp_path: Path, data: st.DataObject) -> None:
    """Any framework, any answers: nothing that a run wrote contradicts itself, and no station falls behind itself."""
    scored = unbounded(data.draw(frameworks()))
    entry = judged(scored, data.draw(filled(scored)))
    cohort = Cohort(framework=scored, language="zh", entries=(entry,))
    baseline = read(tmp_path, written(cohort), scored)
    verdict = judge(Gates(baseline=baseline), (entry,), scored)
    assert verdict.passed
    assert verdict.notes == ()


# --- what somebody changed ------------------------------------------------------------------------


def city_line(text: str, **changes: Any) -> str:
    """The document with the city's line changed."""
    lines = text.splitlines(keepends=True)
    name = packed("typical-city").station
    at = next(at for at, line in enumerate(lines) if line.startswith(f'{{"station": "{name}"'))
    found = json.loads(lines[at].rstrip(",\n"))
    for key, change in changes.items():
        found[key] = found[key] | change if isinstance(change, dict) else change
    lines[at] = json.dumps(found, ensure_ascii=False) + (",\n" if lines[at].endswith(",\n") else "\n")
    return "".join(lines)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"index": 5.0}, "index"),
        ({"index": 99.0}, "index"),
        ({"index": None}, "index"),
        ({"coverage": 0.5}, "coverage"),
        ({"red_lines_missed": ["M16.mobile-kpi-weight"]}, "M22.content-review"),
        ({"red_lines_missed": ["M16.mobile-kpi-weight", "M22.content-review", "M01.main-force"]}, "M01.main-force"),
        ({"red_lines_unanswered": ["M16.mobile-kpi-weight"]}, "M16.mobile-kpi-weight"),
    ],
)
def test_a_line_that_contradicts_itself_is_refused(changes: dict[str, Any], where: str, tmp_path: Path) -> None:
    cohort = run(*stations())
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, city_line(written(cohort), **changes), cohort.framework)
    (found,) = caught.value.problems
    assert (found.code, dict(found.values)["at"]) == ("baseline-altered", where)


@pytest.mark.parametrize(
    "changes",
    [
        {"outcomes": {"M28": "MM"}},
        {"outcomes": {"M28": "X"}},
        {"outcomes": {"M99": "M"}},
        {"profile": {"level": "galactic"}},
        {"profile": {"nothing": "x"}},
        {"level": "L9"},
        {"index": "48"},
        {"station": "神州广播电视总台", "file": "in/central-body.xlsx"},
    ],
)
def test_what_no_run_could_have_written_is_refused_with_its_place(changes: dict[str, Any], tmp_path: Path) -> None:
    cohort = run(*stations())
    with pytest.raises(ConfigError) as caught:
        read(tmp_path, city_line(written(cohort), **changes), cohort.framework)
    assert {found.code for found in caught.value.problems} == {"report-shape"}


def test_a_baseline_in_the_place_of_a_report_is_called_by_its_name() -> None:
    with pytest.raises(ConfigError) as caught:
        parse(written(run(*stations())).encode(), "b.json")
    assert [found.code for found in caught.value.problems] == ["report-is-baseline"]


@pytest.mark.parametrize("suffix", [".json", ".json.gz"])
def test_a_station_taken_out_of_a_report_is_said_as_well(suffix: str, tmp_path: Path) -> None:
    """Its numbers are made anew, and none is left of one that is not there; a report that was printed has no mark."""
    path, cohort = tmp_path / f"r{suffix}", compared(*stations())
    path.write_bytes(imprinted(rendered(cohort, "json"), "batch", suffix))

    def said() -> list[str]:
        return [note.code for note in load_baseline(path, cohort.framework).notes if note.severity == "warning"]

    whole = read_content(path)
    assert said() == []
    document = json.loads(whole)
    document["stations"].pop()
    path.write_bytes(json.dumps(document).encode())
    assert said() == ["baseline-edited"]
    document.pop("imprint")
    path.write_bytes(json.dumps(document).encode())
    assert said() == []


def test_an_edit_that_could_be_true_is_said(tmp_path: Path) -> None:
    """It is for whoever reviews the diff: nothing but the mark of the file tells it from what a run wrote."""
    text = written(run(*stations()))
    assert held(tmp_path, text, *stations()).notes == ()
    eased = city_line(text, index=40.0)
    verdict = held(tmp_path, eased, *stations())
    assert codes(verdict) == [("warning", "baseline-edited")]
    assert verdict.passed


# --- nobody escapes -------------------------------------------------------------------------------


def test_a_station_that_is_gone_fails_the_gate_unless_it_may_be(tmp_path: Path) -> None:
    """Left out, or unreadable, one station of two or of many: each of the others passes, and the run does not."""
    for those in (stations()[:2], stations()):
        then = written(run(*those))
        verdict = held(tmp_path, then, *those[1:])
        assert not verdict.passed
        assert verdict.judged
        assert codes(verdict) == [("error", "baseline-gone")]
        (gate,) = verdict.overall
        assert (gate.gate, gate.have, gate.need) == ("no-regress stations", f"1: {those[0].station}", "0")
        allowed = held(tmp_path, then, *those[1:], may_vanish=True)
        assert allowed.passed
        assert codes(allowed) == [("note", "baseline-gone")]


def test_a_number_of_stations_that_may_fail_does_not_let_one_go(tmp_path: Path) -> None:
    """`--max-failing` is about stations that are there."""
    from convergence_cli.gate.allowance import Allowance

    then = written(run(*stations()))
    assert not held(tmp_path, then, *stations()[1:], max_failing=Allowance(count=4)).passed


def test_a_station_that_was_renamed_is_gone_and_its_new_name_is_told(tmp_path: Path) -> None:
    first, *others = stations()
    verdict = held(tmp_path, written(run(first, *others)), called(first, "新台", first.file), *others)
    assert not verdict.passed
    (gone,) = (note for note in verdict.notes if note.code == "baseline-gone")
    assert dict(gone.values)["renamed"] == f"{first.station} → 新台"


def test_of_two_stations_of_one_name_the_one_that_is_gone_is_missed(tmp_path: Path) -> None:
    """The other one's name must not stand for it."""
    one, other = stations()[0], called(stations()[1], stations()[0].station, "in/other.xlsx")
    then = written(run(one, other))
    assert held(tmp_path, then, one, other).passed
    verdict = held(tmp_path, then, one)
    assert not verdict.passed
    assert codes(verdict) == [("error", "baseline-gone")]


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_workbook_that_is_renamed_and_handed_in_twice_is_not_new(is_whole: bool, tmp_path: Path) -> None:
    """Else whoever does that is held to nothing, once stations may be missing."""
    one, *others = stations()
    copies = [called(one, one.station, f"in/{name}.xlsx") for name in "ab"]
    then = written(run(one, *others))
    verdict = held(tmp_path, then, *copies, *others, is_whole=is_whole, may_vanish=True)
    assert [(gate.have, gate.passed) for gate in verdict.gates if gate.gate == "no-regress"] == [("2", False)] * 2
    assert codes(verdict) == [("error", "baseline-ambiguous")] * 2
    beside = held(tmp_path, then, one, copies[0], *others, is_whole=is_whole)
    assert codes(beside) == [("note", "baseline-new")], "beside the workbook itself a copy is another one"


def test_a_gate_that_only_warns_has_no_errors_to_tell(tmp_path: Path) -> None:
    then = written(run(*stations()))
    verdict = held(tmp_path, then, *stations()[1:], warn_on=frozenset({"no-regress"}))
    assert verdict.passed
    assert codes(verdict) == [("warning", "baseline-gone")]


@pytest.mark.parametrize("is_whole", [True, False])
def test_nothing_in_common_cannot_be_judged(is_whole: bool, tmp_path: Path) -> None:
    """Which is no pass: of one station and of many."""
    then = written(run(*stations()[:2]))
    verdict = held(tmp_path, then, stations()[2], is_whole=is_whole)
    assert (verdict.passed, verdict.judged) == (False, False)
    assert ("error", "baseline-none-in-common") in codes(verdict)
    allowed = held(tmp_path, then, stations()[2], is_whole=is_whole, may_vanish=True)
    assert (allowed.passed, allowed.judged) == (True, True)


def test_one_station_that_is_assessed_says_nothing_of_the_others(tmp_path: Path) -> None:
    verdict = held(tmp_path, written(run(*stations())), stations()[CITY], is_whole=False)
    assert verdict.passed
    assert verdict.notes == ()
    assert verdict.overall == ()
