"""`convergence merge A.xlsx B.xlsx -o C.xlsx`: departments' copies of one station's questionnaire into one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, Out, Overwrite, Quiet, Rubrics, words
from convergence_cli.cli.output import show_as, tell
from convergence_cli.cli.rendering import end

if TYPE_CHECKING:
    from convergence_cli.questionnaire.bounds import Bounds


@bounded
def merge(
    workbooks: Annotated[list[Path], typer.Argument(metavar="FILE...", help=words("arg-copies"))],
    out: Out,
    prefer: Annotated[Path | None, typer.Option("--prefer", metavar="FILE", help=words("opt-prefer"))] = None,
    format_: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help=words("opt-format"))] = "text",
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
    *,
    bounds: "Bounds",
) -> None:
    from functools import partial

    from convergence_cli.cli.export import check_choice, check_workbook_out
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.targets import Target
    from convergence_cli.cli.writing import write_all
    from convergence_cli.errors import ConfigError, problem
    from convergence_cli.questionnaire.merge import merge as merge_copies
    from convergence_cli.questionnaire.read import examine_all
    from convergence_cli.questionnaire.template import asked, write_template
    from convergence_cli.report.carried import FORMATS, Journey
    from convergence_cli.texts import say

    check_choice("--format", format_, tuple(FORMATS))
    language_of(lang)  # a wrong --lang is refused before any work
    if len(workbooks) < 2:
        raise ConfigError(problem("merge-one-file"))
    names = tuple(workbook.as_posix() for workbook in workbooks)
    if prefer is not None:
        check_choice("--prefer", prefer.as_posix(), names)
    target = Target(path=out, kind="merged", overwrite=overwrite)
    check_workbook_out(target, workbooks)
    framework = framework_of(rubrics, lang)
    copies = examine_all(tuple(workbooks), framework, bounds)
    merged = merge_copies(copies, framework, None if prefer is None else names.index(prefer.as_posix()))
    language = language_of(lang, next((copy.language for copy in copies if copy.language), None), framework.languages)
    known = {name: answer for name, answer in merged.carried.profile.items() if name == "level"}
    count = merged.carried.only(asked(framework, known, None), framework, known).count
    journey = Journey(files=names, carried=count, remarks=merged.problems)
    show_as(format_, FORMATS[format_](journey, language))
    if journey.conflicts:
        tell(say(language, "run.not-written", file=out))
        end(failed=True)
    write_all(
        [(target, partial(write_template, framework, language, known, None, merged.carried))], language, quiet=quiet
    )
