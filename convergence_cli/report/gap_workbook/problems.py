"""What was noticed while reading and checking, and the files that could not be judged."""

from collections.abc import Iterator

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Assessment
from convergence_cli.report.book.draft import Cell, Draft, Toned
from convergence_cli.report.book.listing import columns, list_sheet
from convergence_cli.report.document import Kind
from convergence_cli.texts import hint, message

_COLUMNS: tuple[tuple[str, float, Kind], ...] = (
    ("station-or-file", 24, "text"),
    ("severity", 9, "middle"),
    ("code", 22, "text"),
    ("message", 56, "text"),
    ("what-to-do", 46, "text"),
    ("sheet", 14, "text"),
    ("terms.cell", 10, "middle"),
)
_GRAVITY = {"error": 0, "warning": 1, "note": 2}


def write_problems(draft: Draft) -> None:
    """The sheet of problems; without any, one line says so."""
    rows = list(_rows(draft))
    sheet, _ = list_sheet(draft, "problems", columns(draft, *_COLUMNS, station=False), rows, frozen=1)
    if not rows:
        draft.put(sheet, 2, 1, draft.word("no-problems"), tone="remark")


def _rows(draft: Draft) -> Iterator[tuple[Cell, ...]]:
    for entry in draft.cohort.entries:
        owner = entry.station if isinstance(entry, Assessment) else entry.file
        for item in sorted(entry.problems, key=lambda item: _GRAVITY[item.severity]):
            yield (owner, *_problem(draft, item))


def _problem(draft: Draft, item: Problem) -> tuple[Cell, ...]:
    return (
        Toned(draft.word(f"terms.{item.severity}"), item.severity),
        item.code,
        message(draft.language, item),
        hint(draft.language, item),
        item.location.sheet,
        item.location.cell,
    )
