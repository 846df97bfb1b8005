"""An overlay: what a province or a group asks for on top of a framework that it does not copy.

Field docstrings are what `rubrics schema overlay` publishes and what an author's editor shows. What a change
means for strictness stands in `rubric/overlay/__init__.py`.
"""

from dataclasses import field
from typing import Any, Literal

from convergence_cli.model.change import Change
from convergence_cli.model.framework import Check, Indicator, Measure, Source
from convergence_cli.model.keywords import Kebab, Name, SomeText, Version
from convergence_cli.model.question import ProfileQuestion, Table, Text
from convergence_cli.value import value

PartKind = Literal["profile", "reasons", "scales", "tables", "chapters", "measures", "indicators", "levels", "checks"]
"""What a change is about, by the key that holds it."""


@value
class Setting:
    """One item of the base, changed: what `to` names is merged into it, all else stays as the base has it."""

    id: str
    to: dict[str, Any]
    """Keys and their new values. A mapping is merged key by key, anything else is replaced, `null` takes a key
    away; another scoring function takes the place of the one there was."""
    because: Text
    """Why."""
    relax: bool = False
    """Says that this asks for less than the base; without it such a change is refused."""


@value
class Settings:
    """Items of the base that are changed, by kind."""

    profile: tuple[Setting, ...] = ()
    reasons: tuple[Setting, ...] = ()
    scales: tuple[Setting, ...] = ()
    tables: tuple[Setting, ...] = ()
    chapters: tuple[Setting, ...] = ()
    measures: tuple[Setting, ...] = ()
    indicators: tuple[Setting, ...] = ()
    levels: tuple[Setting, ...] = ()
    checks: tuple[Setting, ...] = ()


@value
class AddedQuestion:
    """A question about the station that the base does not ask."""

    question: ProfileQuestion
    because: Text


@value
class AddedReason:
    """A reason for which an indicator may be not applicable."""

    id: Name
    text: Text
    because: Text


@value
class AddedTable:
    """A repeat table that the base does not have."""

    table: Table
    because: Text


@value
class AddedMeasure:
    """A measure of the overlay's own, at the end of a chapter of the base."""

    chapter: str
    measure: Measure
    because: Text
    relax: bool = False
    """Says that it takes more of its parent, or of the whole, than what is added may take in silence."""


@value
class AddedIndicator:
    """An indicator, at the end of the measure that its id begins with."""

    indicator: Indicator
    because: Text
    relax: bool = False
    """Says that it takes more of its parent, or of the whole, than what is added may take in silence, or that it is
    computed from what the base asks already."""


@value
class AddedCheck:
    """An assertion across answers."""

    check: Check
    because: Text


@value
class Additions:
    """What the base does not have, by kind."""

    profile: tuple[AddedQuestion, ...] = ()
    reasons: tuple[AddedReason, ...] = ()
    tables: tuple[AddedTable, ...] = ()
    measures: tuple[AddedMeasure, ...] = ()
    indicators: tuple[AddedIndicator, ...] = ()
    checks: tuple[AddedCheck, ...] = ()


@value
class Hidden:
    """One item of the base that is not asked; always less than the base asks for, so `relax: true` is needed."""

    id: str
    because: Text
    """Why; it also stands as the reason for which clauses that are left uncovered are not scored."""
    relax: bool = False


@value
class Hiding:
    """Items of the base that are taken away, by kind."""

    measures: tuple[Hidden, ...] = ()
    indicators: tuple[Hidden, ...] = ()
    levels: tuple[Hidden, ...] = ()
    checks: tuple[Hidden, ...] = ()


@value
class Overlay:
    """`overlay.yaml`: one framework as the changes to another."""

    id: Kebab
    version: Version
    title: Text
    source: Source
    """Where the requirements on top come from."""
    extends: SomeText
    """The base: the name of a shipped framework, or the path of a framework or overlay, from this file's folder on."""
    since: Version | None = None
    """The base's version must be this or later."""
    before: Version | None = None
    """The base's version must be earlier than this."""
    weights_because: Text | None = None
    """Why what binds less may weigh more than what binds more; absent: the base's reason, if it has one, holds."""
    set_: Settings = field(default_factory=Settings)
    add: Additions = field(default_factory=Additions)
    hide: Hiding = field(default_factory=Hiding)
    changes: tuple[Change, ...] = ()
    """The overlay's own version map; the base's is known from the base."""
