"""The change of the index, split into other answers, another scope and another framework, to the last bit.

Each indicator of the later framework has two states, before and after: in play or not, with its points or
unanswered. One of three things decides how it gets from the one to the other:

- `answers`: it is in play both times; only its answer may differ;
- `scope`: it is in play on one side only, by the station's profile or by a not-applicable reason, whatever that counts;
- `form`: only one of the two sides counts it, because the framework gained or lost it, or because a form of an
  earlier version does not ask it.

For every subset of the three the index is scored again, with the indicators of the subset as they are afterwards
and all others as they were. What one of them brings depends on what has changed already, so no single order is
taken: each gets its average over all six orders (its Shapley value). Eight scores of the engine are enough for
that, and the three averages add up to the whole change by construction.

A question that enters brings its later points at once, and one that leaves takes its earlier points along: had it
been counted as unanswered in between, a station would seem to lose by its scope what it wins by its answers.

Where the standard or the weights of a station depend on its profile (`by: level`, `weight_by`), the earlier answer by
the later profile is part of `scope`. Any other fact of the profile that an answer is computed from belongs to
`answers`.

What is not averaged is the change of rules. The earlier answers are carried into the later framework first, by
its version map, and everything else happens there. The other order would need the later answers in the earlier
framework, and no map leads backwards: a question that is new has no threshold there. So the effect of the framework
has two parts, `rules` (the same answers to the same questions, by other weights and thresholds) and `questions`
(the average of `form`), and the report shows both.
"""

import math
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Literal

from convergence_cli.functions.by import function_for
from convergence_cli.model.assessment import Result
from convergence_cli.model.comparison import Split
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.scoring.points import points
from convergence_cli.scoring.rescore import scores_of
from convergence_cli.scoring.tree import Leaf, Number, effective_weights, grow, is_arithmetic
from convergence_cli.value import value

Cause = Literal["answers", "scope", "form"]
CAUSES: tuple[Cause, ...] = ("answers", "scope", "form")
Changed = frozenset[Cause]
Profile = Mapping[str, object]
Profiles = tuple[Profile, Profile]
Results = tuple[Mapping[str, Result], Mapping[str, Result]]
"""Before and after, by id."""
NOTHING: Changed = frozenset()
_OTHERS: tuple[Cause, ...] = ("scope", "form")


@value
class Part:
    """One indicator on its way from before to after. A leaf that is None is not in play."""

    id: str
    cause: Cause
    before: Leaf | None
    after: Leaf | None
    before_elsewhere: Leaf | None
    """The earlier answer by the later profile; `before` where the profile decides nothing."""
    after_elsewhere: Leaf | None
    """The later answer by the earlier profile."""

    def at(self, changed: Changed) -> Leaf | None:
        """The indicator when these causes have had their effect and the others have not."""
        if self.cause != "answers":
            return self.after if self.cause in changed else self.before
        if "answers" in changed:
            return self.after if "scope" in changed else self.after_elsewhere
        return self.before_elsewhere if "scope" in changed else self.before


def parts_of(
    framework: Framework, results: Results, profiles: Profiles, new_questions: frozenset[str], gone: frozenset[str]
) -> tuple[Part, ...]:
    """Every indicator that is scored on both sides, both scored by `framework`.

    `new_questions` count only afterwards, `gone` only before.
    """
    found = []
    for item in framework.scored:
        one, two = (side[item.id] for side in results)
        was = _leaf(item, one, profiles[0]) if item.id not in new_questions else None
        now = _leaf(item, two, profiles[1]) if item.id not in gone else None
        both = was is not None and now is not None and was.lapsed == now.lapsed
        cause: Cause = "answers" if both else "scope"
        if item.id in new_questions or item.id in gone:
            cause = "form"
        found.append(
            Part(
                id=item.id,
                cause=cause,
                before=was,
                after=now,
                before_elsewhere=_by_profile(framework, item, one, profiles[1]) if both else was,
                after_elsewhere=_by_profile(framework, item, two, profiles[0]) if both else now,
            )
        )
    return tuple(found)


def _leaf(item: Indicator, result: Result, profile: Profile) -> Leaf | None:
    if not result.counts:
        return None
    weight = item.weight_for(profile)
    return Leaf(id=item.id, weight=weight, points=result.points, evidenced=result.points, lapsed=result.is_lapsed)


def _by_profile(framework: Framework, item: Indicator, result: Result, profile: Profile) -> Leaf:
    """The indicator's answer by the standard for this profile."""
    earned = result.points
    if item.score.by is not None and result.value is not None:
        earned = points(function_for(item.score, profile), result.value, framework)
    weight = item.weight_for(profile)
    return Leaf(id=item.id, weight=weight, points=earned, evidenced=earned, lapsed=result.is_lapsed)


def leaves_at(parts: Iterable[Part], changed: Changed) -> dict[str, Leaf]:
    """What is in play when these causes have had their effect."""
    return {part.id: leaf for part in parts if (leaf := part.at(changed)) is not None}


def _profile(profiles: Profiles, changed: Changed) -> Profile:
    """What the station says of itself when these causes have had their effect."""
    return profiles["scope" in changed]


def split_of(
    framework: Framework,
    parts: tuple[Part, ...],
    profiles: Profiles,
    ends: tuple[float, float],
    common: Number,
) -> Split | None:
    """The split of the change between `ends`, the two indices as they were scored.

    `common` is the earlier index of the questions that both sides ask, still by the earlier framework. None where
    one of the scores on the way has nothing in play.
    """
    index: dict[Changed, float] = {}
    for changed in _subsets(CAUSES):
        number = scores_of(framework, leaves_at(parts, changed), _profile(profiles, changed))["index"]
        if number is None:
            return None
        index[changed] = number
    if common is None:
        return None
    effects = {
        cause: math.fsum(
            _share(len(without)) * (index[without | {cause}] - index[without])
            for without in _subsets(tuple(other for other in CAUSES if other != cause))
        )
        for cause in CAUSES
    }
    rules = index[NOTHING] - common
    questions = math.fsum([effects["form"], common - ends[0], ends[1] - index[frozenset(CAUSES)]])
    return Split(
        answers=effects["answers"],
        scope=effects["scope"],
        framework=rules + questions,
        rules=rules,
        questions=questions,
    )


def effects_of(framework: Framework, parts: tuple[Part, ...], profiles: Profiles) -> dict[str, float] | None:
    """What each indicator's own answer adds to the answers effect, in points of the index, by id.

    Weight (0-1) x change of points, with the weights that hold in each of the scores and averaged as the effect is,
    so that they add up to it. None for a framework where they would not: with other aggregates than the weighted
    mean what one answer brings depends on the others, and where blanks are left out an answer moves all weights.
    """
    if framework.missing != "zero":
        return None
    own = [part for part in parts if part.cause == "answers"]
    terms: dict[str, list[float]] = {part.id: [] for part in own}
    for without in _subsets(_OTHERS):
        tree = grow(framework, leaves_at(parts, without), _profile(profiles, without))
        if not is_arithmetic(tree):
            return None
        weights = effective_weights(tree, 1.0, lambda _: True)
        for part in own:
            gained = _points(part.at(without | {"answers"})) - _points(part.at(without))
            terms[part.id].append(_share(len(without)) * weights[part.id] * gained)
    return {name: math.fsum(each) for name, each in terms.items()}


def _points(leaf: Leaf | None) -> float:
    return 0.0 if leaf is None or leaf.points is None else leaf.points


def _subsets(causes: tuple[Cause, ...]) -> list[Changed]:
    return [frozenset(chosen) for size in range(len(causes) + 1) for chosen in combinations(causes, size)]


def _share(changed: int) -> float:
    """The share of the orders in which exactly these causes, so many of them, come before a given one."""
    rest = len(CAUSES) - changed - 1
    return math.factorial(changed) * math.factorial(rest) / math.factorial(len(CAUSES))
