"""Reads what stations are held to: an earlier JSON report, by the one way in which every saved report is read back, or
a compact baseline."""

from pathlib import Path

from convergence_cli.errors import ConfigError, Location, Problem, problem
from convergence_cli.files import opened
from convergence_cli.gate.past import Baseline, Past
from convergence_cli.imprint import TAIL, FileKind, is_file_untouched, is_untouched
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Framework
from convergence_cli.model.standing import Standing
from convergence_cli.model.versions import series
from convergence_cli.saved.baseline import check_baseline, is_baseline, outcomes_of, parse_baseline
from convergence_cli.saved.read import parse, read_content
from convergence_cli.saved.restore import entries_of, not_scored_again
from convergence_cli.saved.shape import SavedFramework

_REPORTS: tuple[FileKind, ...] = ("batch", "report", "ledger")


def load_baseline(path: Path, framework: Framework) -> Baseline:
    """What a file holds, made with this framework: of a report every number made anew.

    Raises ConfigError for a file that is neither, that says something else than its answers or outcomes give, that
    holds no station, or that was made with another framework or with a version whose scores mean something else.
    """
    place, content = Location(file=path.name), read_content(path)
    if is_baseline(content):
        return _compact(content, framework, place)
    report = parse(content, path.name)
    notes = _comparable(report.framework, framework, place)
    entries = entries_of(report, path.name, framework)
    stations = tuple(_past(entry) for entry in entries if isinstance(entry, Assessment | Standing))
    if not stations:
        raise ConfigError(problem("baseline-no-stations", place))
    notes = (*notes, *_edited(place, is_one=_is_as_written(path, content)), *not_scored_again(entries, path.name))
    return Baseline(file=path.name, stations=stations, notes=notes)


def _edited(place: Location, *, is_one: bool) -> tuple[Problem, ...]:
    """That somebody edited it, whom nothing but the mark of the file gives away: a station can be taken out of it."""
    return () if is_one else (problem("baseline-edited", place, "warning"),)


def _is_as_written(path: Path, content: bytes) -> bool:
    """Whether the mark of a report is that of its content; one that was printed has none, and nobody can tell."""
    if b'"imprint"' not in content[-TAIL:] or any(is_untouched(content, kind, ".json") for kind in _REPORTS):
        return True
    with opened(path) as file:
        return any(is_file_untouched(file, kind, ".json.gz") for kind in _REPORTS if file.seek(0) == 0)


def _compact(content: bytes, framework: Framework, place: Location) -> Baseline:
    """A compact baseline as it stands, as far as it can be true; that somebody edited it is said."""
    saved = parse_baseline(content, place.file)
    notes = _comparable(saved.framework, framework, place)
    check_baseline(saved, place.file, framework)
    if not saved.stations:
        raise ConfigError(problem("baseline-no-stations", place))
    edited = _edited(place, is_one=is_untouched(content, "baseline", ".json"))
    stations = tuple(
        Past(
            station=each.station,
            file=each.file,
            profile=each.profile,
            index=each.index,
            outcomes=outcomes_of(each, framework),
            red_lines=frozenset((*each.red_lines_missed, *each.red_lines_unanswered)),
        )
        for each in saved.stations
    )
    return Baseline(file=place.file, stations=stations, notes=(*notes, *edited))


def _comparable(made_with: SavedFramework, framework: Framework, place: Location) -> tuple[Problem, ...]:
    """A remark where the framework changed within its series; raises ConfigError where it is another one."""
    found, version = made_with.id, made_with.version
    if found != framework.id:
        raise ConfigError(problem("baseline-other-framework", place, found=found, expected=framework.id))
    if series(version) != series(framework.version):
        raise ConfigError(problem("baseline-other-version", place, found=version, expected=framework.version))
    if made_with.sha256 == framework.sha256:
        return ()
    return (problem("baseline-changed", place, "warning", found=version, expected=framework.version),)


def _past(entry: Assessment | Standing) -> Past:
    results = entry.results
    return Past(
        station=entry.station,
        file=entry.file,
        profile=entry.profile,
        index=entry.index.score,
        outcomes={result.id: result.outcome for result in results},
        red_lines=frozenset(entry.not_kept),
    )
