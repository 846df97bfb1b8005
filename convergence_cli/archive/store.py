"""The file of an archive: opened, looked at before anything is believed, and never changed where it is not ours.

A row that is added is there whole or not at all, whatever ends the run: SQLite keeps what was there in a file beside it
until all is written, and whoever opens the archive next puts it back.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from convergence_cli.archive import schema
from convergence_cli.errors import ConfigError, Location, problem
from convergence_cli.files import name_of, read_head, real

_MAGIC = b"SQLite format 3\0"
_HEAD = 100
_SECONDS = 10.0
"""For another run to finish writing."""
_LONGEST = 10_000_000
"""Bytes of one value that a query makes."""
_BREATH = 100_000
"""So many steps of a query, and Python looks whether anybody ended it."""
_READING = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}
_UNSAFE = {"load_extension", "fts3_tokenizer"}


def blank() -> bytes:
    """The content of an archive without a run."""
    connection = sqlite3.connect(":memory:")
    try:
        schema.create(connection)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


@contextmanager
def to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """An archive of today's version, of which nothing but its own rows can be read, and in which nothing is written.

    Raises ConfigError for what is none, is of another version, or is damaged.
    """
    with _checked(path, "ro") as (connection, found):
        if found != schema.VERSION:
            raise ConfigError(problem("archive-older", _place(path), found=str(found), known=str(schema.VERSION)))
        connection.execute("PRAGMA query_only = ON")
        connection.set_authorizer(_may)
        yield connection


@contextmanager
def to_add(path: Path) -> Iterator[sqlite3.Connection]:
    """An archive in a transaction, brought up to date: what is done in it stays where nothing is raised.

    Raises ConfigError as `to_read` does, and where it cannot be written.
    """
    with _checked(path, "rw") as (connection, found):
        connection.execute("BEGIN IMMEDIATE")
        try:
            schema.migrate(connection, found)
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


@contextmanager
def _checked(path: Path, mode: str) -> Iterator[tuple[sqlite3.Connection, int]]:
    """The file open, and the version of its tables."""
    _check_head(path)
    with _told(path):
        if _journal(path).exists() and mode == "ro":
            # A run was ended while it wrote: only who may write can put back what was there.
            with _checked(path, "rw"):
                pass
        connection = _connect(path, mode)
        try:
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            if found > schema.VERSION:
                known = str(schema.VERSION)
                raise ConfigError(problem("archive-newer", _place(path), found=str(found), known=known))
            if found == schema.VERSION and not schema.is_as_made(connection):
                raise ConfigError(problem("archive-altered", _place(path)))
            yield connection, found
        finally:
            connection.close()


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    where = f"{real(path).as_uri()}?mode={mode}"
    connection = sqlite3.connect(where, uri=True, timeout=_SECONDS, isolation_level=None)
    # A damaged text is no text of ours, and is found by what it says.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_progress_handler(lambda: 0, _BREATH)
    return connection


def _may(action: int, _: str | None, other: str | None, *_where: str | None) -> int:
    """Whether a statement may do this: read rows, and work with what it has read."""
    if action not in _READING or (action == sqlite3.SQLITE_FUNCTION and other in _UNSAFE):
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _check_head(path: Path) -> None:
    """Raises ConfigError for what is no archive of ours, and for one that was cut off."""
    head, size = read_head(path, ConfigError, _HEAD)
    number = int.from_bytes(head[68:72], "big")
    if len(head) < _HEAD or not head.startswith(_MAGIC) or number != schema.APPLICATION:
        raise ConfigError(problem("archive-not-ours", _place(path)))
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    settled = head[24:28] == head[92:96] and not _journal(path).exists()
    if settled and size < pages * (page if page > 1 else 1 << 16):
        raise ConfigError(problem("archive-damaged", _place(path), found=f"{size:,} / {pages * page:,}"))


def _journal(path: Path) -> Path:
    found = real(path)
    return found.with_name(f"{found.name}-journal")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What SQLite says of the file as a problem."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise ConfigError(problem("archive-busy", _place(path))) from None
        raise ConfigError(problem("archive-failed", _place(path), found=str(error))) from None
    except sqlite3.DatabaseError as error:
        raise ConfigError(problem("archive-damaged", _place(path), found=str(error))) from None
    except UnicodeDecodeError:  # of what SQLite itself has to say, which quotes the file
        raise ConfigError(problem("archive-damaged", _place(path), found="UTF-8")) from None


def _place(path: Path) -> Location:
    return Location(file=name_of(path))
