"""What a report says of a run itself: the files that could not be judged, and the gates."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Cohort, Failure
from convergence_cli.model.language import Language
from convergence_cli.report.document import Block, Column, Paragraph, Row, Section, Table
from convergence_cli.texts import message, say

_SHOWN = 20
# A step's summary holds a megabyte.
_MOST = 200


def failure_sections(cohort: Cohort) -> Iterator[Section]:
    """What could not be judged, and why."""
    language = cohort.language
    for failure in cohort.failures:
        errors = failure.errors
        columns = (
            Column(title=say(language, "terms.cell"), share=16),
            Column(title=say(language, "terms.code"), share=20),
            Column(title=say(language, "terms.problem"), share=64),
        )
        rows = (Row(cells=(item.location.place, item.code, message(language, item))) for item in errors[:_SHOWN])
        table = Table(columns=columns, rows=tuple(rows))
        title = say(language, "station.unreadable", file=failure.file)
        yield Section(title=title, blocks=(table, *_more(cohort, len(errors) - _SHOWN)), where="paper")


def why_unread(failure: Failure, language: Language) -> str:
    """All errors of a file in one cell, each with its place in the workbook."""
    said = (
        " ".join(part for part in (item.location.place, message(language, item)) if part) for item in failure.errors
    )
    return say(language, "terms.clause-separator").join(said)


def gate_sections(cohort: Cohort) -> Iterator[Section]:
    """Every gate, those that failed first; of many stations the failed ones alone."""
    verdict, language = cohort.verdict, cohort.language
    every = [*verdict.overall, *(gate for gate in verdict.gates if not (gate.passed and cohort.overview))]
    if not every:
        return
    words = {True: say(language, "station.passed"), False: say(language, "station.failed")}
    ordered = sorted(every, key=lambda gate: gate.passed)
    keys = ("terms.outcome", "station.gate", "terms.station", "station.have", "station.need")
    columns = tuple(Column(title=say(language, key), share=20) for key in keys)
    rows = (Row(cells=(words[gate.passed], gate.gate, gate.station, gate.have, gate.need)) for gate in ordered[:_MOST])
    table = Table(columns=columns, rows=tuple(rows))
    blocks: tuple[Block, ...] = (table, *_more(cohort, len(ordered) - _MOST))
    yield Section(title=say(language, "station.gates"), blocks=blocks, where="paper")


def _more(cohort: Cohort, count: int) -> Iterator[Paragraph]:
    if count > 0:
        yield Paragraph(text=say(cohort.language, "station.more-rows", count=count))
