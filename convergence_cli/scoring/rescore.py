"""Scores an assessment once more with something changed: what an answer, a weight or the scope is worth.

An assessment's results hold all that the tree needs, so nothing is read again and no rule of scoring stands twice.
"""

from collections.abc import Callable, Mapping

from convergence_cli.model.framework import Framework, Missing
from convergence_cli.model.judged import Judged
from convergence_cli.scoring.tree import Branch, Leaf, Number, grow, in_score, lift


def leaves_in_play(framework: Framework, judged: Judged) -> dict[str, Leaf]:
    """The leaves of a station's tree by id, as they were scored."""
    found = {}
    for item, result in zip(framework.indicators, judged.results, strict=True):
        if result.counts:
            found[item.id] = Leaf(
                id=item.id,
                weight=item.weight_for(judged.profile),
                points=result.points,
                evidenced=result.proven,
                lacks_evidence=result.evidence_missing,
                lapsed=result.is_lapsed,
            )
    return found


def scores(tree: Branch, missing: Missing, factor: Callable[[str], float] | None = None) -> dict[str, Number]:
    """The score of every branch by id; None where nothing counts. `factor` is that of `lift`."""
    found: dict[str, Number] = {}
    lift(tree, in_score(missing), found, factor)
    return found


def scores_of(framework: Framework, leaves: Mapping[str, Leaf], profile: Mapping[str, object]) -> dict[str, Number]:
    """The scores of a station with these leaves in play; a branch without one is not among them."""
    return scores(grow(framework, leaves, profile), framework.missing)
