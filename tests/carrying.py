"""Stations with answers to be carried into another form."""

from typing import Any

from convergence_cli.model.questionnaire import Questionnaire


def answered(questionnaire: Questionnaire) -> dict[str, Any]:
    """All that a station said, without the places where it said it."""
    return {
        "profile": {name: answer.value for name, answer in questionnaire.profile.items()},
        "answers": {
            name: (answer.value, answer.reason, answer.evidence, answer.note)
            for name, answer in questionnaire.answers.items()
        },
        "tables": {
            name: ([row.values for row in table.rows], table.confirmed_empty)
            for name, table in questionnaire.tables.items()
        },
    }
