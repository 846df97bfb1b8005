"""A batch taken up again: what an earlier report says of unchanged workbooks need not be judged once more."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from convergence_cli.cohort.task import Done, Task
from convergence_cli.model.framework import Framework
from convergence_cli.saved.packed import packed_again
from convergence_cli.saved.shape import SavedReport


def resumed(tasks: Sequence[Task], earlier: SavedReport, framework: Framework) -> dict[int, Done]:
    """Task by place to what the earlier report says of it.

    Only where the framework is the same to the byte, the workbook has the same path and content, its station was
    judged then, and its own gap report, where one is wanted, is there.
    """
    if earlier.framework.sha256 != framework.sha256:
        return {}
    known = {station.file: station for station in earlier.stations}
    return {
        at: Done(entry=packed_again(known[task.file]), language=known[task.file].language)
        for at, task in enumerate(tasks)
        if task.file in known
        if not task.report or Path(task.report).exists()
        if _sha256(task.path) == known[task.file].sha256
    }


def _sha256(path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
