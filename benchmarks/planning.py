"""How long a plan takes, as a ratio to one assessment of the same questionnaire in the same process.

    python benchmarks/planning.py [WORKBOOK ...] [--runs 7]

For each station: every next step (no goal), the least effort to an index of 80 and to level L4, the best gain
for 60 team-months; each is confirmed by the engine, and that counts, too. CPU seconds, because a plan is
computed by one thread and a busy machine must not change the figure. The import of the solver is measured once,
in a process of its own: a command pays for it once.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from convergence_cli.model.plan import Goal
from convergence_cli.plan.plan import plan
from convergence_cli.questionnaire.read import read
from convergence_cli.rubric.load import find, load
from convergence_cli.scoring.engine import assess

ROOT = Path(__file__).resolve().parent.parent
STATIONS = ("typical-city", "county-centre", "strong-province", "central-body")
GOALS = {"steps": Goal(), "index 80": Goal(target=80.0), "level L4": Goal(level="L4"), "60 months": Goal(budget=60)}
LIMIT = 2.0
IMPORT = "import time; t = time.process_time(); import scipy.optimize; print(time.process_time() - t)"


def main() -> None:
    """Measure every station and print one line for each goal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "workbooks", nargs="*", type=Path, default=[ROOT / f"examples/{name}.xlsx" for name in STATIONS]
    )
    parser.add_argument("--runs", type=int, default=7)
    given = parser.parse_args()
    framework = load(find())
    imports = [float(subprocess.check_output([sys.executable, "-c", IMPORT])) for _ in range(given.runs)]
    print(f"import of the solver: {statistics.median(imports):.2f} s")
    heads = f"{'station':<20} {'goal':<10} {'steps':>5} {'effort':>6}"
    print(f"{heads} {'plan s':>7} {'assess s':>8} {'ratio':>6} {'limit s':>7}")
    for workbook in given.workbooks:
        questionnaire = read(workbook, framework)
        judged = assess(framework, questionnaire)
        one = _median(lambda: assess(framework, questionnaire), given.runs)  # noqa: B023
        for name, goal in GOALS.items():
            found = plan(framework, judged, goal)
            took = _median(lambda: plan(framework, judged, goal), given.runs)  # noqa: B023
            facts = f"{workbook.stem:<20} {name:<10} {len(found.tasks):>5} {found.effort:>6}"
            print(f"{facts} {took:>7.3f} {one:>8.4f} {took / one:>6.1f} {LIMIT:>7}")


def _median(work: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
