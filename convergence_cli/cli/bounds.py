"""Options that raise the bounds of the guard, each named as the message of its refusal names it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from convergence_cli.cli.options import words

if TYPE_CHECKING:
    from convergence_cli.questionnaire.bounds import Bounds

_PANEL = words("panel-bounds")


def _bound(name: str, metavar: str) -> Any:
    return typer.Option(f"--max-{name}", metavar=metavar, min=1, help=words(f"opt-max-{name}"), rich_help_panel=_PANEL)


MaxSize = Annotated[int | None, _bound("size", "MB")]
MaxUnpacked = Annotated[int | None, _bound("unpacked", "MB")]
MaxPart = Annotated[int | None, _bound("part", "MB")]
MaxTexts = Annotated[int | None, _bound("texts", "MB")]
MaxRatio = Annotated[int | None, _bound("ratio", "N")]
MaxParts = Annotated[int | None, _bound("parts", "N")]
MaxRows = Annotated[int | None, _bound("rows", "N")]
MaxColumns = Annotated[int | None, _bound("columns", "N")]
MaxCells = Annotated[int | None, _bound("cells", "N")]
MaxText = Annotated[int | None, _bound("text", "N")]


def bounds_of(megabytes: dict[str, int | None], counts: dict[str, int | None]) -> "Bounds":
    """The guard's bounds, those that were named raised or lowered; sizes in megabytes."""
    from dataclasses import replace

    from convergence_cli.questionnaire.bounds import MEGABYTE, Bounds

    asked = {f"max_{name}": size * MEGABYTE for name, size in megabytes.items() if size is not None}
    asked |= {f"max_{name}": count for name, count in counts.items() if count is not None}
    return replace(Bounds(), **asked)
