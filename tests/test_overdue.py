"""What is overdue on a day: the policy's own horizons, its own date, and no clock."""

import json
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from overlaying import made, setting
from running import ROOT, convergence
from shown import on_terminal
from small_frameworks import NA, chapter, framework, indicator, judged, measure
from tiny_rubric import FILES, built, mutated, problems_of, write

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.day import is_day
from convergence_cli.model.framework import Framework, Horizon
from convergence_cli.report.gap_workbook import render as render_workbook
from convergence_cli.report.json import render as render_json
from convergence_cli.scoring.overdue import due_days, mark_overdue

NEAR, FAR, OPEN = "M01.a", "M02.a", "M03.a"
CITY = ROOT / "examples" / "typical-city.xlsx"


def timed(near: int = 2, far: int = 3, issued: str = "2020-11-13", **more: Any) -> Framework:
    """Three measures of one indicator each: near, far, without an end."""
    horizons: tuple[Horizon, ...] = ("progress", "breakthrough", "long-term")
    measures = tuple(
        replace(measure(f"M0{at}", indicator(f"M0{at}.a", **more)), horizon=horizon)
        for at, horizon in enumerate(horizons, 1)
    )
    made = framework((chapter("one", "M01", "M02", "M03"),), measures, horizons={"progress": near, "breakthrough": far})
    return replace(made, source=replace(made.source, date=issued))


def since(station: Assessment) -> list[str | None]:
    return [result.overdue_since for result in station.results]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2020-01-01", [None, None, None]),
        ("2022-11-12", [None, None, None]),
        ("2022-11-13", [None, None, None]),  # the last day is still in time
        ("2022-11-14", ["2022-11-13", None, None]),
        ("2023-11-13", ["2022-11-13", None, None]),
        ("2023-11-14", ["2022-11-13", "2023-11-13", None]),
        ("2099-12-31", ["2022-11-13", "2023-11-13", None]),  # the long term has no end
    ],
)
def test_overdue_is_after_the_longer_end_and_below_target(as_of: str, expected: list[str | None]) -> None:
    scored = timed()
    assert since(mark_overdue(scored, judged(scored, {NEAR: 99.0, FAR: 0.0, OPEN: 0.0}), as_of)) == expected


@pytest.mark.parametrize(("answer", "late"), [(100.0, False), (60.0, True), (0.0, True), (None, True), (NA, False)])
def test_what_is_met_or_does_not_apply_is_never_overdue(answer: Any, late: bool) -> None:
    """Partial, unmet and unanswered are."""
    scored = timed(not_applicable=("why",))
    station = mark_overdue(scored, judged(scored, {NEAR: answer, FAR: 100.0, OPEN: 100.0}), "2026-11-25")
    assert since(station) == ["2022-11-13" if late else None, None, None]


def test_a_target_below_full_points_is_the_one_that_counts() -> None:
    scored = timed(target=60.0)
    station = mark_overdue(scored, judged(scored, {NEAR: 60.0, FAR: 59.0, OPEN: 0.0}), "2026-11-25")
    assert since(station) == [None, "2023-11-13", None]


def test_a_leap_day_falls_due_on_the_last_of_february() -> None:
    assert due_days(timed(1, 4, "2024-02-29")) == {"progress": date(2025, 2, 28), "breakthrough": date(2028, 2, 29)}


def test_an_overlay_of_a_later_date_puts_nothing_off() -> None:
    """Horizons are the policy's, and count from its own date."""
    base = built(mutated("framework.yaml", "profile:", "horizons: {progress: 2}\nprofile:"))
    above = made(setting("measures", "M02", "{horizon: progress}"), base)
    assert (above.source.date, above.issued) == ("2024-01-01", "2020-11-13")
    assert due_days(above) == due_days(base) == {"progress": date(2022, 11, 13)}


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.integers(1, 9), st.integers(0, 4000))
def test_what_is_overdue_stays_overdue(issued: date, years: int, later: int) -> None:
    """A later day never takes a mark away, and scores do not move."""
    scored = timed(years, years, issued.isoformat())
    station = judged(scored, {NEAR: 0.0, FAR: 100.0, OPEN: 0.0})
    day = due_days(scored)["progress"] + timedelta(days=1)
    marked = [mark_overdue(scored, station, each.isoformat()) for each in (day, day + timedelta(days=later))]
    assert since(marked[0]) == since(marked[1]) == [due_days(scored)["progress"].isoformat(), None, None]
    assert marked[0].index == station.index


@pytest.mark.parametrize(
    ("text", "known"),
    [("2026-11-25", True), ("2026-02-29", False), ("20261125", False), ("2026-1-5", False), ("", False)],
)
def test_a_day_is_written_in_full(text: str, known: bool) -> None:
    assert is_day(text) is known


def test_a_date_of_issue_in_words_is_sound_as_long_as_nothing_is_counted_from_it() -> None:
    assert problems_of(mutated("framework.yaml", "date: 2020-11-13", "date: 2020年11月")) == []


def test_the_shipped_horizons_are_the_policys(framework: Framework) -> None:
    """00.2: one to two years; 00.3: two to three; 00.4: no end. Of each range the longer counts."""
    assert framework.source.date == "2020-11-13"
    assert due_days(framework) == {"progress": date(2022, 11, 13), "breakthrough": date(2023, 11, 13)}


# --- in reports ------------------------------------------------------------------------------------


def cohort(as_of: str | None = "2026-11-25", language: Any = "en") -> Cohort:
    scored = timed()
    station = judged(scored, {NEAR: 0.0, FAR: 100.0, OPEN: 0.0})
    station = mark_overdue(scored, station, as_of) if as_of else station
    return Cohort(framework=scored, language=language, entries=(station,), as_of=as_of)


def test_the_text_counts_them_and_says_since_when() -> None:
    text = on_terminal(cohort())
    assert "Gaps: 2, most lost below target first\n  Overdue as of 2026-11-25: 1 of them\n" in text
    assert text.count("Overdue since 2022-11-13; horizon: near term (within 2 years of issue)") == 1
    assert "已逾期：2022-11-13 到期；时限：近期（发文后 2 年内）" in on_terminal(cohort(language="zh"))


def test_without_a_day_no_report_says_a_word_of_it() -> None:
    assert "verdue" not in on_terminal(cohort(None))
    book = load_workbook(BytesIO(render_workbook(cohort(None))))
    assert "Overdue since" not in [cell.value for cell in book["Gaps"][3]]


def test_json_carries_the_day_and_the_marks() -> None:
    document = json.loads(render_json(cohort()))
    assert document["as_of"] == "2026-11-25"
    (station,) = document["stations"]
    assert station["overdue"] == [NEAR]
    assert [item["overdue_since"] for item in station["indicators"]] == ["2022-11-13", None, None]


def test_the_sheet_of_gaps_has_a_column_and_the_summary_a_line() -> None:
    book = load_workbook(BytesIO(render_workbook(cohort())))
    lines = [[cell.value for cell in line] for line in book["Gaps"].iter_rows(min_row=3)]
    at = lines[0].index("Overdue since")
    assert {str(line[2]).split("\n")[0]: line[at] for line in lines[1:]} == {NEAR: "2022-11-13", OPEN: None}
    assert "Overdue as of 2026-11-25: 1 (see “Gaps”)" in [cell.value for cell in book["Summary"]["A"]]


def test_the_command_marks_and_scores_as_before() -> None:
    """The same numbers with and without a day."""
    plain, marked = (
        json.loads(convergence("assess", CITY, "--format", "json", *more).stdout)["stations"][0]
        for more in ((), ("--as-of", "2023-11-13"))
    )
    assert marked["index"] == plain["index"]
    assert plain["overdue"] == []
    late = {item["id"]: item["overdue_since"] for item in marked["indicators"] if item["overdue_since"]}
    assert set(late.values()) == {"2022-11-13"}
    assert set(late) == set(marked["overdue"])


@pytest.mark.parametrize("day", ["2026-13-01", "25.11.2026", "today"])
def test_what_is_no_day_is_refused(day: str) -> None:
    done = convergence("assess", CITY, "--as-of", day)
    assert (done.returncode, done.stdout) == (2, "")
    assert "option-value" in done.stderr


def test_a_framework_without_horizons_cannot_say_that_nothing_is_overdue(tmp_path: Any) -> None:
    folder = write(tmp_path / "tiny", FILES)
    done = convergence("assess", CITY, "--rubrics", folder, "--as-of", "2026-11-25", "--lang", "en")
    assert done.returncode == 2
    assert "error[no-horizons]: the framework “tiny” names no horizons" in done.stderr
