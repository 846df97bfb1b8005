"""Red lines: how many stations do not keep each, and what became of it station by station."""

from collections.abc import Iterator

from convergence_cli.report.cells import Cell
from convergence_cli.report.document import Row, Section, Table
from convergence_cli.report.subjects.cohort_change.told import Told, columns

_MOST = 100
"""Rows that paper lists."""
_STATES = ("open", "opened", "closed")


def red_lines(told: Told) -> Section | None:
    """Each red line with its counts in both runs; opened, closed and still open in the panel."""
    if not told.change.red_lines:
        return None
    before, after = told.both("not-kept-of")
    titled = columns(
        (told.word("terms.red-line"), 56, 50, "text"),
        (before, 11, 10, "count"),
        (after, 11, 10, "count"),
        (told.word("opened"), 11, 10, "count"),
        (told.word("closed"), 11, 10, "count"),
        (told.word("open"), 11, 10, "count"),
    )
    rows = tuple(
        Row(
            cells=(
                *(told.titles[each.id], each.whole_before, each.whole_after),
                *(each.opened, each.closed, Cell(content=each.open, tone="red") if each.open else each.open),
            )
        )
        for each in told.change.red_lines
    )
    return told.listed("red-lines", Table(columns=titled, rows=rows, frozen=1))


def line_stations(told: Told) -> Section | None:
    """Every red line of every station of the panel that did not keep it once or twice."""
    rows = tuple(_rows(told))
    if not rows:
        return None
    before, after = told.both("moment")
    titled = columns(
        (told.word("terms.red-line"), 50, 44, "text"),
        (told.word("terms.station"), 28, 28, "text"),
        (told.word("key"), 32, 0, "text"),
        (told.word("state"), 12, 12, "middle"),
        (before, 12, 12, "middle"),
        (after, 12, 12, "middle"),
    )
    return told.listed("lines-of", Table(columns=titled, rows=rows, frozen=1, **told.long(_MOST)))


def _rows(told: Told) -> Iterator[Row]:
    order = [each.id for each in told.change.red_lines]
    for state in _STATES:
        for name in order:
            for each in told.change.stations:
                if name in getattr(each, state):
                    found = (_said(told, each.before.not_kept.get(name)), _said(told, each.after.not_kept.get(name)))
                    is_red = state != "closed"
                    said = told.word(state)
                    cell = Cell(content=said, tone="red") if is_red else said
                    yield Row(cells=(told.titles[name], each.after.station, each.key, cell, *found))


def _said(told: Told, state: str | None) -> str:
    return told.word(f"cohort.state-{state}") if state else ""
