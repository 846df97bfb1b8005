"""How long a framework takes to load, as a ratio to a bare parse of the same files by the C loader.

    python benchmarks/loading.py [NAME|PATH] [--runs 31]

`from YAML` reads, validates and lints every file; `kept` is what every later command of the same framework
does: read the files, compare their checksum, and take the framework from the cache. Both are measured in one
process, in turn with the bare parse, after the modules are imported.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from convergence_cli.rubric.load import find, load, read_files

LIMIT = 1.3


def main() -> None:
    """Measure both ways of loading and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("framework", nargs="?", default="nrta-2020-79")
    parser.add_argument("--runs", type=int, default=31)
    given = parser.parse_args()
    folder = find(given.framework)

    def bare() -> None:
        for text in read_files(folder).values():
            yaml.load(text, Loader=yaml.CSafeLoader)

    with tempfile.TemporaryDirectory() as kept:
        ways = {"from YAML": lambda: load(folder), "kept": lambda: load(folder, Path(kept))}
        files = read_files(folder)
        print(f"{len(files)} files, {sum(map(len, files.values())):,} characters")
        print(f"{'load / bare parse':<20} {'load ms':>8} {'bare ms':>8} {'ratio':>6} {'limit':>6}")
        for name, way in ways.items():
            way(), bare()
            pairs = [(_time(way), _time(bare)) for _ in range(given.runs)]
            ratio = statistics.median(one / other for one, other in pairs)
            one, other = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
            print(f"{name:<20} {one:>8.1f} {other:>8.1f} {ratio:>6.2f} {LIMIT:>6}")


def _time(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
