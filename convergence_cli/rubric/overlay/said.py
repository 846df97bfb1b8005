"""Words in both languages at once, for the values of a problem."""

from convergence_cli.errors import Word
from convergence_cli.model.question import Text
from convergence_cli.texts import say

Pair = tuple[str, str]


def said(key: str, /, **values: Word) -> Pair:
    """A text of the overlays' catalogue in Chinese and English; a value may be a pair, too."""

    def spoken(at: int) -> dict[str, str]:
        return {name: word if isinstance(word, str) else word[at] for name, word in values.items()}

    return say("zh", f"overlays.{key}", **spoken(0)), say("en", f"overlays.{key}", **spoken(1))


def pair(text: Text) -> Pair:
    """A text of the framework."""
    return text.zh, text.en


def listed(pairs: list[Pair]) -> Pair:
    """Several words, as a list."""
    separators = (say("zh", "terms.list-separator"), say("en", "terms.list-separator"))
    return separators[0].join(zh for zh, _ in pairs), separators[1].join(en for _, en in pairs)
