"""What a reviewer says of a station's answers, and the scores that remain of them."""

from typing import Literal

from convergence_cli.errors import Location, Problem
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.evidence import Staged
from convergence_cli.value import value

Ruling = Literal["upheld", "refuted", "pending"]
"""属实, 不实, 待核."""
RULINGS: tuple[Ruling, ...] = ("upheld", "refuted", "pending")


@value
class Ruled:
    """What a reviewer said of one answer."""

    id: str
    """Of the indicator."""
    ruling: Ruling
    """As it counts: pending where nothing was said, and where the answer is no longer the one that was reviewed."""
    said: Ruling | None = None
    """As it was given; None where nothing was said."""
    reviewer: str = ""
    date: str = ""
    """YYYY-MM-DD, or empty."""
    remark: str = ""
    stale: bool = False
    """The answer is no longer the one that was ruled on."""
    location: Location = Location()
    """The cell of the ruling; no place where the review has no such row."""


@value
class Review:
    """A reviewer's workbook as read."""

    file: str
    """The file's name without its folder."""
    sha256: str
    ruled: tuple[Ruled, ...]
    """One for each answered indicator in play, in the framework's order."""
    problems: tuple[Problem, ...]
    """Warnings and notes."""


@value
class Standing:
    """The scores of the whole, a chapter or a measure, side by side; None where nothing is in play.

    score: as the station's answers give it.
    evidenced: the score that counts only answers with evidence where evidence is required.
    verified: the score that counts only answers that were upheld, every other one as 0 points.
    unrefuted: the score that counts every answer but those that were refuted: what the verified score is if all that
        are pending turn out true.
    """

    id: str
    score: float | None
    evidenced: float | None
    verified: float | None
    unrefuted: float | None


@value
class Reviewed:
    """A station's assessment and what its review leaves of it."""

    assessment: Assessment
    review: Review
    index: Standing
    chapters: tuple[Standing, ...]
    measures: tuple[Standing, ...]
    counts: dict[Ruling, int]
    """How many answers are upheld, refuted, pending; they add up to the answered indicators in play."""
    evidence: tuple[Staged, ...]
    """How far the evidence goes, up to what is verified; what is named and found only where somebody looked."""
