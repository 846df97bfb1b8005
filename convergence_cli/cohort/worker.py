"""What runs in a worker: it is set up once, and then judges one chunk of submissions after the other.

Only a worker imports this for its own use; all that it knows is in `_given`, because a submission must not carry it.
"""

import contextlib
import gc
import os
import pickle
import signal
import sys
from collections.abc import Sequence
from threading import Thread
from typing import Any

from convergence_cli.cohort.run import Judge
from convergence_cli.cohort.submission import Done, Submission

BEGUN, ENDED = 1, 2
_OBJECTS_BETWEEN_COLLECTIONS = 200_000
_SET_PARENT_DEATH_SIGNAL = 1
"""Of Linux' prctl."""

_given: dict[str, Any] = {}


def begin(judge: Any, marks: Any, memory: int) -> None:
    """Set up a process of its own: out of reach of Ctrl-C, silent, bounded, and gone when its parent is.

    `judge` and `marks` are memory shared with the parent: the pickled judge, and what `set_up` says; `memory` is
    how many bytes of address space the process may have.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when work ends
    with contextlib.suppress(OSError):
        # A parser that gives up writes to stderr by itself, in the middle of the parent's progress bar.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _bound_memory(memory)
    _be_killed_with_parent()
    Thread(target=_end_with_parent, daemon=True).start()
    set_up(pickle.loads(judge.raw), marks)  # noqa: S301 - our own parent wrote it
    # The framework stays as long as the worker does; the collector need not look through it again and again.
    gc.freeze()
    # What a workbook leaves behind has no circles; a few of them together are soon enough.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


def set_up(judge: Judge, marks: Any = None) -> None:
    """Keep what submissions need; `marks` has a byte for each submission, and one more that says stop."""
    _given.update(judge=judge, marks=marks)


def work_on(chunk: Sequence[tuple[int, Submission]]) -> list[tuple[int, Done]]:
    """Judge a chunk of submissions; fewer are done where the parent said stop."""
    judge, marks = _given["judge"], _given["marks"]
    results: list[tuple[int, Done]] = []
    for at, submission in chunk:
        if marks is not None:
            if marks[len(marks) - 1]:
                break
            marks[at] = BEGUN
        results.append((at, judge(submission)))
        if marks is not None:
            marks[at] = ENDED
    return results


def _bound_memory(most: int) -> None:
    """One file must not eat the machine: beyond the bound this process fails, and no other."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _be_killed_with_parent() -> None:
    """On Linux the system does it, even to a process that was stopped, whose threads would not hear of it."""
    if sys.platform != "linux":
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _end_with_parent() -> None:
    """Wait for the parent's end, and end too: a pool whose parent was killed would wait for work for ever."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
