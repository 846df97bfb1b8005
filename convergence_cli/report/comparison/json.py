"""A comparison for programs: every number in full precision, every word in the report's language."""

import json
from typing import Any

from convergence_cli import __version__
from convergence_cli.model.comparison import Comparison, Judged, NodeChange, Series, Shift, Split
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answered
from convergence_cli.report.comparison.sayings import labels, movement_words, station_of, whole_split
from convergence_cli.report.figures import indicator_answer
from convergence_cli.report.problems import data

SCHEMA = 1


def render(series: Series, language: Language) -> str:
    """The whole series as one JSON document; two assessments are a series with one step."""
    whole = whole_split(series)
    document = {
        "schema": SCHEMA,
        "tool": {"name": "convergence", "version": __version__},
        "language": language,
        "station": station_of(series),
        "by_period": series.by_period,
        "moments": [
            _moment(moment, label, language) for moment, label in zip(series.moments, labels(series), strict=True)
        ],
        "steps": [_step(step, language) for step in series.steps],
        "whole": None if whole is None else {"change": whole[0], "split": _split(whole[1])},
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _moment(moment: Judged, label: str, language: Language) -> dict[str, Any]:
    judged, framework = moment.assessment, moment.framework
    return {
        "label": label,
        "station": judged.station,
        "file": judged.questionnaire.file,
        "sha256": judged.questionnaire.sha256,
        "framework": {
            "id": framework.id,
            "version": framework.version,
            "sha256": framework.sha256,
            "title": framework.title.in_(language),
        },
        "index": judged.index.score,
        "coverage": judged.index.coverage,
        "level": judged.level,
        "chapters": {node.id: node.score for node in judged.chapters},
    }


def _step(step: Comparison, language: Language) -> dict[str, Any]:
    framework, found = step.new.framework, step.comparability
    titles = {chapter.id: chapter.title.in_(language) for chapter in framework.chapters}
    titles |= {measure.id: measure.title.in_(language) for measure in framework.measures}
    return {
        "comparability": {
            "kind": found.kind,
            "old_version": found.old_version,
            "new_version": found.new_version,
            "old_form": found.old_form,
            "new_form": found.new_form,
            "new_questions": list(found.new_questions),
            "gone_questions": list(found.gone_questions),
            "moved": {old: list(new) for old, new in found.moved},
            "asked_differently": list(found.asked_differently),
            "rescored": list(found.rescored),
            "reweighed": list(found.reweighed),
        },
        "change": step.change,
        "split": _split(step.split),
        "effects_add_up": step.additive,
        "index": _node(step.index),
        "chapters": [{"title": titles[node.id], **_node(node)} for node in step.chapters],
        "measures": [{"title": titles[node.id], **_node(node)} for node in step.measures],
        "counts": dict(step.counts),
        "red_lines_before": list(step.red_lines_before),
        "red_lines_after": list(step.red_lines_after),
        "indicators": [_shift(framework, shift, language) for shift in step.shifts],
        "problems": [data(item, language) for item in step.problems],
    }


def _split(split: Split | None) -> dict[str, float] | None:
    if split is None:
        return None
    names = ("answers", "scope", "framework", "rules", "questions")
    return {name: getattr(split, name) for name in names}


def _node(node: NodeChange) -> dict[str, Any]:
    facts = {"before": node.before, "carried": node.carried, "after": node.after, "change": node.change}
    return {"id": node.id, **facts}


def _shift(framework: Framework, shift: Shift, language: Language) -> dict[str, Any]:
    item = next(item for item in framework.indicators if item.id == shift.id)

    def said(given: Answered | None) -> dict[str, Any]:
        plain = list(given) if isinstance(given, tuple) else given
        return {"value": plain, "answer": indicator_answer(framework, item, given, language)}

    return {
        "id": shift.id,
        "title": item.title.in_(language),
        "measure": shift.measure,
        "chapter": shift.chapter,
        "movement": shift.movement,
        "movement_words": movement_words(shift.movement, language),
        "before": {"points": shift.before, "outcome": shift.outcome_before, **said(shift.value_before)},
        "after": {"points": shift.after, "outcome": shift.outcome_after, **said(shift.value_after)},
        "weight": shift.weight,
        "effect": shift.effect,
    }
