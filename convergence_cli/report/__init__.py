"""Cohort -> str | bytes, pure. What a report says, a document says once (`subjects`), whatever its format (`formats`).

Beside them stand what programs read, and what is set by hand: a summary sheet, the page, the official paper.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from convergence_cli.policy import speaking
from convergence_cli.report.formats import FORMATS as OF_DOCUMENTS
from convergence_cli.report.subjects import laid_out, report

if TYPE_CHECKING:
    from convergence_cli.model.assessment import Cohort

_OWN: dict[str, str] = {
    "json": "json",
    "baseline": "baseline",
    "junit": "junit",
    "junit-detail": "junit",
    "github": "github",
    "sarif": "sarif",
    "excel": "gap_workbook",
    "html": "page",
    "word": "official.word",
    "pdf": "official.pdf",
}
"""Formats that are set by hand or read by programs, and the module of this room that has their `render(cohort)`."""
_DETAILED = {"junit-detail": "render_detail"}
"""Those that another function of the module makes."""
_IN_PIECES = {"json": ("json", "pieces"), "jsonl": ("json", "lines"), "html": ("page", "pieces")}
"""Those of many stations that are never there as a whole, and what makes them piece by piece."""
FORMATS: tuple[str, ...] = ("text", *_OWN, *(name for name in OF_DOCUMENTS if name not in _OWN))
ON_STDOUT = (
    *("text", "json"),
    *(name for name, form in OF_DOCUMENTS.items() if form.on_stdout),
    *("junit", "github", "sarif"),
)
SUFFIXES: dict[str, str] = {
    ".xlsx": "excel",
    ".html": "html",
    ".docx": "word",
    ".pdf": "pdf",
    ".json": "json",
    **{form.suffix: name for name, form in OF_DOCUMENTS.items() if name not in _OWN},
    ".xml": "junit",
    ".sarif": "sarif",
}
"""The format of a file, by its suffix."""

BATCH_SUFFIXES = {
    **{suffix: name for suffix, name in SUFFIXES.items() if name not in ("word", "pdf")},
    ".json.gz": "json",
    ".jsonl": "jsonl",
}
"""A report on paper is handed in by one station; thousands of them are packed."""

_PAGES = {
    "excel": "gap_workbook.brief.render",
    "html": "page.brief.render",
    "word": "official.word.render_brief",
    "pdf": "official.pdf.render_brief",
}
"""What sets the page for who decides by hand; in all others it is a document."""
BRIEF_ON_STDOUT = ("text", *(name for name, form in OF_DOCUMENTS.items() if form.on_stdout))
BRIEF_SUFFIXES = {suffix: name for suffix, name in SUFFIXES.items() if name in OF_DOCUMENTS}
"""The formats that it has alone: those that people read."""


def rendered_brief(cohort: "Cohort", name: str) -> bytes:
    """The page for who decides of each station and nothing else, as the bytes of a file."""
    if name == "baseline":  # which has one shape, however long the report is
        return rendered(cohort, name)
    if name not in _PAGES:
        return report("brief", (cohort,), name)
    return _set_by_hand(_PAGES[name], cohort)


def rendered(cohort: "Cohort", name: str) -> bytes:
    """The report in one format, as the bytes of a file. A format is imported when it is asked for."""
    are_many = cohort.overview is not None
    if name == "jsonl":
        return b"".join(rendered_in_pieces(cohort, name))
    if name == "text":
        return laid_out("cohort" if are_many else "station", (cohort,), 80).encode()
    if name not in _OWN or _is_document(cohort, name):
        return report("cohort" if are_many else "station", (cohort,), name)
    return _set_by_hand(f"{_OWN[name]}.{_DETAILED.get(name, 'render')}", cohort)


def _is_document(cohort: "Cohort", name: str) -> bool:
    """Whether nothing is set by hand: stations beside each other have no summary sheet, a workbook that could not be
    judged has no page but its problems.
    """
    if cohort.overview is not None:
        return name == "excel"
    return name == "html" and not cohort.stations


def rendered_in_pieces(cohort: "Cohort", name: str) -> Iterator[bytes]:
    """The same, piece by piece: of thousands of stations only a few are there at a time, in formats that can."""
    if name not in _IN_PIECES or _is_document(cohort, name):
        yield rendered(cohort, name)
        return
    with speaking(cohort.framework):
        yield from (piece.encode() for piece in _function(*_IN_PIECES[name])(cohort))


def _set_by_hand(place: str, cohort: "Cohort") -> bytes:
    """What `module.function` of this room makes of a cohort."""
    module, _, function = place.rpartition(".")
    with speaking(cohort.framework):
        made: str | bytes = _function(module, function)(cohort)
    return made if isinstance(made, bytes) else made.encode()


def _function(module: str, function: str) -> "Callable[[Cohort], Any]":
    made: Callable[[Cohort], Any] = getattr(import_module(f"{__name__}.{module}"), function)
    return made
