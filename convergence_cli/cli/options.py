"""Options that several commands share, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

from convergence_cli.cli.environment import spoken_language
from convergence_cli.rubric import SHIPPED
from convergence_cli.texts import say

SPOKEN = spoken_language()


def words(key: str) -> str:
    """A help text in the language of the surroundings."""
    return say(SPOKEN, f"run.{key}")


BY_DEFAULT: list[str] = [SHIPPED]
"""The framework that is meant where none is named."""
Rubrics = Annotated[list[str], typer.Option("--rubrics", metavar="NAME|PATH", help=words("opt-rubrics"))]
Lang = Annotated[str | None, typer.Option("--lang", metavar="zh|en", help=words("opt-lang"))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=words("opt-quiet"))]
Colour = Annotated[str, typer.Option("--color", metavar="auto|always|never", help=words("opt-colour"))]
Debug = Annotated[bool, typer.Option("--debug", help=words("opt-debug"))]
NoClobber = Annotated[bool, typer.Option("--no-clobber", help=words("opt-no-clobber"))]
Workbook = Annotated[Path, typer.Argument(metavar="ORG.xlsx", help=words("arg-workbook"))]
Out = Annotated[Path, typer.Option("--output", "-o", metavar="OUT.xlsx", help=words("opt-output"))]
FrameworkNames = Annotated[list[str], typer.Argument(metavar="[NAME|PATH]...", help=words("arg-framework"))]
