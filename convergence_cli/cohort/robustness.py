"""How firm ranks are: the ranking again and again with other weights.

Weights are judgements. In every draw each weight (of a chapter, a measure, an indicator) is multiplied by a
factor of its own between 1 - `noise` and 1 + `noise` of the framework, all as likely; weights count by their
ratios, so nothing
is rescaled. Indexes are aggregated as the framework says, rounded as they are printed, and ranked. The rank
interval holds the middle 90% of the ranks that a station has in the draws: uncertainty analysis as in the
OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7, with weights as its one source. It says
nothing of errors in the answers.

Draws are a function of the seed, the framework's ids and their number alone: not of the stations, so that
every station meets the same weights, nor of the order of files. The first draws of a longer run are those of
a shorter one.
"""

from typing import TYPE_CHECKING

from convergence_cli.cohort.aggregates import Kind, Leaves, Weights, indexes
from convergence_cli.model.framework import Framework
from convergence_cli.model.numbers import FINEST, FULL

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ranks = NDArray[np.unsignedinteger]

DRAWS = 1000
INTERVAL = 90
# Arrays of 128 KB, which a processor keeps at hand. Larger products are spread over threads, and many short
# products on threads that wait for each other took six times as long on a machine that had other work, too.
_STATIONS_AT_ONCE, _DRAWS_AT_ONCE = 256, 64


def factors_drawn(framework: Framework, draws: int, seed: int) -> Weights:
    """The factor of every weight of the framework in every draw."""
    import numpy as np

    parts = [
        [("chapter", chapter.id) for chapter in framework.chapters],
        [("measure", measure.id) for measure in framework.measures],
        [("indicator", item.id) for item in framework.scored],
    ]
    names = sorted(name for part in parts for name in part)
    columns = {name: column for column, name in enumerate(names)}
    # The bits of a PCG64 are the same in every version of numpy; what its distributions make of them need not be.
    bits = np.asarray(np.random.PCG64(seed).random_raw(draws * len(names)), dtype=np.uint64)
    even = (bits >> np.uint64(11)) * 2.0**-53
    factors = (1 - framework.noise + 2 * framework.noise * even).reshape(draws, len(names))
    chapters, measures, indicators = (np.stack([factors[:, columns[name]] for name in part]) for part in parts)
    return Weights(chapters=chapters, measures=measures, indicators=indicators)


def ranks_drawn(framework: Framework, found: Leaves, kinds: tuple[Kind, ...], draws: int, seed: int) -> "Ranks":
    """The rank of every station in every draw, n x d, by the printed index: equals share one, 1, 2, 2, 4.

    Each station is weighed as its kind is. A factor moves a weight of every kind alike.

    Time grows with stations x draws; of that size only the ranks are kept (2 bytes each up to 65,535 stations).
    """
    import numpy as np

    stations = len(found.numbers)
    factors = factors_drawn(framework, draws, seed)
    ranks: Ranks = np.empty((stations, draws), np.min_scalar_type(stations))
    for start in range(0, draws, _DRAWS_AT_ONCE):
        some = slice(start, min(draws, start + _DRAWS_AT_ONCE))
        drawn = factors.of_draws(some)
        units = np.empty((stations, some.stop - some.start), np.int64)
        for kind in kinds:
            weights = drawn.times(kind.weights)
            for first in range(0, len(kind.members), _STATIONS_AT_ONCE):
                rows = list(kind.members[first : first + _STATIONS_AT_ONCE])
                own = indexes(framework, found.of_stations(rows), weights, kind.stretch)
                units[rows] = printed_units(own, framework.display.full)
        ranks[:, some] = _competition(units, framework.display.full)
    return ranks


def printed_units(scores: "NDArray[np.float64]", full: int) -> "NDArray[np.int64]":
    """`Display.units` of every score, on a scale of so many units."""
    import numpy as np

    # Whole numbers throughout, so that nothing is rounded but once.
    exact, whole = np.rint(scores * FINEST).astype(np.int64), FINEST * round(FULL)
    units: NDArray[np.int64] = (2 * exact * full + whole) // (2 * whole)
    units[(units == full) & (exact < whole)] = full - 1
    return units


def _competition(units: "NDArray[np.int64]", full: int) -> "NDArray[np.intp]":
    """1 + how many stations are above, in each draw (column): by counting, because there are so few scores."""
    import numpy as np

    draws, bins = units.shape[1], full + 1
    places = units + np.arange(draws) * bins
    counts = np.bincount(places.ravel(), minlength=draws * bins).reshape(draws, bins)
    at_or_above = counts[:, ::-1].cumsum(axis=1)[:, ::-1]
    ranks: NDArray[np.intp] = (at_or_above - counts + 1).ravel()[places]
    return ranks


def bounds(ranks: "Ranks") -> tuple[list[int], list[int]]:
    """The better and the worse bound of every station's rank interval.

    Quantiles of 5% and 95% as inverses of the distribution: the least rank that so many of the draws reach or
    better. They are ranks that the station had, never numbers between two ranks.
    """
    import numpy as np

    draws = ranks.shape[1]
    tail = (100 - INTERVAL) // 2
    at = [_least_count(tail, draws) - 1, _least_count(100 - tail, draws) - 1]
    found: tuple[list[int], list[int]] = ([], [])
    for first in range(0, len(ranks), _STATIONS_AT_ONCE):
        parted = np.partition(ranks[first : first + _STATIONS_AT_ONCE], at, axis=1)
        for bound, place in zip(found, at, strict=True):
            bound.extend(parted[:, place].tolist())
    return found


def _least_count(per_cent: int, draws: int) -> int:
    """The least number of draws that is at least this part of them."""
    return -(-per_cent * draws // 100)


def top_shares(ranks: "Ranks", top: int) -> list[float]:
    """The share of the draws in which each station is among the top so many, 0-1."""
    counts = (ranks <= top).sum(axis=1)
    return [count / ranks.shape[1] for count in counts.tolist()]
