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
    gaps: tuple[CommonGap, ...]
    red_lines: tuple[RedLineCount, ...]
    quality: Quality
