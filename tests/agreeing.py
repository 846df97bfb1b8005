"""The package beside a second implementation of its arithmetic: random stations, every number, no difference.

    python tests/agreeing.py [--stations 3000] [--frameworks 1000] [--seed 1] [--jobs 2]

Stations of the shipped framework and of random small frameworks are judged twice: by `scoring/`, and by `oracle.py`,
which is written from the guides and knows nothing of the package. Prints how many numbers were compared; 1 if any
differs.
"""

import argparse
import math
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import awkward_frameworks  # noqa: E402
import oracle  # noqa: E402
import random_frameworks  # noqa: E402
import random_rows  # noqa: E402
import random_stations  # noqa: E402

from convergence_cli.errors import WorkbookError  # noqa: E402
from convergence_cli.model.assessment import Assessment, Node, Result, Step  # noqa: E402
from convergence_cli.model.framework import Framework  # noqa: E402
from convergence_cli.model.questionnaire import Questionnaire  # noqa: E402
from convergence_cli.rubric.load import build, find, load, read_files  # noqa: E402
from convergence_cli.scoring.engine import assess  # noqa: E402

NEAR = 1e-9
STATIONS_EACH = 3
"""Of a random framework."""
CHUNK = 25


class Found(NamedTuple):
    """How many values were compared, and those that differ."""

    compared: int
    differing: tuple[str, ...]


@cache
def shipped() -> tuple[Framework, oracle.Rules]:
    """The shipped framework, for either."""
    folder = find()
    return load(folder), oracle.rules(read_files(folder))


def drawn(seed: str) -> tuple[Framework, oracle.Rules]:
    """A random framework, for either."""
    draw = Random(seed)
    while True:
        files = draw.choice([random_frameworks, awkward_frameworks]).files(draw)
        files = random_rows.with_rows(draw, files) if draw.random() < 0.4 else files
        framework, problems = build(files)
        if framework is not None and not any(each.severity == "error" for each in problems):
            return framework, oracle.rules(files)


def plain(given: Questionnaire) -> oracle.Station:
    """What a station filled in, without a type of ours."""
    return oracle.Station(
        profile=given.station,
        answers={name: each.value for name, each in given.answers.items()},
        reasons={name: each.reason for name, each in given.answers.items() if each.reason},
        evidence=frozenset(
            shown
            for name, each in given.answers.items()
            for shown in (
                *((name,) if each.evidence else ()),
                *(f"{name}/{option}" for option in each.options_proven),
            )
        ),
        tables={
            name: [row.values | ({"row": row.id} if row.id else {}) for row in each.rows]
            if each.rows or each.confirmed_empty
            else None
            for name, each in given.tables.items()
        },
    )


def by_package(framework: Framework, given: Questionnaire) -> dict[str, Any]:
    """What the package makes of a station, in the oracle's words."""
    try:
        found = assess(framework, given)
    except WorkbookError as error:
        return {"refused": sorted(each.code for each in error.problems if each.severity == "error")}
    return {
        "results": {each.id: _result(each) for each in found.results},
        "nodes": {each.id: _node(each) for each in (found.index, *found.chapters, *found.measures)},
        "counts": dict(found.counts),
        "level": found.level,
        "next_level": found.next_level,
        "blockers": [(each.kind, each.id) for each in found.blockers],
        "failed": _failed(found, framework),
    }


def _failed(found: Assessment, framework: Framework) -> list[str]:
    words = {each.message.zh: each.id for each in framework.checks}
    told = [str(each.values) for each in found.problems if each.code in ("check-failed", "index-voided")]
    return [name for message, name in words.items() if any(message in each for each in told)]


def _node(node: Node) -> dict[str, Any]:
    names = (
        *("score", "floor", "ceiling", "evidenced", "coverage", "weight", "lost"),
        *("to_target", "marks", "full_marks", "withheld"),
    )
    return {name: getattr(node, name) for name in names}


def _result(result: Result) -> dict[str, Any]:
    names = ("outcome", "value", "points", "target", "gap", "weight", "lost", "red_line", "evidence_missing")
    steps = {"next_step": _step(result.next_step), "to_target": _step(result.to_target)}
    return {name: getattr(result, name) for name in names} | steps


def _step(step: Step | None) -> dict[str, float] | None:
    return None if step is None else {"points": step.points, "gain": step.gain}


def pairs(one: Any, other: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Every value of the one beside that of the other, with its place."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in {**one, **other}:
            yield from pairs(one.get(key, "missing"), other.get(key, "missing"), f"{place}/{key}")
    else:
        yield place, one, other


def same(one: Any, other: Any) -> bool:
    """Equal; numbers to 1e-9 of their size."""
    if isinstance(one, float | int | Fraction) and isinstance(other, float | int | Fraction):
        return isinstance(one, bool) == isinstance(other, bool) and math.isclose(one, other, rel_tol=NEAR, abs_tol=NEAR)
    return bool(one == other)


def stationed(framework: Framework, seed: str) -> Questionnaire:
    """A random station."""
    return random_stations.station(Random(seed), framework)


def compared(framework: Framework, law: oracle.Rules, seed: str) -> Found:
    """One random station, judged twice."""
    given = stationed(framework, seed)
    every = list(pairs(by_package(framework, given), oracle.judge(law, plain(given))))
    return Found(
        len(every),
        tuple(
            f"{seed}{place}: package {one!r}, oracle {other!r}" for place, one, other in every if not same(one, other)
        ),
    )


def of_shipped(seed: int, at: int) -> Found:
    """One station of the shipped framework."""
    return compared(*shipped(), f"shipped/{seed}/{at}")


def of_drawn(seed: int, at: int) -> Found:
    """A few stations of one random framework."""
    pair = drawn(f"framework/{seed}/{at}")
    return together([compared(*pair, f"framework/{seed}/{at}/{each}") for each in range(STATIONS_EACH)])


def together(found: list[Found]) -> Found:
    """What several found."""
    return Found(sum(each.compared for each in found), tuple(line for each in found for line in each.differing))


def _chunk(name: str, seed: int, cases: range) -> Found:
    of = of_shipped if name == "stations" else of_drawn
    return together([of(seed, at) for at in cases])


def main() -> int:
    """Run and print; 1 if anything differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stations", type=int, default=3000)
    parser.add_argument("--frameworks", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    # Spawned: nothing of this process is shared.
    with ProcessPoolExecutor(given.jobs, mp_context=get_context("spawn")) as pool:
        waiting = {
            name: [
                pool.submit(_chunk, name, given.seed, range(at, min(at + CHUNK, count)))
                for at in range(0, count, CHUNK)
            ]
            for name, count in (("stations", given.stations), ("frameworks", given.frameworks))
        }
        found = {name: together([each.result() for each in chunks]) for name, chunks in waiting.items()}
    for name, each in found.items():
        print(*each.differing[:50], sep="\n", end="\n" if each.differing else "")
        print(f"{getattr(given, name)} {name}: {each.compared} compared, {len(each.differing)} differ")
    return 1 if any(each.differing for each in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
