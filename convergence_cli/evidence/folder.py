"""The folder of evidence: walked once, its names kept in a form that can be compared, its files read in chunks.

Two names are the same where they differ in the form of their Unicode (a Mac writes é as two characters) or in
upper and lower case (Windows takes them for the same): so a report is the same on every system. A name that
differs in more is another name, and only suggested.
"""

import hashlib
import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import BinaryIO, Literal

from convergence_cli.errors import ConfigError, problem
from convergence_cli.files import IrregularError, opened, readable
from convergence_cli.texts.nearest import nearest
from convergence_cli.value import value

MOST_ENTRIES = 50_000
_CHUNK = 1 << 20
# Looking for the nearest name takes a while each time; a hostile workbook has thousands of names.
_MOST_GUESSES = 100
_MOST_NAMES_TO_GUESS = 2_000
_EXTENSION = re.compile(r"(?<=[^/.])\.[A-Za-z0-9]{1,5}$")

EntryKind = Literal["file", "outside", "not_a_file"]
Fault = Literal["empty", "unreadable", "too_large", "not_a_file"]


@value
class Entry:
    """Something in the folder: its path within it, where it really lies, and what it is."""

    path: str
    real: str
    kind: EntryKind


@value
class Content:
    """What reading a file gave."""

    sha256: str = ""
    size: int | None = None
    fault: Fault | None = None
    reason: str = ""


class Folder:
    """A walked folder; `max_size` is the largest file that is read, in bytes."""

    def __init__(self, path: Path, max_size: int) -> None:
        """Walk it; raises ConfigError where it is no folder, cannot be read or holds too much."""
        self._max_size = max_size
        self._root = os.path.realpath(path)
        # By path, bare name, path without extension and bare name without it; then all without regard to case.
        self._known: tuple[dict[str, list[Entry]], ...] = tuple({} for _ in range(8))
        self._read: dict[str, Content] = {}
        self._guessed: dict[str, str] = {}
        try:
            self._walk()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise ConfigError(problem("evidence-dir", found=path.name or str(path), reason=reason)) from error

    def entries(self, name: str) -> list[Entry]:
        """What goes by a name, given as a path within the folder or as the bare name of a file anywhere in it,
        with its extension or without.

        More than one: nobody can say which is meant.
        """
        wanted = _composed(name.replace("\\", "/").removeprefix("./"))
        keys = (wanted,) * 4 + (wanted.casefold(),) * 4
        found = (known[key] for known, key in zip(self._known, keys, strict=True) if key in known)
        return next(found, [])

    def nearest(self, name: str) -> str:
        """The path of a file whose name is much like this one, or an empty string."""
        bare = _bare(name.replace("\\", "/"))
        if bare not in self._guessed and len(self._guessed) < _MOST_GUESSES:
            self._guessed[bare] = self._guess(bare)
        return self._guessed.get(bare, "")

    def read(self, entry: Entry) -> Content:
        """The sha256 and the size of a file; each file is read once."""
        if entry.real not in self._read:
            self._read[entry.real] = self._content(entry.real)
        return self._read[entry.real]

    def _guess(self, bare: str) -> str:
        files = [entry.path for found in self._known[0].values() for entry in found if entry.kind == "file"]
        like = {_alike(path): path for path in reversed(files)}
        if _alike(bare) in like or len(files) > _MOST_NAMES_TO_GUESS:
            return like.get(_alike(bare), "")
        return like.get(nearest(_alike(bare), like, 0.7), "")

    def _walk(self) -> None:
        ahead, count = [self._root], 0
        while ahead:
            folder = ahead.pop()
            try:
                entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
            except OSError:
                if folder == self._root:
                    raise
                continue  # what lies in a folder that may not be read is missing
            count += len(entries)
            if count > MOST_ENTRIES:
                raise ConfigError(problem("evidence-dir-too-large", bound=f"{MOST_ENTRIES:,}"))
            for entry in entries:
                is_plain = entry.is_file(follow_symlinks=False)
                real = entry.path if is_plain else os.path.realpath(entry.path)
                self._keep(_readable(os.path.relpath(entry.path, self._root)), real)
                # A link or a junction to a folder has another real path: it is not followed.
                if real == entry.path and entry.is_dir(follow_symlinks=False):
                    ahead.append(real)

    def _keep(self, path: str, real: str) -> None:
        inside = real.startswith(self._root.rstrip(os.sep) + os.sep)
        kind: EntryKind = "outside" if not inside else "file" if _is_regular(real) else "not_a_file"
        entry = Entry(path=path, real=real, kind=kind)
        names = (path, _bare(path), path.removesuffix(_extension(path)), _bare(path).removesuffix(_extension(path)))
        for place, name in enumerate(names):
            # A folder goes by its path alone: nobody means one somewhere inside by its bare name.
            if place == 0 or kind != "not_a_file":
                self._known[place].setdefault(name, []).append(entry)
                self._known[place + len(names)].setdefault(name.casefold(), []).append(entry)

    def _content(self, real: str) -> Content:
        try:
            # What was a file when the folder was walked may have been exchanged for a link since.
            if os.path.realpath(real) != real:
                return Content(fault="not_a_file")
            with opened(Path(real), through_links=False) as file:
                return self._digest(file)
        except (IrregularError, IsADirectoryError):
            return Content(fault="not_a_file")
        except OSError as error:
            return Content(fault="unreadable", reason=error.strerror or type(error).__name__)

    def _digest(self, file: BinaryIO) -> Content:
        """In chunks, and no further than the bound, whatever the size was said to be."""
        digest, size = hashlib.sha256(usedforsecurity=False), 0
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > self._max_size:
                return Content(fault="too_large")
            digest.update(chunk)
        return Content(sha256=digest.hexdigest(), size=size) if size else Content(size=0, fault="empty")


def _is_regular(real: str) -> bool:
    try:
        return stat.S_ISREG(Path(real).lstat().st_mode)
    except OSError:  # a link to nothing
        return False


def _readable(path: str) -> str:
    """A path within the folder as people read it: composed, `/` between its parts."""
    return _composed(readable(path).replace(os.sep, "/"))


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _bare(path: str) -> str:
    return path.rpartition("/")[2]


def _extension(path: str) -> str:
    """A short extension with its dot; the rest of 2025.12.31统计 is none."""
    found = _EXTENSION.search(path)
    return found[0] if found else ""


def _alike(path: str) -> str:
    """The bare name without extension, width, case and spaces: 名册（新）.xls is much like 名册 (新).xlsx."""
    name = _bare(path).removesuffix(_extension(path))
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
