"""Options of how the stations of a batch are ranked."""

from functools import partial
from typing import Annotated, Any

from convergence_cli.cli.declaring import declared, words
from convergence_cli.cli.gating import share_of
from convergence_cli.cli.shared import sharing
from convergence_cli.model.ranking import MOST_DRAWS, MOST_SEED

_option = partial(declared, panel=words("panel-ranks"))


_OPTIONS = {
    "rank_coverage": Annotated[str | None, _option("rank-coverage", "P%")],
    "draws": Annotated[int | None, _option("draws", "N", min=1, max=MOST_DRAWS)],
    "top_k": Annotated[int | None, _option("top-k", "K", min=1)],
    "seed": Annotated[int | None, _option("seed", "N", min=0, max=MOST_SEED, show_default=False)],
}
Ranks = dict[str, Any]
"""What was asked for, by the names that `cohort.overview` has for it; the rest is as it is there by default."""


def _ranks(given: dict[str, Any]) -> Ranks:
    coverage = share_of("--rank-coverage", given["rank_coverage"])
    asked = {
        "coverage_floor": None if coverage is None else coverage / 100,
        "draws": given["draws"],
        "top": given["top_k"],
        "seed": given["seed"],
    }
    return {name: each for name, each in asked.items() if each is not None}


ranked = sharing("ranks", _OPTIONS, _ranks)
"""Gives a command these options in place of its parameter `ranks`; a wrong share raises ConfigError."""
