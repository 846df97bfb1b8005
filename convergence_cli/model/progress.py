"""How much of a questionnaire is filled in, and who has still to fill in what."""

from convergence_cli.model.question import Text
from convergence_cli.value import value


@value
class Department:
    """The questions of one department."""

    who: Text | None
    """None: of those for which the framework names nobody."""
    asked: int
    """How many there are, computed ones included."""
    blank: tuple[str, ...]
    """Those that are still to be filled in, by id, in the framework's order."""

    @property
    def answered(self) -> int:
        """How many are filled in, or not applicable for a reason that was given."""
        return self.asked - len(self.blank)


@value
class Progress:
    """How much of a questionnaire is filled in: every question that the station is asked, by department."""

    departments: tuple[Department, ...]
    """Who has most to fill in comes first."""

    @property
    def asked(self) -> int:
        """How many questions there are in all."""
        return sum(each.asked for each in self.departments)

    @property
    def answered(self) -> int:
        """How many of them are filled in."""
        return sum(each.answered for each in self.departments)

    @property
    def share(self) -> float:
        """The part that is filled in, 0-1; of no questions all."""
        return self.answered / self.asked if self.asked else 1.0

    @property
    def blank(self) -> tuple[str, ...]:
        """All that is still to be filled in, by id, department after department."""
        return tuple(name for each in self.departments for name in each.blank)
