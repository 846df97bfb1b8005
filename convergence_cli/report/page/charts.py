"""The charts of a document's tables on a page: a line for each row over its scores, a bar for each number."""

from collections.abc import Sequence
from itertools import pairwise

from convergence_cli.report.cells import SCORES, WORDS, content_of, shown
from convergence_cli.report.document import Row, Table
from convergence_cli.report.figures import score
from convergence_cli.report.page.drawing import at
from convergence_cli.value import value

_WIDTH, _LEFT, _RIGHT, _TOP, _BASE = 720.0, 56.0, 420.0, 14.0, 300.0
"""Of the lines: the view box, where they run, and right of them their names."""
_NAMES, _GAP, _SCALE = 434.0, 17.0, 10.0
_STEP, _FROM, _ZERO, _REACH = 26.0, 252.0, 470.0, 150.0
"""Of the bars: how far apart, where they begin without and with negative ones, how far the longest goes."""
_LONGEST = 28


@value
class Tick:
    """A number of the scale, or a moment, with its place."""

    label: str
    at: str


@value
class Line:
    """One row: the points of an SVG polyline, and its name with its last number."""

    name: str
    points: str
    is_whole: bool
    y: str
    """Of the name, moved away from its neighbours."""


@value
class Lines:
    """Rows over moments."""

    title: str
    height: str
    ticks: tuple[Tick, ...]
    moments: tuple[Tick, ...]
    lines: tuple[Line, ...]
    kind: str = "lines"


@value
class Bar:
    """One number as a bar from the zero line."""

    name: str
    number: str
    x: str
    y: str
    """Of the words."""
    top: str
    width: str
    end: str
    """Where the number stands, outside the bar."""
    anchor: str


@value
class Bars:
    """Rows as bars."""

    title: str
    height: str
    bars: tuple[Bar, ...]
    kind: str = "bars"


def drawn(table: Table) -> Lines | Bars | None:
    """What draws a table; None where it has no chart, or one without a title, or nothing to be drawn."""
    chart = table.chart
    if chart is None or not chart.title or not table.rows:
        return None
    rows = table.rows if chart.rows is None else table.rows[: chart.rows]
    if chart.kind == "lines":
        return _lines(table, rows, chart.title)
    return _bars(table, rows, chart.title, chart.of) if chart.kind == "bars" else None


def _number(row: Row, column: int) -> float | None:
    content = content_of(row.cells[column])
    return content if isinstance(content, int | float) else None


def _name(table: Table, row: Row) -> str:
    name = next(at for at, column in enumerate(table.columns) if column.kind == "text")
    return str(content_of(row.cells[name]) or "").strip("\u3000")


def _lines(table: Table, rows: Sequence[Row], title: str) -> Lines | None:
    columns = [place for place, column in enumerate(table.columns) if column.kind in SCORES]
    found = [[_number(row, place) for place in columns] for row in rows]
    known = [number for row in found for number in row if number is not None]
    if len(columns) < 2 or not known:
        return None
    low, high = _SCALE * (min(known) // _SCALE), _SCALE * (max(known) // _SCALE + 1)
    across = [_LEFT + (_RIGHT - _LEFT) * place / (len(columns) - 1) for place in range(len(columns))]

    def down(number: float) -> float:
        return _BASE - (_BASE - _TOP) * (number - low) / (high - low)

    last = [next((number for number in reversed(row) if number is not None), None) for row in found]
    drawn_rows = [place for place, number in enumerate(last) if number is not None]
    names = _apart([down(last[place] or 0.0) for place in drawn_rows])
    return Lines(
        title=title,
        height=at(max(_BASE, *names) + 34.0),
        ticks=tuple(
            Tick(label=score(low + step * _SCALE), at=at(down(low + step * _SCALE)))
            for step in range(round((high - low) / _SCALE) + 1)
        ),
        moments=tuple(
            Tick(label=table.columns[place].title, at=at(x)) for place, x in zip(columns, across, strict=True)
        ),
        lines=tuple(
            Line(
                name=f"{_short(_name(table, rows[place]))} {score(last[place] or 0.0)}",
                points=" ".join(
                    f"{at(x)},{at(down(number))}"
                    for x, number in zip(across, found[place], strict=True)
                    if number is not None
                ),
                is_whole=rows[place].tone == "strong",
                y=at(y + 4.0),
            )
            for place, y in zip(drawn_rows, names, strict=True)
        ),
    )


def _apart(wanted: Sequence[float]) -> list[float]:
    """Places as near as can be to those that are wanted, none of them over another."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = list(wanted)
    for above, place in pairwise(order):
        found[place] = max(found[place], found[above] + _GAP)
    return found


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _bars(table: Table, rows: Sequence[Row], title: str, of: int) -> Bars | None:
    columns = [place for place, column in enumerate(table.columns) if column.kind not in WORDS]
    column = columns[of]
    numbers = [_number(row, column) or 0.0 for row in rows]
    widest = max(map(abs, numbers))
    if not widest:
        return None
    zero = _ZERO if min(numbers) < 0 else _FROM
    bars = []
    for place, (row, number) in enumerate(zip(rows, numbers, strict=True)):
        length, y = _REACH * abs(number) / widest, _TOP + _STEP * place
        bars.append(
            Bar(
                name=_short(_name(table, row)),
                number=shown(row.cells[column], table.columns[column].kind),
                x=at(zero - (length if number < 0 else 0.0)),
                y=at(y + 12.0),
                top=at(y),
                width=at(length),
                end=at(zero + (length + 8.0 if number >= 0 else -length - 8.0)),
                anchor="start" if number >= 0 else "end",
            )
        )
    return Bars(title=title, height=at(_TOP + _STEP * len(rows) + 4.0), bars=tuple(bars))
