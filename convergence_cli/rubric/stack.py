"""Frameworks and overlays one on top of the other: which files they are, and the framework that they make.

An overlay names its base, which may be an overlay itself; the user may lay further ones on top. Whatever the way,
the result is a list of sources, a framework at the bottom, and its sha256 goes over all of their bytes. The same
sources give the same framework, whoever put them in order.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from convergence_cli.errors import Location, Problem, RubricError, problem
from convergence_cli.model.framework import Framework
from convergence_cli.rubric.load import (
    FRAMEWORK_FILE,
    OVERLAY_FILE,
    examine,
    find,
    kept_or_made,
    read_files,
    read_text,
    sha256,
    validated,
)
from convergence_cli.value import value


@value
class Source:
    """A framework, or one overlay."""

    path: Path
    """Its folder, or its one file."""
    files: dict[str, str]
    """File name -> text; an overlay has one."""
    overlay: str = ""
    """What its file is called in what is said of it; empty for a framework."""
    stacked: bool = False
    """An overlay that lies where the user put it, and not where it says itself."""


def stack(paths: Sequence[Path]) -> tuple[Source, ...]:
    """The sources of a framework or overlay and of overlays on top of it, the framework first.

    Raises RubricError where a base is missing, or what should be an overlay is none.
    """
    sources = _with_bases(paths[0], ())
    for path in paths[1:]:
        if not is_overlay(path):
            raise RubricError(problem("not-an-overlay", Location(file=path.name), name=path.name))
        sources = (*sources, replace(_overlay(path), stacked=True))
    return sources


def load_stack(paths: Sequence[Path], keep: Path | None = None) -> Framework:
    """The framework of a stack, sound; see `load.load`, which it is for a framework alone.

    Raises RubricError with every fault of the lowest source that has one: what lies on top cannot be judged then.
    """
    return _load(stack(paths), keep)


def examine_stack(paths: Sequence[Path], keep: Path | None = None) -> tuple[Framework | None, list[Problem]]:
    """The framework, if there is one, and every problem of the topmost source, warnings and notes included.

    Raises RubricError where what lies below it is not sound.
    """
    return _examine(stack(paths), keep)


def is_overlay(path: Path) -> bool:
    """Whether a folder or file that `find` has found is an overlay."""
    if path.is_dir():
        return not (path / FRAMEWORK_FILE).is_file()
    return any(line.startswith("extends:") for line in read_text(path, path.name).splitlines())


def folder_of(path: Path) -> Path:
    """The folder in which a framework or an overlay has its tests."""
    return path if path.is_dir() else path.parent


def _load(sources: tuple[Source, ...], keep: Path | None) -> Framework:
    return kept_or_made(_files(sources), keep, lambda: _examine(sources, keep))


def _examine(sources: tuple[Source, ...], keep: Path | None) -> tuple[Framework | None, list[Problem]]:
    *below, top = sources
    if not below:
        return examine(top.path, top.files)
    base = _sound(tuple(below), keep)
    from convergence_cli.rubric.overlay.resolve import resolve

    (text,) = top.files.values()
    framework, problems = resolve(base, top.overlay, text, stacked=top.stacked)
    return (replace(framework, sha256=sha256(_files(sources))) if framework else None), problems


def _sound(below: tuple[Source, ...], keep: Path | None) -> Framework:
    """What lies below an overlay; its faults say which framework's files they are in."""
    try:
        return _load(below, keep)
    except RubricError as error:
        if len(below) > 1 or not below[0].path.is_dir():
            raise
        raise RubricError(*(_in_folder(item, _name(below[0].path)) for item in error.problems)) from error


def _in_folder(item: Problem, folder: str) -> Problem:
    return replace(item, location=replace(item.location, file=f"{folder}/{item.location.file}"))


def _files(sources: tuple[Source, ...]) -> dict[str, str]:
    """All files of a stack by names that do not depend on where they lie."""
    overlays = {f"overlay {at}": text for at, source in enumerate(sources[1:], 1) for text in source.files.values()}
    return sources[0].files | overlays


def _with_bases(path: Path, above: tuple[Path, ...]) -> tuple[Source, ...]:
    """A source and what it says that it lies on; `above` are the overlays that led here."""
    if not is_overlay(path):
        return (Source(path=path, files=read_files(path)),)
    source = _overlay(path)
    base, place = _named_base(source)
    found = find(base, folder_of(path), place)
    if any(found.resolve() == each.resolve() for each in (*above, path)):
        raise RubricError(problem("overlay-circle", place, found=base))
    return (*_with_bases(found, (*above, path)), source)


def _overlay(path: Path) -> Source:
    file = path / OVERLAY_FILE if path.is_dir() else path
    name = f"{_name(path)}/{OVERLAY_FILE}" if path.is_dir() else path.name
    return Source(path=path, files={OVERLAY_FILE: read_text(file, name)}, overlay=name)


def _name(path: Path) -> str:
    return path.name or path.resolve().name


def _named_base(source: Source) -> tuple[str, Location]:
    """What an overlay extends, and where it says so; raises RubricError with every fault of a file of no such shape."""
    from convergence_cli.rubric.strict_yaml import locate, parse

    (text,) = source.files.values()
    tree, problems = parse(text, source.overlay)
    base = tree.get("extends") if isinstance(tree, dict) else None
    if isinstance(base, str) and base.strip():
        return base, locate(text, source.overlay, [("extends",)])["extends",]
    from convergence_cli.rubric.schema import OVERLAY

    problems = []
    validated(text, source.overlay, OVERLAY, problems)
    nowhere = problem("framework-not-found", Location(file=source.overlay), name="", known="")
    raise RubricError(*(problems or [nowhere]))
