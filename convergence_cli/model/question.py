"""What is asked: answer types, texts in two languages, questions, tables, shared scales."""

from dataclasses import field
from typing import Annotated, Any, Literal

from convergence_cli.model.keywords import (
    APART,
    BY_KEBAB,
    CLAUSE,
    DAY,
    MOST_OPTIONS,
    NAME,
    NAMED,
    NOT_NONE,
    PERCENTAGE,
    Address,
    ExpressionText,
    Kebab,
    Keywords,
    OptionalDay,
    Points,
    Rows,
    Snake,
    SomeText,
    Weight,
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

    @property
    def both(self) -> tuple[str, str]:
        """The words in Chinese and in English."""
        return self.zh, self.en

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
class FixedRow:
    """One row of a table whose rows the framework lists."""

    title: Text
    hint: Text | None = None
    """What belongs in this row, beside it in the form."""
    weight: Weight = 1.0
    """Of the question that `ask.cell` makes of the row."""
    clauses: tuple[UnitId, ...] = ()
    """What of the policy that question covers, in place of what the indicator says."""
    applies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Profile question id to the options for which the row is asked."""


BLANK_ROWS = 40
"""So many rows a form offers of a table that does not say how many."""


@value
class Table:
    """A table. A station lists things, and the program adds up; or the framework lists the rows, as `fixed`."""

    id: Snake
    title: Text
    hint: Text
    """How to fill it in: what gets a row, what does not, the period."""
    columns: Annotated[tuple[Column, ...], NOT_NONE]
    rows: Rows | None = None
    """Blank rows that the template offers, 40 if absent; more may be added."""
    fixed: Annotated[dict[str, FixedRow], BY_KEBAB] = field(default_factory=dict)
    """Row id to the row: the form lists them, and a station fills in the other columns. None is added; a blank one is
    unanswered."""

    def column(self, name: str) -> Column | None:
        """A column by its id."""
        return next((column for column in self.columns if column.id == name), None)


@value
class TableCell:
    """Where a question is asked that stands in a table with fixed rows, and not on the sheet of questions."""

    table: Snake
    column: Snake
    """The column that is answered; it gives the options."""
    row: Kebab | None = None
    """The row. Absent: each row is a question of its own, its id ending in the row's, `{row}` being the row's title."""
    only: Annotated[tuple[Kebab, ...], APART] = ()
    """Of these rows alone; absent: of all."""
    evidence: Snake | None = None
    """The text column in which evidence is named."""
    note: Snake | None = None
    """The text column of remarks."""
    reasons: Annotated[dict[str, str], NAMED] = field(default_factory=dict)
    """Option of the column to the not-applicable reason that it stands for; the other options are answers."""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns of the row that belong to the question."""
        return tuple(name for name in (self.column, self.evidence, self.note) if name is not None)


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
    cell: TableCell | None = None
    """The question is asked in a table with fixed rows."""
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
