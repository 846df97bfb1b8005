"""The word that a person probably meant.

difflib has the last word, and it is slow: two words cost the product of their lengths. A file may hold twenty
thousand words that nobody knows, so most of what is known is ruled out first by the letters that the two share,
for all known words in one sum, and one file gets only so much work. Beyond that nothing is guessed: a hint is
missing then, and never a problem.
"""

from collections import Counter
from collections.abc import Container, Iterable
from functools import lru_cache
from itertools import accumulate
from math import ceil
from typing import Any

# Letters weighed and pairs of letters compared for one file: half a second, and some thousands of words.
_MOST_WORK = 4_000_000
# Longer words are sentences; a lane below has room for their length.
_LONGEST = 4_000
_LANE = 16
_TOP = 1 << (_LANE - 1)


class Known:
    """Words of which one may be meant, where the typed one is alike enough (0-1)."""

    def __init__(self, words: Iterable[str], likeness: float) -> None:
        self.likeness = likeness
        self.words = tuple(dict.fromkeys(word for word in words if 0 < len(word) <= _LONGEST))
        longest = max(map(len, self.words), default=0)
        # Of two words alike enough, the longer one is at most so much longer.
        self._longest_typed = int(longest * (2 / likeness - 1))
        self._letters = _lanes(self.words)
        self._tops = _spread([_TOP] * len(self.words))
        self._short_of_top: dict[int, int] = {}

    def candidates(self, typed: str) -> list[tuple[float, str]]:
        """The words that share letters enough to be alike, and how alike they are at most; the likeliest first.

        Each known word has a lane of bits in one long number. A letter adds to the lanes of the words that have
        it, as often as both have it; the top bit of a lane says that it has reached what a likeness needs.
        """
        size = len(typed)
        if not 0 < size <= self._longest_typed:
            return []
        shared = 0
        for letter in self._letters.keys() & set(typed):
            lanes = self._letters[letter]
            shared += lanes[min(typed.count(letter), len(lanes)) - 1]
        if not shared:
            return []
        hits = (shared + self._short(size)) & self._tops
        found = []
        while hits:
            lane = (hits & -hits).bit_length() // _LANE - 1
            hits &= hits - 1
            word = self.words[lane]
            common = shared >> (lane * _LANE) & (_TOP - 1)
            found.append((2 * common / (size + len(word)), word))
        return sorted(found, reverse=True)

    def _short(self, size: int) -> int:
        """For a typed word of this length: what each lane starts with, so that it reaches its top."""
        if size not in self._short_of_top:
            # A little less than the likeness: that of difflib is a rounded quotient, too.
            needs = [ceil(self.likeness * (size + len(word)) / 2 - 1e-6) for word in self.words]
            self._short_of_top[size] = _spread([_TOP - need for need in needs])
        return self._short_of_top[size]


def _lanes(words: tuple[str, ...]) -> dict[str, list[int]]:
    """Letter -> what a word that has it once, twice, … adds to the lane of each word."""
    owners: dict[str, list[list[int]]] = {}
    for lane, word in enumerate(words):
        for letter, count in Counter(word).items():
            each = owners.setdefault(letter, [])
            each.extend([] for _ in range(count - len(each)))
            for occurrence in range(count):
                each[occurrence].append(lane)
    return {letter: list(accumulate(map(_ones, each))) for letter, each in owners.items()}


def _ones(lanes: list[int]) -> int:
    width = _LANE // 8
    body = bytearray((lanes[-1] + 1) * width)
    for lane in lanes:
        body[lane * width] = 1
    return int.from_bytes(body, "little")


def _spread(numbers: list[int]) -> int:
    return int.from_bytes(b"".join(number.to_bytes(_LANE // 8, "little") for number in numbers), "little")


class Guesses:
    """What was guessed in one file so far, and how much work there is left for it."""

    def __init__(self) -> None:
        self._left = _MOST_WORK
        self._candidates: dict[tuple[Known, str], list[tuple[float, str]]] = {}
        self._likeness: dict[tuple[str, str], float] = {}

    def nearest(self, typed: str, known: Known, among: Container[str] | None = None) -> str:
        """The known word closest to a misspelt one; an empty string where none is alike enough, or work is over.

        `among`: only these are meant.
        """
        return self.closest(typed, known, among)[1]

    def closest(self, typed: str, known: Known, among: Container[str] | None = None) -> tuple[float, str]:
        """The same, after how much alike the two are."""
        best = (known.likeness, "")
        matcher: Any = None
        for most, word in self.candidates(typed, known):
            if most < best[0]:
                break
            if among is not None and word not in among:
                continue
            likeness = self._likeness.get((typed, word))
            if likeness is None:
                if not self._may_cost(len(typed) * len(word)):
                    break
                matcher = matcher or _matcher(typed)
                matcher.set_seq1(word)
                likeness = self._likeness[typed, word] = matcher.ratio()
            best = max(best, (likeness, word))
        return best

    def candidates(self, typed: str, known: Known) -> list[tuple[float, str]]:
        """As `Known.candidates`, once for each word."""
        found = self._candidates.get((known, typed))
        if found is None:
            # A lane more costs next to nothing.
            may = self._may_cost(len(typed) * (1 + len(known.words) // 500))
            found = self._candidates[known, typed] = known.candidates(typed) if may else []
        return found

    def _may_cost(self, work: int) -> bool:
        if work > self._left:
            return False
        self._left -= work
        return True


def _matcher(typed: str) -> Any:
    from difflib import SequenceMatcher  # only a fault needs it

    return SequenceMatcher(None, "", typed)


@lru_cache(maxsize=32)
def known_words(words: tuple[str, ...], likeness: float) -> Known:
    """The same, made once for many guesses among the same words."""
    return Known(words, likeness)


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known word closest to a misspelt one, or an empty string where none is alike enough (0-1)."""
    return Guesses().nearest(word, known_words(tuple(known), likeness))
