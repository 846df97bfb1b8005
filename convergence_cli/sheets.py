"""How every workbook that this program writes behaves: safe text, readable heights, the same for all.

openpyxl turns a text that starts with `=` into a formula, refuses control characters and fits no row
height; each of the two workbooks that are written (the questionnaire, the gap report) needs the same care.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from convergence_cli.texts.width import wrap

MAX_CELL_TEXT = 32_767
# Stands among the properties of every workbook that is a report: nobody shall read it as a filled-in questionnaire.
REPORT_CATEGORY = "convergence report"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ROW = re.compile(rb'<row r="([0-9]+)"')
_EXTENT = re.compile(rb"<dimension [^>]*/>")
_LINE_POINTS = 15.0
# Chinese fonts draw these as wide as a character; on a terminal they take one column.
_AS_DRAWN = str.maketrans("“”‘’…·—", "（）（）　　　")


def put_text(cell: Any, text: str) -> None:
    """Write text as text: never a formula, never an error, whatever it starts with."""
    cell.value = safe_text(text)
    cell.data_type = "s"


def safe_text(text: str) -> str:
    """Without the characters that a sheet cannot hold, and within its length."""
    cleaned = _CONTROL.sub("\ufffd", text)
    return cleaned if len(cleaned) <= MAX_CELL_TEXT else cleaned[: MAX_CELL_TEXT - 1] + "…"


def row_height(cells: list[tuple[str, float]], least: float = _LINE_POINTS, font: float = 11.0) -> float:
    """Points that a row needs so that each wrapped (text, column width) shows in full.

    Excel fits heights only when a person edits the row, so a written file must bring its own. Sheets allow
    at most 409 points.
    """
    # Widths are in characters of the default 11-point font.
    lines = max((_wrapped_lines(text, width * 11.0 / font) for text, width in cells), default=1)
    return min(409.0, max(least, lines * _LINE_POINTS * font / 11.0 + 3))


def _wrapped_lines(text: str, width: float) -> int:
    # A little less than the nominal width: proportional fonts and whole CJK characters waste some of it.
    usable = max(4, int(width - 1.5))
    return len(wrap(text.translate(_AS_DRAWN), usable))


# The day of the policy: a file says nothing about when it was written.
_DAY = datetime(2020, 11, 13, tzinfo=UTC).replace(tzinfo=None)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a zip file; the same parts give the same bytes on any day."""
    target = io.BytesIO()
    with _Timeless(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return target.getvalue()


class _Timeless(zipfile.ZipFile):
    """A zip whose entries all bear one date."""

    more: Mapping[str, Callable[[], Iterable[str]]] = MappingProxyType({})
    """Part of a sheet -> rows that openpyxl has no longer, or never had."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Add a part."""
        super().writestr(_part(zinfo_or_arcname), data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Add a sheet, which openpyxl leaves in a temporary file of its own."""
        body, rows = Path(filename).read_bytes(), self.more.get(arcname)
        if rows is None:
            self.writestr(arcname, body)
            return
        # Without the extent, which may be left out and would no longer be true.
        body = _EXTENT.sub(b"", body, count=1)
        at = 0
        with self.open(_part(arcname), "w") as part:
            for piece in (text.encode() for text in rows()):
                after = _following(body, piece, at)
                part.write(body[at:after])
                part.write(piece)
                at = after
            part.write(body[at:])


def _part(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _DAY.timetuple()[:6])
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _following(body: bytes, rows: bytes, start: int) -> int:
    """Where in a sheet these rows belong: before the first row with a number above theirs, or at the end of all."""
    number = _ROW.match(rows)
    assert number is not None
    later = (found.start() for found in _ROW.finditer(body, start) if int(found[1]) > int(number[1]))
    return next(later, body.index(b"</sheetData>", start))


def to_bytes(workbook: Any, more: Mapping[str, Callable[[], Iterable[str]]] | None = None) -> bytes:
    """The workbook as an xlsx file; the same workbook gives the same bytes on any day.

    `more`: title of a sheet -> the XML of further rows of it, by number, each text one row or several; made when it is
    written.
    """
    from openpyxl.writer.excel import ExcelWriter

    workbook.properties.created = workbook.properties.modified = _DAY
    target = io.BytesIO()
    # Not Workbook.save: that stamps the file with the present moment.
    with _Timeless(target, "w", zipfile.ZIP_DEFLATED) as archive:
        places = {title: place for place, title in enumerate(workbook.sheetnames, 1)}
        archive.more = {f"xl/worksheets/sheet{places[title]}.xml": rows for title, rows in (more or {}).items()}
        ExcelWriter(workbook, archive).save()
    return target.getvalue()
