"""Assertions across answers: a failing one is a warning (or an error) that points at the cells it is about."""

from collections.abc import Iterator

from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.expression import Reference
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.scoring.evaluate import Facts, evaluate

VOIDS = "index-voided"
"""The code of a check that is false and leaves a station without an index."""
FAILED = frozenset({"check-failed", VOIDS})
"""The codes of a check that is false."""


def check_answers(
    framework: Framework, questionnaire: Questionnaire, facts: Facts, asked: Facts
) -> tuple[Problem, ...]:
    """One Problem for each check that is false; where an answer in it is blank, nothing is checked.

    What was `asked`, without suppositions, decides with them whether the index is void: nobody contradicts himself by
    what others suppose.
    """
    found: list[Problem] = []
    for check in framework.checks:
        expression = framework.expressions[check.that]
        if evaluate(expression, facts) is False:
            read = framework.checked[check.id]
            places = dict.fromkeys(_place(reference, framework, questionnaire) for reference in read)
            cells = ", ".join(place.place for place in places)
            place = next(iter(places), Location(file=questionnaire.file))
            words = check.message.both
            voids = check.voids and (facts is asked or evaluate(expression, asked) is False)
            code, severity = VOIDS if voids else "check-failed", check.severity or "warning"
            found.append(problem(code, place, severity, check=check.id, message=words, cells=cells))
    return tuple(found)


def _place(reference: Reference, framework: Framework, questionnaire: Questionnaire) -> Location:
    if reference.kind in ("answer", "profile"):
        asked = questionnaire.answers if reference.kind == "answer" else questionnaire.profile
        answer = asked.get(reference.id)
        return answer.location if answer else Location(file=questionnaire.file)
    cell = next(_cells(reference, framework, questionnaire), None)
    if cell is not None:
        return cell
    table = questionnaire.tables.get(reference.id)
    return Location(file=questionnaire.file, sheet=table.sheet if table else "")


def _cells(reference: Reference, framework: Framework, questionnaire: Questionnaire) -> Iterator[Location]:
    """Where the answer stands that a question asks for in one cell of a table."""
    for item in framework.cells.get((reference.id, reference.row), ()):
        answer = questionnaire.answers.get(item.id)
        if answer is not None and item.ask.cell is not None and item.ask.cell.column == reference.column:
            yield answer.location
