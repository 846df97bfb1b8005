"""The published schema of every JSON document that a command prints or writes."""

from typing import Any


def json_schema() -> dict[str, Any]:
    """JSON Schema (Draft 2020-12), as published beside this project's documentation; a document is one of its kinds."""
    from convergence_cli.saved.schema import json_schema as of_documents
    from convergence_cli.saved.shape import REPORT

    return of_documents((REPORT,))
