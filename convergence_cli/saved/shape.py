"""The shape of a JSON report: what `report/json.py` writes and this room reads; its schema is published.

A report of one station holds its whole questionnaire (`answers`, `tables`), so that it can be scored again; in a
report of many each station holds its results alone.
"""

from typing import Any, Literal

from convergence_cli.model.assessment import Outcome
from convergence_cli.model.evidence import EvidenceState
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value

SCHEMA: Literal[1] = 1


@value
class Tool:
    """The program that wrote the report."""

    name: str
    version: str


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
class SavedNode:
    """The scores of the index, a chapter or a measure; null where nothing is in play."""

    id: str
    title: str | None = None
    score: float | None
    floor: float | None
    ceiling: float | None
    coverage: float | None
    evidenced: float | None
    weight: float
    lost: float


@value
class SavedStep:
    """What one move of one indicator would bring."""

    points: float
    gain: float


@value
class SavedBlocker:
    """One condition of the next level that is not fulfilled."""

    kind: Literal["index", "chapter", "red_line"]
    id: str
    have: float | None
    need: float | None


@value
class SavedAnswer:
    """One cell as read: of a question about the station, or of an indicator."""

    value: Answered | None
    raw: str
    """As the station typed it."""
    sheet: str
    cell: str
    reason: str | None
    """Why it is not applicable: the id of a reason."""
    evidence: str
    evidence_cell: str = ""
    """Where evidence was named, on the same sheet; empty where there is no such cell."""
    note: str


@value
class SavedResult:
    """One indicator of one station."""

    id: str
    title: str | None = None
    measure: str
    chapter: str
    clauses: tuple[str, ...] | None = None
    outcome: Outcome
    value: Answered | None = None
    """What was scored."""
    words: str | None = None
    """The same as people read it."""
    computed: bool
    answer: SavedAnswer | None = None
    """As read; null where the workbook has no such row."""
    evidence_missing: bool
    points: float | None
    target: float
    gap: float
    weight: float
    lost: float
    red_line: bool
    overdue_since: str | None = None
    """The last day on which it was in time."""
    next_step: SavedStep | None = None
    to_target: SavedStep | None = None


@value
class SavedRow:
    """One row of a repeat table: the row of the sheet, and column id to value."""

    number: int
    values: dict[str, Answered]


@value
class SavedTable:
    """A repeat table as read."""

    sheet: str
    confirmed_empty: bool
    rows: tuple[SavedRow, ...]


@value
class SavedProblem:
    """A fault of a file, a warning, or a note on how a cell was read."""

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    hint: str
    sheet: str
    cell: str
    values: dict[str, str | tuple[str, str]]
    """What fills the sentence; a pair is a text in both languages."""


@value
class SavedEvidence:
    """One of the things that an answer names as evidence."""

    indicator: str
    named: str
    state: EvidenceState
    path: str
    """Within the folder that was looked in."""
    sha256: str
    size: int | None
    """Bytes."""
    sheet: str
    cell: str
    problem: SavedProblem | None
    """Why it does not stand as evidence."""


@value
class SavedPlace:
    """A station's place in a batch; see `SavedRanking` for what the numbers rest on."""

    rank: int | None
    tied: bool
    low: int | None
    """The better bound of the rank interval."""
    high: int | None
    top_share: float | None
    """Share of the draws in which it is among the top."""
    tier: int | None
    reason: Literal["no-index", "coverage"] | None
    """Why it has no rank."""


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
    index: SavedNode
    level: str | None
    next_level: str | None
    blockers: tuple[SavedBlocker, ...]
    red_lines: tuple[str, ...]
    waived: tuple[str, ...] = ()
    """Indicators below target whose gap is accepted."""
    overdue: tuple[str, ...] = ()
    """Indicators below target whose time is over, where a day was given."""
    counts: dict[Outcome, int]
    additive: bool
    chapters: tuple[SavedNode, ...]
    measures: tuple[SavedNode, ...]
    indicators: tuple[SavedResult, ...]
    place: SavedPlace | None = None
    """In a batch alone."""
    attributes: dict[str, str] | None = None
    """What the list of workbooks says of it; in a batch alone."""
    about: dict[str, SavedAnswer] | None = None
    """The profile questions' cells as read."""
    tables: dict[str, SavedTable] | None = None
    evidence_files: tuple[SavedEvidence, ...] | None = None
    """What the answers name as evidence, and what was found of it; null where nobody looked."""
    problems: tuple[SavedProblem, ...]


@value
class SavedFailure:
    """A workbook that could not be judged, and why."""

    order: int
    file: str
    problems: tuple[SavedProblem, ...]


@value
class SavedGate:
    """One gate, and one station or the whole run."""

    gate: str
    station: str | None
    """Null for a gate over the whole run; so is `file`."""
    file: str | None
    passed: bool
    have: str
    need: str


@value
class SavedFinding:
    """One gap that a waiver covers."""

    station: str
    file: str


@value
class SavedWaiver:
    """An accepted gap, and what came of it in this run."""

    id: str
    """The indicator."""
    station: str
    """Its name, or * for every station."""
    reason: str
    approved_by: str
    expires: str
    """The last day on which it holds, YYYY-MM-DD."""
    state: Literal["used", "unused", "expired"]
    findings: tuple[SavedFinding, ...]


@value
class SavedRanking:
    """What the ranks of a batch rest on."""

    coverage_floor: float
    draws: int
    seed: int
    spread: float
    interval: int
    top: int


@value
class SavedReport:
    """A whole JSON report; one station is a list of one."""

    schema: Literal[1]
    tool: Tool
    language: Language
    as_of: str | None = None
    """The day by which results are marked as overdue."""
    framework: SavedFramework
    stations: tuple[SavedStation, ...]
    failures: tuple[SavedFailure, ...]
    gates: tuple[SavedGate, ...]
    waivers: tuple[SavedWaiver, ...] = ()
    ranking: SavedRanking | None = None
    """In a batch alone."""
    sensitivity: tuple[dict[str, Any] | None, ...] | None = None
    """How firm each station's index and level are, where that was asked for."""
    imprint: str | None = None
    """In a file: a digest by which the program knows that nobody changed the file since it was written."""


def json_schema() -> dict[str, Any]:
    """JSON Schema (Draft 2020-12) of a report, as published beside this project's documentation."""
    from pydantic import TypeAdapter

    schema = TypeAdapter(SavedReport).json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
