"""A batch of many stations against bare readers with the same pool on the same files, and what it takes of memory.

    python benchmarks/batch.py [FOLDER] [--count 3000] [--jobs 2] [--rounds 3] [--sample 60]
                               [--saved-by template,openpyxl,libreoffice]

Every row is measured in turn with the others in one run; a rate counts files in a second of the processor, the start
of the pool included, so that other work on the machine hardly counts. `bare calamine` reads every sheet of every file
and does nothing with it; `pandas` does so with
`read_excel(engine="openpyxl")`, on a sample, because it would take minutes. `batch` is everything: guard,
reading, scoring, results back in the parent. Memory is that of the whole command, sampled (Linux only): the
peak of the parent and of the largest worker. Then one process works through a sample, step by step, to show
where the time goes: the least of several rounds for each file. Without a folder the stations are made, which
takes a while. With `--saved-by` the rates alone are measured, of the same stations as each of these programs saves
them, in one run.
"""

import argparse
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from math import inf
from multiprocessing import get_context
from pathlib import Path

from stations import saved_by, write_stations

from convergence_cli.cli.environment import shelf
from convergence_cli.cohort.discover import discover
from convergence_cli.cohort.pool import judge_all
from convergence_cli.cohort.processes import Processes
from convergence_cli.cohort.run import Judge
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.guard import guard
from convergence_cli.questionnaire.read import read
from convergence_cli.rubric.load import find, load
from convergence_cli.scoring.standing import stand

CHUNK = 16
LIMITS = {"batch / bare calamine": 0.35, "batch / pandas": 6.0}
PARENT_LIMIT, WORKER_LIMIT = 160, 80


def main() -> None:
    """Measure rates, ratios and memory, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--saved-by", default="", help="template, openpyxl, libreoffice, with commas between them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = given.folder or Path(made, "template")
        if given.folder is None:
            write_stations(folder, given.count)
        if given.saved_by:
            for program in given.saved_by.split(","):
                saved = saved_by(program, folder, Path(made, program))
                print(f"saved by {program}: {len(saved)} workbooks, {given.jobs} workers, {given.rounds} rounds")
                _rates(saved, given.jobs, given.rounds, given.sample)
            return
        files = [submission.path for submission in discover([str(folder)]).submissions]
        print(f"{len(files)} workbooks, {given.jobs} workers, {given.rounds} rounds")
        _rates(files, given.jobs, given.rounds, given.sample)
        if sys.platform == "linux":
            _memory(files, given.jobs)
        _steps(files[:: max(1, len(files) // given.sample)])


def _rates(files: list[str], jobs: int, rounds: int, sample: int) -> None:
    ways: dict[str, tuple[Callable[[list[str], int], None], list[str]]] = {
        "bare calamine": (lambda files, jobs: _pooled(bare, files, jobs), files),
        "batch": (_batch, files),
        "pandas": (lambda files, jobs: _pooled(pandas, files, jobs), files[:: max(1, len(files) // sample)]),
    }
    rates: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, (way, some) in ways.items():
            started = _processor()
            way(some, jobs)
            rates[name].append(len(some) / (_processor() - started))
    for name, found in rates.items():
        print(f"{name:<24} {statistics.median(found):>8.1f} files/s  ({', '.join(f'{rate:.1f}' for rate in found)})")
    for name, limit in LIMITS.items():
        one, other = name.split(" / ")
        ratios = [a / b for a, b in zip(rates[one], rates[other], strict=True)]
        print(f"{name:<24} {statistics.median(ratios):>8.2f}  at least {limit}")


def _processor() -> float:
    """Seconds of the processor that this process and all that it waited for have had."""
    charged = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in charged)


def _pooled(read: Callable[[str], None], files: list[str], jobs: int) -> None:
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for _ in pool.map(read, files, chunksize=CHUNK):
            pass


def bare(path: str) -> None:
    """Every sheet as calamine gives it."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def pandas(path: str) -> None:
    """Every sheet as pandas and openpyxl give it."""
    from pandas import read_excel

    read_excel(path, sheet_name=None, header=None, engine="openpyxl")


def _batch(files: list[str], jobs: int) -> None:
    submissions = discover(files).submissions
    judge = Judge(framework=load(find(), shelf()), bounds=Bounds())  # kept from run to run, as the command has it
    judged = dict(judge_all(submissions, Processes(judge, len(submissions), jobs)))
    assert len(judged) == len(submissions)


def _steps(files: list[str]) -> None:
    """Milliseconds that each step takes for one file, as a worker does it that has seen others."""
    framework, bounds = load(find()), Bounds()

    def scored(path: Path) -> bytes:
        return pickle.dumps(stand(framework, read(path, framework, bounds), path.name), protocol=5)

    steps: dict[str, Callable[[Path], object]] = {
        "bare calamine": lambda path: bare(str(path)),
        "the guard": lambda path: guard(path, bounds),
        "... and the answers": lambda path: read(path, framework, bounds),
        "... and the scores, packed": scored,
    }
    least: dict[tuple[str, str], float] = {}
    for _ in range(9):
        for file in files:
            for name, work in steps.items():
                started = time.perf_counter()
                work(Path(file))
                least[name, file] = min(least.get((name, file), inf), time.perf_counter() - started)
    print(f"one process, {len(files)} files, ms a file:")
    for name in steps:
        mean = statistics.mean(least[name, file] for file in files) * 1000
        print(f"{name:<28} {mean:>6.2f}")


def _memory(files: list[str], jobs: int) -> None:
    for count in (300, len(files)):
        parent, worker = _peaks([*files[:count]], jobs)
        print(
            f"{count:>5} stations: parent {parent:.0f} MB (under {PARENT_LIMIT}), "
            f"largest worker {worker:.0f} MB (under {WORKER_LIMIT})"
        )


def _peaks(files: list[str], jobs: int) -> tuple[float, float]:
    """Peak megabytes of the command itself and of its largest worker."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "list.csv"
        listed.write_text("\n".join(["path", *files]), encoding="utf-8")
        command = [sys.executable, "-m", "convergence_cli", "batch", "--manifest", str(listed), "--jobs", str(jobs)]
        process = subprocess.Popen([*command, "--quiet"], stdout=subprocess.DEVNULL)
        peaks: dict[int, float] = {}
        while process.poll() is None:
            for member in [process.pid, *_children(process.pid)]:
                peaks[member] = max(peaks.get(member, 0.0), _peak(member))
            time.sleep(0.05)
    return peaks.pop(process.pid), max(peaks.values(), default=0.0)


def _children(parent: int) -> list[int]:
    try:
        return [int(name) for name in Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()]
    except OSError:
        return []


def _peak(process: int) -> float:
    """What a process has had in memory at most so far, in megabytes."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main()
