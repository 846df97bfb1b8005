"""The best set of steps of a whole station by another model: every answer is a variable, scores are sums written out.

Only the framework's facts and the judged results are the program's; points, weights, months and the choice are not.
For frameworks whose index is a weighted mean of weighted means. Numbers of any fineness are given as the best of
each number of months on a grid; all other answers are given without exception.
"""

import math
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
from every_answer import LAST_BITS, better_points, every_answer, months
from scipy.optimize import Bounds, LinearConstraint, milp

from convergence_cli.functions.by import function_for
from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.plan import Goal

_SCALE = 1000.0
_HAIR = 1e-6


class Choice(NamedTuple):
    """One indicator at better points."""

    id: str
    points: float
    months: int
    meets: bool


class Best(NamedTuple):
    """The best set by the two criteria, or that there is none."""

    months: int
    index: float


def choices_of(framework: Framework, judged: Assessment) -> list[Choice]:
    """Every better answer of every answered indicator in play; of a fine slope the best one for its months."""
    found: list[Choice] = []
    for item in framework.indicators:
        result = judged.result[item.id]
        if result.in_play and result.points is not None:
            own = list(_own(framework, judged, item, result))
            fine = item.ask.type not in ("integer", "date") and len(own) > 200
            found += _furthest(own) if fine else own
    return found


def _own(framework: Framework, judged: Assessment, item: Indicator, result: Result) -> Iterator[Choice]:
    have = result.points or 0.0
    earned = every_answer(item.ask, function_for(item.score, judged.profile), framework.scales)
    for points in better_points(earned, result.value, have):
        yield Choice(item.id, points, months(item.effort, have, points, result.target), points >= result.target)


def _furthest(choices: list[Choice]) -> list[Choice]:
    return list({choice.months: choice for choice in choices}.values())


class Model:
    """The index and the chapters as sums over indicators in play."""

    def __init__(self, framework: Framework, judged: Assessment) -> None:
        self.framework, self.judged = framework, judged
        station = judged.profile
        counted = {
            result.id: result
            for result in judged.results
            if result.in_play and (framework.missing == "zero" or result.points is not None)
        }
        self.now = {name: result.points or 0.0 for name, result in counted.items()}
        self.share: dict[str, float] = {}
        self.chapter: dict[str, dict[str, float]] = {}
        measures = {measure.id: measure for measure in framework.measures}
        chapters = {}
        for chapter in framework.chapters:
            inside = [measures[name] for name in chapter.measures]
            held = {each.id: [item for item in each.indicators if item.id in counted] for each in inside}
            total = sum(each.weight_for(station) for each in inside if held[each.id])
            own = {
                item.id: each.weight_for(station)
                / total
                * item.weight_for(station)
                / sum(other.weight_for(station) for other in held[each.id])
                for each in inside
                for item in held[each.id]
            }
            if own:
                chapters[chapter.id] = chapter.weight_for(station)
                self.chapter[chapter.id] = own
        for name, weight in chapters.items():
            for item, part in self.chapter[name].items():
                self.share[item] = weight / sum(chapters.values()) * part

    def index(self, points: Mapping[str, float]) -> float:
        return sum(part * points.get(name, self.now[name]) for name, part in self.share.items())

    def chapters(self, points: Mapping[str, float]) -> list[float]:
        return [
            sum(part * points.get(name, self.now[name]) for name, part in own.items()) for own in self.chapter.values()
        ]


def best_set(framework: Framework, judged: Assessment, goal: Goal) -> Best | None:
    """Least months and then most gain for a target or a level, most gain and then least months for a budget."""
    model, choices = Model(framework, judged), choices_of(framework, judged)
    rows = list(_rules(model, choices, goal))
    months = np.array([float(choice.months) for choice in choices])
    gains = np.array([_SCALE * model.share[choice.id] * (choice.points - model.now[choice.id]) for choice in choices])
    if goal.target is None and goal.level is None:
        first, second = -gains, months
        rows.append((months, -math.inf, (goal.budget or 0) + 0.5))
    else:
        first, second = months, -gains
    taken = _solved(first, rows)
    if taken is None:
        return None
    rows.append((first, -math.inf, float(first @ taken) + (0.5 if first is months else _HAIR * _SCALE)))
    taken = _solved(second, rows)
    assert taken is not None
    points = {choice.id: choice.points for choice, made in zip(choices, taken, strict=True) if made}
    assert _reaches(model, goal, points), "what the solver takes for reached is not"
    return Best(round(float(months @ taken)), model.index(points))


Row = tuple[np.ndarray, float, float]


def _rules(model: Model, choices: list[Choice], goal: Goal) -> Iterator[Row]:
    where: dict[str, list[int]] = {}
    for at, choice in enumerate(choices):
        where.setdefault(choice.id, []).append(at)

    def row(values: Mapping[int, float], low: float, high: float) -> Row:
        made = np.zeros(len(choices))
        made[list(values)] = list(values.values())
        return made, low, high

    for name, places in where.items():
        yield row(dict.fromkeys(places, 1.0), 0.0, 1.0)
        for need in model.framework.indicator[name].needs:
            first = model.judged.result[need]
            if first.in_play and (first.points is None or first.points < first.target):
                meeting = {at: -1.0 for at in where.get(need, ()) if choices[at].meets}
                yield row(dict.fromkeys(places, 1.0) | meeting, -math.inf, 0.0)
    index, chapter, red = _asked(model.framework, goal)
    sums = [(model.share, index)] if index is not None else []
    sums += [(own, chapter) for own in model.chapter.values()] if chapter is not None else []
    for own, least in sums:
        added = {
            at: _SCALE * own[choice.id] * (choice.points - model.now[choice.id])
            for at, choice in enumerate(choices)
            if choice.id in own
        }
        lacking = least - sum(part * model.now[name] for name, part in own.items())
        yield row(added, _SCALE * (lacking - LAST_BITS / 2), math.inf)
    for item in model.framework.indicators if red else ():
        # One that may hold, because a profile question is blank, blocks levels as one that does.
        result, line = model.judged.result[item.id], item.red_line
        if line is not None and result.points is not None and item.can_be_red_line(model.judged.profile):
            need = result.target if line.below is None else line.below
            if result.points < need:
                lifting = [at for at in where.get(item.id, ()) if choices[at].points >= need]
                yield row(dict.fromkeys(lifting, 1.0), 1.0, math.inf)


def _asked(framework: Framework, goal: Goal) -> tuple[float | None, float | None, bool]:
    """Least index, least chapter, and whether red lines must be lifted; a level asks for all below it, too."""
    asked = [] if goal.target is None else [goal.target]
    chapters: list[float] = []
    red = False
    names = [level.id for level in framework.levels]
    for level in framework.levels[: names.index(goal.level) + 1] if goal.level is not None else ():
        asked += [] if level.index is None else [level.index]
        chapters += [] if level.chapter is None else [level.chapter]
        red = red or level.red_lines
    return max(asked, default=None), max(chapters, default=None), red


def _reaches(model: Model, goal: Goal, points: Mapping[str, float]) -> bool:
    index, chapter, _ = _asked(model.framework, goal)
    enough = index is None or model.index(points) >= index - 2 * LAST_BITS
    return enough and (chapter is None or all(score >= chapter - 2 * LAST_BITS for score in model.chapters(points)))


def _solved(costs: np.ndarray, rows: list[Row]) -> np.ndarray | None:
    if not len(costs):
        return costs if all(low <= 0 <= high for _, low, high in rows) else None
    limits = LinearConstraint(
        np.array([row for row, _, _ in rows]), [low for _, low, _ in rows], [h for _, _, h in rows]
    )
    found = milp(costs, integrality=1, bounds=Bounds(0, 1), constraints=limits, options={"mip_rel_gap": 0.0})
    assert found.status in (0, 2), found.message
    return None if found.x is None else np.round(found.x)
