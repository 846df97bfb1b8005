"""Puts words on stdout and stderr. The report goes to stdout, everything about the run to stderr."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from convergence_cli.errors import ExportError, Location, problem

_PATIENCE = 1.0


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
