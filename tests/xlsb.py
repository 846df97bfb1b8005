"""Writes a workbook as .xlsb: no library does, and stations send them.

Records and their fields as in [MS-XLSB]; `test_libreoffice.py` has LibreOffice read what this writes.
"""

import struct
import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl

_TYPES = {
    "workbook.bin": "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
    "worksheets": "application/vnd.ms-excel.worksheet",
    "styles.bin": "application/vnd.ms-excel.styles",
}
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}


def xlsb(content: bytes, *, short: bool = False) -> bytes:
    """An .xlsx workbook (values of formulas, not formulas) as an .xlsb; `short`: cells beside others say no column."""
    workbook = openpyxl.load_workbook(BytesIO(content), data_only=True)
    formats: dict[str, int] = {"General": 0}
    sheets = [(sheet.title, sheet.sheet_state, _sheet(sheet, formats, short)) for sheet in workbook]
    parts = {"xl/styles.bin": _styles(formats), "xl/workbook.bin": _workbook(sheets)}
    parts |= {f"xl/worksheets/sheet{number}.bin": body for number, (_, _, body) in enumerate(sheets, 1)}
    links = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.bin") for number in range(1, len(sheets) + 1)]
    parts["xl/_rels/workbook.bin.rels"] = _relations([*links, ("rIdS", "styles", "styles.bin")])
    parts["_rels/.rels"] = _relations([("rId1", "officeDocument", "xl/workbook.bin")])
    parts["[Content_Types].xml"] = _types(parts)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return target.getvalue()


def record(kind: int, *pieces: bytes) -> bytes:
    """One record: its number and its size in groups of seven bits, then its fields."""
    body = b"".join(pieces)
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, rest = b"", len(body)
    while True:
        size += bytes([rest & 0x7F | (0x80 if rest > 0x7F else 0)])
        rest >>= 7
        if not rest:
            return head + size + body


def text(words: str) -> bytes:
    """A text with its length in UTF-16 units before it."""
    body = words.encode("utf-16-le")
    return struct.pack("<I", len(body) // 2) + body


def _sheet(sheet: Any, formats: dict[str, int], short: bool) -> bytes:
    last = struct.pack("<IIII", 0, max(sheet.max_row - 1, 0), 0, max(sheet.max_column - 1, 0))
    body = record(129) + record(148, last) + record(145)
    for row in sheet.iter_rows():
        filled = [cell for cell in row if cell.value is not None]
        beside = [short and cell.column > 1 and row[cell.column - 2].value is not None for cell in filled]
        cells = b"".join(_cell(cell, formats, is_short) for cell, is_short in zip(filled, beside, strict=True))
        if cells:
            body += record(0, struct.pack("<IIH", row[0].row - 1, 0, 300), bytes(3), struct.pack("<I", 0)) + cells
    return body + record(146) + record(130)


def _cell(cell: Any, formats: dict[str, int], short: bool) -> bytes:
    style = formats.setdefault(cell.number_format, len(formats))
    head = struct.pack("<I", style) if short else struct.pack("<II", cell.column - 1, style)
    more = 11 if short else 0  # a short record's number, from its long one's
    given = cell.value
    if isinstance(given, bool):
        return record(4 + more, head, bytes([given]))
    if isinstance(given, date):
        moment = given if isinstance(given, datetime) else datetime(given.year, given.month, given.day)  # noqa: DTZ001
        given = openpyxl.utils.datetime.to_excel(moment)
    if isinstance(given, int | float):
        return record(5 + more, head, struct.pack("<d", given))
    if cell.data_type == "e":
        return record(3 + more, head, bytes([_ERRORS[given]]))
    return record(6 + more, head, text(given))


def _workbook(sheets: list[tuple[str, str, bytes]]) -> bytes:
    body = record(131) + record(153, bytes(8), text("")) + record(143)
    for number, (name, state, _) in enumerate(sheets, 1):
        hidden = {"visible": 0, "hidden": 1, "veryHidden": 2}[state]
        body += record(156, struct.pack("<II", hidden, number), text(f"rId{number}"), text(name))
    return body + record(144) + record(132)


def _styles(formats: dict[str, int]) -> bytes:
    """Number formats of their own from 164 on, one cell style for each, and the one font, fill and border needed."""
    codes = list(formats)
    body = record(278) + record(615, struct.pack("<I", len(codes)))
    body += b"".join(record(44, struct.pack("<H", 164 + at), text(code)) for at, code in enumerate(codes))
    font = struct.pack("<HHHHBBBB", 220, 0, 400, 0, 0, 2, 0, 0) + bytes([1, 0, 0, 0, 0, 0, 0, 255, 2]) + text("Calibri")
    fill = struct.pack("<I", 0) + bytes(64)
    body += record(616) + record(611, struct.pack("<I", 1)) + record(43, font) + record(612)
    body += record(603, struct.pack("<I", 1)) + record(45, fill) + record(604)
    body += record(613, struct.pack("<I", 1)) + record(46, bytes(51)) + record(614)
    style = struct.pack("<HHHHH", 0, 0, 0, 0, 0) + bytes(6)
    body += record(626, struct.pack("<I", 1)) + record(47, struct.pack("<H", 0xFFFF), style[2:]) + record(627)
    body += record(617, struct.pack("<I", len(codes)))
    for at in range(len(codes)):
        body += record(47, struct.pack("<HHHHH", 0, 164 + at, 0, 0, 0), bytes(6))
    return body + record(618) + record(279)


def _relations(links: list[tuple[str, str, str]]) -> bytes:
    items = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{part}"/>' for name, kind, part in links
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'.encode()


def _types(parts: dict[str, bytes]) -> bytes:
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    binary = "".join(
        f'<Override PartName="/{name}" ContentType="{next(kind for key, kind in _TYPES.items() if key in name)}"/>'
        for name in parts
        if name.endswith(".bin")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{_PACKAGE}/content-types">{rels}{binary}</Types>'.encode()
    )
