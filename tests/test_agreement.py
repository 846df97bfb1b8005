"""Every number that two formats of one report both print is the same number."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations
from random import Random

import museums
import pytest
from reports import example
from shown import on_terminal
from tables_in_formats import READERS, Row, displayed
from two_runs import run

from convergence_cli.cohort.overview import overview
from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.comparison import Judged
from convergence_cli.model.display import Display, showing
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.plan import Goal, Outlook
from convergence_cli.model.review import Review, Ruled, Ruling
from convergence_cli.plan.plan import plan
from convergence_cli.report import SUFFIXES, rendered
from convergence_cli.report.book.draft import number_format, on_scale
from convergence_cli.report.cells import Kind, shown
from convergence_cli.report.document import Column, Document, Section, Table
from convergence_cli.report.document import Row as DocumentRow
from convergence_cli.report.formats import SUFFIXES as OF_DOCUMENTS
from convergence_cli.report.formats.csv import render
from convergence_cli.report.subjects import report
from convergence_cli.texts import say

_NUMBER = re.compile(r"[+\-<>]*[\d,]+(?:\.\d+)?%?")
_TOO_FINE = re.compile(r"\d\.\d\d+%|\d\.\d{3,}")
Found = Mapping[tuple[str, str], frozenset[str]]
Rendered = Callable[[str], bytes]
"""A suffix -> the report."""


def _station(name: str) -> Callable[[Language], tuple[Framework, Rendered]]:
    def of(language: Language) -> tuple[Framework, Rendered]:
        cohort = example(name, language)
        return cohort.framework, lambda suffix: rendered(cohort, SUFFIXES[suffix])

    return of


def _assessment(name: str) -> Assessment:
    (judged,) = example(name).assessments
    return judged


def _batch(language: Language) -> tuple[Framework, Rendered]:
    names = ("central-body", "strong-province", "typical-city", "county-centre")
    framework, entries = example(names[0]).framework, tuple(map(_assessment, names))
    cohort = Cohort(framework=framework, language=language, entries=entries)
    cohort = replace(cohort, overview=overview(framework, cohort.stations, draws=20))
    return framework, lambda suffix: rendered(cohort, SUFFIXES[suffix])


def _comparison(language: Language) -> tuple[Framework, Rendered]:
    from convergence_cli.compare.pair import series

    framework = example("typical-city").framework
    judged = [_assessment(name) for name in ("typical-city-2024", "typical-city")]
    found = series(tuple(Judged(framework=framework, assessment=each, carried=each) for each in judged))
    return framework, lambda suffix: report("comparison", (found, language), OF_DOCUMENTS[suffix])


def _plan(language: Language) -> tuple[Framework, Rendered]:
    framework, judged = example("typical-city").framework, _assessment("typical-city")
    found = Outlook(framework=framework, language=language, plan=plan(framework, judged, Goal(level="L3")))
    return framework, lambda suffix: report("plan", (found,), OF_DOCUMENTS[suffix])


def _museum(language: Language) -> tuple[Framework, Rendered]:
    """On a coarse scale that does not begin at nothing."""
    cohort = museums.station(language)
    framework = replace(cohort.framework, display=Display(from_=1.0, to=5.0, decimals=0))
    cohort = replace(cohort, framework=framework)
    return framework, lambda suffix: rendered(cohort, SUFFIXES[suffix])


def _change(language: Language) -> tuple[Framework, Rendered]:
    from convergence_cli.compare.cohorts import compare_runs

    # A run that is called by its year has heads that read as numbers.
    found = compare_runs(replace(run(2024), label="first"), replace(run(2025), label="second"))
    return found.framework, lambda suffix: report("cohort_change", (found, language), OF_DOCUMENTS[suffix])


def _review(language: Language) -> tuple[Framework, Rendered]:
    """By turns upheld, refuted, and not ruled yet."""
    from convergence_cli.review.form import claimed
    from convergence_cli.review.standing import reviewed

    framework, judged = example("typical-city").framework, _assessment("typical-city")
    rulings: tuple[Ruling, ...] = ("upheld", "refuted", "pending")
    ruled = tuple(Ruled(id=each.id, ruling=rulings[at % 3]) for at, each in enumerate(claimed(judged)))
    found = reviewed(framework, judged, Review(file="r.xlsx", sha256="", ruled=ruled, problems=()))
    return framework, lambda suffix: report("review", (found, framework, language), OF_DOCUMENTS[suffix])


SUBJECTS = {
    **{
        name: (_station(name), (".md", ".csv", ".xlsx", ".html", ".docx"))
        for name in ("central-body", "typical-city", "county-centre")
    },
    "museum": (_museum, (".md", ".csv", ".xlsx", ".html", ".docx")),
    "batch": (_batch, (".md", ".csv", ".xlsx", ".html")),
    "comparison": (_comparison, (".md", ".csv", ".xlsx", ".html", ".docx")),
    "plan": (_plan, (".md", ".csv", ".xlsx", ".html", ".docx")),
    "cohort_change": (_change, (".md", ".csv", ".xlsx", ".html", ".docx")),
    "review": (_review, (".md", ".csv", ".xlsx", ".html", ".docx")),
}
"""A new subject is one line: how it is made in a language, and its formats."""


def _names(framework: Framework, language: Language) -> dict[str, str]:
    """What a row may be called, and the one name that it has here."""
    names = {say(language, "terms.index"): "index"}
    names |= {chapter.title.in_(language): chapter.id for chapter in framework.chapters}
    names |= {item.id: item.id for item in framework.indicators}
    return names | {measure.id: measure.id for measure in framework.measures}


def _same(number: str) -> str:
    """A number without what is a matter of taste: separators, a plus, zeros at its end."""
    digits, percent = number.replace(",", "").lstrip("+").removesuffix("%"), number.endswith("%")
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) + "%" * percent


def _named(row: Row, names: Mapping[str, str]) -> str | None:
    """The row's indicator, else its measure, chapter or the whole: the first cells say it."""
    for cell in row[:4]:
        if cell in names:
            return names[cell]
        words = re.findall(r"\b(?:M\d|[ABC])\d(?:\.[\w-]+)?", cell)
        told = [word for word in words if word in names]
        if len(told) == 1 or (told and all(word.startswith(told[0]) for word in told)):
            return names[max(told, key=len)]
    return None


def _read(rows: Iterable[Row], names: Mapping[str, str]) -> Found:
    """What stands in the row of a name under a heading: every number that does."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    heads: Row = ()
    for row in rows:
        numbers = {at for at, cell in enumerate(row) if _NUMBER.fullmatch(cell)}
        if not numbers:
            heads = row
            continue
        name = _named(row, names)
        for at in numbers if name else ():
            if at < len(heads) and heads[at] and not heads[at].isdigit():
                found[name or "", heads[at]].add(_same(row[at]))
    return {key: frozenset(numbers) for key, numbers in found.items()}


@cache
def _all(subject: str, language: Language) -> dict[str, tuple[tuple[Row, ...], Found]]:
    made, suffixes = SUBJECTS[subject]
    framework, render = made(language)
    names = _names(framework, language)
    rows = {suffix: tuple(READERS[suffix](render(suffix))) for suffix in suffixes}
    return {suffix: (each, _read(each, names)) for suffix, each in rows.items()}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_two_formats_of_one_report_print_the_same_numbers(subject: str, language: Language) -> None:
    """Under the same heading, in the row of the same chapter, measure or indicator."""
    formats = _all(subject, language)
    differing, compared = [], 0
    for (one, (_, left)), (other, (_, right)) in combinations(formats.items(), 2):
        for key in left.keys() & right.keys():
            compared += 1
            if not (left[key] <= right[key] or right[key] <= left[key]):
                differing.append((one, other, key, sorted(left[key]), sorted(right[key])))
    assert compared > 30
    assert not differing


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_two_languages_print_the_same_numbers_in_the_same_cells(subject: str) -> None:
    """As many rows and cells in both, and every cell that is a number in one is that number in the other."""
    zh, en = (_all(subject, language) for language in ("zh", "en"))
    for suffix, (rows, _) in zh.items():
        others = en[suffix][0]
        assert [len(row) for row in rows] == [len(row) for row in others], suffix
        cells = [pair for one, other in zip(rows, others, strict=True) for pair in zip(one, other, strict=True)]
        numbers = [pair for pair in cells if _NUMBER.fullmatch(pair[0]) or _NUMBER.fullmatch(pair[1])]
        assert numbers
        assert [pair for pair in numbers if pair[0] != pair[1]] == [], suffix


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_nobody_sees_more_than_one_decimal_of_a_percentage_or_two_of_a_number(subject: str, language: Language) -> None:
    """In no cell that is a number, of no format, but where it says what the station typed."""
    typed = {say(language, "lists.raw")}
    for suffix, (rows, _) in _all(subject, language).items():
        cells, skipped = [], set[int]()
        for row in rows:
            if typed & set(row):
                skipped = {at for at, cell in enumerate(row) if cell in typed}
            cells += [cell for at, cell in enumerate(row) if at not in skipped and _NUMBER.fullmatch(cell)]
        assert cells
        assert not [cell for cell in cells if _TOO_FINE.search(cell)], suffix


SCALES = (
    Display(),
    Display(decimals=0),
    Display(from_=1.0, to=5.0, decimals=0),
    Display(to=1.0, decimals=5),
    Display(from_=-5.0, to=5.0),
    Display(from_=200.0, to=800.0, decimals=0),
)
LIMITS: dict[Kind, tuple[float, float]] = {
    **dict.fromkeys(("score", "points", "loss"), (0.0, 100.0)),
    **dict.fromkeys(("gain", "fine"), (-100.0, 100.0)),
    "share": (0.0, 1.0),
    "percent": (-0.2, 1.3),
    "number": (-1e4, 1e14),
}


@pytest.mark.parametrize("display", SCALES)
def test_a_sheet_and_a_list_show_a_number_as_words_do(display: Display) -> None:
    """Of every kind, on any scale: halves, what is nearly nothing and nearly all, on either side of nothing."""
    chance, differing = Random(14), []
    for _ in range(3000):
        kind = chance.choice(list(LIMITS))
        low, high = LIMITS[kind]
        around = chance.choice([low, high, 0.0, (low + high) / 2, high * chance.randint(0, 2000) / 2000])
        number = around + (high - low) * chance.choice([0.0, 1e-3, -1e-3, 4e-4, -4e-4, 1e-11, -1e-11, chance.random()])
        number = min(high, max(low, number))
        with showing(display):
            said = _same(shown(number, kind))
            sheet = displayed(on_scale(kind, number), number_format(kind, number))
            row = DocumentRow(cells=(number,))
            table = Table(columns=(Column(title="n", kind=kind, width=1),), rows=(row,), is_list=True)
            sections = (Section(title="", blocks=(table,)),)
            listed = render(Document(framework=example("typical-city").framework, language="en", sections=sections))
        told = (_same(sheet), _same(listed.decode("utf-8-sig").splitlines()[1].strip('"')))
        if {*told} != {said}:
            differing.append((kind, number, said, *told))
    assert not differing


@pytest.mark.parametrize("language", ["zh", "en"])
def test_index_and_losses_add_up_on_any_scale(language: Language) -> None:
    """In a sentence that says their sum, and in the row of the whole, whose end of the scale the two reach."""
    cohort = museums.alone(1, language)
    cohort = replace(cohort, framework=replace(cohort.framework, display=Display(from_=1.0, to=5.0, decimals=2)))
    told = [rendered(cohort, name).decode() for name in ("markdown", "html")]
    sums = [re.search(r"(\d\.\d\d) \+ \D*(\d\.\d\d) = (\d\.\d\d)", text) for text in told]
    printed = [[float(number) for number in found.groups()] for found in sums if found]
    rows = [row for row in READERS[".xlsx"](rendered(cohort, "excel")) if row[0] == say(language, "lists.whole")]
    printed += [[float(row[1]), float(row[6]), 5.0] for row in rows]
    assert len(printed) == 3
    assert all(round(index + lost, 2) == whole == 5 for index, lost, whole in printed)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_red_lines_stand_in_one_order(language: Language) -> None:
    """Of page, summary sheet, Markdown and terminal: as the gap list has them, then what is unanswered."""
    cohort = example("typical-city-2024", language)
    mark = say(language, "terms.red-line")
    page = rendered(cohort, "html").decode()
    of_id = re.compile(rf"(?:{mark}|^).*?(M\d\d\.[\w-]+)")
    orders = {
        "html": re.findall(
            r"· (M\d\d\.[\w-]+)</bdi>", page.partition('id="red-lines"')[2].partition('id="chapters"')[0]
        ),
        "markdown": re.findall(rf"^- {mark}.*?(M\d\d\.[\w\\-]+)", rendered(cohort, "markdown").decode(), re.MULTILINE),
        "text": re.findall(rf"^  {mark}.*?(M\d\d\.[\w-]+)", on_terminal(cohort, 5000), re.MULTILINE),
        "excel": [
            found[1]
            for row in READERS[".xlsx"](rendered(cohort, "excel"))
            if row[0].startswith(mark) and (found := of_id.search(row[0]))
        ],
    }
    (gaps, *others) = (tuple(name.replace("\\", "") for name in names) for names in orders.values())
    assert len(gaps) > 2
    assert {*others} == {gaps}


def test_tenths_of_a_scale_are_called_as_scores_are_printed() -> None:
    """Bins of a batch's index and the colours of its heat map: on the sheet, in the histogram and in the legend."""
    cohort = museums.batch("en")
    cohort = replace(cohort, framework=replace(cohort.framework, display=Display(from_=1.0, to=5.0, decimals=1)))
    bins = [f"{1 + 0.4 * at:.2g}–{1.4 + 0.4 * at:.2g}" for at in range(10)]
    page = rendered(cohort, "html").decode()
    assert re.findall(r'<li class="h\d">([^<]+)', page) == bins
    assert {each.rpartition(" ")[0] for each in re.findall(r"stations: ([^<]+)</desc>", page)[0].split(", ")} <= {*bins}
    rows = [row[0] for row in READERS[".xlsx"](rendered(cohort, "excel"))]
    assert [name for name in rows if name in bins] == bins


def test_the_way_of_looking_finds_a_difference() -> None:
    """Two tables that differ in one digit differ."""
    heads, names = ("Chapter", "Lost"), {"A": "a"}
    assert _read([heads, ("A", "1.5")], names) != _read([heads, ("A", "1.6")], names)
    assert _read([heads, ("A", "+1.0")], names) == _read([heads, ("A", "1")], names)
