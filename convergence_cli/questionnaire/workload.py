"""Who fills in what of a questionnaire, and how long it takes by the framework's own estimate."""

import math
from collections import Counter
from collections.abc import Sequence

from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.question import Table
from convergence_cli.questionnaire.departments import department, keepers
from convergence_cli.texts import say

_HOUR = 60


def workload(
    framework: Framework, asked: Sequence[Indicator], tables: Sequence[Table], language: Language
) -> list[str]:
    """A line for each department in begun hours, most work first, their sum, and by what the time is estimated.

    A table that holds questions in its cells is these questions. Nothing where no question names a department.
    """
    if not any(item.who for item in asked):
        return []
    who = {item.id: department(item).in_(language) for item in asked}
    cells = {item.ask.cell.table for item in asked if item.ask.cell is not None}
    questions = Counter(who[item.id] for item in asked if item.ask.compute is None)
    lists = Counter(keepers(framework, table, asked)[0].in_(language) for table in tables if table.id not in cells)
    filling = framework.minutes
    each_question, each_table = (filling.question, filling.table) if filling else (_HOUR, _HOUR)
    minutes = {
        name: questions[name] * each_question + lists[name] * each_table
        for name in dict.fromkeys(who.values())
        if questions[name] or lists[name]
    }
    hours = {name: math.ceil(minutes[name] / _HOUR) for name in sorted(minutes, key=lambda name: -minutes[name])}
    key = "workbook.guide-work-one" if filling else "workbook.guide-work-untimed"
    lines = [
        say(language, key, who=name, questions=questions[name], tables=lists[name], hours=hours[name]) for name in hours
    ]
    everyone, sums = say(language, "workbook.guide-work-all"), (questions.total(), lists.total(), sum(hours.values()))
    lines.append(say(language, key, who=everyone, questions=sums[0], tables=sums[1], hours=sums[2]))
    if filling:
        lines.append(say(language, "workbook.guide-work-minutes", question=each_question, table=each_table))
    return lines
