"""One workbook read and scored; a workbook that cannot be judged is an answer too.

`assess`, `check` and every worker of a batch come here.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from convergence_cli.cohort.task import Done, Task
from convergence_cli.errors import ExportError, Location, Problem, WorkbookError, problem
from convergence_cli.files import name_of
from convergence_cli.model.assessment import Assessment, Failure
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.model.standing import pack
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.read import read
from convergence_cli.scoring.engine import assess
from convergence_cli.scoring.standing import stand
from convergence_cli.value import value

T = TypeVar("T")
Deliver = Callable[[Framework, Assessment, Path], None]
"""Writes the gap report of one station to a path; raises ExportError."""


def judge_workbook(
    workbook: Path, framework: Framework, bounds: Bounds, *, steps: bool = True
) -> tuple[Assessment | Failure, Language | None]:
    """The station judged, or every problem that stopped it; and the workbook's language, where it is known.

    `steps`: whether the next steps of every indicator are worked out, which is half of scoring.
    """
    return _read(workbook, framework, bounds, lambda questionnaire: assess(framework, questionnaire, steps=steps))


def _read(
    workbook: Path, framework: Framework, bounds: Bounds, judge: Callable[[Questionnaire], T]
) -> tuple[T | Failure, Language | None]:
    spoken: Language | None = None
    try:
        questionnaire = read(workbook, framework, bounds)
        spoken = questionnaire.language
        return judge(questionnaire), spoken
    except WorkbookError as error:
        return Failure(file=name_of(workbook), problems=error.problems), error.language or spoken


@value
class Judge:
    """The work on one workbook of a batch: what a worker is given once, before its first task."""

    framework: Framework
    bounds: Bounds
    deliver: Deliver | None = None
    """Writes the gap report of a task that names a place for it."""

    def __call__(self, task: Task) -> Done:
        """Judge one workbook. Whatever it does to the program, others have their turn."""
        try:
            return self._judged(task)
        except MemoryError:
            return _failed(task, problem("memory-exhausted", Location(file=task.file)))
        except Exception as error:  # noqa: BLE001 - a bug on one workbook must not cost a thousand others
            import traceback

            found = f"{type(error).__name__}: {error}"
            return _failed(task, problem("judging-bug", Location(file=task.file), found=found), traceback.format_exc())

    def _judged(self, task: Task) -> Done:
        framework, path, name = self.framework, Path(task.path), task.file
        faults: tuple[Problem, ...] = ()
        if self.deliver is None or not task.report:
            entry, language = _read(path, framework, self.bounds, lambda read: stand(framework, read, name))
        else:
            judged, language = _read(path, framework, self.bounds, lambda read: assess(framework, read))
            entry = judged if isinstance(judged, Failure) else pack(judged, name)
            faults = () if isinstance(judged, Failure) else self._delivered(judged, task)
        if isinstance(entry, Failure):
            entry = Failure(file=name, problems=entry.problems)
        return Done(entry=entry, language=language, faults=faults)

    def _delivered(self, judged: Assessment, task: Task) -> tuple[Problem, ...]:
        """Write the station's own gap report; why it could not be written."""
        assert self.deliver is not None
        try:
            self.deliver(self.framework, judged, Path(task.report))
        except ExportError as error:
            return error.problems
        return ()


def _failed(task: Task, fault: Problem, bug: str = "") -> Done:
    return Done(entry=Failure(file=task.file, problems=(fault,)), bug=bug)
