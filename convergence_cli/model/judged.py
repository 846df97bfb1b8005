"""One station judged, as far as it is held to gates and compared with others: whole or packed."""

from collections.abc import Mapping
from typing import Protocol

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import Node, Outcome, Result
from convergence_cli.model.framework import RedLineState
from convergence_cli.model.own_target import OwnSum
from convergence_cli.model.questionnaire import Answered


class Judged(Protocol):
    """What an `Assessment` and a `Standing` have in common."""

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
    def chapters(self) -> tuple[Node, ...]:
        """In the framework's order."""

    @property
    def measures(self) -> tuple[Node, ...]:
        """In the framework's order."""

    @property
    def results(self) -> tuple[Result, ...]:
        """Every indicator, in the framework's order."""

    @property
    def result(self) -> Mapping[str, Result]:
        """Every result by the id of its indicator."""

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many indicators had each outcome."""

    @property
    def not_kept(self) -> Mapping[str, RedLineState]:
        """The red lines that it does not keep, by id, and whether they are missed or unanswered."""

    @property
    def level(self) -> str | None:
        """The level reached."""

    @property
    def own_sum(self) -> OwnSum | None:
        """How many targets it set itself, and how many it reached; None where it set none."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings and notes."""
