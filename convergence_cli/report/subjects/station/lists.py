"""Lists of a station that rest on its answers: chapters and measures, evidence, what was noticed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import IN_PLAY, Assessment, Node, Result
from convergence_cli.model.framework import Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.question import said
from convergence_cli.report import figures
from convergence_cli.report.cells import Cell, Content, Kind
from convergence_cli.report.choices import by_chapter
from convergence_cli.report.document import Column, Paragraph, Row, Section, Table
from convergence_cli.report.evidence import evidence_words, file_words
from convergence_cli.report.findings import lapse_words, scored_words, source_of
from convergence_cli.report.problems import cells
from convergence_cli.report.strips import drawn_score
from convergence_cli.report.subjects.station.words import Cells, Words
from convergence_cli.report.withheld import why_none

_NUMBERS: tuple[tuple[str, float, Kind], ...] = (
    ("terms.score", 11, "score"),
    ("terms.floor", 11, "score"),
    ("terms.ceiling", 11, "score"),
    ("terms.coverage", 11, "share"),
    ("terms.evidenced", 12, "score"),
    ("terms.to-target", 11, "share"),
    ("terms.weight", 11, "share"),
    ("terms.lost", 11, "loss"),
)
_GRAVITY = {"error": 0, "warning": 1, "note": 2}


def sheet_of(words: Words, key: str, table: Table, about: str = "", on_page: str = "") -> Section:
    """A section that is one list with a line on what it holds, on a sheet of its own; `on_page` is that line on a page
    that has more of the list.
    """
    said = Paragraph(text=about or words.word(f"about-{key}"), where="sheet" if on_page else "everywhere")
    more = (Paragraph(text=on_page, where="print"),) if on_page else ()
    blocks = (said, *more, replace(table, keeps_titles=True))
    return Section(title=words.word(f"sheet-{key}"), blocks=blocks, own_sheet=True, where="sheet")


# --- chapters and measures ------------------------------------------------------------------------


def chapter_sheet(words: Words) -> Section:
    """The whole, every chapter and every measure."""
    columns = words.columns(
        Column(title=words.word("terms.chapter"), width=26),
        Column(title=words.word("terms.measure"), width=44),
        *(
            Column(title=words.word(key), kind=kind, width=width, is_bar=key == "terms.score")
            for key, width, kind in _NUMBERS
        ),
        *((Column(title=words.word("terms.marks"), kind="middle", width=14),) if words.framework.is_marked else ()),
    )
    rows = tuple(row for judged in words.cohort.assessments for row in _tree(words, judged))
    return sheet_of(words, "chapters", Table(columns=columns, rows=rows, frozen=3 if words.several else 2))


def _tree(words: Words, judged: Assessment) -> Iterator[Row]:
    measures = {node.id: node for node in judged.measures}
    index = (words.word("terms.index"), "", *_numbers(words, judged.index))
    yield Row(cells=words.named(judged, index), tone="strong")
    for chapter, node in zip(words.framework.chapters, judged.chapters, strict=True):
        yield Row(cells=words.named(judged, (words.called[chapter.id], "", *_numbers(words, node))), tone="strong")
        for name in chapter.measures:
            yield Row(cells=words.named(judged, ("", words.called[name], *_numbers(words, measures[name]))))


def _numbers(words: Words, node: Node) -> tuple[float | str | None, ...]:
    return *_bounds(node), *((figures.marks(node),) if words.framework.is_marked else ())


def _bounds(node: Node) -> tuple[float | None, ...]:
    bounds = node.score, node.floor, node.ceiling, node.coverage, node.evidenced
    return *bounds, node.to_target, node.weight, node.lost


_ON_PAPER = ("terms.score", "terms.ceiling", "terms.coverage", "terms.to-target", "terms.weight", "terms.lost")


def chapter_table(words: Words, judged: Assessment, *, on_screen: bool = False) -> Table:
    """The chapters of one station, on a page with the whole below them; a screen is narrower than paper."""
    told = [key for key in _ON_PAPER if not on_screen or key != "terms.weight"]
    if on_screen and not words.framework.display.to_target:
        told.remove("terms.to-target")
    nodes = zip(words.framework.chapters, judged.chapters, strict=True)
    rows = (Row(cells=_drawn(words, judged, words.called[chapter.id], node)) for chapter, node in nodes)
    whole = Row(cells=_drawn(words, judged, words.word("terms.index"), judged.index), tone="strong", where="page")
    return Table(columns=_drawn_columns(words, "terms.chapter", told), rows=(*rows, whole))


def measure_section(words: Words, judged: Assessment) -> Section:
    """On a page: the measures of one station, by chapter."""
    by = Column(title=words.word("terms.chapter"), on_page=False, is_choice=True)
    rows = []
    for measure, node in zip(words.framework.measures, judged.measures, strict=True):
        chapter = words.framework.chapter_of[measure.id].id
        name = Cell(content=words.called[measure.id], note=words.called[chapter])
        rows.append(Row(cells=(*_drawn(words, judged, name, node), by_chapter(words, chapter))))
    columns = (*_drawn_columns(words, "terms.measure", _ON_PAPER), by)
    blocks = (
        Paragraph(text=words.word("page.measures-lead")),
        Table(columns=columns, rows=tuple(rows), is_searched=True),
    )
    return Section(title=words.word("page.measures"), blocks=blocks, id="measures", where="page")


def _drawn_columns(words: Words, named: str, told: Sequence[str]) -> tuple[Column, ...]:
    return (
        Column(title=words.word(named), share=34),
        Column(title=words.word("page.score-bar"), kind="strip", on_page=True),
        *(
            Column(
                title=words.word(key),
                kind=kind,
                share=11 if key in told else 0,
                is_bar=key == "terms.score",
                on_page=key != "terms.floor",
            )
            for key, _, kind in _NUMBERS
        ),
    )


def _drawn(words: Words, judged: Assessment, name: Content | Cell, node: Node) -> Cells:
    why = why_none(words.framework, judged, node, words.language)
    return name, drawn_score(words, node, why), *_bounds(node)


# --- evidence -------------------------------------------------------------------------------------


def evidence_sheet(words: Words) -> Section:
    """What evidence is asked for, what was named, what is missing, of everything in play; a page has the answers, too,
    and what does not apply.
    """
    looked = any(judged.evidence is not None for judged in words.cohort.assessments)
    files = (Column(title=words.word("evidence.column"), width=38),) if looked else ()
    columns = words.columns(
        Column(title=words.word("terms.measure"), width=22),
        Column(title=words.word("terms.indicator"), width=34, share=22),
        Column(title=words.word("terms.chapter"), share=12, is_choice=True),
        Column(title=words.word("terms.outcome"), kind="middle", width=11, share=9, is_choice=True),
        Column(title=words.word("terms.answer"), share=22),
        Column(title=words.word("evidence-required"), kind="middle", width=10),
        Column(title=words.word("evidence-claimed"), width=38, share=20),
        Column(title=words.word("evidence-missing"), kind="middle", width=15, share=9, is_choice=True),
        *files,
        Column(title=words.word("evidence-hint"), width=56, share=20),
        Column(title=words.word("terms.who"), width=15, share=9, says="who", is_choice=True),
    )
    rows = tuple(
        Row(
            cells=words.named(judged, _evidence(words, judged, item, result, looked=looked)),
            where="everywhere" if result.outcome in IN_PLAY else "print",
        )
        for judged in words.cohort.assessments
        for item, result in zip(words.framework.indicators, judged.results, strict=True)
        if item.in_scope(judged.profile)
    )
    table = Table(columns=columns, rows=rows, frozen=3 if words.several else 2, is_searched=True)
    return sheet_of(words, "evidence", table, on_page=words.word("evidence-asked", count=len(rows)))


def _evidence(words: Words, judged: Assessment, item: Indicator, result: Result, *, looked: bool) -> Cells:
    language = words.language
    return (
        *(words.called[result.measure], f"{item.id}\n{item.title.in_(language)}", words.called[result.chapter]),
        *(words.outcome(result), _answer(words, item, result)),
        words.word("terms.yes" if item.evidence.required else "terms.no"),
        evidence_words(words.framework, item, result.answer, language),
        _missing(words, judged, item, result),
        *((_files(words, judged, item),) if looked else ()),
        item.evidence.hint.in_(language) if item.evidence.hint else "",
        said(item.who, language),
    )


def _answer(words: Words, item: Indicator, result: Result) -> str:
    """What was scored, or why nothing is, where it stands, and what the station noted."""
    framework, language, note = words.framework, words.language, result.answer.note if result.answer else ""
    lapse = lapse_words(framework, item, result, language)
    scored = scored_words(framework, item, result, language) or words.word("terms.nothing")
    said = words.word("lapsed", reason=lapse) if lapse else scored
    lines = (said, source_of(framework, item, result, language), words.word("noted", note=note) if note else "")
    return "\n".join(line for line in lines if line)


def _files(words: Words, judged: Assessment, item: Indicator) -> Cell:
    """Each file that an answer names, found or not."""
    files = judged.files.get(item.id, ())
    tone = "plain" if not files else "met" if all(each.state == "found" for each in files) else "unmet"
    return Cell(content="\n".join(file_words(each, words.language) for each in files), tone=tone)


def _missing(words: Words, judged: Assessment, item: Indicator, result: Result) -> Cell:
    if result.outcome == "not_applicable":
        return Cell(content=words.word("terms.not_applicable"), tone="plain")
    if any(each.state != "found" for each in judged.files.get(item.id, ())):
        return Cell(content=words.word("evidence.not-all"), tone="unmet")
    if result.evidence_missing:
        some = result.answer is not None and result.answer.option_evidence
        return Cell(content=words.word("not-for-all" if some else "none-named"), tone="unmet")
    if result.outcome == "unanswered":
        return Cell(content=words.word("answer-first"), tone="unanswered")
    if not item.evidence.required:
        return Cell(content=words.word("not-required"), tone="plain")
    return Cell(content=words.word("complete"), tone="met")


# --- what was noticed -----------------------------------------------------------------------------


def gravest_first(problems: Iterable[Problem]) -> list[Problem]:
    """Errors, warnings, notes, each as they were noticed: the order of every list."""
    return sorted(problems, key=lambda item: _GRAVITY[item.severity])


def problem_sheet(words: Words) -> Section:
    """What was noticed while reading and checking, and the files that could not be judged."""
    return problem_list(
        words,
        (
            (entry.station if isinstance(entry, Assessment) else entry.file, item)
            for entry in words.cohort.entries
            for item in gravest_first(entry.problems)
        ),
    )


def problem_list(words: Words, found: Iterable[tuple[str, Problem]]) -> Section:
    """Problems, each with the station or file that it is of."""
    # Of one station there is no need to say whose they are.
    several = len(words.cohort.entries) > 1 or bool(words.cohort.failures)
    columns = (
        Column(title=words.word("station-or-file"), width=24, share=18 if several else 0),
        Column(title=words.word("terms.severity"), kind="middle", width=9, share=8, is_choice=True),
        Column(title=words.word("where"), share=14),
        Column(title=words.word("terms.code"), width=22, share=14),
        Column(title=words.word("terms.problem"), width=56, share=36),
        Column(title=words.word("terms.what-to-do"), width=46, share=28),
        Column(title=words.word("sheet"), width=14),
        Column(title=words.word("terms.cell"), kind="middle", width=10),
    )
    rows = tuple(_problem(owner, item, words.language) for owner, item in found)
    about = "" if rows else words.word("no-problems")
    return sheet_of(words, "problems", Table(columns=columns, rows=rows, frozen=1, is_searched=True), about)


def _problem(owner: str, item: Problem, language: Language) -> Row:
    severity, *others = cells(item, language)
    return Row(cells=(owner, severity, item.location.place, *others))
