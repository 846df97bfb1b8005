"""What a station names as evidence, and what was found of it in a folder."""

from typing import Literal

from convergence_cli.errors import Location, Problem
from convergence_cli.value import value

EvidenceState = Literal[
    "found", "empty", "missing", "ambiguous", "outside", "not_a_file", "unreadable", "too_large", "link", "document"
]
EVIDENCE_STATES: tuple[EvidenceState, ...] = (
    "found",
    "missing",
    "empty",
    "ambiguous",
    "outside",
    "not_a_file",
    "unreadable",
    "too_large",
    "link",
    "document",
)
NOT_FILES: frozenset[EvidenceState] = frozenset({"link", "document"})
"""What nobody looks for in a folder: a link, and a document number or other words."""


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
