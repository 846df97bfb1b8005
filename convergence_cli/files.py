"""The one way in which a file that somebody named is read.

A name on a command line, in a list or in another file may lead anywhere: to a pipe that never ends, to a device, to
a link to one, to a file of a terabyte. So what is opened is a regular file, nothing is waited for, and no more is read
than whoever asks can use. Everything else is a problem with a code.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from convergence_cli.errors import ConvergenceError, Location, problem

MEGABYTE = 1 << 20
MOST_TEXT = 16 * MEGABYTE
"""Of files that people write by hand; the largest framework has a twentieth."""
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et")
"""Suffixes of what may be a filled-in questionnaire."""


class IrregularError(OSError):
    """What a path leads to is a pipe, a device or a socket."""


def opened(path: Path, *, through_links: bool = True) -> BinaryIO:
    """A regular file, open for reading; waits for nothing, whatever the path leads to.

    Raises IsADirectoryError, IrregularError and other OSErrors, and ValueError for a name that no file can have.
    """
    # Looked at before, because to open a device can do something, and once open: it may have been exchanged meanwhile.
    _check(path.stat(follow_symlinks=through_links))
    wanted = ("O_NONBLOCK", "O_BINARY", "" if through_links else "O_NOFOLLOW")
    file = os.fdopen(os.open(path, os.O_RDONLY | sum(getattr(os, name, 0) for name in wanted)), "rb")
    try:
        _check(os.fstat(file.fileno()))
    except OSError:
        file.close()
        raise
    return file


def read_bytes(
    path: Path, error: type[ConvergenceError], most: int = MOST_TEXT, *, name: str = "", option: str = ""
) -> bytes:
    """The whole content of a regular file of no more than `most` bytes.

    Raises `error` with a problem that names the file (`name`, else the path's last part). `option` is what raises the
    bound, if there is such an option.
    """
    place = Location(file=name or name_of(path))
    with _told(place, error), opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        data = b""
        if size <= most:
            # One more than there should be: a file that grows meanwhile is read to its end, or to the bound.
            data = file.read(size + 1)
            data += file.read(most - size) if len(data) > size else b""
    if max(size, len(data)) > most:
        values = {"found": megabytes(max(size, len(data))), "bound": megabytes(most)}
        if option:
            raise error(problem("file-too-large", place, **values, option=option))
        raise error(problem("input-too-large", place, **values))
    return data


def read_head(path: Path, error: type[ConvergenceError], count: int) -> tuple[bytes, int]:
    """The first bytes of a regular file of any size, and its size; raises `error` as `read_bytes` does."""
    with _told(Location(file=name_of(path)), error), opened(path) as file:
        return file.read(count), os.fstat(file.fileno()).st_size


@contextmanager
def _told(place: Location, error: type[ConvergenceError]) -> Iterator[None]:
    """Why a file cannot be read, as a problem."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise error(problem("file-not-found", place)) from None
    except IsADirectoryError:
        raise error(problem("file-is-directory", place)) from None
    except OSError as fault:
        raise error(problem("file-unreadable", place, reason=fault.strerror or type(fault).__name__)) from None


def read_text(path: Path, error: type[ConvergenceError], most: int = MOST_TEXT, *, name: str = "") -> str:
    """The same as text; see `text_of`."""
    return text_of(read_bytes(path, error, most, name=name), name or name_of(path), error)


def text_of(content: bytes, name: str, error: type[ConvergenceError]) -> str:
    """A content as text in UTF-8, without a byte order mark, each line ended by a newline alone; raises `error`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise error(problem("file-not-utf-8", Location(file=name), at=f"{fault.start:,}")) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def name_of(path: Path) -> str:
    """A file's name in characters that can be written, whatever bytes the system has for it."""
    return path.name.encode("utf-8", "replace").decode()


def readable(name: str) -> str:
    """A name in characters that can be written: an archive from a Chinese Windows leaves names in GBK on Linux."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")
    return name


def real(path: Path) -> Path:
    """A path without links, by which two names of one file are told to be one.

    A link that leads back to itself stands for itself: `Path.resolve` would end the run there, though it is a file that
    cannot be read and no more.
    """
    return Path(os.path.realpath(path))


def suffix_of(path: Path) -> str:
    """By which the format of a file is known, in lower case: of a packed one both its suffixes."""
    return "".join(path.suffixes[-2:]).lower() if path.suffix.lower() == ".gz" else path.suffix.lower()


def megabytes(count: int) -> str:
    """A number of bytes as people read it."""
    return f"{count / MEGABYTE:,.0f} MB" if count >= MEGABYTE else f"{count / 1024:,.1f} KB"


def _check(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError
    if not stat.S_ISREG(found.st_mode):
        raise IrregularError(0, "not a regular file")
