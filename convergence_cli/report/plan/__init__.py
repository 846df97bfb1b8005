"""Outlook -> str | bytes: a plan on the terminal, for programs, and as a roadmap workbook."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from convergence_cli.model.plan import Outlook

ON_STDOUT = ("text", "json")
SUFFIXES: dict[str, str] = {".xlsx": "workbook", ".json": "json"}
"""The format of a file, by its suffix."""


def rendered(outlook: "Outlook", name: str) -> bytes:
    """The report in one format, as the bytes of a file. A format is imported when it is asked for."""
    document: str | bytes = import_module(f"{__name__}.{name}").render(outlook)
    return document if isinstance(document, bytes) else document.encode()
