"""Whatever is printed with its parts adds up as printed, by a reader with a pocket calculator, in every format."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import docx
import openpyxl
import pytest
from batches import several as batch
from conftest import ROOT
from lxml import html
from small_frameworks import NA, RAMP, Given, answers, chapter, framework, indicator, measure

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report import figures, rendered
from convergence_cli.report.adding import adding_up, printed_shares
from convergence_cli.report.explanation.weights import printed_by_kind
from convergence_cli.rubric.load import load
from convergence_cli.scoring.engine import assess
from convergence_cli.texts import say

MANY, SOME, FEW = 500, 30, 4
"""Stations of a test; what is tried in both languages, is tried on half of the many in each."""
HUNDRED = Decimal(100)


def random_framework(drawn: Random) -> Framework:
    """Two to seven chapters of one to four measures of one to three indicators, any weights."""

    def weight() -> float:
        return drawn.choice((1.0, float(drawn.randint(1, 9)), drawn.uniform(0.05, 30)))

    chapters, measures = [], []
    for at in range(drawn.randint(2, 7)):
        inside = []
        for _ in range(drawn.randint(1, 4)):
            name = f"M{len(measures) + 1:02}"
            items = [
                indicator(f"{name}.i{place}", weight(), RAMP, not_applicable=("why",))
                for place in range(drawn.randint(1, 3))
            ]
            measures.append(measure(name, *items, weight=weight()))
            inside.append(name)
        chapters.append(chapter(f"c{at}", *inside, weight=weight()))
    return framework(tuple(chapters), tuple(measures))


def random_station(drawn: Random, by: Framework, name: str) -> Assessment:
    """Full marks, nothing, blanks, what does not apply, and anything between; often near a full or an empty score."""
    near = drawn.choice((None, None, 0.0, 100.0))

    def given() -> Given:
        if near is not None and drawn.random() < 0.9:
            return abs(near - drawn.choice((0.0, 0.02, 0.05)))
        return drawn.choice((None, NA, 0.0, 100.0, drawn.uniform(0, 100), drawn.uniform(0, 100)))

    return replace(assess(by, answers(by, {item.id: given() for item in by.indicators})), station=name)


def random_cohorts(count: int, language: Language, seed: int) -> Iterator[Cohort]:
    """So many stations in cohorts of ten, each cohort with a framework of its own."""
    drawn = Random(seed)
    for first in range(0, count, 10):
        by = random_framework(drawn)
        entries = tuple(random_station(drawn, by, f"s{first + at}") for at in range(min(10, count - first)))
        yield Cohort(framework=by, language=language, entries=entries)


def decimal(shown: str) -> Decimal:
    """A number as it is printed; a dash is none."""
    bare = shown.strip().removesuffix("%").replace("\\", "")
    return Decimal(0) if bare == figures.NOTHING else Decimal(bare)


def adds_up(index: str, weights: list[str], lost: list[str], whole: str | None = None) -> None:
    """Chapters' weights to 100.0% and their losses to what the index lacks of 100; nothing of nothing."""
    if figures.NOTHING in index:
        assert {decimal(each) for each in (*weights, *lost)} <= {Decimal(0)}
        return
    assert sum(map(decimal, weights)) == HUNDRED
    assert decimal(index) + sum(map(decimal, lost)) == HUNDRED
    if whole is not None:
        assert decimal(index) + decimal(whole) == HUNDRED


def test_what_every_format_is_given_adds_up() -> None:
    """Index, chapters and measures, of 1,000 stations; each number is at most one step from its own."""
    for cohort in random_cohorts(MANY, "en", 1):
        for exact, shown in zip(cohort.assessments, adding_up(cohort).assessments, strict=True):
            adds_up(
                figures.score(shown.index.score),
                [figures.share(node.weight) for node in shown.chapters],
                [figures.score(node.lost) for node in shown.chapters],
                figures.score(shown.index.lost),
            )
            measures = {node.id: node for node in shown.measures}
            for each, node in zip(cohort.framework.chapters, shown.chapters, strict=True):
                inside = [measures[name] for name in each.measures]
                for key, words in (("lost", figures.score), ("weight", figures.share)):
                    parts = [decimal(words(getattr(part, key))) for part in inside]
                    assert sum(parts) == decimal(words(getattr(node, key)))
                    assert all(part >= 0 for part in parts)
            for was, now in zip((*exact.chapters, *exact.measures), (*shown.chapters, *shown.measures), strict=True):
                assert abs(was.lost - now.lost) <= 0.2
                assert abs(was.weight - now.weight) <= 0.002


@pytest.mark.parametrize("language", ["zh", "en"])
def test_index_and_losses_on_the_terminal(language: Language) -> None:
    pattern = re.compile(re.escape(say(language, "station.re-adds")).replace(r"\{", "{").replace(r"\}", "}"))
    pattern = re.compile(pattern.pattern.format(index=r"([\d.]+)", lost=r"([\d.]+)", total=r"([\d.]+)"))
    found = 0
    for cohort in random_cohorts(MANY // 2, language, 2):
        for index, lost, total in pattern.findall(rendered(cohort, "text").decode()):
            assert decimal(index) + decimal(lost) == decimal(total) == HUNDRED
            found += 1
    assert found > MANY // 2 * 0.9


@pytest.mark.parametrize("language", ["zh", "en"])
def test_chapters_in_markdown(language: Language) -> None:
    index = re.compile(re.escape(say(language, "station.index")).split(r"\{score\}")[0] + r"([\d.—]+)")
    heads = [
        say(language, f"terms.{key}")
        for key in ("chapter", "score", "ceiling", "coverage", "to-target", "weight", "lost")
    ]
    found = 0
    for cohort in random_cohorts(MANY // 2, language, 3):
        said = rendered(cohort, "markdown").decode().replace("\\", "").replace("*", "")
        for part in re.split(r"^## ", said, flags=re.MULTILINE):
            match = index.search(part)
            if match is None:
                continue
            table = part.split(f"| {' | '.join(heads)} |\n")[1].split("\n\n")[0].splitlines()[1:]
            cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in table]
            adds_up(match[1], [row[5] for row in cells], [row[6] for row in cells])
            found += 1
    assert found == MANY // 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_chapters_and_the_sum_in_a_workbook(language: Language) -> None:
    """As the cells show them: percentages and points with one decimal."""
    found = 0
    for cohort in random_cohorts(SOME, language, 4):
        book: Any = openpyxl.load_workbook(io.BytesIO(rendered(cohort, "excel")))
        sheet = book[say(language, "lists.sheet-chapters")]
        heads = [cell.value for cell in sheet[3]]
        score, weight, lost = (heads.index(say(language, key)) for key in ("terms.score", "terms.weight", "terms.lost"))
        rows: dict[str, list[tuple[str, ...]]] = {}
        names = {each.station for each in cohort.assessments}
        for row in sheet.iter_rows(min_row=4, values_only=True):
            if row[0] in names and not row[2]:  # no measure
                numbers = figures.score(_number(row[score])), figures.share(row[weight]), figures.score(row[lost])
                rows.setdefault(str(row[0]), []).append(numbers)
        for (index, _, whole), *chapters in rows.values():
            adds_up(index, [row[1] for row in chapters], [row[2] for row in chapters], whole)
            found += 1
        method = book[say(language, "lists.sheet-method")]
        own = [row for row in method.iter_rows(values_only=True) if row[0] in rows]
        for _, index, lost_, total, *_ in own:
            if _number(index) is not None:
                assert decimal(figures.score(index)) + decimal(figures.score(lost_)) == decimal(figures.score(total))
        shares = [cell.value for cell in method[3]].index(say(language, "lists.weight-in-measure"))
        for each in cohort.framework.measures:
            inside = [
                decimal(figures.share(row[shares]))
                for row in method.iter_rows(min_row=4, values_only=True)
                if str(row[1]).startswith(f"{each.id}.")
            ]
            assert sum(inside) == HUNDRED
    assert found == SOME


def _number(cell: object) -> float | None:
    return cell if isinstance(cell, int | float) else None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_chapters_and_measures_in_the_official_paper(language: Language) -> None:
    found = 0
    for cohort in random_cohorts(FEW, language, 5):
        for each in cohort.assessments:
            paper = docx.Document(io.BytesIO(rendered(replace(cohort, entries=(each,)), "word")))
            tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]
            whole, lost = say(language, "terms.index"), say(language, "terms.lost")
            (rows,) = (rows for rows in tables if rows[1][0] == whole and rows[0][-1] == lost)
            total, *inside = rows[1:]
            measures: list[list[list[str]]] = []
            for row in inside:
                if row[0].startswith("\u3000"):
                    measures[-1].append(row)
                else:
                    measures.append([row])
            parts = [chapter for chapter, *_ in measures]
            adds_up(total[1], [row[6] for row in parts], [row[7] for row in parts], total[7])
            for row, *below in measures:
                if row[1] != figures.NOTHING:
                    assert sum(decimal(part[7]) for part in below) == decimal(row[7])
                    assert sum(decimal(part[6]) for part in below) == decimal(row[6])
            found += 1
    assert found == FEW


@pytest.mark.parametrize("language", ["zh", "en"])
def test_chapters_and_the_sum_on_the_page(language: Language) -> None:
    found = 0
    for cohort in random_cohorts(FEW, language, 6):
        for each in cohort.assessments:
            page = html.fromstring(rendered(replace(cohort, entries=(each,)), "html"))
            rows = page.xpath("//section[@id='chapters']//tbody/tr")
            cells = [[cell.text_content() for cell in row.xpath("./td")] for row in rows]
            *parts, total = cells
            adds_up(total[1], [row[6] for row in parts], [row[7] for row in parts], total[7])
            said = re.findall(r"([\d.]+) \+ \D* ?([\d.]+) = ([\d.]+)", page.xpath("string(//section[@id='overview'])"))
            for index, lost, whole in said:
                assert decimal(index) + decimal(lost) == decimal(whole) == HUNDRED
            assert len(said) == (each.index.score is not None)
            found += 1
    assert found == FEW


def test_shares_of_a_whole_in_a_thousand_wholes() -> None:
    """Of stations by level, of weights within a measure; of none there are none."""
    drawn = Random(7)
    for _ in range(MANY):
        counts = [drawn.randint(0, 40) for _ in range(drawn.randint(1, 9))]
        shown = [decimal(figures.share(each)) for each in printed_shares(counts)]
        assert sum(shown) == (HUNDRED if sum(counts) else 0)
        assert all(share == 0 for share, count in zip(shown, counts, strict=True) if count == 0)
        assert all(
            abs(float(share) / 100 - n / sum(counts)) <= 0.001 for share, n in zip(shown, counts, strict=True) if n
        )


@pytest.mark.parametrize("form", ["markdown", "excel"])
def test_shares_of_stations_by_level(form: str) -> None:
    """Seven stations: 14.3% six times and 14.2% once, or as it comes."""
    cohort = batch("en")
    cohort = replace(cohort, entries=cohort.entries[:7])
    if form == "excel":
        book: Any = openpyxl.load_workbook(io.BytesIO(_batch(cohort, form)))
        rows = [[cell.value for cell in row] for row in book["Overview"].iter_rows()]
        first = next(at for at, row in enumerate(rows) if row[:3] == ["Level", "Stations", "Share"])
        shares = [figures.share(row[2]) for row in rows[first + 1 : first + 2 + len(cohort.framework.levels)]]
    else:
        said = _batch(cohort, form).decode()
        table = said.split("| Level | Stations | Share |\n")[1].split("\n\n")[0].splitlines()[1:]
        shares = [row.strip("|").split("|")[2] for row in table]
    assert sum(map(decimal, shares)) == HUNDRED


def _batch(cohort: Cohort, form: str) -> bytes:
    from convergence_cli.cohort.overview import overview

    return rendered(replace(cohort, overview=overview(cohort.framework, cohort.stations, draws=1)), form)


@pytest.mark.parametrize("path", ["rubrics/nrta-2020-79", "tests/frameworks/museums"])
def test_weights_of_a_catalogue_add_up_at_every_level_of_the_tree(path: str) -> None:
    """For every kind of station: chapters to 100.0%, measures to their chapter, indicators to their measure."""
    found = load(ROOT / path)
    for shown in printed_by_kind(found).values():
        tenths = {name: round(1000 * number) for name, number in shown.items()}
        assert sum(tenths[each.id] for each in found.chapters if each.id in tenths) == 1000
        for part, inside in (
            *((each.id, each.measures) for each in found.chapters),
            *((each.id, [item.id for item in each.indicators]) for each in found.measures),
        ):
            if part in tenths:
                assert sum(tenths.get(name, 0) for name in inside) == tenths[part]


def test_the_catalogue_prints_these_weights() -> None:
    """The last row under the indicators of a measure is their sum, for every kind of station."""
    said = (ROOT / "rubrics" / "README.md").read_text("utf-8")
    sums: list[Decimal] = []
    measures = 0
    for row in said.splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        shares = [decimal(cell) if cell.endswith("%") else Decimal(0) for cell in cells[7:]]
        if row.startswith("| M") and len(cells) > 7:
            sums = [one + other for one, other in zip(sums or [Decimal(0)] * len(shares), shares, strict=True)]
        elif row.startswith("|  | 合计 / Whole measure"):
            assert sums == shares
            sums, measures = [], measures + 1
    assert measures == 28


def test_losses_in_a_list_are_those_of_the_indicators() -> None:
    """A CSV file prints no sum: each number is rounded by itself."""
    (cohort,) = random_cohorts(1, "en", 8)
    rows = list(csv.DictReader(io.StringIO(rendered(cohort, "csv").decode("utf-8-sig"))))
    (judged,) = cohort.assessments
    for row, result in zip(rows, judged.results, strict=True):
        assert row[say("en", "terms.lost")] == (figures.score(result.lost) if result.weight else "")
