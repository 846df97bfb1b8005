"""The HTML report without a browser: what it says, that it is one safe file, and that it is always the same."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pages import ALL, HOSTILE, cohort, hostile, many, page, shipped, station, text_of, tree
from running import ROOT
from small_frameworks import flat, indicator
from small_frameworks import judged as small_judged

from convergence_cli.model.assessment import OUTCOMES, Cohort, Failure, GateResult, Node, Result, Verdict
from convergence_cli.model.language import Language
from convergence_cli.report import figures
from convergence_cli.report.findings import below_target
from convergence_cli.report.json import render as as_json
from convergence_cli.report.page import render
from convergence_cli.report.page.frame import clip, harmless
from convergence_cli.saved.read import parse
from convergence_cli.saved.restore import restored
from convergence_cli.texts import say
from convergence_cli.texts.page import WORDS

TEMPLATES = ROOT / "convergence_cli" / "report" / "page" / "templates"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
PAGES = [(language, *names) for language in LANGUAGES for names in (("county-centre",), ALL)]


# --- what it says --------------------------------------------------------------------------------


def test_a_station_has_every_section_and_the_way_to_it() -> None:
    """The table of contents and the sections are the same list."""
    document = tree(page("zh", "typical-city"))
    links = [link.get("href") for link in document.xpath("//nav//a")]
    assert links == [f"#{section.get('id')}" for section in document.xpath("//main/section")]
    assert links[:3] == ["#brief", "#overview", "#red-lines"]
    assert links[3:] == ["#chapters", "#measures", "#gaps", "#part-5", "#part-6", "#part-7"]


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
    assert [row.get("id") for row in rows] == [f"gaps-{result.id}" for result in expected]
    for row, result in zip(rows, expected, strict=True):
        (lost,) = row.xpath("./tr[1]/td[@data-label='失分']")
        assert (lost.text_content(), float(lost.get("data-v"))) == (figures.score(result.lost), result.lost)


def test_each_missed_red_line_leads_to_its_gap() -> None:
    document = tree(page("en", "county-centre"))
    links = document.xpath("//section[@id='red-lines']//a/@href")
    assert links == [f"#gaps-{result.id}" for result in below_target(station("county-centre")) if result.red_line]
    assert links
    assert not set(links) - {f"#{name}" for name in document.xpath("//@id")}


def test_every_indicator_that_was_asked_is_in_the_list_of_evidence() -> None:
    """With the reason where it is not applicable, and with what is missing."""
    one = station("county-centre")
    rows = tree(page("zh", "county-centre")).xpath("//section[h2='佐证']//tr[@data-row]")
    asked = [result for result in one.results if result.outcome != "out_of_scope"]
    assert len(rows) == len(asked)
    states = [(row.get("data-choice-2"), row.get("data-choice-5")) for row in rows]
    lacking = [state for _, state in states if state in ("没有列出佐证", "有的选项没有佐证")]
    assert len(lacking) == sum(result.evidence_missing for result in asked) > 0
    assert all((outcome == "不适用") == (state == "不适用") for outcome, state in states)
    assert all((outcome == "未填报") == (state == "先填报") for outcome, state in states)
    reasons = [row.text_content() for row in rows if row.get("data-choice-2") == "不适用"]
    assert len(reasons) == one.counts["not_applicable"]
    assert all("不适用：" in told for told in reasons)


def test_a_station_with_nothing_in_play_has_dashes_and_no_radar() -> None:
    """No score is not a score of 0, and there is nothing to draw."""

    def blank(node: Node) -> Node:
        return replace(node, score=None, floor=None, ceiling=None, coverage=None, evidenced=None, weight=0.0, lost=0.0)

    one = station("typical-city")
    outside: tuple[Result, ...] = tuple(
        replace(result, outcome="out_of_scope", weight=0.0, lost=0.0, red_line=None, next_step=None, to_target=None)
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
    lists = "lists.no-gaps", "lists.no-problems", "lists.no-levels"
    for key in (*lists, "page.red-lines-not-asked"):
        assert say("en", key) in found


def test_gates_are_shown_with_both_numbers() -> None:
    gate = GateResult(gate="fail-under", station="台", passed=False, have="48.5", need="60.0")
    made = replace(cohort(station("typical-city")), verdict=Verdict(gates=(gate,)))
    assert "门槛 fail-under：未通过（48.5，要求 60.0）" in text_of(render(made))
    both = replace(cohort(*many(2)), verdict=Verdict(gates=(gate, replace(gate, passed=True))))
    assert "门槛：通过 1 项，未通过 1 项" in text_of(render(both))


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
    assert (TEMPLATES / "script.js").stat().st_size < 10_000


def test_templates_hold_no_words_of_their_own() -> None:
    """Every word stands in the catalogue, and every word of the catalogue is said."""
    sources = {path: path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.j2"))}
    for path, source in sources.items():
        plain = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", source, flags=re.DOTALL)
        assert set(re.findall(r"\w+", plain)) <= {"convergence", "sha256", "0", "100"}, path.name
    said = set().union(*(re.findall(r"word\('([a-z.-]+)'", source) for source in sources.values()))
    assert {key for key in said if "." not in key and not key.endswith("-")} <= set(WORDS)
    for key in sorted(key for key in said if "." in key and not key.endswith(("-", "."))):
        assert say(
            "en",
            key,
            **dict.fromkeys(("gate", "have", "need", "label", "text", "level", "lost", "count", "reached", "set"), "x"),
        )
    code = "".join(path.read_text("utf-8") for path in sorted(TEMPLATES.parent.parent.rglob("*.py")))
    every = "".join(sources.values()) + code
    composed = ("red-",)
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


def test_a_page_of_a_saved_report_is_the_same_page() -> None:
    """Nothing of the page hangs on the workbook being there."""
    made = cohort(station("county-centre"), language="en")
    saved = parse(as_json(made).encode(), "report.json")
    assert render(restored(saved, "report.json", shipped())) == page("en", "county-centre")
