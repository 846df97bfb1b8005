"""What a review leaves of the scores, for programs: every number in full precision."""

import json
from typing import Any

from convergence_cli import __version__
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.review import Reviewed, Ruled, Standing
from convergence_cli.report.figures import indicator_answer
from convergence_cli.report.problems import data as problem_data

SCHEMA = 1


def render(reviewed: Reviewed, framework: Framework, language: Language) -> str:
    """The report as one JSON document."""
    judged, review = reviewed.assessment, reviewed.review
    chapters = {item.id: item.title.in_(language) for item in framework.chapters}
    measures = {item.id: item.title.in_(language) for item in framework.measures}
    document = {
        "schema": SCHEMA,
        "tool": {"name": "convergence", "version": __version__},
        "language": language,
        "framework": {"id": framework.id, "version": framework.version, "sha256": framework.sha256},
        "station": judged.station,
        "file": judged.questionnaire.file,
        "sha256": judged.questionnaire.sha256,
        "review": {"file": review.file, "sha256": review.sha256},
        "counts": dict(reviewed.counts),
        "index": _standing(reviewed.index),
        "chapters": [{"title": chapters[node.id], **_standing(node)} for node in reviewed.chapters],
        "measures": [{"title": measures[node.id], **_standing(node)} for node in reviewed.measures],
        "rulings": _rulings(reviewed, framework, language),
        "problems": [problem_data(item, language) for item in review.problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _standing(node: Standing) -> dict[str, Any]:
    return {
        "id": node.id,
        "claimed": node.claimed,
        "evidenced": node.evidenced,
        "verified": node.verified,
        "verified_ceiling": node.verified_ceiling,
    }


def _rulings(reviewed: Reviewed, framework: Framework, language: Language) -> list[dict[str, Any]]:
    items = {item.id: item for item in framework.indicators}
    results = {result.id: result for result in reviewed.assessment.results}

    def told(ruled: Ruled) -> dict[str, Any]:
        item, result = items[ruled.id], results[ruled.id]
        return {
            "id": ruled.id,
            "title": item.title.in_(language),
            "answer": indicator_answer(framework, item, result.value, language),
            "points": result.points,
            "ruling": ruled.ruling,
            "said": ruled.said,
            "stale": ruled.stale,
            "reviewer": ruled.reviewer,
            "date": ruled.date,
            "remark": ruled.remark,
            "sheet": ruled.location.sheet,
            "cell": ruled.location.cell,
        }

    return [told(ruled) for ruled in reviewed.review.ruled]
