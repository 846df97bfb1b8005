"""`convergence template OUT.xlsx`: a blank questionnaire, or one for each department."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.declaring import argument, check_choice, declared
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, Overwrite, Quiet, Rubrics
from convergence_cli.cli.output import show, tell_next

if TYPE_CHECKING:
    from convergence_cli.questionnaire.bounds import Bounds

_BY = "who"


@bounded
def template(
    out: Annotated[Path | None, argument("out", "OUT.xlsx", show_default=False)] = None,
    level: Annotated[str | None, declared("level", "LEVEL")] = None,
    profile: Annotated[list[str] | None, declared("profile", "QUESTION=VALUE")] = None,
    last: Annotated[Path | None, declared("from", "LAST.xlsx")] = None,
    chapter: Annotated[str | None, declared("chapter", "ID")] = None,
    split_by: Annotated[str | None, declared("split-by", _BY)] = None,
    folder: Annotated[Path | None, declared("output", "DIR", short="-o", text="parts")] = None,
    due: Annotated[str | None, declared("due", "DATE")] = None,
    targets: Annotated[bool, declared("targets")] = False,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
    *,
    bounds: "Bounds",
) -> None:
    from dataclasses import replace

    from convergence_cli.cli.export import check_workbook_out
    from convergence_cli.cli.folders import check_parent
    from convergence_cli.cli.forms import Form, write_parts
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.names import day_of, named, profile_of
    from convergence_cli.cli.targets import Target
    from convergence_cli.cli.writing import write_all
    from convergence_cli.questionnaire.known import known_profile

    due = day_of("--due", due)
    place = _place(out, split_by, folder)
    target = Target(path=place, kind="carried" if last else "blank", overwrite=overwrite)
    sources = (last,) if last else ()
    if split_by is None:
        check_workbook_out(target, sources)
    else:
        check_parent(place, sources)
    framework = framework_of(rubrics, lang)
    known = known_profile(profile_of(framework, level, profile), framework)
    if chapter is not None:
        chapter = named("--chapter", chapter, {each.id: each.title for each in framework.chapters})
    if last is None:
        language = language_of(lang, None, framework.languages)
        form = Form(framework=framework, language=language, known=known, chapter=chapter, targets=targets)
    else:
        from convergence_cli.cli.migrate import carried_form
        from convergence_cli.questionnaire.read import examine
        from convergence_cli.report.carried import as_text

        old = examine(last, framework, bounds)
        language = language_of(lang, old.language, framework.languages)
        journey, form = carried_form(
            framework, old, language, known=known, chapter=chapter, same_period=False, targets=targets
        )
        show(as_text(journey, language))
    form = replace(form, due=due)
    if split_by is None:
        write_all([(target, form.made)], language, quiet=quiet)
        tell_next(language, "fill" if last is None else "carried", place, quiet=quiet)
    else:
        write_parts(target, form, sources, quiet=quiet)
        tell_next(language, "parts", place, quiet=quiet)


def _place(out: Path | None, split_by: str | None, folder: Path | None) -> Path:
    """The file, or the folder of parts, that is to be written; raises ConfigError where neither or both are named."""
    from convergence_cli.errors import ConfigError, problem

    if split_by is not None:
        check_choice("--split-by", split_by, (_BY,))
    place = out if split_by is None else folder
    if place is None or (out is not None and folder is not None):
        raise ConfigError(problem("template-out"))
    return place
