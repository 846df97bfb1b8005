"""The official paper of a station: five pages of prose, three attachments with every number, a list of fields."""

import io
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest
from content import STATIONS, gaps
from reports import example
from running import ROOT
from whole_stations import best, silent, worst

from convergence_cli.model.assessment import Cohort
from convergence_cli.model.language import Language
from convergence_cli.model.ledger import Ledger, LedgerEntry, LedgerRow
from convergence_cli.plan.brief import choose
from convergence_cli.policy import speaking
from convergence_cli.report import figures, rendered
from convergence_cli.report.findings import red_lines_held
from convergence_cli.report.official import PAGES, station_paper
from convergence_cli.report.paper.sheet import Field, Grid, Page, Paper, Text, lines
from convergence_cli.report.paper.standard import LINES
from convergence_cli.report.progress import provisional_words
from convergence_cli.scoring.engine import assess
from convergence_cli.scoring.progress import progress
from convergence_cli.texts import say

BOTH = pytest.mark.parametrize("language", ["zh", "en"])
EACH = pytest.mark.parametrize("name", STATIONS)
EXTREMES = {"best": best, "worst": worst, "silent": silent}
_ID = re.compile(r"\bM\d\d(\.[\w-]+)?\b")
_CELL = re.compile(r"![A-Z]+\d+|\b[A-Z]{1,2}\d{2,}\b")
_HASH = re.compile(r"\b[0-9a-f]{12,}\b")
_FINE = re.compile(r"\d\.\d{3,}")


@cache
def cohort(name: str, language: Language) -> Cohort:
    """An example, or a station of the framework that is as good, as bad or as silent as can be."""
    if name not in EXTREMES:
        return example(name, language)
    framework = example("typical-city").framework
    judged = assess(framework, EXTREMES[name](framework, "municipal"))
    return Cohort(framework=framework, language=language, entries=(judged,))


@cache
def paper(name: str, language: Language) -> Paper:
    made = cohort(name, language)
    with speaking(made.framework):
        return station_paper(made)


def body(made: Paper) -> list[Text]:
    """From the title to the signature: what stands on numbered upright pages before the first turned one."""
    numbers = [at for at, part in enumerate(made.parts) if isinstance(part, Page)]
    assert [part.numbers for at in numbers[:2] if isinstance(part := made.parts[at], Page)] == ["none", "first"]
    found = made.parts[numbers[1] + 1 : numbers[2]]
    assert all(isinstance(part, Text) for part in found), "no table stands in the body"
    return [part for part in found if isinstance(part, Text)]


def after(made: Paper) -> list[Text | Grid]:
    """The attachments and the list of fields."""
    third = [at for at, part in enumerate(made.parts) if isinstance(part, Page)][2]
    return [part for part in made.parts[third:] if not isinstance(part, Page)]


def words_of(parts: list[Text] | list[Text | Grid]) -> str:
    told = []
    for part in parts:
        if isinstance(part, Text):
            told.append(part.text)
        else:
            pieces = (piece for row in part.rows for cell in row for piece in cell)
            told += [piece if isinstance(piece, str) else piece.text for piece in (*part.heads, *pieces)]
    return "\n".join(told)


# --- the body ------------------------------------------------------------------------------------


@BOTH
@pytest.mark.parametrize("name", [*STATIONS, *EXTREMES])
def test_the_body_has_no_id_no_cell_no_hash_and_no_fine_decimals(name: str, language: Language) -> None:
    said = words_of(body(paper(name, language)))
    for pattern in (_ID, _CELL, _HASH, _FINE):
        assert pattern.findall(said) == [], pattern.pattern


def test_title_addressee_order_and_signature() -> None:
    parts = body(paper("typical-city", "zh"))
    told = [part.text for part in parts if part.text.strip()]
    assert told[:3] == ["关于江州市广播电视台2025年", "媒体深度融合发展自评情况的报告", "主送机关："]
    first = [part.text for part in parts if part.look == "first"]
    assert first == ["一、基本情况", "二、主要成效", "三、存在的问题和原因", "四、下一步措施"]
    assert told[-6:-2] == [
        "特此报告。",
        "附件：1. 各板块、各措施得分情况",
        "　　　2. 整改台账",
        "　　　3. 佐证材料和数据来源",
    ]
    assert [part.side for part in parts[-2:]] == ["right", "right"]
    assert parts[-2].pieces[:3] == ("江州市广播电视台", "", Field(text="盖章"))


@BOTH
@EACH
def test_what_is_provisional_is_said_in_the_first_paragraph(name: str, language: Language) -> None:
    (judged,) = cohort(name, language).assessments
    words = provisional_words(cohort(name, language).framework, judged, language)
    parts = body(paper(name, language))
    addressee = next(at for at, part in enumerate(parts) if part.pieces and isinstance(part.pieces[0], Field))
    assert words in parts[addressee + 1].text
    assert bool(words) == (judged.counts["unanswered"] > 0)
    assert words_of(parts).count(words) == 1 or not words


@BOTH
@EACH
def test_achievements_are_met_and_problems_are_gaps_by_chapter(name: str, language: Language) -> None:
    """Each with its answer; red lines and what the brief chooses before all others, in one chapter each."""
    made = cohort(name, language)
    (judged,) = made.assessments
    parts = body(paper(name, language))
    heads = [at for at, part in enumerate(parts) if part.look == "first"]
    achieved, problems, steps = (words_of(parts[heads[at] : heads[at + 1] if at < 3 else None]) for at in (1, 2, 3))
    title = {item.id: item.title.in_(language) for item in made.framework.indicators}
    below = {item.id for item, _ in gaps(name, language)}
    said = {key for key, words in title.items() if f"{words}（" in achieved or f"{words} (" in achieved}
    assert said
    assert all(judged.result[key].outcome == "met" for key in said)
    red = [key for key, state in judged.not_kept.items() if state == "missed"]
    assert all(title[key] in problems for key in red)
    chosen = [gap.id for gap in choose(made.framework, judged, {}, {}).gaps]
    assert all(title[key] in steps for key in chosen)
    told = [key for key in below if any(f"{title[key]}{mark}" in problems for mark in ("为", "：", ": "))]
    with_gaps = {judged.result[key].chapter for key in below}
    assert {judged.result[key].chapter for key in told} == with_gaps
    causes = say(language, "self_assessment.field-cause")
    assert problems.count(causes) == len(with_gaps)


def test_blanks_are_no_problems_and_named_by_department() -> None:
    parts = body(paper("county-centre", "zh"))
    (told,) = (part.text for part in parts if "补齐填报" in part.text)
    assert "尚有 8 题未填报（总编室 4 题、人力资源部 2 题、新媒体部 1 题、战略发展部 1 题）" in told


def test_the_ledger_says_who_and_by_when_and_what_was_mended() -> None:
    made = example("typical-city")
    (judged,) = made.assessments
    gap = choose(made.framework, judged, {}, {}).gaps[0].id
    met = next(each.id for each in judged.results if each.outcome == "met")
    entries = {gap: LedgerEntry(owner="沈知远", due="2026-06-30", action="调整权重表"), met: LedgerEntry(owner="甲")}
    rows = tuple(LedgerRow(station="", id=name, words=name, entry=entry) for name, entry in entries.items())
    with speaking(made.framework):
        told = words_of(body(station_paper(replace(made, ledger=Ledger(rows=rows)))))
    assert "调整权重表；由沈知远牵头，2026-06-30前完成。" in told
    assert f"上次台账中的{made.framework.indicator[met].title.zh}已整改到位" in told


@BOTH
@pytest.mark.parametrize("name", [*STATIONS, *EXTREMES])
def test_the_body_takes_as_much_as_its_pages_hold_and_no_more(name: str, language: Language) -> None:
    assert lines(body(paper(name, language)), language) <= PAGES * LINES[language]


# --- attachments and fields ----------------------------------------------------------------------


@BOTH
@EACH
def test_attachments_hold_every_gap_and_what_identifies_the_report(name: str, language: Language) -> None:
    made = cohort(name, language)
    (judged,) = made.assessments
    told = words_of(after(paper(name, language)))
    assert all(item.id in told for item, _ in gaps(name, language))
    assert judged.sha256 in told
    assert made.framework.sha256 in told
    assert all(measure.id in told for measure in made.framework.measures)
    assert figures.score(judged.index.evidenced) in told


@BOTH
@EACH
def test_every_field_is_listed_at_the_end(name: str, language: Language) -> None:
    """As often as it stands, and the list is the last page."""
    made = paper(name, language)
    *others, last = (part for part in made.parts if isinstance(part, Grid))
    told: Counter[str] = Counter(
        piece.text for part in made.parts if isinstance(part, Text) for piece in part.pieces if isinstance(piece, Field)
    )
    for grid in others:
        told.update(piece.text for row in grid.rows for cell in row for piece in cell if isinstance(piece, Field))
    listed: Counter[str] = Counter()
    for _, _, (text,), (count,) in last.rows:
        assert isinstance(text, str)
        listed[text] += int(str(count))
    assert listed == told
    lacking = sum(result.evidence_missing for result in cohort(name, language).assessments[0].results)
    assert told[say(language, "self_assessment.field-evidence")] >= lacking


def test_marked_in_word_is_what_is_to_be_filled_in() -> None:
    document = docx.Document(io.BytesIO(rendered(example("typical-city"), "word")))
    cells = [line for table in document.tables for row in table.rows for cell in row.cells for line in cell.paragraphs]
    runs = [run for line in [*document.paragraphs, *cells] for run in line.runs if run.text]
    marked = [run.text for run in runs if run.font.highlight_color is not None]
    assert marked == [run.text for run in runs if re.fullmatch(r"【.*】", run.text)]
    assert len(marked) > 100


def test_several_stations_stand_one_after_the_other_each_from_page_one() -> None:
    made = example("typical-city")
    several = replace(made, entries=(*made.entries, *example("county-centre").entries))
    with speaking(made.framework):
        parts = station_paper(several).parts
    assert [part.numbers for part in parts if isinstance(part, Page) and part.numbers != "on"] == ["none", "first"] * 2


# --- pages as they are printed -------------------------------------------------------------------


def printed(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each Word file in a folder as LibreOffice prints it, page by page."""
    if not all(map(shutil.which, ("soffice", "pdftotext"))):
        pytest.skip("LibreOffice (soffice) or poppler-utils (pdftotext) is not installed")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run([*command, "--outdir", str(folder), *files], capture_output=True, timeout=500, check=True)
    for path in sorted(folder.glob("*.pdf")):
        told = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
        yield path.stem, told.stdout.decode().split("\f")


def check_pages(pages: list[str], language: Language) -> None:
    """The brief on one page, a body of five at most, then turned attachments that begin on a page each."""
    heads = "附件 ?" if language == "zh" else "Attachment "
    starts = [at for at, page in enumerate(pages) if re.match(rf"\s*{heads}[123]\s*\n", page)]
    assert len(starts) == 3
    assert starts[0] - 1 <= PAGES, "the brief is one page before the body"
    ends = say(language, "self_assessment.field-date").replace("\u3000", "")
    assert ends[0] in pages[starts[0] - 1], "the signature closes the body"


@pytest.mark.xdist_group("libreoffice")
@BOTH
def test_libreoffice_prints_five_pages_of_body_at_most(tmp_path: Path, language: Language) -> None:
    for name in [*STATIONS, *EXTREMES]:
        (tmp_path / f"{name}.docx").write_bytes(rendered(cohort(name, language), "word"))
    found = dict(printed(tmp_path))
    assert set(found) == {*STATIONS, *EXTREMES}
    for pages in found.values():
        check_pages(pages, language)


@BOTH
@pytest.mark.parametrize("name", [*STATIONS, *EXTREMES])
def test_pdf_has_five_pages_of_body_at_most(name: str, language: Language, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils (pdftotext) is not installed")
    path = tmp_path / "report.pdf"
    path.write_bytes(rendered(cohort(name, language), "pdf"))
    told = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    check_pages(told.stdout.decode().split("\f"), language)


@pytest.mark.parametrize(("name", "language"), [("docs/papers.zh.md", "zh"), ("docs/papers.md", "en")])
def test_the_checklist_answers_for_the_example(name: str, language: Language) -> None:
    """Its numbers are those of the paper."""
    (judged,) = example("typical-city").assessments
    made = paper("typical-city", language)
    last = [part for part in made.parts if isinstance(part, Grid)][-1]
    counts = [int(str(row[3][0])) for row in last.rows]
    chosen = len(choose(example("typical-city").framework, judged, {}, {}).gaps)
    below = len(gaps("typical-city", language))
    asked = progress(example("typical-city").framework, judged.questionnaire).asked
    missed = sum(state == "missed" for state in judged.not_kept.values())
    held = red_lines_held(example("typical-city").framework, judged)
    chapters = len({judged.result[item.id].chapter for item, _ in gaps("typical-city", language)})
    lacking = sum(each.evidence_missing for each in judged.results)
    wanted = {
        "zh": (
            *(f"{asked} 题填全", f"都是 {figures.score(judged.index.score)} 分", f"适用 {held} 条，未达标 {missed} 条"),
            *(f"都是 {figures.score(judged.index.evidenced)} 分", f"{chapters} 个板块", f"{chosen} 项重点措施"),
            *(f"其余 {below - chosen} 项", f"{2 * below} 处待填", f"{lacking} 项没有佐证"),
            f"列出 {len(counts)} 类 {sum(counts)} 处",
        ),
        "en": (
            *(
                f"all {asked} questions",
                f"say {figures.score(judged.index.score)}",
                f"{held} apply, {missed} are not met",
            ),
            *(f"alone, {figures.score(judged.index.evidenced)}", f"the {chapters} chapters", f"{chosen} main steps"),
            *(f"the other {below - chosen} stand", f"{2 * below} fields", f"{lacking} answers lack it"),
            f"lists {len(counts)} kinds, {sum(counts)} places",
        ),
    }[language]
    told = (ROOT / name).read_text("utf-8")
    assert [words for words in wanted if words not in told] == []
