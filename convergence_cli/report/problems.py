"""One problem said, as a compiler says it. Every report says it so."""

from collections.abc import Iterable

from convergence_cli.errors import Problem
from convergence_cli.model.language import Language
from convergence_cli.texts import hint, message, say


def blocks(problems: Iterable[Problem], language: Language) -> str:
    """Each problem as severity, code and message, then its place, then its hint."""
    return "\n".join(_block(item, language) for item in problems)


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
