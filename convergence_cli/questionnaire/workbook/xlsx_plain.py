"""Sheets whose cells are written plainly, taken apart by one expression before libxml2 sees the rest.

Nearly all the time that a sheet takes goes into making nodes of its cells. Here the cells are cut out of the text,
and the parser is given what is left: everything around the rows, and the rows without their cells. That this says
the same as the whole is proved and not believed. Only letters of XML stand in the part, in UTF-8; rows and cells
stand between one `<sheetData>` and one `</sheetData>`; what is cut out is a whole, unprefixed cell without a
namespace of its own, with each attribute at most once and no markup in its text; what is left are whole rows of white
space, whole cells with a formula, and the places of those that were cut out. An element that is cut out of well-formed
XML at such a place leaves the rest as it was, whatever the rest is. Where one of this fails, the parser is given all.
"""

import re
from functools import lru_cache
from operator import lt
from typing import NamedTuple

from convergence_cli.questionnaire.references import column_number
from convergence_cli.questionnaire.workbook.pictures import is_picture
from convergence_cli.questionnaire.workbook.xlsx_frame import LAST_COLUMN

# What the cells say, in this order: place, style, type, whether the text is the cell's own, text.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}+[1-9][0-9]{0,6}+)"(?: s="([0-9]{1,6}+)")?+(?: t="([a-zA-Z]++)")?+ ?+'
    r'(?:/>|>(?:(?:<v>|(<is>)<t(?: xml:space="preserve")?+>)([^<]*+)(?(4)</t></is>|</v>))?+</c>)'
)
_FIELDS = 6  # what stands before a cell, and these five
# A row of nothing but blank cells, without its end: most rows of a form are such.
_BLANK_ROW = re.compile(
    r'\s*+(<row [^<>]*+(?<!/)>)((?:<c r="[A-Z]{1,3}+[1-9][0-9]{0,6}+"(?: s="[0-9]{1,6}+")?+(?: t="n")?+ ?+/>)++)'
)
_PLACE = re.compile(r'<c r="([A-Z]++)([0-9]++)"')
_ROW_NUMBER = re.compile(r' r="([0-9]++)"')
_ROW_END, _CELL_END, _LONGEST_KEPT = "</row>", "</c>", 2_000
# What may be left of a sheet's rows: empty ones, and ones with marks where cells were cut out and cells with a formula.
_MARK = "\0"  # no letter of XML
_ODD = r"<c [^<>]*+>(?:<f(?: [^<>]*+)?+>[^<]*+</f>|<f [^<>]*+(?<=/)>)(?:<v ?+/>|<v>[^<]*+</v>)?+</c>"
_ODD_CELL = re.compile(_ODD)
_ROWS = re.compile(rf"\s*+(?:<row [^<>]*+(?:(?<=/)>|(?<!/)>(?:[{_MARK}\s]++|{_ODD})*+</row>)\s*+)*+")
_SEEN = re.compile(r' ht="[1-9][0-9]{1,2}(?:\.[0-9]++)?+"')
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
# No letters of XML, and line ends that a parser would change.
_CONTROLS = bytes((*range(9), 11, 12, *range(13, 32)))
# The entities of XML; the line end as LibreOffice writes it; and letters by number as lxml writes them in ASCII, from
# 160 on, but for the thousands around those that are no letters of XML.
_NUMBERS = r"10|1[6-9][0-9]|[2-9][0-9]{2}|(?:[1-9]|[1-4][0-9]|5[0-4]|6[0-4])[0-9]{3}|65[0-4][0-9]{2}"
ENTITY = rf"&(?:#(?:{_NUMBERS})|lt|gt|quot|apos|amp);"
_ENTITY = re.compile(ENTITY)
_NAMED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}
_OTHER_ENTITY = re.compile(rf"&(?!{ENTITY[1:]})")

Fields = list[str | None]


class Plain(NamedTuple):
    """A sheet without its cells, and the cells: how many of each row, and of each cell what is written of it."""

    rest: bytes
    odd: dict[int, str]
    """Row, by its place from 0 -> its cells with a formula, as they are written; they are not in the rest either."""
    counts: list[int]
    places: list[str]
    """By their names: A1."""
    styles: Fields
    kinds: Fields
    own: Fields
    """Not None for a text that stands in the cell itself, and is not its value."""
    texts: Fields
    """None for a blank cell."""


def take_apart(body: bytes) -> Plain | None:
    """The cells of a sheet and the rest of it; None where it is not proved that both together are the whole."""
    begin, end = body.find(_OPEN) + len(_OPEN), body.rfind(_CLOSE)
    around = body[:begin], body[end:]
    if begin < len(_OPEN) or end < begin or sum(each.count(b"sheetData") for each in around) != 2:
        return None
    try:
        inside = body[begin:end].decode()
    except UnicodeDecodeError:
        return None
    if not has_only_plain_letters(inside, body):
        return None
    written = inside.split(_ROW_END)
    left = [row if _CELL_END in row or len(row) > _LONGEST_KEPT else _without_blanks(row) for row in written]
    split = _CELL.split(_ROW_END.join(left))
    between, *fields = (split[at::_FIELDS] for at in range(_FIELDS))
    marked = _MARK.join(between)
    if not _ROWS.fullmatch(marked):
        return None
    rows = marked.split("<row ")
    counts = [row.count(_MARK) for row in rows[1:]]
    odd: dict[int, str] = {}
    for at, row in enumerate(rows):
        if "<c " in row:
            odd[at - 1] = "".join(_ODD_CELL.findall(row))
            rows[at] = _ODD_CELL.sub("", row)
    # Rows that can be seen are of one height: LibreOffice gives each its own, by what stands in it. What is left of the
    # sheets of one template is then the same, and is parsed once.
    rest = _SEEN.sub(' ht="15"', "<row ".join(rows).replace(_MARK, ""))
    places, styles, kinds, own, texts = fields
    return Plain(rest.encode().join(around), odd, counts, places, styles, kinds, own, texts)


@lru_cache(maxsize=8192)
def _without_blanks(row: str) -> str:
    """A row of which nothing but its tag is left, if all else are blank cells, each where it says and in order.

    Those of a form are the same in all of its workbooks.
    """
    found = _BLANK_ROW.fullmatch(row)
    number = None if found is None else _ROW_NUMBER.search(found[1])
    if found is None or number is None:
        return row
    places = _PLACE.findall(found[2])
    columns = [column_number(letters.encode()) for letters, _ in places]
    are_here = {digits for _, digits in places} == {number[1]} and columns[-1] <= LAST_COLUMN
    return found[1] if are_here and all(map(lt, columns, columns[1:])) else row


def has_only_plain_letters(inside: str, body: bytes) -> bool:
    """Whether every letter is one of XML and is what it seems, and no text ends a CDATA that none began."""
    if len(body.translate(None, _CONTROLS)) != len(body) or b"]]>" in body:
        return False
    if "\ufffe" in inside or "\uffff" in inside:
        return False
    return "&" not in inside or _OTHER_ENTITY.search(inside) is None


def literal(text: str) -> str | None:
    """A text that is what is written; None for one with entities or escapes, or that may show a picture."""
    return None if "&" in text or "_x" in text or is_picture(text) else text


def text_of(text: str) -> str:
    """A text without the entities that programs write; no other one stands in a plain sheet."""
    return _ENTITY.sub(_letter, text) if "&" in text else text


def _letter(entity: re.Match[str]) -> str:
    return _NAMED.get(entity[0]) or chr(int(entity[0][2:-1]))
