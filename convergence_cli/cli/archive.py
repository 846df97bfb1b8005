"""`convergence archive …`: results kept over years in one file, and asked."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convergence_cli.cli.declaring import argument, declared, formatted, words
from convergence_cli.cli.help import Command, Group
from convergence_cli.cli.keeping import Renames, RunLabel, StationId, check_archive, put, renames_of, run_of
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, Overwrite, Quiet, Rubrics
from convergence_cli.cli.output import show, show_as
from convergence_cli.errors import ConfigError, problem

if TYPE_CHECKING:
    from convergence_cli.archive.query import Answer
    from convergence_cli.model.language import Language

_FORMATS = ("text", "json", "csv")
archive = typer.Typer(no_args_is_help=True, cls=Group)
File = Annotated[Path, argument("archive", "ARCHIVE")]
AnswerFormat = Annotated[str, formatted(_FORMATS)]


@archive.command("add", cls=Command, help=words("help-archive-add"))
def add(
    reports: Annotated[list[Path], argument("reports", "REPORT.json...")],
    to: Annotated[Path, declared("to", "ARCHIVE", text="archive-to")],
    run: RunLabel = None,
    station_id: StationId = None,
    renames: Renames = None,
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.report import load_whole

    language = language_of(lang)
    if run is not None and len(reports) > 1:
        raise ConfigError(problem("archive-one-label", count=f"{len(reports):,}"))
    known = renames_of(renames)
    check_archive(to)
    framework = framework_of(rubrics, lang)
    for report in reports:  # of several large reports one at a time is held
        kept = run_of(load_whole(report, framework), run, station_id, report.name)
        put(to, [(kept, report.name)], known, language, quiet=quiet)


@archive.command("list", cls=Command, help=words("help-archive-list"))
def list_(file: File, format_: AnswerFormat = "text", lang: Lang = None, debug: Debug = False) -> None:
    from convergence_cli.archive.query import RUNS

    _show(file, RUNS, format_, lang)


@archive.command("query", cls=Command, help=words("help-archive-query"))
def query(
    file: File,
    select: Annotated[str, argument("select", "SELECT")],
    format_: AnswerFormat = "text",
    lang: Lang = None,
    debug: Debug = False,
) -> None:
    _show(file, select, format_, lang)


@archive.command("export", cls=Command, help=words("help-archive-export"))
def export(
    file: File,
    csv: Annotated[Path | None, declared("csv", "DIR", text="csv-dir")] = None,
    parquet: Annotated[Path | None, declared("parquet", "DIR", text="parquet-dir")] = None,
    lang: Lang = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
) -> None:
    from functools import partial

    from convergence_cli.archive.export import TABLES
    from convergence_cli.cli.export import check_folder
    from convergence_cli.cli.loading import language_of
    from convergence_cli.cli.tables import write_tables

    language = language_of(lang)
    folders = [(folder, suffix) for folder, suffix in ((csv, "csv"), (parquet, "parquet")) if folder is not None]
    if not folders:
        raise ConfigError(problem("archive-export-nowhere"))
    if parquet is not None:
        from convergence_cli.archive.parquet import check_parquet

        check_parquet()
    for folder, _ in folders:
        check_folder(folder)
    tables = (
        (folder / f"{table}.{suffix}", partial(_table, file, table, suffix))
        for folder, suffix in folders
        for table in TABLES
    )
    write_tables(tables, (file,), language, overwrite=overwrite, quiet=quiet)


def _table(file: Path, table: str, suffix: str) -> bytes:
    """One table of an archive as a file, its runs one after the other."""
    from convergence_cli.archive.export import parts

    if suffix == "parquet":
        from convergence_cli.archive.parquet import written

        return written(parts(file, table))
    from convergence_cli.report.comma import csv_file

    found: list[bytes] = []
    for part in parts(file, table):
        content = csv_file([name for name, _ in part.columns], part.rows)
        found.append(content[content.index(b"\n") + 1 :] if found else content)
    return b"".join(found)


def _show(file: Path, select: str, format_: str, lang: str | None) -> None:
    from convergence_cli.archive.query import query as ask
    from convergence_cli.cli.loading import language_of

    language = language_of(lang)
    answer = ask(file, select)
    if format_ == "text":
        show(_laid_out(answer, language))
    else:
        show_as(format_, _for_programs(answer, format_))


def _laid_out(answer: "Answer", language: "Language") -> str:
    """A table as wide as the terminal, and how many rows it has."""
    from convergence_cli.cli.environment import terminal_width
    from convergence_cli.cli.loading import framework_of
    from convergence_cli.report.formats.text import Look, render
    from convergence_cli.report.subjects.rows import document
    from convergence_cli.texts import say

    count = say(language, "archive.rows", count=f"{len(answer.rows):,}")
    if not answer.rows:
        return count + "\n"
    made = document(answer.columns, answer.rows, framework_of(BY_DEFAULT), language)
    return render(made, Look(width=terminal_width())) + f"\n{count}\n"


def _for_programs(answer: "Answer", format_: str) -> str:
    """JSON has an object for each row, its keys the names of the columns."""
    import json

    from convergence_cli.report.comma import csv_file

    if format_ == "csv":
        return csv_file(answer.columns, answer.rows).decode()
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    return "[" + ",\n ".join(json.dumps(row, ensure_ascii=False) for row in rows) + "]\n"
