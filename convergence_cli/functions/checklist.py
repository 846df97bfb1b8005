"""`checklist`: points for what is ticked, by weight; where something is missing that must be there, up to a cap."""

import math
from collections.abc import Iterator
from dataclasses import replace

from convergence_cli.functions.function import Case, Found, Function, Working, ticked
from convergence_cli.functions.reach import Reach, Several
from convergence_cli.functions.shape import Shape
from convergence_cli.functions.words import Below, Listed, Name, Points, Words, phrase
from convergence_cli.model.framework import Indicator
from convergence_cli.model.keywords import MOST_WEIGHT
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import Ask
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Checklist

MOST_SUMS = 2000
"""So many sums are told apart while items are added one by one; of more, the least half stay and some of the rest."""


class Checklists(Function[Checklist]):
    """Several options, each with its share of the points."""

    fits = frozenset({"many_of"})

    def points(self, answer: Answered) -> float:
        ticks = ticked(answer)
        earned = FULL * math.fsum([weight for item, weight in self.part.items.items() if item in ticks])
        earned /= math.fsum(self.part.items.values())
        return earned if set(self.part.must_have) <= set(ticks) else min(earned, self.part.cap)

    def better(self, ask: Ask, answer: Answered | None) -> Reach:
        """More items beside those that are ticked: each sum that can be had, by the fewest items that give it."""
        sets, complete = every_sum(self.part, ticked(answer))
        return Several(self.earned, answer, sets, complete=complete)

    def extremes(self) -> tuple[float, float]:
        return 0.0, FULL

    def branches(self) -> Iterator[str]:
        yield from (f".items.{item}" for item in self.part.items)
        yield from (f".must_have.{item} (missing)" for item in self.part.must_have)
        yield from (" (none)", " (all)")

    def taken(self, answer: Answered) -> Iterator[str]:
        """A must-have counts as tested where its absence alone keeps points from a station."""
        ticks = ticked(answer)
        yield from (f".items.{item}" for item in ticks)
        if Checklists(replace(self.part, must_have=()), self.framework).earned(ticks) > self.part.cap:
            yield from (f".must_have.{item} (missing)" for item in self.part.must_have if item not in ticks)
        if len(ticks) in (0, len(self.part.items)):
            yield " (all)" if ticks else " (none)"

    def lint(self, item: Indicator) -> Iterator[Found]:
        for option in sorted(set(self.framework.options(item)) ^ set(self.part.items)):
            yield "choices-not-options", ("items",), {"found": option}
        for option, weight in self.part.items.items():
            if not 0 < weight <= MOST_WEIGHT:
                yield "weight-not-positive", ("items", option), {"found": f"{weight:g}"}
        for option in self.part.must_have:
            if option not in self.part.items:
                yield "choices-not-options", ("must_have",), {"found": option}
        if not 0 <= self.part.cap <= FULL:
            yield "points-out-of-range", ("cap",), {"found": f"{self.part.cap:g}"}

    def shape(self) -> Shape:
        return self.part

    def words(self, item: Indicator) -> Words:
        options, total = self.framework.options(item), math.fsum(self.part.items.values())
        items = tuple(
            phrase("rules.item", option=options[key], points=Points(number=FULL * weight / total))
            for key, weight in self.part.items.items()
        )
        said = phrase("rules.checklist", items=Below(words=Listed(how="options", parts=items)))
        if not self.part.must_have:
            return said
        needed = tuple(phrase("rules.quoted", option=Name(text=options[key])) for key in self.part.must_have)
        limit = phrase(
            "rules.must-have" if len(needed) == 1 else "rules.must-have-all",
            items=Listed(how="names", parts=needed),
            cap=Points(number=self.part.cap),
        )
        return Listed(how="steps", parts=(said, limit))

    def example(self, item: Indicator) -> tuple[Answered, Working]:
        """What must be there, and then from the top of the list until half of the weight is reached."""
        total, ticks = math.fsum(self.part.items.values()), set(self.part.must_have)
        for name in self.part.items:
            if math.fsum(self.part.items[each] for each in ticks) * 2 < total:
                ticks.add(name)
        chosen = tuple(name for name in self.part.items if name in ticks)
        terms = " + ".join(f"{self.part.items[name]:g}" for name in chosen)
        return chosen, (f"100 × ({terms}) ÷ {total:g}", {})

    @classmethod
    def cases(cls) -> tuple[Case, ...]:
        free = Checklist(items={"a": 1.0, "b": 3.0})
        bound = Checklist(items={"a": 1.0, "b": 2.0, "c": 2.0}, must_have=("a",), cap=50.0)
        half = ((), 0), (("b",), 40), (("a", "b"), 60), (("b", "c"), 50), (("a", "b", "c"), 100)
        return (
            Case(type="many_of", part=free, options=("a", "b"), earned=(((), 0), (("b",), 75), (("a", "b"), 100))),
            Case(type="many_of", part=bound, options=("a", "b", "c"), earned=half),
        )


_Sums = dict[tuple[bool, float], tuple[float, int]]
"""Whether something is left out that must be there, and points -> the weight of a set of items, and its order.

The order is one number: fewer items come first, of as many those that stand first. Each item adds one to the count, in
the upper digits, and takes away its bit, the higher the earlier it stands; so the number also tells the items.
"""


def every_sum(part: Checklist, ticks: tuple[str, ...]) -> tuple[list[tuple[str, ...]], bool]:
    """Sets of items, those ticked among them, one for each sum that can be had; and whether these are all sums.

    A set that leaves out what must be there counts apart from one of the same sum that does not. Of several sets
    of one sum it is the one with the fewest items, then the one with those that stand first.
    """
    names, total = list(part.items), math.fsum(part.items.values())
    one, bits = 1 << len(names), [1 << at for at in reversed(range(len(names)))]
    # What must be there comes first: from then on no set changes its kind.
    free = sorted(
        (at for at, name in enumerate(names) if name not in ticks), key=lambda at: names[at] in part.must_have
    )
    sums: _Sums = {(False, 0.0): (0.0, 0)}
    complete = True
    for at in reversed(free):
        weight, must, more = part.items[names[at]], names[at] in part.must_have, one - bits[at]
        longer: _Sums = {}
        for (lacks, _), (have, order) in sums.items():
            for lacking, number, place in ((lacks or must, have, order), (lacks, have + weight, order + more)):
                key = lacking, round(FULL * number / total, 9)
                if key not in longer or place < longer[key][1]:
                    longer[key] = number, place
        sums, kept = _bounded(longer)
        complete &= kept
    chosen = (-order % one for order in sorted(order for _, order in sums.values()))
    pairs = list(zip(names, bits, strict=True))
    return [tuple(name for name, bit in pairs if name in ticks or mine & bit) for mine in chosen], complete


def _bounded(sums: _Sums) -> tuple[_Sums, bool]:
    """No more sums than the bound; of each kind the least stay, so that next steps are exact, and the greatest."""
    if len(sums) <= MOST_SUMS:
        return sums, True
    kept: _Sums = {}
    for kind in (False, True):
        own = sorted(key for key in sums if key[0] == kind)
        least = MOST_SUMS // 4
        kept |= {key: sums[key] for key in (*own[:least], *own[least::2], *own[-1:])}
    return kept, False
