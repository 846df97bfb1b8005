"""One workflow command of a GitHub step: a line that shows up beside the file it is about."""

from convergence_cli.errors import Severity

# Annotations have their own word for a remark.
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def annotation(severity: Severity, path: str, title: str, words: str) -> str:
    """The line, ending in a line break; nothing in `path`, `title` or `words` can end it or begin another."""
    return f"::{_COMMANDS[severity]} file={_property(path)},title={_property(title)}::{_escaped(words)}\n"


def _escaped(text: str) -> str:
    """What would end a command is written by its code; what a log cannot show, by a mark."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return "".join(letter if letter.isprintable() or letter == "\u3000" else "\ufffd" for letter in text)


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
