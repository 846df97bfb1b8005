"""A rubric unit test: answers in, points and outcomes expected."""

from dataclasses import field
from typing import Literal

from convergence_cli.model.keywords import Tolerance
from convergence_cli.value import value

Given = bool | float | str | tuple[str, ...]


@value
class Expected:
    """What one indicator should come to; what is not named is not looked at."""

    points: float | None = None
    within: Tolerance = 1e-6
    """By how much the points may differ; so it is of the index."""
    outcome: str | None = None
    value: Given | None = None
    """What was answered, or computed; so a question is tested that is not scored."""


@value
class Trial:
    """One test. Everything that it does not name is blank."""

    name: str
    """The rule that it guards."""
    like: str | None = None
    """The name of a test further up in the file: its station, with what this one says in place of its own."""
    blank: tuple[str, ...] = ()
    """Indicators, whole measures and tables that `like` answers and this test leaves blank."""
    profile: dict[str, Given] = field(default_factory=dict)
    answers: dict[str, Given] = field(default_factory=dict)
    """Indicator id -> answer, a percentage as 50%."""
    not_applicable: dict[str, str] = field(default_factory=dict)
    tables: dict[str, tuple[dict[str, Given], ...]] = field(default_factory=dict)
    """Table id -> rows; no rows: confirmed empty. Of a table with fixed rows `row` is the id of each, beside what no
    indicator asks for in it."""
    evidence: bool = False
    """Every answer, what is computed from tables included, comes with evidence; ticked options each with their own."""
    expect: dict[str, Expected] = field(default_factory=dict)
    checks: tuple[str, ...] | None = None
    """The cross-checks that must fail, all of them and no other."""
    index: float | Literal["none"] | None = None
    """The expected index, worked out by hand; `none` for none."""
    within: Tolerance = 1e-6
    """By how much the index may differ, such as 0.05 from a published one of one decimal."""
    level: str | None = None
    """The level that is reached; `none` for none."""


@value
class TrialFile:
    """A file under `tests/`."""

    profile: dict[str, Given] = field(default_factory=dict)
    """The station of every test in the file, where the test does not say otherwise."""
    tests: tuple[Trial, ...]
