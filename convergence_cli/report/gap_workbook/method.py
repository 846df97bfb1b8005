"""How everything was worked out: each indicator's rule, the sum that re-adds, levels, terms."""

import math
from collections.abc import Iterator, Mapping

from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Indicator, Level, Measure
from convergence_cli.model.numbers import printed
from convergence_cli.report import figures
from convergence_cli.report.book.draft import Cell, Draft, measure_label
from convergence_cli.report.book.listing import HEADER_ROW, Column, columns, header, list_sheet, write_rows
from convergence_cli.report.document import Kind
from convergence_cli.report.rules import rule_in_words, target_in_words

_FIRST: tuple[tuple[str, float, Kind], ...] = (("terms.measure", 20, "text"), ("terms.indicator", 30, "text"))
_OWN_WEIGHT: tuple[tuple[str, float, Kind], ...] = (("effective-weight", 11, "share"),)
_REST: tuple[tuple[str, float, Kind], ...] = (
    ("weight-in-measure", 11, "share"),
    ("rule", 52, "text"),
    ("compute", 26, "text"),
    ("terms.target", 11, "middle"),
    ("obligation", 11, "middle"),
    ("clauses", 9, "middle"),
    ("quote", 26, "text"),
    ("terms.basis", 12, "middle"),
    ("because", 36, "text"),
    ("missing-policy", 13, "text"),
    ("aggregate", 12, "middle"),
)
_TERMS = (
    ("term-points", "means-points"),
    ("term-score", "means-score"),
    ("missing-policy", "means-missing"),
    ("terms.index", "means-aggregate"),
    ("terms.floor", "means-floor"),
    ("terms.ceiling", "means-ceiling"),
    ("terms.coverage", "means-coverage"),
    ("terms.evidenced", "means-evidenced"),
    ("terms.lost", "means-lost"),
    ("terms.gain", "means-gain"),
    ("terms.outcome", "means-outcome"),
    ("terms.red-line", "means-red-line"),
)


def write_method(draft: Draft) -> None:
    """The sheet of the method: with one station what held for it, with several what holds for all."""
    stations = draft.cohort.assessments
    judged = stations[0] if len(stations) == 1 else None
    fields = columns(draft, *_FIRST, *(_OWN_WEIGHT if judged else ()), *_REST, station=False)
    rows = list(_rules(draft, judged))
    after = HEADER_ROW + len(rows) + 2
    sheet, _ = list_sheet(draft, "method", fields, rows, row=after)
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    _terms(draft, sheet, _levels(draft, sheet, _adding(draft, sheet, after)))


def _rules(draft: Draft, judged: Assessment | None) -> Iterator[tuple[Cell, ...]]:
    results = {result.id: result for result in judged.results} if judged else {}
    profile: Mapping[str, object] | None = None
    if judged:
        profile = judged.questionnaire.station
    for measure in draft.cohort.framework.measures:
        total = math.fsum(item.weight for item in measure.indicators)
        for item in measure.indicators:
            yield (*_rule(draft, measure, item, results.get(item.id), profile, item.weight / total),)


def _rule(
    draft: Draft,
    measure: Measure,
    item: Indicator,
    result: Result | None,
    profile: Mapping[str, object] | None,
    share: float,
) -> Iterator[Cell]:
    framework, language, word = draft.cohort.framework, draft.language, draft.word
    yield measure_label(draft, measure)
    yield f"{item.id}\n{item.title.in_(language)}"
    if result is not None:
        yield result.weight if result.weight > 0 else None
    yield share
    yield rule_in_words(framework, item, profile, language)
    yield " ".join((item.ask.compute or "").split())
    yield target_in_words(framework, item, profile, language)
    yield word(f"terms.{item.obligation}")
    yield word("terms.list-separator").join(item.clauses)
    yield item.quote
    yield word("terms.calibrated" if item.basis == "calibrated" else "terms.clause-basis")
    yield item.because.in_(language) if item.because else ""
    yield word(f"terms.{framework.missing}")
    yield word(f"terms.{measure.aggregate or framework.aggregate}")


def _adding(draft: Draft, sheet: Worksheet, row: int) -> int:
    """Index and losses as they are printed, and their sum."""
    word = draft.word
    additive = all(judged.additive for judged in draft.cohort.assessments)
    draft.put(sheet, row, 1, word("re-adding" if additive else "not-additive"), tone="heading")
    if not additive:
        return row + 2
    fields = (
        Column(title=word("terms.station"), width=20),
        Column(title=word("terms.index"), width=30, kind="score"),
        Column(title=word("all-lost"), width=11, kind="score"),
        Column(title=word("sum"), width=11, kind="score"),
    )
    header(draft, sheet, row + 1, fields)
    return write_rows(draft, sheet, row + 2, fields, [_sum(judged) for judged in draft.cohort.assessments]) + 1


def _sum(judged: Assessment) -> tuple[Cell, ...]:
    index = printed(judged.index.score)
    if index is None:
        return judged.station, None, None, None
    return judged.station, index, judged.index.lost, round(index + judged.index.lost, 1)


def _levels(draft: Draft, sheet: Worksheet, row: int) -> int:
    levels, word = draft.cohort.framework.levels, draft.word
    if not levels:
        draft.put(sheet, row, 1, word("no-levels"), tone="heading")
        return row + 2
    draft.put(sheet, row, 1, word("levels"), tone="heading")
    rows = [(f"{level.id} {level.title.in_(draft.language)}", _conditions(draft, level)) for level in levels]
    return _pairs(draft, sheet, row + 1, ("terms.level", "condition"), rows) + 1


def _conditions(draft: Draft, level: Level) -> str:
    word = draft.word
    conditions = []
    if level.index is not None:
        conditions.append(word("at-least-index", need=figures.plain(level.index)))
    if level.chapter is not None:
        conditions.append(word("at-least-chapter", need=figures.plain(level.chapter)))
    if level.red_lines:
        conditions.append(word("no-missed-red-line"))
    return word("conditions-separator").join(conditions)


def _terms(draft: Draft, sheet: Worksheet, row: int) -> None:
    framework, word = draft.cohort.framework, draft.word
    draft.put(sheet, row, 1, word("terms"), tone="heading")
    values = {"policy": word(f"terms.{framework.missing}"), "how": word(f"terms.{framework.aggregate}")}
    rows = [(word(term), word(meaning, **values)) for term, meaning in _TERMS]
    _pairs(draft, sheet, row + 1, ("term", "meaning"), rows)


def _pairs(draft: Draft, sheet: Worksheet, row: int, titles: tuple[str, str], rows: list[tuple[str, str]]) -> int:
    """A table of two columns, the second one as wide as the four beside it."""
    width = sum(sheet.column_dimensions[letter].width for letter in "BCDE")
    for at, cells in enumerate((tuple(draft.word(title) for title in titles), *rows), row):
        tone = "header" if at == row else "plain"
        for column, text in enumerate(cells, 1):
            draft.put(sheet, at, column, text, tone=tone)
        for column in range(3, 6):
            draft.put(sheet, at, column, "", tone=tone)
        sheet.merge_cells(start_row=at, end_row=at, start_column=2, end_column=5)
        draft.height(sheet, at, [(cells[0], 20), (cells[1], width)])
    return row + 1 + len(rows)
