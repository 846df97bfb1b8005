"""Two runs of many stations compared: out of two reports of batches, or out of an archive."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from convergence_cli.cli.declaring import declared, words
from convergence_cli.cli.shared import sharing
from convergence_cli.errors import ConfigError, Location, Problem, joined, problem
from convergence_cli.value import value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convergence_cli.archive.recall import Listed
    from convergence_cli.model.cohort_change import CohortChange
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.ranking import Place
    from convergence_cli.model.run import Run
    from convergence_cli.saved.shape import SavedReport

_option = partial(declared, panel=words("panel-runs"))


@value
class Runs:
    """What was asked for of runs: where they are, and how stations are told apart."""

    archive: Path | None = None
    since: str | None = None
    to: str | None = None
    over: float | None = None
    """Points of the index that a station has to have moved by, and more, to be listed."""
    station_id: str | None = None
    renames: Path | None = None


_OPTIONS = {
    "archive": Annotated[Path | None, _option("archive", "FILE", text="from-archive")],
    "since": Annotated[str | None, _option("since", "LABEL")],
    "to": Annotated[str | None, _option("to", "LABEL", text="to-run")],
    "over": Annotated[float | None, _option("over", "N", min=0, max=100)],
    "station_id": Annotated[str | None, _option("station-id", "COLUMN")],
    "renames": Annotated[Path | None, _option("renames", "MAP.csv")],
}
of_runs = sharing("runs", _OPTIONS, lambda given: Runs(**given))
"""Gives a command these options in place of its parameter `runs`."""
_OF_AN_ARCHIVE = {"since": "--since", "to": "--to"}
_OF_REPORTS = {"station_id": "--station-id", "renames": "--renames"}


class Pair(NamedTuple):
    """By what the earlier and the later run were judged."""

    old: "Framework"
    new: "Framework"


Named = list[tuple[Path, "SavedReport"]]


def reports_of_runs(files: list[Path], asked: Runs, ledger: Path | None) -> "Named | None":
    """The reports of runs that are to be compared, none where an archive was named; None where stations are.

    Raises ConfigError for files of both kinds, and for options that are of the other kind.
    """
    from convergence_cli.cli.export import check_number
    from convergence_cli.saved.read import is_saved, read_report

    check_number("--over", asked.over)
    if asked.archive is not None:
        _refuse(asked, _OF_REPORTS, ledger)
        if files:
            raise ConfigError(problem("runs-option", option=files[0].name))
        return []
    _refuse(asked, _OF_AN_ARCHIVE)
    saved = [(path, read_report(path)) for path in files if is_saved(path)]
    of_batches = [each for each in saved if each[1].ranking is not None]
    if not of_batches:
        _refuse(asked, {"over": "--over", **_OF_REPORTS})
        return None
    if len(of_batches) < len(files):
        raise ConfigError(problem("runs-with-others"))
    if len(files) != 2:
        raise ConfigError(problem("runs-not-two", count=f"{len(files):,}"))
    _refuse(asked, {}, ledger)
    return of_batches


def _refuse(asked: Runs, options: dict[str, str], ledger: Path | None = None) -> None:
    given = [option for name, option in options.items() if getattr(asked, name) is not None]
    given += ["--ledger"] if ledger is not None else []
    if given:
        raise ConfigError(*(problem("runs-option", option=option) for option in given))


def compared(reports: Named, asked: Runs, frameworks: Pair) -> "CohortChange":
    """What changed between the two runs; raises ConfigError."""
    from convergence_cli.compare.cohorts import compare_runs, panel

    old, *amid, new = _of_reports(reports, asked, frameworks) if reports else _of_archive(asked, frameworks)
    shared = [places for _, places in panel(old, new)]
    places = tuple(_among(run, [each[side] for each in shared]) for side, run in enumerate((old, new)))
    found = compare_runs(old, new, (places[0], places[1]), amid)
    left_out = tuple(_left_out(asked.archive, [run.label for run in (old, *amid, new)])) if asked.archive else ()
    return replace(found, problems=(*found.problems, *left_out))


def _among(run: "Run", chosen: list[int]) -> "tuple[Place | None, ...]":
    """The places of these stations of a run among themselves."""
    from convergence_cli.cohort.ranking import rank_again

    if run.cohort.overview is None or not chosen:
        return (None,) * len(chosen)
    stations = [run.cohort.stations[at] for at in chosen]
    return rank_again(run.cohort.framework, stations, run.cohort.overview.ranking)


def _left_out(path: Path, told: list[str]) -> "Iterator[Problem]":
    """The runs of an archive that lie between the first and the last of these and are none of them."""
    from convergence_cli.archive.recall import listed

    labels = [run.label for run in listed(path)]
    without = [label for label in labels[labels.index(told[0]) : labels.index(told[-1])] if label not in told]
    if without:
        facts = {"count": f"{len(without):,}", "runs": joined(without)}
        yield problem("runs-left-out", Location(file=path.name), "warning", **facts)


def _of_reports(reports: Named, asked: Runs, frameworks: Pair) -> "list[Run]":
    """The runs by the years that their stations assess, else by the names of their files."""
    from convergence_cli.cli.keeping import renames_of
    from convergence_cli.cli.report import load_whole
    from convergence_cli.files import suffix_of
    from convergence_cli.model.run import Run, keys_of, year_of

    cohorts = [
        load_whole(path, framework, report) for (path, report), framework in zip(reports, frameworks, strict=True)
    ]
    years = [year_of(cohort.stations) for cohort in cohorts]
    names = [path.name[: -len(suffix_of(path))] for path, _ in reports]
    labels = next(each for each in (years, names, [path.as_posix() for path, _ in reports], ["1", "2"]) if _tells(each))
    old, new = (
        Run(label=label, cohort=cohort, keys=keys_of(cohort, asked.station_id or "", path.name))
        for label, cohort, (path, _) in zip(labels, cohorts, reports, strict=True)
    )
    renames = renames_of(asked.renames)
    return [replace(old, keys=tuple(renames.get(key, key) for key in old.keys)), new]


def _tells(labels: list[str]) -> bool:
    return all(labels) and len(set(labels)) == len(labels)


def _of_archive(asked: Runs, frameworks: Pair) -> "list[Run]":
    """The two runs that were asked for, and between them all that one of their two frameworks judged."""
    from convergence_cli.archive.recall import listed

    assert asked.archive is not None
    place = Location(file=asked.archive.name)
    runs = listed(asked.archive)
    labels = [run.label for run in runs]
    if len(labels) < 2:
        raise ConfigError(problem("archive-one-run", place))
    wanted = asked.since or labels[-2], asked.to or labels[-1]
    for label in wanted:
        if label not in labels:
            raise ConfigError(problem("archive-no-run", place, found=label, known=joined(labels)))
    first, last = map(labels.index, wanted)
    known = {framework.sha256: framework for framework in frameworks}
    amid = [(run, known[run.sha256]) for run in runs[first + 1 : last] if run.sha256 in known]
    chosen = [(runs[first], frameworks.old), *amid, (runs[last], frameworks.new)]
    return [_recalled(asked.archive, run, framework) for run, framework in chosen]


def _recalled(path: Path, listed: "Listed", framework: "Framework") -> "Run":
    """A run out of the archive, its stations beside each other; raises ConfigError for one of another framework."""
    from convergence_cli.archive.recall import recalled
    from convergence_cli.cohort.overview import overview
    from convergence_cli.saved.restore import check_made_by

    check_made_by(framework, (listed.framework, listed.version, listed.sha256), path.name)
    run = recalled(path, listed.label, framework)
    ranks: dict[str, Any] = dict(listed.ranks)
    return replace(run, cohort=replace(run.cohort, overview=overview(framework, run.cohort.stations, **ranks)))
