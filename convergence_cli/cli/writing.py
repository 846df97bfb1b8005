"""Files put in their place: whole or not at all, and what they take the place of is kept where that was asked for."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from convergence_cli.cli.output import tell, waiting
from convergence_cli.cli.targets import Target, fault
from convergence_cli.errors import ExportError, Location, Problem, problem
from convergence_cli.files import suffix_of
from convergence_cli.imprint import Piece, imprinted, imprinted_pieces
from convergence_cli.model.language import Language
from convergence_cli.texts import say

_BACKUP = re.compile(r"\.bak-([1-9][0-9]*)$")


Content = bytes | Iterator[bytes]
"""Of a file: the whole, or piece by piece."""


def write_all(jobs: Iterable[tuple[Target, Callable[[], Content]]], language: Language, *, quiet: bool) -> None:
    """Write every file and say so; raises ExportError for the failed ones, after trying all."""
    faults: list[Problem] = []
    for target, render in jobs:
        try:
            with waiting(say(language, "run.writing", file=target.path), quiet=quiet):
                kept = write_file(target, render)
        except ExportError as error:
            faults += error.problems
            continue
        if kept is not None and not quiet:
            tell(say(language, "run.kept", file=kept))
        if not quiet:
            tell(say(language, "run.wrote", file=target.path))
    if faults:
        raise ExportError(*faults)


def write_file(target: Target, render: Callable[[], Content]) -> Path | None:
    """Write a whole file or none: beside its place, then renamed into it. What was there is kept as the path returned.

    `render` makes the content; openpyxl uses temporary files for it, so a full disk may show there already.
    Raises ExportError; the old file, if there was one, is as it was.
    """
    try:
        return _replace(target, _marked(target, render()))
    except OSError as error:
        found = error.strerror or type(error).__name__
        raise ExportError(problem("export-failed", Location(file=target.path.name), found=found)) from error


def _marked(target: Target, content: Content) -> bytes | Iterator[Piece]:
    if target.kind is None:
        return content
    kind, suffix = target.kind, suffix_of(target.path)
    return imprinted(content, kind, suffix) if isinstance(content, bytes) else imprinted_pieces(content, kind, suffix)


def keep(path: Path) -> Path:
    """Give a file a second name, `NAME.bak-N` with a number above all that there are; raises OSError."""
    known = (_BACKUP.search(each.name) for each in path.parent.iterdir() if each.name.startswith(f"{path.name}.bak-"))
    number = max((int(found[1]) for found in known if found), default=0) + 1
    kept = path.with_name(f"{path.name}.bak-{number}")
    try:
        _double(path, kept)
    except FileExistsError:
        return keep(path)
    return kept


def is_kept(path: Path) -> bool:
    """Whether a file is one that was kept when another took its place."""
    return _BACKUP.search(path.name) is not None


def _replace(target: Target, content: bytes | Iterator[Piece]) -> Path | None:
    path, kept = target.path, None
    whole = content if isinstance(content, bytes) else None
    part = _part(path, (content,) if isinstance(content, bytes) else content)
    try:
        # Before it is judged: what comes into a free place after this is refused by `_put`.
        there = path.exists()
        if found := fault(target, whole):
            raise ExportError(found)
        # A report has the rights of the file that it replaces, or of any file that the user makes.
        part.chmod(path.stat().st_mode & 0o777 if there else 0o666 & ~_mask())
        if there and target.overwrite:
            kept = keep(path)
        if there:
            part.replace(path)
        else:
            _put(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        # Only while the file itself is still in its place: an interrupt may come after it was replaced.
        if kept is not None and path.exists() and kept.samefile(path):
            kept.unlink()
        raise
    return kept


def _put(part: Path, path: Path) -> None:
    """Rename a file to a name that is free; raises ExportError where another program has taken it this moment."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise ExportError(problem("export-exists", found=path.name)) from None
    except OSError:
        part.replace(path)
    else:
        part.unlink()


def _double(path: Path, copy: Path) -> None:
    """The same file under a second name, or a copy where a disk lets no file have two."""
    import shutil

    try:
        os.link(path, copy)
    except FileExistsError:
        raise
    except OSError:
        pass
    else:
        return
    with copy.open("xb") as new:
        try:
            with path.open("rb") as old:
                shutil.copyfileobj(old, new)
            new.flush()
            os.fsync(new.fileno())
        except BaseException:
            copy.unlink()
            raise
    shutil.copystat(path, copy)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _part(path: Path, content: Iterable[Piece]) -> Path:
    """The content under a name of its own in the same folder."""
    import tempfile

    part = Path(tempfile.mktemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part"))  # noqa: S306 - opened exclusively
    handle = _nameless(path.parent)
    named = handle is None
    if handle is None:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
            if not named:
                # A folder is named, though the path is whole: only then does Python follow the link in /proc.
                os.link(f"/proc/self/fd/{file.fileno()}", part, src_dir_fd=file.fileno(), follow_symlinks=True)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _nameless(folder: Path) -> int | None:
    """A file without a name, which vanishes with a process that is killed; None where the system has no such file."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, flag | os.O_WRONLY, 0o600)
    except OSError:
        return None
