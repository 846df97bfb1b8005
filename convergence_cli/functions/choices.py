"""`choices` and `scale`: points of each option, given here or by a scale that several questions share."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping

from convergence_cli.functions.function import Case, Found, Function, P, Working, never_full, points_fault
from convergence_cli.functions.reach import Reach, Several
from convergence_cli.functions.shape import Options, Shape
from convergence_cli.functions.words import Below, Listed, Words, option, phrase
from convergence_cli.model.framework import Indicator
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import Ask, Scale, ScaleStep, Text
from convergence_cli.model.questionnaire import Answered


class _OneOf(Function[P]):
    """One option out of several."""

    fits = frozenset({"one_of"})

    @abstractmethod
    def table(self) -> Mapping[str, float]:
        """Option id to points."""

    def points(self, answer: Answered) -> float:
        return self.table()[str(answer)]

    def better(self, ask: Ask, answer: Answered | None) -> Reach:
        return Several(self.earned, answer, self.table())

    def extremes(self) -> tuple[float, float]:
        earned = self.table().values()
        return min(earned), max(earned)

    def branches(self) -> Iterator[str]:
        yield from (f".{name}" for name in self.table())

    def taken(self, answer: Answered) -> Iterator[str]:
        yield f".{answer}"

    def shape(self) -> Shape:
        return Options(points=self.table())

    def words(self, item: Indicator) -> Words:
        """Option by option, the best first."""
        names, best_first = self.framework.options(item), sorted(self.table().items(), key=lambda option: -option[1])
        return Listed(how="options", parts=tuple(option(names[name], points) for name, points in best_first))

    def example(self, item: Indicator) -> tuple[Answered, Working]:
        table = self.table()
        worst_first = sorted(table, key=lambda name: table[name])
        return worst_first[len(worst_first) // 2], ("", {})


class Choices(_OneOf[dict[str, float]]):
    """Options that one question has for itself."""

    def table(self) -> Mapping[str, float]:
        return self.part

    def lint(self, item: Indicator) -> Iterator[Found]:
        """Points for the options that there are, and for no others."""
        for name in sorted(set(self.framework.options(item)) ^ set(self.part)):
            yield "choices-not-options", (), {"found": name}
        yield from points_fault(self.part.values())

    @classmethod
    def cases(cls) -> tuple[Case, ...]:
        part = {"some": 40.0, "all": FULL, "none": 0.0}
        return (Case(type="one_of", part=part, options=tuple(part), earned=(("all", 100), ("some", 40), ("none", 0))),)


class Scales(_OneOf[str]):
    """Options that several questions share."""

    def table(self) -> Mapping[str, float]:
        return {name: step.points for name, step in self.framework.scales[self.part].steps.items()}

    def points(self, answer: Answered) -> float:
        """Those of the step, without a table of all the others."""
        return self.framework.scales[self.part].steps[str(answer)].points

    def lint(self, item: Indicator) -> Iterator[Found]:
        if self.part in self.framework.scales:
            yield from never_full(self.table().values())
        else:
            yield "scale-unknown", (), {"found": self.part, "known": ", ".join(self.framework.scales)}

    def words(self, item: Indicator) -> Words:
        return phrase(
            "rules.scale", title=self.framework.scales[self.part].title, steps=Below(words=super().words(item))
        )

    @classmethod
    def cases(cls) -> tuple[Case, ...]:
        low, high = (
            ScaleStep(text=Text(zh=zh, en=en), points=points)
            for zh, en, points in (("无", "no", 0), ("有", "yes", 100))
        )
        scale = Scale(title=Text(zh="表", en="scale"), steps={"low": low, "high": high})
        return (Case(type="one_of", part="usual", scales={"usual": scale}, earned=(("low", 0), ("high", 100))),)
