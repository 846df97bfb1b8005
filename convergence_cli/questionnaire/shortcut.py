"""Cells that were typed just as the questionnaire wants them, known by a shortcut.

Almost every cell is such a one, and the careful way of `normalise` costs five times as much. A shortcut never
decides anything: it gives the very answer that the careful way would give without a note, or None, and
then the careful way has the word.
"""

from collections.abc import Callable

from convergence_cli.model.language import Language
from convergence_cli.model.numbers import tidy
from convergence_cli.model.question import Text, limits
from convergence_cli.model.questionnaire import Answered
from convergence_cli.questionnaire.cleaning import folded
from convergence_cli.questionnaire.layout import LETTERS
from convergence_cli.questionnaire.numerals import GREATEST, Question
from convergence_cli.questionnaire.workbook.sheet import Cell

Shortcut = Callable[[Cell], Answered | None]

_YES_NO: dict[Language, dict[Cell, Answered]] = {
    "zh": {"是": True, "否": False},
    "en": {"Yes": True, "No": False},
}


def shortcut(question: Question, options: dict[str, Text], language: Language | None) -> Shortcut:
    """The shortcut for cells of one question in a workbook of this language."""
    if language is not None and question.type == "yes_no":
        return _YES_NO[language].get
    if language is not None and question.type == "one_of":
        words: dict[Cell, Answered] = {text.in_(language): name for name, text in reversed(options.items())}
        return words.get
    if question.type in ("number", "money", "integer"):
        return _number(question)
    if question.type == "text":
        return _text
    if question.type == "many_of":
        return _letters(options)
    return no_shortcut


def no_shortcut(_: Cell) -> None:
    """Knows no cell."""


def _number(question: Question) -> Shortcut:
    low, high = limits(question)
    low, high = (-GREATEST if low is None else low), (GREATEST if high is None else high)
    whole = question.type == "integer"

    def number(cell: Cell) -> Answered | None:
        if type(cell) is not float and type(cell) is not int:
            return None
        given = tidy(cell)
        return given if low <= given <= high and (not whole or float(given).is_integer()) else None

    return number


def _text(cell: Cell) -> Answered | None:
    return (cell.strip() or None) if isinstance(cell, str) and cell.isprintable() else None


def _letters(options: dict[str, Text]) -> Shortcut:
    names = dict(zip(LETTERS, options, strict=False))
    short = [text for both in options.values() for text in both.both if len(text) <= len(names)]
    words = {folded(text) for text in short}

    def letters(cell: Cell) -> Answered | None:
        if not isinstance(cell, str) or len(cell) > len(names) or not all(letter in names for letter in cell):
            return None
        return tuple(name for letter, name in names.items() if letter in cell) if folded(cell) not in words else None

    return letters
