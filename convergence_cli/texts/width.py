"""How wide words are on a screen and in a sheet, where a Chinese character takes two columns."""

import re
import unicodedata
from functools import cache


def display_width(text: str) -> int:
    """Columns that a text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


@cache
def _width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def cut(text: str, width: int) -> str:
    """As much of the text as fits, its end marked."""
    if display_width(text) <= width:
        return text
    used = 0
    for place, letter in enumerate(text):
        used += _width(letter)
        if used > width - 1:
            return text[:place] + "…"
    return text


# Punctuation that may not begin, and that may not end, a line in Chinese typesetting.
_NOT_FIRST = frozenset("，。；：、！？）】》”’%％,.;:!?)")
_NOT_LAST = frozenset("（【《“‘(")
# A unit or a short explanation behind a title stays in one piece.
_BRACKETED = re.compile(r"(（[^（）\s]{1,4}）)")


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most this width: broken at spaces, and between Chinese characters."""
    return [line for paragraph in text.split("\n") for line in _paragraph(paragraph, width)]


def _paragraph(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    used = 0
    for piece in _pieces(text):
        size = display_width(piece)
        if line and used + size > width:
            carried = _carried(line, piece)
            lines.append("".join(line[: len(line) - len(carried)]).rstrip())
            line, piece = carried, piece if carried else piece.lstrip()
            used, size = sum(map(display_width, line)), display_width(piece)
        while size > width:
            head = cut(piece, width + 1)[:-1]
            lines.append(head)
            piece = piece[len(head) :]
            size = display_width(piece)
        line.append(piece)
        used += size
    return [*lines, "".join(line).rstrip()]


def _carried(line: list[str], piece: str) -> list[str]:
    """The pieces at the end of a full line that must go on with the next piece."""
    first, kept = piece, len(line)
    while kept > 1 and (first in _NOT_FIRST or line[kept - 1] in _NOT_LAST):
        kept -= 1
        first = line[kept]
    return line[kept:] if kept > 1 else []


def _pieces(text: str) -> list[str]:
    """Unbreakable pieces: a word with the space before it, one wide character, or a few of them in brackets."""
    parts = enumerate(_BRACKETED.split(text))
    return [piece for at, part in parts for piece in ([part] if at % 2 else _words(part))]


def _words(text: str) -> list[str]:
    pieces: list[str] = []
    word = ""
    for letter in text:
        if _width(letter) == 2:
            pieces += [word, letter] if word else [letter]
            word = ""
        elif letter == " ":
            if word:
                pieces.append(word)
            word = letter
        else:
            word += letter
    return [*pieces, word] if word else pieces
