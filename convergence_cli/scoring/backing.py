"""How far the evidence of answers goes, and what is left of the index: a file that is not there is no evidence."""

from collections.abc import Collection
from dataclasses import replace

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.evidence import Backing, EvidenceStage, Staged
from convergence_cli.model.framework import Framework
from convergence_cli.scoring.rescore import leaves_in_play
from convergence_cli.scoring.tree import Leaf, grow, lift


def with_backing(framework: Framework, judged: Assessment) -> Assessment:
    """The assessment with how far its evidence goes, where somebody looked for it."""
    return judged if judged.evidence is None else replace(judged, backing=backing(framework, judged))


def backing(framework: Framework, judged: Assessment) -> Backing:
    """What is claimed and, where somebody looked, what is named and found, of the answers that need evidence.

    The score of a stage counts what came as far, and what needs no evidence, with its points, and every other answer as
    0: that of `claimed` is `evidenced` of the index.
    """
    need = {item.id for item in framework.indicators if item.evidence.required}
    answered = [each.id for each in judged.results if each.in_play and each.points is not None and each.id in need]
    claimed = (name for name in answered if judged.result[name].proven or not judged.result[name].evidence_missing)
    reached = {name: _reached(judged, name) for name in claimed}
    tree = grow(framework, leaves_in_play(framework, judged), judged.profile)
    stages: tuple[EvidenceStage, ...] = ("claimed",) if judged.evidence is None else ("claimed", "named", "found")
    staged = []
    for at, stage in enumerate(stages):
        there = {name for name, last in reached.items() if last in stages[at:]}
        left = need - there
        score = lift(tree, lambda leaf, left=left: _reaching(leaf, left))  # type: ignore[misc]
        staged.append(Staged(stage=stage, answers=len(there), of=len(answered), score=score))
    return Backing(stages=tuple(staged), reached=reached)


def _reaching(leaf: Leaf, left: Collection[str]) -> float:
    """The points that a leaf has at a stage that those `left` did not reach; what is not applicable shows nothing."""
    return 0.0 if leaf.id in left and not leaf.lapsed else leaf.evidenced or 0.0


def _reached(judged: Assessment, name: str) -> EvidenceStage:
    """The last stage of an answer that claims evidence."""
    files = judged.files.get(name)
    if files is None:
        return "claimed"
    return "found" if all(item.state == "found" for item in files) and not _is_cut(judged, name) else "named"


def _is_cut(judged: Assessment, name: str) -> bool:
    """Whether the cell names more than was looked for."""
    return any(item.code == "evidence-too-many" and ("id", name) in item.values for item in judged.problems)
