"""The sheet on which a station sets itself targets, year by year, beside the framework's."""

from collections.abc import Mapping
from typing import Any

from convergence_cli.functions.by import own
from convergence_cli.functions.direction import rises
from convergence_cli.functions.registry import function_of
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.question import NUMERIC_TYPES
from convergence_cli.model.questionnaire import Answered
from convergence_cli.questionnaire import layout
from convergence_cli.questionnaire.carry import typed
from convergence_cli.questionnaire.cells import answer_cell, style_input, type_in
from convergence_cli.questionnaire.draft import Draft
from convergence_cli.questionnaire.look import BODY, BOLD, BOX, GREY, head, page, protect, put, put_across, set_widths
from convergence_cli.questionnaire.normalise import spoken
from convergence_cli.sheets import row_height
from convergence_cli.texts import in_language, say

_WIDTHS = (24, 44, 40, 32, 17, 17, 17)
_FIRST_YEAR = layout.TARGET_COLUMNS.index(layout.TARGET_YEARS[0]) + 1
_HEADER = 2


def write_targets(sheet: Any, draft: Draft) -> None:
    """Fill an empty sheet with a row for each indicator that takes such targets."""
    framework, language = draft.framework, draft.language
    set_widths(sheet, list(_WIDTHS))
    put_across(sheet, 1, draft.say("about-targets"), len(_WIDTHS), sum(_WIDTHS), 20)
    head(sheet, _HEADER, [draft.say(key) for key in layout.TARGET_COLUMNS], layout.TARGET_COLUMNS)
    row, measure = _HEADER + 1, ""
    for item in draft.asked:
        if not item.takes_own_target:
            continue
        if item.measure != measure:
            measure = item.measure
            put(sheet, row, 1, f"{measure}  {framework.measure[measure].title.in_(language)}", BOLD, wrap=False)
            for column in range(1, len(_WIDTHS) + 1):
                sheet.cell(row, column).fill = GREY
            row += 1
        _write_row(sheet, row, item, draft)
        for target in draft.carried.own_targets.get(item.id, ()):
            given = target.value
            is_points = item.ask.type == "many_of" and isinstance(given, float)
            content = given if is_points else typed(given, item.ask, framework.options(item), language)
            type_in(sheet.cell(row, _FIRST_YEAR + target.ahead), content)  # type: ignore[arg-type]
        row += 1
    sheet.freeze_panes = sheet.cell(_HEADER + 1, 2)
    page(sheet, f"{_HEADER}:{_HEADER}")
    protect(sheet)


def _write_row(sheet: Any, row: int, item: Indicator, draft: Draft) -> None:
    framework, language = draft.framework, draft.language
    title, options = item.title.in_(language), framework.options(item)
    units = layout.accepted(item.ask, options, language, draft.say("target-many-of"))
    shown = (item.id, title, units, aim_in_words(framework, item, language, draft.profile))
    for column, text in enumerate(shown, 1):
        put(sheet, row, column, text, BODY).border = BOX
    for column in range(_FIRST_YEAR, len(_WIDTHS) + 1):
        cell = sheet.cell(row, column)
        style_input(cell)
        answer_cell(sheet, cell, item.ask, options, language, draft.lists, title)
        if item.ask.type == "many_of":  # points may be typed there, too
            cell.number_format = "General"
    sheet.row_dimensions[row].height = row_height(
        [(text, float(width)) for text, width in zip(shown, _WIDTHS, strict=False)], 20, font=10
    )


def aim_in_words(framework: Framework, item: Indicator, language: Language, known: Mapping[str, Answered]) -> str:
    """The framework's target: the points, and the first answer that has them where that is known of the station."""
    target = item.target_for(known)
    points = say(language, "workbook.aim-points", points=f"{target:g}")
    score = own(item.score, known)
    function = None if score is None else function_of(score, framework)
    first = None if function is None else function.better(item.ask, None).first(target)
    if function is None or first is None:
        return points
    options = framework.options(item)
    if isinstance(first.answer, tuple):
        answer = str(typed(first.answer, item.ask, options, language))
    else:
        answer = in_language(spoken(first.answer, item.ask, options), language)
    if item.ask.type in NUMERIC_TYPES or item.ask.type == "date":
        ends = ("from", "until") if item.ask.type == "date" else ("least", "most")
        answer = say(language, f"workbook.aim-{ends[0] if rises(function, item.ask) else ends[1]}", answer=answer)
    return say(language, "workbook.aim-answer", answer=answer, points=points)
