"""What was sent: files that could not be judged, how complete and how well documented the answers are, warnings."""

from collections.abc import Iterator
from functools import partial

from convergence_cli.model.assessment import Failure
from convergence_cli.model.gaps import ProblemCount
from convergence_cli.report.cells import Cell, Content
from convergence_cli.report.document import Chart, Column, Row, Rows, Section, Table
from convergence_cli.report.places import Where
from convergence_cli.report.problems import cells
from convergence_cli.report.subjects.cohort.batch import Batch
from convergence_cli.report.subjects.station.lists import gravest_first
from convergence_cli.texts import message

_MOST_ERRORS = 20
"""Of one file, on paper."""


def unreadable(batch: Batch) -> Section:
    """Every file that could not be judged, with each of its problems; on paper the first of its errors."""
    columns = (*batch.columns(("terms.file", 40, 30, "text")), *_problem(batch))
    failures = batch.cohort.failures
    rows = tuple(row for failure in failures for row in _failed(batch, failure))
    where: Where = "everywhere" if failures else "sheet"
    return batch.listed("unreadable", Table(columns=columns, rows=rows, frozen=1, is_searched=True), where=where)


def _problem(batch: Batch) -> tuple[Column, ...]:
    """A page has room for what is to be done, and is searched by severity."""
    return (
        Column(title=batch.word("terms.severity"), kind="middle", width=9, on_page=True, is_choice=True),
        *batch.columns(("terms.code", 20, 20, "text"), ("terms.problem", 50, 50, "text")),
        Column(title=batch.word("terms.what-to-do"), width=42, on_page=True),
        *batch.columns(("sheet", 14, 12, "text"), ("terms.cell", 10, 8, "middle")),
    )


def _failed(batch: Batch, failure: Failure) -> Iterator[Row]:
    errors = 0
    for item in gravest_first(failure.problems):
        errors += item.severity == "error"
        on_paper = item.severity == "error" and errors <= _MOST_ERRORS
        yield Row(cells=(failure.file, *cells(item, batch.language)), where="everywhere" if on_paper else "roomy")
    if errors > _MOST_ERRORS:
        more = batch.word("station.more-rows", count=errors - _MOST_ERRORS)
        yield Row(cells=(failure.file, "", "", more, "", "", ""), where="abridged")


def quality(batch: Batch) -> Section:
    """Problems by code, then evidence, then coverage in bins."""
    columns = (
        *batch.columns(("problem-kind", 52, 1, "text"), ("stations", 11, 1, "count"), ("times", 11, 1, "count")),
        *batch.columns(("share", 11, 1, "share")),
        Column(title=batch.word("terms.severity"), width=11, kind="middle", share=1, is_choice=True),
        *batch.columns(("terms.code", 28, 1, "text")),
        Column(title=batch.word("page.example"), on_page=True),
    )
    rows = tuple(Row(cells=tuple(_kind(batch, found))) for found in batch.overview.quality.problems)
    kinds = Table(columns=columns, rows=rows, is_searched=bool(rows))
    return batch.listed("quality", kinds, _evidence(batch), _coverage(batch), where="roomy")


def _kind(batch: Batch, found: ProblemCount) -> Iterator[Content | Cell]:
    position, item = found.first
    yield batch.word(f"problems.{found.code}/title")
    yield from (found.stations, found.times, found.stations / len(batch.stations))
    yield Cell(content=batch.word(f"terms.{found.severity}"), tone=found.severity)
    yield found.code
    owner = batch.called_apart(batch.stations[position])
    yield f"{owner} {item.location.place}\n{message(batch.language, item)}"


def _evidence(batch: Batch) -> Table:
    """What of the answers names the evidence that it needs."""
    quality = batch.overview.quality
    share = quality.evidence_missing / quality.answered if quality.answered else None
    columns = batch.columns(
        ("answers-with-evidence", 52, 1, "count"),
        ("evidence-missing", 11, 1, "count"),
        ("evidence-missing-share", 11, 1, "share"),
    )
    row = Row(cells=(quality.answered, quality.evidence_missing, share))
    return Table(columns=columns, rows=(row,), title=batch.word("evidence"))


def _coverage(batch: Batch) -> Table:
    bins = batch.overview.quality.coverage
    rows = tuple(Row(cells=(batch.word("percents", low=each.from_, high=each.to), each.stations)) for each in bins)
    chart = Chart(kind="columns", title=batch.word("coverage-chart"))
    return Table(
        columns=batch.columns(("coverage-bin", 52, 1, "text"), ("stations", 11, 1, "count")), rows=rows, chart=chart
    )


def remarks(batch: Batch) -> Section:
    """Every warning, station by station; notes are only counted."""
    columns = (
        *batch.columns(("terms.station", 18, 0, "text"), ("terms.file", 22, 0, "text")),
        *_problem(batch),
    )
    return batch.listed("remarks", Table(columns=columns, rows=Rows(partial(_remarks, batch)), frozen=1), where="sheet")


def _remarks(batch: Batch) -> Iterator[Row]:
    for entry in batch.stations:
        for item in entry.problems:
            if item.severity != "note":
                yield Row(cells=(entry.station, entry.file, *cells(item, batch.language)))
