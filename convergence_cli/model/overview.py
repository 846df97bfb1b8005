"""Everything that is said about a run of stations as a whole."""

from convergence_cli.model.gaps import Bin, CommonGap, Quality, RedLineCount, Spread
from convergence_cli.model.ranking import Peers, Ranking
from convergence_cli.value import value


@value
class Overview:
    """A run compared. Positions in it count the judged stations from 0, in their order."""

    ranking: Ranking
    peers: Peers
    indexes: tuple[Bin, ...]
    """Stations by index, ranked or not."""
    spreads: dict[str, Spread]
    """Of the index and of every chapter and measure, by id, over all stations, ranked or not."""
    coverage: dict[str, float | None]
    """Of the same, 0-1, on average over the stations for which it is in play; None where it is so nowhere."""
    gaps: tuple[CommonGap, ...]
    red_lines: tuple[RedLineCount, ...]
    quality: Quality
