"""Two runs of many stations compared: against a slow computation over their JSON reports, and in what people read."""

import csv
import gzip
import io
import json
import math
import re
import statistics
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from batches import compared
from batches import packed as batch_packed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import example
from running import convergence
from slow_change import differences, expected, told
from small_frameworks import RAMP, chapter, filled, frameworks, indicator, judged, measure
from small_frameworks import framework as small
from tables_in_formats import READERS
from two_runs import cohort, kept, run

from convergence_cli.archive import store
from convergence_cli.archive.add import add
from convergence_cli.compare.cohorts import compare_runs
from convergence_cli.compare.pair import compare
from convergence_cli.compare.stations import link, station_change
from convergence_cli.model.cohort_change import CohortChange, StationChange
from convergence_cli.model.comparison import Judged
from convergence_cli.model.framework import Framework
from convergence_cli.model.run import Run
from convergence_cli.model.standing import Standing, pack
from convergence_cli.report import rendered
from convergence_cli.report.formats import SUFFIXES
from convergence_cli.report.subjects import laid_out, report
from convergence_cli.scoring.engine import assess

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
LEVELS = st.sampled_from(["city", "county"])
Saved = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def change() -> CohortChange:
    return compare_runs(run(2024), run(2025))


@pytest.fixture(scope="module")
def said(change: CohortChange) -> dict[str, Any]:
    """As a program reads it."""
    found: dict[str, Any] = json.loads(report("cohort_change", (change, "en"), "json"))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports of both runs, and an archive of them."""
    place = tmp_path_factory.mktemp("runs")
    kept(place / "years.db", 2023, 2024, 2025)
    (place / "small.json").write_bytes(rendered(compared(batch_packed("county-centre")), "json"))
    for year in (2024, 2025):
        (place / f"{year}.json").write_bytes(rendered(cohort(year), "json"))
    return place


def saved(folder: Path, year: int) -> Saved:
    """Stations by name out of a JSON report; the names are unique here."""
    document = json.loads((folder / f"{year}.json").read_text("utf-8"))
    return {station["station"]: station for station in document["stations"]}


# --- against a slow computation over the JSON reports -----------------------------------------------


def test_every_number_is_what_pandas_makes_of_both_reports(folder: Path, said: dict[str, Any]) -> None:
    """Runs, stations with their red lines, parts, indicators, levels: `tests/two_years.py` does it of 300 stations."""
    old, new = (json.loads((folder / f"{year}.json").read_text("utf-8")) for year in (2024, 2025))
    numbers, made = told(said), expected(old, new)
    assert differences(numbers, made) == []
    # Of some stations other indicators count than did: what each answer did is then no plain product.
    by_hand = {name.partition(" effect ")[0] for name in made if " effect " in name}
    assert 0 < len(by_hand) < len(said["stations"])
    assert any(line["open"] for line in said["red_lines"])
    assert differences({**numbers, "index before": 1.0}, made)


def test_the_parts_of_all_changes_add_up(said: dict[str, Any]) -> None:
    """The split of a run is the mean of its stations'; its answers are what indicators did; who fell most is first."""
    changes = [each["change"] for each in said["stations"]]
    assert changes == sorted(changes)
    means = {key: statistics.fmean(each["split"][key] for each in said["stations"]) for key in said["split"]}
    assert said["split"] == pytest.approx(means)
    total = math.fsum(moved["effect"] for moved in said["indicators"])
    assert total == pytest.approx(said["split"]["answers"])


def test_medians_of_peers_are_those_of_both_reports(folder: Path, said: dict[str, Any]) -> None:
    """Of groups that have figures in both, each by all that were ranked then."""
    by_level = {tuple(group["answers"]): group for group in said["peers"] if group["by"] == ["level"]}
    assert by_level
    for (level,), group in by_level.items():
        for year, key in ((2024, "before"), (2025, "after")):
            ranked = [
                each["index"]["score"]
                for each in saved(folder, year).values()
                if each["profile"]["level"] == level and each["place"]["rank"] is not None
            ]
            assert group[f"stations_{key}"] == len(ranked)
            assert group[key] == pytest.approx(statistics.median(ranked))


# --- the split of what a batch keeps, against that of whole assessments -------------------------------


def packed(by: Framework, assessment: Any) -> Standing:
    return Standing(framework=by, packed=pack(assessment, "a.xlsx"))


def of_standings(one: Framework, two: Framework, before: Any, after: Any) -> StationChange:
    return station_change("key", (packed(one, before), packed(two, after)), (None, None), link(one, two))


@FEW
@given(data=st.data(), by=frameworks(), was=LEVELS, now=LEVELS)
def test_a_batch_splits_as_its_workbooks_would(data: st.DataObject, by: Framework, was: str, now: str) -> None:
    """For any answers, aggregates and levels; where answers would have to be scored by another standard it says so."""
    before, after = (judged(by, data.draw(filled(by)), level=level) for level in (was, now))
    one, two = (Judged(framework=by, assessment=each, carried=each) for each in (before, after))
    whole = compare(one, two)
    found = of_standings(by, by, before, after)
    assert (found.change is None) == (whole.change is None)
    if found.unsplit == "standard":
        assert was != now
        assert any(item.score.by for item in by.scored)
        return
    assert (found.split is None) == (whole.split is None)
    if found.split is not None and whole.split is not None:
        for name in ("answers", "scope", "framework", "rules", "questions"):
            assert getattr(found.split, name) == pytest.approx(getattr(whole.split, name), abs=1e-9)
        effects = {shift.id: shift.effect for shift in whole.shifts if shift.effect}
        assert dict(found.effects) == pytest.approx(effects, abs=1e-9)


@FEW
@given(data=st.data(), old=frameworks(), was=LEVELS, now=LEVELS)
def test_across_other_weights_too(data: st.DataObject, old: Framework, was: str, now: str) -> None:
    """As long as the rules by which answers earn are the same."""
    weights = st.floats(0.1, 10)
    heavier = tuple(replace(each, weight=data.draw(weights)) for each in old.measures)
    new = replace(old, measures=heavier, sha256="1" * 64)
    before = judged(old, data.draw(filled(old)), level=was)
    after = judged(new, data.draw(filled(new)), level=now)
    carried = assess(new, before.questionnaire)
    one = Judged(framework=old, assessment=before, carried=carried)
    whole = compare(one, Judged(framework=new, assessment=after, carried=after))
    found = of_standings(old, new, before, after)
    if found.unsplit == "standard":
        return
    assert (found.split is None) == (whole.split is None)
    if found.split is not None and whole.split is not None:
        for name in ("answers", "scope", "framework", "rules", "questions"):
            assert getattr(found.split, name) == pytest.approx(getattr(whole.split, name), abs=1e-9)


def two_versions() -> tuple[Framework, Framework]:
    """The later one weighs otherwise and asks one question more."""
    old = small((chapter("one", "M01"),), (measure("M01", indicator("M01.a"), indicator("M01.b", 3.0)),))
    items = indicator("M01.a", 2.0), indicator("M01.b"), indicator("M01.c")
    new = small((chapter("one", "M01"),), (measure("M01", *items),))
    return old, replace(new, sha256="1" * 64)


def test_by_another_version_it_splits_as_far_as_points_go() -> None:
    """Other weights are rules; a question that is new is one of the questions; together they are the whole change."""
    old, new = two_versions()
    before = judged(old, {"M01.a": 40.0, "M01.b": 80.0})
    after = judged(new, {"M01.a": 60.0, "M01.b": 80.0, "M01.c": 20.0})
    found = of_standings(old, new, before, after)
    assert found.split is not None
    # Before (40 + 3 x 80) / 4 = 70; by today's weights (2 x 40 + 80) / 3 = 53.33.
    assert found.split.rules == pytest.approx(160 / 3 - 70)
    total = (found.split.answers, found.split.scope, found.split.framework)
    assert math.fsum(total) == pytest.approx(found.change)
    assert found.split.framework == pytest.approx(found.split.rules + found.split.questions)
    assert found.split.answers > 0 > found.split.questions


def test_by_another_rule_nobody_can_tell_what_earlier_answers_earn() -> None:
    """The change is told whole, with why it is not taken apart."""
    old, _ = two_versions()
    halved = replace(RAMP, ramp=replace(RAMP.ramp, to=50.0)) if RAMP.ramp else RAMP
    items = indicator("M01.a", score=halved), indicator("M01.b", 3.0)
    new = replace(small((chapter("one", "M01"),), (measure("M01", *items),)), sha256="2" * 64)
    found = of_standings(old, new, judged(old, {"M01.a": 40.0}), judged(new, {"M01.a": 40.0}))
    assert (found.split, found.unsplit) == (None, "rules")
    assert found.change == pytest.approx(10.0)


# --- who is who ---------------------------------------------------------------------------------------


def test_a_key_that_stands_twice_is_in_no_panel() -> None:
    """Nor is it new or gone; a warning names it."""
    old, new = run(2024), run(2025)
    double = replace(new, keys=(new.keys[1], *new.keys[1:]))
    found = compare_runs(old, double)
    key = new.keys[1]
    assert key not in {each.key for each in found.stations}
    assert key not in {each for each, _ in (*found.appeared, *found.vanished)}
    assert [item.code for item in found.problems if item.code == "runs-key-twice"] == ["runs-key-twice"]


def test_without_a_station_in_common_the_runs_stand_side_by_side() -> None:
    old = run(2024)
    new = replace(run(2025), keys=tuple(f"other {at}" for at in range(len(run(2025).keys))))
    found = compare_runs(old, new)
    assert (found.stations, found.split, found.panel_before.mean) == ((), None, None)
    assert [item.code for item in found.problems] == ["runs-no-panel"]
    for form in ("markdown", "csv", "excel", "html", "word", "json"):
        assert report("cohort_change", (found, "zh"), form)
    assert laid_out("cohort_change", (found, "en"), 80)


def test_a_station_of_another_level_is_told_of() -> None:
    """Which settles what it is held to; the year differs in all of them, and is what is compared."""
    old, new = run(2024), run(2025)
    county = next(at for at, each in enumerate(new.cohort.stations) if each.profile["level"] == "county")
    (entries,) = ([*new.cohort.entries],)
    moved = entries[county]
    assert isinstance(moved, Standing)
    entries[county] = replace(moved, packed=replace(moved.packed, profile={**moved.profile, "level": "municipal"}))
    found = compare_runs(old, replace(new, cohort=replace(new.cohort, entries=tuple(entries))))
    (problem,) = found.problems
    assert problem.code == "runs-profile-differs"
    assert dict(problem.values)["count"] == "1"


# --- what people read -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", sorted(READERS))
def test_printed_differences_are_those_of_printed_numbers(change: CohortChange, form: str, language: Any) -> None:
    """In every format: before and after, and what the change of a station is made of."""
    rows = list(READERS[form](report("cohort_change", (change, language), SUFFIXES[form])))
    names = {each.after.station for each in change.stations}
    number = re.compile(r"[+-]?\d+\.\d")
    seen = 0
    for row in rows:
        found = [cell for cell in row if number.fullmatch(cell)]
        if row[0] in names and len(found) >= 6:
            was, now, moved, answers, scope, framework = (round(10 * float(cell)) for cell in found[:6])
            assert now - was == moved, row
            assert answers + scope + framework == moved, row
            seen += 1
    assert seen


def test_a_page_draws_the_whole_and_its_chapters_from_the_one_run_to_the_other(change: CohortChange) -> None:
    """A line for each that has a score in both, its last number beside it; and bars for what the change is made of."""
    page = report("cohort_change", (change, "en"), "html").decode()
    bars, lines = re.findall(r'<svg class="lines".*?</svg>', page, re.DOTALL)
    drawn = [part for part in change.parts if part.id == "index" or part.id in change.framework.chapter]
    points = re.findall(r'<polyline class="(whole|part)" points="([^"]+)"/>', lines)
    assert [kind for kind, _ in points] == ["whole", *["part"] * (len(drawn) - 1)]
    for part, (_, pair) in zip(drawn, points, strict=True):
        (_, was), (_, now) = (map(float, point.split(",")) for point in pair.split(" "))
        assert part.before is not None
        assert part.after is not None
        assert (now < was) == (part.after > part.before)  # what is higher stands higher
        assert f" {part.after:.1f}</text>" in lines
    assert len(re.findall("<rect", bars)) == 3
    heights = sorted(float(y) for y in re.findall(r'x="434" y="([^"]+)"', lines))
    assert min(later - one for one, later in pairwise(heights)) >= 16


def test_every_station_stands_in_the_list(change: CohortChange) -> None:
    """A CSV file has them all, with keys, ranks, red lines and why."""
    head, *rows = csv.reader(io.StringIO(report("cohort_change", (change, "en"), "csv").decode("utf-8-sig")))
    assert [row[1] for row in rows] == [each.key for each in change.stations]
    assert {"Key", "Red lines still open", "Why", "File, 2025"} <= set(head)


def test_on_a_screen_stations_that_moved_far_stand_with_why(change: CohortChange) -> None:
    """Those that fell, the most first, then those that rose; as many as are asked for."""
    over = 1.0
    fell = [each for each in change.stations if each.change is not None and each.change < -over - 0.1]
    assert fell
    shown = laid_out("cohort_change", (change, "en", over), 80, None)
    listed = shown.partition("Fell by more than 1")[2].partition("Rose by more than 1")[0]
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("  台")][: len(fell)] == [
        each.after.station for each in fell
    ]
    assert "Why: M" in listed
    few = laid_out("cohort_change", (change, "en", over), 80, 1)
    assert "more not shown" in few
    assert max(map(len, shown.splitlines())) <= 80


# --- as a command ---------------------------------------------------------------------------------------


def test_two_reports_and_an_archive_say_the_same(folder: Path) -> None:
    """To the last byte: what an archive keeps is all that a comparison takes."""
    of_reports, of_archive = (
        convergence("compare", *words, "--format", "json", "--lang", "en", cwd=folder)
        for words in (("2024.json", "2025.json"), ("--archive", "years.db"))
    )
    assert of_reports.returncode == 0, of_reports.stderr
    assert of_archive.stdout == of_reports.stdout
    ranked = [each for each in json.loads(of_reports.stdout)["stations"] if each["rank_after"]]
    assert max(each["rank_after"]["rank"] for each in ranked) <= len(ranked)
    chosen = ("--archive", "years.db", "--since", "2025", "--to", "2024", "--format", "json")
    backwards = json.loads(convergence("compare", *chosen, cwd=folder).stdout)
    forwards = json.loads(of_reports.stdout)
    assert backwards["split"]["answers"] == pytest.approx(-forwards["split"]["answers"])


def test_several_years_of_an_archive_stand_in_a_row(folder: Path) -> None:
    """Over the stations of all of them, and the medians of the groups that have figures."""
    words = ("compare", "--archive", "years.db", "--since", "2023", "--lang", "en")
    said = json.loads(convergence(*words, "-f", "json", "-o", "c.html", "-o", "c.xlsx", cwd=folder).stdout)
    drawn = [sheet for sheet in openpyxl.load_workbook(folder / "c.xlsx") if sheet._charts]
    assert len(drawn) > 1
    assert {sheet.page_setup.fitToHeight for sheet in drawn} == {1}, "a chart would be printed in two halves"
    runs = [run(year) for year in (2023, 2024, 2025)]
    shared = set.intersection(*(set(each.keys) for each in runs))
    assert [each["label"] for each in said["trend"]] == ["2023", "2024", "2025"]
    for each, moment in zip(runs, said["trend"], strict=True):
        panel = [one for key, one in zip(each.keys, each.cohort.stations, strict=True) if key in shared]
        assert moment["panel"]["stations"] == len(panel)
        assert moment["parts"]["index"] == pytest.approx(statistics.fmean(one.index.score or 0 for one in panel))
        for at, chapter_ in enumerate(each.cohort.framework.chapters):
            scores = [score for one in panel if (score := one.chapters[at].score) is not None]
            assert moment["parts"][chapter_.id] == pytest.approx(statistics.fmean(scores))
        assert moment["whole"]["stations"] == len(each.keys)
    assert said["before"]["label"] == "2023"
    medians = {tuple(each["answers"]): each["medians"] for each in said["peers_trend"]}
    for group in said["peers"]:
        found = medians[tuple(group["answers"])]
        assert (found[0], found[-1]) == (group["before"], group["after"])
    page = (folder / "c.html").read_text("utf-8")
    assert max(points.count(",") for points in re.findall(r'points="([^"]+)"', page)) == 3


def test_renames_put_together_what_has_another_name_now(folder: Path) -> None:
    (folder / "map.csv").write_text("台00/municipal,新台0/county\n", "utf-8")
    run_ = convergence("compare", "2024.json", "2025.json", "--renames", "map.csv", "-f", "json", cwd=folder)
    keys = {each["key"] for each in json.loads(run_.stdout)["stations"]}
    assert "新台0/county" in keys


def test_a_packed_report_is_compared_as_any_other(folder: Path) -> None:
    """By its bytes alone it would be taken for a workbook; and it has its name without both suffixes."""
    (folder / "packed.json.gz").write_bytes(gzip.compress((folder / "small.json").read_bytes()))
    plain, packed = (
        convergence("compare", first, "small.json", "-f", "json", "--lang", "en", cwd=folder)
        for first in ("small.json", "packed.json.gz")
    )
    assert packed.returncode == 0, packed.stderr
    found, expected = json.loads(packed.stdout), json.loads(plain.stdout)
    assert found["before"].pop("label") == "packed"
    assert expected["before"].pop("label") == "1"
    assert found["stations"] == expected["stations"]


WRONG = {
    "with a workbook": (("small.json", "city.xlsx"), "runs-with-others"),
    "one": (("small.json",), "runs-not-two"),
    "three": (("small.json", "small.json", "small.json"), "runs-not-two"),
    "a report and an archive": (("2024.json", "--archive", "years.db"), "runs-option"),
    "no such run": (("--archive", "years.db", "--since", "1999"), "archive-no-run"),
    "a label without an archive": (("small.json", "small.json", "--since", "2024"), "runs-option"),
    "a ledger": (("small.json", "small.json", "--ledger", "x.xlsx"), "runs-option"),
    "runs' options for stations": (("city.xlsx", "city.xlsx", "--over", "5"), "runs-option"),
    "an id that no station has": (("small.json", "small.json", "--station-id", "code"), "archive-no-id"),
    "another framework": (
        ("--archive", "years.db", "--rubrics", "nrta-2020-79", "--rubrics", "nrta-law-2026"),
        "report-framework",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_cannot_be_compared_is_refused_with_its_code(kind: str, folder: Path) -> None:
    words, code = WRONG[kind]
    done = convergence("compare", *words, cwd=folder)
    assert (done.returncode, f"[{code}]" in done.stderr) == (2, True), done.stderr


def test_an_edited_number_in_an_archive_is_refused(folder: Path, tmp_path: Path) -> None:
    """A score that its points do not come to, as in a report."""
    import sqlite3

    path = tmp_path / "years.db"
    path.write_bytes((folder / "years.db").read_bytes())
    connection = sqlite3.connect(path)
    connection.execute("UPDATE stations SET score = score + 1 WHERE run = 3 AND station = 5")
    connection.commit()
    connection.close()
    done = convergence("compare", "--archive", path)
    assert (done.returncode, "[archive-numbers]" in done.stderr) == (2, True), done.stderr


def test_an_archive_of_one_run_has_nothing_to_compare(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    path.write_bytes(store.blank())
    with store.to_add(path) as connection:
        add(connection, Run(label="x", cohort=example("typical-city"), keys=("a",)), "r.json")
    assert "[archive-one-run]" in convergence("compare", "--archive", path).stderr
