"""Nothing reaches stderr while a parser is at work: a panic writes there by itself, and would look like a bug."""

import contextlib
import os
from collections.abc import Iterator
from threading import Lock

_STDERR = 2
_lock = Lock()
_kept: list[int] = []
_depth = 0


@contextlib.contextmanager
def panics_unheard() -> Iterator[None]:
    """The process has no stderr meanwhile. Threads that read side by side share one silence."""
    _begin()
    try:
        yield
    finally:
        _end()


def _begin() -> None:
    global _depth  # noqa: PLW0603 - stderr belongs to the process, and so does this
    with _lock:
        _depth += 1
        if _depth == 1:
            with contextlib.suppress(OSError):  # a process without stderr has nothing to keep quiet
                kept, nowhere = os.dup(_STDERR), os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, _STDERR)
                os.close(nowhere)
                _kept.append(kept)


def _end() -> None:
    global _depth  # noqa: PLW0603
    with _lock:
        _depth -= 1
        if _depth == 0 and _kept:
            kept = _kept.pop()
            os.dup2(kept, _STDERR)
            os.close(kept)
