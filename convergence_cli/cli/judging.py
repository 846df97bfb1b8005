"""One workbook read and scored; a workbook that cannot be judged is an answer too."""

from pathlib import Path

from convergence_cli.errors import WorkbookError
from convergence_cli.model.assessment import Assessment, Failure
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.read import read
from convergence_cli.scoring.engine import assess


def judge_workbook(
    workbook: Path, framework: Framework, bounds: Bounds
) -> tuple[Assessment | Failure, Language | None]:
    """The station judged, or every problem that stopped it; and the workbook's language, where it is known."""
    spoken: Language | None = None
    try:
        questionnaire = read(workbook, framework, bounds)
        spoken = questionnaire.language
        return assess(framework, questionnaire), spoken
    except WorkbookError as error:
        return Failure(file=workbook.name, problems=error.problems), error.language or spoken
