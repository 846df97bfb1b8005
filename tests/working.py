"""Stands for the judge in workers: what the name of a file says is done. Light, because every worker imports it."""

import os
import time
from pathlib import Path
from typing import Any

from convergence_cli.cohort.run import Judge
from convergence_cli.cohort.submission import Done, Submission
from convergence_cli.model.assessment import Failure
from convergence_cli.value import value


class Stub:
    """Judges nothing: dies of `kill…`, of `once…` the first time; `slow…` takes a while, `hang…` has no end."""

    def __call__(self, submission: Submission) -> Done:
        word = Path(submission.path).name
        if word.startswith("kill"):
            os._exit(9)
        if word.startswith("once"):
            mark = Path(submission.path).with_suffix(".seen")
            if not mark.exists():
                mark.touch()
                os._exit(9)
        if word.startswith("slow"):
            time.sleep(0.2)
        if word.startswith("hang"):
            _hang()
        return Done(entry=Failure(file=submission.file, problems=()))


def _hang() -> None:
    """As a parser in C does that has lost its way: it hears no signal of Python's and lets no other thread run."""
    import re

    re.match("(a+)+b", "a" * 64)


class Stillborn:
    """Ends every worker that unpacks it."""

    def __reduce__(self) -> Any:
        return (os._exit, (9,))


def submissions(*names: str, folder: Path = Path()) -> list[Submission]:
    """One for each name."""
    return [Submission(path=str(folder / name), file=name) for name in names]


@value
class Deadly(Judge):
    """The real judge, which one workbook kills, another keeps for ever, and a third takes all memory from."""

    def _judged(self, submission: Submission) -> Done:
        word = Path(submission.path).name
        if word.startswith("killer"):
            os._exit(9)
        if word.startswith("hang"):
            _hang()
        if word.startswith("eater"):
            bytearray(1 << 40)
        return Judge._judged(self, submission)
