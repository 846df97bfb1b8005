"""What the stations lack in common: indicators below target, red lines missed, and by whom."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from convergence_cli.model.assessment import OUTCOMES
from convergence_cli.model.framework import RedLineState
from convergence_cli.model.gaps import CommonGap, RedLineCount
from convergence_cli.model.question import said
from convergence_cli.report import figures
from convergence_cli.report.cells import Cell, Content
from convergence_cli.report.choices import by_chapter, by_effort, by_obligation, by_red_line
from convergence_cli.report.document import Column, Fact, Paragraph, Row, Rows, Section, Table
from convergence_cli.report.findings import red_line_mark
from convergence_cli.report.places import Where
from convergence_cli.report.strips import counted, drawn_outcomes
from convergence_cli.report.subjects.cohort.batch import Batch

_MOST = 15
"""Gaps that paper tells; a sheet has them all."""


def gaps(batch: Batch) -> Section:
    """Every indicator that counts for a station, the most common gap first; on paper only what is a gap."""
    columns = (
        Column(title=batch.word("terms.id"), id="id", width=28, share=18, on_page=False),
        Column(title=batch.word("terms.indicator"), id="indicator", width=44, share=32),
        Column(title=batch.word("terms.measure"), id="measure", width=40),
        *batch.columns(("in-play", 10, 10, "count"), ("below", 10, 10, "count"), ("share", 10, 10, "share")),
        Column(title=batch.word("page.outcomes-bar"), kind="strip", on_page=True),
        *batch.columns(("terms.unanswered", 10, 10, "count"), ("mean-lost", 10, 10, "loss")),
        Column(title=batch.word("page.without-evidence-count"), kind="count", on_page=True),
        *_asked_of(batch),
    )
    states = {line.id: _state(line) for line in batch.overview.red_lines}
    rows = tuple(_gap(batch, gap, states.get(gap.id)) for gap in batch.overview.gaps)
    table = Table(
        columns=columns,
        rows=rows,
        frozen=2,
        most=_MOST,
        more=batch.word("station.more-rows"),
        is_searched=True,
        opens=batch.word("page.who-and-how"),
        legend=tuple((outcome, batch.word(f"terms.{outcome}")) for outcome in OUTCOMES),
    )
    return batch.listed("gaps", table)


def _asked_of(batch: Batch) -> Iterator[Column]:
    """By what a page is filtered, and what stands there for a framework that says it."""
    for key in ("terms.chapter", "terms.red-line", "page.obligation"):
        says = "obligation" if key == "page.obligation" else ""
        yield Column(title=batch.word(key), kind="middle", on_page=False, is_choice=True, says=says)
    yield Column(title=batch.word("terms.effort"), kind="middle", on_page=True, is_choice=True, says="effort")
    yield Column(title=batch.word("terms.who"), on_page=True, is_choice=True, says="who")


def _gap(batch: Batch, gap: CommonGap, state: RedLineState | None) -> Row:
    where: Where = "everywhere" if gap.below else "roomy"
    return Row(cells=tuple(_cells(batch, gap, state)), where=where, key=gap.id, more=tuple(_opened(batch, gap)))


def _cells(batch: Batch, gap: CommonGap, state: RedLineState | None) -> Iterator[Content | Cell]:
    item = batch.framework.indicator[gap.id]
    note = f"{batch.called[item.measure]}{batch.word('lists.separator')}{gap.id}"
    mark = red_line_mark(state, batch.language) if state else ""
    yield from (gap.id, Cell(content=batch.titled(gap.id), note=note, mark=mark))
    yield batch.called[item.measure]
    yield from (gap.in_play, gap.below, gap.share, drawn_outcomes(batch, gap.outcomes))
    yield from (gap.unanswered, gap.lost, gap.evidence_missing)
    yield by_chapter(batch, batch.framework.chapter_of[item.measure].id)
    yield from (by_red_line(batch, state), by_obligation(batch, item), by_effort(batch, item))
    yield said(item.who, batch.language)


def _opened(batch: Batch, gap: CommonGap) -> Iterator[Fact]:
    """How to close a gap, and who loses most."""
    advice = tuple(step.in_(batch.language) for step in batch.framework.indicator[gap.id].advice)
    if advice:
        yield Fact(label=batch.word("terms.advice"), text="", steps=advice)
    worst = tuple(
        f"{batch.called_apart(batch.stations[at])} {batch.word('station.gap-facts', lost=figures.loss(lost))}"
        for at, lost in gap.worst
    )
    others = gap.below - len(worst)
    rest = (batch.word("page.and-more", count=others),) if others else ()
    text = "\n".join((*rest, counted(batch, gap.outcomes)))
    yield Fact(label=batch.word("page.most-lost"), text=text, steps=worst)


def _state(line: RedLineCount) -> RedLineState | None:
    """Missed where a station misses it, else unanswered where one left it blank."""
    return "missed" if line.missed else "unanswered" if line.unanswered else None


def red_lines(batch: Batch) -> Section:
    """Every red line that some station must not miss; on paper those that one misses or left blank."""
    columns = batch.columns(
        ("terms.id", 28, 24, "text"),
        ("terms.red-line", 56, 40, "text"),
        ("asked", 12, 12, "count"),
        ("missed", 12, 12, "count"),
        ("share", 12, 12, "share"),
        ("terms.unanswered", 12, 12, "count"),
    )
    lines = batch.overview.red_lines
    rows = (
        Row(
            cells=(
                Cell(content=line.id, to=f"gaps-{line.id}"),
                *(batch.titled(line.id), line.asked, line.missed, line.share, line.unanswered),
            ),
            where="everywhere" if _state(line) else "sheet",
            more=tuple(_who(batch, line)),
        )
        for line in lines
    )
    table = Table(columns=columns, rows=tuple(rows), frozen=1, opens=batch.word("sheet-missed"))
    broken = any(map(_state, lines))
    none = () if broken else (Paragraph(text=batch.word("none-missed"), where="paper"),)
    lead = batch.word("page.red-lines-lead")
    return batch.listed("red-lines", table, *none, about="sheet", on_page=lead if broken else "")


def _who(batch: Batch, line: RedLineCount) -> Iterator[Fact]:
    counts = {"missed": line.missed, "unanswered": line.unanswered}
    for state, positions in line.who.items():
        if positions:
            names = [batch.called_apart(batch.stations[at]) for at in positions]
            others = counts[state] - len(names)
            more = [batch.word("page.and-more", count=others)] if others else []
            label = batch.word("page.missed-by" if state == "missed" else "page.unanswered-by", count=counts[state])
            yield Fact(label=label, text=batch.joined(*names, *more))


def missed(batch: Batch) -> Section:
    """Every station that misses a red line or left one blank, and which: a column for each, to be filtered by."""
    lines = [line.id for line in batch.overview.red_lines]
    columns = (
        *batch.columns(("terms.station", 24, 0, "text"), ("terms.file", 30, 0, "text")),
        *batch.columns(("red-lines-missed", 10, 0, "count"), ("red-lines-unanswered", 10, 0, "count")),
        *(Column(title=f"{line} {batch.titled(line)}", width=21, kind="middle") for line in lines),
    )
    table = Table(columns=columns, rows=Rows(partial(_missed, batch, lines)), frozen=1)
    return batch.listed("missed", table, where="sheet")


def _missed(batch: Batch, lines: list[str]) -> Iterator[Row]:
    for _, entry in batch.by_rank:
        if found := entry.not_kept:
            counts = Counter(found.values())
            numbers = counts["missed"], counts["unanswered"]
            yield Row(cells=(entry.station, entry.file, *numbers, *_states(batch, found, lines)))


def _states(batch: Batch, found: Mapping[str, RedLineState], lines: list[str]) -> Iterator[Content | Cell]:
    for line in lines:
        state = found.get(line)
        words = batch.word(f"state-{state}") if state else ""
        yield Cell(content=words, tone="red") if state == "missed" else words
