"""How wide words are on a screen and in a sheet, where a Chinese character takes two columns."""

import unicodedata


def display_width(text: str) -> int:
    """Columns that a text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(letter) for letter in text)


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
    kept = ""
    for letter in text:
        if display_width(kept + letter) > width - 1:
            break
        kept += letter
    return kept + "…"


# Punctuation that may not begin a line in Chinese typesetting.
_NOT_FIRST = "，。；：、！？）】》”’%％,.;:!?)"


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most this width: broken at spaces, and between Chinese characters."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _pieces(paragraph):
            fits = display_width(line) + display_width(piece) <= width
            if not fits and line.strip() and piece not in _NOT_FIRST:
                lines.append(line.rstrip())
                line, piece = "", piece.lstrip()
            while display_width(piece) > width:
                head = cut(piece, width + 1)[:-1]
                lines.append(head)
                piece = piece[len(head) :]
            line += piece
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
