"""Faults as values: where, what and how bad; raised together, never one by one.

A `Problem` carries a code and the values that belong in its sentence, not the sentence itself:
the words live in `texts/problems.py`, in both languages, so that a report has one language.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar

from convergence_cli.value import value

T = TypeVar("T")
Severity = Literal["error", "warning", "note"]


@value
class Location:
    """A place in a file: line and column of a text file (from 1), or sheet and cell of a workbook."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    sheet: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """Where it is within a workbook: `sheet!cell`, or the sheet alone, or nothing."""
        return "!".join(part for part in (self.sheet, self.cell) if part)

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.file}, {self.place}"
        numbers = "".join(f":{number}" for number in (self.line, self.column) if number is not None)
        return f"{self.file}{numbers}"


@value
class Problem:
    """One fault (error, warning) or one remark on how a cell was read (note).

    `code` is kebab-case and names what is wrong; `values` fill the sentence of that code. A value
    that is a pair is a text in two languages, (zh, en).
    """

    code: str
    location: Location = Location()
    severity: Severity = "error"
    values: tuple[tuple[str, "Word"], ...] = ()


Pair = tuple[str, str]
"""A text in Chinese and in English."""
Word = str | Pair


def problem(code: str, location: Location | None = None, severity: Severity = "error", /, **values: Word) -> Problem:
    """Make a Problem with its values in the order given."""
    return Problem(code=code, location=location or Location(), severity=severity, values=tuple(values.items()))


def joined(names: Sequence[str], most: int | None = None) -> Word:
    """Names in one text, with the signs of each language between them; `…` stands for those after the first so many."""
    shown = [*names[:most], *(["…"] if most is not None and len(names) > most else [])]
    return shown[0] if len(shown) == 1 else listed(shown)


def listed(words: Iterable[Word]) -> Pair:
    """Words in one text, with the signs of each language between them."""
    pairs = [(word, word) if isinstance(word, str) else word for word in words]
    return "、".join(zh for zh, _ in pairs), ", ".join(en for _, en in pairs)


class ConvergenceError(Exception):
    """The input cannot be judged; carries every problem found, not only the first."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(f"{item.code} {dict(item.values)} at {item.location}" for item in self.problems)


def without_faults(found: Iterable[T | Problem]) -> list[T]:
    """What was read, in its order; raises ConfigError with every problem that came of it instead."""
    every = list(found)
    faults = [each for each in every if isinstance(each, Problem)]
    if faults:
        raise ConfigError(*faults)
    return [each for each in every if not isinstance(each, Problem)]


class RubricError(ConvergenceError):
    """The framework's YAML is at fault."""


class WorkbookError(ConvergenceError):
    """The station's workbook is at fault; `language` is the one that it was made in, where that is known."""

    def __init__(self, *problems: Problem, language: Literal["zh", "en"] | None = None) -> None:
        super().__init__(*problems)
        self.language = language


class ConfigError(ConvergenceError):
    """An option, an environment variable or the configuration file is at fault."""


class ExportError(ConvergenceError):
    """A report could not be written."""
