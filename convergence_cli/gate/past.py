"""What a run is held to that must not fall behind an earlier one: the values, without the reading of saved reports."""

from collections.abc import Mapping
from typing import Any

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Outcome
from convergence_cli.value import value


@value
class Past:
    """One station as the earlier report has it."""

    station: str
    file: str
    profile: Mapping[str, Any]
    """What the station said about itself: by it stations of one name are told apart."""
    index: float | None
    outcomes: dict[str, Outcome]
    red_lines: frozenset[str]
    """Red lines that were not kept then."""


@value
class Baseline:
    """An earlier report, or what was written of one to hold later ones to."""

    file: str
    stations: tuple[Past, ...]
    notes: tuple[Problem, ...] = ()
