"""What a report says of a run itself: the files that could not be judged, and the gates."""

from collections.abc import Iterator
from typing import Any

from convergence_cli.model.assessment import Cohort, Failure, GateResult
from convergence_cli.model.language import Language
from convergence_cli.report.document import Block, Column, Paragraph, Row, Section, Table
from convergence_cli.report.verdict import audit
from convergence_cli.texts import hint, message, say

_SHOWN = 20
# A step's summary holds a megabyte.
_MOST = 200


def failure_sections(cohort: Cohort) -> Iterator[Section]:
    """What could not be judged, and why."""
    language = cohort.language
    columns = (
        Column(title=say(language, "terms.cell"), share=16),
        Column(title=say(language, "terms.code"), share=20),
        Column(title=say(language, "terms.problem"), share=64),
        Column(title=say(language, "terms.what-to-do"), on_page=True),
    )
    for failure in cohort.failures:
        rows = tuple(
            Row(cells=(item.location.place, item.code, message(language, item), hint(language, item)))
            for item in failure.errors
        )
        table = Table(columns=columns, rows=rows, is_searched=True, **_as_long_as(_SHOWN, language))
        yield Section(title=say(language, "station.unreadable", file=failure.file), blocks=(table,), where="paper")


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

    def word(gate: GateResult) -> str:
        key = "station.passed" if gate.passed else "gating.warned" if gate.soft else "station.failed"
        return say(language, key)

    ordered = sorted(every, key=lambda gate: gate.passed)
    keys = ("terms.outcome", "station.gate", "terms.station", "station.have", "station.need")
    columns = tuple(Column(title=say(language, key), share=20) for key in keys)
    rows = (Row(cells=(word(gate), gate.gate, gate.station, gate.have, gate.need)) for gate in ordered)
    table = Table(columns=columns, rows=tuple(rows), **_as_long_as(_MOST, language))
    yield Section(title=say(language, "station.gates"), blocks=(table,), where="paper")


def waiver_sections(cohort: Cohort) -> Iterator[Section]:
    """The audit of waivers, where there is a file of them."""
    blocks = tuple(waiver_blocks(cohort))
    if blocks:
        yield Section(title=say(cohort.language, "gating.waivers"), blocks=blocks, where="paper")


def waiver_blocks(cohort: Cohort) -> Iterator[Block]:
    """Every waiver of the file and what came of it: expired ones first, then those about to expire."""
    verdict, language = cohort.verdict, cohort.language
    if not verdict.waivers:
        return
    order = {"expired": 0, "used": 2, "unused": 3}
    ordered = sorted(verdict.waivers, key=lambda use: 1 if use.expiring else order[use.state])
    keys = ("gating.state", "gating.expires", "terms.id", "terms.station", "gating.owner", "gating.approved-by")
    columns = tuple(Column(title=say(language, key), share=14, width=18) for key in keys)
    columns += (Column(title=say(language, "gating.covers"), share=10, width=11, kind="count"),)
    rows = (
        Row(
            cells=(
                say(language, "gating.expiring" if use.expiring else f"gating.state-{use.state}"),
                use.waiver.expires.isoformat(),
                use.waiver.id,
                use.waiver.station,
                use.waiver.owner or "",
                use.waiver.approved_by,
                len(use.findings),
            )
        )
        for use in ordered
    )
    yield Paragraph(text=audit(verdict, language))
    yield Table(columns=columns, rows=tuple(rows), **_as_long_as(_MOST, language))


def _as_long_as(most: int, language: Language) -> dict[str, Any]:
    return {"most": most, "more": say(language, "station.more-rows")}
