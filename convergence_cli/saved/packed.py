"""A station of a saved batch, packed again: its numbers are the report's own, for its answers are not there."""

from convergence_cli.errors import Location, Problem
from convergence_cli.model.assessment import Blocker
from convergence_cli.model.framework import Framework
from convergence_cli.model.standing import Packed, Standing, packed
from convergence_cli.saved.shape import SavedProblem, SavedStation

# What only all stations of a run together show, or its list of them.
_OF_THE_RUN = {"workbook-twice", "station-twice", "manifest-differs"}


def standing(station: SavedStation, framework: Framework) -> Standing:
    """The station as the batch had it."""
    return Standing(
        framework=framework,
        packed=packed_again(station),
        attributes=station.attributes or {},
        remarks=tuple(saved_problem(item, station.file) for item in station.problems if item.code in _OF_THE_RUN),
    )


def packed_again(station: SavedStation) -> Packed:
    """What a worker would have sent: without what the run said of it."""
    return packed(
        (station.index, *station.chapters, *station.measures),
        [(item.outcome, item.points, item.weight, item.lost, item.evidence_missing) for item in station.indicators],
        [saved_problem(item, station.file) for item in station.problems if item.code not in _OF_THE_RUN],
        station=station.station,
        file=station.file,
        sha256=station.sha256,
        language=station.language,
        profile=station.profile,
        level=station.level,
        next_level=station.next_level,
        blockers=tuple(
            Blocker(kind=item.kind, id=item.id, have=item.have, need=item.need) for item in station.blockers
        ),
        additive=station.additive,
    )


def saved_problem(item: SavedProblem, file: str) -> Problem:
    """A problem as it was, of this file."""
    return Problem(
        code=item.code,
        location=Location(file=file, sheet=item.sheet, cell=item.cell),
        severity=item.severity,
        values=tuple(item.values.items()),
    )
