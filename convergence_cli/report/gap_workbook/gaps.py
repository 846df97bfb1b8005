"""What is below target, heaviest loss first; and the evidence of everything in play."""

from collections.abc import Iterator

from convergence_cli.model.assessment import BELOW_TARGET, Assessment, Outcome, Result
from convergence_cli.model.framework import Indicator, Measure
from convergence_cli.report import figures
from convergence_cli.report.gap_workbook.draft import Cell, Draft, Kind, Toned, measure_label, named
from convergence_cli.report.gap_workbook.listing import columns, list_sheet

IN_PLAY: frozenset[Outcome] = BELOW_TARGET | {"met"}

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
)
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


def write_gaps(draft: Draft) -> None:
    """The sheet of gaps."""
    rows = [row for judged in draft.cohort.assessments for row in _gaps(draft, judged)]
    about = "gaps" if rows else "no-gaps"
    sheet, _ = list_sheet(draft, "gaps", columns(draft, *_GAP_COLUMNS), rows, frozen=3)
    if about == "no-gaps":
        draft.put(sheet, 2, 1, draft.word(about), tone="remark")


def _gaps(draft: Draft, judged: Assessment) -> Iterator[tuple[Cell, ...]]:
    indicators = {item.id: item for item in draft.cohort.framework.indicators}
    measures = {item.id: item for item in draft.cohort.framework.measures}
    waived = draft.waived.get((judged.station, judged.file), {})
    below = [result for result in judged.results if result.outcome in BELOW_TARGET]
    # The sort is stable: equal losses stay in the framework's order.
    for rank, result in enumerate(sorted(below, key=lambda result: -result.lost), 1):
        item = indicators[result.id]
        cells = _gap(draft, measures[result.measure], item, result, waived=item.id in waived)
        yield named(judged, draft, (float(rank), *cells))


def _gap(draft: Draft, measure: Measure, item: Indicator, result: Result, *, waived: bool) -> tuple[Cell, ...]:
    language, word = draft.language, draft.word
    clauses = word("terms.list-separator").join(item.clauses)
    steps = [word("step", number=number, text=text.in_(language)) for number, text in enumerate(item.advice, 1)]
    return (
        measure_label(draft, measure),
        f"{item.id}\n{item.title.in_(language)}",
        outcome_cell(draft, result),
        _red_line(draft, result, waived=waived),
        answer_words(draft, item, result),
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


def _red_line(draft: Draft, result: Result, *, waived: bool) -> Toned:
    """Whether a red line is missed here, and whether the gap is waived; what is waived does not alarm."""
    words = [draft.word("terms.red-line")] if result.red_line else []
    words += [draft.word("gating.waived-mark")] if waived else []
    return Toned("\n".join(words), "red" if result.red_line and not waived else "plain")


def outcome_cell(draft: Draft, result: Result) -> Toned:
    """The outcome in words, with its colour."""
    return Toned(draft.word(f"terms.{result.outcome}"), result.outcome)


def answer_words(draft: Draft, item: Indicator, result: Result) -> str:
    """What was scored, in words; a computed value says so, and nothing says why there is nothing."""
    if result.value is None:
        outcome = draft.word(f"terms.{result.outcome}")
        return draft.word("computed-nothing", outcome=outcome) if result.computed else outcome
    words = figures.indicator_answer(draft.cohort.framework, item, result.value, draft.language)
    return draft.word("computed", value=words) if result.computed else words


def write_evidence(draft: Draft) -> None:
    """The sheet of evidence."""
    rows = [row for judged in draft.cohort.assessments for row in _evidence(draft, judged)]
    list_sheet(draft, "evidence", columns(draft, *_EVIDENCE_COLUMNS), rows, frozen=2)


def _evidence(draft: Draft, judged: Assessment) -> Iterator[tuple[Cell, ...]]:
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
            _missing(draft, item, result),
            item.evidence.hint.in_(language) if item.evidence.hint else "",
            item.who.in_(language),
        )
        yield named(judged, draft, cells)


def _missing(draft: Draft, item: Indicator, result: Result) -> Toned:
    if result.evidence_missing:
        return Toned(draft.word("none-named"), "unmet")
    if result.outcome == "unanswered":
        return Toned(draft.word("answer-first"), "unanswered")
    if not item.evidence.required:
        return Toned(draft.word("not-required"), "plain")
    return Toned(draft.word("complete"), "met")
