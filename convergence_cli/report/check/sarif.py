"""What is wrong with workbooks, for a code scanner."""

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.check import Checked
from convergence_cli.report.sarif import log, of_files


def render(files: tuple[Checked, ...], framework: Framework, language: Language) -> str:  # noqa: ARG001 - as every format
    """Each problem as a result."""
    return log(of_files((file.path, file.problems) for file in files), language)
