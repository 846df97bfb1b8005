"""Many stations in one pass: how scores spread, and for each indicator who is below its target."""

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Sequence

from convergence_cli.model.assessment import BELOW_TARGET, IN_PLAY, OUTCOMES, Outcome, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.judged import Judged
from convergence_cli.model.language import Language
from convergence_cli.texts import say
from convergence_cli.value import value

NAMED = 10
"""How many stations are named where many could be."""


@value
class Spread:
    """How scores 0-100 lie: the lowest, the quartiles, the highest, and their mean."""

    low: float
    first: float
    median: float
    third: float
    high: float
    mean: float


@value
class Tally:
    """One indicator over all stations."""

    item: Indicator
    chapter: str
    """Its id."""
    measure: str
    """Its title."""
    total: int
    in_play: int
    below: int
    """Stations in play that are below the target."""
    red_lines: int
    """Stations for which it is a red line that is missed."""
    without_evidence: int
    lost: float
    """Points of the index lost here, the mean of all stations."""
    parts: tuple[tuple[Outcome, int, int], ...]
    """Outcome, how many stations stand before it, and how many have it."""
    words: str
    worst: tuple[tuple[str, float], ...]
    """The stations that lose most, and how much."""
    missed_by: tuple[str, ...]
    """Stations that miss the red line."""


def spread(scores: Iterable[float | None]) -> Spread | None:
    """The spread of the scores that there are; None where there is none.

    Quartiles are interpolated between the two nearest scores, as a spreadsheet's QUARTILE.INC does.
    """
    known = sorted(score for score in scores if score is not None)
    if not known:
        return None
    first, median, third = (_quantile(known, quarter / 4.0) for quarter in (1, 2, 3))
    return Spread(
        low=known[0], first=first, median=median, third=third, high=known[-1], mean=math.fsum(known) / len(known)
    )


def _quantile(ordered: Sequence[float], fraction: float) -> float:
    place = fraction * (len(ordered) - 1)
    below = math.floor(place)
    if below + 1 >= len(ordered):
        return ordered[-1]
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


def mean(numbers: Iterable[float | None]) -> float | None:
    """Of those that there are."""
    known = [number for number in numbers if number is not None]
    return math.fsum(known) / len(known) if known else None


class Gathering:
    """What one indicator gathers while the stations pass by."""

    __slots__ = ("counts", "lost", "missed_by", "red_lines", "without_evidence", "worst")

    def __init__(self) -> None:
        self.counts: Counter[Outcome] = Counter()
        self.lost: list[float] = []
        self.without_evidence = self.red_lines = 0
        self.missed_by: list[str] = []
        self.worst: list[tuple[float, int, str]] = []

    def add(self, result: Result, station: str, place: int) -> None:
        """Count one station's result; `place` is the station's, so that equal losses keep their order."""
        self.counts[result.outcome] += 1
        self.lost.append(result.lost)
        self.without_evidence += result.evidence_missing
        if result.red_line:
            self.red_lines += 1
            if len(self.missed_by) < NAMED:
                self.missed_by.append(station)
        if result.outcome in BELOW_TARGET:
            entry = (result.lost, -place, station)
            (heapq.heappush if len(self.worst) < NAMED else heapq.heappushpop)(self.worst, entry)


def labels(stations: Sequence[Judged], language: Language) -> tuple[str, ...]:
    """What each station is called: its name, and its file where another one has the same name."""
    times = Counter(station.station for station in stations)
    return tuple(
        one.station
        if times[one.station] == 1
        else say(language, "page.named-twice", station=one.station, file=one.file)
        for one in stations
    )


def gathered(
    framework: Framework, stations: Sequence[Judged], names: Sequence[str]
) -> tuple[tuple[Gathering, ...], tuple[int, ...]]:
    """Each indicator's gathering, and how many red lines each station misses: the results are walked once."""
    gatherings = tuple(Gathering() for _ in framework.indicators)
    missed = []
    for place, (station, name) in enumerate(zip(stations, names, strict=True)):
        red_lines = 0
        for gathering, result in zip(gatherings, station.results, strict=True):
            gathering.add(result, name, place)
            red_lines += result.red_line
        missed.append(red_lines)
    return gatherings, tuple(missed)


def tallies(framework: Framework, gatherings: Sequence[Gathering], language: Language) -> tuple[Tally, ...]:
    """Every indicator that a station was asked, the heaviest mean loss first."""
    chapters = {measure: chapter.id for chapter in framework.chapters for measure in chapter.measures}
    titles = {measure.id: measure.title.in_(language) for measure in framework.measures}
    found = (
        _tally(item, chapters[item.measure], titles[item.measure], gathering, language)
        for item, gathering in zip(framework.indicators, gatherings, strict=True)
    )
    return tuple(sorted((tally for tally in found if tally.in_play), key=lambda tally: -tally.lost))


def _tally(item: Indicator, chapter: str, measure: str, gathering: Gathering, language: Language) -> Tally:
    counts, parts, before = gathering.counts, [], 0
    for outcome in OUTCOMES:
        if counts[outcome]:
            parts.append((outcome, before, counts[outcome]))
            before += counts[outcome]
    words = (f"{say(language, f'terms.{outcome}')} {count}" for outcome, _, count in parts)
    return Tally(
        item=item,
        chapter=chapter,
        measure=measure,
        total=before,
        in_play=sum(counts[outcome] for outcome in sorted(IN_PLAY)),
        below=sum(counts[outcome] for outcome in sorted(BELOW_TARGET)),
        red_lines=gathering.red_lines,
        without_evidence=gathering.without_evidence,
        lost=math.fsum(gathering.lost) / before,
        parts=tuple(parts),
        words=say(language, "terms.list-separator").join(words),
        worst=tuple((station, lost) for lost, _, station in sorted(gathering.worst, reverse=True)),
        missed_by=tuple(gathering.missed_by),
    )
