"""Puts words on stdout and stderr. The report goes to stdout, everything about the run to stderr."""

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from convergence_cli.errors import ExportError, Location, problem
from convergence_cli.model.language import Language
from convergence_cli.texts import say

_PATIENCE = 1.0
# What a CI service looks for in everything that a step prints, and obeys: `::error …::` where a line begins, blanks
# aside (GitHub); `##[…]` and `##vso[…]` anywhere (GitHub, Azure), `##teamcity[…]`.
_COMMAND = re.compile(r"(^|[\n\r])(\s*)::")
_MARK = re.compile(r"##(?=\[|vso\[|teamcity\[)", re.IGNORECASE)


def show(text: str) -> None:
    """Write a report for people to stdout, in the encoding of the terminal.

    Nothing in it is a command to a CI service, whatever a station typed. A reader that closed the pipe (`| head`) is
    no fault and no failed gate. Raises ExportError where it cannot be written.
    """
    text = unobeyed(text)
    if sys.stdout.isatty() and "\x1b[" in text:
        from rich.console import Console
        from rich.text import Text

        Console(soft_wrap=True, highlight=False).print(Text.from_ansi(text), end="")
        return
    with _to_stdout() as stdout:
        stdout.write(text)
        stdout.flush()


def show_as(form: str, text: str) -> None:
    """Write a report in the format of this name to stdout: `text` for people, any other for programs."""
    if form == "text":
        show(text)
    else:
        show_pieces(form, (text.encode(),))


def show_pieces(form: str, pieces: Iterable[bytes]) -> None:
    """Write a report in a format for programs to stdout, piece by piece.

    Programs read UTF-8 whatever the terminal speaks, and every line end as it is. The annotations of `github` are
    commands to a CI service, and meant as such.
    """
    with _to_stdout() as stdout:
        stdout.flush()
        for piece in pieces:
            text = unobeyed(piece.decode(), form)
            if hasattr(stdout, "buffer"):
                stdout.buffer.write(text.encode())
            else:  # a stream of text that whoever calls the program put in its place
                stdout.write(text)
        stdout.flush()


@contextlib.contextmanager
def _to_stdout() -> Iterator[TextIO]:
    try:
        yield sys.stdout
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


def tell_next(language: Language, key: str, path: Path | None = None, *, quiet: bool) -> None:
    """Say in one line what to do next (`run.next-…`), to whoever looks on."""
    if not quiet:
        file = "" if path is None else f'"{path}"' if " " in str(path) else str(path)
        tell(say(language, f"run.next-{key}", file=file))


def unobeyed(text: str, form: str = "text") -> str:
    """The same words to a reader, and none that a CI service obeys: colons and hashes in full width.

    In JSON, where a line never begins with a colon, the hash is written by its code: the data stay as they are.
    """
    hashes = "\\u0023#" if form == "json" else "＃＃"
    text = _MARK.sub(lambda _: hashes, text)
    return text if form == "github" else _COMMAND.sub(r"\1\2：：", text)


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
    """A console that cannot show a character shows `?`: a GBK pipe must not end a run; nor must none at all."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed before the run: `>&-`, or a program without a console on Windows
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - lives as long as the process
            os.set_inheritable(nowhere.fileno(), True)  # or the workers of a batch would be without it
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
