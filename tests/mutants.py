"""Workbooks of XML with something in them changed, in the way that a program, a clerk or an attacker might.

`mutate` draws one to three changes: of elements (doubled, gone, moved, wrapped, renamed), of attributes, of texts
(in pieces, with references, comments, CDATA), of what a sheet says around its cells, of the list of sheets, of the
relations and content types, and of the letters of a part. What comes of it may be broken: that is for readers to say.
"""

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache
from typing import Any

from lxml import etree
from mutant_attributes import attribute, hidden, merged, placed, rewritten, styled
from mutant_elements import double, insert, move, remove, rename, retyped, swap, wrap
from mutant_words import MAIN, VALUES, Draw

__all__ = ["MAIN", "Parts", "mutate", "packed", "unpacked"]

Parts = dict[str, bytes]


def unpacked(base: bytes) -> Parts:
    """The parts of a workbook by name."""
    with zipfile.ZipFile(io.BytesIO(base)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: Parts) -> bytes:
    """A workbook of these parts, quickly made."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return target.getvalue()


def mutate(parts: Parts, draw: Draw) -> Parts:
    """The parts with one to three changes."""
    changed = dict(parts)
    for _ in range(draw.choice((1, 1, 1, 2, 2, 3, 4))):
        name = _part(changed, draw)
        roll = draw.random()
        if roll < 0.12:
            changed[name] = _letters(changed[name], draw)
        elif roll < 0.16:
            _twice(changed, name, draw)
        else:
            _in_tree(changed, name, draw)
    return changed


def _part(parts: Parts, draw: Draw) -> str:
    """A part to change: most often a sheet that a person fills in, sometimes what says how sheets are to be read."""
    sheets = sorted(name for name in parts if name.startswith("xl/worksheets/") and name.endswith(".xml"))
    # The guide comes first; the lists and the progress, which nobody fills in, come last but for the identity.
    kinds = {
        "filled": sheets[1:-3] or sheets,
        "sheets": sheets,
        "shared": [name for name in parts if name.endswith("sharedStrings.xml")] or sheets[1:3],
        "styles": ["xl/styles.xml"],
        "book": ["xl/workbook.xml"],
        "relations": [name for name in parts if name.endswith(".rels") and "worksheets" not in name],
        "types": ["[Content_Types].xml"],
    }
    kind = draw.choices(list(kinds), (56, 6, 10, 11, 7, 6, 4))[0]
    found = [name for name in kinds[kind] if name in parts]
    return draw.choice(found or sheets or sorted(parts))


def _twice(parts: Parts, name: str, draw: Draw) -> None:
    """A second copy of a part, which says something else; a relation or a content type may lead to it."""
    stem, dot, extension = name.rpartition(".")
    other = draw.choice(
        (f"{stem}2{dot}{extension}", f"{stem.upper()}{dot}{extension}", f"other/{name.rpartition('/')[2]}")
    )
    parts[other] = parts[name]
    _in_tree(parts, other, draw)
    for about in [each for each in parts if each.endswith(".rels") or each.startswith("[")]:
        if draw.random() < 0.5:
            short, long = name.rpartition("/")[2].encode(), other.rpartition("/")[2].encode()
            parts[about] = parts[about].replace(short, long)


# --- elements ----------------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _tree(body: bytes) -> Any:
    return etree.fromstring(body)


def _in_tree(parts: Parts, name: str, draw: Draw) -> None:
    try:
        root = deepcopy(_tree(parts[name]))
    except (etree.XMLSyntaxError, ValueError):
        # Broken by an earlier change.
        parts[name] = _letters(parts[name], draw)
        return
    changes = [*_CHANGES] + [attribute] * 4 + [rewritten] * 5
    if root.tag == f"{{{MAIN}}}styleSheet":
        changes += [styled] * 4
    if root.tag == f"{{{MAIN}}}worksheet":
        changes += [*[retyped] * 5, merged, hidden, placed, placed]
    for _ in range(4):
        one = _pick(root, draw)
        change = draw.choice(changes)
        # A change that does not fit what was picked leaves all as it was.
        if change(one, draw):
            break
    body = etree.tostring(root, xml_declaration=draw.random() < 0.5, encoding="UTF-8")
    parts[name] = _finished(body, draw)


def _pick(root: Any, draw: Draw) -> Any:
    """An element, most often one of a cell that says something."""
    if root.tag == f"{{{MAIN}}}worksheet" and draw.random() < 0.75:
        cells = [cell for cell in root.iter(f"{{{MAIN}}}c") if len(cell)]
        # What we wrote ourselves are texts of one look, but for the header.
        typed = [cell for cell in cells if cell.get("s") != cells[-1].get("s")]
        if cells:
            cell = draw.choice(typed if typed and draw.random() < 0.8 else cells)
            near = [cell, cell, *cell.iter(), cell.getparent()]
            return draw.choice([one for one in near if isinstance(one.tag, str)])
    # Each kind of element as often as any other, however many there are.
    kinds: dict[str, list[Any]] = {}
    for one in root.iter():
        if isinstance(one.tag, str):
            kinds.setdefault(one.tag, []).append(one)
    return draw.choice(kinds[draw.choice(sorted(kinds))])


def _finished(body: bytes, draw: Draw) -> bytes:
    """The letters that stand for markup in texts, which a tree cannot hold, are put in."""
    text = body.decode()
    text = text.replace("\ue000", "<!--x-->").replace("\ue001", "<?x y?>").replace("\ue002", "<![CDATA[]]>")
    text = re.sub(r"\ue003([^<&]?)", lambda found: f"&#{ord(found[1] or ' ')};", text)
    text = re.sub(r"\ue004([^<&]*)", lambda found: f"<![CDATA[{found[1]}]]>", text)
    return text.encode()


# --- letters -----------------------------------------------------------------------------------------

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_PAIR = re.compile(r' ([a-zA-Z:]+)="([^"]*)"')


def _letters(body: bytes, draw: Draw) -> bytes:
    """A part written in another way, or with something in its letters broken."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return body[: draw.randrange(len(body) + 1)]
    tags = list(_TAG.finditer(text))
    if not tags:
        return body
    tag = draw.choice(tags)
    pairs = list(_PAIR.finditer(tag[0]))
    pair = draw.choice(pairs) if pairs else None
    way = draw.randrange(12)
    if way in (4, 5, 6, 9, 10):
        return _whole(text, way, draw)
    new = _tag(tag[0], pair, way, draw) if way != 8 else draw.choice(tags)[0]
    return (text[: tag.start()] + new + text[tag.end() :]).encode()


def _whole(text: str, way: int, draw: Draw) -> bytes:
    """All of a part with a prefix, in another encoding, with a mark, with white space or with references."""
    match way:
        case 4:
            inside = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1q:", text)
            return inside.replace(' xmlns="', ' xmlns:q="', 1).encode()
        case 5:
            head = "" if text.startswith("<?xml") else '<?xml version="1.0" encoding="UTF-16"?>'
            return (head + text).replace("UTF-8", "UTF-16").encode("utf-16")
        case 6:
            return b"\xef\xbb\xbf" + text.encode()
        case 9:
            return re.sub(r"(<(?:row|sheetData|is|sst)[^<>]*>)", "\\1\n  ", text).encode()
        case _:
            count = draw.choice((1, 0))
            return re.sub(
                r"<v>([^<]+)</v>", lambda v: f"<v>&#{ord(v[1][0])};{v[1][1:]}</v>", text, count=count
            ).encode()


def _tag(tag: str, pair: re.Match[str] | None, way: int, draw: Draw) -> str:
    """One tag with other quotes, spaces, an attribute twice or by references, something behind it, or gone."""
    if way == 0:
        return tag.replace('"', "'")
    if way == 1 and pair:
        return tag.replace(pair[0], f"{pair[0]} {pair[1]}='{draw.choice(VALUES.get(pair[1], ('1',)))}'")
    if way == 2:
        return tag.replace(" ", draw.choice(("\n", "  ", "\t")), 1)
    if way == 3 and pair:
        return tag.replace(pair[0], f' {pair[1]}="' + "".join(f"&#{ord(letter)};" for letter in pair[2]) + '"')
    if way == 7:
        return tag + draw.choice((" ", "\n", "\r\n", "\r", "x", "<!-- -->", "&#32;"))
    return tag if draw.random() < 0.5 else ""


_CHANGES: tuple[Callable[[Any, Draw], bool], ...] = (
    *(double, double, remove, move, swap, swap, wrap, wrap, rename, insert, insert),
)
