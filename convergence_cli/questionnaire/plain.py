"""Sheets that are written the plain way, as Excel, WPS, LibreOffice and openpyxl write them, read in one pass.

calamine reads every way in which a sheet can be written; to open it and to hand its cells over takes longer than
all the rest of reading. Nearly every sheet is written in one way, and that one an expression takes apart while
the guard measures it. What is read here is what calamine would give, to the last cell, or nothing, and then
calamine has the word. So each bracket of a sheet must belong to a row or a cell as they are known here: a
comment, a prefix, formatting within a text, an odd entity, a time of day, two cells in one place are not.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from operator import add, lt
from typing import Literal

from convergence_cli.questionnaire.references import column_number
from convergence_cli.value import value

Cell = int | float | str | bool | date | datetime | time | timedelta
Grid = list[list[Cell]]
"""Rows from A1; a blank cell is an empty string."""
StyleKind = Literal["number", "date", "unsure"]

# Larger ones are somebody's long lists: they are rare, and taking them apart would take memory.
LARGEST = 1 << 20
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}+)([0-9]{1,7}+)"(?: s="([0-9]{1,5}+)")?+(?: t="([a-zA-Z]++)")?+>'
    r"(<f(?: [^<>]*+)?+>[^<]*+</f>)?+(?:<v>([^<]*+)</v>|<v ?/>|<is><t>([^<]*+)</t></is>)?+</c>"
)
_FIELDS = 8  # the text before a cell, and what stands in the seven pairs of brackets above
# What may stand between such cells: the ends of rows, and blank cells. Without capitals and digits there are
# only a few ways to write those, however many there are of them.
_CAPITALS_AND_DIGITS = dict.fromkeys(map(ord, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
_BETWEEN = re.compile(
    r'(?:/row|row(?: [a-z:]++="[^"<>]*+")*+ ?+/?+|c r=""(?: s="")?+(?: t="(?:n|inlinetr)")?+ ?+/)>\s*+'
)
_MAYBE_CELLS = ("<c ", "<c>", "<c/", "<c\t", "<c\n")
_ITEM = re.compile(r'<si><t( xml:space="preserve")?+>([^<]*+)</t>(?:<phoneticPr [^<>]*+/>)?+</si>')
_AROUND_ITEMS = re.compile(r'\ufeff?(?:<\?xml [^<>]*\?>)?\s*<sst(?: [a-zA-Z0-9:]+="[^"<>]*")*>\s*</sst>\s*')
_TAG = re.compile(r"<[^<>\"']*(?:\"[^\"<]*\"[^<>\"']*|'[^'<]*'[^<>\"']*){0,40}>")
_SHEET = re.compile(r"<sheet\b([^<>]*)/>")
_RELATION = re.compile(r"<Relationship\b([^<>]*)/>")
_PAIR = re.compile(r'\s([a-zA-Z:]+)="([^"]*)"')
_ODD_ENTITY = re.compile(r"&(?!(?:lt|gt|quot|apos|amp);)")
_ENCODED = re.compile(r"_x[0-9A-Fa-f]{4}_")
_NUMBER = re.compile(r"-?[0-9]++(?:\.[0-9]++)?+(?:[eE][-+]?+[0-9]++)?+")
_NUMBERS = tuple(map(str, range(2000)))
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_BITS = 14  # Excel's last column is 16384
_LAST = (1 << _BITS) - 1
_DAY_ZERO = date(1899, 12, 30)
# Before March 1900 sheets count a day that there was not.
_SOUND_DAY, _LAST_DAY = 61, 2_958_465


@value
class Cells:
    """The cells of a plain sheet that are not empty tags, in order, no place twice, by what is written of them."""

    tags: int
    """How many there are, the empty ones among them."""
    places: list[int]
    """Row and column from 0, the column in the last fourteen bits."""
    styles: list[str | None]
    kinds: list[str | None]
    formulas: list[str | None]
    values: list[str | None]
    inline: list[str | None]

    def extent(self) -> tuple[int, int]:
        """The furthest row and column, from 1."""
        rows = (self.places[-1] >> _BITS) + 1 if self.places else 0
        return rows, max((place & _LAST for place in self.places), default=-1) + 1

    def doubtful(self) -> dict[tuple[int, int], str]:
        """Cells that look blank and are not: the error that one shows, "" for a formula that was never calculated."""
        found: dict[tuple[int, int], str] = {}
        if "e" in self.kinds or any(self.formulas):
            for place, kind, formula, shown in zip(self.places, self.kinds, self.formulas, self.values, strict=True):
                if kind == "e":
                    found[place >> _BITS, place & _LAST] = shown or "#?"
                elif formula and not shown and kind != "str":
                    found[place >> _BITS, place & _LAST] = ""
        return found

    def in_styles(self, styles: frozenset[str]) -> frozenset[tuple[int, int]]:
        """Row and column, from 0, of the cells in one of these styles."""
        return frozenset(
            (place >> _BITS, place & _LAST)
            for place, style in zip(self.places, self.styles, strict=True)
            if style in styles
        )


def plain_cells(body: bytes) -> Cells | None:
    """The cells of a sheet; None where it is not written plainly from its first bracket to its last row."""
    text = _text_of(body)
    if text is None or body.count(b"sheetData") != 2:
        return None
    head, _, rest = text.partition("<sheetData>")
    inside, close, tail = rest.rpartition("</sheetData>")
    if not close or not _are_tags(head) or _is_odd(inside) or _holds_cells(tail):
        return None
    fields = _CELL.split(inside)
    # Every bracket is a cell's or a row's: no other reader can find anything else here.
    between = "".join(fields[::_FIELDS]).translate(_CAPITALS_AND_DIGITS)
    if not all(map(_BETWEEN.fullmatch, set(between.split("<")[1:]))) or not _is_balanced(between):
        return None
    places = _places(fields[2::_FIELDS], fields[1::_FIELDS])
    if places is None:
        return None
    styles, kinds, formulas, values, inline = (fields[at::_FIELDS] for at in range(3, _FIELDS))
    return Cells(
        tags=inside.count("<c "),
        places=places,
        styles=styles,
        kinds=kinds,
        formulas=formulas,
        values=values,
        inline=inline,
    )


def _is_balanced(between: str) -> bool:
    """Whether as many rows end as begin; empty tags end themselves, and those of cells are not counted."""
    return between.count("<row") - between.count("/>") + between.count("<c ") == between.count("</row>")


def _holds_cells(text: str) -> bool:
    """Whether something in what follows the rows could be a cell."""
    return ":c" in text or ("<c" in text and any(mark in text for mark in _MAYBE_CELLS))


def _places(rows: list[str], letters: list[str]) -> list[int] | None:
    """Where cells are, by number and letters; None where they are not in order, or beyond every sheet."""
    columns = {name: column_number(name.encode()) - 1 for name in set(letters)}
    starts = {number: (int(number) - 1) << _BITS for number in set(rows)}
    places = list(map(add, map(starts.__getitem__, rows), map(columns.__getitem__, letters)))
    sound = max(columns.values(), default=0) <= _LAST and min(starts.values(), default=0) >= 0
    return places if sound and all(map(lt, places, places[1:])) else None


def plain_texts(body: bytes) -> dict[str, str] | None:
    """The shared texts of a workbook, by number as cells write it; None where they are not written plainly."""
    text = _text_of(body)
    if text is None or _is_odd(text):
        return None
    fields = _ITEM.split(text)
    strings: list[str] = fields[2::3]
    if not _AROUND_ITEMS.fullmatch("".join(fields[::3])):
        return None
    # Spaces at the ends count only where the text says so.
    if any(not kept and string != string.strip() for kept, string in zip(fields[1::3], strings, strict=True)):
        return None
    numbers = _NUMBERS if len(strings) <= len(_NUMBERS) else map(str, range(len(strings)))
    return dict(zip(numbers, map(unescaped, strings) if "&" in text else strings, strict=False))


def plain_grid(cells: Cells, texts: Mapping[str, str], styles: Sequence[StyleKind]) -> Grid | None:
    """The rows of a sheet from A1 to the last cell that holds something, a blank as ""; None where one is not plain.

    `texts` are the shared texts by number, the number as a cell writes it.
    """
    try:
        given = [
            texts[shown] if kind == "s" and shown else _value(kind, shown, inline, style, styles)
            for style, kind, shown, inline in zip(cells.styles, cells.kinds, cells.values, cells.inline, strict=True)
        ]
    except (_NotPlainError, LookupError):
        return None
    filled = [(place, cell) for place, cell in zip(cells.places, given, strict=True) if cell is not None]
    height = (filled[-1][0] >> _BITS) + 1 if filled else 0
    width = max([place & _LAST for place, _ in filled], default=-1) + 1
    grid: Grid = [[""] * width for _ in range(height)]
    for place, cell in filled:
        grid[place >> _BITS][place & _LAST] = cell
    return grid


@lru_cache(maxsize=8)
def plain_sheets(book: bytes, relations: bytes) -> dict[str, str]:
    """Sheet -> its part, in the workbook's order; nothing where that is not written plainly.

    A workbook that counts its days from 1904 is not plain.
    """
    text, links = _text_of(book), _text_of(relations)
    if text is None or links is None or _is_odd(text + links) or "date1904" in text:
        return {}
    if not (_are_tags(text) and _are_tags(links)):
        return {}
    targets = {facts.get("Id"): facts for facts in map(_facts, _RELATION.findall(links))}
    sheets = [_facts(attributes) for attributes in _SHEET.findall(text)]
    parts: dict[str, str] = {}
    for facts in sheets:
        target = targets.get(facts.get("r:id"), {})
        if not target.get("Type", "").endswith("/worksheet") or "name" not in facts:
            return {}
        path = target.get("Target", "")
        parts[unescaped(facts["name"])] = path[1:] if path.startswith("/") else f"xl/{path}"
    return parts if len(parts) == len(sheets) else {}


def _facts(attributes: str) -> dict[str, str]:
    return dict(_PAIR.findall(attributes))


class _NotPlainError(Exception):
    """A cell that is read in ways of its own."""


def _value(
    kind: str | None, shown: str | None, inline: str | None, style: str | None, styles: Sequence[StyleKind]
) -> Cell | None:
    """What a cell holds, None for nothing; an error holds a blank."""
    if kind == "inlineStr" and inline is not None and inline == inline.strip():
        return unescaped(inline)
    if kind == "str" and shown is not None:
        return unescaped(shown)
    if kind in (None, "n") and not shown and inline is None:
        return None
    if shown and kind in (None, "n") and _NUMBER.fullmatch(shown):
        how = "number" if style is None else styles[int(style)]
        number = float(shown)
        if how == "number":
            return number
        if how == "date" and number.is_integer() and _SOUND_DAY <= number <= _LAST_DAY:
            return _DAY_ZERO + timedelta(days=number)
    if kind == "b" and shown in ("0", "1"):
        return shown == "1"
    if kind == "e" and shown in _ERRORS:
        return ""
    raise _NotPlainError


def unescaped(text: str) -> str:
    """A text of XML without its entities, the five that every program writes."""
    if "&" in text:
        for entity, letter in _ENTITIES:
            text = text.replace(entity, letter)
    return text


def _text_of(body: bytes) -> str | None:
    """A part as text, if it is small and holds nothing but tags and texts."""
    if len(body) > LARGEST or b"<!" in body:
        return None
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


def _is_odd(text: str) -> bool:
    """Whether something stands in a text for another letter than it is, beyond the entities of every program."""
    return (
        "\r" in text
        or ("&" in text and _ODD_ENTITY.search(text) is not None)
        or ("_x" in text and _ENCODED.search(text) is not None)
    )


def _are_tags(text: str) -> bool:
    """Whether every bracket opens a tag that is whole, with nothing hidden in an attribute."""
    return len(_TAG.findall(text)) == text.count("<")


# --- number formats --------------------------------------------------------------------------------

_FORMAT = re.compile(r"<numFmt\b([^>]*)>")
_STYLES = re.compile(r"<cellXfs\b[^>]*>(.*?)</cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<xf\b([^>]*)>")
_PLAIN_NUMBERS = frozenset(map(str, (*range(14), *range(37, 45), 48, 49)))
_DATE = "14"
_QUOTED = re.compile(r'"[^"]*"|\\.')
_DATE_CODE = re.compile(r"(?:y{2,4}|m{1,2}|d{1,2}|[-/. ])+")


@lru_cache(maxsize=8)
def style_kinds(body: bytes) -> tuple[StyleKind, ...]:
    """What each cell style makes of a number, by its position in cellXfs; nothing where that is not written plainly."""
    text = _text_of(body)
    if text is None or _is_odd(text) or not _are_tags(text):
        return ()
    kinds: dict[str, StyleKind] = dict.fromkeys(_PLAIN_NUMBERS, "number")
    kinds[_DATE] = "date"
    formats = [_facts(attributes) for attributes in _FORMAT.findall(text)]
    tables = _STYLES.findall(text)
    if len(tables) != 1 or any(not {"numFmtId", "formatCode"} <= facts.keys() for facts in formats):
        return ()
    kinds |= {facts["numFmtId"]: _kind(unescaped(facts["formatCode"])) for facts in formats}
    styles = map(_facts, _STYLE.findall(tables[0]))
    return tuple(kinds.get(style.get("numFmtId", ""), "unsure") for style in styles)


def _kind(code: str) -> StyleKind:
    plain = _QUOTED.sub("", code).lower()
    if '"' in plain or not set(plain).isdisjoint("[]_*\\"):
        return "unsure"
    if set(plain).isdisjoint("dmyhs"):
        return "number"
    return "date" if "d" in plain and _DATE_CODE.fullmatch(plain) else "unsure"
