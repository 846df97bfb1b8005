"""The report of a batch: one document in Excel, Markdown and CSV; that nothing in it can do harm."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from batches import FAILURE, called, compared, gated, known, packed, several
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from reports import HOSTILE
from tables_in_formats import READERS, Row, plain

from convergence_cli.errors import Location, problem
from convergence_cli.model.assessment import Cohort, Failure, GateResult, Verdict
from convergence_cli.model.language import Language
from convergence_cli.report import rendered
from convergence_cli.report.cells import shown
from convergence_cli.report.document import Column, Document, Rows, Section, Table
from convergence_cli.report.document import Row as TableRow
from convergence_cli.report.formats import rendered as in_format
from convergence_cli.report.places import stands as stands_in
from convergence_cli.report.subjects.cohort import document
from convergence_cli.sheets import REPORT_CATEGORY
from convergence_cli.texts import say

ZH = [
    *("总览", "排名", "热力图", "板块", "共性差距", "红线", "红线机构", "同类", "同类位次"),
    *("无法评估", "数据质量", "机构提醒"),
]
EN = [
    *("Overview", "Ranking", "Heat map", "Chapters", "Common gaps", "Red lines", "Red lines by station", "Peers"),
    *("Peer places", "Unreadable", "Data quality", "Station warnings"),
]
HEADER, FIRST = 3, 4


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
        str(row[2]): [None if cell == "—" else cell for cell in row[4:]]
        for row in sheet.iter_rows(min_row=FIRST, values_only=True)
    }
    assert found == {name: pytest.approx(numbers, abs=1e-9) for name, numbers in scores.items()}
    assert sheet.freeze_panes == "E4"
    (scale,) = sheet.conditional_formatting
    assert str(scale.sqref) == "E4:AF11"
    assert scale.rules[0].type == "colorScale"


def test_chapters_hold_every_score() -> None:
    rows = written()["板块"].iter_rows(min_row=FIRST, values_only=True)
    expected = {entry.station: tuple(node.score for node in entry.chapters) for entry in several().stations}
    assert {row[2]: row[4:] for row in rows} == {name: pytest.approx(numbers) for name, numbers in expected.items()}


def test_gaps_and_red_lines_stand_as_they_were_worked_out() -> None:
    overview_ = known(several("en"))
    gaps = table(written("en")["Common gaps"])
    keys = ("ID", "In play", "Below target", "Share", "Unanswered", "Mean loss")
    assert [tuple(row[key] for key in keys) for row in gaps] == [
        (gap.id, gap.in_play, gap.below, pytest.approx(gap.share), gap.unanswered, pytest.approx(gap.lost))
        for gap in overview_.gaps
    ]
    lines = table(written("en")["Red lines"])
    expected = [(line.id, line.asked, line.missed, line.unanswered) for line in overview_.red_lines]
    assert [(row["ID"], row["Asked"], row["Missed"], row["Unanswered"]) for row in lines] == expected


def test_stations_that_miss_a_red_line_add_up_to_its_count() -> None:
    rows = table(written("en")["Red lines by station"])
    for line in known(several("en")).red_lines:
        (title,) = {key for key in rows[0] if key.startswith(f"{line.id} ")}
        assert [row[title] for row in rows].count("Missed") == line.missed
        assert [row[title] for row in rows].count("Unanswered") == line.unanswered
    for column, state in (("Red lines missed", "Missed"), ("Red lines unanswered", "Unanswered")):
        assert [row[column] for row in rows] == [list(row.values())[4:].count(state) for row in rows]


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


# --- one document, three formats -------------------------------------------------------------------


@pytest.fixture(scope="module", params=["zh", "en"])
def run(request: pytest.FixtureRequest) -> Cohort:
    """Eight stations, of which some fail gates, one without a rank, and a file with more errors than paper tells."""
    cohort = gated(several(request.param))
    item = problem("unknown-id", Location(sheet="问卷", cell="A59"), found="M1", nearest="")
    entries = (*cohort.stations, Failure(file="in/broken.xlsx", problems=(item,) * 22))
    return replace(compared(*entries, language=request.param, coverage_floor=0.9), verdict=cohort.verdict)


def tables(made: Document) -> list[Table]:
    return [block for section in made.sections for block in section.blocks if isinstance(block, Table)]


def words(found: Table, rows: int | None = None) -> list[Row]:
    """Its titles and rows, as whoever prints words has them."""
    kinds = [column.kind for column in found.columns]
    cells = [tuple(plain(shown(cell, kind)) for cell, kind in zip(row.cells, kinds, strict=True)) for row in found.rows]
    return [tuple(plain(column.title) for column in found.columns), *cells[:rows]]


def printed(content: bytes, suffix: str) -> list[Row]:
    """Every row of a format without what fills it up on the right."""
    return [tuple(row) for row in READERS[suffix](content)]


def stands(block: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Whether the block is there, row for row, from the left."""
    width, height = len(block[0]), len(block)
    return any([row[:width] for row in rows[at : at + height]] == list(block) for at in range(len(rows) - height + 1))


def without_dashes(block: Sequence[Row]) -> Iterator[Row]:
    """In a CSV file a number that there is not is an empty cell."""
    for row in block:
        yield tuple("" if cell == "—" else cell for cell in row)


def test_every_table_is_printed_in_the_same_words_by_every_format(run: Cohort) -> None:
    """Titles and cells, row for row: on its sheet, in Markdown as far as paper goes, in the CSV file of the list."""
    made = document(run)
    sheets, paper, listed = (
        printed(rendered(run, name), suffix)
        for name, suffix in (("excel", ".xlsx"), ("markdown", ".md"), ("csv", ".csv"))
    )
    counts = {"sheet": 0, "paper": 0, "list": 0}
    for section in made.sections:
        for found in (block for block in section.blocks if isinstance(block, Table)):
            on_sheet, on_paper = found.on("sheet"), found.on("paper")
            if on_sheet.columns and stands_in(section.where, "sheet"):
                counts["sheet"] += 1
                assert stands(words(on_sheet), sheets), found.columns[0].title
            if on_paper.columns and on_paper.rows and stands_in(section.where, "paper"):
                counts["paper"] += 1
                assert stands(words(on_paper, found.most), paper), found.columns[0].title
            if found.is_list:
                counts["list"] += 1
                expected = list(without_dashes(words(found.on("list"))))
                assert [tuple(row) for row in without_dashes(listed)] == expected
    assert counts == {"sheet": 18, "paper": 8, "list": 1}


def test_the_comparison_of_words_sees_one_other_word(run: Cohort) -> None:
    """Else the test above could pass over everything."""
    (ranking,) = (found for found in tables(document(run)) if found.is_list)
    block = words(ranking.on("sheet"))
    rows = printed(rendered(run, "excel"), ".xlsx")
    other = [*block[:-1], ("x", *block[-1][1:])]
    assert (stands(block, rows), stands(other, rows)) == (True, False)


def test_paper_tells_the_worst_gaps_and_how_many_more_there_are(run: Cohort) -> None:
    heading = f"## {say(run.language, 'cohort.sheet-gaps')}"
    text = rendered(run, "markdown").decode().partition(heading)[2].partition("\n## ")[0]
    below = [gap for gap in known(run).gaps if gap.below]
    told = [line.split(" | ")[0] for line in text.splitlines() if line.startswith("| M")]
    assert told == [f"| {gap.id}" for gap in below[:15]]
    assert say(run.language, "station.more-rows", count=len(below) - 15) in text


def test_paper_tells_the_first_errors_of_a_file_and_how_many_more_there_are(run: Cohort) -> None:
    """A sheet has them all."""
    text = rendered(run, "markdown").decode()
    assert text.count("| in/broken.xlsx |") == 20 + 1
    assert say(run.language, "station.more-rows", count=2) in text
    sheet = book(run)[say(run.language, "cohort.sheet-unreadable")]
    assert [row[0].value for row in sheet.iter_rows(min_row=FIRST)] == ["in/broken.xlsx"] * 22


def test_paper_ranks_no_more_than_five_hundred() -> None:
    """A CI step's summary is limited; the last line says how many are left out, and the file of the list has all."""
    stations = [called(packed("county-centre"), f"S{at}", f"s{at}.xlsx") for at in range(502)]
    cohort = compared(*stations, language="en", draws=1)
    text = rendered(cohort, "markdown").decode()
    assert sum(line.startswith("| 1 | Yes | S") for line in text.splitlines()) == 500
    assert "\n\n2 more not shown\n" in text
    assert len(list(READERS[".csv"](rendered(cohort, "csv")))) == 1 + 502


def test_the_list_has_whatever_is_known_of_a_station_and_why_a_file_has_nothing(run: Cohort) -> None:
    """Every question about the station, outcome, chapter and measure; files that failed stand last."""
    header, *rows = READERS[".csv"](rendered(run, "csv"))
    framework, language = run.framework, run.language
    asked = [question.title.in_(language) for question in framework.profile]
    scores = [chapter.title.in_(language) for chapter in framework.chapters]
    scores += [f"{measure.id} {measure.title.in_(language)}" for measure in framework.measures]
    assert set(map(plain, (*asked, *scores))) <= set(header)
    assert len(set(header)) == len(header)
    by_file = {row[header.index(say(language, "terms.file"))]: dict(zip(header, row, strict=True)) for row in rows}
    for entry in run.stations:
        row = by_file[entry.file]
        for state in ("missed", "unanswered"):
            ids = [name for name, found in entry.not_kept.items() if found == state]
            named = row[say(language, f"cohort.which-red-lines-{state}")]
            assert named == say(language, "terms.list-separator").join(ids)
            assert int(row[say(language, f"cohort.red-lines-{state}")]) == len(ids)
        assert [int(row[say(language, f"terms.{outcome}")]) for outcome in entry.counts] == [*entry.counts.values()]
    last = rows[-1]
    why = say(language, "cohort.why-unreadable")
    assert [title for title, cell in zip(header, last, strict=True) if cell] == [say(language, "terms.file"), why]
    assert "A59" in by_file["in/broken.xlsx"][why]


def test_a_list_without_a_row_keeps_its_titles() -> None:
    """Whoever puts sheets of several runs together finds the same columns in each."""
    made, full = book(compared(packed("typical-city"), language="en")), written("en")
    for name in ("Unreadable", "Peer places", "Station warnings"):
        assert [cell.value for cell in made[name][HEADER]] == [cell.value for cell in full[name][HEADER]]
    assert made["Unreadable"].auto_filter.ref is None


def test_gates_are_told_where_they_are_read(run: Cohort) -> None:
    """How many fail each, over the whole run, and on paper who does."""
    failing = {gate.station for gate in run.verdict.gates if not gate.passed}
    text = rendered(run, "markdown").decode()
    told = say(run.language, "run.gate-failed", gate="max-failing", have="4", need="0")
    assert told in text
    assert told in [cell.value for cell in everything(book(run))]
    assert all(f"| {station} | " in text for station in failing)


def test_a_format_makes_no_row_that_it_does_not_print(run: Cohort) -> None:
    """Of thousands of stations a CSV file or a summary costs what it holds."""

    def made_for_nothing() -> Iterator[TableRow]:
        raise AssertionError

    columns = (Column(title="a", width=1, share=1),)
    sheet_only = Section(title="b", blocks=(Table(columns=columns, rows=Rows(made_for_nothing)),), where="sheet")
    listed = Table(columns=columns, rows=Rows(lambda: iter((TableRow(cells=("c",)),))), is_list=True)
    made = replace(document(run), sections=(sheet_only, Section(title="d", blocks=(listed,))))
    assert in_format(made, "csv").decode("utf-8-sig") == "a\r\nc\r\n"
    assert "| c |" in in_format(made, "markdown").decode()
    with pytest.raises(AssertionError):
        in_format(made, "excel")
