"""How wide words are on a screen and in a sheet, where a Chinese character takes two columns."""

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


def pad(text: str, width: int) -> str:
    """The text with spaces up to a width; a longer one is cut with an ellipsis."""
    if display_width(text) > width:
        text = cut(text, width)
    return text + " " * (width - display_width(text))


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


# Punctuation that may not begin a line in Chinese typesetting.
_NOT_FIRST = "，。；：、！？）】》”’%％,.;:!?)"


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most this width: broken at spaces, and between Chinese characters."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for piece in _pieces(paragraph):
            size = display_width(piece)
            if used + size > width and used and piece not in _NOT_FIRST:
                lines.append(line.rstrip())
                line, used, piece = "", 0, piece.lstrip()
                size = display_width(piece)
            while size > width:
                head = cut(piece, width + 1)[:-1]
                lines.append(head)
                piece = piece[len(head) :]
                size = display_width(piece)
            line, used = line + piece, used + size
        lines.append(line.rstrip())
    return lines


def _pieces(text: str) -> list[str]:
    """Unbreakable pieces: a word with the space before it, or one wide character."""
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
