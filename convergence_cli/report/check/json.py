"""What is wrong with workbooks, for a program."""

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.check import Checked, counts
from convergence_cli.saved.mapping import Document, Shape
from convergence_cli.saved.shape import PROBLEM, Words


def render(files: tuple[Checked, ...], _: Framework, language: Language) -> str:
    """Each file with its problems, and the sum, as JSON."""
    return CHECK.text(files, Words(language=language))


CHECK = Document(
    Shape(
        tuple,
        ("files", tuple[Checked, ...], "In the order in which they were named.", lambda files, _: files),
        ("counts", dict[str, int], "Errors, warnings and notes in all.", lambda files, _: counts(files)),
        name="Check",
        meaning="What is wrong with workbooks.",
    ),
    Shape(Checked, "file=path problems"),
    PROBLEM,
)
