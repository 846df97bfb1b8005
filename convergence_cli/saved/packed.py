"""A station of a saved batch, packed again: its answers are not there, so its indicators' points are summed anew."""

from collections.abc import Mapping

from convergence_cli.errors import Location
from convergence_cli.model.assessment import OUTCOMES, Outcome
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.questionnaire import Answer, Answered, Questionnaire
from convergence_cli.model.standing import Standing
from convergence_cli.saved.fitting import may_be_empty
from convergence_cli.saved.placing import in_file
from convergence_cli.saved.shape import SavedStation
from convergence_cli.scoring.engine import lapsed_points
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
        packed=stand_again(
            framework,
            questionnaire,
            _answers(station, framework),
            _leaves(station, framework),
            station.file,
            station.own_sum,
        ),
        attributes=station.attributes or {},
        remarks=tuple(item for code, item in problems if code in _OF_THE_RUN),
    )


def _answers(station: SavedStation, framework: Framework) -> dict[str, Answered | None]:
    """Those that levels read."""
    values = {result.id: result.value for result in station.indicators}
    return {name: values.get(name) for name in framework.read_by_levels}


def _leaves(station: SavedStation, framework: Framework) -> dict[str, Leaf]:
    """Every indicator that counts by the report; not applicable is only what may be."""
    found = {}
    for item, result in zip(framework.indicators, station.indicators, strict=True):
        leaf = leaf_of(
            framework,
            item,
            station.profile,
            result.outcome,
            result.points,
            result.proven,
            missing=result.evidence_missing,
        )
        if leaf is not None:
            found[item.id] = leaf
    return found


def leaf_of(
    framework: Framework,
    item: Indicator,
    profile: Mapping[str, object],
    outcome: Outcome,
    points: float | None,
    proven: float | None,
    *,
    missing: bool,
) -> Leaf | None:
    """An indicator as it counts by what was kept of it: outcome, points, and those of them that have evidence where it
    is asked for; `missing` says that it is not all there. None where it does not count."""
    lapses = outcome == "not_applicable" and bool(item.not_applicable or may_be_empty(item))
    points = lapsed_points(framework, item) if lapses else points
    wanted = item.evidence.required and not lapses
    if outcome not in OUTCOMES or outcome == "out_of_scope" or (points is None and lapses):
        return None
    return Leaf(
        id=item.id,
        weight=item.weight_for(profile),
        points=points,
        evidenced=proven if wanted else points,
        lacks_evidence=wanted and missing and points is not None,
        lapsed=lapses,
    )
