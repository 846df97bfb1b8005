"""A policy as data: the types that a framework's YAML is read into, and nothing that computes.

Field docstrings are what `rubrics schema` publishes and what an author's editor shows.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Any, Literal

from convergence_cli.model.expression import Expression
from convergence_cli.model.language import Language
from convergence_cli.value import value

AnswerType = Literal["percent", "number", "integer", "money", "date", "yes_no", "one_of", "many_of", "text"]
Aggregate = Literal["arithmetic", "geometric", "minimum"]
Missing = Literal["zero", "redistribute"]
Obligation = Literal["must", "should", "may"]
Horizon = Literal["progress", "breakthrough", "long-term"]

NUMERIC_TYPES: frozenset[str] = frozenset({"percent", "number", "integer", "money"})


class _Percentage:
    """Marks a number that YAML may also write as `50%` (the loader reads it as 0.5)."""

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [handler(core_schema), {"type": "string", "pattern": r"^-?\d+(\.\d+)?%$"}]}


class _ClauseId:
    """Marks a clause id, `16.2`, which YAML reads as a number unless it is quoted."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        def as_text(raw: object) -> object:
            if not isinstance(raw, float):
                return raw
            measure, _, sentence = str(raw).partition(".")  # never rounded: 16.11 is the eleventh sentence
            return f"{measure:0>2}.{sentence}"

        return core_schema.no_info_before_validator_function(as_text, handler(source))

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "pattern": r"^\d\d\.\d+$"}, {"type": "number"}]}


Amount = Annotated[float, _Percentage()]
"""A number in the unit of its question; a percentage is a fraction (0.5 for 50%)."""

Threshold = Annotated[float | str, _Percentage()]
"""An Amount, or for a date question a date, YYYY-MM-DD."""

ClauseId = Annotated[str, _ClauseId()]


@value
class Text:
    """Words for people, in both languages."""

    zh: str
    """Chinese, as stations read it."""
    en: str
    """English, for readers abroad and maintainers."""

    def in_(self, language: Language) -> str:
        """The words in one language."""
        return self.zh if language == "zh" else self.en


@value
class Source:
    """Where the framework comes from."""

    title: Text
    number: str
    """The document number, e.g. 广电发〔2020〕79号."""
    issuer: Text
    date: str
    """Date of issue, YYYY-MM-DD."""


# --- what is asked -------------------------------------------------------------------------------


@value
class ProfileQuestion:
    """A question about the station, asked once; `applies` and `by` refer to it by id."""

    id: str
    title: Text
    type: AnswerType = "text"
    hint: Text | None = None
    options: dict[str, Text] = field(default_factory=dict)
    """For one_of and many_of: option id to its words."""
    required: bool = False
    """Without an answer the workbook cannot be judged."""
    min: Amount | None = None
    max: Amount | None = None


@value
class ScaleStep:
    """One option of a shared scale."""

    text: Text
    points: float


@value
class Scale:
    """A shared answer scale, worst first: option id to words and points."""

    title: Text
    steps: dict[str, ScaleStep]


@value
class Column:
    """One typed column of a repeat table."""

    id: str
    title: Text
    type: AnswerType = "text"
    unit: Text | None = None
    hint: Text | None = None
    options: dict[str, Text] = field(default_factory=dict)
    required: bool = True
    """A row that leaves a required column blank is half filled in: a problem."""
    min: Amount | None = None
    max: Amount | None = None
    total: bool = False
    """The sheet shows a total of this column."""


@value
class Table:
    """A repeat table: the station lists things, the program adds up."""

    id: str
    title: Text
    hint: Text
    """How to fill it in: what gets a row, what does not, the period."""
    columns: tuple[Column, ...]
    rows: int = 40
    """Blank rows that the template offers; more may be added."""


@value
class Ask:
    """What is asked, and what kind of answer is accepted."""

    type: AnswerType
    question: Text
    criteria: Text | None = None
    """The period, what counts and what does not, an example where people would differ."""
    unit: Text | None = None
    compute: str | None = None
    """An expression over table columns and other answers; then the cell is not asked."""
    options: dict[str, Text] = field(default_factory=dict)
    """For one_of and many_of, unless the score names a shared scale: option id to words."""
    min: Amount | None = None
    max: Amount | None = None


# --- how it is scored ----------------------------------------------------------------------------


@value
class Band:
    """One step of `bands`: a condition on the answer and the points it earns, or `otherwise`."""

    points: float | None = None
    above: Threshold | None = None
    """Strictly more than this."""
    from_: Threshold | None = None
    """This or more."""
    below: Threshold | None = None
    """Strictly less than this (lower is better)."""
    up_to: Threshold | None = None
    """This or less (lower is better)."""
    otherwise: float | None = None
    """The points of every other answer; only the last band has it."""


@value
class Ramp:
    """Points rise in a straight line from 0 at `from` to 100 at `to`; from > to: lower is better."""

    from_: Amount
    to: Amount
    log: bool = False
    """Take logarithms of the answer and of both ends."""


@value
class Capped:
    """Points in proportion to the answer, full at `at`."""

    at: Amount


@value
class Checklist:
    """Points for what is ticked, by weight."""

    items: dict[str, float]
    """Option id to weight."""
    must_have: tuple[str, ...] = ()
    """If one of these is not ticked, the points are at most `cap`."""
    cap: float = 0.0


@value
class Score:
    """How an answer becomes points 0-100: exactly one of these keys."""

    bands: tuple[Band, ...] | None = None
    """Steps, best first; the last is `otherwise`."""
    ramp: Ramp | None = None
    capped: Capped | None = None
    choices: dict[str, float] | None = None
    """Option id to points (one_of)."""
    scale: str | None = None
    """The id of a shared scale, which also gives the options (one_of)."""
    checklist: Checklist | None = None
    """Items that can be ticked (many_of)."""
    expect: Literal["yes", "no"] | None = None
    """The answer that earns 100 points; the other one earns 0 (yes_no)."""
    by: "dict[str, dict[str, Score]] | None" = None
    """One profile question, and a function for each of its options."""


@value
class Evidence:
    """What a reviewer would want to see."""

    required: bool = True
    """An answer without it does not count in the evidenced score."""
    hint: Text | None = None


# --- the tree ------------------------------------------------------------------------------------


@value
class Indicator:
    """One scored question."""

    id: str
    """Measure id, a dot, a kebab-case name; stable, never positional."""
    title: Text
    clauses: tuple[ClauseId, ...]
    quote: str
    """A fragment of the clause to the letter, at most 60 characters."""
    obligation: Obligation
    """From the clause's own wording."""
    weight: float
    ask: Ask
    score: Score
    evidence: Evidence
    advice: tuple[Text, ...]
    """What stations that reach the target did, in steps."""
    effort: int
    """1 weeks, 2 a quarter, 3 half a year, 4 a year, 5 longer."""
    basis: Literal["clause", "calibrated"]
    """clause: the threshold stands in the policy; calibrated: it is ours, and `because` says why."""
    because: Text | None = None
    who: Text
    """The department that can answer."""
    required: bool = False
    """A red line."""
    required_for: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Profile question id to the options for which it is a red line; absent: for every station."""
    target: float = 100.0
    """Points that count as met."""
    target_by: dict[str, dict[str, float]] | None = None
    """One profile question, and a target for some of its options; else `target`."""
    applies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Profile question id to the options for which the indicator is in scope."""
    not_applicable: tuple[str, ...] = ()
    """Permitted reasons; absent: it always applies."""
    needs: tuple[str, ...] = ()
    """Indicators that must be met first."""

    @property
    def measure(self) -> str:
        """The id of the measure it belongs to."""
        return self.id.partition(".")[0]

    def in_scope(self, profile: Mapping[str, object]) -> bool:
        """Whether a station with this profile is asked; a profile question left blank excludes nothing."""
        return all(_matches(profile.get(question), options) for question, options in self.applies.items())

    def is_red_line(self, profile: Mapping[str, object]) -> bool:
        """Whether a station with this profile must not miss it."""
        asked = self.required_for.items()
        return self.required and all(_matches(profile.get(question), options) for question, options in asked)


def _matches(answer: object, options: tuple[str, ...]) -> bool:
    if answer is None:
        return True
    return bool(set(answer) & set(options)) if isinstance(answer, tuple) else answer in options


@value
class NotScored:
    """A clause that no indicator covers, and why."""

    clause: ClauseId
    because: Text


@value
class Measure:
    """One measure of the policy and its indicators; a file `<id>.yaml`."""

    id: str
    title: Text
    weight: float
    because: Text
    """Why this weight, in a sentence."""
    horizon: Horizon
    clauses: tuple[ClauseId, ...]
    """All clauses of the measure; each is covered by an indicator or stands under not_scored."""
    not_scored: tuple[NotScored, ...] = ()
    aggregate: Aggregate | None = None
    indicators: tuple[Indicator, ...]


@value
class Chapter:
    """A section of the policy."""

    id: str
    title: Text
    weight: float
    because: Text
    measures: tuple[str, ...]
    aggregate: Aggregate | None = None


@value
class Level:
    """A maturity level; levels are reached from the bottom up."""

    id: str
    title: Text
    index: float | None = None
    """The index must be at least this."""
    chapter: float | None = None
    """Every chapter in play must score at least this."""
    red_lines: bool = True
    """No red line may be unmet or unanswered."""


@value
class Check:
    """An assertion across answers."""

    id: str
    that: str
    """An expression that must be true; where an answer in it is blank, nothing is checked."""
    message: Text
    severity: Literal["warning", "error"] = "warning"


@value
class FrameworkFile:
    """`framework.yaml`: everything about a framework but its measures."""

    id: str
    version: str
    title: Text
    source: Source
    missing: Missing = "zero"
    aggregate: Aggregate = "arithmetic"
    profile: tuple[ProfileQuestion, ...]
    name_question: str = "name"
    """The profile question that names the station."""
    reasons: dict[str, Text] = field(default_factory=dict)
    """Reasons for which an indicator may be not applicable."""
    scales: dict[str, Scale] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    chapters: tuple[Chapter, ...]
    levels: tuple[Level, ...] = ()
    checks: tuple[Check, ...] = ()


@value
class Framework(FrameworkFile):
    """A whole framework: its file, its measures in chapter order, and what identifies them."""

    measures: tuple[Measure, ...]
    sha256: str
    """Over all YAML files of the framework, tests excepted."""
    expressions: dict[str, Expression]
    """Every `compute` and every check, parsed: text -> expression."""

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the order of chapters and measures."""
        return tuple(indicator for measure in self.measures for indicator in measure.indicators)

    def options(self, indicator: Indicator) -> dict[str, Text]:
        """The options of a closed question: its own, or those of the scale that scores it."""
        scale = self.scales.get(indicator.score.scale or "")
        return {key: step.text for key, step in scale.steps.items()} if scale else indicator.ask.options
