"""`convergence rubrics resolve`, `diff` and `new`: frameworks merged, compared and begun."""

import os
from pathlib import Path
from typing import Annotated

import typer

from convergence_cli.cli.options import BY_DEFAULT, Debug, FrameworkNames, Lang, Quiet, words
from convergence_cli.cli.output import show, tell


def resolve(
    names: FrameworkNames = BY_DEFAULT,
    out: Annotated[Path | None, typer.Option("--output", "-o", metavar="FOLDER", help=words("opt-folder"))] = None,
    lang: Lang = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.rubric.documents import joined
    from convergence_cli.rubric.write import files_of

    language = language_of(lang)
    if out is not None:
        check_folder(out)
    files = files_of(framework_of(names))
    if out is None:
        show(joined(files))
    else:
        write_folder(out, files, language, quiet=quiet)


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=words("arg-framework-old"))],
    new: Annotated[str, typer.Argument(metavar="NEW", help=words("arg-framework-new"))],
    format_: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help=words("opt-format"))] = "text",
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.export import check_choice
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.report.differences import FORMATS

    language = language_of(lang)
    check_choice("--format", format_, tuple(FORMATS))
    show(FORMATS[format_](framework_of([old]), framework_of([new]), language))


def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=words("arg-folder"))],
    extends: Annotated[str | None, typer.Option("--extends", metavar="NAME|PATH", help=words("opt-extends"))] = None,
    lang: Lang = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.rubric.load import find, shipped_root
    from convergence_cli.rubric.scaffold import framework_files, overlay_files

    language = language_of(lang)
    check_folder(folder)
    if extends is None:
        write_folder(folder, framework_files(folder.resolve().name, language), language, quiet=quiet)
        return
    base = framework_of([extends])
    path = find(extends)
    shipped = path.resolve().parent == shipped_root().resolve()
    named = path.name if shipped else Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    write_folder(folder, overlay_files(folder.resolve().name, base, named, language), language, quiet=quiet)


def check_folder(folder: Path) -> None:
    """Refuse to write among files that are there already; raises ConfigError."""
    from convergence_cli.errors import ConfigError, problem

    if not folder.parent.is_dir():
        raise ConfigError(problem("export-no-folder", found=str(folder.parent)))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConfigError(problem("folder-not-empty", found=folder.name))


def write_folder(folder: Path, files: dict[str, str], language: str, *, quiet: bool) -> None:
    """Write files into a new folder; raises ExportError."""
    from convergence_cli.cli.export import write_file
    from convergence_cli.errors import ExportError, problem
    from convergence_cli.texts import say

    for name, text in files.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ExportError(problem("export-failed", found=error.strerror or type(error).__name__)) from error
        write_file(path, text.encode)
    if not quiet:
        tell(say(language, "run.wrote", file=folder))
