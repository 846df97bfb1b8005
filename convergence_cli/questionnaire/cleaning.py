"""What a cell holds, as its owner would read it: invisible things dropped, spellings made comparable."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from convergence_cli.questionnaire.workbook.sheet import Cell

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNCOUNTED = re.compile(r"[\s\"'“”‘’「」]+")
# Texts up to this length are compared again and again: ids, headers, options.
_SHORT = 80


def is_blank(cell: Cell | None) -> bool:
    """Nothing, or nothing that one can see."""
    return cell == "" or cell is None or (isinstance(cell, str) and not clean(cell))


def clean(text: str) -> str:
    """Without invisible characters, control characters and spaces around."""
    # Almost every text: of all that is dropped, only the plain space counts as printable.
    if text.isprintable():
        return text.strip()
    return _CONTROL.sub("", _INVISIBLE.sub("", text)).strip()


def is_cut(raw: str) -> bool:
    """Whether cleaning drops more than spaces and line ends."""
    if raw.isprintable():
        return False
    return bool(_CONTROL.search(raw.replace("_x000D_", "").replace("\r", "")) or _INVISIBLE.search(raw))


def folded(text: str) -> str:
    """For comparison: full-width as half-width, one case, no spaces, plain quotes."""
    return _kept(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    return _UNCOUNTED.sub("", unicodedata.normalize("NFKC", clean(text)).casefold())


_kept = lru_cache(maxsize=4096)(_fold)


class Vocabulary:
    """A few words, folded, that people type in many ways."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._longest = 2 * max(map(len, self._words))  # room for spaces and quotes
        self._initials = frozenset(word[0] for word in self._words)

    def has(self, text: str) -> bool:
        """Whether a text is one of the words. Most are not, as their first letter tells."""
        first = text[:1].casefold()
        is_itself = "\u4e00" <= first <= "\u9fff" or (first.isascii() and first.isalnum())
        if len(text) > self._longest or (is_itself and first not in self._initials):
            return False
        return folded(text) in self._words


def show(cell: Cell) -> str:
    """A cell as its owner would know it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return f"{cell:.15g}"
    if isinstance(cell, date):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime) else cell.isoformat()
    text = clean(str(cell))
    return text if len(text) <= 60 else text[:59] + "…"
