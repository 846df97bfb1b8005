"""A framework's own words in place of ours: a country where we say a station, a tier where we say a level.

They take their place in the patterns of the catalogues, before anything that a person wrote is filled in.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

Words = Mapping[str, tuple[str, str]]
"""What is called otherwise (`unit`, `red-line`, ...) -> its words in Chinese and English."""

_ENGLISH = {
    "unit": r"station",
    "units": r"stations",
    "red-line": r"red line",
    "red-lines": r"red lines",
    # The level of administration, county or province, is another thing.
    "level": r"(?<!administrative )level",
    "levels": r"(?<!administrative )levels",
    "policy": r"policy",
}
_CHINESE = {
    "unit": "机构",
    "red-line": "红线",
    "level": "等级",
    "policy": "政策",
    "lost": r"(?<!边际)失分",
    "counter": r"(?:(?<=\} )|(?<=多少))家",
}
_LOST = ("边际失分", "points lost at the margin")
"""Where what is lost does not add up, whatever else is called otherwise."""
_OF_AUTHORS = frozenset({"scaffold", "overlays"})
_OF_PROBLEMS = frozenset({"unit", "units", "counter"})
"""What problems call by a framework's words: the rest of them is for authors, who write `levels:` and `red_line:`."""


class Vocabulary:
    """Words, and the patterns in which they have taken their place."""

    def __init__(self, words: Words) -> None:
        self._words = {**words, "lost": _LOST} if "lost" in words else words
        self._known: dict[tuple[str, str, str], str] = {}

    def pattern(self, language: str, catalogue: str, pattern: str) -> str:
        """A pattern of a catalogue with these words."""
        key = (language, catalogue, pattern)
        if key not in self._known:
            self._known[key] = pattern if catalogue in _OF_AUTHORS else self._put(language, catalogue, pattern)
        return self._known[key]

    def _put(self, language: str, catalogue: str, pattern: str) -> str:
        for name, ours in (_CHINESE if language == "zh" else _ENGLISH).items():
            theirs = self._words.get(name, ("", ""))[0 if language == "zh" else 1]
            if theirs and (catalogue != "problems" or name in _OF_PROBLEMS):
                pattern = re.sub(ours, theirs, pattern) if language == "zh" else _in_english(ours, theirs, pattern)
        return pattern


def _in_english(ours: str, theirs: str, pattern: str) -> str:
    """With the article and the capital that the new word wants; what is in braces is the name of a value."""

    def put(found: re.Match[str]) -> str:
        article, word = found["article"] or "", theirs
        if found["word"][0].isupper():
            word = word[0].upper() + word[1:]
        if article:
            article = article[0] + ("n " if theirs[0].lower() in "aeiou" else " ")
        return article + word

    return re.sub(rf"(?P<article>\b[Aa]n? )?(?<!\{{)\b(?P<word>{ours})\b", put, pattern, flags=re.IGNORECASE)


_SPOKEN: ContextVar[Vocabulary | None] = ContextVar("vocabulary", default=None)
_MADE: dict[tuple[tuple[str, tuple[str, str]], ...], Vocabulary] = {}


def _vocabulary(words: Words) -> Vocabulary | None:
    key = tuple(words.items())
    return _MADE.setdefault(key, Vocabulary(words)) if key else None


def speak(words: Words) -> None:
    """From now on, in this process, these words are said."""
    _SPOKEN.set(_vocabulary(words))


@contextmanager
def speaking(words: Words) -> Iterator[None]:
    """These words are said meanwhile."""
    token = _SPOKEN.set(_vocabulary(words))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> "Callable[[str, str, str], str] | None":
    """What puts the words of the framework at hand into a pattern; None where they are ours."""
    vocabulary = _SPOKEN.get()
    return vocabulary.pattern if vocabulary else None
