"""`convergence rubrics resolve`, `diff` and `new`: frameworks merged, compared and begun."""

from pathlib import Path
from typing import Annotated

from convergence_cli.cli.declaring import argument, declared, formatted
from convergence_cli.cli.options import BY_DEFAULT, Debug, FrameworkNames, Lang, Overwrite, Quiet
from convergence_cli.cli.output import show_as


def resolve(
    names: FrameworkNames = BY_DEFAULT,
    out: Annotated[Path | None, declared("output", "FOLDER", short="-o", text="folder")] = None,
    lang: Lang = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.folders import check_parent, write_folder
    from convergence_cli.cli.loading import framework_of, language_of, paths_of
    from convergence_cli.cli.targets import Target
    from convergence_cli.rubric.documents import joined
    from convergence_cli.rubric.write import files_of

    language = language_of(lang)
    if out is not None:
        check_parent(out, paths_of(names))
    files = files_of(framework_of(names))
    if out is None:
        show_as("yaml", joined(files))
    else:
        write_folder(Target(path=out, kind="framework", overwrite=overwrite), files, language, quiet=quiet)


def diff(
    old: Annotated[str, argument("framework-old", "OLD")],
    new: Annotated[str, argument("framework-new", "NEW")],
    format_: Annotated[str, formatted(("text", "json"))] = "text",
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.report.differences import FORMATS

    language = language_of(lang)
    show_as(format_, FORMATS[format_](framework_of([old]), framework_of([new]), language))


def new(
    folder: Annotated[Path, argument("folder", "FOLDER")],
    extends: Annotated[str | None, declared("extends", "NAME|PATH")] = None,
    lang: Lang = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.folders import check_parent, write_folder
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.targets import Target
    from convergence_cli.files import real
    from convergence_cli.rubric.load import find
    from convergence_cli.rubric.scaffold import extended, framework_files, overlay_files

    language = language_of(lang)
    check_parent(folder)
    target = Target(path=folder, kind=None, overwrite=overwrite)
    if extends is None:
        write_folder(target, framework_files(real(folder).name, language), language, quiet=quiet)
        return
    base = framework_of([extends])
    files = overlay_files(real(folder).name, base, extended(find(extends), folder), language)
    write_folder(target, files, language, quiet=quiet)
