"""Forms of earlier versions, and maps that lead on from them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from filling import ANSWER, NOTE, cell_of, fill

from convergence_cli.model.change import Change
from convergence_cli.model.framework import Framework


def mapped(framework: Framework, *steps: Change) -> Framework:
    """A framework with another version map; it is the version to which its last step leads."""
    return replace(framework, version=steps[-1].version, changes=steps)


def step(earlier: str = "0.1.0", version: str = "0.2.0", **facts: Any) -> Change:
    return Change(earlier=earlier, version=version, **facts)


def old_form(framework: Framework, *edits: Callable[[Any], object], version: str = "0.1.0", **filled: Any) -> Path:
    """A form that says it was made for an earlier version."""

    def edit(workbook: Any) -> None:
        for row in workbook["_convergence"].iter_rows():
            if row[0].value == "version":
                row[1].value = version
        for each in edits:
            each(workbook)

    return fill(framework, edit=edit, **filled)


def called(old: str, today: str, typed: Any, note: str = "") -> Callable[[Any], object]:
    """The row of today's id bears an old one, and an answer."""

    def edit(workbook: Any) -> None:
        cell_of(workbook, today, ANSWER).value = typed
        if note:
            cell_of(workbook, today, NOTE).value = note
        cell_of(workbook, today, 1).value = old

    return edit
