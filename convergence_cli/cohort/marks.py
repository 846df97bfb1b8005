"""The stations of a run in columns: one walk over their results, and arrays for everything that compares them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from convergence_cli.errors import Problem, Severity
from convergence_cli.frames import Frames, frames
from convergence_cli.model.framework import Framework
from convergence_cli.model.gaps import ProblemCount
from convergence_cli.model.judged import Judged
from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@value
class Marks:
    """n stations, k scored indicators in the framework's order; arrays are n x k."""

    points: "NDArray[np.float64]"
    """0-100; NaN where there is no answer, and where the indicator does not count."""
    in_play: "NDArray[np.bool_]"
    below: "NDArray[np.bool_]"
    """In play and below the target, unanswered included."""
    lost: "NDArray[np.float64]"
    """Points of the index lost."""
    missed: "NDArray[np.bool_]"
    """Red lines missed."""
    unanswered: "NDArray[np.bool_]"
    """Red lines unanswered."""
    evidence_missing: "NDArray[np.bool_]"
    outcomes: "NDArray[np.int8]"
    """Places in `model.assessment.OUTCOMES`."""
    index: tuple[float | None, ...]
    coverage: tuple[float | None, ...]
    """Of the whole, 0-1."""
    chapters: tuple[tuple[float | None, ...], ...]
    """Scores of every station's chapters, in the framework's order."""
    profiles: tuple[Mapping[str, Answered | None], ...]
    problems: tuple[ProblemCount, ...]
    """Of the workbooks; the most frequent first."""

    @property
    def stations(self) -> int:
        """How many there are."""
        return len(self.index)


def gather(framework: Framework, entries: Sequence[Judged]) -> Marks:
    """Columns of the stations, in their order; each station's results are read once."""
    return columns(frames(framework, entries), entries)


def columns(found: Frames, entries: Sequence[Judged]) -> Marks:
    """The arrays of the tables, with what else stations are compared by."""
    indicators = found.indicators
    return Marks(
        points=indicators["points"].to_numpy(),
        in_play=indicators["in_play"].to_numpy(),
        below=indicators["below"].to_numpy(),
        lost=indicators["lost"].to_numpy(),
        missed=indicators["red_line_missed"].to_numpy(),
        unanswered=indicators["red_line_unanswered"].to_numpy(),
        evidence_missing=indicators["evidence_missing"].to_numpy(),
        outcomes=indicators["outcome"].to_numpy(),
        index=tuple(entry.index.score for entry in entries),
        coverage=tuple(entry.index.coverage for entry in entries),
        chapters=tuple(tuple(node.score for node in entry.chapters) for entry in entries),
        profiles=tuple(entry.profile for entry in entries),
        problems=_problems(entries),
    )


def _problems(entries: Sequence[Judged]) -> tuple[ProblemCount, ...]:
    """Each kind counted. The problems of one station are there at a time: all of them take more than the scores."""
    times: Counter[tuple[str, Severity]] = Counter()
    stations: Counter[tuple[str, Severity]] = Counter()
    first: dict[tuple[str, Severity], tuple[int, Problem]] = {}
    for position, entry in enumerate(entries):
        kinds = [(item.code, item.severity) for item in entry.problems]
        times.update(kinds)
        stations.update(set(kinds))
        for kind, item in zip(kinds, entry.problems, strict=True):
            first.setdefault(kind, (position, item))
    return tuple(
        ProblemCount(
            code=code,
            severity=severity,
            times=count,
            stations=stations[code, severity],
            first=first[code, severity],
        )
        for (code, severity), count in sorted(times.items(), key=lambda item: (-item[1], item[0]))
    )
