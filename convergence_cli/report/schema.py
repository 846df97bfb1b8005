"""The published schema of every JSON document that a command prints or writes."""

from typing import Any


def json_schema() -> dict[str, Any]:
    """JSON Schema (Draft 2020-12), as published beside this project's documentation; a document is one of its kinds."""
    from convergence_cli.report.carried import CARRIED
    from convergence_cli.report.check.json import CHECK
    from convergence_cli.report.cohort_change.json import COHORT_CHANGE
    from convergence_cli.report.comparison.json import COMPARISON
    from convergence_cli.report.differences import DIFFERENCES
    from convergence_cli.report.explanation.json import CATALOGUE
    from convergence_cli.report.plan.json import PLAN
    from convergence_cli.report.review.json import REVIEW
    from convergence_cli.saved.baseline import BASELINE
    from convergence_cli.saved.schema import json_schema as of_documents
    from convergence_cli.saved.shape import REPORT

    shapes = (REPORT, BASELINE, COMPARISON, COHORT_CHANGE, PLAN, REVIEW, CHECK, CARRIED, DIFFERENCES, CATALOGUE)
    return of_documents(shapes)
