"""One workflow command of a GitHub step: a line that shows up beside the file it is about."""

from convergence_cli.errors import Severity

# Annotations have their own word for a remark.
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def annotation(severity: Severity, path: str, title: str, words: str) -> str:
    """The line, ending in a line break; nothing in `path`, `title` or `words` can end it or begin another.

    What is about no file, or has no title, has no such property: an empty one would be a file without a name.
    """
    given = {"file": path, "title": title}
    properties = ",".join(f"{name}={_property(text)}" for name, text in given.items() if text)
    return f"::{_COMMANDS[severity]}{' ' if properties else ''}{properties}::{_escaped(words)}\n"


def _escaped(text: str) -> str:
    """What would end a command is written by its code; what a log cannot show, by a mark."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(letter if letter.isprintable() or letter == "\u3000" else "\ufffd" for letter in text)


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
