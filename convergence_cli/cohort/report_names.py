"""Names of the gap reports of a batch: each after its workbook, fit for every system, no two alike."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

_UNFIT = re.compile(r'[<>:"/\\|?*\s]+')
# Names that Windows keeps for devices, whatever their suffix.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
# Of the 255 bytes that a name may have some are for the suffix, a number, and the name while it is written.
_MOST_BYTES = 180


def report_names(files: Sequence[str], suffix: str) -> tuple[str, ...]:
    """One name for each workbook, in their order: its own without its suffix, made harmless, numbered where taken.

    The name is one part of a path and never leads out of a folder, whatever the workbook is called.
    """
    taken: set[str] = set()
    uses: Counter[str] = Counter()
    names: list[str] = []
    for file in files:
        stem = _harmless(PurePosixPath(file).stem)
        name = f"{stem}{suffix}"
        while _alike(name) in taken:
            uses[_alike(stem)] += 1
            name = f"{stem}-{uses[_alike(stem)] + 1}{suffix}"
        taken.add(_alike(name))
        names.append(name)
    return tuple(names)


def _alike(name: str) -> str:
    """Some systems do not tell capitals apart, nor the two spellings of é."""
    return unicodedata.normalize("NFC", name).casefold()


def _harmless(stem: str) -> str:
    plain = "".join(letter if letter.isprintable() else " " for letter in stem)
    plain = _UNFIT.sub("_", plain).strip("._ ~-")
    while len(plain.encode()) > _MOST_BYTES:
        plain = plain[:-1]
    return f"_{plain}" if not plain or plain.casefold().partition(".")[0] in _DEVICES else plain
