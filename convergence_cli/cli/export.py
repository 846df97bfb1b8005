"""Files that a command writes, by the options that name them."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from convergence_cli.cli.declaring import check_choice
from convergence_cli.cli.targets import Target, check_targets, identity
from convergence_cli.cli.writing import write_file
from convergence_cli.errors import ConfigError, ExportError, Location, Problem, WorkbookError, problem
from convergence_cli.files import read_bytes, suffix_of
from convergence_cli.imprint import FileKind, is_untouched
from convergence_cli.model.assessment import Assessment, Cohort, Failure
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language, one_of
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.report import SUFFIXES, rendered


class Job(NamedTuple):
    """One file to write and its format."""

    target: Target
    format: str


def check_none_with(option: str, **others: object) -> None:
    """Refuse options that have no effect together with one that is given; raises ConfigError.

    `others` are their values by the names of their parameters; what is empty, False or None was not given.
    """
    for name, given in others.items():
        if given:
            other = f"--{name.strip('_').removeprefix('with_').replace('_', '-')}"
            raise ConfigError(problem("options-exclude", option=other, other=option))


def each_suffixes(formats: Sequence[str] | None) -> tuple[str, ...]:
    """The suffixes of the formats in which each station's report is written; raises ConfigError for an unknown one."""
    suffixes = tuple(dict.fromkeys(f".{each.lower().removeprefix('.')}" for each in formats or ("xlsx",)))
    for suffix in suffixes:
        check_choice("--each-format", suffix[1:], tuple(known[1:] for known in SUFFIXES))
    return suffixes


def check_number(option: str, found: float | None) -> None:
    """Refuse nan, which every comparison of a gate would fail in silence; raises ConfigError."""
    if found is not None and math.isnan(found):
        raise ConfigError(problem("option-value", option=option, found="nan", known="0-100"))


def export_jobs(
    paths: list[Path] | None,
    kind: FileKind,
    sources: Iterable[Path],
    *,
    overwrite: bool,
    suffixes: Mapping[str, str] = SUFFIXES,
    ledger: Path | None = None,
    baseline: Path | None = None,
) -> list[Job]:
    """What is to be written; raises ConfigError before any work for every path that cannot be right.

    `sources` are what is read, `suffixes` those that have a format; `ledger` goes into the workbooks, and stands
    perhaps where one of them is to be written. `baseline` is a compact one, written besides.
    """
    targets = [Target(path=path, kind=kind, overwrite=overwrite) for path in paths or ()]
    targets = [with_ledger(target, ledger) if ledger else target for target in targets]
    formats = check_suffixes(paths, suffixes)
    if baseline is not None:
        formats += check_suffixes([baseline], {".json": "baseline"})
        targets.append(Target(path=baseline, kind="baseline", overwrite=overwrite))
    check_targets(targets, sources)
    return [Job(target, named) for target, named in zip(targets, formats, strict=True)]


def with_ledger(target: Target, ledger: Path) -> Target:
    """The file as one into which a ledger is carried over. The ledger itself gives way, and is kept where it was
    changed by anybody."""
    if target.path.suffix.lower() != ".xlsx":
        return target
    overwrite = target.overwrite
    if identity(target.path) == identity(ledger):
        content = read_bytes(ledger, ExportError, Bounds().max_size)
        overwrite = overwrite or not is_untouched(content, "ledger", ".xlsx")
    return Target(path=target.path, kind="ledger", overwrite=overwrite, replaces=target.kind)


def check_suffixes(paths: list[Path] | None, suffixes: Mapping[str, str] = SUFFIXES) -> list[str]:
    """The format of each file; raises ConfigError for every one whose suffix has none."""
    wrong = [path for path in paths or () if suffix_of(path) not in suffixes]
    if wrong:
        raise ConfigError(*(problem("export-suffix", found=path.name, known=" ".join(suffixes)) for path in wrong))
    return [suffixes[suffix_of(path)] for path in paths or ()]


def check_horizons(framework: Framework, as_of: str | None, *, has_ledger: bool = False) -> None:
    """Refuse `--as-of` where neither horizons nor a ledger could make anything overdue; raises ConfigError."""
    if as_of is not None and not framework.horizons and not has_ledger:
        raise ConfigError(problem("no-horizons", found=framework.id))


def check_workbook_out(target: Target, sources: Iterable[Path]) -> None:
    """Refuse a path for a questionnaire that is no .xlsx, or one of those that are read; raises ConfigError."""
    check_suffixes([target.path], {".xlsx": "form"})
    check_targets((target,), sources)


def check_folder(folder: Path) -> None:
    """Refuse a folder that is not there; raises ConfigError."""
    if not folder.is_dir():
        raise ConfigError(problem("export-no-folder", found=str(folder)))


def write_gap_reports(
    named: Language | None,
    spoken: Language,
    overwrite: bool,
    framework: Framework,
    judged: Assessment | Failure,
    paths: Sequence[Path],
) -> tuple[Problem, ...]:
    """Write the gap report of one workbook in the format of each path; why any could not be written.

    It is in the language named, else the station's own, else that of the surroundings. A ledger that stands in the
    place of one goes on in all, whole or not at all; of a workbook that could not be judged it stays where it is.
    """
    from convergence_cli.cli.ledgers import ledger_path, stays

    own = judged.questionnaire.language if isinstance(judged, Assessment) else None
    language = one_of(framework.languages, named, own, spoken)
    cohort = Cohort(framework=framework, language=language, entries=(judged,))
    faults: list[Problem] = []
    if isinstance(judged, Failure):
        left = {path: stays(path) for path in paths}
        faults += filter(None, left.values())
        paths = [path for path in paths if left[path] is None]
    place = ledger_path(None, paths)
    try:
        targets, cohort = _with_ledger_there(cohort, place, paths, overwrite=overwrite)
        for target in targets:
            try:
                write_file(target, partial(rendered, cohort, SUFFIXES[target.path.suffix]))
            except ExportError as error:
                faults += error.problems
    except (ExportError, WorkbookError) as error:
        faults += error.problems
    return tuple(faults)


def _with_ledger_there(
    cohort: Cohort, place: Path | None, paths: Sequence[Path], *, overwrite: bool
) -> tuple[list[Target], Cohort]:
    """The files to write, and the cohort with the ledger that stands in the place of one, if there is one.

    Raises ExportError where it is not the station's and must not be overwritten, WorkbookError where it is unreadable.
    """
    from convergence_cli.cli.ledgers import with_entries
    from convergence_cli.ledger import is_of, read_ledger

    targets = [Target(path=path, kind="report", overwrite=overwrite) for path in paths]
    if place is None:
        return targets, cohort
    ledger = read_ledger(place, cohort.framework)
    is_ours = is_of(ledger, [each.station for each in cohort.assessments])
    if not overwrite and (ledger.problems or not is_ours):
        raise ExportError(problem("export-exists", Location(file=place.name), found=place.name))
    if not is_ours:
        return targets, cohort
    return [with_ledger(target, place) for target in targets], with_entries(cohort, ledger)
