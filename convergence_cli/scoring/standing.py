"""One station of a batch, scored and packed at once: what `pack` makes of its assessment, without making that."""

from collections.abc import Iterator, Mapping

from convergence_cli.model.framework import Framework
from convergence_cli.model.own_target import OwnSum, own_sum
from convergence_cli.model.questionnaire import Answered, Questionnaire
from convergence_cli.model.standing import Counted, Packed, packed
from convergence_cli.scoring.engine import Scored, own_of, score, summed
from convergence_cli.scoring.tree import Leaf


def stand(framework: Framework, questionnaire: Questionnaire, file: str) -> Packed:
    """Score a station; `file` is the path by which reports name it. Raises WorkbookError as `score` does."""
    scored = score(framework, questionnaire)
    outcomes = (own_of(scored, item) for item in framework.indicators if item.id in questionnaire.own_targets)
    return _packed(scored, file, own_sum(tuple(filter(None, outcomes))))


def stand_again(
    framework: Framework,
    questionnaire: Questionnaire,
    answers: Mapping[str, Answered | None],
    leaves: Mapping[str, Leaf],
    file: str,
    own: OwnSum | None,
) -> Packed:
    """Sum up a station whose answers are gone: the points of its indicators that count, up the tree once more.

    `answers` are those that levels read. Leaves of indicators that its profile puts out of scope do not count.
    """
    profile = questionnaire.station
    counted = {item.id: leaves[item.id] for item in framework.indicators if item.id in leaves if item.in_scope(profile)}
    return _packed(summed(framework, questionnaire, dict(answers), counted, ()), file, own)


def _packed(scored: Scored, file: str, own: OwnSum | None) -> Packed:
    questionnaire = scored.questionnaire
    return packed(
        (scored.nodes["index"], *scored.nodes_of("chapters"), *scored.nodes_of("measures")),
        _counted(scored),
        scored.problems,
        station=scored.station,
        file=file,
        sha256=questionnaire.sha256,
        language=questionnaire.language,
        profile=dict(questionnaire.station),
        answers=scored.read,
        level=scored.level,
        next_level=scored.next_level,
        blockers=scored.blockers,
        additive=scored.additive,
        own_sum=own,
    )


def _counted(scored: Scored) -> Iterator[Counted]:
    weights, lost = scored.numbers.weights, scored.numbers.lost
    for item, outcome in zip(scored.framework.indicators, scored.outcomes, strict=True):
        leaf = scored.leaves.get(item.id)
        if leaf is None:
            yield outcome, None, 0.0, 0.0, False, None
        else:
            weighed = weights[leaf.id], lost.get(leaf.id, 0.0)
            yield outcome, leaf.points, *weighed, leaf.lacks_evidence, leaf.partly
