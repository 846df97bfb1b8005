"""Workbooks made to do harm, each written into a folder on demand: nothing hostile is kept in the repository.

`HOSTILE` maps a name to its builder and the code with which it must be refused; `HARMLESS` holds files that
look odd but come from honest programs, and must pass. The zips are written by hand, because the standard
library refuses to lie, and large contents are packed once and repeated packed.
"""

import os
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

Builder = Callable[[Path], Path]

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = b"http://schemas.openxmlformats.org/package/2006/"
TYPES = (
    b'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="%scontent-types"><Default Extension="rels" ContentType="'
    b'application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="'
    b'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/'
    b'sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
) % PACKAGE
_BINARY_TYPES = (
    TYPES.replace(b".xml", b".bin")
    .replace(b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"ms-excel.sheet.binary.macroEnabled.main")
    .replace(b"openxmlformats-officedocument.spreadsheetml.worksheet+xml", b"ms-excel.worksheet")
)
RELATIONS = b'<Relationships xmlns="%srelationships">%%s</Relationships>' % PACKAGE
ROOT = RELATIONS % (b'<Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/>' % OFFICE)
LINKS = RELATIONS % (
    b'<Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>'
    b'<Relationship Id="rId2" Type="%s/sharedStrings" Target="sharedStrings.xml"/>' % (OFFICE, OFFICE)
)
SHEET_ENTRY = '<sheet name="问卷" sheetId="1" r:id="rId1"/>'.encode()
BOOK = b'<workbook xmlns="%s" xmlns:r="%s"><sheets>%%s</sheets></workbook>' % (MAIN, OFFICE)
FIRST = b'<row r="1"><c r="A1"><v>1</v></c></row>'
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
DOCTYPE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part as it will lie in the zip, with what the zip says about it."""

    packed: bytes
    crc: int
    size: int
    method: int = 8
    flags: int = 0
    said_local: int | None = None


def deflated(data: bytes) -> Part:
    """A part packed as usual."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Part(packed=packer.compress(data) + packer.flush(), crc=zlib.crc32(data), size=len(data))


def stored(data: bytes) -> Part:
    """A part that is not packed."""
    return Part(packed=data, crc=zlib.crc32(data), size=len(data), method=0)


def repeated(before: bytes, chunk: bytes, times: int, after: bytes) -> Part:
    """`before`, `times` chunks and `after`, never unpacked in memory: one packed chunk, written many times."""

    def pack(data: bytes, mode: int) -> bytes:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return packer.compress(data) + packer.flush(mode)

    crc = zlib.crc32(before)
    for _ in range(times):
        crc = zlib.crc32(chunk, crc)
    packed = pack(before, zlib.Z_FULL_FLUSH) + pack(chunk, zlib.Z_FULL_FLUSH) * times + pack(after, zlib.Z_FINISH)
    return Part(packed=packed, crc=zlib.crc32(after, crc), size=len(before) + len(chunk) * times + len(after))


def zipped(parts: list[tuple[str, Part]], *, at: Mapping[str, int] | None = None, tail: bytes = b"") -> bytes:
    """A zip; `at` moves what the directory says about where a part lies."""
    body, directory = bytearray(), bytearray()
    for name, part in parts:
        offset = (at or {}).get(name, len(body))
        raw = name.encode()
        common = struct.pack("<5H", 20, part.flags | 0x800, part.method, 0, 0x21)
        said = part.size if part.said_local is None else part.said_local
        if not at or name not in at:
            sizes = struct.pack("<3L2H", part.crc, len(part.packed), said, len(raw), 0)
            body += b"PK\3\4" + common + sizes + raw + part.packed
        sizes = struct.pack("<3L5H2L", part.crc, len(part.packed), part.size, len(raw), 0, 0, 0, 0, 0, offset)
        directory += b"PK\1\2" + struct.pack("<H", 20) + common + sizes + raw
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return bytes(body) + bytes(directory) + end + tail


def sheet(rows: bytes, before: bytes = b"") -> bytes:
    """A worksheet part."""
    return b'%s<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (before, MAIN, rows)


def strings(items: bytes, before: bytes = b"") -> bytes:
    """A part of shared texts."""
    return b'%s<sst xmlns="%s">%s</sst>' % (before, MAIN, items)


def book(**replaced: bytes | Part) -> list[tuple[str, Part]]:
    """The parts of a small .xlsx; `sheet`, `strings`, `workbook` or any other path given replaces or adds one."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "workbook": "xl/workbook.xml"}
    parts: dict[str, bytes | Part] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT,
        "xl/workbook.xml": BOOK % (SHEET_ENTRY),
        "xl/_rels/workbook.xml.rels": LINKS,
        "xl/worksheets/sheet1.xml": sheet(FIRST),
        "xl/sharedStrings.xml": strings(b"<si><t>a</t></si>"),
    }
    parts |= {names.get(name, name): data for name, data in replaced.items()}
    return [(name, deflated(data) if isinstance(data, bytes) else data) for name, data in parts.items()]


def xlsx(**replaced: bytes | Part) -> Callable[[], bytes]:
    """A builder of the bytes of an .xlsx."""
    return lambda: zipped(book(**replaced))


def ods(table: bytes, manifest: bytes = b"", before: bytes = b"") -> Callable[[], bytes]:
    """A builder of the bytes of an .ods with these rows."""
    space = b"urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        b'%s<office:document-content xmlns:office="%soffice:1.0" xmlns:table="%stable:1.0" xmlns:text="%stext:1.0">'
        b'<office:body><office:spreadsheet><table:table table:name="%s">%s</table:table></office:spreadsheet>'
        b"</office:body></office:document-content>"
    ) % (before, space, space, space, "问卷".encode(), table)
    listing = b'<manifest:manifest xmlns:manifest="%smanifest:1.0">%s</manifest:manifest>' % (space, manifest)
    parts = [
        ("mimetype", stored(b"application/vnd.oasis.opendocument.spreadsheet")),
        ("META-INF/manifest.xml", deflated(listing)),
        ("content.xml", deflated(content)),
    ]
    return lambda: zipped(parts)


def ods_row(row: bytes = b"", cell: bytes = b"", inside: bytes = b"<text:p>x</text:p>") -> bytes:
    """A row with one filled cell."""
    return (
        b'<table:table-row%s><table:table-cell%s office:value-type="string">%s</table:table-cell></table:table-row>'
        % (row, cell, inside)
    )


def unended() -> bytes:
    """An .ods whose table never ends; calamine waits for the end for ever."""
    listing = deflated(b"<manifest/>")
    kind = stored(b"application/vnd.oasis.opendocument.spreadsheet")
    table = deflated(b'<table:table table:name="Q">' + ods_row())
    return zipped([("mimetype", kind), ("META-INF/manifest.xml", listing), ("content.xml", table)])


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file of version 3; streams are filled up to 4,096 bytes, so that none is a mini stream."""
    sectors, entries = bytearray(), [("Root Entry", 5, 0xFFFFFFFE, 0)]
    fat: list[int] = []
    for name, data in streams.items():
        filled = data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0")
        entries.append((name, 2, len(fat), len(filled)))
        sectors += filled
        fat += [*range(len(fat) + 1, len(fat) + len(filled) // 512), 0xFFFFFFFE]
    directory = bytearray()
    for place, (name, kind, start, size) in enumerate(entries):
        text = name.encode("utf-16-le") + b"\0\0"
        right = place + 1 if 0 < place < len(entries) - 1 else 0xFFFFFFFF
        child = 0xFFFFFFFF if place else 1
        links = struct.pack("<HBB3I36xIQ", len(text), kind, 1, 0xFFFFFFFF, right, child, start, size)
        directory += text.ljust(64, b"\0") + links
    directory += bytes(-len(directory) % 512)
    first = len(fat)
    fat += [*range(first + 1, first + len(directory) // 512), 0xFFFFFFFE]
    count = -(-(len(fat) + 8) // 128)
    at = len(fat)
    fat += [0xFFFFFFFD] * count
    fat += [0xFFFFFFFF] * (128 * count - len(fat))
    head = struct.pack("<8s16x5H6x", bytes.fromhex("D0CF11E0A1B11AE1"), 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, count, first, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *(range(at, at + count)), *([0xFFFFFFFF] * (109 - count)))
    return head + bytes(sectors) + bytes(directory) + struct.pack(f"<{len(fat)}I", *fat)


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of an .xls."""
    return struct.pack("<HH", kind, len(data)) + data


def xls_stream(cells: list[tuple[int, int]], extra: bytes = b"", shared: bytes = b"") -> bytes:
    """The Workbook stream of an .xls with one sheet of numbers at these places; `extra` records go before them."""

    def front(begin: int) -> bytes:
        sheet_entry = record(0x85, struct.pack("<I4B", begin, 0, 0, 2, 1) + "问卷".encode("utf-16-le"))
        return record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + sheet_entry + shared + record(0x0A)

    numbers = b"".join(record(0x203, struct.pack("<HHHd", row, column, 0, 1.0)) for row, column in cells)
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0))
    return front(len(front(0))) + begin + extra + numbers + record(0x0A)


def xls(cells: list[tuple[int, int]], extra: bytes = b"", shared: bytes = b"") -> Callable[[], bytes]:
    """A builder of the bytes of an .xls."""
    return lambda: compound({"Workbook": xls_stream(cells, extra, shared)})


def circular_xls() -> bytes:
    """An .xls whose table of sectors leads back to itself, so that reading it has no end."""
    data = bytearray(compound({"Workbook": bytes(8192)}))
    struct.pack_into("<I", data, 68, 0)
    struct.pack_into("<I", data, 512 + 508, 0)
    return bytes(data)


def long_record(kind: int, data: bytes = b"") -> bytes:
    """A record of an .xlsb."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(data)]) + data


def xlsb(cells: list[tuple[int, int]], extra: bytes = b"", entries: int = 0) -> Callable[[], bytes]:
    """A builder of the bytes of an .xlsb with numbers at these places; `extra` records go before them."""

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    entry = long_record(0x9C, struct.pack("<II", 0, 1) + text("rId1") + text("问卷"))
    body = long_record(0x81) + long_record(0x94, bytes(16)) + long_record(0x91) + extra
    for row, column in cells:
        body += long_record(0, struct.pack("<I", row) + bytes(13))
        body += long_record(5, struct.pack("<IId", column, 0, 1.0))
    workbook = long_record(0x83) + long_record(0x99, bytes(12)) + long_record(0x8F) + entry + b"\x9c\x01" * entries
    workbook += long_record(0x90)
    parts = {
        "[Content_Types].xml": _BINARY_TYPES,
        "_rels/.rels": ROOT.replace(b"workbook.xml", b"workbook.bin"),
        "xl/workbook.bin": workbook + long_record(0x9D, bytes(27)) + long_record(0x84),
        "xl/_rels/workbook.bin.rels": LINKS.replace(b"sheet1.xml", b"sheet1.bin"),
        "xl/worksheets/sheet1.bin": body + long_record(0x92) + long_record(0x82),
    }
    return lambda: zipped([(name, deflated(data)) for name, data in parts.items()])


def gigabyte(before: bytes, piece: bytes, after: bytes, megabytes: int = 1024) -> Part:
    """A part of so many megabytes of one piece repeated."""
    return repeated(before, piece * (MEGABYTE // len(piece)), megabytes, after)


def many_cells() -> bytes:
    """Two million and one cells, all without a reference and different, so that they do not pack too well."""
    cells = b"".join(b"<c><v>%d</v></c>" % (number * 7919 % 1_000_003) for number in range(2_000_001))
    return zipped(book(sheet=sheet(b"<row>" + cells + b"</row>")))


def bulky_parts() -> bytes:
    """Four parts that are each just small enough, and together too much."""
    noise = b"".join(zlib.crc32(number.to_bytes(4, "big")).to_bytes(4, "big") for number in range(2048))
    piece = repeated(b"", noise + bytes(MEGABYTE - len(noise)), 60, b"")
    return zipped(book(**{f"xl/media/image{number}.png": piece for number in range(4)}))


def liar(said: int) -> bytes:
    """A gigabyte of cells that both headers call `said` bytes."""
    part = gigabyte(sheet(b"")[:-24], FIRST, b"</sheetData></worksheet>")
    return zipped(book(sheet=Part(packed=part.packed, crc=part.crc, size=said)))


def renamed(name: bytes, *, local: bool) -> bytes:
    """A part with a second name in a field for names in Unicode, which some readers take and others do not."""
    data, (part, _) = zipped(book()), book()[4]
    raw = part.encode()
    field = struct.pack("<HHBL", 0x7075, 5 + len(name), 1, zlib.crc32(raw)) + name
    at = data.index(raw) if local else data.rindex(raw)
    head = at - (30 if local else 46)
    lengths = head + (28 if local else 30)
    begin = data.index(b"PK\1\2")
    changed = data[:lengths] + struct.pack("<H", len(field)) + data[lengths + 2 : at + len(raw)] + field
    data = changed + data[at + len(raw) :]
    end = len(data) - 22
    if not local:
        (size,) = struct.unpack_from("<L", data, end + 12)
        return data[: end + 12] + struct.pack("<L", size + len(field)) + data[end + 16 :]
    # What lies behind the part lies further on: the directory says so, too.
    moved = bytearray(data)
    struct.pack_into("<L", moved, end + 16, begin + len(field))
    entry = begin + len(field)
    while moved.startswith(b"PK\1\2", entry):
        sizes = struct.unpack_from("<3H", moved, entry + 28)
        (offset,) = struct.unpack_from("<L", moved, entry + 42)
        struct.pack_into("<L", moved, entry + 42, offset + (len(field) if offset > head else 0))
        entry += 46 + sum(sizes)
    return bytes(moved)


def two_announcements() -> bytes:
    """A part that the directory calls smaller than its own header does."""
    part = deflated(sheet(FIRST))
    return zipped(book(sheet=Part(packed=part.packed, crc=part.crc, size=part.size, said_local=part.size + 1)))


def overlapping() -> bytes:
    """A part that lies within another, as in the bombs that reach petabytes."""
    inner = stored(sheet(FIRST))
    name = b"xl/worksheets/sheet9.xml"
    head = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0x800, 0, 0, 0x21, inner.crc, inner.size, inner.size, len(name), 0)
    outer = stored(b"<!--" + head + name + inner.packed + b"-->")
    parts = [("outer.bin", outer), *book(), (name.decode(), inner)]
    return zipped(parts, at={name.decode(): 30 + len("outer.bin") + 4})


def truncated() -> bytes:
    """The first two thirds of a workbook."""
    data = zipped(book())
    return data[: len(data) * 2 // 3]


def duplicate() -> bytes:
    """Two sheets of one name: readers choose differently."""
    return zipped([*book(), ("XL/worksheets/Sheet1.xml", deflated(sheet(FIRST + FAR)))])


def shared_texts(length: int, uses: int) -> bytes:
    """One text used by many cells."""
    row = b'<row r="%d">' + b'<c t="s"><v>0</v></c>' * 5 + b"</row>"
    rows = b"".join(row % number for number in range(1, uses // 5 + 1))
    return zipped(book(sheet=sheet(rows), strings=strings(b"<si><t>" + b"a" * length + b"</t></si>")))


def listed_often(after: bytes = b"") -> bytes:
    """Five thousand sheets that are all the same part; something may follow the list."""
    entries = b"".join(b'<sheet name="Q%d" sheetId="%d" r:id="rId1"/>' % (each, each) for each in range(5000)) + after
    rows = b'<row><c r="A1"><v>1</v></c><c r="T1000"><v>1</v></c></row>'
    return zipped(book(workbook=BOOK % entries, sheet=sheet(rows)))


def flagged() -> bytes:
    """A zip with a password on one part."""
    part = deflated(sheet(FIRST))
    return zipped(book(sheet=Part(packed=part.packed, crc=part.crc, size=part.size, flags=1)))


def written(make: Callable[[], bytes], suffix: str = ".xlsx") -> Builder:
    """A builder of a file in a folder."""

    def build(folder: Path) -> Path:
        path = folder / f"hostile{suffix}"
        path.write_bytes(make())
        return path

    return build


def _huge(folder: Path) -> Path:
    path = folder / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(51 * MEGABYTE)
    return path


def _fifo(folder: Path) -> Path:
    path = folder / "fifo.xlsx"
    os.mkfifo(path)
    return path


def _directory(folder: Path) -> Path:
    path = folder / "directory.xlsx"
    path.mkdir()
    return path


def _fixed(data: bytes) -> Builder:
    return written(lambda: data)


_SHARED = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
_PREFIXED = b'<x:row xmlns:x="%s" r="%%d"><x:c r="%%s"><x:v>1</x:v></x:c></x:row>' % MAIN
_MERGED = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
_COLUMNS = b' table:number-columns-repeated="%d"'
_ROWS = b' table:number-rows-repeated="%d"'
_BLANK = b'<table:table-row%s><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
_ENCRYPTION = b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
_DOCX = {"word/document.xml": b"<document/>", "[Content_Types].xml": TYPES}
_PPTX = {"ppt/presentation.xml": b"<presentation/>", "[Content_Types].xml": TYPES}
_DIMENSIONS = record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
_LONG_SHARED = record(0xFC, struct.pack("<iiHB", 1, 1, 8000, 0) + b"a" * 8000)
_USES = b"".join(record(0xFD, struct.pack("<HHHI", row % 9999, 0, 0, 0)) for row in range(10_000))
_UTF16 = ('<?xml version="1.0" encoding="UTF-16"?>' + sheet(FIRST + FAR).decode()).encode("utf-16")

HOSTILE: dict[str, tuple[Builder, str]] = {
    "missing": (lambda folder: folder / "missing.xlsx", "file-not-found"),
    "directory": (_directory, "file-is-directory"),
    "fifo": (_fifo, "file-unreadable"),
    "device": (lambda _: Path("/dev/zero"), "file-unreadable"),
    "empty": (_fixed(b""), "file-empty"),
    "huge file": (_huge, "file-too-large"),
    "html": (_fixed(b"<html><table><tr><td>1</td></tr></table></html>"), "file-not-workbook"),
    "csv": (_fixed("编号,填报值\nM01,是\n".encode("gb18030")), "file-not-workbook"),
    "pdf": (_fixed(b"%PDF-1.7\n"), "file-not-workbook"),
    "picture": (_fixed(b"\x89PNG\r\n\x1a\n"), "file-not-workbook"),
    "docx": (written(lambda: zipped([(n, deflated(d)) for n, d in _DOCX.items()])), "file-not-workbook"),
    "pptx": (written(lambda: zipped([(n, deflated(d)) for n, d in _PPTX.items()])), "file-not-workbook"),
    "doc": (written(lambda: compound({"WordDocument": b""})), "file-not-workbook"),
    "encrypted xlsx": (written(lambda: compound({"EncryptedPackage": b"", "EncryptionInfo": b""})), "file-encrypted"),
    "encrypted xls": (written(xls([(0, 0)], shared=record(0x2F, bytes(6))), ".xls"), "file-encrypted"),
    "encrypted ods": (written(ods(ods_row(), _ENCRYPTION), ".ods"), "file-encrypted"),
    "encrypted part": (written(flagged), "file-encrypted"),
    "truncated": (written(truncated), "file-truncated"),
    "truncated xls": (written(lambda: compound({"Workbook": xls_stream([(0, 0)])})[:700], ".xls"), "file-inconsistent"),
    "circular xls": (written(circular_xls, ".xls"), "file-inconsistent"),
    "too many parts": (
        written(lambda: zipped([*book(), *((f"xl/{n}.xml", stored(b"")) for n in range(2000))])),
        "zip-too-many-parts",
    ),
    "gigabyte of cells": (
        written(lambda: zipped(book(sheet=gigabyte(b"<worksheet><sheetData>", FIRST, b"</sheetData></worksheet>")))),
        "zip-part-too-large",
    ),
    "gigabyte of texts": (
        written(lambda: zipped(book(strings=gigabyte(b"<sst>", b"<si><t>aaaaaaaa</t></si>", b"</sst>")))),
        "zip-part-too-large",
    ),
    "ratio": (
        written(
            lambda: zipped(book(sheet=gigabyte(b"<worksheet><sheetData>", FIRST, b"</sheetData></worksheet>", 60)))
        ),
        "zip-ratio",
    ),
    "bulky parts": (written(bulky_parts), "zip-unpacked-too-large"),
    "lies about size": (written(lambda: liar(1000)), "zip-bad-entry"),
    "two announcements": (written(two_announcements), "zip-bad-entry"),
    "second name in the directory": (written(lambda: renamed(b"xl/worksheets/b.xml", local=False)), "zip-bad-entry"),
    "second name before a part": (written(lambda: renamed(b"xl/worksheets/b.xml", local=True)), "zip-bad-entry"),
    "overlapping parts": (written(overlapping), "zip-bad-entry"),
    "duplicate name": (written(duplicate), "zip-bad-entry"),
    "name leads out": (written(xlsx(**{"../../evil.xml": b"<a/>"})), "zip-bad-entry"),
    "name with a control character": (written(xlsx(**{"xl/a\nb.xml": b"<a/>"})), "zip-bad-entry"),
    "bytes before the zip": (written(lambda: b"PK\3\4" + zipped(book())), "zip-bad-entry"),
    "two kinds": (written(xlsx(**{"content.xml": b"<a/>"})), "zip-bad-entry"),
    "zip within xls": (
        written(lambda: compound({"Workbook": b""}) + zipped(book(sheet=sheet(FIRST + FAR))), ".xls"),
        "file-damaged",
    ),
    "entity in sheet": (written(xlsx(sheet=sheet(FIRST, DOCTYPE))), "xml-entity"),
    "entity in shared texts": (written(xlsx(sheet=sheet(_SHARED), strings=strings(b"", DOCTYPE))), "xml-entity"),
    "entity in workbook": (written(xlsx(workbook=DOCTYPE + BOOK % (SHEET_ENTRY))), "xml-entity"),
    "entity in ods": (written(ods(ods_row(), before=DOCTYPE), ".ods"), "xml-entity"),
    "sheet in UTF-16": (written(xlsx(sheet=_UTF16)), "sheet-too-large"),
    "sheet in EBCDIC": (
        written(xlsx(sheet=b'<?xml version="1.0" encoding="cp037"?>' + sheet(FIRST))),
        "file-damaged",
    ),
    "sheet in Latin-1": (
        written(xlsx(sheet=b'<?xml version="1.0" encoding="ISO-8859-1"?>' + sheet(FIRST))),
        "xml-encoding",
    ),
    "corner to corner": (written(xlsx(sheet=sheet(FIRST + FAR))), "sheet-too-large"),
    "prefixed": (written(xlsx(sheet=sheet(_PREFIXED % (1048576, b"XFD1048576")))), "sheet-too-large"),
    "single quotes": (
        written(xlsx(sheet=sheet(b"<row\nr = '1048576'><c\n\tr = 'XFD1048576'><v>1</v></c></row>"))),
        "sheet-too-large",
    ),
    "implicit row": (
        written(xlsx(sheet=sheet(FIRST + b'<row r="1048576"><c><v>1</v></c></row>'))),
        "sheet-too-large",
    ),
    "implicit column": (
        written(xlsx(sheet=sheet(b'<row r="1"><c r="XFC1"/><c><v>1</v></c></row>'))),
        "sheet-too-large",
    ),
    "rows without numbers": (
        written(xlsx(sheet=sheet(b"<row/>" * 20_000 + b"<row><c><v>1</v></c></row>"))),
        "sheet-too-large",
    ),
    "quoted name": (written(xlsx(sheet=sheet(FIRST + b'<"a>":c r="XFD20000"><v>1</v></c>'))), "file-damaged"),
    "decoy reference": (written(xlsx(sheet=sheet(b'<c x=\' r="A1"\' r="XFD9999"><v>1</v></c>'))), "xml-unusual"),
    "tag in an attribute": (written(xlsx(sheet=sheet(b'<c x="<" r="XFD9999"><v>1</v></c>'))), "file-damaged"),
    "many cells": (written(many_cells), "sheet-too-large"),
    "merged": (
        written(xlsx(sheet=sheet(FIRST).replace(b"</worksheet>", _MERGED))),
        "sheet-too-large",
    ),
    "listed often": (written(listed_often), "part-ambiguous"),
    "listed often in a sheet": (
        written(lambda: listed_often(b"</sheets><sheetData></sheetData><sheets>")),
        "xml-unusual",
    ),
    "long text": (
        written(xlsx(sheet=sheet(_SHARED), strings=strings(b"<si><t>" + b"a" * 40_000 + b"</t></si>"))),
        "text-too-long",
    ),
    "shared text": (written(lambda: shared_texts(32_000, 5000)), "texts-too-large"),
    "shared text in xls": (written(xls([], _USES, _LONG_SHARED), ".xls"), "texts-too-large"),
    "far cell in xlsb": (written(xlsb([(0, 0), (1_048_575, 16_383)]), ".xlsb"), "sheet-too-large"),
    "far column in xlsb": (written(xlsb([(0, 0), (0, 0xFFFFFFFE)]), ".xlsb"), "file-damaged"),
    "short record in xlsb": (written(xlsb([(0, 0)], b"\0\0"), ".xlsb"), "file-damaged"),
    "sheet listed in another record": (written(xlsb([(9, 9)] * 20, entries=500_000), ".xlsb"), "file-damaged"),
    "far cell in xls": (written(xls([(0, 0), (65_535, 255)]), ".xls"), "sheet-too-large"),
    "ods columns": (written(ods(ods_row(cell=_COLUMNS % 16_384)), ".ods"), "sheet-too-large"),
    "ods rows": (written(ods(ods_row(row=_ROWS % 1_048_576)), ".ods"), "sheet-too-large"),
    "ods blanks first": (written(ods(_BLANK % (_ROWS % 1_048_575) + ods_row()), ".ods"), "sheet-too-large"),
    "ods rectangle": (written(ods(ods_row(_ROWS % 20_000, _COLUMNS % 500)), ".ods"), "sheet-too-large"),
    "ods spaces": (
        written(ods(ods_row(inside=b'<text:p><text:s text:c="1000000000"/></text:p>')), ".ods"),
        "text-too-long",
    ),
    "ods without an end": (written(unended, ".ods"), "file-damaged"),
}

_STYLED = FIRST + b'<row r="1048576" s="1" customFormat="1"><c r="XFD1048576" s="1"/></row>'
_OLD_MANIFEST = b'<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'


def _streamed() -> bytes:
    part = deflated(sheet(FIRST))
    return zipped(book(sheet=Part(packed=part.packed, crc=part.crc, size=part.size, flags=8, said_local=0)))


HARMLESS: dict[str, Builder] = {
    "plain xlsx": written(xlsx()),
    "plain xls": written(xls([(0, 0), (129, 9)]), ".xls"),
    "plain xlsb": written(xlsb([(0, 0), (129, 9)]), ".xlsb"),
    "announced extent": written(xls([(0, 0)], _DIMENSIONS), ".xls"),
    "another workbook that nothing leads to": written(xlsx(**{"xl/workbook.bin": b"", "xl/media/a.png": sheet(FAR)})),
    "ods with a comment": written(ods(b"<!-- </table:table-row> -->" + ods_row()), ".ods"),
    "plain ods": written(ods(ods_row()), ".ods"),
    "styled blank in the last corner": written(xlsx(sheet=sheet(_STYLED))),
    "dimension of WPS": written(xlsx(sheet=sheet(FIRST).replace(b"<sheetData>", b'<dimension ref="A1"/><sheetData>'))),
    "cells without references": written(xlsx(sheet=sheet(b"<row><c><v>1</v></c><c><v>2</v></c></row>" * 130))),
    "prefixed tags": written(xlsx(sheet=sheet(_PREFIXED % (1, b"B1")))),
    "text that looks like a tag": written(
        xlsx(sheet=sheet(b'<row r="1"><c r="A1" t="inlineStr"><is><t>a:c b:row/ "&lt;c r=</t></is></c></row>'))
    ),
    "sizes after the part": written(_streamed),
    "bytes after the zip": written(lambda: zipped(book(), tail=b"\r\n")),
    "query in UTF-16": written(xlsx(**{"customXml/item1.xml": "<DataMashup>AAAA</DataMashup>".encode("utf-16")})),
    "drawing with a DTD": written(xlsx(**{"xl/media/image1.svg": b'<!DOCTYPE svg PUBLIC "a" "b"><svg/>'})),
    "many uses of short texts": written(lambda: shared_texts(100, 60_000)),
    "ods filled up with blanks": written(ods(ods_row() + _BLANK % (_ROWS % 1_048_575)), ".ods"),
}


# --- small files that ask for much work ----------------------------------------------------------


def styled(styles: bytes, rows: bytes = b'<row r="1"><c r="A1" s="1"><v>1</v></c></row>') -> Builder:
    """A workbook with this part of styles, which a cell asks for."""
    link = b'<Relationship Id="rId3" Type="%s/styles" Target="styles.xml"/></Relationships>' % OFFICE
    links = LINKS.replace(b"</Relationships>", link)
    body = b'<styleSheet xmlns="%s">%s</styleSheet>' % (MAIN, styles)
    return written(xlsx(sheet=sheet(rows), **{"xl/styles.xml": body, "xl/_rels/workbook.xml.rels": links}))


def rows_of(cell: bytes, count: int, columns: int = 50) -> bytes:
    """So many cells in rows; `%s` in the cell is its place."""
    letters = [b"%c%c" % (65 + at // 26, 65 + at % 26) for at in range(columns)]
    return b"".join(
        b'<row r="%d">%s</row>' % (row, b"".join(cell.replace(b"%s", b"%s%d" % (letter, row)) for letter in letters))
        for row in range(1, count // columns + 1)
    )


_XF = b'<xf numFmtId="%d" fontId="%d"/>'
_NESTED = b"<r>" * 20_000 + b"</r>" * 20_000
_SPACES = b" ".join(b'xmlns:n%d="u%d"' % (number, number) for number in range(20_000))
_ATTRIBUTES = b" ".join(b'a%d="1"' % number for number in range(20_000))
_MERGES = b"".join(b'<mergeCell ref="A%d:C%d"/>' % (row, row) for row in range(1, 100_001))
_SAME_MERGES = b'<mergeCell ref="A1:CV100"/>' * 20_000
_RELATIONS = b"".join(b'<Relationship Id="x%d" Type="t" Target="x%d"/>' % (at, at) for at in range(50_000))
_OVERRIDES = b"".join(b'<Override PartName="/x%d" ContentType="t"/>' % at for at in range(50_000))
_NAMES = b"".join(b'<definedName name="n%d">Q!$A$%d</definedName>' % (at, at + 1) for at in range(100_000))
_SHEET_LIST = BOOK % (SHEET_ENTRY + b"".join(b'<sheet name="%d" r:id="x"/>' % at for at in range(50_000)))

DEAR: dict[str, Builder] = {
    "100,000 formats": styled(
        b"<numFmts>%s</numFmts><cellXfs>%s</cellXfs>"
        % (
            b"".join(b'<numFmt numFmtId="%d" formatCode="0.0&quot;%d&quot;"/>' % (at, at) for at in range(100_000)),
            b"".join(_XF % (at, 0) for at in range(100_000)),
        ),
        rows_of(b'<c r="%s" s="99999"><v>1</v></c>', 5000),
    ),
    "long format": styled(
        b'<numFmts><numFmt numFmtId="200" formatCode="%s"/></numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs>'
        % (b"[&quot;;" * 100_000)
    ),
    "20,000 attributes of a style": styled(b"<cellXfs><xf/><xf %s/></cellXfs>" % _ATTRIBUTES),
    "20,000 attributes of a cell": written(xlsx(sheet=sheet(b'<row r="1"><c r="A1" %s/></row>' % _ATTRIBUTES))),
    "100,000 fonts": styled(
        b"<fonts>%s</fonts><cellXfs>%s</cellXfs>"
        % (b"<font><strike/></font>" * 100_000, b"".join(_XF % (0, at) for at in range(100_000)))
    ),
    "100,000 formulas": written(xlsx(sheet=sheet(rows_of(b'<c r="%s"><f>A1</f><v>1</v></c>', 100_000)))),
    "formulas without an end": written(xlsx(sheet=sheet(b'<row r="1"><c r="A1">' + b"<f" * 100_000))),
    "cells without an end": written(xlsx(sheet=sheet(b'<row r="1">' + b'<c r="A1">' * 200_000))),
    "rows without an end": written(xlsx(sheet=sheet(b'<row r="1">' * 200_000))),
    "tags of nothing": written(xlsx(sheet=sheet(b"<" * 1_000_000))),
    "blank rows": written(xlsx(sheet=sheet(b'<row r="1"/>' * 300_000))),
    "white space": written(xlsx(sheet=sheet(b'<row r="1">' + b" " * 5_000_000 + b"</row>"))),
    "white space before many cells": written(
        xlsx(sheet=sheet(b'<row r="1">' + (b" " * 2000 + b'<c r="A1"/>') * 3000 + b"</row>"))
    ),
    "many texts": written(
        xlsx(
            sheet=sheet(_SHARED),
            strings=strings(b"".join(b"<si><t>%d</t></si>" % at for at in range(500_000))),
        )
    ),
    "pieces of one text": written(
        xlsx(sheet=sheet(_SHARED), strings=strings(b"<si>" + b"<r><t>a</t></r>" * 200_000 + b"</si>"))
    ),
    "texts without an end": written(xlsx(sheet=sheet(_SHARED), strings=strings(b"<si><r><t>" * 200_000))),
    "texts with escapes": written(
        xlsx(sheet=sheet(_SHARED), strings=strings(b"<si><t>" + b"_x" * 500_000 + b"</t></si>"))
    ),
    "deep nesting": written(xlsx(sheet=sheet(b'<row r="1"><c r="A1" t="inlineStr"><is>%s</is></c></row>' % _NESTED))),
    "deep nesting of texts": written(xlsx(sheet=sheet(_SHARED), strings=strings(b"<si>%s</si>" % _NESTED))),
    "many namespaces": written(xlsx(sheet=sheet(b'<row r="1"><c r="A1" %s/></row>' % _SPACES))),
    "many names": written(
        xlsx(
            workbook=(BOOK % SHEET_ENTRY).replace(
                b"</workbook>", b"<definedNames>%s</definedNames></workbook>" % _NAMES
            )
        )
    ),
    "many merges": written(
        xlsx(sheet=sheet(FIRST).replace(b"</worksheet>", b"<mergeCells>%s</mergeCells></worksheet>" % _MERGES))
    ),
    "one merge many times": written(
        xlsx(sheet=sheet(FIRST).replace(b"</worksheet>", b"<mergeCells>%s</mergeCells></worksheet>" % _SAME_MERGES))
    ),
    "many relations": written(
        xlsx(**{"xl/_rels/workbook.xml.rels": LINKS.replace(b"</Relationships>", _RELATIONS + b"</Relationships>")})
    ),
    "many content types": written(
        xlsx(**{"[Content_Types].xml": TYPES.replace(b"</Types>", _OVERRIDES + b"</Types>")})
    ),
    "many sheets in the list": written(xlsx(workbook=_SHEET_LIST)),
    "wide blanks": written(
        xlsx(sheet=sheet(b"".join(b'<row r="%d"><c r="SF%d"><v>1</v></c></row>' % (at, at) for at in range(1, 3999))))
    ),
    "columns in many groups": written(
        xlsx(
            sheet=sheet(FIRST, b"").replace(
                b"<sheetData>", b"<cols>%s</cols><sheetData>" % (b'<col min="1" max="16384" hidden="1"/>' * 50_000)
            )
        )
    ),
    "long number": written(xlsx(sheet=sheet(b'<row r="1"><c r="A1"><v>' + b"9" * 3_000_000 + b"</v></c></row>"))),
    "long reference": written(xlsx(sheet=sheet(b'<row r="1"><c r="' + b"A" * 3_000_000 + b'1"><v>1</v></c></row>'))),
    "many cells of one place": written(
        xlsx(sheet=sheet(b'<row r="1">' + b'<c r="A1"><v>1</v></c>' * 300_000 + b"</row>"))
    ),
}
