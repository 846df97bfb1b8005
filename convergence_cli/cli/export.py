"""Files that a command writes: checked before the work, written beside their place, renamed when whole."""

import math
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from convergence_cli.cli.output import tell, waiting
from convergence_cli.errors import ConfigError, ExportError, Location, Problem, problem
from convergence_cli.model.assessment import Assessment, Cohort
from convergence_cli.model.day import is_day
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report import SUFFIXES, rendered
from convergence_cli.texts import say


class Job(NamedTuple):
    """One file to write and its format."""

    path: Path
    format: str


def check_choice(option: str, found: str, known: tuple[str, ...]) -> None:
    """Refuse a value that an option does not have; raises ConfigError."""
    if found not in known:
        raise ConfigError(problem("option-value", option=option, found=found, known=", ".join(known)))


def check_number(option: str, found: float | None) -> None:
    """Refuse nan, which every comparison of a gate would fail in silence; raises ConfigError."""
    if found is not None and math.isnan(found):
        raise ConfigError(problem("option-value", option=option, found="nan", known="0-100"))


def export_jobs(
    paths: list[Path], source: Path, *, no_clobber: bool, suffixes: Mapping[str, str] = SUFFIXES
) -> list[Job]:
    """What is to be written; raises ConfigError before any work where a path cannot be right.

    `source` is what is judged: no report replaces a station's answers. `suffixes` are those that have a format.
    """
    jobs: list[Job] = []
    for path in paths:
        named = suffixes.get(path.suffix.lower())
        if named is None:
            raise ConfigError(problem("export-suffix", found=path.name, known=" ".join(suffixes)))
        check_target(path, no_clobber=no_clobber)
        check_not_read(path, (source,))
        jobs.append(Job(path, named))
    return jobs


def check_day(option: str, found: str | None) -> None:
    """Refuse what is no day; raises ConfigError."""
    if found is not None and not is_day(found):
        raise ConfigError(problem("option-value", option=option, found=found, known="YYYY-MM-DD"))


def check_target(path: Path, *, no_clobber: bool) -> None:
    """Refuse a path that cannot be written to; raises ConfigError."""
    if not path.parent.is_dir():
        raise ConfigError(problem("export-no-folder", found=str(path.parent)))
    if path.is_dir():
        raise ConfigError(problem("export-is-folder", found=path.name))
    if no_clobber and path.exists():
        raise ConfigError(problem("export-exists", found=path.name))


def check_workbook_out(path: Path, sources: tuple[Path, ...], *, no_clobber: bool) -> None:
    """Refuse a path for a questionnaire that is no .xlsx, or one of those that are read; raises ConfigError."""
    if path.suffix.lower() != ".xlsx":
        raise ConfigError(problem("export-suffix", found=path.name, known=".xlsx"))
    check_target(path, no_clobber=no_clobber)
    check_not_read(path, sources)


def check_not_read(path: Path, sources: tuple[Path, ...]) -> None:
    """Refuse to replace a workbook that is read; raises ConfigError."""
    if any(path.exists() and source.exists() and path.samefile(source) for source in sources):
        raise ConfigError(problem("export-is-input", found=path.name))


def check_folder(folder: Path) -> None:
    """Refuse a folder that is not there; raises ConfigError."""
    if not folder.is_dir():
        raise ConfigError(problem("export-no-folder", found=str(folder)))


def write_gap_report(
    named: Language | None, spoken: Language, framework: Framework, judged: Assessment, path: Path
) -> None:
    """The gap report of one station as a workbook, in the language named, else its own, else that of the surroundings.

    Raises ExportError.
    """
    language = named or judged.questionnaire.language or spoken
    write_file(path, partial(rendered, Cohort(framework=framework, language=language, entries=(judged,)), "excel"))


def write_exports(cohort: Cohort, jobs: list[Job], *, quiet: bool) -> None:
    """Write every report; raises ExportError for the ones that could not be written, after trying all."""
    write_jobs(jobs, partial(rendered, cohort), cohort.language, quiet=quiet)


def write_jobs(jobs: list[Job], render: Callable[[str], bytes], language: Language, *, quiet: bool) -> None:
    """Write every file, its content by its format; raises ExportError for the failed ones, after trying all."""
    faults: list[Problem] = []
    for job in jobs:
        try:
            with waiting(say(language, "run.writing", file=job.path), quiet=quiet):
                write_file(job.path, partial(render, job.format))
        except ExportError as error:
            faults += error.problems
        else:
            if not quiet:
                tell(say(language, "run.wrote", file=job.path))
    if faults:
        raise ExportError(*faults)


def write_file(path: Path, render: Callable[[], bytes]) -> None:
    """Write a whole file or none: beside its place, then renamed into it.

    `render` makes the content; openpyxl uses temporary files for it, so a full disk may show there already.
    Raises ExportError; the old file, if there was one, is as it was.
    """
    try:
        content = render()
        # A report has the rights of the file that it replaces, or of any file that the user makes.
        mask = os.umask(0)
        os.umask(mask)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask
        _replace(path, content, mode)
    except OSError as error:
        found = error.strerror or type(error).__name__
        raise ExportError(problem("export-failed", Location(file=path.name), found=found)) from error


def _replace(path: Path, content: bytes, mode: int) -> None:
    import tempfile

    part = Path(tempfile.mktemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part"))  # noqa: S306 - opened exclusively
    handle = _nameless(path.parent)
    named = handle is None
    if handle is None:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            if not named:
                # A folder is named, though the path is whole: only then does Python follow the link in /proc.
                os.link(f"/proc/self/fd/{file.fileno()}", part, src_dir_fd=file.fileno(), follow_symlinks=True)
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _nameless(folder: Path) -> int | None:
    """A file without a name, which vanishes with a process that is killed; None where the system has no such file."""
    flag = getattr(os, "O_TMPFILE", None)
    if flag is None or not Path("/proc/self/fd").is_dir():
        return None
    try:
        return os.open(folder, flag | os.O_WRONLY, 0o600)
    except OSError:
        return None
