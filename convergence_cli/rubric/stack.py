"""Frameworks and overlays one on top of the other: which files they are, and the framework that they make.

An overlay names its base, which may be an overlay itself; the user may lay further ones on top. Whatever the way,
the result is a list of sources, a framework at the bottom, and its sha256 goes over all of their bytes. The same
sources give the same framework, whoever put them in order.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from convergence_cli.errors import Location, Problem, RubricError, problem
from convergence_cli.files import read_text
from convergence_cli.model.framework import Framework
from convergence_cli.rubric.load import (
    FRAMEWORK_FILE,
    OVERLAY_FILE,
    examine,
    find,
    is_there,
    kept_or_made,
    read_files,
    sha256,
    validated,
)
from convergence_cli.shelf import Shelf
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
    names: int | None = 0
    """How far below an overlay lies what it extends, 0 being right below; None: only its id can tell."""


def stack(paths: Sequence[Path]) -> tuple[Source, ...]:
    """The sources of a framework or overlay and of overlays on top of it, the framework first.

    Raises RubricError where a base is missing, or what should be an overlay is none.
    """
    sources = _with_bases(paths[0], ())
    for path in paths[1:]:
        if not is_overlay(path):
            raise RubricError(problem("not-an-overlay", Location(file=path.name), name=path.name))
        source = _overlay(path)
        sources = (*sources, replace(source, names=_depth(source, sources)))
    return sources


def _depth(source: Source, below: tuple[Source, ...]) -> int | None:
    """How far below an overlay, which lies where the user put it, is the file that it extends."""
    try:
        base = find(_extends(source), folder_of(source.path)).resolve()
    except RubricError:
        return None  # it was sent without its base: the user has named one
    return next((depth for depth, each in enumerate(below[::-1]) if each.path.resolve() == base), None)


def load_stack(paths: Sequence[Path], keep: Shelf | None = None) -> Framework:
    """The framework of a stack, sound; see `load.load`, which it is for a framework alone.

    Raises RubricError with every fault of the lowest source that has one: what lies on top cannot be judged then.
    """
    return _load(stack(paths), keep)


def examine_stack(paths: Sequence[Path], keep: Shelf | None = None) -> tuple[Framework | None, list[Problem]]:
    """The framework, if there is one, and every problem of the topmost source, warnings and notes included.

    Raises RubricError where what lies below it is not sound.
    """
    return _examine(stack(paths), keep)


def is_overlay(path: Path) -> bool:
    """Whether a folder or file that `find` has found is an overlay."""
    if path.is_dir():
        return not is_there(path / FRAMEWORK_FILE)
    return any(line.startswith("extends:") for line in read_text(path, RubricError).splitlines())


def folder_of(path: Path) -> Path:
    """The folder in which a framework or an overlay has its tests."""
    return path if path.is_dir() else path.parent


def _load(sources: tuple[Source, ...], keep: Shelf | None) -> Framework:
    return kept_or_made(_files(sources), keep, lambda: _examine(sources, keep))


def _examine(sources: tuple[Source, ...], keep: Shelf | None) -> tuple[Framework | None, list[Problem]]:
    *below, top = sources
    if not below:
        return examine(top.path, top.files)
    base = _sound(tuple(below), keep)
    from convergence_cli.rubric.overlay.resolve import resolve

    (text,) = top.files.values()
    lowest = _sound(sources[:1], keep) if len(below) > 1 else base
    framework, problems = resolve(base, top.overlay, text, names=top.names, lowest=lowest)
    return (replace(framework, sha256=sha256(_files(sources))) if framework else None), problems


def _sound(below: tuple[Source, ...], keep: Shelf | None) -> Framework:
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
    base = _extends(source)
    try:
        found = find(base, folder_of(path))
        if any(found.resolve() == each.resolve() for each in (*above, path)):
            raise RubricError(problem("overlay-circle", found=base))
    except RubricError as error:
        raise RubricError(*(replace(item, location=_place(source)) for item in error.problems)) from error
    return (*_with_bases(found, (*above, path)), source)


def _overlay(path: Path) -> Source:
    file = path / OVERLAY_FILE if path.is_dir() else path
    name = f"{_name(path)}/{OVERLAY_FILE}" if path.is_dir() else path.name
    return Source(path=path, files={OVERLAY_FILE: read_text(file, RubricError, name=name)}, overlay=name)


def _name(path: Path) -> str:
    return path.name or path.resolve().name


def _extends(source: Source) -> str:
    """What an overlay extends; raises RubricError with every fault of a file that does not say it."""
    from convergence_cli.rubric.strict_yaml import parse

    (text,) = source.files.values()
    tree, problems = parse(text, source.overlay)
    base = tree.get("extends") if isinstance(tree, dict) else None
    if isinstance(base, str):
        return base
    from convergence_cli.rubric.schema import OVERLAY

    problems = []
    validated(text, source.overlay, OVERLAY, problems)
    raise RubricError(*problems)


def _place(source: Source) -> Location:
    """Where an overlay says what it extends."""
    from convergence_cli.rubric.strict_yaml import locate

    (text,) = source.files.values()
    return locate(text, source.overlay, [("extends",)])["extends",]
