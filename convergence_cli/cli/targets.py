"""What may stand where a file is to be written: nothing, or what this program wrote there and nobody changed since.

"What this program wrote" is a file of the same kind that bears its mark (see `imprint`). Anything else may be a
person's work, and takes `--overwrite`, which keeps it under another name. The place is looked at before any work, and
once more when the new file is ready, because people and other programs write in the meantime.
"""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from convergence_cli.errors import ConfigError, Location, Problem, problem
from convergence_cli.files import suffix_of
from convergence_cli.imprint import TAIL, FileKind, is_file_untouched, may_be_marked
from convergence_cli.value import value

# A report of ten thousand stations has some 300 MB; nothing larger was written here.
_MOST_BYTES = 1_000_000_000


@value
class Target:
    """A file to be written."""

    path: Path
    kind: FileKind | None
    """None for one that its author goes on with: it bears no mark."""
    overwrite: bool = False
    replaces: FileKind | None = None
    """Another kind that it may take the place of, unchanged."""
    known: frozenset[str] = frozenset()
    """SHA-256 of what was written there before, where the file has no place for a mark."""


def check_targets(targets: Sequence[Target], sources: Iterable[Path] = ()) -> None:
    """Refuse, before any work, what cannot or must not be written; raises ConfigError with every fault.

    `sources` are what is read: no report replaces a station's answers, with `--overwrite` or without.
    """
    there = {identity(target.path) for target in targets} - {None}
    read = {identity(source) for source in sources} if there else set()
    names = {folder: _names(folder) for folder in {target.path.parent for target in targets}}
    faults, taken = [], set()
    for target in targets:
        path = target.path
        place = (os.path.realpath(path.parent), _folded(path.name))
        if identity(path) in read - {None}:
            faults.append(problem("export-is-input", found=path.name))
        elif place in taken:
            faults.append(problem("export-twice", found=path.name))
        elif twin := _twin(path, names[path.parent]):
            faults.append(problem("export-twin", found=path.name, twin=twin))
        elif found := fault(target):
            faults.append(found)
        taken.add(place)
    if faults:
        raise ConfigError(*faults)


def fault(target: Target, content: bytes | None = None) -> Problem | None:
    """Why a file must not be put in its place as things stand, or None.

    Where that is `content` already, nothing is lost; None: it is not known as a whole.
    """
    path = target.path
    try:
        if not os.path.isdir(path.parent):  # noqa: PTH112 - Path raises where a folder may not be looked into
            return problem("export-no-folder", found=str(path.parent))
        found = path.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        return problem("export-failed", Location(file=path.name), found=error.strerror or type(error).__name__)
    if stat.S_ISLNK(found.st_mode):
        return problem("export-is-link", found=path.name)
    if stat.S_ISDIR(found.st_mode):
        return problem("export-is-folder", found=path.name)
    if not stat.S_ISREG(found.st_mode):
        return problem("export-not-file", found=path.name)
    if not found.st_mode & 0o222 or not os.access(path, os.W_OK):
        return problem("export-read-only", found=path.name)
    if lock := next((name for name in _locks(path) if os.path.lexists(path.with_name(name))), ""):
        return problem("export-open", found=path.name, lock=lock)
    if target.overwrite or _is_own(target, found.st_size, content):
        return None
    return problem("export-exists", found=path.name)


def _is_own(target: Target, size: int, content: bytes | None) -> bool:
    kind, suffix = target.kind, suffix_of(target.path)
    kinds = [each for each in (kind, target.replaces) if each is not None]
    try:
        with target.path.open("rb") as file:
            if target.known and size <= _MOST_BYTES and hashlib.file_digest(file, "sha256").hexdigest() in target.known:
                return True
            file.seek(max(0, size - TAIL))
            marked = kind is not None and size <= _MOST_BYTES and may_be_marked(file.read(TAIL), suffix)
            if not marked and (content is None or size != len(content)):
                return False
            file.seek(0)
            for each in kinds:
                if is_file_untouched(file, each, suffix):
                    return True
                file.seek(0)
            return content is not None and size == len(content) and file.read() == content
    except OSError:
        return False


def _locks(path: Path) -> tuple[str, ...]:
    """The files by which Excel, Word, WPS and LibreOffice say that they have one open."""
    name = path.name
    # Word writes its two signs over the first letters of a name that is long enough.
    shown = name[min(2, max(0, len(path.stem) - 6)) :] if path.suffix.lower() == ".docx" else name
    return f".~lock.{name}#", f"~${name}", f"~${shown}", f".~{name}"


def identity(path: Path) -> tuple[int, int] | None:
    """What a file is, whichever way its path is written; None where there is none."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _names(folder: Path) -> dict[str, set[str]]:
    """The names in a folder by what a system that does not tell upper from lower case takes them for."""
    names: dict[str, set[str]] = {}
    try:
        for path in folder.iterdir():
            names.setdefault(_folded(path.name), set()).add(path.name)
    except OSError:
        return {}
    return names


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _twin(path: Path, names: dict[str, set[str]]) -> str:
    """A file whose name differs in case alone, or in how its letters are put together."""
    found = names.get(_folded(path.name), set())
    if not found or path.name in found:
        return ""
    twin = min(found)
    same = unicodedata.normalize("NFC", twin) == unicodedata.normalize("NFC", path.name)
    # Some systems put letters together in their own way, and find the file by either.
    return "" if same and os.path.lexists(path) else twin
