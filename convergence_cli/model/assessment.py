"""One station judged, and many of them: results with their arithmetic laid open."""

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from convergence_cli.errors import Problem
from convergence_cli.model.evidence import NOT_FILES, Backing, EvidenceFile
from convergence_cli.model.framework import Framework, RedLineState
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import FULL
from convergence_cli.model.own_target import OwnOutcome, OwnSum, own_sum
from convergence_cli.model.question import WhenEmpty
from convergence_cli.model.questionnaire import Answer, Answered, Questionnaire
from convergence_cli.model.waiver import Waiver, WaiverUse
from convergence_cli.value import Keeping, once, value

if TYPE_CHECKING:
    from convergence_cli.model.ledger import Ledger
    from convergence_cli.model.overview import Overview
    from convergence_cli.model.sensitivity import Sensitivity
    from convergence_cli.model.standing import Standing

Outcome = Literal["met", "partial", "unmet", "unanswered", "not_applicable", "out_of_scope", "not_scored"]
"""What came of an indicator; of one that is not scored nothing does."""
OUTCOMES: tuple[Outcome, ...] = ("met", "partial", "unmet", "unanswered", "not_applicable", "out_of_scope")
BELOW_TARGET: frozenset[Outcome] = frozenset({"partial", "unmet", "unanswered"})
IN_PLAY: frozenset[Outcome] = BELOW_TARGET | {"met"}
ALL_THERE = "no-regress stations"
"""The gate over a run that no station of the baseline is missing; what it finds are their names."""
Withheld = Literal["incomplete", "voided"]
"""Why there is no score where something is in play: not all is answered where all has to be, or a check voids it."""


@value
class Node:
    """The scores of the whole (`index`), a chapter or a measure; None where nothing is in play, or it is withheld.

    withheld: why there is no score, and none that counts only evidence; of an incomplete part the bounds stand.
    score: unanswered = 0 points (or left out, with `missing: redistribute`).
    floor, ceiling: unanswered = 0 points, unanswered = 100 points; they bound the score.
    coverage: effective weight answered / effective weight in play, 0-1.
    evidenced: the score that counts only answers with evidence where evidence is required.
    weight: effective weight in the whole, 0-1.
    lost: points of the index lost below this node.
    to_target: of the points that the targets below ask for, by effective weight, the part that is there, 0-1.
    marks, full_marks: of a `sum` or a `deduction`, what it comes to in the marks of its sheet, and all that count; a
    deduction may come to less than none. Else None.
    """

    id: str
    score: float | None
    floor: float | None
    ceiling: float | None
    coverage: float | None
    evidenced: float | None
    weight: float
    lost: float
    to_target: float | None
    marks: float | None
    full_marks: float | None
    withheld: Withheld | None = None


@value
class Step:
    """What one move of one indicator would bring: its new points, and the gain of the index."""

    points: float
    gain: float


@value
class Result:
    """One indicator of one station."""

    id: str
    measure: str
    chapter: str
    outcome: Outcome
    value: Answered | None
    """What was scored: the answer as read, or computed; None where there is none or it is not in play."""
    points: float | None
    """0-100; None where there is no value to score. Of what is not applicable and counts all the same, as what."""
    target: float
    gap: float
    """max(0, target - points); an unanswered indicator counts 0 points."""
    weight: float
    """Effective weight in the index, 0-1; 0 where it is not in play."""
    lost: float
    """Points of the index lost here: weight x (100 - points), by the weight among what counts in the score."""
    red_line: RedLineState | None
    """Of a red line that is known to hold for this station: missed or unanswered; None where it is kept, or is none."""
    next_step: Step | None = None
    """To the next better answer; None where none is better or it is not in play."""
    to_target: Step | None = None
    """To the first answer at the target or above; None where it is met, or no answer reaches it."""
    computed: bool = False
    """The value was computed from a table or from other answers."""
    when_empty: WhenEmpty | None = None
    """What the framework says of tables with nothing to compute from, where that holds; else None."""
    answer: Answer | None = None
    """As read; None where the workbook has no such row."""
    evidence_missing: bool = False
    """Evidence is required, there is a value, and none was named; of ticked options that take their own, not of all."""
    evidenced: float | None = None
    """Where only some of the ticked options have evidence of their own: the points that these earn. Else None: all
    points count as evidenced or, where evidence is missing, none."""
    own: OwnOutcome | None = None
    """What came of the target that the station set itself for the year assessed; None where it set none, or where the
    indicator is not in play."""
    overdue_since: str | None = None
    """The last day on which it was in time, YYYY-MM-DD; None where it is met, not yet due, or nobody gave a date."""

    @property
    def short(self) -> float:
        """What of the points lost is lost below the target: the rest nobody asks for."""
        away = FULL - (self.points or 0.0)
        return self.lost * self.gap / away if away else 0.0

    @property
    def gravity(self) -> tuple[float, float]:
        """What gaps are sorted by, the gravest first: most points lost below the target, then all that it loses.

        Equal ones go by the framework's order; the last bits do not decide.
        """
        return -round(self.short, 9), -round(self.lost, 9)

    @property
    def proven(self) -> float | None:
        """Of the points those that count where evidence is asked for; None where there are none."""
        return (self.evidenced or 0.0) if self.evidence_missing else self.points

    @property
    def in_play(self) -> bool:
        """Whether something is asked of this station here, and can be met."""
        return self.outcome in IN_PLAY

    @property
    def is_lapsed(self) -> bool:
        """Whether it is not applicable and counts all the same, as full points or as none."""
        return self.outcome == "not_applicable" and self.points is not None

    @property
    def counts(self) -> bool:
        """Whether it is part of the score."""
        return self.in_play or self.is_lapsed


BlockerKind = Literal[
    "index",
    "chapter",
    "measure",
    "indicator",
    "coverage",
    "that",
    "red_line",
    "unanswered_red_line",
    "open_red_line",
]


@value
class Blocker:
    """One condition of the next level that is not fulfilled."""

    kind: BlockerKind
    """red_line: missed. open_red_line: not kept, and whether it holds is not known, because a profile question is
    blank."""
    id: str
    """Of a chapter, a measure or an indicator; `index` for the index and the coverage; of the level for its `that`."""
    have: float | None
    need: float | None
    on: Literal["evidenced"] | None = None
    """evidenced: only answers with evidence where evidence is required were counted; None: every answer."""


@value
class Assessment(Keeping):
    """One station judged."""

    questionnaire: Questionnaire
    station: str
    """The station's name."""
    index: Node
    chapters: tuple[Node, ...]
    measures: tuple[Node, ...]
    results: tuple[Result, ...]
    """Every indicator of the framework, in the framework's order."""
    counts: dict[Outcome, int]
    """How many indicators had each outcome; they add up to all that are scored."""
    level: str | None
    next_level: str | None
    blockers: tuple[Blocker, ...]
    """What keeps the station from the next level."""
    additive: bool
    """Every aggregate is arithmetic: index + all points lost = 100."""
    problems: tuple[Problem, ...]
    """Warnings and notes of reading, of cross-checks and of looking for evidence files."""
    evidence: tuple[EvidenceFile, ...] | None = None
    """What each answer names as evidence, and what was found of it; None where nobody looked."""
    backing: Backing | None = None
    """How far the evidence of the answers goes; None where nobody looked."""
    sensitivity: "Sensitivity | None" = None
    """How firm index and level are; None where nobody asked, or nothing is in play."""

    @once
    def result(self) -> Mapping[str, Result]:
        """Every result by the id of its indicator, in the same order."""
        return {result.id: result for result in self.results}

    @property
    def file(self) -> str:
        """The workbook, by its name or by the path that the run named."""
        return self.questionnaire.file

    @property
    def sha256(self) -> str:
        """Of the workbook."""
        return self.questionnaire.sha256

    @property
    def profile(self) -> Mapping[str, Answered | None]:
        """What the station said about itself, by profile question."""
        return self.questionnaire.station

    @once
    def files(self) -> dict[str, tuple[EvidenceFile, ...]]:
        """What each answer names of files, by indicator, where somebody looked for them."""
        found: dict[str, tuple[EvidenceFile, ...]] = {}
        for item in self.evidence or ():
            if item.state not in NOT_FILES:
                found[item.indicator] = (*found.get(item.indicator, ()), item)
        return found

    @once
    def own_sum(self) -> OwnSum | None:
        """How many targets the station set itself, and how many it reached; None where it set none."""
        return own_sum(tuple(result.own for result in self.results if result.own))

    @property
    def not_kept(self) -> dict[str, RedLineState]:
        """The red lines that it does not keep, by id, and whether they are missed or unanswered."""
        return {result.id: result.red_line for result in self.results if result.red_line}


@value
class Failure:
    """A workbook that could not be judged, and why."""

    file: str
    """The workbook's name; in a batch its path as it was given."""
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What stopped it, without remarks on how cells were read."""
        return tuple(item for item in self.problems if item.severity == "error")


@value
class GateResult:
    """One gate, one station or the whole run: what it asked, what it found."""

    gate: str
    """The option's name without dashes, e.g. fail-under; of an option that asks several things also which."""
    station: str = ""
    """Empty for a gate over the whole run; so is `file`."""
    file: str = ""
    passed: bool
    have: str
    need: str
    soft: bool = False
    """It only warns: where it is not passed, the run is all the same."""


@value
class Earlier:
    """What an earlier report says of a station that is held to it."""

    file: str
    index: float | None


@value
class Verdict:
    """The answers of every gate that was asked for."""

    gates: tuple[GateResult, ...] = ()
    """Of each station, in the order of the run."""
    overall: tuple[GateResult, ...] = ()
    """Of the whole run: which stations are missing, whether waivers have expired, how many stations may fail."""
    some_may_fail: bool = False
    """How many stations may fail was asked: that gate answers for the stations' gates."""
    judged: bool = True
    """False where a gate that was asked for has nothing to be held to."""
    waivers: tuple[WaiverUse, ...] = ()
    """Every waiver of the file, in its order, and what came of it."""
    notes: tuple[Problem, ...] = ()
    """What is to be known of waivers and baseline: expired, unused, not comparable, new."""
    earlier: dict[tuple[str, str], Earlier] = field(default_factory=dict)
    """Station and file -> what the baseline says of it, where there is one that knows it."""

    @property
    def passed(self) -> bool:
        """No gate fails the run; true when none was asked for."""
        return not any(map(self.fails, (*self.overall, *self.gates)))

    def fails(self, gate: GateResult) -> bool:
        """Whether an answer fails the run: not passed, more than a warning, and of no station that may fail."""
        return not gate.passed and not gate.soft and not (gate.station and self._enough)

    @property
    def unreadable_allowed(self) -> bool:
        """Whether it was said how many files may be such as cannot be judged, and no more are."""
        return any(gate.gate == "max-unreadable" and (gate.passed or gate.soft) for gate in self.overall)

    @property
    def _enough(self) -> bool:
        """Whether no more stations fail than may, or it is a mere warning that more do."""
        allowed = (gate.passed or gate.soft for gate in self.overall if gate.gate == "max-failing")
        return self.some_may_fail and all(allowed)

    @property
    def waived(self) -> dict[tuple[str, str], dict[str, Waiver]]:
        """Station and file -> indicator id -> the waiver that covers its gap; made anew at each reading."""
        found: dict[tuple[str, str], dict[str, Waiver]] = {}
        for use in self.waivers:
            for finding in use.findings:
                found.setdefault(finding, {})[use.waiver.id] = use.waiver
        return found


@value
class Cohort:
    """What a report is made of: one station or many, judged by one framework."""

    framework: Framework
    language: Language
    entries: "tuple[Assessment | Standing | Failure, ...]"
    verdict: Verdict = Verdict()
    as_of: str | None = None
    """The day, YYYY-MM-DD, by which results are marked as overdue; None where nobody gave one."""
    with_sensitivity: bool = False
    """Whether the stations' sensitivity was asked for; one with nothing in play has none all the same."""
    ledger: "Ledger | None" = None
    """What people wrote into an earlier gap report about the same gaps."""
    overview: "Overview | None" = None
    """The stations beside each other; None where they are reported one by one."""

    @property
    def stations(self) -> "tuple[Assessment | Standing, ...]":
        """The stations that could be judged: in full, or packed as a batch keeps them."""
        return tuple(entry for entry in self.entries if not isinstance(entry, Failure))

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """Those of them that are there in full, with the questionnaire and the next steps."""
        return tuple(entry for entry in self.entries if isinstance(entry, Assessment))

    @property
    def with_own_targets(self) -> bool:
        """Whether any station set itself targets for the year assessed."""
        return any(judged.own_sum for judged in self.stations)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The workbooks that could not."""
        return tuple(entry for entry in self.entries if isinstance(entry, Failure))
