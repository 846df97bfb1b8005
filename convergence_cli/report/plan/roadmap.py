"""The sheet to work with: every step of the plan, who owns it, from when to when, how far it is; bars by quarter.

A bar stands where the step is planned, in the colour of its phase and with a mark that a grey print shows,
too. Dates and the state are the station's to fill in; a step that is done turns green.
"""

from collections.abc import Iterator
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.plan import Phase, Task
from convergence_cli.report.book.draft import Cell, Kind, Toned, measure_label
from convergence_cli.report.book.listing import HEADER_ROW, Column, columns, list_sheet
from convergence_cli.report.plan.draft import A3, PlanDraft, to_fill_in
from convergence_cli.report.plan.sayings import costs_words, goal_words, leads_words, points_now, span_words
from convergence_cli.texts import message

_COLUMNS: tuple[tuple[str, float, Kind], ...] = (
    ("number", 6, "count"),
    ("phase-column", 13, "text"),
    ("terms.measure", 19, "text"),
    ("terms.indicator", 27, "text"),
    ("what", 34, "text"),
    ("have", 9, "score"),
    ("points", 8, "score"),
    ("terms.gain", 8, "fine"),
    ("index-after", 9, "score"),
    ("effort", 8, "count"),
    ("needs", 17, "text"),
    ("planned", 13, "middle"),
    ("owner", 16, "text"),
    ("start", 12, "middle"),
    ("end", 12, "middle"),
    ("status", 11, "middle"),
)
_OWNER, _START, _END, _STATUS = 13, 14, 15, 16
_FROZEN = 4
_QUARTER_WIDTH = 5.0
_STATES = ("status-open", "status-running", "status-done", "status-held")
_BARS: dict[Phase, str] = {
    "red-lines": "FFC0504D",
    "quick": "FF70AD47",
    "progress": "FF5B9BD5",
    "breakthrough": "FFED9B33",
    "long-term": "FF8064A2",
}
_FIRST_DAY = "36526"  # 1 January 2000, as a serial number of the sheet
_GRID = Side(style="hair", color="FFD9D9D9")


def write_roadmap(draft: PlanDraft) -> None:
    """The sheet; without a step it says why there is none."""
    tasks = draft.plan.tasks
    last = _quarter_of(max((task.end for task in tasks), default=0))
    fields = (*columns(draft, *_COLUMNS), *(_quarter(draft, number) for number in range(1, last + 1)))
    goal, costs = draft.word("goal", goal=goal_words(draft.outlook)), costs_words(draft.plan, draft.language)
    key, values = "roadmap", {"goal": goal, "leads": leads_words(draft.outlook), "costs": costs}
    sheet, free = list_sheet(draft, key, fields, _rows(draft, last), _FROZEN, **values)
    sheet.page_setup.paperSize = A3
    first, end = HEADER_ROW + 1, free - 1
    if tasks:
        _bars(sheet, tasks, first, last)
        _inputs(draft, sheet, first, end)
    draft.put(sheet, free + 1, 1, draft.word("fill-in", note=draft.word("effort-note")), tone="remark")
    for offset, item in enumerate(draft.plan.problems, 2):
        draft.put(sheet, free + offset, 1, message(draft.language, item), tone="remark")


def _quarter_of(month: int) -> int:
    return (month + 2) // 3


def _span(task: Task) -> range:
    """The quarters in which a task is at work."""
    return range(_quarter_of(task.start), _quarter_of(task.end) + 1)


def _quarter(draft: PlanDraft, number: int) -> Column:
    title = draft.word("quarter", year=(number - 1) // 4 + 1, quarter=(number - 1) % 4 + 1)
    return Column(title=title, width=_QUARTER_WIDTH, kind="middle")


def _rows(draft: PlanDraft, quarters: int) -> Iterator[tuple[Cell, ...]]:
    numbers = {task.move.id: number for number, task in enumerate(draft.plan.tasks, 1)}
    for number, task in enumerate(draft.plan.tasks, 1):
        move = task.move
        item = draft.items[move.id]
        phase = draft.word(f"phase-{task.phase}")
        needs = [draft.word("need", number=numbers[name], id=name) for name in task.needs]
        yield (
            float(number),
            Toned(phase, "red") if task.red_line else phase,
            measure_label(draft, draft.measures[item.measure]),
            draft.indicator(move.id),
            draft.reaching(move),
            points_now(None, draft.language) if move.have is None else move.have,
            move.points,
            move.gain,
            task.index,
            float(move.effort),
            "\n".join(needs),
            span_words(task.start, task.end, draft.language),
            item.who.in_(draft.language),
            None,
            None,
            draft.word(_STATES[0]),
            *(draft.word("bar") if quarter in _span(task) else None for quarter in range(1, quarters + 1)),
        )


def _bars(sheet: Worksheet, tasks: tuple[Task, ...], first: int, quarters: int) -> None:
    """The cells of quarters: a fine grid, and the bar of each step in the colour of its phase."""
    for row, task in enumerate(tasks, first):
        for quarter in range(1, quarters + 1):
            cell: Any = sheet.cell(row, len(_COLUMNS) + quarter)
            cell.border = Border(left=_GRID, right=_GRID, top=_GRID, bottom=_GRID)
            cell.alignment = Alignment(horizontal="center", vertical="center")
            if quarter in _span(task):
                colour = _BARS[task.phase]
                cell.fill, cell.font = PatternFill("solid", fgColor=colour), Font(color=colour)


def _inputs(draft: PlanDraft, sheet: Worksheet, first: int, last: int) -> None:
    """Owner, dates and state: yellow, with what they accept."""
    to_fill_in(sheet, _OWNER, first, last)
    start, end = (to_fill_in(sheet, column, first, last, "yyyy-mm-dd") for column in (_START, _END))
    begun = f"{get_column_letter(_START)}{first}"
    for cells, low in ((start, _FIRST_DAY), (end, f"MAX({_FIRST_DAY},{begun})")):
        check = DataValidation(type="date", operator="greaterThanOrEqual", formula1=low, allow_blank=True)
        check.add(cells)
        sheet.add_data_validation(check)
    states = to_fill_in(sheet, _STATUS, first, last)
    choice = DataValidation(type="list", formula1=f'"{",".join(map(draft.word, _STATES))}"', allow_blank=True)
    choice.add(states)
    sheet.add_data_validation(choice)
    state, done = f"${get_column_letter(_STATUS)}{first}", draft.word("status-done")
    green = PatternFill("solid", bgColor="FFC6E0B4")
    rule: Any = FormulaRule(  # type: ignore[no-untyped-call]
        formula=[f'{state}="{done}"'], fill=green
    )
    sheet.conditional_formatting.add(f"A{first}:{get_column_letter(_STATUS)}{last}", rule)
