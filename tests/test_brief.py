"""The one page for who decides: what is chosen for it, what it says, the same everywhere, and that it is one page.

Pages are counted by LibreOffice and Chromium; skipped where a program is missing, unless
CONVERGENCE_REQUIRE_SOFFICE=1 or CONVERGENCE_REQUIRE_CHROMIUM=1 says that there must be one.
"""

import base64
import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from browsing import browsing
from content import STATIONS
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import example, said_in
from shown import on_terminal
from small_frameworks import NA, RED, SCORES, answers_to, chapter, flat, framework, indicator, judged, measure
from whole_stations import best, silent, worst

from convergence_cli.functions.by import function_for
from convergence_cli.functions.registry import function_of
from convergence_cli.model.assessment import Assessment, Blocker, Cohort, Earlier, Verdict
from convergence_cli.model.brief import Brief
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.ledger import Ledger, LedgerEntry, LedgerRow
from convergence_cli.model.question import Ask, Text
from convergence_cli.model.score import Band, Checklist, Score
from convergence_cli.plan.brief import choose
from convergence_cli.report import figures, rendered, rendered_brief
from convergence_cli.report.required import required, short_answer
from convergence_cli.report.subjects import laid_out
from convergence_cli.report.subjects.brief import brief_section, rows_of
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.rubric.load import find, load
from convergence_cli.scoring.engine import assess
from convergence_cli.texts import say

A, B, C, D, E, F, G = (f"M01.{name}" for name in "abcdefg")
LANGUAGES: tuple[Language, ...] = ("zh", "en")
BOTH = pytest.mark.parametrize("language", LANGUAGES)
EACH = pytest.mark.parametrize("name", STATIONS)


def chosen(scored: Framework, station: Assessment, **entries: LedgerEntry) -> Brief:
    return choose(scored, station, {f"M01.{name}": entry for name, entry in entries.items()}, ())


def reasons(found: Brief) -> list[tuple[str, str]]:
    return [(gap.id, gap.reason) for gap in found.gaps]


# --- what is chosen ------------------------------------------------------------------------------


def test_strengths_are_met_and_of_the_largest_weight_equal_ones_in_order() -> None:
    scored = flat(*(indicator(name, weight) for name, weight in ((A, 1.0), (B, 3.0), (C, 1.0), (D, 1.0), (E, 9.0))))
    full: dict[str, float] = dict.fromkeys((A, B, C, D), 100.0)
    assert chosen(scored, judged(scored, {**full, E: 10.0})).strengths == (B, A, C)


def test_what_is_blank_or_not_applicable_is_neither_a_strength_nor_a_gap() -> None:
    scored = flat(indicator(A, not_applicable=("why",)), indicator(B), indicator(C))
    found = chosen(scored, judged(scored, {A: NA, C: 100.0}))
    assert (found.strengths, found.gaps) == ((C,), ())


def test_red_lines_come_first_and_then_most_gain_for_effort() -> None:
    """What gains 10 in a month stands before what gains 20 in six."""
    items = (indicator(A, 1.0, effort=3), indicator(B, 2.0, effort=1), indicator(C, 1.0, red_line=RED, effort=5))
    scored = flat(*items)
    station = judged(scored, dict.fromkeys((A, B, C), 0.0))
    assert reasons(chosen(scored, station)) == [(C, "red-line"), (B, "gain"), (A, "gain")]


def test_there_are_five_gaps_and_red_lines_without_room_are_counted() -> None:
    names = (A, B, C, D, E, F, G)
    scored = flat(*(indicator(name, red_line=RED) for name in names))
    found = chosen(scored, judged(scored, dict.fromkeys(names, 0.0)))
    assert [gap.id for gap in found.gaps] == list(names[:5])
    assert found.red_lines_left == 2


def test_a_part_that_is_too_low_is_lifted_by_what_gains_most_for_its_effort() -> None:
    items = [indicator(name, weight) for name, weight in (("M01.a", 9.0), ("M02.a", 1.0), ("M02.b", 2.0))]
    scored = framework(
        (chapter("one", "M01"), chapter("two", "M02")), (measure("M01", items[0]), measure("M02", *items[1:]))
    )
    station = judged(scored, dict.fromkeys(("M01.a", "M02.a", "M02.b"), 10.0))
    blocked = replace(station, blockers=(Blocker(kind="chapter", id="two", have=10.0, need=40.0),))
    (first, *others) = choose(scored, blocked, {}, ()).gaps
    assert (first.id, first.reason, first.part) == ("M02.b", "level", "two")
    assert [gap.id for gap in others] == ["M01.a", "M02.a"]


def test_a_part_that_lacks_only_evidence_needs_no_better_answer() -> None:
    scored = flat(indicator(A), indicator(B))
    station = judged(scored, {A: 50.0, B: 50.0})
    lacking = Blocker(kind="chapter", id="one", have=0.0, need=40.0, on="evidenced")
    assert {gap.reason for gap in choose(scored, replace(station, blockers=(lacking,)), {}, ()).gaps} == {"gain"}


def test_an_indicator_stands_there_once_whatever_it_blocks() -> None:
    scored = flat(indicator(A, red_line=RED))
    station = judged(scored, {A: 0.0})
    blockers = (
        Blocker(kind="indicator", id=A, have=0.0, need=50.0),
        Blocker(kind="measure", id="M01", have=0.0, need=50.0),
    )
    assert reasons(choose(scored, replace(station, blockers=blockers), {}, ())) == [(A, "red-line")]


def test_accepted_gaps_are_passed_over_but_for_red_lines() -> None:
    scored = flat(indicator(A), indicator(B, red_line=RED), indicator(C))
    station = judged(scored, dict.fromkeys((A, B, C), 0.0))
    found = choose(scored, station, {}, {A, B})
    assert [(gap.id, gap.is_waived) for gap in found.gaps] == [(B, True), (C, False)]


def test_what_needs_something_first_is_not_begun_before_it() -> None:
    """But for a red line, which takes the months of both."""
    scored = flat(indicator(A, effort=2), indicator(B, effort=3, needs=(A,)))
    station = judged(scored, {A: 0.0, B: 0.0})
    assert [gap.id for gap in chosen(scored, station).gaps] == [A]
    red = flat(indicator(A, effort=2), indicator(B, effort=3, needs=(A,), red_line=RED))
    first, second = chosen(red, judged(red, {A: 0.0, B: 0.0})).gaps
    assert (first.id, first.months, second.id, second.months) == (B, 9, A, 3)


@pytest.mark.parametrize(
    ("effort", "horizon", "months"),
    [(1, "progress", 1), (2, "breakthrough", 3), (3, "progress", 9), (4, "breakthrough", 24), (5, "long-term", 42)],
)
def test_a_proposed_date_follows_the_horizon_and_the_effort(effort: int, horizon: str, months: int) -> None:
    """Quick steps are begun at once; others in the month that the horizon gives a plan at the latest."""
    scored = framework((chapter("one", "M01"),), (measure("M01", indicator(A, effort=effort), horizon=horizon),))
    (gap,) = chosen(scored, judged(scored, {A: 0.0})).gaps
    assert gap.months == months


def test_who_and_by_when_come_from_the_ledger() -> None:
    scored = flat(indicator(A), indicator(B), indicator(C))
    found = chosen(
        scored,
        judged(scored, dict.fromkeys((A, B, C), 0.0)),
        a=LedgerEntry(owner="王芳", leader="李强", department="总编室", due="2026-03-31"),
        b=LedgerEntry(leader="李强"),
    )
    assert [(gap.who, gap.due) for gap in found.gaps] == [("王芳", "2026-03-31"), ("李强", ""), ("", "")]


# --- in words ------------------------------------------------------------------------------------


def said_of(scored: Framework, station: Assessment, language: Language = "zh", **more: object) -> list[tuple[str, str]]:
    cohort = Cohort(framework=scored, language=language, entries=(station,), **more)  # type: ignore[arg-type]
    return list(rows_of(brief_section(Words(cohort), station)))


def told(scored: Framework, station: Assessment, language: Language = "zh", **more: object) -> str:
    return "\n".join(text for _, text in said_of(scored, station, language, **more))


def test_what_the_ledger_says_stands_as_it_is_and_what_is_proposed_is_said_to_be() -> None:
    """Each of the two alone, both, and neither; what is past its day is overdue."""
    scored = flat(*(indicator(name, who=Text(zh="总编室", en="Editors")) for name in (A, B, C, D)))
    station = judged(scored, dict.fromkeys((A, B, C, D), 0.0))
    late = tuple(replace(each, overdue_since="2026-03-31") if each.id == A else each for each in station.results)
    entries = (
        (A, LedgerEntry(owner="王芳", due="2026-03-31")),
        (B, LedgerEntry(owner="李强")),
        (C, LedgerEntry(due="三季度")),
    )
    rows = tuple(LedgerRow(station="", id=name, words="", entry=entry) for name, entry in entries)
    found = told(scored, replace(station, results=late), ledger=Ledger(rows=rows), as_of="2026-04-01")
    people = [line.split("；")[2:] for line in found.splitlines() if "达标后" in line]
    assert people == [
        ["由王芳负责", "2026-03-31 前完成（已逾期）"],
        ["由李强负责", "建议 1 个月内完成"],
        ["建议由总编室负责", "时限：三季度"],
        ["建议由总编室负责，1 个月内完成"],
    ]


def test_nothing_good_nothing_bad_and_nothing_at_all_are_said() -> None:
    scored = flat(indicator(A), indicator(B))
    assert "没有达标的" in told(scored, judged(scored, {A: 0.0, B: 0.0}))
    assert "均达到目标" in told(scored, judged(scored, {A: 100.0, B: 100.0}))
    nothing = told(scored, judged(scored, {}), "en")
    assert "level no level" not in told(scored, replace(judged(scored, {}), level=None), "en")
    assert "Nothing is answered yet" in nothing
    assert "No indicator that was answered is met yet" in nothing
    assert "字" not in nothing


def test_a_strength_without_evidence_says_so() -> None:
    scored = flat(indicator(A))
    station = judged(scored, {A: 100.0})
    bare = replace(station, results=(replace(station.results[0], evidence_missing=True),))
    assert "尚无佐证材料" in told(scored, bare)
    assert "尚无佐证材料" not in told(scored, station)


def test_the_change_since_the_report_that_a_station_is_held_to_subtracts_as_printed() -> None:
    scored = flat(indicator(A))
    station = judged(scored, {A: 50.06})
    verdict = Verdict(earlier={(station.station, station.file): Earlier(file="2024.json", index=40.04)})
    assert "此前报告（2024.json）为 40.0，变化 +10.1" in told(scored, station, verdict=verdict)
    assert "此前报告" not in told(scored, station)


def test_a_waived_red_line_says_so_and_red_lines_left_are_counted() -> None:
    names = (A, B, C, D, E, F, G)
    scored = flat(*(indicator(name, red_line=RED) for name in names))
    found = told(scored, judged(scored, dict.fromkeys(names, 0.0)))
    assert "红线未达标 7 条" in found
    assert "另有未达标的红线 2 条未列" in found
    assert found.count("（红线未达标）") == 5


CHECKLIST = Score(checklist=Checklist(items=dict.fromkeys("abcdef", 1.0), must_have=(), cap=0.0))
DATED = Score(
    bands=(Band(below="2024-03-01", points=100.0), Band(up_to="2024-12-31", points=60.0), Band(otherwise=0.0))
)
STEPS = Score(bands=(Band(above=0.5, points=100.0), Band(from_=0.3, points=60.0), Band(otherwise=0.0)))
NONE = Score(bands=(Band(up_to=0, points=100.0), Band(otherwise=0.0)))


@pytest.mark.parametrize(
    ("score", "target", "given_", "words"),
    [
        (STEPS, 100.0, 0.1, "高于 50%"),
        (STEPS, 60.0, 0.1, "不低于 30%"),
        (NONE, 100.0, 3.0, "为 0%"),
        (DATED, 100.0, "2025-01-01", "早于 2024-03-01"),
        (DATED, 60.0, "2025-01-01", "不晚于 2024-12-31"),
        (Score(expect="yes"), 100.0, False, "达到“是”"),
        (CHECKLIST, 100.0, ("a", "b", "c"), "补齐“字”、“字”、“字”"),
        (CHECKLIST, 100.0, ("a",), "补齐“字”、“字”等 5 项"),
    ],
)
def test_what_the_target_asks(score: Score, target: float, given_: object, words: str) -> None:
    item = indicator(A, score=score)
    if score is DATED:
        item = replace(item, ask=Ask(type="date", question=item.ask.question))
    assert required(flat(item), item, {}, target, given_, "zh") == words  # type: ignore[arg-type]


NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")


@given(data=st.data(), score=SCORES, target=st.integers(1, 100))
@settings(max_examples=300)
def test_an_amount_that_is_asked_for_earns_the_target_and_one_beyond_it_does_not(
    data: st.DataObject, score: Score, target: int
) -> None:
    item = indicator(A, score=score)
    scored = flat(item)
    answer = data.draw(answers_to(item, scored))
    profile = {"level": "city"}
    words = required(scored, item, profile, float(target), answer, "en")
    key = next((key for key in ("at least", "at most", "above", "below") if words.startswith(key)), "")
    if item.ask.type != "number" or not key:
        return
    earned = function_of(function_for(item.score, profile), scored).earned
    amount = float(NUMBER.findall(words)[0].replace(",", ""))
    # An amount on a slope is printed with two decimals, on the side where it earns the target; or with one step more,
    # so that the printed answer is to it as the answer is to the exact one.
    step = max(0.01, abs(amount) * 1e-3) * (1 if key in ("at least", "above") else -1)
    is_enough = isinstance(answer, int | float) and earned(answer) >= target
    assert earned(amount + (step if is_enough or not key.startswith("at") else 0.0)) >= target
    assert earned(amount - 3 * step) < target
    if key.startswith("at"):
        have = float(figures.measured(answer, "number").replace(",", "").strip("<>"))
        assert (have >= amount if key == "at least" else have <= amount) == is_enough


def test_ticked_items_are_counted_and_options_named() -> None:
    item = indicator(A, score=CHECKLIST)
    assert short_answer(flat(item), item, ("a", "b"), "en") == "2 in place"
    option = indicator(A, score=Score(choices={"full": 100.0, "none": 0.0}))
    assert short_answer(flat(option), option, "full", "zh") == "“字”"


# --- the same in every format, and its numbers those of every other page ---------------------------


def blocks(name: str, language: Language) -> list[tuple[str, str]]:
    cohort = example(name, language)
    return list(rows_of(brief_section(Words(cohort), cohort.assessments[0])))


def squeezed(told_: str) -> str:
    return re.sub(r"[\s\u2068\u2069]", "", re.sub(r"<[^>]*>", "", told_))


def sheet_text(content: bytes) -> str:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def everywhere(name: str, language: Language) -> Iterator[tuple[str, str]]:
    """Every whole report and every brief alone, as text."""
    cohort = example(name, language)
    yield "text", on_terminal(cohort, 5000, 10)
    yield "text alone", laid_out("brief", (cohort,), 5000)
    for make, more in ((rendered, ""), (rendered_brief, " alone")):
        for form in ("markdown", "html", "word"):
            yield form + more, said_in(form, make(cohort, form))
        yield f"excel{more}", sheet_text(make(cohort, "excel"))
    yield "csv alone", rendered_brief(cohort, "csv").decode("utf-8-sig").replace('""', '"')


@BOTH
@EACH
def test_every_sentence_stands_in_every_format(name: str, language: Language) -> None:
    sentences = [squeezed(re.sub(r"^\d\. ", "", text)) for _, text in blocks(name, language)]
    assert len(sentences) > 8
    for form, found in everywhere(name, language):
        assert [each for each in sentences if each not in squeezed(found)] == [], form


@BOTH
@EACH
def test_nothing_in_it_is_an_id_a_cell_or_a_digest(name: str, language: Language) -> None:
    found = "\n".join(text for _, text in blocks(name, language))
    assert re.findall(r"M\d\d|![A-Z]+\d+|[0-9a-f]{12}", found) == []


@BOTH
@EACH
def test_its_numbers_are_those_of_the_assessment(name: str, language: Language) -> None:
    cohort = example(name, language)
    (station,) = cohort.assessments
    facts = dict(blocks(name, language))
    node = station.index
    every = [text for _, text in blocks(name, language)]
    standing = next(text for text in every if figures.score(node.score) in text)
    assert standing
    assert figures.score(node.evidenced) in facts[{"zh": "评定依据", "en": "What this rests on"}[language]]
    assert figures.share(node.coverage) in facts[{"zh": "评定依据", "en": "What this rests on"}[language]]
    for gap in choose(cohort.framework, station, {}, ()).gaps:
        title = cohort.framework.indicator[gap.id].title.in_(language)
        line = next(text for text in every if f". {title}" in text)
        assert gap.step is None or figures.gain(gap.step.gain) in line
        assert gap.step in (None, station.result[gap.id].to_target, station.result[gap.id].next_step)


def test_a_csv_file_of_it_has_two_columns_and_a_name_where_there_are_several() -> None:
    cohort = example("typical-city")
    lines = list(csv.reader(io.StringIO(rendered_brief(cohort, "csv").decode("utf-8-sig"))))
    assert lines[0] == ["事项", "内容"]
    assert lines[1][0] == "总体情况"
    both = replace(cohort, entries=(*cohort.entries, *example("county-centre").entries))
    several = list(csv.reader(io.StringIO(rendered_brief(both, "csv").decode("utf-8-sig"))))
    assert {line[0] for line in several[1:]} == {each.station for each in both.assessments}


@BOTH
@EACH
def test_it_is_short_on_a_terminal(name: str, language: Language) -> None:
    most = {"zh": 28, "en": 36}[language]
    assert len(laid_out("brief", (example(name, language),), 80).splitlines()) <= most


# --- one page ------------------------------------------------------------------------------------


@cache
def stations() -> dict[str, Assessment]:
    """Every example, and a station that has the best, the worst and no answers."""
    scored = load(find())
    found = {name: example(name).assessments[0] for name in STATIONS}
    for level in ("provincial", "county"):
        made = {"best": best, "worst": worst, "silent": silent}
        found |= {f"{name}-{level}": assess(scored, make(scored, level)) for name, make in made.items()}
    return found


def made(name: str, language: Language) -> Cohort:
    return Cohort(framework=load(find()), language=language, entries=(stations()[name],))


EXTREMES = [f"{kind}-{level}" for level in ("provincial", "county") for kind in ("best", "worst", "silent")]
CASES = [(name, language) for name in (*STATIONS, *EXTREMES) for language in LANGUAGES]
WHOLE: list[tuple[str, Language]] = [("typical-city", "zh"), ("silent-provincial", "zh"), ("worst-provincial", "en")]
"""Of which the whole report is printed, too."""


def needs(*programs: str) -> None:
    if not all(map(shutil.which, programs)):
        where = pytest.fail if os.environ.get("CONVERGENCE_REQUIRE_SOFFICE") == "1" else pytest.skip
        where(f"not installed: {programs}")


def pages_of(pdf: Path) -> list[str]:
    """What stands on each page."""
    found = subprocess.run(["pdftotext", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True)
    return [squeezed(page) for page in found.stdout.decode().split("\f")[:-1]]


def last_sentence(name: str, language: Language) -> str:
    """How it begins: the ends of lines that are close to each other are read in any order."""
    *_, (_, text_) = rows_of(brief_section(Words(made(name, language)), stations()[name]))
    return squeezed(text_)[:20]


@pytest.mark.xdist_group("libreoffice")
def test_it_is_one_page_of_word_and_of_excel(tmp_path: Path) -> None:
    """Alone it is the only one; in a whole report the first, the end of it included, and nothing else is there."""
    needs("soffice", "pdftotext")
    for name, language in CASES:
        for form, suffix in (("word", "docx"), ("excel", "xlsx")):
            path = tmp_path / f"{name}-{language}-{form}.{suffix}"
            path.write_bytes(rendered_brief(made(name, language), form))
    for name, language in WHOLE:
        path = tmp_path / f"whole-{name}-{language}.docx"
        path.write_bytes(rendered(made(name, language), "word"))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    files = [str(path) for path in sorted((*tmp_path.glob("*.docx"), *tmp_path.glob("*.xlsx")))]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], capture_output=True, timeout=500, check=True)
    for name, language in CASES:
        for form in ("word", "excel"):
            pages = pages_of(tmp_path / f"{name}-{language}-{form}.pdf")
            assert len(pages) == 1, (name, language, form)
            assert last_sentence(name, language) in pages[0], (name, language, form)
    for name, language in WHOLE:
        first, second, *_ = pages_of(tmp_path / f"whole-{name}-{language}.pdf")
        assert last_sentence(name, language) in first
        assert squeezed(stations()[name].station) in second


@pytest.mark.xdist_group("chromium")
def test_it_is_one_printed_page_of_html(tmp_path: Path) -> None:
    needs("pdftotext")
    with browsing() as browser:
        for name, language in CASES:
            for make, alone in ((rendered_brief, True), (rendered, False))[: 1 + ((name, language) in WHOLE)]:
                path = tmp_path / "page.html"
                path.write_bytes(make(made(name, language), "html"))
                browser.open(path, media="print")
                found = browser.command("Page.printToPDF", preferCSSPageSize=True)
                (tmp_path / "page.pdf").write_bytes(base64.b64decode(found["data"]))
                pages = pages_of(tmp_path / "page.pdf")
                assert last_sentence(name, language) in pages[0], (name, language, alone)
                assert (len(pages) == 1) == alone, (name, language, len(pages))
                assert alone or pages[1].startswith(squeezed(say(language, "page.overview"))), (name, language)
