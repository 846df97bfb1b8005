"""The word that a person probably meant."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The known word closest to a misspelt one, or an empty string where none is alike enough (0-1)."""
    from difflib import get_close_matches  # only a fault needs it

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=likeness)), "")
