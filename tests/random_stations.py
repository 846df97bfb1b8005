"""Random stations of any framework: answers near where something changes, anywhere, and far out; blanks; reasons."""

import math
from random import Random

from convergence_cli.errors import Location, WorkbookError
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.numbers import tidy
from convergence_cli.model.question import ProfileQuestion, Table
from convergence_cli.model.questionnaire import Answer, Answered, OptionEvidence, Questionnaire, Row, TableRead
from convergence_cli.model.score import Score
from convergence_cli.scoring.engine import assess

_ANYWHERE = (0.0, 0.05, 0.1, 0.25, 0.3, 0.35, 0.5, 0.55, 0.6, 0.75, 0.9, 1.0)
_FAR = (-1e9, -7.0, -1.0, 1.1, 1.5, 2.0, 2.5, 3.0, 4.0, 5.5, 8.0, 10.0, 11.0, 1e9)


def _low_high(item: Indicator) -> tuple[float, float]:
    low, high = (0.0, 1.0) if item.ask.type == "percent" else (-1e9, 1e9)
    return (low if item.ask.min is None else item.ask.min), (high if item.ask.max is None else item.ask.max)


def _limits(score: Score) -> list[float]:
    """Where the points of a function change."""
    if score.by:
        return [limit for functions in score.by.values() for each in functions.values() for limit in _limits(each)]
    found = [limit for band in score.bands or () for limit in (band.above, band.from_, band.below, band.up_to)]
    found += [score.ramp.from_, score.ramp.to] if score.ramp else [score.capped.at] if score.capped else []
    return [limit for limit in found if isinstance(limit, float)]


def answer(draw: Random, framework: Framework, item: Indicator) -> Answered:
    """An answer that the question accepts: near where something changes, anywhere, or far out."""
    kind, options = item.ask.type, list(framework.options(item))
    if kind == "yes_no":
        return draw.random() < 0.5
    if kind == "one_of":
        return draw.choice(options)
    if kind == "many_of":
        return tuple(draw.sample(options, draw.randint(0, len(options))))
    if kind == "date":
        return draw.choice(
            ["2020-01-01", "2023-12-31", "2024-01-01", "2024-06-30", "2024-07-01", "2024-12-31", "2025-01-01"]
        )
    if kind == "text":
        return "字"
    low, high = _low_high(item)
    near = [limit * factor for limit in _limits(item.score) for factor in (0.9, 1.0, 1.0, 1.05, 1.2)]
    number = draw.choice([*near, draw.choice(_ANYWHERE), draw.choice(_FAR)])
    number = float(round(number)) if kind == "integer" else number
    return tidy(min(high, max(low, number)))


def profile(draw: Random, question: ProfileQuestion) -> Answered | None:
    if question.type == "one_of":
        return draw.choice([*question.options, *([] if question.required else [None])])  # type: ignore[list-item]
    if question.type == "many_of":
        return draw.choice([None, tuple(draw.sample(list(question.options), draw.randint(0, len(question.options))))])
    if question.type == "integer":
        return float(draw.randint(2022, 2027)) if question.required else draw.choice([None, 0.0, 50.0])
    if question.type == "number":
        return draw.choice([None, 0.1, 480.5])
    if question.type == "yes_no":
        return draw.choice([None, True, False])
    return "台"


def _rows(draw: Random, framework: Framework, table: Table) -> TableRead:
    def cell(kind: str, options: list[str]) -> Answered:
        if kind == "yes_no":
            return draw.random() < 0.5
        if kind in ("one_of", "many_of"):
            return draw.choice(options) if kind == "one_of" else (draw.choice(options),)
        if kind == "percent":
            return draw.choice(_ANYWHERE)
        if kind in ("number", "integer", "money"):
            return (
                float(math.floor(draw.choice([*_ANYWHERE, *_FAR[1:-1]])))
                if kind != "number"
                else draw.choice([*_ANYWHERE, *_FAR])
            )
        return "2025-03-01" if kind == "date" else "字"

    if table.fixed:
        left = {name: framework.left_over(table, name) for name in table.fixed if draw.random() < 0.9}
        fixed = {name: {each.id: cell(each.type, list(each.options)) for each in own} for name, own in left.items()}
        found = tuple(Row(number=2, values=given, id=name) for name, given in fixed.items() if given)
        return TableRead(id=table.id, sheet=table.id, rows=found)
    rows = [
        {column.id: cell(column.type, list(column.options)) for column in table.columns}
        for _ in range(draw.choice([0, 0, 1, 1, 2, 4]))
    ]
    read = tuple(Row(number=at, values=values) for at, values in enumerate(rows, 2))
    return TableRead(id=table.id, sheet=table.id, rows=read, confirmed_empty=not rows and draw.random() < 0.5)


def station(draw: Random, framework: Framework) -> Questionnaire:
    """A station: some answer everything, some little; some name evidence throughout, some seldom."""
    place = Location(file="a.xlsx")
    answered, proven = draw.choice([1.0, 1.0, 0.8, 0.3]), draw.choice([1.0, 0.5])
    lapses = draw.choice([0.0, 0.3])

    def one(item: Indicator) -> Answer:
        lapsed = item.not_applicable and draw.random() < lapses
        value = answer(draw, framework, item) if not lapsed and draw.random() < answered else None
        return Answer(
            id=item.id,
            location=place,
            value=None if item.ask.compute is not None else value,
            reason=item.not_applicable[0] if lapsed else None,
            evidence="附件.pdf" if draw.random() < proven else "",
            option_evidence=tuple(
                OptionEvidence(option=option, evidence="附件.pdf", location=place)
                for option in (framework.options(item) if item.evidence.per_option else ())
                if draw.random() < proven
            ),
        )

    return Questionnaire(
        file="a.xlsx",
        sha256="",
        language="zh",
        profile={each.id: Answer(id=each.id, location=place, value=profile(draw, each)) for each in framework.profile},
        answers={item.id: one(item) for item in framework.indicators},
        tables={table.id: _rows(draw, framework, table) for table in framework.tables},
    )


def judged(draw: Random, framework: Framework) -> Assessment:
    """A station that can be judged: lot may give a reason beside what a table computes, and then draws anew."""
    while True:
        try:
            return assess(framework, station(draw, framework))
        except WorkbookError:
            continue
