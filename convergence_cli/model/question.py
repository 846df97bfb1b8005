"""What is asked: answer types, texts in two languages, questions, tables, shared scales."""

from dataclasses import field
from typing import Annotated, Any, Literal

from convergence_cli.model.keywords import (
    CLAUSE,
    DAY,
    MOST_OPTIONS,
    NAME,
    NAMED,
    NOT_NONE,
    PERCENTAGE,
    Address,
    ExpressionText,
    Keywords,
    OptionalDay,
    Points,
    Rows,
    Snake,
    SomeText,
)
from convergence_cli.model.language import Language
from convergence_cli.value import value

AnswerType = Literal["percent", "number", "integer", "money", "date", "yes_no", "one_of", "many_of", "text"]

WhenEmpty = Literal["met", "not_applicable", 0, "unanswered"]
"""What a computed question comes to where its tables have nothing to compute from."""

NUMERIC_TYPES: frozenset[str] = frozenset({"percent", "number", "integer", "money"})
COMPUTED_TYPES = NUMERIC_TYPES | {"yes_no"}
"""What an expression can give."""
CLOSED_TYPES: frozenset[str] = frozenset({"one_of", "many_of"})
"""What is answered by options."""


class _Percentage:
    """Marks a number that YAML may also write as `50%` (the loader reads it as 0.5)."""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [handler(core_schema), {"type": "string", "pattern": PERCENTAGE}]}


class _Limit:
    """Marks an Amount or a day."""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"{PERCENTAGE}|{DAY}"}]}


class _ClauseId:
    """Marks the id of a clause, or of a part of one; YAML reads `16.2` as a number unless it is quoted."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        def as_text(raw: object) -> object:
            return str(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else raw

        return core_schema.no_info_before_validator_function(as_text, handler(source))

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "pattern": self.pattern}, {"type": "number"}]}


Amount = Annotated[float, _Percentage()]
"""A number in the unit of its question; a percentage is a fraction (0.5 for 50%)."""

Threshold = Annotated[float | str, _Limit()]
"""An Amount, or for a date question a date, YYYY-MM-DD."""

ClauseId = Annotated[str, _ClauseId(CLAUSE)]
"""Any text without a slash and without blanks at its ends."""
UnitId = Annotated[str, _ClauseId(NAME)]
"""A clause, or a part of one, `16.2/first`."""


UNSAID = "\0"
"""Words that do not stand in the YAML, which is not the same as empty ones. No text of a sound framework has it: where
that is of one language, its words stand for both."""


@value
class Text:
    """Words for people, in every language of the framework."""

    zh: SomeText = UNSAID
    """Chinese, as stations read it."""
    en: SomeText = UNSAID
    """English, for readers abroad and maintainers."""

    def in_(self, language: Language) -> str:
        """The words in one language."""
        return self.zh if language == "zh" else self.en


def said(text: Text | None, language: Language) -> str:
    """Words in one language; empty where the framework says nothing."""
    return text.in_(language) if text else ""


@value
class Citation:
    """What a question, an option or a threshold rests on besides the policy: a law, a standard, another document."""

    title: Text
    number: str = ""
    """The document number, or that of the article."""
    date: OptionalDay = ""
    """Date of issue, YYYY-MM-DD; what is later than the policy is marked as such."""
    url: Address = ""
    """Where it can be read, https://…"""


@value
class ProfileQuestion:
    """A question about the station, asked once; `applies` and `by` refer to it by id."""

    id: Snake
    title: Text
    type: AnswerType = "text"
    hint: Text | None = None
    options: Annotated[dict[str, Text], NAMED] = field(default_factory=dict)
    """For one_of and many_of: option id to its words."""
    required: bool = False
    """Without an answer the workbook cannot be judged."""
    carried: bool = True
    """Whether last year's answer is put into this year's questionnaire; false for the year itself."""
    min: Amount | None = None
    max: Amount | None = None


@value
class ScaleStep:
    """One option of a shared scale."""

    text: Text
    points: Points


@value
class Scale:
    """A shared answer scale, worst first: option id to words and points."""

    title: Text
    steps: Annotated[dict[str, ScaleStep], NAMED, Keywords(minProperties=2, maxProperties=MOST_OPTIONS)]


@value
class Column:
    """One typed column of a repeat table."""

    id: Snake
    title: Text
    type: AnswerType = "text"
    unit: Text | None = None
    hint: Text | None = None
    options: Annotated[dict[str, Text], NAMED] = field(default_factory=dict)
    required: bool = True
    """A row that leaves a required column blank is half filled in: a problem."""
    min: Amount | None = None
    max: Amount | None = None
    total: bool = False
    """The sheet shows a total of this column."""


@value
class Table:
    """A repeat table: the station lists things, the program adds up."""

    id: Snake
    title: Text
    hint: Text
    """How to fill it in: what gets a row, what does not, the period."""
    columns: Annotated[tuple[Column, ...], NOT_NONE]
    rows: Rows = 40
    """Blank rows that the template offers; more may be added."""


@value
class Ask:
    """What is asked, and what kind of answer is accepted."""

    type: AnswerType
    question: Text
    criteria: Text | None = None
    """The period, what counts and what does not, an example where people would differ."""
    unit: Text | None = None
    compute: ExpressionText | None = None
    """An expression over table columns and other answers; then the cell is not asked."""
    when_empty: WhenEmpty | None = None
    """What holds where all is filled in and there is nothing to compute from: every table was confirmed empty, or
    nothing is divided by nothing, or there is no row of which to take the least, the greatest or the mean. `met`: 100
    points; `not_applicable`: it leaves the denominator; `0`: no points; `unanswered`: it stays open. Demanded of every
    question that is computed from a table.
    """
    options: Annotated[dict[str, Text], NAMED, Keywords(maxProperties=MOST_OPTIONS)] = field(default_factory=dict)
    """For one_of and many_of, unless the score names a shared scale: option id to words."""
    sources: dict[str, Citation] = field(default_factory=dict)
    """Option id to what this option rests on."""
    min: Amount | None = None
    max: Amount | None = None


def limits(question: Ask | ProfileQuestion | Column) -> tuple[float | None, float | None]:
    """The least and the greatest number accepted; a percentage is 0-100% unless the framework says otherwise."""
    low, high = (0.0, 1.0) if question.type == "percent" else (None, None)
    return low if question.min is None else question.min, high if question.max is None else question.max
