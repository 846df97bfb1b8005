"""Puts words on stdout and stderr. The report goes to stdout, everything about the run to stderr."""

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from convergence_cli.errors import ExportError, Location, problem

_PATIENCE = 1.0
# What a CI service looks for in everything that a step prints, and obeys: `::error …::` where a line begins, blanks
# aside (GitHub); `##[…]` and `##vso[…]` anywhere (GitHub, Azure), `##teamcity[…]`.
_COMMAND = re.compile(r"(^|[\n\r])(\s*)::")
_MARK = re.compile(r"##(?=\[|vso\[|teamcity\[)", re.IGNORECASE)


def show(text: str, *, for_runner: bool = False) -> None:
    """Write a report to stdout. A reader that closed the pipe (`| head`) is no fault and no failed gate.

    Nothing in it is a command to a CI service, whatever a station typed; only what is meant `for_runner` is.
    """
    text = unobeyed(text, for_runner=for_runner)
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
    """Write a line about the run to stderr, no command to a CI service in it."""
    with contextlib.suppress(BrokenPipeError):
        print(unobeyed(text), file=sys.stderr)


def unobeyed(text: str, *, for_runner: bool = False) -> str:
    """The same words to a reader, and none that a CI service obeys: colons and hashes in full width.

    In JSON, where a line never begins with a colon, the hash is written by its code: the data stay as they are.
    """
    hashes = "\\u0023#" if text.startswith(("{", "[")) else "＃＃"
    text = _MARK.sub(lambda _: hashes, text)
    return text if for_runner else _COMMAND.sub(r"\1\2：：", text)


@contextlib.contextmanager
def waiting(text: str, *, quiet: bool) -> Iterator[None]:
    """Say what is being done, on stderr, where it takes longer than a second and someone may be looking on."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    slow = Timer(_PATIENCE, tell, (text,))
    slow.daemon = True
    slow.start()
    try:
        yield
    finally:
        slow.cancel()


def use_safe_streams() -> None:
    """A console that cannot show a character shows `?`: a GBK pipe must not end a run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
