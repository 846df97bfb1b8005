"""Workers on other machines: a dask cluster does what the processes of this one do, by the same function.

Every machine has this program installed and sees the workbooks under the same paths. What a worker there has
begun cannot be seen from here, so after a death every submission of the lost chunk is a suspect, and nobody can tell a
file that hangs from one that waits its turn: limits of time and memory are the cluster's own affair.
"""

import contextlib
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import Any

from convergence_cli.cohort import worker
from convergence_cli.cohort.pool import Chunk, Lost, Running
from convergence_cli.cohort.run import Judge
from convergence_cli.cohort.submission import Submission
from convergence_cli.errors import ConfigError, problem

_SECONDS_TO_CONNECT = 10
_SECONDS_BETWEEN_LOOKS = 1
PATIENCE = 60
"""Seconds without a worker, unless somebody says otherwise: machines restart."""


def rooted(submissions: Sequence[Submission]) -> tuple[Submission, ...]:
    """The same submissions by absolute paths: a worker elsewhere is at work in a folder of its own."""
    return tuple(
        replace(
            submission,
            path=str(Path(submission.path).absolute()),
            reports=tuple(str(Path(report).absolute()) for report in submission.reports),
        )
        for submission in submissions
    )


class Cluster:
    """The workers of a cluster, each of which is given the framework when it starts, and again when it restarts."""

    seconds = 0

    def __init__(self, client: Any, judge: Judge, address: str, patience: float) -> None:
        from distributed import KilledWorker, WorkerPlugin

        class Ready(WorkerPlugin):  # type: ignore[misc]
            """Sets up a worker; it has no name of its own to be imported by, so it travels whole."""

            def setup(self, worker: Any) -> None:  # noqa: ARG002 - dask's own signature
                set_up(judge)

        set_up = worker.set_up
        self._client = client
        self._client.register_plugin(Ready(), name="convergence")
        self.lost = KilledWorker
        self.size = max(1, sum(client.nthreads().values()))
        self._address, self._patience = address, patience
        self._seen = self._looked = time.monotonic()

    @contextlib.contextmanager
    def executor(self, size: int) -> Iterator[Executor]:  # noqa: ARG002 - as every crew has it
        """The cluster's own executor; how many work on it is the cluster's affair."""
        # Two workbooks may be asked for in the same words: with `pure` the second would get the first one's result.
        executor: Executor = self._client.get_executor(pure=False)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)  # which cancels what was not begun

    def end_overdue(self, running: Running) -> None:  # noqa: ARG002 - as every crew has it
        """Nobody is; but where there has been no worker for too long, none will come, and ConfigError is raised."""
        now = time.monotonic()
        if now - self._looked < _SECONDS_BETWEEN_LOOKS:
            return
        self._looked = now
        if self._has_workers():
            self._seen = now
        elif now - self._seen > self._patience:
            facts = {"address": self._address, "seconds": f"{self._patience:g}"}
            raise ConfigError(problem("dask-no-workers", **facts))

    def _has_workers(self) -> bool:
        """Whether anybody is at work; nobody is where the scheduler itself is gone."""
        try:
            return bool(self._client.nthreads())
        except (OSError, TimeoutError, ValueError, AttributeError):
            return False

    def sort_out(self, lost: Chunk) -> Lost:
        """Every submission that is lost is a suspect."""
        return Lost(suspects=lost, overdue=[], again=[])


@contextlib.contextmanager
def cluster(address: str, judge: Judge, patience: float = PATIENCE) -> Iterator[Cluster]:
    """The cluster whose scheduler is at this address; raises ConfigError where there is none, and, while work goes on,
    where there was no worker for `patience` seconds.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ConfigError(problem("dask-missing")) from None
    try:
        client = Client(address, timeout=_SECONDS_TO_CONNECT)
    except (OSError, ValueError, TimeoutError) as error:
        found = str(error).partition("\n")[0] or type(error).__name__
        raise ConfigError(problem("dask-unreachable", address=address, found=found)) from None
    with client:
        yield Cluster(client, judge, address, patience)
