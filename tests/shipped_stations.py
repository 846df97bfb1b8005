"""Stations made up at random for the framework that is shipped."""

from typing import Any

from hypothesis import strategies as st

from convergence_cli.errors import Location
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Answer, Questionnaire, Row, TableRead


def cell(kind: str, options: dict[str, Any], low: float | None, high: float | None) -> st.SearchStrategy[Any]:
    """What a cell of this kind may hold; numbers are mostly small, as stations' are."""
    if kind == "yes_no":
        return st.booleans()
    if kind == "one_of":
        return st.sampled_from(list(options))
    if kind == "many_of":
        return st.lists(st.sampled_from(list(options)), unique=True).map(tuple)
    if kind in ("date", "text"):
        return st.just("2025-03-01")
    top = high if high is not None else 1.0 if kind == "percent" else 1e6
    return st.integers(0, 20).map(lambda part: (low or 0.0) + (top - (low or 0.0)) * (part / 20) ** 3)


@st.composite
def shipped_station(draw: st.DrawFn, shipped: Framework) -> Any:
    """Answers within the bounds of each question, tables of up to four rows, any level."""
    place = Location(file="a.xlsx")
    asked: dict[str, Answer] = {}
    for item in shipped.indicators:
        state = draw(st.sampled_from(["value", "value", "value", "blank", "reason"]))
        value, reason = None, None
        if state == "value" and item.ask.compute is None:
            value = draw(cell(item.ask.type, shipped.options(item), item.ask.min, item.ask.max))
        elif state == "reason" and item.not_applicable and item.ask.compute is None:
            reason = item.not_applicable[0]
        evidence = draw(st.sampled_from(["", "a.pdf"]))
        asked[item.id] = Answer(id=item.id, location=place, value=value, reason=reason, evidence=evidence)
    tables = {}
    for table in shipped.tables:
        row = st.fixed_dictionaries(
            {column.id: cell(column.type, column.options, column.min, column.max) for column in table.columns}
        )
        found = draw(st.lists(row, max_size=4))
        rows = tuple(Row(number=at, values=each) for at, each in enumerate(found, 2))
        confirmed = not rows and draw(st.booleans())
        tables[table.id] = TableRead(id=table.id, sheet=table.id, rows=rows, confirmed_empty=confirmed)
    level = draw(st.sampled_from(["central", "provincial", "municipal", "county"]))
    known = {"name": "台", "level": level, "province": "浙江", "period": 2025.0, "staff": 500.0}
    profile = {name: Answer(id=name, location=place, value=word) for name, word in known.items()}
    return Questionnaire(file="a.xlsx", sha256="", language="zh", profile=profile, answers=asked, tables=tables)
