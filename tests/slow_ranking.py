"""Ranking once more, slow and obvious: the framework with each draw's weights, the engine, and plain loops."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Chapter, Framework, Indicator, Measure
from convergence_cli.model.ranking import Place
from convergence_cli.report.figures import score
from convergence_cli.scoring.engine import assess

Part = TypeVar("Part", Chapter, Measure, Indicator)


def slow_places(
    framework: Framework, stations: Sequence[Assessment], *, coverage_floor: float, draws: int, top: int, seed: int
) -> tuple[Place, ...]:
    """What `cohort.ranking.rank` should say of every station."""
    reasons = [_reason(station, coverage_floor) for station in stations]
    ranked = [station for station, reason in zip(stations, reasons, strict=True) if reason is None]
    printed = [float(score(station.index.score)) for station in ranked]
    ranks = _ranks(printed)
    by_draw = [
        _ranks([float(score(assess(changed, station.questionnaire).index.score)) for station in ranked])
        for changed in _drawn(framework, draws, seed)
    ]
    had = [[found[at] for found in by_draw] for at in range(len(ranked))]
    lows, highs = [_reached(each, 5) for each in had], [_reached(each, 95) for each in had]
    tiers = _tiers(ranks, lows, highs)
    places, at = [], 0
    for position, reason in enumerate(reasons):
        if reason is not None:
            empty = dict.fromkeys(("rank", "low", "high", "top_share", "tier"))
            places.append(Place(position=position, tied=False, reason=reason, **empty))
            continue
        places.append(
            Place(
                position=position,
                rank=ranks[at],
                tied=printed.count(printed[at]) > 1,
                low=lows[at],
                high=highs[at],
                top_share=sum(rank <= top for rank in had[at]) / draws,
                tier=tiers[at],
                reason=None,
                **_in_level(ranked, printed, at),
            )
        )
        at += 1
    return tuple(places)


def _in_level(ranked: list[Assessment], printed: list[float], at: int) -> dict[str, object]:
    """Among the ranked stations that say the same level."""
    level = ranked[at].profile.get("level")
    if level is None:
        return {}
    peers = [score for score, other in zip(printed, ranked, strict=True) if other.profile.get("level") == level]
    above = sum(score > printed[at] for score in peers)
    return {"in_level": above + 1, "tied_in_level": peers.count(printed[at]) > 1, "of_level": len(peers)}


def _reason(station: Assessment, coverage_floor: float) -> str | None:
    if station.index.score is None or station.index.coverage is None:
        return "no-index"
    return "coverage" if station.index.coverage < coverage_floor - 1e-9 else None


def _drawn(framework: Framework, draws: int, seed: int) -> list[Framework]:
    """The framework with each draw's weights: a factor for every part, by kind and id in alphabetical order."""
    generator = np.random.Generator(np.random.PCG64(seed))
    indicators = [("indicator", item.id) for item in framework.scored]
    measures = [("measure", measure.id) for measure in framework.measures]
    chapters = [("chapter", chapter.id) for chapter in framework.chapters]
    names = sorted([*indicators, *measures, *chapters])
    found = []
    for _ in range(draws):
        factors = {name: generator.uniform(0.75, 1.25) for name in names}
        changed = []
        for measure in framework.measures:
            items = [
                _moved(item, factors["indicator", item.id]) if item.scored else item for item in measure.indicators
            ]
            changed.append(replace(_moved(measure, factors["measure", measure.id]), indicators=tuple(items)))
        parts = [_moved(chapter, factors["chapter", chapter.id]) for chapter in framework.chapters]
        found.append(replace(framework, chapters=tuple(parts), measures=tuple(changed)))
    return found


def _moved(part: Part, factor: float) -> Part:
    """With each of its weights, whatever the profile for which it is said, multiplied by the one factor."""
    standard = 1.0 if part.weight is None else part.weight
    by = {
        question: {option: weight * factor for option, weight in weights.items()}
        for question, weights in (part.weight_by or {}).items()
    }
    return replace(part, weight=standard * factor, weight_by=by or None)


def _ranks(printed: list[float]) -> list[int]:
    return [1 + sum(other > mine for other in printed) for mine in printed]


def _reached(ranks: list[int], per_cent: int) -> int:
    """The least rank that at least so many per cent of the draws reach or better."""
    for candidate in range(1, len(ranks) * 1000):
        if 100 * sum(rank <= candidate for rank in ranks) >= per_cent * len(ranks):
            return candidate
    raise AssertionError(ranks)


def _tiers(ranks: list[int], lows: list[int], highs: list[int]) -> list[int]:
    """By the definition: every pair of a leader of the tier and a station with the next score is looked at."""
    tiers = [0] * len(ranks)
    tier, leading = 0, None
    for shared in sorted(set(ranks)):
        here = [at for at, rank in enumerate(ranks) if rank == shared]
        leaders = [] if leading is None else [at for at, rank in enumerate(ranks) if rank == leading]
        # An interval that lies before a leader's is no reason to stand behind it.
        apart = [lows[other] not in range(highs[one] + 1) for one in leaders for other in here]
        if all(apart):
            tier, leading = tier + 1, shared
        for at in here:
            tiers[at] = tier
    return tiers
