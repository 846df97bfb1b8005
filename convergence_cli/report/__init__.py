"""Cohort -> str | bytes, pure; one file per format. Formats do not know each other."""

from importlib import import_module
from typing import TYPE_CHECKING

from convergence_cli.report import subjects

if TYPE_CHECKING:
    from convergence_cli.model.assessment import Cohort

FORMATS: dict[str, str] = {
    "text": "text",
    "json": "json",
    "markdown": "markdown",
    "csv": "csv",
    "junit": "junit",
    "github": "github",
    "excel": "gap_workbook",
    "html": "page",
    "word": "word",
}
"""Each format by name, and the module of this room that has its `render(cohort)`."""

OF_MANY = ("text", "markdown", "csv", "excel")
"""The formats in which stations are reported beside each other by a subject of its own."""
ON_STDOUT = ("text", "json", "markdown", "csv", "junit", "github")
SUFFIXES: dict[str, str] = {
    ".xlsx": "excel",
    ".html": "html",
    ".docx": "word",
    ".json": "json",
    ".md": "markdown",
    ".csv": "csv",
    ".xml": "junit",
}
"""The format of a file, by its suffix."""

BATCH_SUFFIXES = {suffix: name for suffix, name in SUFFIXES.items() if name != "word"}
"""A report in Word is handed in by one station."""


def rendered(cohort: "Cohort", name: str) -> bytes:
    """The report in one format, as the bytes of a file. A format is imported when it is asked for."""
    if cohort.overview is not None and name in OF_MANY:
        return subjects.report("cohort", (cohort,), name)
    document: str | bytes = import_module(f"{__name__}.{FORMATS[name]}").render(cohort)
    return document if isinstance(document, bytes) else document.encode()
