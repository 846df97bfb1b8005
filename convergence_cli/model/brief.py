"""What the one page for who decides is about: what stands out of a station's results, for better and for worse."""

from typing import Literal

from convergence_cli.model.assessment import Step
from convergence_cli.value import value

Reason = Literal["red-line", "level", "gain"]
"""Why a gap is among the few: a red line is missed, it keeps the next level away, or it gains most for its effort."""


@value
class ChosenGap:
    """One gap that matters, what it would bring, and who mends it by when."""

    id: str
    reason: Reason
    part: str = ""
    """Of a gap that keeps the next level away: the chapter or measure that is too low; empty where it is itself."""
    step: Step | None
    """To the target, or as near as the next better answer comes; None where none is better."""
    who: str
    """As the ledger has it; empty: nobody is named there, and who the framework names is proposed."""
    due: str
    """As the ledger has it, YYYY-MM-DD or words; empty: it names none, and `months` are proposed."""
    months: int | None
    """Months from now within which it would be done, by the policy's horizon and the effort; None without a step."""
    is_waived: bool


@value
class Brief:
    """What is chosen for the page."""

    strengths: tuple[str, ...]
    """At most three indicators, by id."""
    gaps: tuple[ChosenGap, ...]
    """At most five: red lines missed, what keeps the next level away, then by gain for effort; none of them twice."""
    red_lines_left: int
    """How many further red lines are missed, for which there was no room."""
