"""Many workbooks side by side: chunks of submissions go out to workers, small results come back as they are done.

A worker may die on a file that the guard let pass, or never come to an end. It is replaced then, and the others go
on. A file that took too long is named; one that a worker died on is tried once more when all else is done and
nobody else is at work, and one that kills a worker then is named as the culprit. What else the dead one had been
given is done again.
"""

import contextlib
from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Protocol

from convergence_cli.cohort import worker
from convergence_cli.cohort.submission import Done, Submission
from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.assessment import Failure
from convergence_cli.value import value

Pair = tuple[int, Submission]
"""A submission and its place in the batch."""
Chunk = list[Pair]
Finished = tuple[int, Done]
Running = Mapping["Future[list[Finished]]", Chunk]

_CHUNK = 16
# Enough that no worker waits for its next chunk; few, so that the parent's memory stays flat.
_AHEAD = 3
# For each worker: when all of them die at once, two of three chunks had not been begun.
_MOST_BARREN = _AHEAD
_SECONDS_BETWEEN_LOOKS = 0.5


@value
class Lost:
    """A chunk whose worker died, sorted by what that had come to."""

    suspects: Chunk
    """What the worker may have died on."""
    overdue: Chunk
    """What it was ended for."""
    again: Chunk
    """What it had nothing to do with."""


class Crew(Protocol):
    """Where workers come from: this machine's processes, or a cluster."""

    size: int
    """How many work at the same time."""
    seconds: int
    """How long one workbook may take."""
    lost: type[BaseException]
    """What a result raises whose worker died."""

    def executor(self, size: int) -> contextlib.AbstractContextManager[Executor]:
        """So many workers, each ready to judge and replaced when it dies; on leaving, none of them is at work."""

    def end_overdue(self, running: Running) -> None:
        """End the workers that have been at one workbook for too long."""

    def sort_out(self, lost: Chunk) -> Lost:
        """What became of a chunk that is lost."""


def judge_all(submissions: Sequence[Submission], crew: Crew) -> Generator[Finished, None, None]:
    """Every submission's place in the batch and what came of it, in the order of finishing.

    Close the generator where it is left early, so that the workers stop.
    """
    waiting = deque(_chunks(submissions, crew.size))
    suspects: Chunk = []
    with crew.executor(min(crew.size, len(waiting))) as executor:
        yield from _drained(executor, crew, waiting, suspects)
        for pair in suspects:
            guilty: Chunk = []
            yield from _drained(executor, crew, deque([[pair]]), guilty)
            for at, submission in guilty:
                yield at, _failed(problem("worker-died", Location(file=submission.file)))


def _drained(executor: Executor, crew: Crew, waiting: "deque[Chunk]", suspects: Chunk) -> Iterator[Finished]:
    """Results until nothing waits any more, but for the `suspects` of having killed a worker."""
    running: dict[Future[list[Finished]], Chunk] = {}
    barren = 0
    while waiting or running:
        while waiting and len(running) < _AHEAD * crew.size:
            chunk = waiting.popleft()
            running[executor.submit(worker.work_on, chunk)] = chunk
        for future in wait(running, timeout=_SECONDS_BETWEEN_LOOKS, return_when=FIRST_COMPLETED).done:
            chunk = running.pop(future)
            barren += 1
            try:
                finished = future.result()
            except crew.lost:
                lost = crew.sort_out(chunk)
                suspects += lost.suspects
                waiting.extendleft([lost.again] if lost.again else [])
                finished = [(at, _overdue(submission, crew.seconds)) for at, submission in lost.overdue]
                barren = 0 if lost.suspects else barren
            barren = 0 if finished else barren
            yield from finished
        if barren >= _MOST_BARREN * crew.size:
            raise RuntimeError("workers die before they begin a workbook")
        crew.end_overdue(running)


def _chunks(submissions: Sequence[Submission], size: int) -> Iterator[Chunk]:
    """Chunks of a few submissions, smaller towards the end, so that all workers come to it at the same time."""
    pairs = list(enumerate(submissions))
    while pairs:
        most = max(1, min(_CHUNK, len(pairs) // (2 * size)))
        yield pairs[:most]
        del pairs[:most]


def _overdue(submission: Submission, seconds: int) -> Done:
    return _failed(problem("file-timeout", Location(file=submission.file), seconds=str(seconds)))


def _failed(fault: Problem) -> Done:
    return Done(entry=Failure(file=fault.location.file, problems=(fault,)))
