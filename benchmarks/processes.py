"""How long whole processes take, as ratios of two commands measured in turn in one run.

    python benchmarks/processes.py [--runs 15]

A ratio says the same on a slow machine and a fast one; a time does not. Each pair runs A B A B …, after one
warm-up of each (the first `assess` of a framework validates it and keeps the result; the table shows that run
too). Run it with the program installed as a user has it (`pip install .`), so that its bytecode is compiled.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKBOOK = ROOT / "examples" / "typical-city.xlsx"
RUBRICS = ROOT / "rubrics" / "nrta-2020-79"

BARE = f"""
import pathlib, typer, yaml, python_calamine
book = python_calamine.CalamineWorkbook.from_path({str(WORKBOOK)!r})
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python(skip_empty_area=False)
for path in sorted(pathlib.Path({str(RUBRICS)!r}).glob("*.yaml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""
HELLO = """
import typer
app = typer.Typer()
@app.command()
def hello(name: str = "world") -> None:
    print(f"hello {name}")
app()
"""
COMMAND = [sys.executable, "-m", "convergence_cli"]
PAIRS: list[tuple[str, list[str], list[str], str]] = [
    (
        "assess / typer imported, workbook read by calamine, YAML parsed by the C loader",
        [*COMMAND, "assess", str(WORKBOOK)],
        [sys.executable, "-c", BARE],
        "1.5",
    ),
    ("--help / typer hello world --help", [*COMMAND, "--help"], [sys.executable, "-c", HELLO, "--help"], "1.3"),
    ("--version / typer hello world", [*COMMAND, "--version"], [sys.executable, "-c", HELLO], "1.3"),
]


def main() -> None:
    """Measure every pair and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "CONVERGENCE_CACHE": str(Path(folder) / "cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        first = _time(PAIRS[0][1], environment, folder)
        print(f"{'A / B':<82} {'A ms':>6} {'B ms':>6} {'ratio':>6} {'limit':>6}")
        for name, one, other, limit in PAIRS:
            a, b, ratio = _compare(one, other, runs, environment, folder)
            print(f"{name:<82} {a * 1000:>6.0f} {b * 1000:>6.0f} {ratio:>6.2f} {limit:>6}")
        again = _time(PAIRS[0][1], environment, folder)
        print(f"first assess of a framework / a later one: {first / again:.2f}")


def _compare(
    one: list[str], other: list[str], runs: int, environment: dict[str, str], folder: str
) -> tuple[float, float, float]:
    """Median seconds of both, and the median of the ratios pair by pair."""
    pairs = [(_time(one, environment, folder), _time(other, environment, folder)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), ratio


def _time(command: list[str], environment: dict[str, str], folder: str) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
