"""How long a run's comparison takes by its number of stations, and whether that grows in proportion.

    python benchmarks/ranking.py [300 1000 3000 10000] [--draws 1000] [--runs 3]

`gather` reads every station's results into columns; `rank` is ranks, rank intervals from so many draws of the
weights, shares and tiers; `peers` and `gaps` are groups, common gaps, red lines and data quality. Stations of
the shipped framework are answered by lot and judged by the engine; a few hundred different ones stand in for
thousands. Seconds are the processor's, so that other work on the machine does not count; the best of the runs
is shown. `a station` is the time of one, and `ratio` compares it with that of the first size: 1 is linear. The
last column is the most memory that the whole process has held so far.
"""

import argparse
import random
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from convergence_cli.cohort.gaps import common_gaps, quality, red_lines
from convergence_cli.cohort.marks import gather
from convergence_cli.cohort.peers import peers
from convergence_cli.cohort.ranking import rank
from convergence_cli.errors import Location
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.questionnaire import Answer, Answered, Questionnaire
from convergence_cli.rubric.load import find, load
from convergence_cli.scoring.engine import assess

LEVELS = {"central": 1, "provincial": 10, "municipal": 30, "county": 59}
PROVINCES = 31
DIFFERENT = 300
LIMIT = 1.3
PLACE = Location(file="station.xlsx")


def main() -> None:
    """Measure every size and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[300, 1000, 3000, 10_000])
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    framework = load(find())
    chance = random.Random(1)
    different = [_station(framework, chance) for _ in range(DIFFERENT)]
    print(f"{len(framework.indicators)} indicators, {given.draws} draws, ratio of a station's time, limit {LIMIT}")
    print(f"{'stations':>8} {'gather s':>9} {'rank s':>7} {'peers s':>8} {'gaps s':>7} {'all s':>7}", end="")
    print(f" {'a station ms':>13} {'ratio':>6} {'MB':>5}")
    _parts(framework, different[:1], 1)  # imports numpy, which no size should pay for
    first: float | None = None
    for size in given.sizes:
        stations = [different[at % DIFFERENT] for at in range(size)]
        parts = min((_parts(framework, stations, given.draws) for _ in range(given.runs)), key=sum)
        each = sum(parts) / size
        first = first or each
        gathered, ranked, peered, gaps = parts
        print(f"{size:>8} {gathered:>9.2f} {ranked:>7.2f} {peered:>8.2f} {gaps:>7.2f} {sum(parts):>7.2f}", end="")
        print(f" {each * 1000:>13.3f} {each / first:>6.2f} {_megabytes():>5.0f}")


def _parts(framework: Framework, stations: list[Assessment], draws: int) -> tuple[float, ...]:
    """Processor seconds of each part."""
    marks, gathered = _timed(lambda: gather(framework, stations))
    # Answers by lot leave lists blank: everyone is ranked, as in a run of complete questionnaires.
    ranking, ranked = _timed(lambda: rank(framework, marks, coverage_floor=0.0, draws=draws))
    _, peered = _timed(lambda: peers(framework, marks, ranking))
    _, gaps = _timed(lambda: (common_gaps(framework, marks), red_lines(framework, marks), quality(framework, marks)))
    return gathered, ranked, peered, gaps


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.process_time()
    made = work()
    return made, time.process_time() - started


def _station(framework: Framework, chance: random.Random) -> Assessment:
    (level,) = chance.choices(list(LEVELS), list(LEVELS.values()))
    profile = {"name": "台", "level": level, "province": f"{chance.randrange(PROVINCES)}", "period": 2025.0}
    answers = {
        item.id: Answer(id=item.id, location=PLACE, value=_answer(framework, item, chance), evidence="a.pdf")
        for item in framework.indicators
        if item.ask.compute is None
    }
    questionnaire = Questionnaire(
        file="station.xlsx",
        sha256="",
        language="zh",
        profile={name: Answer(id=name, location=PLACE, value=given) for name, given in profile.items()},
        answers=answers,
        tables={},
    )
    return assess(framework, questionnaire)


def _answer(framework: Framework, item: Indicator, chance: random.Random) -> Answered | None:
    """An answer by lot, and now and then none."""
    if chance.random() < 0.05:
        return None
    options = list(framework.options(item))
    if item.ask.type == "yes_no":
        return chance.random() < 0.5
    if item.ask.type == "one_of":
        return chance.choice(options)
    if item.ask.type == "many_of":
        return tuple(chance.sample(options, chance.randint(0, len(options))))
    low = float(item.ask.min or 0)
    return low + (float(item.ask.max) - low if item.ask.max is not None else 1000.0) * chance.random() ** 4


def _megabytes() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 2**20 if sys.platform == "darwin" else most / 2**10


if __name__ == "__main__":
    main()
