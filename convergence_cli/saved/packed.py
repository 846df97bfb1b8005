"""A station of a saved batch, packed again: its answers are not there, so its indicators' points are summed anew."""

from convergence_cli.errors import Location
from convergence_cli.model.assessment import IN_PLAY
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Answer, Questionnaire
from convergence_cli.model.standing import Standing
from convergence_cli.saved.placing import in_file
from convergence_cli.saved.shape import SavedStation
from convergence_cli.scoring.standing import stand_again
from convergence_cli.scoring.tree import Leaf

# What only all stations of a run together show, or its list of them.
_OF_THE_RUN = {"workbook-twice", "station-twice", "manifest-differs"}


def standing(station: SavedStation, framework: Framework) -> Standing:
    """The station as its points give it; what the run said of it stands beside, as a worker would not have sent it."""
    problems = [(item.code, in_file(item, station.file)) for item in station.problems]
    questionnaire = Questionnaire(
        file=station.file,
        sha256=station.sha256,
        language=station.language,
        version=station.version,
        profile={name: Answer(id=name, location=Location(), value=given) for name, given in station.profile.items()},
        answers={},
        tables={},
        problems=tuple(item for code, item in problems if code not in _OF_THE_RUN),
    )
    return Standing(
        framework=framework,
        packed=stand_again(framework, questionnaire, _leaves(station, framework), station.file, station.own_sum),
        attributes=station.attributes or {},
        remarks=tuple(item for code, item in problems if code in _OF_THE_RUN),
    )


def _leaves(station: SavedStation, framework: Framework) -> dict[str, Leaf]:
    """Every indicator that the report has in play; not applicable is only what may be."""
    pairs = zip(framework.indicators, station.indicators, strict=True)
    return {
        item.id: Leaf(
            id=item.id,
            weight=item.weight_for(station.profile),
            points=result.points,
            evidenced=result.proven if item.evidence.required else result.points,
            lacks_evidence=result.evidence_missing and item.evidence.required and result.points is not None,
        )
        for item, result in pairs
        if result.outcome in IN_PLAY or (result.outcome == "not_applicable" and not item.not_applicable)
    }
