"""What a report says, as lines of text, out of every format: for golden files that are read in a diff."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import docx
import openpyxl
from pages import text_of

from convergence_cli.model.assessment import Cohort
from convergence_cli.report.subjects import laid_out
from convergence_cli.report.subjects.station.gaps import Excerpt

_SHA = re.compile(r"[0-9a-f]{64}")


def as_text(form: str, content: bytes) -> str:
    """The words and numbers of a report in its order; without checksums, which every edit of a rubric changes."""
    reader = _READERS.get(form, lambda found: found.decode())
    return _SHA.sub("…", reader(content))


def on_terminal(
    cohort: Cohort, width: int = 80, top: int | None = None, *, chapter: str | None = None, colour: bool = False
) -> str:
    """Stations in full as a terminal of so many columns has them."""
    return laid_out("station", (cohort, Excerpt(top=top, chapter=chapter)), width, top, colour=colour)


def lines_of(document: Any) -> list[str]:
    """Paragraphs and tables of a paper in their order, a row a line."""
    found = []
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            found += [" | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in part.rows]
        else:
            found.append(part.text)
    return found


def comparable(document: Any) -> Any:
    """JSON with floats to nine digits and without checksums."""
    if isinstance(document, dict):
        return {key: comparable(item) for key, item in document.items() if key != "sha256"}
    if isinstance(document, list):
        return [comparable(item) for item in document]
    return round(document, 9) if isinstance(document, float) else document


def _paper(content: bytes) -> str:
    return "\n".join(lines_of(docx.Document(io.BytesIO(content)))) + "\n"


def _workbook(content: bytes) -> str:
    return "\n".join(_rows(openpyxl.load_workbook(io.BytesIO(content)))) + "\n"


def _rows(book: Any) -> Iterator[str]:
    """A row a line, blank cells left out; numbers to nine digits, with how they are shown."""
    for sheet in book:
        for row in sheet.iter_rows():
            cells = [_cell(cell) for cell in row if cell.value is not None]
            if cells:
                yield f"{sheet.title} {row[0].row}: " + " | ".join(cells)


def _cell(cell: Any) -> str:
    content, shown = cell.value, cell.number_format
    text = f"{content:.9g}" if isinstance(content, float) else str(content).replace("\n", " / ")
    return f"{text} [{shown}]" if cell.data_type in ("n", "d") and shown != "General" else text


def _json(content: bytes) -> str:
    return json.dumps(comparable(json.loads(content)), ensure_ascii=False, indent=1) + "\n"


_READERS = {
    "json": _json,
    "excel": _workbook,
    "workbook": _workbook,
    "word": _paper,
    "document": _paper,
    "html": lambda content: text_of(content.decode()),
    "page": lambda content: text_of(content.decode()),
}
