"""How much each part of a framework weighs in the index, for each kind of station."""

from convergence_cli.model.framework import Framework
from convergence_cli.model.question import ProfileQuestion
from convergence_cli.report.adding import SHARES, printed_tree
from convergence_cli.scoring.tree import Leaf, effective_weights, grow

ANY = "any"


def kind_question(framework: Framework) -> ProfileQuestion | None:
    """The profile question by which stations are told apart: the first closed one that has to be answered."""
    return next((item for item in framework.profile if item.required and item.type == "one_of"), None)


def kinds(framework: Framework) -> dict[str, dict[str, object]]:
    """Each kind of station (an option of that question) and the profile of such a station."""
    question = kind_question(framework)
    return {option: {question.id: option} for option in question.options} if question else {ANY: {}}


def printed_by_kind(framework: Framework) -> dict[str, dict[str, float]]:
    """The same as printed, in tenths of a per cent: chapters add up to the whole, and so do the parts of each part."""
    parts = {"index": [chapter.id for chapter in framework.chapters]}
    parts |= {chapter.id: list(chapter.measures) for chapter in framework.chapters}
    parts |= {measure.id: [item.id for item in measure.indicators] for measure in framework.measures}
    printed = {}
    for kind, exact in weights_by_kind(framework).items():
        inside = {name: [part for part in own if part in exact] for name, own in parts.items() if name in exact}
        found = printed_tree(exact, inside, 1.0, SHARES)
        printed[kind] = {name: number for name, number in found.items() if name in exact}
    return printed


def weights_by_kind(framework: Framework) -> dict[str, dict[str, float]]:
    """Kind -> id of an indicator, a measure or a chapter -> effective weight in the index, 0-1.

    Of a station of that kind to which everything in its scope applies; what is out of its scope is not there.
    """
    found: dict[str, dict[str, float]] = {}
    for kind, profile in kinds(framework).items():
        leaves = {
            item.id: Leaf(id=item.id, weight=item.weight_for(profile), points=None, evidenced=None)
            for item in framework.indicators
            if item.in_scope(profile)
        }
        found[kind] = effective_weights(grow(framework, leaves, profile), 1.0, lambda _: True)
    return found
