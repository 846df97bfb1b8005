"""What was sent: files that could not be judged, how complete and how well documented the answers are, warnings."""

from collections.abc import Iterator
from functools import partial

from convergence_cli.model.assessment import Failure
from convergence_cli.report.document import Cell, Chart, Row, Rows, Section, Table, Where
from convergence_cli.report.problems import cells
from convergence_cli.report.subjects.cohort.batch import Batch, Spec

_PROBLEM: tuple[Spec, ...] = (
    ("terms.severity", 9, 0, "middle"),
    ("terms.code", 20, 20, "text"),
    ("terms.problem", 50, 50, "text"),
    ("terms.what-to-do", 42, 0, "text"),
    ("sheet", 14, 12, "text"),
    ("terms.cell", 10, 8, "middle"),
)
_GRAVITY = {"error": 0, "warning": 1, "note": 2}
_MOST_ERRORS = 20
"""Of one file, on paper."""


def unreadable(batch: Batch) -> Section:
    """Every file that could not be judged, with each of its problems; on paper the first of its errors."""
    columns = batch.columns(("terms.file", 40, 30, "text"), *_PROBLEM)
    failures = batch.cohort.failures
    rows = tuple(row for failure in failures for row in _failed(batch, failure))
    where: Where = "everywhere" if failures else "sheet"
    return batch.listed("unreadable", Table(columns=columns, rows=rows, frozen=1), where=where)


def _failed(batch: Batch, failure: Failure) -> Iterator[Row]:
    errors = 0
    for item in sorted(failure.problems, key=lambda item: _GRAVITY[item.severity]):
        errors += item.severity == "error"
        on_paper = item.severity == "error" and errors <= _MOST_ERRORS
        yield Row(cells=(failure.file, *cells(item, batch.language)), where="everywhere" if on_paper else "sheet")
    if errors > _MOST_ERRORS:
        more = batch.word("station.more-rows", count=errors - _MOST_ERRORS)
        yield Row(cells=(failure.file, "", "", more, "", "", ""), where="paper")


def quality(batch: Batch) -> Section:
    """Problems by code, then evidence, then coverage in bins."""
    columns = batch.columns(
        ("problem-kind", 52, 0, "text"),
        ("stations", 11, 0, "count"),
        ("times", 11, 0, "count"),
        ("share", 11, 0, "share"),
        ("terms.severity", 11, 0, "middle"),
        ("terms.code", 28, 0, "text"),
    )
    rows = (
        Row(
            cells=(
                batch.word(f"problems.{found.code}/title"),
                *(found.stations, found.times, found.stations / len(batch.stations)),
                Cell(content=batch.word(f"terms.{found.severity}"), tone=found.severity),
                found.code,
            )
        )
        for found in batch.overview.quality.problems
    )
    kinds = Table(columns=columns, rows=tuple(rows))
    return batch.listed("quality", kinds, _evidence(batch), _coverage(batch), where="sheet")


def _evidence(batch: Batch) -> Table:
    """What of the answers names the evidence that it needs."""
    quality = batch.overview.quality
    share = quality.evidence_missing / quality.answered if quality.answered else None
    columns = batch.columns(
        ("answers-with-evidence", 52, 0, "count"),
        ("evidence-missing", 11, 0, "count"),
        ("evidence-missing-share", 11, 0, "share"),
    )
    row = Row(cells=(quality.answered, quality.evidence_missing, share))
    return Table(columns=columns, rows=(row,), title=batch.word("evidence"))


def _coverage(batch: Batch) -> Table:
    bins = batch.overview.quality.coverage
    rows = tuple(Row(cells=(batch.word("percents", low=each.from_, high=each.to), each.stations)) for each in bins)
    chart = Chart(kind="columns", title=batch.word("coverage-chart"))
    return Table(
        columns=batch.columns(("coverage-bin", 52, 0, "text"), ("stations", 11, 0, "count")), rows=rows, chart=chart
    )


def remarks(batch: Batch) -> Section:
    """Every warning, station by station; notes are only counted."""
    columns = batch.columns(("terms.station", 18, 0, "text"), ("terms.file", 22, 0, "text"), *_PROBLEM)
    return batch.listed("remarks", Table(columns=columns, rows=Rows(partial(_remarks, batch)), frozen=1), where="sheet")


def _remarks(batch: Batch) -> Iterator[Row]:
    for entry in batch.stations:
        for item in entry.problems:
            if item.severity != "note":
                yield Row(cells=(entry.station, entry.file, *cells(item, batch.language)))
