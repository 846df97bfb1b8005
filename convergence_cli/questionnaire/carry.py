"""Answers on their way into another questionnaire: last year's, an earlier version's, several departments'.

What is carried are values, not cells: a value that was read is typed into the new questionnaire the way its
question wants it. Whatever cannot go along is named.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date

from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.kind import year_assessed
from convergence_cli.model.language import Language
from convergence_cli.model.question import Text
from convergence_cli.model.questionnaire import YEARS_AHEAD, Answer, Answered, OwnTarget, Questionnaire, TableRead
from convergence_cli.questionnaire.last_time import digests
from convergence_cli.questionnaire.layout import letters_of
from convergence_cli.questionnaire.numerals import Question
from convergence_cli.texts import say
from convergence_cli.value import value

# What an examined workbook says of answers that did not become values; errors come on top.
_LOST = frozenset({"id-split", "id-retired", "option-retired", "ids-differ"})
_LOST |= {"typed-over-computed", "column-not-read", "sheet-not-read"}


@value
class Carried:
    """What is typed into a new questionnaire. An id that is not there stays blank."""

    profile: Mapping[str, Answered] = field(default_factory=dict)
    answers: Mapping[str, Answer] = field(default_factory=dict)
    tables: Mapping[str, TableRead] = field(default_factory=dict)
    own_targets: Mapping[str, tuple[OwnTarget, ...]] = field(default_factory=dict)
    """Counted from the year that the new questionnaire assesses."""
    last: Mapping[str, str] = field(default_factory=dict)
    """The digest of each answer and table that comes from another year."""
    changed: Mapping[str, Text] = field(default_factory=dict)
    """Questions that are asked differently since, and how."""
    new: frozenset[str] = frozenset()
    """Questions that were not asked then."""

    def only(self, asked: Iterable[Indicator], framework: Framework, known: Mapping[str, Answered]) -> "Carried":
        """What of it a questionnaire takes that asks these questions, of stations of which this is known."""
        items = {item.id: item for item in asked}
        tables = {table.id: table for item in items.values() for table in framework.tables_of(item)}
        taken = {name: read for name, read in self.tables.items() if name in tables}
        for name, table in tables.items():
            if table.fixed and name in taken:
                rows = {*framework.rows_asked(table, items.values(), known)}
                kept = tuple(row for row in taken[name].rows if row.id in rows)
                taken[name] = replace(taken[name], rows=kept)
        return replace(
            self,
            answers={name: answer for name, answer in self.answers.items() if name in items},
            tables=taken,
            own_targets={name: targets for name, targets in self.own_targets.items() if name in items},
        )

    @property
    def count(self) -> int:
        """Answers, reasons, rows of tables and targets that go along."""
        aimed = sum(map(len, self.own_targets.values()))
        said = sum(answer.value is not None or answer.reason is not None for answer in self.answers.values())
        return len(self.profile) + said + aimed + sum(len(table.rows) for table in self.tables.values())


def carry(
    old: Questionnaire, framework: Framework, language: Language, *, same_period: bool, period: Answered | None = None
) -> Carried:
    """What a workbook's answers become in a questionnaire of this version.

    `same_period`: the form is new, the year is not; otherwise what changes every year is left blank, and what the
    station set itself for years to come moves on to the year that is assessed now, `period`, or else the next one.
    """
    asked_anew = {question.id for question in framework.profile if not (question.carried or same_period)}
    profile = {
        name: answer.value
        for name, answer in old.profile.items()
        if answer.value is not None and name not in asked_anew
    }
    years = 0 if same_period else _years_on(old, period)
    return Carried(
        profile=profile,
        answers=with_moved(old, language),
        tables=old.tables,
        own_targets=_moved_on(old.own_targets, years),
        last=digests(old.answers, old.tables) if years else old.last,
        changed=old.changed,
        new=old.new,
    )


def with_moved(old: Questionnaire, language: Language) -> dict[str, Answer]:
    """The answers, and in notes beside them those to what an earlier version asked otherwise."""
    answers = dict(old.answers)
    for moved in old.moved:
        remark = say(language, "workbook.last-time", id=moved.id, found=moved.raw)
        for name in moved.to:
            kept = answers.get(name) or Answer(id=name, location=moved.location)
            answers[name] = _with_note(kept, remark)
    return answers


def _years_on(old: Questionnaire, period: Answered | None) -> int:
    """How many years after the old questionnaire the new one is."""
    was = year_assessed(old.station)
    if was is not None and isinstance(period, int | float):
        return int(period - was)
    return 1


def _moved_on(targets: Mapping[str, tuple[OwnTarget, ...]], years: int) -> dict[str, tuple[OwnTarget, ...]]:
    """Targets counted from a later year; what was set for a year before it has been."""
    found = {
        name: tuple(
            replace(target, ahead=target.ahead - years) for target in each if 0 <= target.ahead - years < YEARS_AHEAD
        )
        for name, each in targets.items()
    }
    return {name: each for name, each in found.items() if each}


def _with_note(answer: Answer, remark: str) -> Answer:
    return replace(answer, note="\n".join(part for part in (answer.note, remark) if part))


def left_behind(old: Questionnaire) -> Iterator[Problem]:
    """What was typed in a workbook and did not become an answer: its faults, and what is no longer asked."""
    yield from (item for item in old.problems if item.severity == "error" or item.code in _LOST)


def not_asked(file: str, carried: Carried, taken: Carried) -> Iterator[Problem]:
    """What a questionnaire of this level or chapter does not ask, and so does not take of what is carried."""
    for name, answer in carried.answers.items():
        if name in taken.answers:
            continue
        texts = (answer.raw, *(text for text, _ in answer.cells_of_evidence), answer.note)
        if answer.value is not None or answer.reason is not None or any(texts[1:]):
            found = " | ".join(text for text in texts if text)
            yield problem("answer-not-asked", answer.location, "warning", id=name, found=found)
    for name, targets in carried.own_targets.items():
        if name not in taken.own_targets:
            yield problem("answer-not-asked", targets[0].location, "warning", id=name, found=targets[0].raw)
    for name, table in carried.tables.items():
        left = len(table.rows) - (len(taken.tables[name].rows) if name in taken.tables else 0)
        if left:
            place = Location(file=file, sheet=table.sheet)
            yield problem("answer-not-asked", place, "warning", id=name, found=str(left))


def typed(given: Answered, question: Question, options: Mapping[str, Text], language: Language) -> str | float | date:
    """A value as a station would type it into the cell of its question."""
    if isinstance(given, bool):
        return say(language, "workbook.yes" if given else "workbook.no")
    if isinstance(given, int | float):
        return given
    if isinstance(given, tuple):
        letters = letters_of(options)
        return "".join(letters[name] for name in given) or say(language, "workbook.none")
    if question.type == "date":
        return date.fromisoformat(given)
    return options[given].in_(language) if question.type == "one_of" else given
