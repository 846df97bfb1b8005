"""The roadmap workbook being written: the looks of every workbook, the words of plans, cells to be filled in."""

from typing import Any

from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.assessment import Cohort, Result
from convergence_cli.model.framework import Indicator, Measure
from convergence_cli.model.plan import Move, Outlook
from convergence_cli.report.book.draft import Draft
from convergence_cli.report.plan.sayings import move_words
from convergence_cli.texts import say

_INPUT = PatternFill("solid", fgColor="FFFFF9DB")
A3 = 8
"""The paper of a sheet that is too wide for A4."""


class PlanDraft(Draft):
    """A workbook whose own words are those of plans."""

    def __init__(self, outlook: Outlook) -> None:
        entries = (outlook.plan.before,)
        super().__init__(Cohort(framework=outlook.framework, language=outlook.language, entries=entries))
        self.outlook, self.plan = outlook, outlook.plan
        self.items: dict[str, Indicator] = {item.id: item for item in outlook.framework.indicators}
        self.measures: dict[str, Measure] = {item.id: item for item in outlook.framework.measures}
        self.results: dict[str, Result] = {result.id: result for result in outlook.plan.before.results}

    def word(self, key: str, **values: object) -> str:
        """Words of plans, `entry`, or of another catalogue, `catalogue.entry`."""
        return say(self.language, key if "." in key else f"plan.{key}", **values)

    def reaching(self, move: Move) -> str:
        """What a move comes to."""
        return move_words(self.outlook.framework, self.items[move.id], move, self.results[move.id], self.language)

    def indicator(self, name: str) -> str:
        """An indicator by title and id, on two lines."""
        return f"{self.items[name].title.in_(self.language)}\n{name}"


def to_fill_in(sheet: Worksheet, column: int, first: int, last: int, number_format: str = "General") -> str:
    """Make cells of a column yellow, for the station; gives their range."""
    for row in range(first, last + 1):
        cell: Any = sheet.cell(row, column)
        cell.fill, cell.number_format = _INPUT, number_format
    letter = get_column_letter(column)
    return f"{letter}{first}:{letter}{last}"
