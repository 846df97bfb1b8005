"""The columns of the gap list, each said once for every format: sheets and CSV take all, paper those with a share.

A format that is set by hand names the columns that it has a place for, and tells all others line by line
(`told_besides`).
"""

from collections.abc import Callable

from convergence_cli import policy
from convergence_cli.model.assessment import Step
from convergence_cli.model.ledger import LedgerEntry
from convergence_cli.report.cells import Cell, Content, Kind, shown
from convergence_cli.report.choices import by_chapter, by_effort, by_obligation, by_red_line
from convergence_cli.report.document import Column
from convergence_cli.report.findings import answer_words, red_line_mark
from convergence_cli.report.own_targets import own_words
from convergence_cli.report.subjects.ledger import status_words
from convergence_cli.report.subjects.station.gap import Gap
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.value import value


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
    on_page: bool | None = None
    """Whether a page has it; None: as paper."""
    is_choice: bool = False
    """Whether a page is filtered by it."""
    listed: bool = True
    """Whether a CSV file of all indicators has it."""
    says: str = ""
    """What the framework has to say for it to have anything in it; see `Column.says`."""

    def titled(self, words: Words) -> Column:
        """As the column of a table."""
        return Column(
            title=words.word(self.key) if self.key else "",
            kind=self.kind,
            width=self.width,
            share=self.share,
            on_page=self.on_page,
            is_choice=self.is_choice,
        )


def _red_line(gap: Gap) -> Cell:
    """Whether a red line is missed or unanswered here, and whether the gap is waived; what is waived does not alarm."""
    words = [red_line_mark(gap.result.red_line, gap.words.language)] if gap.result.red_line else []
    words += [gap.words.word("gating.waived-mark")] if gap.waiver else []
    return Cell(content="\n".join(words), tone="red" if gap.result.red_line == "missed" and not gap.waiver else "plain")


def _named_on_page(gap: Gap) -> Cell:
    """With its measure and id, a waiver, and the mark of a red line that is not kept."""
    notes = [gap.words.called[gap.result.measure], gap.item.id]
    notes += [gap.words.word("gating.waived-mark")] if gap.waiver else []
    mark = red_line_mark(gap.result.red_line, gap.words.language) if gap.result.red_line else ""
    return Cell(content=gap.title, note=gap.words.word("separator").join(notes), mark=mark)


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


def _answer(gap: Gap) -> Cell:
    said = answer_words(gap.words.framework, gap.item, gap.result, gap.words.language)
    return Cell(content=said, note=gap.source)


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
    GapColumn(key="terms.indicator", of=_named_on_page, on_page=True, listed=False),
    GapColumn(
        key="terms.chapter",
        of=lambda gap: by_chapter(gap.words, gap.result.chapter),
        on_page=False,
        is_choice=True,
        listed=False,
    ),
    GapColumn(key="station.gap", of=_named_in_measure, share=34, on_screen=True, on_page=False),
    GapColumn(
        key="terms.outcome",
        of=lambda gap: gap.words.outcome(gap.result),
        kind="middle",
        width=12,
        on_page=True,
        is_choice=True,
    ),
    GapColumn(key="terms.outcome", of=_outcome_on_paper, kind="middle", share=12, on_page=False),
    GapColumn(key="terms.outcome", of=_outcome_on_screen, kind="middle", on_screen=True),
    GapColumn(key="terms.red-line", of=_red_line, kind="middle", width=10),
    GapColumn(
        key="terms.red-line",
        of=lambda gap: by_red_line(gap.words, gap.result.red_line),
        kind="middle",
        on_page=False,
        is_choice=True,
        listed=False,
    ),
    GapColumn(key="terms.answer", of=_answer, width=20, share=20),
    GapColumn(key="where", of=_where, width=12),
    GapColumn(key="terms.points", of=lambda gap: gap.result.points, kind="points", width=8, share=9),
    GapColumn(key="terms.target", of=lambda gap: gap.result.target, kind="points", width=8, on_page=True),
    GapColumn(key="terms.lost", of=lambda gap: gap.result.lost, kind="loss", width=8, share=9, on_screen=True),
    *(GapColumn(key="", of=of, on_screen=True) for of in _SENTENCES),
    GapColumn(key="next-gain", of=lambda gap: _gain(gap.result.next_step), kind="gain", width=9, on_page=True),
    GapColumn(key="target-gain", of=lambda gap: _gain(gap.result.to_target), kind="gain", width=9, on_page=True),
    GapColumn(key="station.next", of=lambda gap: gap.steps, share=36, on_page=False),
    GapColumn(
        key="obligation",
        of=lambda gap: by_obligation(gap.words, gap.item),
        kind="middle",
        width=11,
        on_page=False,
        is_choice=True,
        says="obligation",
    ),
    GapColumn(key="terms.advice", of=_advice, width=50, on_screen=True, says="advice"),
    GapColumn(
        key="terms.effort",
        of=lambda gap: by_effort(gap.words, gap.item),
        kind="middle",
        width=10,
        on_page=True,
        is_choice=True,
        says="effort",
    ),
    GapColumn(key="clause-and-quote", of=lambda gap: gap.quote, width=26, says="clauses"),
    GapColumn(key="terms.who", of=lambda gap: gap.who, width=13, on_page=True, is_choice=True, says="who"),
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
    GapColumn(key="ledger.people", of=_people, share=20, on_screen=True, on_page=False),
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
            "terms.chapter",
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


def columns_of(words: Words) -> tuple[GapColumn, ...]:
    """The columns of a report; before the red line, since when a gap is overdue, where a day was given; after the
    framework's target the station's own, where one set any; after the clause what else is cited, where anything is.
    """
    said, own = words.framework.says, words.cohort.with_own_targets
    found: list[GapColumn] = []
    for column in COLUMNS:
        if column.key == "terms.red-line" and column.width and words.cohort.as_of is not None:
            found.append(_OVERDUE)
        if not column.says or column.says in said:
            found.append(column)
        if column.key == "clause-and-quote" and policy.has_sources(words.framework):
            found.append(_SOURCES)
        if column.key == "terms.target" and own:
            found.append(_OWN_TARGET)
    return (*found, *_LEDGER) if words.cohort.ledger is not None else tuple(found)


def told_besides(gap: Gap, *, on_page: bool = False) -> tuple[tuple[str, str], ...]:
    """Title and words of each column that a format set by hand has no place for, or which a page does not list."""
    every = (column for column in columns_of(gap.words) if column.key and column.key not in SET_BY_HAND)
    others = (column for column in every if not (on_page and column.titled(gap.words).is_seen))
    told = ((gap.words.word(column.key), shown(column.of(gap), column.kind)) for column in others)
    return tuple((title, said) for title, said in told if said)
