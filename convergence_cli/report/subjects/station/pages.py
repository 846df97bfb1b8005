"""What a page says of one station, beside what is drawn at its head."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment
from convergence_cli.report.cells import Cell, Content
from convergence_cli.report.document import Column, Paragraph, Row, Section, Table
from convergence_cli.report.evidence import sections as evidence_sections
from convergence_cli.report.findings import red_line_mark, red_lines_held
from convergence_cli.report.own_targets import own_sections
from convergence_cli.report.progress import blank_sections
from convergence_cli.report.sensitivity import sections as sensitivity_sections
from convergence_cli.report.subjects.station.gap import Gap, not_kept_of
from convergence_cli.report.subjects.station.gaps import gap_list
from convergence_cli.report.subjects.station.lists import chapter_table, evidence_sheet, measure_section, problem_sheet
from convergence_cli.report.subjects.station.method import method_part
from convergence_cli.report.subjects.station.words import Words


def page_sections(words: Words, judged: Assessment) -> Iterator[Section]:
    """Red lines, scores and gaps, the lists, what stands there only where there is something to say of it, and how all
    was worked out.
    """
    framework, language = words.framework, words.language
    yield _red_lines(words, judged)
    lead = Paragraph(text=words.word("page.chapters-lead"))
    yield Section(title=words.word("page.chapters"), blocks=(lead, chapter_table(words, judged)), id="chapters")
    yield measure_section(words, judged)
    yield gap_list(words, judged)
    yield from blank_sections(framework, judged, language)
    yield from (evidence_sheet(words), problem_sheet(words))
    yield from own_sections(framework, judged, language)
    yield from evidence_sections(judged, language)
    if judged.sensitivity:
        yield from sensitivity_sections(framework, judged.sensitivity, language)
    yield method_part(words, judged)


def _red_lines(words: Words, judged: Assessment) -> Section:
    columns = (
        Column(title=words.word("terms.red-line"), share=2),
        Column(title=words.word("terms.outcome"), kind="middle", share=1, is_choice=True),
        Column(title=words.word("terms.answer"), share=3),
        Column(title=words.word("station.next"), share=3),
    )
    lines = tuple(not_kept_of(words, judged))
    rows = (Row(cells=tuple(_red_line(words, gap))) for gap in lines)
    if lines:
        lead = words.word("page.red-lines-lead")
    else:
        held = red_lines_held(words.framework, judged)
        lead = words.word("page.red-lines-none", count=held) if held else words.word("page.red-lines-not-asked")
    blocks = (Paragraph(text=lead), Table(columns=columns, rows=tuple(rows)))
    return Section(title=words.word("page.red-lines"), blocks=blocks, id="red-lines")


def _red_line(words: Words, gap: Gap) -> Iterator[Content | Cell]:
    state, note = gap.result.red_line, f"{gap.measure}{words.word('separator')}{gap.item.id}"
    yield Cell(content=gap.title, note=note, to="" if gap.result.outcome == "unanswered" else f"gaps-{gap.item.id}")
    mark = red_line_mark(state, words.language) if state else ""
    yield Cell(content=mark, tone="plain" if gap.waiver else "red" if state == "missed" else "unanswered")
    yield from (gap.account, gap.steps)
