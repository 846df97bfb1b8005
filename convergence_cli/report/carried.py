"""What became of answers that were carried into another questionnaire: what went along, what did not, what to check."""

from convergence_cli.errors import Problem
from convergence_cli.model.language import Language
from convergence_cli.questionnaire.departments import Pending
from convergence_cli.report.problems import blocks
from convergence_cli.saved.mapping import Document, Shape
from convergence_cli.saved.shape import PROBLEM, Words
from convergence_cli.texts import say
from convergence_cli.value import value


@value
class Journey:
    """Answers carried from one or several workbooks into one."""

    files: tuple[str, ...]
    carried: int
    """Answers, reasons and rows that went along."""
    lost: tuple[Problem, ...] = ()
    """What was typed and did not go along."""
    remarks: tuple[Problem, ...] = ()
    """What to check, and how cells were read."""
    pending: tuple[Pending, ...] = ()
    """Of departments whose answers were put together those that have not answered all."""

    @property
    def conflicts(self) -> bool:
        """Whether something is open that only a person can decide."""
        return any(item.code == "merge-conflict" and item.severity == "error" for item in self.remarks)


def as_text(journey: Journey, language: Language) -> str:
    """What did not go along, what to check, and the sum."""
    parts = [
        say(language, f"run.journey-{key}") + "\n" + blocks(problems, language) + "\n"
        for key, problems in (("lost", journey.lost), ("remarks", journey.remarks))
        if problems
    ]
    if journey.pending:
        lines = (f"  {_waiting(each, language)}\n" for each in journey.pending)
        parts.append(say(language, "run.journey-pending") + "\n" + "".join(lines))
    counts = {"carried": journey.carried, "lost": len(journey.lost), "remarks": len(journey.remarks)}
    return "\n".join([*parts, say(language, "run.journey-sum", **counts) + "\n"])


def _waiting(each: Pending, language: Language) -> str:
    key = "run.pending-some" if each.handed_in else "run.pending-all"
    return say(language, key, who=each.who.in_(language), questions=each.questions, tables=each.tables)


def as_json(journey: Journey, language: Language) -> str:
    """The same for a program; each problem with its file."""
    return CARRIED.text(journey, Words(language=language))


_BLANK = "questions tables handed_in"
CARRIED = Document(
    Shape(Journey, "files carried lost remarks pending", name="Carried"),
    Shape(Pending, ("who", str, "The department.", lambda item, told: item.who.in_(told.language)), _BLANK),
    Shape(Problem, "location.file", *PROBLEM.keys, name="PlacedProblem"),
)
FORMATS = {"text": as_text, "json": as_json}
