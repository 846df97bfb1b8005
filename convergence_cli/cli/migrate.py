"""`convergence migrate OLD.xlsx -o NEW.xlsx`: the answers of an earlier form in a form of this version."""

from typing import TYPE_CHECKING, Annotated

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.declaring import formatted
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, Out, Overwrite, Quiet, Rubrics, Workbook
from convergence_cli.cli.output import show_as

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convergence_cli.cli.forms import Form
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.language import Language
    from convergence_cli.model.questionnaire import Answered, Questionnaire
    from convergence_cli.questionnaire.bounds import Bounds
    from convergence_cli.report.carried import Journey


@bounded
def migrate(
    workbook: Workbook,
    out: Out,
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
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.targets import Target
    from convergence_cli.cli.writing import write_all
    from convergence_cli.questionnaire.read import examine
    from convergence_cli.report.carried import FORMATS

    target = Target(path=out, kind="carried", overwrite=overwrite)
    check_workbook_out(target, (workbook,))
    framework = framework_of(rubrics, lang)
    old = examine(workbook, framework, bounds)
    language = language_of(lang, old.language, framework.languages)
    journey, form = carried_form(framework, old, language, known={}, chapter=None, same_period=True)
    show_as(format_, FORMATS[format_](journey, language))
    write_all([(target, form.made)], language, quiet=quiet)


def carried_form(
    framework: "Framework",
    old: "Questionnaire",
    language: "Language",
    *,
    known: "Mapping[str, Answered]",
    chapter: str | None,
    same_period: bool,
    targets: bool = False,
) -> "tuple[Journey, Form]":
    """What becomes of the answers of an examined questionnaire, and the form with them in it.

    The level is the old one's unless it is known anew. Of a department's part it is the same department's.
    """
    from convergence_cli.cli.forms import Form
    from convergence_cli.model.kind import PERIOD
    from convergence_cli.questionnaire.carry import carry, left_behind, not_asked
    from convergence_cli.questionnaire.template import asked
    from convergence_cli.report.carried import Journey

    carried = carry(old, framework, language, same_period=same_period, period=known.get(PERIOD))
    # A part has no more of the station than is known.
    settled = {name: given for name, given in carried.profile.items() if old.part or name == "level"}
    known = {**settled, **known}
    taken = carried.only(asked(framework, known, chapter), framework, known)
    lost = (*left_behind(old), *not_asked(old.file, carried, taken))
    told = set(lost)
    remarks = tuple(item for item in old.problems if item not in told)
    journey = Journey(files=(old.file,), carried=taken.count, lost=lost, remarks=remarks)
    form = Form(framework=framework, language=language, known=known, chapter=chapter, carried=taken, targets=targets)
    same = (each for each in form.parts if each.part and old.part in each.part.who.both)
    return journey, next(same, form) if old.part else form
