"""What was sent: files that could not be judged, how complete and how well documented the answers are, warnings."""

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.errors import Problem
from convergence_cli.report.book.charts import counts, put_chart
from convergence_cli.report.book.draft import Cell, Toned
from convergence_cli.report.book.listing import HEADER_ROW, Column
from convergence_cli.report.cohort_workbook.draft import CohortDraft, Spec
from convergence_cli.texts import hint, message

_PROBLEM: tuple[Spec, ...] = (
    ("severity", 9, "middle"),
    ("code", 22, "text"),
    ("problem", 56, "text"),
    ("hint", 46, "text"),
    ("sheet", 16, "text"),
    ("terms.cell", 10, "middle"),
)
_GRAVITY = {"error": 0, "warning": 1, "note": 2}
_CHART_COLUMNS = (2, 6)


def write_unreadable(draft: CohortDraft) -> None:
    """Every file that could not be judged, with each of its problems."""
    fields = draft.columns(("terms.file", 34, "text"), *_PROBLEM)
    rows = (
        (failure.file, *_problem(draft, item))
        for failure in draft.cohort.failures
        for item in sorted(failure.problems, key=lambda item: _GRAVITY[item.severity])
    )
    draft.listed("unreadable", fields, rows, 1)


def write_remarks(draft: CohortDraft) -> None:
    """Every warning, station by station; notes are only counted."""
    fields = draft.columns(("terms.station", 22, "text"), ("terms.file", 26, "text"), *_PROBLEM)
    rows = (
        (entry.station, entry.file, *_problem(draft, item))
        for entry in draft.stations
        for item in entry.problems
        if item.severity != "note"
    )
    draft.listed("remarks", fields, rows, 1)


def write_quality(draft: CohortDraft) -> None:
    """Problems by code, then coverage in bins with their chart, then evidence."""
    fields = draft.columns(
        ("problem-kind", 52, "text"),
        ("stations", 11, "count"),
        ("times", 11, "count"),
        ("share", 11, "share"),
        ("severity", 11, "middle"),
        ("code", 28, "text"),
    )
    sheet, free = draft.listed("quality", fields, _kinds(draft), 0)
    after = _evidence(draft, sheet, max(free, HEADER_ROW + 1) + 1)
    _coverage(draft, sheet, after + 1)


def _kinds(draft: CohortDraft) -> Iterator[tuple[Cell, ...]]:
    for found in draft.overview.quality.problems:
        title = draft.word(f"problems.{found.code}/title")
        severity = Toned(draft.word(f"terms.{found.severity}"), found.severity)
        yield title, found.stations, found.times, found.stations / len(draft.stations), severity, found.code


def _evidence(draft: CohortDraft, sheet: Worksheet, row: int) -> int:
    """The two counts and their share; gives the row after them."""
    quality = draft.overview.quality
    draft.put(sheet, row, 1, draft.word("evidence"), tone="heading")
    share = quality.evidence_missing / quality.answered if quality.answered else None
    draft.put(sheet, row + 1, 1, draft.word("answers-with-evidence"))
    draft.put(sheet, row + 1, 2, quality.answered, "count")
    draft.put(sheet, row + 2, 1, draft.word("evidence-missing"))
    draft.put(sheet, row + 2, 2, quality.evidence_missing, "count")
    draft.put(sheet, row + 3, 1, draft.word("evidence-missing-share"))
    draft.put(sheet, row + 3, 2, share, "share")
    return row + 4


def _coverage(draft: CohortDraft, sheet: Worksheet, row: int) -> None:
    bins = draft.overview.quality.coverage
    heads = (Column(title=draft.word("coverage-bin"), width=52), Column(title=draft.word("stations"), width=11))
    for at, head in enumerate(heads, 1):
        draft.put(sheet, row, at, head.title, tone="header")
    for at, each in enumerate(bins, row + 1):
        draft.put(sheet, at, 1, draft.word("percents", low=each.from_, high=each.to))
        draft.put(sheet, at, 2, each.stations, "count")
    last = row + len(bins)
    put_chart(sheet, counts(sheet, (row + 1, last), draft.word("coverage-chart")), _CHART_COLUMNS, (row, len(bins) + 1))


def _problem(draft: CohortDraft, item: Problem) -> tuple[Cell, ...]:
    return (
        Toned(draft.word(f"terms.{item.severity}"), item.severity),
        item.code,
        message(draft.language, item),
        hint(draft.language, item),
        item.location.sheet,
        item.location.cell,
    )
