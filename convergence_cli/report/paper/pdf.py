"""A paper as a PDF file, by typst: the same parts as in Word, drawn by one constant page of markup (`paper.typ`).

Whatever a station typed comes to it as data, and none of it is markup; it reads no file, and nothing from a network.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from convergence_cli.errors import ExportError, problem
from convergence_cli.report.paper.sheet import Field, Grid, Lead, Page, Paper, Piece, Text, printable
from convergence_cli.report.paper.standard import (
    FACES,
    MARGINS,
    NUMBER_BELOW,
    PAGE,
    TURNED,
    TYPES,
    Face,
    Look,
    line_of,
    text_room,
    unbroken,
)
from convergence_cli.texts import say

_TEMPLATE = Path(__file__).with_name("paper.typ")
_LONGEST = 900
"""Bytes of a cell beyond which its row may be torn by the end of a page: on none would it fit whole."""
_CHINESE = re.compile(r"CJK|Han ?S|Song|Hei|Kai|Fang|Ming|Gothic SC|[\u4e00-\u9fff]", re.IGNORECASE)
"""Names of faces that have Chinese characters, besides those that `FACES` names."""


def drawn(paper: Paper) -> bytes:
    """The .pdf file; on a system with the same fonts the same paper gives the same bytes.

    Raises ExportError where typst is not installed, and where no font has the characters of a Chinese paper.
    """
    try:
        import typst
    except ImportError:
        raise ExportError(problem("pdf-not-installed")) from None
    fonts = _fonts(paper.language)
    data = json.dumps(_data(paper, fonts), ensure_ascii=False)
    with tempfile.TemporaryDirectory() as empty:
        return typst.compile(
            _TEMPLATE.read_bytes(),
            root=empty,
            font_paths=_system(),
            sys_inputs={"paper": data},
            format="pdf",
            timestamp=0,
        )


@cache
def _system() -> Any:
    """The fonts of this system, searched once."""
    import typst

    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def _fonts(language: str) -> dict[Face, list[str]]:
    """For each face those that this system has, the standard's own first, or whatever has Chinese characters."""
    there: dict[str, str] = {name.lower(): name for name in _system().families()}
    named = {face: [there[name.lower()] for name in names if name.lower() in there] for face, names in FACES.items()}
    others = [name for name in sorted(there.values()) if _CHINESE.search(name)]
    chinese = {name for face, names in named.items() if face != "latin" for name in names}
    if language == "zh" and not chinese and not others:
        raise ExportError(problem("pdf-no-chinese-font"))
    return {face: names or (others if face != "latin" else []) for face, names in named.items()}


def _data(paper: Paper, fonts: Mapping[Face, list[str]]) -> dict[str, Any]:
    """Everything that the page of markup draws."""
    types = {look: _type(paper, look, fonts) for look in TYPES[paper.language]}
    chinese = paper.language == "zh"
    return {
        "title": printable(paper.title),
        "subject": printable(paper.subject),
        "lang": "zh" if chinese else "en",
        "region": "CN" if chinese else "GB",
        "dashes": ["— ", " —"] if chinese else ["", ""],
        "page": PAGE,
        "margins": MARGINS,
        "turned": TURNED,
        "below": NUMBER_BELOW,
        "longest": _LONGEST,
        "types": types,
        "sheets": list(_sheets(paper)),
    }


def _type(paper: Paper, look: Look, fonts: Mapping[Face, list[str]]) -> dict[str, Any]:
    kind = TYPES[paper.language][look]
    # Quotation marks and dashes are the Chinese face's own.
    latin: list[Any] = [{"name": name, "covers": "latin-in-cjk"} for name in fonts["latin"]]
    if paper.language == "en":
        latin = list(fonts["latin"])
    line = line_of(paper.language, look) if look != "number" else kind.points
    return {"fonts": [*latin, *fonts[kind.face]], "points": kind.points, "bold": kind.bold, "line": line}


def _sheets(paper: Paper) -> Iterator[dict[str, Any]]:
    """The parts of each page or row of pages that has one orientation."""
    page, parts = Page(wide=False, numbers="first"), list[dict[str, Any]]()
    for part in paper.parts:
        if isinstance(part, Page):
            if parts:
                yield {"wide": page.wide, "numbers": page.numbers, "parts": parts}
            page, parts = part, []
        else:
            parts.append(_part(paper, part, wide=page.wide))
    yield {"wide": page.wide, "numbers": page.numbers, "parts": parts}


def _part(paper: Paper, part: Text | Grid, *, wide: bool) -> dict[str, Any]:
    room = text_room(wide=wide)
    if isinstance(part, Text):
        return {
            "drawn": "text",
            "pieces": list(_pieces(paper, part.pieces, part.look, room)),
            **{key: getattr(part, key) for key in ("look", "side", "indent", "level", "before", "after", "kept")},
        }
    rooms = [room * share / sum(part.shares) for share in part.shares]
    return {
        "drawn": "grid",
        "look": part.look,
        "heads": [list(_pieces(paper, (head,), "head", width)) for head, width in zip(part.heads, rooms, strict=True)],
        "rows": [
            [list(_pieces(paper, cell, part.look, width)) for cell, width in zip(row, rooms, strict=True)]
            for row in part.rows
        ],
        "shares": part.shares,
        "middles": part.middles,
    }


def _pieces(paper: Paper, pieces: tuple[Piece, ...], look: Look, room: float) -> Iterator[dict[str, str]]:
    for piece in pieces:
        if isinstance(piece, Field):
            yield {"drawn": "field", "text": printable(say(paper.language, "self_assessment.field", text=piece.text))}
        elif isinstance(piece, Lead):
            yield {"drawn": "lead", "text": printable(piece.text)}
        else:
            for text, is_id in unbroken(printable(piece), TYPES[paper.language][look].points, room):
                yield {"drawn": "id" if is_id else "text", "text": text}
