"""A station of a saved batch, packed again: its numbers are the report's own, for its answers are not there."""

from collections.abc import Iterator

from convergence_cli.errors import Location, Problem
from convergence_cli.model.assessment import Blocker
from convergence_cli.model.framework import Framework
from convergence_cli.model.standing import Packed, Standing, packed_numbers, packed_outcomes, packed_problems
from convergence_cli.saved.shape import SavedNode, SavedProblem, SavedStation

# What only all stations of a run together show, or its list of them.
_OF_THE_RUN = {"workbook-twice", "station-twice", "manifest-differs"}


def standing(station: SavedStation, framework: Framework) -> Standing:
    """The station as the batch had it."""
    return Standing(
        framework=framework,
        packed=packed(station),
        attributes=station.attributes or {},
        remarks=tuple(saved_problem(item, station.file) for item in station.problems if item.code in _OF_THE_RUN),
    )


def packed(station: SavedStation) -> Packed:
    """What a worker would have sent: without what the run said of it."""
    nodes = (station.index, *station.chapters, *station.measures)
    results, kept = station.indicators, [item for item in station.problems if item.code not in _OF_THE_RUN]
    blockers = tuple(Blocker(kind=item.kind, id=item.id, have=item.have, need=item.need) for item in station.blockers)
    return Packed(
        station=station.station,
        file=station.file,
        sha256=station.sha256,
        language=station.language,
        profile=station.profile,
        nodes=packed_numbers(number for node in nodes for number in _numbers(node)),
        outcomes=packed_outcomes(item.outcome for item in results),
        results=packed_numbers(number for item in results for number in (item.points, item.weight, item.lost)),
        without_evidence=bytes(item.evidence_missing for item in results),
        level=station.level,
        next_level=station.next_level,
        blockers=blockers,
        additive=station.additive,
        problems=packed_problems(tuple(saved_problem(item, station.file) for item in kept)),
    )


def _numbers(node: SavedNode) -> Iterator[float | None]:
    yield from (node.score, node.floor, node.ceiling, node.coverage, node.evidenced, node.weight, node.lost)


def saved_problem(item: SavedProblem, file: str) -> Problem:
    """A problem as it was, of this file."""
    return Problem(
        code=item.code,
        location=Location(file=file, sheet=item.sheet, cell=item.cell),
        severity=item.severity,
        values=tuple(item.values.items()),
    )
