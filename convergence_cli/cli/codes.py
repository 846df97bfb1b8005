"""Exit codes: what a process says without a word. They stand here alone."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What came of a run; where several hold, the worst is the highest."""

    PASSED = 0
    """Judged, and every gate that was asked for was passed."""
    FAILED = 1
    """Judged, and the answer is no: a gate failed, a goal is out of reach, copies disagree, a rubric's test failed."""
    COULD_NOT_JUDGE = 2
    """Usage, rubric, workbook or option at fault."""
    BUG = 3
    """The program itself failed."""
    INTERRUPTED = 130
    """Ctrl-C, or the end that a service asked for."""
