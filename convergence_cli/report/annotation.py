"""Workflow commands of a GitHub step: lines that show up beside the files they are about.

A step shows ten; what comes after is in the log and nowhere else. So no more are printed: the last one says how many
there are besides.
"""

from collections import Counter
from collections.abc import Iterable

from convergence_cli.errors import Severity
from convergence_cli.model.language import Language
from convergence_cli.texts import say
from convergence_cli.value import value

# Annotations have their own word for a remark.
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
MOST = 10


@value
class Annotation:
    """One of them; what is about no file, or has no title, leaves that empty."""

    severity: Severity
    file: str = ""
    title: str = ""
    words: str


def annotated(found: Iterable[Annotation], language: Language) -> str:
    """The first of them, to be the gravest, as lines; where not all have room, the last line sums up the rest."""
    every = tuple(found)
    shown, rest = (every, ()) if len(every) <= MOST else (every[: MOST - 1], every[MOST - 1 :])
    return "".join(map(_line, (*shown, *((_summed(rest, language),) if rest else ()))))


def _summed(rest: tuple[Annotation, ...], language: Language) -> Annotation:
    counts = Counter(each.severity for each in rest)
    worst = next(severity for severity in _COMMANDS if counts[severity])
    facts = {"errors": counts["error"], "warnings": counts["warning"], "notes": counts["note"]}
    words = say(language, "station.more-annotations", count=f"{len(rest):,}", **facts)
    return Annotation(severity=worst, words=words)


def _line(found: Annotation) -> str:
    """The line, ending in a line break; nothing in it can end it or begin another.

    A property that is empty is left out: it would be a file without a name.
    """
    given = {"file": found.file, "title": found.title}
    properties = ",".join(f"{name}={_property(text)}" for name, text in given.items() if text)
    return f"::{_COMMANDS[found.severity]}{' ' if properties else ''}{properties}::{_escaped(found.words)}\n"


def _escaped(text: str) -> str:
    """What would end a command is written by its code; what a log cannot show, by a mark."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(letter if letter.isprintable() or letter == "\u3000" else "\ufffd" for letter in text)


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
