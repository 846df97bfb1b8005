"""Stations that are reported in full: on sheets their lists beside each other, on paper one after the other.

The first sheet of a workbook, the page and the official paper are set by hand; what they say of gaps, they take from
here.
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.display import printed
from convergence_cli.policy import heading, report_title
from convergence_cli.report.adding import adding_up
from convergence_cli.report.document import Block, Document, Later, Paragraph, Section, Source
from convergence_cli.report.evidence import sections as evidence_sections
from convergence_cli.report.figures import loss, score
from convergence_cli.report.findings import (
    counts_besides,
    red_lines_words,
    unscored,
)
from convergence_cli.report.own_targets import own_sections, own_sheet
from convergence_cli.report.progress import blank_sections
from convergence_cli.report.subjects.station.gap import not_kept_of
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.withheld import why_none

if TYPE_CHECKING:
    from convergence_cli.report.subjects.station.gaps import Excerpt


def document(cohort: Cohort) -> Document:
    """The report as a document, printed parts adding up; without a judged station, its problems only."""
    words = Words(adding_up(cohort))
    stations = words.cohort.assessments
    one = stations[0].station if len(stations) == 1 else ""
    heading = words.word("title", station=one) if one else words.word("title-several", count=len(stations))
    if not stations:
        heading = report_title(words.framework, words.language)
    return Document(
        framework=cohort.framework,
        language=cohort.language,
        heading=heading,
        title=report_title(words.framework, words.language),
        station=one,
        sections=(
            Later(where="sheet", make=partial(_sheets, words)),
            Later(where="list", make=partial(_lists, words)),
            Later(where="paper", make=partial(_paper, words)),
        ),
        sources=tuple(Source(station=each.station, file=each.file, sha256=each.sha256) for each in stations),
    )


def _sheets(words: Words) -> Iterator[Section]:
    from convergence_cli.report.sensitivity import sheet as sensitivity_sheet
    from convergence_cli.report.subjects.ledger import ledger_sheets
    from convergence_cli.report.subjects.station.answers import answer_sheet
    from convergence_cli.report.subjects.station.gaps import blank_sheet, gap_sheet
    from convergence_cli.report.subjects.station.lists import chapter_sheet, evidence_sheet, problem_sheet
    from convergence_cli.report.subjects.station.method import method_sheet

    stations = words.cohort.assessments
    if stations:
        yield chapter_sheet(words)
        yield from ledger_sheets(words)
        yield gap_sheet(words)
        blank = blank_sheet(words)
        if blank is not None:
            yield blank
        own = own_sheet(words.framework, stations, words.language)
        if own is not None:
            yield own
        yield evidence_sheet(words)
        analysed = [(judged.station, judged.sensitivity) for judged in stations if judged.sensitivity is not None]
        if analysed:
            yield sensitivity_sheet(words.framework, analysed, words.language)
        yield answer_sheet(words)
        yield method_sheet(words)
    yield problem_sheet(words)


def _lists(words: Words) -> Iterator[Section]:
    from convergence_cli.report.subjects.station.answers import indicator_list

    yield indicator_list(words)


def _paper(words: Words) -> Iterator[Section]:
    from convergence_cli.report.subjects.run import failure_sections, gate_sections, waiver_sections

    yield from failure_sections(words.cohort)
    yield from gate_sections(words.cohort)
    yield from waiver_sections(words.cohort)
    for judged in words.cohort.assessments:
        yield from of_station(words, judged)


def of_station(words: Words, judged: Assessment, excerpt: "Excerpt | None" = None) -> Iterator[Section]:
    """One station in full, on paper; `excerpt`: on a screen that lists these gaps."""
    from convergence_cli.report.sensitivity import sections as sensitivity_sections
    from convergence_cli.report.subjects.brief import brief_section
    from convergence_cli.report.subjects.station.gaps import gap_section
    from convergence_cli.report.subjects.station.lists import chapter_table

    word, framework, language = words.word, words.framework, words.language
    about = [Paragraph(text=heading(framework, language))]
    if framework.extends:
        about.append(Paragraph(text=word("overlays.laid-on", bases=framework.bases)))
    yield Section(title=judged.station, blocks=tuple(about), where="paper")
    yield brief_section(words, judged, title=word("brief.title"), depth=2)
    yield from _red_lines(words, judged)
    chapters = chapter_table(words, judged, on_screen=excerpt is not None)
    blocks = (chapters, *_without_score(words, judged))
    yield Section(title=word("station.chapters"), blocks=blocks, where="paper", depth=2)
    yield gap_section(words, judged, excerpt)
    yield from blank_sections(framework, judged, language, depth=2, chapter=excerpt.chapter if excerpt else None)
    yield from _unscored(words, judged)
    yield from own_sections(framework, judged, language, depth=2)
    yield from evidence_sections(judged, language, depth=2)
    if words.cohort.with_sensitivity or judged.sensitivity is not None:
        yield from sensitivity_sections(framework, judged.sensitivity, language, depth=2)
    yield Section(title=word("station.basis"), blocks=tuple(_basis(words, judged)), where="paper", depth=2)


def _red_lines(words: Words, judged: Assessment) -> Iterator[Section]:
    said, lines = [], tuple(not_kept_of(words, judged))
    for gap in lines:
        state, title = words.word(f"terms.red-line-{gap.result.red_line}"), words.called[gap.item.id]
        told = words.word("station.red-line", state=state, title=title, said=gap.account)
        said.append(Paragraph(text=told, tone="item"))
    title = red_lines_words(words.framework, judged, words.language)
    count = sum(gap.waiver is not None for gap in lines)
    title += words.word("gating.some-waived", count=count) if count else ""
    missed = any(gap.result.red_line == "missed" and gap.waiver is None for gap in lines)
    tone = "red" if missed else "partial" if lines else "met"
    yield Section(title=title, blocks=tuple(said), where="paper", depth=2, tone=tone)


def _without_score(words: Words, judged: Assessment) -> Iterator[Block]:
    """Why a chapter has no score."""
    for node in judged.chapters:
        if node.score is None:
            why = why_none(words.framework, judged, node, words.language)
            said = why or words.word("station.nothing-in-play")
            yield Paragraph(text=words.word("terms.fact", label=words.called[node.id], text=said), tone="item")


def _unscored(words: Words, judged: Assessment) -> Iterator[Section]:
    """What was asked and is not scored, with its answers."""
    asked = tuple(
        Paragraph(text=words.word("terms.fact", label=title, text=told), tone="item")
        for title, told in unscored(words.framework, judged, words.language)
    )
    if asked:
        title = words.word("station.unscored", count=len(asked))
        yield Section(title=title, blocks=asked, where="paper", depth=2)


def _basis(words: Words, judged: Assessment) -> Iterator[Block]:
    word, framework = words.word, words.framework
    parts = " + ".join(f"{word(f'terms.{name}')} {count}" for name, count in judged.counts.items())
    yield Paragraph(text=word("station.counts", parts=parts, total=sum(judged.counts.values())))
    yield from (Paragraph(text=besides) for besides in counts_besides(framework, judged, words.language))
    if judged.additive and judged.index.score is not None:
        index, lost = printed(judged.index.score) or 0.0, judged.index.lost
        numbers = {"index": score(index), "lost": loss(lost), "total": score(index + lost)}
        yield Paragraph(text=word("station.re-adds", **numbers))
    facts = {"framework": f"{framework.id} {framework.version}", "framework_sha256": framework.sha256}
    yield Paragraph(text=word("station.provenance", file=judged.file, sha256=judged.sha256, **facts), where="print")
