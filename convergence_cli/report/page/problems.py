"""What was noticed in the workbooks of many stations, each kind of it once."""

from collections import Counter
from collections.abc import Iterator, Sequence

from convergence_cli.errors import Problem
from convergence_cli.model.judged import Judged
from convergence_cli.report.document import Cell, Column, Paragraph, Row, Section, Table
from convergence_cli.report.subjects.station.lists import GRAVITY
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.texts import message

Kind = tuple[str, str]
"""A severity and a code."""


def remarks(words: Words, stations: Sequence[Judged]) -> Iterator[Section]:
    """Each kind of problem with how many stations have it and how often, the gravest and most frequent first, and the
    first one of it as an example; nothing where there is none.
    """
    first: dict[Kind, tuple[Judged, Problem]] = {}
    times: Counter[Kind] = Counter()
    owners: Counter[Kind] = Counter()
    for station in stations:
        kinds = [(item.severity, item.code) for item in station.problems]
        times.update(kinds)
        owners.update(set(kinds))
        for kind, item in zip(kinds, station.problems, strict=True):
            first.setdefault(kind, (station, item))
    word = words.word
    columns = (
        Column(title=word("terms.severity"), kind="middle", share=9, is_choice=True),
        Column(title=word("terms.problem"), share=30),
        Column(title=word("terms.code"), share=16),
        Column(title=word("cohort.stations"), kind="count", share=9),
        Column(title=word("cohort.times"), kind="count", share=9),
        Column(title=word("page.example"), share=40),
    )
    rows = []
    for severity, code in sorted(first, key=lambda kind: (GRAVITY[kind[0]], -owners[kind], kind[1])):
        station, item = first[severity, code]
        example = f"{station.station} {item.location.place}\n{message(words.language, item)}"
        cells = (Cell(content=word(f"terms.{severity}"), tone=severity), word(f"problems.{code}/title"), code)
        rows.append(Row(cells=(*cells, owners[severity, code], times[severity, code], example)))
    if rows:
        table = Table(columns=columns, rows=tuple(rows), is_searched=True)
        yield Section(title=word("page.remarks"), blocks=(Paragraph(text=word("page.remarks-lead")), table))
