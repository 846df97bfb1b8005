"""Many workbooks side by side: chunks of tasks go out to workers, small results come back as they are done.

A worker may die on a file that the guard let pass. Then the workers are made anew, the file that the dead one had
begun is tried once more in a worker of its own, and one that kills that worker too is named as the culprit; what
else the dead one had been given is done again. What a worker has begun stands in memory that it shares with the
parent, a byte for each task, so that it can be read when the worker is gone.

Everything starts by spawning, on every system: nothing of the parent is in a worker but what it is given.
"""

import contextlib
import pickle
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Protocol

from convergence_cli.cohort import worker
from convergence_cli.cohort.run import Judge, died
from convergence_cli.cohort.task import Done, Task

Pair = tuple[int, Task]
"""A task and its place in the batch."""
Chunk = list[Pair]
Finished = tuple[int, Done]

_CHUNK = 16
# Enough that no worker waits for its next chunk; few, so that the parent's memory stays flat.
_AHEAD = 3
# What Windows can wait for at once.
_MOST_WORKERS = 61
_MOST_BARREN = 3


class Crew(Protocol):
    """Where workers come from: this machine's processes, or a cluster."""

    size: int
    """How many work at the same time."""
    lost: type[BaseException]
    """What a result raises whose worker died."""

    def executor(self, size: int) -> contextlib.AbstractContextManager[Executor]:
        """So many workers, each ready to judge; on leaving, none of them is at work any more."""

    def sort_out(self, lost: list[Chunk]) -> tuple[Chunk, list[Chunk]]:
        """The tasks of lost chunks that a worker may have died on, and what is left of the chunks without them."""


def judge_all(tasks: Sequence[Task], crew: Crew) -> Generator[Finished, None, None]:
    """Every task's place in the batch and what came of it, in the order of finishing.

    Close the generator where it is left early, so that the workers stop.
    """
    waiting = deque(_chunks(tasks, crew.size))
    barren = 0
    while waiting:
        lost: list[Chunk] = []
        barren += 1
        with crew.executor(min(crew.size, len(waiting))) as executor:
            for finished in _drained(executor, crew, waiting, lost):
                barren = 0
                yield finished
        suspects, again = crew.sort_out(lost)
        waiting.extendleft(reversed(again))
        for pair in suspects:
            barren = 0
            yield from _alone(pair, crew)
        if barren == _MOST_BARREN:
            raise RuntimeError("workers die before they begin a workbook")


def _chunks(tasks: Sequence[Task], size: int) -> Iterator[Chunk]:
    """Chunks of a few tasks, smaller where there is not enough for everyone."""
    most = max(1, min(_CHUNK, -(-len(tasks) // (2 * size))))
    pairs = list(enumerate(tasks))
    return (pairs[at : at + most] for at in range(0, len(pairs), most))


def _drained(executor: Executor, crew: Crew, waiting: "deque[Chunk]", lost: list[Chunk]) -> Iterator[Finished]:
    """Results until nothing waits any more, or until a worker dies: then what it cost is in `lost`."""
    running: dict[Future[list[Finished]], Chunk] = {}
    while (waiting and not lost) or running:
        while waiting and not lost and len(running) < _AHEAD * crew.size:
            chunk = waiting.popleft()
            try:
                running[executor.submit(worker.work_on, chunk)] = chunk
            except crew.lost:
                lost.append(chunk)
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            chunk = running.pop(future)
            try:
                results = future.result()
            except crew.lost:
                lost.append(chunk)
            else:
                yield from results


def _alone(pair: Pair, crew: Crew) -> Iterator[Finished]:
    """A suspect's result from a worker that it has for itself; the one that kills this one, too, is guilty."""
    with crew.executor(1) as executor:
        try:
            yield from executor.submit(worker.work_on, [pair]).result()
        except crew.lost:
            yield pair[0], died(pair[1])


class _Workers(Executor):
    """Pools of one process each, as one executor: work goes to whoever has the least before it.

    A `ProcessPoolExecutor` starts its processes one after the other, as work comes in. If the first dies while the
    second is being started, the second is not told, and the pool waits for its end for ever. A pool of one has no
    second process, and one that dies takes nobody else's work with it.
    """

    def __init__(self, pools: Sequence[ProcessPoolExecutor]) -> None:
        self._given: list[tuple[ProcessPoolExecutor, list[Future[Any]]]] = [(pool, []) for pool in pools]

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """As every executor; raises BrokenProcessPool where the worker that has the least to do has died."""
        for _, futures in self._given:
            futures[:] = [future for future in futures if not future.done()]
        pool, futures = min(self._given, key=lambda each: len(each[1]))
        futures.append(pool.submit(fn, *args, **kwargs))
        return futures[-1]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As every executor."""
        for pool, _ in self._given:
            pool.shutdown(wait=False, cancel_futures=cancel_futures)
        for pool, _ in self._given:
            pool.shutdown(wait)


class Processes:
    """Workers on this machine, each a process that is given its own copy of the framework."""

    lost: type[BaseException] = BrokenProcessPool

    def __init__(self, judge: Judge, tasks: int, size: int) -> None:
        self.size = min(size, _MOST_WORKERS) if sys.platform == "win32" else size
        self._spawning = get_context("spawn")
        # Shared, because what is sent is more than a pipe holds: each worker would be started after the one before.
        packed = pickle.dumps(judge, protocol=5)
        self._judge: Any = self._spawning.RawArray("c", len(packed))
        self._judge.raw = packed
        self._marks: Any = self._spawning.RawArray("b", tasks + 1)

    @contextlib.contextmanager
    def executor(self, size: int) -> Iterator[Executor]:
        """Workers; on leaving them early, each ends the file that it is at and stops."""
        stop = len(self._marks) - 1
        self._marks[stop] = 0
        workers = _Workers([self._worker() for _ in range(size)])
        try:
            yield workers
        finally:
            self._marks[stop] = 1
            workers.shutdown(cancel_futures=True)

    def _worker(self) -> ProcessPoolExecutor:
        given = (self._judge, self._marks)
        return ProcessPoolExecutor(1, mp_context=self._spawning, initializer=worker.begin, initargs=given)

    def sort_out(self, lost: list[Chunk]) -> tuple[Chunk, list[Chunk]]:
        """By the marks: what was begun and not ended killed its worker, or was at work in it when somebody else did."""
        suspects = [pair for chunk in lost for pair in chunk if self._marks[pair[0]] == worker.BEGUN]
        again = [[pair for pair in chunk if pair not in suspects] for chunk in lost]
        for at, _ in (pair for chunk in lost for pair in chunk):
            self._marks[at] = 0
        return suspects, [chunk for chunk in again if chunk]
