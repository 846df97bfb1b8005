"""A comparison as a workbook: a page to read, chapters and measures, every indicator, the trend with its chart.

Computed values, never formulas. The same comparison gives the same bytes.
"""

from collections.abc import Iterable, Iterator, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.assessment import Cohort
from convergence_cli.model.comparison import Comparison, Movement, NodeChange, Series, Shift
from convergence_cli.model.framework import Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import printed_change
from convergence_cli.report.book.draft import Cell, Draft, Toned, measure_label
from convergence_cli.report.book.listing import Column, header, print_setup, write_rows
from convergence_cli.report.compare.charts import lines, put
from convergence_cli.report.compare.overview import write_overview
from convergence_cli.report.compare.sayings import (
    change_of,
    effects_of,
    labels,
    movement_title,
    printed_whole,
    split_of,
    station_of,
    trend_rows,
    was_rescored,
)
from convergence_cli.report.figures import indicator_answer

_HEADER = 3
_CHART_ROWS, _CHART_COLUMNS = 22, 9
_TONES: dict[Movement, str] = {"rose": "met", "answered": "met", "fell": "unmet", "emptied": "unanswered"}


def render(series: Series, language: Language) -> bytes:
    """The comparison as an .xlsx file; of a longer series the latest step in full, and the trend of all."""
    latest = series.steps[-1]
    draft = Draft(Cohort(framework=series.framework, language=language, entries=(latest.new.assessment,)))
    write_overview(draft, series)
    _write_parts(draft, latest)
    _write_indicators(draft, latest)
    _write_trend(draft, series)
    return draft.finished(draft.word("compare.title", station=station_of(series)))


def _listed(draft: Draft, key: str, fields: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> tuple[Worksheet, int]:
    """A sheet that is one list; gives it back with its first free row."""
    sheet = draft.book.create_sheet(draft.name(draft.word(f"compare.sheet-{key}")))
    draft.put(sheet, 1, 1, draft.word(f"compare.sheet-{key}"), tone="title")
    draft.put(sheet, 2, 1, draft.word(f"compare.about-{key}"), tone="remark")
    sheet.row_dimensions[1].height = 26
    for at, field in enumerate(fields, 1):
        sheet.column_dimensions[get_column_letter(at)].width = field.width
    header(draft, sheet, _HEADER, fields)
    free = write_rows(draft, sheet, _HEADER + 1, fields, rows)
    print_setup(draft, sheet, landscape=True)
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    return sheet, free


# --- chapters and measures -----------------------------------------------------------------------


def _write_parts(draft: Draft, step: Comparison) -> None:
    word, rescored = draft.word, was_rescored(step)
    carried = (Column(title=word("compare.carried"), width=13, kind="score"),) if rescored else ()
    fields = (
        Column(title=word("terms.chapter"), width=28),
        Column(title=word("terms.measure"), width=48),
        Column(title=word("compare.before"), width=11, kind="score"),
        *carried,
        Column(title=word("compare.after"), width=11, kind="score"),
        Column(title=word("compare.difference"), width=11, kind="gain"),
    )
    sheet, free = _listed(draft, "parts", fields, _parts(draft, step, rescored=rescored))
    if rescored:
        draft.put(sheet, free, 1, word("compare.carried-means"), tone="remark")
    sheet.freeze_panes = f"C{_HEADER + 1}"


def _parts(draft: Draft, step: Comparison, *, rescored: bool) -> Iterator[tuple[Cell, ...]]:
    framework, language = step.new.framework, draft.language
    measures = {node.id: node for node in step.measures}
    named = {measure.id: measure_label(draft, measure) for measure in framework.measures}

    def numbers(node: NodeChange) -> tuple[float | None, ...]:
        return node.before, *((node.carried,) if rescored else ()), node.after, printed_change(node.before, node.after)

    yield tuple(Toned(cell, "strong") for cell in (draft.word("terms.index"), "", *numbers(step.index)))
    for chapter, node in zip(framework.chapters, step.chapters, strict=True):
        yield tuple(Toned(cell, "strong") for cell in (chapter.title.in_(language), "", *numbers(node)))
        for name in chapter.measures:
            yield ("", named[name], *numbers(measures[name]))


# --- indicators ----------------------------------------------------------------------------------


def _write_indicators(draft: Draft, step: Comparison) -> None:
    word = draft.word
    fields = (
        Column(title=word("terms.measure"), width=22),
        Column(title=word("terms.indicator"), width=32),
        Column(title=word("compare.movement"), width=13, kind="middle"),
        Column(title=word("compare.points-before"), width=9, kind="score"),
        Column(title=word("compare.points-after"), width=9, kind="score"),
        Column(title=word("compare.effect-on-index"), width=11, kind="fine"),
        Column(title=word("compare.answer-before"), width=26),
        Column(title=word("compare.answer-after"), width=26),
        Column(title=word("compare.outcome-before"), width=11, kind="middle"),
        Column(title=word("compare.outcome-after"), width=11, kind="middle"),
        Column(title=word("terms.weight"), width=9, kind="share"),
    )
    measures = {measure.id: measure_label(draft, measure) for measure in step.new.framework.measures}
    indicators = {item.id: item for item in step.new.framework.indicators}
    effects = effects_of(step)
    rows = [
        _indicator(draft, step, measures[each.measure], indicators[each.id], each, effects.get(each.id))
        for each in step.shifts
    ]
    sheet, free = _listed(draft, "indicators", fields, rows)
    sheet.auto_filter.ref = f"A{_HEADER}:{get_column_letter(len(fields))}{free - 1}"
    sheet.freeze_panes = f"C{_HEADER + 1}"


def _indicator(
    draft: Draft, step: Comparison, measure: str, item: Indicator, shift: Shift, effect: float | None
) -> tuple[Cell, ...]:
    framework, language = step.new.framework, draft.language
    return (
        measure,
        f"{item.id}\n{item.title.in_(language)}",
        Toned(movement_title(shift.movement, language), _TONES.get(shift.movement, "plain")),
        shift.before,
        shift.after,
        effect,
        indicator_answer(framework, item, shift.value_before, language),
        indicator_answer(framework, item, shift.value_after, language),
        draft.word(f"terms.{shift.outcome_before}"),
        draft.word(f"terms.{shift.outcome_after}"),
        shift.weight if shift.weight > 0 else None,
    )


# --- the trend -----------------------------------------------------------------------------------


def _write_trend(draft: Draft, series: Series) -> None:
    word, language, names = draft.word, draft.language, labels(series)
    fields = (
        Column(title=word("terms.chapter"), width=30),
        *(Column(title=name, width=11, kind="score") for name in names),
        Column(title=word("compare.difference"), width=11, kind="gain"),
    )
    rows = [_over_time(title, numbers) for title, numbers in trend_rows(series, language)]
    sheet, free = _listed(draft, "trend", fields, rows)
    # A dash is a text, and a chart would draw it as zero.
    for line in sheet.iter_rows(min_row=_HEADER + 1, max_row=free - 1, min_col=2, max_col=1 + len(names)):
        for cell in line:
            if isinstance(cell.value, str):
                cell.value = None
    chart = lines(sheet, _HEADER, (_HEADER + 1, free - 1), (2, 1 + len(names)), word("compare.trend-chart"))
    put(sheet, chart, (0, max(_CHART_COLUMNS, len(fields))), (free + 1, free + 1 + _CHART_ROWS))
    _write_steps(draft, series, sheet, free + _CHART_ROWS + 2, names)
    sheet.page_setup.fitToHeight = 1


def _over_time(title: str, numbers: Sequence[float | None]) -> tuple[Cell, ...]:
    return (title, *numbers, printed_change(numbers[0], numbers[-1]))


def _write_steps(draft: Draft, series: Series, sheet: Worksheet, row: int, names: Sequence[str]) -> None:
    word = draft.word
    causes = ("change", "answers", "scope", "framework")
    draft.put(sheet, row, 1, word("compare.steps"), tone="heading")
    fields = (
        Column(title=word("compare.which"), width=30),
        *(Column(title=word(f"compare.{cause}"), width=11, kind="gain") for cause in causes),
    )
    header(draft, sheet, row + 1, fields)
    rows: list[tuple[Cell, ...]] = []
    for place, step in enumerate(series.steps):
        head = word("compare.step", first=names[place], last=names[place + 1])
        split = split_of(step)
        parts = (split.answers, split.scope, split.framework) if split else (None, None, None)
        rows.append((head, change_of(step), *parts))
    whole = printed_whole(series)
    if whole is not None and len(rows) > 1:
        change, split = whole
        sums = (word("compare.whole-series"), change, split.answers, split.scope, split.framework)
        rows.append(tuple(Toned(cell, "strong") for cell in sums))
    free = write_rows(draft, sheet, row + 2, fields, rows)
    draft.put(sheet, free, 1, word("compare.how-split"), tone="remark")
