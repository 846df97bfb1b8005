"""What an archive of many runs costs: time to add one, bytes, and how long questions take.

    python benchmarks/archive.py FOLDER [--runs 10] [--stations 3000]

Stations of the shipped framework are answered by lot and judged by the engine; a few hundred different ones a run stand
in for thousands, each under a name of its own. Seconds are the processor's to add, and of the clock to ask.
"""

import argparse
import random
import time
from dataclasses import replace
from pathlib import Path

from ranking import _station

from convergence_cli.archive import store
from convergence_cli.archive.add import add
from convergence_cli.archive.query import query
from convergence_cli.model.assessment import Cohort
from convergence_cli.model.framework import Framework
from convergence_cli.model.run import Run, keys_of
from convergence_cli.model.standing import Standing, pack
from convergence_cli.rubric.load import find, load

DIFFERENT = 300
QUESTIONS = {
    "stations that fell by more than 5": """
        SELECT b.key, a.score, b.score AS later FROM stations a JOIN stations b USING (key)
        WHERE a.run = {last} - 1 AND b.run = {last} AND a.score - b.score > 5""",
    "mean of each measure in each run": """
        SELECT run, node, avg(score) AS mean FROM nodes WHERE node GLOB 'M??' GROUP BY run, node""",
    "red lines missed two years running": """
        SELECT b.indicator, count(*) AS stations FROM indicators b JOIN stations s USING (run, station)
        JOIN stations t ON t.key = s.key AND t.run = {last} - 1
        JOIN indicators a ON a.run = t.run AND a.station = t.station AND a.indicator = b.indicator
        WHERE b.run = {last} AND a.red_line = 'missed' AND b.red_line = 'missed' GROUP BY b.indicator""",
    "one station over all runs": """
        SELECT run, score, rank FROM stations WHERE key = '台 7/county' OR key = '台 7/municipal' ORDER BY run""",
    "points lost by indicator over all rows": """
        SELECT indicator, sum(lost) AS lost FROM indicators GROUP BY indicator""",
}


def main() -> None:
    """Make the archive and ask it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--stations", type=int, default=3000)
    given = parser.parse_args()
    framework, path = load(find()), given.folder / "archive.db"
    path.write_bytes(store.blank())
    seconds = 0.0
    for at in range(given.runs):
        cohort = _cohort(framework, at, given.stations)
        begun = time.process_time()
        with store.to_add(path) as connection:
            add(connection, Run(label=f"{2016 + at}", cohort=cohort, keys=keys_of(cohort, "", "")), "report.json")
        seconds += time.process_time() - begun
    print(f"{given.runs} runs of {given.stations:,} stations, {len(framework.indicators)} indicators")
    print(f"{seconds / given.runs:.1f} s to add a run, {path.stat().st_size / 1e6:.0f} MB")
    for name, select in QUESTIONS.items():
        begun = time.perf_counter()
        rows = query(path, select.format(last=given.runs)).rows
        print(f"{time.perf_counter() - begun:7.2f} s  {name} ({len(rows):,} rows)")


def _cohort(framework: Framework, seed: int, count: int) -> Cohort:
    chance = random.Random(seed)
    different = [pack(_station(framework, chance), "station.xlsx") for _ in range(min(DIFFERENT, count))]
    entries = tuple(
        Standing(
            framework=framework, packed=replace(different[at % len(different)], station=f"台 {at}", file=f"{at}.xlsx")
        )
        for at in range(count)
    )
    return Cohort(framework=framework, language="zh", entries=entries)


if __name__ == "__main__":
    main()
