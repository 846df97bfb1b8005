"""What is checked about a workbook before any parser sees it.

Workbooks come from strangers. So the file is read once, its kind is told from its content and not from its name,
and its size, its parts and what they become when they are unpacked are held against `Bounds`. What passes is
opened as `Guarded` and not by path again: the file behind a path can change in between. What cells ask for is
counted by the reader of each format (`workbook/`), before it lays out anything.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Literal

from convergence_cli.errors import Location, Problem, WorkbookError
from convergence_cli.files import name_of, read_bytes
from convergence_cli.questionnaire.archive import END, LOCAL, Entry, index, unpack
from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.workbook.package import Package
from convergence_cli.questionnaire.workbook.xlsx import is_book_type

__all__ = ["Bounds", "Format", "Guarded", "guard"]

Format = Literal["xlsx", "xlsb", "xls", "ods"]

_COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
_BINARY = "application/vnd.ms-excel.sheet.binary.macroenabled.main"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
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


@dataclass(frozen=True, kw_only=True)
class Guarded:
    """A workbook that may be parsed: its bytes, its kind by content and its sha256 in hexadecimal."""

    data: bytes = field(repr=False)
    kind: Format
    sha256: str
    entries: Mapping[str, Entry] = field(repr=False, default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts; none for .xls."""
        return tuple(self.entries)

    def part(self, name: str) -> bytes:
        """The unpacked bytes of a part of a zip; raises KeyError, and RefusalError for one that is damaged."""
        return _part(self.data, self.entries, name)

    @cached_property
    def package(self) -> Package:
        """The parts of an .xlsx or .xlsb and how they refer to each other."""
        # Not by `self.part`: a workbook that knew itself would be kept until the collector comes.
        return Package(self.entries, partial(_part, self.data, self.entries))


def _part(data: bytes, entries: Mapping[str, Entry], name: str) -> bytes:
    return unpack(data, entries[name])


# Excel and WPS; WPS on Linux, and LibreOffice.
LOCKS = ("~$", ".~")


def guard(path: Path, bounds: Bounds) -> Guarded:
    """Read and check a workbook; raises WorkbookError with the one problem that rules it out."""
    data = read_bytes(path, WorkbookError, bounds.max_size, option="max-size")
    try:
        if not data:
            raise RefusalError("file-empty")
        if data.startswith((LOCAL, END)):
            return _check_zip(data, bounds)
        if data.startswith(_COMPOUND):
            return _check_compound(data)
        if path.name.startswith(LOCKS):
            raise RefusalError("file-is-lock")
        raise RefusalError("file-not-workbook", found=_other(data))
    except RefusalError as refusal:
        raise refused(refusal, name_of(path)) from None


def refused(refusal: RefusalError, file: str) -> WorkbookError:
    """A refusal as the one problem of a file."""
    place = Location(file=file)
    return WorkbookError(Problem(code=refusal.code, location=place, values=tuple(refusal.values.items())))


def _check_zip(data: bytes, bounds: Bounds) -> Guarded:
    entries = index(data, bounds)
    names = {name.replace("\\", "/").casefold(): name for name in entries}
    guarded = Guarded(data=data, kind="xlsx", sha256=_digest(data), entries=entries)
    is_office, is_open_document = "_rels/.rels" in names, "content.xml" in entries
    if is_office and is_open_document:
        # Readers would choose differently.
        raise RefusalError("zip-bad-entry", part="ZIP", reason="two kinds of workbook at once")
    if is_office:
        return replace(guarded, kind=_office_kind(guarded.package, names))
    if is_open_document:
        _check_open_document(guarded)
        return replace(guarded, kind="ods")
    found = next((words for part, words in _PARTS if part in names), "ZIP")
    raise RefusalError("file-not-workbook", found=found)


def _office_kind(package: Package, names: Mapping[str, str]) -> Format:
    """What the main part is by its content type: a workbook in XML or a binary one."""
    found = next((words for part, words in _PARTS if part in names), "Office Open XML")
    try:
        content = package.content_type(package.main)
    except RefusalError:
        if any(name.startswith("xl/") for name in names):
            raise
        raise RefusalError("file-not-workbook", found=found) from None
    if is_book_type(content):
        return "xlsx"
    if content.casefold() == _BINARY:
        return "xlsb"
    raise RefusalError("file-not-workbook", found=found)


def _check_open_document(guarded: Guarded) -> None:
    stated = guarded.entries.get("mimetype")
    if stated is not None and unpack(guarded.data, stated).strip() not in (_ODS, _ODS + b"-template"):
        raise RefusalError("file-not-workbook", found="OpenDocument")
    manifest = guarded.entries.get("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in unpack(guarded.data, manifest):
        raise RefusalError("file-encrypted")


def _check_compound(data: bytes) -> Guarded:
    from convergence_cli.questionnaire.workbook.compound import Compound

    compound = Compound(data)
    streams = {stream.name.casefold(): stream for stream in reversed(compound.streams)}
    if "encryptedpackage" in streams or "encryptioninfo" in streams:
        raise RefusalError("file-encrypted")
    if not {"workbook", "book"} & streams.keys():
        found = next((words for name, words in _STREAMS if name.casefold() in streams), "OLE")
        raise RefusalError("file-not-workbook", found=found)
    return Guarded(data=data, kind="xls", sha256=_digest(data))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data, usedforsecurity=False).hexdigest()


def _other(data: bytes) -> str:
    """What a file is that is no workbook."""
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
