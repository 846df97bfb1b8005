"""A JSON report as a value, and the shape of everything in it: what `report/json.py` writes and this room reads.

A report of one station holds its whole questionnaire (`about`, `answer`, `tables`), so that it can be scored again; in
a report of many each station holds its results alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any

from convergence_cli.errors import Location, Problem, Word
from convergence_cli.functions.cited import citations
from convergence_cli.model.assessment import Blocker, GateResult, Node, Outcome, Result, Step
from convergence_cli.model.evidence import EvidenceFile, Staged
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.own_target import OwnOutcome, OwnSum
from convergence_cli.model.progress import Department, Progress
from convergence_cli.model.question import Text
from convergence_cli.model.questionnaire import Answer, Answered, OptionEvidence, OwnTarget, Row, TableRead
from convergence_cli.model.ranking import Place, Ranking
from convergence_cli.model.sensitivity import Sensitivity, Turn, WeightBar
from convergence_cli.model.waiver import WaiverUse
from convergence_cli.policy import is_later
from convergence_cli.saved.mapping import Document, Key, Shape, every_field
from convergence_cli.texts import hint, message
from convergence_cli.value import value


@value
class Words:
    """What things are called in the language of a document; a station of a batch is told without."""

    language: Language
    titles: Mapping[str, str] = field(default_factory=dict)
    """Of chapters, measures and indicators, by id."""
    items: Mapping[str, Indicator] = field(default_factory=dict)
    framework: Framework | None = None
    answer: Callable[[str, Any], str | None] = lambda *_: None
    """What an indicator was answered, or is to be."""


@value
class SavedLayer:
    """A framework that an overlay was laid on."""

    id: str
    version: str
    sha256: str


@value
class SavedFramework:
    """By which framework the stations were judged."""

    id: str
    version: str
    sha256: str
    """Over the YAML files of the framework."""
    title: str
    number: str
    """The policy's document number."""
    extends: tuple[SavedLayer, ...] = ()
    """What an overlay was laid on, the nearest first."""


@value
class SavedSource:
    """What an indicator, one of its options or one of its thresholds rests on besides the policy."""

    title: str
    number: str
    """The document number."""
    date: str
    """Of issue, YYYY-MM-DD."""
    url: str
    option: str | None
    """Of this option; null where it is of the whole or of a threshold."""
    points: float | None
    """Of the threshold that earns them."""
    later: bool
    """Issued after the policy."""


@value
class SavedStation:
    """One station judged."""

    order: int
    """Its place in the run, from 0; failures have theirs in the same count."""
    station: str
    file: str
    sha256: str
    language: Language | None
    """The workbook's language."""
    version: str
    """The version of the framework that the workbook was made for."""
    profile: dict[str, Answered | None]
    index: Node
    level: str | None
    next_level: str | None
    blockers: tuple[Blocker, ...]
    red_lines_missed: tuple[str, ...]
    red_lines_unanswered: tuple[str, ...]
    waived: tuple[str, ...] = ()
    """Indicators below target whose gap is accepted."""
    overdue: tuple[str, ...] = ()
    """Indicators below target whose time is over, where a day was given."""
    provisional: bool = False
    """Whether something that is scored is not answered yet."""
    progress: Progress | None = None
    """How much of the questionnaire is filled in; null in a batch."""
    counts: dict[Outcome, int]
    additive: bool
    chapters: tuple[Node, ...]
    measures: tuple[Node, ...]
    indicators: tuple[Result, ...]
    place: Place | None = None
    """In a batch alone."""
    attributes: dict[str, str] | None = None
    """What the list of workbooks says of it; in a batch alone."""
    about: dict[str, Answer] | None = None
    """The profile questions' cells as read."""
    tables: dict[str, TableRead] | None = None
    own_targets: dict[str, tuple[OwnTarget, ...]] | None = None
    """The targets that it set itself, by indicator, for the year assessed and those after it."""
    own_sum: OwnSum | None = None
    """How many of those for the year assessed are in play, and how many were reached; null where it set none."""
    evidence_files: tuple[EvidenceFile, ...] | None = None
    """What the answers name as evidence, and what was found of it; null where nobody looked."""
    evidence_stages: tuple[Staged, ...] | None = None
    """How far the evidence goes; null where nobody looked."""
    problems: tuple[Problem, ...]


@value
class SavedFailure:
    """A workbook that could not be judged, and why."""

    order: int
    file: str
    problems: tuple[Problem, ...]


@value
class SavedReport:
    """A whole JSON report; one station is a list of one."""

    language: Language
    as_of: str | None = None
    """The day by which results are marked as overdue."""
    framework: SavedFramework
    stations: tuple[SavedStation, ...]
    failures: tuple[SavedFailure, ...]
    gates: tuple[GateResult, ...]
    waivers: tuple[WaiverUse, ...] = ()
    ranking: Ranking | None = None
    """In a batch alone."""
    sensitivity: tuple[Sensitivity | None, ...] | None = None
    """How firm each station's index and level are, where that was asked for."""


@value
class SavedFinding:
    """One gap that a waiver covers."""

    station: str
    file: str


def saved_framework(framework: Framework, language: Language) -> SavedFramework:
    """The framework as a document names it."""
    return SavedFramework(
        id=framework.id,
        version=framework.version,
        sha256=framework.sha256,
        title=framework.title.in_(language),
        number=framework.source.number,
        extends=tuple(SavedLayer(id=each.id, version=each.version, sha256=each.sha256) for each in framework.extends),
    )


# --- the shapes --------------------------------------------------------------------------------------


def _clauses(item: Result, told: Words) -> tuple[str, ...] | None:
    return told.items[item.id].clauses if item.id in told.items else None


def _sources(item: Result, told: Words) -> tuple[SavedSource, ...] | None:
    """Where the framework is at hand, and the indicator cites anything."""
    if told.framework is None:
        return None
    return (
        tuple(
            SavedSource(
                title=each.citation.title.in_(told.language),
                number=each.citation.number,
                date=each.citation.date,
                url=each.citation.url,
                option=each.option,
                points=each.points,
                later=is_later(told.framework, each.citation),
            )
            for each in citations(told.items[item.id])
        )
        or None
    )


def _findings(item: WaiverUse, _: object) -> tuple[SavedFinding, ...]:
    return tuple(SavedFinding(station=station, file=file) for station, file in item.findings)


def _levels(item: Sensitivity, _: object) -> dict[str, int]:
    return {name or "none": count for name, count in item.levels.items()}


def _evidence_place(found: Any) -> Location | None:
    return Location(sheet=found.sheet, cell=found.evidence_cell) if found.evidence_cell else None


_LEVELS = "How many draws reached each level, from the lowest; `none`: no level."
_WHO = "Null: of those for which the framework names nobody."
_VALUES = "What fills the sentence; a pair is a text in both languages."
_EXPIRING = "It holds, and will have expired in thirty days. Missing where it has not."
_SOFT = "It only warns: where it is not passed, the run is all the same. Missing where it does more."
_TITLE = ("title?", str | None, "Missing in a batch.", lambda item, told: told.titles.get(item.id))
_EVIDENCE_CELL = (
    *("evidence_cell?", str, "Where evidence was named, on the same sheet; empty where there is no such cell."),
    lambda item, _: item.evidence_location.cell if item.evidence_location else "",
)
PROBLEM = Shape(
    Problem,
    "code severity",
    ("message", str, "What is wrong.", lambda item, told: message(told.language, item)),
    ("hint", str, "What to do about it.", lambda item, told: hint(told.language, item)),
    "location.sheet location.cell",
    ("values", dict[str, Word], _VALUES, lambda item, _: dict(item.values)),
    back={"values": lambda found: tuple(found.values.items())},
)
PROGRESS = Shape(Progress, "asked answered departments")
DEPARTMENT = Shape(
    Department,
    ("who", str | None, _WHO, lambda item, told: item.who.in_(told.language) if item.who else None),
    "asked answered blank",
    back={"who": lambda found: Text(zh=found.who, en=found.who) if found.who else None},
)
REPORT = Document(
    every_field(SavedReport),
    *map(
        every_field,
        (
            SavedFramework,
            SavedLayer,
            SavedSource,
            SavedStation,
            SavedFailure,
            SavedFinding,
            Step,
            Blocker,
            Turn,
            Staged,
        ),
    ),
    PROBLEM,
    PROGRESS,
    DEPARTMENT,
    Shape(
        Node, "id", _TITLE, "score withheld?? floor ceiling coverage evidenced weight lost to_target marks full_marks"
    ),
    Shape(
        Result,
        *("id", _TITLE, "measure chapter", ("clauses?", tuple[str, ...] | None, "Of the policy.", _clauses)),
        ("sources?", tuple[SavedSource, ...] | None, "What it rests on besides the policy; null: nothing.", _sources),
        "outcome value?",
        ("words?", str | None, "The value as people read it.", lambda item, told: told.answer(item.id, item.value)),
        "computed when_empty? answer? evidence_missing evidenced? own?"
        " points target gap weight lost red_line overdue_since? next_step? to_target?",
    ),
    Shape(
        Answer,
        *("value raw location.sheet location.cell reason evidence", _EVIDENCE_CELL, "option_evidence? note"),
        back={"id": lambda _: "", "evidence_location": _evidence_place},
    ),
    Shape(Row, "number values", Key(name="id", path="id", optional=True, rare=True)),
    Shape(OwnTarget, "ahead value raw location.sheet location.cell"),
    every_field(OwnOutcome),
    every_field(OwnSum),
    Shape(OptionEvidence, "option evidence location.sheet location.cell"),
    Shape(TableRead, "sheet confirmed_empty rows", back={"id": lambda _: ""}),
    Shape(EvidenceFile, "indicator named state path sha256 size location.sheet location.cell problem"),
    Shape(
        Place,
        "rank tied low high top_share tier reason in_level? tied_in_level? of_level?",
        back={"position": lambda _: 0},
    ),
    Shape(Ranking, "coverage_floor draws seed spread interval top mixed?", back={"places": lambda _: ()}),
    Shape(
        GateResult,
        "gate",
        ("station", str | None, "Null for a gate over the whole run.", lambda item, _: item.station or None),
        ("file", str | None, "The station's.", lambda item, _: item.file or None),
        "passed have need",
        Key(name="soft", type=bool, meaning=_SOFT, say=lambda item, _: item.soft or None, optional=True, rare=True),
        back={"station": lambda found: found.station or "", "file": lambda found: found.file or ""},
    ),
    Shape(
        WaiverUse,
        "waiver.id waiver.station waiver.reason waiver.approved_by waiver.expires",
        *("owner=waiver.owner?? state",),
        Key(
            name="expiring",
            type=bool,
            meaning=_EXPIRING,
            say=lambda item, _: item.expiring or None,
            optional=True,
            rare=True,
        ),
        ("findings", tuple[SavedFinding, ...], "The gaps that it covers.", _findings),
        back={"findings": lambda found: tuple((each.station, each.file) for each in found.findings)},
    ),
    Shape(WeightBar, "kind id lighter heavier span"),
    Shape(
        Sensitivity,
        *("station index level spread draws seed interval", ("levels", dict[str, int], _LEVELS, _levels)),
        "held blank_as_zero blank_as_full aggregates weights turns",
        back={"levels": lambda found: {"" if name == "none" else name: n for name, n in found.levels.items()}},
    ),
)
