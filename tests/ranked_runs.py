"""Runs of random stations by random frameworks, and their ranking from few draws."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from small_frameworks import filled, frameworks, judged

from convergence_cli.cohort.marks import gather
from convergence_cli.cohort.ranking import rank
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.model.ranking import Ranking


def ranked(framework: Framework, stations: Sequence[Assessment], **options: Any) -> Ranking:
    """The ranking with few draws, unless the test wants more."""
    return rank(framework, gather(framework, stations), **{"draws": 20, **options})


@st.composite
def runs(draw: st.DrawFn, most: int = 6) -> tuple[Framework, list[Assessment]]:
    """A framework and up to so many stations judged by it."""
    scored = draw(frameworks())
    levels = draw(st.lists(st.sampled_from(["city", "county"]), min_size=1, max_size=most))
    return scored, [judged(scored, draw(filled(scored)), level=level) for level in levels]
