"""Chosen steps put in order and in time: red lines first, then what is quick, then by the policy's horizons.

A phase begins when those before it are done, at the latest when the policy's horizon wants it: it expects
progress within one or two years and a breakthrough within two or three. So red lines and quick steps start in
the first month, what is for progress no later than the fourth, what is for a breakthrough no later than the
second year, what is for the long term no later than the third. No step starts before what it needs is done,
and no department has more than three in hand.
"""

from collections.abc import Mapping

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.model.plan import PHASES, Move, Phase, Task
from convergence_cli.plan.rescoring import Rescoring

LATEST: dict[Phase, int] = {"red-lines": 1, "quick": 1, "progress": 4, "breakthrough": 13, "long-term": 25}
"""The month in which a phase begins, unless all before it is done sooner."""
QUICK = 3
"""Team-months of a step that is quick."""
IN_HAND = 3
"""How many steps a department has in hand at once."""


def roadmap(
    framework: Framework, judged: Assessment, rescoring: Rescoring, moves: tuple[Move, ...]
) -> tuple[Task, ...]:
    """The moves as tasks, each after what it needs; within a phase the better gain for effort first."""
    made = {move.id: move for move in moves}
    unmet = {result.id for result in judged.results if result.gap > 0}
    needs = {
        item.id: tuple(name for name in item.needs if name in made and name in unmet)
        for item in framework.indicators
        if item.id in made
    }
    red = frozenset(move.id for move in moves if judged.result[move.id].red_line and _lifts(framework, judged, move))
    phases = _phases(framework, made, needs, red)
    # Where nobody is named, everything may be in hand at once.
    owners = {item.id: item.who.zh if item.who else item.id for item in framework.indicators}
    # When each hand of a department is free, as the end of what it did last.
    hands: dict[str, list[int]] = {owner: [0] * IN_HAND for owner in owners.values()}
    moved: dict[str, float] = {}
    tasks: dict[str, Task] = {}
    for move in _ordered(made, needs, phases):
        moved[move.id] = move.points
        hand = hands[owners[move.id]]
        free = 1 + max([min(hand), *(tasks[need].end for need in needs[move.id])])
        task = Task(
            move=move,
            phase=phases[move.id],
            needs=needs[move.id],
            red_line=move.id in red,
            start=max(free, _begin(phases[move.id], tasks)),
            index=rescoring.index(moved),
        )
        tasks[move.id] = task
        hand[hand.index(min(hand))] = task.end
    return tuple(tasks.values())


def _lifts(framework: Framework, judged: Assessment, move: Move) -> bool:
    return move.points >= framework.indicator[move.id].kept_from(judged.profile)


def _begin(phase: Phase, tasks: Mapping[str, Task]) -> int:
    """The month in which a phase begins, all tasks before it being known."""
    earlier = (task.end + 1 for task in tasks.values() if PHASES.index(task.phase) < PHASES.index(phase))
    return min(LATEST[phase], max(earlier, default=1))


def _ordered(made: Mapping[str, Move], needs: Mapping[str, tuple[str, ...]], phases: Mapping[str, Phase]) -> list[Move]:
    """By phase, then by gain for effort, then in the framework's order; but each after its own needs."""
    # The last bits of a division do not decide who is first.
    wanted = sorted(made, key=lambda name: (PHASES.index(phases[name]), -round(made[name].gain / made[name].effort, 9)))
    ordered: dict[str, Move] = {}

    def add(name: str) -> None:
        for need in needs[name]:
            add(need)
        ordered.setdefault(name, made[name])

    for name in wanted:
        add(name)
    return list(ordered.values())


def _phases(
    framework: Framework, made: Mapping[str, Move], needs: Mapping[str, tuple[str, ...]], red: frozenset[str]
) -> dict[str, Phase]:
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
        own: Phase = framework.measure[framework.indicator[name].measure].horizon or "progress"
        own = "quick" if made[name].effort <= QUICK else own
        return max((own, *(phase(need) for need in needs[name])), key=PHASES.index)

    return {name: phase(name) for name in made}
