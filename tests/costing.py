"""What files cost: processor time and memory of each command on each of them, in processes of their own.

    python tests/costing.py FOLDER|FILE...

prints the dearest ten. `test_costing.py` holds the crafted kinds to their bounds.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_SHOWN = 10
_MOST_SECONDS = 120
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


def main(places: list[str]) -> None:
    """Print the dearest ten by time, and by memory."""
    costs = [cost(command, path) for path in _files(places) for command in COMMANDS]
    for title, order in (("by time", lambda each: each.seconds), ("by memory", lambda each: each.megabytes)):
        print(title)
        for each in sorted(costs, key=order, reverse=True)[:_SHOWN]:
            print(f"{each.seconds:8.2f} s {each.megabytes:7.0f} MB  exit {each.code:3}  {each.command:15}  {each.file}")


if __name__ == "__main__":
    main(sys.argv[1:])
