"""The HTML report of many stations, and the geometry of its pictures."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import ALL, STATIONS, cohort, judged, many, page, shipped, station, text_of, tree
from pandas import DataFrame

from convergence_cli.cohort.distribution import histogram, spreads
from convergence_cli.cohort.overview import overview
from convergence_cli.model.assessment import Assessment, Failure, Result
from convergence_cli.model.ranking import Place
from convergence_cli.report import figures
from convergence_cli.report.page import render
from convergence_cli.report.page.drawing import at, bars, dial, folded, radar, tenth


class Packed:
    """A station as a batch packs it: what is compared, and neither its questionnaire nor its answers."""

    def __init__(self, one: Assessment) -> None:
        self.station, self.file, self.sha256, self.profile = one.station, one.file, one.sha256, one.profile
        self.index, self.chapters, self.measures = one.index, one.chapters, one.measures
        self.level, self.problems = one.level, one.problems
        self.counts, self.next_level, self.blockers = one.counts, one.next_level, one.blockers
        self.not_kept, self.own_sum = one.not_kept, one.own_sum
        self._results = tuple(replace(result, answer=None) for result in one.results)
        self.unpacked = 0

    @property
    def results(self) -> tuple[Result, ...]:
        self.unpacked += 1
        return self._results


def test_packed_stations_make_the_same_page_and_are_unpacked_once() -> None:
    """The page of many stations reads only what a packed one has."""
    whole = many(7)
    packed: Any = tuple(map(Packed, whole))
    assert render(cohort(*packed)) == render(cohort(*whole))
    assert [one.unpacked for one in packed] == [1] * len(whole)


def test_one_packed_station_or_one_failure_has_a_page_too() -> None:
    packed: Any = Packed(station("typical-city"))
    assert "1 家机构" in text_of(render(cohort(packed)))
    failed = judged("broken")
    assert isinstance(failed, Failure)
    found = tree(render(cohort(failed)))
    assert [section.get("id") for section in found.xpath("//main/section")] == ["ranking", "unreadable"]
    assert len(found.xpath("//tr[@data-row]")) == len(failed.problems)
    assert "no-questions" not in text_of(render(cohort()))


def test_stations_stand_by_index_and_equal_ones_as_they_came() -> None:
    low, high, first, second = many(4)

    def with_index(one: Assessment, score: float) -> Assessment:
        return replace(one, index=replace(one.index, score=score))

    entries = (with_index(low, 10.0), with_index(first, 50.0), with_index(second, 50.0), with_index(high, 90.0))
    rows = tree(render(cohort(*entries))).xpath("//section[@id='ranking']//tr[@data-row]/th//bdi[1]/text()")
    names = [entry.station for entry in (entries[3], entries[1], entries[2], entries[0])]
    assert [name for name in rows if name in names] == names


def test_stations_of_one_name_are_told_apart_by_their_files() -> None:
    """The city in two years; a name that stands alone needs no more."""
    entries = (station("typical-city"), station("typical-city-2024"), station("county-centre"))
    city, file, alone = entries[0].station, entries[0].file, entries[2]
    found = tree(render(cohort(*entries, language="en")))
    assert f"{city} ({file}) -3.4" in found.text_content()
    names = {one.text_content() for one in found.xpath("//section[@id='heat']//tbody/tr/th")}
    assert names == {f"{city} {file}", f"{city} {entries[1].file}", alone.station}


def test_a_ranking_brings_its_columns_and_its_order() -> None:
    """Place, range and tier stand before the name; who is not ranked stands last and says why."""
    entries = many(3)
    known = overview(shipped(), entries, draws=1)
    unranked = Place(
        position=0, rank=None, tied=False, low=None, high=None, top_share=None, tier=None, reason="coverage"
    )
    tied = [
        Place(position=at, rank=1, tied=True, low=1, high=worst, top_share=1.0, tier=1, reason=None)
        for at, worst in ((1, 2), (2, 3))
    ]
    ranking = replace(known.ranking, places=(unranked, *tied))
    document = tree(render(replace(cohort(*entries), overview=replace(known, ranking=ranking))))
    rows = document.xpath("//section[@id='ranking']//tr[@data-row]")
    heads = [head.text_content() for head in document.xpath("//section[@id='ranking']//thead//th")]
    assert heads[:4] == ["名次", "机构", "得分图", "级内名次"]
    ranks = [heads.index(name) for name in ("名次", "90% 名次区间（好）", "90% 名次区间（差）", "梯队")]
    told = [[" ".join(row.xpath("./*")[at].text_content().split()) for at in ranks] for row in rows]
    assert told == [["1 并列", "1", "2", "1"], ["1 并列", "1", "3", "1"], ["— 完整度不足", "—", "—", "—"]]


def test_the_way_to_each_section_of_many_stations() -> None:
    document = tree(page("en", *ALL))
    links = [link.get("href")[1:] for link in document.xpath("//nav//a")]
    assert links == [section.get("id") for section in document.xpath("//main/section")]
    assert links == [
        *("overview", "ranking", "heat", "chapters", "measures", "gaps", "red-lines", "unreadable", "quality"),
        "part-9",
    ]


def test_the_heat_map_has_a_cell_for_each_station_and_measure() -> None:
    """In the framework's order, coloured by tenths, with the number in it; the best score is in the last tenth."""
    entries = many(6)
    rows = tree(render(cohort(*entries))).xpath("//table[@class='heat']/tbody/tr")
    ordered = sorted(entries, key=lambda one: -(one.index.score or 0.0))
    for row, one in zip(rows, ordered, strict=True):
        nodes = (one.index, *one.measures)
        cells = row.xpath("./td")
        assert [cell.text for cell in cells] == [figures.score(node.score) for node in nodes]
        for cell, node in zip(cells, nodes, strict=True):
            is_coloured = node is not one.index and node.score is not None
            assert cell.get("class") == (f"h{tenth(node.score)}" if is_coloured else None)


def test_a_gap_s_row_says_what_the_workbook_of_the_batch_says() -> None:
    """In its order: the most common gap first."""
    entries = tuple(map(station, STATIONS))
    known = overview(shipped(), entries).gaps
    found = tree(render(cohort(*entries, language="en")))
    rows = found.xpath("//section[@id='gaps']//tbody[@data-row]")
    assert [row.get("id") for row in rows] == [f"gaps-{gap.id}" for gap in known]
    heads = [head.text_content() for head in found.xpath("//section[@id='gaps']//thead//th")]
    for row, gap in zip(rows, known, strict=True):
        told = dict(zip(heads, (cell.text_content().strip() for cell in row.xpath("./tr[1]/*")), strict=True))
        assert told["Mean loss"] == figures.loss(gap.lost)
        assert (told["In play"], told["Below target"]) == (str(gap.in_play), str(gap.below))


def test_remarks_of_many_stations_are_told_once_for_each_kind() -> None:
    rows = tree(render(cohort(*many(10)))).xpath("//section[@id='quality']//tr[@data-row]")
    kinds = {(item.severity, item.code) for name in STATIONS for item in station(name).problems}
    assert len(rows) == len(kinds) > 1
    times = sum(int(row.xpath("./td[@class='number']")[1].text_content()) for row in rows)
    assert times == 2 * sum(len(station(name).problems) for name in STATIONS)


# --- figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], (None,) * 6),
        ([None], (None,) * 6),
        ([7.0], (7.0, 7.0, 7.0, 7.0, 7.0, 7.0)),
        ([10.0, None, 20.0], (10.0, 12.5, 15.0, 17.5, 20.0, 15.0)),
        ([50.0, 10.0, 40.0, 20.0, 30.0], (10.0, 20.0, 30.0, 40.0, 50.0, 30.0)),
        ([1.0, 2.0, 3.0, 10.0], (1.0, 1.75, 2.5, 4.75, 10.0, 4.0)),
    ],
)
def test_quartiles_are_those_of_a_spreadsheet(scores: list[float | None], expected: tuple[float | None, ...]) -> None:
    (found,) = spreads(DataFrame({"index": scores}, dtype=float))
    assert (found.low, found.lower, found.median, found.upper, found.high, found.mean) == expected
    assert found.stations == sum(score is not None for score in scores)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30))
def test_a_spread_is_in_order_and_a_histogram_loses_no_score(scores: list[float]) -> None:
    (found,) = spreads(DataFrame({"index": scores}))
    numbers = [found.low, found.lower, found.median, found.upper, found.high]
    assert numbers == sorted(number for number in numbers if number is not None)
    bins = bars(histogram(scores))
    assert sum(each.count for each in bins) == len(scores)
    assert all(each.height >= 0 and each.y >= 0 for each in bins)


def test_a_score_on_an_edge_is_in_the_upper_tenth_as_printed_and_100_in_the_last() -> None:
    """69.96 prints as 70.0, and is counted and coloured there."""
    found = bars(histogram([0.0, 9.94, 10.0, 69.96, 99.96, 100.0]))
    assert [each.count for each in found] == [2, 1, 0, 0, 0, 0, 0, 1, 0, 2]
    assert [tenth(score) for score in (0.0, 9.94, 10.0, 69.96, 99.96, 100.0)] == [0, 0, 1, 7, 9, 9]


def test_a_dial_runs_from_left_to_right_over_the_top() -> None:
    drawn = dial(50.0, 25.0, 100.0, [("L1", 50.0)])
    assert drawn.track == "M52 180A118 118 0 0 1 288 180"
    assert drawn.score == "M52 180A118 118 0 0 1 170 62"
    assert drawn.reach == "M86.56 96.56A118 118 0 0 1 288 180"
    assert (drawn.ticks[0].line, drawn.ticks[0].anchor) == ("M170 49L170 41", "middle")
    nothing = dial(None, None, None, [])
    assert (nothing.score, nothing.reach) == ("", "")
    assert dial(0.0, 0.0, 0.0, []).score == ""


def test_a_radar_needs_three_axes_and_begins_at_the_top() -> None:
    assert radar([("a", "1"), ("b", "2")], [[1.0, 2.0]], letters=6) is None
    drawn = radar([("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")], [[100.0, 0.0, 50.0, 100.0]], letters=6)
    assert drawn is not None
    assert drawn.shapes == ("220,74 220,178 220,230 116,178",)
    assert [label.anchor for label in drawn.labels] == ["middle", "start", "middle", "end"]


@pytest.mark.parametrize(
    ("title", "letters", "lines"),
    [
        ("管理创新", 6, ("管理创新",)),
        ("打造新型主流媒体", 6, ("打造新型", "主流媒体")),
        ("满足群众美好生活新需要", 6, ("满足群众美好", "生活新需要")),
        ("Content and its supply", 13, ("Content and", "its supply")),
        ("", 6, ("",)),
    ],
)
def test_titles_are_folded_between_words_or_into_equal_parts(title: str, letters: int, lines: tuple[str, ...]) -> None:
    assert folded(title, letters) == lines


@pytest.mark.parametrize(("number", "words"), [(-0.001, "0"), (1 / 3, "0.33"), (100.0, "100"), (12.345, "12.35")])
def test_coordinates_are_short_and_have_no_negative_zero(number: float, words: str) -> None:
    assert at(number) == words
