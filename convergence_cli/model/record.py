"""What a released version of a framework asked: kept beside it, so that its filled-in questionnaires stay readable."""

from dataclasses import field

from convergence_cli.model.question import Amount, AnswerType, Text
from convergence_cli.value import value


@value
class Asked:
    """One question as it was asked."""

    type: AnswerType
    computed: bool = False
    """Its cell was not filled in."""
    options: dict[str, Text] = field(default_factory=dict)
    """In the order of their letters."""
    per_option: bool = False
    """Each option took evidence of its own."""
    reasons: tuple[str, ...] = ()
    """Not-applicable reasons that could be given."""
    min: Amount | None = None
    max: Amount | None = None


@value
class Record:
    """One version: every question, table and column, by id."""

    id: str
    version: str
    reasons: dict[str, Text] = field(default_factory=dict)
    titles: dict[str, Text] = field(default_factory=dict)
    """Of tables and columns (`table.column`), which are found by them."""
    asked: dict[str, Asked]
    """Profile questions, indicators, and columns of tables (`table.column`)."""
