"""What files cost: processor time and memory of every command on each of them.

    python tests/costing.py [--mutants 10000] [--seed 1] [--jobs 2] [--only NAME] [FOLDER|FILE...]

takes every kind that was made to cost much (or the files that are named) through every command, each in a process of
its own, and so many mutated workbooks (those of `fuzzing.py`) through four of them, prints the dearest ten, and exits
with 1 where one costs more than it may, ends as a bug, or dies. `test_costing.py` runs a small sample.
"""

import argparse
import contextlib
import heapq
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SECONDS, MEGABYTES = 5.0, 500
"""What one command may take for one file; `merge` reads two."""
_SHOWN = 10
_MOST_SECONDS = 60
_BUG = 3
_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et")


class Charge(NamedTuple):
    """What a program was charged with."""

    code: int
    """The exit code; that of a signal is negative."""
    seconds: float
    """Of the processor."""
    megabytes: float
    """At most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one command took for one file."""

    command: str
    file: str
    code: int
    """The exit code; that of a signal is negative."""
    seconds: float
    """Of the processor, the start of the interpreter and the workers of a batch included."""
    megabytes: float
    """At most, in one process."""

    @property
    def is_fault(self) -> bool:
        """Whether it took too much, or ended as no command may."""
        return self.code not in (0, 1, 2) or self.seconds > SECONDS or self.megabytes > MEGABYTES


def _copied(path: Path, folder: Path) -> Path:
    return Path(shutil.copy(path, folder / f"other{path.suffix}"))


COMMANDS: dict[str, Callable[[Path, Path], list[str | Path]]] = {
    "check": lambda path, _: ["check", path],
    "check --mark": lambda path, folder: ["check", path, "--mark", folder / f"marked{path.suffix}"],
    "assess": lambda path, _: ["assess", path],
    "merge": lambda path, folder: ["merge", path, _copied(path, folder), "-o", folder / "merged.xlsx"],
    "migrate": lambda path, folder: ["migrate", path, "-o", folder / "new.xlsx"],
    "template --from": lambda path, folder: ["template", folder / "next.xlsx", "--from", path],
    "batch": lambda path, _: ["batch", path, "--jobs", "1"],
}
"""Name -> the words of the command for a file, with a folder to write in."""


# What a process has had at most begins with that of the one that starts it: so it is started by a small one, which
# tells what the process was charged.
_STARTER = """
import json, os, resource, sys
limit, *words = sys.argv[1:]
process = os.fork()
if process == 0:
    resource.setrlimit(resource.RLIMIT_CPU, (int(limit), int(limit) + 1))
    os.execve(words[0], words, os.environ)
_, status, used = os.wait4(process, 0)
told = [os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss]
os.write(int(os.environ["TOLD"]), json.dumps(told).encode())
"""


def charged(words: list[str], seconds: int, said: IO[bytes] | int, folder: Path | None = None) -> Charge:
    """What a program is charged with that may take so many seconds; what it says on both streams goes to `said`."""
    told, tell = os.pipe()
    with os.fdopen(told, "rb") as answer:
        subprocess.run(
            [sys.executable, "-c", _STARTER, str(seconds), *words],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "CONVERGENCE_LANG": "en", "TOLD": str(tell)},
            pass_fds=(tell,),
            check=True,
        )
        os.close(tell)
        code, spent, most = json.loads(answer.read())
    # macOS counts bytes, Linux kilobytes.
    return Charge(code, spent, most / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def cost(command: str, path: Path) -> Cost:
    """Run a command on a file; what it says goes nowhere."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "convergence_cli", *map(str, COMMANDS[command](path, Path(folder)))]
        spent = charged(words, _MOST_SECONDS, subprocess.DEVNULL)
    return Cost(command=command, file=path.name, code=spent.code, seconds=spent.seconds, megabytes=spent.megabytes)


def _files(places: list[str]) -> Iterator[Path]:
    for place in map(Path, places):
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (path for path in found if path.suffix.lower() in _SUFFIXES)


# --- mutants -------------------------------------------------------------------------------------

_OF_MUTANTS = ("check", "check --mark", "assess", "merge")


def _mutant(seed: int, case: int) -> list[Cost]:
    """What four commands take for one mutant, in this process: to start one for each takes longer than the work."""
    from fuzzing import bases, drawn

    number, content = drawn(seed, case)
    name = bases()[number][0]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"mutant-{seed}-{case}{Path(name).suffix}"
        path.write_bytes(content)
        return [_here(command, path, Path(folder)) for command in _OF_MUTANTS]


def _here(command: str, path: Path, folder: Path) -> Cost:
    """Run a command in this process, as the program does; what it says goes nowhere."""
    from fuzzing import LateError, in_time, peak

    from convergence_cli.cli.main import main as convergence

    begun, code = time.process_time(), _BUG
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        sys.argv = ["convergence", *map(str, COMMANDS[command](path, folder))]
        try:
            with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere), in_time():
                convergence()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else _BUG
        except LateError:
            code = -1
    seconds = time.process_time() - begun
    return Cost(command=command, file=path.name, code=code, seconds=seconds, megabytes=peak())


def mutants(count: int, seed: int, jobs: int) -> Iterator[Cost]:
    """What each command takes for each mutant."""
    from fuzzing import each_case

    for case, costs in each_case(_mutant, count, seed, jobs):
        dead = Cost(command="?", file=f"mutant-{seed}-{case}", code=-9, seconds=0.0, megabytes=0.0)
        yield from costs or [dead]


# --- crafted files -------------------------------------------------------------------------------


def crafted(only: str, jobs: int) -> Iterator[Cost]:
    """What each command takes for each kind that was made to cost much and whose name has this in it."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from costly_kinds import kinds

    from convergence_cli.rubric.load import find, load

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(jobs) as pool:
        for name, build in kinds(load(find())).items():
            if only in name:
                path = build(Path(folder))
                for each in pool.map(partial(cost, path=path), COMMANDS):
                    yield replace(each, file=f"{name} ({path.suffix[1:]})")
                path.unlink()


def main() -> int:
    """Print the dearest ten by time, and by memory, and what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="*", metavar="FOLDER|FILE")
    parser.add_argument("--mutants", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", metavar="NAME", help="of the kinds those with this in their name")
    given = parser.parse_args()
    costs: list[Cost] = []
    if given.places:
        costs += [cost(command, path) for path in _files(given.places) for command in COMMANDS]
    else:
        costs += crafted(given.only, given.jobs)
    costs += mutants(given.mutants, given.seed, given.jobs)
    files = len({each.file for each in costs})
    faults = [each for each in costs if each.is_fault]
    for title, order in (("by time", "seconds"), ("by memory", "megabytes")):
        _show(title, heapq.nlargest(_SHOWN, costs, key=attrgetter(order)))
    _show(f"{files} files, {len(costs)} commands, {len(faults)} faults", faults)
    return 1 if faults else 0


def _show(title: str, costs: list[Cost]) -> None:
    print(title)
    for each in costs:
        print(f"{each.seconds:8.2f} s {each.megabytes:7.0f} MB  exit {each.code:3}  {each.command:15}  {each.file}")


if __name__ == "__main__":
    sys.exit(main())
