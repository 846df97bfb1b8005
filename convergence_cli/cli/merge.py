"""`convergence merge A.xlsx B.xlsx -o C.xlsx`: departments' copies of one station's questionnaire into one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.declaring import argument, check_choice, declared, formatted
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, Out, Overwrite, Quiet, Rubrics
from convergence_cli.cli.output import show_as, tell
from convergence_cli.cli.rendering import end
from convergence_cli.errors import ConfigError, Problem, problem

if TYPE_CHECKING:
    from convergence_cli.questionnaire.bounds import Bounds


@bounded
def merge(
    places: Annotated[list[str], argument("copies", "DIR|FILE...")],
    out: Out,
    prefer: Annotated[Path | None, declared("prefer", "FILE")] = None,
    format_: Annotated[str, formatted(("text", "json"))] = "text",
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
    *,
    bounds: "Bounds",
) -> None:
    from convergence_cli.cli.export import check_workbook_out
    from convergence_cli.cli.forms import Form
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.targets import Target
    from convergence_cli.cli.writing import write_all
    from convergence_cli.questionnaire.carry import not_asked
    from convergence_cli.questionnaire.departments import pending
    from convergence_cli.questionnaire.merge import merge as merge_copies
    from convergence_cli.questionnaire.read import examine_all
    from convergence_cli.questionnaire.template import asked
    from convergence_cli.report.carried import FORMATS, Journey
    from convergence_cli.texts import say

    workbooks, passed = _copies(places, out)
    names = tuple(workbook.as_posix() for workbook in workbooks)
    if prefer is not None:
        check_choice("--prefer", prefer.as_posix(), names)
    target = Target(path=out, kind="merged", overwrite=overwrite)
    check_workbook_out(target, workbooks)
    framework = framework_of(rubrics, lang)
    copies = examine_all(workbooks, framework, bounds)
    language = language_of(lang, next((copy.language for copy in copies if copy.language), None), framework.languages)
    merged = merge_copies(copies, framework, language, None if prefer is None else names.index(prefer.as_posix()))
    carried = merged.carried
    known = {name: answer for name, answer in carried.profile.items() if name == "level"}
    items = asked(framework, known, None)
    taken = carried.only(items, framework, known)
    handed_in = frozenset(copy.part for copy in copies)
    journey = Journey(
        files=names,
        carried=taken.count,
        lost=(*merged.lost, *not_asked(out.name, carried, taken)),
        remarks=(*passed, *merged.problems),
        pending=pending(framework, items, carried.profile, carried.answers, carried.tables, handed_in),
    )
    show_as(format_, FORMATS[format_](journey, language))
    if journey.conflicts:
        tell(say(language, "run.not-written", file=out))
        end(failed=True)
    form = Form(framework=framework, language=language, known=known, carried=carried)
    write_all([(target, form.made)], language, quiet=quiet)


def _copies(places: list[str], out: Path) -> "tuple[tuple[Path, ...], tuple[Problem, ...]]":
    """The workbooks that are named, and those of the folders that are, with notes on what was passed over there.

    Raises ConfigError where that is one workbook alone, or a folder cannot be looked into.
    What is to be written may stand in such a folder, and is then no copy, whoever wrote what is there.
    """
    from convergence_cli.cohort.discover import discover
    from convergence_cli.files import real

    found = discover(places)
    closed = [item for item in found.notes if item.severity == "error"]
    if closed:
        raise ConfigError(*closed)
    there = ((each, Path(each.path)) for each in found.submissions)
    workbooks = tuple(path for each, path in there if each.named or real(path) != real(out))
    if len(workbooks) < 2:
        raise ConfigError(problem("merge-one-file"))
    return workbooks, found.notes
