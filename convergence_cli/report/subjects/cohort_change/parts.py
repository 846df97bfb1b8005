"""What moved over all stations: the whole and its chapters, measures, indicators."""

from dataclasses import replace

from convergence_cli.model.cohort_change import IndicatorMoved, PartMoved
from convergence_cli.model.display import printed_change
from convergence_cli.model.numbers import FULL_TENTHS, score_tenths
from convergence_cli.report.document import Chart, Row, Section, Table
from convergence_cli.report.subjects.cohort_change.told import Told, columns

_MOST = 20
"""Indicators that paper lists of each kind."""


def chapters(told: Told) -> Section | None:
    """The index and each chapter, drawn as lines from the one run to the other."""
    names = {"index", *(chapter.id for chapter in told.framework.chapters)}
    found = [each for each in told.change.parts if each.id in names]
    before, after = told.both("moment")
    titled = columns(
        (told.word("terms.chapter"), 30, 34, "text"),
        (before, 11, 12, "score"),
        (after, 11, 12, "score"),
        (told.word("difference"), 11, 12, "gain"),
        (told.word("rose"), 10, 10, "count"),
        (told.word("fell"), 10, 10, "count"),
        (told.word("stations"), 10, 10, "count"),
    )
    rows = tuple(
        Row(
            cells=(
                *(told.titles[each.id], each.before, each.after, printed_change(each.before, each.after)),
                *(each.rose, each.fell, each.stations),
            ),
            tone="strong" if each.id == "index" else "plain",
        )
        for each in found
    )
    chart = Chart(kind="lines", title=told.word("slope"))
    return (
        told.listed("chapters", Table(columns=titled, rows=rows, frozen=1, chart=chart))
        if told.change.stations
        else None
    )


def measures(told: Told) -> Section | None:
    """Every measure, what fell most first."""
    ids = {measure.id for measure in told.framework.measures}
    found = sorted((each for each in told.change.parts if each.id in ids), key=_moved)
    before, after = told.both("moment")
    whole = told.both("whole-of")
    titled = columns(
        (told.word("terms.measure"), 50, 40, "text"),
        (before, 10, 10, "score"),
        (after, 10, 10, "score"),
        (told.word("difference"), 10, 10, "gain"),
        (told.word("rose"), 9, 9, "count"),
        (told.word("fell"), 9, 9, "count"),
        (told.word("stations"), 9, 9, "count"),
        (whole[0], 10, 0, "score"),
        (whole[1], 10, 0, "score"),
    )
    rows = tuple(
        Row(
            cells=(
                *(told.titles[each.id], each.before, each.after, printed_change(each.before, each.after)),
                *(each.rose, each.fell, each.stations, each.whole_before, each.whole_after),
            )
        )
        for each in found
    )
    return told.listed("measures", Table(columns=titled, rows=rows, frozen=1)) if told.change.stations else None


def _moved(part: PartMoved) -> tuple[bool, float]:
    change = printed_change(part.before, part.after)
    return change is None, change or 0.0


def points_change(moved: IndicatorMoved) -> float | None:
    """The difference of mean points, both as printed."""
    if moved.before is None or moved.after is None:
        return None
    return (score_tenths(moved.after) - score_tenths(moved.before)) * 100.0 / FULL_TENTHS


def indicators(told: Told) -> Section | None:
    """Every indicator in a list; the worse and the better ones on screen and paper."""
    if not told.change.stations:
        return None
    found = sorted(told.change.indicators, key=lambda each: (points_change(each) is None, points_change(each) or 0.0))
    before, after = told.both("compare.points-of")
    below = told.both("below-of")
    titled = columns(
        (told.word("terms.indicator"), 46, 36, "text"),
        (before, 11, 9, "points"),
        (after, 11, 9, "points"),
        (told.word("difference"), 10, 9, "middle"),
        (told.word("mean-effect"), 11, 9, "fine"),
        (told.word("rose"), 9, 7, "count"),
        (told.word("fell"), 9, 7, "count"),
        (told.word("stations"), 9, 7, "count"),
        (below[0], 11, 0, "count"),
        (below[1], 11, 0, "count"),
    )
    rows = [_indicator(told, each) for each in found]
    table = Table(columns=titled, rows=tuple(rows), frozen=1, where="sheet")
    worse = [row for row, each in zip(rows, found, strict=True) if (points_change(each) or 0.0) < 0]
    better = [row for row, each in zip(rows, found, strict=True) if (points_change(each) or 0.0) > 0][::-1]
    shape = {**told.long(_MOST), "where": "paper", "frozen": 0}
    tables = (
        replace(table, rows=tuple(some), title=told.word(key, count=f"{len(some):,}"), **shape)
        for key, some in (("worse", worse), ("better", better))
        if some
    )
    return told.listed("indicators", table, *tables)


def _indicator(told: Told, moved: IndicatorMoved) -> Row:
    change = points_change(moved)
    said = "" if change is None else f"{change + 0.0:+.1f}"
    return Row(
        cells=(
            *(told.titles[moved.id], moved.before, moved.after, said, moved.effect),
            *(moved.rose, moved.fell, moved.stations, moved.below_before, moved.below_after),
        )
    )
