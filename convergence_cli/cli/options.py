"""Options that several commands share, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

from convergence_cli.cli.environment import spoken_language
from convergence_cli.report import ON_STDOUT
from convergence_cli.rubric import SHIPPED
from convergence_cli.texts import say

SPOKEN = spoken_language()


def words(key: str, **values: object) -> str:
    """A help text in the language of the surroundings."""
    return say(SPOKEN, f"run.{key}", **values)


BY_DEFAULT: list[str] = [SHIPPED]
"""The framework that is meant where none is named."""
Rubrics = Annotated[list[str], typer.Option("--rubrics", metavar="NAME|PATH", help=words("opt-rubrics"))]


def _of_the_run(ctx: typer.Context, named: str | None) -> str | None:
    """The language that was named after the command, else before it."""
    outer: str | None = ctx.find_root().params.get("lang")
    return named or outer


Lang = Annotated[str | None, typer.Option("--lang", metavar="zh|en", callback=_of_the_run, help=words("opt-lang"))]
LangBefore = Annotated[
    str | None,
    typer.Option("--lang", metavar="zh|en", allow_from_autoenv=False, callback=_of_the_run, help=words("opt-lang")),
]
"""Before a command; CONVERGENCE_LANG says something else, the language where nothing else does."""
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=words("opt-quiet"))]
Colour = Annotated[str, typer.Option("--color", metavar="auto|always|never", help=words("opt-colour"))]
Debug = Annotated[bool, typer.Option("--debug", help=words("opt-debug"))]
Strict = Annotated[bool, typer.Option("--strict", help=words("opt-strict"))]
Overwrite = Annotated[bool, typer.Option("--overwrite", help=words("opt-overwrite"))]
EvidenceDir = Annotated[Path | None, typer.Option("--evidence-dir", metavar="DIR", help=words("opt-evidence-dir"))]
MaxEvidence = Annotated[int | None, typer.Option("--max-evidence", metavar="MB", min=1, help=words("opt-max-evidence"))]
Workbook = Annotated[Path, typer.Argument(metavar="ORG.xlsx", help=words("arg-workbook"))]
Out = Annotated[Path, typer.Option("--output", "-o", metavar="OUT.xlsx", help=words("opt-output"))]
FrameworkNames = Annotated[list[str], typer.Argument(metavar="[NAME|PATH]...", help=words("arg-framework"))]
Format = Annotated[str, typer.Option("--format", "-f", metavar="|".join(ON_STDOUT), help=words("opt-format"))]
Export = Annotated[list[Path] | None, typer.Option("--export", "-o", metavar="PATH", help=words("opt-export"))]
BatchExport = Annotated[
    list[Path] | None, typer.Option("--export", "-o", metavar="PATH", help=words("opt-export-batch"))
]
CsvIds = Annotated[bool, typer.Option("--csv-ids", help=words("opt-csv-ids"))]
JunitDetail = Annotated[bool, typer.Option("--junit-detail", help=words("opt-junit-detail"))]
ReportExport = Annotated[
    list[Path] | None, typer.Option("--export", "-o", metavar="PATH", help=words("opt-export-report"))
]
LedgerPath = Annotated[Path | None, typer.Option("--ledger", metavar="LAST_GAPS.xlsx", help=words("opt-ledger"))]
Top = Annotated[int, typer.Option("--top", metavar="N", min=0, help=words("opt-top"))]
All = Annotated[bool, typer.Option("--all", help=words("opt-all"))]
Brief = Annotated[bool, typer.Option("--brief", help=words("opt-brief"))]
