"""What the program keeps for itself from run to run: entries of its own, in its own folder, under its own key.

The folder may lie where the user keeps other things, where others can write, or come out of an archive that a stranger
filled. So nothing is listed, removed or replaced but entries by the names that this file gives; a folder or an entry
that another user owns or can write to is not used; and an entry counts only with the digest under a key that lies
elsewhere, in a file that the user alone can read. Whatever goes wrong here costs time and nothing else.
"""

import hashlib
import os
import re
import stat
from hmac import compare_digest
from pathlib import Path

from convergence_cli.files import MEGABYTE, opened
from convergence_cli.value import value

_MOST_ENTRIES = 32
"""Of a kind."""
_MOST_BYTES = 64 * MEGABYTE
_DIGEST = _KEY = 32
_OURS = re.compile(r"[0-9a-f]{64}\.([a-z]+)(?:\.[0-9a-f]{8}\.part)?")


@value
class Shelf:
    """Where entries lie, and the file with the key that they are held to."""

    folder: Path
    key: Path


def get(shelf: Shelf, digest: str, kind: str) -> bytes | None:
    """The entry under a sha256 in hexadecimal, as `put` was given it; None where there is none to be trusted."""
    name = f"{digest}.{kind}"
    try:
        key = _key(shelf.key) if _is_own_folder(shelf.folder) else None
        if key is None:
            return None
        content = _own_content(shelf.folder / name, 0o022)
    except OSError:
        return None
    seal, entry = content[:_DIGEST], content[_DIGEST:]
    return entry if compare_digest(seal, _seal(key, name, entry)) else None


def put(shelf: Shelf, digest: str, kind: str, entry: bytes) -> None:
    """Keep an entry; of more than a few of a kind, the oldest go."""
    name = f"{digest}.{kind}"
    try:
        shelf.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = (_key(shelf.key) or _new_key(shelf.key)) if _is_own_folder(shelf.folder) else None
        if key is not None:
            _write(shelf.folder / name, _seal(key, name, entry) + entry)
            _clear(shelf.folder, kind)
    except OSError:
        return  # a read-only home is no reason not to score


def _seal(key: bytes, name: str, entry: bytes) -> bytes:
    return hashlib.blake2b(name.encode() + b"\0" + entry, key=key, digest_size=_DIGEST).digest()


def _key(path: Path) -> bytes | None:
    """The key; None where there is none, or where others could have read it or put it there."""
    try:
        key = _own_content(path, 0o077) if _is_own_folder(path.parent) else b""
    except OSError:
        return None
    return key if len(key) == _KEY else None


def _new_key(path: Path) -> bytes | None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_own_folder(path.parent):
        return None
    key = os.urandom(_KEY)
    _write(path, key)
    return key


def _own_content(path: Path, not_for_others: int) -> bytes:
    """A regular file of the user's own, no link to one; raises OSError for any other."""
    with opened(path, through_links=False) as file:
        if not _is_own(os.fstat(file.fileno()), not_for_others):
            raise PermissionError
        return file.read(_MOST_BYTES)


def _is_own_folder(path: Path) -> bool:
    """Whether a folder, no link to one, is the user's, and nobody else can put anything into it."""
    found = path.lstat()
    return stat.S_ISDIR(found.st_mode) and _is_own(found, 0o022)


def _is_own(found: os.stat_result, not_for_others: int) -> bool:
    if not hasattr(os, "geteuid"):
        return True  # Windows: the profile's own rights, and the key, have to do
    return found.st_uid == os.geteuid() and not found.st_mode & not_for_others


def _write(path: Path, content: bytes) -> None:
    """A whole file or none, for the user alone."""
    part = path.with_name(f"{path.name}.{os.urandom(4).hex()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _clear(folder: Path, kind: str) -> None:
    ours = [entry for entry in os.scandir(folder) if (found := _OURS.fullmatch(entry.name)) and found[1] == kind]
    kept = [entry for entry in ours if entry.is_file(follow_symlinks=False)]
    kept.sort(key=lambda entry: (entry.stat(follow_symlinks=False).st_mtime_ns, entry.name), reverse=True)
    for old in kept[_MOST_ENTRIES:]:
        Path(old.path).unlink(missing_ok=True)
