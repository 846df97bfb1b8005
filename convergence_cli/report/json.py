"""The report for programs: every number in full precision, every word in the report's language."""

import json
from typing import Any

from convergence_cli import __version__
from convergence_cli.model.assessment import Assessment, Cohort, Failure, Node, Result, Step
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.report.figures import indicator_answer
from convergence_cli.report.problems import data as problem_data

SCHEMA = 1


def render(cohort: Cohort) -> str:
    """The whole cohort as one JSON document; one station is a list of one."""
    framework, language = cohort.framework, cohort.language
    document = {
        "schema": SCHEMA,
        "tool": {"name": "convergence", "version": __version__},
        "language": language,
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "sha256": framework.sha256,
            "title": framework.title.in_(language),
            "number": framework.source.number,
            "extends": [
                {"id": layer.id, "version": layer.version, "sha256": layer.sha256} for layer in framework.extends
            ],
        },
        "stations": [_station(framework, item, language) for item in cohort.assessments],
        "failures": [_failure(item, language) for item in cohort.failures],
        "gates": [
            {"gate": gate.gate, "station": gate.station, "passed": gate.passed, "have": gate.have, "need": gate.need}
            for gate in cohort.verdict.gates
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _station(framework: Framework, judged: Assessment, language: Language) -> dict[str, Any]:
    chapters = {item.id: item.title.in_(language) for item in framework.chapters}
    measures = {item.id: item.title.in_(language) for item in framework.measures}
    return {
        "station": judged.station,
        "file": judged.questionnaire.file,
        "sha256": judged.questionnaire.sha256,
        "profile": judged.questionnaire.station,
        "index": _node(judged.index),
        "level": judged.level,
        "next_level": judged.next_level,
        "blockers": [
            {"kind": item.kind, "id": item.id, "have": item.have, "need": item.need} for item in judged.blockers
        ],
        "red_lines": [result.id for result in judged.results if result.red_line],
        "counts": dict(judged.counts),
        "additive": judged.additive,
        "chapters": [{"title": chapters[node.id], **_node(node)} for node in judged.chapters],
        "measures": [{"title": measures[node.id], **_node(node)} for node in judged.measures],
        "indicators": [
            _result(framework, item, result, language)
            for item, result in zip(framework.indicators, judged.results, strict=True)
        ],
        "problems": [problem_data(item, language) for item in judged.problems],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "score": node.score,
        "floor": node.floor,
        "ceiling": node.ceiling,
        "coverage": node.coverage,
        "evidenced": node.evidenced,
        "weight": node.weight,
        "lost": node.lost,
    }


def _result(framework: Framework, item: Indicator, result: Result, language: Language) -> dict[str, Any]:
    answer = result.answer
    return {
        "id": item.id,
        "title": item.title.in_(language),
        "measure": result.measure,
        "chapter": result.chapter,
        "clauses": list(item.clauses),
        "outcome": result.outcome,
        "value": list(result.value) if isinstance(result.value, tuple) else result.value,
        "answer": indicator_answer(framework, item, result.value, language),
        "computed": result.computed,
        "raw": answer.raw if answer else "",
        "sheet": answer.location.sheet if answer else "",
        "cell": answer.location.cell if answer else "",
        "reason": answer.reason if answer else None,
        "evidence": answer.evidence if answer else "",
        "evidence_missing": result.evidence_missing,
        "note": answer.note if answer else "",
        "points": result.points,
        "target": result.target,
        "gap": result.gap,
        "weight": result.weight,
        "lost": result.lost,
        "red_line": result.red_line,
        "next_step": _step(result.next_step),
        "to_target": _step(result.to_target),
    }


def _step(step: Step | None) -> dict[str, float] | None:
    return {"points": step.points, "gain": step.gain} if step else None


def _failure(failure: Failure, language: Language) -> dict[str, Any]:
    return {"file": failure.file, "problems": [problem_data(item, language) for item in failure.problems]}
