"""What the stations of a run have in common: gaps, red lines, and the quality of what they sent."""

from collections.abc import Mapping

from convergence_cli.errors import Problem, Severity
from convergence_cli.model.assessment import Outcome
from convergence_cli.model.framework import RedLineState
from convergence_cli.value import value

NAMED = 10
"""How many stations are named where many could be."""


@value
class CommonGap:
    """One indicator over all stations."""

    id: str
    in_play: int
    """Stations for which it counts; never 0."""
    below: int
    """How many of them are below their target, unanswered ones included."""
    unanswered: int
    lost: float
    """Points of the index lost here, on average over the stations in play."""
    outcomes: Mapping[Outcome, int]
    """How many stations have each, those that it does not count for included."""
    evidence_missing: int
    """Answers that name no evidence, though they need it."""
    worst: tuple[tuple[int, float], ...]
    """The stations below target that lose most, at most `NAMED` of them: position in the run, and points lost."""

    @property
    def share(self) -> float:
        """The part of the stations in play that is below target, 0-1."""
        return self.below / self.in_play


@value
class RedLineCount:
    """One red line over all stations."""

    id: str
    asked: int
    """Stations for which it is a red line and in play; never 0."""
    missed: int
    unanswered: int
    who: Mapping[RedLineState, tuple[int, ...]]
    """The first `NAMED` stations in each state, by their positions in the run."""

    @property
    def share(self) -> float:
        """The part of the stations asked that misses it, 0-1; who did not answer it has not missed it yet."""
        return self.missed / self.asked


@value
class Spread:
    """How scores 0-100 of several stations lie; all None where no station has one."""

    low: float | None
    lower: float | None
    """The first quartile."""
    median: float | None
    upper: float | None
    """The third quartile."""
    high: float | None
    mean: float | None
    stations: int
    """How many have a score."""


@value
class Bin:
    """How many stations have a number of `from_` up to, but without, `to`; the last bin has its end, too."""

    from_: int
    to: int
    stations: int


@value
class ProblemCount:
    """One code of reading or cross-checking over all stations."""

    code: str
    severity: Severity
    times: int
    stations: int
    first: tuple[int, Problem]
    """The first one: the position of its station in the run, and itself."""


@value
class Quality:
    """How complete and how well documented the answers are."""

    coverage: tuple[Bin, ...]
    """Stations by coverage in per cent."""
    answered: int
    """Answers of all stations that need evidence."""
    evidence_missing: int
    """How many of these name none."""
    problems: tuple[ProblemCount, ...]
    """The most frequent first."""
