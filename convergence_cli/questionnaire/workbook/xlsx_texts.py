"""The texts that the cells of an .xlsx share: whole, or in pieces of which some are struck through or raised."""

import re
from functools import lru_cache
from typing import Any

from convergence_cli.questionnaire.bounds import RefusalError
from convergence_cli.questionnaire.workbook.xlsx_plain import ENTITY, text_of
from convergence_cli.questionnaire.workbook.xml import local, main_namespace, parse, truth

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Letters of XML that are what they seem, and the entities that programs write.
_STRANGE = r"\x00-\x08\x0b-\x1f\ufffe\uffff"
_LETTERS = rf"[^<&{_STRANGE}]*+"
_PIECE = re.compile(rf'<t(?: xml:space="preserve")?+>({_LETTERS}(?:{ENTITY}{_LETTERS})*+)</t>')
_LOOKS = rf'<rPr>(?:<(?!strike|vertAlign)[a-zA-Z]++(?: [a-zA-Z]++="[^"<>&{_STRANGE}]*+")*+ ?+/>)*+</rPr>'
# A text in one piece, or in pieces of their own looks, without its end.
_RUN = rf"<r>(?:{_LOOKS})?+{_PIECE.pattern}</r>"
_ITEM = re.compile(rf"\s*+<si>(?:{_PIECE.pattern}|(?:{_RUN})++)(?:<phoneticPr [^<>&{_STRANGE}]*+/>)?+")
_ITEM_BEGIN, _ITEM_END = b"<si>", b"</si>"
_SHORT = 4000
_FEW = 10_000

Rich = tuple[str, str, str]
"""A text, what of it is struck through, and what is raised or lowered."""


class Texts(dict[str, str | None]):
    """Shared texts by number, as cells write it; None for one about which more is to be known (`rich`)."""

    def __init__(self, items: list[Any], space: str) -> None:
        """`items`: the element of each text, or none at all where all are known already."""
        super().__init__()
        self._items, self._space = items, space
        self.longest = 0
        """No text has more letters."""

    def __missing__(self, given: str) -> str | None:
        item = self._item(given)
        rich = None if item is None else rich_text(item, self._space)
        text = self[given] = rich[0] if rich is not None and not rich[1] and not rich[2] else None
        return text

    def rich(self, given: str) -> Rich | None:
        """A text and its looks; None where there is none of this number, or two at once."""
        text = self[given]
        if text is not None:
            return text, "", ""
        item = self._item(given)
        return None if item is None else rich_text(item, self._space)

    def _item(self, given: str) -> Any:
        # As a program writes it: 007 is told, for it is nobody's 7.
        number = number_of(given)
        return self._items[number] if str(number) == given and 0 <= number < len(self._items) else None


def read_texts(part: str, body: bytes) -> Texts:
    """The shared texts of a part; raises RefusalError where something else stands between them."""
    plain = _take_apart(part, body)
    if plain is not None:
        return plain
    root = parse(part, body)
    space = main_namespace(root, "sst", part)
    items = [item for item in root if item.tag != f"{{{space}}}extLst"]
    for item in items:
        if item.tag != f"{{{space}}}si":
            raise RefusalError("xml-unusual", part=f"{part} <{local(item.tag)}>")
    found = Texts(items, space)
    found.longest = len(body)
    return found


def _take_apart(part: str, body: bytes) -> Texts | None:
    """The texts cut out as the cells of plain sheets are, and for the same reason; None where that is not proved."""
    *pieces, end = body.split(_ITEM_END)
    begin, mark, first = pieces[0].partition(_ITEM_BEGIN) if pieces else (b"", b"", b"")
    pieces[:1] = [mark + first] if pieces else []
    texts = [_known(piece) if len(piece) < _SHORT else _text_in(piece) for piece in pieces]
    if None in texts or not (begin or end).rstrip().endswith(b">"):
        return None
    root = parse(part, begin + end)
    if len(root) or (pieces and not end.lstrip().startswith(b"</sst>")):
        return None
    found = Texts([], main_namespace(root, "sst", part))
    numbers = _first_numbers() if len(texts) <= _FEW else map(str, range(len(texts)))
    found.update(zip(numbers, texts, strict=False))
    found.longest = max(map(len, filter(None, texts)), default=0)
    return found


@lru_cache(maxsize=1)
def _first_numbers() -> list[str]:
    """The first numbers from 0 on, as cells write them."""
    return list(map(str, range(_FEW)))


def _text_in(item: bytes) -> str | None:
    """The text of an item that is cut off before its end; None where that is not proved to be one."""
    try:
        written = item.decode()
    except UnicodeDecodeError:
        return None
    is_plain = _ITEM.fullmatch(written) and "]]>" not in written
    return unescaped(text_of("".join(_PIECE.findall(written)))) if is_plain else None


# Those of a template are the same in many workbooks.
_known = lru_cache(maxsize=16_384)(_text_in)


def rich_text(item: Any, space: str) -> Rich | None:
    """The text of an `si` or `is` and its looks; None where it is two texts at once."""
    plain, run, about = (f"{{{space}}}{name}" for name in ("t", "r", "rPr"))
    ignored = (f"{{{space}}}rPh", f"{{{space}}}phoneticPr", f"{{{space}}}extLst")
    pieces: list[str] = []
    struck: list[str] = []
    raised: list[str] = []
    kinds: set[str] = set()
    if has_stray_text(item):
        return None
    for part in item:
        if part.tag in ignored:
            continue
        if part.tag == run and has_stray_text(part):
            return None
        texts = [part] if part.tag == plain else list(part.iterchildren(plain)) if part.tag == run else []
        if len(texts) != 1 or len(texts[0]) or (part.tag == plain and kinds):
            return None
        kinds.add(part.tag)
        text = unescaped(texts[0].text or "")
        pieces.append(text)
        for look in part.iterchildren(about) if part.tag == run else ():
            is_struck, is_raised = font(look, space)
            struck += [text] if is_struck else []
            raised += [text] if is_raised else []
    return ("".join(pieces), "".join(struck), "".join(raised)) if len(kinds) < 2 else None


def has_stray_text(item: Any) -> bool:
    """Whether text stands where only elements may: no program shows it, and so nobody knows what was meant."""
    if item.text and item.text.strip():
        return True
    return any(part.tail and part.tail.strip() for part in item)


def font(item: Any, space: str) -> tuple[bool, bool]:
    """Whether a font strikes through, and whether it raises or lowers; in any branch, should there be several."""
    struck = any(strike.get("val") is None or truth(strike.get("val")) for strike in item.iter(f"{{{space}}}strike"))
    places = {place.get("val") for place in item.iter(f"{{{space}}}vertAlign")}
    return struck, not places.isdisjoint(("superscript", "subscript"))


def unescaped(text: str) -> str:
    """A text with the letters that XML cannot hold, written as _x000D_, put back."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def number_of(text: str | None) -> int:
    """A number in an attribute or a value; -1 for none."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else -1
