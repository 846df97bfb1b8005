"""Reads the files that gates are held against, however large or strange they are."""

from pathlib import Path


def read_text(path: Path, most_bytes: int) -> str | None:
    """The text of a UTF-8 file without its byte order mark; None where it is larger than the bound.

    Raises OSError and UnicodeDecodeError. No more than the bound is read: the file may be a pipe or a device.
    """
    with path.open("rb") as file:
        content = file.read(most_bytes + 1)
    return None if len(content) > most_bytes else content.decode("utf-8").removeprefix("\ufeff")
