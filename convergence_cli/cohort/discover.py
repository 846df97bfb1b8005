"""Which workbooks a batch is about: folders, patterns, files and a list, each workbook once, in one order."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from convergence_cli.cohort.submission import Submission
from convergence_cli.errors import ConfigError, Location, Problem, joined, problem
from convergence_cli.files import WORKBOOKS, readable, real
from convergence_cli.questionnaire.guard import LOCKS
from convergence_cli.value import value

_FEW = 5

PassedOver = Literal["passed-over-lock", "passed-over-hidden", "passed-over-suffix", "passed-over-link"]
KINDS: tuple[PassedOver, ...] = ("passed-over-lock", "passed-over-hidden", "passed-over-suffix", "passed-over-link")


@value
class Found:
    """The workbooks, sorted by name, and notes on what was passed over."""

    submissions: tuple[Submission, ...]
    notes: tuple[Problem, ...] = ()


def discover(
    given: Sequence[str], listed: Sequence[Submission] = (), exclude: Sequence[str] = (), besides: Path | None = None
) -> Found:
    """The workbooks of folders (with all that is below), patterns and files, and those of a list.

    `exclude` are patterns for one name in a path or, with a slash, for a part of it; nothing in the folder
    `besides` is taken. Raises ConfigError for a folder or a pattern in which there is nothing.
    """
    search = _Search(exclude, besides)
    submissions = [submission for argument in given for submission in search.of(argument)]
    submissions += (submission for submission in listed if not search.excluded(submission.file))
    if search.empty:
        raise ConfigError(*search.empty)
    return Found(submissions=_told_apart(_each_once(submissions)), notes=search.notes())


class _Search:
    """A walk through what was given, and what it left by the wayside."""

    def __init__(self, exclude: Sequence[str], besides: Path | None) -> None:
        self._patterns = [pattern.replace("\\", "/").strip("/") for pattern in exclude]
        self._besides = None if besides is None else real(besides)
        self._passed: dict[PassedOver, list[str]] = {kind: [] for kind in KINDS}
        self._closed: list[Problem] = []
        self.empty: list[Problem] = []

    def of(self, argument: str) -> Iterator[Submission]:
        """The workbooks of one argument."""
        path = Path(argument)
        if path.is_dir():
            yield from self._told_if_none(path, self._below(path))
        elif set(argument) & set("*?[") and not os.path.lexists(path):
            # A shell that knows no patterns, as that of Windows, hands them on.
            yield from self._told_if_none(path, self._matching(path))
        elif not self.excluded(shown(path)):
            yield Submission(path=argument, file=shown(path))

    def excluded(self, file: str) -> bool:
        """Whether a pattern fits a name in the path or, with a slash, a part of the path."""
        names = file.split("/")
        return any(
            fnmatchcase(f"/{file}/", f"*/{pattern}/*")
            if "/" in pattern
            else any(fnmatchcase(name, pattern) for name in names)
            for pattern in self._patterns
        )

    def notes(self) -> tuple[Problem, ...]:
        """One for each kind of file that was passed over, and an error for each folder that cannot be read."""
        return tuple(
            problem(kind, Location(), "note", count=f"{len(names):,}", files=joined(names, _FEW))
            for kind, names in self._passed.items()
            if names
        ) + tuple(self._closed)

    def _told_if_none(self, path: Path, submissions: Iterable[Submission]) -> Iterator[Submission]:
        none = True
        for submission in submissions:
            none = False
            yield submission
        if none:
            self.empty.append(problem("nothing-found", Location(file=shown(path))))

    def _matching(self, pattern: Path) -> Iterator[Submission]:
        below = Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor)))
        for path in sorted(below):
            if path.is_dir():
                yield from self._below(path)
            else:
                yield from self._wanted(path, shown(path))

    def _below(self, folder: Path) -> Iterator[Submission]:
        top = shown(folder, 1)
        for here, folders, names in os.walk(folder, onerror=self._cannot_enter):
            inside = [readable(part) for part in Path(here).relative_to(folder).parts]
            prefix = "".join(f"{part}/" for part in (top, *inside) if part)
            # In place: what is taken out is not walked through.
            folders[:] = sorted(name for name in folders if self._is_open(Path(here, name), prefix + readable(name)))
            for name in sorted(names):
                yield from self._wanted(Path(here, name), prefix + readable(name))

    def _is_open(self, folder: Path, file: str) -> bool:
        """Whether a folder is walked into. A link is not: it may lead back to where it stands."""
        if folder.is_symlink():
            self._passed["passed-over-link"].append(file)
            return False
        return not folder.name.startswith(".") and real(folder) != self._besides

    def _cannot_enter(self, error: OSError) -> None:
        place = Location(file=shown(Path(str(error.filename))))
        self._closed.append(problem("folder-unreadable", place, reason=error.strerror or type(error).__name__))

    def _wanted(self, path: Path, file: str) -> Iterator[Submission]:
        """A file that nobody named: a workbook by its suffix, and none that an open program or a system keeps."""
        if self.excluded(file):
            return
        kind: PassedOver | None = None
        if path.name.startswith(LOCKS):
            kind = "passed-over-lock"
        elif path.name.startswith("."):
            kind = "passed-over-hidden"
        elif path.suffix.lower() not in WORKBOOKS:
            kind = "passed-over-suffix"
        if kind is None:
            yield Submission(path=str(path), file=file, named=False)
        else:
            self._passed[kind].append(file)


def shown(path: Path, most: int = 2) -> str:
    """How reports name a path: as it was given; of an absolute one no more than its last parts.

    Nothing in a report tells where on a machine it was made.
    """
    plain = Path(os.path.normpath(path))
    parts = plain.relative_to(plain.anchor).parts
    return "/".join(readable(part) for part in (parts[-most:] if plain.anchor else parts))


def _each_once(submissions: Iterable[Submission]) -> list[Submission]:
    """Sorted by name; a file that was named twice is one, and what the list says of it counts."""
    by_place: dict[Path, Submission] = {}
    for submission in submissions:
        place = real(Path(submission.path))
        known = by_place.get(place, submission)
        attributes = {**known.attributes, **submission.attributes}
        by_place[place] = replace(known, named=known.named or submission.named, attributes=attributes)
    return sorted(by_place.values(), key=lambda submission: (submission.file, submission.path))


def _told_apart(submissions: list[Submission]) -> tuple[Submission, ...]:
    """Two files of one name, of which only the whole path differs, are named by it."""
    uses = Counter(submission.file for submission in submissions)
    return tuple(
        replace(submission, file=readable(Path(submission.path).as_posix()))
        if uses[submission.file] > 1
        else submission
        for submission in submissions
    )
