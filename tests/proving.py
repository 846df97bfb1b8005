"""The proofs of steps and plans, as large as is wanted.

    python tests/proving.py [--frameworks 500] [--goals 200] [--steps] [--seed 1]

`--frameworks`: random small frameworks; the plan is compared with every set of every permitted answer.
`--goals`: goals of random stations of the framework that ships; the plan is compared with another solver that is
given every answer. `--steps`: each next step and each target step of the example stations is typed into the
workbook, which is read and judged anew. Prints what was compared, and ends with 1 where anything differs.
"""

import argparse
import io
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import openpyxl  # noqa: E402
import random_stations  # noqa: E402
from filling import ANSWER, cell_of  # noqa: E402
from planned import random_goal, random_station  # noqa: E402
from second_solver import best_set  # noqa: E402
from small_frameworks import answers  # noqa: E402

from convergence_cli.functions.by import function_for  # noqa: E402
from convergence_cli.model.assessment import Assessment, Result, Step  # noqa: E402
from convergence_cli.model.framework import Framework  # noqa: E402
from convergence_cli.model.plan import Goal, Plan  # noqa: E402
from convergence_cli.model.questionnaire import Answered  # noqa: E402
from convergence_cli.plan.plan import plan  # noqa: E402
from convergence_cli.questionnaire.carry import typed  # noqa: E402
from convergence_cli.questionnaire.read import read  # noqa: E402
from convergence_cli.rubric.load import find, load  # noqa: E402
from convergence_cli.scoring.engine import assess  # noqa: E402
from convergence_cli.scoring.points import better  # noqa: E402

BITS = 1e-9
_FOUND = {"plan-over-budget", "plan-red-line-unanswered"}
"""With these problems there is a plan all the same."""
EXAMPLES = ("typical-city", "county-centre", "strong-province", "central-body")


# --- plans of small frameworks ---------------------------------------------------------------------


def small_fault(seed: int, most: int = 6, **kind: str) -> str:
    """What is wrong with the plan of one random small framework; empty: nothing."""
    station = random_station(seed, most, **kind)
    goal = random_goal(seed, station)
    framework = station.framework()
    found = plan(framework, assess(framework, answers(framework, station.given())), goal)
    best = station.best(goal)
    if best is None:
        none = not found.tasks and {item.code for item in found.problems} - _FOUND
        return "" if none else f"{seed}: a goal that nothing reaches has a plan"
    points, effort, index = best
    made = {task.move.id: task.move.points for task in found.tasks}
    if (made, found.effort) == (points, effort) and abs((found.after.index.score or 0.0) - index) <= BITS:
        return "" if found.proved else f"{seed}: not called proved"
    return f"{seed}: {made} for {found.effort} months, and {points} for {effort}"


# --- plans of whole stations -----------------------------------------------------------------------


def whole_case(framework: Framework, seed: int) -> tuple[Assessment, Goal]:
    """A random station of the framework (without its cross-checks, which lot does not pass), and a goal beyond it."""
    draw = random.Random(seed)
    while True:
        judged = random_stations.judged(draw, framework)
        index = judged.index.score
        if index is not None and index < 95:
            break
    kind = draw.choice(["target", "target", "level", "both", "budget"])
    if kind == "budget":
        return judged, Goal(budget=draw.randint(1, 120))
    target = round(draw.uniform(index, min(100.0, index + 40)), draw.choice([0, 1]))
    level = draw.choice([each.id for each in framework.levels]) if kind in ("level", "both") else None
    return judged, Goal(target=None if kind == "level" else target, level=level)


def whole_fault(framework: Framework, judged: Assessment, goal: Goal) -> tuple[str, Plan]:
    """What the other solver does better, or cannot do; and the plan.

    On slopes the program takes finer answers than the grid, so that its gain may be the greater one.
    """
    found = plan(framework, judged, goal)
    best = best_set(framework, judged, goal)
    reached = {item.code for item in found.problems} <= _FOUND
    if best is None or not reached:
        return ("" if best is None and not reached else f"{goal}: reached {reached}, other solver {best}"), found
    index = found.after.index.score or 0.0
    ours = (found.effort, -index) if goal != Goal(budget=goal.budget) else (-index, found.effort)
    theirs = (best.months, -best.index) if goal != Goal(budget=goal.budget) else (-best.index, best.months)
    worse = next((one - other for one, other in zip(ours, theirs, strict=True) if abs(one - other) > 1e-6), 0.0)
    return (f"{goal}: {ours}, other solver {theirs}" if worse > 0 else ""), found


# --- steps typed into the workbook -----------------------------------------------------------------


def steps_of(framework: Framework, judged: Assessment) -> Iterator[tuple[Result, Step, Answered]]:
    """Each next step and target step, with the answer that takes it."""
    for result in judged.results:
        item = framework.indicator[result.id]
        if not result.in_play:
            continue
        reach = better(item, function_for(item.score, judged.profile), result.value, framework)
        for step in (result.next_step, result.to_target):
            rung = None if step is None else reach.first(step.points)
            if step is not None:
                assert rung is not None, result.id
                assert rung.points == step.points, result.id
                yield result, step, rung.answer


def typed_fault(framework: Framework, judged: Assessment, path: Path, step: tuple[Result, Step, Answered]) -> str:
    """What comes out otherwise when a step is typed into a copy of the workbook.

    What is computed from a table has no cell to type in: it is supposed, as `--set` does, in the workbook read anew.
    """
    result, to, answer = step
    item = framework.indicator[result.id]
    is_computed = item.ask.compute is not None
    workbook = openpyxl.load_workbook(io.BytesIO((ROOT / "examples" / f"{path.stem}.xlsx").read_bytes()))
    if not is_computed:
        words = typed(answer, item.ask, framework.options(item), judged.questionnaire.language)
        cell_of(workbook, result.id, ANSWER).value = words
    workbook.save(path)
    after = assess(framework, read(path, framework), {result.id: answer} if is_computed else None)
    gained = (after.index.score or 0.0) - (judged.index.score or 0.0)
    if after.result[result.id].points == to.points and abs(gained - to.gain) <= BITS:
        return ""
    return f"{result.id}: {answer} earns {after.result[result.id].points}, {gained}, and not {to.points}, {to.gain}"


# --- the command -----------------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--frameworks", type=int, default=0)
    parser.add_argument("--goals", type=int, default=0)
    parser.add_argument("--steps", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    framework = load(find())
    faults: list[str] = []
    if options.frameworks:
        found = [small_fault(seed) for seed in range(options.seed, options.seed + options.frameworks)]
        print(f"{len(found)} small frameworks, every set of answers: {sum(map(bool, found))} better than the plan")
        faults += found
    if options.goals:
        faults += _goals(framework, options.seed, options.goals)
    if options.steps:
        faults += _steps(framework)
    for fault in filter(None, faults):
        print(fault)
    return int(any(faults))


def _goals(framework: Framework, seed: int, count: int) -> list[str]:
    said, faults = Counter[str](), []
    framework = replace(framework, checks=())
    for number in range(seed, seed + count):
        fault, found = whole_fault(framework, *whole_case(framework, number))
        said["with steps" if found.tasks else "out of reach" if found.problems else "without steps"] += 1
        said["proved"] += found.proved
        faults.append(fault)
    better_ = sum(map(bool, faults))
    print(f"{count} goals, another solver with every answer: {better_} better; {dict(sorted(said.items()))}")
    return faults


def _steps(framework: Framework) -> list[str]:
    import tempfile

    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in EXAMPLES:
            judged = assess(framework, read(ROOT / "examples" / f"{name}.xlsx", framework))
            found = [
                typed_fault(framework, judged, Path(folder) / f"{name}.xlsx", step)
                for step in steps_of(framework, judged)
            ]
            computed = sum(result.computed for result, _, _ in steps_of(framework, judged))
            counts = f"{len(found)} steps, {computed} of them of computed indicators"
            print(f"{name}: {counts}: {sum(map(bool, found))} come out otherwise")
            faults += found
    return faults


if __name__ == "__main__":
    sys.exit(main())
