"""A station's filled-in questionnaire, as read: each answer with the place it was read from."""

from dataclasses import field

from convergence_cli.errors import Location, Problem
from convergence_cli.model.language import Language
from convergence_cli.model.question import TableCell, Text
from convergence_cli.value import value

Answered = float | str | bool | tuple[str, ...]
"""A value: number (a percentage as a fraction), option id or ISO date or text, yes/no, ticked option ids."""


@value
class OptionEvidence:
    """What was named as evidence of one option, where each takes its own."""

    option: str
    evidence: str
    location: Location


@value
class Answer:
    """What was read for one question. No value and no reason: unanswered."""

    id: str
    location: Location
    value: Answered | None = None
    raw: str = ""
    """The cell as the station typed it, for the report."""
    reason: str | None = None
    """The id of the not-applicable reason that the station gave."""
    evidence: str = ""
    evidence_location: Location | None = None
    """Where the evidence was named; None where the workbook has no such column."""
    option_evidence: tuple[OptionEvidence, ...] = ()
    """Where each option takes evidence of its own: that of those which have any. Then `evidence` counts for none."""
    note: str = ""

    @property
    def options_proven(self) -> frozenset[str]:
        """The options that have evidence of their own."""
        return frozenset(named.option for named in self.option_evidence)

    @property
    def cells_of_evidence(self) -> tuple[tuple[str, Location], ...]:
        """Every text that names evidence, with its place."""
        own = ((self.evidence, self.evidence_location or self.location),) if self.evidence else ()
        return (*own, *((named.evidence, named.location) for named in self.option_evidence))


def in_cells(cell: TableCell, answer: Answer | None, given: Answered | None) -> dict[str, Answered]:
    """What stands in the columns of a fixed row that belong to a question: its value `given`, or the option for the
    reason that the answer gives in place of one, and the answer's evidence and note."""
    texts = ((cell.evidence, answer.evidence), (cell.note, answer.note)) if answer is not None else ()
    found: dict[str, Answered] = {column: text for column, text in texts if column is not None and text}
    if given is None and answer is not None:
        given = next((option for option, why in cell.reasons.items() if why == answer.reason), None)
    return found if given is None else found | {cell.column: given}


@value
class Row:
    """One row of a repeat table: column id to value; a blank optional cell is absent."""

    number: int
    """The row of the sheet, from 1."""
    values: dict[str, Answered]
    id: str | None = None
    """Of a row that the framework lists; what questions ask in it stands in their answers, and not here."""


@value
class TableRead:
    """A table as read. `rows` empty and not `confirmed_empty`: unanswered. Of fixed rows those that hold something."""

    id: str
    sheet: str
    rows: tuple[Row, ...] = ()
    confirmed_empty: bool = False
    """The station said that there is nothing to list."""


YEARS_AHEAD = 3
"""For so many years a station may set itself targets: the year assessed, and those after it."""


@value
class OwnTarget:
    """A target that the station set itself for one indicator and one year."""

    ahead: int
    """0: for the year assessed; 1, 2: for the years after it."""
    value: Answered
    """In the answer's own unit; where options are ticked those aimed at, or a number of points, 0-100."""
    raw: str
    """The cell as it was typed."""
    location: Location


@value
class Moved:
    """An answer of an earlier version that no question of this one takes as it is."""

    id: str
    """As the earlier version had it."""
    to: tuple[str, ...]
    """The questions that ask for it today; none where it is no longer asked."""
    location: Location
    raw: str


@value
class Questionnaire:
    """A station's answers by question id, its tables, and what was noticed while reading."""

    file: str
    """The file's name without its folder."""
    sha256: str
    language: Language | None
    version: str = ""
    """Of the framework that the workbook was made for; empty where it does not say."""
    part: str = ""
    """The department whose part of a questionnaire it is, in the workbook's language; empty for a whole one."""
    profile: dict[str, Answer]
    answers: dict[str, Answer]
    tables: dict[str, TableRead]
    own_targets: dict[str, tuple[OwnTarget, ...]] = field(default_factory=dict)
    """What the station set itself, by indicator; each year once, the earliest first."""
    moved: tuple[Moved, ...] = ()
    changed: dict[str, Text] = field(default_factory=dict)
    """Questions and tables that this version asks differently than the workbook's, and how."""
    new: frozenset[str] = frozenset()
    """Questions that the workbook's version did not ask."""
    last: dict[str, str] = field(default_factory=dict)
    """Of a form with answers of another year, question or table -> the digest of what was carried into it."""
    problems: tuple[Problem, ...] = ()
    """Warnings and notes, and in one that was only examined errors: one that is scored has none."""

    @property
    def station(self) -> dict[str, Answered | None]:
        """What the station said about itself, by profile question: what `applies` and `by` go by."""
        return {name: answer.value for name, answer in self.profile.items()}
