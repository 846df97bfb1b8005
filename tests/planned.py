"""Small random stations to plan for, and every set of their answers looked at: slow, simple, and another arithmetic.

Nothing here uses the program's scoring, tree, steps or search: points and weighted means are written out, and the
best set is found by comparing all sets of all answers that the questions permit.
"""

import functools
import itertools
import math
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from every_answer import LAST_BITS, Earned, better_points, every_answer, months
from small_frameworks import NA, WORDS, Given, chapter, framework, indicator, measure

from convergence_cli.model.framework import Framework, Indicator, Level, RedLine
from convergence_cli.model.plan import Goal
from convergence_cli.model.question import AnswerType, Ask
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Band, Capped, Checklist, Ramp, Score


@dataclass(kw_only=True)
class Question:
    """One indicator: what its options earn, and where the station stands."""

    id: str
    weight: float
    earned: Earned
    """Every permitted answer and its points."""
    answer: Answered | None
    """None: unanswered."""
    score: Score
    ask: Ask
    effort: int
    target: float
    red_line: RedLine | None
    needs: tuple[str, ...] = ()
    counts: bool = True
    """False: not applicable."""

    @property
    def have(self) -> float | None:
        return None if self.answer is None else self.earned[self.answer]

    @property
    def kept_from(self) -> float:
        below = self.red_line.below if self.red_line else None
        return self.target if below is None else below

    @functools.cached_property
    def rungs(self) -> tuple[float, ...]:
        """The points of every better answer; none where nothing is answered, which is answered first."""
        if self.have is None:
            return ()
        return tuple(better_points(self.earned, self.answer, self.have))

    def months(self, points: float) -> int:
        return months(self.effort, self.have or 0.0, points, self.target)


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
            found[each.id] = each.answer if each.counts else NA
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
        if goal.target is not None and (index is None or index < goal.target - LAST_BITS):
            return False

        def short(score: float | None, need: float) -> bool:
            return score is None or score < need - LAST_BITS

        counts = [any(each.counts for _, questions in inside for each in questions) for _, inside in self.chapters]
        asked = [score for score, in_play in zip(chapters, counts, strict=True) if in_play]
        for level in self.levels if goal.level is not None else ():
            if level.index is not None and (index is None or index < level.index - LAST_BITS):
                return False
            if any(level.chapter is not None and short(score, level.chapter) for score in asked):
                return False
            lines = [each for each in self.questions if each.red_line and each.counts and each.have is not None]
            if level.red_lines and any(points.get(each.id, each.have) < each.kept_from for each in lines):
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
        by_gain = 0 if abs(gain) <= LAST_BITS else 1 if gain > 0 else -1
        by_effort = (one[2] < other[2]) - (one[2] > other[2])
        budget = goal.target is None and goal.level is None
        first, second = (by_gain, by_effort) if budget else (by_effort, by_gain)
        return (first, second, one[0]) > (0, 0, other[0])


def _indicator(each: Question) -> Indicator:
    made = indicator(
        each.id,
        each.weight,
        each.score,
        effort=each.effort,
        target=each.target,
        red_line=each.red_line,
        needs=each.needs,
        not_applicable=("why",),
    )
    return replace(made, ask=each.ask)


def random_station(seed: int, most: int = 6, **more: str) -> Station:
    """Three to `most` questions in one to three chapters, of at most `MOST_SETS` sets of better answers.

    Two of three have small whole weights, so that sets are often equal; every third has weights of any kind.
    """
    random = Random(seed)
    odd = seed % 3 == 0
    count = random.randint(3, most)
    cuts = sorted(random.sample(range(1, count), min(count - 1, random.randint(0, 2))))
    chapters: list[tuple[float, list[tuple[float, list[Question]]]]] = []
    names: list[str] = []
    sets = 1
    for number, (start, end) in enumerate(itertools.pairwise([0, *cuts, count]), 1):
        inside = []
        for place in range(start, end):
            name = f"M{number:02}.i{place}"
            made = _question(random, name, tuple(names), odd=odd)
            if sets * (len(made.rungs) + 1) * 3 ** (count - len(names) - 1) > MOST_SETS:
                made = replace(made, **of_choices((0.0, 100.0), 0.0))
            sets *= len(made.rungs) + 1
            inside.append(made)
            names.append(name)
        weight = random.uniform(0.01, 100) if odd else float(random.randint(1, 3))
        chapters.append((weight, [(1.0, inside)]))
    levels = (
        Level(id="L1", title=WORDS, index=float(random.randint(20, 50)), red_lines=False),
        Level(id="L2", title=WORDS, index=float(random.randint(50, 80)), chapter=float(random.randint(20, 60))),
    )
    return Station(chapters=chapters, levels=levels, **more)


MOST_SETS = 4000


def _question(random: Random, name: str, earlier: tuple[str, ...], *, odd: bool) -> Question:
    ask, score = random.choice([_choices, _choices, _whole, _whole, _ticks])(random)
    earned = every_answer(ask, score, {})
    below = [answer for answer, points in earned.items() if points < 100]
    return Question(
        id=name,
        weight=random.uniform(0.01, 1000) if odd else float(random.choice([1, 1, 2, 3])),
        earned=earned,
        # What is unanswered has no steps: one in ten, so that there is something to plan.
        answer=random.choice(below) if below and random.random() < 0.9 else None,
        score=score,
        ask=ask,
        effort=random.randint(1, 5),
        target=random.choice([50.0, 60.0, 100.0]),
        red_line=random.choice([*[None] * 6, RedLine(unless="met"), RedLine(below=1.0), RedLine(below=40.0)]),
        needs=(random.choice(earlier),) if earlier and random.random() < 0.3 else (),
        counts=random.random() > 0.1,
    )


def of_choices(steps: tuple[float, ...], have: float | None) -> dict[str, Any]:
    """The fields of a question whose options are worth these points, one of which is the answer."""
    ask, score = _asked("one_of", tuple(f"p{points:g}" for points in steps)), Score()
    score = replace(score, choices={f"p{points:g}": points for points in steps})
    answer = None if have is None else f"p{have:g}"
    return {"ask": ask, "score": score, "earned": every_answer(ask, score, {}), "answer": answer}


def _asked(kind: AnswerType, options: tuple[str, ...] = (), **more: float | None) -> Ask:
    return Ask(type=kind, question=WORDS, options=dict.fromkeys(options, WORDS), **more)


def _choices(random: Random) -> tuple[Ask, Score]:
    fields = of_choices((0.0, *map(float, sorted(random.sample(range(5, 100, 5), random.randint(0, 2)))), 100.0), None)
    return fields["ask"], fields["score"]


def _ticks(random: Random) -> tuple[Ask, Score]:
    """Weights of one kind, of several, and such that no two sets weigh the same."""
    names = tuple("abcd"[: random.randint(2, 4)])
    weigh = random.choice([lambda: 1.0, lambda: float(random.randint(1, 4)), lambda: random.uniform(0.1, 5)])
    must = tuple(name for name in names if random.random() < 0.25)
    cap = random.choice([0.0, 20.0, 60.0, float(random.randint(0, 100))])
    part = Checklist(items={name: weigh() for name in names}, must_have=must, cap=cap)
    return _asked("many_of", names), Score(checklist=part)


def _whole(random: Random) -> tuple[Ask, Score]:
    """Whole numbers on slopes and in bands, rising and falling, within bounds and without."""
    last = random.randint(1, 12)
    bounds = {
        "min": random.choice([None, 0.0, -1.0, 1.0]),
        "max": random.choice([None, None, float(random.randint(1, 14))]),
    }
    kind = random.choice(["capped", "ramp", "log", "bands"])
    if kind == "capped":
        score = Score(capped=Capped(at=random.choice([float(last), last + 0.5])))
    elif kind == "bands":
        limits = sorted(random.sample(range(1, 13), 2), reverse=True)
        score = Score(
            bands=(
                Band(above=float(limits[0]), points=100.0),
                Band(from_=float(limits[1]), points=float(random.randint(20, 90))),
                Band(otherwise=float(random.choice([0, 10]))),
            )
        )
    else:
        ends = [1.0, 1.0 + last]
        random.shuffle(ends)
        score = Score(ramp=Ramp(from_=ends[0], to=ends[1], log=kind == "log"))
    return _asked("integer", **bounds), score


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
