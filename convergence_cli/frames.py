"""Many stations as two tables for analysis: stations x nodes and stations x indicators, as pandas DataFrames.

From these every statistic of a batch is taken, and analysts get the same ones. pandas is imported here, by what
compares stations alone: never where one workbook is judged.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from convergence_cli.model.assessment import BELOW_TARGET, IN_PLAY, OUTCOMES
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.value import value

if TYPE_CHECKING:
    from pandas import DataFrame


@value
class Frames:
    """One row for each station, 0, 1, 2 … in their order; columns of two levels, the quantity and then the id."""

    nodes: "DataFrame"
    """Ids: `index`, every chapter, every measure, in the framework's order.

    `score`: float64, points 0-100; NaN where there is none.
    `coverage`: float64, the share 0-1 of the weight in play that is answered; NaN where nothing is in play.
    """
    indicators: "DataFrame"
    """Ids: every indicator that is scored, in the framework's order.

    `outcome`: int8, its place in `model.assessment.OUTCOMES`.
    `points`: float64, 0-100; NaN where there is no answer and where the indicator does not count.
    `lost`: float64, points of the index lost; 0 where it does not count.
    `in_play`, `below` (the target; unanswered included), `red_line_missed`,
    `red_line_unanswered`, `evidence_missing`: bool.
    """


def frames(framework: Framework, stations: Iterable[Judged]) -> Frames:
    """The tables of stations that were all judged by `framework`; each station's results are read once."""
    import numpy as np

    many: Sequence[Judged] = tuple(stations)
    codes = {outcome: code for code, outcome in enumerate(OUTCOMES)}
    names = ["index", *(each.id for each in framework.chapters), *(each.id for each in framework.measures)]
    scored = [at for at, item in enumerate(framework.indicators) if item.scored]
    shape = (len(many), len(scored))
    scores, coverage = (np.full((len(many), len(names)), np.nan) for _ in range(2))
    outcomes, points, lost = np.zeros(shape, np.int8), np.full(shape, np.nan), np.zeros(shape)
    missed, unanswered, evidence_missing = (np.zeros(shape, bool) for _ in range(3))
    for row, station in enumerate(many):
        nodes, every = (station.index, *station.chapters, *station.measures), station.results
        results = [every[at] for at in scored]
        scores[row] = [np.nan if node.score is None else node.score for node in nodes]
        coverage[row] = [np.nan if node.coverage is None else node.coverage for node in nodes]
        outcomes[row] = [codes[each.outcome] for each in results]
        points[row] = [np.nan if each.points is None else each.points for each in results]
        lost[row] = [each.lost for each in results]
        missed[row] = [each.red_line == "missed" for each in results]
        unanswered[row] = [each.red_line == "unanswered" for each in results]
        evidence_missing[row] = [each.evidence_missing for each in results]
    quantities = {
        "outcome": outcomes,
        "points": points,
        "lost": lost,
        "in_play": np.isin(outcomes, sorted(codes[each] for each in IN_PLAY)),
        "below": np.isin(outcomes, sorted(codes[each] for each in BELOW_TARGET)),
        "red_line_missed": missed,
        "red_line_unanswered": unanswered,
        "evidence_missing": evidence_missing,
    }
    return Frames(
        nodes=_table({"score": scores, "coverage": coverage}, names),
        indicators=_table(quantities, [item.id for item in framework.scored]),
    )


def _table(quantities: Mapping[str, object], names: Sequence[str]) -> "DataFrame":
    import pandas as pd

    parts = {key: pd.DataFrame(numbers, columns=list(names), copy=False) for key, numbers in quantities.items()}
    return pd.concat(parts, axis="columns", names=("quantity", "id"))
