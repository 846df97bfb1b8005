"""What is said of a station's sensitivity, in every report."""

from collections.abc import Iterator

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import printed_change
from convergence_cli.model.sensitivity import Sensitivity, WeightBar
from convergence_cli.report.figures import percentage, plain, score, share
from convergence_cli.report.sections import Section, Table
from convergence_cli.texts import say


def sentences(found: Sensitivity, language: Language) -> Iterator[str]:
    """The interval, how often the level holds, blanks, ways of putting chapters together."""
    low, high = found.interval
    facts = {"draws": f"{found.draws:,}", "seed": found.seed, "spread": percentage(found.spread)}
    numbers = {"index": score(found.index), "low": score(low), "high": score(high)}
    yield say(language, "sensitivity.interval", **facts, **numbers)
    separator = say(language, "terms.list-separator")
    if found.held is not None:
        level = level_word(found.level, language)
        yield say(language, "sensitivity.level-held", share=share(found.held), level=level)
        if len(found.levels) > 1:
            counts = (
                say(language, "sensitivity.level-count", level=level_word(name, language), count=count)
                for name, count in found.levels.items()
            )
            yield say(language, "sensitivity.level-split", counts=separator.join(counts))
    yield say(language, "sensitivity.blanks", zero=score(found.blank_as_zero), full=score(found.blank_as_full))
    parts = (
        say(language, "sensitivity.aggregate", how=say(language, f"terms.{how}"), score=score(number))
        for how, number in found.aggregates.items()
    )
    yield say(language, "sensitivity.aggregates", parts=separator.join(parts))


def level_word(level: str | None, language: Language) -> str:
    """A level by its id, or that there is none."""
    return level or say(language, "sensitivity.no-level")


def titles(framework: Framework, language: Language) -> dict[str, str]:
    """Chapters and measures by id."""
    names = {chapter.id: chapter.title.in_(language) for chapter in framework.chapters}
    return names | {measure.id: f"{measure.id} {measure.title.in_(language)}" for measure in framework.measures}


def span(bar: WeightBar) -> float:
    """How far the two lie apart as they are printed, in points of the index."""
    return abs(printed_change(bar.lighter, bar.heavier) or 0.0)


def weight_heads(found: Sensitivity, language: Language) -> tuple[str, str]:
    """What a weight is multiplied by, lighter and heavier."""
    lighter, heavier = (
        say(language, "sensitivity.lighter", by=plain(by)) for by in (1 - found.spread, 1 + found.spread)
    )
    return lighter, heavier


def sections(framework: Framework, found: Sensitivity, language: Language) -> tuple[Section, ...]:
    """The sentences with every weight, widest first; then the single answers that would change the level."""
    names = titles(framework, language)
    weights = Table(
        heads=(say(language, "sensitivity.weight"), *weight_heads(found, language), say(language, "sensitivity.span")),
        rows=tuple((names[bar.id], score(bar.lighter), score(bar.heavier), score(span(bar))) for bar in found.weights),
        widths=(54, 15, 15, 15),
    )
    count = len(found.weights)
    said = (*sentences(found, language), say(language, "sensitivity.weights", shown=count, count=count))
    parts = [Section(title=say(language, "sensitivity.heading"), paragraphs=said, table=weights)]
    if found.held is not None:
        parts.append(_single_answers(framework, found, language))
    return tuple(parts)


def _single_answers(framework: Framework, found: Sensitivity, language: Language) -> Section:
    items = {item.id: item.title.in_(language) for item in framework.indicators}
    rows = tuple(
        (f"{turn.id} {items[turn.id]}", score(turn.points), score(turn.to), level_word(turn.level, language))
        for turn in found.turns
    )
    heads = ("terms.indicator", "sensitivity.points", "sensitivity.to", "terms.level")
    table = Table(heads=tuple(say(language, key) for key in heads), rows=rows, widths=(58, 14, 14, 14))
    key = "turns" if rows else "no-turns"
    said = (say(language, f"sensitivity.{key}", count=len(rows)),)
    return Section(title=say(language, "sensitivity.single-answers"), paragraphs=said, table=table if rows else None)
