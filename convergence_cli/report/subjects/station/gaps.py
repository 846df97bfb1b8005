"""The gap list: what is below target, most points lost below the target first."""

from collections.abc import Iterator
from dataclasses import replace

from convergence_cli.model.assessment import Assessment
from convergence_cli.report.document import Block, Fact, Paragraph, Row, Section, Table
from convergence_cli.report.findings import below_target
from convergence_cli.report.overdue import overdue_count
from convergence_cli.report.subjects.station.gap import Gap, blanks_of, gaps_of
from convergence_cli.report.subjects.station.gap_columns import GapColumn, columns_of, told_besides
from convergence_cli.report.subjects.station.words import Cells, Words
from convergence_cli.value import value

_MOST_ON_PAPER = 20


@value
class Excerpt:
    """Which gaps a screen lists; all others are counted."""

    top: int | None = 10
    """The first so many; None: all."""
    chapter: str | None = None
    """Those alone of the chapter with this id."""


_TOLD_OF_BLANKS = frozenset(
    {
        *("rank", "terms.measure", "terms.indicator", "overdue.column", "terms.red-line", "where", "terms.lost"),
        *("obligation", "clause-and-quote", "terms.who"),
    }
)


def gap_sheet(words: Words) -> Section:
    """The sheet of gaps; who mends them by when is written in the ledger."""
    spec = [column for column in columns_of(words) if column.width]
    rows = [
        Row(cells=words.named(judged, _cells(spec, gap)))
        for judged in words.cohort.assessments
        for gap in gaps_of(words, judged)
    ]
    if not rows:
        about = words.word("no-gaps")
    elif words.cohort.as_of is None:
        about = words.word("about-gaps")
    else:
        every = (result for judged in words.cohort.assessments for result in below_target(judged))
        count = sum(result.overdue_since is not None for result in every)
        about = words.word("overdue.about-gaps", day=words.cohort.as_of, count=count)
    columns = words.columns(*(column.titled(words) for column in spec))
    table = Table(columns=columns, rows=tuple(rows), frozen=4 if words.several else 3, keeps_titles=True)
    return Section(
        title=words.word("sheet-gaps"),
        blocks=(Paragraph(text=about), table),
        own_sheet=True,
        where="sheet",
        is_wide=True,
    )


def blank_sheet(words: Words) -> Section | None:
    """The sheet of what is not answered yet, by whom; None where all is answered."""
    spec = _of_blanks(words)
    rows = tuple(
        Row(cells=words.named(judged, _cells(spec, gap)))
        for judged in words.cohort.assessments
        for gap in blanks_of(words, judged)
    )
    if not rows:
        return None
    columns = words.columns(*(column.titled(words) for column in spec))
    table = Table(columns=columns, rows=rows, frozen=4 if words.several else 3)
    blocks = (Paragraph(text=words.word("progress.about-blanks")), table)
    return Section(title=words.word("progress.sheet-blanks"), blocks=blocks, own_sheet=True, where="sheet")


def _of_blanks(words: Words) -> list[GapColumn]:
    """The columns of the gap list that say something of a question without an answer; what is not known to be lost is
    at stake.
    """
    told = (column for column in columns_of(words) if column.width and column.key in _TOLD_OF_BLANKS)
    return [replace(each, key="progress.at-stake") if each.key == "terms.lost" else each for each in told]


def gap_section(words: Words, judged: Assessment, excerpt: Excerpt | None) -> Section:
    """The gaps of one station on paper, or those that a screen is to list, and how many there are."""
    every = list(gaps_of(words, judged))
    if not every:
        return Section(title=words.word("station.no-gaps"), blocks=(), where="paper", depth=2, tone="met")
    top, chapter = (excerpt.top, excerpt.chapter) if excerpt else (_MOST_ON_PAPER, None)
    gaps = [gap for gap in every if chapter in (None, gap.result.chapter)]
    shown = gaps if top is None else gaps[:top]
    facts = {"count": len(gaps), "shown": len(shown)}
    if chapter is not None:
        title = words.word("station.gaps-of-chapter", title=words.called[chapter], all=len(every), **facts)
    else:
        title = words.word("station.gaps" if len(shown) == len(gaps) else "station.gaps-shown", **facts)
    spec = [column for column in columns_of(words) if (column.on_screen if excerpt else column.share)]
    columns = tuple(replace(column.titled(words), share=column.share or 1) for column in spec)
    blocks: list[Block] = [Table(columns=columns, rows=tuple(Row(cells=_cells(spec, gap)) for gap in shown))]
    if excerpt and words.cohort.as_of is not None:
        late = words.word("overdue.sum", day=words.cohort.as_of, count=overdue_count(judged))
        blocks.insert(0, Paragraph(text=late, tone="item"))
    if excerpt and len(shown) < len(gaps):
        blocks.append(Paragraph(text=words.word("terms.more", count=len(gaps) - len(shown)), tone="item"))
    return Section(title=title, blocks=tuple(blocks), where="paper", depth=2)


def _cells(spec: list[GapColumn], gap: Gap) -> Cells:
    return tuple(column.of(gap) for column in spec)


def gap_list(words: Words, judged: Assessment) -> Section:
    """The gaps of one station on a page: all of them, searched, and each opened for how to close it."""
    spec = [column for column in columns_of(words) if column.titled(words).stands("page")]
    rows = tuple(
        Row(cells=_cells(spec, gap), key=gap.item.id, more=tuple(_opened(gap))) for gap in gaps_of(words, judged)
    )
    lead = words.word("page.gaps-lead", count=len(rows)) if rows else words.word("no-gaps")
    columns = tuple(column.titled(words) for column in spec)
    table = Table(columns=columns, rows=rows, is_searched=True, opens=words.word("page.how-to-close"))
    return Section(title=words.word("page.gaps"), blocks=(Paragraph(text=lead), table), id="gaps", where="page")


def _opened(gap: Gap) -> Iterator[Fact]:
    """How to close it, and how it was scored."""
    word = gap.words.word
    yield Fact(label=word("terms.advice"), text=gap.steps, steps=gap.advice)
    besides = (word("terms.fact", label=title, text=said) for title, said in told_besides(gap, on_page=True))
    told = (gap.answered, gap.scoring, gap.overdue, gap.waived, gap.quote, gap.binding, *besides)
    yield Fact(label=word("page.basis"), text="\n".join(filter(None, told)))
