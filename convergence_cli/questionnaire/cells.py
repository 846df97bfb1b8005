"""One input cell: its format, its drop-down or bounds, its prompt and its error message."""

from dataclasses import field
from datetime import date
from typing import Any

from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from convergence_cli.model.language import Language
from convergence_cli.model.question import Ask, Column, ProfileQuestion, Text, limits
from convergence_cli.questionnaire.look import BODY, BOX, CARRIED, UNLOCKED, YELLOW
from convergence_cli.sheets import put_text
from convergence_cli.texts import say
from convergence_cli.value import value

# Excel's own limits for the texts of a validation.
_TITLE, _PROMPT, _ERROR = 32, 255, 225
_FORMATS = {"percent": "0.00%", "integer": "#,##0", "money": "#,##0.##", "date": "yyyy-mm-dd"}
_WIDEST = 1e12


@value
class Lists:
    """The option lists used so far: defined name -> words. Equal lists share one range."""

    names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def name_of(self, words: list[str]) -> str:
        """The defined name of a list, added if it is new."""
        for name, known in self.names.items():
            if known == tuple(words):
                return name
        name = f"list_{len(self.names) + 1}"
        self.names[name] = tuple(words)
        return name


def style_input(cell: Any) -> None:
    """An unlocked, yellow, framed cell."""
    cell.fill, cell.border, cell.font, cell.protection = YELLOW, BOX, BODY, UNLOCKED
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def type_in(cell: Any, content: str | float | date) -> None:
    """Put an answer into an input cell as if it had been typed there, in the colour of what was carried over."""
    if isinstance(content, str):
        put_text(cell, content)
    else:
        cell.value = content
    cell.font = CARRIED


def answer_cell(
    sheet: Worksheet,
    cell: Any,
    question: Ask | ProfileQuestion | Column,
    options: dict[str, Text],
    language: Language,
    lists: Lists,
    title: str,
) -> None:
    """Format and validate the cell (or the first cell of a column) for one question."""
    validation = validation_for(question, options, language, lists, title)
    cell.number_format = "0" if _is_year(question) else number_format(question.type)
    if validation is not None:
        validation.add(cell)
        sheet.add_data_validation(validation)


def _is_year(question: Ask | ProfileQuestion | Column) -> bool:
    """Whether a whole number is always of four digits: a year is not written 2,025."""
    low, high = bounds(question)
    return question.type == "integer" and low >= 1000 and high <= 9999


def number_format(kind: str) -> str:
    """The cell format of an answer type; text is plain text, so that 1-2 does not become a date."""
    return _FORMATS.get(kind, "General" if kind == "number" else "@" if kind in ("text", "many_of") else "General")


def validation_for(
    question: Ask | ProfileQuestion | Column, options: dict[str, Text], language: Language, lists: Lists, title: str
) -> DataValidation | None:
    """The validation of an answer: list, bounds or date, with prompt and error message."""
    kind = question.type
    if kind == "yes_no":
        return _list([say(language, "workbook.yes"), say(language, "workbook.no")], language, lists, title)
    if kind == "one_of":
        return _list([text.in_(language) for text in options.values()], language, lists, title)
    if kind == "many_of":
        return _prompt(DataValidation(), title, say(language, "workbook.many-of"))
    if kind == "text":
        return None
    if kind == "date":
        # 1 January 1990 to 31 December 2100, as serial numbers of the sheet.
        check = DataValidation(type="date", operator="between", formula1="32874", formula2="73415", allow_blank=True)
        return _refuse(_prompt(check, title, say(language, "workbook.prompt-date")), language, "error-date")
    low, high = bounds(question)
    check = DataValidation(type="whole" if kind == "integer" else "decimal", operator="between", allow_blank=True)
    check.formula1, check.formula2 = f"{low:.15g}", f"{high:.15g}"
    unit = getattr(question, "unit", None)
    in_unit = say(language, "workbook.in-unit", unit=unit.in_(language)) if unit else ""
    _prompt(check, title, say(language, f"workbook.prompt-{kind}", unit=in_unit))
    shown = (
        {"low": f"{low:.0%}", "high": f"{high:.0%}"}
        if kind == "percent"
        else {"low": f"{low:,.15g}", "high": f"{high:,.15g}"}
    )
    return _refuse(check, language, "error-range", **shown)


def bounds(question: Ask | ProfileQuestion | Column) -> tuple[float, float]:
    """The least and greatest number that the cell accepts: a validation has to name both."""
    low, high = limits(question)
    return -_WIDEST if low is None else low, _WIDEST if high is None else high


def validate_list(sheet: Worksheet, cell: Any, words: list[str], language: Language, lists: Lists, title: str) -> None:
    """A drop-down of these words on one cell."""
    validation = _list(words, language, lists, title)
    validation.add(cell)
    sheet.add_data_validation(validation)


def _list(words: list[str], language: Language, lists: Lists, title: str) -> DataValidation:
    check = DataValidation(type="list", formula1=f"={lists.name_of(words)}", allow_blank=True)
    return _refuse(_prompt(check, title, say(language, "workbook.prompt-list")), language, "error-list")


def _prompt(check: DataValidation, title: str, text: str) -> DataValidation:
    check.showInputMessage, check.promptTitle, check.prompt = True, _cut(title, _TITLE), _cut(text, _PROMPT)
    return check


def _refuse(check: DataValidation, language: Language, key: str, **values: object) -> DataValidation:
    check.showErrorMessage, check.errorStyle = True, "stop"
    check.errorTitle = _cut(say(language, "workbook.error-title"), _TITLE)
    check.error = _cut(say(language, f"workbook.{key}", **values), _ERROR)
    return check


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
