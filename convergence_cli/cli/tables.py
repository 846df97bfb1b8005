"""Tables for analysts in a folder, and beside them a file by which the next export knows them for its own.

A CSV file of three rows has too few texts for a mark, and Parquet has no place for one. So `tables.json`, which bears a
mark itself, has the digest of every table as it was written: a table in which somebody worked has another one.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from convergence_cli.cli.targets import Target, check_targets
from convergence_cli.cli.writing import write_all
from convergence_cli.errors import ConfigError
from convergence_cli.files import MOST_TEXT, read_bytes
from convergence_cli.imprint import is_untouched
from convergence_cli.model.language import Language

INDEX = "tables.json"
_DIGESTS = "sha256"

Make = Callable[[], bytes]


def write_tables(
    tables: Iterable[tuple[Path, Make]], sources: Iterable[Path], language: Language, *, overwrite: bool, quiet: bool
) -> None:
    """Write every table and the index of each folder.

    Raises ConfigError before any work for a place that cannot be right, ExportError for what failed, after trying all.
    """
    found = tuple(tables)
    digests = {folder: _known(folder) for folder in dict.fromkeys(path.parent for path, _ in found)}
    jobs = [
        (
            Target(path=path, kind=None, overwrite=overwrite, known=_of(digests[path.parent], path)),
            partial(_noted, digests[path.parent], path.name, make),
        )
        for path, make in found
    ]
    jobs += [
        (Target(path=folder / INDEX, kind="tables", overwrite=overwrite), partial(_index, known))
        for folder, known in digests.items()
    ]
    check_targets([target for target, _ in jobs], sources)
    write_all(jobs, language, quiet=quiet)


def _of(digests: dict[str, str], path: Path) -> frozenset[str]:
    return frozenset({digests[path.name]} if path.name in digests else ())


def _known(folder: Path) -> dict[str, str]:
    """The digests of the tables of a folder by their names; none where the index is not as it was written."""
    path = folder / INDEX
    if path.is_symlink() or not path.is_file():
        return {}
    try:
        content = read_bytes(path, ConfigError, MOST_TEXT)
        return dict(json.loads(content)[_DIGESTS]) if is_untouched(content, "tables", ".json") else {}
    except (ConfigError, ValueError, KeyError, TypeError):
        return {}


def _noted(digests: dict[str, str], name: str, make: Make) -> bytes:
    content = make()
    digests[name] = hashlib.sha256(content).hexdigest()
    return content


def _index(digests: dict[str, str]) -> bytes:
    return f"{json.dumps({_DIGESTS: digests}, indent=2, sort_keys=True)}\n".encode()
