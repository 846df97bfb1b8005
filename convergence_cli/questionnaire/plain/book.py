"""What a plainly written workbook says outside of its sheets: their list, the shared texts, the number formats."""

import re
from functools import lru_cache
from itertools import compress
from operator import ne
from typing import Literal

from convergence_cli.questionnaire.plain.marks import are_tags, is_odd, is_small, unescaped

StyleKind = Literal["number", "date", "unsure"]

_ITEM = re.compile(r'<si><t( xml:space="preserve")?+>([^<]*+)</t>(?:<phoneticPr [^<>]*+/>)?+</si>')
_AROUND_ITEMS = re.compile(r'\ufeff?(?:<\?xml [^<>]*\?>)?\s*<sst(?: [a-zA-Z0-9:]+="[^"<>]*")*>\s*</sst>\s*')
_NUMBERS = tuple(b"%d" % number for number in range(2000))
_SHEET = re.compile(r"<sheet\b([^<>]*)/>")
_RELATION = re.compile(r"<Relationship\b([^<>]*)/>")
_PAIR = re.compile(r'\s([a-zA-Z:]+)="([^"]*)"')


def plain_texts(body: bytes) -> dict[bytes, str] | None:
    """The shared texts of a workbook, by number as cells write it; None where they are not written plainly."""
    if is_odd(body):
        return None
    text = _text_of(body)
    if text is None:
        return None
    fields = _ITEM.split(text)
    strings: list[str] = fields[2::3]
    if not _AROUND_ITEMS.fullmatch("".join(fields[::3])):
        return None
    # Spaces at the ends count only where the text says so.
    spaced = map(ne, strings, map(str.strip, strings))
    if not all(compress(fields[1::3], spaced)):
        return None
    numbers = _NUMBERS if len(strings) <= len(_NUMBERS) else (b"%d" % number for number in range(len(strings)))
    return dict(zip(numbers, map(unescaped, strings) if "&" in text else strings, strict=False))


@lru_cache(maxsize=8)
def plain_sheets(book: bytes, relations: bytes) -> dict[str, str]:
    """Sheet -> its part, in the workbook's order; nothing where that is not written plainly.

    A workbook that counts its days from 1904 is not plain.
    """
    text, links = _text_of(book), _text_of(relations)
    if text is None or links is None or is_odd(book + relations) or "date1904" in text:
        return {}
    if not (are_tags(book) and are_tags(relations)):
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


def _text_of(body: bytes) -> str | None:
    """A part as text, if it is small and holds nothing but tags and texts."""
    if not is_small(body):
        return None
    try:
        return body.decode()
    except UnicodeDecodeError:
        return None


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
    if text is None or is_odd(body) or not are_tags(body):
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
