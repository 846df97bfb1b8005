"""Puts words on stdout and stderr. The report goes to stdout, everything about the run to stderr."""

import contextlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from convergence_cli.errors import ExportError, Location, Problem, problem
from convergence_cli.model.language import Language
from convergence_cli.texts import hint, message, say


def show(text: str) -> None:
    """Write a report to stdout. A reader that closed the pipe (`| head`) is no fault and no failed gate."""
    if sys.stdout.isatty() and "\x1b[" in text:
        from rich.console import Console
        from rich.text import Text

        Console(soft_wrap=True, highlight=False).print(Text.from_ansi(text), end="")
        return
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer must not fail once more when the process ends.
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - lives as long as the process
        if not isinstance(error, BrokenPipeError):
            found = error.strerror or type(error).__name__
            raise ExportError(problem("export-failed", Location(file="stdout"), found=found)) from error


def tell(text: str) -> None:
    """Write a line about the run to stderr."""
    with contextlib.suppress(BrokenPipeError):
        print(text, file=sys.stderr)


def use_safe_streams() -> None:
    """A console that cannot show a character shows `?`: a GBK pipe must not end a run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")


def describe(problems: Iterable[Problem], language: Language) -> str:
    """Each problem as the compiler-like block: severity, code and message, place, hint."""
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
    return "".join(letter if letter.isprintable() or letter in "\t\u3000" else "\ufffd" for letter in text)
