"""What a station could do next, and what it should do to get somewhere: steps, roadmaps, suppositions.

Effort is counted in team-months, months of work of one team, whole ones: see `plan/effort.py`.
"""

from typing import Literal

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.ledger import Ledger
from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value

Phase = Literal["red-lines", "quick", "progress", "breakthrough", "long-term"]
PHASES: tuple[Phase, ...] = ("red-lines", "quick", "progress", "breakthrough", "long-term")


@value
class Goal:
    """Where a plan is to lead. Nothing named: every indicator to its target."""

    target: float | None = None
    """The index must be at least this."""
    level: str | None = None
    """This level must be reached."""
    budget: int | None = None
    """Team-months that may be spent. Alone it asks for the best gain; beside another goal it is only compared."""


@value
class Move:
    """One indicator moved to a better answer, everything else as it stands."""

    id: str
    have: float
    """Points now."""
    points: float
    answer: Answered
    """An answer that earns the points."""
    meets: bool
    """It reaches the indicator's target."""
    effort: int
    """Team-months of this move alone."""
    gain: float
    """Points of the index that it brings, the engine run again with this move alone."""


@value
class NextMove:
    """A move with what has to come before it."""

    move: Move
    needs: tuple[str, ...]
    """Indicators that must be met first and are not, theirs included, in the order in which they can be done."""
    effort: int
    """Team-months of the move and of all that it needs."""
    gain: float
    """Points of the index that these moves bring together."""

    @property
    def rate(self) -> float:
        """Gain for effort: points of the index for a team-month."""
        return self.gain / self.effort


@value
class Prospect:
    """What one indicator has to offer: its next step, and its target where that is another step."""

    id: str
    next: NextMove
    target: NextMove | None
    rate: float
    """The better gain for effort of the two."""


@value
class Task:
    """One move of a roadmap, with its place in time."""

    move: Move
    phase: Phase
    needs: tuple[str, ...]
    """Moves of the same roadmap that must be done before."""
    red_line: bool
    """It lifts a red line that is missed."""
    start: int
    """The month in which it starts; the first of the roadmap is 1."""
    index: float
    """The index when this task and all before it are done."""

    @property
    def end(self) -> int:
        """The last month: as many as it has team-months."""
        return self.start + self.move.effort - 1


@value
class Bounds:
    """Between which two numbers the index lies, by the worst and by the best answers to what is unanswered."""

    low: float
    high: float


@value
class Blank:
    """An unanswered indicator: to be answered before anything is planned for it, which takes no effort."""

    id: str
    low: float
    """The index with this one at its worst answer, everything else as it stands."""
    high: float
    """The same at its best answer."""
    red_line: bool
    holds: tuple[str, ...]
    """Answered indicators that could rise, if it were known that this one is met."""


@value
class Plan:
    """The steps that a station could take, and the roadmap to its goal."""

    goal: Goal
    before: Assessment
    """The station as the plan finds it."""
    prospects: tuple[Prospect, ...]
    """By gain for effort, best first."""
    stuck: tuple[str, ...]
    """Answered indicators below their target that no step brings there: the bounds of a question or a prerequisite
    leave no way."""
    blanks: tuple[Blank, ...]
    """To be answered first: red lines, then those on which most depends."""
    between: Bounds
    """The index with all blanks answered, nothing else changed."""
    unproven: tuple[str, ...] | None
    """Where the goal's level counts only answers with evidence: indicators whose points have none yet.

    The plan supposes that they get it, and its steps too. None where the goal asks for no evidence.
    """
    tasks: tuple[Task, ...]
    """The roadmap, in the order in which it is to be done; empty where the goal is reached, or out of reach."""
    after: Assessment
    """The station with every task done, judged again by the engine."""
    effort: int
    """Team-months of all tasks."""
    proved: bool
    """No set of answers is better. Else: none of those that were compared is."""
    at_most: Bounds | None = None
    """Where the goal is out of reach: the index with every step taken and all blanks answered."""
    problems: tuple[Problem, ...] = ()
    """What keeps the goal out of reach, and how far one gets; or that it costs more than the budget."""


@value
class Supposed:
    """One answer that is supposed."""

    id: str
    value: Answered


@value
class WhatIf:
    """A station as it is, and as it would be with other answers."""

    supposed: tuple[Supposed, ...]
    before: Assessment
    after: Assessment


@value
class Outlook:
    """What a report on plans is made of: one station's plan, and what was supposed, if anything was."""

    framework: Framework
    language: Language
    plan: Plan
    what_if: WhatIf | None = None
    """If there is one, the plan starts from its `after`."""
    first_day: str | None = None
    """Of the first month, YYYY-MM-DD; None where nobody gave one."""
    ledger: Ledger | None = None
    """What people wrote into an earlier workbook about the same gaps."""
