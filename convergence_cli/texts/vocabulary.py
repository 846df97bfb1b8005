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
    "lost": r"points lost(?! at the margin)",
}
_CHINESE = {
    "unit": "机构",
    "red-line": "红线",
    "level": "等级",
    "policy": "政策",
    "lost": r"(?<!边际)失分",
    "counter": r"(?:(?<=\} )|(?<=多少)|(?<=[一两几每各这那哪逐]))家|(?<=级内)家(?=数)",
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
        """In one pass, so that no word is taken for one of ours that stands in another word."""
        chinese = language == "zh"
        known = _CHINESE if chinese else _ENGLISH
        said = ((name, self._words.get(name, ("", ""))[0 if chinese else 1]) for name in known)
        theirs = {name: word for name, word in said if word and (catalogue != "problems" or name in _OF_PROBLEMS)}
        if not theirs:
            return pattern
        ours = "|".join(f"(?P<{name.replace('-', '_')}>{known[name]})" for name in theirs)
        return (
            re.sub(ours, lambda found: _of(theirs, found), pattern) if chinese else _in_english(ours, theirs, pattern)
        )


def _of(theirs: Mapping[str, str], found: re.Match[str]) -> str:
    return next(word for name, word in theirs.items() if found[name.replace("-", "_")])


def _in_english(ours: str, theirs: Mapping[str, str], pattern: str) -> str:
    """With the article and the capital that the new word wants; what is in braces is the name of a value."""

    def put(found: re.Match[str]) -> str:
        article, word = found["article"] or "", _of(theirs, found)
        if article:
            article = article[0] + ("n " if word[0].lower() in "aeiou" else " ")
        return article + (word[0].upper() + word[1:] if found["word"][0].isupper() else word)

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
