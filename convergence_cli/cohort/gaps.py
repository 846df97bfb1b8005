"""What many stations lack: indicators below target, red lines missed, and the quality of what was sent."""

from typing import TYPE_CHECKING

from convergence_cli.cohort.distribution import histogram
from convergence_cli.cohort.marks import Marks
from convergence_cli.model.assessment import OUTCOMES
from convergence_cli.model.framework import Framework, RedLineState
from convergence_cli.model.gaps import NAMED, CommonGap, Quality, RedLineCount

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pandas import DataFrame, Series


def common_gaps(framework: Framework, marks: Marks) -> tuple[CommonGap, ...]:
    """Every indicator that counts for a station: the most common gap first.

    By the share of stations below target, then by the mean loss, then in the framework's order. The mean loss
    is a plain mean over the stations in play, each with its own effective weight.
    """
    import numpy as np
    from pandas import DataFrame

    in_play, below = marks.in_play.sum(axis=0).tolist(), marks.below.sum(axis=0).tolist()
    lost = DataFrame(marks.lost, copy=False)
    means = mean_losses(lost, DataFrame(marks.in_play, copy=False)).tolist()
    unanswered = (marks.in_play & np.isnan(marks.points)).sum(axis=0).tolist()
    outcomes = {outcome: (marks.outcomes == code).sum(axis=0).tolist() for code, outcome in enumerate(OUTCOMES)}
    evidence_missing = marks.evidence_missing.sum(axis=0).tolist()
    found = [
        CommonGap(
            id=item.id,
            in_play=in_play[at],
            below=below[at],
            unanswered=unanswered[at],
            lost=means[at],
            outcomes={outcome: counts[at] for outcome, counts in outcomes.items()},
            evidence_missing=evidence_missing[at],
            worst=tuple(lost[at][marks.below[:, at]].nlargest(NAMED).items()),
        )
        for at, item in enumerate(framework.scored)
        if in_play[at]
    ]
    return tuple(sorted(found, key=lambda gap: (-gap.share, -gap.lost)))


def mean_losses(lost: "DataFrame", in_play: "DataFrame") -> "Series[float]":
    """Of each indicator: the points of the index lost, on average over the stations for which it counts."""
    return lost.where(in_play).mean()


def red_lines(framework: Framework, marks: Marks) -> tuple[RedLineCount, ...]:
    """Every red line that some station must not miss: the most missed first, then the most unanswered."""
    found = []
    for at, item in enumerate(framework.scored):
        if item.red_line is None:
            continue
        stations = zip(marks.profiles, marks.in_play[:, at].tolist(), strict=True)
        asked = sum(counts and item.is_red_line(profile) for profile, counts in stations)
        if asked:
            states: dict[RedLineState, NDArray[np.bool_]] = {
                "missed": marks.missed[:, at],
                "unanswered": marks.unanswered[:, at],
            }
            missed, unanswered = (int(each.sum()) for each in states.values())
            who = {state: tuple(each.nonzero()[0][:NAMED].tolist()) for state, each in states.items()}
            found.append(RedLineCount(id=item.id, asked=asked, missed=missed, unanswered=unanswered, who=who))
    return tuple(sorted(found, key=lambda line: (-line.share, -line.unanswered / line.asked)))


def quality(framework: Framework, marks: Marks) -> Quality:
    """Coverage, evidence and problems of all stations, ranked or not."""
    import numpy as np

    needs_evidence = np.array([item.evidence.required for item in framework.scored], dtype=bool)
    answered = marks.in_play & ~np.isnan(marks.points)
    return Quality(
        coverage=histogram(None if part is None else part * 100 for part in marks.coverage),
        answered=int(answered[:, needs_evidence].sum()),
        evidence_missing=int(marks.evidence_missing.sum()),
        problems=marks.problems,
    )
