"""The gap list: what is below target, most points lost below the target first.

A column is said here once, for every format: sheets and CSV take all, paper those with a share. A format that is set
by hand names the columns that it has a place for, and tells all others line by line (`told_besides`).
"""

from collections.abc import Callable
from dataclasses import replace

from convergence_cli import policy
from convergence_cli.model.assessment import Assessment, Step
from convergence_cli.model.ledger import LedgerEntry
from convergence_cli.report.document import Block, Cell, Column, Content, Kind, Paragraph, Row, Section, Table, shown
from convergence_cli.report.findings import answer_words, below_target, red_line_mark
from convergence_cli.report.overdue import overdue_count
from convergence_cli.report.own_targets import own_words
from convergence_cli.report.subjects.ledger import status_words
from convergence_cli.report.subjects.station.gap import Gap, blanks_of, gaps_of
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


@value
class GapColumn:
    """One column of the gap list, and what stands in it."""

    key: str
    """Of its title; empty: a sentence that needs none."""
    of: Callable[[Gap], Content | Cell]
    kind: Kind = "text"
    width: float = 0.0
    share: float = 0.0
    on_screen: bool = False
    """Whether a screen has it, though paper has not."""
    listed: bool = True
    """Whether a CSV file of all indicators has it."""
    says: str = ""
    """What the framework has to say for it to have anything in it; see `Column.says`."""


def _red_line(gap: Gap) -> Cell:
    """Whether a red line is missed or unanswered here, and whether the gap is waived; what is waived does not alarm."""
    words = [red_line_mark(gap.result.red_line, gap.words.language)] if gap.result.red_line else []
    words += [gap.words.word("gating.waived-mark")] if gap.waiver else []
    return Cell(content="\n".join(words), tone="red" if gap.result.red_line == "missed" and not gap.waiver else "plain")


def _outcome_on_paper(gap: Gap) -> str:
    return _and_waived(gap, gap.outcome)


def _and_waived(gap: Gap, said: str) -> str:
    return f"{said} {gap.words.word('gating.waived-mark')}" if gap.waiver else said


def _outcome_on_screen(gap: Gap) -> Cell:
    """A red line that is not kept says more than the outcome does."""
    state, tone = gap.result.red_line, gap.words.outcome(gap.result).tone
    said = red_line_mark(state, gap.words.language) if state else gap.outcome
    return Cell(content=_and_waived(gap, said), tone="plain" if gap.waiver else "red" if state else tone)


def _advice(gap: Gap) -> str:
    steps = enumerate(gap.advice, 1)
    return "\n".join(gap.words.word("terms.numbered", number=number, text=text) for number, text in steps)


def _where(gap: Gap) -> str:
    return gap.result.answer.location.place if gap.result.answer else ""


def _named_in_measure(gap: Gap) -> str:
    return f"{gap.words.called[gap.result.measure]} / {gap.title} ({gap.item.id})"


def _answer(gap: Gap) -> str:
    return answer_words(gap.words.framework, gap.item, gap.result, gap.words.language)


def _gain(step: Step | None) -> float | None:
    return step.gain if step else None


def _people(gap: Gap) -> str:
    """Who mends it, by when and how far it is, as the ledger has it."""
    entry = gap.entry
    if entry is None:
        return ""
    status = status_words(entry.status, gap.words.language)
    told = (entry.leader, entry.department, entry.owner, entry.due, status)
    return gap.words.word("terms.clause-separator").join(text for text in told if text)


def _written(key: str) -> Callable[[Gap], str]:
    def of(gap: Gap) -> str:
        text: str = getattr(gap.entry or LedgerEntry(), key)
        return status_words(text, gap.words.language) if key == "status" else text

    return of


_SENTENCES: tuple[Callable[[Gap], str], ...] = (
    lambda gap: gap.answered,
    lambda gap: gap.overdue,
    lambda gap: gap.scoring,
    lambda gap: gap.steps,
    # A red line's waiver stands with the red line already.
    lambda gap: "" if gap.result.red_line else gap.waived,
)
COLUMNS: tuple[GapColumn, ...] = (
    GapColumn(key="rank", of=lambda gap: gap.rank, kind="count", width=6, share=6, on_screen=True, listed=False),
    GapColumn(key="terms.measure", of=lambda gap: gap.words.called[gap.result.measure], width=17, listed=False),
    GapColumn(key="terms.indicator", of=lambda gap: f"{gap.item.id}\n{gap.title}", width=25, listed=False),
    GapColumn(key="station.gap", of=_named_in_measure, share=34, on_screen=True),
    GapColumn(key="terms.outcome", of=lambda gap: gap.words.outcome(gap.result), kind="middle", width=12),
    GapColumn(key="terms.outcome", of=_outcome_on_paper, kind="middle", share=12),
    GapColumn(key="terms.outcome", of=_outcome_on_screen, kind="middle", on_screen=True),
    GapColumn(key="terms.red-line", of=_red_line, kind="middle", width=10),
    GapColumn(key="terms.answer", of=_answer, width=20, share=20),
    GapColumn(key="where", of=_where, width=12),
    GapColumn(key="terms.points", of=lambda gap: gap.result.points, kind="points", width=8, share=9),
    GapColumn(key="terms.target", of=lambda gap: gap.result.target, kind="points", width=8),
    GapColumn(key="terms.lost", of=lambda gap: gap.result.lost, kind="loss", width=8, share=9, on_screen=True),
    *(GapColumn(key="", of=of, on_screen=True) for of in _SENTENCES),
    GapColumn(key="next-gain", of=lambda gap: _gain(gap.result.next_step), kind="gain", width=9),
    GapColumn(key="target-gain", of=lambda gap: _gain(gap.result.to_target), kind="gain", width=9),
    GapColumn(key="station.next", of=lambda gap: gap.steps, share=36),
    GapColumn(
        key="obligation",
        of=lambda gap: policy.obligation(gap.item, gap.words.language),
        kind="middle",
        width=11,
        says="obligation",
    ),
    GapColumn(key="terms.advice", of=_advice, width=50, on_screen=True, says="advice"),
    GapColumn(
        key="terms.effort",
        of=lambda gap: gap.effort,
        kind="middle",
        width=10,
        says="effort",
    ),
    GapColumn(key="clause-and-quote", of=lambda gap: gap.quote, width=26, says="clauses"),
    GapColumn(key="terms.who", of=lambda gap: gap.who, width=13, says="who"),
)
_OVERDUE = GapColumn(
    key="overdue.column",
    of=lambda gap: Cell(content=gap.result.overdue_since, tone="unmet") if gap.result.overdue_since else "",
    kind="middle",
    width=12,
)
_SOURCES = GapColumn(
    key="catalogue.label-sources",
    of=lambda gap: "\n".join(policy.sources(gap.words.framework, gap.item, gap.words.language)),
    width=36,
)
_OWN_TARGET = GapColumn(
    key="own.column",
    of=lambda gap: own_words(gap.words.framework, gap.item, gap.result, gap.words.language),
    width=26,
    on_screen=True,
)
_LEDGER = (
    GapColumn(key="ledger.people", of=_people, share=20, on_screen=True),
    GapColumn(key="ledger.department", of=_written("department"), width=12),
    GapColumn(key="ledger.owner", of=_written("owner"), width=12),
    GapColumn(key="ledger.due", of=_written("due"), kind="date", width=12),
    GapColumn(key="ledger.status", of=_written("status"), kind="middle", width=12),
)
"""Where there is a ledger; on paper one column in place of four."""
SET_BY_HAND = frozenset(
    {
        *(
            "rank",
            "terms.measure",
            "terms.indicator",
            "station.gap",
            "terms.outcome",
            "terms.red-line",
            "terms.answer",
        ),
        *("where", "terms.points", "terms.target", "terms.lost", "next-gain", "target-gain", "station.next"),
        *("obligation", "terms.advice", "terms.effort", "clause-and-quote", "terms.who"),
        *("overdue.column", "catalogue.label-sources"),
        *(column.key for column in _LEDGER if column.width),
    }
)
"""The columns for which the page and the official paper have a place, or which they leave to the ledger."""


_TOLD_OF_BLANKS = frozenset(
    {
        *("rank", "terms.measure", "terms.indicator", "overdue.column", "terms.red-line", "where", "terms.lost"),
        *("obligation", "clause-and-quote", "terms.who"),
    }
)


def columns_of(words: Words) -> tuple[GapColumn, ...]:
    """The columns of a report; before the red line, since when a gap is overdue, where a day was given; after the
    framework's target the station's own, where one set any; after the clause what else is cited, where anything is.
    """
    said, own = words.framework.says, words.cohort.with_own_targets
    found: list[GapColumn] = []
    for column in COLUMNS:
        if column.key == "terms.red-line" and words.cohort.as_of is not None:
            found.append(_OVERDUE)
        if not column.says or column.says in said:
            found.append(column)
        if column.key == "clause-and-quote" and policy.has_sources(words.framework):
            found.append(_SOURCES)
        if column.key == "terms.target" and own:
            found.append(_OWN_TARGET)
    return (*found, *_LEDGER) if words.cohort.ledger is not None else tuple(found)


def told_besides(gap: Gap) -> tuple[tuple[str, str], ...]:
    """Title and words of each column that a format set by hand has no place for."""
    others = (column for column in columns_of(gap.words) if column.key and column.key not in SET_BY_HAND)
    told = ((gap.words.word(column.key), shown(column.of(gap), column.kind)) for column in others)
    return tuple((title, said) for title, said in told if said)


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
    columns = words.columns(*(_column(words, column) for column in spec))
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
    columns = words.columns(*(_column(words, column) for column in spec))
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
    columns = tuple(replace(_column(words, column), share=column.share or 1) for column in spec)
    blocks: list[Block] = [Table(columns=columns, rows=tuple(Row(cells=_cells(spec, gap)) for gap in shown))]
    if excerpt and words.cohort.as_of is not None:
        late = words.word("overdue.sum", day=words.cohort.as_of, count=overdue_count(judged))
        blocks.insert(0, Paragraph(text=late, tone="item"))
    if excerpt and len(shown) < len(gaps):
        blocks.append(Paragraph(text=words.word("terms.more", count=len(gaps) - len(shown)), tone="item"))
    return Section(title=title, blocks=tuple(blocks), where="paper", depth=2)


def _cells(spec: list[GapColumn], gap: Gap) -> Cells:
    return tuple(column.of(gap) for column in spec)


def _column(words: Words, column: GapColumn) -> Column:
    title = words.word(column.key) if column.key else ""
    return Column(title=title, kind=column.kind, width=column.width, share=column.share)
