"""Document -> str | bytes: one file per format, none of which knows another or what a document is about."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from convergence_cli.report.document import Document


class Format(NamedTuple):
    """One way to write a report."""

    suffix: str
    """Of its files."""
    on_stdout: bool
    """Whether it can be printed."""


FORMATS: dict[str, Format] = {
    "markdown": Format(".md", on_stdout=True),
    "csv": Format(".csv", on_stdout=True),
    "excel": Format(".xlsx", on_stdout=False),
    "html": Format(".html", on_stdout=False),
    "word": Format(".docx", on_stdout=False),
    "pdf": Format(".pdf", on_stdout=False),
}
"""Every format by name, which is also that of its module here."""
ON_STDOUT = ("text", "json", *(name for name, form in FORMATS.items() if form.on_stdout))
"""The formats that stdout takes, those among them that a subject has by itself."""
SUFFIXES = {".json": "json", **{form.suffix: name for name, form in FORMATS.items()}}
"""The format of a file, by its suffix."""


VARIANTS = {"csv-ids": ("csv", "render_ids")}
"""Other ways to write one of them, by name: the module, and the function that does it."""


def rendered(document: "Document", name: str) -> bytes:
    """The document in one format, as the bytes of a file. A format is imported when it is asked for."""
    module, function = VARIANTS.get(name, (name, "render"))
    made: str | bytes = getattr(import_module(f"{__name__}.{module}"), function)(document)
    return made if isinstance(made, bytes) else made.encode()
