"""`convergence check FILE...`: what is wrong with workbooks, without a score."""

from pathlib import Path
from typing import Annotated

import typer

from convergence_cli.cli.bounds import (
    MaxCells,
    MaxColumns,
    MaxPart,
    MaxParts,
    MaxRatio,
    MaxRows,
    MaxSize,
    MaxText,
    MaxTexts,
    MaxUnpacked,
    bounds_of,
)
from convergence_cli.cli.options import Debug, Lang, Rubrics, words
from convergence_cli.cli.output import show
from convergence_cli.rubric import SHIPPED

AT_FAULT = 2


def check(
    workbooks: Annotated[list[Path], typer.Argument(metavar="FILE...", help=words("arg-workbooks"))],
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="text|json|github", help=words("opt-format"))
    ] = "text",
    rubrics: Rubrics = SHIPPED,
    lang: Lang = None,
    max_size: MaxSize = None,
    max_unpacked: MaxUnpacked = None,
    max_part: MaxPart = None,
    max_texts: MaxTexts = None,
    max_ratio: MaxRatio = None,
    max_parts: MaxParts = None,
    max_rows: MaxRows = None,
    max_columns: MaxColumns = None,
    max_cells: MaxCells = None,
    max_text: MaxText = None,
    debug: Debug = False,
) -> None:
    from convergence_cli.cli.export import check_choice
    from convergence_cli.cli.judging import judge_workbook
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.report.check import FORMATS, Checked, counts

    check_choice("--format", format_, tuple(FORMATS))
    language_of(lang)  # a wrong --lang is refused before any work
    bounds = bounds_of(
        {"size": max_size, "unpacked": max_unpacked, "part": max_part, "texts": max_texts},
        {"ratio": max_ratio, "parts": max_parts, "rows": max_rows, "columns": max_columns}
        | {"cells": max_cells, "text": max_text},
    )
    framework = framework_of(rubrics)
    judged = [judge_workbook(workbook, framework, bounds) for workbook in workbooks]
    files = tuple(
        Checked(path=workbook.as_posix(), problems=entry.problems)
        for workbook, (entry, _) in zip(workbooks, judged, strict=True)
    )
    # A report has one language: the first one that a workbook was made in.
    spoken = next((language for _, language in judged if language), None)
    show(FORMATS[format_](files, language_of(lang, spoken)))
    raise typer.Exit(AT_FAULT if counts(files)["errors"] else 0)
