"""Clauses in parts, each covered or excused by itself; and what questions, options and thresholds rest on."""

import json
from typing import Any

import pytest
from shown import as_text
from small_frameworks import answers
from tiny_rubric import FILES, built, mutated, problems_of

from convergence_cli import policy
from convergence_cli.model.assessment import Cohort
from convergence_cli.report import rendered
from convergence_cli.report.explanation.cards import cards
from convergence_cli.report.page import render as page
from convergence_cli.report.subjects.catalogue import document as catalogue
from convergence_cli.report.subjects.listing import coverage
from convergence_cli.report.subjects.station.method import method_sheet
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.rubric.overlay.resolve import resolve
from convergence_cli.scoring.engine import assess

F, A, B = "framework.yaml", "M01.yaml", "M02.yaml"
CLAUSES = 'clauses: ["01.1", "01.2"]\n'
PARTS = 'parts: {"01.1": {first: {zh: 首发, en: First}, best: {zh: 优发, en: Best}}}\n'
OWN = '    clauses: ["01.1"]\n'
SHARE, STUDIOS = '["01.1/first"]', '["01.1/best"]'


def divided(share: str, studios: str, excused: str = "") -> dict[str, str]:
    """The tiny framework, its first clause in two parts; what its two indicators cover, and what is excused."""
    head, first, second = FILES[A].replace(CLAUSES, CLAUSES + PARTS).split(OWN)
    if excused:
        head = head.replace(
            "not_scored:\n", f'not_scored:\n  - {{clause: "{excused}", because: {{zh: 因, en: Why}}}}\n'
        )
    return {**FILES, A: f"{head}    clauses: {share}\n{first}    clauses: {studios}\n{second}"}


def codes(files: dict[str, str]) -> list[str]:
    return [item.code for item in problems_of(files) if item.severity == "error"]


def both() -> dict[str, str]:
    return divided(SHARE, STUDIOS)


@pytest.mark.parametrize(
    ("share", "studios", "excused", "expected"),
    [
        (SHARE, STUDIOS, "", []),
        (SHARE, SHARE, "", ["clause-not-covered"]),
        (SHARE, SHARE, "01.1/best", []),
        (SHARE, SHARE, "01.1/first", ["clause-covered-and-excused", "clause-not-covered"]),
        (SHARE, SHARE, "01.1", ["clause-not-covered", "clause-part-missing"]),
        (SHARE, '["01.1"]', "", ["clause-not-covered", "clause-part-missing"]),
        (SHARE, '["01.1/best", "01.1/worst"]', "", ["clause-unknown"]),
    ],
)
def test_each_part_is_covered_or_says_why_not(share: str, studios: str, excused: str, expected: list[str]) -> None:
    assert sorted(codes(divided(share, studios, excused))) == expected


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('parts: {"01.1"', 'parts: {"01.9"', "clause-unknown"),
        (", best: {zh: 优发, en: Best}", "", "clause-parts-few"),
        ("{first: {zh: 首发, en: First}", "{First: {zh: 首发, en: First}", "id-malformed"),
        ('clauses: ["01.1", "01.2"]', 'clauses: ["01.1", "01.2", "01.2/a"]', "id-malformed"),
    ],
)
def test_parts_are_those_of_a_clause_of_the_measure(old: str, new: str, code: str) -> None:
    files = both()
    assert old in files[A]
    assert code in codes({**files, A: files[A].replace(old, new, 1)})


def lines(found: Any) -> str:
    return "\n".join(block.text for section in found.sections for block in section.blocks)


def test_coverage_counts_parts_and_explanations_name_them() -> None:
    framework = built(both())
    told = lines(coverage(framework, "en"))
    assert "01.1/first First  M01.share" in told
    assert "01.1/best Best  M01.studios" in told
    whole = sum(len(measure.units) for measure in framework.measures)
    assert f"3 clauses, {whole} requirements: " in told
    (clause, *items) = cards(framework, "01.1", "en")
    assert clause.facts[0].steps == ("01.1/first First: M01.share", "01.1/best Best: M01.studios")
    assert [item.id for item in items] == ["M01.share", "M01.studios"]
    assert [item.id for item in cards(framework, "01.1/best", "en")] == ["01.1/best", "M01.studios"]
    rows = [
        str(row.cells)
        for part in catalogue(framework).sections
        for block in part.blocks
        for row in getattr(block, "rows", ())
    ]
    assert any("01.1/first 首发 / First" in row and "M01.share" in row for row in rows)


def test_hiding_an_indicator_excuses_the_part_that_it_covered() -> None:
    overlay = """\
id: prov
version: 1.0.0
title: {zh: 省, en: Province}
source: {title: {zh: 文, en: Doc}, number: 二号, issuer: {zh: 省局, en: Office}, date: 2024-01-01}
extends: tiny
hide:
  indicators: [{id: M01.studios, relax: true, because: {zh: 不办, en: Not run here}}]
"""
    made, found = resolve(built(both()), "overlay.yaml", overlay)
    assert [item.code for item in found if item.severity == "error"] == []
    assert made is not None
    assert [item.clause for item in made.measures[0].not_scored] == ["01.2", "01.1/best"]


# --- sources -----------------------------------------------------------------------------------------

LAW = "{title: {zh: 某法, en: Some act}, number: 主席令第1号, date: %s, url: 'https://example.org/act'}"
BAND = "above: 50%, points: 100"


def sourced(day: str) -> dict[str, str]:
    files = mutated(A, BAND, f"{BAND}, source: {LAW % day}")
    options = "      options: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}\n"
    return mutated(B, options, f"{options}      sources: {{b: {LAW % day}}}\n", files)


def test_what_a_threshold_or_an_option_rests_on_is_told_and_marked_where_it_is_later_than_the_policy() -> None:
    """The policy is of 2020-11-13."""
    for day, marked in (("2019-01-01", False), ("2020-11-13", False), ("2021-06-10", True)):
        framework = built(sourced(day))
        share = policy.sources(framework, framework.indicator["M01.share"], "en")
        named = f"“Some act” (主席令第1号), {day}, https://example.org/act"
        later = " (later than the policy, which is of 2020-11-13)" if marked else ""
        assert share == (f"The step worth 100 points: {named}{later}",)
        picked = next(item for item in framework.indicators if item.ask.sources)
        assert policy.sources(framework, picked, "zh")[0].startswith("选项“乙”：《某法》（主席令第1号），")
        (card,) = cards(framework, "M01.share", "en")
        assert [fact.steps for fact in card.facts if fact.key == "sources"] == [share]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("date: 2021-06-10", "date: 2021-06-31", "citation-date"),
        ("date: 2021-06-10", "date: 2021年", "citation-date"),
        ("https://example.org/act", "javascript:alert(1)", "citation-url"),
        ("https://example.org/act", "https://example.org/a b", "citation-url"),
    ],
)
def test_a_source_has_a_day_and_an_address_or_none(old: str, new: str, code: str) -> None:
    files = sourced("2021-06-10")
    assert code in codes({**files, A: files[A].replace(old, new)})
    assert codes({**files, A: files[A].replace("date: 2021-06-10, url: 'https://example.org/act'", "number: 二")}) != []
    bare = "{title: {zh: 某法, en: Some act}}"
    assert codes({**files, A: files[A].replace(LAW % "2021-06-10", bare)}) == []


def test_an_option_that_there_is_not_has_no_source() -> None:
    files = sourced("2021-06-10")
    assert "option-unknown" in codes({**files, B: files[B].replace("sources: {b:", "sources: {c:")})


def test_sources_earn_nothing() -> None:
    """The same points, and an overlay may name them without asking for less."""
    overlay = f"""\
id: prov
version: 1.0.0
title: {{zh: 省, en: Province}}
source: {{title: {{zh: 文, en: Doc}}, number: 二号, issuer: {{zh: 省局, en: Office}}, date: 2024-01-01}}
extends: tiny
set:
  indicators:
    - id: M01.share
      to: {{source: {LAW % "2021-06-10"}}}
      because: {{zh: 注明依据, en: Name it}}
"""
    made, found = resolve(built(FILES), "overlay.yaml", overlay)
    assert [(item.code, item.values) for item in found] == []
    assert made is not None


def test_reports_show_in_their_method_what_things_rest_on() -> None:
    """A column of the sheet and a cell of the page; neither column is there where nothing rests on anything."""
    for files, is_there in ((sourced("2021-06-10"), True), (FILES, False)):
        framework = built(files)
        station = assess(framework, answers(framework, {"M01.studios": 3.0}))
        cohort = Cohort(framework=framework, language="en", entries=(station,))
        sheet = [str(row.cells) for row in tables_of(method_sheet(Words(cohort)))]
        for told in ("\n".join(sheet), page(cohort)):
            assert ("later than the policy, which is of 2020-11-13" in told) == is_there


def tables_of(section: Any) -> list[Any]:
    return [row for block in section.blocks for row in getattr(block, "rows", ())]


@pytest.mark.parametrize("kind", ["word", "excel", "csv", "markdown"])
def test_gap_lists_and_the_paper_have_a_place_for_sources_where_there_are_any(kind: str) -> None:
    """Of a threshold and of an option, marked where they are later; without any there is no column and no table."""
    for files, is_there in ((sourced("2021-06-10"), True), (FILES, False)):
        framework = built(files)
        station = assess(framework, answers(framework, {"M01.studios": 3.0}))
        told = as_text(kind, rendered(Cohort(framework=framework, language="en", entries=(station,)), kind))
        named = is_there and kind != "markdown"
        assert ("later than the policy, which is of 2020-11-13" in told.replace("\n", " ")) is named
        if kind in ("word", "excel"):
            assert ("Option “B”: “Some act”" in told) is is_there


def test_json_names_what_each_indicator_rests_on() -> None:
    """With all of its parts, of which option or points it is, and whether it is later than the policy."""
    framework = built(sourced("2021-06-10"))
    station = assess(framework, answers(framework, {"M01.studios": 3.0}))
    content = rendered(Cohort(framework=framework, language="en", entries=(station,)), "json")
    told = {each["id"]: each["sources"] for each in json.loads(content)["stations"][0]["indicators"]}
    act = {"title": "Some act", "number": "主席令第1号", "date": "2021-06-10", "url": "https://example.org/act"}
    assert told["M01.share"] == [{**act, "option": None, "points": 100.0, "later": True}]
    assert [found for found in told.values() if found and found[0]["option"]] == [
        [{**act, "option": "b", "points": None, "later": True}]
    ]
    assert told["M01.studios"] is None
