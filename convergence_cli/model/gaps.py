"""What the stations of a run have in common: gaps, red lines, and the quality of what they sent."""

from convergence_cli.errors import Severity
from convergence_cli.value import value


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
