"""A policy as data: the types that a framework's YAML is read into, and nothing that computes.

Field docstrings are what `rubrics schema` publishes and what an author's editor shows.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import field
from graphlib import TopologicalSorter
from typing import Annotated, Literal

from convergence_cli.model.change import Change
from convergence_cli.model.display import PLAIN, Display
from convergence_cli.model.expression import Expression, Reference, references
from convergence_cli.model.keywords import (
    APART,
    NAMED,
    NOT_NONE,
    ONE,
    PARTS,
    ChapterId,
    Effort,
    ExpressionText,
    IndicatorId,
    Kebab,
    Keywords,
    Marks,
    MeasureId,
    Minutes,
    Name,
    Points,
    PositivePoints,
    Quote,
    Target,
    Version,
    Weight,
    Years,
)
from convergence_cli.model.language import LANGUAGES, Language
from convergence_cli.model.numbers import FULL
from convergence_cli.model.question import (
    Amount,
    Ask,
    Citation,
    ClauseId,
    Column,
    ProfileQuestion,
    Scale,
    Table,
    Text,
    UnitId,
)
from convergence_cli.model.score import Score
from convergence_cli.value import Keeping, once, value

Aggregate = Literal["arithmetic", "geometric", "harmonic", "minimum", "sum", "deduction"]
SHEETS: frozenset[Aggregate] = frozenset({"sum", "deduction"})
"""Ways in which weights are marks of a published sheet: those earned add up, or those lost are taken off."""
Missing = Literal["zero", "redistribute"]
Lapsed = Literal["excluded", "full", "zero"]
"""What a not-applicable answer does to the score: nothing at all, or it counts as full points, or as none."""
Obligation = Literal["must", "should", "may"]
Horizon = Literal["progress", "breakthrough", "long-term"]
RedLineState = Literal["missed", "unanswered"]
"""Of a red line that is not kept: answered and missed, or not answered."""


@value
class Source:
    """Where the framework comes from."""

    title: Text
    number: str = ""
    """The document number, e.g. 广电发〔2020〕79号."""
    issuer: Text | None = None
    date: str = ""
    """Date of issue, YYYY-MM-DD."""
    clauses: Annotated[tuple[ClauseId, ...], APART] = ()
    """Every clause of the policy, each by any text without a slash and without blanks at its ends. With it, each clause
    has to be covered or excused, and each indicator has to say where it stands in the policy, how binding it is, who
    answers, and how a station gets there."""


@value
class Evidence:
    """What a reviewer would want to see."""

    required: bool = True
    """An answer without it does not count in the evidenced score."""
    per_option: bool = False
    """Of a question whose options are ticked: each takes evidence of its own, and only ticked options that have it
    count in the evidenced score."""
    hint: Text | None = None


@value
class RedLine:
    """What no station may miss: exactly one of `unless` and `below`."""

    unless: Literal["met"] | None = None
    """It is missed unless the target is met."""
    below: PositivePoints | None = None
    """It is missed where the answer earns fewer points than this."""
    for_: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Profile question id to the options for which it is a red line; absent: for every station."""


@value
class Indicator:
    """One question; it is scored, unless it says otherwise."""

    id: IndicatorId
    """Measure id, a dot, a name in lower case with hyphens; stable, never positional."""
    title: Text
    clauses: tuple[UnitId, ...] = ()
    """What of the policy it covers; of a clause that has parts the part, `16.2/first`."""
    quote: Quote = ""
    """A fragment of the clause to the letter, at most 60 characters."""
    obligation: Obligation | None = None
    """From the clause's own wording."""
    scored: bool = True
    """false: it is asked and shown, expressions may read it, and no score, count or gap knows of it."""
    weight: Weight | None = None
    """1 unless it says otherwise."""
    weight_by: Annotated[dict[str, dict[str, Weight]], ONE] | None = None
    """One profile question, and a weight for some of its options; else `weight`."""
    ask: Ask
    score: Score = Score()
    """How an answer becomes points; of every question that is scored."""
    evidence: Evidence = field(default_factory=lambda: Evidence(required=False))
    advice: tuple[Text, ...] = ()
    """What stations that reach the target did, in steps."""
    effort: Effort | None = None
    """1 weeks, 2 a quarter, 3 half a year, 4 a year, 5 longer; absent: each step costs the same."""
    basis: Literal["clause", "calibrated"] | None = None
    """clause: the threshold stands in the policy; calibrated: it is ours, and `because` says why."""
    because: Text | None = None
    source: Citation | None = None
    """What it rests on besides the policy."""
    who: Text | None = None
    """The department that can answer."""
    red_line: RedLine | None = None
    """It is one, for every station or for some."""
    target: Target | None = None
    """Points that count as met; 100 unless it says otherwise."""
    target_by: Annotated[dict[str, dict[str, Target]], ONE] | None = None
    """One profile question, and a target for some of its options; else `target`.

    Where the question is a whole number, such as the year assessed, each key is a milestone: the last one that is
    not beyond the answer holds, and before the first one `target` does.
    """
    applies: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Profile question id to the options for which the indicator is in scope."""
    not_applicable: tuple[str, ...] = ()
    """Permitted reasons; absent: it always applies."""
    not_applicable_counts: Lapsed | None = None
    """What a not-applicable answer does to the score; absent: what the framework says."""
    needs: tuple[str, ...] = ()
    """Indicators that must be met first."""

    @property
    def measure(self) -> str:
        """The id of the measure it belongs to."""
        return self.id.partition(".")[0]

    @property
    def takes_own_target(self) -> bool:
        """Whether a station may set itself a target: a text has nothing to reach, nor has what is not scored."""
        return self.scored and self.ask.type != "text"

    def weight_for(self, profile: Mapping[str, object]) -> float:
        """The weight that holds for a station with this profile; so it is of measures and chapters."""
        return _weight(self, profile)

    def in_scope(self, profile: Mapping[str, object]) -> bool:
        """Whether a station with this profile is asked; a profile question left blank excludes nothing."""
        return in_scope(self.applies, profile)

    def milestone(self, profile: Mapping[str, object]) -> tuple[str, str] | None:
        """The entry of `target_by` that holds for a station, question and key; None where `target` does."""
        for question, targets in (self.target_by or {}).items():
            answer = profile.get(question)
            if isinstance(answer, int | float):
                passed = [key for key in targets if int(key) <= answer]
                return (question, max(passed, key=int)) if passed else None
            return (question, str(answer)) if str(answer) in targets else None
        return None

    def target_for(self, profile: Mapping[str, object]) -> float:
        """The points that count as met for a station with this profile."""
        standard = FULL if self.target is None else self.target
        if self.target_by is None:  # as for most
            return standard
        entry = self.milestone(profile)
        return standard if entry is None else self.target_by[entry[0]][entry[1]]

    def is_red_line(self, profile: Mapping[str, object]) -> bool:
        """Whether a station with this profile must not miss it; what is not known to hold cannot be missed."""
        return self.can_be_red_line(profile) and all(profile.get(question) is not None for question in self.applies)

    def can_be_red_line(self, profile: Mapping[str, object]) -> bool:
        """Whether it is a red line for this station, or for all that is known could be: a blank excludes nothing."""
        if self.red_line is None:  # as for most
            return False
        return all(matches(profile.get(question), options) for question, options in self.red_line.for_.items())

    def kept_from(self, profile: Mapping[str, object]) -> float:
        """The points from which on its red line is kept by a station with this profile."""
        below = self.red_line.below if self.red_line else None
        return self.target_for(profile) if below is None else below

    def not_kept(self, points: float | None, profile: Mapping[str, object]) -> RedLineState | None:
        """What is wrong with a red line, in play with these points; None where it is kept, or is none for certain."""
        return self.falls_short(points, profile) if self.is_red_line(profile) else None

    def falls_short(self, points: float | None, profile: Mapping[str, object]) -> RedLineState | None:
        """The same of what is, or could be, a red line."""
        if points is None:
            return "unanswered"
        return "missed" if points < self.kept_from(profile) else None


OF_SCORED = (
    *("weight", "weight_by", "score", "target", "target_by", "red_line"),
    *("not_applicable_counts", "needs", "advice", "effort", "basis"),
)
"""Keys that say how an indicator is scored, or how its gap is closed: what is not scored has none of them."""


def _weight(part: "Indicator | Measure | Chapter", profile: Mapping[str, object]) -> float:
    standard = 1.0 if part.weight is None else part.weight
    for question, weights in (part.weight_by or {}).items():
        return weights.get(str(profile.get(question)), standard)
    return standard


def in_scope(applies: Mapping[str, tuple[str, ...]], profile: Mapping[str, object]) -> bool:
    """Whether what applies to these is asked of a station; a profile question left blank excludes nothing."""
    return not applies or all(matches(profile.get(question), options) for question, options in applies.items())


def matches(answer: object, options: tuple[str, ...]) -> bool:
    """Whether an answer about the station is among the options; a blank one excludes nothing."""
    if answer is None:
        return True
    return bool(set(answer) & set(options)) if isinstance(answer, tuple) else answer in options


@value
class NotScored:
    """A clause, or a part of one, that no indicator covers, and why."""

    clause: UnitId
    because: Text


@value
class Measure(Keeping):
    """One measure of the policy and its indicators; a file `<id>.yaml`."""

    id: MeasureId
    """The file's name without `.yaml`: letters, digits and hyphens, a letter first."""
    title: Text
    weight: Weight = 1.0
    weight_by: Annotated[dict[str, dict[str, Weight]], ONE] | None = None
    """One profile question, and a weight for some of its options; else `weight`."""
    because: Text | None = None
    """Why this weight, in a sentence."""
    horizon: Horizon | None = None
    """When the policy wants it done; in how many years that is stands under `horizons` of the framework."""
    clauses: tuple[ClauseId, ...] = ()
    """All clauses of the measure; each is covered by an indicator or stands under not_scored."""
    parts: dict[str, Annotated[dict[str, Text], PARTS]] = field(default_factory=dict)
    """Clause id to its parts, part id to words; then each part is covered or excused by itself, as `16.2/first`."""
    not_scored: tuple[NotScored, ...] = ()
    aggregate: Aggregate | None = None
    maximum: Marks | None = None
    """Full marks of a `sum` or a `deduction`; absent: the weights of what is asked inside add up to them."""
    needs_all: bool = False
    """It has no score, and what holds it has none, until everything in play inside is answered."""
    indicators: Annotated[tuple[Indicator, ...], NOT_NONE]

    @once
    def scored(self) -> tuple[Indicator, ...]:
        """Those of its indicators that are scored."""
        return tuple(item for item in self.indicators if item.scored)

    @once
    def units(self) -> Mapping[str, Text | None]:
        """All that is to be covered: each part of a clause that has parts, with its words, else the clause itself."""
        return {
            unit: words
            for clause in self.clauses
            for unit, words in (
                {f"{clause}/{part}": words for part, words in self.parts[clause].items()}
                if clause in self.parts
                else {clause: None}
            ).items()
        }

    def weight_for(self, profile: Mapping[str, object]) -> float:
        """See `Indicator.weight_for`."""
        return _weight(self, profile)


@value
class Chapter:
    """A section of the policy."""

    id: ChapterId
    title: Text
    weight: Weight = 1.0
    weight_by: Annotated[dict[str, dict[str, Weight]], ONE] | None = None
    """One profile question, and a weight for some of its options; else `weight`."""
    because: Text | None = None
    measures: Annotated[tuple[MeasureId, ...], NOT_NONE, APART]
    aggregate: Aggregate | None = None
    maximum: Marks | None = None
    """Full marks of a `sum` or a `deduction`; absent: the weights of what is asked inside add up to them."""
    needs_all: bool = False
    """It has no score, and the whole has none, until everything in play inside is answered."""

    def weight_for(self, profile: Mapping[str, object]) -> float:
        """See `Indicator.weight_for`."""
        return _weight(self, profile)


@value
class Level:
    """A maturity level; levels are reached from the bottom up."""

    id: Name
    title: Text
    index: Points | None = None
    """The index must be at least this."""
    chapter: Points | None = None
    """Every chapter in play must score at least this."""
    chapters: dict[str, Points] = field(default_factory=dict)
    """Chapter id to what this chapter must score at least, if it is in play; so it is with what follows."""
    measures: dict[str, Points] = field(default_factory=dict)
    """Measure id to what this measure must score at least."""
    indicators: dict[str, Points] = field(default_factory=dict)
    """Indicator id to the points that it must earn at least."""
    on: Literal["score", "evidenced"] = "score"
    """Whether these numbers count every answer, or only those with evidence where evidence is required."""
    coverage: Annotated[Amount, Keywords(exclusiveMinimum=0, maximum=1)] | None = None
    """At least this part of the weight in play must be answered."""
    red_lines: bool = True
    """No red line may be missed or unanswered."""
    that: ExpressionText | None = None
    """An expression over scores, points, outcomes and counts that must be true."""
    because: Text | None = None
    """What `that` asks for, in words."""

    @property
    def key(self) -> str:
        """By which its `that` stands among the framework's expressions."""
        return f"levels.{self.id}.that"

    def named(self, language: Language) -> str:
        """By id and title; by the title alone where that begins with the id."""
        title = self.title.in_(language)
        return title if title.casefold().startswith(self.id.replace("-", " ").casefold()) else f"{self.id} {title}"


@value
class Check:
    """An assertion across answers."""

    id: Kebab
    that: ExpressionText
    """An expression that must be true; where an answer in it is blank, nothing is checked."""
    message: Text
    severity: Literal["warning", "error"] | None = None
    """warning, unless it says otherwise: the report tells; error: nothing is judged."""
    voids: bool = False
    """Where it is false there is neither an index nor a level; in place of a severity."""


@value
class Words:
    """What the framework calls things, where it is not what we call them."""

    unit: Text | None = None
    """What is assessed, one of them: a station, a country, a hospital."""
    units: Text | None = None
    """Several of them; absent: the same with an s in English."""
    counter: str = ""
    """The Chinese measure word of the unit, 家 if absent."""
    report: Text | None = None
    """The title of the report that is handed in."""
    eyebrow: Text | None = None
    """The line above the title of a page; absent: the framework's title."""
    policy: Text | None = None
    """What it follows."""
    red_line: Text | None = None
    """What must not be missed."""
    red_lines: Text | None = None
    """Several of them; absent: the same with an s in English."""
    level: Text | None = None
    """What is reached from the bottom up."""
    levels: Text | None = None
    """Several of them; absent: the same with an s in English."""


@value
class Filling:
    """How long it takes to answer, evidence included: the author's estimate, printed as one."""

    question: Minutes
    table: Minutes


@value
class FrameworkFile(Keeping):
    """`framework.yaml`: everything about a framework but its measures."""

    id: Kebab
    version: Version
    title: Text
    source: Source
    languages: Annotated[tuple[Language, ...], NOT_NONE, APART] = LANGUAGES
    """The languages of its texts; of a framework in one there are no reports in the other."""
    words: Words = Words()
    display: Display = PLAIN
    missing: Missing = "zero"
    needs_all: bool = False
    """There is neither an index nor a level until everything in play is answered."""
    not_applicable_counts: Lapsed = "excluded"
    """What a not-applicable answer does to the score, where its question says nothing else."""
    aggregate: Aggregate = "arithmetic"
    """How chapters make up the index; it holds in chapters and measures that name none, too."""
    maximum: Marks | None = None
    """Full marks of the whole as a `sum` or a `deduction`; absent: the weights of the chapters add up to them."""
    horizons: dict[Horizon, Years] = field(default_factory=dict)
    """Whole years from the source's date until a measure of this horizon is due; one without is never overdue."""
    minutes: Filling | None = None
    """What the first sheet of a questionnaire tells each department that it will take."""
    profile: Annotated[tuple[ProfileQuestion, ...], NOT_NONE]
    name_question: str = "name"
    """The profile question that names the station."""
    peers: tuple[str, ...] | None = None
    """Closed or text profile questions by which stations of one name are told apart and put beside their peers, by each
    and by every two of them; absent: by level and province, where they are asked."""
    reasons: Annotated[dict[str, Text], NAMED] = field(default_factory=dict)
    """Reasons for which an indicator may be not applicable."""
    scales: Annotated[dict[str, Scale], NAMED] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    chapters: Annotated[tuple[Chapter, ...], NOT_NONE]
    noise: Annotated[Amount, Keywords(exclusiveMinimum=0, exclusiveMaximum=1)] = 0.25
    """By which part of itself each weight may be otherwise, where it is drawn how firm ranks and an index are."""
    weights_because: Text | None = None
    """Why what binds less may weigh more in the index than what binds more; absent: it does not."""
    levels: tuple[Level, ...] = ()
    checks: tuple[Check, ...] = ()
    changes: tuple[Change, ...] = ()
    """The version map: what became of ids from version to version, so that earlier forms can be read."""


@value
class Layer:
    """A framework that an overlay was laid on, and what the layer on top of it changed."""

    id: str
    version: str
    sha256: str
    changes: tuple[Change, ...]
    """Its version map."""
    step: Change
    """From its ids to those of the layer on top of it: how answers to its own form are read."""
    touched: tuple[str, ...]
    """What the layer on top of it set or added: ids of indicators, levels and checks."""
    relaxed: tuple[tuple[str, str], ...]
    """What the layer on top of it says that it loosens, by kind and id."""
    issued: str
    """The date of its source."""


_NEED_NOT_BE = ("clauses", "quote", "obligation", "advice", "effort", "basis", "because", "who", "horizon")


@value
class Framework(FrameworkFile):
    """A whole framework: its file, its measures in chapter order, and what identifies them."""

    measures: tuple[Measure, ...]
    sha256: str
    """Over all YAML files of the framework, tests excepted; of an overlay over those of its bases, too."""
    extends: tuple[Layer, ...] = ()
    """What it was laid on, the nearest first; none for a framework that stands by itself."""
    expressions: dict[str, Expression]
    """Every `compute` and every check, parsed: text -> expression; every level's `that` by the level's `key`."""

    @property
    def bases(self) -> str:
        """What it was laid on, by id and version; empty for a framework that stands by itself."""
        return ", ".join(f"{layer.id} {layer.version}" for layer in self.extends)

    @property
    def issued(self) -> str:
        """The date from which horizons count: the policy's own, whatever was laid on it and when."""
        return self.extends[-1].issued if self.extends else self.source.date

    @property
    def branches(self) -> "tuple[Chapter | Measure, ...]":
        """Every chapter and every measure."""
        return (*self.chapters, *self.measures)

    def part(self, name: str) -> "Chapter | Measure":
        """The chapter or the measure of an id."""
        return self.chapter.get(name) or self.measure[name]

    def how(self, part: "FrameworkFile | Chapter | Measure") -> Aggregate:
        """How what is inside a measure, a chapter or the whole is put together."""
        return part.aggregate or self.aggregate

    def lapsed(self, item: Indicator) -> Lapsed:
        """What a not-applicable answer to an indicator does to the score."""
        return item.not_applicable_counts or self.not_applicable_counts

    def emptied(self, item: Indicator) -> str:
        """What having nothing to compute from comes to: `when_empty`, and if that is not applicable what this does."""
        said = item.ask.when_empty
        return self.lapsed(item) if said == "not_applicable" else str(said)

    @once
    def is_marked(self) -> bool:
        """Whether any part of it is a sheet of marks."""
        return any(self.how(part) in SHEETS for part in (self, *self.branches))

    @once
    def checked(self) -> Mapping[str, tuple[Reference, ...]]:
        """Cross-check -> what it reads, each once, from left to right."""
        every = {check.id: references(self.expressions[check.that]) for check in self.checks}
        return {name: tuple(dict.fromkeys(found)) for name, found in every.items()}

    @once
    def weighed_by(self) -> tuple[str, ...]:
        """The profile questions that decide on weights."""
        parts = (*self.branches, *self.indicators)
        return tuple(dict.fromkeys(name for part in parts for name in part.weight_by or {}))

    @once
    def vocabulary(self) -> Mapping[str, tuple[str, str]]:
        """Its own words for what texts speak of, by name, in Chinese and English; empty where they are ours."""
        words = self.words
        found: dict[str, tuple[str, str]] = {}
        for name in ("unit", "red_line", "level"):
            one: Text | None = getattr(words, name)
            if one is not None:
                many: Text = getattr(words, f"{name}s") or Text(zh=one.zh, en=f"{one.en}s")
                found[name.replace("_", "-")] = one.both
                found[f"{name.replace('_', '-')}s"] = many.both
        if words.policy is not None:
            found["policy"] = words.policy.both
        found |= {"counter": (words.counter, "")} if words.counter else {}
        return found if self.additive else found | {"lost": ("", "")}

    @once
    def additive(self) -> bool:
        """Whether every aggregate is a mean, or comes to one, so that what is lost adds up; else it is marginal."""
        parts = (self, *self.branches)
        return {self.how(part) for part in parts} <= {"arithmetic", *SHEETS} and all(
            part.maximum is None for part in parts
        )

    @once
    def scores_of_levels(self) -> frozenset[str] | None:
        """The whole and the parts by whose scores its levels are reached; None where one asks for more than scores."""
        if any(level.on == "evidenced" or level.coverage is not None or level.that for level in self.levels):
            return None
        return frozenset(("index", *self.chapter, *(name for level in self.levels for name in level.measures)))

    @once
    def says(self) -> frozenset[str]:
        """Which keys that a framework need not have stand on any of its indicators and measures."""
        parts = (*self.indicators, *self.measures)
        return frozenset(key for key in _NEED_NOT_BE for part in parts if getattr(part, key, None))

    @once
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the order of chapters and measures."""
        return tuple(indicator for measure in self.measures for indicator in measure.indicators)

    @once
    def scored(self) -> tuple[Indicator, ...]:
        """Those that are scored, in the same order."""
        return tuple(item for item in self.indicators if item.scored)

    @once
    def computed(self) -> tuple[Indicator, ...]:
        """Those that are computed, each after those that it is computed from (lint: there is no circle)."""
        read = {item.id: self.read_by(item) for item in self.indicators if item.ask.compute is not None}
        order = TopologicalSorter({name: [each for each in own if each in read] for name, own in read.items()})
        return tuple(self.indicator[name] for name in order.static_order())

    def read_by(self, item: Indicator) -> tuple[str, ...]:
        """The indicators whose answers a computed one reads."""
        return tuple(each.id for each in references(self.expressions[item.ask.compute or ""]) if each.kind == "answer")

    @once
    def indicator(self) -> Mapping[str, Indicator]:
        """Every indicator by its id, in the same order; so it is with what follows."""
        return {item.id: item for item in self.indicators}

    @once
    def measure(self) -> Mapping[str, Measure]:
        """Every measure by its id."""
        return {measure.id: measure for measure in self.measures}

    @once
    def chapter(self) -> Mapping[str, Chapter]:
        """Every chapter by its id."""
        return {chapter.id: chapter for chapter in self.chapters}

    @once
    def chapter_of(self) -> Mapping[str, Chapter]:
        """The chapter of each measure, by the measure's id."""
        return {name: chapter for chapter in self.chapters for name in chapter.measures}

    @once
    def level(self) -> Mapping[str, Level]:
        """Every level by its id."""
        return {level.id: level for level in self.levels}

    @once
    def question(self) -> Mapping[str, ProfileQuestion]:
        """Every profile question by its id."""
        return {question.id: question for question in self.profile}

    @once
    def table(self) -> Mapping[str, Table]:
        """Every table by its id."""
        return {table.id: table for table in self.tables}

    @once
    def cells(self) -> Mapping[tuple[str, str], tuple[Indicator, ...]]:
        """The questions that are asked in a row of a table, by table and row."""
        found: dict[tuple[str, str], tuple[Indicator, ...]] = {}
        for item in self.indicators:
            cell = item.ask.cell
            if cell is not None and cell.row is not None:
                at = cell.table, cell.row
                found[at] = (*found.get(at, ()), item)
        return found

    def left_over(self, table: Table, row: str) -> tuple[Column, ...]:
        """The columns of a fixed row that no question asks for: what stands there is of the row alone."""
        cells = (item.ask.cell for item in self.cells.get((table.id, row), ()))
        asked = {name for cell in cells if cell is not None for name in cell.columns}
        return tuple(column for column in table.columns if column.id not in asked)

    def rows_of(self, table: Table, profile: Mapping[str, object]) -> tuple[str, ...]:
        """The fixed rows that a station with this profile is asked; a profile question left blank excludes none."""
        return tuple(name for name, row in table.fixed.items() if in_scope(row.applies, profile))

    def rows_asked(self, table: Table, asked: Iterable[Indicator], profile: Mapping[str, object]) -> tuple[str, ...]:
        """The fixed rows of a form with these questions: those of one of them, and those that hold no question."""
        names = {item.id for item in asked}
        return tuple(
            row
            for row in self.rows_of(table, profile)
            for items in (self.cells.get((table.id, row), ()),)
            if not items or any(item.id in names for item in items)
        )

    def covering(self, clause: ClauseId) -> tuple[Indicator, ...]:
        """The scored indicators, of whatever measure, that cover a clause, a part of it, or one of its parts."""

        def covers(unit: ClauseId) -> bool:
            return unit == clause or unit.startswith(f"{clause}/")

        return tuple(item for item in self.indicators if item.scored and any(map(covers, item.clauses)))

    def tables_of(self, indicator: Indicator) -> tuple[Table, ...]:
        """The tables that an indicator is asked in or computed from, be it by way of others; of others none."""
        used = self._tables.get(indicator.id, frozenset())
        return tuple(table for table in self.tables if table.id in used)

    def is_told_by(self, indicator: Indicator, tables: Collection[str]) -> bool:
        """Whether these tables are all that an indicator is asked in or computed from."""
        return all(table.id in tables for table in self.tables_of(indicator))

    @once
    def _tables(self) -> Mapping[str, frozenset[str]]:
        cells = {item.id: item.ask.cell for item in self.indicators if item.ask.cell is not None}
        return self._by_way_of({name: frozenset({cell.table}) for name, cell in cells.items()}, "from_table")

    @once
    def run_over(self) -> Mapping[str, frozenset[str]]:
        """Of each computed indicator the tables over whose rows it is computed, be it by way of others.

        One of which it reads a single cell is none of them: a cell is an answer like any other.
        """
        return self._by_way_of({}, "of_table")

    def _by_way_of(
        self, found: dict[str, frozenset[str]], counted: Literal["from_table", "of_table"]
    ) -> Mapping[str, frozenset[str]]:
        """`found`, and of each computed indicator the tables that it and those it is computed from refer to."""
        for item in self.computed:
            own = {each.id for each in references(self.expressions[item.ask.compute or ""]) if getattr(each, counted)}
            found[item.id] = frozenset(own.union(*(found.get(name, ()) for name in self.read_by(item))))
        return found

    @once
    def read_by_levels(self) -> tuple[str, ...]:
        """The indicators that are not scored and whose answers levels read."""
        read = {
            each.id.rpartition(".")[0]
            for level in self.levels
            if level.key in self.expressions
            for each in references(self.expressions[level.key])
            if each.id.endswith(".answer")
        }
        return tuple(item.id for item in self.indicators if not item.scored and item.id in read)

    def options(self, indicator: Indicator) -> dict[str, Text]:
        """The options of a closed question: its own, those of the scale that scores it, or those of its column."""
        scale, cell = self.scales.get(indicator.score.scale or ""), indicator.ask.cell
        if scale:
            return {key: step.text for key, step in scale.steps.items()}
        if cell is None:
            return indicator.ask.options
        table = self.table.get(cell.table)
        column = table.column(cell.column) if table else None
        return {key: text for key, text in column.options.items() if key not in cell.reasons} if column else {}
