"""Sheets whose cells are written plainly, taken apart by one expression before libxml2 sees the rest.

Nearly all the time that a sheet takes goes into making nodes of its cells. Here the cells are cut out of the text,
and the parser is given what is left: everything around the rows, and the rows without their cells. That this says
the same as the whole is proved and not believed. Only letters of XML stand in the part, in UTF-8; rows and cells
stand between one `<sheetData>` and one `</sheetData>`; what is cut out is a whole, unprefixed cell without a
namespace of its own, with each attribute at most once and no markup in its text; what is left between two cells is
white space, whole cells with a formula, and whole tags of rows, of which the last one is open. An element that is
cut out of well-formed XML at such a place leaves the rest as it was, whatever the rest is. Where one of this fails,
the parser is given all.
"""

import re
from typing import NamedTuple

# What the cells say, in this order: place, style, type, whether the text is the cell's own, text.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3}+[1-9][0-9]{0,6}+)"(?: s="([0-9]{1,6}+)")?+(?: t="([a-zA-Z]++)")?+ ?+'
    r'(?:/>|>(?:(?:<v>|(<is>)<t(?: xml:space="preserve")?+>)([^<]*+)(?(4)</t></is>|</v>))?+</c>)'
)
_FIELDS = 6  # what stands before a cell, and these five
# What may be left of a sheet's rows: cells with a formula, whole, and the tags of rows. So between two cells that were
# cut out stands the end of a row, rows without such cells, and the beginning of another one; or none of it.
_ODD = r"(?:<c [^<>]*+>(?:<f(?: [^<>]*+)?+>[^<]*+</f>|<f [^<>]*+(?<=/)>)(?:<v ?+/>|<v>[^<]*+</v>)?+</c>\s*+)*+"
_END = rf"\s*+{_ODD}(?:</row>\s*+(?:<row [^<>]*+(?<=/)>\s*+|<row [^<>]*+>\s*+{_ODD}</row>\s*+)*)"
_FIRST_ROWS = rf"\s*+(?:<row [^<>]*+(?<=/)>\s*+|<row [^<>]*+>\s*+{_ODD}</row>\s*+)*"
_BEGIN = rf"<row [^<>]*+(?<!/)>\s*+{_ODD}"
_BEFORE_ALL = re.compile(_FIRST_ROWS + _BEGIN)
_WITHIN_ROW = re.compile(rf"\s*+{_ODD}")
_BETWEEN_ROWS = re.compile(_END + _BEGIN)
_BEHIND_ALL = re.compile(_END)
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
# No letters of XML, and line ends that a parser would change.
_CONTROLS = bytes((*range(9), 11, 12, *range(13, 32)))
# Those of XML, and the line end as LibreOffice writes it.
_ENTITIES = (("&#10;", "\n"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_PICTURES = ("DISPIMG", "IMAGE")
_OTHER_ENTITY = re.compile(r"&(?!(?:#10|lt|gt|quot|apos|amp);)")

Fields = list[str | None]


class Plain(NamedTuple):
    """A sheet without its cells, and the cells: how many of each row, and of each cell what is written of it."""

    rest: bytes
    counts: list[int]
    places: list[str]
    """By their names: A1."""
    styles: Fields
    kinds: Fields
    own: Fields
    """Not None for a text that stands in the cell itself, and is not its value."""
    texts: Fields
    """None for a blank cell."""
    is_literal: bool
    """Whether every text is written as it is: without entities, escapes or formulas that show pictures."""


def take_apart(body: bytes) -> Plain | None:
    """The cells of a sheet and the rest of it; None where it is not proved that both together are the whole."""
    begin, end = body.find(_OPEN) + len(_OPEN), body.rfind(_CLOSE)
    if begin < len(_OPEN) or end < begin or body.count(b"sheetData") != 2:
        return None
    try:
        inside = body[begin:end].decode()
    except UnicodeDecodeError:
        return None
    if not has_only_plain_letters(inside, body):
        return None
    split = _CELL.split(inside)
    between, *fields = (split[at::_FIELDS] for at in range(_FIELDS))
    counts = _counts(between)
    if counts is None:
        return None
    rest = body[:begin] + "".join(between).encode() + body[end:]
    is_literal = "&" not in inside and "_x" not in inside and not any(word in inside for word in _PICTURES)
    places, styles, kinds, own, texts = fields
    return Plain(rest, counts, places, styles, kinds, own, texts, is_literal)


def has_only_plain_letters(inside: str, body: bytes) -> bool:
    """Whether every letter is one of XML and is what it seems."""
    if len(body.translate(None, _CONTROLS)) != len(body) or "\ufffe" in inside or "\uffff" in inside:
        return False
    return "&" not in inside or _OTHER_ENTITY.search(inside) is None


def _counts(between: list[str]) -> list[int] | None:
    """How many cells each row has; None where something between two is neither of a row nor a cell by itself."""
    counts: list[int] = []
    begin, last = 0, len(between) - 1
    for at, piece in [(at, piece) for at, piece in enumerate(between) if piece or at in (0, last)]:
        known = _BETWEEN_ROWS if 0 < at < last else _BEHIND_ALL if at else _BEFORE_ALL
        if 0 < at < last and _is_next_row(piece):
            counts[-1] = at - begin
            counts.append(0)
            begin = at
            continue
        if not known.fullmatch(piece):
            if 0 < at < last and _WITHIN_ROW.fullmatch(piece):
                continue
            return None
        if at:
            counts[-1] = at - begin
        counts += [0] * piece.count("<row ")
        begin = at
    return counts


def _is_next_row(piece: str) -> bool:
    """What the expressions would find, too, but in most cases and at once: one row ends, and another one begins."""
    is_pair = piece.count("<") == 2 and piece.count(">") == 2
    return is_pair and piece.startswith("</row><row ") and piece.endswith(">") and piece[-2] != "/"


def text_of(text: str) -> str:
    """A text without the entities that programs write; no other one stands in a plain sheet."""
    if "&" in text:
        for entity, letter in _ENTITIES:
            text = text.replace(entity, letter)
    return text
