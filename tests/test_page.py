"""The HTML report without a browser: what it says, that it is one safe file, and that it is always the same.

After a wanted change: `pytest tests/test_page.py --update-goldens`, and read the diff.
"""

import base64
import hashlib
import math
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from pages import HOSTILE, STATIONS, cohort, hostile, judged, many, page, shipped, station, text_of
from running import ROOT
from small_frameworks import flat, indicator
from small_frameworks import judged as small_judged

from convergence_cli.model.assessment import OUTCOMES, Assessment, Cohort, Failure, GateResult, Node, Result, Verdict
from convergence_cli.model.language import Language
from convergence_cli.report import figures
from convergence_cli.report.findings import below_target
from convergence_cli.report.page import render
from convergence_cli.report.page.drawing import at, dial, folded, histogram, radar
from convergence_cli.report.page.frame import clip, fill, harmless
from convergence_cli.report.page.group import group_facts
from convergence_cli.report.page.ranking import Place
from convergence_cli.report.page.tallies import NAMED, gathered, labels, spread, tallies
from convergence_cli.texts import say
from convergence_cli.texts.page import WORDS

GOLDEN = Path(__file__).resolve().parent / "golden"
TEMPLATES = ROOT / "convergence_cli" / "report" / "page" / "templates"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
ALL = (*STATIONS, "broken")
PAGES = [(language, *names) for language in LANGUAGES for names in (("county-centre",), ALL)]


def tree(document: str) -> html.HtmlElement:
    return html.document_fromstring(document)


# --- what it says --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["central-body", "typical-city", "county-centre", "five"])
def test_what_a_page_says_is_the_golden_text(name: str, language: Language, request: pytest.FixtureRequest) -> None:
    found = text_of(page(language, *(ALL if name == "five" else (name,))))
    golden = GOLDEN / f"{name}.{language}.html.txt"
    if request.config.getoption("--update-goldens"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_a_station_has_every_section_and_the_way_to_it() -> None:
    """The table of contents and the sections are the same list."""
    document = tree(page("zh", "typical-city"))
    links = [link.get("href") for link in document.xpath("//nav//a")]
    assert links == [f"#{section.get('id')}" for section in document.xpath("//main/section")]
    assert links == ["#overview", "#red-lines", "#chapters", "#measures", "#gaps", "#evidence", "#method", "#problems"]


def test_the_six_counts_add_up_on_the_page() -> None:
    one = station("county-centre")
    document = tree(page("en", "county-centre"))
    counts = [int(found.text) for found in document.xpath("//ul[@class='tally']/li/b")]
    assert counts == [one.counts[outcome] for outcome in OUTCOMES]
    assert f"{sum(counts)} indicators in all" in text_of(page("en", "county-centre"))
    widths = [int(part.get("width")) for part in document.xpath("//section[@id='overview']//svg[@class='counts']/rect")]
    assert sum(widths) == sum(counts) == len(shipped().indicators)


def test_each_gap_has_its_row_with_numbers_as_every_report_prints_them() -> None:
    one = station("typical-city")
    rows = tree(page("zh", "typical-city")).xpath("//section[@id='gaps']//tbody[@data-row]")
    expected = below_target(one)
    assert [row.get("id") for row in rows] == [f"gap-{result.id}" for result in expected]
    for row, result in zip(rows, expected, strict=True):
        lost = row.xpath("./tr[1]/td")[4]
        assert (lost.text_content(), float(lost.get("data-v"))) == (figures.score(result.lost), result.lost)


def test_each_missed_red_line_leads_to_its_gap() -> None:
    document = tree(page("en", "county-centre"))
    links = document.xpath("//section[@id='red-lines']//a/@href")
    assert links == [f"#gap-{result.id}" for result in below_target(station("county-centre")) if result.red_line]
    assert links
    assert not set(links) - {f"#{name}" for name in document.xpath("//@id")}


def test_every_indicator_that_was_asked_is_in_the_list_of_evidence() -> None:
    """With the reason where it is not applicable, and with what is missing."""
    one = station("county-centre")
    rows = tree(page("zh", "county-centre")).xpath("//section[@id='evidence']//tr[@data-row]")
    asked = [result for result in one.results if result.outcome != "out_of_scope"]
    assert len(rows) == len(asked)
    states = [(row.get("data-outcome"), row.get("data-evidence")) for row in rows]
    assert sum(state == "missing" for _, state in states) == sum(result.evidence_missing for result in asked) > 0
    assert all((outcome == "not_applicable") == (state == "none-needed") for outcome, state in states)
    assert all((outcome == "unanswered") == (state == "answer-first") for outcome, state in states)
    reasons = [row.text_content() for row in rows if row.get("data-outcome") == "not_applicable"]
    assert len(reasons) == one.counts["not_applicable"]
    assert all("不适用：" in told for told in reasons)


def test_a_station_with_nothing_in_play_has_dashes_and_no_radar() -> None:
    """No score is not a score of 0, and there is nothing to draw."""

    def blank(node: Node) -> Node:
        return replace(node, score=None, floor=None, ceiling=None, coverage=None, evidenced=None, weight=0.0, lost=0.0)

    one = station("typical-city")
    outside: tuple[Result, ...] = tuple(
        replace(result, outcome="out_of_scope", weight=0.0, lost=0.0, red_line=False, next_step=None, to_target=None)
        for result in one.results
    )
    empty = replace(
        one, index=blank(one.index), chapters=tuple(map(blank, one.chapters)), measures=tuple(map(blank, one.measures)),
        results=outside, counts={outcome: len(outside) * (outcome == "out_of_scope") for outcome in OUTCOMES},
        level=None, problems=(),
    )  # fmt: skip
    for entries in ((empty,), (empty, empty)):
        document = tree(render(cohort(*entries)))
        assert not document.xpath("//svg[@class='radar']")
        assert not document.xpath("//svg[@class='dial']/path[@class='fill']")
        assert "没有适用的指标" in document.text_content()
        # Of the whole and of each measure; in one row for each station, or spread over all of them.
        assert len(document.xpath("//td[contains(., '—')]")) > len(one.measures)
    assert "没有适用的红线" in render(cohort(empty))


def test_a_station_without_gaps_problems_or_missed_red_lines_is_told_so() -> None:
    framework = flat(indicator("M01.a"))
    found = text_of(
        render(Cohort(framework=framework, language="en", entries=(small_judged(framework, {"M01.a": 100.0}),)))
    )
    for key in ("no-gaps", "no-problems", "no-levels", "red-lines-not-asked"):
        assert WORDS[key][1] in found


def test_gates_are_shown_with_both_numbers() -> None:
    gate = GateResult(gate="fail-under", station="台", passed=False, have="48.5", need="60.0")
    made = replace(cohort(station("typical-city")), verdict=Verdict(gates=(gate,)))
    assert "门槛 fail-under：未通过（48.5，要求 60.0）" in text_of(render(made))
    both = replace(cohort(*many(2)), verdict=Verdict(gates=(gate, replace(gate, passed=True))))
    assert "门槛：通过 1 项，未通过 1 项" in text_of(render(both))


# --- many stations -------------------------------------------------------------------------------


class Packed:
    """A station as a batch packs it: what is compared, and neither its questionnaire nor its answers."""

    def __init__(self, one: Assessment) -> None:
        self.station, self.file, self.sha256, self.profile = one.station, one.file, one.sha256, one.profile
        self.index, self.chapters, self.measures = one.index, one.chapters, one.measures
        self.level, self.problems = one.level, one.problems
        self.counts, self.next_level, self.blockers = one.counts, one.next_level, one.blockers
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
    assert [section.get("id") for section in found.xpath("//main/section")] == ["problems"]
    assert len(found.xpath("//tr[@data-row]")) == sum(item.severity == "error" for item in failed.problems)
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
    city, file = entries[0].station, entries[0].file
    assert labels(entries, "zh") == (f"{city}（{file}）", f"{city}（{entries[1].file}）", entries[2].station)
    assert f"{city} ({file}) -0.9" in text_of(render(cohort(*entries, language="en")))


def test_the_sum_of_losses_is_told_only_where_it_holds() -> None:
    """A geometric mean loses more than its parts."""
    told = WORDS["shared-gaps-sum"][1]
    for how in ("arithmetic", "geometric"):
        framework = replace(flat(indicator("M01.a"), indicator("M01.b")), aggregate=how)
        one = small_judged(framework, {"M01.a": 90.0, "M01.b": 40.0})
        assert (told in render(Cohort(framework=framework, language="en", entries=(one, one)))) == (how == "arithmetic")


def test_a_ranking_brings_its_columns_and_its_order() -> None:
    """Place, range and tier stand before the name; who is not ranked stands last and says why."""
    entries = many(3)
    places = (
        Place(rank=None, reason="没有可比的机构"),
        Place(rank=1, tied=True, low=1, high=2, tier="第一梯队"),
        Place(rank=1, tied=True, low=1, high=3, tier="第一梯队"),
    )
    made = cohort(*entries)
    document = tree(fill("group.html.j2", made, group_facts(made, places)))
    rows = document.xpath("//section[@id='ranking']//tr[@data-row]")
    told = [[" ".join(cell.text_content().split()) for cell in row.xpath("./td")[:3]] for row in rows]
    assert told == [
        ["1（并列）", "1–2", "第一梯队"], ["1（并列）", "1–3", "第一梯队"], ["—", "—", "没有可比的机构"],
    ]  # fmt: skip
    heads = [head.text_content() for head in document.xpath("//section[@id='ranking']//thead//th")]
    assert heads[:4] == ["名次", "名次区间", "梯队", "机构"]


def test_the_way_to_each_section_of_many_stations() -> None:
    document = tree(page("en", *ALL))
    links = [link.get("href")[1:] for link in document.xpath("//nav//a")]
    assert [*links, "remarks"] == [section.get("id") for section in document.xpath("//main/section")]


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
            assert cell.get("class") == (None if node.score is None else f"h{min(9, int(node.score // 10))}")


def test_mean_losses_add_up_to_what_the_mean_index_lacks() -> None:
    entries = tuple(map(station, STATIONS))
    found = tallies(shipped(), gathered(shipped(), entries, labels(entries, "zh"))[0], "en")
    mean_index = math.fsum(one.index.score or 0.0 for one in entries) / len(entries)
    assert math.fsum(tally.lost for tally in found) == pytest.approx(100.0 - mean_index, rel=1e-12)
    for tally in found:
        assert sum(count for _, _, count in tally.parts) == tally.total == len(entries)
        assert tally.below <= tally.in_play <= tally.total


def test_an_indicator_names_the_stations_that_lose_most_and_no_more_than_ten() -> None:
    """Heaviest first, equal ones as they came."""
    entries = many(30)
    gatherings, missed = gathered(shipped(), entries, labels(entries, "zh"))
    found = {tally.item.id: tally for tally in tallies(shipped(), gatherings, "zh")}
    for place, item in enumerate(shipped().indicators):
        if item.id not in found:
            continue
        losses = [
            (one.results[place].lost, one.station) for one in entries
            if one.results[place].outcome in ("partial", "unmet", "unanswered")
        ]  # fmt: skip
        expected = [(name, lost) for lost, name in sorted(losses, key=lambda pair: -pair[0])[:NAMED]]
        assert list(found[item.id].worst) == expected
    assert list(missed) == [sum(result.red_line for result in one.results) for one in entries]


def test_remarks_of_many_stations_are_told_once_for_each_kind() -> None:
    rows = tree(render(cohort(*many(10)))).xpath("//section[@id='remarks']//tr[@data-row]")
    kinds = {(item.severity, item.code) for name in STATIONS for item in station(name).problems}
    assert len(rows) == len(kinds) > 1
    times = sum(int(row.xpath("./td[@class='number']")[1].text) for row in rows)
    assert times == 2 * sum(len(station(name).problems) for name in STATIONS)


# --- figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([], None),
        ([None], None),
        ([7.0], (7.0, 7.0, 7.0, 7.0, 7.0, 7.0)),
        ([10.0, None, 20.0], (10.0, 12.5, 15.0, 17.5, 20.0, 15.0)),
        ([50.0, 10.0, 40.0, 20.0, 30.0], (10.0, 20.0, 30.0, 40.0, 50.0, 30.0)),
        ([1.0, 2.0, 3.0, 10.0], (1.0, 1.75, 2.5, 4.75, 10.0, 4.0)),
    ],
)
def test_quartiles_are_those_of_a_spreadsheet(scores: list[float | None], expected: tuple[float, ...] | None) -> None:
    found = spread(scores)
    assert (found and (found.low, found.first, found.median, found.third, found.high, found.mean)) == expected


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30))
def test_a_spread_is_in_order_and_a_histogram_loses_no_score(scores: list[float]) -> None:
    found = spread(scores)
    assert found is not None
    assert found.low <= found.first <= found.median <= found.third <= found.high
    bins = histogram(scores)
    assert sum(each.count for each in bins) == len(scores)
    assert all(each.height >= 0 and each.y >= 0 for each in bins)


def test_a_score_on_an_edge_is_in_the_upper_tenth_and_100_in_the_last() -> None:
    assert [each.count for each in histogram([0.0, 9.99, 10.0, 90.0, 100.0])] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]


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


# --- one safe file -------------------------------------------------------------------------------


@pytest.mark.parametrize("made", PAGES, ids=str)
def test_nothing_in_the_file_points_outside(made: Any) -> None:
    """No address but those within the page, in attributes, in styles and in the script."""
    document = page(*made)
    found = tree(document)
    assert {link[:1] for link in found.xpath("//@href")} == {"#"}
    assert not found.xpath(
        "//@src | //@srcset | //@action | //@data | //@poster | //@ping | //@style | //link | //base"
    )
    assert not found.xpath(
        "//img | //iframe | //object | //embed | //form | //audio | //video | //use | //foreignObject"
    )
    assert not re.search(r"url\(|@import|https?:|fetch\(|XMLHttp|import\(", document)


@pytest.mark.parametrize("made", PAGES, ids=str)
def test_the_policy_permits_this_style_and_this_script_and_nothing_else(made: Any) -> None:
    found = tree(page(*made))
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,), (script,) = found.xpath("//style"), found.xpath("//script")

    def fingerprint(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert policy == (
        f"default-src 'none'; style-src {fingerprint(style.text)}; script-src {fingerprint(script.text)}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert found.xpath("//head/*")[1].get("http-equiv") == "Content-Security-Policy", "before all that it rules"


def test_hostile_text_is_shown_and_is_nothing_but_text() -> None:
    one = hostile()
    for entries in ((one,), (one, one, Failure(file=HOSTILE[4], problems=one.problems))):
        found = tree(render(cohort(*entries)))
        assert len(found.xpath("//script")) == len(found.xpath("//style")) == 1
        assert not found.xpath("//img | //base | //@onerror | //@onload | //b[not(ancestor::*[@class])]")
        told = found.text_content()
        for text in HOSTILE[:9]:
            assert text in told
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)


def test_a_long_text_is_folded_and_complete() -> None:
    found = tree(render(cohort(hostile())))
    assert HOSTILE[-1] in found.text_content()
    folds = found.xpath("//details[@class='long'][contains(., '长长长')]")
    assert folds
    assert all(len(fold.find("summary").text_content()) == 120 for fold in folds)


def test_what_html_cannot_escape_is_replaced() -> None:
    assert harmless("a\x00b\x1b\x7f\x85\ud800\uffff") == "a" + "\ufffd" + "b" + "\ufffd" * 5
    assert harmless("\u202eab\u2066") == "\ufffdab\ufffd"
    assert harmless("tab\tline\r\nnext\rlast\u200fئۇيغۇر") == "tab\tline\nnext\nlast\u200fئۇيغۇر"
    assert (clip("abc", 3), clip("abcd", 3)) == ("abc", "ab…")


# --- for everyone --------------------------------------------------------------------------------


@pytest.mark.parametrize("made", PAGES, ids=str)
def test_names_headings_and_references_hold_together(made: Any) -> None:
    """Ids are unique and those that are referred to exist; headings skip no level; each picture has a title."""
    found = tree(page(*made))
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = " ".join(found.xpath("//@aria-labelledby | //@aria-describedby")).split()
    assert set(named) | {link[1:] for link in found.xpath("//@href")} <= set(ids)
    levels = [int(each.tag[1]) for each in found.xpath("//h1 | //h2 | //h3 | //h4 | //h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert not found.xpath("//svg[@role='img'][not(title) and not(@aria-labelledby)]")
    assert not found.xpath("//svg[not(@role='img') and not(@aria-hidden='true')]")
    assert not found.xpath("//table[not(caption)] | //thead//th[not(@scope)] | //tbody//th[not(@scope)]")
    assert not found.xpath("//input[not(ancestor::label)] | //select[not(ancestor::label)]")


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_names_its_language(language: Language, tag: str) -> None:
    assert tree(page(language, "county-centre")).get("lang") == tag


def test_without_the_script_nothing_is_hidden_but_what_controls() -> None:
    """Rows, details and sections are all there; what needs the script waits for it."""
    found = tree(page("zh", "typical-city"))
    hidden = {each.get("class") for each in found.xpath("//*[@hidden]")}
    assert hidden == {"controls", "none", "further"}
    assert len(found.xpath("//section[@id='gaps']//tbody[@data-row]")) == len(below_target(station("typical-city")))


def test_the_script_stays_small() -> None:
    """It is read by people who decide whether to trust the file."""
    assert (TEMPLATES / "page.js").stat().st_size < 10_000


def test_templates_hold_no_words_of_their_own() -> None:
    """Every word stands in the catalogue, and every word of the catalogue is said."""
    sources = {path: path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.j2"))}
    for path, source in sources.items():
        plain = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", source, flags=re.DOTALL)
        assert set(re.findall(r"\w+", plain)) <= {"convergence", "sha256", "0", "100"}, path.name
    said = set().union(*(re.findall(r"word\('([a-z.-]+)'", source) for source in sources.values()))
    assert {key for key in said if "." not in key and not key.endswith("-")} <= set(WORDS)
    for key in sorted(key for key in said if "." in key and not key.endswith(("-", "."))):
        assert say("en", key, **dict.fromkeys(("gate", "have", "need"), "x"))
    code = "".join(path.read_text("utf-8") for path in sorted(TEMPLATES.parent.glob("*.py")))
    every = "".join(sources.values()) + code
    composed = ("means-", "evidence-", "red-")
    unsaid = [key for key in WORDS if not re.search(rf"['\"](page\.)?{re.escape(key)}['\"]", every)]
    assert [key for key in unsaid if not key.startswith(composed)] == []


# --- always the same -----------------------------------------------------------------------------


def test_folder_time_zone_locale_and_hash_seed_change_nothing(tmp_path: Path) -> None:
    """The same input gives the same bytes."""
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "zh_CN.UTF-8", "LANG": "zh_CN.UTF-8"},
    )
    made = []
    for place, more in enumerate(surroundings):
        folder = tmp_path / f"folder {place}"
        folder.mkdir()
        (folder / "city.xlsx").write_bytes((ROOT / "examples" / "typical-city.xlsx").read_bytes())
        command = [
            sys.executable,
            "-m",
            "convergence_cli",
            "assess",
            "city.xlsx",
            "-q",
            "--lang",
            "zh",
            "-o",
            "out.html",
        ]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr.decode()
        made.append((folder / "out.html").read_bytes())
    assert made[0] == made[1]
    assert str(tmp_path).encode() not in made[0]
