"""Every kind of file that was made to cost much: name -> what writes one into a folder."""

from functools import partial
from pathlib import Path

import costly_books
import crafted
import crafted_parts
import hostile

from convergence_cli.model.framework import Framework

_BY_SUFFIX: dict[str, tuple[crafted.Make, ...]] = {
    ".xlsx": (
        *(*crafted.ORDINARY, *crafted.STATIONS_OWN, *crafted.DEAR),
        *(*crafted_parts.CELLS, *crafted_parts.AROUND, *crafted_parts.OWN),
    ),
    ".ods": costly_books.ODS,
    ".xls": costly_books.XLS,
    ".xlsb": costly_books.XLSB,
}


def kinds(framework: Framework) -> dict[str, hostile.Builder]:
    """All of them."""
    made: dict[str, hostile.Builder] = dict(hostile.DEAR)
    for suffix, makes in _BY_SUFFIX.items():
        made |= {make.__name__: partial(_write, make, suffix, framework) for make in makes}
    return made


def _write(make: crafted.Make, suffix: str, framework: Framework, folder: Path) -> Path:
    path = folder / f"{make.__name__}{suffix}"
    path.write_bytes(make(framework))
    return path
