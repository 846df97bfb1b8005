"""The ledger of an earlier gap report: what people wrote into it goes into the next one."""

from pathlib import Path
from typing import TYPE_CHECKING

from convergence_cli.cli.rendering import tell_problems

if TYPE_CHECKING:
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.ledger import Ledger


def ledger_of(path: Path | None, framework: "Framework") -> "Ledger | None":
    """What stands in the ledger, its warnings told; None without a path. Raises WorkbookError."""
    if path is None:
        return None
    from convergence_cli.cli.environment import spoken_language
    from convergence_cli.ledger import read_ledger

    found = read_ledger(path, framework)
    tell_problems(found.problems, spoken_language())
    return found
