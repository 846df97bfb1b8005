"""Options that several commands share, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

from convergence_cli.cli.declaring import argument, choice, declared, formatted
from convergence_cli.errors import ConfigError, problem
from convergence_cli.model.language import LANGUAGES
from convergence_cli.report import ON_STDOUT
from convergence_cli.rubric import SHIPPED

BY_DEFAULT: list[str] = [SHIPPED]
"""The framework that is meant where none is named."""
Rubrics = Annotated[list[str], declared("rubrics", "NAME|PATH")]


def _of_the_run(ctx: typer.Context, named: str | None) -> str | None:
    """The language that was named after the command, else before it; raises ConfigError for one that there is not."""
    if named is not None and named not in LANGUAGES:
        raise ConfigError(problem("language-unknown", found=named))
    outer: str | None = ctx.find_root().params.get("lang")
    return named or outer


Lang = Annotated[str | None, declared("lang", "zh|en", callback=_of_the_run)]
LangBefore = Annotated[
    str | None,
    declared("lang", "zh|en", allow_from_autoenv=False, callback=_of_the_run),
]
"""Before a command; CONVERGENCE_LANG says something else, the language where nothing else does."""
Quiet = Annotated[bool, declared("quiet", short="-q")]
Colour = Annotated[str, choice("color", ("auto", "always", "never"), text="colour")]
Debug = Annotated[bool, declared("debug")]
Strict = Annotated[bool, declared("strict")]
Overwrite = Annotated[bool, declared("overwrite")]
EvidenceDir = Annotated[Path | None, declared("evidence-dir", "DIR")]
MaxEvidence = Annotated[int | None, declared("max-evidence", "MB", min=1)]
Workbook = Annotated[Path, argument("workbook", "ORG.xlsx")]
Out = Annotated[Path, declared("output", "OUT.xlsx", short="-o")]
FrameworkNames = Annotated[list[str], argument("framework", "[NAME|PATH]...")]
Format = Annotated[str, formatted(ON_STDOUT)]
Export = Annotated[list[Path] | None, declared("export", "PATH", short="-o")]
BatchExport = Annotated[list[Path] | None, declared("export", "PATH", short="-o", text="export-batch")]
CsvIds = Annotated[bool, declared("csv-ids")]
JunitDetail = Annotated[bool, declared("junit-detail")]
ReportExport = Annotated[list[Path] | None, declared("export", "PATH", short="-o", text="export-report")]
LedgerPath = Annotated[Path | None, declared("ledger", "LAST_GAPS.xlsx")]
Top = Annotated[int, declared("top", "N", min=0)]
All = Annotated[bool, declared("all")]
Brief = Annotated[bool, declared("brief")]
