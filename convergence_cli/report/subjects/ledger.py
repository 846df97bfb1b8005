"""The ledger of gaps: one row for each, what is to be done about it by whom and when; what is closed stands apart.

The same two sheets stand in every workbook of a station's results, and are read back from any of them (`ledger.py`).
What people wrote is never replaced: only blank cells are filled in with what is known.
"""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.day import months_on
from convergence_cli.model.framework import Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.ledger import KEYS, STATUSES, Ledger, LedgerEntry, OwnColumn
from convergence_cli.model.question import said
from convergence_cli.report.cells import Cell, Content, Entry
from convergence_cli.report.document import Column, Paragraph, Row, Section, Table
from convergence_cli.report.figures import points
from convergence_cli.report.findings import answer_words, below_target, red_line_mark, unanswered
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.texts import say
from convergence_cli.value import value

DATES = ("start", "due")
_WIDTHS = {
    "goal": 13.0, "action": 34.0, "leader": 9.0, "department": 11.0, "owner": 9.0, "start": 11.0, "due": 11.0,
    "status": 9.0, "progress": 16.0, "proof": 14.0, "remark": 12.0,
}  # fmt: skip

_LAST = {"met": 1, "unanswered": 2}


@value
class Planned:
    """A step of a plan."""

    goal: str
    """What it comes to, in words."""
    span: str
    """Its months, in words."""
    start: int
    """Its first month and its last one; the first of the plan is 1."""
    end: int


def ledger_sheets(
    words: Words, planned: Mapping[str, Planned] | None = None, first_day: str | None = None
) -> Iterator[Section]:
    """The open gaps of every station, and what is closed where anything is.

    `planned` are the steps of a plan by indicator, `first_day` (YYYY-MM-DD) begins its first month.
    """
    ledger = words.cohort.ledger or Ledger()
    rows: list[Row] = []
    closed: list[Row] = []
    for judged in words.cohort.assessments:
        lines = _Lines(words, judged, planned or {}, first_day)
        rows += lines.still()
        closed += lines.closed()
    yield _section(words, "sheet", "about" if rows else "none", _table(words, ledger, rows))
    if closed:
        yield _section(words, "closed-sheet", "closed-about", _table(words, ledger, closed, is_closed=True))


def _in_order(judged: Assessment, ledger: Ledger, planned: Container[str]) -> list[Result]:
    """The gaps as a ledger has them: red lines missed first, then what keeps the next level away, then by loss.

    A plan may go on where a target is met. What is unanswered has nothing to be mended yet: it stands here only where
    someone wrote about it, last.
    """
    entries = ledger.of(judged.station)
    named = {blocker.id for blocker in judged.blockers}
    gaps = [*below_target(judged), *(each for each in unanswered(judged) if each.id in entries)]
    further = [each for each in judged.results if each.id in planned and each.outcome == "met"]
    return sorted(
        (*gaps, *further),
        key=lambda each: (
            _LAST.get(each.outcome, 0),
            each.red_line != "missed",
            not {each.id, each.measure, each.chapter} & named,
        ),
    )


class _Lines:
    """The rows of one station."""

    def __init__(self, words: Words, judged: Assessment, planned: Mapping[str, Planned], first_day: str | None) -> None:
        self.words, self.judged, self.planned, self.first_day = words, judged, planned, first_day
        self.ledger = words.cohort.ledger or Ledger()
        self.entries = self.ledger.of(judged.station)
        self.gaps = _in_order(judged, self.ledger, planned)

    def still(self) -> Iterator[Row]:
        for number, result in enumerate(self.gaps, 1):
            item = self.words.framework.indicator[result.id]
            entry = _filled(self.entries.get(item.id, LedgerEntry()), self._proposed(item, result))
            yield self._row(number, _named(self.words, item), self._found(item, result), entry)
        for number, row in enumerate(self.ledger.added(self.judged.station), len(self.gaps) + 1):
            yield self._row(number, row.words, self.words.word("ledger.added"), row.entry)

    def closed(self) -> Iterator[Row]:
        still = {result.id for result in self.gaps}
        for number, row in enumerate(self.ledger.closed(self.judged.station, still), 1):
            item = self.words.framework.indicator.get(row.id)
            about, now = row.words, self.words.word("ledger.not-asked")
            if item is not None:
                about, now = _named(self.words, item), self._now(self.judged.result[item.id])
            day = (self.words.cohort.as_of or "") if row.closed is None else row.closed
            yield self._row(number, about, now, row.entry, (day,))

    def _row(
        self, number: int, about: str, found: Content | Cell, entry: LedgerEntry, more: tuple[str, ...] = ()
    ) -> Row:
        entered = (self._entered(field, entry) for field in _fields(self.ledger))
        return Row(cells=self.words.named(self.judged, (number, about, found, *entered, *more)))

    def _entered(self, field: str | OwnColumn, entry: LedgerEntry) -> str:
        if isinstance(field, OwnColumn):
            return dict(entry.own).get(field.title, "")
        written: str = getattr(entry, field)
        return status_words(written, self.words.language) if field == "status" else written

    def _found(self, item: Indicator, result: Result) -> Cell:
        """What is wrong, in a few words."""
        language = self.words.language
        said_of = [self._now(result), answer_words(self.words.framework, item, result, language)]
        said_of += [red_line_mark(result.red_line, language)] if result.red_line else []
        entry = self.entries.get(item.id)
        said_of += [self.words.word("ledger.still-open")] if entry and entry.status == "closed" else []
        tone = "red" if result.red_line == "missed" else result.outcome
        return Cell(content="\n".join(dict.fromkeys(said_of)), tone=tone)

    def _now(self, result: Result) -> str:
        outcome = self.words.word(f"terms.{result.outcome}")
        if result.points is None or result.outcome not in ("met", "partial", "unmet"):
            return outcome
        facts = {"label": outcome, "text": self.words.word("ledger.points", points=points(result.points))}
        return self.words.word("terms.fact", **facts)

    def _proposed(self, item: Indicator, result: Result) -> LedgerEntry:
        """What is known of a gap that nobody has written about."""
        words, step = self.words, self.planned.get(item.id)
        advice = (text.in_(words.language) for text in item.advice)
        steps = (words.word("terms.numbered", number=at, text=text) for at, text in enumerate(advice, 1))
        goal = words.word("ledger.reach", points=points(result.target).removesuffix(".0"))
        if result.outcome == "unanswered":
            goal = words.word("ledger.answer-first")
        start = due = remark = ""
        if step is not None:
            goal = step.goal
            if self.first_day is None:
                remark = words.word("ledger.planned", span=step.span)
            else:
                start = months_on(self.first_day, step.start - 1)
                due = months_on(self.first_day, step.end, less=1)
        return LedgerEntry(
            goal=goal,
            action="\n".join(steps),
            department=said(item.who, words.language),
            start=start,
            due=due,
            status=STATUSES[0],
            remark=remark,
        )


def status_words(status: str, language: Language) -> str:
    """How far a gap is, in words; what the station wrote instead stays as it is."""
    return say(language, f"ledger.status-{status}") if status in STATUSES else status


def _filled(entry: LedgerEntry, proposed: LedgerEntry) -> LedgerEntry:
    """An entry with what is proposed where nothing stands."""
    return replace(entry, **{key: getattr(entry, key) or getattr(proposed, key) for key in KEYS})


def _named(words: Words, item: Indicator) -> str:
    return f"{item.id}\n{item.title.in_(words.language)}"


def _fields(ledger: Ledger) -> Iterator[str | OwnColumn]:
    """The columns that a station fills in, its own ones where it put them."""
    for key in ("", *KEYS):
        if key:
            yield key
        yield from (own for own in ledger.own if own.after == key)


def _table(words: Words, ledger: Ledger, rows: list[Row], *, is_closed: bool = False) -> Table:
    columns = (
        Column(title=words.word("ledger.number"), kind="count", width=6),
        Column(title=words.word("terms.indicator"), width=20),
        Column(title=words.word("ledger.outcome" if is_closed else "ledger.found"), width=18),
        *(_column(words, field) for field in _fields(ledger)),
    )
    if is_closed:
        wanted = Entry(prompt=words.word("ledger.date-wanted"))
        columns += (Column(title=words.word("ledger.closed"), kind="date", width=_WIDTHS["due"], entry=wanted),)
    frozen = 3 if words.several else 2
    return Table(columns=words.columns(*columns), rows=tuple(rows), frozen=frozen, keeps_titles=True)


def _column(words: Words, field: str | OwnColumn) -> Column:
    if isinstance(field, OwnColumn):
        return Column(title=field.title, width=field.width, entry=Entry())
    entry, title = Entry(), words.word(f"ledger.{field}")
    if field == "status":
        choices = tuple(status_words(key, words.language) for key in STATUSES)
        entry = Entry(name="ledger_status", choices=choices, closing=words.word("ledger.status-done"))
        return Column(title=title, kind="middle", width=_WIDTHS[field], entry=entry)
    if field in DATES:
        entry = Entry(prompt=words.word("ledger.date-wanted"))
        return Column(title=title, kind="date", width=_WIDTHS[field], entry=entry)
    return Column(title=title, width=_WIDTHS[field], entry=entry)


def _section(words: Words, title: str, about: str, table: Table) -> Section:
    said_of = words.word(f"ledger.{about}")
    if not words.several and words.cohort.assessments:
        # By this a ledger is known as this station's when it is read again.
        said_of = words.word("ledger.of", station=words.cohort.assessments[0].station, about=said_of)
    blocks = (Paragraph(text=said_of), table)
    return Section(title=words.word(f"ledger.{title}"), blocks=blocks, own_sheet=True, where="sheet")
