"""How an answer becomes points: the functions of the format, as they stand in YAML."""

from typing import Annotated, Literal

from convergence_cli.model.keywords import ONE, Keywords, Points, PositivePoints, Weight
from convergence_cli.model.question import Amount, Citation, Threshold
from convergence_cli.value import value


@value
class Band:
    """One step of `bands`: a condition on the answer and the points it earns, or `otherwise`."""

    points: Points | None = None
    above: Threshold | None = None
    """Strictly more than this."""
    from_: Threshold | None = None
    """This or more."""
    below: Threshold | None = None
    """Strictly less than this (lower is better)."""
    up_to: Threshold | None = None
    """This or less (lower is better)."""
    otherwise: Points | None = None
    """The points of every other answer; only the last band has it."""
    source: Citation | None = None
    """What this threshold rests on."""


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

    at: Annotated[Amount, Keywords(exclusiveMinimum=0)]


@value
class Deduct:
    """Full points at 0; `points` are taken off for every `per` of the answer, in proportion."""

    per: Annotated[Amount, Keywords(exclusiveMinimum=0)]
    points: PositivePoints
    down_to: Annotated[Points, Keywords(exclusiveMaximum=100)] = 0.0
    """No more is taken off than leaves these points."""


@value
class Checklist:
    """Points for what is ticked, by weight."""

    items: dict[str, Weight]
    """Option id to weight."""
    must_have: tuple[str, ...] = ()
    """If one of these is not ticked, the points are at most `cap`."""
    cap: Points = 0.0


@value
class Score:
    """How an answer becomes points 0-100: exactly one of these keys."""

    bands: Annotated[tuple[Band, ...], Keywords(minItems=2)] | None = None
    """Steps, best first; the last is `otherwise`."""
    ramp: Ramp | None = None
    capped: Capped | None = None
    deduct: Deduct | None = None
    choices: dict[str, Points] | None = None
    """Option id to points (one_of)."""
    scale: str | None = None
    """The id of a shared scale, which also gives the options (one_of)."""
    checklist: Checklist | None = None
    """Items that can be ticked (many_of)."""
    expect: Literal["yes", "no"] | None = None
    """The answer that earns 100 points; the other one earns 0 (yes_no)."""
    by: "Annotated[dict[str, dict[str, Score]], ONE] | None" = None
    """One profile question, and a function for each of its options."""
