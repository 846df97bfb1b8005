"""How long each format of one station's report takes, as a ratio to `--format json`.

    python benchmarks/formats.py [WORKBOOK] [--runs 9]

Whole processes of `assess`, measured in turn: one that prints JSON, and one that writes the format to a file. Both
read and score the same workbook, so that what is over 1 is the format's own. What is measured is the processor's time,
which other work on the machine hardly changes.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "convergence_cli", "assess"]
PRINTED = ("text", "markdown", "csv", "junit", "github")
FILES = (".xlsx", ".html", ".docx", ".pdf")


def main() -> None:
    """Measure every format and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbook", nargs="?", type=Path, default=ROOT / "examples" / "typical-city.xlsx")
    parser.add_argument("--runs", type=int, default=9)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "CONVERGENCE_CACHE": str(Path(folder) / "cache")}
        json = [*COMMAND, str(given.workbook), "--format", "json"]
        commands = {name: [*COMMAND, str(given.workbook), "--format", name] for name in PRINTED}
        commands |= {suffix: [*json, "--export", str(Path(folder) / f"report{suffix}"), "--quiet"] for suffix in FILES}
        _time(json, environment)
        print(f"{'format / json':<16} {'ms':>6} {'json ms':>8} {'ratio':>6}")
        for name, command in commands.items():
            _time(command, environment)
            pairs = [(_time(command, environment), _time(json, environment)) for _ in range(given.runs)]
            ratio = statistics.median(one / other for one, other in pairs)
            one, other = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
            print(f"{name:<16} {one:>6.0f} {other:>8.0f} {ratio:>6.2f}")


def _time(command: list[str], environment: dict[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
