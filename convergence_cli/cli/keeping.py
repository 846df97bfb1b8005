"""Options by which a run is kept in an archive, and how it gets there."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from convergence_cli.cli.declaring import declared, words
from convergence_cli.cli.shared import sharing
from convergence_cli.errors import ConfigError, ConvergenceError, Location, Problem, joined, problem
from convergence_cli.value import value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convergence_cli.model.assessment import Cohort
    from convergence_cli.model.language import Language
    from convergence_cli.model.run import Run

_option = partial(declared, panel=words("panel-archive"))
_MOST_LETTERS = 60

RunLabel = Annotated[str | None, declared("run", "LABEL")]
StationId = Annotated[str | None, declared("station-id", "COLUMN")]
Renames = Annotated[Path | None, declared("renames", "MAP.csv")]


@value
class Kept:
    """Where a run is to be kept, if anywhere, and by what names."""

    archive: Path | None = None
    run: str | None = None
    station_id: str | None = None
    renames: Path | None = None


_OPTIONS = {
    "archive": Annotated[Path | None, _option("archive", "FILE")],
    "run": Annotated[str | None, _option("run", "LABEL")],
    "station_id": Annotated[str | None, _option("station-id", "COLUMN")],
    "renames": Annotated[Path | None, _option("renames", "MAP.csv")],
}
keeping = sharing("kept", _OPTIONS, lambda given: Kept(**given))
"""Gives a command these options in place of its parameter `kept`."""


def check_kept(kept: Kept, *, redact: bool) -> None:
    """Refuse, before any work, what no archive can take; raises ConfigError."""
    if kept.archive is None:
        named = {"--run": kept.run, "--station-id": kept.station_id, "--renames": kept.renames}
        wrong = next((option for option, found in named.items() if found is not None), None)
        if wrong:
            raise ConfigError(problem("archive-not-named", option=wrong))
        return
    if redact:
        raise ConfigError(problem("archive-redacted"))
    if kept.run is not None:
        check_label(kept.run)
    renames_of(kept.renames)
    check_archive(kept.archive)


def keep(kept: Kept, cohort: "Cohort", language: "Language", *, quiet: bool) -> tuple[Problem, ...]:
    """Put a run that was judged now into its archive, where one was named; why that cannot be.

    What else there is to say of the run is said all the same.
    """
    if kept.archive is None or not cohort.stations:
        return ()
    try:
        run = run_of(cohort, kept.run, kept.station_id, kept.archive.name)
        put(kept.archive, [(run, kept.archive.name)], renames_of(kept.renames), language, quiet=quiet)
    except ConvergenceError as error:
        return error.problems
    return ()


def run_of(cohort: "Cohort", label: str | None, id_column: str | None, file: str) -> "Run":
    """A cohort as a run; its label is the one that was given, else the year that all its stations assess."""
    from convergence_cli.model.run import Run, keys_of, year_of

    if not cohort.stations:
        raise ConfigError(problem("archive-no-stations", Location(file=file)))
    found = label or year_of(cohort.stations)
    if not found:
        raise ConfigError(problem("archive-no-label", Location(file=file)))
    return Run(label=check_label(found), cohort=cohort, keys=keys_of(cohort, id_column or "", file))


def put(
    path: Path, runs: "list[tuple[Run, str]]", renames: "Mapping[str, str]", language: "Language", *, quiet: bool
) -> None:
    """Add runs, each with the file that it comes from, in one transaction each, to an archive that is made where there
    is none; say what became of each. Raises ConfigError and ExportError."""
    from convergence_cli.archive import store
    from convergence_cli.archive.add import add, rename
    from convergence_cli.cli.output import tell
    from convergence_cli.cli.targets import Target
    from convergence_cli.cli.writing import write_file
    from convergence_cli.texts import say

    if not path.exists():
        write_file(Target(path=path, kind=None), partial(store.blank))
    for run, file in runs:
        with store.to_add(path) as connection:
            became = add(connection, run, file)
            rename(connection, renames)
        if not quiet:
            facts = {"label": run.label, "count": f"{len(run.cohort.stations):,}", "file": path.name}
            tell(say(language, f"archive.{became}", **facts))


def check_archive(path: Path) -> None:
    """Refuse a place where no archive is and none can be made; raises ConfigError."""
    from convergence_cli.archive import store
    from convergence_cli.cli.targets import Target, check_targets

    if path.exists() or path.is_symlink():
        with store.to_add(path):
            pass
    else:
        check_targets([Target(path=path, kind=None)])


def check_label(label: str) -> str:
    """A run's label as it is kept; raises ConfigError for one that could not be read in a line of a table."""
    if not label.strip() or not label.isprintable() or len(label) > _MOST_LETTERS:
        raise ConfigError(problem("option-value", option="--run", found=label[:_MOST_LETTERS], known=words("a-label")))
    return label.strip()


def renames_of(path: Path | None) -> "Mapping[str, str]":
    """Keys of earlier runs, and what they are today, as a list has them in its first two columns.

    A key that was changed more than once goes to the last. Raises ConfigError with every line that names no two keys,
    or an old key that has another new one already, and for keys that become each other.
    """
    from convergence_cli.cohort.manifest import records

    found: dict[str, str] = {}
    faults = []
    for number, fields in records(path) if path else ():
        keys = [field.strip() for field in fields[:2]]
        if len(keys) < 2 or not all(keys) or found.setdefault(keys[0], keys[1]) != keys[1]:
            place = Location(file=path.name if path else "", line=number)
            faults.append(problem("renames-line", place, found=joined(keys)))
    if faults:
        raise ConfigError(*faults)
    return {old: _today(old, found, path.name if path else "") for old in found}


def _today(key: str, renames: "Mapping[str, str]", file: str) -> str:
    """What a key has become at last; raises ConfigError where it becomes itself again by way of others."""
    way = [key]
    while (then := renames.get(way[-1], way[-1])) != way[-1]:
        if then in way:
            raise ConfigError(problem("renames-circle", Location(file=file), found=" → ".join((*way, then))))
        way.append(then)
    return way[-1]
