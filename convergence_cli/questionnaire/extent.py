"""How far the cells of a sheet reach and how much text they ask for, found without parsing it.

A parser lays a sheet out as a full rectangle and copies a shared text into each cell that uses it; both can be
terabytes from a few kilobytes. What counts here is what the most lenient reader would take for a cell, not what
the standard calls one: calamine accepts any prefix, quotation marks within a name, cells without a reference.
So a sheet is read in two ways. Written as spreadsheet programs write it, counting and one expression are enough.
Otherwise each tag is walked through as the reader would, and a spelling that could be read in two ways is refused.
"""

import re
from dataclasses import dataclass
from functools import cache

from convergence_cli.files import megabytes
from convergence_cli.questionnaire.bounds import Bounds, RefusalError
from convergence_cli.questionnaire.references import column_letters, column_number

# A cell's whole tag as every spreadsheet program writes it: the closer look relies on each word of this.
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3}+[0-9]{1,7}+)"(?: s="[0-9]++")?+(?: t="[a-zA-Z]++")?+ ?+/?+>')
_OTHER_CELL = re.compile(rb'<c(?! r="[A-Z])(?=[\s/>])')
_BLANK_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,9}")?\s*/>')
_LETTERS, _DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0123456789"
# Bounded, because the matcher takes 400 bytes for each repetition; 40 is far beyond any cell, 200 any other tag.
ATTRIBUTES = rb"((?:\s+[^\s=<>\"'/]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')){0,40})\s*(/?)(>?)"
_MARK = re.compile(rb"<(?!/)(?:[^\s<>]*:)?(c|row)(?=[\s/>])" + ATTRIBUTES + rb"|</(?:[^\s<>]*:)?row\s*>")
_QUOTED_NAME = re.compile(rb"<(?![!?])[^\s<>\"']*[\"']")
_R = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)")
_REFERENCE = re.compile(rb"([A-Za-z]+)([0-9]+)")
_MERGED = re.compile(rb"[<:]mergeCell\s+ref=[\"']([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?[\"']")
_WELL_FORMED = re.compile(rb"<[^<>\"']*(?:\"[^\"<]*\"[^<>\"']*|'[^'<]*'[^<>\"']*){0,200}>")
_ENCODING = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# The manifest of an OpenOffice before 3.2 names its DTD; it is never fetched, and defines nothing.
_OLD_MANIFEST = b'<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
_WINDOW = 1 << 20
_FEW = 1_000
# Walking costs microseconds a tag: only sheets that no spreadsheet program wrote are walked, and those are small.
_MAX_WALKED = 400_000
_MAX_TAGS = 2_000_000


@dataclass(slots=True)
class Tally:
    """What has been seen in a workbook so far, against its bounds."""

    bounds: Bounds
    area: int = 0
    texts: int = 0
    walked: int = 0

    def rectangle(self, part: str, rows: int, columns: int) -> None:
        """Count a sheet whose furthest cell is in this row and column (from 1)."""
        limits = self.bounds
        # As references, because that is how people find the place: A20001 is a row too far, SG1 a column.
        if rows > limits.max_rows:
            raise too_large(part, f"A{rows}", f"A{limits.max_rows}", "max-rows")
        if columns > limits.max_columns:
            raise too_large(
                part, f"{column_letters(columns)}1", f"{column_letters(limits.max_columns)}1", "max-columns"
            )
        self.cells(part, rows * columns)

    def fits(self, rows: int, columns: int) -> bool:
        """Whether `rectangle` would accept it."""
        limits = self.bounds
        within = rows <= limits.max_rows and columns <= limits.max_columns
        return within and self.area + rows * columns <= limits.max_cells

    def cells(self, part: str, count: int) -> None:
        """Count so many cells more."""
        self.area += count
        if self.area > self.bounds.max_cells:
            raise too_large(part, f"{self.area:,}", f"{self.bounds.max_cells:,}", "max-cells")

    def text(self, part: str, size: int) -> None:
        """Count so many bytes of text more."""
        self.texts += size
        if self.texts > self.bounds.max_texts:
            bound = megabytes(self.bounds.max_texts)
            raise RefusalError(
                "texts-too-large", part=part, found=megabytes(self.texts), bound=bound, option="max-texts"
            )

    def sheets(self, count: int, largest: int) -> None:
        """Check so many sheets against the largest: a workbook may list one part many times over."""
        if count * largest > 4 * self.bounds.max_cells:
            raise too_large("xl/workbook", f"{count:,} × {largest:,}", f"{self.bounds.max_cells:,}", "max-cells")


def check_xml(name: str, body: bytes) -> bytes:
    """Refuse definitions and encodings that parsers read differently; gives the part back, in UTF-8."""
    head = body[:4]
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head:
        # Excel keeps a query's definition here, in UTF-16, and no reader of cells opens it.
        if not name.startswith("customXml/"):
            raise RefusalError("xml-encoding", part=name, found="UTF-16")
        body = body.decode("utf-16", "replace").encode()
    declared = _ENCODING.match(body.removeprefix(b"\xef\xbb\xbf")[:200])
    if declared and head[:2] == body[:2] and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        raise RefusalError("xml-encoding", part=name, found=ascii(declared[1])[2:-1])
    if b"!" in body and b"<!" in body:
        body = body.replace(_OLD_MANIFEST, b"", 1) if name == "META-INF/manifest.xml" else body
        if _DOCTYPE.search(body):
            raise RefusalError("xml-entity", part=name)
    return body


def check_text_runs(name: str, body: bytes, bounds: Bounds) -> None:
    """Refuse a text longer than `max_text` characters; steps through the part in strides of that length."""
    at, stride = 0, max(bounds.max_text, 1)
    while at + stride < len(body):
        tag = body.rfind(b"<", at, at + stride)
        if tag >= 0:
            at = tag + 1
            continue
        end = body.find(b"<", at)
        run = len(body[at : end if end >= 0 else len(body)].decode("utf-8", "replace"))
        if run > bounds.max_text:
            bound = f"{bounds.max_text:,}"
            raise RefusalError("text-too-long", part=name, found=f"{run:,}", bound=bound, option="max-text")
        at += stride


def tags_are_plain(body: bytes) -> bool:
    """Whether no tag can hide from an expression: in a comment, CDATA, an instruction or an attribute's value."""
    tags = body.count(b"<")
    if b"<!" in body or body.rfind(b"<?") > 3 or tags > _MAX_TAGS:
        return False
    return _WELL_FORMED.subn(b"", body)[1] == tags


def count_tags(body: bytes, name: bytes, start: int = 0) -> int:
    """How many tags could be called `name`, with any prefix. Never too few: a name ends at a blank, / or >."""
    # Counting all and taking away the few longer names is far faster than counting each way to end.
    alike = body.count(b"<" + name, start)
    longer = len(_longer(b"<" + name).findall(body, start)) if alike else 0
    return alike - longer + _after(body, b":", name, start)


def _after(body: bytes, rare: bytes, name: bytes, start: int = 0) -> int:
    """How often `name` follows a byte that hardly occurs: looking for one byte is ten times as fast as for two."""
    if body.count(rare, start) > _FEW:
        return body.count(rare + name, start)
    found, at = 0, body.find(rare, start)
    while at >= 0:
        found += body.startswith(name, at + 1)
        at = body.find(rare, at + 1)
    return found


@cache
def _longer(start: bytes) -> re.Pattern[bytes]:
    return re.compile(re.escape(start) + rb"(?![\s/>])")


def measure_cells(name: str, body: bytes, tally: Tally) -> tuple[int, bool]:
    """Count a sheet's extent; the number of its cell tags, and whether all of them are written the plain way."""
    tags = _tags(body)
    if tags > tally.bounds.max_cells:
        raise too_large(name, f"{tags:,}", f"{tally.bounds.max_cells:,}", "max-cells")
    extent = _plain_extent(body, tags)
    plain = extent is not None
    if extent and not tally.fits(*extent):
        # Blank styled cells reach to the last column in files of LibreOffice and WPS: look without them.
        rest = _BLANK_CELL.sub(b"", body)
        extent = _plain_extent(rest, count_tags(rest, b"c"))
    if not extent:
        tally.walked += tags + count_tags(body, b"row")
        if tally.walked > _MAX_WALKED or body.count(b"<") > _MAX_TAGS:
            raise RefusalError("xml-unusual", part=name)
        extent = _walk(name, body)
    tally.rectangle(name, *extent)
    return tags, plain


def _tags(body: bytes) -> int:
    """How many tags could be cells, the plain ones among them; never too few."""
    return body.count(b'<c r="') + len(_OTHER_CELL.findall(body)) + _after(body, b":", b"c")


def _plain_extent(body: bytes, tags: int) -> tuple[int, int] | None:
    """The furthest row and column of a sheet whose cells all begin with their reference; None for any other."""
    at = seen = rows = columns = 0
    while at < len(body):
        # A window ends before a tag, so that none is cut in two.
        end = len(body) if at + _WINDOW >= len(body) else max(body.rfind(b"<", at + 1, at + _WINDOW), at + 1)
        references = _PLAIN_CELL.findall(body, at, end)
        if references:
            seen += len(references)
            joined = b" ".join(references)
            rows = max(rows, *map(int, set(joined.translate(None, _LETTERS).split())))
            columns = max(columns, *map(column_number, set(joined.translate(None, _DIGITS).split())))
        elif end == at + 1:
            return None
        at = end
    return (rows, columns) if seen == tags else None


def _walk(name: str, body: bytes) -> tuple[int, int]:
    """The furthest row and column with a cell that is not empty, tag by tag as a reader counts them."""
    if _QUOTED_NAME.search(body):
        raise RefusalError("xml-unusual", part=name)
    row = column = rows = columns = 0
    for mark in _MARK.finditer(body):
        kind, attributes, empty, closed = mark.groups()
        if kind is None:
            row, column = row + 1, 0
            continue
        if not closed:
            raise RefusalError("xml-unusual", part=name)
        given = _given(name, attributes)
        if kind == b"row":
            row = _number(name, given) - 1 if given else row
            if empty:
                row, column = row + 1, 0
            continue
        at = row
        if given:
            at, column = _place(name, given)
        column += 1
        # An empty tag is a styled blank: LibreOffice and WPS write those out to the last column.
        if not empty:
            rows, columns = max(rows, at + 1), max(columns, column)
    return rows, columns


def _given(name: str, attributes: bytes) -> bytes:
    """The `r` of a tag, or nothing; two of them would be read differently."""
    given = _R.findall(attributes)
    if len(given) > 1:
        raise RefusalError("xml-unusual", part=name)
    return bytes(given[0]) if given else b""


def _place(name: str, reference: bytes) -> tuple[int, int]:
    """Row and column of a reference, from 0."""
    parts = _REFERENCE.fullmatch(reference)
    if not parts:
        raise RefusalError("xml-unusual", part=name)
    return _number(name, parts[2]) - 1, column_number(parts[1]) - 1


def _number(name: str, digits: bytes) -> int:
    if not digits.isdigit() or len(digits) > 12:
        raise RefusalError("xml-unusual", part=name)
    return int(digits)


def check_merged(name: str, body: bytes, bounds: Bounds) -> None:
    """Merged ranges count too: openpyxl makes an object for each cell in them when it copies a workbook."""
    at = body.find(b"mergeCell") - 1
    tags = count_tags(body, b"mergeCell", at) if at >= 0 else 0
    if not tags:
        return
    # The expression begins with a class, which is slow to look for: not beyond the last tag that it could be.
    end = body.find(b">", body.rfind(b"mergeCell")) + 1
    ranges = _MERGED.findall(body, at, end or len(body)) if tags <= _MAX_WALKED else []
    if len(ranges) != tags:
        raise RefusalError("xml-unusual", part=name)
    area = 0
    for left, top, right, bottom in ranges:
        if right:
            wide = abs(column_number(right) - column_number(left)) + 1
            area += wide * (abs(int(bottom) - int(top)) + 1)
    if area > bounds.max_cells:
        raise too_large(name, f"{area:,}", f"{bounds.max_cells:,}", "max-cells")


def too_large(part: str, found: str, bound: str, option: str) -> RefusalError:
    """The refusal of a sheet that reaches too far: a reference or a number of cells, and its bound."""
    return RefusalError("sheet-too-large", part=part, found=found, bound=bound, option=option)
