"""How the scores of stations spread over the whole, the chapters and the measures."""

from collections.abc import Callable, Iterable

from convergence_cli.model.framework import Chapter, Measure
from convergence_cli.model.gaps import Spread
from convergence_cli.report.cells import Cell, Content
from convergence_cli.report.document import Chart, Column, Paragraph, Row, Section, Table
from convergence_cli.report.strips import drawn_spread
from convergence_cli.report.subjects.cohort.batch import Batch

_NUMBERS: dict[str, Callable[[Spread], float | None]] = {
    "median": lambda found: found.median,
    "lower": lambda found: found.lower,
    "upper": lambda found: found.upper,
    "lowest": lambda found: found.low,
    "highest": lambda found: found.high,
}


def _numbers(batch: Batch, width: float, share: float) -> tuple[Column, ...]:
    return (
        *(Column(title=batch.word(key), kind="score", width=width, share=share) for key in _NUMBERS),
        Column(title=batch.word("stations"), kind="count", width=width, share=share),
    )


def _cells(found: Spread) -> tuple[float | None, ...]:
    return *(of(found) for of in _NUMBERS.values()), found.stations


def overall(batch: Batch) -> Table:
    """How index and chapters spread, and the chapters' medians as bars."""
    spreads = batch.overview.spreads
    rows = (
        *(Row(cells=(batch.called[each.id], *_cells(spreads[each.id]))) for each in batch.framework.chapters),
        Row(cells=(batch.word("terms.index"), *_cells(spreads["index"])), tone="strong"),
    )
    chart = Chart(kind="bars", title=batch.word("chapter-chart"), rows=len(batch.framework.chapters))
    columns = (Column(title=batch.word("terms.chapter"), width=28), *_numbers(batch, 11, 0))
    return Table(columns=columns, rows=rows, chart=chart)


def of_chapters(batch: Batch) -> Section:
    """On a page: how the scores of each chapter spread, drawn."""
    named = ((each, Cell(content=batch.called[each.id])) for each in batch.framework.chapters)
    return _drawn(batch, "chapters", named, ())


def of_measures(batch: Batch) -> Section:
    """On a page: the same of each measure, by chapter."""
    chapter_of, language = batch.framework.chapter_of, batch.language
    named = (
        (each, Cell(content=batch.called[each.id], note=chapter_of[each.id].title.in_(language)))
        for each in batch.framework.measures
    )
    by = Column(title=batch.word("terms.chapter"), on_page=False, is_choice=True)
    return _drawn(batch, "measures", named, (by,))


def _drawn(batch: Batch, key: str, named: Iterable[tuple[Chapter | Measure, Cell]], by: tuple[Column, ...]) -> Section:
    columns = (
        Column(title=batch.word("terms.measure" if by else "terms.chapter"), share=1),
        Column(title=batch.word("page.spread-bar"), kind="strip", share=1),
        *_numbers(batch, 0, 1),
        Column(title=batch.word("terms.coverage"), kind="share", share=1),
        *by,
    )

    def cells(part: Chapter | Measure, name: Cell) -> tuple[Content | Cell, ...]:
        found = batch.overview.spreads[part.id]
        drawn = drawn_spread(batch, found)
        return name, drawn, *_cells(found), batch.overview.coverage[part.id], *((name.note,) if by else ())

    rows = tuple(Row(cells=cells(part, name)) for part, name in named)
    lead = Paragraph(text=batch.word("page.spread-lead"))
    table = Table(columns=columns, rows=rows, is_searched=bool(by))
    return Section(title=batch.word(f"page.{key}"), blocks=(lead, table), id=key, where="page")
