"""`checklist`: points for what is ticked, by weight; where something is missing that must be there, up to a cap."""

import math
from collections.abc import Iterator
from dataclasses import replace

from convergence_cli.functions.function import FULL, Case, Found, Function, Working, ticked
from convergence_cli.functions.shape import Shape
from convergence_cli.functions.words import Below, Listed, Name, Points, Words, phrase
from convergence_cli.model.framework import Indicator
from convergence_cli.model.question import Ask
from convergence_cli.model.questionnaire import Answered
from convergence_cli.model.score import Checklist


class Checklists(Function[Checklist]):
    """Several options, each with its share of the points."""

    fits = frozenset({"many_of"})

    def points(self, answer: Answered) -> float:
        ticks = ticked(answer)
        earned = FULL * math.fsum([weight for item, weight in self.part.items.items() if item in ticks])
        earned /= math.fsum(self.part.items.values())
        return earned if set(self.part.must_have) <= set(ticks) else min(earned, self.part.cap)

    def steps(self, answer: Answered | None) -> list[float]:
        ticks = ticked(answer)
        return [self.earned((*ticks, item)) for item in self.part.items if item not in ticks]

    def better(self, ask: Ask, answer: Answered | None, target: float) -> Iterator[Answered]:
        """One more item again and again, from what is ticked and once more from there with every must-have."""
        ticks = ticked(answer)
        yield from self._one_more(ticks)
        complete = tuple(name for name in self.part.items if name in ticks or name in self.part.must_have)
        if len(complete) > len(ticks):
            yield complete
            yield from self._one_more(complete)

    def _one_more(self, ticks: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """Each time the one that adds least; it ends where no item alone adds anything."""
        while True:
            have = self.earned(ticks)
            longer = [
                tuple(name for name in self.part.items if name in ticks or name == more)
                for more in self.part.items
                if more not in ticks
            ]
            better = [(earned, more) for more in longer if (earned := self.earned(more)) > have]
            if not better:
                return
            _, ticks = min(better, key=lambda pair: pair[0])
            yield ticks

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
        for option in sorted(set(item.ask.options) ^ set(self.part.items)):
            yield "choices-not-options", ("items",), {"found": option}
        for option, weight in self.part.items.items():
            if not 0 < weight <= 1000:
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
