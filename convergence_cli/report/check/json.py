"""What is wrong with workbooks, for a program."""

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.progress import Progress
from convergence_cli.report.check import Checked, counts
from convergence_cli.saved.mapping import Document, Shape
from convergence_cli.saved.shape import DEPARTMENT, PROBLEM, PROGRESS, Words
from convergence_cli.scoring.progress import progress


def render(files: tuple[Checked, ...], framework: Framework, language: Language) -> str:
    """Each file with its problems and its blanks, and the sum, as JSON."""
    return CHECK.text(files, Words(language=language, framework=framework))


def _progress(file: Checked, told: Words) -> Progress | None:
    if file.questionnaire is None or told.framework is None:
        return None
    return progress(told.framework, file.questionnaire)


CHECK = Document(
    Shape(
        tuple,
        ("files", tuple[Checked, ...], "In the order in which they were named.", lambda files, _: files),
        ("counts", dict[str, int], "Errors, warnings and notes in all.", lambda files, _: counts(files)),
        name="Check",
        meaning="What is wrong with workbooks.",
    ),
    Shape(
        Checked,
        "file=path problems",
        ("progress?", Progress | None, "Missing where a sheet as a whole is at fault.", _progress),
    ),
    PROGRESS,
    DEPARTMENT,
    PROBLEM,
)
