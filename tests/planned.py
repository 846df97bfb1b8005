"""Small random stations to plan for, and every set of their steps looked at: slow, simple, and another arithmetic.

Nothing here uses the program's tree, ladders or search: scores are weighted means written out, and the best set
is found by comparing all of them.
"""

import itertools
import math
from dataclasses import dataclass, field
from random import Random

from small_frameworks import NA, WORDS, Given, chapter, framework, indicator, measure

from convergence_cli.model.framework import Framework, Level
from convergence_cli.model.plan import Goal
from convergence_cli.model.score import Score

MONTHS = {1: 1, 2: 3, 3: 6, 4: 12, 5: 18}
BITS = 1e-9


@dataclass(kw_only=True)
class Question:
    """One indicator: what its options earn, and where the station stands."""

    id: str
    weight: float
    steps: tuple[float, ...]
    """Points of its options, lowest first; the last is 100."""
    have: float | None
    effort: int
    target: float
    required: bool
    needs: tuple[str, ...] = ()
    counts: bool = True
    """False: not applicable."""

    @property
    def rungs(self) -> tuple[float, ...]:
        return tuple(points for points in self.steps if points > (self.have or 0.0))

    def months(self, points: float) -> int:
        return max(1, math.ceil(MONTHS[self.effort] * (points - (self.have or 0.0)) / self.target - BITS))


@dataclass(kw_only=True)
class Station:
    """Chapters of measures of questions, each with its weight."""

    chapters: list[tuple[float, list[tuple[float, list[Question]]]]]
    aggregate: str = "arithmetic"
    missing: str = "zero"
    levels: tuple[Level, ...] = field(default_factory=tuple)

    @property
    def questions(self) -> list[Question]:
        return [each for _, measures in self.chapters for _, inside in measures for each in inside]

    def framework(self) -> Framework:
        chapters, measures = [], []
        for number, (weight, inside) in enumerate(self.chapters):
            names = []
            for share, questions in inside:
                name = questions[0].id.partition(".")[0]
                names.append(name)
                measures.append(measure(name, *map(_indicator, questions), weight=share))
            chapters.append(chapter(f"c{number}", *names, weight=weight))
        return framework(
            tuple(chapters), tuple(measures), levels=self.levels, aggregate=self.aggregate, missing=self.missing
        )

    def given(self) -> dict[str, Given]:
        found: dict[str, Given] = {}
        for each in self.questions:
            found[each.id] = NA if not each.counts else None if each.have is None else f"p{each.have:g}"
        return found

    # --- scores, written out ------------------------------------------------------------------------

    def scores(self, points: dict[str, float]) -> tuple[float | None, list[float | None]]:
        """Index and chapters with these points, the others as they stand."""
        chapters: list[tuple[float, float | None]] = []
        for weight, measures in self.chapters:
            inside = []
            for share, questions in measures:
                leaves = [(each.weight, self._points(each, points)) for each in questions if each.counts]
                inside.append((share, self._mean(leaves)))
            chapters.append((weight, self._mean(inside)))
        return self._mean(chapters), [score for _, score in chapters]

    def _points(self, each: Question, points: dict[str, float]) -> float | None:
        own = points.get(each.id, each.have)
        return 0.0 if own is None and self.missing == "zero" else own

    def _mean(self, parts: list[tuple[float, float | None]]) -> float | None:
        known = [(weight, score) for weight, score in parts if score is not None]
        if not known:
            return None
        total = math.fsum(weight for weight, _ in known)
        if self.aggregate == "minimum":
            return min(score for _, score in known)
        if self.aggregate == "geometric":
            if any(score == 0 for _, score in known):
                return 0.0
            return math.exp(math.fsum(weight * math.log(score) for weight, score in known) / total)
        return math.fsum(weight * score for weight, score in known) / total

    # --- every set ----------------------------------------------------------------------------------

    def best(self, goal: Goal) -> tuple[dict[str, float], int, float] | None:
        """The best set (points by id), its effort and its index; None where none reaches the goal."""
        best: tuple[tuple[int, ...], dict[str, float], int, float] | None = None
        movable = [each for each in self.questions if each.counts]
        for picks in itertools.product(*(range(len(each.rungs) + 1) for each in movable)):
            made = [(each, each.rungs[pick - 1]) for each, pick in zip(movable, picks, strict=True) if pick]
            points = {each.id: to for each, to in made}
            if not self._allowed(made, points):
                continue
            effort = sum(each.months(to) for each, to in made)
            index, chapters = self.scores(points)
            if not self._reached(goal, points, effort, index, chapters):
                continue
            found = (picks, points, effort, index or 0.0)
            if best is None or self._better(goal, found, best):
                best = found
        return None if best is None else best[1:]

    def _allowed(self, made: list[tuple[Question, float]], points: dict[str, float]) -> bool:
        by_id = {each.id: each for each in self.questions}
        return all(
            not by_id[need].counts or points.get(need, by_id[need].have or 0.0) >= by_id[need].target
            for each, _ in made
            for need in each.needs
        )

    def _reached(
        self, goal: Goal, points: dict[str, float], effort: int, index: float | None, chapters: list[float | None]
    ) -> bool:
        if goal.target is None and goal.level is None:
            return goal.budget is None or effort <= goal.budget
        if goal.target is not None and (index is None or index < goal.target - BITS):
            return False
        for level in self.levels if goal.level is not None else ():
            if level.index is not None and (index is None or index < level.index - BITS):
                return False
            if any(score is not None and score < (level.chapter or 0.0) - BITS for score in chapters):
                return False
            missed = [each for each in self.questions if each.required and each.counts and not each.have]
            if level.red_lines and any(each.id not in points for each in missed):
                return False
            if level.id == goal.level:
                break
        return True

    @staticmethod
    def _better(
        goal: Goal,
        one: tuple[tuple[int, ...], dict[str, float], int, float],
        other: tuple[tuple[int, ...], dict[str, float], int, float],
    ) -> bool:
        gain = one[3] - other[3]
        by_gain = 0 if abs(gain) <= BITS else 1 if gain > 0 else -1
        by_effort = (one[2] < other[2]) - (one[2] > other[2])
        budget = goal.target is None and goal.level is None
        first, second = (by_gain, by_effort) if budget else (by_effort, by_gain)
        return (first, second, one[0]) > (0, 0, other[0])


def _indicator(each: Question) -> object:
    return indicator(
        each.id,
        each.weight,
        Score(choices={f"p{points:g}": points for points in each.steps}),
        effort=each.effort,
        target=each.target,
        required=each.required,
        needs=each.needs,
        not_applicable=("why",),
    )


def random_station(seed: int, most: int = 6, **more: str) -> Station:
    """Three to `most` questions in one to three chapters.

    Two of three have small whole weights, so that sets are often equal; every third has weights of any kind.
    """
    random = Random(seed)
    odd = seed % 3 == 0
    count = random.randint(3, most)
    cuts = sorted(random.sample(range(1, count), min(count - 1, random.randint(0, 2))))
    chapters, names = [], []
    for number, (start, end) in enumerate(itertools.pairwise([0, *cuts, count]), 1):
        inside = []
        for place in range(start, end):
            name = f"M{number:02}.i{place}"
            inside.append(_question(random, name, tuple(names), odd=odd))
            names.append(name)
        weight = random.uniform(0.01, 100) if odd else float(random.randint(1, 3))
        chapters.append((weight, [(1.0, inside)]))
    levels = (
        Level(id="L1", title=WORDS, index=float(random.randint(20, 50)), red_lines=False),
        Level(id="L2", title=WORDS, index=float(random.randint(50, 80)), chapter=float(random.randint(20, 60))),
    )
    return Station(chapters=chapters, levels=levels, **more)


def _question(random: Random, name: str, earlier: tuple[str, ...], *, odd: bool) -> Question:
    steps = (0.0, *sorted(random.sample(range(5, 100, 5), random.randint(0, 2))), 100.0)
    return Question(
        id=name,
        weight=random.uniform(0.01, 1000) if odd else float(random.choice([1, 1, 2, 3])),
        steps=tuple(map(float, steps)),
        have=random.choice([None, *map(float, steps[:-1])]),
        effort=random.randint(1, 5),
        target=random.choice([50.0, 60.0, 100.0]),
        required=random.random() < 0.3,
        needs=(random.choice(earlier),) if earlier and random.random() < 0.3 else (),
        counts=random.random() > 0.1,
    )


def random_goal(seed: int, station: Station) -> Goal:
    """A target between where the station is and 100, or to the last bit what a set reaches; a level; a budget."""
    random = Random(seed + 1_000_000)
    index, _ = station.scores({})
    kind = random.choice(["target", "exact", "level", "both", "budget"])
    if kind == "budget":
        return Goal(budget=random.randint(0, 30))
    target = round(random.uniform(index or 0.0, 100.0), random.choice([0, 1, 6]))
    if kind == "exact":
        some = {
            each.id: random.choice(each.rungs) for each in station.questions if each.rungs and random.random() < 0.6
        }
        target = station.scores(some)[0] or 0.0
    return Goal(
        target=target if kind in ("target", "exact", "both") else None,
        level=random.choice(["L1", "L2"]) if kind in ("level", "both") else None,
    )
