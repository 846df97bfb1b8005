"""Cohort -> str | bytes, pure; one file per format. Formats do not know each other."""

from importlib import import_module
from typing import TYPE_CHECKING

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

OF_MANY: dict[str, str] = {"text": "roster", "excel": "cohort_workbook", "csv": "roll", "markdown": "digest"}
"""The modules that take the place of those above where stations are reported beside each other."""
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
    module = FORMATS[name] if cohort.overview is None else OF_MANY.get(name, FORMATS[name])
    document: str | bytes = import_module(f"{__name__}.{module}").render(cohort)
    return document if isinstance(document, bytes) else document.encode()
