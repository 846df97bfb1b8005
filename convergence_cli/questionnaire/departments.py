"""Which department answers what: each question its own, and each table one.

A questionnaire may be handed out in parts, one for each department, and put together again. A table that holds
questions in its cells goes with them; any other one to the department of the first question computed from it. What the
station says of itself goes to the first department, so that no two of them answer it differently.
"""

from collections.abc import Iterable, Mapping, Sequence

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.question import Table, Text
from convergence_cli.model.questionnaire import Answer, Answered, TableRead
from convergence_cli.texts.workbook import WORDS
from convergence_cli.value import value

NOBODY = Text(zh=WORDS["guide-work-rest"][0], en=WORDS["guide-work-rest"][1])
"""In place of a department, of questions that name none."""


@value
class Part:
    """A part of a questionnaire: what one department answers."""

    who: Text
    first: Text
    """The department whose part asks what the station is."""
    items: tuple[Indicator, ...]
    tables: tuple[Table, ...]

    @property
    def is_first(self) -> bool:
        """Whether what the station is, is asked here."""
        return self.who == self.first


@value
class Pending:
    """A department that has not answered all that it is asked."""

    who: Text
    questions: int
    """How many questions have neither an answer nor a reason, those computed from tables left out."""
    tables: int
    """How many tables have no row, and were not said to have nothing to list."""
    handed_in: bool
    """Whether there is anything of it at all."""


def department(item: Indicator) -> Text:
    """The department that answers a question."""
    return item.who or NOBODY


def parts(framework: Framework, asked: Sequence[Indicator]) -> tuple[Part, ...]:
    """The parts of a questionnaire with these questions, in the order of the first question of each."""
    everyone = tuple(dict.fromkeys(map(department, asked)))
    used = {table.id for item in asked for table in framework.tables_of(item)}
    tables = [table for table in framework.tables if table.id in used]
    return tuple(
        Part(
            who=who,
            first=everyone[0],
            items=tuple(item for item in asked if department(item) == who),
            tables=tuple(table for table in tables if who in keepers(framework, table, asked)),
        )
        for who in everyone
    )


def keepers(framework: Framework, table: Table, asked: Iterable[Indicator]) -> tuple[Text, ...]:
    """The departments that fill in a table: one, or as many as have questions in its cells."""
    uses = [item for item in asked if table in framework.tables_of(item)]
    inside = [item for item in uses if item.ask.cell is not None and item.ask.cell.table == table.id]
    return tuple(dict.fromkeys(map(department, inside or uses[:1])))


def pending(
    framework: Framework,
    asked: Sequence[Indicator],
    profile: Mapping[str, Answered],
    answers: Mapping[str, Answer],
    tables: Mapping[str, TableRead],
    handed_in: frozenset[str],
) -> tuple[Pending, ...]:
    """The departments of which something is blank, in the order of the framework; none where it names no department.

    `asked`: the questions of the whole form, by which its parts are told; those out of scope for this profile are not
    waited for. `handed_in`: the names, in either language, of those whose part is there, be it blank.
    """
    if "who" not in framework.says:
        return ()
    said = {name for name, answer in answers.items() if answer.value is not None or answer.reason is not None}
    said |= {name for name, read in tables.items() if read.rows or read.confirmed_empty}
    wanted = [item for item in asked if item.in_scope(profile)]
    cells = {item.ask.cell.table for item in wanted if item.ask.cell is not None}
    used = {table.id for item in wanted for table in framework.tables_of(item)} - cells
    found = []
    for part in parts(framework, asked):
        typed = [item.id for item in part.items if item.in_scope(profile) and item.ask.compute is None]
        lists = [table.id for table in part.tables if table.id in used]
        blank = [[name for name in names if name not in said] for names in (typed, lists)]
        if any(blank):
            there = sum(map(len, blank)) < len(typed) + len(lists) or bool({*part.who.both} & handed_in)
            found.append(Pending(who=part.who, questions=len(blank[0]), tables=len(blank[1]), handed_in=there))
    return tuple(found)
