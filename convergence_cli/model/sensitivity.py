"""How far an assessment's index and level depend on what somebody chose: weights, aggregates, blanks, one answer."""

from typing import Literal

from convergence_cli.model.framework import Aggregate
from convergence_cli.value import value


@value
class WeightBar:
    """The index with the weight of one chapter or measure changed, all else as it is."""

    kind: Literal["chapter", "measure"]
    id: str
    lighter: float
    """With the weight x (1 - spread)."""
    heavier: float
    """With the weight x (1 + spread)."""

    @property
    def span(self) -> float:
        """How far the two lie apart, in points of the index."""
        return abs(self.heavier - self.lighter)


@value
class Turn:
    """One answer that would change the level if it alone were another."""

    id: str
    points: float | None
    """As it is; None: unanswered."""
    to: float
    """The best or the worst points that an answer to this indicator can earn."""
    level: str | None
    """The level then."""
    up: bool


@value
class Sensitivity:
    """What moves one station's index and level."""

    station: str
    index: float
    level: str | None
    spread: float
    """How far weights are moved, as a fraction: 0.25 is from three quarters to five quarters."""
    weights: tuple[WeightBar, ...]
    """Every chapter and measure in play, the widest bar first."""
    aggregates: dict[Aggregate, float]
    """The index if its chapters were put together in this way; below them all stays as the framework says."""
    blank_as_zero: float
    blank_as_full: float
    """The index with every unanswered indicator at 0 and at 100 points."""
    draws: int
    seed: int
    interval: tuple[float, float]
    """The 5th and the 95th percentile of the index over the draws."""
    levels: dict[str, int]
    """How many draws reached each level, from the lowest; an empty id: none."""
    held: float | None
    """The share of draws (0-1) with the level as it is; None for a framework without levels."""
    turns: tuple[Turn, ...]
    """Upwards first, and in the framework's order."""
