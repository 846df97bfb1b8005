"""What a batch is to judge, and where the report of each station is to be written."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from convergence_cli.cli.export import Job
    from convergence_cli.cohort.discover import Found
    from convergence_cli.cohort.submission import Submission
    from convergence_cli.model.framework import Framework

_REPORT = ".gaps"


def found_in(
    places: list[str], manifest: Path | None, exclude: list[str], besides: Path | None, framework: "Framework"
) -> "Found":
    """The workbooks; raises ConfigError where there are none."""
    from convergence_cli.cohort.discover import discover
    from convergence_cli.cohort.manifest import read_manifest
    from convergence_cli.errors import ConfigError, problem

    listed = read_manifest(manifest, framework) if manifest else ()
    found = discover(places, listed, exclude, besides)
    if not found.submissions:
        raise ConfigError(problem("batch-of-nothing"))
    return found


def with_reports(
    submissions: "tuple[Submission, ...]",
    folder: Path,
    suffixes: tuple[str, ...],
    files: "list[Job]",
    *,
    overwrite: bool,
) -> "tuple[Submission, ...]":
    """The submissions, each with places for its gap report; raises ConfigError for every place that cannot be right.

    `files` are those that are written besides.
    """
    from dataclasses import replace

    from convergence_cli.cli.export import check_folder, with_ledger
    from convergence_cli.cli.ledgers import ledger_path
    from convergence_cli.cli.targets import Target, check_targets
    from convergence_cli.cohort.report_names import report_names

    check_folder(folder)
    stems = report_names([submission.file for submission in submissions], _REPORT)
    reports = [[folder / f"{stem}{suffix}" for suffix in suffixes] for stem in stems]
    targets = [Target(path=path, kind="report", overwrite=overwrite) for paths in reports for path in paths]
    targets = [with_ledger(each, each.path) if ledger_path(None, (each.path,)) else each for each in targets]
    check_targets([*(job.target for job in files), *targets], [Path(submission.path) for submission in submissions])
    return tuple(
        replace(submission, reports=tuple(map(str, paths)))
        for submission, paths in zip(submissions, reports, strict=True)
    )
