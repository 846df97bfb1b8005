"""What files cost: processor time and memory of each command on each of them, in processes of their own.

    python tests/costing.py FOLDER|FILE...

prints the dearest ten. `test_costing.py` holds the crafted kinds to their bounds.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_SHOWN = 10
_MOST_SECONDS = 120
_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et")


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


def cost(command: str, path: Path) -> Cost:
    """Run a command on a file; what it says goes nowhere."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "convergence_cli", *map(str, COMMANDS[command](path, Path(folder)))]
        process = os.fork()
        if process == 0:
            _become(words)
        _, status, used = os.wait4(process, 0)
    # macOS counts bytes, Linux kilobytes.
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(
        command=command,
        file=path.name,
        code=os.waitstatus_to_exitcode(status),
        seconds=used.ru_utime + used.ru_stime,
        megabytes=used.ru_maxrss / unit,
    )


def _become(words: list[str]) -> None:
    """Be the command, in a process that is not this one."""
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS + 1))
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.execve(words[0], words, {**os.environ, "PYTHONPATH": str(ROOT)})


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
