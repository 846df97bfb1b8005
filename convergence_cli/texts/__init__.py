"""Every word that a person reads, in Chinese and English side by side.

A catalogue is a file here with one dict, `WORDS`: key -> (zh, en). Both languages stand in one entry,
so that a key without its twin cannot be written; a test compares their placeholders. A catalogue is
imported when its first word is asked for, so that a command pays only for what it says.
"""

from collections.abc import Mapping
from importlib import import_module
from string import Formatter
from typing import Any

from convergence_cli.errors import Pair, Problem, Word
from convergence_cli.texts.vocabulary import spoken


def say(language: str, key: str, /, **values: object) -> str:
    """The words for `key` (`catalogue.entry`) in `language`, its placeholders filled in.

    Raises KeyError for a key that no catalogue has.
    """
    catalogue, _, entry = key.partition(".")
    words: dict[str, tuple[str, str]] = import_module(f"{__name__}.{catalogue}").WORDS
    pattern = words[entry][0 if language == "zh" else 1]
    if put := spoken():
        pattern = put(language, catalogue, pattern)
    return filled(pattern, values) if values else pattern


def say_both(key: str, /, **values: Word) -> Pair:
    """The words for `key` in Chinese and in English; a value may be in both languages, too."""
    zh, en = (
        say(language, key, **{name: in_language(word, language) for name, word in values.items()})
        for language in ("zh", "en")
    )
    return zh, en


class _Counting(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        one, choice, many = format_spec.partition("|")
        return f"{value} {one if str(value) == '1' else many}" if choice else format(value, format_spec)


_COUNTING = _Counting()


def filled(pattern: str, values: Mapping[str, object]) -> str:
    """A pattern with its placeholders filled in.

    `{count:file|files}` is a number and what it is a number of: “1 file”, “2 files”, “1,234 files”.
    """
    # What counts nothing takes the way that is five times as fast.
    return _COUNTING.vformat(pattern, (), values) if "|" in pattern else pattern.format(**values)


def message(language: str, item: Problem) -> str:
    """What is wrong, in one line."""
    return say(language, f"problems.{item.code}", **_spoken(language, item))


def hint(language: str, item: Problem) -> str:
    """What to do about it, or an empty string.

    A clause of the hint (they are set apart by semicolons) whose value is empty is left out: “nearest: …”
    is said only where there is a nearest.
    """
    empty = {name for name, spoken in _spoken(language, item).items() if not spoken}
    mark = "；" if language == "zh" else "; "
    pattern = say(language, f"problems.{item.code}/hint")
    clauses = [clause for clause in pattern.split(mark) if not any(f"{{{name}}}" in clause for name in empty)]
    return filled(mark.join(clauses), _spoken(language, item))


def _spoken(language: str, item: Problem) -> dict[str, str]:
    from convergence_cli.texts.system import WORDS as SYSTEM

    # What a system says of itself is English on every machine.
    words = ((name, SYSTEM.get(value, value) if isinstance(value, str) else value) for name, value in item.values)
    return {name: in_language(word, language) for name, word in words}


def in_language(word: Word, language: str) -> str:
    """A word that may differ from language to language, in one of them."""
    return word if isinstance(word, str) else word[0 if language == "zh" else 1]
