"""What is wrong with workbooks, and nothing about their scores: text, JSON, annotations of a GitHub step."""

from collections import Counter
from collections.abc import Callable

from convergence_cli.errors import Problem, Severity
from convergence_cli.model.language import Language
from convergence_cli.report.annotation import annotation
from convergence_cli.report.problems import blocks, printable
from convergence_cli.saved.mapping import Document, Shape
from convergence_cli.saved.shape import PROBLEM, Words
from convergence_cli.texts import hint, message, say
from convergence_cli.value import value

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@value
class Checked:
    """One workbook, by the path that the user named, and all that was found in it."""

    path: str
    problems: tuple[Problem, ...]


def counts(files: tuple[Checked, ...]) -> dict[str, int]:
    """How many errors, warnings and notes there are in all."""
    found = Counter(item.severity for file in files for item in file.problems)
    return {f"{severity}s": found[severity] for severity in _SEVERITIES}


def as_text(files: tuple[Checked, ...], language: Language) -> str:
    """Each file with its problems below, and the sum."""
    nothing = say(language, "run.no-problems")
    parts = [f"{printable(file.path)}\n{blocks(file.problems, language) or nothing}\n" for file in files]
    return "\n".join([*parts, say(language, "run.checked-files", files=len(files), **counts(files)) + "\n"])


def as_json(files: tuple[Checked, ...], language: Language) -> str:
    """The same for a program."""
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


def as_github(files: tuple[Checked, ...], language: Language) -> str:
    """Workflow commands, errors first: a step shows ten annotations of a kind."""
    pairs = [(file.path, item) for file in files for item in file.problems]
    pairs.sort(key=lambda pair: _SEVERITIES.index(pair[1].severity))
    return "".join(_annotation(path, item, language) for path, item in pairs)


def _annotation(path: str, item: Problem, language: Language) -> str:
    place = item.location.place
    said = [f"{place}: {message(language, item)}" if place else message(language, item), hint(language, item)]
    return annotation(item.severity, path, item.code, "\n".join(part for part in said if part))


FORMATS: dict[str, Callable[[tuple[Checked, ...], Language], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
