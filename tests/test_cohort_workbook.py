"""The Excel report of a batch: its sheets in both languages, its numbers, that nothing in it can do harm."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from reports import HOSTILE, example

from convergence_cli.cohort.overview import overview
from convergence_cli.errors import Location, problem
from convergence_cli.model.assessment import Assessment, Cohort, Failure, GateResult, Verdict
from convergence_cli.model.language import Language
from convergence_cli.model.overview import Overview
from convergence_cli.model.standing import Standing, pack
from convergence_cli.report import rendered
from convergence_cli.sheets import REPORT_CATEGORY

ZH = [
    *("总览", "排名", "热力图", "板块", "共性差距", "红线", "红线机构", "同类", "同类位次"),
    *("无法评估", "数据质量", "机构提醒"),
]
EN = [
    *("Overview", "Ranking", "Heat map", "Chapters", "Common gaps", "Red lines", "Red lines missed", "Peers"),
    *("Peer places", "Unreadable", "Data quality", "Station warnings"),
]
NAMES = ("central-body", "strong-province", "typical-city", "county-centre")
HEADER, FIRST = 3, 4
FAILURE = Failure(
    file="in/broken.xlsx", problems=(problem("unknown-id", Location(sheet="问卷", cell="A59"), found="M1", nearest=""),)
)


@cache
def packed(name: str) -> Standing:
    """An example as a batch keeps it."""
    (judged,) = example(name).entries
    assert isinstance(judged, Assessment)
    return Standing(framework=example(name).framework, packed=pack(judged, f"in/{name}.xlsx"))


def called(station: Standing, name: str, file: str) -> Standing:
    return replace(station, packed=replace(station.packed, station=name, file=file))


def compared(*entries: Standing | Failure, language: Language = "zh", **options: Any) -> Cohort:
    """A run of these, with its overview from few draws."""
    cohort = replace(example("central-body", language), entries=entries)
    return replace(cohort, overview=overview(cohort.framework, cohort.stations, draws=20, **options))


def known(cohort: Cohort) -> Overview:
    assert cohort.overview is not None
    return cohort.overview


@cache
def several(language: Language = "zh") -> Cohort:
    """Eight stations, two of each example, and one file that could not be judged."""
    stations = (called(packed(name), f"{name} {at}", f"in/{name}-{at}.xlsx") for at in (1, 2) for name in NAMES)
    return compared(*stations, FAILURE, language=language)


def book(cohort: Cohort) -> Workbook:
    return load_workbook(BytesIO(rendered(cohort, "excel")))


@cache
def written(language: Language = "zh") -> Workbook:
    return book(several(language))


def table(sheet: Worksheet, first: int = HEADER) -> list[dict[str, Any]]:
    """The rows below a header, by title, to the first blank row."""
    titles = [str(cell.value) for cell in sheet[first]]
    found = []
    for row in sheet.iter_rows(min_row=first + 1, values_only=True):
        if row[0] is None:
            break
        found.append(dict(zip(titles, row, strict=True)))
    return found


def row_of(sheet: Worksheet, text: str) -> int:
    return [cell.value for cell in sheet["A"]].index(text) + 1


def everything(made: Workbook) -> list[Any]:
    return [cell for sheet in made.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize(("language", "names"), [("zh", ZH), ("en", EN)])
def test_every_part_of_the_run_has_its_sheet(language: Language, names: list[str]) -> None:
    assert written(language).sheetnames == names
    assert written(language).properties.category == REPORT_CATEGORY


def test_headers_are_in_the_language_of_the_report() -> None:
    """The first ones of the ranking, which has the most."""
    for language, titles in (("zh", ["名次", "并列", "机构"]), ("en", ["Rank", "Tied", "Station"])):
        sheet = written(language).worksheets[1]
        assert [sheet.cell(HEADER, column).value for column in (1, 2, 3)] == titles
        assert all(str(cell.value or "").strip() for cell in sheet[HEADER])


def test_files_are_judged_and_unreadable() -> None:
    sheet = written("en")["Overview"]
    titles = row_of(sheet, "Files")
    numbers = {sheet.cell(titles, at).value: sheet.cell(titles + 1, at).value for at in range(1, 8)}
    assert (numbers["Files"], numbers["Judged"], numbers["Unreadable"], numbers["Ranked"]) == (9, 8, 1, 8)


def test_bins_and_levels_add_up_to_the_stations() -> None:
    """Those without an index stand in a row of their own."""
    sheet = written("en")["Overview"]
    for title, rows in (("Level", 6), ("Index", 11)):
        top = row_of(sheet, title)
        assert sum(int(str(sheet.cell(row, 2).value)) for row in range(top + 1, top + 1 + rows)) == 8
    quality = written("en")["Data quality"]
    top = row_of(quality, "Coverage")
    assert sum(int(str(quality.cell(row, 2).value)) for row in range(top + 1, top + 11)) == 8


def test_the_overview_has_two_native_charts() -> None:
    charts: Any = written()["总览"]
    assert [type(chart).__name__ for chart in charts._charts] == ["BarChart", "BarChart"]


def test_ranks_are_those_of_the_run() -> None:
    """Each station has its own place, and the sheet goes from the best down."""
    cohort = several("en")
    rows = table(written("en")["Ranking"])
    expected = {
        entry.file: (place.rank, place.low, place.high, place.tier, pytest.approx(entry.index.score))
        for place, entry in zip(known(cohort).ranking.places, cohort.stations, strict=True)
    }
    keys = ("Rank", "90% interval, better", "90% interval, worse", "Tier", "Index")
    assert {row["File"]: tuple(row[key] for key in keys) for row in rows} == expected
    assert [row["Rank"] for row in rows] == sorted(row["Rank"] for row in rows)
    assert {row["Tied"] for row in rows} == {"Yes"}
    assert all(row["Level reached"] for row in rows)


def test_gates_that_fail_are_told_of_their_station_only() -> None:
    cohort = compared(packed("central-body"), packed("county-centre"), language="en")
    gates = tuple(
        GateResult(gate="fail-under", station=entry.station, file=entry.file, passed=good, have="1", need="60")
        for entry, good in zip(cohort.stations, (True, False), strict=True)
    )
    made = book(replace(cohort, verdict=Verdict(gates=gates)))
    assert [row["Gates failed"] or "" for row in table(made["Ranking"])] == ["", "fail-under"]
    sheet = made["Overview"]
    assert [sheet.cell(row_of(sheet, "fail-under"), column).value for column in (1, 2, 3)] == ["fail-under", 2, 1]


def test_the_heat_map_holds_every_score_under_a_scale_of_colours() -> None:
    cohort, sheet = several(), written()["热力图"]
    scores = {entry.station: [node.score for node in entry.measures] for entry in cohort.stations}
    found = {
        str(row[1]): [None if cell == "—" else cell for cell in row[3:]]
        for row in sheet.iter_rows(min_row=FIRST, values_only=True)
    }
    assert found == {name: pytest.approx(numbers, abs=1e-9) for name, numbers in scores.items()}
    assert sheet.freeze_panes == "D4"
    (scale,) = sheet.conditional_formatting
    assert str(scale.sqref) == "D4:AE11"
    assert scale.rules[0].type == "colorScale"


def test_chapters_hold_every_score() -> None:
    rows = written()["板块"].iter_rows(min_row=FIRST, values_only=True)
    expected = {entry.station: tuple(node.score for node in entry.chapters) for entry in several().stations}
    assert {row[1]: row[3:] for row in rows} == {name: pytest.approx(numbers) for name, numbers in expected.items()}


def test_gaps_and_red_lines_stand_as_they_were_worked_out() -> None:
    overview_ = known(several("en"))
    gaps = table(written("en")["Common gaps"])
    keys = ("ID", "In play", "Below target", "Share", "Unanswered", "Mean loss")
    assert [tuple(row[key] for key in keys) for row in gaps] == [
        (gap.id, gap.in_play, gap.below, pytest.approx(gap.share), gap.unanswered, pytest.approx(gap.lost))
        for gap in overview_.gaps
    ]
    lines = table(written("en")["Red lines"])
    expected = [(line.id, line.asked, line.missed) for line in overview_.red_lines]
    assert [(row["ID"], row["Asked"], row["Missed"]) for row in lines] == expected


def test_stations_that_miss_a_red_line_add_up_to_its_count() -> None:
    rows = table(written("en")["Red lines missed"])
    for line in known(several("en")).red_lines:
        (title,) = {key for key in rows[0] if key.startswith(f"{line.id} ")}
        assert sum(bool(row[title]) for row in rows) == line.missed
    assert [row["Red lines missed"] for row in rows] == [sum(map(bool, list(row.values())[3:])) for row in rows]


def test_a_small_group_shows_only_its_counts() -> None:
    """Four stations of a level have no medians, five have; percentiles begin later."""
    same = [called(packed("typical-city"), f"City {at}", f"c{at}.xlsx") for at in range(5)]
    made = book(compared(*same, packed("county-centre"), language="en"))
    groups = {row["Group"]: row for row in table(made["Peers"])}
    city = next(row for row in groups.values() if row["Stations"] == 5)
    county = next(row for row in groups.values() if row["Stations"] == 1)
    assert city["Index: median"] == pytest.approx(packed("typical-city").index.score)
    assert county["Index: median"] == "—"
    assert county["Figures"] == "Hidden: fewer than 5 ranked"
    places = [row for row in table(made["Peer places"]) if row["Group"] == city["Group"]]
    assert [(row["Among peers"], row["Percentile"]) for row in places] == [("1 of 5", "—")] * 5


def test_a_file_that_failed_is_listed_with_its_problem() -> None:
    (row,) = table(written("en")["Unreadable"])
    assert (row["File"], row["Code"], row["Sheet"], row["Cell"]) == ("in/broken.xlsx", "unknown-id", "问卷", "A59")


def test_warnings_are_listed_by_station_and_notes_only_counted() -> None:
    cohort = several("en")
    expected = [
        (entry.file, item.code) for entry in cohort.stations for item in entry.problems if item.severity != "note"
    ]
    assert [(row["File"], row["Code"]) for row in table(written("en")["Station warnings"])] == expected
    counted = {row["Code"]: row["Times"] for row in table(written("en")["Data quality"])}
    assert counted == {found.code: found.times for found in known(cohort).quality.problems}


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_a_name_is_never_a_formula(kind: str) -> None:
    text = HOSTILE[kind]
    failure = Failure(file=text, problems=FAILURE.problems)
    cells = everything(book(compared(called(packed("county-centre"), text, text), failure)))
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.quotePrefix for cell in cells if str(cell.value)[:1] in ("=", "+", "@"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_station_is_a_run_too(language: Language) -> None:
    made = book(compared(packed("typical-city"), language=language))
    assert made.worksheets[1].cell(FIRST, 1).value == 1
    assert made.worksheets[9]["A2"].value in ("全部文件均已评估", "Every file was judged")


def test_without_a_station_the_failures_are_left() -> None:
    made = book(compared(FAILURE, language="en"))
    assert made["Ranking"]["A2"].value == "No station was judged"
    assert len(table(made["Unreadable"])) == 1


def test_a_station_without_a_rank_says_why() -> None:
    """It keeps its score, and stands in the heat map."""
    made = book(compared(packed("county-centre"), language="en", coverage_floor=1.0))
    (row,) = table(made["Ranking"])
    assert (row["Rank"], row["Tier"], row["Why unranked"]) == ("—", "—", "Coverage too low")
    assert row["Index"] == packed("county-centre").index.score
    assert made["Peer places"]["A2"].value == "No group is large enough"


def test_a_framework_without_levels_has_no_column_of_levels() -> None:
    cohort = compared(packed("county-centre"), language="en")
    made = book(replace(cohort, framework=replace(cohort.framework, levels=())))
    assert "Level reached" not in [cell.value for cell in made["Ranking"][HEADER]]
    assert row_of(made["Overview"], "This framework has no levels") > 1


def test_every_sheet_is_ready_to_print() -> None:
    for sheet in written().worksheets:
        assert sheet.page_setup.fitToWidth == 1
    assert written()["总览"].page_setup.fitToHeight == 1
    assert {written()[name].page_setup.paperSize for name in ("排名", "热力图", "红线机构", "同类")} == {8}


def test_the_same_run_gives_the_same_bytes() -> None:
    assert rendered(several(), "excel") == rendered(several(), "excel")
