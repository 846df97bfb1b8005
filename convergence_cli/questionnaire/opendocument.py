"""How far the tables of an .ods reach: cells and rows are written once, with a number of repetitions.

LibreOffice fills each sheet up to the last row and column with one repeated blank, which is harmless as long as
nothing follows it; so blanks count only once something does. Only the names that calamine knows, prefix
included, are a cell or a row here.
"""

import re
from dataclasses import dataclass
from xml.parsers.expat import ExpatError, ParserCreate

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.extent import ATTRIBUTES, Tally, check_text_runs, tags_are_plain, too_large

_MARK = re.compile(rb"<(/?)table:(table-row|table)(?=[\s/>])" + ATTRIBUTES)
_CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])" + ATTRIBUTES)
_ROWS = re.compile(rb"\stable:number-rows-repeated\s*=\s*[\"']([0-9]{1,12})[\"']")
_COLUMNS = re.compile(rb"\stable:number-columns-repeated\s*=\s*[\"']([0-9]{1,12})[\"']")
_SPACES = re.compile(rb"\btext:c\s*=\s*[\"']([0-9]{1,12})[\"']")
_ANY_SPACES = re.compile(rb"\btext:c\s*=")


def check_tables(name: str, body: bytes, tally: Tally) -> None:
    """Count every table of content.xml against the bounds."""
    tags = _cell_tags(body)
    # A cell costs about five times the work that it costs in an .xlsx.
    limit = tally.bounds.max_cells // 5
    if tags > limit:
        raise too_large(name, f"{tags:,}", f"{limit:,}", "max-cells")
    check_text_runs(name, body, tally.bounds)
    if not tags_are_plain(body):
        raise RefusalError("xml-unusual", part=name)
    _check_ends(body)
    table = _Table(name, tally)
    row = None
    for mark in _MARK.finditer(body):
        closing, kind, attributes, empty, closed = mark.groups()
        if not closed or (row and (kind == b"table" or not closing)):
            raise RefusalError("xml-unusual", part=name)
        if kind == b"table":
            table.finish()
        elif row:
            table.row(_repeats(name, _ROWS, row[3]), body[row.end() : mark.start()])
            row = None
        elif empty:
            table.row(_repeats(name, _ROWS, attributes), b"")
        elif not closing:
            row = mark
    if row:
        raise RefusalError("xml-unusual", part=name)
    table.finish()


def _check_ends(body: bytes) -> None:
    """Refuse XML whose tags are not all closed: calamine waits for the end of a table without end."""
    try:
        ParserCreate().Parse(body, True)
    except ExpatError:
        raise RefusalError("file-inconsistent") from None


@dataclass(slots=True)
class _Table:
    """The table being read: how far it reaches, and the blank rows that count only if something follows."""

    name: str
    tally: Tally
    rows: int = 0
    columns: int = 0
    blank_rows: int = 0

    def finish(self) -> None:
        """A table begins or ends: count what was read."""
        self.tally.rectangle(self.name, self.rows, self.columns)
        self.rows = self.columns = self.blank_rows = 0

    def row(self, repeats: int, inside: bytes) -> None:
        """Take in a row."""
        if b"-repeated" in inside or b"text:c" in inside:
            columns, size = self._cells(inside)
        else:
            filled = b"office:" in inside or b"formula" in inside or b"</table:" in inside
            columns, size = _cell_tags(inside) if filled else 0, len(inside)
        if not columns:
            self.blank_rows += repeats
            return
        self.rows += self.blank_rows + repeats
        self.columns = max(self.columns, columns)
        self.blank_rows = 0
        # Extent before text, so that the message speaks of what can be seen in the sheet.
        if not self.tally.fits(self.rows, self.columns):
            self.tally.rectangle(self.name, self.rows, self.columns)
        self.tally.text(self.name, size * repeats)

    def _cells(self, inside: bytes) -> tuple[int, int]:
        """The last column with something in it, and the bytes of text, repetitions included."""
        column = blank = size = begin = repeats = widest = 0
        for cell in _CELL.finditer(inside):
            attributes, empty, closed = cell.groups()
            if not closed:
                raise RefusalError("xml-unusual", part=self.name)
            size += (cell.start() - begin) * repeats
            begin, repeats = cell.start(), 1
            if b"-repeated" in attributes:
                repeats = _repeats(self.name, _COLUMNS, attributes)
            if empty and b"office:" not in attributes and b"formula" not in attributes:
                blank, repeats = blank + repeats, 0
            else:
                column, blank, widest = column + blank + repeats, 0, max(widest, repeats)
        return column, size + (len(inside) - begin) * repeats + self._spaces(inside) * widest

    def _spaces(self, inside: bytes) -> int:
        """Blanks within texts that are written as a number."""
        if b"text:c" not in inside:
            return 0
        counts = _SPACES.findall(inside)
        if len(counts) != len(_ANY_SPACES.findall(inside)):
            raise RefusalError("xml-unusual", part=self.name)
        return sum(map(int, counts))


def _cell_tags(body: bytes) -> int:
    return body.count(b"<table:table-cell") + body.count(b"<table:covered-table-cell")


def _repeats(name: str, attribute: re.Pattern[bytes], attributes: bytes) -> int:
    if b"-repeated" not in attributes:
        return 1
    found = attribute.findall(attributes)
    if len(found) != 1 or attributes.count(b"-repeated") != 1:
        raise RefusalError("xml-unusual", part=name)
    return max(int(found[0]), 1)
