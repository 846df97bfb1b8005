"""Two assessments of a station side by side, and a series of them: what changed, by how much, and through what."""

from typing import Literal

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Assessment, Outcome
from convergence_cli.model.framework import Framework, RedLineState
from convergence_cli.model.ledger import Ledger
from convergence_cli.model.own_target import OwnOutcome
from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value

Movement = Literal[
    "rose", "fell", "same", "answered", "emptied", "blank", "entered", "left", "new_question", "gone_question", "out"
]
MOVEMENTS: tuple[Movement, ...] = (
    "rose",
    "fell",
    "same",
    "answered",
    "emptied",
    "blank",
    "entered",
    "left",
    "new_question",
    "gone_question",
    "out",
)
"""What became of an indicator, by points under the later framework.

rose, fell, same: answered both times. answered, emptied, blank: unanswered before, afterwards, both times.
entered, left: in play on one side only, by the station's profile or by a not-applicable reason. new_question,
gone_question: it counts only afterwards, only before. out: in play on neither side.
"""


@value
class Judged:
    """One assessment of a series, and the framework that it was scored by."""

    framework: Framework
    assessment: Assessment
    carried: Assessment
    """The same answers scored by the framework of the latest assessment; `assessment` itself where that is the same."""


@value
class Split:
    """The change of the index, taken apart; the three effects add up to it."""

    answers: float
    """Other answers to the same questions."""
    scope: float
    """Other questions in play, or another standard, because the station is another or a reason was given."""
    framework: float
    """Other rules, other questions: `rules` + `questions`."""
    rules: float
    """The same answers to the questions that both ask, by the other weights and thresholds."""
    questions: float
    """Questions that only one of the two sides asks."""


@value
class NodeChange:
    """The whole (`index`), a chapter or a measure of the later framework; None where nothing is in play."""

    id: str
    before: float | None
    """As the earlier assessment scored it; None where its framework had no such part."""
    carried: float | None
    """The earlier answers by the later framework, without the questions that the earlier form did not ask."""
    after: float | None

    @property
    def change(self) -> float | None:
        """After less before; None where either is missing."""
        return None if self.before is None or self.after is None else self.after - self.before


@value
class Shift:
    """One indicator of the later framework on both sides, the earlier answer scored by the later rules."""

    id: str
    measure: str
    chapter: str
    movement: Movement
    before: float | None
    """Points, 0-100; None: unanswered, not in play or not asked."""
    after: float | None
    outcome_before: Outcome
    outcome_after: Outcome
    value_before: Answered | None
    value_after: Answered | None
    weight: float
    """Effective weight in the later index, 0-1."""
    effect: float | None
    """Its part of the answers effect, in points of the index; None where that effect does not split."""


@value
class Promise:
    """A target that the station set itself earlier for the year that is assessed now."""

    id: str
    own: OwnOutcome
    """What came of it by today's answer."""
    today: Answered | None
    """The target that the station sets itself for this year now; None where it sets none."""


@value
class Comparability:
    """By what the two sides were scored, and what differs between the two."""

    kind: Literal["same", "edited", "versions"]
    """The very same framework; the same version with other content; two versions."""
    old_version: str
    new_version: str
    old_form: str
    """The version that the earlier questionnaire was made for; empty where it does not say."""
    new_form: str
    new_questions: tuple[str, ...] = ()
    """Indicators that count only afterwards: the earlier framework or form did not have them."""
    gone_questions: tuple[str, ...] = ()
    """Indicators that count only before, by their id in the earlier framework."""
    moved: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Earlier id, and today's: renamed, merged or split."""
    asked_differently: tuple[str, ...] = ()
    """Asked in other words: the earlier answer is taken as it is."""
    rescored: tuple[str, ...] = ()
    """Indicators whose thresholds, target or computation are others."""
    reweighed: tuple[str, ...] = ()
    """Indicators, measures and chapters of another weight or aggregate; `index`: the framework's own rules."""

    @property
    def forms(self) -> tuple[str, str]:
        """The versions of the two questionnaires; of one that does not say that of the framework."""
        return self.old_form or self.old_version, self.new_form or self.new_version


@value
class Comparison:
    """An earlier and a later assessment."""

    old: Judged
    new: Judged
    comparability: Comparability
    change: float | None
    """Of the index; None where one of the two has nothing in play."""
    split: Split | None
    """None where there is no change to split, or where a step on the way has nothing in play."""
    index: NodeChange
    chapters: tuple[NodeChange, ...]
    measures: tuple[NodeChange, ...]
    shifts: tuple[Shift, ...]
    """Every indicator of the later framework, in its order."""
    counts: dict[Movement, int]
    """How many indicators moved in which way; they add up to all of them."""
    additive: bool
    """Whether the answers effect is the sum of the indicators' effects."""
    red_lines_before: dict[str, RedLineState]
    """Red lines that the earlier assessment does not keep, by its framework's ids."""
    red_lines_after: dict[str, RedLineState]
    promises: tuple[Promise, ...] = ()
    """Of indicators in play now, in the framework's order."""
    problems: tuple[Problem, ...]
    """Warnings on what is being compared."""

    @property
    def is_direct(self) -> bool:
        """Nothing but the answers may differ: one framework, one form, one station of one kind, one year."""
        found = self.comparability
        return found.kind == "same" and len(set(found.forms)) == 1 and not self.problems


@value
class Series:
    """Two or more assessments in order, and each step from one to the next."""

    moments: tuple[Judged, ...]
    steps: tuple[Comparison, ...]
    by_period: bool
    """In the order of the years that they say they assess; else in the order given."""
    ledger: Ledger | None = None
    """What people wrote into an earlier workbook about the gaps of the latest."""

    @property
    def framework(self) -> Framework:
        """The latest framework, which names chapters, measures and indicators."""
        return self.moments[-1].framework
