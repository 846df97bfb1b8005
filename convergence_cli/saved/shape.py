"""A JSON report as a value, and the shape of everything in it: what `report/json.py` writes and this room reads.

A report of one station holds its whole questionnaire (`about`, `answer`, `tables`), so that it can be scored again; in
a report of many each station holds its results alone.
"""

from collections.abc import Callable, Mapping
from typing import Any

from convergence_cli.errors import Location, Problem, Word
from convergence_cli.model.assessment import Blocker, GateResult, Node, Outcome, Result, Step
from convergence_cli.model.evidence import EvidenceFile
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answer, Answered, Row, TableRead
from convergence_cli.model.ranking import Place, Ranking
from convergence_cli.model.sensitivity import Sensitivity, Turn, WeightBar
from convergence_cli.model.waiver import WaiverUse
from convergence_cli.saved.mapping import Document, Shape, every_field
from convergence_cli.texts import hint as hint_of
from convergence_cli.texts import message as message_of
from convergence_cli.value import value


@value
class Words:
    """What things are called in the report's language; a station of a batch is told without."""

    language: Language
    titles: Mapping[str, str]
    """Of chapters, measures and indicators, by id."""
    clauses: Mapping[str, tuple[str, ...]]
    """Of indicators."""
    answer: Callable[[str, Answered | None], str | None]
    """What an indicator was answered."""


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
    red_lines: tuple[str, ...]
    waived: tuple[str, ...] = ()
    """Indicators below target whose gap is accepted."""
    overdue: tuple[str, ...] = ()
    """Indicators below target whose time is over, where a day was given."""
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
    evidence_files: tuple[EvidenceFile, ...] | None = None
    """What the answers name as evidence, and what was found of it; null where nobody looked."""
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


# --- what is said of things ------------------------------------------------------------------------


def title(item: Any, told: Any) -> str | None:
    """In the language of the document."""
    found: str | None = told.titles.get(item.id)
    return found


def message(item: Problem, told: Any) -> str:
    """What is wrong, in the language of the document."""
    return message_of(told.language, item)


def hint(item: Problem, told: Any) -> str:
    """What to do about it."""
    return hint_of(told.language, item)


def _values(item: Problem) -> dict[str, Word]:
    """What fills the sentence; a pair is a text in both languages."""
    return dict(item.values)


def clauses(item: Result, told: Words) -> tuple[str, ...] | None:
    """Of the policy."""
    return told.clauses.get(item.id)


def words(item: Result, told: Words) -> str | None:
    """The value as people read it."""
    return told.answer(item.id, item.value)


def evidence_cell(item: Answer) -> str:
    """Where evidence was named, on the same sheet; empty where there is no such cell."""
    return item.evidence_location.cell if item.evidence_location else ""


def _station(item: GateResult) -> str | None:
    """Null for a gate over the whole run; so is `file`."""
    return item.station or None


def _file(item: GateResult) -> str | None:
    """The station's."""
    return item.file or None


@value
class SavedFinding:
    """One gap that a waiver covers."""

    station: str
    file: str


def _findings(item: WaiverUse) -> tuple[SavedFinding, ...]:
    """The gaps that it covers."""
    return tuple(SavedFinding(station=station, file=file) for station, file in item.findings)


def _levels(item: Sensitivity) -> dict[str, int]:
    """How many draws reached each level, from the lowest; `none`: no level."""
    return {name or "none": count for name, count in item.levels.items()}


# --- the shapes --------------------------------------------------------------------------------------


def _beside(found: Any) -> Location | None:
    return Location(sheet=found.sheet, cell=found.evidence_cell) if found.evidence_cell else None


PROBLEM = Shape(
    Problem,
    "code severity",
    message,
    hint,
    "location.sheet location.cell",
    ("values", _values),
    back={"values": lambda found: tuple(found.values.items())},
)
REPORT = Document(
    every_field(SavedReport),
    *map(every_field, (SavedFramework, SavedLayer, SavedStation, SavedFailure, SavedFinding)),
    *map(every_field, (Step, Blocker, Row, Turn)),
    PROBLEM,
    Shape(Node, "id", ("title?", title), "score floor ceiling coverage evidenced weight lost"),
    Shape(
        Result,
        *("id", ("title?", title), "measure chapter", ("clauses?", clauses), "outcome value?", ("words?", words)),
        "computed answer? evidence_missing points target gap weight lost red_line overdue_since? next_step? to_target?",
    ),
    Shape(
        Answer,
        *("value raw location.sheet location.cell reason evidence", ("evidence_cell?", evidence_cell), "note"),
        back={"id": lambda _: "", "evidence_location": _beside},
    ),
    Shape(TableRead, "sheet confirmed_empty rows", back={"id": lambda _: ""}),
    Shape(EvidenceFile, "indicator named state path sha256 size location.sheet location.cell problem"),
    Shape(Place, "rank tied low high top_share tier reason", back={"position": lambda _: 0}),
    Shape(Ranking, "coverage_floor draws seed spread interval top", back={"places": lambda _: ()}),
    Shape(
        GateResult,
        *("gate", ("station", _station), ("file", _file), "passed have need"),
        back={"station": lambda found: found.station or "", "file": lambda found: found.file or ""},
    ),
    Shape(
        WaiverUse,
        *("waiver.id waiver.station waiver.reason waiver.approved_by waiver.expires state", ("findings", _findings)),
        back={"findings": lambda found: tuple((each.station, each.file) for each in found.findings)},
    ),
    Shape(WeightBar, "kind id lighter heavier span"),
    Shape(
        Sensitivity,
        *("station index level spread draws seed interval", ("levels", _levels)),
        "held blank_as_zero blank_as_full aggregates weights turns",
        back={"levels": lambda found: {"" if name == "none" else name: n for name, n in found.levels.items()}},
    ),
)
