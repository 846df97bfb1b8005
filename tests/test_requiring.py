"""Gates on single parts of a framework, gates that only warn, files that may be unreadable, waivers by pattern."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from batches import FAILURE, NAMES, called, packed, several
from reports import example
from running import ROOT, convergence

from convergence_cli.cli.gating import gates_of
from convergence_cli.errors import ConfigError, Location
from convergence_cli.gate.allowance import Allowance
from convergence_cli.gate.covering import fits
from convergence_cli.gate.gates import Gates, Thresholds, judge
from convergence_cli.gate.requiring import Require
from convergence_cli.model.assessment import Cohort, Verdict
from convergence_cli.model.framework import Framework
from convergence_cli.model.waiver import Waiver, Waivers
from convergence_cli.report import rendered
from convergence_cli.report.verdict import audit, lines

KPI, REVIEW = "M16.mobile-kpi-weight", "M22.content-review"
DAY = date(2026, 12, 1)


def verdict(gates: Gates, *names: str, unreadable: int = 0) -> Verdict:
    return judge(gates, [packed(name) for name in names], example("typical-city").framework, unreadable)


def cohort_of(gates: Gates, **changes: Any) -> Cohort:
    cohort = several()
    found = judge(gates, cohort.stations, cohort.framework, len(cohort.failures))
    return replace(cohort, verdict=found, **changes)


# --- single indicators and measures ---------------------------------------------------------------


def result(name: str, item: str) -> Any:
    return next(each for each in packed(name).results if each.id == item)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("item", [KPI, REVIEW, "M10.hd-channels", "M01.first-run"])
def test_an_indicator_is_met_or_asked_of_nobody(name: str, item: str, framework: Framework) -> None:
    """What is not in play passes, as in every other gate; what is not answered does not."""
    if item not in framework.indicator:
        pytest.skip("the framework has no such indicator")
    found = result(name, item)
    (gate,) = verdict(Gates(require=(Require(id=item, need=None),)), name).gates
    assert (gate.gate, gate.have, gate.need) == (f"require {item}", found.outcome, "met")
    assert gate.passed is (found.outcome == "met" or not found.in_play)


@pytest.mark.parametrize("name", NAMES)
def test_scores_are_held_unrounded_and_equal_passes(name: str) -> None:
    """Of an indicator, a measure and a chapter."""
    entry = packed(name)
    nodes = {each.id: each.score for each in (*entry.chapters, *entry.measures)}
    numbers = {**nodes, **{each.id: each.points for each in entry.results if each.in_play}}
    for item, number in numbers.items():
        if number is not None:
            needs = (number, number + 0.001)
            found = [verdict(Gates(require=(Require(id=item, need=need),)), name).gates[0] for need in needs]
            assert [gate.passed for gate in found] == [True, False]
            assert found[1].have != found[1].need


def test_a_measure_without_anything_in_play_is_asked_of_nobody() -> None:
    entry = packed("county-centre")
    empty = [each.id for each in entry.measures if each.ceiling is None]
    assert empty
    for item in empty:
        assert verdict(Gates(require=(Require(id=item, need=100.0),)), "county-centre").passed


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (f"{KPI}=met", Require(id=KPI, need=None)),
        (f"{KPI}=达标", Require(id=KPI, need=None)),
        (f"{KPI} = 62.5", Require(id=KPI, need=62.5)),
        ("M16=60", Require(id="M16", need=60.0)),
        ("考核指标中移动端权重=met", ""),
        ("M16=met", ""),
        ("M16", ""),
        ("M16=101", ""),
        ("M16=nan", ""),
        ("=60", ""),
        ("M61=60", ""),
    ],
)
def test_what_is_required_is_read_by_id_or_title(typed: str, found: Require | str, framework: Framework) -> None:
    """And nothing is guessed: a gate on another part than was meant would be no gate."""
    if found:
        assert gates_of(framework, require=[typed]).require == (found,)
    else:
        with pytest.raises(ConfigError):
            gates_of(framework, require=[typed])
    titled = f"{framework.indicator[KPI].title.zh}=met"
    assert gates_of(framework, require=[titled]).require == (Require(id=KPI, need=None),)


@pytest.mark.parametrize(
    ("said", "instead", "code"),
    [
        ("", "", 0),
        ('"passed": false', '"passed": true', 2),
        ('"have": "48.1"', '"have": "64.2"', 2),
        ('"gate": "require M16 points"', '"gate": "require M99 points"', 2),
    ],
)
def test_a_saved_report_is_held_to_its_numbers_again(said: str, instead: str, code: int, tmp_path: Path) -> None:
    """Those that only warn, too; what a gate says that the scores do not is refused."""
    words = ("--require", "M16=60", "--warn-on", "require", "--export", "r.json")
    city = ROOT / "examples" / "typical-city.xlsx"
    assert convergence("assess", city, *words, cwd=tmp_path).returncode == 0
    text = (tmp_path / "r.json").read_text("utf-8")
    assert text.count(said) == 1 or not said
    (tmp_path / "r.json").write_text(text.replace(said, instead), "utf-8")
    assert convergence("report", "r.json", cwd=tmp_path).returncode == code


@pytest.mark.parametrize(
    ("have", "passed", "code"),
    [
        ("partial", False, 0),
        ("met", True, 2),
        ("partial", True, 2),
        ("waived", False, 2),
        ("waived", True, 0),  # a waiver is that run's own word
    ],
)
def test_what_has_to_be_met_is_seen_again_in_a_saved_report(have: str, passed: bool, code: int, tmp_path: Path) -> None:
    city = ROOT / "examples" / "typical-city.xlsx"
    words = ("--require", f"{KPI}=met", "--warn-on", "require", "--export", "r.json")
    assert convergence("assess", city, *words, cwd=tmp_path).returncode == 0
    document = json.loads((tmp_path / "r.json").read_text("utf-8"))
    (gate,) = document["gates"]
    assert (gate["have"], gate["passed"]) == ("partial", False)
    gate["have"], gate["passed"] = have, passed
    (tmp_path / "r.json").write_text(json.dumps(document), "utf-8")
    assert convergence("report", "r.json", cwd=tmp_path).returncode == code


def test_a_waived_gap_is_passed_over_and_points_are_not() -> None:
    waived = waivers(waiver(KPI, packed("typical-city").station))
    asked = (Require(id=KPI, need=None), Require(id=KPI, need=100.0))
    met, points = verdict(Gates(require=asked, waivers=waived), "typical-city").gates
    assert (met.passed, met.have) == (True, "waived")
    assert not points.passed


# --- gates that only warn -------------------------------------------------------------------------


def test_a_gate_that_only_warns_fails_no_run() -> None:
    """It is said all the same, counts among no stations that fail, and is red nowhere."""
    hard = Gates(thresholds=Thresholds(fail_under=60.0, min_coverage=90.0))
    soft = replace(hard, warn_on=frozenset({"fail-under"}))
    assert not verdict(hard, "typical-city").passed
    found = verdict(soft, "typical-city", "strong-province")
    assert found.passed
    said = list(lines(found, "en"))
    assert said[0].startswith("gates missed, as a warning: 江州市广播电视台 ")
    assert said[1] == "2 stations: 1 passed every gate, 0 did not, 1 only as a warning"
    assert verdict(replace(soft, max_failing=Allowance(count=0)), "typical-city").passed
    cohort = cohort_of(soft)
    junit = rendered(cohort, "junit").decode()
    assert junit.count('<failure type="fail-under"') == 0
    assert junit.count('<failure type="min-coverage"') > 0
    told = [line for line in rendered(cohort, "github").decode().splitlines() if ",title=typical-city " in line]
    assert {line.split()[0] for line in told} == {"::warning", "::error"}  # and their red lines
    assert all("fail-under" in line for line in told if line.startswith("::warning"))
    assert '"soft": true' in rendered(cohort, "json").decode()
    assert '"soft"' not in rendered(cohort_of(hard), "json").decode()


def test_a_warning_of_a_gate_that_nobody_asked_for_is_refused(framework: Framework) -> None:
    assert gates_of(framework, fail_under=1.0, warn_on=["--fail-under"]).warn_on == {"fail-under"}
    for name, code in (("min-level", "option-needs"), ("everything", "option-value")):
        with pytest.raises(ConfigError) as caught:
            gates_of(framework, fail_under=1.0, warn_on=[name])
        assert [each.code for each in caught.value.problems] == [code]


# --- files that cannot be judged ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("allowed", "passed"), [("0", False), ("1", True), ("10%", False), ("11.2%", True), ("100%", True)]
)
def test_so_many_files_may_be_unreadable(allowed: str, passed: bool, framework: Framework) -> None:
    """One of nine; what may be is no error for whoever reads the report either."""
    gates = gates_of(framework, max_unreadable=allowed)
    cohort = cohort_of(gates)
    (gate,) = cohort.verdict.overall
    assert (gate.gate, gate.passed) == ("max-unreadable", passed)
    assert cohort.verdict.unreadable_allowed is passed
    assert ("<error" in rendered(cohort, "junit").decode()) is not passed
    first = rendered(cohort, "github").decode().splitlines()[0]
    assert first.startswith(f"::{'warning' if passed else 'error'} file={FAILURE.file}")


def test_the_exit_code_is_2_for_more_than_may_be(tmp_path: Path) -> None:
    """As it is without a word about them; `--allow-unreadable` is a share of all."""
    for name in ("typical-city", "broken"):
        (tmp_path / f"{name}.xlsx").write_bytes((ROOT / "examples" / f"{name}.xlsx").read_bytes())
    for words, code in (
        (("--max-unreadable", "1"), 0),
        (("--max-unreadable", "49%"), 2),
        (("--allow-unreadable",), 0),
    ):
        assert convergence("batch", tmp_path, *words, "--lang", "en").returncode == code, words


# --- waivers --------------------------------------------------------------------------------------


def waiver(item: str, station: str, expires: date = DAY + timedelta(days=365), owner: str | None = None) -> Waiver:
    return Waiver(id=item, station=station, reason="二期", approved_by="处", expires=expires, owner=owner)


def waivers(*items: Waiver, today: date = DAY) -> Waivers:
    places = tuple(Location(file="w.yaml", line=at, column=5) for at in range(2, 2 + len(items)))
    return Waivers(items=items, places=places, today=today)


@pytest.mark.parametrize(
    ("pattern", "station", "found"),
    [
        ("*", "江州市广播电视台", True),
        ("*市广播电视台", "江州市广播电视台", True),
        ("江?市*", "江州市广播电视台", True),
        ("江州", "江州市广播电视台", False),
        ("*县*", "江州市广播电视台", False),
        ("[a-z].", "b.", False),
        ("[a-z]*", "[a-z] one", True),
        ("a*", "a\nb", True),
        ("a*b?*", "aXbY", True),
        ("a*b?", "aXbb", True),
        ("*a" * 40 + "b", "a" * 200, False),  # and it takes no time
    ],
)
def test_a_star_stands_for_any_letters_and_nothing_else_is_special(pattern: str, station: str, found: bool) -> None:
    assert fits(pattern, station) is found


def test_a_name_comes_before_patterns_of_which_the_first_holds() -> None:
    city = called(packed("typical-city"), "江州市广播电视台", "a.xlsx")
    other = called(packed("typical-city"), "淮州市广播电视台", "b.xlsx")
    found = judge(
        Gates(
            fail_on="red-line",
            waivers=waivers(
                waiver(KPI, "*"), waiver(KPI, "*市*"), waiver(KPI, city.station),
                waiver(REVIEW, "江*"), waiver(REVIEW, "*", DAY - timedelta(days=1)),
            ),
        ),
        (city, other),
        example("typical-city").framework,
    )  # fmt: skip
    used = [[name for name, _ in use.findings] for use in found.waivers]
    assert used == [[other.station], [], [city.station], [city.station], []]
    assert [use.state for use in found.waivers] == ["used", "unused", "used", "used", "expired"]
    assert [gate.passed for gate in found.gates] == [True, False]


@pytest.mark.parametrize(
    ("days", "state", "expiring"), [(-1, "expired", False), (0, "used", True), (29, "used", True), (30, "used", False)]
)
def test_whoever_owns_a_waiver_hears_of_its_end_thirty_days_before(days: int, state: str, expiring: bool) -> None:
    """A warning that names the owner, a key in JSON, and the audit."""
    item = waiver(KPI, "*", DAY + timedelta(days=days), "张三")
    found = verdict(Gates(fail_on="red-line", waivers=waivers(item)), "typical-city")
    (use,) = found.waivers
    assert (use.state, use.expiring) == (state, expiring)
    told = [dict(note.values)["by"] for note in found.notes if note.code == "waiver-expiring"]
    assert told == (["张三"] if expiring else [])
    cohort = replace(example("typical-city"), verdict=found)
    assert ('"expiring": true' in rendered(cohort, "json").decode()) is expiring
    assert '"owner": "张三"' in rendered(cohort, "json").decode()


@pytest.mark.parametrize("form", ["markdown", "html", "excel"])
def test_every_report_has_the_audit_of_waivers(form: str) -> None:
    """How many are used, unused, expired and about to expire, and each with who answers for it."""
    from shown import as_text

    items = (waiver(KPI, "*", DAY, "张三"), waiver(REVIEW, "无*"), waiver(REVIEW, "*", DAY - timedelta(days=1)))
    cohort = cohort_of(Gates(fail_on="red-line", waivers=waivers(*items)))
    line = audit(cohort.verdict, cohort.language)
    assert line == "豁免 3 条：用上 1，没有用上 1，过期 1；30 天内到期 1"
    text = as_text(form, rendered(cohort, form))
    assert line in text
    # The page has no list of them: who owns a gap stands beside it.
    assert "张三" in text or form == "html"
