"""What a station names as evidence, and what was found of it in a folder."""

from typing import Literal

from convergence_cli.errors import Location, Problem
from convergence_cli.value import value

EvidenceState = Literal[
    "found", "empty", "missing", "ambiguous", "outside", "not_a_file", "unreadable", "too_large", "link", "document"
]
NOT_FILES: frozenset[EvidenceState] = frozenset({"link", "document"})
"""What nobody looks for in a folder: a link, and a document number or other words."""

EvidenceStage = Literal["claimed", "named", "found", "verified"]
"""How far the evidence of an answer goes. claimed: something stands there. named: a file is among it. found: every file
that it names is in the folder and has something in it. verified: a reviewer ruled the answer true."""


@value
class Staged:
    """How many answers came as far as a stage, and what is left of the index if they alone count."""

    stage: EvidenceStage
    answers: int
    of: int
    """Of how many: the answers that need evidence; where it is verified, all answers in play."""
    score: float | None
    """None where nothing is in play. What needs no evidence counts here, but not where the stage is verified."""


@value
class Backing:
    """How far the evidence of a station's answers goes, by stages, each a part of the one before it."""

    stages: tuple[Staged, ...]
    reached: dict[str, EvidenceStage]
    """Indicator -> the last stage of its answer; without those that need evidence and have none, or need none."""


@value
class EvidenceFile:
    """One of the things that an answer names as evidence."""

    indicator: str
    named: str
    """As the station wrote it."""
    state: EvidenceState
    location: Location
    """Where it was named."""
    path: str = ""
    """The file within the folder, `/` between its parts; empty where there is none."""
    sha256: str = ""
    """In hexadecimal, of a file that was found."""
    size: int | None = None
    """Bytes; None where nothing was read."""
    problem: Problem | None = None
    """Why it does not stand as evidence; None for what was found and for what is no file."""
