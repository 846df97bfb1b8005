"""Every station of both runs: how far it moved and why; those that moved far, on screen and paper."""

from collections.abc import Iterator, Sequence

from convergence_cli.model.cohort_change import StationChange
from convergence_cli.model.display import printed_change, printed_parts
from convergence_cli.model.judged import Judged
from convergence_cli.model.ranking import Place
from convergence_cli.report.cells import Cell, Content
from convergence_cli.report.document import Block, Column, Paragraph, Row, Section, Table
from convergence_cli.report.figures import NOTHING, fine_gain
from convergence_cli.report.figures import plain as plain_number
from convergence_cli.report.subjects.cohort_change.told import Spec, Told, columns

_MOST = 50
"""Stations that paper lists of each kind."""
_EFFECTS = 3
"""Indicators that are named as the reason of a change."""


def stations(told: Told) -> Section:
    """All of them in a list; those that fell and those that rose, with why, on screen and paper."""
    if not told.change.stations:
        return told.listed("stations", about=told.word("none-stations"))
    return told.listed("stations", _whole(told), *_moved(told, "fell"), *_moved(told, "rose"))


def moved_of(station: StationChange) -> float | None:
    """Its change as it is printed."""
    return printed_change(station.before.index.score, station.after.index.score)


def _moved(told: Told, which: str) -> Iterator[Block]:
    sign = -1 if which == "fell" else 1
    far = [each for each in told.change.stations if (moved_of(each) or 0.0) * sign > told.over]
    far.sort(key=lambda each: -sign * (moved_of(each) or 0.0))
    key, over = f"{which}-{'over' if told.over else 'any'}", plain_number(told.over)
    titled = columns(
        (told.word("terms.station"), 0, 18, "text"), *_of_numbers(told, 0, 10), (told.word("why"), 0, 44, "text")
    )
    rows = tuple(Row(cells=(each.after.station, *_numbers(each), why(told, each, titles=True))) for each in far)
    title = told.word(key, count=f"{len(far):,}", over=over)
    if not far:
        yield Paragraph(text=title, tone="strong", where="paper")
        return
    yield Table(columns=titled, rows=rows, title=title, where="paper", **told.long(_MOST))


def _of_numbers(told: Told, width: float, share: float) -> Iterator[Spec]:
    """The columns of `_numbers`."""
    yield from ((moment, width, share, "score") for moment in told.both("moment"))
    parts = ("difference", "answers", "scope", "framework")
    yield from ((told.word(part), width, share, "gain") for part in parts)


def _numbers(station: StationChange) -> tuple[Content, ...]:
    """Index before and after, the change, and what it is made of, so that the printed parts add up to it."""
    before, after, moved = station.before.index.score, station.after.index.score, moved_of(station)
    split = station.split
    if split is None or moved is None:
        return before, after, moved, None, None, None
    return before, after, moved, *printed_parts(moved, (split.answers, split.scope, split.framework))


def why(told: Told, station: StationChange, *, titles: bool) -> str:
    """The indicators that did most, red lines that opened and closed, or why nobody can tell."""
    named = told.titles if titles else {}
    parts = [
        told.word("effect", indicator=named.get(name, name), effect=fine_gain(effect))
        for name, effect in station.effects[:_EFFECTS]
    ]
    if titles:
        parts += [
            told.word("terms.fact", label=told.word(f"lines-{state}"), text=told.joined(*getattr(station, state)))
            for state in ("opened", "closed")
            if getattr(station, state)
        ]
    if station.unsplit is not None:
        parts.append(told.word(f"unsplit-{station.unsplit}"))
    return told.word("terms.clause-separator").join(parts)


def _whole(told: Told) -> Table:
    ranks, levels, files = told.both("rank-of"), told.both("level-of"), told.both("file-of")
    titled = columns(
        (told.word("terms.station"), 26, 0, "text"),
        (told.word("key"), 30, 0, "text"),
        *_of_numbers(told, 9, 0),
        (levels[0], 11, 0, "middle"),
        (levels[1], 11, 0, "middle"),
        (ranks[0], 13, 0, "middle"),
        (ranks[1], 13, 0, "middle"),
        (told.word("lines-opened"), 22, 0, "text"),
        (told.word("lines-closed"), 22, 0, "text"),
        (told.word("lines-open"), 22, 0, "text"),
        (told.word("why"), 46, 0, "text"),
    )
    titled += tuple(Column(title=title, in_list=True) for title in files)
    rows = tuple(Row(cells=tuple(_cells(told, each))) for each in told.change.stations)
    return Table(columns=titled, rows=rows, frozen=1, is_list=True, where="sheet")


def _cells(told: Told, station: StationChange) -> Iterator[Content | Cell]:
    yield station.after.station
    yield station.key
    yield from _numbers(station)
    yield from (_level(told, side) for side in (station.before, station.after))
    yield from (rank(told, place) for place in (station.place_before, station.place_after))
    yield _lines(told, station.opened, "red")
    yield told.joined(*station.closed)
    yield _lines(told, station.open, "red")
    yield why(told, station, titles=False)
    yield from (station.before.file, station.after.file)


def _lines(told: Told, names: Sequence[str], tone: str) -> Content | Cell:
    return Cell(content=told.joined(*names), tone=tone) if names else ""


def _level(told: Told, judged: Judged) -> str:
    if judged.index.withheld is not None or not told.framework.levels:
        return NOTHING
    return judged.level or told.word("terms.no-level")


def rank(told: Told, place: Place | None) -> str:
    """A rank with its interval; a dash where it has none."""
    if place is None or place.rank is None:
        return NOTHING
    return told.word("rank", rank=place.rank, low=place.low, high=place.high)
