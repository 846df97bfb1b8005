"""Drop-downs and dates in cells that a person fills in."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.report.book.draft import Draft

_LISTS = "lists"
_FIRST_DAY = "36526"  # 1 January 2000, as a serial number of the sheet


def offer_list(draft: Draft, sheet: Worksheet, cells: str, name: str, words: Sequence[str]) -> None:
    """Let these cells choose from `words`, which stand on a hidden sheet under a defined name.

    A list written into the cells' own rule would be cut at 255 characters without a word.
    """
    if _LISTS not in draft.book.sheetnames:
        draft.book.create_sheet(_LISTS).sheet_state = "hidden"
    lists = draft.book[_LISTS]
    if name not in draft.book.defined_names:
        column = lists.max_column + 1 if lists["A1"].value else 1
        for row, word in enumerate(words, 1):
            draft.put(lists, row, column, word)
        letter = get_column_letter(column)
        draft.book.defined_names[name] = DefinedName(name, attr_text=f"{_LISTS}!${letter}$1:${letter}${len(words)}")
    rule = DataValidation(type="list", formula1=name, allow_blank=True)
    rule.add(cells)
    sheet.add_data_validation(rule)


def put_lists_last(draft: Draft) -> None:
    """Behind every sheet that is to be read; without lists there is no such sheet."""
    if _LISTS in draft.book.sheetnames:
        draft.book.move_sheet(_LISTS, len(draft.book.sheetnames))


def offer_dates(sheet: Worksheet, cells: str, prompt: str, before: str = "") -> None:
    """Let these cells hold a date, and say so when one is chosen; not one that precedes the cell `before`, if any."""
    low = f"MAX({_FIRST_DAY},{before})" if before else _FIRST_DAY
    rule = DataValidation(type="date", operator="greaterThanOrEqual", formula1=low, allow_blank=True)
    rule.promptTitle, rule.prompt, rule.showInputMessage = None, prompt, True
    rule.error, rule.showErrorMessage = prompt, True
    rule.add(cells)
    sheet.add_data_validation(rule)
