"""What a station filled in, as expressions refer to it."""

from collections.abc import Container, Mapping
from dataclasses import replace
from types import MappingProxyType

from convergence_cli.model.framework import Framework
from convergence_cli.model.question import Table
from convergence_cli.model.questionnaire import Answered, Questionnaire, in_cells
from convergence_cli.scoring.evaluate import Facts, Scalar, evaluate

_NOTHING: Mapping[str, Scalar] = MappingProxyType({})


def facts_of(framework: Framework, questionnaire: Questionnaire, supposed: Mapping[str, Scalar] = _NOTHING) -> Facts:
    """What expressions see: an empty table that was not confirmed empty is unanswered, and so is one with fixed rows
    until each row of it that this station is asked holds something.

    `supposed` answers stand in place of those that were read, by indicator id.
    """
    answers = {name: answer.value for name, answer in questionnaire.answers.items()} | dict(supposed)
    tables: dict[str, list[dict[str, Answered]] | None] = {
        name: [row.values for row in table.rows] if table.rows or table.confirmed_empty else None
        for name, table in questionnaire.tables.items()
    }
    cells = {table.id: _fixed(framework, questionnaire, table, answers) for table in framework.tables if table.fixed}
    for name, rows in cells.items():
        tables[name] = list(rows.values()) if all(rows.values()) else None
    return Facts(answers=answers, profile=questionnaire.station, tables=tables, cells=cells)


def supposing(
    framework: Framework, questionnaire: Questionnaire, asked: Facts, supposed: Mapping[str, Scalar]
) -> Facts:
    """The same with suppositions; what was worked out of the tables holds on, unless an answer stands in one."""
    if asked.cells:
        return facts_of(framework, questionnaire, supposed)
    return replace(asked, answers=asked.answers | dict(supposed))


def with_computed(framework: Framework, facts: Facts, supposed: Container[str] = ()) -> Facts:
    """The facts with what is computed from them, each after what it is computed from, unless it is `supposed`."""
    # What is put in here as it comes to be known is what those after it read.
    answers = dict(facts.answers)
    known = replace(facts, answers=answers)
    for item in framework.computed:
        if item.id not in supposed:
            answers[item.id] = evaluate(framework.expressions[item.ask.compute or ""], known)
    return known


def _fixed(
    framework: Framework, questionnaire: Questionnaire, table: Table, answers: Mapping[str, Scalar]
) -> dict[str, dict[str, Answered]]:
    """What stands in each fixed row that the station is asked: what questions ask for, and what is left over."""
    read = questionnaire.tables.get(table.id)
    own = {row.id: row.values for row in read.rows} if read else {}
    found: dict[str, dict[str, Answered]] = {}
    for name in framework.rows_of(table, questionnaire.station):
        values = dict(own.get(name, {}))
        for item in framework.cells.get((table.id, name), ()):
            if item.ask.cell is not None:
                values |= in_cells(item.ask.cell, questionnaire.answers.get(item.id), answers.get(item.id))
        found[name] = values
    return found
