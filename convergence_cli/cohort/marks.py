"""The stations of a run in columns: one walk over their results, and arrays for everything that compares them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NOT_IN_PLAY = ("not_applicable", "out_of_scope")
_BELOW = ("partial", "unmet", "unanswered")


@value
class Marks:
    """n stations, k indicators in the framework's order; arrays are n x k."""

    points: "NDArray[np.float64]"
    """0-100; NaN where there is no answer, and where the indicator is not in play."""
    in_play: "NDArray[np.bool_]"
    below: "NDArray[np.bool_]"
    """In play and below the target, unanswered included."""
    lost: "NDArray[np.float64]"
    """Points of the index lost."""
    red_lines: "NDArray[np.bool_]"
    """Red lines missed."""
    evidence_missing: "NDArray[np.bool_]"
    index: tuple[float | None, ...]
    coverage: tuple[float | None, ...]
    """Of the whole, 0-1."""
    chapters: tuple[tuple[float | None, ...], ...]
    """Scores of every station's chapters, in the framework's order."""
    profiles: tuple[Mapping[str, Answered | None], ...]
    problems: tuple[tuple[Problem, ...], ...]

    @property
    def stations(self) -> int:
        """How many there are."""
        return len(self.index)


def gather(framework: Framework, entries: Sequence[Judged]) -> Marks:
    """Columns of the stations, in their order; each station's results are read once."""
    import numpy as np

    shape = (len(entries), len(framework.indicators))
    points, lost = np.full(shape, np.nan), np.zeros(shape)
    in_play, below, red_lines, evidence_missing = (np.zeros(shape, bool) for _ in range(4))
    for row, entry in enumerate(entries):
        results = entry.results
        points[row] = [np.nan if item.points is None else item.points for item in results]
        in_play[row] = [item.outcome not in _NOT_IN_PLAY for item in results]
        below[row] = [item.outcome in _BELOW for item in results]
        lost[row] = [item.lost for item in results]
        red_lines[row] = [item.red_line for item in results]
        evidence_missing[row] = [item.evidence_missing for item in results]
    return Marks(
        points=points,
        in_play=in_play,
        below=below,
        lost=lost,
        red_lines=red_lines,
        evidence_missing=evidence_missing,
        index=tuple(entry.index.score for entry in entries),
        coverage=tuple(entry.index.coverage for entry in entries),
        chapters=tuple(tuple(node.score for node in entry.chapters) for entry in entries),
        profiles=tuple(entry.profile for entry in entries),
        problems=tuple(entry.problems for entry in entries),
    )
