"""A comparison as sections: what is compared, what the change is made of, chapters, indicators, the trend."""

from collections.abc import Iterator

from convergence_cli.model.comparison import Comparison, Movement, NodeChange, Series, Shift
from convergence_cli.model.language import Language
from convergence_cli.report.compare.sayings import (
    change_of,
    comparability_lines,
    effects_of,
    labels,
    level_of,
    moment_words,
    movement_title,
    movement_words,
    red_line_lines,
    split_of,
    step_lines,
    trend_rows,
    was_rescored,
)
from convergence_cli.report.figures import change, fine_gain, gain, indicator_answer, score
from convergence_cli.report.sections import Section, Table
from convergence_cli.texts import hint, message, say

# What stayed as it was is a count.
_UNMOVED: frozenset[Movement] = frozenset({"same", "blank", "out"})
_INDENT = "\u3000"


def outline(series: Series, language: Language) -> tuple[Section, ...]:
    """The sections; of a longer series the latest step in full, and the trend of all."""
    return tuple(_Outline(series, language).sections())


class _Outline:
    """One series, and its latest step."""

    def __init__(self, series: Series, language: Language) -> None:
        self.series, self.language, self.step = series, language, series.steps[-1]
        self.names, self.effects = labels(series), effects_of(self.step)
        self.items = {item.id: item for item in self.step.new.framework.indicators}

    def word(self, key: str, **values: object) -> str:
        return say(self.language, key if "." in key else f"compare.{key}", **values)

    def sections(self) -> Iterator[Section]:
        yield Section(title=self.word("sheet-summary"), paragraphs=tuple(self.compared()))
        yield self.change()
        yield self.parts()
        yield self.indicators()
        if len(self.series.moments) > 2:
            yield self.trend()
            yield self.steps()

    def compared(self) -> Iterator[str]:
        for name, moment in zip(self.names, self.series.moments, strict=True):
            yield moment_words(name, moment, self.language)
        if self.series.by_period:
            yield self.word("by-period")
        if len(self.series.moments) > 2:
            yield self.word("latest-step", first=self.names[-2], last=self.names[-1])
        yield from comparability_lines(self.step.comparability, self.language)
        for item in self.step.problems:
            said = (message(self.language, item), hint(self.language, item))
            yield self.word("terms.clause-separator").join(part for part in said if part)

    def change(self) -> Section:
        change, split = change_of(self.step), split_of(self.step)
        if change is None:
            return Section(title=self.word("change"), paragraphs=(self.word("no-change"), *self.levels()))
        said = [self.word("change-of", change=gain(change)), *self.levels()]
        if split is None:
            return Section(title=self.word("change"), paragraphs=(*said, self.word("not-split")))
        effects = (("answers", split.answers), ("scope", split.scope), ("framework", split.framework))
        rows = [(self.word(name), gain(number)) for name, number in effects]
        for name, number in (("rules", split.rules), ("questions", split.questions)):
            rows.append((_INDENT + self.word("of-which", part=self.word(name)), gain(number)))
        rows.append((self.word("change"), gain(change)))
        said += [self.word("how-split"), self.word("scope-means")]
        heads = (self.word("cause"), self.word("points-of-index"))
        return Section(
            title=self.word("change"),
            paragraphs=tuple(said),
            table=Table(heads=heads, rows=tuple(rows), widths=(70, 30)),
        )

    def levels(self) -> Iterator[str]:
        before, after = level_of(self.step.old, self.language), level_of(self.step.new, self.language)
        if self.step.new.framework.levels:
            yield self.word("level-same" if before == after else "levels", before=before, after=after)
        yield from red_line_lines(self.step, self.language)

    def parts(self) -> Section:
        rescored = was_rescored(self.step)
        keys = ("before", "carried", "after", "difference") if rescored else ("before", "after", "difference")
        said = [self.word("about-parts")] + ([self.word("carried-means")] if rescored else [])
        return Section(
            title=self.word("sheet-parts"),
            paragraphs=tuple(said),
            table=Table(
                heads=(self.word("terms.measure"), *map(self.word, keys)),
                rows=tuple(self.nodes(rescored=rescored)),
                widths=(52, *(13.0 for _ in keys)),
            ),
        )

    def nodes(self, *, rescored: bool) -> Iterator[tuple[str, ...]]:
        framework = self.step.new.framework
        measures = {node.id: node for node in self.step.measures}
        titles = {measure.id: f"{measure.id} {measure.title.in_(self.language)}" for measure in framework.measures}

        def numbers(node: NodeChange) -> tuple[str, ...]:
            carried = (score(node.carried),) if rescored else ()
            return score(node.before), *carried, score(node.after), change(node.before, node.after)

        yield self.word("terms.index"), *numbers(self.step.index)
        for chapter, node in zip(framework.chapters, self.step.chapters, strict=True):
            yield _INDENT + chapter.title.in_(self.language), *numbers(node)
            for name in chapter.measures:
                yield 2 * _INDENT + titles[name], *numbers(measures[name])

    def indicators(self) -> Section:
        step = self.step
        counts = [f"{movement_words(name, self.language)} {count}" for name, count in step.counts.items() if count]
        said = [self.word("counts", parts=" + ".join(counts), total=sum(step.counts.values()))]
        if step.split is not None:
            said.append(self.word(f"effects-{'add-up' if step.additive else 'do-not'}"))
        moved = [shift for shift in step.shifts if shift.movement not in _UNMOVED]
        keys = ("terms.indicator", "movement", "points", "effect-on-index", "answer-before", "answer-after")
        heads = tuple(self.word("points-column" if key == "points" else key) for key in keys)
        rows = tuple(self.shift(step, shift) for shift in moved)
        table = Table(heads=heads, rows=rows, widths=(24, 17, 14, 18, 25, 26)) if rows else None
        return Section(title=self.word("sheet-indicators"), paragraphs=tuple(said), table=table)

    def shift(self, step: Comparison, shift: Shift) -> tuple[str, ...]:
        framework = step.new.framework
        item = self.items[shift.id]
        answers = (shift.value_before, shift.value_after)
        said = (indicator_answer(framework, item, given, self.language) for given in answers)
        return (
            f"{item.id} {item.title.in_(self.language)}",
            movement_title(shift.movement, self.language),
            self.word("points", before=score(shift.before), after=score(shift.after)),
            "" if shift.id not in self.effects else fine_gain(self.effects[shift.id]),
            *(words or self.word("terms.nothing") for words in said),
        )

    def trend(self) -> Section:
        rows = []
        for title, numbers in trend_rows(self.series, self.language):
            rows.append((title, *map(score, numbers), change(numbers[0], numbers[-1])))
        heads = (self.word("terms.chapter"), *self.names, self.word("difference"))
        table = Table(heads=heads, rows=tuple(rows), widths=(40, *(12.0 for _ in self.names), 12.0))
        return Section(title=self.word("trend"), paragraphs=(self.word("about-trend"),), table=table)

    def steps(self) -> Section:
        said = (f"{head}{_INDENT}{tail}" for head, tail in step_lines(self.series, self.language))
        return Section(title=self.word("steps"), paragraphs=tuple(said))
