"""What is to be done with one workbook of a batch, and what came of it."""

from collections.abc import Mapping
from dataclasses import field

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Failure
from convergence_cli.model.language import Language
from convergence_cli.model.standing import Packed
from convergence_cli.value import value


@value
class Submission:
    """One workbook to be judged."""

    path: str
    """Where it is, as the system knows it."""
    file: str
    """How reports name it: relative, with forward slashes, in characters that can be written."""
    named: bool = True
    """Named by the user, or else found in a folder or by a pattern."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What the list of workbooks says of it, by column."""
    reports: tuple[str, ...] = ()
    """Where its own gap report is to be written, a path for each format."""


def is_report(submission: Submission, entry: object) -> bool:
    """Whether a file is a report of ours that lay in a folder; one that was named is a failure like any other."""
    return not submission.named and isinstance(entry, Failure) and entry.problems[0].code == "file-is-report"


@value
class Done:
    """What came of one submission; small, because a worker sends it."""

    entry: Packed | Failure
    language: Language | None = None
    """The workbook's, where it is known."""
    faults: tuple[Problem, ...] = ()
    """Why its gap report could not be written, a fault for each format."""
    written: int = 0
    """How many files of its own gap report were."""
    bug: str = ""
    """Where the program itself failed on this workbook; empty: nowhere."""
