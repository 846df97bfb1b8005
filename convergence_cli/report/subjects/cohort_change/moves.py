"""From level to level, from rank to rank, the medians of peers, and stations of one run alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from convergence_cli.model.cohort_change import PeersOverTime
from convergence_cli.model.display import printed_change
from convergence_cli.report.document import Chart, Column, Paragraph, Row, Section, Table
from convergence_cli.report.findings import level_names
from convergence_cli.report.subjects.cohort.peers import group_words
from convergence_cli.report.subjects.cohort_change.stations import rank
from convergence_cli.report.subjects.cohort_change.told import Told, columns

_MOST = 100
"""Rows that paper lists."""


def levels(told: Told) -> Section | None:
    """A table of levels before and levels after, and how many went up and down."""
    moves = told.change.levels
    if not moves:
        return None
    order = [None, *(level.id for level in told.framework.levels)]
    order += sorted({each.before for each in moves if each.before not in order}, key=str)
    counts = Counter({(each.before, each.after): each.stations for each in moves})
    names: dict[str | None, str] = {None: told.word("terms.no-level")}
    names.update(level_names(told.framework, told.language))
    todays = [name for name in order if name is None or name in told.framework.level]
    titled = (
        Column(title=told.word("moment", moment=told.moments["before"]), width=22, share=26),
        *(
            Column(title=names[name] if name is None else str(name), kind="count", width=10, share=10)
            for name in todays
        ),
        Column(title=told.word("total"), kind="count", width=10, share=10),
    )
    rows = tuple(
        Row(
            cells=(names.get(was, str(was)), *(counts[was, now] for now in todays), sum(counts[was, n] for n in todays))
        )
        for was in order
    )
    steps = [(order.index(each.after) - order.index(each.before), each.stations) for each in moves]
    facts = {
        "up": f"{sum(count for step, count in steps if step > 0):,}",
        "down": f"{sum(count for step, count in steps if step < 0):,}",
        "same": f"{sum(count for step, count in steps if step == 0):,}",
    }
    below = (Paragraph(text=told.word("level-moves", **facts), tone="strong"),)
    about = told.word("about-levels", **told.moments)
    return told.listed("levels", Table(columns=titled, rows=rows, frozen=1), below=below, about=about)


def ranks(told: Told) -> Section | None:
    """The stations whose rank intervals of the two runs have no rank in common, and how many there are."""
    ranked = [
        each
        for each in told.change.stations
        if each.place_before and each.place_after and each.place_before.rank and each.place_after.rank
    ]
    if not ranked:
        return None
    apart = {sign: [each for each in ranked if each.ranks_apart == sign] for sign in (1, -1, 0)}
    before, after = told.both("moment")
    titled = columns(
        (told.word("terms.station"), 28, 40, "text"),
        (told.word("key"), 32, 0, "text"),
        (told.word("state"), 12, 16, "middle"),
        (before, 16, 22, "middle"),
        (after, 16, 22, "middle"),
    )
    rows = tuple(
        Row(
            cells=(
                *(each.after.station, each.key, told.word("better-rank" if sign > 0 else "worse-rank")),
                *(rank(told, each.place_before), rank(told, each.place_after)),
            )
        )
        for sign in (-1, 1)
        for each in sorted(apart[sign], key=lambda each: each.place_after.rank if each.place_after else 0)  # type: ignore[arg-type, return-value]
    )
    facts = {"up": f"{len(apart[1]):,}", "down": f"{len(apart[-1]):,}", "same": f"{len(apart[0]):,}"}
    table = Table(columns=titled, rows=rows, frozen=1, **told.long(_MOST))
    said = Paragraph(text=told.word("ranks-apart", **facts), tone="strong")
    return told.listed("ranks", *((table,) if rows else ()), below=(said,))


def peers(told: Told) -> Section | None:
    """The medians of the groups that have figures in both runs."""
    if not told.change.peers:
        return None
    stations, scores = told.both("stations-of"), told.both("moment")
    titled = columns(
        (told.word("cohort.by"), 18, 20, "text"),
        (told.word("cohort.group"), 26, 30, "text"),
        (stations[0], 11, 11, "count"),
        (stations[1], 11, 11, "count"),
        (scores[0], 11, 11, "score"),
        (scores[1], 11, 11, "score"),
        (told.word("difference"), 11, 11, "gain"),
    )
    rows = tuple(
        Row(
            cells=(
                *group_words(told.framework, told.language, each.by, each.answers),
                *(each.stations_before, each.stations_after, each.before, each.after),
                printed_change(each.before, each.after),
            )
        )
        for each in told.change.peers
    )
    return told.listed("peers", Table(columns=titled, rows=rows, frozen=2))


def trend(told: Told) -> Section | None:
    """Several runs in a row: index and chapters over the stations of all of them, and the medians of peers."""
    runs = told.change.trend
    if not runs:
        return None
    titled = (
        *columns((told.word("terms.chapter"), 34, 36, "text")),
        *columns(*((run.label, 11.0, 12.0, "score") for run in runs)),
        *columns((told.word("difference"), 11, 12, "gain")),
    )
    rows = [_over(told.titles[name], [run.parts[name] for run in runs]) for name in runs[-1].parts]
    rows[0] = replace(rows[0], tone="strong")
    rows += [
        _over(told.word(f"whole-{what}"), [getattr(run.whole, what) for run in runs]) for what in ("mean", "median")
    ]
    chart = Chart(kind="lines", title=told.word("trend-chart"), rows=len(runs[-1].parts))
    table = Table(columns=titled, rows=tuple(rows), frozen=1, chart=chart)
    groups = tuple(_over(_named(told, each), each.medians) for each in told.change.peers_trend)
    first = replace(titled[0], title=told.word("cohort.group"))
    peers_table = Table(columns=(first, *titled[1:]), rows=groups, title=told.word("peers-trend"))
    about = told.word("about-trend", count=f"{runs[-1].panel.stations:,}")
    return told.listed("trend", table, *((peers_table,) if groups else ()), about=about)


def _named(told: Told, group: PeersOverTime) -> str:
    by, who = group_words(told.framework, told.language, group.by, group.answers)
    return told.word("terms.fact", label=by, text=who)


def _over(title: str, numbers: Sequence[float | None]) -> Row:
    """A row of scores, and the change from the first to the last as printed."""
    return Row(cells=(title, *numbers, printed_change(numbers[0], numbers[-1])))


def alone(told: Told) -> Section | None:
    """New stations, and those that are gone."""
    groups = (("appeared", told.change.appeared), ("vanished", told.change.vanished))
    rows = tuple(
        Row(cells=(told.word(which), judged.station, key, judged.index.score, judged.file))
        for which, found in groups
        for key, judged in found
    )
    if not rows:
        return None
    titled = columns(
        (told.word("which"), 10, 14, "middle"),
        (told.word("terms.station"), 28, 40, "text"),
        (told.word("key"), 32, 30, "text"),
        (told.word("terms.index"), 10, 16, "score"),
        (told.word("terms.file"), 34, 0, "text"),
    )
    return told.listed("alone", Table(columns=titled, rows=rows, frozen=2, **told.long(_MOST)))
