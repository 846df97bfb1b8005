"""A JSON report back to what it was made of.

The engine is the one authority on numbers: a station that was saved in full is scored again from its answers, one of
a batch, whose answers are not there, is summed up again from the points of its indicators. What is shown is what the
engine arrives at, and a report that says anything else was changed by hand and is refused.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from convergence_cli.errors import ConfigError, Location, Problem, WorkbookError, problem
from convergence_cli.evidence.check import CODES
from convergence_cli.model.assessment import Assessment, Cohort, Failure, Verdict
from convergence_cli.model.framework import Framework
from convergence_cli.model.questionnaire import Answer, Questionnaire
from convergence_cli.model.ranking import MOST_DRAWS, MOST_SEED
from convergence_cli.model.standing import Standing
from convergence_cli.saved.claims import first_difference
from convergence_cli.saved.fitting import misfits
from convergence_cli.saved.packed import standing
from convergence_cli.saved.placing import in_file
from convergence_cli.saved.read import MOST_FAULTS, shape_fault
from convergence_cli.saved.shape import SavedReport, SavedStation
from convergence_cli.scoring.backing import with_backing
from convergence_cli.scoring.engine import SAYS, assess
from convergence_cli.scoring.overdue import mark_overdue


def ranks_of(report: SavedReport, file: str) -> dict[str, Any]:
    """How the stations of a batch were ranked, as `cohort.overview` takes it; raises ConfigError for what cannot be."""
    if report.ranking is None:
        return {}
    bounds = {"coverage_floor": (0, 1), "draws": (1, MOST_DRAWS), "top": (1, MOST_SEED), "seed": (0, MOST_SEED)}
    given = {name: getattr(report.ranking, name) for name in bounds}
    wrong = [name for name, (low, high) in bounds.items() if not low <= given[name] <= high]
    if wrong:
        raise ConfigError(*(shape_fault(file, f"ranking.{name}", given[name]) for name in wrong))
    return given


def check_made_by(framework: Framework, made_by: tuple[str, str, str], file: str) -> None:
    """Raises ConfigError where a run was judged by another framework than this: its id, its version, its checksum."""
    own = (framework.id, framework.version, framework.sha256)
    if made_by != own:
        known, found = (f"{name} {version} ({sha256[:12]})" for name, version, sha256 in (own, made_by))
        raise ConfigError(problem("report-framework", Location(file=file), found=found, known=known))


def restored(report: SavedReport, file: str, framework: Framework) -> Cohort:
    """The cohort that the report was made of.

    Raises ConfigError where the report was made by another framework, and as `entries_of` does.
    """
    saved = report.framework
    check_made_by(framework, (saved.id, saved.version, saved.sha256), file)
    entries, verdict = entries_of(report, file, framework), _verdict(report)
    for station in report.stations:
        if sorted(verdict.waived.get((station.station, station.file), ())) != list(station.waived):
            raise ConfigError(_altered(file, station, "waived"))
    return Cohort(
        framework=framework,
        language=report.language,
        entries=entries,
        verdict=verdict,
        as_of=report.as_of,
    )


def entries_of(report: SavedReport, file: str, framework: Framework) -> tuple[Assessment | Standing | Failure, ...]:
    """What was judged, in the order of the run, every number made anew by `framework`.

    Raises ConfigError where the report holds what no run with this framework could have written, hides whose numbers
    it holds, or has numbers that its answers or points do not give.
    """
    if report.ranking is not None and not all(station.sha256 for station in report.stations):
        raise ConfigError(problem("report-redacted", Location(file=file)))
    wrong = list(islice(misfits(report, framework), MOST_FAULTS))
    if wrong:
        raise ConfigError(*(shape_fault(file, at, found) for at, found in wrong))
    entries: dict[int, Assessment | Standing | Failure] = {
        station.order: _station(station, report, file, framework) for station in report.stations
    }
    for failure in report.failures:
        problems = tuple(in_file(item, failure.file) for item in failure.problems)
        entries[failure.order] = Failure(file=failure.file, problems=problems)
    return tuple(entries[order] for order in sorted(entries))


def not_scored_again(entries: Iterable[Assessment | Standing | Failure], file: str) -> tuple[Problem, ...]:
    """What has to be said of a report of many: its points were believed."""
    count = sum(isinstance(entry, Standing) for entry in entries)
    return (problem("report-not-scored", Location(file=file), "note", count=f"{count:,}"),) if count else ()


def _verdict(report: SavedReport) -> Verdict:
    """As it was given; what was to be known of waivers and baseline was of that run."""
    return Verdict(
        gates=tuple(gate for gate in report.gates if gate.station),
        overall=tuple(gate for gate in report.gates if not gate.station),
        some_may_fail=any(gate.gate == "max-failing" for gate in report.gates),
        waivers=report.waivers,
    )


def _station(station: SavedStation, report: SavedReport, file: str, framework: Framework) -> Assessment | Standing:
    judged: Assessment | Standing
    try:
        judged = standing(station, framework) if station.about is None else _scored(station, report.as_of, framework)
    except WorkbookError:
        # Its answers contradict each other: no run could have scored them.
        raise ConfigError(_altered(file, station, "indicators")) from None
    if isinstance(judged, Assessment) and station.evidence_files is not None:
        looked = tuple(in_file(item, station.file) for item in station.evidence_files)
        found = tuple(in_file(item, station.file) for item in station.problems if item.code in CODES)
        judged = with_backing(framework, replace(judged, evidence=looked, problems=judged.problems + found))
    where = first_difference(station, judged)
    if where:
        raise ConfigError(_altered(file, station, where))
    return judged


def _scored(station: SavedStation, as_of: str | None, framework: Framework) -> Assessment:
    judged = assess(framework, _questionnaire(station))
    return judged if as_of is None else mark_overdue(framework, judged, as_of)


def _altered(file: str, station: SavedStation, where: str) -> Problem:
    return problem("report-altered", Location(file=file), station=station.station, at=where)


def _questionnaire(station: SavedStation) -> Questionnaire:
    # What scoring says it says again; what was said of evidence files comes after.
    later = CODES | SAYS
    cells = ((item.id, item.answer) for item in station.indicators if item.answer)
    return Questionnaire(
        file=station.file,
        sha256=station.sha256,
        language=station.language,
        version=station.version,
        profile={name: _answer(name, cell, station.file) for name, cell in (station.about or {}).items()},
        answers={name: _answer(name, cell, station.file) for name, cell in cells},
        tables={name: replace(table, id=name) for name, table in (station.tables or {}).items()},
        own_targets={
            name: tuple(in_file(each, station.file) for each in targets)
            for name, targets in (station.own_targets or {}).items()
        },
        problems=tuple(in_file(item, station.file) for item in station.problems if item.code not in later),
    )


def _answer(name: str, cell: Answer, file: str) -> Answer:
    return replace(in_file(cell, file), id=name)
