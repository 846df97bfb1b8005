"""What is below target, heaviest loss first; and the evidence of everything in play."""

from collections.abc import Iterator

from openpyxl.utils import get_column_letter

from convergence_cli.model.assessment import IN_PLAY, Assessment, Result
from convergence_cli.model.framework import Indicator, Measure
from convergence_cli.model.ledger import LedgerEntry
from convergence_cli.report.book.draft import Cell, Draft, Toned, measure_label, named
from convergence_cli.report.book.listing import A3, HEADER_ROW, columns, list_sheet
from convergence_cli.report.book.offers import offer_dates, offer_list
from convergence_cli.report.document import Kind
from convergence_cli.report.evidence import file_words, files_of
from convergence_cli.report.findings import answer_words, below_target
from convergence_cli.report.overdue import overdue_count

_GAP_COLUMNS: tuple[tuple[str, float, Kind], ...] = (
    ("rank", 6, "count"),
    ("terms.measure", 17, "text"),
    ("terms.indicator", 25, "text"),
    ("terms.outcome", 12, "middle"),
    ("terms.red-line", 8, "middle"),
    ("terms.answer", 20, "text"),
    ("where", 12, "text"),
    ("terms.points", 8, "score"),
    ("terms.target", 8, "score"),
    ("terms.lost", 8, "score"),
    ("next-gain", 9, "gain"),
    ("target-gain", 9, "gain"),
    ("obligation", 11, "middle"),
    ("terms.advice", 50, "text"),
    ("terms.effort", 10, "middle"),
    ("clause-and-quote", 26, "text"),
    ("terms.who", 13, "text"),
    ("owner", 11, "middle"),
    ("due", 12, "date"),
    ("status", 11, "middle"),
)
_OVERDUE: tuple[str, float, Kind] = ("overdue.column", 12, "middle")
_OVERDUE_AT = 4
"""After the outcome."""
STATUSES = ("status-open", "status-doing", "status-done", "status-accepted")
_EVIDENCE_COLUMNS: tuple[tuple[str, float, Kind], ...] = (
    ("terms.measure", 22, "text"),
    ("terms.indicator", 34, "text"),
    ("terms.outcome", 11, "middle"),
    ("evidence-required", 10, "middle"),
    ("evidence-named", 38, "text"),
    ("evidence-missing", 15, "middle"),
    ("evidence-hint", 56, "text"),
    ("terms.who", 15, "text"),
)
_FILES: tuple[str, float, Kind] = ("evidence.column", 38, "text")
_FILES_AT = 6
"""After what is missing."""


def write_gaps(draft: Draft) -> None:
    """The sheet of gaps, and the ledger of their closing: owner, due date and status are the station's to fill in."""
    as_of, stations = draft.cohort.as_of, draft.cohort.assessments
    rows = [row for judged in stations for row in _gaps(draft, judged)]
    spec = _GAP_COLUMNS if as_of is None else (*_GAP_COLUMNS[:_OVERDUE_AT], _OVERDUE, *_GAP_COLUMNS[_OVERDUE_AT:])
    fields = columns(draft, *spec)
    sheet, free = list_sheet(draft, "gaps", fields, rows, frozen=3)
    # Twenty columns are for A3, on which ledgers are kept.
    sheet.page_setup.paperSize = A3
    if not rows:
        draft.put(sheet, 2, 1, draft.word("no-gaps"), tone="remark")
        return
    if as_of is not None:
        count = sum(map(overdue_count, stations))
        draft.put(sheet, 2, 1, draft.word("overdue.about-gaps", day=as_of, count=count), tone="remark")
    due, status = (get_column_letter(len(fields) - back) for back in (1, 0))
    offer_dates(sheet, f"{due}{HEADER_ROW + 1}:{due}{free - 1}", draft.word("due-date-wanted"))
    words = [draft.word(each) for each in STATUSES]
    offer_list(draft, sheet, f"{status}{HEADER_ROW + 1}:{status}{free - 1}", "gap_status", words)


def _gaps(draft: Draft, judged: Assessment) -> Iterator[tuple[Cell, ...]]:
    indicators = {item.id: item for item in draft.cohort.framework.indicators}
    measures = {item.id: item for item in draft.cohort.framework.measures}
    waived = draft.waived.get((judged.station, judged.file), {})
    kept = draft.cohort.ledger.of(judged.station) if draft.cohort.ledger else {}
    for rank, result in enumerate(below_target(judged), 1):
        item = indicators[result.id]
        gap = _gap(draft, measures[result.measure], item, result, waived=item.id in waived)
        cells: tuple[Cell, ...] = (float(rank), *gap, *_entry(draft, kept.get(item.id)))
        if draft.cohort.as_of is not None:
            late = Toned(result.overdue_since, "unmet") if result.overdue_since else ""
            cells = (*cells[:_OVERDUE_AT], late, *cells[_OVERDUE_AT:])
        yield named(judged, draft, cells)


def _gap(draft: Draft, measure: Measure, item: Indicator, result: Result, *, waived: bool) -> tuple[Cell, ...]:
    language, word = draft.language, draft.word
    clauses = word("terms.list-separator").join(item.clauses)
    steps = [word("step", number=number, text=text.in_(language)) for number, text in enumerate(item.advice, 1)]
    return (
        measure_label(draft, measure),
        f"{item.id}\n{item.title.in_(language)}",
        outcome_cell(draft, result),
        _red_line(draft, result, waived=waived),
        answer_words(draft.cohort.framework, item, result, draft.language),
        result.answer.location.place if result.answer else "",
        result.points,
        result.target,
        result.lost,
        result.next_step.gain if result.next_step else None,
        result.to_target.gain if result.to_target else None,
        word(f"terms.{item.obligation}"),
        "\n".join(steps),
        word(f"terms.effort-{item.effort}"),
        word("clause-quote", clauses=clauses, quote=item.quote),
        item.who.in_(language),
    )


def _entry(draft: Draft, kept: LedgerEntry | None) -> tuple[Toned, ...]:
    """Owner, due date and status: as they stood in the ledger that goes on, else to be filled in."""
    entry = kept or LedgerEntry()
    return (
        Toned(entry.owner, "entry"),
        Toned(entry.due, "entry"),
        Toned(entry.status or draft.word(STATUSES[0]), "entry"),
    )


def _red_line(draft: Draft, result: Result, *, waived: bool) -> Toned:
    """Whether a red line is missed here, and whether the gap is waived; what is waived does not alarm."""
    words = [draft.word("terms.red-line")] if result.red_line else []
    words += [draft.word("gating.waived-mark")] if waived else []
    return Toned("\n".join(words), "red" if result.red_line and not waived else "plain")


def outcome_cell(draft: Draft, result: Result) -> Toned:
    """The outcome in words, with its colour."""
    return Toned(draft.word(f"terms.{result.outcome}"), result.outcome)


def write_evidence(draft: Draft) -> None:
    """The sheet of evidence."""
    looked = any(judged.evidence is not None for judged in draft.cohort.assessments)
    rows = [row for judged in draft.cohort.assessments for row in _evidence(draft, judged, looked=looked)]
    spec = (*_EVIDENCE_COLUMNS[:_FILES_AT], _FILES, *_EVIDENCE_COLUMNS[_FILES_AT:]) if looked else _EVIDENCE_COLUMNS
    list_sheet(draft, "evidence", columns(draft, *spec), rows, frozen=2)


def _evidence(draft: Draft, judged: Assessment, *, looked: bool) -> Iterator[tuple[Cell, ...]]:
    language, word = draft.language, draft.word
    measures = {item.id: item for item in draft.cohort.framework.measures}
    for item, result in zip(draft.cohort.framework.indicators, judged.results, strict=True):
        if result.outcome not in IN_PLAY:
            continue
        cells: tuple[Cell, ...] = (
            measure_label(draft, measures[result.measure]),
            f"{item.id}\n{item.title.in_(language)}",
            outcome_cell(draft, result),
            word("terms.yes" if item.evidence.required else "terms.no"),
            result.answer.evidence if result.answer else "",
            _missing(draft, judged, item, result),
            item.evidence.hint.in_(language) if item.evidence.hint else "",
            item.who.in_(language),
        )
        if looked:
            cells = (*cells[:_FILES_AT], _files(draft, judged, item), *cells[_FILES_AT:])
        yield named(judged, draft, cells)


def _files(draft: Draft, judged: Assessment, item: Indicator) -> Toned:
    """Each file that an answer names, found or not."""
    files = files_of(judged, item.id)
    tone = "plain" if not files else "met" if all(each.state == "found" for each in files) else "unmet"
    return Toned("\n".join(file_words(each, draft.language) for each in files), tone)


def _missing(draft: Draft, judged: Assessment, item: Indicator, result: Result) -> Toned:
    if any(each.state != "found" for each in files_of(judged, item.id)):
        return Toned(draft.word("evidence.not-all"), "unmet")
    if result.evidence_missing:
        return Toned(draft.word("none-named"), "unmet")
    if result.outcome == "unanswered":
        return Toned(draft.word("answer-first"), "unanswered")
    if not item.evidence.required:
        return Toned(draft.word("not-required"), "plain")
    return Toned(draft.word("complete"), "met")
