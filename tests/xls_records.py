"""Records of an .xls workbook, written by hand."""

import struct

from hostile import compound, record

from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.workbook.xls import Xls, open_xls

UNICODE, EARLIER = 0x600, 0x500
END = record(0x0A)
CALCULATED = record(0x1C1, bytes(8))
"""A workbook whose formulas some program calculated."""


def begin(kind: int, version: int = UNICODE) -> bytes:
    return record(0x809, struct.pack("<HHHHII", version, kind, 0, 0, 0, 0))


def words(text: str, form: str = "<H", runs: tuple[tuple[int, int], ...] = ()) -> bytes:
    """A text in Unicode, in pieces of their own fonts."""
    head = struct.pack(form, len(text)) + bytes([9 if runs else 1]) + (struct.pack("<H", len(runs)) if runs else b"")
    return head + text.encode("utf-16-le") + b"".join(struct.pack("<HH", *run) for run in runs)


def place(row: int, column: int, style: int = 0) -> bytes:
    return struct.pack("<3H", row, column, style)


def formula(row: int, column: int, result: bytes | float, options: int = 0) -> bytes:
    """A formula without a text of its own, with its result."""
    given = struct.pack("<d", result) if isinstance(result, float) else result.ljust(6, b"\0") + b"\xff\xff"
    return record(0x06, place(row, column) + given + struct.pack("<HIH", options, 0, 0))


def stream(*sheets: tuple[str, bytes], front: bytes = CALCULATED, version: int = UNICODE, kinds: str = "") -> bytes:
    """A workbook's records: what comes before the list of sheets, and the records of each; `kinds` are w, c or m."""
    kinds = kinds.ljust(len(sheets), "w")
    listed = {"w": 0, "m": 1, "c": 2}
    inside = {"w": 0x10, "m": 0x40, "c": 0x20}
    bodies = [begin(inside[kind], version) + body + END for (_, body), kind in zip(sheets, kinds, strict=True)]

    def entry(name: str, at: int, kind: str) -> bytes:
        raw = name.encode("gb18030")
        named = words(name, "<B") if version == UNICODE else struct.pack("<B", len(raw)) + raw
        return record(0x85, struct.pack("<IBB", at, 0, listed[kind]) + named)

    def whole(start: int) -> bytes:
        at, entries = start, b""
        for (name, _), kind, body in zip(sheets, kinds, bodies, strict=True):
            entries += entry(name, at, kind)
            at += len(body)
        return begin(5, version) + front + entries + END

    return whole(len(whole(0))) + b"".join(bodies)


def opened(data: bytes, bounds: Bounds | None = None) -> Xls:
    return open_xls(compound({"Workbook": data}), bounds or Bounds())
