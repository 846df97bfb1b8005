"""What the page of many stations reads of each: a whole assessment has it, and so has one packed for a batch."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Node, Result
from convergence_cli.model.questionnaire import Answered


class Judged(Protocol):
    """One station judged, as far as it is compared with others."""

    @property
    def station(self) -> str:
        """The station's name."""

    @property
    def file(self) -> str:
        """The workbook."""

    @property
    def sha256(self) -> str:
        """Of the workbook."""

    @property
    def profile(self) -> Mapping[str, Answered | None]:
        """What the station said about itself, by profile question."""

    @property
    def index(self) -> Node:
        """The whole."""

    @property
    def chapters(self) -> Sequence[Node]:
        """In the framework's order."""

    @property
    def measures(self) -> Sequence[Node]:
        """In the framework's order."""

    @property
    def results(self) -> Sequence[Result]:
        """Every indicator, in the framework's order."""

    @property
    def level(self) -> str | None:
        """The level reached."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Warnings and notes."""
