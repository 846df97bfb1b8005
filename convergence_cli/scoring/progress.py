"""Which questions a station has answered, whatever the answers are worth, and which it has still to fill in."""

from collections.abc import Mapping

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.progress import Department, Progress
from convergence_cli.model.question import Text, WhenEmpty
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.scoring.empty import empties
from convergence_cli.scoring.evaluate import Facts
from convergence_cli.scoring.facts import facts_of, with_computed


def progress(framework: Framework, questionnaire: Questionnaire) -> Progress:
    """The questions that the station is asked, and those that are blank, by department.

    A computed question is blank where what it is computed from is. What was filled in and is at fault is not blank:
    it has a problem of its own.
    """
    facts = with_computed(framework, facts_of(framework, questionnaire))
    empty = empties(framework, facts, {}, facts)
    # Of one department's part, what others answer is not blank: it stands elsewhere.
    part = questionnaire.part if any(questionnaire.part in _names(item.who) for item in framework.indicators) else ""
    asked: dict[Text | None, list[str]] = {}
    blank: dict[Text | None, list[str]] = {}
    for item in framework.indicators:
        if item.in_scope(questionnaire.station) and (not part or _is_here(framework, item, questionnaire)):
            asked.setdefault(item.who, []).append(item.id)
            if not (_is_filled(item, questionnaire, facts, empty) or _is_at_fault(framework, item, questionnaire)):
                blank.setdefault(item.who, []).append(item.id)
    departments = (
        Department(who=who, asked=len(names), blank=tuple(blank.get(who, ()))) for who, names in asked.items()
    )
    return Progress(departments=tuple(sorted(departments, key=lambda each: -len(each.blank))))


def _is_here(framework: Framework, item: Indicator, questionnaire: Questionnaire) -> bool:
    """Whether one department's part asks a question, and all that it is computed from."""
    return questionnaire.part in _names(item.who) and framework.is_told_by(item, questionnaire.tables)


def _names(who: Text | None) -> tuple[str, ...]:
    return () if who is None else who.both


def _is_filled(item: Indicator, questionnaire: Questionnaire, facts: Facts, empty: Mapping[str, WhenEmpty]) -> bool:
    answer = questionnaire.answers.get(item.id)
    if answer is not None and answer.reason is not None:
        return True
    if item.id in empty:
        return empty[item.id] != "unanswered"
    return facts.answers.get(item.id) is not None


def _is_at_fault(framework: Framework, item: Indicator, questionnaire: Questionnaire) -> bool:
    """Whether its cell, or a sheet that it is computed from, has an error."""
    errors = [each.location for each in questionnaire.problems if each.severity == "error" and each.location.cell]
    if not errors:
        return False
    answer = questionnaire.answers.get(item.id)
    if answer is not None and any(
        (at.sheet, at.cell) == (answer.location.sheet, answer.location.cell) for at in errors
    ):
        return True
    if item.ask.compute is None:
        return False
    read = (questionnaire.tables.get(table.id) for table in framework.tables_of(item))
    return bool({table.sheet for table in read if table} & {at.sheet for at in errors})
