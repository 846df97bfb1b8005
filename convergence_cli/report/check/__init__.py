"""What is wrong with workbooks and what is still blank in them, and nothing about their scores."""

from collections import Counter

from convergence_cli.errors import Problem, Severity
from convergence_cli.model.questionnaire import Questionnaire
from convergence_cli.value import value

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@value
class Checked:
    """One workbook, by the path that the user named, and all that was found in it."""

    path: str
    problems: tuple[Problem, ...]
    questionnaire: Questionnaire | None = None
    """None where nobody knows what was filled in."""

    @property
    def errors(self) -> int:
        """How many errors there are in it."""
        return sum(item.severity == "error" for item in self.problems)


def counts(files: tuple[Checked, ...]) -> dict[str, int]:
    """How many errors, warnings and notes there are in all."""
    found = Counter(item.severity for file in files for item in file.problems)
    return {f"{severity}s": found[severity] for severity in SEVERITIES}
