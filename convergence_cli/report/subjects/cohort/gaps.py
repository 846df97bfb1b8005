"""What the stations lack in common: indicators below target, red lines missed, and by whom."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from convergence_cli.model.framework import RedLineState
from convergence_cli.report.document import Cell, Column, Content, Paragraph, Row, Rows, Section, Table
from convergence_cli.report.subjects.cohort.batch import Batch

_MOST = 15
"""Gaps that paper tells; a sheet has them all."""


def gaps(batch: Batch) -> Section:
    """Every indicator that counts for a station, the most common gap first; on paper only what is a gap."""
    columns = batch.columns(
        ("terms.id", 28, 18, "text"),
        ("terms.indicator", 44, 32, "text"),
        ("terms.measure", 40, 0, "text"),
        ("in-play", 10, 10, "count"),
        ("below", 10, 10, "count"),
        ("share", 10, 10, "share"),
        ("terms.unanswered", 10, 10, "count"),
        ("mean-lost", 10, 10, "loss"),
    )
    measures = {item.id: batch.called[item.measure] for item in batch.framework.indicators}
    rows = (
        Row(
            cells=(
                *(gap.id, batch.titled(gap.id), measures[gap.id]),
                *(gap.in_play, gap.below, gap.share, gap.unanswered, gap.lost),
            ),
            where="everywhere" if gap.below else "sheet",
        )
        for gap in batch.overview.gaps
    )
    more = batch.word("station.more-rows")
    return batch.listed("gaps", Table(columns=columns, rows=tuple(rows), frozen=2, most=_MOST, more=more))


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
            cells=(line.id, batch.titled(line.id), line.asked, line.missed, line.share, line.unanswered),
            where="everywhere" if line.missed or line.unanswered else "sheet",
        )
        for line in lines
    )
    table = Table(columns=columns, rows=tuple(rows), frozen=1)
    broken = any(line.missed or line.unanswered for line in lines)
    none = () if broken else (Paragraph(text=batch.word("none-missed"), where="paper"),)
    return batch.listed("red-lines", table, *none, about="sheet")


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
