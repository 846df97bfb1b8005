"""The sheet and its type by GB/T 9704-2012, the national standard for official documents.

English keeps the page of the standard, and a plain type of its own. Every measure stands here once, for Word and PDF.
"""

import re
from collections.abc import Sequence
from typing import Literal

from convergence_cli.model.language import Language
from convergence_cli.texts.width import display_width
from convergence_cli.value import value

PAGE = (210.0, 297.0)
"""A4 upright: width and height, in millimetres, as are the measures that follow."""
MARGINS = {"top": 37.0, "left": 28.0, "right": 26.0, "bottom": 35.0}
"""They leave 156 x 225 for the text."""
TURNED = {"top": MARGINS["left"], "right": MARGINS["top"], "bottom": MARGINS["right"], "left": MARGINS["bottom"]}
"""The same sheet turned clockwise: the binding is above, the foot at the left, where its number stays."""
NUMBER_BELOW = 7.0
"""From the text to the page's number."""
LINE = {"zh": 28.0, "en": 16.0}
"""Points from line to line: 22 Chinese lines a page."""
LINES = {"zh": 22, "en": 37}
"""Of the body, on a page."""
COLUMNS = {"zh": 54, "en": 80}
"""Of a line, as a terminal counts them: 28 Chinese characters less what punctuation leaves, or so many letters."""


Face = Literal["title", "song", "fang", "hei", "kai", "latin"]
_SONG = (
    *("SimSun", "NSimSun", "Songti SC", "STSong"),
    *("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC"),
)
FACES: dict[Face, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong", *_SONG),
    "song": _SONG,
    "fang": ("FangSong", "FangSong_GB2312", "STFangsong", *_SONG),
    "hei": (
        *("SimHei", "STHeiti", "Heiti SC", "Microsoft YaHei"),
        *("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Zen Hei"),
    ),
    "kai": ("KaiTi", "KaiTi_GB2312", "STKaiti", "Kaiti SC", *_SONG),
    "latin": ("Times New Roman", "Liberation Serif", "Nimbus Roman", "TeX Gyre Termes", "Libertinus Serif"),
}
"""The face that the standard wants, by the name that every system with it knows, and what takes its place."""

Look = Literal["title", "subtitle", "first", "second", "body", "note", "label", "number", "table", "head", "small"]
"""subtitle: of an attachment. note: text beside tables. label: “附件1”. number: of a page."""


@value
class Type:
    """How one kind of text is set."""

    face: Face
    points: float
    bold: bool = False


TYPES: dict[Language, dict[Look, Type]] = {
    "zh": {
        "title": Type(face="title", points=22),
        "subtitle": Type(face="title", points=18),
        "first": Type(face="hei", points=16),
        "second": Type(face="kai", points=16),
        "body": Type(face="fang", points=16),
        "note": Type(face="fang", points=12),
        "label": Type(face="hei", points=16),
        "number": Type(face="song", points=14),
        "table": Type(face="fang", points=9),
        "head": Type(face="hei", points=9),
        "small": Type(face="fang", points=9),
    },
    "en": {
        "title": Type(face="fang", points=20),
        "subtitle": Type(face="fang", points=16),
        "first": Type(face="hei", points=14, bold=True),
        "second": Type(face="hei", points=12, bold=True),
        "body": Type(face="fang", points=11.5),
        "note": Type(face="fang", points=10.5),
        "label": Type(face="hei", points=12, bold=True),
        "number": Type(face="song", points=11),
        "table": Type(face="fang", points=9),
        "head": Type(face="hei", points=9, bold=True),
        "small": Type(face="fang", points=8.5),
    },
}

_LETTER, _POINT, _CELL_MARGINS = 0.68, 25.4 / 72, 3.8
"""How wide a bold letter is, of its size; a point, and what a cell leaves free at both sides, in millimetres."""
_CLOSER: dict[Language, dict[Look, float]] = {
    "zh": {"note": 18.0, "table": 12.5, "head": 12.5, "small": 12.0},
    "en": {"note": 14.0, "table": 11.0, "head": 11.0, "small": 10.5},
}


def line_of(language: Language, look: Look) -> float:
    """Points from line to line; titles have a third more than their letters."""
    type_ = TYPES[language][look]
    if look in ("title", "subtitle"):
        return round(type_.points * 1.4)
    return _CLOSER[language].get(look, LINE[language])


_ID = re.compile(r"[A-Za-z0-9]+(?:[.\-][A-Za-z0-9]+)+")
_LETTER = 0.6
"""The width of a letter of an id, in ems."""
_PADDING = 4.0
"""Millimetres of a cell that no text has."""
_MM = 25.4 / 72


def text_room(*, wide: bool) -> float:
    """Millimetres between the margins of a sheet, turned or not."""
    return PAGE[1] - MARGINS["top"] - MARGINS["bottom"] if wide else PAGE[0] - MARGINS["left"] - MARGINS["right"]


def widened(heads: Sequence[str], shares: Sequence[float], room: float, points: float) -> tuple[float, ...]:
    """Widths in millimetres by these shares of the room, but none so narrow that a word of its head is broken.

    What a column lacks the others give, each by what it can spare; the shares stay where that is not enough.
    """
    widths = [room * share / sum(shares) for share in shares]
    needs = [_longest_word(head) * points * _LETTER * _POINT + _CELL_MARGINS for head in heads]
    spare = [width - need for width, need in zip(widths, needs, strict=True)]
    lacking, pool = -sum(each for each in spare if each < 0), sum(each for each in spare if each > 0)
    if lacking > pool:
        return tuple(shares)
    left = 1 - lacking / pool if pool else 1.0
    return tuple(need + max(0.0, each) * left for need, each in zip(needs, spare, strict=True))


def _longest_word(head: str) -> int:
    """In letters; Chinese is broken anywhere."""
    return max(map(len, re.findall(r"[!-~]+", head)), default=0)


def unbroken(text: str, points: float, room: float) -> list[tuple[str, bool]]:
    """A text in pieces, and which of them are ids that fit into a line of so many millimetres and are not broken."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for found in _ID.finditer(text):
        if len(found[0]) * _LETTER * points * _MM <= room - _PADDING:
            pieces += [(text[end : found.start()], False), (found[0], True)]
            end = found.end()
    return [piece for piece in (*pieces, (text[end:], False)) if piece[0]]


def lines_of(text: str, language: Language, look: Look = "body") -> int:
    """About how many lines a paragraph takes, the indent of its first one included."""
    room = int(COLUMNS[language] * TYPES[language]["body"].points / TYPES[language][look].points)
    # What a terminal shows in one column and Chinese type sets in two; and the indent.
    more = sum(letter in "“”‘’—…·" for letter in text) + 4 if language == "zh" else 0
    return max(1, -(-(display_width(text) + more) // room))
