"""Shelves for tests: a folder of the program's own, and a key that lies apart from it."""

from pathlib import Path

from convergence_cli.shelf import Shelf


def shelf(folder: Path) -> Shelf:
    """A shelf below a folder; neither it nor its key is there yet."""
    return Shelf(folder=folder / "kept", key=folder / "state" / "cache.key")
