"""The verified score: what remains of a score when only answers count that a reviewer upheld."""

from collections.abc import Callable, Mapping

from convergence_cli.model.assessment import Assessment, Node
from convergence_cli.model.framework import Framework
from convergence_cli.model.review import Ruling, Standing
from convergence_cli.scoring.rescore import leaves_in_play
from convergence_cli.scoring.tree import Leaf, Number, grow, lift


def standings(framework: Framework, judged: Assessment, rulings: Mapping[str, Ruling]) -> dict[str, Standing]:
    """The standing of the whole (`index`), of every chapter and of every measure.

    The same walk up the tree as every other score, with these numbers at the leaves, for an answer of p points:

        verified   p where it is upheld, else 0
        unrefuted  p where it is upheld or pending, 0 where it is refuted
        both       0 where it is unanswered

    So verified <= unrefuted <= floor <= score. An answer without a ruling is pending. What is not
    applicable or out of scope leaves the denominator, as it does everywhere.
    """
    tree = grow(framework, leaves_in_play(framework, judged), judged.profile)

    def counting(*counted: Ruling) -> Callable[[Leaf], Number]:
        return lambda leaf: (leaf.points or 0.0) if rulings.get(leaf.id, "pending") in counted else 0.0

    verified: dict[str, Number] = {}
    unrefuted: dict[str, Number] = {}
    lift(tree, counting("upheld"), verified)
    lift(tree, counting("upheld", "pending"), unrefuted)

    def standing(node: Node) -> Standing:
        return Standing(
            id=node.id,
            score=node.score,
            evidenced=node.evidenced,
            verified=verified.get(node.id),
            unrefuted=unrefuted.get(node.id),
        )

    return {node.id: standing(node) for node in (judged.index, *judged.chapters, *judged.measures)}
