"""Departments' copies of one station's questionnaire made into one: a blank never replaces an answer.

Two answers to one question are a conflict with both places and both values, and nobody's answer wins unless
the user says whose. Rows of a table are put together; two of one name that differ are a conflict too.
"""

from collections import Counter
from dataclasses import replace
from typing import Any, NamedTuple

from convergence_cli.errors import Location, Problem, Word, problem
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import LANGUAGES, Language
from convergence_cli.model.question import Column, Table
from convergence_cli.model.questionnaire import (
    YEARS_AHEAD,
    Answer,
    Answered,
    OptionEvidence,
    OwnTarget,
    Questionnaire,
    Row,
    TableRead,
)
from convergence_cli.questionnaire.carry import Carried, left_behind, with_moved
from convergence_cli.questionnaire.cleaning import folded
from convergence_cli.questionnaire.layout import option_row
from convergence_cli.questionnaire.normalise import spoken
from convergence_cli.questionnaire.read import OF_THE_WHOLE
from convergence_cli.texts import in_language, say_both


class Merged(NamedTuple):
    """What the copies come to, and what they disagree on."""

    carried: Carried
    lost: tuple[Problem, ...]
    """What was typed in a copy and is not read."""
    problems: tuple[Problem, ...]
    """Conflicts: errors where nothing decides between the two, else notes; texts that were joined; and what was said
    of the copies themselves, since a value that was bent to be read stands in the whole as it was read."""


class _Given(NamedTuple):
    """What one copy gives: which copy, where, what, and how that is shown."""

    copy: int
    place: Location
    content: Any
    shown: Word


class _Listed(NamedTuple):
    """A row of a table in one copy."""

    copy: int
    sheet: str
    row: Row


def merge(
    copies: tuple[Questionnaire, ...], framework: Framework, language: Language, prefer: int | None = None
) -> Merged:
    """Everything that the copies say. `prefer` is the copy, by position from 0, that is right in a conflict.

    What an earlier version asked otherwise stands in notes, in this language.
    """
    lost = tuple(item for copy in copies for item in left_behind(copy) if item.code not in OF_THE_WHOLE)
    told = {*lost}
    remarks = (item for copy in copies for item in copy.problems if item.code not in OF_THE_WHOLE)
    problems = [item for item in remarks if item not in told]
    copies = tuple(replace(copy, answers=with_moved(copy, language)) for copy in copies)
    merging = _Merging(copies, prefer)
    profile: dict[str, Answered] = {}
    for question in framework.profile:
        given = [
            _Given(copy, answer.location, answer.value, spoken(answer.value, question, question.options))
            for copy, answer in merging.each("profile", question.id)
            if answer.value is not None
        ]
        if not given and question.required:
            missing = problem("profile-missing", None, "warning", question=question.title.both)
            merging.problems.append(missing)
        elif given:
            profile[question.id] = merging.choose(question.title.both, given).content
    answers = {
        item.id: merging.answer(item, framework) for item in framework.indicators if merging.each("answers", item.id)
    }
    tables = {table.id: merging.table(table) for table in framework.tables}
    aimed = {item.id: merging.own_targets(item, framework) for item in framework.indicators}
    own_targets = {name: targets for name, targets in aimed.items() if targets}
    changed = {name: why for copy in copies for name, why in copy.changed.items()}
    last = {name: digest for copy in copies for name, digest in copy.last.items()}
    carried = Carried(
        profile=profile, answers=answers, tables=tables, own_targets=own_targets, last=last, changed=changed
    )
    return Merged(carried, lost, (*merging.problems, *problems))


def _titled(item: Indicator, option: str = "") -> Word:
    """A question, or one of its options, as people call it and as its row is found."""
    name = option_row(item.id, option) if option else item.id
    return say_both("workbook.merged-question", title=item.title.both, id=name)


def _aim(item: Indicator, ahead: int) -> Word:
    """What a station set itself in one year's column."""
    return say_both("workbook.merged-target", title=item.title.both, year=say_both(f"workbook.target-{ahead}"))


def _cell(table: Table, row: tuple[str, str], column: Column) -> Word:
    """A cell of a table."""
    titles = {"table": table.title.both, "column": column.title.both}
    return say_both("workbook.merged-cell", row=row, **titles)


def _row(table: Table, row: Row) -> tuple[str, str]:
    """A row by what it is called, as it was typed."""
    columns = [column for column in _naming(table) if column.id in row.values]
    each = [spoken(row.values[column.id], column, column.options) for column in columns]
    zh, en = (" ".join(in_language(word, language) for word in each) for language in LANGUAGES)
    return zh, en


def _naming(table: Table) -> tuple[Column, ...]:
    """The columns by which a row is called: those up to the first text, else the first."""
    last = next((at for at, column in enumerate(table.columns) if column.type == "text"), 0)
    return table.columns[: last + 1]


def _name(table: Table, row: Row) -> str:
    """What a row is known by: `抖音 星河新闻`, folded."""
    return folded(" ".join(str(row.values.get(column.id, "")) for column in _naming(table)))


class _Merging:
    """The copies side by side, and the problems found so far."""

    def __init__(self, copies: tuple[Questionnaire, ...], prefer: int | None) -> None:
        self.copies, self.prefer = copies, prefer
        self.problems: list[Problem] = []

    def each(self, attribute: str, name: str) -> list[tuple[int, Any]]:
        """What each copy has under a name, with the copy's position."""
        found = ((position, getattr(one, attribute).get(name)) for position, one in enumerate(self.copies))
        return [(position, content) for position, content in found if content is not None]

    def answer(self, item: Indicator, framework: Framework) -> Answer:
        """The answer or reason that the copies agree on, with all their evidence and notes."""
        each: list[tuple[int, Answer]] = self.each("answers", item.id)
        given: list[_Given] = []
        for copy, answer in each:
            if answer.value is not None:
                shown = spoken(answer.value, item.ask, framework.options(item))
                given.append(_Given(copy, answer.location, (answer.value, None), shown))
            elif answer.reason is not None:
                reason = framework.reasons[answer.reason]
                given.append(_Given(copy, answer.location, (None, answer.reason), reason.both))
        value, name = self.choose(_titled(item), given).content if given else (None, None)
        evidence, note = (self._joined(_titled(item), key, each) for key in ("evidence", "note"))
        by_option = self._by_option(item, each, framework)
        return replace(each[0][1], value=value, reason=name, evidence=evidence, option_evidence=by_option, note=note)

    def _by_option(
        self, item: Indicator, each: list[tuple[int, Answer]], framework: Framework
    ) -> tuple[OptionEvidence, ...]:
        """All that the copies name as evidence of each option."""
        found: list[OptionEvidence] = []
        for option in framework.options(item) if item.evidence.per_option else ():
            named = [
                (copy, replace(answer, evidence=own.evidence, location=own.location))
                for copy, answer in each
                for own in answer.option_evidence
                if own.option == option
            ]
            if named:
                text = self._joined(_titled(item, option), "evidence", named)
                found.append(OptionEvidence(option=option, evidence=text, location=named[0][1].location))
        return tuple(found)

    def own_targets(self, item: Indicator, framework: Framework) -> tuple[OwnTarget, ...]:
        """The targets that the copies agree on, year by year."""
        each: list[tuple[int, tuple[OwnTarget, ...]]] = self.each("own_targets", item.id)
        found: list[OwnTarget] = []
        for ahead in range(YEARS_AHEAD):
            set_ = [(copy, target) for copy, targets in each for target in targets if target.ahead == ahead]
            given = [
                _Given(copy, target.location, target.value, spoken(target.value, item.ask, framework.options(item)))
                for copy, target in set_
            ]
            if given:
                chosen = self.choose(_aim(item, ahead), given)
                found.append(next(target for copy, target in set_ if copy == chosen.copy))
        return tuple(found)

    def table(self, table: Table) -> TableRead:
        """All rows of all copies; what several copies list alike stands once."""
        reads: list[tuple[int, TableRead]] = self.each("tables", table.id)
        if table.fixed:
            fixed = [self._fixed(table, name, reads) for name in table.fixed]
            return TableRead(id=table.id, sheet="", rows=tuple(row for row in fixed if row.values))
        groups: dict[str, list[_Listed]] = {}
        for copy, read in reads:
            for row in read.rows:
                groups.setdefault(_name(table, row), []).append(_Listed(copy, read.sheet, row))
        rows = tuple(row for group in groups.values() for row in self._rows(table, group))
        empty = [(copy, read) for copy, read in reads if read.confirmed_empty]
        if rows and empty:
            listed = next((copy, read) for copy, read in reads if read.rows)
            place = Location(file=self.copies[empty[0][0]].file, sheet=empty[0][1].sheet)
            there = Location(file=self.copies[listed[0]].file, sheet=listed[1].sheet)
            given = [_Given(listed[0], there, rows, str(len(rows))), _Given(empty[0][0], place, (), "0")]
            rows = self.choose((f"《{table.title.zh}》", table.title.en), given).content
        return TableRead(id=table.id, sheet="", rows=rows, confirmed_empty=bool(empty) and not rows)

    def _fixed(self, table: Table, name: str, reads: list[tuple[int, TableRead]]) -> Row:
        """A row that every copy has: column by column what they agree on; what one leaves blank another says."""
        listed = [_Listed(copy, read.sheet, row) for copy, read in reads for row in read.rows if row.id == name]
        values: dict[str, Answered] = {}
        title = table.fixed[name].title
        for column in table.columns:
            given = [self._listed(column, each) for each in listed if column.id in each.row.values]
            if given:
                values[column.id] = self.choose(_cell(table, title.both, column), given).content
        return Row(number=min((each.row.number for each in listed), default=0), values=values, id=name)

    def _rows(self, table: Table, group: list[_Listed]) -> list[Row]:
        """The rows of one name. A copy that lists the name several times uses it as no name: its rows all count."""
        if len(group) == 1:
            return [group[0].row]
        once = max(Counter(listed.copy for listed in group).values()) == 1
        if once and any(listed.row.values != group[0].row.values for listed in group):
            return [self._differ(table, group)]
        kept: list[Row] = []
        most: Counter[frozenset[Any]] = Counter()
        each: dict[int, Counter[frozenset[Any]]] = {}
        for listed in group:
            content = frozenset(listed.row.values.items())
            own = each.setdefault(listed.copy, Counter())
            own[content] += 1
            if own[content] > most[content]:
                most[content] += 1
                kept.append(listed.row)
        return kept

    def _differ(self, table: Table, group: list[_Listed]) -> Row:
        """The row that is right where copies list one name once each, and differently."""
        chosen, name = group[0], _row(table, group[0].row)
        for column in table.columns:
            given = [self._listed(column, listed) for listed in group]
            copy = self.choose(_cell(table, name, column), given).copy
            chosen = next(listed for listed in group if listed.copy == copy) if self.prefer == copy else chosen
        return chosen.row

    def _listed(self, column: Column, listed: _Listed) -> _Given:
        value = listed.row.values.get(column.id)
        place = Location(file=self.copies[listed.copy].file, sheet=listed.sheet, cell=f"A{listed.row.number}")
        shown = "" if value is None else spoken(value, column, column.options)
        return _Given(listed.copy, place, value, shown)

    def choose(self, name: Word, given: list[_Given]) -> _Given:
        """What the copies agree on; in a conflict what the preferred copy gives, or the first with an error."""
        first = given[0]
        other = next((each for each in given if each.content != first.content), None)
        if other is None:
            return first
        chosen = next((each for each in given if each.copy == self.prefer), None)
        facts: dict[str, Word] = {"question": name, "first": str(first.place), "one": first.shown}
        facts |= {"second": str(other.place), "other": other.shown}
        self.problems.append(problem("merge-conflict", first.place, "note" if chosen else "error", **facts))
        return chosen or first

    def _joined(self, name: Word, key: str, each: list[tuple[int, Answer]]) -> str:
        """Every text that a copy gives, each once, a line each."""
        places: dict[str, Location] = {}
        for _, answer in each:
            if getattr(answer, key):
                places.setdefault(getattr(answer, key), answer.location)
        if len(places) > 1:
            first, second = list(places.values())[:2]
            code = "merge-joined-evidence" if key == "evidence" else "merge-joined-note"
            self.problems.append(problem(code, first, "note", question=name, first=str(first), second=str(second)))
        return "\n".join(places)
