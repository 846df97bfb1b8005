"""A framework written into a folder, where only files of the names that it has are ever replaced."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from convergence_cli.cli.output import tell
from convergence_cli.cli.targets import Target, fault, identity
from convergence_cli.cli.writing import is_kept, keep, write_file
from convergence_cli.errors import ConfigError, ExportError, Location, Problem, problem
from convergence_cli.model.language import Language
from convergence_cli.texts import say


def check_parent(folder: Path, sources: Iterable[Path] = ()) -> None:
    """Refuse, before any work, a folder that cannot be made, or is one of those that are read; raises ConfigError."""
    if not folder.parent.is_dir():
        raise ConfigError(problem("export-no-folder", found=str(folder.parent)))
    if folder.exists() and not folder.is_dir():
        raise ConfigError(problem("folder-not-empty", found=folder.name))
    if folder.exists() and identity(folder) in map(identity, sources):
        raise ConfigError(problem("export-is-input", found=folder.name))


def write_folder(target: Target, files: Mapping[str, str], language: Language, *, quiet: bool) -> None:
    """Write files by their names into a folder; raises ConfigError for every reason against it, or ExportError.

    Another file that is there would be read as a part of the framework. One that an earlier run wrote and nobody
    changed is kept under another name; for any other nothing is written.
    """
    targets = {replace(target, path=target.path / name): text.encode() for name, text in files.items()}
    inside = {each.path.parent for each in targets}
    others = tuple(_others(inside, {each.path for each in targets} | inside))
    found = [*_faults(target, targets), *_strange(target, others)]
    if found:
        raise ConfigError(*found)
    try:
        for folder in sorted(inside):
            folder.mkdir(parents=True, exist_ok=True)
        kept = [write_file(each, partial(bytes, content)) for each, content in targets.items()]
        for path in others:
            kept.append(keep(path))
            path.unlink()
    except OSError as error:
        raise ExportError(problem("export-failed", found=error.strerror or type(error).__name__)) from error
    if not quiet:
        for path in filter(None, kept):
            tell(say(language, "run.kept", file=path))
        tell(say(language, "run.wrote", file=target.path))


def _others(folders: set[Path], known: set[Path]) -> Iterator[Path]:
    for folder in sorted(folders):
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path not in known and not is_kept(path):
                yield path


def _faults(target: Target, targets: Mapping[Target, bytes]) -> Iterator[Problem]:
    for each, content in targets.items():
        found = fault(each, content) if each.path.parent.is_dir() else None
        if found and found.code == "export-exists":
            yield _not_empty(target, each.path)
        elif found:
            yield found


def _strange(target: Target, others: tuple[Path, ...]) -> Iterator[Problem]:
    for path in others:
        if target.kind is None or fault(replace(target, path=path, overwrite=False)):
            yield _not_empty(target, path)


def _not_empty(target: Target, path: Path) -> Problem:
    return problem("folder-not-empty", Location(file=path.name), found=target.path.name)
