"""The closer look at a sheet: which cells hold an error or an uncalculated formula, which show percentages.

For xlsx a quick scan of the sheet's XML answers for almost every file; only where the XML is not written the
plain way does openpyxl read the sheet again. An ods file says it in its own XML, an xlsb file in its records; an
xls file is read again by xlrd, the only reader that shows its error cells and formats.
"""

import io
import re
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache, partial
from typing import Any

from convergence_cli.questionnaire.guard import Guarded
from convergence_cli.questionnaire.plain import plain_sheets
from convergence_cli.questionnaire.references import column_number

STYLES = "xl/styles.xml"
_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

Place = tuple[int, int]
"""Row and column, both from 0."""


class Details:
    """What calamine does not tell of one sheet."""

    def __init__(self, doubtful: dict[Place, str], percent: Callable[[], frozenset[Place]]) -> None:
        self.doubtful = doubtful
        """Cell that calamine shows as blank and that is not -> the error it shows, or "" for a formula that was
        never calculated."""
        self._percent = percent

    @cached_property
    def percent(self) -> frozenset[Place]:
        """Cells shown as percentages; found when first asked for, since most sheets have no such question."""
        return self._percent()


class UnreadableDetailsError(Exception):
    """The closer look failed: what looks blank cannot be believed to be blank."""


class CloserLook:
    """A closer look at the sheets of one workbook; what all of them share is opened once."""

    def __init__(self, guarded: Guarded) -> None:
        self.guarded = guarded

    def at(self, sheet: str, position: int) -> Details:
        """Look at one sheet: its name, and its position from 0. Raises UnreadableDetailsError."""
        if self.guarded.kind == "xlsx":
            part = self._parts.get(sheet)
            return (_scan(self.guarded, part) if part is not None else None) or self._openpyxl(sheet)
        if self.guarded.kind == "ods":
            return _ods(self._content, sheet)
        if self.guarded.kind == "xlsb":
            details: Details = self._xlsb.details(sheet)
            return details
        return self._xlrd(position)

    @cached_property
    def _parts(self) -> dict[str, str]:
        return sheet_parts(self.guarded) or _part_names(self.guarded)

    @cached_property
    def _content(self) -> Any:
        from xml.etree import ElementTree as ET

        return ET.fromstring(self.guarded.part("content.xml"))  # noqa: S314 - the guard refuses entities

    @cached_property
    def _xlsb(self) -> Any:
        from convergence_cli.questionnaire.xlsb import XlsbDetails

        return XlsbDetails(self.guarded)

    @cached_property
    def _books(self) -> tuple[Any, Any]:
        """openpyxl's two views: the results of formulas, and the formulas."""
        from openpyxl import load_workbook

        shown, written = (
            load_workbook(io.BytesIO(self.guarded.data), data_only=data_only, read_only=True)
            for data_only in (True, False)
        )
        return shown, written

    @cached_property
    def _xls(self) -> Any:
        import xlrd

        options = {"formatting_info": True, "on_demand": True, "logfile": io.StringIO()}
        return xlrd.open_workbook(file_contents=self.guarded.data, **options)

    def _openpyxl(self, sheet: str) -> Details:
        try:
            return _by_openpyxl(*self._books, sheet)
        except Exception as error:
            # openpyxl raises six unrelated types on broken files; none of them may pass for a clean sheet.
            raise UnreadableDetailsError(str(error) or type(error).__name__) from error

    def _xlrd(self, position: int) -> Details:
        try:
            return _by_xlrd(self._xls, position)
        except Exception as error:
            # xlrd's own errors, and whatever a crafted file makes it stumble over.
            raise UnreadableDetailsError(str(error) or type(error).__name__) from error


# --- xlsx: the quick scan ------------------------------------------------------------------------

_CELL = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"([^>]*)>')
_VALUE = re.compile(rb"<v[^>]*>([^<]+)")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_LITERAL = re.compile(r'"[^"]*"|[\\_*].')
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*\"([^\"]*)\"|([\w:]+)\s*=\s*'([^']*)'")


def _scan(guarded: Guarded, part: str) -> Details | None:
    """Read the sheet's XML the plain way in which Excel, WPS, LibreOffice and openpyxl write it.

    None where it is written otherwise: then openpyxl, which is slow and knows every way, has the word.
    """
    if part in guarded.cells:
        cells = guarded.cells[part]
        return Details(cells.doubtful(), lambda: cells.in_styles(_percent_positions(guarded)))
    if part not in guarded.plain:
        return None
    xml = guarded.part(part)
    end = xml.rfind(b"</sheetData>")
    doubtful: dict[Place, str] = {}
    for start in _starts(xml, end):
        cell = _CELL.match(xml, start)
        if cell is None or cell[2].endswith(b"/"):
            return None
        doubt = _doubt(cell[2], xml[cell.end() : xml.find(b"</c>", start)])
        if doubt is not None:
            doubtful[_place(cell[1])] = doubt
    return Details(doubtful, partial(_percent_cells, guarded, xml))


def _starts(xml: bytes, end: int) -> list[int]:
    """Where the cells begin that hold an error or a formula."""
    starts: set[int] = set()
    for mark in (b' t="e"', b"<f"):
        at = xml.find(mark, 0, end)
        while at >= 0:
            starts.add(xml.rfind(b"<c ", 0, at))
            at = xml.find(mark, at + 1, end)
    return sorted(starts)


def _percent_positions(guarded: Guarded) -> frozenset[str]:
    return _percent_styles(guarded.part(STYLES)) if STYLES in guarded.names else frozenset()


def _percent_cells(guarded: Guarded, xml: bytes) -> frozenset[Place]:
    shown = [position.encode() for position in sorted(_percent_positions(guarded))]
    if not shown:
        return frozenset()
    styled = re.compile(rb'<c r="([A-Z]{1,3}+[0-9]++)" s="(?:%s)"' % b"|".join(shown))
    return frozenset(map(_place, styled.findall(xml)))


def _doubt(attributes: bytes, inside: bytes) -> str | None:
    """The error that a cell shows, "" for a formula without a value, None for a cell beyond doubt.

    A formula whose result is an empty text has t="str" and an empty value: that is a calculated blank.
    """
    shown = _VALUE.search(inside)
    if b't="e"' in attributes:
        return shown[1].decode("utf-8", "replace") if shown else "#?"
    if b"<f" in inside and not shown and b't="str"' not in attributes:
        return ""
    return None


def sheet_parts(guarded: Guarded) -> dict[str, str]:
    """Sheet -> its part, for an .xlsx whose list of sheets is written plainly and leads to parts that there are."""
    if not {_BOOK, _RELATIONS} <= guarded.entries.keys():
        return {}
    parts = plain_sheets(guarded.part(_BOOK), guarded.part(_RELATIONS))
    return parts if set(parts.values()) <= guarded.entries.keys() else {}


def _part_names(guarded: Guarded) -> dict[str, str]:
    """Sheet -> its part, by the relationships of an .xlsx; nothing where they are not written the plain way."""
    if not {_BOOK, _RELATIONS} <= guarded.entries.keys():
        return {}
    targets = relation_targets(guarded, _RELATIONS)
    names: dict[str, str] = {}
    for found in _SHEET.finditer(guarded.part(_BOOK).decode("utf-8", "replace")):
        facts = _attributes(found[1])
        part = targets.get(facts.get("r:id", ""), "")
        if part:
            names.setdefault(_unescaped(facts.get("name", "")), part)
    return names


def relation_targets(guarded: Guarded, relations: str) -> dict[str, str]:
    """Relation id -> the part that the workbook refers to by it, where there is such a part."""
    targets: dict[str, str] = {}
    for found in _RELATION.finditer(guarded.part(relations).decode("utf-8", "replace")):
        facts = _attributes(found[1])
        target = facts.get("Target", "")
        part = target[1:] if target.startswith("/") else f"xl/{target}"
        if part in guarded.names:
            targets[facts.get("Id", "")] = part
    return targets


def _attributes(text: str) -> dict[str, str]:
    return {found[1] or found[3]: found[2] or found[4] or "" for found in _ATTRIBUTE.finditer(text)}


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


@lru_cache(maxsize=2)
def _percent_styles(xml: bytes) -> frozenset[str]:
    """Positions in cellXfs, as the cells name them, whose number format shows a percentage.

    Kept from sheet to sheet of a workbook.
    """
    text = xml.decode("utf-8", "replace")
    formats = {"9", "10"}
    for found in re.finditer(r"<(?:\w+:)?numFmt\b([^>]*)>", text):
        facts = _attributes(found[1])
        if shows_percent(_unescaped(facts.get("formatCode", ""))):
            formats.add(facts.get("numFmtId", ""))
    table = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", text, re.DOTALL)
    styles = re.findall(r"<(?:\w+:)?xf\b([^>]*)>", table[0]) if table else []
    return frozenset(str(at) for at, style in enumerate(styles) if _attributes(style).get("numFmtId") in formats)


def shows_percent(code: str) -> bool:
    """Whether a format multiplies by a hundred; a quoted or escaped sign is only painted on."""
    return "%" in _LITERAL.sub("", code)


def _place(cell: bytes) -> Place:
    letters = cell.rstrip(b"0123456789")
    return int(cell[len(letters) :]) - 1, column_number(letters) - 1


# --- the readers with the final word -------------------------------------------------------------


def _by_openpyxl(shown: Any, written: Any, sheet: str) -> Details:
    doubtful: dict[Place, str] = {}
    percent = set()
    for cell, formula in zip(_cells(shown, sheet), _cells(written, sheet), strict=True):
        place = (formula.row - 1, formula.column - 1)
        if cell.data_type == "e":
            doubtful[place] = str(cell.value)
        elif formula.data_type == "f" and cell.value is None:
            doubtful[place] = ""
        if shows_percent(str(formula.number_format)):
            percent.add(place)
    return Details(doubtful, lambda: frozenset(percent))


def _cells(workbook: Any, sheet: str) -> Iterator[Any]:
    page = workbook[sheet]
    # WPS writes <dimension ref="A1"/>, which openpyxl would believe.
    page.reset_dimensions()
    for row in page.iter_rows():
        for cell in row:
            if hasattr(cell, "row"):
                yield cell


def _ods(root: Any, sheet: str) -> Details:
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    calc = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
    doubtful: dict[Place, str] = {}
    percent = set()
    page = next((item for item in root.iter(f"{table}table") if item.get(f"{table}name") == sheet), None)
    row = 0
    for line in page.iter(f"{table}table-row") if page is not None else ():
        down = int(line.get(f"{table}number-rows-repeated", "1"))
        column = 0
        for cell in line:
            if cell.tag not in (f"{table}table-cell", f"{table}covered-table-cell"):
                continue
            across = int(cell.get(f"{table}number-columns-repeated", "1"))
            shown = "".join(part for paragraph in cell.iter(f"{text}p") for part in paragraph.itertext())
            formula, kind = cell.get(f"{table}formula"), cell.get(f"{office}value-type")
            # Equal neighbours are stored once with a count; the guard bounds how many have content.
            places = [(row + y, column + x) for y in range(down) for x in range(across)] if kind or formula else []
            if cell.get(f"{calc}value-type") == "error" or (formula and shown.startswith(("#", "Err:"))):
                doubtful |= dict.fromkeys(places, shown)
            elif formula and kind is None and cell.find(f"{text}p") is None:
                # An empty text that was calculated has no type either, but an empty paragraph.
                doubtful |= dict.fromkeys(places, "")
            if kind == "percentage":
                percent.update(places)
            column += across
        row += down
    return Details(doubtful, lambda: frozenset(percent))


def _by_xlrd(book: Any, position: int) -> Details:
    from xlrd import XL_CELL_ERROR, error_text_from_code

    page = book.sheet_by_index(position)
    doubtful: dict[Place, str] = {}
    percent = set()
    shown = {number for number, style in enumerate(book.xf_list) if _is_percent_style(book, style)}
    for row in range(page.nrows):
        for column in range(page.row_len(row)):
            if page.cell_type(row, column) == XL_CELL_ERROR:
                doubtful[row, column] = error_text_from_code.get(page.cell_value(row, column), "#?")
            elif page.cell_xf_index(row, column) in shown:
                percent.add((row, column))
    return Details(doubtful, lambda: frozenset(percent))


def _is_percent_style(book: Any, style: Any) -> bool:
    return style.format_key in book.format_map and shows_percent(book.format_map[style.format_key].format_str)
