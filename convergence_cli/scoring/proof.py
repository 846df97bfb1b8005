"""What of an answer has evidence, where each option that is ticked takes its own."""

from convergence_cli.model.questionnaire import Answer
from convergence_cli.scoring.tree import Leaf, Number


def proven_ticks(ticked: tuple[str, ...], answer: Answer | None) -> tuple[str, ...]:
    """Those of the ticked options that have evidence of their own."""
    shown = answer.options_proven if answer else frozenset[str]()
    return tuple(option for option in ticked if option in shown)


def partly(leaf: Leaf) -> Number:
    """The points that count as evidenced where only a part of the answer has evidence, and that part earns some."""
    return (leaf.evidenced or None) if leaf.lacks_evidence else None
