"""What a gate reads of a station, and no more of it."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from convergence_cli.model.assessment import Node, Result
from convergence_cli.model.questionnaire import Answered


class Judged(Protocol):
    """A station judged: an `Assessment`, or one that was packed because there are thousands of them."""

    @property
    def station(self) -> str:
        """The station's name."""

    @property
    def file(self) -> str:
        """The workbook's name."""

    @property
    def profile(self) -> Mapping[str, Answered | None]:
        """What the station said about itself, by profile question."""

    @property
    def index(self) -> Node:
        """The whole's numbers."""

    @property
    def chapters(self) -> tuple[Node, ...]:
        """Every chapter's numbers, in the framework's order."""

    @property
    def level(self) -> str | None:
        """The level reached."""

    @property
    def results(self) -> Iterable[Result]:
        """Every indicator, in the framework's order."""
