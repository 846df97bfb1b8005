"""Stations beside each other: their places, how firm these are, and where each stands among its peers.

Every tuple is in the order of the stations as they were given; `position` counts them from 0. Nothing here
changes what a station scored: a rank is said about a run, a score about a station.
"""

from typing import Literal

from convergence_cli.value import value

MOST_DRAWS = 10_000
"""The ranks of 10,000 stations in so many draws take 200 MB."""

MOST_SEED = (1 << 63) - 1
SEED = 20201113
"""Of the draws, where nobody names one; any number would do, as long as it stays."""

Unranked = Literal["no-index", "coverage"]
"""Why a station has no rank: nothing of it is in play, or too little of what is in play was answered."""


@value
class Place:
    """One station's place in the run. Everything but `position`, `tied` and `reason` is None without a rank."""

    position: int
    rank: int | None
    """By the printed index, 1 the best; equals share a rank and the next ranks are left out: 1, 2, 2, 4."""
    tied: bool
    """Another station has the same printed index, and so the same rank."""
    low: int | None
    """The better bound of the rank interval: the least rank that 5% of the draws reach or better."""
    high: int | None
    """The worse bound: the least rank that 95% of the draws reach or better."""
    top_share: float | None
    """Share of the draws in which the station is among the top k, 0-1."""
    tier: int | None
    """1 the best; equal printed scores share one. See `cohort/ranking.py` for what else keeps two stations in one."""
    reason: Unranked | None
    in_level: int | None = None
    """The rank among the ranked stations of its level of administration; None without a rank, or without a level."""
    tied_in_level: bool = False
    of_level: int | None = None
    """How many ranked stations there are of its level."""


@value
class Ranking:
    """The places of a run, and everything that is needed to work them out again."""

    coverage_floor: float
    """Coverage (0-1) below which a station is scored but not ranked."""
    draws: int
    seed: int
    spread: float
    """How far a draw moves a weight at most, as a part of it: 0.25 is up or down by a quarter."""
    interval: int
    """How much of the draws the rank intervals hold, in per cent."""
    top: int
    """The k of `top_share`."""
    mixed: tuple[str, ...] = ()
    """Of level and year (ids of profile questions) those that the stations, ranked or not, answered differently: what
    is said of all of them together compares what is not held to the same, or not of one year."""
    places: tuple[Place, ...]

    @property
    def ranked(self) -> int:
        """How many stations have a rank."""
        return sum(place.rank is not None for place in self.places)


@value
class Quartiles:
    """Of the scores of a group's ranked stations; the three numbers are None below the smallest group.

    By linear interpolation between the two nearest scores, both ends included: QUARTILE.INC of a sheet.
    """

    id: str
    """`index` or a chapter's id."""
    stations: int
    """How many of the group's ranked stations have this score."""
    lower: float | None
    median: float | None
    upper: float | None


@value
class PeerPlace:
    """A ranked station among its peers: the 4th of 7."""

    position: int
    rank: int
    """By the printed index, within the group."""
    tied: bool
    percentile: float | None
    """Share of its peers (itself left out) with a lower printed index, in per cent: PERCENTRANK.INC of a sheet.

    None in a group too small to speak of per cents.
    """


@value
class PeerGroup:
    """Stations that gave the same answers to one or two questions about themselves."""

    by: tuple[str, ...]
    """Ids of the profile questions."""
    answers: tuple[str, ...]
    """The answer to each: an option's id, or a text as most of the group wrote it."""
    stations: int
    ranked: int
    """How many of them have a rank; all figures of the group are about these."""
    mixed: tuple[str, ...] = ()
    """As in `Ranking`, of the ranked stations of this group."""
    scores: tuple[Quartiles, ...]
    """The index, then every chapter; none where the group is hidden."""
    places: tuple[PeerPlace, ...]
    """Of every ranked station; none where the group is hidden."""

    @property
    def hidden(self) -> bool:
        """Too few ranked stations for figures: only the counts are told."""
        return not self.places


@value
class Peers:
    """Every group that the stations form."""

    smallest: int
    """Ranked stations that a group needs for figures."""
    percentile_from: int
    """Ranked stations that a group needs for percentiles."""
    groups: tuple[PeerGroup, ...]
