"""A gate on one part of the framework: an indicator that has to be met, or a score that has to be reached."""

from convergence_cli.model.assessment import IN_PLAY
from convergence_cli.model.framework import Framework
from convergence_cli.model.judged import Judged
from convergence_cli.model.numbers import decimals_of, side_by_side
from convergence_cli.model.question import Text
from convergence_cli.scoring.tree import reaches
from convergence_cli.value import value

MET, POINTS, WAIVED = "met", " points", "waived"


@value
class Require:
    """What is asked of one indicator, measure or chapter."""

    id: str
    need: float | None
    """Points or score, at least; None: the indicator is met."""

    @property
    def gate(self) -> str:
        """What it is called."""
        return f"require {self.id}" if self.need is None else f"require {self.id}{POINTS}"


def parts(framework: Framework) -> dict[str, Text]:
    """Everything that something can be asked of: id to title."""
    return {
        **{each.id: each.title for each in framework.chapters},
        **{each.id: each.title for each in framework.measures},
        **{each.id: each.title for each in framework.indicators if each.scored},
    }


def answer(asked: Require, entry: Judged, waived: frozenset[str]) -> tuple[str, bool, str, str]:
    """Gate, whether it was passed, have, need.

    What is not in play is asked of nobody, and passes; what is not answered has no points, and does not.
    """
    need = MET if asked.need is None else as_typed(asked.need)
    node = next((each for each in (*entry.chapters, *entry.measures) if each.id == asked.id), None)
    if node is not None:
        number, in_play, outcome = node.score, node.ceiling is not None, ""
    else:
        result = next(each for each in entry.results if each.id == asked.id)
        number, in_play, outcome = result.points, result.outcome in IN_PLAY, result.outcome
    if not in_play:
        return asked.gate, True, outcome or "not_applicable", need
    if asked.need is None:
        accepted = outcome != MET and asked.id in waived
        return asked.gate, outcome == MET or accepted, WAIVED if accepted else outcome, need
    return asked.gate, *held(number, asked.need)


def held(number: float | None, need: float, decimals: int | None = None) -> tuple[bool, str, str]:
    """Whether a number reaches what is needed, and both as printed; what somebody typed keeps its decimals.

    A number that does not exist reaches nothing, not even 0.
    """
    if number is None:
        return False, "—", as_typed(need) if decimals is None else f"{need:.{decimals}f}"
    places = max(1, decimals_of(need)) if decimals is None else decimals
    return reaches(number, need), *side_by_side(number, need, places)


def as_typed(need: float) -> str:
    """A threshold as somebody typed it, with one decimal at least."""
    return f"{need:.{max(1, decimals_of(need))}f}"
