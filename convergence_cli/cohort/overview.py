"""A run of stations compared, from beginning to end."""

from collections.abc import Sequence

from convergence_cli.cohort.distribution import histogram, known, spreads
from convergence_cli.cohort.gaps import common_gaps, quality, red_lines
from convergence_cli.cohort.marks import columns
from convergence_cli.cohort.peers import peers
from convergence_cli.cohort.ranking import COVERAGE_FLOOR, TOP, rank
from convergence_cli.cohort.robustness import DRAWS
from convergence_cli.frames import frames
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.overview import Overview
from convergence_cli.model.ranking import SEED


def overview(
    framework: Framework,
    stations: Sequence[Judged],
    *,
    coverage_floor: float = COVERAGE_FLOOR,
    draws: int = DRAWS,
    top: int = TOP,
    seed: int = SEED,
) -> Overview:
    """Ranks, peers, common gaps and data quality of the stations; `draws` is at least 1.

    Each station's results are read once. Time and memory grow in proportion to the stations.
    """
    found = frames(framework, stations)
    marks = columns(found, stations)
    ranking = rank(framework, marks, coverage_floor=coverage_floor, draws=draws, top=top, seed=seed)
    return Overview(
        ranking=ranking,
        peers=peers(framework, marks, ranking),
        indexes=histogram(marks.index),
        spreads=dict(zip(found.nodes["score"], spreads(found.nodes["score"]), strict=True)),
        coverage=dict(zip(found.nodes["coverage"], known(found.nodes["coverage"].mean()), strict=True)),
        gaps=common_gaps(framework, marks),
        red_lines=red_lines(framework, marks),
        quality=quality(framework, marks),
    )
