"""Where a station stands, and where it would stand with other points: the engine's own tree, lifted again."""

from collections.abc import Mapping

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.scoring.rescore import leaves_in_play
from convergence_cli.scoring.tree import Branch, Leaf, Number, grow, lift
from convergence_cli.value import value


@value
class Rescoring:
    """One station's tree, to be lifted with other points at its leaves."""

    tree: Branch
    chapters: tuple[str, ...]
    blank: Number
    """What an unanswered leaf counts: 0, or None where blanks are left out."""
    linear: bool
    """The index is a sum over the indicators: means all the way up. (Blanks stay blank, so denominators stand.)"""

    def scores(self, moved: Mapping[str, float]) -> dict[str, Number]:
        """The score of the whole (`index`) and of every branch, with these leaves at other points."""

        def number(leaf: Leaf) -> Number:
            return moved.get(leaf.id, self.blank if leaf.points is None else leaf.points)

        found: dict[str, Number] = {}
        lift(self.tree, number, found)
        return found

    def index(self, moved: Mapping[str, float]) -> float:
        """The index, 0 where there is none."""
        return self.scores(moved).get("index") or 0.0


def rescoring_of(framework: Framework, judged: Assessment) -> Rescoring:
    """The tree of an assessment."""
    return Rescoring(
        tree=grow(framework, leaves_in_play(framework, judged), judged.profile),
        chapters=tuple(framework.chapter),
        blank=0.0 if framework.missing == "zero" else None,
        linear=judged.additive,
    )
