"""Two runs of many stations side by side: who rose and fell and through what, and what moved in all of them together.

Whatever is said of a change is about the panel, the stations of both runs; beside it stand the whole runs' numbers.
"""

from typing import Literal

from convergence_cli.errors import Problem
from convergence_cli.model.comparison import Comparability, Split
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.ranking import Place
from convergence_cli.model.run import Run
from convergence_cli.value import value

Unsplit = Literal["no-index", "standard", "rules", "nothing"]
"""Why a station's change is not taken apart.

no-index: one side has none. standard: by its answers about itself it is held to another standard, and what it answered
then is not in the report of a batch. rules: so with a rule of the framework that is another now. nothing: a step on the
way has nothing in play.
"""


@value
class StationChange:
    """One station of the panel."""

    key: str
    before: Judged
    after: Judged
    change: float | None
    """Of the index, in points; None where one side has none."""
    split: Split | None
    unsplit: Unsplit | None
    effects: tuple[tuple[str, float], ...]
    """What each indicator's answer did to the index, the largest first; none where that does not add up."""
    place_before: Place | None
    """Among the stations of both runs alone: nobody moves by who else came or went. None: nobody ranked them."""
    place_after: Place | None
    opened: tuple[str, ...]
    """Red lines kept before and not kept now, by today's ids."""
    closed: tuple[str, ...]
    open: tuple[str, ...]
    """Not kept either time."""

    @property
    def ranks_apart(self) -> int:
        """1 where its rank is better and the two intervals have no rank in common, -1 where it is worse so, else 0."""
        one, two = self.place_before, self.place_after
        if one is None or two is None or None in (one.low, one.high, two.low, two.high):
            return 0
        assert one.low is not None
        assert one.high is not None
        assert two.low is not None
        assert two.high is not None
        return 1 if two.high < one.low else -1 if two.low > one.high else 0


@value
class Middle:
    """Of the index of some stations; None where none has one."""

    stations: int
    mean: float | None
    median: float | None


@value
class PartMoved:
    """The whole (`index`), a chapter or a measure over the panel's stations that have a score of it both times."""

    id: str
    stations: int
    before: float | None
    """Mean score."""
    after: float | None
    rose: int
    """Stations whose printed score is higher than before."""
    fell: int
    whole_before: float | None
    """Mean score of all stations of the earlier run; None where its framework has no such part."""
    whole_after: float | None


@value
class IndicatorMoved:
    """An indicator over the panel's stations for which it is in play both times; unanswered counts as no points."""

    id: str
    stations: int
    before: float | None
    """Mean points."""
    after: float | None
    rose: int
    fell: int
    below_before: int
    """Stations below the target."""
    below_after: int
    effect: float | None
    """What its answers did to the index on average over the stations whose change is split; None where these effects do
    not add up to that of all answers in every station."""


@value
class LineMoved:
    """A red line: how many stations do not keep it."""

    id: str
    whole_before: int
    whole_after: int
    opened: int
    """Of the panel: kept before, not kept now."""
    closed: int
    open: int
    """Not kept either time."""


@value
class LevelMove:
    """So many stations of the panel went from one level to another, or stayed; None: no level."""

    before: str | None
    after: str | None
    stations: int


@value
class PeersMoved:
    """A group of peers that both runs have figures of: all its ranked stations each time."""

    by: tuple[str, ...]
    answers: tuple[str, ...]
    stations_before: int
    stations_after: int
    before: float
    """Median index."""
    after: float


@value
class RunMean:
    """Where one of several runs stands."""

    label: str
    whole: Middle
    """All its stations."""
    panel: Middle
    """Those that are in every one of the runs."""
    parts: dict[str, float | None]
    """Their mean score, of the index and of each chapter of the latest framework, by id; None: it had no such part."""


@value
class PeersOverTime:
    """A group of peers over several runs."""

    by: tuple[str, ...]
    answers: tuple[str, ...]
    medians: tuple[float | None, ...]
    """Of the index of all its ranked stations each time; None where the run has no figures of it."""


@value
class CohortChange:
    """An earlier and a later run."""

    old: Run
    new: Run
    comparability: Comparability
    stations: tuple[StationChange, ...]
    """The panel: what fell most comes first, then what rose least; without a change last."""
    appeared: tuple[tuple[str, Judged], ...]
    """Only in the later run, with their keys, in its order."""
    vanished: tuple[tuple[str, Judged], ...]
    whole_before: Middle
    whole_after: Middle
    panel_before: Middle
    panel_after: Middle
    split: Split | None
    """The mean of the splits of those that have one; None where none has."""
    split_of: int
    """How many these are."""
    parts: tuple[PartMoved, ...]
    """The whole first, then chapters and measures in the later framework's order."""
    indicators: tuple[IndicatorMoved, ...]
    red_lines: tuple[LineMoved, ...]
    levels: tuple[LevelMove, ...]
    """In the order of the levels, only what happened; none where the framework has no levels."""
    peers: tuple[PeersMoved, ...]
    trend: tuple[RunMean, ...]
    """The earlier run, all between the two, and the later one, where there are any between them; else none."""
    peers_trend: tuple[PeersOverTime, ...]
    """Of the same runs: the groups of the latest that two of them at least have figures of."""
    problems: tuple[Problem, ...]
    """What makes one ask whether these belong side by side."""

    @property
    def framework(self) -> Framework:
        """The later framework, which names chapters, measures and indicators."""
        return self.new.cohort.framework
