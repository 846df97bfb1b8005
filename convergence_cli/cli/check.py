"""`convergence check FILE...`: what is wrong with workbooks, without a score."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.declaring import argument, declared, formatted
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, Overwrite, Quiet, Rubrics, Strict
from convergence_cli.cli.output import tell_next
from convergence_cli.cli.rendering import end, present

if TYPE_CHECKING:
    from convergence_cli.cli.targets import Target
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.language import Language
    from convergence_cli.questionnaire.bounds import Bounds
    from convergence_cli.report.check import Checked

_FORMATS = ("text", "json", "markdown", "github", "sarif")


@bounded
def check(
    workbooks: Annotated[list[Path], argument("workbooks", "FILE...")],
    format_: Annotated[str, formatted(_FORMATS)] = "text",
    mark: Annotated[Path | None, declared("mark", "OUT.xlsx")] = None,
    strict: Strict = False,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
    *,
    bounds: "Bounds",
) -> None:
    from functools import partial

    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.judging import look_at
    from convergence_cli.report.check import Checked, counts
    from convergence_cli.report.subjects import laid_out, report

    target = None if mark is None else _target(mark, workbooks, overwrite=overwrite)
    framework = framework_of(rubrics, lang)
    looked = [look_at(workbook, framework, bounds, strict=strict) for workbook in workbooks]
    files = tuple(
        Checked(path=workbook.as_posix(), problems=found.problems, questionnaire=found.questionnaire)
        for workbook, found in zip(workbooks, looked, strict=True)
    )
    # A report has one language: the first one that a workbook was made in.
    spoken = next((found.language for found in looked if found.language), None)
    language = language_of(lang, spoken, framework.languages)
    about = files, framework, language
    present(format_, partial(laid_out, "check", about), partial(report, "check", about))
    if target is not None:
        _write_marked(target, workbooks[0], files[0], framework, bounds, language, quiet=quiet)
    at_fault = counts(files)["errors"] > 0
    if format_ == "text":
        is_part = any(found.questionnaire is not None and found.questionnaire.part for found in looked)
        onward = "merge" if is_part else "batch" if len(workbooks) > 1 else "assess"
        tell_next(language, "mend" if at_fault else onward, workbooks[0], quiet=quiet)
    end(at_fault=at_fault)


def _target(out: Path, workbooks: list[Path], *, overwrite: bool) -> "Target":
    """Where the marked copy goes; raises ConfigError before any work for what `--mark` cannot do."""
    from convergence_cli.cli.export import check_suffixes
    from convergence_cli.cli.targets import Target, check_targets
    from convergence_cli.errors import ConfigError, problem

    if len(workbooks) != 1:
        raise ConfigError(problem("mark-one-file", count=str(len(workbooks))))
    check_suffixes([out], {".xlsx": "copy", ".xlsm": "copy"})
    target = Target(path=out, kind="marked", overwrite=overwrite)
    check_targets((target,), workbooks)
    return target


def _write_marked(
    target: "Target",
    workbook: Path,
    checked: "Checked",
    framework: "Framework",
    bounds: "Bounds",
    language: "Language",
    *,
    quiet: bool,
) -> None:
    """Write the marked copy; raises WorkbookError for a file that cannot be opened at all, so nothing is written."""
    from convergence_cli.cli.writing import write_all
    from convergence_cli.files import name_of
    from convergence_cli.questionnaire.bounds import RefusalError
    from convergence_cli.questionnaire.guard import guard, refused
    from convergence_cli.questionnaire.mark import AskedAt, mark
    from convergence_cli.report.check.standing import standing_lines

    guarded, asked = guard(workbook, bounds), AskedAt()
    if checked.questionnaire is not None:
        asked.read(framework, checked.questionnaire, language)
    standing = standing_lines(checked, framework, language)
    suffix = target.path.suffix.lower()

    def made() -> bytes:
        try:
            return mark(guarded, checked.problems, language, suffix, bounds, standing, asked)
        except RefusalError as refusal:
            raise refused(refusal, name_of(workbook)) from None

    write_all([(target, made)], language, quiet=quiet)
