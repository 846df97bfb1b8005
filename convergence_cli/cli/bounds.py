"""Options that raise the bounds of the guard, each named as the message of its refusal names it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from convergence_cli.cli.declaring import declared, words
from convergence_cli.cli.help import show_all
from convergence_cli.cli.shared import sharing

if TYPE_CHECKING:
    from convergence_cli.questionnaire.bounds import Bounds

_PANEL = words("panel-bounds")
_SIZES = ("size", "unpacked", "part", "texts")
_COUNTS = ("ratio", "parts", "rows", "columns", "cells", "filled", "text")


def _bound(name: str, metavar: str) -> Any:
    return Annotated[int | None, declared(f"max-{name}", metavar, min=1, panel=_PANEL)]


_BOUNDS = {f"max_{name}": _bound(name, "MB") for name in _SIZES}
_BOUNDS |= {f"max_{name}": _bound(name, "N") for name in _COUNTS}
# Whoever has options that `--help` folds has the option that shows them.
_HELP_ALL = declared("help-all", is_eager=True, callback=show_all)
_OPTIONS = {**_BOUNDS, "help_all": Annotated[bool, _HELP_ALL]}


def bounded(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each bound of the guard in place of its parameter `bounds`."""
    return sharing("bounds", _OPTIONS, _bounds)(command)


def _bounds(given: dict[str, Any]) -> "Bounds":
    """The guard's bounds, those that were named raised or lowered; sizes in megabytes."""
    from dataclasses import replace

    from convergence_cli.files import MEGABYTE
    from convergence_cli.questionnaire.bounds import Bounds

    asked = {name: given[name] for name in _BOUNDS if given[name] is not None}
    sizes = {f"max_{name}" for name in _SIZES}
    return replace(Bounds(), **{name: each * MEGABYTE if name in sizes else each for name, each in asked.items()})
