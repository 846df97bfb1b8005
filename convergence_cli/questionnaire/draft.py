"""A questionnaire under way: what it is made of, as each of its sheets takes it."""

from collections.abc import Mapping
from dataclasses import field

from openpyxl import Workbook

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.question import ProfileQuestion, Table
from convergence_cli.model.questionnaire import Answered
from convergence_cli.questionnaire.carry import Carried
from convergence_cli.questionnaire.cells import Lists
from convergence_cli.questionnaire.departments import Part
from convergence_cli.questionnaire.layout import question_columns
from convergence_cli.texts import say
from convergence_cli.value import value

_WIDTHS = {"id": 16, "measure": 9, "question": 26, "options": 36, "answer": 15, "evidence": 18, "reason": 12}
_WIDTHS |= {"note": 10, "hint": 44, "who": 12}


@value
class Draft:
    """The workbook, and all that is put into it."""

    workbook: Workbook
    framework: Framework
    language: Language
    profile: Mapping[str, Answered]
    """What is known of the station."""
    asked: tuple[Indicator, ...]
    tables: tuple[Table, ...]
    carried: Carried
    part: Part | None
    due: str | None
    lists: Lists = field(default_factory=Lists)

    def say(self, key: str, **values: object) -> str:
        """A word of the workbook in its language."""
        return say(self.language, f"workbook.{key}", **values)

    @property
    def widths(self) -> dict[str, int]:
        """Of the columns of the sheet of questions, in their order."""
        return {key: _WIDTHS[key] for key in question_columns(self.framework)}

    @property
    def is_first(self) -> bool:
        """Whether the station may say here what it is."""
        return self.part is None or self.part.is_first

    @property
    def profile_asked(self) -> list[ProfileQuestion]:
        """The questions about the station: in a part that is not the first those that are known, which decide its
        scope."""
        return [each for each in self.framework.profile if self.is_first or each.id in self.profile]
