"""How long a workbook takes to read, as a ratio to what calamine alone takes for the same bytes.

    python benchmarks/reading.py [WORKBOOK ...] [--runs 31]

`read` is everything that stands between a path and the answers: the file, the guard, the reader, what a person
sees of each cell, normalisation, problems and notes. Both are measured in one process, in turn, after the modules are
imported and the framework is loaded as every command loads it. Seconds are the processor's, so that other work on the
machine hardly counts. Without a workbook the clean examples are read.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineWorkbook

from convergence_cli.cli.loading import framework_of
from convergence_cli.questionnaire.read import read
from convergence_cli.rubric import SHIPPED

ROOT = Path(__file__).resolve().parent.parent
CLEAN = ("central-body", "strong-province", "county-centre")
LIMIT = 3.0


def main() -> None:
    """Measure every workbook and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workbooks", nargs="*", type=Path, default=[ROOT / f"examples/{name}.xlsx" for name in CLEAN])
    parser.add_argument("--runs", type=int, default=31)
    given = parser.parse_args()
    framework = framework_of([SHIPPED])
    print(f"{'read / bare calamine':<24} {'read ms':>8} {'bare ms':>8} {'ratio':>6} {'limit':>6}")
    for workbook in given.workbooks:
        pairs = [(_time(lambda: read(workbook, framework)), _time(lambda: _bare(workbook))) for _ in range(given.runs)]  # noqa: B023
        ratio = statistics.median(one / other for one, other in pairs[1:])
        one, other = (statistics.median(column) * 1000 for column in zip(*pairs[1:], strict=True))
        print(f"{workbook.name:<24} {one:>8.1f} {other:>8.1f} {ratio:>6.2f} {LIMIT:>6}")


def _bare(workbook: Path) -> None:
    book = CalamineWorkbook.from_path(str(workbook))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def _time(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
