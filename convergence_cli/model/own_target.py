"""What came of the targets that a station set itself: they change no points, no outcome and no level."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value

OwnState = Literal["reached", "missed", "unanswered"]


@value
class OwnOutcome:
    """What came of the target that a station set itself for one indicator and one year."""

    target: Answered
    """In the answer's own unit; where options are ticked those aimed at, or a number of points."""
    points: float
    """What the target would earn, 0-100."""
    state: OwnState
    by: float | None
    """The answer less the target, in the answer's own unit, of dates in days, of points in points; None where there is
    no answer, or its options have no distance."""
    points_by: float | None
    """Points less the target's points; None where there is no answer."""
    below: bool
    """It asks for less than the framework's target does."""


@value
class OwnSum:
    """How many targets a station set itself for the year assessed, among what is in play."""

    set: int
    reached: int
    unanswered: int

    @property
    def missed(self) -> int:
        """Answered, and short of the target."""
        return self.set - self.reached - self.unanswered


def own_sum(outcomes: Sequence[OwnOutcome]) -> OwnSum | None:
    """The sum of what came of them; None where there is none."""
    states = Counter(each.state for each in outcomes)
    if not outcomes:
        return None
    return OwnSum(set=len(outcomes), reached=states["reached"], unanswered=states["unanswered"])
