"""What the stations lack in common: indicators below target, red lines missed, and by whom."""

from collections.abc import Iterator

from convergence_cli.report.book.draft import Cell, Toned, measure_label
from convergence_cli.report.book.listing import Column
from convergence_cli.report.cohort_workbook.draft import CohortDraft


def write_gaps(draft: CohortDraft) -> None:
    """Every indicator that counts for a station, the most common gap first."""
    fields = draft.columns(
        ("id", 28, "text"),
        ("terms.indicator", 44, "text"),
        ("terms.measure", 40, "text"),
        ("in-play", 10, "count"),
        ("below", 10, "count"),
        ("share", 10, "share"),
        ("terms.unanswered", 10, "count"),
        ("mean-lost", 10, "score"),
    )
    measures = {item.id: measure_label(draft, item) for item in draft.framework.measures}
    rows = (
        (
            *(gap.id, draft.indicator(gap.id), measures[draft.indicators[gap.id].measure]),
            *(gap.in_play, gap.below, gap.share, gap.unanswered, gap.lost),
        )
        for gap in draft.overview.gaps
    )
    draft.listed("gaps", fields, rows, 2)


def write_red_lines(draft: CohortDraft) -> None:
    """Every red line that some station must not miss."""
    fields = draft.columns(
        ("id", 28, "text"),
        ("terms.red-line", 56, "text"),
        ("asked", 12, "count"),
        ("missed", 12, "count"),
        ("share", 12, "share"),
    )
    rows = (
        (line.id, draft.indicator(line.id), line.asked, line.missed, line.share) for line in draft.overview.red_lines
    )
    draft.listed("red-lines", fields, rows, 1)


def write_missed(draft: CohortDraft) -> None:
    """Every station that misses a red line, and which: a column for each, to be filtered by."""
    lines = [line.id for line in draft.overview.red_lines]
    fields = (
        *draft.columns(("terms.station", 24, "text"), ("terms.file", 30, "text"), ("red-lines-missed", 10, "count")),
        *(
            Column(title=draft.word("labelled", id=line, title=draft.indicator(line)), width=18, kind="middle")
            for line in lines
        ),
    )
    draft.listed("missed", fields, _missed(draft, lines), 1, wide=True)


def _missed(draft: CohortDraft, lines: list[str]) -> Iterator[tuple[Cell, ...]]:
    for place, entry in draft.by_rank():
        found = draft.missed[place.position]
        if found:
            cells = (Toned(draft.word(f"terms.{found[line]}"), "red") if line in found else "" for line in lines)
            yield entry.station, entry.file, len(found), *cells
