"""Who is asked what in a row of a workbook: so that a list of faults can be handed out department by department."""

import re
from typing import NamedTuple

from convergence_cli.errors import Location
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.questionnaire.departments import department, keepers
from convergence_cli.texts import say

_ROW = re.compile(r"[0-9]+$")


class Asked(NamedTuple):
    """What stands in a row, and whose it is; empty where nobody knows."""

    department: str = ""
    question: str = ""


class AskedAt:
    """The rows of a workbook."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Asked] = {}
        self._sheets: dict[str, Asked] = {}

    def read(self, framework: Framework, questionnaire: Questionnaire, language: Language) -> None:
        """Know the rows of a workbook as it was read."""
        for item in framework.indicators:
            answer = questionnaire.answers.get(item.id)
            if answer is not None:
                who, title = department(item).in_(language), item.title.in_(language)
                for place in (answer.location, *(named.location for named in answer.option_evidence)):
                    self._rows[place.sheet, _row(place)] = Asked(who, title)
        for question in framework.profile:
            told = questionnaire.profile.get(question.id)
            if told is not None:
                self._rows[told.location.sheet, _row(told.location)] = Asked("", question.title.in_(language))
        for table in framework.tables:
            read = questionnaire.tables.get(table.id)
            if read is not None:
                names = [who.in_(language) for who in keepers(framework, table, framework.indicators)]
                said = say(language, "terms.list-separator").join(names)
                self._sheets[read.sheet] = Asked(said, table.title.in_(language))

    def __getitem__(self, place: Location) -> Asked:
        return self._rows.get((place.sheet, _row(place))) or self._sheets.get(place.sheet, Asked())


def _row(place: Location) -> str:
    found = _ROW.search(place.cell)
    return found[0] if found else ""
