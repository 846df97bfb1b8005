"""What is said of a station's sensitivity, in every report."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from convergence_cli.model.display import printed_change
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.sensitivity import Sensitivity, WeightBar
from convergence_cli.report.cells import Content
from convergence_cli.report.document import Block, Chart, Column, Paragraph, Row, Section, Table
from convergence_cli.report.figures import percentage, plain, score, share
from convergence_cli.texts import say


def sentences(found: Sensitivity, language: Language) -> Iterator[str]:
    """The interval, how often the level holds, blanks, ways of putting chapters together."""
    low, high = found.interval
    facts = {"draws": f"{found.draws:,}", "spread": percentage(found.spread)}
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
    return level or say(language, "terms.no-level")


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


def sections(
    framework: Framework, found: Sensitivity | None, language: Language, depth: int = 1
) -> tuple[Section, ...]:
    """On paper: the sentences with every weight, widest first; then the single answers that change the level.

    Where no indicator is in play, that there is nothing to analyse.
    """
    if found is None:
        nothing = Paragraph(text=say(language, "sensitivity.nothing"))
        title = say(language, "sensitivity.heading")
        return (Section(title=title, blocks=(nothing,), where="paper", depth=depth),)
    return tuple(part.on("paper") for part in _sections(framework, found, language, depth))


def _sections(framework: Framework, found: Sensitivity, language: Language, depth: int) -> list[Section]:
    count = len(found.weights)
    said = (*sentences(found, language), say(language, "sensitivity.weights", count=count))
    blocks: tuple[Block, ...] = (
        *(Paragraph(text=text) for text in said),
        replace(_weights(framework, (("", found),), language), by_top=True, chart=Chart(kind="bars", title="", of=2)),
    )
    parts = [Section(title=say(language, "sensitivity.heading"), blocks=blocks, where="paper", depth=depth)]
    if found.held is not None:
        count = len(found.turns)
        told = Paragraph(text=say(language, f"sensitivity.{'turns' if count else 'no-turns'}", count=count))
        title = say(language, "sensitivity.single-answers")
        table = _turns(framework, (("", found),), language)
        parts.append(Section(title=title, blocks=(told, table), where="paper", depth=depth))
    return parts


Analysed = Sequence[tuple[str, Sensitivity]]
"""Each station and its sensitivity; all are analysed by one spread."""


def sheet(framework: Framework, analysed: Analysed, language: Language) -> Section:
    """On a sheet: every weight of every station, then the single answers, then the sentences."""
    said = (
        f"{station}: {text}" if len(analysed) > 1 else text
        for station, found in analysed
        for text in sentences(found, language)
    )
    blocks: list[Block] = [Paragraph(text=say(language, "lists.about-sensitivity"))]
    blocks.append(_weights(framework, analysed, language))
    turns = replace(_turns(framework, analysed, language), title=say(language, "sensitivity.single-answers"))
    blocks += [turns] if turns.rows else []
    blocks += [Paragraph(text=text) for text in said]
    title = say(language, "lists.sheet-sensitivity")
    return Section(title=title, blocks=tuple(blocks), own_sheet=True, where="sheet")


def _weights(framework: Framework, analysed: Analysed, language: Language) -> Table:
    names = titles(framework, language)
    lighter, heavier = weight_heads(analysed[0][1], language)
    columns = (
        Column(title=say(language, "terms.weight"), width=44, share=54),
        Column(title=lighter, kind="score", width=16, share=15),
        Column(title=heavier, kind="score", width=16, share=15),
        Column(title=say(language, "sensitivity.span"), kind="loss", width=16, share=15),
    )
    rows = (
        (station, (names[bar.id], bar.lighter, bar.heavier, span(bar)))
        for station, found in analysed
        for bar in found.weights
    )
    return _of_stations(analysed, columns, rows, language)


def _turns(framework: Framework, analysed: Analysed, language: Language) -> Table:
    items = {item.id: item.title.in_(language) for item in framework.indicators}
    columns = (
        Column(title=say(language, "terms.indicator"), width=44, share=58),
        Column(title=say(language, "plan.have"), kind="points", width=16, share=14),
        Column(title=say(language, "plan.points"), kind="points", width=16, share=14),
        Column(title=say(language, "terms.level"), kind="middle", width=16, share=14),
    )
    rows = (
        (station, (f"{turn.id} {items[turn.id]}", turn.points, turn.to, level_word(turn.level, language)))
        for station, found in analysed
        for turn in found.turns
    )
    return _of_stations(analysed, columns, rows, language)


def _of_stations(
    analysed: Analysed,
    columns: tuple[Column, ...],
    rows: Iterable[tuple[str, tuple[Content, ...]]],
    language: Language,
) -> Table:
    """The station's name first, where there are several."""
    if len(analysed) == 1:
        return Table(columns=columns, rows=tuple(Row(cells=cells) for _, cells in rows), frozen=1)
    station = Column(title=say(language, "terms.station"), width=18)
    return Table(columns=(station, *columns), rows=tuple(Row(cells=(name, *cells)) for name, cells in rows), frozen=2)
