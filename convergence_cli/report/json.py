"""The report for programs: every number in full precision, every word in the report's language.

Its shape is declared in `saved/shape.py`, by which it is also read back.
"""

import json
from dataclasses import replace
from itertools import repeat
from typing import Any

from convergence_cli import __version__
from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Assessment, Cohort, Failure, GateResult, Node, Result, Step
from convergence_cli.model.evidence import EvidenceFile
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answer
from convergence_cli.model.ranking import Place, Ranking
from convergence_cli.model.standing import Standing
from convergence_cli.model.waiver import WaiverUse
from convergence_cli.report.figures import indicator_answer
from convergence_cli.report.problems import data as problem_data
from convergence_cli.report.sensitivity_words import data
from convergence_cli.saved.shape import (
    SCHEMA,
    SavedAnswer,
    SavedBlocker,
    SavedEvidence,
    SavedFailure,
    SavedFinding,
    SavedFramework,
    SavedGate,
    SavedLayer,
    SavedNode,
    SavedPlace,
    SavedProblem,
    SavedRanking,
    SavedReport,
    SavedResult,
    SavedRow,
    SavedStation,
    SavedStep,
    SavedTable,
    SavedWaiver,
    Tool,
)


def render(cohort: Cohort) -> str:
    """The whole cohort as one JSON document; one station is a list of one.

    A batch has a station on each line, without what is not known of it.
    """
    found = (judged.sensitivity for judged in cohort.assessments)
    analysed = tuple(None if each is None else data(each) for each in found)
    report = replace(_report(cohort), sensitivity=analysed if cohort.with_sensitivity else None)
    if cohort.overview is None:
        return json.dumps(_document(report), ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    head = json.dumps(_document(replace(report, stations=())), ensure_ascii=False, indent=2, allow_nan=False)
    lines = (json.dumps(_plain(each, sparse=True), ensure_ascii=False, allow_nan=False) for each in report.stations)
    return head.replace('"stations": []', '"stations": [\n' + ",\n".join(lines) + "\n]", 1) + "\n"


def _document(report: SavedReport) -> dict[str, Any]:
    """A report as it is printed: the imprint belongs to a file, and is put there when the file is written."""
    return {key: found for key, found in _plain(report).items() if key != "imprint"}


def _plain(item: Any, *, sparse: bool = False) -> Any:
    """Values as objects, tuples as lists; `sparse` leaves out what is None and may be left out."""
    fields = getattr(item, "__dataclass_fields__", None)
    if fields is not None:
        pairs = ((name, getattr(item, name), known.default) for name, known in fields.items())
        return {
            name: _plain(found, sparse=sparse)
            for name, found, default in pairs
            if not (sparse and found is None and default is None)
        }
    if isinstance(item, tuple):
        return [_plain(each, sparse=sparse) for each in item]
    return {key: _plain(each, sparse=sparse) for key, each in item.items()} if isinstance(item, dict) else item


def _report(cohort: Cohort) -> SavedReport:
    framework, language, waived = cohort.framework, cohort.language, cohort.verdict.waived
    ranking = cohort.overview.ranking if cohort.overview else None
    places = iter(map(_place, ranking.places)) if ranking else repeat(None)
    return SavedReport(
        schema=SCHEMA,
        tool=Tool(name="convergence", version=__version__),
        language=language,
        as_of=cohort.as_of,
        framework=SavedFramework(
            id=framework.id,
            version=framework.version,
            sha256=framework.sha256,
            title=framework.title.in_(language),
            number=framework.source.number,
            extends=tuple(
                SavedLayer(id=layer.id, version=layer.version, sha256=layer.sha256) for layer in framework.extends
            ),
        ),
        stations=tuple(
            _station(
                framework, entry, order, sorted(waived.get((entry.station, entry.file), ())), next(places), language
            )
            for order, entry in enumerate(cohort.entries)
            if not isinstance(entry, Failure)
        ),
        failures=tuple(
            SavedFailure(order=order, file=entry.file, problems=_problems(entry, language))
            for order, entry in enumerate(cohort.entries)
            if isinstance(entry, Failure)
        ),
        gates=tuple(_gate(item) for item in (*cohort.verdict.gates, *cohort.verdict.overall)),
        waivers=tuple(_waiver(item) for item in cohort.verdict.waivers),
        ranking=_ranking(ranking) if ranking else None,
    )


def _ranking(ranking: Ranking) -> SavedRanking:
    return SavedRanking(
        coverage_floor=ranking.coverage_floor,
        draws=ranking.draws,
        seed=ranking.seed,
        spread=ranking.spread,
        interval=ranking.interval,
        top=ranking.top,
    )


def _place(place: Place) -> SavedPlace:
    return SavedPlace(
        rank=place.rank,
        tied=place.tied,
        low=place.low,
        high=place.high,
        top_share=place.top_share,
        tier=place.tier,
        reason=place.reason,
    )


def _gate(gate: GateResult) -> SavedGate:
    """A gate over the whole run has no station."""
    return SavedGate(
        gate=gate.gate,
        station=gate.station or None,
        file=gate.file or None,
        passed=gate.passed,
        have=gate.have,
        need=gate.need,
    )


def _waiver(use: WaiverUse) -> SavedWaiver:
    item = use.waiver
    return SavedWaiver(
        id=item.id,
        station=item.station,
        reason=item.reason,
        approved_by=item.approved_by,
        expires=item.expires.isoformat(),
        state=use.state,
        findings=tuple(SavedFinding(station=station, file=file) for station, file in use.findings),
    )


def _station(
    framework: Framework,
    judged: Assessment | Standing,
    order: int,
    waived: list[str],
    place: SavedPlace | None,
    language: Language,
) -> SavedStation:
    full = isinstance(judged, Assessment)
    chapters = {item.id: item.title.in_(language) if full else None for item in framework.chapters}
    measures = {item.id: item.title.in_(language) if full else None for item in framework.measures}
    results = judged.results
    return SavedStation(
        order=order,
        station=judged.station,
        file=judged.file,
        sha256=judged.sha256,
        language=judged.questionnaire.language if isinstance(judged, Assessment) else judged.language,
        version=judged.questionnaire.version if isinstance(judged, Assessment) else "",
        profile=dict(judged.profile),
        index=_node(judged.index, None),
        level=judged.level,
        next_level=judged.next_level,
        blockers=tuple(
            SavedBlocker(kind=item.kind, id=item.id, have=item.have, need=item.need) for item in judged.blockers
        ),
        red_lines=tuple(result.id for result in results if result.red_line),
        waived=tuple(waived),
        overdue=tuple(result.id for result in results if result.overdue_since is not None),
        counts=dict(judged.counts),
        additive=judged.additive,
        chapters=tuple(_node(node, chapters[node.id]) for node in judged.chapters),
        measures=tuple(_node(node, measures[node.id]) for node in judged.measures),
        indicators=tuple(
            _result(framework, item, result, language) if full else _numbers(result)
            for item, result in zip(framework.indicators, results, strict=True)
        ),
        place=place,
        attributes=dict(judged.attributes) if isinstance(judged, Standing) and judged.attributes else None,
        problems=_problems(judged, language),
        **(_as_read(judged, language) if isinstance(judged, Assessment) else {}),
    )


def _as_read(judged: Assessment, language: Language) -> dict[str, Any]:
    """What only a report of one station holds: its cells, its tables, its evidence."""
    read, looked = judged.questionnaire, judged.evidence
    return {
        "about": {name: _answer(answer) for name, answer in read.profile.items()},
        "tables": {
            name: SavedTable(
                sheet=table.sheet,
                confirmed_empty=table.confirmed_empty,
                rows=tuple(SavedRow(number=row.number, values=row.values) for row in table.rows),
            )
            for name, table in read.tables.items()
        },
        "evidence_files": None if looked is None else tuple(_evidence(item, language) for item in looked),
    }


def _numbers(result: Result) -> SavedResult:
    """An indicator of a station that was packed."""
    return SavedResult(
        id=result.id,
        measure=result.measure,
        chapter=result.chapter,
        outcome=result.outcome,
        computed=result.computed,
        evidence_missing=result.evidence_missing,
        points=result.points,
        target=result.target,
        gap=result.gap,
        weight=result.weight,
        lost=result.lost,
        red_line=result.red_line,
    )


def _node(node: Node, title: str | None) -> SavedNode:
    return SavedNode(
        id=node.id,
        title=title,
        score=node.score,
        floor=node.floor,
        ceiling=node.ceiling,
        coverage=node.coverage,
        evidenced=node.evidenced,
        weight=node.weight,
        lost=node.lost,
    )


def _result(framework: Framework, item: Indicator, result: Result, language: Language) -> SavedResult:
    return SavedResult(
        id=item.id,
        title=item.title.in_(language),
        measure=result.measure,
        chapter=result.chapter,
        clauses=item.clauses,
        outcome=result.outcome,
        value=result.value,
        words=indicator_answer(framework, item, result.value, language),
        computed=result.computed,
        answer=_answer(result.answer) if result.answer else None,
        evidence_missing=result.evidence_missing,
        points=result.points,
        target=result.target,
        gap=result.gap,
        weight=result.weight,
        lost=result.lost,
        red_line=result.red_line,
        overdue_since=result.overdue_since,
        next_step=_step(result.next_step),
        to_target=_step(result.to_target),
    )


def _answer(answer: Answer) -> SavedAnswer:
    return SavedAnswer(
        value=answer.value,
        raw=answer.raw,
        sheet=answer.location.sheet,
        cell=answer.location.cell,
        reason=answer.reason,
        evidence=answer.evidence,
        evidence_cell=answer.evidence_location.cell if answer.evidence_location else "",
        note=answer.note,
    )


def _step(step: Step | None) -> SavedStep | None:
    return SavedStep(points=step.points, gain=step.gain) if step else None


def _evidence(item: EvidenceFile, language: Language) -> SavedEvidence:
    return SavedEvidence(
        indicator=item.indicator,
        named=item.named,
        state=item.state,
        path=item.path,
        sha256=item.sha256,
        size=item.size,
        sheet=item.location.sheet,
        cell=item.location.cell,
        problem=_problem(item.problem, language) if item.problem else None,
    )


def _problems(entry: Assessment | Standing | Failure, language: Language) -> tuple[SavedProblem, ...]:
    return tuple(_problem(item, language) for item in entry.problems)


def _problem(item: Problem, language: Language) -> SavedProblem:
    return SavedProblem(**(problem_data(item, language) | {"values": dict(item.values)}))
