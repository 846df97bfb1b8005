"""Stations of several levels or years beside each other: a note wherever ranks stand, and a rank within each level."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from batches import called, compared, packed, several
from hypothesis import given, settings
from hypothesis import strategies as st
from ranked_runs import ranked, runs
from shown import as_text

from convergence_cli.cohort.marks import gather
from convergence_cli.cohort.overview import overview
from convergence_cli.cohort.ranking import rank
from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.framework import Framework
from convergence_cli.model.numbers import score_tenths
from convergence_cli.model.standing import Standing
from convergence_cli.report import BATCH_SUFFIXES, rendered
from convergence_cli.report.formats import text as screen
from convergence_cli.report.subjects.cohort.screen import document as on_terminal

NOTE = {"zh": "各机构级别不同", "en": "Stations are of several administrative levels"}
YEARS = {"zh": "各机构评估年度不同", "en": "Stations are assessed for several years"}
FORMS = ("text", *(form for form in BATCH_SUFFIXES.values() if form not in ("json", "jsonl", "junit", "csv", "sarif")))


def alike(language: Any = "zh") -> Cohort:
    """Three stations of one level and one year."""
    stations = (called(packed("typical-city"), f"台 {at}", f"in/{at}.xlsx") for at in range(3))
    return compared(*stations, language=language)


def years(language: Any = "zh") -> Cohort:
    """The same, one of them for another year."""
    first, *others = alike().stations
    assert isinstance(first, Standing)
    profile = {**first.packed.profile, "period": 2019}
    entries = (replace(first, packed=replace(first.packed, profile=profile)), *others)
    cohort = replace(alike(language), entries=entries)
    return replace(cohort, overview=overview(cohort.framework, entries, draws=1))


def shown(cohort: Cohort, form: str) -> str:
    if form == "text":
        return " ".join(screen.render(on_terminal(cohort), screen.Look(width=1000)).split())
    return " ".join(as_text(form, rendered(cohort, form)).replace("\\", "").split())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_with_ranks_says_that_levels_are_mixed(form: str, language: Any) -> None:
    """With how many there are of each; of one level nothing is said. So it is with years."""
    found = shown(several(language), form)
    assert NOTE[language] in found
    assert {"zh": "省级 2、市级 2、县级 2", "en": "Provincial 2, Municipal 2, County 2"}[language] in found
    assert YEARS[language] not in found
    assert NOTE[language] not in shown(alike(language), form)
    mixed = shown(years(language), form)
    assert YEARS[language] in mixed
    assert {"zh": "2019 1、2025 2", "en": "2019 1, 2025 2"}[language] in mixed
    assert NOTE[language] not in mixed


@pytest.mark.parametrize("form", FORMS)
def test_every_format_says_how_many_stations_are_provisional(form: str) -> None:
    """With the stations whose questions are all answered nothing is said of them."""
    words = "还有题目未填报"
    whole = alike()
    assert not any(entry.counts["unanswered"] for entry in whole.stations)
    assert words not in shown(whole, form)
    blanks = compared(*whole.stations, called(packed("county-centre"), "台 3", "in/3.xlsx"), language="zh")
    assert f"暂评 1 家：{words}" in shown(blanks, form)


def test_a_list_says_it_in_each_row_that_has_a_rank() -> None:
    """CSV has no place for a note beside the list."""
    for cohort, words in ((several("en"), "Level of the station"), (years("en"), "Year assessed"), (alike("en"), "")):
        rows = list(csv.DictReader(io.StringIO(rendered(cohort, "csv").decode("utf-8-sig"))))
        told = {row["Mind of the rank"] for row in rows if row["Rank"]}
        title = cohort.framework.question["level"].title.en if words.startswith("Level") else words
        assert told == {f"Ranked with stations of another: {title}" if words else ""}
        assert {row["Mind of the rank"] for row in rows if not row["Rank"]} <= {""}


def test_json_names_the_questions() -> None:
    for cohort, mixed in ((several(), ["level"]), (years(), ["period"]), (alike(), [])):
        assert json.loads(rendered(cohort, "json"))["ranking"].get("mixed", []) == mixed


@pytest.mark.parametrize("form", [*FORMS, "csv", "json"])
def test_every_format_with_ranks_has_the_rank_within_the_level(form: str) -> None:
    """The two cities share the first place of two, whatever their place among all."""
    cohort = several("en")
    assert cohort.overview is not None
    at = [entry.station for entry in cohort.stations].index("typical-city 1")
    place = cohort.overview.ranking.places[at]
    assert (place.in_level, place.tied_in_level, place.of_level) == (1, True, 2)
    assert place.rank != 1
    if form == "json":
        found = json.loads(rendered(cohort, "json"))["stations"][at]["place"]
        assert (found["in_level"], found["tied_in_level"], found["of_level"]) == (1, True, 2)
    elif form == "csv":
        rows = csv.DictReader(io.StringIO(rendered(cohort, "csv").decode("utf-8-sig")))
        (row,) = (row for row in rows if row["Station"] == "typical-city 1")
        assert (row["Rank within level"], row["Ranked in level"]) == ("1", "2")
    elif form in ("text", "html"):
        assert {"text": "In level", "html": "Rank within level"}[form] in shown(cohort, form)
        assert "1=/2" in shown(cohort, form)
    else:
        said = as_text(form, rendered(cohort, form)).replace("\\", "")
        assert "Rank within level | Ranked in level" in said
        (row,) = (line for line in said.splitlines() if "typical-city 1 |" in line and "Municipal" in line)
        cells = [cell.split(" [")[0].strip() for cell in row.split("typical-city 1 |")[1].split("|")]
        assert cells[:2] == ["1", "2"]


@settings(max_examples=60, deadline=None)
@given(runs(), st.sampled_from([0.0, 2 / 3]))
def test_a_rank_within_a_level_is_the_rank_that_the_level_alone_would_give(
    run: tuple[Framework, list[Assessment]], floor: float
) -> None:
    framework, stations = run
    places = ranked(framework, stations, draws=1, coverage_floor=floor).places
    for level in ("city", "county"):
        inside = [at for at, station in enumerate(stations) if station.profile.get("level") == level]
        alone = rank(framework, gather(framework, [stations[at] for at in inside]), draws=1, coverage_floor=floor)
        assert [(places[at].in_level, places[at].tied_in_level) for at in inside] == [
            (place.rank, place.tied) for place in alone.places
        ]
        assert {places[at].of_level for at in inside if places[at].rank is not None} <= {alone.ranked}


@settings(max_examples=60, deadline=None)
@given(runs(), st.integers(1, 30))
def test_equal_scores_share_a_tier_and_a_tier_is_what_its_text_says(
    run: tuple[Framework, list[Assessment]], draws: int
) -> None:
    """Of each score in a tier one station's interval overlaps that of a station with the tier's leading score, and no
    score begins a tier that does."""
    found = ranked(*run, draws=draws, coverage_floor=0.0)
    scores: dict[int, set[int]] = {}
    for place, station in zip(found.places, run[1], strict=True):
        if place.tier is not None:
            scores.setdefault(score_tenths(station.index.score or 0.0), set()).add(place.tier)
    assert all(len(tiers) == 1 for tiers in scores.values())
    by_rank: dict[int, list[Any]] = {}
    for place in found.places:
        if place.rank is not None:
            by_rank.setdefault(place.rank, []).append(place)
    leading: list[Any] = []
    for shared in sorted(by_rank):
        here = by_rank[shared]
        overlap = any(one.low <= other.high and other.low <= one.high for one in leading for other in here)
        if leading and here[0].tier == leading[0].tier:
            assert overlap
        else:
            assert not overlap
            leading = here


def test_the_text_of_tiers_says_that_equal_scores_share_one() -> None:
    for language, words in (("zh", "同分必在同一梯队"), ("en", "qual scores share a tier")):
        for form in ("excel", "markdown", "html"):
            assert words in shown(several(language), form)  # type: ignore[arg-type]
