"""A JSON report back to what it was made of.

A full station is scored again from its saved answers: the engine is the one authority on numbers, and a report
whose numbers it does not arrive at was changed by hand.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from convergence_cli.errors import ConfigError, Location, Problem, problem
from convergence_cli.evidence.check import CODES
from convergence_cli.model.assessment import Assessment, Cohort, Failure, GateResult, Verdict
from convergence_cli.model.evidence import EvidenceFile
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Answer, Questionnaire, Row, TableRead
from convergence_cli.model.ranking import MOST_DRAWS, MOST_SEED
from convergence_cli.model.standing import Standing
from convergence_cli.model.waiver import Waiver, WaiverUse
from convergence_cli.saved.packed import saved_problem, standing
from convergence_cli.saved.shape import (
    SCHEMA,
    SavedAnswer,
    SavedEvidence,
    SavedReport,
    SavedStation,
    SavedWaiver,
)
from convergence_cli.scoring.engine import assess
from convergence_cli.scoring.overdue import mark_overdue

MOST_FAULTS = 5


def parse(content: bytes, file: str) -> SavedReport:
    """The report as values.

    Raises ConfigError (`report-not-json`, `report-schema`, `report-shape`) with the places of what is wrong.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(SavedReport).validate_json(content, strict=True)
    except ValidationError as error:
        raise ConfigError(*_faults(error, file)) from None


def _faults(error: object, file: str) -> list[Problem]:
    place = Location(file=file)
    found = error.errors(include_url=False)  # type: ignore[attr-defined]
    first = found[0]
    if first["type"] == "json_invalid":
        return [problem("report-not-json", place)]
    schema = next((each for each in found if each["loc"] == ("schema",) and each["type"] != "missing"), None)
    if schema is not None:
        return [problem("report-schema", place, found=str(schema["input"])[:40], known=str(SCHEMA))]
    return [
        problem("report-shape", place, at=".".join(map(str, each["loc"])), found=str(each["input"])[:40])
        for each in found[:MOST_FAULTS]
    ]


def ranks_of(report: SavedReport, file: str) -> dict[str, Any]:
    """How the stations of a batch were ranked, as `cohort.overview` takes it; raises ConfigError for what cannot be."""
    if report.ranking is None:
        return {}
    bounds = {"coverage_floor": (0, 1), "draws": (1, MOST_DRAWS), "top": (1, MOST_SEED), "seed": (0, MOST_SEED)}
    given = {name: getattr(report.ranking, name) for name in bounds}
    wrong = [name for name, (low, high) in bounds.items() if not low <= given[name] <= high]
    if wrong:
        place = Location(file=file)
        raise ConfigError(
            *(problem("report-shape", place, at=f"ranking.{name}", found=str(given[name])[:40]) for name in wrong)
        )
    return given


def restored(report: SavedReport, file: str, framework: Framework) -> Cohort:
    """The cohort that the report was made of.

    Raises ConfigError where the report was made by another framework, or has numbers that its answers do not give.
    """
    saved = report.framework
    if (saved.id, saved.version, saved.sha256) != (framework.id, framework.version, framework.sha256):
        raise ConfigError(
            problem(
                "report-framework",
                Location(file=file),
                found=f"{saved.id} {saved.version} ({saved.sha256[:12]})",
                known=f"{framework.id} {framework.version} ({framework.sha256[:12]})",
            )
        )
    entries: dict[int, Assessment | Standing | Failure] = {
        station.order: standing(station, framework)
        if station.about is None
        else _station(station, report.as_of, file, framework)
        for station in report.stations
    }
    for failure in report.failures:
        problems = tuple(saved_problem(item, failure.file) for item in failure.problems)
        entries[failure.order] = Failure(file=failure.file, problems=problems)
    return Cohort(
        framework=framework,
        language=report.language,
        entries=tuple(entries[order] for order in sorted(entries)),
        verdict=_verdict(report),
        as_of=report.as_of,
    )


def _verdict(report: SavedReport) -> Verdict:
    """As it was given; what was to be known of waivers and baseline was of that run."""
    gates = [
        GateResult(
            gate=item.gate,
            station=item.station or "",
            file=item.file or "",
            passed=item.passed,
            have=item.have,
            need=item.need,
        )
        for item in report.gates
    ]
    return Verdict(
        gates=tuple(gate for gate in gates if gate.station),
        overall=tuple(gate for gate in gates if not gate.station),
        some_may_fail=any(gate.gate == "max-failing" for gate in gates),
        waivers=tuple(_waiver(item) for item in report.waivers),
    )


def _waiver(item: SavedWaiver) -> WaiverUse:
    waiver = Waiver(
        id=item.id,
        station=item.station,
        reason=item.reason,
        approved_by=item.approved_by,
        expires=date.fromisoformat(item.expires),
    )
    findings = tuple((finding.station, finding.file) for finding in item.findings)
    return WaiverUse(waiver=waiver, state=item.state, findings=findings)


def _station(station: SavedStation, as_of: str | None, file: str, framework: Framework) -> Assessment:
    judged = assess(framework, _questionnaire(station))
    again = (judged.index.score, judged.level, *(result.points for result in judged.results))
    saved = (station.index.score, station.level, *(result.points for result in station.indicators))
    if again != saved:
        raise ConfigError(problem("report-altered", Location(file=file), station=station.station))
    if as_of is not None:
        judged = mark_overdue(framework, judged, as_of)
    if station.evidence_files is None:
        return judged
    looked = tuple(_evidence(item, station.file) for item in station.evidence_files)
    found = tuple(saved_problem(item, station.file) for item in station.problems if item.code in CODES)
    return replace(judged, evidence=looked, problems=judged.problems + found)


def _evidence(item: SavedEvidence, file: str) -> EvidenceFile:
    return EvidenceFile(
        indicator=item.indicator,
        named=item.named,
        state=item.state,
        location=Location(file=file, sheet=item.sheet, cell=item.cell),
        path=item.path,
        sha256=item.sha256,
        size=item.size,
        problem=saved_problem(item.problem, file) if item.problem else None,
    )


def _questionnaire(station: SavedStation) -> Questionnaire:
    file = station.file
    # Cross-checks find their warnings again when the answers are scored; what was said of evidence files comes after.
    later = CODES | {"check-failed"}
    problems = tuple(saved_problem(item, file) for item in station.problems if item.code not in later)
    return Questionnaire(
        file=file,
        sha256=station.sha256,
        language=station.language,
        version=station.version,
        profile={name: _answer(name, cell, file) for name, cell in (station.about or {}).items()},
        answers={item.id: _answer(item.id, item.answer, file) for item in station.indicators if item.answer},
        tables={
            name: TableRead(
                id=name,
                sheet=table.sheet,
                rows=tuple(Row(number=row.number, values=row.values) for row in table.rows),
                confirmed_empty=table.confirmed_empty,
            )
            for name, table in (station.tables or {}).items()
        },
        problems=problems,
    )


def _answer(name: str, cell: SavedAnswer, file: str) -> Answer:
    return Answer(
        id=name,
        location=Location(file=file, sheet=cell.sheet, cell=cell.cell),
        value=cell.value,
        raw=cell.raw,
        reason=cell.reason,
        evidence=cell.evidence,
        evidence_location=Location(file=file, sheet=cell.sheet, cell=cell.evidence_cell)
        if cell.evidence_cell
        else None,
        note=cell.note,
    )
