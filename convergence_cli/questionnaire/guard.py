"""What is checked about a workbook before any parser sees it.

Workbooks come from strangers, and python-calamine ends the whole process, past any `except`, on a file of 5 KB
whose two cells lie in opposite corners. So the file is read once, its kind is told from its content and not
from its name, and its sizes, its parts, its XML, the extent of its cells and the amount of its text are held
against `Bounds`. What passes may be handed to calamine and openpyxl, as `Guarded.data` and not by path again:
the file behind a path can change in between.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from convergence_cli.errors import Location, Problem, WorkbookError
from convergence_cli.files import MEGABYTE, name_of, read_bytes
from convergence_cli.questionnaire.archive import END, LOCAL, Entry, index, pack, packed, unpack
from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.extent import Tally, check_xml
from convergence_cli.questionnaire.parts import Sheets
from convergence_cli.questionnaire.plain import Cells, Memory
from convergence_cli.value import value

__all__ = ["Bounds", "Guarded", "Kind", "guard"]

Kind = Literal["xlsx", "xlsb", "xls", "ods"]

_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_KEEP = 16 * MEGABYTE
# Packed: styles, relations, a theme; larger ones are not the same twice.
_SMALL = 1 << 13

# Names of programs and formats, the same in every language.
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "RTF"),
)
_PARTS = (
    ("word/document.xml", "Word (.docx)"),
    ("ppt/presentation.xml", "PowerPoint (.pptx)"),
    ("index/document.iwa", "Apple Numbers / Pages"),
)
_STREAMS = (
    ("WordDocument", "Word (.doc)"),
    ("PowerPoint Document", "PowerPoint (.ppt)"),
    ("__properties_version1.0", "Outlook (.msg)"),
)


@value
class Guarded:
    """A workbook that may be parsed: its bytes, its kind by content and its sha256 in hexadecimal."""

    data: bytes = field(repr=False)
    kind: Kind
    sha256: str
    entries: Mapping[str, Entry] = field(repr=False, default_factory=dict)
    kept: Mapping[str, bytes] = field(repr=False, default_factory=dict)
    plain: frozenset[str] = field(repr=False, default=frozenset())
    """Parts of an .xlsx whose every cell is written the plain way."""
    cells: Mapping[str, Cells] = field(repr=False, default_factory=dict)
    """Those of them that were taken apart, with their cells."""
    texts: Mapping[bytes, str] | None = field(repr=False, default=None)
    """The shared texts of an .xlsx by number; None where they are not written the plain way."""
    whole: bool = False
    """Whether every part that a parser of cells needs was kept."""

    @property
    def for_parser(self) -> bytes:
        """What a parser is given: the parts that were checked, not compressed, where all of them were kept.

        So nothing is unpacked twice, and a parser that reads zips in its own way finds nothing else.
        """
        return pack(self.kept, self.entries) if self.whole else self.data

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts; none for .xls."""
        return tuple(self.entries)

    def part(self, name: str) -> bytes:
        """The unpacked bytes of a part of a zip; small ones were kept from the check. Raises KeyError."""
        kept = self.kept.get(name)
        return unpack(self.data, self.entries[name]) if kept is None else kept


def guard(path: Path, bounds: Bounds, memory: Memory | None = None) -> Guarded:
    """Read and check a workbook; raises WorkbookError with the one problem that rules it out.

    `memory` holds what was checked in earlier workbooks within the same bounds.
    """
    data = read_bytes(path, WorkbookError, bounds.max_size, option="max-size")
    try:
        if not data:
            raise RefusalError("file-empty")
        if data.startswith((LOCAL, END)):
            return _check_zip(data, bounds, memory)
        if data.startswith(_COMPOUND):
            return _check_compound(data, bounds)
        raise RefusalError("file-not-workbook", found=_other(data, path.name))
    except RefusalError as refusal:
        values = tuple(refusal.values.items())
        place = Location(file=name_of(path))
        raise WorkbookError(Problem(code=refusal.code, location=place, values=values)) from None


def _check_zip(data: bytes, bounds: Bounds, memory: Memory | None) -> Guarded:
    entries = index(data, bounds)
    kind = _zip_kind(data, entries)
    tally = Tally(bounds)
    sheets = Sheets(tally, memory)
    kept: dict[str, bytes] = {}
    room, whole = _KEEP, True
    for name, entry in entries.items():
        body = _checked(data, entry, kind, sheets)
        if body is None:
            continue
        if room >= len(body):
            kept[name] = body
            room -= len(body)
        else:
            whole = False
    guarded = Guarded(
        data=data,
        kind=kind,
        sha256=_digest(data),
        entries=entries,
        kept=kept,
        plain=frozenset(sheets.plain),
        cells=sheets.cells,
        texts=sheets.texts if sheets.strings else {},
        whole=whole and kind != "xlsb",
    )
    if kind == "xlsx":
        sheets.finish(guarded.part)
    elif kind == "ods":
        from convergence_cli.questionnaire.opendocument import check_tables

        check_tables("content.xml", guarded.part("content.xml"), tally)
    else:
        from convergence_cli.questionnaire.records import check_xlsb

        check_xlsb(guarded.names, guarded.part, tally)
    return guarded


def _checked(data: bytes, entry: Entry, kind: Kind, sheets: Sheets) -> bytes | None:
    """A part, unpacked and checked; None for one that no reader of cells opens."""
    name, memory = entry.name, sheets.memory if entry.packed <= _SMALL else None
    # What a part promises to become belongs to it: another promise is another part.
    seen = (name, entry.method, entry.unpacked, entry.crc, b"" if memory is None else packed(data, entry))
    if memory is not None and seen in memory.parts:
        return memory.parts[seen]
    body = unpack(data, entry)
    if not _is_xml(name, body) and b"sheetData" not in body:
        return body if name == "mimetype" else None
    body = check_xml(name, body)
    if name == "META-INF/manifest.xml" and b"encryption-data" in body:
        raise RefusalError("file-encrypted")
    counts = kind != "xlsx" or sheets.see(name, body)
    if memory is not None and not counts and memory.has_room(seen[-1], body):
        memory.parts[seen] = body
    return body


def _is_xml(name: str, body: bytes) -> bool:
    if name.lower().endswith((".xml", ".rels", ".vml")):
        return True
    # A drawing may name its DTD: no reader of cells opens pictures. A sheet under a picture's name is still seen.
    if name.lower().endswith((".svg", ".emf", ".wmf", ".png", ".jpeg", ".jpg", ".gif", ".bmp")):
        return False
    return body[:64].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _zip_kind(data: bytes, entries: dict[str, Entry]) -> Kind:
    """What the zip is; a workbook of two kinds at once is refused, since readers would choose differently."""
    names = {name.replace("\\", "/").casefold(): name for name in entries}
    kinds: list[Kind] = []
    if "xl/workbook.xml" in names:
        kinds.append("xlsx")
    if "xl/workbook.bin" in names:
        kinds.append("xlsb")
    if "content.xml" in entries:
        stated = entries.get("mimetype")
        is_ods = stated is None or unpack(data, stated).strip() in (_ODS, _ODS + b"-template")
        if not is_ods:
            raise RefusalError("file-not-workbook", found="OpenDocument")
        kinds.append("ods")
    if len(kinds) > 1:
        reason = "two kinds of workbook at once"
        raise RefusalError("zip-bad-entry", part="ZIP", reason=reason)
    if not kinds:
        found = next((words for part, words in _PARTS if part in names), "ZIP")
        raise RefusalError("file-not-workbook", found=found)
    return kinds[0]


def _check_compound(data: bytes, bounds: Bounds) -> Guarded:
    from convergence_cli.questionnaire.records import Compound, check_xls

    compound = Compound(data)
    streams = {stream.name: stream for stream in reversed(compound.streams)}
    if "EncryptedPackage" in streams or "EncryptionInfo" in streams:
        raise RefusalError("file-encrypted")
    workbook = streams.get("Workbook") or streams.get("Book")
    if workbook is None:
        found = next((words for name, words in _STREAMS if name in streams), "OLE")
        raise RefusalError("file-not-workbook", found=found)
    if END in data:
        # Where calamine finds no .xls it looks for a zip anywhere in the file, and that one would be unchecked.
        reason = "a zip hidden in an .xls"
        raise RefusalError("zip-bad-entry", part="ZIP", reason=reason)
    check_xls(compound.read(workbook), Tally(bounds))
    return Guarded(data=data, kind="xls", sha256=_digest(data))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data, usedforsecurity=False).hexdigest()


def _other(data: bytes, name: str) -> str:
    """What a file is that is no workbook."""
    if name.startswith("~$"):
        return "Office (~$)"
    for magic, words in _MAGIC:
        if data.startswith(magic):
            return words
    head = data[:4096]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if b"<html" in start or b"<table" in start:
        return "HTML"
    if start.startswith(b"<"):
        sheet = b"urn:schemas-microsoft-com:office:spreadsheet" in head or b"excel.sheet" in start
        return "Excel 2003 XML" if sheet else "XML"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not set(head) & set(b"\0\1\2\3\4\5\6\7\x0e\x0f"):
        return "CSV / TXT"
    return "?"
