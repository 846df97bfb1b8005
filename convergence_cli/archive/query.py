"""One question to an archive in SQL, which reads and does nothing else."""

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from math import isfinite
from pathlib import Path

from convergence_cli.archive import store
from convergence_cli.errors import ConfigError, Location, problem
from convergence_cli.files import name_of
from convergence_cli.value import value

MOST_ROWS = 200_000
"""Of an answer; who wants more exports whole tables."""
Content = str | float | None


@value
class Answer:
    """A table: the titles of its columns, none of them twice, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Content, ...], ...]


RUNS = "SELECT label, framework, version, stations, failures, digest FROM runs ORDER BY run"
"""What an archive holds."""


def query(path: Path, select: str) -> Answer:
    """What a statement finds.

    Raises ConfigError for an archive that cannot be read, and for a statement that is none, is more than one, or does
    anything but read.
    """
    with store.to_read(path) as connection, _told(path):
        found = connection.execute(select)
        columns = tuple(column[0] for column in found.description or ())
        if not columns:
            raise ConfigError(problem("archive-query", Location(file=name_of(path)), found=f"“{select[:40]}”"))
        twice = sorted({name for name in columns if columns.count(name) > 1})
        if twice:
            raise ConfigError(problem("archive-column-twice", Location(file=name_of(path)), found=", ".join(twice)))
        rows = tuple(tuple(map(_plain, row)) for row in islice(found, MOST_ROWS + 1))
        if len(rows) > MOST_ROWS:
            raise ConfigError(problem("archive-many-rows", Location(file=name_of(path)), bound=f"{MOST_ROWS:,}"))
        return Answer(columns=columns, rows=rows)


def _plain(found: object) -> Content:
    """A value as a table has it; what is no text and no number is told in hexadecimal, infinity in letters."""
    if isinstance(found, float) and not isfinite(found):
        return str(found)
    if found is None or isinstance(found, str | int | float):
        return found
    return found.hex() if isinstance(found, bytes) else str(found)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, sqlite3.ProgrammingError, sqlite3.Warning, ValueError) as error:
        why = getattr(error, "sqlite_errorname", "")
        if why.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            raise
        if why == "SQLITE_INTERRUPT":
            # Whoever ended the run is heard by SQLite first; it tells us nothing of who it was.
            signal.raise_signal(signal.SIGINT)
        raise ConfigError(problem("archive-query", Location(file=name_of(path)), found=str(error))) from None
