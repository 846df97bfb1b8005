"""Parts of an .xlsb workbook, written by hand."""

import struct

from xlsb import record, text

from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.workbook.package import Package
from convergence_cli.questionnaire.workbook.xlsb import Xlsb, open_xlsb

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ROW_BITS = struct.pack("<IHB", 0, 300, 0)


def row(number: int, *, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<I", number), ROW_BITS, bytes([0x10 if hidden else 0, 0]), struct.pack("<I", 0))


def cell(kind: int, column: int, *fields: bytes, style: int = 0) -> bytes:
    """A cell with a column of its own."""
    return record(kind, struct.pack("<II", column, style), *fields)


def rich(words: str, *runs: tuple[int, int]) -> bytes:
    """A text in pieces of their own fonts."""
    return (
        bytes([1 if runs else 0])
        + text(words)
        + (struct.pack("<I", len(runs)) + b"".join(struct.pack("<HH", *run) for run in runs) if runs else b"")
    )


def page(*records: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    return (
        record(129)
        + record(148, bytes(16))
        + before
        + record(145)
        + b"".join(records)
        + record(146)
        + after
        + record(130)
    )


def strings(*items: bytes) -> bytes:
    return (
        record(159, struct.pack("<II", len(items), len(items)))
        + b"".join(record(19, item) for item in items)
        + record(160)
    )


def relations(*links: tuple[str, str, str]) -> bytes:
    inside = "".join(
        f'<Relationship Id="{given}" Type="{OFFICE}/{kind}" Target="{part}"/>' for given, kind, part in links
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'.encode()


def parts(
    sheets: dict[str, bytes],
    *,
    facts: bytes = b"",
    after: bytes = b"",
    hidden: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    **more: bytes,
) -> dict[str, bytes]:
    """The parts of a workbook; none has the name that most programs give it."""
    book = record(131) + facts + record(143)
    links = []
    for at, name in enumerate(sheets):
        book += record(156, struct.pack("<II", int(name in hidden), at + 1), text(f"r{at}"), text(name))
        links.append((f"r{at}", kinds[at] if at < len(kinds) else "worksheet", f"tabs/{at}.bin"))
    links += [("rS", "styles", "looks.bin")] * ("styles" in more) + [("rT", "sharedStrings", "words.bin")] * (
        "strings" in more
    )
    made = {
        "_rels/.rels": relations(("rId1", "officeDocument", "book/main.bin")),
        "book/main.bin": book + record(144) + after + record(132),
        "book/_rels/main.bin.rels": relations(*links),
    }
    made |= {f"book/tabs/{at}.bin": body for at, body in enumerate(sheets.values())}
    names = {"styles": "book/looks.bin", "strings": "book/words.bin"}
    return made | {names[kind]: body for kind, body in more.items()}


def opened(given: dict[str, bytes], bounds: Bounds | None = None) -> Xlsb:
    return open_xlsb(Package(given, given.__getitem__), bounds or Bounds())
