"""What is said of a station's sensitivity, in every report; and its data for programs."""

from collections.abc import Iterator
from typing import Any

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import printed_change
from convergence_cli.model.sensitivity import Sensitivity, Turn, WeightBar
from convergence_cli.report.document import Block, Column, Paragraph, Row, Section, Table
from convergence_cli.report.figures import percentage, plain, score, share
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
    """The sentences with every weight, widest first; then the single answers that would change the level; on paper."""
    names = titles(framework, language)
    lighter, heavier = weight_heads(found, language)
    columns = (
        Column(title=say(language, "sensitivity.weight"), width=44, share=54),
        Column(title=lighter, kind="score", width=16, share=15),
        Column(title=heavier, kind="score", width=16, share=15),
        Column(title=say(language, "sensitivity.span"), kind="score", width=16, share=15),
    )
    rows = tuple(Row(cells=(names[bar.id], bar.lighter, bar.heavier, span(bar))) for bar in found.weights)
    count = len(found.weights)
    said = (*sentences(found, language), say(language, "sensitivity.weights", shown=count, count=count))
    weights = Table(columns=columns, rows=rows, frozen=1)
    blocks: tuple[Block, ...] = (*(Paragraph(text=text) for text in said), weights)
    parts = [Section(title=say(language, "sensitivity.heading"), blocks=blocks)]
    if found.held is not None:
        parts.append(_single_answers(framework, found, language))
    return tuple(part.on("paper") for part in parts)


def _single_answers(framework: Framework, found: Sensitivity, language: Language) -> Section:
    items = {item.id: item.title.in_(language) for item in framework.indicators}
    columns = (
        Column(title=say(language, "terms.indicator"), width=44, share=58),
        Column(title=say(language, "sensitivity.points"), kind="score", width=16, share=14),
        Column(title=say(language, "sensitivity.to"), kind="score", width=16, share=14),
        Column(title=say(language, "terms.level"), kind="middle", width=16, share=14),
    )
    rows = tuple(
        Row(cells=(f"{turn.id} {items[turn.id]}", turn.points, turn.to, level_word(turn.level, language)))
        for turn in found.turns
    )
    said = Paragraph(text=say(language, f"sensitivity.{'turns' if rows else 'no-turns'}", count=len(rows)))
    table = Table(columns=columns, rows=rows)
    return Section(title=say(language, "sensitivity.single-answers"), blocks=(said, table))


# --- for programs --------------------------------------------------------------------------------


def data(found: Sensitivity) -> dict[str, Any]:
    """Every number in full precision."""
    return {
        "station": found.station,
        "index": found.index,
        "level": found.level,
        "spread": found.spread,
        "draws": found.draws,
        "seed": found.seed,
        "interval": list(found.interval),
        "levels": {name or "none": count for name, count in found.levels.items()},
        "held": found.held,
        "blank_as_zero": found.blank_as_zero,
        "blank_as_full": found.blank_as_full,
        "aggregates": dict(found.aggregates),
        "weights": [_bar(bar) for bar in found.weights],
        "turns": [_turn(turn) for turn in found.turns],
    }


def _bar(bar: WeightBar) -> dict[str, Any]:
    return {"kind": bar.kind, "id": bar.id, "lighter": bar.lighter, "heavier": bar.heavier, "span": bar.span}


def _turn(turn: Turn) -> dict[str, Any]:
    return {"id": turn.id, "points": turn.points, "to": turn.to, "level": turn.level, "up": turn.up}
