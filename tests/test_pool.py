"""The pool: every submission is done once, whoever finishes first; a worker that dies costs the file that killed it."""

import contextlib
import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from running import ROOT
from working import Stillborn, Stub, submissions

from convergence_cli.cohort import worker
from convergence_cli.cohort.pool import Chunk, Lost, Running, judge_all
from convergence_cli.cohort.processes import Limits, Processes
from convergence_cli.cohort.run import Judge
from convergence_cli.cohort.submission import Done, Submission
from convergence_cli.model.assessment import Failure
from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.bounds import Bounds

posix = pytest.mark.skipif(os.name != "posix", reason="processes of POSIX")


def codes(found: dict[int, Done]) -> list[str]:
    """In the order of the submissions: ok, or the code of the failure."""
    assert sorted(found) == list(range(len(found)))
    entries = [found[at].entry for at in sorted(found)]
    return [entry.problems[0].code if entry.problems else "ok" for entry in entries if isinstance(entry, Failure)]


def run(given: list[Submission], size: int = 2, judge: Any = None, limits: Limits | None = None) -> dict[int, Done]:
    results = list(judge_all(given, Processes(judge or Stub(), len(given), size, limits)))
    assert len(results) == len(given), "a submission was done twice, or not at all"
    return dict(results)


def test_every_task_is_done_whoever_finishes_first() -> None:
    """The first one takes longest; each result stands at its submission's place."""
    names = ["slow", *(f"{number}" for number in range(50))]
    found = run(submissions(*names))
    assert [found[at].entry.file for at in range(51)] == names


def test_a_worker_that_dies_costs_the_file_that_killed_it() -> None:
    """Two killers among thirty: they are named, all others are judged."""
    names = [f"{number}" for number in range(30)]
    names[3], names[17] = "kill-a", "kill-b"
    found = run(submissions(*names))
    assert codes(found) == ["worker-died" if name.startswith("kill") else "ok" for name in names]
    problem = found[3].entry.problems[0]  # type: ignore[union-attr]
    assert problem.location.file == "kill-a"


def test_nothing_but_killers() -> None:
    assert codes(run(submissions("kill-a", "kill-b"))) == ["worker-died"] * 2


def test_a_worker_may_die_while_another_is_being_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second is not all there yet when the first is dead: neither is waited for in vain."""
    process = get_context("spawn").Process
    start, end = process.start, process.terminate
    monkeypatch.setattr(process, "start", lambda self: (start(self), time.sleep(1)))
    # The system has noticed the death before the pool does: a matter of luck otherwise.
    monkeypatch.setattr(process, "terminate", lambda self: (time.sleep(0.1), end(self)))
    assert codes(run(submissions("kill", "a", "b", "c"))) == ["worker-died", "ok", "ok", "ok"]


def test_a_worker_that_somebody_else_killed_is_no_guilt_of_the_file(tmp_path: Path) -> None:
    """The suspect is tried once more, in a worker of its own, and judged."""
    assert codes(run(submissions("a", "once", "b", folder=tmp_path))) == ["ok"] * 3


def test_a_file_without_end_costs_itself() -> None:
    """Ten among a hundred, each of which no signal and no thread of its own process could end: they are named with
    the time that they were given, and ninety are judged."""
    names = [f"hang-{number}" if number % 10 == 7 else f"{number}" for number in range(100)]
    found = run(submissions(*names), limits=Limits(seconds=1))
    assert codes(found) == ["file-timeout" if name.startswith("hang") else "ok" for name in names]
    assert dict(found[7].entry.problems[0].values) == {"seconds": "1"}  # type: ignore[union-attr]


def test_a_slow_file_is_given_its_time() -> None:
    """The time is a file's own: many that take less, one after the other, take longer in all."""
    names = [f"slow{number}" for number in range(12)]
    assert codes(run(submissions(*names), size=1, limits=Limits(seconds=1))) == ["ok"] * 12


def test_files_that_kill_and_files_without_end_together() -> None:
    names = ["kill-a", "hang", "a", "kill-b", *(f"{number}" for number in range(20))]
    found = run(submissions(*names), limits=Limits(seconds=1))
    assert codes(found) == ["worker-died", "file-timeout", "ok", "worker-died", *["ok"] * 20]


@posix
def test_leaving_early_ends_a_worker_that_hangs() -> None:
    """Within seconds, although the file would have a minute."""
    results = judge_all(submissions("a", "b", "hang-a", "hang-b"), Processes(Stub(), 4, 1))
    next(results)
    started = time.monotonic()
    results.close()
    assert time.monotonic() - started < 20


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_leaving_ends_a_worker_that_somebody_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """It hears nothing, and would be there when its parent is gone."""
    monkeypatch.setattr("convergence_cli.cohort.processes._SECONDS_TO_LEAVE", 0.3)
    judge: Any = Stub()
    with Processes(judge, 1, 1).executor(1) as executor:
        stopped = executor.submit(os.getpid).result(timeout=60)
        os.kill(stopped, signal.SIGSTOP)
    deadline = time.monotonic() + 10
    while _lives(str(stopped)):
        assert time.monotonic() < deadline, "a stopped worker outlives its parent"
        time.sleep(0.05)


def test_workers_that_never_begin_end_the_run() -> None:
    """A broken installation: an error, and no endless making of new pools."""
    with pytest.raises(RuntimeError, match="before they begin"):
        run(submissions("a", "b"), judge=Stillborn())


@posix
def test_leaving_early_stops_the_workers() -> None:
    """Each ends the file that it is at, and begins no other."""
    results = judge_all(submissions(*(f"slow{number}" for number in range(200))), Processes(Stub(), 200, 2))
    next(results)
    started = time.monotonic()
    results.close()
    assert time.monotonic() - started < 10  # all of them would take 20 s


ORPHANS = """
import os, sys, time
from pathlib import Path
sys.path[:0] = {paths!r}
from working import Stub, submissions
from convergence_cli.cohort.pool import judge_all
from convergence_cli.cohort.processes import Processes
if __name__ == "__main__":
    for _ in judge_all(submissions(*("slow%d" % n for n in range(2000))), Processes(Stub(), 2000, 2)):
        print("one", flush=True)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="children are listed in /proc")
def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    """Even where it had no time to tell them, and one of them is stopped."""
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS.format(paths=[str(ROOT), str(ROOT / "tests")]))
    process = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout
    with process.stdout:
        process.stdout.readline()
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert len(children) >= 2
        os.kill(int(children[-1]), signal.SIGSTOP)
        process.kill()
        process.wait()
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{child}/cmdline").exists() and _lives(child) for child in children):
        assert time.monotonic() < deadline, "workers outlive their parent"
        time.sleep(0.05)


def _lives(process: str) -> bool:
    with contextlib.suppress(OSError):
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    return False


# --- without processes ------------------------------------------------------------------------------


class Hand:
    """A crew of one that works at once, and may lose a chunk; it notes what was in flight."""

    size = 2
    seconds = 60
    lost: type[BaseException] = BrokenProcessPool

    def __init__(self, lose: int = -1) -> None:
        self.lose, self.in_flight, self.most, self.sizes = lose, 0, 0, list[int]()

    @contextlib.contextmanager
    def executor(self, _size: int) -> Iterator[Executor]:
        worker.set_up(Stub())  # type: ignore[arg-type]
        yield self  # type: ignore[misc]

    def submit(self, work: Any, chunk: Chunk) -> "Future[Any]":
        self.sizes.append(len(chunk))
        self.in_flight += 1
        self.most = max(self.most, self.in_flight)
        future: Future[Any] = Noted(self)
        if len(self.sizes) == self.lose:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result(work(chunk))
        return future

    def end_overdue(self, running: Running) -> None:
        """Nobody is."""

    def sort_out(self, lost: Chunk) -> Lost:
        return Lost(suspects=lost[:1], overdue=[], again=lost[1:])


class Noted(Future):  # type: ignore[type-arg]
    """A result that says when it was fetched."""

    def __init__(self, crew: Hand) -> None:
        super().__init__()
        self.crew = crew

    def result(self, timeout: float | None = None) -> Any:
        self.crew.in_flight -= 1
        return super().result(timeout)


def test_few_chunks_are_in_flight() -> None:
    """The parent's memory does not grow with the batch."""
    crew = Hand()
    assert len(dict(judge_all(submissions(*(f"{number}" for number in range(2000))), crew))) == 2000
    assert crew.most == 6
    assert 2000 / 16 <= len(crew.sizes) < 2000 / 14  # the last ones are small


def test_what_a_lost_chunk_held_is_done_again() -> None:
    """And done once: the suspect alone, the rest of the chunk in the next pool."""
    crew = Hand(lose=2)
    assert codes(dict(judge_all(submissions(*(f"{number}" for number in range(100))), crew))) == ["ok"] * 100


def test_few_tasks_are_shared_out_evenly() -> None:
    """Twenty submissions for two workers are no chunk of sixteen and one of four, and nobody waits for the last one."""
    crew = Hand()
    dict(judge_all(submissions(*(f"{number}" for number in range(20))), crew))
    assert crew.sizes[0] == 5
    assert crew.sizes[-1] == 1
    assert sorted(crew.sizes, reverse=True) == crew.sizes


def _module(made: object) -> str:
    return str(getattr(made, "__module__", type(made).__module__))


def test_judging_leaves_nothing_for_the_collector(framework: Framework) -> None:
    """A worker collects seldom: a workbook that knew itself would stay, and each would take a fifth of a megabyte."""
    judge = Judge(framework=framework, bounds=Bounds())
    files = [str(path) for path in sorted((ROOT / "examples").glob("*.xlsx"))]

    def judged() -> None:
        for file in files:
            judge(Submission(path=file, file=file))

    judged()  # what is kept for the next one is made once
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        judged()
        gc.collect()
        # A cluster of another test may leave its own meanwhile.
        ours = [each for each in gc.garbage if _module(each).startswith("convergence_cli")]
        assert ours == []
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
