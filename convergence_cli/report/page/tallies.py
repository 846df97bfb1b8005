"""For each indicator of many stations: how many are below its target, who they are, and what it costs them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from convergence_cli.cohort.gaps import mean_losses
from convergence_cli.frames import Frames
from convergence_cli.model.assessment import OUTCOMES, Outcome
from convergence_cli.model.framework import Framework, Indicator, RedLineState
from convergence_cli.model.judged import Judged
from convergence_cli.model.language import Language
from convergence_cli.texts import say
from convergence_cli.value import value

_STATES: tuple[RedLineState, ...] = ("missed", "unanswered")
NAMED = 10
"""How many stations are named where many could be."""


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
    not_kept: Mapping[RedLineState, int]
    """Stations for which it is a red line that is missed, and unanswered."""
    without_evidence: int
    lost: float
    """Points of the index lost here, on average over the stations in play."""
    parts: tuple[tuple[Outcome, int, int], ...]
    """Outcome, how many stations stand before it, and how many have it."""
    words: str
    worst: tuple[tuple[str, float], ...]
    """The stations that lose most, and how much."""
    by: Mapping[RedLineState, tuple[str, ...]]
    """Stations that miss the red line, and that left it blank."""

    @property
    def red_line(self) -> RedLineState | None:
        """Missed where a station misses it, else unanswered where one left it blank."""
        return next((state for state, count in self.not_kept.items() if count), None)


def labels(stations: Sequence[Judged], language: Language) -> tuple[str, ...]:
    """What each station is called: its name, and its file where another one has the same name."""
    times = Counter(station.station for station in stations)
    return tuple(
        one.station
        if times[one.station] == 1
        else say(language, "page.named-twice", station=one.station, file=one.file)
        for one in stations
    )


def tallies(framework: Framework, found: Frames, names: Sequence[str], language: Language) -> tuple[Tally, ...]:
    """Every indicator that a station was asked, the heaviest mean loss first; `names` are the stations'."""
    chapters = {measure: chapter.id for chapter in framework.chapters for measure in chapter.measures}
    titles = {measure.id: measure.title.in_(language) for measure in framework.measures}
    table = found.indicators
    lost = mean_losses(table["lost"], table["in_play"])
    sums = {key: table[key].sum() for key in ("in_play", "below", "evidence_missing")}
    counts = {outcome: (table["outcome"] == code).sum() for code, outcome in enumerate(OUTCOMES)}
    items = (item for item in framework.scored if sums["in_play"][item.id])

    def tally(item: Indicator) -> Tally:
        parts = _parts({outcome: int(numbers[item.id]) for outcome, numbers in counts.items()})
        words = (f"{say(language, f'terms.{outcome}')} {count}" for outcome, _, count in parts)
        worst = table["lost"][item.id][table["below"][item.id]].nlargest(NAMED)
        lines = {state: table[f"red_line_{state}"][item.id] for state in _STATES}
        return Tally(
            item=item,
            chapter=chapters[item.measure],
            measure=titles[item.measure],
            total=len(table),
            in_play=int(sums["in_play"][item.id]),
            below=int(sums["below"][item.id]),
            not_kept={state: int(marks.sum()) for state, marks in lines.items()},
            without_evidence=int(sums["evidence_missing"][item.id]),
            lost=float(lost[item.id]),
            parts=parts,
            words=say(language, "terms.list-separator").join(words),
            worst=tuple((names[at], float(one)) for at, one in worst.items()),
            by={state: tuple(names[at] for at in marks[marks].index[:NAMED]) for state, marks in lines.items()},
        )

    return tuple(sorted(map(tally, items), key=lambda each: -each.lost))


def _parts(counts: Mapping[Outcome, int]) -> tuple[tuple[Outcome, int, int], ...]:
    parts, before = [], 0
    for outcome, count in counts.items():
        if count:
            parts.append((outcome, before, count))
            before += count
    return tuple(parts)
