"""Chosen steps put in order and in time: red lines first, then what is quick, then by the policy's horizons.

The policy expects progress within one or two years and a breakthrough within two or three. So quick steps and
red lines start in the first quarter, the others of a measure for progress in the second, those for a
breakthrough at the beginning of the second year, those for the long term at the beginning of the third; and
none before what it needs is done. Steps of one phase run side by side: they are different departments' work.
"""

from collections.abc import Mapping
from dataclasses import replace

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.model.plan import PHASES, Move, Phase, Task
from convergence_cli.plan.effort import MONTHS_A_QUARTER, quarters
from convergence_cli.plan.standing import Standing

STARTS: dict[Phase, int] = {"red-lines": 1, "quick": 1, "progress": 2, "breakthrough": 5, "long-term": 9}
"""The quarter in which a phase begins."""


def roadmap(
    framework: Framework, judged: Assessment, standing: Standing, moves: tuple[Move, ...]
) -> tuple[Task, ...]:
    """The moves as tasks, each after what it needs; within a phase the better gain for effort first."""
    made = {move.id: move for move in moves}
    needs = {item.id: tuple(name for name in item.needs if name in made) for item in framework.indicators}
    unmet = {result.id for result in judged.results if result.gap > 0}
    needs = {name: tuple(each for each in own if each in unmet) for name, own in needs.items()}
    red = frozenset(result.id for result in judged.results if result.red_line)
    phases = _phases(framework, made, needs, red)
    wanted = sorted(moves, key=lambda move: (PHASES.index(phases[move.id]), -round(move.gain / move.effort, 9)))
    tasks: dict[str, Task] = {}
    for move in wanted:
        _add(tasks, move, made, needs, phases, red)
    return _with_index(standing, tuple(tasks.values()))


def _phases(
    framework: Framework, made: Mapping[str, Move], needs: Mapping[str, tuple[str, ...]], red: frozenset[str]
) -> dict[str, Phase]:
    horizons = {measure.id: measure.horizon for measure in framework.measures}
    urgent: set[str] = set()

    def hurry(name: str) -> None:
        urgent.add(name)
        for need in needs[name]:
            hurry(need)

    for name in made:
        if name in red:
            hurry(name)

    def phase(name: str) -> Phase:
        if name in urgent:
            return "red-lines"
        own: Phase = horizons[name.partition(".")[0]]
        own = "quick" if made[name].effort <= MONTHS_A_QUARTER else own
        return max((own, *(phase(need) for need in needs[name])), key=PHASES.index)

    return {name: phase(name) for name in made}


def _add(
    tasks: dict[str, Task],
    move: Move,
    made: Mapping[str, Move],
    needs: Mapping[str, tuple[str, ...]],
    phases: Mapping[str, Phase],
    red: frozenset[str],
) -> None:
    if move.id in tasks:
        return
    for need in needs[move.id]:
        _add(tasks, made[need], made, needs, phases, red)
    free = max((tasks[need].end + 1 for need in needs[move.id]), default=1)
    tasks[move.id] = Task(
        move=move,
        phase=phases[move.id],
        needs=needs[move.id],
        red_line=move.id in red,
        start=max(STARTS[phases[move.id]], free),
        quarters=quarters(move.effort),
        index=0.0,
    )


def _with_index(standing: Standing, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    moved: dict[str, float] = {}
    found: list[Task] = []
    for task in tasks:
        moved[task.move.id] = task.move.points
        found.append(replace(task, index=standing.index(moved)))
    return tuple(found)
