"""One problem said: as the compiler-like block for people, and as data for machines. Every report says it so."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from convergence_cli.errors import Problem
from convergence_cli.model.language import Language
from convergence_cli.texts import hint, message, say

# Nobody reads the next one; whoever wants them all takes the JSON.
_MOST_OF_A_CODE = 100


def blocks(problems: Iterable[Problem], language: Language) -> str:
    """Each problem as severity, code and message, then its place, then its hint.

    A code that comes up again and again is counted when it has been said often enough.
    """
    counts = Counter[str]()
    lines: list[str] = []
    for item in problems:
        counts[item.code] += 1
        if counts[item.code] <= _MOST_OF_A_CODE:
            lines.append(_block(item, language))
    rest = {code: count - _MOST_OF_A_CODE for code, count in counts.items() if count > _MOST_OF_A_CODE}
    lines += [say(language, "run.more-problems", code=code, count=f"{count:,}") for code, count in rest.items()]
    return "\n".join(lines)


def _block(item: Problem, language: Language) -> str:
    lines = [f"{say(language, f'run.{item.severity}')}[{item.code}]: {message(language, item)}"]
    place = str(item.location)
    if place:
        lines.append(f"  --> {place}")
    advice = hint(language, item)
    if advice:
        lines.append(f"   = {say(language, 'run.hint')}: {advice}")
    return "\n".join(printable(line) for line in lines)


def printable(text: str) -> str:
    """Without control characters, which a file name or a cell could use to drive the terminal."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() or letter in "\t\u3000" else "\ufffd" for letter in text)


def data(item: Problem, language: Language) -> dict[str, Any]:
    """A problem for a program: its code, its words, its sheet and cell, and the values in its words."""
    return {
        "code": item.code,
        "severity": item.severity,
        "message": message(language, item),
        "hint": hint(language, item),
        "sheet": item.location.sheet,
        "cell": item.location.cell,
        "values": {name: list(word) if isinstance(word, tuple) else word for name, word in item.values},
    }
