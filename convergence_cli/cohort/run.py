"""What a worker does with one workbook of a batch."""

from collections.abc import Callable, Sequence
from pathlib import Path

from convergence_cli.cohort.submission import Done, Submission, is_report
from convergence_cli.errors import Location, Problem, problem
from convergence_cli.judging import judged_by
from convergence_cli.model.assessment import Assessment, Failure
from convergence_cli.model.framework import Framework
from convergence_cli.model.standing import pack
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.scoring.engine import assess
from convergence_cli.scoring.standing import stand
from convergence_cli.value import value

Deliver = Callable[[Framework, Assessment | Failure, Sequence[Path]], tuple[Problem, ...]]
"""Writes the gap report of one workbook to each path, in the format of its suffix; why any could not be written."""


@value
class Judge:
    """The work on one workbook of a batch: what a worker is given once, before its first submission."""

    framework: Framework
    bounds: Bounds
    deliver: Deliver | None = None
    """Writes the gap reports of a submission that names places for them."""

    def __call__(self, submission: Submission) -> Done:
        """Judge one workbook. Whatever it does to the program, others have their turn."""
        try:
            return self._judged(submission)
        except MemoryError:
            return _failed(submission, problem("memory-exhausted", Location(file=submission.file)))
        except Exception as error:  # noqa: BLE001 - a bug on one workbook must not cost a thousand others
            import traceback

            found = f"{type(error).__name__}: {error}"
            return _failed(
                submission, problem("judging-bug", Location(file=submission.file), found=found), traceback.format_exc()
            )

    def _judged(self, submission: Submission) -> Done:
        framework, path, name = self.framework, Path(submission.path), submission.file
        faults: tuple[Problem, ...] = ()
        written = 0
        if self.deliver is None or not submission.reports:
            entry, language = judged_by(lambda read: stand(framework, read, name), path, framework, self.bounds)
        else:
            judged, language = judged_by(lambda read: assess(framework, read), path, framework, self.bounds)
            entry = judged if isinstance(judged, Failure) else pack(judged, name, framework.read_by_levels)
            if not is_report(submission, judged):
                paths = [Path(report) for report in submission.reports]
                faults = self.deliver(framework, judged, paths)
                written = len(paths) - len(faults)
        if isinstance(entry, Failure):
            entry = Failure(file=name, problems=entry.problems)
        return Done(entry=entry, language=language, faults=faults, written=written)


def _failed(submission: Submission, fault: Problem, bug: str = "") -> Done:
    return Done(entry=Failure(file=submission.file, problems=(fault,)), bug=bug)
