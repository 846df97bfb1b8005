"""Places of the stations of a run: ranks on what is printed, rank intervals, and tiers.

A rank is a competition rank on the index as it is printed, on the framework's scale: stations that look equal on paper
are equal, share a rank, and the next ranks are left out (1, 2, 2, 4). A station below the coverage floor has
a score and no rank: what it left open could move it anywhere.

Tiers. Two stations are told apart where their 90% rank intervals have no rank in common (the practice of the
World Bank's Worldwide Governance Indicators with margins of error). From the best station down, a new tier
begins at the first score all of whose stations are told apart from all stations of the tier's leading score.
So equal scores share a tier, where the interval of one of them alone overlaps, too; the leaders of two tiers
can be told apart; and whoever is in a tier, its score could not be told apart from the tier's leading one. A
border does not say that the two stations on its two sides can be told apart. All stations meet the same draws,
which makes overlap a careful rule: it separates less often than a comparison pair by pair would.

A level of administration is held to its own standards, and a year is none of another. Where stations of several are
ranked together the ranking says so, and each station has a rank within its level besides.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from convergence_cli.cohort.aggregates import kinds, leaves
from convergence_cli.cohort.marks import Marks, gather
from convergence_cli.cohort.robustness import DRAWS, INTERVAL, bounds, ranks_drawn, top_shares
from convergence_cli.model.display import Display
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.kind import LEVEL, PERIOD
from convergence_cli.model.ranking import SEED, Place, Ranking, Unranked
from convergence_cli.scoring.tree import reaches

COVERAGE_FLOOR = 2 / 3
TOP = 10


def rank(
    framework: Framework,
    marks: Marks,
    *,
    coverage_floor: float = COVERAGE_FLOOR,
    draws: int = DRAWS,
    top: int = TOP,
    seed: int = SEED,
) -> Ranking:
    """The place of every station: its rank among those that have one, and how firm that is.

    `draws` is at least 1. Time and memory grow in proportion to the stations.
    """
    reasons = unranked(marks, coverage_floor)
    chosen = [position for position, reason in enumerate(reasons) if reason is None]
    places = dict(zip(chosen, _places(framework, marks, chosen, draws, top, seed), strict=True))
    return Ranking(
        coverage_floor=coverage_floor,
        draws=draws,
        seed=seed,
        spread=framework.noise,
        interval=INTERVAL,
        top=top,
        mixed=mixed(framework, marks, range(marks.stations)),
        places=tuple(
            places[position] if position in places else _without(position, reason)
            for position, reason in enumerate(reasons)
        ),
    )


def rank_again(framework: Framework, stations: Sequence[Judged], like: Ranking) -> tuple[Place, ...]:
    """The places of some of the stations of a run among themselves, ranked as all of them were."""
    asked = {"coverage_floor": like.coverage_floor, "draws": like.draws, "top": like.top, "seed": like.seed}
    return rank(framework, gather(framework, stations), **asked).places  # type: ignore[arg-type]


def mixed(framework: Framework, marks: Marks, chosen: Sequence[int]) -> tuple[str, ...]:
    """Of level and year those questions to which these stations gave more than one answer; a blank is one."""
    asked = (name for name in (LEVEL, PERIOD) if name in framework.question)
    return tuple(name for name in asked if len({marks.profiles[position].get(name) for position in chosen}) > 1)


def unranked(marks: Marks, coverage_floor: float) -> list[Unranked | None]:
    """Why each station has no rank; None for one that has. Coverage equal to the floor is enough."""
    return [
        "no-index" if index is None or coverage is None else None if reaches(coverage, coverage_floor) else "coverage"
        for index, coverage in zip(marks.index, marks.coverage, strict=True)
    ]


def competition(scores: Sequence[float], display: Display) -> tuple[list[int], list[bool]]:
    """The rank of every score as printed, 1 the highest, and whether it is shared."""
    printed = [display.units(score) for score in scores]
    counts = Counter(printed)
    ranks: dict[int, int] = {}
    above = 0
    for units in sorted(counts, reverse=True):
        ranks[units] = above + 1
        above += counts[units]
    return [ranks[units] for units in printed], [counts[units] > 1 for units in printed]


def tiers(ranks: Sequence[int], lows: Sequence[int], highs: Sequence[int]) -> list[int]:
    """The tier of every station, 1 the best, by its rank and the bounds of its rank interval."""
    found: dict[int, int] = {}
    tier, leaders_worst = 0, 0
    for shared, group in groupby(sorted(zip(ranks, lows, highs, strict=True)), key=lambda item: item[0]):
        bounds_of_group = [(low, high) for _, low, high in group]
        if min(low for low, _ in bounds_of_group) > leaders_worst:
            tier, leaders_worst = tier + 1, max(high for _, high in bounds_of_group)
        found[shared] = tier
    return [found[shared] for shared in ranks]


def _places(framework: Framework, marks: Marks, chosen: list[int], draws: int, top: int, seed: int) -> list[Place]:
    """Of the stations that are ranked, in their order."""
    if not chosen:
        return []
    every = leaves(framework, marks.points, marks.in_play)
    own = kinds(framework, [marks.profiles[position] for position in chosen])
    drawn = ranks_drawn(framework, every.of_stations(chosen), own, draws, seed)
    ranks, tied = competition(
        [score for position in chosen if (score := marks.index[position]) is not None], framework.display
    )
    lows, highs = bounds(drawn)
    columns = zip(chosen, ranks, tied, lows, highs, top_shares(drawn, top), tiers(ranks, lows, highs), strict=True)
    within = _within_levels(framework, marks, chosen)
    return [
        Place(
            position=position,
            rank=at,
            tied=shared,
            low=low,
            high=high,
            top_share=share,
            tier=tier,
            reason=None,
            **within.get(position, {}),
        )
        for position, at, shared, low, high, share, tier in columns
    ]


def _within_levels(framework: Framework, marks: Marks, chosen: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Of each station that says its level its rank among those of it, by the fields of `Place`."""
    levels: dict[object, list[int]] = {}
    for position in chosen:
        levels.setdefault(marks.profiles[position].get(LEVEL), []).append(position)
    levels.pop(None, None)
    found: dict[int, dict[str, Any]] = {}
    for members in levels.values():
        ranks, tied = competition([marks.index[position] or 0.0 for position in members], framework.display)
        for position, at, shared in zip(members, ranks, tied, strict=True):
            found[position] = {"in_level": at, "tied_in_level": shared, "of_level": len(members)}
    return found


def _without(position: int, reason: Unranked | None) -> Place:
    return Place(
        position=position, rank=None, tied=False, low=None, high=None, top_share=None, tier=None, reason=reason
    )
