"""`convergence check FILE...`: what is wrong with workbooks, without a score."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, NoClobber, Quiet, Rubrics, words
from convergence_cli.cli.output import show, tell

if TYPE_CHECKING:
    from convergence_cli.errors import Problem
    from convergence_cli.model.language import Language
    from convergence_cli.questionnaire.bounds import Bounds

AT_FAULT = 2


@bounded
def check(
    workbooks: Annotated[list[Path], typer.Argument(metavar="FILE...", help=words("arg-workbooks"))],
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="text|json|github", help=words("opt-format"))
    ] = "text",
    mark: Annotated[Path | None, typer.Option("--mark", metavar="OUT.xlsx", help=words("opt-mark"))] = None,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    no_clobber: NoClobber = False,
    quiet: Quiet = False,
    debug: Debug = False,
    *,
    bounds: "Bounds",
) -> None:
    from convergence_cli.cli.export import check_choice
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cohort.run import judge_workbook
    from convergence_cli.report.check import FORMATS, Checked, counts
    from convergence_cli.texts import say

    check_choice("--format", format_, tuple(FORMATS))
    language_of(lang)  # a wrong --lang is refused before any work
    if mark is not None:
        _check_mark(mark, workbooks, no_clobber=no_clobber)
    framework = framework_of(rubrics)
    judged = [judge_workbook(workbook, framework, bounds, steps=False) for workbook in workbooks]
    files = tuple(
        Checked(path=workbook.as_posix(), problems=entry.problems)
        for workbook, (entry, _) in zip(workbooks, judged, strict=True)
    )
    # A report has one language: the first one that a workbook was made in.
    spoken = next((language for _, language in judged if language), None)
    language = language_of(lang, spoken)
    show(FORMATS[format_](files, language), for_runner=format_ == "github")
    if mark is not None:
        _write_marked(mark, workbooks[0], files[0].problems, bounds, language)
        if not quiet:
            tell(say(language, "run.wrote", file=mark))
    raise typer.Exit(AT_FAULT if counts(files)["errors"] else 0)


def _check_mark(out: Path, workbooks: list[Path], *, no_clobber: bool) -> None:
    """Refuse before any work what `--mark` cannot do; raises ConfigError."""
    from convergence_cli.cli.export import check_not_read, check_target
    from convergence_cli.errors import ConfigError, problem

    if len(workbooks) != 1:
        raise ConfigError(problem("mark-one-file", count=str(len(workbooks))))
    if out.suffix.lower() not in (".xlsx", ".xlsm"):
        raise ConfigError(problem("export-suffix", found=out.name, known=".xlsx .xlsm"))
    check_target(out, no_clobber=no_clobber)
    check_not_read(out, tuple(workbooks))


def _write_marked(
    out: Path, workbook: Path, problems: "tuple[Problem, ...]", bounds: "Bounds", language: "Language"
) -> None:
    """Write the marked copy; raises WorkbookError for a file that cannot be opened at all, so nothing is written."""
    from functools import partial

    from convergence_cli.cli.export import write_file
    from convergence_cli.questionnaire.guard import guard
    from convergence_cli.questionnaire.mark import mark

    write_file(out, partial(mark, guard(workbook, bounds), problems, language, out.suffix.lower(), bounds))
