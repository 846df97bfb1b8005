"""An accepted gap: what is accepted for whom, why, who approved it and until when."""

from datetime import date, timedelta
from typing import Literal

from convergence_cli.errors import Location
from convergence_cli.model.keywords import SomeText
from convergence_cli.value import value

_SOON = timedelta(days=30)


@value
class Waiver:
    """One accepted gap. It changes no score and no outcome: the gap is shown as waived."""

    id: SomeText
    """The indicator."""
    station: SomeText
    """The station's name as in its questionnaire; * stands for any letters in it, ? for one (in quotes)."""
    reason: SomeText
    """Why the gap is accepted."""
    approved_by: SomeText
    """Who accepted it."""
    expires: date
    """The last day on which it holds, YYYY-MM-DD."""
    owner: SomeText | None = None
    """Who answers for closing the gap."""


@value
class WaiverFile:
    """A file of accepted gaps."""

    waivers: tuple[Waiver, ...]


@value
class Waivers:
    """A file as read, and the day on which it is applied."""

    items: tuple[Waiver, ...]
    places: tuple[Location, ...]
    """Where each stands in the file."""
    today: date

    def expiring(self, item: Waiver) -> bool:
        """Whether it holds, and will have expired in thirty days."""
        return self.holds(item) and item.expires < self.today + _SOON

    def holds(self, item: Waiver) -> bool:
        """Whether it has not expired: it still holds on its last day."""
        return self.today <= item.expires


@value
class WaiverUse:
    """A waiver and what came of it in one run."""

    waiver: Waiver
    state: Literal["used", "unused", "expired"]
    """unused: no station of the run has the gap; expired: whether or not one has it."""
    expiring: bool = False
    """It holds, and will have expired in thirty days."""
    findings: tuple[tuple[str, str], ...] = ()
    """Station and file of every gap that it covers; none where it has expired."""
