"""Workers on this machine: each is a process of its own, held to a time and a memory, and replaced when it dies.

What a worker has begun stands in memory that it shares with the parent, a byte for each submission, so that it can be
read when the worker is gone. The parent looks at it from time to time, and ends whoever has been at one file for
too long: a worker that hangs in a parser would not hear a clock of its own.

Everything starts by spawning, on every system: nothing of the parent is in a worker but what it is given.
"""

import contextlib
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import SpawnContext, SpawnProcess
from typing import Any

from convergence_cli.cohort import worker
from convergence_cli.cohort.pool import Chunk, Lost, Running
from convergence_cli.cohort.run import Judge
from convergence_cli.value import value

# What Windows can wait for at once.
_MOST_WORKERS = 61
# For the file that a worker is at when the work is broken off.
_SECONDS_TO_LEAVE = 5
_OVERDUE = 3


@value
class Limits:
    """What one workbook may cost a worker."""

    seconds: int = 60
    """By the clock on the wall, because a file on a drive that does not answer takes no other time."""
    memory: int = 2 << 30
    """Bytes of address space, which is more than is in use: several times what the largest workbook within the
    bounds takes. Windows knows no such limit, and macOS does not hold to it."""


class _Context(SpawnContext):
    """Spawns, and knows what it has spawned: a pool tells nobody its processes."""

    def __init__(self) -> None:
        super().__init__()
        self.spawned: list[SpawnProcess] = []

    def Process(self, *args: Any, **kwargs: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        """A process for the pool."""
        self.spawned.append(SpawnProcess(*args, **kwargs))
        return self.spawned[-1]


class _Worker:
    """A pool of one process, with the work that it was given and has not returned.

    A `ProcessPoolExecutor` of several starts its processes one after the other, as work comes in. If the first dies
    while the second is being started, the second is not told, and the pool waits for its end for ever. A pool of
    one has no second process, and one that dies takes nobody else's work with it.
    """

    def __init__(self, *given: Any) -> None:
        self._context = _Context()
        self._pool = ProcessPoolExecutor(1, mp_context=self._context, initializer=worker.begin, initargs=given)
        self._futures: list[Future[Any]] = []

    @property
    def load(self) -> int:
        """How much work waits here."""
        self._futures[:] = [future for future in self._futures if not future.done()]
        return len(self._futures)

    def submit(self, *work: Any) -> "Future[Any]":
        """More work; raises BrokenProcessPool where the process has died."""
        self._futures.append(self._pool.submit(*work))
        return self._futures[-1]

    def has(self, future: "Future[Any]") -> bool:
        """Whether this work was given to this worker."""
        return any(known is future for known in self._futures)

    def kill(self) -> None:
        """End the process, whatever it is at."""
        for process in self._context.spawned:
            process.kill()

    def dismiss(self) -> None:
        """Give it no more work; it may end what it is at."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def leave(self, deadline: float) -> None:
        """Wait for its end, and see to it when the deadline is over."""
        for process in self._context.spawned:
            process.join(max(0, deadline - time.monotonic()))
        self.kill()
        self._pool.shutdown()


class _Workers(Executor):
    """All workers as one executor: work goes to whoever has the least before it."""

    def __init__(self, size: int, hired: Callable[[], _Worker]) -> None:
        self._hired, self._all = hired, [hired() for _ in range(size)]

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> "Future[Any]":
        """As every executor; a worker that has died is replaced."""
        while True:
            chosen = min(self._all, key=lambda each: each.load)
            try:
                return chosen.submit(fn, *args)
            except BrokenProcessPool:
                chosen.dismiss()
                self._all[self._all.index(chosen)] = self._hired()

    def kill(self, future: "Future[Any]") -> None:
        """End the worker that was given this work."""
        for each in self._all:
            if each.has(future):
                each.kill()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: ARG002
        """End the work, within seconds."""
        deadline = time.monotonic() + _SECONDS_TO_LEAVE
        for each in self._all:
            each.dismiss()
        for each in self._all:
            each.leave(deadline)


class Processes:
    """Workers on this machine, each a process that is given its own copy of the framework."""

    lost: type[BaseException] = BrokenProcessPool

    def __init__(self, judge: Judge, submissions: int, size: int, limits: Limits | None = None) -> None:
        self.size = min(size, _MOST_WORKERS) if sys.platform == "win32" else size
        self._limits = limits or Limits()
        self.seconds = self._limits.seconds
        spawning = SpawnContext()
        # Shared, because what is sent is more than a pipe holds: each worker would be started after the one before.
        packed = pickle.dumps(judge, protocol=5)
        self._judge: Any = spawning.RawArray("c", len(packed))
        self._judge.raw = packed
        self._marks: Any = spawning.RawArray("b", submissions + 1)
        self._since: dict[int, float] = {}
        self._workers: _Workers | None = None

    @contextlib.contextmanager
    def executor(self, size: int) -> Iterator[Executor]:
        """Workers; on leaving them early, each ends the file that it is at and stops."""
        stop = len(self._marks) - 1
        self._marks[stop] = 0
        self._workers = _Workers(size, lambda: _Worker(self._judge, self._marks, self._limits.memory))
        try:
            yield self._workers
        finally:
            self._marks[stop] = 1
            self._workers.shutdown()

    def end_overdue(self, running: Running) -> None:
        """By the time at which the parent first saw what a worker is at."""
        assert self._workers is not None
        now = time.monotonic()
        begun = {at: future for future, chunk in running.items() for at, _ in chunk if self._marks[at] == worker.BEGUN}
        self._since = {at: self._since.get(at, now) for at in begun}
        for at, since in self._since.items():
            if now - since > self.seconds:
                self._marks[at] = _OVERDUE
                self._workers.kill(begun[at])

    def sort_out(self, lost: Chunk) -> Lost:
        """By the marks: what was begun and not ended killed its worker, or was too long for it."""
        marks = {at: self._marks[at] for at, _ in lost}
        for at in marks:
            self._marks[at] = 0
            self._since.pop(at, None)
        return Lost(
            suspects=[pair for pair in lost if marks[pair[0]] == worker.BEGUN],
            overdue=[pair for pair in lost if marks[pair[0]] == _OVERDUE],
            again=[pair for pair in lost if marks[pair[0]] not in (worker.BEGUN, _OVERDUE)],
        )
