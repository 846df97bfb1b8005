"""What each export of a batch costs: seconds of the processor, size of the file, memory of the process that writes it.

    python benchmarks/exports.py [3000 10000]

The examples stand in for so many stations, each with a name and a file of its own, as the parent of a batch has them
when all workbooks are judged. Every export is written by the code of the command, whole, into a folder of its own,
twice: over nothing, and over itself, as every night. `peak` is the most that the process has held so far.
"""

import argparse
import pickle
import resource
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from convergence_cli.cli.targets import Target
from convergence_cli.cli.writing import write_file
from convergence_cli.cohort.overview import overview
from convergence_cli.judging import judge_workbook
from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.framework import Framework
from convergence_cli.model.standing import Packed, Standing, pack
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.report import BATCH_SUFFIXES, rendered_in_pieces
from convergence_cli.rubric.load import find, load

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
NAMES = ("typical-city", "county-centre", "strong-province", "central-body", "education-body")
DRAWS = 1000


def main() -> None:
    """Measure every export of every size and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[3000, 10_000])
    framework = load(find())
    print(f"{'stations':>8} {'export':<10} {'MB':>7} {'seconds':>8} {'again':>6} {'peak MB':>8}")
    for size in parser.parse_args().sizes:
        begun = time.process_time()
        cohort = _cohort(framework, size)
        print(
            f"{size:>8} {'(ranks)':<10} {'':>7} {time.process_time() - begun:>8.1f} {'':>6} {_peak():>8.0f}", flush=True
        )
        with tempfile.TemporaryDirectory() as folder:
            for suffix, name in BATCH_SUFFIXES.items():
                path = Path(folder) / f"batch{suffix}"
                first, again = (_seconds(cohort, path, name) for _ in range(2))
                megabytes = path.stat().st_size / 1e6
                print(
                    f"{size:>8} {suffix:<10} {megabytes:>7.1f} {first:>8.1f} {again:>6.1f} {_peak():>8.0f}", flush=True
                )


def _cohort(framework: Framework, size: int) -> Cohort:
    packed = [_packed(framework, name) for name in NAMES]
    entries = []
    for at in range(size):
        # A worker sends it: nothing in it is shared with another station's.
        own = pickle.loads(pickle.dumps(packed[at % len(packed)]))
        own = replace(own, station=f"台 {at}", file=f"in/{at}.xlsx")
        entries.append(Standing(framework=framework, packed=own))
    cohort = Cohort(framework=framework, language="zh", entries=tuple(entries))
    return replace(cohort, overview=overview(framework, cohort.stations, draws=DRAWS))


def _packed(framework: Framework, name: str) -> Packed:
    judged, _ = judge_workbook(EXAMPLES / f"{name}.xlsx", framework, Bounds())
    assert isinstance(judged, Assessment)
    return pack(judged, name, framework.read_by_levels)


def _seconds(cohort: Cohort, path: Path, name: str) -> float:
    begun = time.process_time()
    write_file(Target(path=path, kind="batch"), partial(rendered_in_pieces, cohort, name))
    return time.process_time() - begun


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


if __name__ == "__main__":
    main()
